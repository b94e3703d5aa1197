"""Losses of regression that resist outliers: mean absolute error and Huber's. See `lossviz.losses`."""

import math
from numbers import Real
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..checks import Array, pair, rounded
from .arithmetic import mean


def mae(y: ArrayLike, out: ArrayLike) -> Any:
    """Return the mean absolute error over all entries, ``mean(|y - out|)``.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape.

    Returns
    -------
    floating
        One number, in y's unit.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning* (2009), section 10.6.

    Examples
    --------
    >>> float(mae([1.0, 0.0], [0.5, 2.0]))
    1.25
    """
    truth, prediction, dtype = pair(y, out)
    with np.errstate(over="ignore", under="ignore"):
        return rounded(dtype, mean(np.abs(truth - prediction)))


def mae_grad(y: ArrayLike, out: ArrayLike) -> Array:
    """Return the gradient of `mae` with respect to `out`, ``-sign(y - out) / N``.

    Where a prediction is exact the loss has a kink and no slope; 0 is returned, as PyTorch and
    TensorFlow do.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape, N entries in all.

    Returns
    -------
    ndarray
        Of that shape: every entry is −1/N, 0 or 1/N, however far off.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    Examples
    --------
    >>> mae_grad([1.0, 0.0], [0.5, 2.0])
    array([-0.5,  0.5])
    """
    truth, prediction, dtype = pair(y, out)
    return rounded(dtype, (np.sign(prediction - truth) + 0.0) / truth.size)


def huber(y: ArrayLike, out: ArrayLike, delta: float = 1.0) -> Any:
    """Return the mean of Huber's loss: ``r**2 / 2`` where ``|r| <= delta``, else ``delta (|r| - delta / 2)``.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape; ``r = y - out``.
    delta : float
        In y's unit, positive: where the square turns into a straight line.

    Returns
    -------
    floating
        One number, in the square of y's unit.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where `delta` is not one positive finite number.

    References
    ----------
    P. J. Huber, *Robust Estimation of a Location Parameter* (1964).

    Examples
    --------
    >>> float(huber([1.0, 0.0], [0.5, 2.0], delta=1.0))
    0.8125
    """
    truth, prediction, dtype = pair(y, out)
    bend = _positive("delta", delta)
    with np.errstate(over="ignore", under="ignore"):
        size = np.abs(truth - prediction)
        slope = np.minimum(size, bend)
        return rounded(dtype, mean(slope * (size - slope / 2)))


def huber_grad(y: ArrayLike, out: ArrayLike, delta: float = 1.0) -> Array:
    """Return the gradient of `huber` with respect to `out`: ``-r / N``, no larger than ``delta / N``.

    Parameters
    ----------
    y, out, delta
        As for `huber`; N entries in all.

    Returns
    -------
    ndarray
        Of the shape of `out`.

    Raises
    ------
    TypeError, ValueError
        As `huber`.

    Examples
    --------
    >>> huber_grad([1.0, 0.0], [0.5, 2.0], delta=1.0)
    array([-0.25,  0.5 ])
    """
    truth, prediction, dtype = pair(y, out)
    bend = _positive("delta", delta)
    with np.errstate(over="ignore", under="ignore"):
        return rounded(dtype, np.clip(prediction - truth, -bend, bend) / truth.size)


def _positive(name: str, value: Any) -> float:
    """Return `value` as a positive finite float, or raise an error that names it."""
    if isinstance(value, np.ndarray) and value.ndim == 0:
        value = value[()]
    if isinstance(value, bool | np.bool_) or not isinstance(value, Real):
        raise TypeError(f"{name} is {value!r}; it must be one number")
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not 0 < number < math.inf:
        raise ValueError(f"{name} is {value}; it must be positive and finite in float64")
    return number
