"""Cases and answers of an exercise as text, and the first case that failed."""

import inspect
from typing import Any

import numpy as np

from ..text import shape_in_words
from .attempt import Attempt
from .check import Exercise, array

SHORT = 8
"""How many numbers at most are quoted of an array."""


def value_text(value: Any, digits: int = 6) -> str:
    """Return a number, an array or whatever else as a learner would type it.

    Examples
    --------
    >>> value_text(np.array([[1.0, 0.25], [-2.0, 1 / 3]])), value_text(np.mean), value_text(np.ones((3, 3)))
    ('[[1, 0.25], [-2, 0.333333]]', 'mean', '3 rows of 3 numbers')
    """
    if isinstance(value, tuple | list) and array(value) is None:
        return "[" + ", ".join(value_text(part, digits) for part in value) + "]"
    numbers = array(value)
    if numbers is None:
        return getattr(value, "__name__", "") if callable(value) else f"{value!r:.60}"
    if numbers.size > SHORT:
        return shape_in_words(numbers.shape)
    return _listed(np.asarray(value).tolist(), digits)


def _listed(value: Any, digits: int) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_listed(part, digits) for part in value) + "]"
    return str(value) if isinstance(value, bool | int) else f"{value + 0.0:.{digits}g}"


def parameters(exercise: Exercise) -> list[str]:
    """Return the names of the arguments that an exercise has."""
    return list(inspect.signature(exercise.right).parameters)[: len(exercise.cases[0])]


def case_text(exercise: Exercise, case: tuple[Any, ...]) -> str:
    """Return a case as a learner would write it: ``y = [1, 2], out = [1, 4]``."""
    return ", ".join(f"{name} = {value_text(value)}" for name, value in zip(parameters(exercise), case, strict=True))


def failing_case(attempt: Attempt) -> str:
    """Quote the first case that failed, with what was wanted and what was given.

    A function without arguments has one answer alone, which is not told.
    """
    trial = attempt.failed[0]
    wanted, given = trial.wanted, trial.given
    if not trial.case:
        return f"Yours is {value_text(given)}."
    where = ""
    if attempt.numbers and np.size(wanted) > SHORT:
        at = tuple(int(i) for i in np.argwhere(~np.isclose(given, wanted, rtol=1e-4, atol=1e-7))[0])
        wanted, given = np.asarray(wanted)[at], np.asarray(given)[at]
        where = f"'s entry {list(at)}"
    least = 6 if attempt.numbers and np.max(np.abs(wanted)) >= 1000 else 4  # -1001 is not -1000.566.
    digits = next((d for d in (least, 6, 9) if value_text(wanted, d) != value_text(given, d)), 9)
    told = f"the answer{where} is {value_text(wanted, digits)}; yours is {value_text(given, digits)}."
    shows = attempt.exercise.shows
    more = f" {shows(attempt.function, *trial.case)}" if shows else ""
    return f"For {case_text(attempt.exercise, trial.case)} {told}{more}"
