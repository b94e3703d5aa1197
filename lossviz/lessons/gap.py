"""Lesson 3, continued: the loss from scores, as a gap."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..learner import ask
from ..losses import logsumexp
from ..panel import Panel
from ..picture import BLUE, INK, PINK, RED, Update
from ..shapes import boxes
from ..text import fixed, significant

PICTURES = ("cat", "dog", "car", "pedestrian")


def gap(mine: Callable[[Any, int], float] | None = None) -> Panel:
    """Set four scores: the loss is how far the label's score lies below the soft maximum of all.

    After dragging: "The loss is how far my label lies below the soft maximum."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(z, label)``, of an array of four scores and the label's index; a second arrow beside.

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
        own, trouble = ask(mine, z, at, like=0.0) if mine else (None, "")
        return {
            "z": z,
            "at": at,
            "top": top,
            "loss": top - z[at],
            "own": None if own is None else float(own),
            "trouble": trouble,
        }

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-0.6, 3.6), ylim=(-3.4, 9.8), ylabel="score z")
        axes.set_xticks(range(4), PICTURES)
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.grid(axis="x", visible=False)
        bars = PolyCollection([], facecolor=RED + "40", edgecolor=RED, linewidth=1.5, hatch="//")
        axes.add_collection(bars)
        true = PolyCollection([], facecolor="none", edgecolor=BLUE, linewidth=2.8)
        axes.add_collection(true)
        (level,) = axes.plot([-0.6, 3.6], [0, 0], "--", color=INK, linewidth=1.5, label="log Σ eᶻ, the soft maximum")
        (arrow,) = axes.plot([], [], color=BLUE, linewidth=3, marker="_", markersize=14, label="the gap: the loss")
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
            if mine:
                yours.set_visible(n.own is not None)
                end = n.top - (n.own or 0.0)
                yours.set_data([n.at + 0.2] * 2, np.clip([n.top, end], -3.3, 9.7))

        return update

    def read(n: SimpleNamespace) -> str:
        scores = ", ".join(f"{name} {fixed(score, 1)}" for name, score in zip(PICTURES, n.z - n.shift, strict=True))
        told = f"{scores}, all shifted by {fixed(n.shift, 1)}; it is a {n.label}"
        if not n.open:
            told += f", loss {fixed(n.loss, 3)}"
        if mine:
            told += f"\n{n.trouble or f'Yours: {significant(n.own, 4)}'}"
        return told

    panel = Panel(
        compute,
        draw,
        read,
        alt="Four scores as bars, the label's outlined; a dashed line at their soft maximum, "
        "and the gap from the label's bar up to it",
        size=(8.6, 4.2),
        **{name: slider(-2.0, 6.0, 0.1) for name in PICTURES},
        label=choice(*PICTURES),
        shift=slider(-1.0, 2.0, 0.5, label="shift all"),
    )
    if not mine:
        up = panel.predict(
            "Dog's score rises by 1, from 1.0 to 2.0. By how much does the loss fall?",
            guess=(0, 3),
            near=0.05,
            hold=["level", "arrow"],
            dog=2.0,
            label="dog",
            answer=lambda n: logsumexp(n.z - np.eye(4)[n.at]) - (n.z[n.at] - 1) - n.loss,
        )
        up.reply(0, "The label's bar has risen, so the gap above it must be smaller.")
        car = panel.predict(
            "It is a dog, and car's score rises from 2.2 to 3.2. What does the loss do?",
            guess=["It falls too", "It stays", "It rises a little", "It rises by 1"],
            answer="It rises a little",
            car=3.2,
            label="dog",
        )
        car.reply("It rises by 1", "The soft maximum rises, but it listens mostly to the highest score.")
    return panel
