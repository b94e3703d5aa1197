"""The exercises of all lessons, by the name of the function to write."""

from ..checks import one_of
from . import cross_entropy, entropy, gradients, margins, mse, robust, stability, why_not_mse
from .check import Exercise, Function, Verdict, judge

EXERCISES: dict[str, Exercise] = {
    **mse.EXERCISES,
    **entropy.EXERCISES,
    **cross_entropy.EXERCISES,
    **why_not_mse.EXERCISES,
    **stability.EXERCISES,
    **gradients.EXERCISES,
    **margins.EXERCISES,
    **robust.EXERCISES,
}


def check(name: str, function: Function) -> Verdict:
    """Check a learner's own function; say what is wrong with it, not what is right.

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
    one_of(name, EXERCISES, f"no exercise named {name!r}")
    return judge(name, EXERCISES[name], function)
