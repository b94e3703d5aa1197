"""Losses of regression: squared error, its sum and mean, and the L2 norm. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, pair, rounded


def squared_error(y: ArrayLike, out: ArrayLike) -> Array:
    """Return the squared error of each entry, ``(y - out)**2``.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape.

    Returns
    -------
    ndarray
        Of that shape, in the square of y's unit.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`: wrong type, shapes that differ, empty, not finite.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), section 1.1.

    Examples
    --------
    >>> squared_error([1.0, 0.0], [0.5, 2.0])
    array([0.25, 4.  ])
    """
    truth, prediction, dtype = pair(y, out)
    with np.errstate(over="ignore", under="ignore"):
        return rounded(dtype, (truth - prediction) ** 2)


def squared_error_grad(y: ArrayLike, out: ArrayLike) -> Array:
    """Return the slope of each entry's squared error, ``-2 (y - out)``.

    It is the gradient of `sum_squared_error` too: no entry sees another.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape.

    Returns
    -------
    ndarray
        Of that shape: the derivative with respect to `out`.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    Examples
    --------
    >>> squared_error_grad([1.0, 0.0], [0.5, 2.0])
    array([-1.,  4.])
    """
    truth, prediction, dtype = pair(y, out)
    with np.errstate(over="ignore", under="ignore"):
        return rounded(dtype, -2.0 * (truth - prediction))


def sum_squared_error(y: ArrayLike, out: ArrayLike) -> Any:
    """Return the sum of the squared errors, ``Σ (y - out)**2``.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape.

    Returns
    -------
    floating
        One number.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), equation 1.2, without its ½.

    Examples
    --------
    >>> float(sum_squared_error([1.0, 0.0], [0.5, 2.0]))
    4.25
    """
    truth, prediction, dtype = pair(y, out)
    scaled, exponent = _scaled_residual(truth, prediction)
    with np.errstate(over="ignore", under="ignore"):
        return rounded(dtype, np.ldexp(np.sum(scaled**2), 2 * exponent))


sum_squared_error_grad = squared_error_grad


def mse(y: ArrayLike, out: ArrayLike) -> Any:
    """Return the mean squared error over all entries, ``mean((y - out)**2)``.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape; N items of K outputs are averaged over all N·K.

    Returns
    -------
    floating
        One number, in the square of y's unit.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning* (2016), equation 5.4.

    Examples
    --------
    >>> float(mse([1.0, 0.0], [0.5, 2.0]))
    2.125
    """
    truth, prediction, dtype = pair(y, out)
    scaled, exponent = _scaled_residual(truth, prediction)
    with np.errstate(over="ignore", under="ignore"):
        return rounded(dtype, np.ldexp(np.mean(scaled**2), 2 * exponent))


def mse_grad(y: ArrayLike, out: ArrayLike) -> Array:
    """Return the gradient of `mse` with respect to `out`, ``-2 (y - out) / (N K)``.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape, N·K entries in all.

    Returns
    -------
    ndarray
        Of that shape.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    Examples
    --------
    >>> mse_grad([1.0, 0.0], [0.5, 2.0])
    array([-0.5,  2. ])
    """
    truth, prediction, dtype = pair(y, out)
    with np.errstate(over="ignore", under="ignore"):
        return rounded(dtype, (prediction - truth) / (truth.size / 2))


def l2_norm(y: ArrayLike, out: ArrayLike) -> Any:
    """Return the Euclidean distance of truth and prediction, ``sqrt(Σ (y - out)**2)``.

    The distance is right wherever it can be represented, even where its square cannot.

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape.

    Returns
    -------
    floating
        One number, in y's unit. Its square is `sum_squared_error`.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning* (2016), section 2.5.

    Examples
    --------
    >>> float(l2_norm([3.0, 0.0], [0.0, 4.0]))
    5.0
    >>> f"{l2_norm([3e200, 0.0], [0.0, 4e200]):.6g}"
    '5e+200'
    """
    truth, prediction, dtype = pair(y, out)
    scaled, exponent = _scaled_residual(truth, prediction)
    with np.errstate(over="ignore", under="ignore"):
        return rounded(dtype, np.ldexp(np.sqrt(np.sum(scaled**2)), exponent))


def l2_norm_grad(y: ArrayLike, out: ArrayLike) -> Array:
    """Return the gradient of `l2_norm` with respect to `out`, ``-(y - out) / l2_norm(y, out)``.

    A vector of length 1, whatever the distance. At distance 0 the norm has a kink and no
    gradient; zeros are returned, as PyTorch does (TensorFlow returns NaN).

    Parameters
    ----------
    y, out : array_like
        Truth and prediction, of one shape.

    Returns
    -------
    ndarray
        Of that shape.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`.

    Examples
    --------
    >>> l2_norm_grad([3.0, 0.0], [0.0, 4.0])
    array([-0.6,  0.8])
    """
    truth, prediction, dtype = pair(y, out)
    scaled, _ = _scaled_residual(truth, prediction)
    length = np.sqrt(np.sum(scaled**2))
    return rounded(dtype, -scaled / length if length else scaled * 0.0)


def _scaled_residual(truth: NDArray[np.float64], prediction: NDArray[np.float64]) -> tuple[NDArray[np.float64], int]:
    """Return ``(y - out) / 2**e`` with its largest entry in [0.5, 1), and e: its squares are sure to fit."""
    with np.errstate(over="ignore"):
        residual, shift = truth - prediction, 0
    if not np.isfinite(residual).all():
        # The difference of two numbers may overflow; that of their halves does not.
        residual, shift = truth / 2 - prediction / 2, 1
    exponent = int(np.frexp(np.abs(residual).max())[1])
    return np.ldexp(residual, -exponent), exponent + shift
