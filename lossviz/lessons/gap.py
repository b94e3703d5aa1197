"""Lesson 3, continued: the loss from scores, as a gap."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..learner import ask
from ..losses import logsumexp, softmax
from ..panel import Panel
from ..picture import BLUE, INK, PINK, RED, Update
from ..shapes import boxes
from ..text import fixed, probability, significant

PICTURES = ("cat", "dog", "car", "pedestrian")

RIGHT = "Right for this label. Try another too."
KNOWN: dict[str, Callable[[Any, int], float]] = {
    RIGHT: lambda z, at: logsumexp(z) - z[at],
    "That is what dog would cost, and the label is another.": lambda z, at: logsumexp(z) - z[1],
    "You took the likeliest class in place of the label.": lambda z, at: logsumexp(z) - z.max(),
    "That is the label's chance, without the logarithm.": lambda z, at: softmax(z)[at],
    "The minus is missing.": lambda z, at: z[at] - logsumexp(z),
    "You applied a softmax to what were chances already.": lambda z, at: -np.log(softmax(softmax(z))[at]),
    "That is −log of a score, and a score is no chance.": lambda z, at: -np.log(max(z[at], 1e-300)),
    "You took logarithms to base 2. Nats want np.log.": lambda z, at: (logsumexp(z) - z[at]) / np.log(2),
    "The soft maximum wants np.log, not a logarithm to base 2.": lambda z, at: logsumexp(z) / np.log(2) - z[at],
    "That is the soft maximum. Subtract the label's score.": lambda z, at: logsumexp(z),
    "That is the gap to the highest score, not to the soft maximum.": lambda z, at: z.max() - z[at],
    "That is minus the label's score. Where is the soft maximum?": lambda z, at: -z[at],
    "You took the mean where the sum is wanted.": lambda z, at: np.log(np.mean(np.exp(z))) - z[at],
    "A bracket is misplaced. The label's score is subtracted after the log.": lambda z, at: np.log(
        np.sum(np.exp(z)) - z[at]
    ),
    "The logarithm of the sum is missing.": lambda z, at: np.sum(np.exp(z)) - z[at],
    "You subtracted the label's number. Its score is z[label].": lambda z, at: logsumexp(z) - at,
}
"""What the learner's number is, by what is said of it."""


def _told(mine: Callable[[Any, int], float], z: Any, at: int) -> tuple[float | None, str]:
    """Return the learner's number, None where there is none, and what is said of it."""
    given, trouble = ask(mine, z, at, like=0.0)
    if given is None:
        return None, trouble
    own = float(given)
    known = next((words for words, way in KNOWN.items() if np.isclose(way(z, at), own, rtol=1e-5)), "")
    if known == RIGHT:
        each = [ask(mine, z, one, like=0.0)[0] for one in range(4)]
        if all(its is not None and np.isclose(KNOWN[RIGHT](z, one), its, rtol=1e-5) for one, its in enumerate(each)):
            known = "Right for all four labels."
    return own, f"Yours: {significant(own, 4)}. {known}".rstrip()


def gap(mine: Callable[[Any, int], float] | None = None) -> Panel:
    """Set four scores: the loss is how far the label's score lies below the soft maximum of all.

    After dragging: "The loss is how far my label lies below the soft maximum."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(z, label)``, of an array of four scores and the label's index; a second line beside.

    Returns
    -------
    Panel
        Controls cat, dog, car and pedestrian (scores), label, and shift (added to all four).
    """

    def compute(
        cat: float = 4.4,
        dog: float = 1.0,
        car: float = 2.2,
        pedestrian: float = 0.5,
        label: str = "dog",
        shift: float = 0.0,
    ) -> dict[str, Any]:
        z, at = np.array([cat, dog, car, pedestrian]) + shift, PICTURES.index(label)
        top = float(logsumexp(z))
        own, told = _told(mine, z, at) if mine else (None, "")
        return {"z": z, "at": at, "q": softmax(z), "top": top, "loss": top - z[at], "own": own, "told": told}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-0.6, 3.6), ylim=(-4.3, 8.3), ylabel="score z")
        axes.set_xticks(range(4), PICTURES)
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.grid(axis="x", visible=False)
        bars = PolyCollection([], facecolor=RED + "40", edgecolor=RED, linewidth=1.5, hatch="//")
        axes.add_collection(bars)
        true = PolyCollection([], facecolor="none", edgecolor=BLUE, linewidth=2.8)
        axes.add_collection(true)
        (level,) = axes.plot([-0.6, 3.6], [0, 0], "--", color=INK, linewidth=1.5, label="log Σ eᶻ, the soft maximum")
        (arrow,) = axes.plot([], [], color=BLUE, linewidth=3, marker="_", markersize=14, label="the gap: the loss")
        chances = [axes.text(i, -3.7, "", ha="center", va="center", fontsize=10) for i in range(4)]
        if mine:
            look: dict[str, Any] = dict(color=PINK, linestyle="--", linewidth=3, marker="_", markersize=14)
            (yours,) = axes.plot([], [], **look, label="yours, downwards")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, fontsize=10)

        def update(n: SimpleNamespace) -> None:
            shapes = boxes(np.arange(4) - 0.35, 0.7, 0, n.z)
            bars.set_verts(shapes)
            true.set_verts(shapes[[n.at]])
            level.set_ydata([n.top, n.top])
            arrow.set_data([n.at, n.at], [n.z[n.at], n.top])
            for chance, q in zip(chances, n.q, strict=True):
                chance.set_text(f"q = {probability(q)}")
            if mine:
                yours.set_visible(n.own is not None)
                end = n.top - (n.own or 0.0)
                yours.set_data([n.at + 0.2] * 2, np.clip([n.top, end], -4.2, 8.2))

        return update

    def read(n: SimpleNamespace) -> str:
        scores = ", ".join(f"{name} {fixed(score, 1)}" for name, score in zip(PICTURES, n.z - n.shift, strict=True))
        told = f"{scores}, all shifted by {fixed(n.shift, 1)}; it is a {n.label}"
        if not n.open:
            told += f", soft maximum {fixed(n.top, 3)}, loss {fixed(n.loss, 3)}"
        return f"{told}\n{n.told}".rstrip()

    panel = Panel(
        compute,
        draw,
        read,
        alt="Four scores as bars, the label's outlined; a dashed line at their soft maximum, "
        "and the gap from the label's bar up to it; each class's chance beneath",
        presets={
            "all equal": dict.fromkeys(PICTURES, 1.0),
            "sure and right": {"cat": -2.0, "dog": 5.0, "car": -2.0, "pedestrian": -2.0, "label": "dog"},
        },
        size=(8.6, 4.2),
        **{name: slider(-2.0, 5.0, 0.1) for name in PICTURES},
        label=choice(*PICTURES),
        shift=slider(-1.0, 1.0, 0.5, label="shift all"),
    )
    if not mine:
        up = panel.predict(
            "Dog's score rises by 1, from 1.0 to 2.0. By how much does the loss fall?",
            guess=["By more than 1", "By exactly 1", "By a little less than 1", "By much less than 1"],
            answer="By a little less than 1",
            hold=["level", "arrow"],
            cat=4.4,
            dog=2.0,
            car=2.2,
            pedestrian=0.5,
            label="dog",
        )
        up.reply("By more than 1", "The bar rises by 1, and the soft maximum does not come down to meet it.")
        up.reply("By exactly 1", "Almost. But dog is in the soft maximum too, and lifts it by 0.05.")
        up.reply("By a little less than 1", "The bar rises by 1, and the soft maximum by 0.05.")
        up.reply(
            "By much less than 1", "The soft maximum rises too, but dog's share in it is so small that this is 0.05."
        )
    return panel
