"""Lesson 8: steps past the optimum, and several losses brought to one scalar."""

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..losses import huber_grad, mae_grad, mse_grad
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED
from ..text import fixed, significant
from .log_axis import floored_log_axis
from .robust import MARKERS, STYLES


def step_past() -> Panel:
    """One prediction walks to the truth by the gradient of each loss, at one learning rate.

    Returns
    -------
    Panel
        Controls eta (the learning rate), delta (Huber's) and fade (the rate falls as 1/√step).
    """
    steps, start, floor = 30, 3.0, -4

    def path(eta: float, fade: bool, gradient: Callable[..., Any], *options: float) -> NDArray[np.float64]:
        """Return the prediction after each step; the truth is 0."""
        out = [start]
        for k in range(steps):
            rate = eta / math.sqrt(k + 1) if fade else eta
            out.append(out[-1] - rate * float(gradient(0.0, out[-1], *options)))
        return np.array(out)

    def compute(eta: float = 0.4, delta: float = 1.0, fade: bool = False) -> SimpleNamespace:
        paths = {
            "MSE": path(eta, fade, mse_grad),
            "MAE": path(eta, fade, mae_grad),
            "Huber": path(eta, fade, huber_grad, delta),
        }
        return SimpleNamespace(eta=eta, delta=delta, fade=fade, paths=paths)

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(
            xlim=(-0.5, steps + 0.5), ylim=(-3.2, 3.2), xlabel="step", title="out after each step (the truth is 0)"
        )
        right.set(xlim=(-0.5, steps + 0.5), xlabel="step", title="how far off, |out|")
        floored_log_axis(right, floor, 5.0)
        left.axhline(0, color=INK, linewidth=0.8)
        art = SimpleNamespace(out={}, off={})
        for name, (colour, style) in STYLES.items():
            look = dict(
                color=colour,
                linestyle=style,
                marker=MARKERS[name][0],
                markersize=6 if name == "MAE" else 4,
                linewidth=1.4,
            )
            art.out[name] = left.plot([], [], label=name, **look)[0]
            art.off[name] = right.plot([], [], **look)[0]
        left.legend(loc="lower right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        k = np.arange(steps + 1)
        for name, out in n.paths.items():
            art.out[name].set_data(k, out)
            art.off[name].set_data(k, np.maximum(np.abs(out), 10.0**floor))

    def read(n: SimpleNamespace) -> str:
        rate = f"η = {n.eta:.2f}{' / √step' if n.fade else ''}, δ = {n.delta:.1f}"
        ends = ", ".join(f"{name} {significant(abs(out[-1]), 2)}" for name, out in n.paths.items())
        last = np.abs(np.diff(n.paths["MAE"]))[-1]
        return f"{rate}: how far off after {steps} steps: {ends}\nThe last step of MAE is {last:.3f} long"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: a prediction that starts at 3 and walks to 0 by the gradients of MSE, MAE and Huber's loss. "
        "Right: its distance from 0 after each step on a log axis",
        size=(9.0, 4.2),
        eta=widgets.FloatSlider(
            0.4, min=0.05, max=0.95, step=0.05, description="learning rate η", readout_format=".2f"
        ),
        delta=widgets.FloatSlider(1.0, min=0.1, max=3.0, step=0.1, description="Huber's δ", readout_format=".1f"),
        fade=widgets.Checkbox(False, description="let the rate fall as 1/√step", indent=False),
    )


def weigh_losses() -> Panel:
    """Two losses that want different things of one parameter, brought to one scalar.

    Returns
    -------
    Panel
        Controls theta (the parameter), weight (of loss B) and scalar ("sum" or "mean").
    """
    low, high, rate = -2.0, 3.0, 0.1
    line = np.linspace(low, high, 71)

    def losses(theta: Any) -> tuple[Any, Any]:
        """Return the two losses: A wants −1, in metres; B wants 2, in half metres."""
        return (theta + 1) ** 2, (2 * theta - 4) ** 2

    def slopes(theta: float) -> tuple[float, float]:
        """Return the derivatives of the two losses."""
        return 2 * (theta + 1), 4 * (2 * theta - 4)

    def compute(theta: float = 0.0, weight: float = 1.0, scalar: str = "sum") -> SimpleNamespace:
        share = 1.0 if scalar == "sum" else 0.5
        a, b = losses(theta)
        slope_a, slope_b = (share * slope for slope in slopes(theta))
        return SimpleNamespace(
            theta=theta,
            weight=weight,
            scalar=scalar,
            share=share,
            total=share * (a + weight * b),
            pulls=(-slope_a, -weight * slope_b, -slope_a - weight * slope_b),  # What lowers a loss: minus its slope.
            best=(-1 + 4 * weight * 2) / (1 + 4 * weight),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(low - 0.1, high + 0.1), ylim=(-1, 40), xlabel="parameter θ", title="two losses, one scalar")
        right.set(xlim=(-24, 52), ylim=(-0.6, 2.6), xlabel="pull on θ (minus the gradient)", title="who pulls where")
        a, b = losses(line)
        left.plot(line, a, "--", color=BLUE, linewidth=1.5, label="A: (θ + 1)²")
        left.plot(line, b, "-.", color=RED, linewidth=1.5, label="B: (2θ − 4)²")
        right.axvline(0, color=INK, linewidth=0.8)
        right.set_yticks([2, 1, 0], ["A", "weight × B", "the scalar"])
        right.grid(False, axis="y")
        bars = right.barh([2, 1, 0], [1, 1, 1], height=0.5)
        for bar, colour, hatch in zip(bars, (BLUE, RED, GREEN), ("//", "\\\\", ""), strict=True):
            bar.set(facecolor="none" if hatch else colour, edgecolor=colour, hatch=hatch, linewidth=1.5)
        art = SimpleNamespace(
            total=left.plot(line, line, color=GREEN, label="the scalar")[0],
            best=left.plot([], [], "v", color=GREEN, markersize=9)[0],
            here=left.plot([], [], "o", color=INK, markersize=9)[0],
            bars=list(bars),
        )
        left.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        a, b = losses(line)
        art.total.set_ydata(n.share * (a + n.weight * b))
        a, b = losses(n.best)
        art.best.set_data([n.best], [n.share * (a + n.weight * b)])
        # A triangle at the top where the point lies above the picture.
        art.here.set_data([n.theta], [min(n.total, 39.0)])
        art.here.set_marker("^" if n.total > 39 else "o")
        for bar, pull in zip(art.bars, n.pulls, strict=True):
            bar.set_width(pull)

    def read(n: SimpleNamespace) -> str:
        a, b, both = n.pulls
        here = f"θ = {fixed(n.theta)}, weight {n.weight:.2f}, {n.scalar}: {n.total:.2f}, least at θ = {fixed(n.best)}"
        told = f"A {fixed(a)}, weighted B {fixed(b)}, {n.scalar} {fixed(both)}"
        return f"{here}\nPulls on θ: {told}"

    def step_down(theta: float, weight: float, scalar: str) -> dict[str, float]:
        pull = compute(theta, weight, scalar).pulls[-1]
        return {"theta": float(np.clip(theta + rate * pull, low, high))}

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: two parabolas over one parameter and their weighted sum or mean, with its lowest point. "
        "Right: the pull of each loss on the parameter, and of the scalar, as bars",
        presets={
            "one step downhill, η = 0.1": step_down,
            "to the lowest point": lambda theta, weight, scalar: {"theta": compute(theta, weight, scalar).best},
            "B counts as much as A": {"weight": 0.25},
        },
        size=(9.0, 4.2),
        theta=widgets.FloatSlider(0.0, min=low, max=high, step=0.1, description="θ", readout_format=".1f"),
        weight=widgets.FloatSlider(1.0, min=0.0, max=1.5, step=0.05, description="weight of B", readout_format=".2f"),
        scalar=widgets.ToggleButtons(
            options=["sum", "mean"], style={"button_width": "5em"}, layout=widgets.Layout(width="260px")
        ),
    )
