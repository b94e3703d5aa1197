"""Lesson 4, continued: a race of the two losses, and a wrong label."""

from math import exp
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, INK, PAPER, RED
from ..text import fixed, significant
from .why_not_mse import CE, MSE

STEPS, ARRIVED = 300, 0.9


def train(loss: str, w: float, b: float, eta: float) -> tuple[list[float], list[float]]:
    """Train one neuron, p = sigmoid(w x + b) with x = 1, towards the target 1 by gradient descent.

    Parameters
    ----------
    loss : "mse" or "ce"
    w, b : float
        Where it starts.
    eta : float
        The learning rate.

    Returns
    -------
    (list, list)
        After 0, 1, … 300 steps: the prediction p, and the gradient on the logit, which is that on w and on b.

    Examples
    --------
    >>> predictions, gradients = train("ce", 0.0, 0.0, eta=0.5)
    >>> predictions[0], gradients[0], len(predictions)
    (0.5, -0.5, 301)
    """
    x, predictions, gradients = 1.0, [], []
    for _ in range(STEPS + 1):
        rest = 1 / (1 + exp(w * x + b))  # 1 - p, with no digit lost.
        p = 1 - rest
        gradient = -rest if loss == "ce" else -2 * rest * p * rest
        predictions.append(p)
        gradients.append(gradient)
        w -= eta * gradient * x
        b -= eta * gradient
    return predictions, gradients


def arrival(predictions: list[float]) -> int | None:
    """Return the first step at which the prediction is beyond 0.9, None if there is none.

    Examples
    --------
    >>> arrival([0.5, 0.8, 0.95, 0.97]), arrival([0.5])
    (2, None)
    """
    return next((step for step, p in enumerate(predictions) if p > ARRIVED), None)


def race() -> Panel:
    """Train one neuron twice from the same start, by MSE and by cross entropy, and see which arrives first.

    Returns
    -------
    Panel
        Controls w and b (the start), eta (the learning rate), boost (how many times that rate MSE is
        given) and step (where to look).
    """
    floor = 1e-8

    def compute(w: float = -2.5, b: float = -2.5, eta: float = 0.5, boost: int = 1, step: int = 40) -> SimpleNamespace:
        mse, ce = train("mse", w, b, eta * boost), train("ce", w, b, eta)
        return SimpleNamespace(
            w=w, b=b, eta=eta, boost=boost, step=step, mse=mse, ce=ce, arrivals=(arrival(mse[0]), arrival(ce[0]))
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-6, STEPS + 96), ylim=(-0.04, 1.22), xlabel="step", title="prediction p, on its way to 1")
        left.set_xticks(range(0, STEPS + 1, 50))
        left.axhline(ARRIVED, color=INK, linewidth=0.8, linestyle=":")
        left.text(STEPS + 94, ARRIVED - 0.015, "there: p > 0.9", ha="right", va="top", fontsize=9)
        right.set(xlim=(-6, STEPS + 6), ylim=(floor / 2, 3), yscale="log", xlabel="step")
        right.set_title("size of the gradient, log axis")
        steps, bare = np.arange(STEPS + 1), dict(facecolor=PAPER, edgecolor="none", pad=1)
        art = SimpleNamespace(
            mse=[axes.plot(steps, steps, **MSE, label="MSE")[0] for axes in (left, right)],
            ce=[axes.plot(steps, steps, **CE, label="cross entropy (CE)")[0] for axes in (left, right)],
            flags=[
                left.plot([0, 0], [0, ARRIVED], color=style["color"], linestyle=style["linestyle"], linewidth=1.2)[0]
                for style in (MSE, CE)
            ],
            labels=[left.text(0, height, "", fontsize=9, in_layout=False, bbox=bare) for height in (0.14, 0.26)],
            cursors=[axes.plot([], [], color=INK, linewidth=0.8)[0] for axes in (left, right)],
            mse_dots=[axes.plot([], [], "s", color=BLUE, markersize=8)[0] for axes in (left, right)],
            ce_dots=[axes.plot([], [], "o", color=RED, markersize=8)[0] for axes in (left, right)],
        )
        left.legend(loc="upper right", ncols=2)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        lines = ((art.mse, art.mse_dots, n.mse), (art.ce, art.ce_dots, n.ce))
        for (left, right), (dot_left, dot_right), (predictions, gradients) in lines:
            sizes = np.abs(gradients)
            left.set_ydata(predictions)
            right.set_ydata(sizes)
            dot_left.set_data([n.step], [predictions[n.step]])
            dot_right.set_data([n.step], [sizes[n.step]])
            dot_right.set_visible(sizes[n.step] > floor)
        for name, flag, label, at in zip(("MSE", "CE"), art.flags, art.labels, n.arrivals, strict=True):
            flag.set_visible(at is not None)
            flag.set_xdata([at or 0, at or 0])
            label.set_x((at or 0) + 5)
            label.set_text("" if at is None else f"{name}: step {at}")
        art.cursors[0].set_data([n.step, n.step], [0, 1.05])
        art.cursors[1].set_data([n.step, n.step], [floor, 1])

    def read(n: SimpleNamespace) -> str:
        def came(at: int | None) -> str:
            return f"not within {STEPS} steps" if at is None else f"at step {at}"

        def now(runner: tuple[list[float], list[float]]) -> str:
            return f"p = {runner[0][n.step]:.3f}, gradient {significant(runner[1][n.step])}"

        return (
            f"From w = {fixed(n.w, 1)}, b = {fixed(n.b, 1)}, η = {n.eta:.1f} (for MSE {n.boost} × η = "
            f"{n.eta * n.boost:.1f}): cross entropy arrives {came(n.arrivals[1])}, MSE {came(n.arrivals[0])}.\n"
            f"At step {n.step}: cross entropy {now(n.ce)}; MSE {now(n.mse)}"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the prediction of one neuron over 300 steps of training, by MSE and by cross entropy, each with a "
        "flag where it passes 0.9. Right: the size of its gradient over the steps on a log axis",
        presets={
            "undecided": {"w": 0.0, "b": 0.0},
            "wrong": {"w": -2.5, "b": -2.5},
            "very wrong": {"w": -4.0, "b": -4.0},
            "MSE at 40 times the rate": {"boost": 40},
        },
        size=(9.6, 4.0),
        w=(-4.0, 4.0, 0.1),
        b=(-4.0, 4.0, 0.1),
        eta=widgets.FloatSlider(0.5, min=0.1, max=3.0, step=0.1, description="learning rate η", readout_format=".1f"),
        boost=widgets.IntSlider(1, 1, 40, description="MSE's rate, times η"),
        step=widgets.IntSlider(40, 0, STEPS, description="look at step"),
    )


# Fourteen points on a line, the class of each its sign: the boundary belongs at 0.
CLEAN = np.array([-4.0, -3.0, -2.2, -1.6, -1.1, -0.6, -0.3, 0.3, 0.6, 1.1, 1.6, 2.2, 3.0, 4.0])
STEEP = 1.5
BOUNDARIES = np.linspace(-1.0, 3.0, 801)


def costs(x: Any, label: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return what a point costs by MSE and by cross entropy, for each boundary, added up over points.

    The neuron is ``p = sigmoid(1.5 (x - c))``: its steepness is given, its boundary c to be learned.

    Examples
    --------
    >>> at = np.argmin(np.abs(BOUNDARIES))
    >>> [round(float(cost[at]), 3) for cost in costs(4.0, 0)]
    [0.995, 6.002]
    """
    z = STEEP * (np.reshape(x, (-1, 1)) - BOUNDARIES)
    towards = z if label == 0 else -z
    ce = np.logaddexp(0, towards)
    return ((1 - np.exp(-ce)) ** 2).sum(axis=0), ce.sum(axis=0)


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
    """Learn a boundary where some labels are wrong: MSE forgets those far off, cross entropy never does.

    Returns
    -------
    Panel
        Controls x (where the wrong labels are) and copies (how many there are).
    """
    clean = [sum(both) for both in zip(costs(CLEAN[CLEAN < 0], 0), costs(CLEAN[CLEAN > 0], 1), strict=True)]
    line, xs = np.linspace(-4.4, 6.4, 109), np.linspace(0, 6, 121)

    def boundaries(x: float, copies: int) -> list[float]:
        """Return the boundary of the least loss, by MSE and by cross entropy, between the steps of `BOUNDARIES`."""
        return [lowest(BOUNDARIES, cost + copies * wrong) for cost, wrong in zip(clean, costs(x, 0), strict=True)]

    found = {copies: np.array([boundaries(x, copies) for x in xs]).T for copies in range(5)}

    def compute(x: float = 1.0, copies: int = 1) -> SimpleNamespace:
        mse, ce = boundaries(x, copies)
        misjudged = [int(np.sum((c < CLEAN) != (CLEAN > 0))) for c in (mse, ce)]
        return SimpleNamespace(x=x, copies=copies, mse=mse, ce=ce, misjudged=misjudged)

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[1.2, 1])
        left.set(xlim=(-4.4, 6.4), ylim=(-0.1, 1.42), xlabel="x", ylabel="p(class 1)", title="the neuron learned")
        left.plot(CLEAN, CLEAN > 0, "o", color=INK, markersize=6, label="labelled rightly")
        right.set(xlim=(-0.2, 6.2), ylim=(-0.28, 2.4), xlabel="x of the wrong label", title="the boundary learned")
        right.axhline(0, color=INK, linewidth=0.8, linestyle=":")
        right.text(6.1, -0.12, "where it belongs", ha="right", va="top", fontsize=9)
        art = SimpleNamespace(
            curves=[
                left.plot(line, line, **style, label=name)[0] for style, name in ((MSE, "MSE"), (CE, "cross entropy"))
            ],
            cuts=[
                left.plot([], [], color=style["color"], linestyle=style["linestyle"], linewidth=1)[0]
                for style in (MSE, CE)
            ],
            wrong=left.plot([], [], "X", color=INK, markersize=11, label="labelled wrongly")[0],
            ways=[right.plot(xs, xs, **style)[0] for style in (MSE, CE)],
            cursor=right.plot([], [], color=INK, linewidth=0.8)[0],
            mse=right.plot([], [], "s", color=BLUE, markersize=8)[0],
            ce=right.plot([], [], "o", color=RED, markersize=8)[0],
        )
        left.legend(loc="upper left", ncols=2, fontsize=10)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for i, c in enumerate((n.mse, n.ce)):
            art.curves[i].set_ydata(1 / (1 + np.exp(-STEEP * (line - c))))
            art.cuts[i].set_data([c, c], [0, 0.5])
            art.ways[i].set_ydata(found[n.copies][i])
        art.wrong.set_data([n.x] * n.copies, [0.09 * i for i in range(n.copies)])
        art.wrong.set_visible(n.copies > 0)
        art.cursor.set_data([n.x, n.x], [0, 2.3])
        art.mse.set_data([n.x], [n.mse])
        art.ce.set_data([n.x], [n.ce])

    def read(n: SimpleNamespace) -> str:
        labels = f"{n.copies} wrong label{'' if n.copies == 1 else 's'}"
        return (
            f"{labels} at x = {n.x:.2f}: MSE puts the boundary at {fixed(n.mse)}, cross entropy at {fixed(n.ce)}\n"
            f"Of the {CLEAN.size} right labels, MSE now misjudges {n.misjudged[0]}, cross entropy {n.misjudged[1]}."
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: points of two classes on a line, some labelled wrongly, and the neuron that each loss learns. "
        "Right: the boundary learned against where the wrong label lies; cross entropy's rises and stays up, MSE's "
        "comes back",
        presets={"none": {"copies": 0}, "one, far off": {"x": 5.0, "copies": 1}, "four, near": {"x": 2.0, "copies": 4}},
        size=(9.6, 4.0),
        x=(0.0, 6.0, 0.05),
        copies=widgets.IntSlider(1, 0, 4, description="wrong labels"),
    )
