"""The exercises of all lessons, by the name of the function to write."""

from collections import Counter

from ..checks import one_of
from . import bug_museum, cross_entropy, entropy, gradients, margins, mse, robust, stability, start, why_not_mse
from .check import Exercise, Function, Verdict
from .judge import judge
from .solution import Solution

LESSONS = (start, mse, entropy, cross_entropy, why_not_mse, stability, gradients, margins, robust, bug_museum)
EXERCISES: dict[str, Exercise] = {name: exercise for lesson in LESSONS for name, exercise in lesson.EXERCISES.items()}

TRIES = 3
"""After how many the solution is shown."""
_tries = Counter[str]()


def check(name: str, function: Function) -> Verdict:
    """Check a learner's own function; say what is wrong with it, not what is right.

    Parameters
    ----------
    name : str
        The exercise: a key of `EXERCISES`.
    function : callable
        The learner's. One in which nothing is written, or ``...`` left, is not a try.

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
    >>> check("largest_rate", lambda x: x[0])
    Not yet. For x = [1, 3] the answer is 0.2; yours is 1.
    >>> check("largest_rate", lambda x: ...)
    To do. Write largest_rate(x): the rate at which a step on the MSE of out = x w lands as far on the other side.
    """
    one_of(name, EXERCISES, f"no exercise named {name!r}")
    verdict = judge(name, EXERCISES[name], function)
    _tries[name] += TRIES if verdict.right else verdict.right is False
    return verdict


def solution(name: str, now: bool = False) -> Solution:
    """Show the solution of an exercise, once it was tried three times or is solved.

    Parameters
    ----------
    name : str
        The exercise, as for `check`.
    now : bool
        Show it without a try.

    Returns
    -------
    Solution
        Shown at the end of a cell.

    Raises
    ------
    ValueError
        If there is no such exercise.
    TypeError
        If `now` is neither True nor False.

    Examples
    --------
    >>> print(solution("largest_rate", now=True).source)
    def largest_rate(x):
        bend = 2 * np.mean(x**2)
        return 2 / bend
    """
    one_of(name, EXERCISES, f"no exercise named {name!r}")
    if not isinstance(now, bool):
        raise TypeError(f"now is {now!r}; it must be True or False")
    if not now and _tries[name] < TRIES:
        return Solution(f"Try it yourself first ({_tries[name]} of {TRIES}).")
    return Solution.of(EXERCISES[name])
