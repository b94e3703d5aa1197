"""Losses of softmax's logits: the cross entropy, fused, and the mean squared error. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, distribution, float_dtype, rounded, same_shape
from .arithmetic import Wide, mean, sum_of_others
from .softmax import logits, wide_log_softmax, wide_softmax


def softmax_cross_entropy(y: ArrayLike, z: ArrayLike) -> Any:
    """Return the mean over items of ``-Σ y log softmax(z)``, softmax and log fused.

    Parameters
    ----------
    y : array_like
        Truth, a distribution along the last axis; one-hot as a rule.
    z : array_like
        Logits, of the same shape (..., K).

    Returns
    -------
    floating
        One number, in nats.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where y is no distribution.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), equation 4.108.

    Examples
    --------
    >>> float(softmax_cross_entropy([1, 0], [-1000.0, 0.0]))
    1000.0
    """
    truth, scores, dtype = _truth_and_logits(y, z)
    with np.errstate(invalid="ignore"):  # 0 times minus infinity, which counts as 0
        terms = np.where(truth == 0, 0.0, -truth * wide_log_softmax(scores))
    return rounded(dtype, mean(terms.sum(axis=-1)) + 0.0)


def softmax_cross_entropy_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `softmax_cross_entropy` with respect to the logits, ``(softmax(z) - y) / N``.

    For a one-hot y it is right to the last digit. A softer one may meet its probability p; their
    difference is then right to the last digits of p.

    Parameters
    ----------
    y, z : array_like
        As for `softmax_cross_entropy`; N items of K classes.

    Returns
    -------
    ndarray
        Of their shape; every row sums to 0.

    Raises
    ------
    TypeError, ValueError
        As `softmax_cross_entropy`.

    Examples
    --------
    >>> softmax_cross_entropy_grad([1, 0], [0.0, 0.0])
    array([-0.5,  0.5])
    """
    truth, scores, dtype = _truth_and_logits(y, z)
    p = wide_softmax(scores)
    items = truth.size // truth.shape[-1]
    # p (1 - y) - y (1 - p) is p - y, and loses no digit where y is 1 and p rounds to it.
    return rounded(dtype, (p * sum_of_others(truth) - truth * sum_of_others(p)) / items)


def softmax_mse(y: ArrayLike, z: ArrayLike) -> Any:
    """Return the mean over all entries of ``(y - softmax(z))**2``.

    Parameters
    ----------
    y : array_like
        Truth, a distribution along the last axis; one-hot as a rule.
    z : array_like
        Logits, of the same shape (..., K).

    Returns
    -------
    floating
        One number without a unit, at most 2 / K. Where a soft y all but meets its probability,
        their difference, and with it this number, keeps fewer digits.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where y is no distribution.

    References
    ----------
    G. W. Brier, *Verification of Forecasts Expressed in Terms of Probability* (1950), there
    added up over the classes.

    Examples
    --------
    >>> float(softmax_mse([1, 0], [0.0, 0.0]))
    0.25
    """
    truth, scores, dtype = _truth_and_logits(y, z)
    return rounded(dtype, np.mean(_error(truth, wide_softmax(scores)) ** 2))


def softmax_mse_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `softmax_mse` with respect to the logits, ``2 / (N K) · J (p - y)`` for p = softmax(z).

    J is `softmax_jacobian`. Its product with a vector v is ``p v - p (p·v)``: no table of K² is made.
    Where an entry changes its sign it is right to the last digits (10 units) of the terms that cancel.

    Parameters
    ----------
    y, z : array_like
        As for `softmax_mse`; N items of K classes.

    Returns
    -------
    ndarray
        Of their shape; every row sums to 0. In a row of one item its length is at most that of the
        cross entropy's gradient over K.

    Raises
    ------
    TypeError, ValueError
        As `softmax_mse`.

    Examples
    --------
    >>> softmax_mse_grad([1, 0], [0.0, 0.0])
    array([-0.25,  0.25])
    """
    truth, scores, dtype = _truth_and_logits(y, z)
    p = wide_softmax(scores)
    error = _error(truth, p)
    # error - p·error, with the entry's own share of both taken together
    return rounded(dtype, p * (sum_of_others(p) * error - sum_of_others(p * error)) / (truth.size / 2))


def _error(y: Wide, p: Wide) -> Wide:
    """Return p - y, right to the last digit where y is 0 or 1."""
    return (1 - y) * p - y * sum_of_others(p)


def _truth_and_logits(y: ArrayLike, z: ArrayLike) -> tuple[Wide, NDArray[Any], np.dtype[Any]]:
    truth, scores = distribution("y", y), logits(z)
    same_shape(y=truth, z=scores)
    return truth.astype(np.float64), scores, float_dtype(truth, scores)
