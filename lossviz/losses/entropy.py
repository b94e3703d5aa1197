"""Surprise and entropy of one distribution. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import Array, distribution, float_dtype, probability, rounded

_UNITS = {"nats": 1.0, "bits": np.log(2.0)}


def size_of(unit: str) -> float:
    """Return how many nats a unit is."""
    if not isinstance(unit, str) or unit not in _UNITS:
        raise ValueError(f"unit is {unit!r}; it must be 'nats' or 'bits'")
    return float(_UNITS[unit])


def log(p: NDArray[Any]) -> NDArray[np.float64]:
    """Return log p in float64, minus infinity at 0 without a warning."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(p.astype(np.float64)))


def p_times(p: NDArray[Any], factor: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``p * factor`` in float64 with 0 for p = 0, the limit of p log p."""
    with np.errstate(invalid="ignore"):
        return np.where(p == 0, 0.0, p.astype(np.float64) * factor)


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
    >>> surprise([0.5, 0.25, 1.0], unit="bits").round(6)
    array([1., 2., 0.])
    """
    array = probability("p", p)
    return rounded(float_dtype(array), -log(array) / size_of(unit) + 0.0)


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
    >>> round(float(entropy([0.25, 0.25, 0.25, 0.25], unit="bits")), 6)
    2.0
    """
    array = distribution("p", p)
    total = -p_times(array, log(array)).sum(axis=-1)
    return rounded(float_dtype(array), total / size_of(unit) + 0.0)


def entropy_grad(p: ArrayLike, unit: str = "nats") -> Array:
    """Return the derivative of `entropy` with respect to each probability, ``-(log p + 1)``.

    The probabilities are taken one at a time, though they cannot move so: a step that keeps
    their sum at 1 feels the differences of these figures alone. Near its zero at p = 1/e it is
    right to the last digits of 1, not of itself.

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
    return rounded(float_dtype(array), -(log(array) + 1) / size_of(unit))
