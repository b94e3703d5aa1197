"""Lesson 1: mean squared error."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from ..controls import slider
from ..losses import l2_norm, mse, mse_grad, squared_error, squared_error_grad, sum_squared_error_grad
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..text import fixed
from .lottery import boxes

# Five points whose best line, w = 0.5 and b = 0.4, lies on a step of the sliders.
X = np.array([-3.0, -1.5, 0.0, 1.5, 3.0])
Y = np.array([-1.2, -0.3, 0.8, 0.6, 2.1])
BEST = {"w": 0.5, "b": 0.4}

W, B = (-0.2, 1.2), (-0.8, 1.6)  # What the sliders reach.
SHOWN_W, SHOWN_B = (-0.85, 1.85), (-0.95, 1.75)  # What the picture shows: a square, with one scale for both.
RATE = 0.1


def line_gradient(grad_out: np.ndarray[Any, Any]) -> tuple[float, float]:
    """Carry a gradient on the predictions ``w x + b`` back to w and b (the chain rule).

    Examples
    --------
    >>> line_gradient(np.ones(5))
    (0.0, 5.0)
    """
    return float(np.sum(grad_out * X)), float(np.sum(grad_out))


def _surface(axes: Any) -> None:
    """Draw the loss of every line as contours over w and b.

    One scale for both, or the gradient would not cross the contours at right angles; levels in
    equal steps, or it would not be longer where they are closer.
    """
    w, b = np.meshgrid(np.linspace(*SHOWN_W, 80), np.linspace(*SHOWN_B, 80))
    losses = np.mean((Y - (w[..., None] * X + b[..., None])) ** 2, axis=-1)
    contours = axes.contour(w, b, losses, levels=np.arange(0.5, 4.5, 0.5), colors=INK, linewidths=0.8)
    # Down on the right, where hardly a path leads. Without `levels`, which Matplotlib before 3.11 miscounts here.
    places = [(0.8, -0.3), (0.95, -0.6), (1.15, -0.6), (1.3, -0.6)]
    axes.clabel(contours, fmt="%g", fontsize=9, manual=places)
    axes.plot(BEST["w"], BEST["b"], "+", color=INK, markersize=11, markeredgewidth=1.5)
    axes.set(xlim=SHOWN_W, ylim=SHOWN_B, aspect="equal", xlabel="slope w", ylabel="intercept b")
    axes.grid(False)


def fit_line() -> Panel:
    """Fit a line by hand: each residual as a real square, and the same line as a point on its loss surface.

    Returns
    -------
    Panel
        Controls w and b.
    """
    ends = np.array([-5.0, 5.0])

    def compute(w: float = 0.0, b: float = 0.0) -> SimpleNamespace:
        out = w * X + b
        return SimpleNamespace(
            out=out,
            squares=squared_error(Y, out),
            norm=l2_norm(Y, out),
            mse=mse(Y, out),
            gradient=line_gradient(mse_grad(Y, out)),
        )

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(
            xlim=(-5, 5), ylim=(-4.6, 5.4), aspect="equal", xlabel="x", ylabel="y", title="the line and its squares"
        )
        left.text(4.8, -4.2, "the mean\nsquare", ha="right", va="bottom", fontsize=9)
        squares = left.add_collection(PolyCollection([], facecolor=BLUE + "40", edgecolor=BLUE, linewidth=1.2))
        mean = left.add_patch(
            Rectangle((2.6, -4.4), 0, 0, facecolor="none", edgecolor=GREEN, linewidth=1.5, hatch="//")
        )
        (line,) = left.plot([], [], color=RED)
        left.plot(X, Y, "o", color=INK, markersize=7, animated=True)  # They stay, above the squares.
        right.set_title("the loss of every line (MSE)")
        _surface(right)
        arrow = FancyArrowPatch((0, 0), (1, 1), arrowstyle="-|>", mutation_scale=14, color=RED, linewidth=2)
        right.add_patch(arrow)
        (point,) = right.plot([], [], "o", color=BLUE, markersize=9)

        def update(n: SimpleNamespace) -> None:
            # Each square stands on its residual and leans towards the middle, where there is room.
            side = -np.sign(X + 0.1) * np.abs(Y - n.out)
            squares.set_verts(boxes(X, side, n.out, Y - n.out))
            mean.set(width=-np.sqrt(n.mse), height=np.sqrt(n.mse))
            line.set_data(ends, n.w * ends + n.b)
            point.set_data([n.w], [n.b])
            dw, db = n.gradient
            arrow.set_positions((n.w, n.b), (n.w - RATE * dw, n.b - RATE * db))
            arrow.set_visible(np.hypot(dw, db) > 0.05)

        return update

    def read(n: SimpleNamespace) -> str:
        dw, db = n.gradient
        return (
            f"w = {fixed(n.w)}, b = {fixed(n.b)}: MSE {n.mse:.3f}, gradient ({fixed(dw)}, {fixed(db)})\n"
            f"Three routes: mean of the squares {np.mean(n.squares):.3f}; squared norm over N "
            f"{n.norm:.3f}² / {X.size} = {n.norm**2 / X.size:.3f}; mse(y, out) {n.mse:.3f}"
        )

    def step_down(w: float, b: float) -> dict[str, float]:
        dw, db = compute(w, b).gradient
        return {"w": w - RATE * dw, "b": b - RATE * db}

    return Panel(
        compute,
        draw,
        read,
        alt="Left: five points, a line, and a square on each residual; the mean square stands in the corner. "
        "Right: contours of the MSE over slope and intercept, the line as a point, an arrow one step downhill",
        presets={"flat line": {"w": 0.0, "b": 0.0}, "one step downhill": step_down, "best line": BEST},
        size=(9.0, 4.5),
        w=slider(*W, 0.05),
        b=slider(*B, 0.05),
    )


def one_residual() -> Panel:
    """Value and slope of one squared error, and what dividing by N·K does to both.

    Returns
    -------
    Panel
        Controls r (the residual), entries (how many the loss adds up, N·K) and loss ("sum" or "mean").
    """
    reach = 3.0
    residuals = np.linspace(-reach, reach, 121)

    def compute(r: float = 1.5, entries: int = 20, loss: str = "sum") -> SimpleNamespace:
        part = 1 if loss == "sum" else 1 / entries
        # The entry's truth is r and its prediction 0: the residual is all that counts.
        value, slope = squared_error(r, 0.0) * part, squared_error_grad(r, 0.0) * part
        return SimpleNamespace(r=r, entries=entries, loss=loss, value=value, slope=slope)

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        for axes in (left, right):
            axes.set(xlim=(-reach - 0.2, reach + 0.2), xlabel="residual r = y − out")
        left.set(ylim=(-1.5, 9.5), title="what one entry costs")
        right.set(ylim=(-6.6, 6.6), title="its gradient on out")
        left.plot(residuals, residuals**2, "--", color=INK, linewidth=1.2, label="sum")
        right.plot(residuals, -2 * residuals, "--", color=INK, linewidth=1.2, label="sum")
        right.axhline(0, color=INK, linewidth=0.8)
        art = SimpleNamespace(
            mean=left.plot(residuals, residuals, color=BLUE, label="mean")[0],
            mean_slope=right.plot(residuals, residuals, color=BLUE, label="mean")[0],
            tangent=left.plot([], [], color=RED, linewidth=3)[0],
            value=left.plot([], [], "o", color=RED, markersize=9)[0],
            stem=right.plot([], [], color=RED, linewidth=3)[0],
            slope=right.plot([], [], "o", color=RED, markersize=9)[0],
        )
        left.legend(loc="upper center")
        right.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.mean.set_ydata(residuals**2 / n.entries)
        art.mean_slope.set_ydata(-2 * residuals / n.entries)
        run = np.array([-0.6, 0.6])
        art.tangent.set_data(n.r + run, n.value - n.slope * run)
        art.value.set_data([n.r], [n.value])
        art.stem.set_data([n.r, n.r], [0, n.slope])
        art.slope.set_data([n.r], [n.slope])

    def read(n: SimpleNamespace) -> str:
        here = f"r = {fixed(n.r, 1)}, {n.loss} over {n.entries}"
        if n.loss == "sum":
            other = f"The mean over {n.entries} divides both by {n.entries}."
        else:
            other = f"To step as far as the sum does, the learning rate must be {n.entries} times as large."
        return f"{here}: this entry costs {n.value:.4g}, its gradient is {fixed(n.slope, 3)}\n{other}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the squared error against the residual, a parabola for the sum and a flatter one for the mean, "
        "with a tangent. Right: the gradient on the prediction, a straight line through zero for each",
        r=(-reach, reach, 0.1),
        entries=widgets.IntSlider(20, 1, 20, description="entries N·K"),
        loss=widgets.ToggleButtons(
            options=["sum", "mean"], style={"button_width": "5em"}, layout=widgets.Layout(width="260px")
        ),
    )


def descend() -> Panel:
    """Thirty steps downhill with the sum and with the mean, from the same start at the same learning rate.

    Returns
    -------
    Panel
        Controls eta (the learning rate) and fair (the sum's rate divided by N).
    """
    steps, start = 30, np.array([-0.1, 1.5])
    top, bottom = 1e3, 0.05

    def path(gradient: Any, eta: float) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """Descend; return the points and losses of all steps before the loss leaves the picture."""
        points, values = [start], [mse(Y, start[0] * X + start[1])]
        for _ in range(steps):
            w, b = points[-1]
            points.append(points[-1] - eta * np.array(line_gradient(gradient(Y, w * X + b))))
            values.append(mse(Y, points[-1][0] * X + points[-1][1]))
            if values[-1] > top:
                break
        return np.array(points), np.array(values)

    def compute(eta: float = 0.1, fair: bool = False) -> SimpleNamespace:
        return SimpleNamespace(
            eta=eta,
            fair=fair,
            mean=path(mse_grad, eta),
            sum=path(sum_squared_error_grad, eta / X.size if fair else eta),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set_title("the way down")
        _surface(left)
        right.set(xlim=(0, steps), ylim=(bottom, top), yscale="log", xlabel="step", title="MSE after each step")
        right.axhline(mse(Y, BEST["w"] * X + BEST["b"]), color=INK, linewidth=0.8, linestyle=":")
        right.text(steps, 0.092, "the least there is", ha="right", va="top", fontsize=9)
        sum_style = dict(color=RED, linestyle="--", marker="s", markersize=5, linewidth=1.5)
        mean_style = dict(color=BLUE, marker="o", markersize=4)
        art = SimpleNamespace(
            way_sum=left.plot([], [], **sum_style)[0],
            way_mean=left.plot([], [], **mean_style)[0],
            loss_sum=right.plot([], [], label="sum", **sum_style)[0],
            loss_mean=right.plot([], [], label="mean", **mean_style)[0],
        )
        right.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for (points, values), way, loss in [(n.sum, art.way_sum, art.loss_sum), (n.mean, art.way_mean, art.loss_mean)]:
            low, high = np.transpose([SHOWN_W, SHOWN_B])
            inside = ((low <= points) & (points <= high)).all(axis=1)
            # As far as the first point outside: the line is seen to leave.
            seen = len(points) if inside.all() else int(np.argmin(inside)) + 1
            way.set_data(*points[:seen].T)
            seen = len(values) - (values[-1] > top)
            loss.set_data(np.arange(seen), values[:seen])

    def read(n: SimpleNamespace) -> str:
        def end(name: str, values: np.ndarray[Any, Any]) -> str:
            if values[-1] > top:
                return f"{name} passes {top:g} at step {len(values) - 1}"
            return f"{name} ends at {values[-1]:.4g}" + (", higher than it began" if values[-1] > values[0] else "")

        rate = f"η = {n.eta:.3g}" + (f", for the sum η / {X.size} = {n.eta / X.size:.3g}" if n.fair else "")
        return f"{rate}: the {end('mean', n.mean[1])}; the {end('sum', n.sum[1])}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: two paths of thirty steps on the contours of the MSE, by the mean's gradient and by the sum's. "
        "Right: the MSE after each step on a log axis",
        presets={"small": {"eta": 0.01}, "good for the mean": {"eta": 0.1}, "too large for both": {"eta": 0.25}},
        size=(9.0, 4.2),
        eta=widgets.FloatLogSlider(
            0.1, min=-3, max=-0.5, step=0.05, description="learning rate η", readout_format=".3f"
        ),
        fair=widgets.Checkbox(False, description="divide the sum's rate by N", indent=False),
    )
