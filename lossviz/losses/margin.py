"""Losses of the margin ``y z``, for labels of +1 and −1. See `lossviz.losses`.

The margin of an item is its label times its score: positive where the sign of the score is
right, the larger the surer. Every loss here is the mean over items of a function of it.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, float_dtype, numeric, rounded, same_shape
from .arithmetic import mean
from .regression import mse, mse_grad


def zero_one(y: ArrayLike, z: ArrayLike) -> Any:
    """Return the share of items on the wrong side, the mean of ``y z <= 0``: one minus the accuracy.

    A score of exactly 0 decides nothing and counts as a mistake.

    Parameters
    ----------
    y : array_like
        Labels, each exactly +1 or −1.
    z : array_like
        Scores, of the same shape.

    Returns
    -------
    floating
        One number from 0 to 1.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where a label is neither +1 nor −1.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning* (2009), section 10.6.

    Examples
    --------
    >>> float(zero_one([1, -1, 1, -1], [3.0, 0.2, -0.5, -2.0]))
    0.5
    """
    _, margins, dtype = _margins(y, z)
    return rounded(dtype, np.mean(margins <= 0))


def zero_one_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `zero_one` with respect to the scores: 0 everywhere, nothing to learn from.

    At a score of 0 the loss jumps and has no slope; 0 is returned there too.

    Parameters
    ----------
    y, z : array_like
        As for `zero_one`.

    Returns
    -------
    ndarray
        Of their shape.

    Raises
    ------
    TypeError, ValueError
        As `zero_one`.

    Examples
    --------
    >>> zero_one_grad([1, -1], [-3.0, 0.2])
    array([0., 0.])
    """
    _, margins, dtype = _margins(y, z)
    return rounded(dtype, np.zeros(margins.shape))


def hinge(y: ArrayLike, z: ArrayLike) -> Any:
    """Return the mean over items of ``max(0, 1 - y z)``.

    Parameters
    ----------
    y : array_like
        Labels, each exactly +1 or −1: with 0, an item would cost 1 whatever its score.
    z : array_like
        Scores, of the same shape.

    Returns
    -------
    floating
        One number: 0 where every margin is at least 1.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where a label is neither +1 nor −1.

    References
    ----------
    C. Cortes and V. Vapnik, *Support-Vector Networks* (1995).

    Examples
    --------
    >>> float(hinge([1, -1], [3.0, 0.5]))
    0.75
    >>> hinge([1, 0], [3.0, 0.5])
    Traceback (most recent call last):
        ...
    ValueError: y holds 0 at index 1; a margin needs labels of +1 and −1 (from labels of 0 and 1: 2 * y - 1)
    """
    _, margins, dtype = _margins(y, z)
    return rounded(dtype, mean(np.maximum(0.0, 1 - margins)))


def hinge_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `hinge` with respect to the scores, ``-y / N`` where the margin is below 1, else 0.

    At a margin of exactly 1 the loss has a kink and no slope; 0 is returned.

    Parameters
    ----------
    y, z : array_like
        As for `hinge`; N items.

    Returns
    -------
    ndarray
        Of their shape.

    Raises
    ------
    TypeError, ValueError
        As `hinge`.

    Examples
    --------
    >>> hinge_grad([1, -1], [3.0, 0.5])
    array([0. , 0.5])
    """
    labels, margins, dtype = _margins(y, z)
    return rounded(dtype, np.where(margins < 1, -labels, 0.0) / margins.size)


def logistic(y: ArrayLike, z: ArrayLike) -> Any:
    """Return the mean over items of ``log(1 + exp(-y z))``: the log loss, by the margin.

    It is `sigmoid_cross_entropy` of the same scores with the labels written as 0 and 1.

    Parameters
    ----------
    y : array_like
        Labels, each exactly +1 or −1.
    z : array_like
        Scores (logits), of the same shape.

    Returns
    -------
    floating
        One number, in nats; never quite 0.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where a label is neither +1 nor −1.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning* (2009), equation 10.18.

    Examples
    --------
    >>> round(float(logistic([1, -1], [0.0, 1000.0])), 4)
    500.3466
    """
    _, margins, dtype = _margins(y, z)
    return rounded(dtype, mean(np.maximum(0.0, -margins) + np.log1p(np.exp(-np.abs(margins)))))


def logistic_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `logistic` with respect to the scores, ``-y / (1 + exp(y z)) / N``.

    Parameters
    ----------
    y, z : array_like
        As for `logistic`; N items.

    Returns
    -------
    ndarray
        Of their shape; each entry smaller than 1 / N.

    Raises
    ------
    TypeError, ValueError
        As `logistic`.

    Examples
    --------
    >>> logistic_grad([1, -1], [0.0, 1000.0])
    array([-0.25,  0.5 ])
    """
    labels, margins, dtype = _margins(y, z)
    small = np.exp(-np.abs(margins))
    return rounded(dtype, -labels * np.where(margins > 0, small, 1.0) / (1 + small) / margins.size)


def squared_margin(y: ArrayLike, z: ArrayLike) -> Any:
    """Return the mean over items of ``(1 - y z)**2``: the MSE of scores against labels of +1 and −1.

    Parameters
    ----------
    y : array_like
        Labels, each exactly +1 or −1.
    z : array_like
        Scores, of the same shape.

    Returns
    -------
    floating
        One number: 0 where every margin is exactly 1; a larger one costs again.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where a label is neither +1 nor −1.

    References
    ----------
    T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning* (2009), section 10.6.

    Examples
    --------
    >>> float(squared_margin([1, -1], [3.0, 0.5]))
    3.125
    """
    labels, margins, dtype = _margins(y, z)
    return rounded(dtype, mse(labels, labels * margins))  # y z is as far from 1 as z from y.


def squared_margin_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `squared_margin` with respect to the scores, ``-2 y (1 - y z) / N``.

    Parameters
    ----------
    y, z : array_like
        As for `squared_margin`; N items.

    Returns
    -------
    ndarray
        Of their shape.

    Raises
    ------
    TypeError, ValueError
        As `squared_margin`.

    Examples
    --------
    >>> squared_margin_grad([1, -1], [3.0, 0.5])
    array([2. , 1.5])
    """
    labels, margins, dtype = _margins(y, z)
    return rounded(dtype, mse_grad(labels, labels * margins))


def _margins(y: ArrayLike, z: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64], np.dtype[Any]]:
    """Check labels and scores; return labels and margins in float64, and the dtype of the result."""
    labels, scores = numeric("y", y), numeric("z", z)
    same_shape(y=labels, z=scores)
    wrong = np.abs(labels.astype(np.float64)) != 1
    if wrong.any():
        at = tuple(int(i) for i in np.argwhere(wrong)[0])
        where = "" if not at else f" at index {at[0] if len(at) == 1 else at}"
        raise ValueError(
            f"y holds {labels[at]}{where}; a margin needs labels of +1 and −1 (from labels of 0 and 1: 2 * y - 1)"
        )
    return labels.astype(np.float64), labels.astype(np.float64) * scores, float_dtype(labels, scores)
