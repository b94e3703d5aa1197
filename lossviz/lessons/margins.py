"""Lesson 7: the margin, and the losses that fall as it grows."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..losses import (
    hinge,
    hinge_grad,
    logistic,
    logistic_grad,
    squared_margin,
    squared_margin_grad,
    zero_one,
    zero_one_grad,
)
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED
from ..text import fixed, significant
from .log_axis import floored_log_axis

Loss = Callable[[Any, Any], Any]
Floats = NDArray[np.floating[Any]]

# Each loss by name: itself, its gradient, and how it is drawn.
LOSSES: dict[str, tuple[Loss, Loss, str, str, str]] = {
    "0-1": (zero_one, zero_one_grad, INK, ":", "X"),
    "hinge": (hinge, hinge_grad, BLUE, "-", "o"),
    "log": (logistic, logistic_grad, GREEN, "--", "s"),
    "squared": (squared_margin, squared_margin_grad, RED, "-.", "D"),
}


def costs(loss: Loss, margins: Any) -> Floats:
    """Return what items of these margins cost, each by itself.

    Examples
    --------
    >>> costs(hinge, [-1.0, 0.5])
    array([2. , 0.5])
    """
    return np.array([loss(1, m) for m in margins])  # A score of m has the margin m where the label is 1.


def slopes(gradient: Loss, margins: Any) -> Floats:
    """Return the slope of a loss at each of these margins.

    Examples
    --------
    >>> slopes(hinge_grad, [-1.0, 3.0])
    array([-1.,  0.])
    """
    return np.array(
        gradient(np.ones(len(margins)), margins) * len(margins)
    )  # Times their number, since the loss is a mean.


def margin_losses() -> Panel:
    """Four losses against the margin of one item, and what each tells its score to do.

    Returns
    -------
    Panel
        Controls y (the label: +1, −1, or the mistaken 0) and f (the score).
    """
    reach = 3.0
    line = np.concatenate([np.linspace(-reach, 1 - 1e-9, 33), np.linspace(1, reach, 17)])  # The hinge bends at 1.

    def compute(y: int = 1, f: float = -1.5) -> SimpleNamespace:
        m = y * f + 0.0
        return SimpleNamespace(
            y=y,
            f=f,
            m=m,
            values={name: float(loss(1, m)) for name, (loss, *_) in LOSSES.items()},
            slopes={name: y * float(gradient(1, m)) for name, (_, gradient, *_) in LOSSES.items()},
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-reach - 0.1, reach + 0.1), ylim=(-0.35, 5), xlabel="margin y·f", title="what the item costs")
        right.set(xlim=(-reach - 0.1, reach + 0.1), ylim=(-8.6, 8.6), xlabel="score f", title="the slope on its score")
        left.axvline(0, color=INK, linewidth=0.8)
        left.text(-0.1, 4.9, "wrong side", ha="right", va="top", fontsize=9)
        left.text(0.1, 4.9, "right side", va="top", fontsize=9)
        right.axhline(0, color=INK, linewidth=0.8)
        right.text(-2.9, 8.3, "above 0: downhill is to lower f", va="top", fontsize=9)
        right.text(2.9, -8.3, "below 0: downhill is to raise f", ha="right", fontsize=9)
        m = np.linspace(-reach, reach, 241)
        art = SimpleNamespace(stem=left.plot([], [], ":", color=INK, linewidth=1.2)[0], slopes={}, at={}, slope_dots={})
        art.above = left.text(-2.9, 4.9, "", va="top", fontsize=9, in_layout=False)
        for name, (loss, _, colour, style, marker) in LOSSES.items():
            if name == "0-1":
                left.plot([-reach, 0, 0, reach], [1, 1, 0, 0], style, color=colour)
            else:
                left.plot(m, costs(loss, m), style, color=colour)
            width = 1.6 if name == "0-1" else 2.0
            art.slopes[name] = right.plot([], [], style, color=colour, linewidth=width)[0]
            dot = dict(color=colour, marker=marker, markersize=8, linestyle="None")
            art.at[name] = left.plot([], [], **dot)[0]
            art.slope_dots[name] = right.plot([], [], **dot)[0]
            left.plot([], [], style, color=colour, marker=marker, label=name)
        left.legend(loc="upper right", bbox_to_anchor=(0.93, 0.93))
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.stem.set_data([n.m, n.m], [-0.35, 4.5])
        # The slope on f is y times the slope on the margin; mirrored for y = −1, nothing for y = 0.
        for name, (_, gradient, *_) in LOSSES.items():
            f = line if n.y else np.array([-reach, reach])
            art.slopes[name].set_data(n.y * f if n.y else f, n.y * slopes(gradient, f))
            art.at[name].set_data([n.m], [n.values[name]])
            art.at[name].set_visible(n.values[name] < 5)
            art.slope_dots[name].set_data([n.f], [n.slopes[name]])
        squared = n.values["squared"]
        art.above.set_text(f"squared {squared:.4g} ↑" if squared >= 5 else "")

    def read(n: SimpleNamespace) -> str:
        side = "a mistake" if n.m < 0 else "right" if n.m > 0 else "neither right nor wrong"
        told = ", ".join(f"{name} {value:.2f} ({fixed(n.slopes[name])})" for name, value in n.values.items())
        if n.y == 0:
            side = "0 whatever the score: this item teaches nothing"
        return f"y = {fixed(n.y, 0)}, f = {fixed(n.f, 1)}: margin {fixed(n.m, 1)}, {side}\nLoss (slope on f): {told}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the 0-1, hinge, log and squared loss against the margin, with the item's four costs as dots. "
        "Right: the slope of each loss on the score, mirrored when the label changes",
        presets={
            "badly wrong": {"y": 1, "f": -3.0},
            "barely right": {"y": 1, "f": 0.1},
            "very right": {"y": 1, "f": 3.0},
            "a label of 0": {"y": 0, "f": 2.0},
        },
        size=(9.0, 4.2),
        y=widgets.ToggleButtons(
            options={"+1": 1, "−1": -1, "0": 0},
            value=1,
            description="label y",
            style={"button_width": "4em"},
            layout=widgets.Layout(width="290px"),
        ),
        f=widgets.FloatSlider(-1.5, min=-reach, max=reach, step=0.1, description="score f", readout_format=".1f"),
    )


# Two classes of points that a line through the origin can tell apart.
POINTS = np.array(
    [[0.9, 1.6], [1.9, 0.6], [2.4, 2.1], [1.0, 2.8], [0.4, 1.0], [-1.2, -0.8], [-0.6, -1.9], [-2.3, -1.2]]
)
LABELS = np.array([1, 1, 1, 1, 1, -1, -1, -1])
WIDEST = 68.0  # Degrees: the direction whose nearest point is farthest, in whole steps.


def scale_weights() -> Panel:
    """Show one straight border at every length of the weights: the loss falls, the border does not move.

    Returns
    -------
    Panel
        Controls angle (the direction of the weights, in degrees) and length (theirs).
    """
    lengths = np.geomspace(0.1, 20, 81)
    floor = -9

    def margins(angle: float) -> np.ndarray[Any, Any]:
        """Return each point's distance from the border, negative on the wrong side."""
        radians = np.deg2rad(angle)
        return np.asarray(LABELS * (POINTS @ [np.cos(radians), np.sin(radians)]))

    def compute(angle: float = 30.0, length: float = 1.0) -> SimpleNamespace:
        distances = margins(angle)
        ones = np.ones(len(distances))
        return SimpleNamespace(
            angle=angle,
            length=length,
            nearest=int(np.argmin(distances)),
            geometric=float(distances.min()),
            margin=length * float(distances.min()),
            loss=float(logistic(ones, length * distances)),
            hinge=float(hinge(ones, length * distances)),
            log_curve=np.array([logistic(ones, each * distances) for each in lengths]),
            hinge_curve=np.array([hinge(ones, each * distances) for each in lengths]),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(
            xlim=(-4.2, 4.2),
            ylim=(-3.4, 3.4),
            aspect="equal",
            xlabel="x₁",
            ylabel="x₂",
            title="the border f = 0;  ● y = +1, ■ y = −1",
        )
        right.set(
            xlim=(0.085, 24),
            xscale="log",
            xlabel="length of the weights",
            title="mean loss",
        )
        floored_log_axis(right, floor, 100.0)
        left.plot(*POINTS[LABELS > 0].T, "o", color=BLUE, markersize=9)
        left.plot(*POINTS[LABELS < 0].T, "s", color=RED, markersize=9)
        art = SimpleNamespace(
            border=left.plot([], [], color=INK, linewidth=2)[0],
            band=left.add_collection(LineCollection([], colors=INK, linestyles="--", linewidths=1.2)),
            gap=left.plot([], [], color=GREEN, linewidth=3.5)[0],
            log=right.plot(lengths, lengths, "--", color=GREEN)[0],
            hinge=right.plot(lengths, lengths, color=BLUE)[0],
            at_log=right.plot([], [], "s", color=GREEN, markersize=8)[0],
            at_hinge=right.plot([], [], "o", color=BLUE, markersize=8)[0],
        )
        right.plot([], [], "--", color=GREEN, marker="s", label="log")
        right.plot([], [], color=BLUE, marker="o", label="hinge")
        right.legend(loc="lower left")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        radians = np.deg2rad(n.angle)
        normal, along = np.array([np.cos(radians), np.sin(radians)]), np.array([-np.sin(radians), np.cos(radians)])
        ends = np.outer([-6, 6], along)
        art.border.set_data(*ends.T)
        # Where the score is +1 and −1; off the picture when the weights are short.
        art.band.set_visible(n.length > 0.25)
        art.band.set_segments([ends + side * normal / n.length for side in (-1, 1)])
        point = POINTS[n.nearest]
        art.gap.set_data(*np.array([point, point - normal * (point @ normal)]).T)
        art.log.set_ydata(np.maximum(n.log_curve, 10.0**floor))
        art.hinge.set_ydata(np.maximum(n.hinge_curve, 10.0**floor))
        art.at_log.set_data([n.length], [max(n.loss, 10.0**floor)])
        art.at_hinge.set_data([n.length], [max(n.hinge, 10.0**floor)])

    def read(n: SimpleNamespace) -> str:
        losses = f"log loss {significant(n.loss)}, hinge {significant(n.hinge)}"
        point = "The nearest point" if n.geometric > 0 else "The point most wrong"
        return (
            f"direction {fixed(n.angle, 0)}°, length {n.length:.2f}: {losses}\n"
            f"{point} has margin y·f = {fixed(n.margin)}; its distance from the border = "
            f"{fixed(n.geometric, 3)}, at any length"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: two classes of points, a straight border between them, dashed lines where the score is plus and "
        "minus one, and the distance of the nearest point, or of the one most wrong. Right: mean log and hinge loss "
        "against the length of the weights",
        presets={
            "twice the length": lambda angle, length: {"length": min(2 * length, 10.0**1.3)},
            "widest margin": {"angle": WIDEST},
        },
        size=(9.0, 4.2),
        angle=widgets.FloatSlider(30, min=-45, max=135, step=1, description="direction °", readout_format=".0f"),
        length=widgets.FloatLogSlider(1, min=-1, max=1.3, step=0.05, description="length ‖w‖", readout_format=".2f"),
    )
