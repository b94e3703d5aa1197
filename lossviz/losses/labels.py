"""Labels in the forms that losses take."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ..checks import numeric


def one_hot(labels: ArrayLike, depth: int) -> NDArray[np.float64]:
    """Return each class index as a row of zeros with a one at that index.

    Parameters
    ----------
    labels : array_like of int
        Class indices from 0 to ``depth - 1``, of any shape.
    depth : int
        K, how many classes there are.

    Returns
    -------
    ndarray of float64
        Of the shape of `labels` with K added at its end.

    Raises
    ------
    TypeError
        If `labels` or `depth` are not integers.
    ValueError
        If a label is not one of the K classes, or there is none.

    Examples
    --------
    >>> one_hot([2, 0], depth=3)
    array([[0., 0., 1.],
           [1., 0., 0.]])
    """
    index: NDArray[Any] = numeric("labels", labels)
    if index.dtype.kind not in "iu":
        raise TypeError(f"labels are of type {index.dtype}; they must be integers, the index of each class")
    if not isinstance(depth, int | np.integer) or isinstance(depth, bool):
        raise TypeError(f"depth is {depth!r}; it must be an integer, the number of classes")
    if depth < 1:
        raise ValueError(f"depth is {depth}; there must be at least one class")
    if index.min() < 0 or index.max() >= depth:
        wrong = index[(index < 0) | (index >= depth)].flat[0]
        raise ValueError(f"labels hold {wrong}; with depth {depth} they must lie from 0 to {depth - 1}")
    rows: NDArray[np.float64] = (index[..., None] == np.arange(depth)).astype(np.float64)
    return rows
