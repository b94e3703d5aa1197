"""Checks of what a loss is given: each error names the argument, what it is and what is needed."""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.floating[Any]]


def numeric(name: str, value: ArrayLike) -> NDArray[Any]:
    """Return `value` as an array of finite real numbers, or raise an error that names it.

    Parameters
    ----------
    name : str
        What the argument is called where it was given.
    value : array_like
        Floats, integers or booleans; at least one.

    Returns
    -------
    ndarray
        Of the dtype given; of float64 where that is wider still.

    Raises
    ------
    TypeError
        If `value` is not numeric, or cannot be read as an array.
    ValueError
        If it is empty, ragged or masked, or holds NaN, an infinity, or an integer that float64
        would round.

    Examples
    --------
    >>> numeric("y", [1, 2]).dtype.kind
    'i'
    >>> numeric("y", [1.0, float("nan")])
    Traceback (most recent call last):
        ...
    ValueError: y holds nan at index 1; every value must be a finite number
    """
    if np.ma.is_masked(value):
        raise ValueError(f"{name} is masked in {np.ma.count_masked(value)} places; give the values that count alone")
    try:
        array = np.asarray(value)
    except Exception as error:  # A tensor may raise anything: that it needs its gradient, for instance.
        if "inhomogeneous" in str(error):
            raise ValueError(f"{name} is ragged: its rows differ in length; give rows of one length") from None
        raise TypeError(f"{name} cannot be read as an array, as it must: {error}") from None
    if array.size == 0:
        raise ValueError(f"{name} is empty (shape {array.shape}); it needs at least one number")
    # NumPy keeps integers of more than 64 bits as objects.
    whole = array.dtype.kind in "iu" or (array.dtype == object and all(type(entry) is int for entry in array.flat))
    if whole and (largest := max(int(array.max()), int(array.min()), key=abs)) not in range(-(2**53), 2**53 + 1):
        raise ValueError(f"{name} holds {largest}; beyond 2**53 it must be given as a float, which rounds it")
    if array.dtype.kind not in "fiub":
        raise TypeError(
            f"{name} is of type {_type_of(value, array)}; it must hold real numbers (floats, integers or booleans)"
        )
    if array.dtype.kind == "f" and array.itemsize > 8:
        array = rounded(np.dtype(np.float64), array)
    bad = ~np.isfinite(array)
    if bad.any():
        at = tuple(int(i) for i in np.argwhere(bad)[0])
        where = "" if not at else f" at index {at[0] if len(at) == 1 else at}"
        raise ValueError(f"{name} holds {array[at]}{where}; every value must be a finite number")
    return array


def rounded(dtype: np.dtype[Any], value: Any) -> Array:
    """Return a result that was computed in float64 in the dtype of its input, ``inf`` where it is too large.

    Examples
    --------
    >>> rounded(np.dtype(np.float16), 1e6)
    np.float16(inf)
    """
    with np.errstate(over="ignore", under="ignore"):
        result: Array = np.asarray(value).astype(dtype)[()]
    return result


def float_dtype(*arrays: NDArray[Any]) -> np.dtype[Any]:
    """Return the widest floating dtype among `arrays`, float64 where all are integers.

    Examples
    --------
    >>> float_dtype(np.ones(2, int), np.ones(2, np.float16))
    dtype('float16')
    """
    floats = [array.dtype for array in arrays if array.dtype.kind == "f"]
    return np.result_type(*floats) if floats else np.dtype(np.float64)


def distribution(name: str, value: ArrayLike) -> NDArray[Any]:
    """Return `value` as probabilities along its last axis, or raise an error that names it.

    Parameters
    ----------
    name : str
        What the argument is called where it was given.
    value : array_like
        Of shape (..., K) with K at least 2; each row not negative and of sum 1, to within
        what its dtype can hold.

    Returns
    -------
    ndarray
        Of the dtype given.

    Raises
    ------
    TypeError, ValueError
        As `numeric`; and where an entry is negative, a sum is not 1, or K is 1.

    Examples
    --------
    >>> distribution("p", [0.001, 0.001, 0.001, 0.999])
    Traceback (most recent call last):
        ...
    ValueError: p sums to 1.002; the probabilities of a distribution sum to 1 (divide by the sum to rescale)
    """
    array = numeric(name, value)
    if array.ndim == 0 or array.shape[-1] < 2:
        raise ValueError(f"{name} has shape {array.shape}; a distribution needs at least two outcomes on its last axis")
    if array.min() < 0:
        raise ValueError(f"{name} holds {array.min()}; a probability is never negative")
    sums = array.sum(axis=-1, dtype=np.float64)
    # Never more than 1 %: in float16 the sum of 2,000 zeros would pass for 1.
    room = min(0.01, array.shape[-1] * max(1e-9, float(np.finfo(float_dtype(array)).eps)))
    wrong = np.abs(sums - 1) > room
    if wrong.any():
        mend = "divide by the sum to rescale" + ("" if array.dtype.kind == "f" else "; class indices need one_hot")
        raise ValueError(
            f"{name} sums to {sums[wrong].flat[0]:.6g}; the probabilities of a distribution sum to 1 ({mend})"
        )
    return array


def probability(name: str, value: ArrayLike) -> NDArray[Any]:
    """Return `value` as numbers from 0 to 1, or raise an error that names it.

    Parameters
    ----------
    name : str
        What the argument is called where it was given.
    value : array_like
        Of any shape; they need not be a distribution.

    Returns
    -------
    ndarray
        Of the dtype given.

    Raises
    ------
    TypeError, ValueError
        As `numeric`; and where a number is below 0 or above 1.

    Examples
    --------
    >>> probability("p", [0.5, 1.5])
    Traceback (most recent call last):
        ...
    ValueError: p holds 1.5; a probability lies from 0 to 1
    """
    array = numeric(name, value)
    if array.min() < 0 or array.max() > 1:
        wrong = array[(array < 0) | (array > 1)].flat[0]
        hint = " (labels of −1 and +1 are for margin losses)" if wrong == -1 else ""
        raise ValueError(f"{name} holds {wrong}; a probability lies from 0 to 1{hint}")
    return array


def same_shape(**arrays: NDArray[Any]) -> None:
    """Raise a ValueError that names two arrays if their shapes differ.

    Examples
    --------
    >>> same_shape(p=np.ones(2), q=np.ones(3))
    Traceback (most recent call last):
        ...
    ValueError: p has shape (2,) and q has shape (3,); they must be the same
    """
    (a, first), *others = arrays.items()
    for b, other in others:
        if other.shape != first.shape:
            classes = first.dtype.kind in "iu" and first.shape == other.shape[:-1]
            raise ValueError(
                f"{a} has shape {first.shape} and {b} has shape {other.shape}; they must be the same"
                + (" (class indices need one_hot)" if classes else "")
            )


def _type_of(value: Any, array: NDArray[Any]) -> str:
    """Name the type of what is not a number: of the value, or of the first such entry of a list."""
    if array.dtype != object:
        return array.dtype.type.__name__.rstrip("_")
    kind = type(value).__name__
    if array.ndim == 0:
        return kind
    entries = list(array.flat)
    at = next((i for i, entry in enumerate(entries) if not isinstance(entry, int | float)), 0)
    return f"{kind}, with {entries[at]!r:.40} ({type(entries[at]).__name__}) among its entries"


def one_of(value: Any, choices: Iterable[str], otherwise: str) -> None:
    """Raise a ValueError that says `otherwise` and lists the choices, unless `value` is one of them.

    Examples
    --------
    >>> one_of("l2", ["mse", "mae"], "no loss named 'l2'")
    Traceback (most recent call last):
        ...
    ValueError: no loss named 'l2'; there are mse, mae
    """
    if not isinstance(value, str) or value not in choices:
        raise ValueError(f"{otherwise}; there are {', '.join(choices)}")


def functions(**given: Callable[..., Any]) -> None:
    """Raise a TypeError that names the first of those given that is no function.

    Examples
    --------
    >>> functions(draw=None)
    Traceback (most recent call last):
        ...
    TypeError: draw is None; it must be a function
    """
    for name, function in given.items():
        if not callable(function):
            raise TypeError(f"{name} is {function!r}; it must be a function")


def pair(y: ArrayLike, out: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64], np.dtype[Any]]:
    """Check truth and prediction; return both in float64, and the dtype of the result.

    Parameters
    ----------
    y, out : array_like
        As for `numeric`, of one shape.

    Returns
    -------
    y, out : ndarray of float64
    dtype
        The wider of the two floating dtypes; integers adopt the other's, and two become float64.

    Raises
    ------
    TypeError, ValueError
        As `numeric`, and where the shapes differ.

    Examples
    --------
    >>> pair([1, 0], np.float32([0.5, 0.5]))[2]
    dtype('float32')
    """
    truth, prediction = numeric("y", y), numeric("out", out)
    if truth.shape != prediction.shape:
        raise ValueError(
            f"y has shape {truth.shape} and out has shape {prediction.shape}; they must be the same. "
            "Reshape one of them: broadcasting would compare every item with every other"
        )
    return truth.astype(np.float64), prediction.astype(np.float64), float_dtype(truth, prediction)
