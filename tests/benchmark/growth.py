"""Panels that grow: K classes as bars, N points as a curve or as a cloud."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lossviz import Panel, softmax

CLASSES = (3, 10, 30, 100, 300, 1_000)
POINTS = (10, 100, 1_000, 10_000, 100_000)
SIZES = {"bars": CLASSES, "curve": POINTS, "cloud": POINTS}


def _panel(compute: Callable, draw: Callable, update: Callable) -> Panel:
    return Panel(compute, draw, update, lambda n: f"z = {n[0]:.2f}", z=(-3.0, 3.0, 0.05))


def bars(k: int) -> Panel:
    """Softmax of `k` logits, of which the slider moves one."""
    logits = np.random.default_rng(0).normal(size=k)

    def compute(z: float = 0.0) -> tuple[float, Any]:
        return z, softmax(np.concatenate([[z], logits[1:]]))

    def draw(figure: Any) -> Any:
        axes = figure.subplots()
        axes.set(xlim=(-0.6, k - 0.4), ylim=(0, 1.2 * compute(3.0)[1].max()), xlabel="class", ylabel="softmax")
        return axes.bar(np.arange(k), logits)

    def update(art: Any, n: Any) -> None:
        for bar, height in zip(art, n[1], strict=True):
            bar.set_height(height)

    return _panel(compute, draw, update)


def _points(n: int, style: str) -> Panel:
    random = np.random.default_rng(0)
    x, noise = np.linspace(-3, 3, n), random.normal(scale=0.2, size=n)

    def compute(z: float = 0.0) -> tuple[float, Any]:
        return z, np.sin(x - z) + noise

    def draw(figure: Any) -> Any:
        axes = figure.subplots()
        axes.set(xlim=(-3.1, 3.1), ylim=(-2.1, 2.1), xlabel="x", ylabel="y")
        return axes.plot(x, x, style, markersize=3, linewidth=1)[0]

    return _panel(compute, draw, lambda art, n: art.set_ydata(n[1]))


def curve(n: int) -> Panel:
    """A noisy curve through `n` points, all of which move."""
    return _points(n, "-")


def cloud(n: int) -> Panel:
    """A cloud of `n` points, all of which move."""
    return _points(n, "o")
