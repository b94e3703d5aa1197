"""Lesson 7: what a score is charged by four prices, and how hard each pulls it."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..checks import one_of
from ..controls import choice, slider
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
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..text import fixed

Loss = Callable[[Any, Any], Any]
Floats = NDArray[np.floating[Any]]


def _look(color: str, linestyle: str, marker: str, size: int) -> dict[str, Any]:
    """Return how a price is drawn; markers of different sizes are hollow, so that each is seen where they meet."""
    hollow = {"markersize": size, "markerfacecolor": "none", "markeredgewidth": 2}
    return {"color": color, "linestyle": linestyle, "marker": marker, **hollow}


# Each price by name: itself, its gradient, and how it is drawn.
PRICES: dict[str, tuple[Any, ...]] = {
    "count": (zero_one, zero_one_grad, _look(INK, ":", "X", 5)),
    "hinge": (hinge, hinge_grad, _look(BLUE, "-", "o", 8)),
    "log": (logistic, logistic_grad, _look(GREEN, "--", "s", 11)),
    "squares": (squared_margin, squared_margin_grad, _look(RED, "-.", "D", 14)),
}


def charges(loss: Loss, margins: Any) -> Floats:
    """Return what items of these margins are charged, each by itself.

    Examples
    --------
    >>> charges(hinge, [-1.0, 0.5])
    array([2. , 0.5])
    """
    return np.array([loss(1, m) for m in margins])  # A score of m has the margin m where the label is 1.


def pulls(gradient: Loss, margins: Any) -> Floats:
    """Return how hard each margin is pulled up: minus the slope of a loss at it.

    Examples
    --------
    >>> pulls(hinge_grad, [-1.0, 3.0])
    array([1., 0.])
    """
    return np.array(-gradient(np.ones(len(margins)), margins) * len(margins)) + 0.0  # Each loss is a mean.


def one_score(price: str = "all") -> Panel:
    """Show what one score is charged by each price, and below how hard that pulls it.

    After dragging: "The hinge lets go at a margin of 1, the log loss never quite, and squares pull back."

    Parameters
    ----------
    price : {"all", "count", "hinge", "log", "squares"}

    Returns
    -------
    Panel
        Controls y (the label, +1 or −1) and z (the score).
    """
    one_of(price, [*PRICES, "all"], f"no price named {price!r}")
    shown = PRICES if price == "all" else {price: PRICES[price]}
    looks = [look for *_, look in shown.values()]
    line = np.sort(np.r_[np.linspace(-3, 3, 121), 5e-10, 1e-9, 1 - 1e-9])  # The count jumps at 0, the hinge bends at 1.
    heights = [[of(each[i], line) for each in shown.values()] for i, of in enumerate((charges, pulls))]
    if "count" in shown:
        heights[0][0][line == 5e-10] = np.nan  # A jump, not a wall.
    tops = (1.5 if price == "count" else 5.0, 1.5)  # Low enough to see that the log loss never quite lets go.

    def compute(y: int = 1, z: float = -0.9) -> dict[str, Any]:
        charge = [float(charges(each[0], [y * z])[0]) for each in shown.values()]
        return {"charge": charge, "pull": [y * float(pulls(each[1], [y * z])[0]) + 0.0 for each in shown.values()]}

    def draw(figure: Figure) -> Update:
        both = figure.subplots(2, 1, sharex=True)
        both[0].set(xlim=(-3.3, 3.3), ylim=(-0.1 * tops[0], tops[0]), title="what the score is charged")
        both[1].set(
            ylim=(-tops[1], tops[1]), xlabel="score z", title="the pull on it: above 0 it pulls z up, below 0 down"
        )
        both[1].axhline(0, color=INK, linewidth=0.8)
        for name, look in zip(shown, looks, strict=True):
            both[0].plot([], [], label=name, **look)
        both[0].legend(loc="upper left", bbox_to_anchor=(1, 1))
        colours, styles = zip(*[(look["color"], look["linestyle"]) for look in looks], strict=True)
        drawn: dict[str, Any] = {"colors": colours, "linestyles": styles, "linewidths": 2 if len(shown) > 1 else 3}
        curves = [axes.add_collection(LineCollection([], **drawn)) for axes in both]
        charged, pulled = ([axes.plot([], [], **look)[0] for look in looks] for axes in both)

        def update(n: Any) -> None:
            for i, (sign, here) in enumerate([(1, n.charge), (n.y, n.pull)]):
                curves[i].set_segments([np.c_[n.y * line, sign * each] for each in heights[i]])
                for dot, height in zip((charged, pulled)[i], here, strict=True):
                    dot.set(data=([n.z], [height]), visible=abs(height) <= tops[i])

        return update

    def read(n: Any) -> str:
        answer = "right" if n.y * n.z > 0 else "wrong" if n.z else "no answer"
        told = zip(shown, n.charge, n.pull, strict=True)
        prices = ", ".join(f"{name} {charge:.3f} ({fixed(pull, 3)})" for name, charge, pull in told)
        prices = "?" if n.open and price == "count" else prices
        return f"label {'+' if n.y > 0 else '−'}1, score {fixed(n.z, 1)}: {answer}\nCharged (pulled): {prices}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Above: what one score is charged by each price, against the score. Below: how hard each pulls the score "
        "up or down. The other label turns both round",
        size=(8.0, 5.8),
        y=choice({"+1": 1, "−1": -1}, label="label y"),
        z=slider(-3.0, 3.0, 0.1, label="score z"),
    )
    if price == "count":
        panel.predict(
            "The score starts at −3 and should get to 3. How far does descent on the count carry it?",
            guess=["all the way up to 0", "only just below 0", "not at all"],
            answer="not at all",
            hold=["curves", "pulled"],
            then="A wrong answer costs 1 wherever it lies, and the jump at 0 has no slope. Drag the score and see.",
        )
    if price == "all":
        panel.predict(
            "The label is +1 and the score is 3, which is right by far. Which prices still pull it, and which way?",
            guess=["none", "log and squares, up", "log up, squares down", "squares alone, down"],
            answer="log up, squares down",
            hold="curves",
            then="The log loss is nearly flat there, but never quite. Squares want the score to be 1.",
            z=3.0,
        )
    return panel
