"""Lesson 3: cross entropy from scores, and of a yes or no."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..frameworks import agreement
from ..losses import binary_cross_entropy, cross_entropy, logsumexp, softmax, softmax_cross_entropy, surprise
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED
from ..text import fixed

CLASSES = ["cat", "dog", "car", "pedestrian"]
SCORES = dict(zip(CLASSES, [44.0, 10.0, 22.0, 5.0], strict=True))  # The lecture's, L3.9.
REACH = (-10.0, 50.0)


def scores_to_loss() -> Panel:
    """From scores (logits) to probabilities to a loss, with PyTorch and TensorFlow beside it on request.

    Returns
    -------
    Panel
        Controls truth (the class), a logit for each class, and live (ask the frameworks too).
    """

    def compute(truth: str, cat: float, dog: float, car: float, pedestrian: float, live: bool) -> SimpleNamespace:
        z, true = np.array([cat, dog, car, pedestrian]), CLASSES.index(truth)
        y = np.eye(4)[true]
        return SimpleNamespace(
            truth=truth,
            true=true,
            z=z,
            p=softmax(z),
            top=float(logsumexp(z)),
            loss=float(softmax_cross_entropy(y, z)),
            live=agreement("softmax_cross_entropy", y, z) if live else "",
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(ylim=(-13, 63), title="scores z, and their soft maximum")
        right.set(ylim=(0, 1.3), title="softmax: probabilities")
        right.set_yticks(np.arange(0, 1.1, 0.2))
        for axes in (left, right):
            axes.set(xlim=(-0.6, 3.6))
            axes.set_xticks(range(4), CLASSES)
        left.axhline(0, color=INK, linewidth=0.8)
        hollow: dict[str, Any] = dict(facecolor="none", edgecolor=INK, linewidth=1.2, hatch="///")
        art = SimpleNamespace(
            z=left.add_collection(PolyCollection([], **hollow)),
            p=right.add_collection(PolyCollection([], **hollow)),
            true=right.bar(0, 0.5, 0.6, color=BLUE),
            top=left.plot([-0.6, 3.6], [0, 0], "--", color=GREEN, label="log Σ exp z")[0],
            gap=left.plot([], [], "_-", color=RED, linewidth=4, markersize=14, markeredgewidth=2, label="the loss")[0],
            told=[right.text(k, 0, "", ha="center", va="bottom", in_layout=False) for k in range(4)],
            loss=right.text(3.55, 1.28, "", ha="right", va="top", in_layout=False),
        )
        left.legend(loc="upper right", ncols=2)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for bars, heights in ((art.z, n.z), (art.p, n.p)):
            bars.set_verts([[(k - 0.3, 0), (k - 0.3, h), (k + 0.3, h), (k + 0.3, 0)] for k, h in enumerate(heights)])
        for k in range(4):
            art.told[k].set_y(n.p[k] + 0.015)
            art.told[k].set_text(_share(n.p[k]))
        art.true[0].set(x=n.true - 0.3, height=n.p[n.true])
        art.top.set_ydata([n.top, n.top])
        art.gap.set_data([n.true, n.true], [n.z[n.true], n.top])
        checked = "\nPyTorch and TensorFlow: see below" if n.live else ""
        art.loss.set_text(f"loss {_short(n.loss)}{checked}")

    def read(n: SimpleNamespace) -> str:
        z = ", ".join(fixed(score, 1) for score in n.z)
        first = f"Truth {n.truth}; z = {z}: p({n.truth}) = {_share(n.p[n.true])}, loss {_short(n.loss)} nats"
        return f"{first}\n{n.live or f'log Σ exp z − z({n.truth}) = {fixed(n.top, 3)} − {_plain(n.z[n.true])}'}"

    def shift(**now: float) -> dict[str, float]:
        z = np.array([now[name] for name in CLASSES])
        step = 1.0 if z.max() <= REACH[1] - 1 else -1.0 if z.min() >= REACH[0] + 1 else 0.0
        return dict(zip(CLASSES, (z + step).round(1).tolist(), strict=True))

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: a score for each of four classes, a line at the logarithm of the sum of their exponentials, and "
        "the gap between line and true class. Right: the softmax of the scores, the true class filled",
        presets={
            "the lecture's scores": SCORES,
            "a tenth of them": {name: score / 10 for name, score in SCORES.items()},
            "all alike": dict.fromkeys(CLASSES, 0.0),
            "shift all by 1": shift,
        },
        size=(9.4, 4.2),
        truth=widgets.Dropdown(options=CLASSES, description="truth", layout=widgets.Layout(width="200px")),
        **{name: _score(name, score / 10) for name, score in SCORES.items()},
        live=widgets.Checkbox(False, description="PyTorch and TensorFlow, live", indent=False),
    )


def one_output() -> Panel:
    """Show the loss of a yes or no by one output, p, and by two, p and 1 − p.

    Returns
    -------
    Panel
        Controls y (the truth, 1 for a cat and 0 for a dog, or a share between) and p (the model's P(cat)).
    """
    shares = np.linspace(0.01, 0.99, 99)

    def compute(y: float = 1.0, p: float = 0.1) -> SimpleNamespace:
        return SimpleNamespace(
            y=y,
            p=p,
            curve=cross_entropy(
                np.broadcast_to([y, 1 - y], (99, 2)), np.stack([shares, 1 - shares], axis=1)
            ),
            parts=np.array([y * surprise(p), (1 - y) * surprise(1 - p)]),
            one=float(binary_cross_entropy(y, p)),
            two=float(cross_entropy([y, 1 - y], [p, 1 - p])),
        )  # fmt: skip

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[1.2, 1])
        left.set(
            xlim=(-0.03, 1.03),
            ylim=(0, 4.9),
            xlabel="p, the model's P(cat)",
            title="the loss of every p, in nats; dashed: p = y",
        )
        left.plot(shares, surprise(shares), ":", color=INK, linewidth=1.2)
        left.plot(shares, surprise(1 - shares), ":", color=INK, linewidth=1.2)
        left.text(0.05, 3.55, "y = 1: −log p", va="center", fontsize=9)
        left.text(0.95, 3.55, "y = 0: −log(1 − p)", va="center", ha="right", fontsize=9)
        right.set(xlim=(0, 5.8), ylim=(-0.6, 1.6), xlabel="nats", title="the same sum twice")
        right.set_yticks([1, 0], ["one\noutput", "two\noutputs"])
        right.grid(axis="y", visible=False)
        hollow: dict[str, Any] = dict(facecolor="none", linewidth=1.5)
        cat, dog = dict(edgecolor=BLUE, hatch="\\\\\\", **hollow), dict(edgecolor=RED, hatch="///", **hollow)
        art = SimpleNamespace(
            curve=left.plot(shares, shares, color=BLUE)[0],
            least=left.plot([], [], "--", color=GREEN, linewidth=1.5)[0],
            dot=left.plot([], [], "o", color=RED, markersize=10)[0],
            cat=right.barh([1, 0], 1, 0.5, label="cat's term", **cat),
            dog=right.barh([1, 0], 1, 0.5, label="dog's term", **dog),
            told=[right.text(0, y, "", va="center", in_layout=False) for y in (1, 0)],
        )
        right.legend(loc="upper right", ncols=2)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.curve.set_ydata(n.curve)
        art.least.set_data([n.y, n.y], [0, 4.9])
        art.dot.set_data([n.p], [n.one])
        for k, total in enumerate((n.one, n.two)):
            art.cat[k].set_width(n.parts[0])
            art.dog[k].set(x=n.parts[0], width=n.parts[1], visible=n.parts[1] > 0)
            art.told[k].set_x(total + 0.1)
            art.told[k].set_text(f"{total:.4f}")

    def read(n: SimpleNamespace) -> str:
        return (
            f"y = {n.y:.2f}, p = {n.p:.2f}: one output {n.one:.4f} nats; two outputs, "
            f"P = [{n.y:.2f}, {1 - n.y:.2f}] against Q = [{n.p:.2f}, {1 - n.p:.2f}], {n.two:.4f} nats\n"
            f"cat's term {n.parts[0]:.4f} + dog's term {fixed(n.parts[1], 4)}"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the loss against the model's probability of a cat, for a certain cat, a certain dog, and the truth "
        "chosen, with a dot. Right: the loss of one output and of two outputs as two bars of one length",
        presets={
            "L3.8: 1 against 0.1": {"y": 1.0, "p": 0.1},
            "L3.10: 0 against 0.5": {"y": 0.0, "p": 0.5},
            "L3.12: 0 against 0.4": {"y": 0.0, "p": 0.4},
            "p = y": lambda y, p: {"p": min(max(y, 0.01), 0.99)},
        },
        size=(9.4, 4.0),
        y=widgets.FloatSlider(1.0, min=0.0, max=1.0, step=0.05, description="truth y", readout_format=".2f"),
        p=widgets.FloatSlider(0.1, min=0.01, max=0.99, step=0.01, description="model p", readout_format=".2f"),
    )


def _score(name: str, value: float) -> widgets.FloatSlider:
    room = widgets.Layout(width="270px")
    return widgets.FloatSlider(
        value, min=REACH[0], max=REACH[1], step=0.1, description=name, readout_format=".1f", layout=room
    )


def _short(value: float) -> str:
    """Three decimals, or as many as show that a number is not 0."""
    return f"{value:.3f}" if value >= 0.001 or value == 0 else f"{value:.2e}".replace("-", "−")


def _share(p: float) -> str:
    """Write a probability: what three decimals would call 0 or 1 keeps its size."""
    return f"{p:.1e}".replace("-0", "-").replace("-", "−") if 0 < p < 0.0005 else f"{p:.3f}"


def _plain(score: float) -> str:
    return fixed(score, 1) if score >= 0 else f"({fixed(score, 1)})"
