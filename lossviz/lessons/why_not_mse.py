"""Lesson 4: why not MSE? What each loss sees, and how hard it pulls."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure

from ..losses import (
    cross_entropy,
    cross_entropy_grad,
    mse,
    mse_grad,
    one_hot,
    sigmoid,
    sigmoid_cross_entropy,
    sigmoid_cross_entropy_grad,
    sigmoid_mse,
    sigmoid_mse_grad,
)
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED
from ..text import fixed, significant

# The lecture's three items, of the classes 3, 2 and 1, and its two networks.
LABELS = np.array([3, 2, 1])
TRUTH = one_hot(LABELS - 1, depth=3)
A = np.array([[0.3, 0.3, 0.4], [0.3, 0.4, 0.3], [0.1, 0.2, 0.7]])
B = np.array([[0.1, 0.2, 0.7], [0.1, 0.7, 0.2], [0.3, 0.4, 0.3]])

# How each loss is drawn in every panel of this lesson.
MSE = dict(color=BLUE, linestyle="-")
CE = dict(color=RED, linestyle="--")
ZERO_ONE = dict(color=GREEN, linestyle="-.")


def accuracy(y: np.ndarray[Any, Any], p: np.ndarray[Any, Any]) -> float:
    """Return the part of the items whose largest probability stands at the true class.

    Examples
    --------
    >>> round(accuracy(TRUTH, A), 3), round(accuracy(TRUTH, B), 3)
    (0.667, 0.667)
    """
    return float(np.mean(y.argmax(axis=-1) == p.argmax(axis=-1)))


def between(t: float) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Return the predictions at t on the way from A (0) by B (1) to the truth (2), and where the way leads.

    Examples
    --------
    >>> between(0.5)[0][2].round(2).tolist()
    [0.2, 0.3, 0.5]
    """
    start, end = (A, B) if t < 1 else (B, TRUTH)
    return start + (t - (t >= 1)) * (end - start), end - start


def two_networks() -> Panel:
    """Blend network A into network B, and on into the truth: what accuracy, MSE and cross entropy see of it.

    Returns
    -------
    Panel
        Control t: 0 is A, 1 is B, 2 is the truth.
    """

    def compute(t: float = 0.0) -> SimpleNamespace:
        p, way = between(t)
        return SimpleNamespace(
            t=t,
            p=p,
            accuracy=accuracy(TRUTH, p),
            mse=float(mse(TRUTH, p)),
            ce=float(cross_entropy(TRUTH, p).mean()),
            # The chain rule: how fast each probability moves, times what the loss makes of it.
            mse_slope=float(np.sum(mse_grad(TRUTH, p) * way)),
            ce_slope=float(np.sum(cross_entropy_grad(TRUTH, p) * way) / len(p)),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[1.15, 1])
        places = [4 * item + k for item in range(3) for k in range(3)]
        left.set(xlim=(-0.8, 10.8), ylim=(0, 1.34), ylabel="probability", title="what the network says")
        left.set_xticks(places, ["1", "2", "3"] * 3)
        left.set_yticks([0, 0.5, 1])
        left.set_xlabel("class (hatched: the true one, thick: the largest)")
        left.grid(axis="x", visible=False)
        for item in range(3):
            left.text(4 * item + 1, 1.28, f"item {item + 1}", ha="center", va="top", fontsize=10)
        for item, verdict in enumerate(["says 3: right", "says 2: right"]):  # As long as t lasts.
            left.text(4 * item + 1, 1.17, verdict, ha="center", va="top", fontsize=10)

        right.set(xlim=(-0.06, 2.32), ylim=(-0.17, 1.75), title="three measures along the way")
        right.set_xticks([0, 1, 2], ["A", "B", "the truth"])
        ts = np.linspace(0, 2, 401)
        way = [compute(t) for t in ts]
        right.plot(ts, [n.ce for n in way], **CE, label="cross entropy")
        right.plot(ts, [n.accuracy for n in way], **ZERO_ONE, label="accuracy")
        right.plot(ts, [n.mse for n in way], **MSE, label="MSE")
        right.legend(loc="upper right")
        cursor = right.plot([0, 0], [-0.17, 1.5], color=INK, linewidth=0.8)[0]
        return SimpleNamespace(
            bars=left.add_collection(PolyCollection([], facecolor=BLUE + "40", edgecolor=BLUE, linewidth=1)),
            true=left.add_collection(
                PolyCollection([], facecolor="none", edgecolor=INK, linewidth=1, hatch="///")  # The one to raise.
            ),
            largest=left.add_collection(PolyCollection([], facecolor="none", edgecolor=INK, linewidth=2.8)),
            verdict=left.text(9, 1.17, "", ha="center", va="top", fontsize=10, in_layout=False),
            cursor=cursor,
            slopes=right.add_collection(LineCollection([], colors=INK, linewidths=3)),
            ce=right.plot([], [], "o", color=RED, markersize=9)[0],
            accuracy=right.plot([], [], "D", color=GREEN, markersize=8)[0],
            mse=right.plot([], [], "s", color=BLUE, markersize=8)[0],
        )

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        says, true = n.p.argmax(axis=1), TRUTH.argmax(axis=1)

        def bar(item: int, k: int) -> list[tuple[float, float]]:
            x, height = 4 * item + k, n.p[item, k]
            return [(x - 0.4, 0), (x - 0.4, height), (x + 0.4, height), (x + 0.4, 0)]

        art.bars.set_verts([bar(item, k) for item in range(3) for k in range(3)])
        art.true.set_verts([bar(item, true[item]) for item in range(3)])
        art.largest.set_verts([bar(item, says[item]) for item in range(3)])
        art.verdict.set_text(f"says {says[2] + 1}: {'right' if says[2] == true[2] else 'wrong'}")
        art.cursor.set_xdata([n.t, n.t])
        values, run = (n.ce, n.accuracy, n.mse), 0.27
        for dot, value in zip((art.ce, art.accuracy, art.mse), values, strict=True):
            dot.set_data([n.t], [value])
        art.slopes.set_segments(
            [
                [(n.t, value), (n.t + run, value + run * slope)]
                for value, slope in zip(values, (n.ce_slope, 0.0, n.mse_slope), strict=True)
            ]
        )

    def read(n: SimpleNamespace) -> str:
        where = {0.0: ", network A", 1.0: ", network B", 2.0: ", the truth"}.get(n.t, "")
        return (
            f"t = {n.t:.2f}{where}: accuracy {round(3 * n.accuracy)} of 3, MSE {n.mse:.4f}, "
            f"cross entropy {fixed(n.ce, 4)}\n"
            f"Slope from here on: accuracy 0, MSE {fixed(n.mse_slope)}, cross entropy {fixed(n.ce_slope)}"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: for each of three items the probabilities of three classes as bars, the true one hatched. Right: "
        "accuracy, a step that stays flat, and MSE and cross entropy, which fall all the way from A to the truth",
        presets={"network A": {"t": 0.0}, "network B": {"t": 1.0}, "item 3 flips": {"t": 1.1}},
        size=(9.6, 4.2),
        t=(0.0, 2.0, 0.05),
    )


def neuron_slopes() -> Panel:
    """Loss and gradient of one sigmoid neuron against its logit, the gradient on a log axis too.

    Returns
    -------
    Panel
        Controls z (the logit) and y (the target, 0 or 1).
    """
    reach, floor = 10.0, 1e-9
    zs = np.linspace(-reach, reach, 101)

    def slopes(y: int, z: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        truth = np.full_like(z, y)  # Each logit is an item of its own: undo the mean over them.
        return sigmoid_mse_grad(truth, z) * z.size, sigmoid_cross_entropy_grad(truth, z) * z.size

    curves = {y: slopes(y, zs) for y in (0, 1)}
    losses = {y: ((y - sigmoid(zs)) ** 2, np.logaddexp(0, zs if y == 0 else -zs)) for y in (0, 1)}

    def compute(z: float = -6.0, y: int = 1) -> SimpleNamespace:
        mse_slope, ce_slope = slopes(y, np.array([z]))
        p = float(sigmoid(z))
        return SimpleNamespace(
            z=z,
            y=y,
            p=p,
            sigmoid_slope=p * float(sigmoid(-z)),
            mse=float(sigmoid_mse([y], [z])),
            ce=float(sigmoid_cross_entropy([y], [z])),
            mistake=int((z > 0) != y),  # The 0-1 loss.
            mse_slope=float(mse_slope[0]),
            ce_slope=float(ce_slope[0]),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        loss, slope, size = figure.subplots(1, 3)
        for axes in (loss, slope, size):
            axes.set(xlim=(-reach - 0.3, reach + 0.3), xlabel="logit z")
        loss.set(ylim=(-0.4, 13.4), title="loss")
        slope.set(ylim=(-1.12, 1.12), title="its gradient on z")
        size.set(ylim=(floor / 2, 3), yscale="log", title="size of the gradient, log axis")
        slope.axhline(0, **ZERO_ONE)
        art = SimpleNamespace(
            mistakes=loss.plot([], [], **ZERO_ONE, label="0-1 loss")[0],
            losses=[loss.plot(zs, zs, **style, label=name)[0] for style, name in ((MSE, "MSE"), (CE, "cross entropy"))],
            slopes=[slope.plot(zs, zs, **style)[0] for style in (MSE, CE)],
            sizes=[size.plot(zs, zs, **style)[0] for style in (MSE, CE)],
            gap=size.plot([], [], color=INK, linewidth=4, solid_capstyle="butt", alpha=0.5)[0],
            mse=[axes.plot([], [], "s", color=BLUE, markersize=8)[0] for axes in (loss, slope, size)],
            ce=[axes.plot([], [], "o", color=RED, markersize=9)[0] for axes in (loss, slope, size)],
        )
        loss.legend(loc="upper center", fontsize=10)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.mistakes.set_data([-reach, 0, 0, reach], [n.y, n.y, 1 - n.y, 1 - n.y])
        for i in range(2):
            art.losses[i].set_ydata(losses[n.y][i])
            art.slopes[i].set_ydata(curves[n.y][i])
            art.sizes[i].set_ydata(np.abs(curves[n.y][i]))
        for dots, value, slope in ((art.mse, n.mse, n.mse_slope), (art.ce, n.ce, n.ce_slope)):
            for dot, height in zip(dots, (value, slope, abs(slope)), strict=True):
                dot.set_data([n.z], [height])
        art.gap.set_data([n.z, n.z], [abs(n.mse_slope), abs(n.ce_slope)])

    def read(n: SimpleNamespace) -> str:
        times = float(f"{n.ce_slope / n.mse_slope:.3g}")
        return (
            f"z = {fixed(n.z, 1)}, target y = {n.y}, p = {significant(n.p, 5)}: cross entropy {significant(n.ce)}, "
            f"gradient p − y = {significant(n.ce_slope)}, {times:,g} times MSE's\n"
            f"MSE {significant(n.mse)}, gradient 2 (p − y) · p (1 − p) = 2 × {significant(n.ce_slope)} × "
            f"{significant(n.sigmoid_slope)} = {significant(n.mse_slope)}. 0-1 loss {n.mistake}, gradient 0"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Three graphs over the logit of a neuron. Loss: MSE levels off at 1 where cross entropy goes on rising. "
        "Gradient: MSE's is a small hump that returns to zero, cross entropy's goes to 1. Its size on a log axis: "
        "two straight flanks for MSE, a level one for cross entropy on the wrong side",
        presets={
            "very wrong": lambda z, y: {"z": -10.0 if y else 10.0},
            "undecided": {"z": 0.0},
            "right": lambda z, y: {"z": 4.0 if y else -4.0},
        },
        size=(10.0, 3.9),
        z=(-reach, reach, 0.1),
        y=widgets.ToggleButtons(
            options=[("0", 0), ("1", 1)],
            value=1,
            description="target y",
            style={"button_width": "4em"},
            layout=widgets.Layout(width="300px"),
        ),
    )
