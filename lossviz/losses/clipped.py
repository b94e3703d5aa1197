"""Cross entropy as PyTorch and Keras compute it from probabilities, which they keep away from log 0. See `naive`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, numeric, same_shape
from .naive import _back_through_softmax, _logits, _mean_of_logs, _only_0_and_1, _truth_and_softmax

KERAS_CLIP = 1e-7
TORCH_CLAMP = -100.0


def clipped_cross_entropy(y: ArrayLike, z: ArrayLike) -> Any:
    """Return what Keras makes of softmax(z) given as probabilities: clip to [1e-7, 1 - 1e-7], then take the log.

    Keras also divides the probabilities by their sum first, which for a softmax changes nothing.

    Parameters
    ----------
    y, z : array_like
        As for `naive_cross_entropy`.

    Returns
    -------
    floating
        At most ``-log 1e-7`` = 16.1181, and never quite 0 in float32.

    Raises
    ------
    TypeError, ValueError
        As `naive_cross_entropy`.

    References
    ----------
    ``keras.losses.categorical_crossentropy`` with ``from_logits=False``, Keras 3.

    Examples
    --------
    >>> round(float(clipped_cross_entropy([0, 1], np.float32([104, 0]))), 4)
    16.1181
    """
    truth, p = _truth_and_softmax(y, z)
    return _mean_of_logs(truth, np.clip(p, *_ends(p.dtype)))


def clipped_cross_entropy_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `clipped_cross_entropy` with respect to z: 0 wherever the clip has acted.

    Parameters
    ----------
    y, z : array_like
        As for `naive_cross_entropy`.

    Returns
    -------
    ndarray
        Of their shape.

    Raises
    ------
    TypeError, ValueError
        As `naive_cross_entropy`.

    Examples
    --------
    >>> clipped_cross_entropy_grad([0, 1], np.float32([104, 0]))
    array([0., 0.], dtype=float32)
    """
    truth, p = _truth_and_softmax(y, z)
    low, high = _ends(p.dtype)
    return _back_through_softmax(np.where((p < low) | (p > high), 0, truth), np.clip(p, low, high), p)


def clamped_cross_entropy(y: ArrayLike, z: ArrayLike) -> Any:
    """Return what PyTorch makes of sigmoid(z) given as a probability: the log, held at -100 or above.

    Parameters
    ----------
    y : array_like
        Truth, 0 or 1.
    z : array_like
        Logits, of the same shape.

    Returns
    -------
    floating
        The mean, at most 100.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where y is neither 0 nor 1.

    References
    ----------
    ``torch.nn.functional.binary_cross_entropy``.

    Examples
    --------
    >>> clamped_cross_entropy([1], np.float32([-50])), clamped_cross_entropy([1], np.float32([-90]))
    (np.float32(50.0), np.float32(100.0))
    """
    truth, p = _truth_and_sigmoid(y, z)
    with np.errstate(all="ignore"):
        logs = np.maximum(np.log(np.where(truth == 1, p, 1 - p)), p.dtype.type(TORCH_CLAMP))
        return (-logs).mean()


def clamped_cross_entropy_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `clamped_cross_entropy` with respect to z, as PyTorch computes it.

    Parameters
    ----------
    y, z : array_like
        As for `clamped_cross_entropy`.

    Returns
    -------
    ndarray
        Of their shape. PyTorch holds p (1 - p) at 1e-12 or above: where p is below that, the gradient fades,
        though the loss is still right.

    Raises
    ------
    TypeError, ValueError
        As `clamped_cross_entropy`.

    Examples
    --------
    >>> clamped_cross_entropy_grad([1], np.float32([-20])).round(4), clamped_cross_entropy_grad([1], np.float32([-150]))
    (array([-1.], dtype=float32), array([-0.], dtype=float32))
    """
    truth, p = _truth_and_sigmoid(y, z)
    wide = _inside(p.dtype)
    with np.errstate(all="ignore"):
        by_p = (p - truth).astype(wide) / np.maximum((p * (1 - p)).astype(wide), wide.type(1e-12))
        return np.asarray(by_p.astype(p.dtype) * (p * (1 - p)) / p.dtype.type(p.size))


def _ends(dtype: np.dtype[Any]) -> tuple[Any, Any]:
    return dtype.type(KERAS_CLIP), dtype.type(1 - KERAS_CLIP)


def _truth_and_sigmoid(y: ArrayLike, z: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    truth, logits = numeric("y", y), _logits(z)
    same_shape(y=truth, z=logits)
    _only_0_and_1(truth)
    with np.errstate(all="ignore"):
        p = 1 / (1 + np.exp(-logits.astype(_inside(logits.dtype))))
        return truth.astype(logits.dtype), p.astype(logits.dtype)


def _inside(dtype: np.dtype[Any]) -> np.dtype[Any]:
    """Return what one operation computes in: processors do float16 in float32 and round the result."""
    return np.dtype(np.float32) if dtype == np.float16 else dtype
