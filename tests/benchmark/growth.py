"""Panels that grow: K classes as bars, N points as a curve or as a cloud."""

from typing import Any

import numpy as np

from lossviz import Panel, softmax
from lossviz.controls import slider
from lossviz.picture import Update

CLASSES = (3, 10, 30, 100, 300, 1_000)
POINTS = (10, 100, 1_000, 10_000, 100_000)
SIZES = {"bars": CLASSES, "curve": POINTS, "cloud": POINTS}


def bars(k: int) -> Panel:
    """Softmax of `k` logits, of which the slider moves one."""
    logits = np.random.default_rng(0).normal(size=k)

    def compute(z: float = 0.0) -> dict[str, Any]:
        return {"q": softmax(np.concatenate([[z], logits[1:]]))}

    def draw(figure: Any) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-0.6, k - 0.4), ylim=(0, 1.2 * compute(3.0)["q"].max()), xlabel="class", ylabel="softmax")
        bars = axes.bar(np.arange(k), logits)

        def update(n: Any) -> None:
            for bar, height in zip(bars, n.q, strict=True):
                bar.set_height(height)

        return update

    return Panel(compute, draw, "z = {0.z:.2f}".format, z=slider(-3.0, 3.0, 0.05))


def _points(n: int, style: str) -> Panel:
    random = np.random.default_rng(0)
    x, noise = np.linspace(-3, 3, n), random.normal(scale=0.2, size=n)

    def compute(z: float = 0.0) -> dict[str, Any]:
        return {"y": np.sin(x - z) + noise}

    def draw(figure: Any) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-3.1, 3.1), ylim=(-2.1, 2.1), xlabel="x", ylabel="y")
        (line,) = axes.plot(x, x, style, markersize=3, linewidth=1)
        return lambda n: line.set_ydata(n.y)

    return Panel(compute, draw, "z = {0.z:.2f}".format, z=slider(-3.0, 3.0, 0.05))


def curve(n: int) -> Panel:
    """A noisy curve through `n` points, all of which move."""
    return _points(n, "-")


def cloud(n: int) -> Panel:
    """A cloud of `n` points, all of which move."""
    return _points(n, "o")
