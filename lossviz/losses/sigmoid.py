"""The sigmoid, and losses of its logit: the cross entropy, fused, and the mean squared error. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, float_dtype, numeric, probability, rounded, same_shape
from .arithmetic import Wide, mean


def sigmoid(z: ArrayLike) -> Array:
    """Return ``1 / (1 + exp(-z))``: the softmax of (z, 0), first entry.

    Parameters
    ----------
    z : array_like
        Logits, of any shape.

    Returns
    -------
    ndarray
        Of that shape, from 0 to 1.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    Examples
    --------
    >>> sigmoid([0.0, 1000.0])
    array([0.5, 1. ])
    """
    array = numeric("z", z)
    return rounded(float_dtype(array), _sigmoid_and_rest(array)[0])


def sigmoid_cross_entropy(y: ArrayLike, z: ArrayLike) -> Any:
    """Return `binary_cross_entropy` of ``sigmoid(z)``, averaged over items, sigmoid and log fused.

    Parameters
    ----------
    y : array_like
        Truth, the probability of class 1, from 0 to 1; 0 or 1 as a rule.
    z : array_like
        Logits, of the same shape.

    Returns
    -------
    floating
        One number, in nats.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where y is no probability.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning* (2016), section 6.2.2.2.

    Examples
    --------
    >>> float(sigmoid_cross_entropy([1], [-50.0]))
    50.0
    """
    truth, logits, dtype = _labels_and_logits(y, z)
    wide = logits.astype(np.float64)
    costs = np.where(wide >= 0, (1 - truth) * wide, -truth * wide) + np.log1p(np.exp(-np.abs(wide)))
    return rounded(dtype, mean(costs))


def sigmoid_cross_entropy_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `sigmoid_cross_entropy` with respect to the logits, ``(sigmoid(z) - y) / N``.

    For a y of 0 or 1 it is right to the last digit. A softer y may meet the sigmoid; their
    difference is then right to the last digits of y.

    Parameters
    ----------
    y, z : array_like
        As for `sigmoid_cross_entropy`; N entries.

    Returns
    -------
    ndarray
        Of their shape.

    Raises
    ------
    TypeError, ValueError
        As `sigmoid_cross_entropy`.

    Examples
    --------
    >>> sigmoid_cross_entropy_grad([1], [0.0])
    array([-0.5])
    """
    truth, logits, dtype = _labels_and_logits(y, z)
    return rounded(dtype, _error(truth, *_sigmoid_and_rest(logits)) / truth.size)


def sigmoid_mse(y: ArrayLike, z: ArrayLike) -> Any:
    """Return the mean over entries of ``(y - sigmoid(z))**2``.

    Parameters
    ----------
    y : array_like
        Truth, the probability of class 1, from 0 to 1; 0 or 1 as a rule.
    z : array_like
        Logits, of the same shape.

    Returns
    -------
    floating
        One number from 0 to 1, without unit. It is not convex in z, and flat at both ends. Where a
        soft y all but meets the sigmoid, their difference, and with it this number, keeps fewer digits.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where y is no probability.

    References
    ----------
    P. Golik, P. Doetsch and H. Ney, *Cross-Entropy vs. Squared Error Training: a Theoretical
    and Experimental Comparison* (Interspeech 2013).

    Examples
    --------
    >>> float(sigmoid_mse([1], [0.0]))
    0.25
    """
    truth, logits, dtype = _labels_and_logits(y, z)
    return rounded(dtype, np.mean(_error(truth, *_sigmoid_and_rest(logits)) ** 2))


def sigmoid_mse_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `sigmoid_mse` with respect to the logits, ``2 (s - y) s (1 - s) / N``.

    Here s is ``sigmoid(z)``.

    Parameters
    ----------
    y, z : array_like
        As for `sigmoid_mse`; N entries.

    Returns
    -------
    ndarray
        Of their shape; for one entry never larger than 8/27. As products of three sigmoids its
        entries may be 6 units off in the last place; near its zero for a soft y, more.

    Raises
    ------
    TypeError, ValueError
        As `sigmoid_mse`.

    Examples
    --------
    >>> sigmoid_mse_grad([1], [0.0])
    array([-0.25])
    """
    truth, logits, dtype = _labels_and_logits(y, z)
    s, rest = _sigmoid_and_rest(logits)
    return rounded(dtype, 2 * _error(truth, s, rest) * s * rest / truth.size)


def _labels_and_logits(y: ArrayLike, z: ArrayLike) -> tuple[Wide, NDArray[Any], np.dtype[Any]]:
    truth, logits = numeric("y", y), numeric("z", z)
    same_shape(y=truth, z=logits)
    probability("y", truth)
    return truth.astype(np.float64), logits, float_dtype(truth, logits)


def _sigmoid_and_rest(z: NDArray[Any]) -> tuple[Wide, Wide]:
    """Return s and 1 - s, both to full precision."""
    small = np.exp(-np.abs(z.astype(np.float64)))
    more, less = 1 / (1 + small), small / (1 + small)
    return np.where(z >= 0, more, less), np.where(z >= 0, less, more)


def _error(y: Wide, s: Wide, rest: Wide) -> Wide:
    """Return s - y, exact to the last digit where y is 0 or 1."""
    return (1 - y) * s - y * rest
