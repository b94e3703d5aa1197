"""The series: its lessons in order, and a table of contents with a picture of each."""

import importlib
from dataclasses import dataclass
from html import escape
from typing import Any

from IPython.display import Image, Markdown, display


@dataclass(frozen=True)
class Lesson:
    """A notebook of the series.

    Attributes
    ----------
    notebook : str
        Its file.
    title, question : str
    minutes : int
        How long a learner takes.
    panel : str
        The panel that stands for it in the table of contents, ``module:function`` in `lossviz.lessons`.
    """

    notebook: str
    title: str
    question: str
    minutes: int
    panel: str

    def make_panel(self) -> Any:
        """Make the panel that stands for the lesson."""
        module, _, name = self.panel.partition(":")
        return getattr(importlib.import_module(f"lossviz.lessons.{module}"), name)()


LESSONS = (
    Lesson("01_mse.ipynb", "Mean squared error", "How wrong is a prediction, in one number?", 30, "mse:fit_line"),
)


def contents() -> None:
    """Show each lesson's link, question and picture, one below the other.

    Returns
    -------
    None
        It displays; in plain Python it prints the names of what it would show.
    """
    for number, lesson in enumerate(LESSONS, 1):
        link = f"**{number} · [{escape(lesson.title)}]({lesson.notebook})**"
        display(Markdown(f"{link} · {lesson.question} · {lesson.minutes} minutes"))
        panel = lesson.make_panel()
        display(Image(panel.picture.png(), format="png", width=480, alt=panel.alt))
        panel.close()
