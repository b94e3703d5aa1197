"""Lesson 3: cross entropy, by what the world deals and by what is believed."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..controls import choice, slider
from ..losses import binary_cross_entropy, cross_entropy, entropy, surprise
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..shapes import boxes
from ..text import fixed

WEATHER = ("sun", "cloud", "rain")
WORLD = {"not known": np.array([0.7, 0.2, 0.1]), "sun": np.array([1.0, 0.0, 0.0])}


def belief() -> Panel:
    """Believe one thing where the world deals another: bars as wide as it comes and as high as it surprises.

    After dragging: "Moving what she believes moves only the strip above the floor."

    Returns
    -------
    Panel
        Controls sun, cloud and rain (her chances, in the ratio of these weights) and came ("not known" or "sun").
    """
    top = 4.9

    def compute(sun: int = 40, cloud: int = 30, rain: int = 30, came: str = "not known") -> dict[str, Any]:
        p, q = WORLD[came], np.array([sun, cloud, rain]) / (sun + cloud + rain)
        return {"p": p, "q": q, "floor": float(entropy(p)), "paid": float(cross_entropy(p, q))}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(
            xlim=(0, 1), ylim=(-0.5, top), xlabel="as wide as it comes, p", ylabel="as high as it surprises, in nats"
        )
        axes.grid(axis="x", visible=False)
        strip = axes.add_patch(Rectangle((0, 0), 1, 0, facecolor=GREEN + "60", edgecolor="none"))
        hers = PolyCollection([], facecolor=RED + "30", edgecolor=RED, linewidth=1.5, hatch="//", label="hers, −log q")
        axes.add_collection(hers)
        best = PolyCollection([], facecolor="none", edgecolor=BLUE, linewidth=2, label="the world's, −log p")
        axes.add_collection(best)
        names = [axes.text(0, 0, name, ha="center", va="top", fontsize=10, in_layout=False) for name in WEATHER]
        (floor,) = axes.plot([0, 1], [0, 0], color=BLUE, linewidth=2.5, label="mean of the world's: the floor")
        (paid,) = axes.plot([0, 1], [0, 0], "--", color=RED, linewidth=2.5, label="mean of hers: what she pays")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, fontsize=10)

        def update(n: SimpleNamespace) -> None:
            left = np.cumsum(n.p) - n.p
            comes = n.p > 0
            hers.set_verts(boxes(left[comes], n.p[comes], 0, surprise(n.q[comes])))
            best.set_verts(boxes(left[comes], n.p[comes], 0, surprise(n.p[comes])))
            for name, at, width in zip(names, left, n.p, strict=True):
                name.set(position=(at + width / 2, -0.1), visible=width > 0)
            floor.set_ydata([n.floor, n.floor])
            paid.set_ydata([n.paid, n.paid])
            strip.set(y=n.floor, height=n.paid - n.floor)

        return update

    def read(n: SimpleNamespace) -> str:
        said = f"She says {n.sun} : {n.cloud} : {n.rain}, what comes is {n.came}"
        if n.open:
            return said
        excess = fixed(round(n.paid, 3) - round(n.floor, 3), 3)
        return f"{said}. She pays {fixed(n.paid, 3)} = floor {fixed(n.floor, 3)} + excess {excess}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Three bars side by side, as wide as the world deals them and as high as they surprise her; "
        "their mean height as a dashed line, the floor as a solid one, and the strip between",
        presets={
            "honest": {"sun": 70, "cloud": 20, "rain": 10},
            "pessimist": {"sun": 20, "cloud": 30, "rain": 50},
            "boaster": {"sun": 98, "cloud": 1, "rain": 1},
            "know-nothing": {"sun": 33, "cloud": 33, "rain": 33},
        },
        size=(8.6, 4.2),
        sun=slider(1, 100),
        cloud=slider(1, 100),
        rain=slider(1, 100),
        came=choice("not known", "sun", label="what comes"),
    )
    who = panel.predict(
        "Who pays least a day: the pessimist (20, 30, 50 %), the boaster (98, 1, 1 %), or who knows nothing (⅓ each)?",
        guess=["The pessimist", "The boaster", "Who knows nothing"],
        answer="Who knows nothing",
        hold=["floor", "paid", "strip"],
        sun=33,
        cloud=33,
        rain=33,
    )
    who.reply("The boaster", "She is right on seven days of ten, and the other three cost her 4.605 each.")
    near = panel.predict(
        "The honest forecaster pays the floor. How far above it is one who says 60, 20, 20 %?",
        guess=(0, 0.4),
        near=0.01,
        digits=3,
        sun=60,
        cloud=20,
        rain=20,
        came="not known",
        answer=lambda n: n.paid - n.floor,
    )
    near.reply(0.1, "So much of her chances is in the wrong place, but near the truth the price is flat.")
    return panel


def many_days() -> Panel:
    """Learn the chance of sun from a record of days alone: their mean loss, and what the chances would charge.

    After dragging: "Training sees the days, never the chances."

    Returns
    -------
    Panel
        Controls q (what she says for sun), days (of the record) and record (which one).
    """
    chance, qs = 0.7, np.linspace(0.01, 0.99, 99)

    def compute(q: float = 0.5, days: int = 10, record: int = 1) -> dict[str, Any]:
        suns = int(np.sum(np.random.default_rng(42 + record).random(days) < chance))
        curve = np.array([binary_cross_entropy(suns / days, one) for one in qs])
        return {
            "suns": suns,
            "curve": curve,
            "loss": float(binary_cross_entropy(suns / days, q)),
            "bottom": float(qs[np.argmin(curve)]),
        }

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-0.03, 1.03), ylim=(-0.12, 2.4), xlabel="q, what she says for sun", ylabel="nats a day")
        expected = [binary_cross_entropy(chance, one) for one in qs]
        axes.plot(qs, expected, "--", color=INK, linewidth=1.2, label="what the chances would charge, H(p, q)")
        axes.axvline(chance, color=BLUE, linewidth=1.5)
        axes.text(chance - 0.01, 2.3, "p", ha="right", va="top", color=INK)
        (curve,) = axes.plot(qs, qs, color=RED, linewidth=2.5, label="what these days charge")
        (bottom,) = axes.plot([], [], "D", color=GREEN, markersize=9, label="the bottom")
        (dot,) = axes.plot([], [], "o", color=RED, markersize=9, label="she")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, fontsize=10)

        def update(n: SimpleNamespace) -> None:
            curve.set_ydata(n.curve)
            bottom.set_data([n.bottom], [n.curve.min()])
            dot.set_data([n.q], [n.loss])

        return update

    def read(n: SimpleNamespace) -> str:
        days = f"{n.days} day{'s' * (n.days != 1)}"
        return f"Record {n.record}: {days}, {n.suns} with sun. At q = {n.q:.2f} they cost {n.loss:.3f} nats a day"

    panel = Panel(
        compute,
        draw,
        read,
        alt="The mean loss of a record of days over what she says for sun, with its bottom, "
        "and dashed what the chances by which they are dealt would charge",
        size=(8.6, 4.0),
        q=slider(0.1, 0.9, 0.01, digits=2),
        days=choice(1, 10, 100, 1000),
        record=slider(1, 20),
    )
    bottom = panel.predict(
        "Sun is dealt with chance 0.7, and 8 of these 10 days had it. At which q do these days cost least?",
        guess=(0, 1),
        near=0.01,
        hold=["curve", "bottom"],
        q=0.8,
        days=10,
        record=1,
        answer=lambda n: n.bottom,
    )
    bottom.reply(0.7, "That is the chance by which days are dealt. But the curve knows these ten days alone.")
    bottom.reply(1, "Then the two days without sun would cost infinity.")
    return panel
