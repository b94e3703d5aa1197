"""A figure's shapes as a plotly FigureWidget; a move sends the arrays that changed, in one message.

All traces are SVG. Plotly's WebGL ones, meant for many thousands of points, want a graphics card, and
change nothing in the page that `latency` could see.
"""

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from plotly import graph_objects as go

from tests.benchmark.shapes import Shape, frame, shapes, still_artists

_DASH = {"-": "solid", "--": "dash", ":": "dot", "-.": "dashdot", "": "solid"}
_MARKER = {"s": "square", "^": "triangle-up", "v": "triangle-down", "D": "diamond", "x": "x-thin", "+": "cross-thin"}


def _data(shape: Shape) -> dict[str, Any]:
    """Return what of a trace may change at a move."""
    if shape.kind == "boxes":
        return {
            "x": (shape.x0 + shape.x1) / 2,
            "width": np.abs(shape.x1 - shape.x0),
            "base": shape.y0,
            "y": shape.y1 - shape.y0,
            "marker.color": shape.fills,
            "marker.line.color": shape.edges,
            "visible": shape.visible,
        }
    data = {"x": shape.x, "y": shape.y, "visible": shape.visible}
    if shape.kind == "texts":
        return data | {"text": shape.words}
    if shape.kind == "outline":
        return data | {"line.color": shape.colour, "fillcolor": shape.fill}
    return data | {"line.color": shape.colour}


def _trace(shape: Shape, axes: dict[str, str]) -> Any:
    if shape.kind == "boxes":
        trace = go.Bar(**axes)
    elif shape.kind == "texts":
        trace = go.Scatter(mode="text", **axes)
    elif shape.kind == "outline":
        fill = None if shape.fill.endswith(",0)") else "toself"
        trace = go.Scatter(mode="lines", line_width=shape.width, fill=fill, **axes)
    else:
        mode = "+".join(["lines"] * bool(shape.style) + ["markers"] * bool(shape.marker)) or "lines"
        trace = go.Scatter(mode=mode, line_width=shape.width, line_dash=_DASH.get(shape.style, "solid"), **axes)
        trace.marker.update(symbol=_MARKER.get(shape.marker, "circle"), size=shape.size * 96 / 72)
    trace.hoverinfo = "skip"
    for name, value in _data(shape).items():
        trace[name] = value
    return trace


def _layout(figure: Figure) -> dict[str, Any]:
    width, height = 96 * figure.get_size_inches()
    layout: dict[str, Any] = {
        "width": width,
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "barmode": "overlay",
        "hovermode": False,
        "annotations": [],
    }
    for number, axes in enumerate(figure.axes, 1):
        it, n = frame(axes), str(number) if number > 1 else ""
        for name, side, domain, other in [("x", it.x, (it.left, it.right), "y"), ("y", it.y, (it.bottom, it.top), "x")]:
            layout[f"{name}axis{n}"] = {
                "type": "log" if side.log else "linear",
                "range": list(np.log10(side.limits)) if side.log else side.limits,
                "tickvals": side.ticks,
                "ticktext": side.labels,
                "title": {"text": side.title},
                "domain": domain,
                "anchor": f"{other}{n}",
            }
        place = {"x": (it.left + it.right) / 2, "y": it.top, "xref": "paper", "yref": "paper", "yanchor": "bottom"}
        layout["annotations"].append({"text": it.title, "showarrow": False, **place})
    return layout


def _same(a: Any, b: Any) -> bool:
    return np.array_equal(a, b, equal_nan=True) if isinstance(a, np.ndarray) else a == b


class Live:
    """A FigureWidget of `figure` in which the artists of `moving` move.

    Attributes
    ----------
    widget : plotly.graph_objects.FigureWidget
    """

    def __init__(self, figure: Figure, moving: list) -> None:
        self.moving = moving
        self.widget = go.FigureWidget(layout=_layout(figure))
        names = {axes: str(i) if i > 1 else "" for i, axes in enumerate(figure.axes, 1)}
        still, now = shapes(still_artists(figure)), shapes(moving)
        traces = [
            _trace(shape, {"xaxis": f"x{names[shape.axes]}", "yaxis": f"y{names[shape.axes]}"})
            for shape in [*still, *now]
        ]
        self.widget.add_traces(traces)
        self.drawn = self.widget.data[len(still) :]
        self.sent = [_data(shape) for shape in now]

    def update(self) -> None:
        """Send what changed since the last time."""
        data = [_data(shape) for shape in shapes(self.moving)]
        with self.widget.batch_update():
            for trace, new, old in zip(self.drawn, data, self.sent, strict=True):
                for name, value in new.items():
                    if not _same(value, old[name]):
                        trace[name] = value
        self.sent = data
