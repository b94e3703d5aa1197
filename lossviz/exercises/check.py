"""Checks of a learner's own functions, with hints instead of an answer key.

An exercise is the right function and the ways to get it wrong that are known, each with its
hint. The learner's function is called on cases in which all of these differ, and told by what
it returns: so solution, hints and checks are one source, and a test shows for each wrong way
that it gets its hint and no other.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np

from ..report import BAD, GOOD, OPEN, with_bar

Function = Callable[..., Any]


@dataclass(frozen=True)
class Verdict:
    """What `check` found: whether the function is right, wrong, or not written yet (None)."""

    right: bool | None
    message: str

    def __repr__(self) -> str:
        verdict = {True: "Right.", False: "Not yet.", None: "To do."}[self.right]
        return f"{verdict} {self.message}"

    def _repr_html_(self) -> str:
        return with_bar(escape(repr(self)), {True: GOOD, False: BAD, None: OPEN}[self.right])


@dataclass(frozen=True)
class Exercise:
    """A function to write.

    Attributes
    ----------
    task : str
        What is asked, in a sentence.
    right : callable
        The solution.
    wrong : dict of str to callable
        Known mistakes by the hint that each gets.
    cases : list of tuple
        Arguments to call them with.
    praise : str
        What to make of it, once right.
    """

    task: str
    right: Function
    wrong: dict[str, Function]
    cases: list[tuple[Any, ...]]
    praise: str = ""


def judge(name: str, exercise: Exercise, function: Function) -> Verdict:
    """Tell how a learner's function differs from what an exercise asks for.

    Parameters
    ----------
    name : str
        What the learner calls it.
    exercise : Exercise
    function : callable

    Returns
    -------
    Verdict

    Raises
    ------
    TypeError
        If `function` is not a function.

    Examples
    --------
    >>> double = Exercise("Write double(x).", lambda x: 2 * x, {"That is the square.": lambda x: x**2}, [(3.0,)])
    >>> judge("double", double, lambda x: x * x)
    Not yet. That is the square.
    """
    if not callable(function):
        raise TypeError(
            f"{name} was given {type(function).__name__} {function!r}; give the function itself, "
            f'check("{name}", {name}), without calling it'
        )
    answers = []
    for case in exercise.cases:
        try:
            answer = function(*(np.copy(argument) for argument in case))
        except Exception as error:
            return Verdict(False, f"Your function raised {type(error).__name__}: {error}")
        if answer is None or answer is ...:
            return Verdict(None, exercise.task)
        answers.append(answer)
    if _same(answers, exercise.right, exercise.cases):
        return Verdict(True, exercise.praise)
    for hint, wrong in exercise.wrong.items():
        if _same(answers, wrong, exercise.cases):
            return Verdict(False, hint)
    return Verdict(False, _difference(answers, exercise))


def _same(answers: list[Any], function: Function, cases: list[tuple[Any, ...]]) -> bool:
    wanted = [np.asarray(function(*case)) for case in cases]
    try:
        given = [np.asarray(answer, dtype=float) for answer in answers]
    except (TypeError, ValueError):
        return False
    return all(
        g.shape == w.shape and np.allclose(g, w, rtol=1e-4, atol=1e-7, equal_nan=True)
        for g, w in zip(given, wanted, strict=True)
    )


def _difference(answers: list[Any], exercise: Exercise) -> str:
    """Say in what way an answer that is no known mistake differs."""
    ratios = []
    for answer, case in zip(answers, exercise.cases, strict=True):
        wanted, shape = np.asarray(exercise.right(*case)), np.shape(case[0])
        try:
            given = np.asarray(answer, dtype=float)
        except (TypeError, ValueError):
            return f"Your function returned {type(answer).__name__}; numbers are wanted."
        if given.shape != wanted.shape:
            return f"For arrays of shape {shape} the answer has shape {wanted.shape}; yours has {given.shape}."
        if not np.isfinite(given).all():
            return f"For arrays of shape {shape} your function returns {given[~np.isfinite(given)].flat[0]}."
        ratios.extend((given[wanted != 0] / wanted[wanted != 0]).flat)
    if ratios and ratios[0] != 0 and np.allclose(ratios, ratios[0]):
        return f"It is {ratios[0]:.4g} times what is asked. Where does that factor come from?"
    names = inspect.signature(exercise.right).parameters
    by_hand = " and ".join(f"{name} = {_short(a)}" for name, a in zip(names, exercise.cases[-1], strict=False))
    return f"Try it by hand on {by_hand}; yours gives {_short(answers[-1])}."


def _short(value: Any) -> str:
    return str(np.round(np.asarray(value, dtype=float), 4).tolist())
