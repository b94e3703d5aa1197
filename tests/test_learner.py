"""A learner's function may do anything: what comes of it is told in words, and nothing is raised."""

import sys
import threading
import warnings

import numpy as np
import pytest

from lossviz import learner
from lossviz.learner import ask


def changes(a):
    a += 1
    return a


def loops(a):
    while True:
        pass


def divides(a):
    b = a
    return b / 0


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda a: ..., "is not written yet"),
        (lambda a: None, "returns nothing. Is its return missing?"),
        (lambda a: "two", "returns str 'two', and a row of 2 numbers is wanted"),
        (lambda a: [1, [2]], "returns list [1, [2]]"),
        (lambda a: 1j * a, "returns ndarray"),
        (lambda a: 1.0, "returns one number, and a row of 2 numbers is wanted"),
        (lambda a: np.ones((3, 2)), "returns 3 rows of 2 numbers"),
        (lambda a: np.ones((3, 2, 1)), "an array of shape (3, 2, 1)"),
        (lambda a: (1.0, np.nan), "returns nan."),
        (lambda a: a / 0, "returns inf."),
        (lambda: 1.0, "takes 0 positional arguments but 1 was given"),
        (divides, "divides raised ZeroDivisionError: float division by zero (test_learner.py, line 26)."),
        (lambda a: sys.exit("bye"), "raised RuntimeError: SystemExit('bye')"),
        (loops, "loops took longer than 0.05 s and was stopped"),
    ],
)
def test_trouble_is_told_in_words(function, words, monkeypatch):
    if function is loops:
        monkeypatch.setattr(learner, "SECONDS", 0.05)
    monkeypatch.setattr(threading, "excepthook", pytest.fail)
    argument = 1.0 if function is divides else np.ones(2)
    answer, trouble = ask(function, argument, like=(0.0, 0.0))
    assert answer is None
    assert words in trouble
    assert trouble[0].isupper() == (function not in (divides, loops))


def test_an_answer_comes_as_float64_in_the_shape_wanted():
    answer, trouble = ask(lambda a: (np.float32(1), 2), 0, like=(0.0, 0.0))
    assert (answer.dtype, answer.shape, trouble) == (np.float64, (2,), "")
    assert ask(lambda a: a / 0, np.ones(2), like=(0.0, 0.0), finite=False)[0].tolist() == [np.inf, np.inf]


def test_arguments_are_copies_and_warnings_are_silent():
    given = np.ones(2)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ask(lambda a: np.log(0 * a), given, like=given)
    assert ask(changes, given, like=given)[0].tolist() == [2.0, 2.0]
    assert given.tolist() == [1.0, 1.0]


def test_a_loop_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(learner, "SECONDS", 0.05)
    before = set(threading.enumerate())
    ask(loops, 0, like=0.0)
    for thread in set(threading.enumerate()) - before:
        thread.join(10)
        assert not thread.is_alive()
