"""Lesson 8, continued: two forecasts that want different things of one dial."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import squared_error, squared_error_grad
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..shapes import boxes
from ..text import fixed

WANTS = -1.0, 2.0


def one_dial() -> Panel:
    """Turn one dial on which two forecasts depend; their losses are added.

    After dragging: "At the best place the pulls are not zero, they cancel."

    Returns
    -------
    Panel
        Controls theta (the dial), weight (of B), told (B's unit) and price ("squares" or "absolute values").
    """
    losses: dict[str, Any] = {
        "squares": (squared_error, squared_error_grad),
        "absolute values": (lambda y, out: np.abs(y - out), lambda y, out: np.sign(out - y)),
    }
    thetas = np.linspace(-2.0, 3.0, 201)

    def parts(theta: Any, weight: float, told: str, price: str) -> tuple[Any, Any, Any, Any]:
        """Return A's and B's loss as weighted, and their slopes; B is measured in its unit."""
        loss, grad = losses[price]
        per = 1.8 if told == "°F" else 1.0
        a, b = np.full_like(theta, WANTS[0]), np.full_like(theta, WANTS[1])
        return (
            loss(a, theta),
            weight * loss(per * b, per * theta),
            grad(a, theta),
            weight * per * grad(per * b, per * theta),
        )

    def compute(theta: float = -1.0, weight: float = 1.0, told: str = "°C", price: str = "squares") -> dict[str, Any]:
        curves = parts(thetas, weight, told, price)[:2]
        a, b, slope_a, slope_b = (float(part) for part in parts(np.array(theta), weight, told, price))
        fine = np.linspace(-2.0, 3.0, 5001)
        total = np.round(sum(parts(fine, weight, told, price)[:2]), 9)
        return {
            "curves": curves,
            "losses": (a, b),
            "pulls": (0.0 - slope_a, 0.0 - slope_b),
            "best": float(np.mean(fine[total == total.min()])),
        }

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.4, 1])
        left.set(xlim=(-2.1, 3.1), ylim=(-0.6, 13), xlabel="the dial θ", title="what it costs")
        (a,) = left.plot(thetas, thetas, color=BLUE, label="A wants −1")
        (b,) = left.plot(thetas, thetas, "--", color=RED, label="B wants 2, as weighted")
        (total,) = left.plot(thetas, thetas, "-.", color=INK, linewidth=2.5, label="their sum")
        (best,) = left.plot([], [], "D", color=GREEN, markersize=9)
        dots = [left.plot([], [], mark, color=c, markersize=8)[0] for mark, c in (("o", BLUE), ("s", RED))]
        figure.legend(loc="outside upper center", ncols=3)
        right.set(xlim=(-8.5, 8.5), ylim=(-0.6, 1.6), title="how hard each pulls, and where to")
        right.set_yticks([1, 0], ["A", "B"])
        right.axvline(0, color=INK, linewidth=0.8)
        pulls = [
            right.add_collection(PolyCollection([], facecolor=c + "80", edgecolor=c, hatch=hatch))
            for c, hatch in ((BLUE, None), (RED, "//"))
        ]

        def update(n: SimpleNamespace) -> None:
            a.set_ydata(n.curves[0])
            b.set_ydata(n.curves[1])
            sums = n.curves[0] + n.curves[1]
            total.set_ydata(sums)
            best.set_data([n.best], [np.interp(n.best, thetas, sums)])
            for dot, loss in zip(dots, n.losses, strict=True):
                dot.set_data([n.theta], [loss])
                dot.set_visible(loss < 12.5)
            for bar, pull, bottom in zip(pulls, n.pulls, (0.8, -0.2), strict=True):
                bar.set_verts(boxes(0, [np.clip(pull, -8.4, 8.4)], bottom, 0.4))

        return update

    def read(n: SimpleNamespace) -> str:
        a, b = (fixed(pull) for pull in n.pulls)
        text = f"θ = {fixed(n.theta)}, weight of B {n.weight:.1f} in {n.told}, {n.price}: A pulls {a}, B pulls {b}"
        if n.open:
            return text
        return f"{text}; the best θ is {fixed(n.best)}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the losses of two forecasts over the dial, and their sum. Right: how hard each pulls, as bars",
        size=(9.4, 4.2),
        theta=slider(-2.0, 3.0, 0.05, label="dial θ", digits=2),
        weight=slider(0.1, 2.0, 0.1, label="weight of B"),
        told=choice("°C", "°F", label="B is told in"),
        price=choice(*losses),
    )
    where = panel.predict(
        "By squares and in °C the best θ is 0.50, half way. B's forecast is now told in °F. Where is it best?",
        guess=(-1, 2),
        near=0.05,
        hold=["total", "best"],
        told="°F",
        weight=1.0,
        price="squares",
        answer=lambda n: n.best,
    )
    where.reply(0.5, "A degree of Fahrenheit is smaller, so there are more of them, and squares make much of that.")
    side = panel.predict(
        "By absolute values in °C, with the weight of B at 0.9, the best θ is −1. The weight rises to 1.1. And now?",
        guess=["It moves a little towards 2", "It is half way, at 0.5", "It is at 2"],
        answer="It is at 2",
        price="absolute values",
        told="°C",
        weight=1.1,
    )
    side.reply("It is half way, at 0.5", "Squares compromise. Here the stronger of the two takes all.")
    return panel
