"""The series: its lessons in order, and a table of contents."""

from dataclasses import dataclass

from IPython.display import Markdown, display


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
    """

    notebook: str
    title: str
    question: str
    minutes: int


LESSONS = (
    Lesson(
        "01_mse.ipynb",
        "Off by how much? The mean squared error",
        "She said 17 °C, it was 20. How bad was that, in one number?",
        45,
    ),
    Lesson(
        "02_entropy_lottery.ipynb",
        "What should a chance pay? Surprise and entropy",
        "She said sun 70 %, cloud 20 %, rain 10 %, and it rained. Was she wrong?",
        45,
    ),
    Lesson(
        "03_cross_entropy.ipynb",
        "What a wrong belief costs: cross entropy",
        "The world deals by p, she believes q. What does it cost her?",
        45,
    ),
    Lesson(
        "04_why_not_mse.ipynb",
        "Why not MSE?",
        "Two prices call it a terrible forecast. Which one teaches the machine that made it?",
        45,
    ),
    Lesson(
        "05_numerical_stability.ipynb",
        "Who lied? Numerical stability",
        "The formula is right. Why does the machine return `inf`?",
        45,
    ),
    Lesson(
        "06_gradients.ipynb",
        "Who pays? Gradients",
        "One score rises, and its chance with it. Who pays, and how do you know that your slope is right?",
        45,
    ),
    Lesson("07_margins.ipynb", "Margins", "When is right right enough?", 45),
    Lesson("08_robust_losses.ipynb", "Robust losses", "One reading is nonsense. Who believes it?", 45),
    Lesson("09_bug_museum.ipynb", "The bug museum", "A curve, no name: which mistake is it?", 45),
    Lesson(
        "10_the_lecture_checked.ipynb", "The lecture, checked", "What does the lecture show, and what of it holds?", 45
    ),
)


def contents() -> None:
    """Show each lesson's link and question.

    Returns
    -------
    None
        It displays; in plain Python it prints the name of what it would show.
    """
    lines = [
        f"{number}. **[{lesson.title}]({lesson.notebook})** · {lesson.question}"
        for number, lesson in enumerate(LESSONS, 1)
    ]
    display(Markdown("\n".join(lines)))
