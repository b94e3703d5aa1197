"""Predict, commit, drag: a panel asks before it can be moved to the answer, and answers the guess that was made."""

from collections.abc import Callable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from .guess import Choice, Number

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
    then : str
        What it says to do next.
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
        self._panel, self.then = panel, then
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
                    self._settle(guess, given, self.sentences(guess, self._panel.numbers_at(**self.asked)))
            return self.line

    def sentences(self, guess: Any, n: Any) -> list[str]:
        """Return what is said to a guess: the verdict, a reply to a known wrong idea, and what to do next."""
        answer = self._answer_at(n)
        replies = [] if self.kind.alike(guess, answer) and isinstance(self.kind, Number) else self._replies
        said = [text for idea, text in replies if self.kind.alike(guess, self._expected(idea, n))]
        return [self.kind.verdict(guess, answer), *said[:1], self.then]

    def skip(self) -> str:
        """Show the answer without a guess; return the line that tells it."""
        with self._panel._turn:
            if self.open:
                self._settle(None, None, [self.told(), self.then])
            return self.line

    def told(self, n: Any = None) -> str:
        """Return the answer in a sentence, as the free controls stand, or from numbers in the state asked about."""
        it = "It" if isinstance(self.kind, Number) else "The answer"
        return f"{it} is {self.kind.told(self._answer_at(n or self._panel.numbers_at(**self.asked)))}."

    def replies(self, n: Any) -> list[tuple[Any, str]]:
        """Return what each known wrong idea leads to, from numbers in the state asked about, and what is said to it."""
        return [(self._expected(idea, n), text) for idea, text in self._replies]

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
