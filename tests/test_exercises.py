"""Each checker accepts the right answer and gives each known wrong one its own hint."""

import re

import numpy as np
import pytest

from lossviz import check
from lossviz.exercises import EXERCISES

WRONG = [(name, hint) for name, exercise in EXERCISES.items() for hint in exercise.wrong]


@pytest.mark.parametrize("name", EXERCISES)
def test_right_answers_are_accepted(name):
    right = EXERCISES[name].right
    assert check(name, right).right is True
    assert check(name, lambda *a: np.asarray(right(*a), np.float32)).right is True, "float32 is good enough"
    assert repr(check(name, right)).startswith("Right. ")


def by_hand(y, out):
    """A solution that no one took from the package."""
    total, count = 0.0, 0
    for a, b in zip(np.ravel(y), np.ravel(out), strict=True):
        total, count = total + (a - b) ** 2, count + 1
    return total / count


def test_a_loop_is_a_right_answer_too():
    assert check("mse", by_hand).right is True


@pytest.mark.parametrize(("name", "hint"), WRONG)
def test_each_known_mistake_gets_its_hint(name, hint):
    verdict = check(name, EXERCISES[name].wrong[hint])
    assert verdict.right is False
    assert verdict.message == hint
    assert repr(verdict) == f"Not yet. {hint}"


@pytest.mark.parametrize("name", EXERCISES)
@pytest.mark.parametrize("nothing", [None, ...])
def test_an_unanswered_one_raises_nothing(name, nothing):
    verdict = check(name, lambda *arguments: nothing)
    assert verdict.right is None
    assert repr(verdict) == f"To do. {EXERCISES[name].task}"


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (lambda y, out: 3 * np.mean((y - out) ** 2), "It is 3 times what is asked"),
        (lambda y, out: "x", "returned str; numbers are wanted"),
        (lambda y, out: np.zeros((2, 2)), r"the answer has shape \(\); yours has \(2, 2\)"),
        (lambda y, out: np.nan, r"your function returns nan"),
        (lambda y, out: 1 / 0, "raised ZeroDivisionError: division by zero"),
        (lambda y: 0, "raised TypeError"),
        (lambda y, out: float(np.mean((y - out) ** 2)) + 0.01 * y.size, "Try it by hand on y = "),
    ],
)
def test_any_other_mistake_is_told_by_how_it_differs(function, message):
    verdict = check("mse", function)
    assert verdict.right is False
    assert re.search(message, verdict.message), verdict.message


def test_a_learners_function_cannot_spoil_the_cases():
    def spoil(y, out):
        y[:] = 0
        return 0.0

    check("mse", spoil)
    assert check("mse", EXERCISES["mse"].right).right is True


def test_html_escapes_what_it_shows():
    verdict = check("mse", lambda y, out: (_ for _ in ()).throw(ValueError("<script>")))
    assert "<script>" not in verdict._repr_html_()
