"""Surprise, entropy, cross entropy and KL divergence of distributions. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, distribution, float_dtype, numeric, rounded, same_shape

_UNITS = {"nats": 1.0, "bits": np.log(2.0)}


def _size_of(unit: str) -> float:
    if not isinstance(unit, str) or unit not in _UNITS:
        raise ValueError(f"unit is {unit!r}; it must be 'nats' or 'bits'")
    return float(_UNITS[unit])


def _log(p: NDArray[Any]) -> NDArray[np.float64]:
    """Return log p in float64, minus infinity at 0 without a warning."""
    with np.errstate(divide="ignore"):
        return np.log(p.astype(np.float64))


def _p_times(p: NDArray[Any], factor: NDArray[Any]) -> NDArray[np.float64]:
    """Return ``p * factor`` with 0 for p = 0, the limit of p log p."""
    with np.errstate(invalid="ignore"):
        return np.where(p == 0, 0.0, p.astype(np.float64) * factor)


def _over(p: NDArray[Any], q: NDArray[Any]) -> NDArray[np.float64]:
    """Return ``p / q`` with 0 for p = 0, infinite where only q is 0 or the ratio too large."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        return np.where(p == 0, 0.0, p.astype(np.float64) / q.astype(np.float64))


def surprise(p: ArrayLike, unit: str = "nats") -> Array:
    """Return the surprise of outcomes of probability p, ``-log p``.

    Parameters
    ----------
    p : array_like
        Probabilities from 0 to 1, of any shape; they need not be a distribution.
    unit : "nats" or "bits"

    Returns
    -------
    ndarray
        Of that shape; ``inf`` for an outcome of probability 0.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where a value is no probability.

    References
    ----------
    C. E. Shannon, *A Mathematical Theory of Communication* (1948).

    Examples
    --------
    >>> surprise([0.5, 0.25, 1.0], unit="bits")
    array([1., 2., 0.])
    """
    array = numeric("p", p)
    if array.min() < 0 or array.max() > 1:
        wrong = array[(array < 0) | (array > 1)].flat[0]
        raise ValueError(f"p holds {wrong}; a probability lies from 0 to 1")
    return rounded(float_dtype(array), -_log(array) / _size_of(unit) + 0.0)


def entropy(p: ArrayLike, unit: str = "nats") -> Any:
    """Return the entropy of a distribution, ``-Σ p log p``: its expected surprise.

    Parameters
    ----------
    p : array_like
        Distributions along the last axis, of shape (..., K); 0 log 0 counts as 0.
    unit : "nats" or "bits"

    Returns
    -------
    floating or ndarray
        Of shape (...), from 0 (one outcome is certain) to log K (all are alike).

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where p is no distribution.

    References
    ----------
    C. E. Shannon, *A Mathematical Theory of Communication* (1948), section 6.

    Examples
    --------
    >>> float(entropy([0.25, 0.25, 0.25, 0.25], unit="bits"))
    2.0
    """
    array = distribution("p", p)
    total = -_p_times(array, _log(array)).sum(axis=-1)
    return rounded(float_dtype(array), total / _size_of(unit) + 0.0)


def entropy_grad(p: ArrayLike, unit: str = "nats") -> Array:
    """Return the derivative of `entropy` by each probability, ``-(log p + 1)``.

    The probabilities are taken one at a time, though they cannot move so: a step that keeps
    their sum at 1 feels the differences of these figures alone.

    Parameters
    ----------
    p : array_like
        Distributions along the last axis.
    unit : "nats" or "bits"

    Returns
    -------
    ndarray
        Of the shape of p; ``inf`` where p is 0.

    Raises
    ------
    TypeError, ValueError
        As `entropy`.

    Examples
    --------
    >>> entropy_grad([0.5, 0.5]).round(4)
    array([-0.3069, -0.3069])
    """
    array = distribution("p", p)
    return rounded(float_dtype(array), -(_log(array) + 1) / _size_of(unit))


def _two(p: ArrayLike, q: ArrayLike) -> tuple[NDArray[Any], NDArray[Any], np.dtype[Any]]:
    truth, model = distribution("p", p), distribution("q", q)
    same_shape(p=truth, q=model)
    return truth, model, float_dtype(truth, model)


def cross_entropy(p: ArrayLike, q: ArrayLike, unit: str = "nats") -> Any:
    """Return the cross entropy ``H(p, q) = -Σ p log q``: q's surprise at what p brings, on average.

    Parameters
    ----------
    p, q : array_like
        Truth and model, distributions along the last axis, of one shape (..., K).
    unit : "nats" or "bits"

    Returns
    -------
    floating or ndarray
        Of shape (...); ``inf`` where q rules out what p allows. A q of 0 where p is 0 costs nothing.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where p or q is no distribution.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning* (2016), equation 3.51.

    Examples
    --------
    >>> round(float(cross_entropy([1, 0, 0], [0.4, 0.6, 0.0])), 4)
    0.9163
    """
    truth, model, dtype = _two(p, q)
    return rounded(dtype, -_p_times(truth, _log(model)).sum(axis=-1) / _size_of(unit) + 0.0)


def cross_entropy_grad(p: ArrayLike, q: ArrayLike, unit: str = "nats") -> Array:
    """Return the derivative of `cross_entropy` by each probability of q, ``-p / q``.

    Parameters
    ----------
    p, q : array_like
        As for `cross_entropy`.
    unit : "nats" or "bits"

    Returns
    -------
    ndarray
        Of their shape; 0 where p is 0, ``-inf`` where only q is.

    Raises
    ------
    TypeError, ValueError
        As `cross_entropy`.

    Examples
    --------
    >>> cross_entropy_grad([1, 0], [0.25, 0.75])
    array([-4.,  0.])
    """
    truth, model, dtype = _two(p, q)
    return rounded(dtype, -_over(truth, model) / _size_of(unit) + 0.0)


def kl_divergence(p: ArrayLike, q: ArrayLike, unit: str = "nats") -> Any:
    """Return the Kullback-Leibler divergence ``D(p ‖ q) = Σ p log(p / q)``: what a wrong model costs.

    Parameters
    ----------
    p, q : array_like
        As for `cross_entropy`.
    unit : "nats" or "bits"

    Returns
    -------
    floating or ndarray
        Of shape (...): 0 at q = p, never less. It is ``H(p, q) - H(p)``.

    Raises
    ------
    TypeError, ValueError
        As `cross_entropy`.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning* (2016), equation 3.50.

    Examples
    --------
    >>> float(kl_divergence([0.5, 0.5], [0.5, 0.5]))
    0.0
    """
    truth, model, dtype = _two(p, q)
    with np.errstate(invalid="ignore"):
        ratio = _log(truth) - _log(model)
    # Each term has (q - p) added, which sums to 0: no term is then negative, and none is lost.
    terms = _p_times(truth, ratio) + model.astype(np.float64) - truth.astype(np.float64)
    return rounded(dtype, np.maximum(terms.sum(axis=-1), 0.0) / _size_of(unit))


kl_divergence_grad = cross_entropy_grad


def binary_cross_entropy(y: ArrayLike, p: ArrayLike) -> Any:
    """Return the mean over items of ``-(y log p + (1 - y) log(1 - p))``, in nats.

    Parameters
    ----------
    y, p : array_like
        Truth and prediction, of one shape: the probability of class 1, from 0 to 1.

    Returns
    -------
    floating
        One number; ``inf`` where a prediction of 0 or 1 is wrong.

    Raises
    ------
    TypeError, ValueError
        See `lossviz.losses`; and where a value is no probability.

    References
    ----------
    C. M. Bishop, *Pattern Recognition and Machine Learning* (2006), equation 4.90.

    Examples
    --------
    >>> round(float(binary_cross_entropy([1], [0.1])), 6)
    2.302585
    """
    truth, prediction, dtype = _probabilities(y, p)
    terms = _p_times(truth, _log(prediction)) + _p_times(1 - truth, np.log1p(-_below_one(prediction)))
    return rounded(dtype, -np.where(_hopeless(truth, prediction), -np.inf, terms).mean() + 0.0)


def binary_cross_entropy_grad(y: ArrayLike, p: ArrayLike) -> Array:
    """Return the gradient of `binary_cross_entropy` on p, ``(p - y) / (p (1 - p) N)``.

    Parameters
    ----------
    y, p : array_like
        As for `binary_cross_entropy`; N items in all.

    Returns
    -------
    ndarray
        Of their shape; infinite where a prediction of 0 or 1 is wrong.

    Raises
    ------
    TypeError, ValueError
        As `binary_cross_entropy`.

    Examples
    --------
    >>> binary_cross_entropy_grad([1], [0.1])
    array([-10.])
    """
    truth, prediction, dtype = _probabilities(y, p)
    slope = _over(1 - truth, 1 - prediction) - _over(truth, prediction)
    return rounded(dtype, slope / truth.size)


def _probabilities(y: ArrayLike, p: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64], np.dtype[Any]]:
    truth, prediction = numeric("y", y), numeric("p", p)
    same_shape(y=truth, p=prediction)
    for name, array in (("y", truth), ("p", prediction)):
        if array.min() < 0 or array.max() > 1:
            wrong = array[(array < 0) | (array > 1)].flat[0]
            raise ValueError(f"{name} holds {wrong}; a probability lies from 0 to 1")
    return truth.astype(np.float64), prediction.astype(np.float64), float_dtype(truth, prediction)


def _below_one(p: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(p == 1, 0.0, p)


def _hopeless(y: NDArray[np.float64], p: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell where a prediction rules out what is true."""
    return ((p == 0) & (y > 0)) | ((p == 1) & (y < 1))
