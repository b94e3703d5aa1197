"""Lesson 8, continued: a pull that never shrinks steps past its goal."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import slider
from ..losses import huber_grad, mae_grad
from ..panel import Panel
from ..picture import INK, Update
from ..text import significant
from .log_axis import floored_log_axis
from .robust import MARKERS, NAMES, STYLES


def step_past() -> Panel:
    """Walk one forecast to the truth by two losses at one rate, from a start that is no multiple of it.

    After dragging: "An equal pull ends up stepping to and fro, and one that shrinks settles."

    Returns
    -------
    Panel
        Control eta (the learning rate).
    """
    steps, start, floor = 30, 2.93, -4

    def path(eta: float, gradient: Callable[..., Any], *options: float) -> NDArray[np.float64]:
        """Return the forecast after each step; the truth is 0."""
        out = [start]
        for _ in range(steps):
            out.append(out[-1] - eta * float(gradient(0.0, out[-1], *options)))
        return np.array(out)

    def compute(eta: float = 0.25) -> dict[str, Any]:
        return {"paths": {"MAE": path(eta, mae_grad), "Huber": path(eta, huber_grad, 1.0)}}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-1, steps + 1), ylim=(-1.1, 3.2), xlabel="step", title="out after each step, the truth is 0")
        right.set(xlim=(-1, steps + 1), xlabel="step", title="how far off")
        floored_log_axis(right, floor, 8.0)
        left.axhline(0, color=INK, linewidth=0.8)
        outs, offs = {}, {}
        for name, size in (("MAE", 6), ("Huber", 4)):
            colour, style = STYLES[name]
            look: dict[str, Any] = dict(color=colour, linestyle=style, marker=MARKERS[name][0], linewidth=1.4)
            (outs[name],) = left.plot([], [], label=NAMES[name], markersize=size, **look)
            (offs[name],) = right.plot([], [], markersize=size, **look)
        figure.legend(loc="outside upper center", ncols=2)

        def update(n: SimpleNamespace) -> None:
            for name, out in n.paths.items():
                outs[name].set_data(range(steps + 1), out)
                offs[name].set_data(range(steps + 1), np.maximum(np.abs(out), 10.0**floor))

        return update

    def read(n: SimpleNamespace) -> str:
        if n.open:
            return f"η = {n.eta:.2f}: {steps} steps from {start}"
        ends = ", ".join(f"{NAMES[name]} {significant(abs(out[-1]), 2)}" for name, out in n.paths.items())
        return f"η = {n.eta:.2f}: how far off after {steps} steps from {start}: {ends}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: a forecast that walks to the truth by absolute values and by Huber's loss. "
        "Right: its distance from the truth after each step on a log axis",
        size=(9.0, 4.2),
        eta=slider(0.05, 0.95, 0.05, label="learning rate η", digits=2),
    )
    nearer = panel.predict(
        "At η = 0.1, which of the two is nearer to the truth after 30 steps, absolute values or Huber with δ = 1?",
        guess=["Absolute values", "Huber"],
        answer="Absolute values",
        eta=0.1,
        hold=["outs", "offs"],
        then="Drag η to 0.10 and look at the last ten steps.",
    )
    nearer.reply("Huber", "Within δ its steps shrink with the distance, so it takes its time.")
    nearer.reply("Absolute values", "Its steps stay as long as they are, while Huber's shrink within δ.")
    return panel
