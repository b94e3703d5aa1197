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
LOOKS: dict[str, Any] = {
    "MSE": {"color": RED, "linestyle": "-.", "marker": "D", "markersize": 8},
    "MAE": {"color": BLUE, "linestyle": "-", "marker": "o", "markersize": 10},
    "Huber": {"color": GREEN, "linestyle": "--", "marker": "s", "markersize": 6},
}
NAMES = {"MSE": "squares", "MAE": "absolute values", "Huber": "Huber"}

# Eight points near the line 0.5 x + 0.4; the seventh is the one that moves.
X = np.array([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])
Y = np.array([-1.15, -1.05, -0.25, 0.35, 0.45, 1.3, 1.5, 2.35])
OUTLIER, HOME, PLACE = 6, 1.5, 2.5
BAND = np.array([-1, -1, 1, 1])  # Of the corners, how many δ each lies above the line.


def squares_lines(heights: Floats, places: Floats | float = PLACE) -> Floats:
    """Return slope and intercept of the least-squares line for each height and place of the outlier.

    Examples
    --------
    >>> squares_lines(np.array([1.5, 1.5]), np.array([2.5, 7.0]))[:, 0].round(3)
    array([0.5  , 0.314])
    """
    x, y = _points(heights, places)
    return _solve(x, np.ones_like(x), y)


def absolute_lines(heights: Floats, places: Floats | float = PLACE) -> Floats:
    """Return slope and intercept of the line of least absolute residuals, by trying every pair of points.

    A line of least absolute residuals passes through two of the points (P. Bloomfield and W. L.
    Steiger, *Least Absolute Deviations*, 1983): among 8 points there are 28 lines to try.

    Examples
    --------
    >>> absolute_lines(np.array([1.5, 9.0])).round(3)
    array([[0.517, 0.525],
           [0.52 , 0.53 ]])
    """
    x, y = _points(heights, places)
    i, j = np.triu_indices(X.size, 1)
    across = x[:, j] - x[:, i]
    w = (y[:, j] - y[:, i]) / np.where(across, across, 1)  # Of two above each other no line is needed.
    b = y[:, i] - w * x[:, i]
    costs = np.abs(y[:, None] - w[..., None] * x[:, None] - b[..., None]).sum(-1)
    best = np.argmin(costs.round(9), axis=1)[:, None]
    return np.hstack([np.take_along_axis(w, best, 1), np.take_along_axis(b, best, 1)])


def huber_lines(heights: Floats, delta: float, places: Floats | float = PLACE, steps: int = 40) -> Floats:
    """Return slope and intercept of the line of least Huber loss, by Newton's method with a safe step beside it.

    At each step the whole and the halved Newton steps are tried, and a step of reweighted least
    squares, which never climbs; the best of them is taken, until none is better.

    Examples
    --------
    >>> huber_lines(np.array([1.5, 9.0]), delta=0.5).round(4)
    array([[0.5   , 0.4375],
           [0.5564, 0.5558]])
    """
    x, y = _points(heights, places)
    lines = squares_lines(heights, places)
    shares = np.append(0.5 ** np.arange(5), 1.0)

    def off(candidates: Floats) -> Any:
        return y[:, None] - candidates[..., :1] * x[:, None] - candidates[..., 1:]

    def cost(candidates: Floats) -> Any:
        size = np.abs(off(candidates))
        low = np.minimum(size, delta)
        return (low * (size - low / 2)).sum(-1)

    least = cost(lines[:, None])[:, 0]
    for _ in range(steps):
        residuals = off(lines[:, None])[:, 0]
        size, pulls = np.abs(residuals), np.clip(residuals, -delta, delta)
        newton = _solve(x, np.where(size <= delta, 1.0, 1e-9), pulls)
        safe = _solve(x, delta / np.maximum(size, delta), pulls)
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


def _solve(x: Floats, weights: Floats, pulls: Floats) -> Floats:
    """Solve the weighted normal equations, one 2 × 2 system a row, by Cramer's rule."""
    a, b, c = ((weights * x**k).sum(-1) for k in (2, 1, 0))
    p, q = (pulls * x).sum(-1), pulls.sum(-1)
    solution: Floats = np.stack([c * p - b * q, a * q - b * p], axis=1) / np.maximum(a * c - b * b, 1e-12)[:, None]
    return solution


def _points(heights: Floats, places: Floats | float) -> tuple[Floats, Floats]:
    """Return the x and the y of all points, a row for each height and place of the outlier."""
    x, y = (np.tile(points, (len(heights), 1)) for points in (X, Y))
    x[:, OUTLIER], y[:, OUTLIER] = places, heights
    return x, y


def outlier_fit() -> Panel:
    """Fit three lines to eight points, each the best by its own loss, while one point leaves the others.

    After dragging: "Squares alone follow a star that is too high, and all three follow one that is too far out."

    Returns
    -------
    Panel
        Controls height and place (the y and the x of the star) and delta (of Huber's loss).
    """
    ends = np.array([-4.6, 26.2])

    def compute(height: float = 14.0, place: float = PLACE, delta: float = 0.5) -> dict[str, Any]:
        up, out = np.linspace(HOME, height, 61), np.linspace(PLACE, place, 61)
        # A way up at its place, then a way out at its height: both end where it stands.
        heights, places = np.append(up, np.full_like(out, height)), np.append(np.full_like(up, place), out)
        fits = squares_lines(heights, places), absolute_lines(heights, places), huber_lines(heights, delta, places)
        return {
            "ways": (up, out),
            "lines": {name: fit[-1] for name, fit in zip(NAMES, fits, strict=True)},
            "slopes": {name: np.split(fit[:, 0], 2) for name, fit in zip(NAMES, fits, strict=True)},
        }

    def draw(figure: Figure) -> Update:
        axes: Any = figure.subplot_mosaic([["fit", "up"], ["fit", "out"]], width_ratios=[3, 2], height_ratios=[2, 3])
        left, up, out = (axes[name] for name in ("fit", "up", "out"))
        left.set(xlim=(-4.6, 6.2), ylim=(-3.8, 15.8), xlabel="x", ylabel="y", title="the best line by each")
        far = left.inset_axes((0.08, 0.57, 0.46, 0.34), xlim=ends, ylim=(-3.8, 17), yticks=[0, 10], title="farther out")
        x, y = np.delete([X, Y], OUTLIER, axis=1)
        others = np.polyfit(x, y, 1)
        for at, size in ((left, 6), (far, 3)):
            at.plot(x, y, "o", color=INK, markersize=size, zorder=3, animated=True)  # They stay, above the band.
            (alone,) = at.plot(ends, np.polyval(others, ends), ":", color=INK, label="squares without the star")
        lines, slopes = {}, {}
        for name, look in LOOKS.items():
            lines[name] = [at.plot([], [], **look | {"marker": ""}, label=NAMES[name])[0] for at in (left, far)]
            slopes[name] = [at.plot([], [], **look, markevery=[-1])[0] for at in (up, out)]
        band = left.add_collection(PolyCollection([], facecolor=SOFT, zorder=0))
        stars = [at.plot([], [], "*", color=INK, markersize=size)[0] for at, size in ((left, 15), (far, 10))]
        for at, name, low, high in ((up, "height", -3.0, 15.0), (out, "place", PLACE, 25.0)):
            at.set(xlim=(low - 0.95, high + 0.95), ylim=(-0.42, 1.6), xlabel=f"{name} of the star", ylabel="slope")
            at.plot([low, high], [others[0]] * 2, ":", color=INK)
        figure.legend(handles=[*(line for line, _ in lines.values()), alone], loc="outside upper center", ncols=4)

        def update(n: SimpleNamespace) -> None:
            for name, (w, b) in n.lines.items():
                for line in lines[name]:
                    line.set_data(ends, w * ends + b)
                for line, way, slope in zip(slopes[name], n.ways, n.slopes[name], strict=True):
                    line.set_data(way, slope)
            for star in stars:
                star.set_data([n.place], [n.height])
            stars[0].set_visible(n.place <= 5)
            w, b = n.lines["Huber"]
            x = ends[[0, 1, 1, 0]]
            band.set_verts([np.c_[x, w * x + b + n.delta * BAND]])

        return update

    def read(n: SimpleNamespace) -> str:
        star = f"Star at ({n.place:.2f}, {fixed(n.height)})"
        if n.open:
            return f"{star}, δ = {n.delta:.1f}"
        told = ", ".join(f"{NAMES[name]} {fixed(w, 3)}" for name, (w, _) in n.lines.items())
        w, b = n.lines["Huber"]
        where = "inside" if abs(n.height - w * n.place - b) <= n.delta else "outside"
        return f"{star}, {where} the band of δ = {n.delta:.1f}\nSlope by {told}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: eight points, one of them a star that moves, and the best lines by squares, absolute values and "
        "Huber's loss, with a band of δ about the last, and a small picture of what lies farther out. Right: the "
        "slope of each against the height and the place of the star, as far as it has been moved",
        presets={
            "where it belongs": {"height": HOME, "place": PLACE},
            "point slipped": {"height": 15.0, "place": PLACE, "delta": 0.5},
            "place slipped": {"height": HOME, "place": 25.0, "delta": 0.5},
        },
        size=(9.0, 5.2),
        height=slider(-3.0, 15.0, 0.25, label="height"),
        place=slider(PLACE, 25.0, 0.75, label="place x"),
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
        hold=["lines", "slopes", "band"],
        answer=lambda n: n.lines["Huber"][0],
        then="Outside the band the star pulls as at the band's rim, however high it is. Press “point slipped” and see.",
    )
    slope.reply(0.5, "Inside the band the star still pulls with its distance, so the line goes along a little.")
    slope.reply(0.9, "That is half the way. Huber's line only goes along until the star leaves the band.")
    slope.reply(1.3, "That is the slope by squares, which hear how far the star is.")
    return panel
