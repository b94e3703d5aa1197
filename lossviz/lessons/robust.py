"""Lesson 8: squared, absolute and Huber's loss, and what an outlier does to a line."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..losses import huber, huber_grad, mae, mae_grad, mse, mse_grad
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED
from ..text import fixed

Floats = NDArray[np.floating[Any]]
STYLES = {"MSE": (RED, "-."), "MAE": (BLUE, "-"), "Huber": (GREEN, "--")}
MARKERS = {"MSE": ("D", 8), "MAE": ("o", 10), "Huber": ("s", 6)}

# Eight points near the line 0.5 x + 0.4; the seventh is the one that moves.
X = np.array([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])
Y = np.array([-1.15, -1.05, -0.25, 0.35, 0.45, 1.3, 1.5, 2.35])
OUTLIER = 6


def residual_losses() -> Panel:
    """Squared, absolute and Huber's loss of one residual: value and slope.

    Returns
    -------
    Panel
        Controls r (the residual) and delta (where Huber's loss turns from a square to a line).
    """
    reach = 4.0

    def compute(r: float = 2.5, delta: float = 1.0) -> SimpleNamespace:
        # The entry's truth is r and its prediction 0.
        return SimpleNamespace(
            r=r,
            delta=delta,
            values={"MSE": float(mse(r, 0.0)), "MAE": float(mae(r, 0.0)), "Huber": float(huber(r, 0.0, delta))},
            slopes={
                "MSE": float(mse_grad(r, 0.0)),
                "MAE": float(mae_grad(r, 0.0)),
                "Huber": float(huber_grad(r, 0.0, delta)),
            },
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(
            xlim=(-reach - 0.15, reach + 0.15),
            ylim=(-0.4, 8),
            xlabel="residual r = y − out",
            title="what one entry costs",
        )
        right.set(
            xlim=(-reach - 0.15, reach + 0.15),
            ylim=(-8.8, 8.8),
            xlabel="residual r = y − out",
            title="its gradient on out",
        )
        right.axhline(0, color=INK, linewidth=0.8)
        r = np.linspace(-reach, reach, 121)
        left.plot(r, r**2, STYLES["MSE"][1], color=RED)
        left.plot(r, np.abs(r), STYLES["MAE"][1], color=BLUE)
        right.plot(r, -2 * r, STYLES["MSE"][1], color=RED)
        right.plot([-reach, 0, np.nan, 0, reach], [1, 1, np.nan, -1, -1], color=BLUE)
        right.plot([0, 0], [1, -1], "o", color=BLUE, markerfacecolor="none", markersize=8)
        art = SimpleNamespace(
            bend=left.plot([], [], linestyle=":", color=INK, linewidth=1.2)[0],
            value=left.plot([], [], "--", color=GREEN)[0],
            slope=right.plot([], [], "--", color=GREEN)[0],
            above=left.text(0, 5.7, "", ha="center", va="top", fontsize=9, in_layout=False),
            at={},
            slope_dots={},
        )
        for name, (marker, size) in MARKERS.items():
            dot = dict(color=STYLES[name][0], marker=marker, markersize=size, linestyle="None")
            art.at[name] = left.plot([], [], **dot)[0]
            art.slope_dots[name] = right.plot([], [], **dot)[0]
            left.plot([], [], STYLES[name][1], color=STYLES[name][0], marker=marker, label=name)
        left.legend(loc="upper center")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        d = n.delta
        r = np.array([-reach, *np.linspace(-d, d, 25), reach])
        art.value.set_data(r, [huber(each, 0.0, d) for each in r])
        art.slope.set_data([-reach, -d, d, reach], [d, d, -d, -d])
        art.bend.set_data([-d, -d, np.nan, d, d], [-0.4, 5, np.nan, -0.4, 5])
        for name in MARKERS:
            art.at[name].set_data([n.r], [n.values[name]])
            art.at[name].set_visible(n.values[name] < 8)
            art.slope_dots[name].set_data([n.r], [n.slopes[name]])
        art.above.set_text(f"MSE {n.values['MSE']:.2f} ↑" if n.values["MSE"] >= 8 else "")

    def read(n: SimpleNamespace) -> str:
        told = ", ".join(f"{name} {value:.3f} ({fixed(n.slopes[name])})" for name, value in n.values.items())
        where = "inside δ: Huber is half the square" if abs(n.r) <= n.delta else "outside δ: Huber is a straight line"
        if n.r == 0:
            where = "MAE has no slope here, 0 by agreement; its value has no jump"
        return f"r = {fixed(n.r, 1)}, δ = {n.delta:.1f}, {where}\nLoss (gradient on out): {told}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: squared, absolute and Huber's loss against the residual, dotted lines at plus and minus delta. "
        "Right: their gradients on the prediction: a slanted line, a jump at 0, and a slope cut off at delta",
        size=(9.0, 4.2),
        r=(-reach, reach, 0.1),
        delta=widgets.FloatSlider(1.0, min=0.1, max=3.0, step=0.1, description="Huber's δ", readout_format=".1f"),
    )


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
    """Three lines through eight points, each the best by its own loss, while one point leaves the others.

    Returns
    -------
    Panel
        Controls height (of the point that moves) and delta (of Huber's loss).
    """
    low, high = -6.0, 10.0
    grid = np.linspace(low, high, 65)
    curves = {"MSE": squares_lines(grid)[:, 0], "MAE": absolute_lines(grid)[:, 0]}

    def compute(height: float = 1.5, delta: float = 0.5) -> SimpleNamespace:
        here = np.array([height])
        huber_all = huber_lines(np.append(grid, height), delta)
        lines = {"MSE": squares_lines(here)[0], "MAE": absolute_lines(here)[0], "Huber": huber_all[-1]}
        return SimpleNamespace(height=height, delta=delta, lines=lines, curve=huber_all[:-1, 0])

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(
            xlim=(-4.2, 4.2), ylim=(low - 0.6, high + 0.6), xlabel="x", ylabel="y", title="the best line by each loss"
        )
        right.set(
            xlim=(low - 0.4, high + 0.4),
            ylim=(-0.2, 1.45),
            xlabel="height of the point that moves",
            title="slope of the best line",
        )
        others = np.arange(X.size) != OUTLIER
        left.plot(X[others], Y[others], "o", color=INK, markersize=6)
        right.axvline(Y[OUTLIER], color=INK, linewidth=0.8, linestyle=":")
        art = SimpleNamespace(
            lines={},
            dots={},
            curve=right.plot(grid, grid * 0, STYLES["Huber"][1], color=GREEN)[0],
            point=left.plot([], [], "*", color=INK, markersize=15)[0],
        )
        for name, (colour, style) in STYLES.items():
            art.lines[name] = left.plot([], [], style, color=colour, label=name)[0]
            art.dots[name] = right.plot(
                [], [], color=colour, marker=MARKERS[name][0], markersize=MARKERS[name][1], linestyle="None"
            )[0]
            if name in curves:
                right.plot(grid, curves[name], style, color=colour)
            right.plot([], [], style, color=colour, marker=MARKERS[name][0], label=name)
        left.legend(loc="upper left")
        right.legend(loc="upper left")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        ends = np.array([-4.2, 4.2])
        for name, (w, b) in n.lines.items():
            art.lines[name].set_data(ends, w * ends + b)
            art.dots[name].set_data([n.height], [w])
        art.point.set_data([X[OUTLIER]], [n.height])
        art.curve.set_ydata(n.curve)

    def read(n: SimpleNamespace) -> str:
        told = ", ".join(
            f"{name} {fixed(w)} x {'−' if b < 0 else '+'} {abs(b):.2f}" for name, (w, b) in n.lines.items()
        )
        off = n.height - (n.lines["MAE"] @ [X[OUTLIER], 1])
        where = f"Height {fixed(n.height)}, δ = {n.delta:.1f}: the point lies {fixed(off)} off the MAE line"
        return f"{where}\nBest lines: {told}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: eight points, one of them a star that moves, and the best lines by MSE, MAE and Huber. "
        "Right: the slope of each best line against the height of the star",
        presets={
            "where it belongs": {"height": 1.5},
            "a slip of the decimal point": {"height": 10.0},
            "a lost sign": {"height": -1.5},
        },
        size=(9.0, 4.4),
        height=widgets.FloatSlider(1.5, min=low, max=high, step=0.25, description="height", readout_format=".2f"),
        delta=widgets.FloatSlider(0.5, min=0.1, max=3.0, step=0.1, description="Huber's δ", readout_format=".1f"),
    )
