"""Lesson 8, continued: a pull that never shrinks steps past its goal."""

import math
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import slider, tick
from ..losses import huber_grad, mae_grad, mse_grad
from ..panel import Panel
from ..picture import INK, Update
from ..text import significant
from .log_axis import floored_log_axis
from .robust import MARKERS, NAMES, STYLES


def step_past() -> Panel:
    """Walk one forecast to the truth by three losses at one rate, from a start that is no multiple of it.

    After dragging: "An equal pull is good far away and clumsy at home."

    Returns
    -------
    Panel
        Controls eta (the learning rate), delta (Huber's) and fade (the rate falls as 1/√step).
    """
    steps, start, floor = 30, 2.93, -4

    def path(eta: float, fade: bool, gradient: Callable[..., Any], *options: float) -> NDArray[np.float64]:
        """Return the forecast after each step; the truth is 0."""
        out = [start]
        for k in range(steps):
            rate = eta / math.sqrt(k + 1) if fade else eta
            out.append(out[-1] - rate * float(gradient(0.0, out[-1], *options)))
        return np.array(out)

    def compute(eta: float = 0.25, delta: float = 1.0, fade: bool = False) -> dict[str, Any]:
        paths = {"MSE": path(eta, fade, mse_grad), "MAE": path(eta, fade, mae_grad)}
        return {"paths": paths | {"Huber": path(eta, fade, huber_grad, delta)}}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-1, steps + 1), ylim=(-3.3, 3.3), xlabel="step", title="out after each step, the truth is 0")
        right.set(xlim=(-1, steps + 1), xlabel="step", title="how far off")
        floored_log_axis(right, floor, 8.0)
        left.axhline(0, color=INK, linewidth=0.8)
        outs, offs = {}, {}
        for name, (colour, style) in STYLES.items():
            look: dict[str, Any] = dict(color=colour, linestyle=style, marker=MARKERS[name][0], linewidth=1.4)
            look["markersize"] = 6 if name == "MAE" else 4
            (outs[name],) = left.plot([], [], label=NAMES[name], **look)
            (offs[name],) = right.plot([], [], **look)
        figure.legend(loc="outside upper center", ncols=3)

        def update(n: SimpleNamespace) -> None:
            for name, out in n.paths.items():
                outs[name].set_data(range(steps + 1), out)
                offs[name].set_data(range(steps + 1), np.maximum(np.abs(out), 10.0**floor))

        return update

    def read(n: SimpleNamespace) -> str:
        rate = f"η = {n.eta:.2f}{' / √step' if n.fade else ''}, δ = {n.delta:.1f}"
        if n.open:
            return f"{rate}: {steps} steps from {start}"
        ends = ", ".join(f"{NAMES[name]} {significant(abs(out[-1]), 2)}" for name, out in n.paths.items())
        return f"{rate}: how far off after {steps} steps: {ends}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: a forecast that walks to the truth by squares, absolute values and Huber's loss. "
        "Right: its distance from the truth after each step on a log axis",
        size=(9.0, 4.2),
        eta=slider(0.05, 0.95, 0.05, label="learning rate η", digits=2),
        delta=slider(0.1, 3.0, 0.1, label="Huber's δ"),
        fade=tick("let the rate fall as 1/√step"),
    )
    panel.predict(
        "At η = 0.1, which of the two is nearer to the truth after 30 steps, absolute values or Huber with δ = 1?",
        guess=["Absolute values", "Huber"],
        answer="Absolute values",
        eta=0.1,
        delta=1.0,
        fade=False,
        hold=["outs", "offs"],
    )
    return panel
