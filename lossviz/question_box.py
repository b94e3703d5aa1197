"""The face of a question, made of core widgets alone: the same in JupyterLab, Voila, VS Code and Colab."""

import logging
from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from html import escape
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from .aside import aside
from .guess import Number
from .private import answer_anywhere

if TYPE_CHECKING:
    from .predict import Prediction

SOON = 0.2
"""Seconds within which the page tells what was entered after it told that something was."""

COMMITTER = "lossviz guess"
"""The name of the threads that wait for it."""


class QuestionBox(widgets.Box):
    """A question with its answer box, two buttons, and the line that answers; or with the answer folded beneath.

    Parameters
    ----------
    prediction : Prediction
    locked : list of str
        What the controls that it locks are called.

    Attributes
    ----------
    prediction : Prediction
    locks : str
        What it says while nothing was committed.
    go_on : callable or None
        Puts the panel's next question.
    """

    def __init__(self, prediction: "Prediction", locked: Sequence[str]) -> None:
        self.prediction = prediction
        self.go_on: Callable[[], Any] | None = None
        self._told = Event()
        self._was_open = prediction.open
        names = ", ".join(f"“{name}”" for name in locked)
        self.locks = f"Commit a guess, or press Show me. Locked until then: {names}." if locked else ""
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

        aside(act)

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
        self._line.value = escape(self.prediction.line or self.locks)
