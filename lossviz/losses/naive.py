"""Losses the naive way: computed in the dtype given, on purpose, to show where that breaks.

The rest of `lossviz.losses` computes in float64 and in forms that cannot overflow. These do
not. Each step is rounded to the dtype of the logits, float16, float32 or float64, as a
framework rounds the result of each of its operations, and each function returns what the
machine returns, ``inf`` and ``nan`` included, without a warning. They are for lessons and
must not be used to train anything.

The gradients follow the chain rule step by step, as automatic differentiation does.
"""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, distribution, float_dtype, numeric, same_shape


def naive_softmax(z: ArrayLike, shift: bool = False) -> Array:
    """Return ``exp z / Σ exp z`` along the last axis, each step rounded to the dtype of z.

    Parameters
    ----------
    z : array_like
        Logits of shape (..., K), K at least 2.
    shift : bool
        Take the largest logit off first, as every framework's softmax does.

    Returns
    -------
    ndarray
        Of that shape; ``nan`` where exp overflows, or where all of a row underflow.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where `shift` is neither True nor False.

    Examples
    --------
    >>> naive_softmax(np.float32([200, 0]))
    array([nan,  0.], dtype=float32)
    >>> naive_softmax(np.float32([200, 0]), shift=True)
    array([1., 0.], dtype=float32)
    """
    if not isinstance(shift, bool | np.bool_):
        raise TypeError(f"shift is {shift!r}; it must be True or False")
    exponentials = _exp(z, shift)
    with np.errstate(all="ignore"):
        return np.asarray(exponentials / exponentials.sum(axis=-1, keepdims=True))


def naive_logsumexp(z: ArrayLike) -> Any:
    """Return ``log Σ exp z`` along the last axis, each step rounded to the dtype of z.

    Parameters
    ----------
    z : array_like
        Logits of shape (..., K), K at least 2.

    Returns
    -------
    floating or ndarray
        Of shape (...); ``inf`` where exp overflows, ``-inf`` where all of a row underflow.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    Examples
    --------
    >>> naive_logsumexp(np.float32([100, 0])), naive_logsumexp(np.float32([-200, -300]))
    (np.float32(inf), np.float32(-inf))
    """
    with np.errstate(all="ignore"):
        return np.log(_exp(z, shift=False).sum(axis=-1))[()]


def naive_cross_entropy(y: ArrayLike, z: ArrayLike) -> Any:
    """Return the mean of ``-log softmax(z)[true class]``: a softmax with shift, then the log of what is left.

    Parameters
    ----------
    y : array_like
        Truth, one-hot along the last axis.
    z : array_like
        Logits, of the same shape (..., K).

    Returns
    -------
    floating
        In nats; ``inf`` where the probability is rounded to 0.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where y is not one-hot.

    Examples
    --------
    >>> naive_cross_entropy([0, 1], np.float32([104, 0]))
    np.float32(inf)
    """
    truth, p = _truth_and_softmax(y, z)
    return _mean_of_logs(truth, p)


def naive_cross_entropy_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `naive_cross_entropy` with respect to z, back through the log and then the softmax.

    Parameters
    ----------
    y, z : array_like
        As for `naive_cross_entropy`.

    Returns
    -------
    ndarray
        Of their shape; ``nan`` and ``inf`` as soon as 1/p overflows.

    Raises
    ------
    TypeError, ValueError
        As `naive_cross_entropy`.

    Examples
    --------
    >>> naive_cross_entropy_grad([0, 1], np.float32([104, 0]))
    array([nan, nan], dtype=float32)
    """
    truth, p = _truth_and_softmax(y, z)
    return _back_through_softmax(truth, p, p)


def _logits(z: ArrayLike) -> NDArray[Any]:
    array = numeric("z", z)
    return array.astype(float_dtype(array))


def _exp(z: ArrayLike, shift: bool) -> NDArray[Any]:
    logits = _logits(z)
    if logits.ndim == 0 or logits.shape[-1] < 2:
        raise ValueError(f"z has shape {logits.shape}; it needs the logits of at least two classes on its last axis")
    with np.errstate(all="ignore"):
        return np.asarray(np.exp(logits - logits.max(axis=-1, keepdims=True) if shift else logits))


def _truth_and_softmax(y: ArrayLike, z: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    truth, logits = distribution("y", y), _logits(z)
    same_shape(y=truth, z=logits)
    _only_0_and_1(truth)
    return truth, naive_softmax(logits, shift=True)


def _only_0_and_1(truth: NDArray[Any]) -> None:
    if not np.isin(truth, (0, 1)).all():
        raise ValueError(f"y holds {truth[~np.isin(truth, (0, 1))].flat[0]}; these forms take labels of 0 and 1 only")


def _mean_of_logs(truth: NDArray[Any], p: NDArray[Any]) -> Any:
    with np.errstate(all="ignore"):
        return (-np.log(p[truth == 1])).mean()


def _back_through_softmax(truth: NDArray[Any], q: NDArray[Any], p: NDArray[Any]) -> NDArray[Any]:
    """Return the gradient with respect to z of the mean of ``-truth log q``, q being p or p clipped."""
    with np.errstate(all="ignore"):
        by_p = np.where(truth == 1, -1 / q, 0).astype(p.dtype) / p.dtype.type(p.size // p.shape[-1])
        return np.asarray((by_p - (by_p * p).sum(axis=-1, keepdims=True)) * p)
