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
        The panel that stands for it in the table of contents, ``module:function`` in `lossviz.lessons`; the
        appendix has none.
    """

    notebook: str
    title: str
    question: str
    minutes: int
    panel: str = ""

    def make_panel(self) -> Any:
        """Make the panel that stands for the lesson."""
        module, _, name = self.panel.partition(":")
        return getattr(importlib.import_module(f"lossviz.lessons.{module}"), name)()


LESSONS = (
    Lesson(
        "01_mse.ipynb",
        "Off by how much? The mean squared error",
        "She said 17 °C, it was 20. How bad was that, in one number?",
        45,
        "line:fit_line",
    ),
    Lesson(
        "02_entropy_lottery.ipynb",
        "What should a chance pay? Surprise and entropy",
        "She said sun 70 %, cloud 20 %, rain 10 %, and it rained. Was she wrong?",
        45,
        "lottery:lottery",
    ),
    Lesson(
        "03_cross_entropy.ipynb",
        "What a wrong belief costs: cross entropy",
        "The world deals by p, she believes q. What does it cost her?",
        45,
        "cross_entropy:belief",
    ),
    Lesson(
        "04_why_not_mse.ipynb",
        "Why not MSE?",
        "Two prices call it a terrible forecast. Which one teaches the machine that made it?",
        45,
        "why_not_mse:pull",
    ),
    Lesson(
        "05_numerical_stability.ipynb",
        "Numerical stability",
        "The formula is right. Why does the machine return `inf`?",
        45,
        "stability:breakdown",
    ),
    Lesson(
        "06_gradients.ipynb",
        "Who pays? Gradients",
        "One score rises, and its chance with it. Who pays, and how do you know that your slope is right?",
        45,
        "gradients:two_roads",
    ),
    Lesson("07_margins.ipynb", "Margins", "When is right right enough?", 45, "margins:demands"),
    Lesson(
        "08_robust_losses.ipynb",
        "Robust losses",
        "One reading is nonsense. Who believes it?",
        45,
        "tug_of_war:tug_of_war",
    ),
    Lesson(
        "09_bug_museum.ipynb",
        "The bug museum",
        "A curve, no name: which mistake is it?",
        45,
        "bug_museum:bug_museum",
    ),
    Lesson(
        "10_the_lecture_checked.ipynb",
        "The lecture, checked",
        "What does the lecture show, and what of it holds?",
        45,
    ),
)


def contents() -> None:
    """Show each lesson's link, question and picture, if it has one, one below the other.

    Returns
    -------
    None
        It displays; in plain Python it prints the names of what it would show.
    """
    for number, lesson in enumerate(LESSONS, 1):
        link = f"**{number} · [{escape(lesson.title)}]({lesson.notebook})**"
        display(Markdown(f"{link} · {lesson.question}"))
        if not lesson.panel:
            continue
        panel = lesson.make_panel()
        still = Image(panel.picture.png(1.0), format="png", width=480, alt=panel.alt)
        display(still, metadata={"lossviz": True})
        panel.close()
