"""Record a panel: what it draws and reads in each state that a page keeps."""

import base64
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..guess import Choice, Number
from ..panel import Panel
from .pack import pack
from .states import FEW, MOST, Control, State, control_of, states_of


@dataclass(frozen=True)
class Question:
    """A question of a panel, and what a page needs to answer a guess.

    Attributes
    ----------
    question : str
    locks, then : str
        What is said while it is open, and what to do next.
    locked : dict
        The places at which it holds controls while it is open.
    options : list of str
        Of a choice.
    number : dict
        Of a number: how it is read and told.
    answers : list of dict
        The different answers: what is told without a guess; for a number what it is, and the replies to known
        wrong ideas, for a choice the line to each option.
    which : list of int
        The answer in each state that it may be asked in.
    """

    question: str
    locks: str
    then: str
    locked: dict[int, int]
    options: list[str]
    number: dict[str, Any]
    answers: list[dict[str, Any]]
    which: list[int]


@dataclass(frozen=True)
class Recording:
    """All that a page needs of a panel.

    Attributes
    ----------
    controls : list of Control
    states : list of tuple
        Those recorded, in order; the first frames are theirs, in the state that no question is open.
    opening : tuple
        Where it opens.
    still : str
        The layer that stays.
    opens : (str, str)
        The moving layer and the reading as it opens.
    frames : list of (str, str)
        The same of each state; then those of each question while it is open, in the same order of states,
        as far as its locked controls allow.
    presets : list of (str, list of dict, list of int)
        Label, what it may set (places by control), and, if that is not always the same, which of these in each state.
    questions : list of Question
    alt, width
        The picture in words; how wide it is, in pixels.
    total : int
        How many states the panel has.
    """

    controls: list[Control]
    states: list[State]
    opening: State
    still: str
    opens: tuple[str, str]
    frames: list[tuple[str, str]]
    presets: list[tuple[str, list[dict[int, int]], list[int]]]
    questions: list[Question]
    alt: str
    width: int
    total: int


def record(panel: Panel, prefix: str, named: Iterable[float] = ()) -> Recording:
    """Record a panel in every state that is kept.

    Parameters
    ----------
    panel : Panel
    prefix : str
        Begins every id in its picture.
    named : iterable of float
        Numbers that the prose names.

    Raises
    ------
    RuntimeError
        If the layer that stays does not.
    """
    shown = {name: widget for name, widget in panel.controls.items() if hasattr(widget, "comm")}
    controls = [control_of(name, widget) for name, widget in shown.items()]
    opening = _places(controls, panel.state)
    fixed = [values for values in panel._presets.values() if not callable(values)]
    sets = [{}, *fixed, *(prediction.asked for prediction in panel.predictions)]
    bases = [_places(controls, panel.state | dict(values)) for values in sets]
    most = FEW if "is not written yet" in panel.reading else MOST
    states = states_of(controls, list(dict.fromkeys(bases)), named, most)
    presets = [(button.description, *_preset(controls, states, values)) for button, values in panel._presets.items()]
    questions = [_question(panel, i, controls, states) for i in range(len(panel.predictions))]
    frames: list[tuple[str, str]] = []
    stills: set[str] = set()

    def visit(places: Iterable[State]) -> None:
        for state in places:
            panel.set(**_values(controls, state))
            still, moving = (layer.replace(panel._prefix, prefix) for layer in panel._layers)
            stills.add(still)
            frames.append((moving, panel.reading))

    for _ in range(2):
        frames.clear()
        stills.clear()
        for prediction in panel.predictions:
            prediction.skip()
        visit(states)
        for question, prediction in zip(questions, panel.predictions, strict=True):
            prediction.reset()
            visit(_open(states, question.locked))
            prediction.skip()
        if len(stills) == 1:
            break
        # What moves for the first time late belongs to the layer that moves, so all is drawn once more.
    else:
        raise RuntimeError(f"{panel!r}: its axes, title or legend change; a page keeps one layer that stays")
    place = states.index(opening)
    if questions:
        place = len(states) + _open(states, questions[0].locked).index(opening)
    return Recording(
        controls=controls,
        states=states,
        opening=opening,
        still=stills.pop(),
        opens=frames[place],
        frames=frames,
        presets=presets,
        questions=questions,
        alt=panel._alt,
        width=round(96 * panel.picture.figure.get_figwidth()),
        total=math.prod(len(control.values) for control in controls),
    )


def script_of(name: str, recording: Recording) -> str:
    """Return the script that brings a panel's states to its page: it works where a page may fetch no file."""
    controls = [{"kind": c.kind, "label": c.label, "texts": c.texts} for c in recording.controls]
    header = {
        "controls": controls,
        "states": recording.states,
        "opening": recording.opening,
        "presets": [{"sets": sets, "which": which} for _, sets, which in recording.presets],
        "questions": [_asked(question) for question in recording.questions],
    }
    packed = pack(header, [f"{moving}\0{reading}" for moving, reading in recording.frames])
    return f'lossviz.panel("{name}", "{base64.b64encode(packed).decode()}");\n'


def _asked(question: Question) -> dict[str, Any]:
    keys = ("locks", "then", "locked", "number", "answers", "which")
    return {key: getattr(question, key) for key in keys}


def _values(controls: Sequence[Control], state: State) -> dict[str, Any]:
    return {control.name: control.values[place] for control, place in zip(controls, state, strict=True)}


def _places(controls: Sequence[Control], values: Mapping[str, Any]) -> State:
    return tuple(control.place(values[control.name]) for control in controls)


def _open(states: Iterable[State], locked: Mapping[int, int]) -> list[State]:
    """Return the states in which a question may be open."""
    return [state for state in states if all(state[i] == place for i, place in locked.items())]


def _preset(
    controls: Sequence[Control], states: Sequence[State], values: Any
) -> tuple[list[dict[int, int]], list[int]]:
    """Return what a preset may set, and which of these it sets in each state."""
    sets: list[dict[int, int]] = []
    which = []
    for state in states if callable(values) else states[:1]:
        its = values(**_values(controls, state)) if callable(values) else values
        places = {i: control.place(its[control.name]) for i, control in enumerate(controls) if control.name in its}
        if places not in sets:
            sets.append(places)
        which.append(sets.index(places))
    return sets, which


def _question(panel: Panel, number: int, controls: Sequence[Control], states: Sequence[State]) -> Question:
    """Return a question with its answer in each state that it may be asked in."""
    prediction, kind = panel.predictions[number], panel.predictions[number].kind
    locked = {i: c.place(prediction.opening[c.name]) for i, c in enumerate(controls) if c.name in prediction.asked}
    answers: list[dict[str, Any]] = []
    which = []
    for state in _open(states, locked):
        n = panel.numbers_at(**{**_values(controls, state), **prediction.asked})
        answer = prediction._answer_at(n)
        its: dict[str, Any] = {"told": prediction.told(n)}
        if isinstance(kind, Choice):
            its["lines"] = [" ".join(filter(None, prediction.sentences(value, n))) for value in kind.options.values()]
        else:
            its |= {"answer": float(answer), "replies": prediction.replies(n)}
        if its not in answers:
            answers.append(its)
        which.append(answers.index(its))
    return Question(
        prediction.question,
        panel._boxes[number].locks,
        prediction.then,
        locked,
        list(kind.options) if isinstance(kind, Choice) else [],
        {} if isinstance(kind, Choice) else _number(kind),
        answers,
        which,
    )


def _number(kind: Number) -> dict[str, Any]:
    return {
        "one": kind.one,
        "many": kind.many,
        "near": kind.near,
        "digits": kind.digits,
        "factor": kind.factor,
        "off": kind.off,
        "hint": kind.hint,
    }
