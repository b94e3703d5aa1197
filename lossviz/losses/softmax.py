"""From logits to probabilities and losses, in forms that neither overflow nor lose digits. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, distribution, float_dtype, numeric, rounded, same_shape


def _logits(z: ArrayLike) -> NDArray[Any]:
    array = numeric("z", z)
    if array.ndim == 0 or array.shape[-1] < 2:
        raise ValueError(f"z has shape {array.shape}; it needs the logits of at least two classes on its last axis")
    return array


def _shifted(z: NDArray[Any]) -> NDArray[np.float64]:
    """Take the largest logit off each row: softmax does not change, and exp cannot overflow."""
    wide = z.astype(np.float64)
    with np.errstate(over="ignore"):
        return np.asarray(wide - wide.max(axis=-1, keepdims=True))


def logsumexp(z: ArrayLike) -> Any:
    """Return ``log Σ exp z`` along the last axis: a smooth maximum.

    Parameters
    ----------
    z : array_like
        Of shape (..., K), K at least 2.

    Returns
    -------
    floating or ndarray
        Of shape (...), from max z to max z + log K.

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
    array = _logits(z)
    top = array.astype(np.float64).max(axis=-1)
    return rounded(float_dtype(array), top + _log_of_sum(_shifted(array)))


def _log_of_sum(shifted: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the log of the sum of exponentials, of which the largest is 1, to the last digit."""
    rest = np.sort(np.exp(shifted), axis=-1)[..., :-1].sum(axis=-1)
    return np.asarray(np.log1p(rest))


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
    array = _logits(z)
    exponentials = np.exp(_shifted(array))
    return rounded(float_dtype(array), exponentials / exponentials.sum(axis=-1, keepdims=True))


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
    array = _logits(z)
    shifted = _shifted(array)
    return rounded(float_dtype(array), shifted - _log_of_sum(shifted)[..., None])


def softmax_jacobian(z: ArrayLike) -> Array:
    """Return the derivative of each probability by each logit, ``p_i (δ_ij - p_j)``.

    Parameters
    ----------
    z : array_like
        Logits of shape (..., K), K at least 2.

    Returns
    -------
    ndarray
        Of shape (..., K, K), symmetric; every row and column sums to 0.

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
    array = _logits(z)
    p = softmax(array.astype(np.float64))
    return rounded(float_dtype(array), p[..., :, None] * (np.eye(p.shape[-1]) - p[..., None, :]))


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
    truth, logits = distribution("y", y), _logits(z)
    same_shape(y=truth, z=logits)
    shifted = _shifted(logits)
    with np.errstate(invalid="ignore"):  # 0 times minus infinity, which counts as 0
        costs = _log_of_sum(shifted) - np.where(truth == 0, 0.0, truth * shifted).sum(axis=-1)
    return rounded(float_dtype(truth, logits), costs.mean())


def softmax_cross_entropy_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `softmax_cross_entropy` on the logits, ``(softmax(z) - y) / N``.

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
    truth, logits = distribution("y", y), _logits(z)
    same_shape(y=truth, z=logits)
    items = truth.size // truth.shape[-1]
    return rounded(float_dtype(truth, logits), (softmax(logits.astype(np.float64)) - truth) / items)


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
    small = np.exp(-np.abs(array.astype(np.float64)))
    return rounded(float_dtype(array), np.where(array >= 0, 1.0, small) / (1 + small))


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
    return rounded(dtype, costs.mean())


def sigmoid_cross_entropy_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `sigmoid_cross_entropy` on the logits, ``(sigmoid(z) - y) / N``.

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
    return rounded(dtype, (sigmoid(logits.astype(np.float64)) - truth) / truth.size)


def _labels_and_logits(y: ArrayLike, z: ArrayLike) -> tuple[NDArray[np.float64], NDArray[Any], np.dtype[Any]]:
    truth, logits = numeric("y", y), numeric("z", z)
    same_shape(y=truth, z=logits)
    if truth.min() < 0 or truth.max() > 1:
        wrong = truth[(truth < 0) | (truth > 1)].flat[0]
        raise ValueError(f"y holds {wrong}; it must lie from 0 to 1 (labels of −1 and +1 are for margin losses)")
    return truth.astype(np.float64), logits, float_dtype(truth, logits)
