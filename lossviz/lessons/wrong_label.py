"""Lesson 4, continued: what two prices make of a wrong label."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ..controls import slider
from ..losses import sigmoid, squared_error, surprise
from ..panel import Panel
from ..picture import INK, Update
from ..text import fixed
from .why_not_mse import PULLS, SQUARES, SURPRISE

# Fourteen points on a line, "yes" right of 0, "no" left of it: the boundary belongs at 0.
CLEAN = np.array([-4.0, -3.0, -2.2, -1.6, -1.1, -0.6, -0.3, 0.3, 0.6, 1.1, 1.6, 2.2, 3.0, 4.0])
STEEP = 1.5
BOUNDARIES = np.linspace(-0.6, 1.2, 361)


def costs(x: Any, label: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return what points cost by squares and by surprise, for each boundary, added up over the points.

    The neuron is ``q = sigmoid(1.5 (x - c))``: its steepness is given, its boundary c to be learned.

    Examples
    --------
    >>> at = np.argmin(np.abs(BOUNDARIES))
    >>> [round(float(cost[at]), 3) for cost in costs(4.0, 0)]
    [0.995, 6.002]
    """
    q = sigmoid(STEEP * (np.reshape(x, (-1, 1)) - BOUNDARIES))
    truth = np.full_like(q, label)
    return squared_error(truth, q).sum(axis=0), surprise(q if label == 1 else 1 - q).sum(axis=0)


def lowest(x: np.ndarray[Any, Any], y: np.ndarray[Any, Any]) -> float:
    """Return where the parabola through the least of y and its two neighbours is lowest; x is in equal steps.

    Examples
    --------
    >>> x = np.array([0.0, 1.0, 2.0, 3.0])
    >>> lowest(x, (x - 1.25) ** 2)
    1.25
    """
    at = int(np.argmin(y))
    before, least, after = y[at - 1 : at + 2]
    return float(x[at] + (x[1] - x[0]) * (before - after) / (before - 2 * least + after) / 2)


def wrong_label() -> Panel:
    """Learn a boundary where one label is wrong: squares forget it when it is far off, surprise never does.

    After dragging: "A price that is flat far out forgives a lonely wrong label, and gives up a pupil."

    Returns
    -------
    Panel
        Control x (where the wrong label is).
    """
    clean = [sum(both) for both in zip(costs(CLEAN[CLEAN < 0], 0), costs(CLEAN[CLEAN > 0], 1), strict=True)]
    line = np.linspace(-4.4, 6.4, 109)

    def compute(x: float = 1.0) -> dict[str, Any]:
        prices = zip(clean, costs(x, 0), strict=True)
        return {"boundaries": [lowest(BOUNDARIES, right + wrong) for right, wrong in prices]}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.6, 1])
        left.set(xlim=(-4.4, 6.7), ylim=(-0.12, 1.12), xlabel="x", ylabel="q", title="what the two neurons say")
        left.plot(CLEAN, CLEAN > 0, "o", color=INK, markersize=6, label="labelled correctly")
        (wrong,) = left.plot([], [], "X", color=INK, markersize=9, label="labelled wrongly")
        right.set(xlim=(-0.4, 6.7), ylim=(-0.05, 1.05), xlabel="x", title="how hard a “no” at x pulls")
        curves, borders, strengths, marks = [], [], [], []
        for style, marker in ((SQUARES, "s"), (SURPRISE, "o")):
            curves += left.plot(line, line, **style)
            borders += left.plot([], [], marker, color=style["color"], markersize=7)
            strengths += right.plot(line, line, **style)
            marks += right.plot([], [], marker, color=style["color"], markersize=7)
        left.legend(loc="center left", fontsize=9)

        def update(n: SimpleNamespace) -> None:
            for i, (c, pull) in enumerate(zip(n.boundaries, PULLS.values(), strict=True)):
                q, there = sigmoid(STEEP * (line - c)), sigmoid(STEEP * (n.x - c))
                curves[i].set_ydata(q)
                borders[i].set_data([c], [0.5])
                strengths[i].set_ydata(pull(1 - q, q))
                marks[i].set_data([n.x], [pull(1 - there, there)])
            wrong.set_data([n.x], [0])

        return update

    def read(n: SimpleNamespace) -> str:
        squares, surprise = (fixed(c) for c in n.boundaries)
        return f"A wrong label at x = {n.x:.2f}: squares put the boundary at {squares}, surprise at {surprise}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: points on a line labelled yes or no, one wrongly, and the neuron that each price trains, a mark "
        "at its boundary. Right: how hard a label no at each place pulls either neuron, marked at the wrong label",
        size=(9.8, 3.8),
        x=slider(0.5, 6.0, 0.05, label="wrong label at x", digits=2),
    )
    question = "The wrong label moves from 1 to 4, deep into the other side. Where do squares put the boundary then?"
    then = "At 4 the neuron is all but certain of yes, and squares hardly pull. Drag “wrong label at x” to 4."
    asked: dict[str, Any] = {"hold": "strengths", "then": then, "x": 4.0}
    far = panel.predict(question, guess=(-1, 3), near=0.05, **asked)(lambda n: n.boundaries[0])
    far.reply(0.25, "That would be so if the label kept its say.")
    far.reply(
        lambda n: n.boundaries[1], "That is where the surprise puts it, whose pull does not let go with the distance."
    )
    return panel
