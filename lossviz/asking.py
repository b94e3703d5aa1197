"""What lets a panel ask: it locks what a question is about, and hides what would answer it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from .drawn import artists_in
from .guess import Number, kind_of
from .predict import Prediction
from .private import options_of
from .question_box import QuestionBox
from .shapes import guess_mark

MOST = 3
"""Questions that a panel may ask."""


def way_to(controls: Mapping[str, Any], opening: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """Return the sentence that says how to move to the state asked about.

    Examples
    --------
    >>> from lossviz import slider, tick
    >>> controls = {"r": slider(0.0, 3.0, 0.5, label="residual", unit="°C"), "s": slider(0, 3), "fade": tick("fade")}
    >>> way_to(controls, {"r": 0.0, "s": 1, "fade": False}, {"r": 2.0, "s": 1, "fade": True})
    'Drag “residual” to 2.0, tick “fade” and see.'
    """
    steps = []
    for name, value in asked.items():
        control = controls[name]
        label = name_of(control, name)
        if value == opening[name]:
            continue
        if isinstance(value, bool):
            steps.append(f"{'tick' if value else 'clear'} “{label}”")
        elif hasattr(control, "options"):
            text = next(text for text, its in options_of(control) if its == value)
            steps.append(f"choose “{text}” for “{label}”")
        else:
            figure = format(value, getattr(control, "readout_format", "")).replace("-", "−")
            steps.append(f"{'drag' if hasattr(control, 'min') else 'set'} “{label}” to {figure}")
    way = ", ".join(steps)
    return f"{way[:1].upper()}{way[1:]} and see." if way else ""


def name_of(control: Any, name: str) -> str:
    """Return what stands before a control, without its unit."""
    return str(control.description.partition(",")[0] or name)


class Asking:
    """What a panel needs to ask: `lossviz.Panel` is one."""

    picture: Any
    controls: dict[str, Any]
    children: Any
    set: Callable[..., Any]
    set_trait: Callable[..., None]
    _alt: str
    _presets: dict[Any, Any]
    _turn: Any
    _set: Callable[..., None]
    _values: Callable[[], dict[str, Any]]

    def __init__(self, *given: Any, **options: Any) -> None:
        self.predictions: list[Prediction] = []
        self._boxes: list[QuestionBox] = []
        self._asks = 0  # Which of them is in view.
        self._locked: Mapping[str, Any] = {}
        super().__init__(*given, **options)

    def predict(
        self,
        question: str,
        *,
        guess: Any,
        unit: str | tuple[str, str] = "",
        near: float | None = None,
        digits: int | None = None,
        factor: bool = False,
        off: tuple[str, str] = ("too low", "too high"),
        then: str | None = None,
        hold: str | Sequence[str] = (),
        mark: str = "",
        answer: Any = None,
        **asked: Any,
    ) -> Prediction:
        """Ask a question before the panel can be moved to its answer.

        The controls asked about are locked, and the artists named in `hold` hidden, until a guess is committed or the
        answer is shown without. Then a line says how far off the guess was. `set` is never locked.

        While the question is open `update` and `read` find ``n.open`` True, so that a reading can keep a figure back;
        ``n.guess`` is None, and after a commit the guess.

        Parameters
        ----------
        question : str
        guess : (float, float), list of str, or dict
            A number is asked for with the range that is named to the learner, a choice with two to four
            texts, or with texts and their values.
        unit : str or (str, str)
            Of the number; two where one and many differ: ``("step", "steps")``.
        near : float, optional
            How far off is near enough; a fiftieth of the range as it comes. With `factor`, a factor: 1.1.
        digits : int, optional
            Decimals at which figures are printed; as many as `near` needs, if none are named.
        factor : bool
            Whether distances are told as factors ("3 times too high").
        off : (str, str)
            What a guess below and above the answer is called: ``("too cold", "too warm")``.
        then : str, optional
            What to do next; made from the controls, if none is given: "Drag “r” to 3.0 and see."
        hold : str or list of str
            Artists to hide, by the names that `update` has for them.
        mark : str
            An artist and the axis on which its picture has the number: with ``"bar.y"`` a committed guess is
            marked on the y axis of the bar's axes, and labelled.
        answer : callable or object, optional
            Returns the answer from the numbers in the state asked about. Without it the method is a decorator of
            such a function. For a choice, also the choice itself, or its value.
        **asked
            The state asked about; controls that it does not name stay free, and are taken as they stand at
            the commit.

        Returns
        -------
        lossviz.predict.Prediction
            The question, with `reply`, `commit`, `skip` and `reset`.

        Raises
        ------
        TypeError
            If `guess`, `question` or the answer is of no known form.
        ValueError
            If there is no such control, value or artist, the panel opens in the state asked about, or the range gives
            the answer away; if a panel asks a fourth time.
        """
        if not isinstance(question, str) or not question.strip():
            raise TypeError(f"question is {question!r}; it must be a text")
        if len(self.predictions) == MOST:
            raise ValueError(f"a panel asks at most {MOST} questions; make another panel for {question!r}")
        kind = kind_of(guess, unit, near, digits, factor, off)
        hold = [hold] if isinstance(hold, str) else list(hold)
        known = getattr(self.picture.artists, "__dict__", {})
        if unknown := [name for name in hold if name not in known]:
            raise ValueError(f"hold names {', '.join(unknown)}; update refers to {', '.join(known) or 'no artist'}")
        place, _, along = mark.partition(".")
        axes = getattr(next(artists_in(known.get(place)), None), "axes", None)
        if mark and (axes is None or along not in ("x", "y") or not isinstance(kind, Number)):
            raise ValueError(f'mark is {mark!r}; it marks a number at an artist and an axis of its axes: "dot.y"')
        opening = self._values()
        for name in asked.keys() & opening.keys():
            if not hasattr(self.controls[name], "disabled"):
                raise ValueError(
                    f"{name} cannot be asked about: its {type(self.controls[name]).__name__} cannot be locked"
                )
        self._set(asked)
        asked = {name: value for name, value in self._values().items() if name in asked}
        at = {name: opening[name] for name in asked}
        self._set(at)
        if asked == at and not hold:
            raise ValueError(
                f"the panel opens in the state that {question!r} asks about; name the controls to move to it "
                "(r=3.0, say), or hold back the artists that show the answer"
            )
        way = way_to(self.controls, at, asked) if then is None else then
        if isinstance(guess, tuple) and not (answer is None or callable(answer)):
            raise TypeError(f"answer is {answer!r}; a number is computed, never typed: def answer(n): return n.…")
        prediction = Prediction(self, question, kind, at, asked, hold, way)
        if mark:
            prediction.mark = guess_mark(axes, along)
        if answer is None:
            return prediction
        return prediction(answer if callable(answer) else lambda _: answer)

    def _add(self, prediction: Prediction) -> None:
        """Ask one question more."""
        before = self._boxes[-1] if self._boxes else None
        names = [name_of(self.controls[name], name) for name in prediction.asked]
        box = QuestionBox(prediction, names)
        if before is not None:
            before.go_on = partial(self._go_on, prediction, box)
        self.predictions.append(prediction)
        self._boxes.append(box)
        rows: Any = self.children
        self.set_trait("children", [*self._boxes, *rows[len(self._boxes) - 1 :]])
        self.set()

    def _go_on(self, prediction: Prediction, box: QuestionBox) -> None:
        self._ask(prediction)
        box.focus()

    def _ask(self, prediction: Prediction) -> None:
        """Put a question, with the controls asked about where they were when the panel opened."""
        self._asks = self.predictions.index(prediction)
        self.set(**prediction.opening)

    def _lock(self) -> None:
        """Lock what the question in view needs locked, and show it."""
        if not self.predictions:
            return
        asks = self.predictions[self._asks]
        locked = asks.asked if asks.open else {}
        if locked != self._locked:
            for name in self._locked.keys() | locked.keys():
                self.controls[name].disabled = name in locked
            for button, values in self._presets.items():
                button.disabled = self._moves(values, locked)
            self._locked = locked
        for box in self._boxes:
            box.show(box.prediction is asks)

    def _moves(self, values: Any, locked: Mapping[str, Any]) -> bool:
        """Whether a preset would move a control that is locked."""
        try:
            values = values(**self._values()) if callable(values) else values
        except Exception:  # The press will tell.
            return False
        return any(self.controls[name].value != values[name] for name in locked.keys() & values.keys())

    def _name(self) -> str:
        """Return what the picture shows, and what was said to a guess."""
        said = [prediction.line for prediction in self.predictions if not prediction.open]
        return " ".join(filter(None, [f"{self._alt}.", *said]))

    def _hold_back(self) -> dict[str, Any]:
        """Have the picture show guesses and hide what the question in view holds back; return what `n` has of it."""
        asks = self.predictions[self._asks] if self.predictions else None
        for prediction in self.predictions:
            prediction.draw()
        self.picture.held = asks.hold if asks and asks.open else ()
        return {"guess": asks and asks.guess, "open": bool(asks and asks.open)}
