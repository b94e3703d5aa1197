"""Shapes that several panels draw."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection


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


def outlined_bars(axes: Any, colours: Sequence[str]) -> PolyCollection:
    """Add a bar for each colour to `axes`, outlined so that neighbours part without their colours.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    colours : sequence of str
        As ``#rrggbb``, one for each bar.

    Returns
    -------
    matplotlib.collections.PolyCollection
        Without bars as yet: ``set_verts(boxes(…))`` places them.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> bars = outlined_bars(Figure().subplots(), ["#0072b2", "#d55e00"])
    >>> bars.set_verts(boxes([1, 2], 0.7, 0, [0.5, 0.25]))
    """
    bars = PolyCollection([], facecolors=[colour + "90" for colour in colours], edgecolors=list(colours))
    axes.add_collection(bars)
    return bars


def as_seen(points: Any, low: Any, high: Any) -> Any:
    """Return points as far as the first one outside, so that a line through them is seen to leave its axes.

    Parameters
    ----------
    points : array_like
        Of shape (n, 2).
    low, high : array_like
        The corners of what is shown.

    Returns
    -------
    ndarray
        Of shape (m, 2), m from 1 to n.

    Examples
    --------
    >>> as_seen([[0, 0], [1, 5], [1, 0]], (0, 0), (2, 2)).tolist()
    [[0, 0], [1, 5]]
    """
    points = np.asarray(points)
    outside = ~((np.asarray(low) <= points) & (points <= np.asarray(high))).all(axis=1)
    return points[: int(np.argmax(outside)) + 1] if outside.any() else points
