"""Lesson 4: why not MSE? How hard each price pulls."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import sigmoid
from ..panel import Panel
from ..picture import BLUE, INK, RED, Update
from ..text import fixed, significant

# How each price is drawn in every panel of this lesson.
SQUARES: dict[str, Any] = dict(color=BLUE, linestyle="-", label="squares")
SURPRISE: dict[str, Any] = dict(color=RED, linestyle="--", label="surprise")

Pull = Callable[[Any, Any], Any]
"""How hard a neuron is pulled towards what is right, from the chance it gives to that and the chance it does not."""

PULLS: dict[str, Pull] = {"squares": lambda q, rest: 2 * rest * q * rest, "surprise": lambda q, rest: rest}


def charged(z: Any, truth: str) -> tuple[list[Any], list[Any]]:
    """Return what a score costs by squares and by surprise, and how hard they pull it.

    Examples
    --------
    >>> prices, pulls = charged(0.0, "yes")
    >>> [round(float(number), 3) for number in (*prices, *pulls)]
    [0.25, 0.693, 0.25, 0.5]
    """
    side = 1 if truth == "yes" else -1
    q, rest = sigmoid(side * np.asarray(z)), sigmoid(-side * np.asarray(z))
    return [rest**2, np.logaddexp(0, -side * np.asarray(z))], [pull(q, rest) for pull in PULLS.values()]


def pull() -> Panel:
    """Set the score of one neuron: what it costs by squares and by surprise, and how hard each pulls it.

    After dragging: "The one at −6 pays most, and squares pull it least."

    Returns
    -------
    Panel
        Controls z (the score) and truth ("yes" or "no").
    """
    zs = np.linspace(-8.0, 8.0, 161)

    def compute(z: float = -1.0, truth: str = "yes") -> dict[str, Any]:
        prices, pulls = charged(z, truth)
        return {"q": float(sigmoid(z)), "prices": prices, "pulls": pulls}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-8.4, 8.4), ylim=(-0.4, 8.4), xlabel="score z", title="what it costs")
        right.set(xlim=(-8.4, 8.4), ylim=(-0.05, 1.05), xlabel="score z", title="how hard it is pulled")
        costs, strengths, tangents, dots, marks = [], [], [], [], []
        for marker, style in (("s", SQUARES), ("o", SURPRISE)):
            costs += left.plot(zs, zs, **style)
            strengths += right.plot(zs, zs, **style)
            tangents += left.plot([], [], color=INK, linewidth=2.5)
            dots += left.plot([], [], marker, color=style["color"], markersize=8)
            marks += right.plot([], [], marker, color=style["color"], markersize=8)
        left.legend(loc="upper center")

        def update(n: SimpleNamespace) -> None:
            run = np.array([-1.0, 1.0]) * (1 if n.truth == "yes" else -1)
            for i, curves in enumerate(zip(*charged(zs, n.truth), strict=True)):
                costs[i].set_ydata(curves[0])
                strengths[i].set_ydata(curves[1])
                tangents[i].set_data(n.z + run, n.prices[i] - n.pulls[i] * np.array([-1.0, 1.0]))
                dots[i].set_data([n.z], [n.prices[i]])
                marks[i].set_data([n.z], [n.pulls[i]])

        return update

    def read(n: SimpleNamespace) -> str:
        squares, surprise = (significant(float(strength), 4) for strength in n.pulls)
        return (
            f"z = {fixed(n.z, 1)}, so q = {significant(n.q, 4)}, and the truth is {n.truth}: "
            f"surprise pulls with {surprise}, squares with {squares}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: two prices over the score of a neuron, with tangents; squares level off where surprise goes on "
        "rising. Right: how hard each pulls, over the score",
        size=(9.6, 3.9),
        z=slider(-8.0, 8.0, 0.1, label="score z"),
        truth=choice("yes", "no", label="the truth is"),
    )
    question = "Neurons stand at z = −6, −2, 0 and 2, and the truth is yes. Which of them do squares pull hardest?"
    places = [f"The one at {z}" for z in ("−6", "−2", "0", "2")]
    which = panel.predict(question, guess=places, answer=places[2], hold="strengths", z=0.0, truth="yes")
    which.reply(places[0], "The one at −6 pays most, but to pay is not to be pulled: its blue price is all but level.")
    which.reply(places[1], "The one at −2 comes second, with 0.185 against 0.25, though it is much more wrong.")
    which.reply(places[2], "Its blue price is the steepest of the four, though two of the others are more wrong.")
    which.reply(places[3], "The one at 2 is right already, and still pulled five times as hard as the one at −6.")
    return panel
