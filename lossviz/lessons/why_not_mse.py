"""Lesson 4: why not MSE? What each price sees, and how hard it pulls."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import cross_entropy, mse, one_hot, sigmoid
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..shapes import boxes
from ..text import fixed, significant

# Three pictures, of a car, a dog and a cat, and what two machines say of them: cat, dog, car.
TRUTH = one_hot(np.array([2, 1, 0]), depth=3)
A = np.array([[0.3, 0.3, 0.4], [0.3, 0.4, 0.3], [0.1, 0.2, 0.7]])
B = np.array([[0.1, 0.2, 0.7], [0.1, 0.7, 0.2], [0.3, 0.4, 0.3]])

# How each price is drawn in every panel of this lesson.
SQUARES: dict[str, Any] = dict(color=BLUE, linestyle="-", label="squares")
SURPRISE: dict[str, Any] = dict(color=RED, linestyle="--", label="surprise")
MISTAKES: dict[str, Any] = dict(color=GREEN, linestyle="-.", label="share of mistakes", drawstyle="steps-post")

Pull = Callable[[Any, Any], Any]
"""How hard a neuron is pulled towards what is right, from the chance it gives to that and the chance it does not."""

PULLS: dict[str, Pull] = {"squares": lambda q, rest: 2 * rest * q * rest, "surprise": lambda q, rest: rest}


def between(t: float) -> np.ndarray[Any, Any]:
    """Return what is said at t on the way from machine A (0) by B (1) to the truth (2).

    Examples
    --------
    >>> between(0.5)[2].round(2).tolist()
    [0.2, 0.3, 0.5]
    """
    start, end = (A, B) if t < 1 else (B, TRUTH)
    return np.asarray(start + (t - (t >= 1)) * (end - start))


def measures(q: Any) -> tuple[float, float, float]:
    """Return the share of mistakes, the MSE over all nine chances, and the cross entropy of what is said.

    Examples
    --------
    >>> [round(measure, 3) for measure in measures(B)]
    [0.333, 0.113, 0.639]
    """
    mistakes = float(np.mean(q.argmax(axis=1) != TRUTH.argmax(axis=1)))
    return mistakes, float(mse(TRUTH, q)), float(cross_entropy(TRUTH, q).mean())


def two_machines() -> Panel:
    """Turn one machine into a better one, and on into the truth: what the count of mistakes and two prices see of it.

    After dragging: "Accuracy tells me where I stand, never which way to go."

    Returns
    -------
    Panel
        Control t: 0 is machine A, 1 is B, 2 is the truth.
    """
    places = np.add.outer([0, 4, 8], [0, 1, 2])  # Of the bars: a row for each picture.
    ts = np.linspace(0, 2, 201)
    way = np.array([measures(between(t)) for t in ts])

    def compute(t: float = 1.0) -> dict[str, Any]:
        return {"q": between(t), "measures": measures(between(t))}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
        left.set(xlim=(-0.8, 10.8), ylim=(0, 1.12), ylabel="chance", title="what the machine says")
        left.set_xticks(places.ravel(), ["cat", "dog", "car"] * 3, fontsize=9)
        left.set_xlabel("hatched: what it is, thick: what it would answer")
        left.grid(axis="x", visible=False)
        for place, word in zip(places[:, 1], ("a car", "a dog", "a cat"), strict=True):
            left.text(place, 1.1, word, ha="center", va="top", fontsize=10)
        right.set(xlim=(-0.06, 2.06), ylim=(-0.06, 1.5), title="three measures on the way")
        right.set_xticks([0, 1, 2], ["A", "B", "the truth"])
        curves, dots = [], []
        for marker, style in zip("Dso", (MISTAKES, SQUARES | {"label": "MSE"}, SURPRISE), strict=True):
            curves += right.plot([], [], **style)
            dots += right.plot([], [], marker, color=style["color"], markersize=8)
        curves[2].set_label("cross entropy")
        right.legend(loc="upper right")
        bars = left.add_collection(PolyCollection([], facecolor=RED + "40", edgecolor=RED, linewidth=1))
        true = left.add_collection(PolyCollection([], facecolor="none", edgecolor=BLUE, linewidth=1, hatch="///"))
        answer = left.add_collection(PolyCollection([], facecolor="none", edgecolor=INK, linewidth=2.8))

        def update(n: SimpleNamespace) -> None:
            shapes = boxes(places - 0.4, 0.8, 0, n.q)
            bars.set_verts(shapes.reshape(-1, 4, 2))
            true.set_verts(shapes[range(3), TRUTH.argmax(axis=1)])
            answer.set_verts(shapes[range(3), n.q.argmax(axis=1)])
            gone = ts <= n.t + 1e-9
            for curve, dot, values, now in zip(curves, dots, way.T, n.measures, strict=True):
                curve.set_data(ts[gone], values[gone])
                dot.set_data([n.t], [now])

        return update

    def read(n: SimpleNamespace) -> str:
        where = {0.0: ", machine A", 1.0: ", machine B", 2.0: ", the truth"}.get(n.t, "")
        mistakes, squares, surprise = round(3 * n.measures[0]), fixed(n.measures[1], 3), fixed(n.measures[2], 3)
        return f"t = {n.t:.2f}{where}: {mistakes} of 3 wrong, MSE {squares}, cross entropy {surprise}"

    return Panel(
        compute,
        draw,
        read,
        alt="Left: what a machine says of three pictures, as bars for cat, dog and car. Right: the share of mistakes, "
        "MSE and cross entropy on the way from one machine to the next and to the truth, as far as it was gone",
        size=(9.6, 4.0),
        t=slider(0.0, 2.0, 0.05, label="from A by B to the truth", digits=2),
    )


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
    return [rest**2, -np.log(q)], [pull(q, rest) for pull in PULLS.values()]


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
