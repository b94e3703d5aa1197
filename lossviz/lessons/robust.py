"""Lesson 8, continued: what an outlier does to a line."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import slider
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, SOFT, Update
from ..text import fixed

Floats = NDArray[np.floating[Any]]
STYLES = {"MSE": (RED, "-."), "MAE": (BLUE, "-"), "Huber": (GREEN, "--")}
NAMES = {"MSE": "squares", "MAE": "absolute values", "Huber": "Huber"}
MARKERS = {"MSE": ("D", 8), "MAE": ("o", 10), "Huber": ("s", 6)}

# Eight points near the line 0.5 x + 0.4; the seventh is the one that moves.
X = np.array([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])
Y = np.array([-1.15, -1.05, -0.25, 0.35, 0.45, 1.3, 1.5, 2.35])
OUTLIER, HOME = 6, 1.5
BAND = np.array([-1, -1, 1, 1])  # Of the corners, how many δ each lies above the line.


def squares_lines(heights: Floats) -> Floats:
    """Return slope and intercept of the least-squares line for each height of the outlier.

    Examples
    --------
    >>> squares_lines(np.array([1.5])).round(4)
    array([[0.5   , 0.4375]])
    """
    return np.linalg.lstsq(_design(), _truths(heights).T, rcond=None)[0].T


def absolute_lines(heights: Floats) -> Floats:
    """Return slope and intercept of the line of least absolute residuals, by trying every pair of points.

    A line of least absolute residuals passes through two of the points (P. Bloomfield and W. L.
    Steiger, *Least Absolute Deviations*, 1983): among 8 points there are 28 lines to try.

    Examples
    --------
    >>> absolute_lines(np.array([1.5, 9.0])).round(3)
    array([[0.517, 0.525],
           [0.52 , 0.53 ]])
    """
    y = _truths(heights)
    i, j = np.triu_indices(X.size, 1)
    w = (y[:, j] - y[:, i]) / (X[j] - X[i])
    b = y[:, i] - w * X[i]
    costs = np.abs(y[:, None] - w[..., None] * X - b[..., None]).sum(-1)
    best = np.argmin(costs.round(9), axis=1)[:, None]
    return np.hstack([np.take_along_axis(w, best, 1), np.take_along_axis(b, best, 1)])


def huber_lines(heights: Floats, delta: float, steps: int = 40) -> Floats:
    """Return slope and intercept of the line of least Huber loss, by Newton's method with a safe step beside it.

    At each step the whole and the halved Newton steps are tried, and a step of reweighted least
    squares, which never climbs; the best of them is taken, until none is better.

    Examples
    --------
    >>> huber_lines(np.array([1.5, 9.0]), delta=0.5).round(4)
    array([[0.5   , 0.4375],
           [0.5564, 0.5558]])
    """
    design, y = _design(), _truths(heights)
    lines = squares_lines(heights)
    shares = np.append(0.5 ** np.arange(5), 1.0)

    def cost(candidates: Floats) -> Any:
        size = np.abs(y[:, None] - candidates @ design.T)
        low = np.minimum(size, delta)
        return (low * (size - low / 2)).sum(-1)

    least = cost(lines[:, None])[:, 0]
    for _ in range(steps):
        residuals = y - lines @ design.T
        size = np.abs(residuals)
        downhill = np.clip(residuals, -delta, delta) @ design
        newton = _solve(np.where(size <= delta, 1.0, 1e-9), downhill)
        safe = _solve(delta / np.maximum(size, delta), downhill)
        moves = np.concatenate([np.repeat(newton[:, None], 5, 1), safe[:, None]], axis=1) * shares[:, None]
        costs = cost(lines[:, None] + moves)
        best = np.argmin(costs, axis=1)
        rows = np.arange(len(y))
        better = costs[rows, best] < least
        if not better.any():
            break
        lines = lines + np.where(better[:, None], moves[rows, best], 0.0)
        least = np.minimum(least, costs[rows, best])
    return lines


def _solve(weights: Floats, right: Floats) -> Floats:
    """Solve the weighted normal equations, one 2 × 2 system a row, by Cramer's rule."""
    a, b, c = (weights @ (X**k) for k in (2, 1, 0))
    p, q = right.T
    solution: Floats = np.stack([c * p - b * q, a * q - b * p], axis=1) / np.maximum(a * c - b * b, 1e-12)[:, None]
    return solution


def _design() -> Floats:
    return np.stack([X, np.ones(X.size)], axis=1)


def _truths(heights: Floats) -> Floats:
    y = np.tile(Y, (len(heights), 1))
    y[:, OUTLIER] = heights
    return y


def outlier_fit() -> Panel:
    """Fit three lines to eight points, each the best by its own loss, while one point leaves the others.

    After dragging: "Squares follow the star, absolute values leave it alone, and δ says how far Huber goes along."

    Returns
    -------
    Panel
        Controls height (of the star) and delta (of Huber's loss).
    """
    low, high = -3.0, 15.0
    grid = np.linspace(low, high, 73)
    curves = {"MSE": squares_lines(grid)[:, 0], "MAE": absolute_lines(grid)[:, 0]}

    def compute(height: float = 9.0, delta: float = 0.5) -> dict[str, Any]:
        here = np.array([height])
        huber_all = huber_lines(np.append(grid, height), delta)
        lines = {"MSE": squares_lines(here)[0], "MAE": absolute_lines(here)[0], "Huber": huber_all[-1]}
        return {"lines": lines, "curve": huber_all[:-1, 0]}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-4.2, 4.2), ylim=(low - 0.8, high + 0.8), xlabel="x", ylabel="y", title="the best line by each")
        right.set(xlim=(low - 0.5, high + 0.5), ylim=(0.1, 1.4), xlabel="height", title="its slope")
        others = np.arange(X.size) != OUTLIER
        left.plot(X[others], Y[others], "o", color=INK, markersize=6)
        lines, dots, slopes = {}, {}, {}
        for name, (colour, style) in STYLES.items():
            (lines[name],) = left.plot([], [], style, color=colour, label=NAMES[name])
            marker, size = MARKERS[name]
            (dots[name],) = right.plot([], [], color=colour, marker=marker, markersize=size, linestyle="None")
            (slopes[name],) = right.plot([], [], style, color=colour)
        band = left.add_collection(PolyCollection([], facecolor=SOFT, zorder=0))
        (star,) = left.plot([], [], "*", color=INK, markersize=15)
        figure.legend(loc="outside upper center", ncols=3)

        def update(n: SimpleNamespace) -> None:
            ends = np.array([-4.2, 4.2])
            for name, (w, b) in n.lines.items():
                lines[name].set_data(ends, w * ends + b)
                dots[name].set_data([n.height], [w])
            star.set_data([X[OUTLIER]], [n.height])
            seen = (grid - HOME) * (grid - n.height) <= 0
            for name, curve in (curves | {"Huber": n.curve}).items():
                slopes[name].set_data(grid[seen], curve[seen])
            w, b = n.lines["Huber"]
            x = ends[[0, 1, 1, 0]]
            band.set_verts([np.c_[x, w * x + b + n.delta * BAND]])

        return update

    def read(n: SimpleNamespace) -> str:
        told = ", ".join(f"{NAMES[name]} {fixed(w, 3)}" for name, (w, _) in n.lines.items())
        if n.open:
            return f"Star at {fixed(n.height)}, δ = {n.delta:.1f}"
        w, b = n.lines["Huber"]
        where = "inside" if abs(n.height - w * X[OUTLIER] - b) <= n.delta else "outside"
        return f"Star at {fixed(n.height)}, {where} the band of δ = {n.delta:.1f}. Slope by {told}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: eight points, one of them a star that moves, and the best lines by squares, absolute values and "
        "Huber's loss, with a band of δ about the last. Right: the slope of each against the height of the star, "
        "as far as it has been moved",
        presets={
            "where it belongs": {"height": 1.5},
            "point slipped": {"height": 15.0},
        },
        size=(9.0, 4.4),
        height=slider(low, high, 0.25, label="height", digits=2),
        delta=slider(0.5, 3.0, 0.1, label="Huber's δ"),
    )
    slope = panel.predict(
        "The star slips from 1.5 to 15. By squares the slope goes from 0.50 to 1.30. Where is it by Huber's loss?",
        guess=(0, 2),
        near=0.03,
        digits=2,
        height=15.0,
        delta=0.5,
        hold=["lines", "dots", "slopes", "band"],
        answer=lambda n: n.lines["Huber"][0],
        then="Outside the band the star pulls as at the band's rim, however high it is. Press “point slipped” and see.",
    )
    slope.reply(0.5, "Inside the band the star still pulls with its distance, so the line goes along a little.")
    slope.reply(0.9, "That is half the way. Huber's line only goes along until the star leaves the band.")
    slope.reply(1.3, "That is the slope by squares, which hear how far the star is.")
    return panel
