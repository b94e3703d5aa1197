"""Lesson 7: what a score is charged by four prices, and how hard each pulls it."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

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


def one_walk() -> Panel:
    """Walk one score downhill, by a count of mistakes and by the distance from 0.

    After dragging: "A count leaves every score where it is; the distance takes a wrong one to 0, and no further."

    Returns
    -------
    Panel
        Controls steps (downhill, an eighth of the pull each), y (the label, +1 or −1) and z (the score at first).
    """
    line = np.sort(np.r_[np.linspace(-3, 3, 121), 5e-10, 1e-9])
    heights = [np.where(line == 5e-10, np.nan, charges(zero_one, line)), np.maximum(0, -line)]  # A jump, not a wall.

    def compute(steps: int = 0, y: int = 1, z: float = -3.0) -> dict[str, Any]:
        far = z
        for _ in range(steps):
            far += y * (y * far < 0) / 8
        return {"ends": [z, far]}  # The slope of a count is 0 everywhere.

    def draw(figure: Figure) -> Update:
        both = figure.subplots(1, 2, sharey=True)
        look: dict[str, Any] = {"color": INK, "linestyle": "None"}
        curves, starts, ends = [], [], []
        for axes, title in zip(both, ["a count of mistakes", "the distance from 0"], strict=True):
            axes.set(xlim=(-3.3, 3.3), ylim=(-0.25, 3.3), xlabel="score z", title=title)
            curves += axes.plot([], [], color=BLUE, linewidth=3)
            starts += axes.plot([], [], "o", **look, markersize=13, markerfacecolor="none", label="at first")
            ends += axes.plot([], [], "X", color=RED, markersize=9, label="after the steps")
        both[0].set_ylabel("what the score is charged")
        figure.legend(*both[0].get_legend_handles_labels(), loc="outside upper center", ncols=2)

        def update(n: Any) -> None:
            for i, of in enumerate([lambda m: m <= 0, lambda m: max(0, -m)]):
                curves[i].set_data(n.y * line, heights[i])
                starts[i].set_data([n.z], [of(n.y * n.z)])
                ends[i].set_data([n.ends[i]], [of(n.y * n.ends[i])])

        return update

    def read(n: Any) -> str:
        where = [f"{fixed(end, 3)}, {_answer(n.y * end)}" for end in n.ends]
        told = f"label {'+' if n.y > 0 else '−'}1, score at first {fixed(n.z)}, steps {n.steps}"
        return told if n.open else f"{told}\nBy the count it is at {where[0]}. By the distance it is at {where[1]}."

    panel = Panel(
        compute,
        draw,
        read,
        alt="What one score is charged, against the score: left by a count, which is a step, right by its distance "
        "from 0. On each the score at first, and where steps downhill lead it. The other label turns both round",
        size=(8.0, 3.9),
        steps=slider(0, 40, label="steps downhill"),
        y=choice({"+1": 1, "−1": -1}, label="label y"),
        z=slider(-3.0, 3.0, 0.25, label="score at first", digits=2),
    )
    panel.predict(
        "The score starts at −3 and should be above 0. Where do 40 steps downhill on the distance leave it?",
        guess=["at 2", "just above 0", "at 0"],
        answer="at 0",
        hold="ends",
        then="24 steps lead from −3 to 0. There the charge is 0, and nothing pulls it on. Drag, and see the count too.",
        steps=40,
    )
    return panel


def _answer(margin: float) -> str:
    return "right" if margin > 0 else "wrong" if margin else "no answer"


def one_score() -> Panel:
    """Show what one score is charged by each price, and below how hard that pulls it.

    After dragging: "The hinge lets go at a margin of 1, the log loss never quite, and squares pull back."

    Returns
    -------
    Panel
        Controls y (the label, +1 or −1) and z (the score).
    """
    looks = [look for *_, look in PRICES.values()]
    line = np.sort(np.r_[np.linspace(-3, 3, 121), 5e-10, 1e-9, 1 - 1e-9])  # The count jumps at 0, the hinge bends at 1.
    heights = [[of(each[i], line) for each in PRICES.values()] for i, of in enumerate((charges, pulls))]
    heights[0][0][line == 5e-10] = np.nan  # A jump, not a wall.
    tops = (5.0, 1.3)  # Low enough to see that the log loss never quite lets go; an arrow points to what is beyond.

    def compute(y: int = 1, z: float = -0.9) -> dict[str, Any]:
        charge = [float(charges(each[0], [y * z])[0]) for each in PRICES.values()]
        return {"charge": charge, "pull": [y * float(pulls(each[1], [y * z])[0]) + 0.0 for each in PRICES.values()]}

    def draw(figure: Figure) -> Update:
        both = figure.subplots(2, 1, sharex=True, height_ratios=[1, 1.7])
        both[0].set(xlim=(-3.3, 3.3), ylim=(-0.1 * tops[0], tops[0]), title="what the score is charged")
        both[1].set(
            ylim=(-tops[1], tops[1]), xlabel="score z", title="the pull on it: above 0 it pulls z up, below 0 down"
        )
        both[1].axhline(0, color=INK, linewidth=0.8)
        for name, look in zip(PRICES, looks, strict=True):
            both[0].plot([], [], label=name, **look)
        both[0].legend(loc="upper left", bbox_to_anchor=(1, 1))
        colours, styles = zip(*[(look["color"], look["linestyle"]) for look in looks], strict=True)
        drawn: dict[str, Any] = {"colors": colours, "linestyles": styles, "linewidths": 2}
        curves = [axes.add_collection(LineCollection([], **drawn)) for axes in both]
        charged, pulled = ([axes.plot([], [], **look)[0] for look in looks] for axes in both)
        beyond = [axes.text(0, 0, "", va="center") for axes in both]

        def update(n: Any) -> None:
            for i, (sign, here) in enumerate([(1, n.charge), (n.y, n.pull)]):
                curves[i].set_segments([np.c_[n.y * line, sign * each] for each in heights[i]])
                inside = np.clip(here, -0.91 * tops[i], 0.91 * tops[i])
                for dot, look, height, at in zip((charged, pulled)[i], looks, here, inside, strict=True):
                    arrow = "^" if height > at else "v" if height < at else look["marker"]
                    dot.set(data=([n.z], [at]), marker=arrow)
                # Squares alone go so far. Their number stands away from their curve, or from the edge.
                side = -np.sign(n.z) if abs(n.z) > 2.3 else n.y if n.y * n.z > 1 else -n.y
                beyond[i].set(position=(n.z + 0.2 * side, inside[-1]), ha="left" if side > 0 else "right")
                beyond[i].set_text(fixed(here[-1], 1) if here[-1] != inside[-1] else "")

        return update

    def read(n: Any) -> str:
        told = zip(PRICES, n.charge, n.pull, strict=True)
        prices = ", ".join(f"{name} {charge:.3f} ({fixed(pull, 3)})" for name, charge, pull in told)
        answer = f"label {'+' if n.y > 0 else '−'}1, score {fixed(n.z, 1)}: {_answer(n.y * n.z)}"
        return f"{answer}\nCharged (pulled): {prices}"

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
    panel.predict(
        "The label is +1 and the score is 3, which is right by far. Which prices still pull it, and which way?",
        guess=["none", "log and squares, up", "log up, squares down", "squares alone, down"],
        answer="log up, squares down",
        hold="curves",
        then="The log loss is nearly flat there, but never quite. Squares want the score to be 1.",
        z=3.0,
    )
    return panel
