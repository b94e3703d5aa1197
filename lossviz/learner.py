"""A learner's own function: called on copies, for a limited time, and told in words what went wrong."""

import ctypes
import re
from collections.abc import Callable
from contextvars import copy_context
from threading import Thread
from typing import Any

import numpy as np

from .report import failure
from .text import shape_in_words

SECONDS = 1.0
"""For which a learner's function is waited for at each call. NumPy on a few numbers takes some microseconds."""


def ask(
    function: Callable[..., Any], *arguments: Any, like: Any, finite: bool = True
) -> tuple[np.ndarray[Any, Any] | None, str]:
    """Call a learner's function; return its answer, or in words why there is none.

    Whatever the function does, nothing is raised: a panel lives on and shows the words.

    Parameters
    ----------
    function : callable
        The learner's own.
    *arguments
        What it is called with; arrays as copies, so that it cannot change them.
    like : array_like
        Anything of the shape that is wanted: ``(0.0, 0.0)`` for two numbers.
    finite : bool
        Whether NaN and infinities are refused. Where they are the point of a picture they are not.

    Returns
    -------
    answer : float64 array or None
        Of the shape of `like`; None if there is none.
    trouble : str
        A sentence; empty if all is well.

    Examples
    --------
    >>> ask(lambda r: r**2, np.array([1.0, 2.0]), like=[0, 0])
    (array([1., 4.]), '')
    >>> def slope(r):
    ...     return ...
    >>> ask(slope, 1.0, like=0.0)
    (None, 'slope is not written yet.')
    >>> ask(lambda r: r.sum(), np.ones(3), like=np.ones(3))[1]
    'Your function returns one number, and a row of 3 numbers is wanted.'
    """
    name = getattr(function, "__name__", "<lambda>").replace("<lambda>", "Your function")
    wanted = shape_in_words(np.shape(like))
    copies = [np.copy(argument) if isinstance(argument, np.ndarray) else argument for argument in arguments]
    try:
        answer = in_time(lambda: function(*copies), SECONDS)
    except TimeoutError:
        return None, f"{name} took longer than {SECONDS:g} s and was stopped. Is there a loop that never ends?"
    except Exception as error:
        return None, f"{meant(error)} {name} raised {failure(function, error)}.".strip()
    if answer is ...:
        return None, f"{name} is not written yet."
    if answer is None:
        return None, f"{name} returns nothing. Is its return missing?"
    try:
        given = np.asarray(answer)
    except ValueError:  # Rows of different lengths.
        given = np.asarray(None)
    if given.dtype.kind not in "biuf":
        return None, f"{name} returns {type(answer).__name__} {answer!r:.40}, and {wanted} is wanted."
    if given.shape != np.shape(like):
        return None, f"{name} returns {shape_in_words(given.shape)}, and {wanted} is wanted."
    if finite and not np.isfinite(given).all():
        return None, f"{name} returns {given[~np.isfinite(given)].flat[0]}."
    return given.astype(float), ""


ERRORS = {
    r"truth value of an array|truth value of an empty": (
        "Python's if, and, or, max and min want one truth, and an array has one for each entry: "
        "np.where, np.maximum and np.minimum go entry by entry."
    ),
    r"only 0-dimensional arrays|only length-1 arrays|only size-1 arrays": (
        "The functions of math, as float and int, take one number; those of NumPy, as np.log, take an array."
    ),
    r"'int' object is not callable|'float' object is not callable": (
        "A number before a bracket is a call in Python: write 2 * (…), not 2(…), and y.size without brackets."
    ),
    r"'numpy\.\w+' object is not callable": "An array before a bracket is a call: is a * missing, or are they [ ]?",
    r"bitwise_xor|operand type\(s\) for \^": "^ is no power in Python: write **.",
    r"numpy boolean (?:negative|subtract)": "A comparison gives True and False, which know no minus: write -1.0 * (…).",
    r"AxisError": "An array does not have the axis that you name; the last one is -1, in a row as in a table.",
    r"'(int|float)' object is not iterable": "A number is nothing to go through: for i in range(n) turns n times.",
    r"'builtin_function_or_method'|'method'": "A function stands where its result should: are brackets ( ) missing?",
    r"math domain error|expected a positive input": (
        "The logarithms of math raise an error at 0, where those of NumPy give −inf. Where does the 0 come from?"
    ),
    r"IndexError: .*(?:out of bounds|out of range)": (
        "Python counts from 0, so the last of n entries is n − 1; where one was taken out, those behind it moved up."
    ),
    r"has no len\(\)": "That is one number already, and only a list or an array has a len.",
    r"AssertionError": "An assert that does not hold raises an error; return what is asked for instead.",
    r"RecursionError": "Your function calls itself without end.",
    r"math range error": "math.exp raises where the number grows too large, as exp(1000) does; NumPy says inf.",
    r"cannot be interpreted as an integer|integer argument expected": (
        "The second argument of np.max and np.mean is an axis: np.maximum(a, b) compares two numbers."
    ),
    r"operand type\(s\) for [-+*/]+: 'list'": "A list is no array: np.array([a, b]) counts entry by entry.",
    r"'(int|float)' object has no attribute": "That is one number, and an array's methods are not its own: max(z, 0).",
    r"matmul": "@ multiplies matrices: the columns of the left must be as many as the rows of the right.",
}


def meant(error: Exception) -> str:
    """Return the mistake that an error of Python or NumPy often means, in a sentence; nothing of others.

    Examples
    --------
    >>> meant(TypeError("unsupported operand type(s) for ^: 'float' and 'int'"))
    '^ is no power in Python: write **.'
    """
    text = f"{type(error).__name__}: {error}"
    return next((told for pattern, told in ERRORS.items() if re.search(pattern, text)), "")


def in_time(work: Callable[[], Any], seconds: float) -> Any:
    """Return ``work()``, called in a thread of its own, without NumPy's warnings.

    Parameters
    ----------
    work : callable
    seconds : float
        For which it is waited for. Then its thread is told to stop, and left alone: a loop of Python
        ends there, one that waits for something else when it has it.

    Raises
    ------
    TimeoutError
        If it takes longer.
    Exception
        Whatever it raises.

    Examples
    --------
    >>> in_time(lambda: 6 * 7, 1.0)
    42
    """
    ended: list[Any] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with np.errstate(all="ignore"):
                ended.append(work())
        except BaseException as error:  # SystemExit of a learner's exit() too.
            failed.append(error)

    thread = Thread(target=copy_context().run, args=[run], daemon=True)
    thread.start()
    thread.join(seconds)
    if thread.is_alive():
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(TimeoutError))
        raise TimeoutError(f"it took longer than {seconds:g} s")
    if failed:
        raise failed[0] if isinstance(failed[0], Exception) else RuntimeError(repr(failed[0]))
    return ended[0]
