"""The mean squared error of softmax probabilities, and its gradient through the Jacobian. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, distribution, float_dtype, numeric, rounded, same_shape
from .softmax import softmax


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
        One number without a unit, at most 2 / K.

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
    truth, p, dtype = _truth_and_probabilities(y, z)
    return rounded(dtype, np.mean((truth - p) ** 2))


def softmax_mse_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `softmax_mse` on the logits, ``2 / (N K) · J (p - y)`` for p = softmax(z).

    J is `softmax_jacobian`. Its product with a vector v is ``p v - p (p·v)``: no table of K² is made.

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
    truth, p, dtype = _truth_and_probabilities(y, z)
    residual = p - truth
    inner = np.sum(p * residual, axis=-1, keepdims=True)
    return rounded(dtype, 2 / truth.size * p * (residual - inner))


def _truth_and_probabilities(
    y: ArrayLike, z: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64], np.dtype[Any]]:
    truth, logits = distribution("y", y), numeric("z", z)
    same_shape(y=truth, z=logits)
    return truth.astype(np.float64), softmax(logits.astype(np.float64)), float_dtype(truth, logits)
