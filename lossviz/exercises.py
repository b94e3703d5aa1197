"""Checks of a learner's own functions, with hints instead of an answer key.

An exercise is the right function and the ways to get it wrong that are known, each with its
hint. The learner's function is called on cases in which all of these differ, and told by what
it returns: so solution, hints and checks are one source, and a test shows for each wrong way
that it gets its hint and no other.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

import numpy as np

from . import losses

Function = Callable[..., Any]


@dataclass(frozen=True)
class Verdict:
    """What `check` found: whether the function is right, wrong, or not written yet (None)."""

    right: bool | None
    message: str

    def __repr__(self) -> str:
        return f"{ {True: 'Right.', False: 'Not yet.', None: 'To do.'}[self.right] } {self.message}"

    def _repr_html_(self) -> str:
        colour = {True: "#009e73", False: "#d55e00", None: "#0072b2"}[self.right]
        return f'<div style="border-left: 4px solid {colour}; padding: 2px 12px">{escape(repr(self))}</div>'


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
    cases: list[tuple[Any, ...]] = field(default_factory=lambda: [_random_case(), _small_case()])
    praise: str = ""


def _random_case() -> tuple[Any, ...]:
    random = np.random.default_rng(1)
    return losses.one_hot([1, 2, 3, 0, 2], 4), random.normal(size=(5, 4))


def _small_case() -> tuple[Any, ...]:
    return np.array([[1.0, 0.0]]), np.array([[0.5, 2.0]])


EXERCISES = {
    "mse": Exercise(
        "Write mse(y, out): the mean of the squared differences, over all entries.",
        losses.mse,
        {
            "You added the squares up. Divide by how many there are.": lambda y, out: np.sum((y - out) ** 2),
            "That is the mean difference, without the square: errors of opposite sign cancel.": (
                lambda y, out: np.mean(y - out)
            ),
            "That is the mean difference, without the square, and from the wrong side.": (
                lambda y, out: np.mean(out - y)
            ),
            "That is the mean of the absolute differences. Square them instead.": lambda y, out: np.mean(
                np.abs(y - out)
            ),
            "You took a root at the end. That is the RMSE; leave the root away.": (
                lambda y, out: np.sqrt(np.mean((y - out) ** 2))
            ),
            "That is the L2 norm: leave the root away, and divide by how many entries there are.": (
                lambda y, out: np.sqrt(np.sum((y - out) ** 2))
            ),
            "It is half of what is asked: some books put a ½ in front, this lesson does not.": (
                lambda y, out: np.mean((y - out) ** 2) / 2
            ),
            "You divided by the number of rows N. There are N·K entries.": (
                lambda y, out: np.sum((y - out) ** 2) / len(y)
            ),
            "The sign is wrong: a square is never negative.": lambda y, out: -np.mean((y - out) ** 2),
            "You averaged along axis 0, one number for each column. Average over all entries.": (
                lambda y, out: np.mean((y - out) ** 2, axis=0)
            ),
            "You averaged along one axis, one number for each row. Average over all entries.": (
                lambda y, out: np.mean((y - out) ** 2, axis=-1)
            ),
            "Those are the squares, one for each entry. Average them.": lambda y, out: (y - out) ** 2,
            "You squared the mean difference. Square first, then average.": lambda y, out: np.mean(y - out) ** 2,
        },
        praise="Any array works: the mean runs over all N·K entries.",
    ),
    "mse_grad": Exercise(
        "Write mse_grad(y, out): the derivative of the MSE by each entry of out.",
        losses.mse_grad,
        {
            "The sign is wrong. out has a minus in front of it in (y − out)².": (
                lambda y, out: 2 * (y - out) / np.size(y)
            ),
            "A factor 2 is lost: the square brings it down.": lambda y, out: -(y - out) / np.size(y),
            "The sign is wrong and a factor 2 is lost.": lambda y, out: (y - out) / np.size(y),
            "That is the gradient of the sum. The mean divides by the number of entries.": lambda y, out: (
                -2 * (y - out)
            ),
            "That is the gradient of the sum, and its sign is wrong.": lambda y, out: 2 * (y - out),
            "You divided by the number of rows N. There are N·K entries.": lambda y, out: -2 * (y - out) / len(y),
            "You averaged the gradient to one number. Each entry of out has a derivative of its own.": (
                lambda y, out: np.mean(-2 * (y - out))
            ),
            "You averaged along an axis. Each entry of out has a derivative of its own.": (
                lambda y, out: np.mean(-2 * (y - out), axis=0)
            ),
            "You added along an axis. Each entry of out has a derivative of its own.": (
                lambda y, out: np.sum(-2 * (y - out) / np.size(y), axis=0)
            ),
            "That is the loss, not its derivative.": losses.mse,
            "Those are the squares divided by N·K. Take their derivative.": lambda y, out: (y - out) ** 2 / np.size(y),
        },
        praise="The residual, times −2, shared among all entries.",
    ),
}


def check(name: str, function: Function) -> Verdict:
    """Check a learner's function; say what is wrong with it, not what is right.

    Parameters
    ----------
    name : str
        The exercise: a key of `EXERCISES`.
    function : callable
        The learner's. One that returns None or ``...`` counts as not written yet.

    Returns
    -------
    Verdict
        Shown as a line at the end of a cell. A mistake of the learner's never raises.

    Raises
    ------
    ValueError
        If there is no such exercise.
    TypeError
        If `function` is not a function.

    Examples
    --------
    >>> check("mse", lambda y, out: ((y - out) ** 2).sum())
    Not yet. You added the squares up. Divide by how many there are.
    >>> check("mse", lambda y, out: ...)
    To do. Write mse(y, out): the mean of the squared differences, over all entries.
    """
    if name not in EXERCISES:
        raise ValueError(f"no exercise named {name!r}; there are {', '.join(EXERCISES)}")
    if not callable(function):
        raise TypeError(
            f"{name} was given {type(function).__name__} {function!r}; give the function itself, "
            f'check("{name}", {name}), without calling it'
        )
    exercise = EXERCISES[name]
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
        g.shape == w.shape and np.allclose(g, w, rtol=1e-4, atol=1e-7) for g, w in zip(given, wanted, strict=True)
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
    if np.allclose(ratios, ratios[0]):
        return f"It is {ratios[0]:.4g} times what is asked. Where does that factor come from?"
    y, out = exercise.cases[-1][:2]
    yours = np.asarray(answers[-1]).tolist()
    return f"Try it by hand on y = {y.tolist()} and out = {out.tolist()}; yours gives {yours}."
