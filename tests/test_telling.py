"""Each lesson keeps the rules of `tests.telling`, and its cells run in any order."""

import nbformat
import pytest

from lossviz.series import LESSONS
from tests import cells, telling
from tests.refresh import paths

NOTEBOOKS = pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)


@NOTEBOOKS
def test_a_lesson_keeps_the_rules(path):
    found = telling.problems(path.stem, nbformat.read(path, as_version=4))
    assert not found, "\n".join(found)


@pytest.mark.slow
@NOTEBOOKS
def test_every_cell_can_be_run_again_and_every_section_by_itself(path):
    found = cells.differences(nbformat.read(path, as_version=4))
    assert not found, "\n".join(found)


MINUTES = LESSONS[0].minutes
GOOD = [
    (
        "markdown",
        "# 1 · Mean squared error\n\nSuppose you said seventeen degrees this morning and then the day brought twenty.",
    ),
    (
        "markdown",
        f"How bad was that forecast of yours, in one number only? We take about {MINUTES} minutes for it, you and I.",
    ),
    ("code", "import numpy as np\n\nimport lossviz as lv"),
    ("code", "lv.fit_line()"),
    (
        "markdown",
        "We begin with the **flat line**, and you press **best line** once you have seen where it leads, at last.",
    ),
    ("code", "def my_grad(y, out):\n    return ..."),
    ("code", "lv.fit_line(mine=my_grad)"),
    ("code", 'lv.check("mse", my_grad)\nlv.check("mse_grad", my_grad)'),
    ("code", 'lv.compare("mse", [1], [2])'),
]


@pytest.fixture
def two_presets_and_two_questions(monkeypatch):
    monkeypatch.setattr(telling, "presets", lambda name: ["flat line", "best line"])
    monkeypatch.setattr(telling, "questions", lambda name: 2)


def notebook(told):
    new = {"markdown": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}
    return nbformat.v4.new_notebook(cells=[new[kind](source) for kind, source in told])


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("", "", None),
        ("lv.fit_line()", "1 + 1", "no panel by the fourth cell"),
        ("best line", "line that is best", "preset 'best line' of fit_line is not spoken of"),
        ("mine=my_grad", "", "no panel takes the learner's own function"),
        ('lv.check("mse", my_grad)', "", "1 exercises"),
        ('lv.compare("mse", [1], [2])', 'lv.compare("mse", [1], [2])\n' * 3, "3 tables"),
        ("import numpy as np", 'lv.compare("mse", [1], [2])', "a table of frameworks before the last panel"),
        (f"{MINUTES} min", f"{MINUTES + 1} min", f"claims [{MINUTES + 1}] minutes; lossviz/series.py says {MINUTES}"),
        ("and I.", "and I (L1.5).", "'L1.5': the lecture stands in lesson 10"),
        ("and I.", "and I. What the lecture prints is wrong.", "'lecture prints'"),
        ("and I.", "and I.\n\nWhat to see:\n\nWhat to see:", "2 lists of 'What to see'"),
        ("at last", "for ever", "says 'for ever'"),
        ("at last", "and take 2 off", "says 'take 2 off'"),
        ("and I.", "and I." + " So: it is." * 9, "colons in 1,000 words"),
        ("and I.", "and I." + " It is." * 30, "words a sentence"),
    ],
)
@pytest.mark.usefixtures("two_presets_and_two_questions")
def test_each_rule_is_seen_to_be_broken(old, new, problem):
    found = telling.problems("01_mse", notebook([(kind, source.replace(old, new)) for kind, source in GOOD]))
    assert found == [] if problem is None else [line for line in found if problem in line], found


@pytest.mark.usefixtures("two_presets_and_two_questions")
def test_a_lesson_without_questions_is_seen(monkeypatch):
    monkeypatch.setattr(telling, "questions", lambda name: 1)
    assert telling.problems("01_mse", notebook(GOOD)) == ["1 questions to commit a guess to; at least two"]


@pytest.mark.parametrize(
    ("first", "second", "problem"),
    [
        ("x = 1", "y = 2", None),
        ("lv.fit_line()", "lv.fit_line", None),
        ("x = 1", "print(x)", "cell 4 by itself: NameError"),
        ("x = 1", "start = 5\nstart", None),
        ("start = 1", "print(start)", "cell 4 by itself: cell 4 says"),
        ("print(globals().get('x'))", "x = 2", "second time: cell 2 says"),
        ("if 'x' in globals():\n    x.append(1)", "x = 2", "second time: AttributeError"),
    ],
)
def test_cells_that_need_others_are_seen(first, second, problem):
    start = ("code", "import lossviz as lv\n\nstart = 0")
    made = notebook([start, ("markdown", "## One"), ("code", first), ("markdown", "## Two"), ("code", second)])
    for i, cell in enumerate(made.cells):
        cell.id = str(i)
    found = cells.differences(made)
    assert found == [] if problem is None else [line for line in found if problem in line], found
