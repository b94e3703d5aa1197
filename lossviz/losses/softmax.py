"""From logits to probabilities, in forms that neither overflow nor lose digits. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, float_dtype, numeric, rounded
from .arithmetic import Wide, exp_of_difference, sum_of_others


def logits(z: ArrayLike) -> NDArray[Any]:
    """Return z as an array of logits, or raise an error that names it."""
    array = numeric("z", z)
    if array.ndim == 0 or array.shape[-1] < 2:
        raise ValueError(f"z has shape {array.shape}; it needs the logits of at least two classes on its last axis")
    return array


def logsumexp(z: ArrayLike) -> Any:
    """Return ``log Σ exp z`` along the last axis: a smooth maximum.

    Parameters
    ----------
    z : array_like
        Of shape (..., K), K at least 2.

    Returns
    -------
    floating or ndarray
        Of shape (...), from max z to max z + log K. Near its zero, where the two terms of
        ``max z + log Σ exp(z - max z)`` cancel, it is right to the last digits of these.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    References
    ----------
    P. Blanchard, D. J. Higham and N. J. Higham, *Accurately computing the log-sum-exp and
    softmax functions* (2021).

    Examples
    --------
    >>> float(logsumexp([1000.0, 0.0]))
    1000.0
    """
    array = logits(z)
    top = array.astype(np.float64).max(axis=-1)
    return rounded(float_dtype(array), top + _log_of_sum(_exponentials(array)))


def _exponentials(z: NDArray[Any]) -> Wide:
    """Return exp z over that of the row's largest: softmax does not change, and exp cannot overflow."""
    wide = z.astype(np.float64)
    return exp_of_difference(wide, wide.max(axis=-1, keepdims=True))


def _log_of_sum(exponentials: Wide) -> Wide:
    """Return the log of their sum. The largest is 1: what the others add to it may be far less."""
    return np.asarray(np.log1p(sum_of_others(exponentials).min(axis=-1)))


def softmax(z: ArrayLike) -> Array:
    """Return the probabilities ``exp z / Σ exp z`` along the last axis.

    Parameters
    ----------
    z : array_like
        Logits of shape (..., K), K at least 2.

    Returns
    -------
    ndarray
        Of that shape; each row sums to 1. Adding a number to all logits changes nothing.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning* (2016), equation 6.29.

    Examples
    --------
    >>> softmax([0.0, 0.0])
    array([0.5, 0.5])
    """
    array = logits(z)
    return rounded(float_dtype(array), wide_softmax(array))


def wide_softmax(z: NDArray[Any]) -> Wide:
    """Return the softmax in float64, whatever the dtype of z."""
    exponentials = _exponentials(z)
    return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


def log_softmax(z: ArrayLike) -> Array:
    """Return the logarithm of `softmax`, ``z - logsumexp(z)``, without taking that of a rounded probability.

    Parameters
    ----------
    z : array_like
        Logits of shape (..., K), K at least 2.

    Returns
    -------
    ndarray
        Of that shape, in nats, finite where softmax itself is rounded to 0.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    Examples
    --------
    >>> log_softmax([0.0, -1000.0])
    array([    0., -1000.])
    """
    array = logits(z)
    return rounded(float_dtype(array), wide_log_softmax(array))


def wide_log_softmax(z: NDArray[Any]) -> Wide:
    """Return the log of softmax in float64, whatever the dtype of z."""
    wide = z.astype(np.float64)
    with np.errstate(over="ignore"):
        below = wide - wide.max(axis=-1, keepdims=True)
    return np.asarray(below - _log_of_sum(_exponentials(z))[..., None])


def softmax_jacobian(z: ArrayLike) -> Array:
    """Return the derivative of each probability with respect to each logit, ``p_i (δ_ij - p_j)``.

    Parameters
    ----------
    z : array_like
        Logits of shape (..., K), K at least 2.

    Returns
    -------
    ndarray
        Of shape (..., K, K), symmetric; every row and column sums to 0. As products of two
        probabilities its entries may be 6 units off in the last place.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    Examples
    --------
    >>> softmax_jacobian([0.0, 0.0])
    array([[ 0.25, -0.25],
           [-0.25,  0.25]])
    """
    array = logits(z)
    p = wide_softmax(array)
    jacobian = -p[..., :, None] * p[..., None, :]
    diagonal = np.arange(p.shape[-1])
    jacobian[..., diagonal, diagonal] = p * sum_of_others(p)  # p (1 - p), also where p rounds to 1
    return rounded(float_dtype(array), jacobian)
