"""Lesson 8, continued: the price that has a given pull."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import slider
from ..losses import huber, huber_grad
from ..panel import Panel
from ..picture import BLUE, INK, RED, SOFT, Update
from ..shapes import boxes
from ..text import fixed


def under_the_pull() -> Panel:
    """Show the pull of Huber's loss over the residual, and below it the price, which is the area under the pull.

    After dragging: "Up to δ the area is a triangle, and beyond δ a strip of equal height is added."

    Returns
    -------
    Panel
        Controls r (the residual) and delta, both in °C.
    """
    line = np.linspace(-6.0, 6.0, 241)

    def loss(r: Any, delta: float) -> Any:
        return np.array([huber(at, 0.0, delta) for at in np.atleast_1d(r)])

    def compute(r: float = 1.5, delta: float = 2.0) -> dict[str, Any]:
        area, near = float(loss(r, delta)[0]), min(abs(r), delta)
        triangle = near**2 / 2
        whole = {"pulls": np.clip(line, -delta, delta), "prices": loss(line, delta)}
        return whole | {"pull": -float(huber_grad(r, 0.0, delta)), "price": area, "triangle": triangle}

    def draw(figure: Figure) -> Update:
        above, below = figure.subplots(2, 1, sharex=True)
        above.set(xlim=(-6.3, 6.3), ylim=(-4.5, 4.5), title="the pull of one reading")
        below.set(ylim=(-1.5, 19.5), xlabel="residual r, in °C", title="its price, and dotted ½r²")
        styles: Any = [dict(fc=SOFT, ec=RED, hatch="//"), dict(fc="none", ec=BLUE, hatch=r"\\")]
        triangle, strip = (above.add_collection(PolyCollection([], **style)) for style in styles)
        column = [below.add_collection(PolyCollection([], **style)) for style in styles]
        above.axhline(0, color=INK, linewidth=0.8)
        (pulls,) = above.plot(line, line, color=INK, linewidth=2)
        below.plot(line, line**2 / 2, ":", color=INK)
        (prices,) = below.plot(line, line, color=INK, linewidth=2)
        (tangent,) = below.plot([], [], color=RED, linewidth=3)
        dots = [axes.plot([], [], "o", color=RED, markersize=9)[0] for axes in (above, below)]

        def update(n: SimpleNamespace) -> None:
            bend = np.clip(n.r, -n.delta, n.delta)
            triangle.set_verts([[(0, 0), (bend, n.pull), (bend, 0)]])
            strip.set_verts([[(bend, 0), (bend, n.pull), (n.r, n.pull), (n.r, 0)]])
            for part, low, high in zip(column, (0, n.triangle), (n.triangle, n.price), strict=True):
                part.set_verts(boxes(n.r - 0.15, 0.3, low, high - low))
            pulls.set_ydata(n.pulls)
            prices.set_ydata(n.prices)
            tangent.set_data([n.r - 1, n.r + 1], [n.price - n.pull, n.price + n.pull])
            dots[0].set_data([n.r], [n.pull])
            dots[1].set_data([n.r], [n.price])

        return update

    def read(n: SimpleNamespace) -> str:
        parts = f"triangle {n.triangle:.3f} + strip {n.price - n.triangle:.3f}"
        return f"r = {fixed(n.r, 1)}, δ = {n.delta:.1f}: pull {fixed(n.pull, 1)}, price {n.price:.3f} = {parts}"

    return Panel(
        compute,
        draw,
        read,
        alt="Above: how hard one reading pulls, against its residual, with the area from 0 to r hatched. "
        "Below: its price, with that area as a column and its slope as a tangent, and half the square",
        size=(8.0, 4.8),
        r=slider(-6.0, 6.0, 0.1, label="residual r", unit="°C"),
        delta=slider(0.5, 4.0, 0.5, label="Huber's δ", unit="°C"),
    )
