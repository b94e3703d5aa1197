"""Sums and differences that keep the digits which the losses need. See `lossviz.losses`."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Wide = NDArray[np.float64]


def mean(costs: Wide) -> Any:
    """Return the mean, finite also where the sum is too large.

    Examples
    --------
    >>> print(mean(np.array([1.5e308, 1.5e308])))
    1.5e+308
    """
    with np.errstate(over="ignore"):
        value = costs.mean()
        return value if np.isfinite(value) else (costs / costs.size).sum()


def sum_of_others(values: Wide) -> Wide:
    """Return for each entry the sum of the other ones along the last axis.

    For most entries this is the sum minus the entry. For the largest the others are added up by
    themselves: a probability p may round to 1, where ``1 - p`` is 0 and the sum of the others is not.

    Examples
    --------
    >>> sum_of_others(np.array([1.0, 1e-30, 1e-30]))
    array([2.e-30, 1.e+00, 1.e+00])
    """
    found = values.sum(axis=-1, keepdims=True) - values
    largest = np.argmax(np.abs(values), axis=-1, keepdims=True)
    alone = values.copy()
    np.put_along_axis(alone, largest, 0.0, axis=-1)
    np.put_along_axis(found, largest, alone.sum(axis=-1, keepdims=True), axis=-1)
    return np.asarray(found)


def exp_of_difference(a: Wide, b: Wide) -> Wide:
    """Return ``exp(a - b)`` without the error of rounding the difference first.

    The difference of 0.1 and 700.3 is rounded by up to 6e-14, which exp turns into an error of
    256 units in the last place. What was rounded off can be computed (Knuth's TwoSum).

    References
    ----------
    D. E. Knuth, *The Art of Computer Programming*, volume 2 (1997), section 4.2.2, theorem B.

    Examples
    --------
    >>> print(f"{exp_of_difference(np.float64(0.1), np.float64(700.3)):.14g} {np.exp(0.1 - 700.3):.14g}")
    8.0724204017781e-305 8.0724204017783e-305
    """
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        gap = np.asarray(a - b)
        back = gap - a
        lost = (a - (gap - back)) - (b + back)  # a - b is exactly gap + lost
        rounded = np.exp(gap)
        return np.asarray(rounded + rounded * np.where(np.isinf(gap), 0.0, lost))
