"""Shapes that several panels draw."""

from typing import Any

import numpy as np


def boxes(left: Any, width: Any, bottom: Any, height: Any) -> Any:
    """Return the corners of rectangles, as a ``PolyCollection`` takes them.

    Parameters
    ----------
    left, width, bottom, height : array_like
        A number for each rectangle, or one for all. A negative height reaches down from `bottom`.

    Returns
    -------
    ndarray
        Of shape (n, 4, 2): n rectangles, four corners, x and y.

    Examples
    --------
    >>> boxes([0, 2], 1, 0, 5)[1].tolist()
    [[2, 0], [3, 0], [3, 5], [2, 5]]
    """
    left, width, bottom, height = np.broadcast_arrays(*np.atleast_1d(left, width, bottom, height))
    x = np.stack([left, left + width, left + width, left], axis=-1)
    y = np.stack([bottom, bottom, bottom + height, bottom + height], axis=-1)
    return np.stack([x, y], axis=-1)
