"""Shapes that several panels draw."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from .picture import INK, PAPER


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


def set_way(line: Line2D, points: Any, low: Any, high: Any) -> None:
    """Draw a way as far as the first point outside, where it has no marker: it is seen to leave.

    Parameters
    ----------
    line : matplotlib.lines.Line2D
    points : array_like
        Of shape (n, 2).
    low, high : array_like
        The corners of what is inside.

    Examples
    --------
    >>> line = Line2D([], [], marker="o")
    >>> set_way(line, [[0, 0], [1, 5], [1, 0]], (0, 0), (2, 2))
    >>> line.get_xydata().tolist(), line.get_markevery()
    ([[0.0, 0.0], [1.0, 5.0]], slice(None, 1, None))
    """
    points = np.asarray(points)
    outside = ~((np.asarray(low) <= points) & (points <= np.asarray(high))).all(axis=1)
    inside = int(np.argmax(outside)) if outside.any() else len(points)
    line.set_data(*points[: inside + 1].T)
    line.set_markevery(slice(inside))


def guess_mark(axes: Any, along: str) -> Callable[[float | None, str], None]:
    """Add the mark of a guess to `axes`: hollow, with a dotted line across and a label.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
    along : {"x", "y"}
        The axis on which it lies.

    Returns
    -------
    callable
        Sets the mark to a number and its label; None hides it. One beyond an end of the axis is marked there.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> axes = Figure().subplots()
    >>> mark = guess_mark(axes, "x")
    >>> mark(0.5, "you: 0.5")
    >>> axes.texts[0].get_text(), axes.lines[0].get_visible()
    ('you: 0.5', True)
    """
    look: dict[str, Any] = {
        "color": INK,
        "animated": True,
        "in_layout": False,
        "zorder": 9,
        "transform": axes.transAxes,
    }
    hollow: dict[str, Any] = {
        "marker": "^" if along == "x" else ">",
        "markerfacecolor": PAPER,
        "markersize": 9,
        "markevery": [0],
    }
    line = axes.add_line(Line2D([], [], linestyle=":", linewidth=1.3, clip_on=False, **hollow, **look))
    label = axes.text(0, 0, "", fontsize=11, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}, **look)

    def set_mark(number: float | None, text: str) -> None:
        line.set_visible(number is not None)
        label.set_visible(number is not None)
        if number is None:
            return
        low, high = axes.get_xlim() if along == "x" else axes.get_ylim()
        inside = min(max(number, min(low, high)), max(low, high))
        point = axes.transData.transform((inside, axes.get_ylim()[0]) if along == "x" else (axes.get_xlim()[0], inside))
        at = axes.transAxes.inverted().transform(point)["xy".index(along)]
        if along == "x":
            line.set_data([at, at], [0, 1])
            label.set(position=(at, 0.99), ha="right" if at > 0.7 else "left", va="top")
        else:
            line.set_data([0, 1], [at, at])
            top = at > 0.9
            label.set(position=(0.03, at + (-0.03 if top else 0.03)), ha="left", va="top" if top else "bottom")
        label.set_text(text if inside == number else f"{text}, beyond")

    set_mark(None, "")
    return set_mark
