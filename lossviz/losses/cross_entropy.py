"""Cross entropy and KL divergence of two distributions, and the cross entropy of yes and no. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..checks import Array, distribution, float_dtype, numeric, probability, rounded, same_shape
from .arithmetic import Wide, mean
from .entropy import log, p_times, size_of


def cross_entropy(p: ArrayLike, q: ArrayLike, unit: str = "nats") -> Any:
    """Return the cross entropy ``H(p, q) = -Σ p log q``: the mean surprise under q at draws from p.

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
    return rounded(dtype, -p_times(truth, log(model)).sum(axis=-1) / size_of(unit) + 0.0)


def cross_entropy_grad(p: ArrayLike, q: ArrayLike, unit: str = "nats") -> Array:
    """Return the derivative of `cross_entropy` with respect to each probability of q, ``-p / q``.

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
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        slope = np.where(truth == 0, 0.0, -truth / model)
    return rounded(dtype, slope / size_of(unit))


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
        Of shape (...): 0 at q = p, never less. It is ``H(p, q) - H(p)``, but keeps its digits where
        q is so close to p that these two do not differ in theirs.

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
    # Each term has q - p added, which sums to 0: no term is then negative, and none cancels another.
    return rounded(dtype, _excess(truth, model).sum(axis=-1) / size_of(unit))


def _excess(p: Wide, q: Wide) -> Wide:
    """Return ``p log(p / q) - p + q``.

    Where q is close to p this is about ``(q - p)**2 / (2 p)``, what is left when p log(p / q) and
    q - p have cancelled. With ``s = (q - p) / (q + p)`` the logarithm of p / q is ``-2 artanh s``,
    and q - p is ``s (q + p)``; taken off term by term, the series of artanh leaves only small ones.
    """
    with np.errstate(all="ignore"):  # 0 / 0 and log 0, in places that `where` passes over
        ratio = p / q
        # p / q may overflow; the difference of the logarithms does not.
        logs = np.where(np.isinf(ratio), np.log(p) - np.log(q), np.log(ratio))
        s = (q - p) / (q + p)
        series = sum(s ** (2 * k + 1) / (2 * k + 1) for k in range(17, 0, -1))
        close = s * (q - p) - 2 * p * series
        return np.where(p == 0, q, np.where(np.abs(s) < 1 / 3, close, p * logs + (q - p)))


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
    with np.errstate(divide="ignore"):
        log_rest = np.log1p(-prediction)
    return rounded(dtype, mean(-p_times(truth, log(prediction)) - p_times(1 - truth, log_rest)) + 0.0)


def binary_cross_entropy_grad(y: ArrayLike, p: ArrayLike) -> Array:
    """Return the gradient of `binary_cross_entropy` with respect to p, ``(p - y) / (p (1 - p) N)``.

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
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        slope = (prediction - truth) / (prediction * (1 - prediction) * truth.size)
    # Where a prediction of 0 or 1 is right this is 0 / 0; the only term left has the slope 1 or -1.
    right = (prediction == truth) & (prediction % 1 == 0)
    return rounded(dtype, np.where(right, (1 - 2 * truth) / truth.size, slope))


def _two(p: ArrayLike, q: ArrayLike) -> tuple[Wide, Wide, np.dtype[Any]]:
    truth, model = distribution("p", p), distribution("q", q)
    same_shape(p=truth, q=model)
    return truth.astype(np.float64), model.astype(np.float64), float_dtype(truth, model)


def _probabilities(y: ArrayLike, p: ArrayLike) -> tuple[Wide, Wide, np.dtype[Any]]:
    truth, prediction = numeric("y", y), numeric("p", p)
    same_shape(y=truth, p=prediction)
    probability("y", truth), probability("p", prediction)
    return truth.astype(np.float64), prediction.astype(np.float64), float_dtype(truth, prediction)
