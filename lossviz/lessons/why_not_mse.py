"""Lesson 4: why not MSE? What each price sees, and how hard it pulls."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import (
    cross_entropy,
    mse,
    one_hot,
    sigmoid,
    sigmoid_cross_entropy,
    sigmoid_cross_entropy_grad,
    sigmoid_mse,
    sigmoid_mse_grad,
)
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..shapes import boxes
from ..text import fixed, significant

# Three pictures, of a car, a dog and a cat, and what two machines say of them: cat, dog, car.
TRUTH = one_hot(np.array([2, 1, 0]), depth=3)
A = np.array([[0.3, 0.3, 0.4], [0.3, 0.4, 0.3], [0.1, 0.2, 0.7]])
B = np.array([[0.1, 0.2, 0.7], [0.1, 0.7, 0.2], [0.3, 0.4, 0.3]])

# How each price is drawn in every panel of this lesson.
SQUARES: dict[str, Any] = dict(color=BLUE, linestyle="-")
SURPRISE: dict[str, Any] = dict(color=RED, linestyle="--")


def between(t: float) -> np.ndarray[Any, Any]:
    """Return what is said at t on the way from machine A (0) by B (1) to the truth (2).

    Examples
    --------
    >>> between(0.5)[2].round(2).tolist()
    [0.2, 0.3, 0.5]
    """
    start, end = (A, B) if t < 1 else (B, TRUTH)
    return np.asarray(start + (t - (t >= 1)) * (end - start))


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

    def measures(t: float) -> tuple[float, float, float]:
        q = between(t)
        mistakes = float(np.mean(q.argmax(axis=1) != TRUTH.argmax(axis=1)))
        return mistakes, float(mse(TRUTH, q)), float(cross_entropy(TRUTH, q).mean())

    way = np.array([measures(t) for t in ts])

    def compute(t: float = 1.0) -> dict[str, Any]:
        mistakes, squares, surprise = measures(t)
        return {"q": between(t), "mistakes": mistakes, "squares": squares, "surprise": surprise}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
        left.set(xlim=(-0.8, 10.8), ylim=(0, 1.25), ylabel="chance", title="what the machine says")
        left.set_xticks(places.ravel(), ["cat", "dog", "car"] * 3, fontsize=9)
        left.set_xlabel("hatched: what it is, thick: what it would answer")
        left.grid(axis="x", visible=False)
        for place, word in zip(places[:, 1], ("a car", "a dog", "a cat"), strict=True):
            left.text(place, 1.2, word, ha="center", va="top", fontsize=10)
        right.set(xlim=(-0.06, 2.06), ylim=(-0.06, 1.5), title="three measures on the way")
        right.set_xticks([0, 1, 2], ["A", "B", "the truth"])
        styles = (dict(color=GREEN, linestyle="-."), SQUARES, SURPRISE)
        names = ("share of mistakes", "MSE", "cross entropy")
        curves = [right.plot([], [], **style, label=name)[0] for style, name in zip(styles, names, strict=True)]
        right.legend(loc="upper right")
        dots = [
            right.plot([], [], m, color=style["color"], markersize=8)[0] for m, style in zip("Dso", styles, strict=True)
        ]
        bars = left.add_collection(PolyCollection([], facecolor=RED + "40", edgecolor=RED, linewidth=1))
        true = left.add_collection(PolyCollection([], facecolor="none", edgecolor=BLUE, linewidth=1, hatch="///"))
        answer = left.add_collection(PolyCollection([], facecolor="none", edgecolor=INK, linewidth=2.8))

        def update(n: SimpleNamespace) -> None:
            shapes = boxes(places - 0.4, 0.8, 0, n.q)
            bars.set_verts(shapes.reshape(-1, 4, 2))
            true.set_verts(shapes[range(3), TRUTH.argmax(axis=1)])
            answer.set_verts(shapes[range(3), n.q.argmax(axis=1)])
            gone = ts <= n.t + 1e-9
            for curve, dot, values, now in zip(curves, dots, way.T, (n.mistakes, n.squares, n.surprise), strict=True):
                curve.set_data(ts[gone], values[gone])
                dot.set_data([n.t], [now])

        return update

    def read(n: SimpleNamespace) -> str:
        where = {0.0: ", machine A", 1.0: ", machine B", 2.0: ", the truth"}.get(n.t, "")
        return (
            f"t = {n.t:.2f}{where}: {round(3 * n.mistakes)} of 3 wrong, "
            f"MSE {fixed(n.squares, 3)}, cross entropy {fixed(n.surprise, 3)}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: what a machine says of three pictures, as bars for cat, dog and car. Right: the share of mistakes, "
        "MSE and cross entropy on the way from one machine to the next and to the truth, as far as it was gone",
        size=(9.6, 4.0),
        t=slider(0.0, 2.0, 0.05, label="from A by B to the truth", digits=2),
    )
    often = panel.predict(
        "How often does the share of mistakes change on the way from A to the truth?",
        guess=["Never", "Once", "Twice", "All the way"],
        answer="Once",
        t=2.0,
    )
    often.reply("All the way", "Every chance does, but only the largest of three is counted.")
    return panel


def pull() -> Panel:
    """Set the score of one neuron: what it costs by squares and by surprise, and the two pulls as areas.

    After dragging: "Both pulls are as wide as the mistake, and the logarithm keeps its at full height."

    Returns
    -------
    Panel
        Controls z (the score) and truth ("yes" or "no").
    """
    zs = np.linspace(-8.0, 8.0, 161)

    def prices(truth: str, z: Any) -> tuple[Any, Any, Any, Any]:
        """Return prices and slopes, squares first; each score is an item of its own, and the losses are means."""
        z = np.atleast_1d(z)[:, None]
        y = np.full((1,), float(truth == "yes"))
        functions = (sigmoid_mse, sigmoid_cross_entropy, sigmoid_mse_grad, sigmoid_cross_entropy_grad)
        return tuple(np.array([np.squeeze(f(y, one)) for one in z]) for f in functions)  # type: ignore[return-value]

    curves = {truth: prices(truth, zs) for truth in ("yes", "no")}

    def compute(z: float = -1.0, truth: str = "yes") -> dict[str, Any]:
        squares, surprise, squares_slope, surprise_slope = (float(part[0]) for part in prices(truth, z))
        q = float(sigmoid(z))
        return {
            "q": q,
            "mistake": abs(q - (truth == "yes")),
            "arm": 2 * q * (1 - q),
            "squares": squares,
            "surprise": surprise,
            "slopes": (squares_slope, surprise_slope),
            "hardest": float(sigmoid(zs[np.argmax(np.abs(curves[truth][2]))])),
        }

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-8.4, 8.4), ylim=(-0.4, 8.4), xlabel="score z", title="what it costs")
        lines = [left.plot(zs, zs, **SQUARES, label="squares")[0], left.plot(zs, zs, **SURPRISE, label="surprise")[0]]
        tangents = [left.plot([], [], color=INK, linewidth=2.5)[0] for _ in lines]
        dots = [left.plot([], [], m, color=c, markersize=8)[0] for m, c in (("s", BLUE), ("o", RED))]
        left.legend(loc="upper center")
        right.set(xlim=(-0.05, 1.05), ylim=(0, 2.45), title="how hard it pulls: the areas")
        right.set(xlabel="as wide as the mistake, | q − y |", yticks=[0, 0.5, 1.3, 2.3])
        right.set_yticklabels(["0", "½", "0", "1"])
        right.grid(False)
        right.axhline(1.3, color=INK, linewidth=0.8)
        right.text(1.04, 2.42, "surprise, height 1", ha="right", va="top", fontsize=10)
        right.text(1.04, 1.15, "squares, height 2 q (1 − q)", ha="right", va="top", fontsize=10)
        ce = right.add_collection(PolyCollection([], facecolor=RED + "50", edgecolor=RED, linewidth=2, hatch="//"))
        square = right.add_collection(PolyCollection([], facecolor=BLUE + "70", edgecolor=BLUE, linewidth=2))

        def update(n: SimpleNamespace) -> None:
            for line, values in zip(lines, curves[n.truth][:2], strict=True):
                line.set_ydata(values)
            run = np.array([-1.0, 1.0])
            for tangent, dot, price, slope in zip(tangents, dots, (n.squares, n.surprise), n.slopes, strict=True):
                tangent.set_data(n.z + run, price + slope * run)
                dot.set_data([n.z], [price])
            ce.set_verts(boxes(0, n.mistake, 1.3, 1))
            square.set_verts(boxes(0, n.mistake, 0, n.arm))

        return update

    def read(n: SimpleNamespace) -> str:
        squares, surprise = (significant(abs(slope), 4) for slope in n.slopes)
        return (
            f"z = {fixed(n.z, 1)}, so q = {significant(n.q, 4)}, and the truth is {n.truth}: "
            f"surprise pulls with {surprise}, squares with {squares}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: two prices over the score of a neuron, with tangents; squares level off where surprise goes on "
        "rising. Right: the two pulls as rectangles of one width, the mistake",
        size=(9.6, 3.9),
        z=slider(-8.0, 8.0, 0.1, label="score z"),
        truth=choice("yes", "no", label="the truth is"),
    )
    which = panel.predict(
        "Neurons stand at z = −6, −2, 0 and 2, and the truth is yes. Which of them do squares pull hardest?",
        guess=["The one at −6", "The one at −2", "The one at 0", "The one at 2"],
        answer="The one at 0",
        z=0.0,
    )
    which.reply("The one at −6", "It pays most, but to pay is not to be pulled.")
    where = panel.predict(
        "At which q do squares pull hardest, if the truth is yes?",
        guess=(0, 1),
        near=0.02,
        z=-0.7,
        truth="yes",
        answer=lambda n: n.hardest,
    )
    where.reply(0.5, "There the arm is longest, but the mistake is only a half.")
    where.reply(0, "There the mistake is largest, but the arm is gone.")
    return panel
