"""Lesson 2's panels, and what it says, against figures computed another way."""

import itertools
import math
import threading
from fractions import Fraction

import numpy as np
import pytest

import lossviz as lv
from lossviz import learner
from lossviz.text import adding_up
from tests.prose import shown

pytestmark = pytest.mark.usefixtures("no_svg")


def bits(p):
    """Entropy in bits, without NumPy."""
    return math.fsum(x * math.log2(1 / x) for x in p if x)


def test_rare_is_surprising_and_surprises_of_independent_events_add():
    assert np.all(np.diff(lv.surprise(np.linspace(0.01, 1, 50))) < 0)
    assert lv.surprise(1.0) == 0
    assert lv.surprise(0.3 * 0.2) == pytest.approx(lv.surprise(0.3) + lv.surprise(0.2))


def test_her_forecast_is_levelled_by_what_it_says():
    p = np.array([0.7, 0.2, 0.1])
    assert shown(lv.lottery, "her forecast").numbers.areas[:3] == pytest.approx(-p * np.log2(p))


# The learner's own entropy in the panel.


def natural(p):
    p = p[p > 0]
    return -np.sum(p * np.log(p))


def mean(p):
    p = p[p > 0]
    return -np.mean(p * np.log2(p))


def no_minus(p):
    p = p[p > 0]
    return np.sum(p * np.log2(p))


def unweighted(p):
    return -np.sum(np.log2(p[p > 0])) / 2


def plain(p):
    return -np.sum(p * np.log2(p))


def replaced_too_late(p):
    return np.nan_to_num(plain(p))


def gini(p):
    return np.sum(p * (1 - p))


def right(p):
    return bits(p.tolist())


@pytest.mark.parametrize(
    ("mine", "at_a_fifth", "at_half", "lamp"),
    [
        (right, 0.7219, 1.0, "1"),
        (natural, 0.5004, 0.6931, "0.693"),
        (mean, 0.361, 0.5, "0.5"),
        (no_minus, -0.7219, -1.0, "−1"),
        (unweighted, 1.3219, 1.0, "1"),
        (plain, 0.7219, 1.0, "nan"),
        (replaced_too_late, 0.7219, 1.0, "0"),
        (gini, 0.32, 0.5, "0.5"),
    ],
)
def test_a_learners_entropy_is_drawn_beside_the_true_one(mine, at_a_fifth, at_half, lamp):
    panel = lv.one_question(mine=mine).set(a=0.2)
    (drawn,) = (line for line in panel.picture.figure.axes[0].lines if line.get_label() == "yours")
    assert drawn.get_ydata()[[20, 50]] == pytest.approx([at_a_fifth, at_half], abs=1e-4)
    assert np.isnan(drawn.get_ydata()[[0, 100]]).all() == (mine is plain), "gaps at its ends"
    crosses = [line for line in panel.picture.figure.axes[0].lines if line.get_label() == "yours is nan"]
    assert [line.get_xdata().tolist() for line in crosses] == [[0, 1]] * (mine is plain)
    assert panel.reading.endswith(f"for (½, ½, 0, 0), which has 1 bit: {lamp}")
    low, high = panel.picture.figure.axes[0].get_ylim()
    assert low <= min(at_a_fifth, at_half) and high >= 1.1


@pytest.mark.parametrize(
    ("mine", "told"),
    [
        (lambda p: ..., "is not written yet."),
        (lambda p: -p * np.log2(p), "returns a row of 2 numbers, and one number is wanted."),
        (lambda p: 1 / 0, "ZeroDivisionError"),
        (lambda p: math.log(p[0]), "(test_lesson_2.py, line "),
        (lambda p: [0.0][:: len(p) - 4], "is wanted"),
    ],
)
def test_a_function_without_an_answer_is_told_and_the_panel_lives_on(mine, told):
    panel = lv.one_question(mine=mine)
    assert told in panel.reading.splitlines()[1]
    panel.set(a=0.3)
    assert not panel.error and panel.numbers.yes == pytest.approx(0.521, abs=5e-4)
    assert not panel.predictions, "the question was asked further above"


def test_a_slow_function_is_waited_for_once(monkeypatch):
    monkeypatch.setattr(learner, "SECONDS", 0.1)
    asked = []

    def slow(p):
        asked.append(p)
        threading.Event().wait(0.03)
        return 0.0

    assert "was stopped" in lv.one_question(mine=slow).reading
    assert len(asked) < 20


# What the lesson says.


def test_no_two_prices_but_halvings_add():
    chances = [0.5, 0.25, 0.1, 0.7]
    for a, b in itertools.combinations(chances, 2):
        assert lv.surprise(a) + lv.surprise(b) == pytest.approx(lv.surprise(a * b))
        assert (1 - a) + (1 - b) > 1 - a * b


@pytest.mark.parametrize("first", ["sun", "cloud", "rain"])
@pytest.mark.parametrize("tickets", [(70, 20, 10), (50, 25, 25), (1, 99, 100), (33, 34, 35)])
def test_the_fill_is_the_weathers_and_no_box_is_overfull(first, tickets):
    n = lv.questions().set(first=first, **dict(zip(("sun", "cloud", "rain"), tickets, strict=True))).numbers
    assert sum(n.fills) == pytest.approx(bits(np.array(tickets) / sum(tickets)))
    assert all(n.worth <= 1)


def test_pieces_rounded_up_lie_on_cuts_of_the_stick():
    random = np.random.default_rng(0)
    for p in random.dirichlet(np.ones(6), 50):
        pieces = sorted((Fraction(1, 2 ** math.ceil(-math.log2(x))) for x in p), reverse=True)
        starts = [sum(pieces[:i], Fraction()) for i in range(6)]
        assert sum(pieces) <= 1
        assert all((start / piece).denominator == 1 for start, piece in zip(starts, pieces, strict=True))
        assert bits(p) <= sum(x * math.ceil(-math.log2(x)) for x in p) < bits(p) + 1


def test_the_best_numbers_of_questions_are_those_of_the_exercise():
    """Whatever fits on the stick can be asked (Kraft); so all that fit are tried."""
    chances = (0.35, 0.25, 0.2, 0.15, 0.05)
    fit = (n for n in itertools.product(range(1, 6), repeat=5) if sum(0.5**k for k in n) <= 1)
    means = sorted((sum(p * k for p, k in zip(chances, n, strict=True)), n) for n in fit)
    assert means[0] == (pytest.approx(2.2), (2, 2, 2, 3, 3))
    assert means[1][0] > 2.24, "no other does as well"


def test_parts_add_up_as_they_are_printed():
    random = np.random.default_rng(0)
    for parts in random.random((200, 3)):
        *shown, total = adding_up(parts, 2)
        assert sum(round(100 * float(part)) for part in shown) == round(100 * float(total))
        assert float(total) == pytest.approx(parts.sum(), abs=0.00501)
        assert all(abs(float(text) - part) < 0.01 for text, part in zip(shown, parts, strict=True))


def test_a_zero_in_each_framework():
    table = lv.compare("entropy", [0.5, 0.5, 0.0, 0.0])
    rows = {row.call: row for row in table.rows if row.framework != "NumPy" and row.value is not None}
    for call, row in rows.items():
        if "xlogy" in call or "entr" in call:
            assert row.value == pytest.approx(math.log(2))
        else:
            assert np.isnan(row.value)
    torch = pytest.importorskip("torch")
    slip = [0.001, 0.001, 0.001, 0.999]
    quiet = torch.distributions.Categorical(torch.tensor(slip, dtype=torch.float64)).entropy()
    assert float(quiet) == pytest.approx(lv.entropy(np.array(slip) / sum(slip)))
    with pytest.raises(ValueError, match="sum"):
        lv.entropy(slip)
