"""Every number that the prose of a notebook quotes as a result is recomputed; see tests/prose.py."""

import importlib
import math

import nbformat
import pytest

from lossviz.lessons.line import two_valleys
from lossviz.lessons.start import first_panel
from tests.prose import numbers, problems, shown
from tests.refresh import paths

pytestmark = pytest.mark.usefixtures("no_svg")


@pytest.mark.slow
@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_the_numbers_in_the_prose_are_those_that_come_out(path):
    cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown"]
    data = importlib.import_module(f"tests.prose_{int(path.stem[:2])}")
    assert not problems(cells, data.CLAIMS, data.GIVEN, getattr(data, "FACTS", {}))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("[.25, 1.3567796] sum to −0.5.", [0.25, 1.3567796, -0.5]),
        (r"$1.4 \cdot 10^{-24}$, 6 · 10⁻⁸, 2.8e−10, $10^{-4}$, 2⁻²³", [1.4e-24, 6e-8, 2.8e-10, 1e-4, 2**-23]),
        ("11,000 times; 22 % of 1,234.5", [11000, 22, 1234.5]),
        ("1/4 and $8/27$, but 1/n", [0.25, 8 / 27, 1]),
        (r"$e^{-100}$, $\log_2 4$, $z_{12}$, $\frac12 r^2$, float32, 0-1 loss, $1 - p$", [4, 0, 1, 1]),
        ("L1.2, X11, lesson 12, lessons 11 to 13, `77`, <small>L3.14</small>", []),
        ("1. one\n12. twelve\n## 13 · title", []),
    ],
)
def test_numbers_are_read_as_they_are_printed(text, values):
    assert [n.value for n in numbers(text)] == pytest.approx(values, rel=1e-12)


@pytest.mark.parametrize(
    ("text", "must_be_covered"),
    [
        ("2 of 3, in 40 minutes", []),
        ("in 1948", []),
        ("0.5, 11, 1 bit, 3 %, 4 times, 3/4, 10⁻³", ["0.5", "11", "1 bit", "3 %", "4 times", "3/4", "10⁻³"]),
    ],
)
def test_a_number_that_could_be_a_result_must_be_covered(text, must_be_covered):
    assert [text[n.start : n.end] for n in numbers(text) if n.counts] == must_be_covered


@pytest.mark.parametrize(
    ("claims", "given", "problem"),
    [
        ({"is 3.32 bits": lambda: math.log2(10)}, {"40 days": "its length"}, None),
        ({"of 0.1 is 3.32 bits": lambda: (..., math.log2(10))}, {"40 days": "its length"}, None),
        ({"is 3.32 bits": lambda: 3.326}, {"40 days": "its length"}, "3.326 is printed as 3.32"),
        ({"is 3.32 bits": lambda: (3.32, 1)}, {"40 days": "its length"}, "1 numbers printed, 2 computed"),
        ({"is 3.32 bits": lambda: 3.32}, {}, "not recomputed: '40'"),
        ({"is 3.3": lambda: 3.3}, {"40 days": "its length"}, "not recomputed: '3.32 bits'"),
        ({"is 3.33 bits": lambda: 3.33}, {"40 days": "its length"}, "not in the prose: 'is 3.33 bits'"),
        ({"is 3.32 bits": lambda: 3.32}, {"40 days": "its length", "takes": "?"}, "no number in: 'takes'"),
    ],
)
def test_each_kind_of_problem_is_seen(claims, given, problem):
    cells = ["It takes 40 days.", "The surprise of 0.1 is 3.32 bits."]
    if "of 0.1 is 3.32 bits" not in claims:
        given = given | {"surprise of 0.1": "a chance"}
    found = problems(cells, claims, given)
    assert found == [] if problem is None else any(line.startswith(problem) for line in found), found


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        (lambda: shown(first_panel, dial=3.0), None),
        (lambda: shown(first_panel, dial=3.0).numbers.price == 4.5, None),
        (lambda: shown(first_panel, dial=3.0).numbers.price == 4, "not so: 'From 3.0 the price is 4.50'; "),
        (lambda: shown(first_panel, dial=2.5), "3, 4.5 of 'From 3.0 the price is 4.50' is not in"),
        (lambda: True, "not recomputed: '3.0'"),
    ],
)
def test_a_fact_of_a_panel_is_looked_at(fact, problem):
    snippet = "From 3.0 the price is 4.50"
    found = problems([f"{snippet}."], {}, {}, {snippet: fact})
    assert found == [] if problem is None else found[0].startswith(problem), found
    assert problems(["Else."], {}, {}, {snippet: fact}) == [f"not in the prose: {snippet!r}"]


def test_a_state_that_no_learner_can_reach_is_refused():
    assert shown(two_valleys, "crawl").state["eta"] == pytest.approx(0.02)
    assert shown(two_valleys, "crawl", eta=0.1).state["eta"] == pytest.approx(0.1)
    with pytest.raises(ValueError, match="no button 'smaller'; there are crawl, "):
        shown(two_valleys, "smaller")
    with pytest.raises(ValueError, match=r"its slider can stand at 3\.1$"):
        shown(first_panel, dial=3.12)
