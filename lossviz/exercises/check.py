"""What an exercise is, when two answers are the same, and the verdict on a try.

An exercise is the right function and the ways to get it wrong that are known, each with its
hint. The learner's function is called on cases in which all of these differ, and told by what
it returns: so solution, hints and checks are one source, and a test shows for each wrong way
that it gets its hint and no other. `hints` has what can be told without knowing the exercise.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

import numpy as np

from ..report import BAD, GOOD, OPEN, with_bar

Function = Callable[..., Any]


@dataclass(frozen=True)
class Exercise:
    """A function to write.

    Attributes
    ----------
    task : str
        What is asked, in a sentence or two.
    right : callable
        The solution, as a learner would write it: `solution` shows its source.
    wrong : dict of str to callable
        Known mistakes by the hint that each gets. Whatever `hints` tells by itself needs no entry.
    cases : list of tuple
        Arguments to call them with. The smallest that fails is quoted in the hint, so each kind of
        failure wants a case of a few short numbers.
    praise : str
        What to make of it, once right.
    reason : str
        Why the solution is so, in a sentence or two; shown with it.
    holds : dict of str to callable
        What the lesson taught that must be so of an answer. Each is called as ``holds(answer, *case)``
        and has to give for the learner's what it gives for the right one: a figure, or True. In the
        words, ``{}`` is where the learner's figure goes, as in ``"Each row must sum to 0; yours sums
        to {}."``; it is put after them if they have none.
    shows : callable, optional
        What more to say of the case that failed, called as ``shows(function, *case)`` with the learner's function.
    loop : bool
        Whether a loop is as good as none. If not, a right answer that loops is told so, and is right.

    Examples
    --------
    >>> double = Exercise("Write double(x).", lambda x: 2 * x, {"That is the square.": lambda x: x**2}, [(3.0,)])
    >>> double.loop
    True
    """

    task: str
    right: Function
    wrong: dict[str, Function]
    cases: list[tuple[Any, ...]]
    praise: str = ""
    reason: str = ""
    holds: dict[str, Function] = field(default_factory=dict)
    shows: Function | None = None
    loop: bool = True


@dataclass(frozen=True)
class Verdict:
    """What `check` found: whether the function is right, wrong, or not written yet (None)."""

    right: bool | None
    message: str

    def __repr__(self) -> str:
        verdict = {True: "Right.", False: "Not yet.", None: "To do."}[self.right]
        return f"{verdict} {self.message}".strip()

    def _repr_html_(self) -> str:
        html = re.sub("`(.+?)`", r"<code>\1</code>", escape(repr(self)))
        return with_bar(html, {True: GOOD, False: BAD, None: OPEN}[self.right])


def same(given: Any, wanted: Any) -> bool:
    """Tell whether an answer is the one wanted: in shape, and to four digits.

    Where several are wanted, in a tuple or list, any sequence may hold them. A list is no array.

    Examples
    --------
    >>> same(np.float32(0.1), 0.1), same(np.array([0.1]), 0.1), same([1, 2], np.array([1, 2]))
    (True, False, False)
    >>> same([0.5, np.array([2, 3])], (0.5, np.array([2, 3])))
    True
    >>> same("sum", "sum"), same("0.1", 0.1), same(None, np.nan)
    (True, False, False)
    """
    if isinstance(wanted, str):
        return isinstance(given, str) and given.strip().lower() == wanted.strip().lower()
    if isinstance(wanted, tuple | list):
        parts = list(given) if np.iterable(given) else []
        return len(parts) == len(wanted) and all(map(same, parts, wanted))
    numbers, right = None if isinstance(given, tuple | list) else array(given), np.asarray(wanted, dtype=float)
    return (
        numbers is not None
        and numbers.shape == right.shape
        and np.allclose(numbers, right, rtol=1e-4, atol=1e-7, equal_nan=True)
    )


def array(answer: Any) -> np.ndarray[Any, Any] | None:
    """Return an answer as an array of float64, or None if it does not hold real numbers.

    Examples
    --------
    >>> array([1, True]), array("1"), array([1, [2]]), array(1j)
    (array([1., 1.]), None, None, None)
    """
    try:
        read = np.asarray(answer)
    except Exception:  # Rows of different lengths; a tensor may raise anything.
        return None
    return read.astype(float) if read.dtype.kind in "biuf" else None
