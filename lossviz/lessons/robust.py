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
OUTLIER, HOME, PLACE = 6, 1.5, 2.5
BAND = np.array([-1, -1, 1, 1])  # Of the corners, how many δ each lies above the line.


def squares_lines(heights: Floats, place: float = PLACE) -> Floats:
    """Return slope and intercept of the least-squares line for each height of the outlier, at a place.

    Examples
    --------
    >>> squares_lines(np.array([1.5])).round(4)
    array([[0.5   , 0.4375]])
    """
    return np.linalg.lstsq(_design(place), _truths(heights).T, rcond=None)[0].T


def absolute_lines(heights: Floats, place: float = PLACE) -> Floats:
    """Return slope and intercept of the line of least absolute residuals, by trying every pair of points.

    A line of least absolute residuals passes through two of the points (P. Bloomfield and W. L.
    Steiger, *Least Absolute Deviations*, 1983): among 8 points there are 28 lines to try.

    Examples
    --------
    >>> absolute_lines(np.array([1.5, 9.0])).round(3)
    array([[0.517, 0.525],
           [0.52 , 0.53 ]])
    """
    x, y = _design(place)[:, 0], _truths(heights)
    i, j = np.triu_indices(x.size, 1)
    w = (y[:, j] - y[:, i]) / (x[j] - x[i])
    b = y[:, i] - w * x[i]
    costs = np.abs(y[:, None] - w[..., None] * x - b[..., None]).sum(-1)
    best = np.argmin(costs.round(9), axis=1)[:, None]
    return np.hstack([np.take_along_axis(w, best, 1), np.take_along_axis(b, best, 1)])


def huber_lines(heights: Floats, delta: float, place: float = PLACE, steps: int = 40) -> Floats:
    """Return slope and intercept of the line of least Huber loss, by Newton's method with a safe step beside it.

    At each step the whole and the halved Newton steps are tried, and a step of reweighted least
    squares, which never climbs; the best of them is taken, until none is better.

    Examples
    --------
    >>> huber_lines(np.array([1.5, 9.0]), delta=0.5).round(4)
    array([[0.5   , 0.4375],
           [0.5564, 0.5558]])
    """
    design, y = _design(place), _truths(heights)
    lines = squares_lines(heights, place)
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
        newton = _solve(design, np.where(size <= delta, 1.0, 1e-9), downhill)
        safe = _solve(design, delta / np.maximum(size, delta), downhill)
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


def _solve(design: Floats, weights: Floats, right: Floats) -> Floats:
    """Solve the weighted normal equations, one 2 × 2 system a row, by Cramer's rule."""
    a, b, c = (weights @ design[:, 0] ** k for k in (2, 1, 0))
    p, q = right.T
    solution: Floats = np.stack([c * p - b * q, a * q - b * p], axis=1) / np.maximum(a * c - b * b, 1e-12)[:, None]
    return solution


def _design(place: float) -> Floats:
    return np.stack([np.where(np.arange(X.size) == OUTLIER, place, X), np.ones(X.size)], axis=1)


def _truths(heights: Floats) -> Floats:
    y = np.tile(Y, (len(heights), 1))
    y[:, OUTLIER] = heights
    return y


def outlier_fit() -> Panel:
    """Fit three lines to eight points, each the best by its own loss, while one point leaves the others.

    After dragging: "Squares alone follow a star that is too high, and all three follow one that is too far out."

    Returns
    -------
    Panel
        Controls height and place (the y and the x of the star) and delta (of Huber's loss).
    """
    low, high, ends = -3.0, 15.0, np.array([-5.0, 26.5])
    grid = np.linspace(low, high, 73)

    def compute(height: float = 13.0, place: float = PLACE, delta: float = 0.5) -> dict[str, Any]:
        at = np.append(grid, height)
        fits = squares_lines(at, place), absolute_lines(at, place), huber_lines(at, delta, place)
        lines = {name: fit[-1] for name, fit in zip(NAMES, fits, strict=True)}
        return {"lines": lines, "curves": {name: fit[:-1, 0] for name, fit in zip(NAMES, fits, strict=True)}}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[3, 2])
        left.set(xlim=ends, ylim=(low - 0.8, high + 0.8), xlabel="x", ylabel="y", title="the best line by each")
        right.set(xlim=(low - 0.6, high + 0.6), ylim=(-0.35, 1.55), xlabel="height", title="its slope")
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
            for name, (w, b) in n.lines.items():
                lines[name].set_data(ends, w * ends + b)
                dots[name].set_data([n.height], [w])
            star.set_data([n.place], [n.height])
            seen = (grid - HOME) * (grid - n.height) <= 0
            for name, curve in n.curves.items():
                slopes[name].set_data(grid[seen], curve[seen])
            w, b = n.lines["Huber"]
            x = ends[[0, 1, 1, 0]]
            band.set_verts([np.c_[x, w * x + b + n.delta * BAND]])

        return update

    def read(n: SimpleNamespace) -> str:
        told = ", ".join(f"{NAMES[name]} {fixed(w, 3)}" for name, (w, _) in n.lines.items())
        if n.open:
            return f"Star at ({n.place:.1f}, {fixed(n.height)}), δ = {n.delta:.1f}"
        w, b = n.lines["Huber"]
        where = "inside" if abs(n.height - w * n.place - b) <= n.delta else "outside"
        return f"Star at ({n.place:.1f}, {fixed(n.height)}), {where} the band of δ = {n.delta:.1f}\nSlope by {told}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: eight points, one of them a star that moves, and the best lines by squares, absolute values and "
        "Huber's loss, with a band of δ about the last. Right: the slope of each against the height of the star, "
        "as far as it has been moved",
        presets={
            "where it belongs": {"height": HOME, "place": PLACE},
            "point slipped": {"height": 15.0, "place": PLACE},
            "place slipped": {"height": HOME, "place": 25.0},
        },
        size=(9.0, 4.4),
        height=slider(low, high, 0.25, label="height", digits=2),
        place=slider(PLACE, 25.0, 1.5, label="place x"),
        delta=slider(0.5, 3.0, 0.1, label="Huber's δ"),
    )
    slope = panel.predict(
        "The star slips from 1.5 to 15. By squares the slope goes from 0.50 to 1.30. Where is it by Huber's loss?",
        guess=(0, 2),
        near=0.03,
        digits=2,
        height=15.0,
        place=PLACE,
        delta=0.5,
        hold=["lines", "dots", "slopes", "band"],
        answer=lambda n: n.lines["Huber"][0],
        then="Outside the band the star pulls as at the band's rim, however high it is. Press “point slipped” and see.",
    )
    slope.reply(0.5, "Inside the band the star still pulls with its distance, so the line goes along a little.")
    slope.reply(0.9, "That is half the way. Huber's line only goes along until the star leaves the band.")
    slope.reply(1.3, "That is the slope by squares, which hear how far the star is.")
    return panel
