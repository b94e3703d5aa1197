"""Predict, commit, drag: a panel asks before it can be moved to the answer, and answers the guess that was made.

A `Prediction` knows no widget: what is asked, the answer, and the line that tells how far off a guess was.
A `QuestionBox` is its face, made of core widgets alone: the same in JupyterLab, Voila, VS Code and Colab.
"""

import ast
import logging
import math
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from decimal import Decimal
from functools import partial
from html import escape
from threading import Event, Thread
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets

from .picture import artists_in
from .private import answer_anywhere, options_of
from .shapes import guess_mark
from .text import fixed, significant

UNREAD = "I read numbers such as 0.4, 1/3 or log 3."
MOST = 3
"""Questions that a panel may ask."""

SOON = 0.2
"""Seconds within which the page tells what was entered after it told that something was."""

COMMITTER = "lossviz guess"
"""The name of the threads that wait for it."""

_series = SimpleNamespace(folded=False)


def predictions(how: str) -> None:
    """Have panels ask, or show each question with its answer folded beneath: for those who project a lesson.

    Parameters
    ----------
    how : {"ask", "open"}
        Panels made from now on ask before their controls unlock; or nothing is locked.

    Returns
    -------
    None

    Raises
    ------
    ValueError
        If `how` is neither.

    Examples
    --------
    >>> predictions("open")
    >>> predictions("ask")
    """
    if how not in ("ask", "open"):
        raise ValueError(f'predictions({how!r}): it takes "ask" (guess first) or "open" (answers folded beneath)')
    _series.folded = how == "open"


_OPERATIONS: dict[type, Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
_FUNCTIONS = {"log": math.log, "ln": math.log, "log2": math.log2, "sqrt": math.sqrt, "exp": math.exp}
_NAMES = {"inf": math.inf, "e": math.e, "pi": math.pi}
_SIGNS = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "*", "²": "^2", "∞": " inf ", "π": " pi ", "√": " sqrt "})


def read_number(text: str, unit: str = "") -> float:
    """Read a number as people type it; nothing but arithmetic is worked out.

    Parameters
    ----------
    text : str
        ``0.4``, ``0,4``, ``1/3``, ``−2``, ``2^5``, ``log 3`` or ``ln 3`` (natural), ``5 %``, ``inf``.
    unit : str
        May stand behind it.

    Raises
    ------
    ValueError
        If it is none. ``1,000`` may be a thousand or one, and is none either.

    Examples
    --------
    >>> [read_number(text) for text in ("0,4", "−1/4", "2^5", "5 %", "1e-3", "ln 1")]
    [0.4, -0.25, 32.0, 0.05, 0.001, 0.0]
    >>> read_number("5 %", "%"), read_number("21 °C", "°C")
    (5.0, 21.0)
    >>> read_number("four")
    Traceback (most recent call last):
        ...
    ValueError: I read numbers such as 0.4, 1/3 or log 3.
    """
    plain = text.strip().removesuffix(unit).strip().translate(_SIGNS)
    plain, percent = plain.removesuffix("%"), plain.endswith("%")
    try:
        if len(plain) > 40 or re.search(r"[1-9]\d*,\d{3}(?!\d)", plain):
            raise ValueError
        plain = re.sub(r"\b(log2|log|ln|sqrt|exp)\s*([\d.,]+)", r"\1(\2)", plain.replace("^", "**"))
        value = _value(ast.parse(plain.replace(",", ".").strip(), mode="eval").body)
        if math.isnan(value):
            raise ValueError
    except (ValueError, TypeError, SyntaxError, ArithmeticError, RecursionError, MemoryError):
        raise ValueError(UNREAD) from None
    return value / 100 if percent else value


def _value(node: Any) -> float:
    """Return the value of an expression of numbers; raise a ValueError or TypeError at anything else."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in _NAMES:
            return _NAMES[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return float(_OPERATIONS[type(op)](_value(left), _value(right)))
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](_value(operand))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](_value(argument))
    raise ValueError


class Number:
    """A guess that is typed: its range, its unit, and how figures and distances are printed."""

    def __init__(
        self,
        ends: tuple[float, float],
        unit: str | tuple[str, str],
        near: float | None,
        digits: int | None,
        factor: bool,
        off: tuple[str, str],
    ) -> None:
        low, high = self.low, self.high = ends
        if not (_finite(low) and _finite(high) and low < high and not (factor and low <= 0)):
            above = ", both above 0 where the scale is a factor" if factor else ""
            raise ValueError(f"guess is {ends!r}; a number is asked for with the lower and the higher end{above}")
        self.one, self.many = (unit, unit) if isinstance(unit, str) else unit
        self.near = near if near is not None else 1.1 if factor else (high - low) / 50
        if not _finite(self.near) or self.near <= factor:
            least = "a factor above 1" if factor else "a distance above 0"
            raise ValueError(f"near is {near!r}; it must be {least}: a guess so far off is near enough")
        self.factor, self.off = factor, off
        self.digits = max(0, -math.floor(math.log10(self.near))) if digits is None else digits
        self.hint = f"between {self.plain(low)} and {self.plain(high)}"

    def read(self, given: Any) -> float:
        """Return the number that was typed, or raise a ValueError."""
        return read_number(str(given), self.many)

    def plain(self, value: float) -> str:
        """Return a figure as it is printed, without its unit."""
        if self.factor or not math.isfinite(value):
            return significant(value)
        text = fixed(value, self.digits)
        return text.rstrip("0").rstrip(".") if "." in text else text

    def said(self, guess: float) -> str:
        """Return a guess as it is printed: up to two decimals more than the answer, if it was given with them."""
        finer = significant(guess, 6) if self.factor else fixed(guess, self.digits + 2).rstrip("0").rstrip(".")
        return finer if float(finer.replace("−", "-")) == guess else self.plain(guess)

    def told(self, value: float) -> str:
        """Return a figure with its unit."""
        figure = self.plain(value)
        return f"{figure} {self.one if figure in ('1', '−1') else self.many}".rstrip()

    def alike(self, a: float, b: float) -> bool:
        """Whether two numbers are as near as is near enough."""
        if self.factor and a > 0 and b > 0:
            return max(a, b) <= self.near * min(a, b)
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=0 if self.factor else self.near * (1 + 1e-9))

    def verdict(self, guess: float, answer: float) -> str:
        """Return the guess, the answer, and the distance between them, computed from the figures as printed."""
        said, is_ = self.said(guess), self.plain(answer)
        if said == is_:
            return f"You said {said}, and it is {self.told(answer)}."
        if self.alike(guess, answer):
            return f"You said {said}, it is {self.told(answer)}: as near as one can guess."
        a, b = (Decimal(figure.replace("−", "-")) for figure in (said, is_))
        way = self.off[a > b]
        if not a.is_finite():
            by = ""
        elif self.factor:
            large, small = max(a, b), min(a, b)
            by = f"{significant(float(large / small), 2)} times " if small > 0 else ""
        else:
            distance = f"{abs(a - b):f}"
            by = f"{distance} {self.one if distance == '1' else self.many}".rstrip() + " "
        return f"You said {said}; it is {self.told(answer)}: {by}{way}."

    def check(self, answer: Any) -> None:
        """Raise an error where `answer` is no number that may be asked for."""
        try:
            value = float(answer)
        except (TypeError, ValueError):
            raise TypeError(f"the answer is {answer!r}, where a number is asked for") from None
        if not math.isfinite(value):
            raise ValueError(f"the answer is {value}, which nobody types; ask a choice")

    def check_opening(self, answer: float) -> None:
        """Raise a ValueError where the range gives `answer` away."""
        if not self.low <= answer <= self.high:
            raise ValueError(f"the answer {answer:.6g} lies outside guess={self.low, self.high}; widen the range")
        place, width = answer - self.low, self.high - self.low
        if self.factor:
            place, width = math.log(answer / self.low), math.log(self.high / self.low)
        if 0.45 <= place / width <= 0.55:
            raise ValueError(
                f"the answer {answer:.6g} lies in the middle of guess={self.low, self.high}, "
                "which people guess anyway; shift an end of the range"
            )


class Choice:
    """A guess that is one of two to four sentences."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        if not 2 <= len(options) <= 4 or not all(isinstance(text, str) and text for text in options):
            raise ValueError(f"guess is {list(options)!r}; a choice is asked for with two to four different texts")
        self.options = dict(options)

    def read(self, given: Any) -> Any:
        """Return what a choice stands for; raise a ValueError where it is none."""
        if given not in self.options:
            raise ValueError(f"Choose one: {', '.join(self.options)}.")
        return self.options[given]

    def told(self, value: Any) -> str:
        """Return the text of a choice."""
        return next(f"“{text}”" for text, its in self.options.items() if its == value)

    def alike(self, a: Any, b: Any) -> bool:
        """Whether two choices are the same."""
        return bool(a == b)

    def verdict(self, guess: Any, answer: Any) -> str:
        """Return the guess, and the answer where it is another."""
        if self.alike(guess, answer):
            return f"You said {self.told(guess)}, and so it is."
        return f"You said {self.told(guess)}; the answer is {self.told(answer)}."

    def check(self, answer: Any) -> None:
        """Raise a ValueError where `answer` cannot be chosen."""
        if answer not in self.options.values():
            raise ValueError(f"the answer {answer!r} is not in the list: {', '.join(map(repr, self.options.values()))}")

    def check_opening(self, answer: Any) -> None:
        """No order of choices gives one away."""


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


class Prediction:
    """A question that a panel asks, and what it says to a guess; `Panel.predict` makes it.

    Attributes
    ----------
    question : str
    asked, opening : dict
        The state asked about, by control, each of them locked while the question is open; and where they opened.
    hold : list of str
        The artists hidden meanwhile.
    open : bool
        Whether neither a guess was committed nor the answer shown.
    guess
        The number or the choice committed; None before, and where the answer was shown without.
    line : str
        What was last said to a guess.
    mark : callable or None
        Sets the mark of the guess in the picture to a number and its label (see `lossviz.shapes.guess_mark`).

    Examples
    --------
    >>> from lossviz import Panel, slider
    >>> def draw(figure):
    ...     (bar,) = figure.subplots().bar([0], [0])
    ...     return lambda n: bar.set_height(n.loss)
    >>> panel = Panel(lambda r=1.0: {"loss": r**2}, draw, lambda n: f"{n.r:.0f}: {n.loss:.0f}", r=slider(0.0, 3.0, 1.0))
    >>> @panel.predict("How high is the bar at three?", guess=(0, 12), near=0.5, r=3.0)
    ... def answer(n):
    ...     return n.loss
    >>> answer.reply(3, "The bar grows faster than the distance.")
    >>> answer.commit("3")
    'You said 3; it is 9: 6 too low. The bar grows faster than the distance. Drag “r” to 3.0 and see.'
    >>> answer.guess, answer.open
    (3.0, False)
    """

    def __init__(
        self,
        panel: Any,
        question: str,
        kind: Number | Choice,
        opening: Mapping[str, Any],
        asked: Mapping[str, Any],
        hold: Sequence[str],
        then: str,
    ) -> None:
        self.question, self.kind, self.opening, self.asked, self.hold = question, kind, opening, asked, hold
        self.guess, self.given, self.line, self.open = None, None, "", not _series.folded
        self.mark: Callable[[float | None, str], None] | None = None
        self._panel, self._then = panel, then
        self._answer: Callable[[Any], Any] | None = None
        self._replies: list[tuple[Any, str]] = []
        self._start: Any = None

    def __call__(self, answer: Callable[[Any], Any]) -> "Prediction":
        """Have `answer` read the answer from the numbers in the state asked about, and the panel ask."""
        self._answer, self._start = answer, self._panel.numbers_at(**self.asked)
        self.kind.check_opening(self._answer_at(self._start))
        self._panel._add(self)
        return self

    def _answer_at(self, n: Any) -> Any:
        if self._answer is None:
            raise TypeError(
                f"{self.question!r} has no answer yet; write @panel.predict(…) before def answer(n), or give answer=…"
            )
        answer = self._answer(n)
        self.kind.check(answer)
        return answer

    def reply(self, guess: Any, sentence: str) -> None:
        """Say `sentence` to a known wrong idea.

        Parameters
        ----------
        guess : float or callable or str
            What this idea leads to: a number near which a guess is taken for it, a function that returns one
            from the numbers in the state asked about, or a choice.
        sentence : str

        Raises
        ------
        ValueError
            If `guess` is as near to the answer as is near enough, or is no choice.
        """
        wrong = self._expected(guess, self._start)
        if isinstance(self.kind, Choice):
            self.kind.read(guess)
        elif self.kind.alike(wrong, self._answer_at(self._start)):
            raise ValueError(
                f"a reply to {wrong:.6g} would be given to the right answer too, {self._answer_at(self._start):.6g}, "
                f"with near={self.kind.near:.6g}; make near smaller, or leave the reply out"
            )
        self._replies.append((guess, sentence))

    def _expected(self, guess: Any, n: Any) -> Any:
        if isinstance(self.kind, Choice):
            return self.kind.options.get(guess)
        return float(guess(n) if callable(guess) else guess)

    def commit(self, given: Any) -> str:
        """Fix a guess; return the line that answers it.

        A guess that cannot be read is told what can, and may be mended. One that was committed stays until `reset`.
        """
        with self._panel._turn:
            if self.open:
                try:
                    guess = self.kind.read(given)
                except ValueError as error:
                    self.line = str(error)
                else:
                    n = self._panel.numbers_at(**self.asked)
                    answer = self._answer_at(n)
                    replies = [] if self.kind.alike(guess, answer) and isinstance(self.kind, Number) else self._replies
                    said = [text for idea, text in replies if self.kind.alike(guess, self._expected(idea, n))]
                    self._settle(guess, given, [self.kind.verdict(guess, answer), *said[:1], self._then])
            return self.line

    def skip(self) -> str:
        """Show the answer without a guess; return the line that tells it."""
        with self._panel._turn:
            if self.open:
                self._settle(None, None, [self.told(), self._then])
            return self.line

    def told(self) -> str:
        """Return the answer in a sentence, as the controls that are free now stand."""
        it = "It" if isinstance(self.kind, Number) else "The answer"
        return f"{it} is {self.kind.told(self._answer_at(self._panel.numbers_at(**self.asked)))}."

    def _settle(self, guess: Any, given: Any, sentences: Sequence[str]) -> None:
        self.guess, self.given, self.open = guess, given, False
        self.line = " ".join(filter(None, sentences))
        self._panel.set()

    def draw(self) -> None:
        """Set the mark of the guess."""
        if self.mark and isinstance(self.kind, Number):
            self.mark(self.guess, "" if self.guess is None else f"you: {self.kind.said(self.guess)}")

    def reset(self) -> None:
        """Forget the guess and ask again, with the controls asked about where they were when the panel opened."""
        with self._panel._turn:
            self.guess, self.given, self.line, self.open = None, None, "", True
            self._panel._ask(self)


def kind_of(
    guess: Any, unit: Any, near: float | None, digits: int | None, factor: bool, off: tuple[str, str]
) -> Number | Choice:
    """Return what kind of guess an author's abbreviation stands for.

    Raises
    ------
    TypeError
        If it stands for none.
    ValueError
        If its ends, its choices or `near` are not of their form.

    Examples
    --------
    >>> kind_of((0, 4), "°C", None, None, False, ("too low", "too high")).hint
    'between 0 and 4'
    """
    if isinstance(guess, tuple) and len(guess) == 2 and not any(isinstance(end, str) for end in guess):
        return Number((guess[0], guess[1]), unit, near, digits, factor, off)
    if isinstance(guess, Mapping):
        return Choice(guess)
    if isinstance(guess, list) and all(isinstance(text, str) for text in guess):
        return Choice(dict(zip(guess, guess, strict=True)))
    raise TypeError(
        f"guess is {guess!r}; it takes (low, high) for a number, a list of texts for a choice, "
        "or a dict of texts and values"
    )


def way_to(controls: Mapping[str, Any], opening: Mapping[str, Any], asked: Mapping[str, Any]) -> str:
    """Return the sentence that says how to move to the state asked about.

    Examples
    --------
    >>> from lossviz import slider, tick
    >>> controls = {"r": slider(0.0, 3.0, 0.5, label="residual", unit="°C"), "fade": tick("fade out")}
    >>> way_to(controls, {"r": 0.0, "fade": False}, {"r": 2.0, "fade": True})
    'Drag “residual” to 2.0, tick “fade out” and see.'
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


class QuestionBox(widgets.Box):
    """A question with its answer box, two buttons, and the line that answers; or with the answer folded beneath.

    Parameters
    ----------
    prediction : Prediction
    locked : list of str
        What the controls that it locks are called.
    run : callable
        Is given what a button does, and does it without keeping the page waiting.

    Attributes
    ----------
    prediction : Prediction
    go_on : callable or None
        Puts the panel's next question.
    """

    def __init__(
        self,
        prediction: Prediction,
        locked: Sequence[str],
        run: Callable[[Callable[[], Any]], Any],
    ) -> None:
        self.prediction, self._run = prediction, run
        self.go_on: Callable[[], Any] | None = None
        self._told = Event()
        self._was_open = prediction.open
        names = ", ".join(f"“{name}”" for name in locked)
        self._locks = f"Commit a guess, or press Show me. Locked until then: {names}." if locked else ""
        question = f'<div class="lossviz-question"><b>What do you expect?</b><br>{escape(prediction.question)}</div>'
        wide = {"width": "100%"}
        self._folded = not prediction.open
        if self._folded:
            question += f"<details><summary>Show the answer</summary>{escape(prediction.told())}</details>"
        parts: list[Any] = [widgets.HTML(question, layout=wide)]
        if not self._folded:
            self._given = self._field()
            self._line = widgets.HTML(layout=wide).add_class("lossviz-answer")
            self._again = self._button("Ask me again", self._ask_again)
            self._next = self._button("Next question", lambda: self.go_on and self.go_on())
            commit = self._button("Commit", lambda: prediction.commit(self._given.value))
            skip = self._button("Show me", prediction.skip)
            once = [part.add_class("lossviz-once") for part in (self._given, commit, skip)]
            parts += [*once, self._again, self._next, self._line]
        super().__init__(parts, layout=widgets.Layout(flex_flow="row wrap", align_items="center"))
        self.add_class("lossviz-asks")

    def _field(self) -> Any:
        kind = self.prediction.kind
        field: Any
        if isinstance(kind, Number):
            label = ", ".join(filter(None, ["your guess", kind.many]))
            # Key by key, the browser keeps the last keys back until the kernel has answered the first.
            look: dict[str, Any] = {"style": {"description_width": "initial"}, "continuous_update": False}
            field = widgets.Text(description=f"{label} ({kind.hint})", **look)
            field.on_msg(lambda _, content, __: self._entered(content))
        else:
            field = widgets.RadioButtons(options=list(kind.options), value=None, layout={"width": "100%"})
        field.observe(self._changed, "value")
        answer_anywhere(field)
        return field

    def focus(self) -> None:
        """Put the focus where the guess is given."""
        self._given.focus()

    def _ask_again(self) -> None:
        self.prediction.reset()
        self.focus()

    def _entered(self, content: Mapping[str, Any]) -> None:
        """Commit what was entered: the browser tells of the key first, then what stands in the box, if that is new."""
        if content.get("event") == "submit":
            self._told.clear()
            Thread(target=copy_context().run, args=[self._commit_told], name=COMMITTER, daemon=True).start()

    def _commit_told(self) -> None:
        self._told.wait(SOON)
        self._do(lambda: self.prediction.commit(self._given.value))

    def _changed(self, _: Any) -> None:
        """Keep a guess that was committed in its box."""
        self._told.set()
        if not self.prediction.open:
            self._fill()

    def _fill(self) -> None:
        given = self.prediction.given
        if isinstance(self._given, widgets.Text):
            given = "" if given is None else str(given)
        self._given.value = given

    def _button(self, label: str, action: Callable[[], Any]) -> widgets.Button:
        button = widgets.Button(description=label, layout=widgets.Layout(width="auto", height="44px"))
        button.on_click(lambda _: self._do(action))
        answer_anywhere(button)
        return button

    def _do(self, action: Callable[[], Any]) -> None:
        def act() -> None:
            try:
                action()
            except Exception as error:
                logging.getLogger("lossviz").error("%s", error, exc_info=error)
                if self.prediction.open:
                    why = " ".join(f"{type(error).__name__}: {error}".split())[:300]
                    self.prediction.line = f"The answer could not be worked out ({why})."
            self._tell()

        self._run(act)

    def show(self, in_view: bool) -> None:
        """Bring the box up to its question."""
        if self._folded:
            return
        answered = not self.prediction.open
        self.layout.display = None if in_view else "none"
        self._again.layout.display = None if answered else "none"
        self._next.layout.display = None if answered and self.go_on else "none"
        if answered or not self._was_open:
            self._fill()
        self._was_open = not answered
        (self.add_class if answered else self.remove_class)("lossviz-answered")
        self._tell()

    def _tell(self) -> None:
        self._line.value = escape(self.prediction.line or self._locks)


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
    _aside: Callable[..., None]

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
        with self._turn:
            before = self._boxes[-1] if self._boxes else None
            names = [name_of(self.controls[name], name) for name in prediction.asked]
            box = QuestionBox(prediction, names, self._aside)
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
