"""The squared error of a sigmoid neuron, as a loss of its logit. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, rounded
from .softmax import _labels_and_logits, sigmoid


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
        One number from 0 to 1, without unit. It is not convex in z, and flat at both ends.

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
    return rounded(dtype, np.mean(_error(truth, *_both(logits)) ** 2))


def sigmoid_mse_grad(y: ArrayLike, z: ArrayLike) -> Array:
    """Return the gradient of `sigmoid_mse` on the logits, ``2 (s - y) s (1 - s) / N`` with ``s = sigmoid(z)``.

    Parameters
    ----------
    y, z : array_like
        As for `sigmoid_mse`; N entries.

    Returns
    -------
    ndarray
        Of their shape; for one entry never larger than 8/27.

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
    s, rest = _both(logits)
    return rounded(dtype, 2 * _error(truth, s, rest) * s * rest / truth.size)


def _both(z: NDArray[Any]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return s and 1 - s, neither with a digit lost."""
    wide = z.astype(np.float64)
    return sigmoid(wide), sigmoid(-wide)


def _error(y: NDArray[np.float64], s: NDArray[np.float64], rest: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return s - y, exact to the last digit where y is 0 or 1."""
    return (1 - y) * s - y * rest
