"""A figure's shapes as bqplot figures, one an axes; a move sends each mark's changed arrays in one message."""

from itertools import pairwise
from typing import Any

import bqplot
import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from tests.benchmark.shapes import Shape, frame, shapes, still_artists

_STYLE = {"-": "solid", "--": "dashed", ":": "dotted", "-.": "dash_dotted", "": "solid"}
_MARKER = {"s": "square", "^": "triangle-up", "v": "triangle-down", "D": "diamond", "x": "cross", "+": "cross"}


def _corners(shape: Shape) -> dict[str, Any]:
    """Return boxes as one closed curve each."""
    x = np.stack([shape.x0, shape.x0, shape.x1, shape.x1], axis=-1)
    y = np.stack([shape.y0, shape.y1, shape.y1, shape.y0], axis=-1)
    return {"x": x, "y": y, "fill_colors": shape.fills, "colors": shape.edges, "visible": shape.visible}


def _curves(shape: Shape) -> dict[str, Any]:
    """Return an outline as one curve a part, of equal lengths."""
    cuts = np.flatnonzero(np.isnan(shape.x))
    both = zip(np.split(shape.x, cuts), np.split(shape.y, cuts), strict=True)
    parts = [(x[np.isfinite(x)], y[np.isfinite(x)]) for x, y in both]
    parts = [part for part in parts if len(part[0])] or [(np.zeros(1), np.zeros(1))]
    longest = max(len(x) for x, _ in parts)
    x, y = (np.array([np.pad(part[i], (0, longest - len(part[i])), "edge") for part in parts]) for i in (0, 1))
    look = {} if _hollow(shape) else {"fill_colors": [shape.fill] * len(x)}
    return {"x": x, "y": y, "visible": shape.visible, "colors": [shape.colour] * len(x), **look}


def _hollow(shape: Shape) -> bool:
    return shape.fill.endswith(",0)")


def _data(shape: Shape) -> dict[str, Any]:
    """Return what of a mark may change at a move."""
    if shape.kind == "boxes":
        return _corners(shape)
    if shape.kind == "outline":
        return _curves(shape)
    if shape.kind == "texts":
        return {"x": shape.x, "y": shape.y, "text": shape.words}
    seen = np.isfinite(shape.x + shape.y)
    whole = seen.all()
    return {
        "x": shape.x if whole else shape.x[seen],
        "y": shape.y if whole else shape.y[seen],
        "visible": shape.visible and bool(seen.any()),
        "colors": [shape.colour],
    }


def _mark(shape: Shape, scales: dict[str, Any]) -> Any:
    data = _data(shape)
    if shape.kind == "texts":
        colours = [shape.colour] * len(shape.words)
        return bqplot.Label(scales=scales, colors=colours, default_size=13, font_weight="normal", **data)
    if shape.kind == "boxes":
        opacities = [1.0] * max(1, len(shape.fills))
        return bqplot.Lines(
            scales=scales, fill="inside", close_path=True, stroke_width=1, fill_opacities=opacities, **data
        )
    if shape.kind == "outline":
        look = {} if _hollow(shape) else {"fill": "inside"}
        return bqplot.Lines(scales=scales, stroke_width=shape.width, **look, **data)
    marker = _MARKER.get(shape.marker, "circle")
    if not shape.style:
        size = int((shape.size * 96 / 72) ** 2 * 0.8)  # In square pixels.
        return bqplot.Scatter(scales=scales, marker=marker, default_size=max(1, size), **data)
    look = {"marker": marker, "marker_size": int(shape.size**2)} if shape.marker else {}
    style = _STYLE.get(shape.style, "solid")
    return bqplot.Lines(scales=scales, stroke_width=shape.width, line_style=style, **look, **data)


def _figure(axes: Any, width: float, height: float, share: tuple[float, float]) -> tuple[Any, dict[str, Any]]:
    """Return an empty figure for an axes that takes a share of the width, and its scales."""
    it = frame(axes)
    scales, sides = {}, []
    for name, side in (("x", it.x), ("y", it.y)):
        low, high = sorted(side.limits)
        kind = bqplot.LogScale if side.log else bqplot.LinearScale
        scale = scales[name] = kind(min=low, max=high, reverse=side.limits[0] > side.limits[1])
        labels = dict(zip(map(str, side.ticks), side.labels, strict=True)) if len(set(side.labels)) else {}
        axis = bqplot.Axis(scale=scale, orientation="horizontal" if name == "x" else "vertical", label=side.title)
        axis.tick_values, axis.visible = side.ticks, bool(len(side.ticks))
        if labels and any(label != tick for tick, label in labels.items()) and not side.log:
            axis.tick_labels = {f"{tick:g}": label for tick, label in zip(side.ticks, side.labels, strict=True)}
        sides.append(axis)
    left, right = share
    margin = {
        "left": int((it.left - left) * width),
        "right": int((right - it.right) * width),
        "top": int((1 - it.top) * height),
        "bottom": int(it.bottom * height),
    }
    size = widgets.Layout(width=f"{(right - left) * width:.0f}px", height=f"{height:.0f}px", min_width="50px")
    title_style = {"font-size": "14px"}
    figure = bqplot.Figure(
        axes=sides if axes.axison else [],
        title=it.title,
        title_style=title_style,
        fig_margin=margin,
        animation_duration=0,
        layout=size,
        min_aspect_ratio=0.01,
        max_aspect_ratio=100,
    )
    return figure, scales


def _same(a: Any, b: Any) -> bool:
    return np.array_equal(a, b) if isinstance(a, np.ndarray) else a == b


class Live:
    """bqplot figures of `figure` side by side, in which the artists of `moving` move.

    Attributes
    ----------
    widget : ipywidgets.HBox
    """

    def __init__(self, figure: Figure, moving: list) -> None:
        self.moving = moving
        width, height = 96 * figure.get_size_inches()
        row = sorted(figure.axes, key=lambda axes: axes.get_position().x0)
        cuts = [0.0, *((a.get_position().x1 + b.get_position().x0) / 2 for a, b in pairwise(row)), 1.0]
        made = {axes: _figure(axes, width, height, share) for axes, share in zip(row, pairwise(cuts), strict=True)}
        now = shapes(moving)
        self.drawn = [_mark(shape, made[shape.axes][1]) for shape in now]
        for axes, (view, scales) in made.items():
            still = [_mark(shape, scales) for shape in shapes(still_artists(figure)) if shape.axes is axes]
            own = [mark for mark, shape in zip(self.drawn, now, strict=True) if shape.axes is axes]
            view.marks = [*still, *own]
        self.widget = widgets.HBox([view for view, _ in made.values()], layout=widgets.Layout(overflow="hidden"))
        self.sent = [_data(shape) for shape in now]

    def update(self) -> None:
        """Send what changed since the last time."""
        data = [_data(shape) for shape in shapes(self.moving)]
        for mark, new, old in zip(self.drawn, data, self.sent, strict=True):
            changed = {name: value for name, value in new.items() if not _same(value, old[name])}
            if changed:
                with mark.hold_sync():
                    for name, value in changed.items():
                        setattr(mark, name, value)
        self.sent = data
