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

    After dragging: "A price that is flat far out forgives a wrong label, and gives up a pupil."

    Returns
    -------
    Panel
        Controls x (where the wrong labels are) and copies (how many there are).
    """
    clean = [sum(both) for both in zip(costs(CLEAN[CLEAN < 0], 0), costs(CLEAN[CLEAN > 0], 1), strict=True)]
    line = np.linspace(-4.4, 6.4, 109)

    def compute(x: float = 1.0, copies: int = 1) -> dict[str, Any]:
        count = CLEAN.size + copies
        squares, surprise = ((c + copies * w) / count for c, w in zip(clean, costs(x, 0), strict=True))
        return {
            "prices": (squares, surprise),
            "boundaries": (lowest(BOUNDARIES, squares), lowest(BOUNDARIES, surprise)),
        }

    def draw(figure: Figure) -> Update:
        left, *valleys = figure.subplots(1, 3, width_ratios=[1.5, 1, 1])
        left.set(xlim=(-4.4, 6.7), ylim=(-0.12, 1.45), xlabel="x", title="what the neuron says")
        left.plot(CLEAN, CLEAN > 0, "o", color=INK, markersize=6, label="labelled rightly")
        curves = [
            left.plot(line, line, **style, label=name)[0]
            for style, name in ((SQUARES, "squares"), (SURPRISE, "surprise"))
        ]
        (wrong,) = left.plot([], [], "X", color=INK, markersize=9, label="labelled wrongly")
        left.legend(loc="upper left", ncols=2, fontsize=9)
        hills, balls = [], []
        names, tops = ("squares: mean price", "surprise: mean price"), (0.45, 2.2)
        for axes, style, name, top in zip(valleys, (SQUARES, SURPRISE), names, tops, strict=True):
            axes.set(xlim=(-1, 3), ylim=(0, top), xlabel="boundary c", title=name)
            hills += axes.plot(BOUNDARIES, BOUNDARIES, **style)
            balls += axes.plot([], [], "o", color=style["color"], markersize=10)

        def update(n: SimpleNamespace) -> None:
            for curve, hill, ball, c, price in zip(curves, hills, balls, n.boundaries, n.prices, strict=True):
                curve.set_ydata(sigmoid(STEEP * (line - c)))
                hill.set_ydata(price)
                ball.set_data([c], [np.min(price)])
            wrong.set_visible(n.copies > 0)
            wrong.set_data(n.x + 0.25 * (np.arange(n.copies) - (n.copies - 1) / 2), np.zeros(n.copies))

        return update

    def read(n: SimpleNamespace) -> str:
        squares, surprise = (fixed(c) for c in n.boundaries)
        labels = f"{n.copies} wrong label{'s' * (n.copies != 1)}"
        return f"{labels} at x = {n.x:.2f}: squares put the boundary at {squares}, surprise at {surprise}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: points on a line labelled yes or no, some wrongly, and the neuron that each price learns. "
        "Middle and right: the mean price over the boundary, by squares and by surprise, with a ball at the bottom",
        size=(9.8, 3.8),
        x=slider(0.0, 6.0, 0.05, label="wrong labels at x", digits=2),
        copies=slider(0, 4, label="how many"),
    )
    far = panel.predict(
        "The wrong label moves from 1 to 4, deep into the other side. Where do squares put the boundary then?",
        guess=(-1, 3),
        near=0.05,
        x=4.0,
        copies=1,
        answer=lambda n: n.boundaries[0],
    )
    far.reply(1.0, "That would be so if a label pulled the harder the farther off it is.")
    four = panel.predict(
        "Four wrong labels at 2.10 hold the boundary of squares at 1.90. They move on to 2.15. What does it do?",
        guess=["It moves on a little", "It stays where it is", "It leaps back"],
        answer="It leaps back",
        x=2.15,
        copies=4,
    )
    four.reply("It moves on a little", "The boundary of surprise does.")
    return panel
