"""Checks of what a loss is given: each error names the argument, what it is and what is needed."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


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
        Of the dtype given.

    Raises
    ------
    TypeError
        If `value` is not numeric.
    ValueError
        If it is empty, ragged, or holds NaN or an infinity.

    Examples
    --------
    >>> numeric("y", [1, 2]).dtype.kind
    'i'
    >>> numeric("y", [1.0, float("nan")])
    Traceback (most recent call last):
        ...
    ValueError: y holds nan at index 1; every value must be a finite number
    """
    try:
        array = np.asarray(value)
    except ValueError:
        raise ValueError(f"{name} is ragged: its rows differ in length; give rows of one length") from None
    if array.dtype.kind not in "fiub":
        raise TypeError(f"{name} is of type {_type_of(value, array)}; it must hold real numbers")
    if array.size == 0:
        raise ValueError(f"{name} is empty (shape {array.shape}); it needs at least one number")
    bad = ~np.isfinite(array)
    if bad.any():
        at = tuple(int(i) for i in np.argwhere(bad)[0])
        where = "" if not at else f" at index {at[0] if len(at) == 1 else at}"
        raise ValueError(f"{name} holds {array[at]}{where}; every value must be a finite number")
    return array


def _type_of(value: Any, array: NDArray[Any]) -> str:
    return type(value).__name__ if array.dtype == object else str(array.dtype)


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
    floats = [a.dtype for a in (truth, prediction) if a.dtype.kind == "f"]
    dtype = np.result_type(*floats) if floats else np.dtype(np.float64)
    return truth.astype(np.float64), prediction.astype(np.float64), dtype
