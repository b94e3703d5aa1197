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
from .why_not_mse import SQUARES, SURPRISE

# Fourteen points on a line, "yes" right of 0, "no" left of it: the boundary belongs at 0.
CLEAN = np.array([-4.0, -3.0, -2.2, -1.6, -1.1, -0.6, -0.3, 0.3, 0.6, 1.1, 1.6, 2.2, 3.0, 4.0])
STEEP = 1.5
BOUNDARIES = np.linspace(-1.0, 3.0, 801)


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
    """Learn a boundary where some labels are wrong: squares forget those far off, surprise never does.

    After dragging: "A price that is flat far out forgives a lonely wrong label, and gives up a pupil."

    Returns
    -------
    Panel
        Controls x (where the wrong labels are) and copies (how many there are).
    """
    clean = [sum(both) for both in zip(costs(CLEAN[CLEAN < 0], 0), costs(CLEAN[CLEAN > 0], 1), strict=True)]
    line = np.linspace(-4.4, 6.4, 109)

    def compute(x: float = 1.0, copies: int = 1) -> dict[str, Any]:
        prices = [(c + copies * w) / (CLEAN.size + copies) for c, w in zip(clean, costs(x, 0), strict=True)]
        return {"prices": prices, "boundaries": [lowest(BOUNDARIES, price) for price in prices]}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.6, 1])
        left.set(xlim=(-4.4, 6.7), ylim=(-0.12, 1.12), xlabel="x", ylabel="q", title="what the neuron says")
        left.plot(CLEAN, CLEAN > 0, "o", color=INK, markersize=6, label="labelled rightly")
        (wrong,) = left.plot([], [], "X", color=INK, markersize=9, label="labelled wrongly")
        right.set(xlim=(-1, 3), ylim=(-0.0015, 0.0215), xlabel="boundary c", title="mean price, above its lowest")
        curves, rings, hills, balls = [], [], [], []
        for style, marker, size in ((SQUARES, "s", 11), (SURPRISE, "o", 16)):
            curves += left.plot(line, line, **style)
            rings += left.plot([], [], marker, color=style["color"], fillstyle="none", markersize=size)
            hills += right.plot(BOUNDARIES, BOUNDARIES, **style)
            balls += right.plot([], [], marker, color=style["color"], markersize=7)
        left.legend(loc="center left", fontsize=9)

        def update(n: SimpleNamespace) -> None:
            for i, (c, price) in enumerate(zip(n.boundaries, n.prices, strict=True)):
                curves[i].set_ydata(sigmoid(STEEP * (line - c)))
                misjudged = CLEAN[(c < CLEAN) != (CLEAN > 0)]
                rings[i].set_visible(misjudged.size > 0)
                rings[i].set_data(misjudged, misjudged > 0)
                hills[i].set_ydata(price - np.min(price))
                balls[i].set_data([c], [0])
            wrong.set_visible(n.copies > 0)
            wrong.set_data(np.full(n.copies, n.x), 0.09 * np.arange(n.copies))

        return update

    def read(n: SimpleNamespace) -> str:
        squares, surprise = (fixed(c) for c in n.boundaries)
        labels = f"{n.copies} wrong label{'s' * (n.copies != 1)}"
        return f"{labels} at x = {n.x:.2f}: squares put the boundary at {squares}, surprise at {surprise}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: points on a line labelled yes or no, some wrongly, and the neuron that each price learns; rings "
        "mark what it misjudges. Right: the mean price over the boundary, with a mark at its lowest point",
        size=(9.8, 3.8),
        x=slider(0.5, 6.0, 0.05, label="wrong labels at x", digits=2),
        copies=slider(0, 4, label="how many"),
    )
    question = "The wrong label moves from 1 to 4, deep into the other side. Where do squares put the boundary then?"
    then = "At 4 the neuron is all but certain of yes, and squares hardly pull. Drag “wrong labels at x” to 4."
    far = panel.predict(question, guess=(-1, 3), near=0.05, then=then, x=4.0, copies=1)(lambda n: n.boundaries[0])
    far.reply(0.25, "That would be so if the label kept its say.")
    far.reply(lambda n: n.boundaries[1], "That is where the surprise puts it, whose pull grows with the distance.")
    question = "Four wrong labels at 2.10 hold the boundary of squares at 1.90. They move on to 2.15. Where is it then?"
    then = "It leaps from one valley into the other. Set “how many” to 4 and move between 2.10 and 2.15."
    four = panel.predict(question, guess=(-1, 3), near=0.1, then=then, x=2.15, copies=4)(lambda n: n.boundaries[0])
    four.reply(1.95, "That would be so if it followed them, as the boundary of surprise does.")
    return panel
