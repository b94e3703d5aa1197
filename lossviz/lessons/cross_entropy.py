"""Lesson 3: cross entropy, by what the world deals and by what is believed."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import cross_entropy, entropy, surprise
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..shapes import boxes
from ..text import fixed

WEATHER = ("sun", "cloud", "rain")
SAYS: dict[str, dict[str, Any]] = {
    name: dict(zip(WEATHER, weights, strict=True))
    for name, weights in {
        "well informed": (70, 20, 10),
        "nearly right": (60, 20, 20),
        "pessimist": (20, 30, 50),
        "boaster": (98, 1, 1),
        "know-nothing": (33, 33, 33),
    }.items()
}
WORLD = {"as dealt": np.array([0.7, 0.2, 0.1]), "sun": np.array([1.0, 0.0, 0.0])}
WORLD["as the pessimist thinks"] = np.array([0.2, 0.3, 0.5])


def belief() -> Panel:
    """Believe one thing where the world deals another: bars as wide as it comes and as high as it surprises.

    After dragging: "What her bars save below the outlines never makes up for what they cost above."

    Returns
    -------
    Panel
        Controls sun, cloud and rain (her chances, in the ratio of these weights) and came ("as dealt", "sun",
        "as the pessimist thinks").
    """

    def compute(sun: int = 40, cloud: int = 30, rain: int = 30, came: str = "as dealt") -> dict[str, Any]:
        p, q = WORLD[came], np.array([sun, cloud, rain]) / (sun + cloud + rain)
        return {"p": p, "q": q, "floor": float(entropy(p)), "paid": float(cross_entropy(p, q))}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(
            xlim=(0, 1.06), ylim=(-0.5, 5.5), xlabel="as wide as it comes, p", ylabel="as high as it surprises, nats"
        )
        axes.grid(axis="x", visible=False)
        more = PolyCollection([], facecolor=RED + "70", edgecolor="none", label="she pays more")
        axes.add_collection(more)
        less = PolyCollection(
            [], facecolor=GREEN + "60", edgecolor=GREEN, linewidth=0, hatch="..", label="she pays less"
        )
        axes.add_collection(less)
        hers = PolyCollection([], facecolor="none", edgecolor=RED, linewidth=1.5, hatch="/", label="her bars, −log q")
        axes.add_collection(hers)
        best = PolyCollection([], facecolor="none", edgecolor=BLUE, linewidth=1, label="if she said p, −log p")
        axes.add_collection(best)
        names = [axes.text(0, 0, name, ha="center", va="top", fontsize=10, in_layout=False) for name in WEATHER]
        (floor,) = axes.plot([0, 1], [0, 0], color=BLUE, linewidth=2.5, label="their mean, the floor")
        (paid,) = axes.plot([0, 1], [0, 0], "--", color=RED, linewidth=2.5, label="their mean, what she pays")
        sums = [axes.text(1.01, 0, "", va=side, fontsize=10, in_layout=False) for side in ("top", "bottom")]
        handles = [hers, paid, best, floor, more, less]
        axes.legend(handles=handles, loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, fontsize=10)

        def update(n: SimpleNamespace) -> None:
            left = np.cumsum(n.p) - n.p
            comes = n.p > 0
            high, best_high = surprise(n.q[comes]), surprise(n.p[comes])
            hers.set_verts(boxes(left[comes], n.p[comes], 0, high))
            best.set_verts(boxes(left[comes], n.p[comes], 0, best_high))
            more.set_verts(boxes(left[comes], n.p[comes], best_high, np.maximum(high - best_high, 0)))
            less.set_verts(boxes(left[comes], n.p[comes], best_high, np.minimum(high - best_high, 0)))
            for name, at, width in zip(names, left, n.p, strict=True):
                name.set(position=(at + width / 2, -0.1), visible=width > 0)
            for line, number, mean in zip((floor, paid), sums, (n.floor, n.paid), strict=True):
                line.set_ydata([mean, mean])
                number.set(y=mean, text=fixed(mean, 2))

        return update

    def read(n: SimpleNamespace) -> str:
        said = f"She says {n.sun} : {n.cloud} : {n.rain}, what comes: {n.came}"
        if n.open:
            return said
        excess = fixed(round(n.paid, 4) - round(n.floor, 4), 4)
        return f"{said}. She pays {fixed(n.paid, 4)} = floor {fixed(n.floor, 4)} + excess {excess}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Three bars side by side, as wide as the world deals them and as high as they surprise her; "
        "their mean height as a dashed line, the floor as a solid one, and what each costs or saves against the truth",
        presets=SAYS,
        size=(8.6, 4.2),
        **{name: slider(1, 100) for name in WEATHER},
        came=choice(*WORLD, label="what comes"),
    )
    who = panel.predict(
        "Who pays least a day: the pessimist (20, 30, 50 %), the boaster (98, 1, 1 %), or the know-nothing (⅓ each)?",
        guess=["The pessimist", "The boaster", "The know-nothing"],
        answer="The know-nothing",
        hold=["floor", "paid", "sums", "more", "less"],
        then="Press “know-nothing” and see.",
        **SAYS["know-nothing"],
    )
    who.reply("The pessimist", "Seven days in ten are sunny, and each of them costs the pessimist 1.609.")
    who.reply("The boaster", "The boaster is right on seven days of ten, but each of the other three costs 4.605.")
    who.reply(
        "The know-nothing",
        "Every day costs her 1.099. The boaster’s three days without sun alone cost 0.3 · 4.605 = 1.38 a day, "
        "and the pessimist’s seven suns 0.7 · 1.609 = 1.13.",
    )
    own = panel.predict(
        "The pessimist works out tomorrow's bill by her own chances. Which is the cheapest for her to say?",
        guess=["20, 30, 50: what she thinks", "⅓ each, to be safe", "70, 20, 10: the true chances"],
        answer="20, 30, 50: what she thinks",
        then="Set “what comes” to “as the pessimist thinks”, press “pessimist”, “know-nothing” and “well informed”.",
        **SAYS["pessimist"],
        came="as the pessimist thinks",
    )
    own.reply("20, 30, 50: what she thinks", "Now p is what she thinks, and whoever says p pays the floor.")
    own.reply(
        "⅓ each, to be safe", "Rain, for her half the days, then costs 1.099, not 0.693. In all it is 0.07 too much."
    )
    own.reply(
        "70, 20, 10: the true chances", "By her own chances half the days are rain, and each would cost her 2.303."
    )
    return panel


def _charged(share: float, q: Any) -> Any:
    """Return what days with this share of suns charge, in nats a day, for each chance q that is said for sun."""
    shares, said = np.broadcast_arrays(share, q)
    return cross_entropy(np.stack([shares, 1 - shares], axis=-1), np.stack([said, 1 - said], axis=-1))


def many_days() -> Panel:
    """Learn the chance of sun from a record of days alone: their mean loss, and what the chances would charge.

    After dragging: "The bottom is at the share that was seen, and with more days that comes closer to the chance."

    Returns
    -------
    Panel
        Controls q (what she says for sun), days (of the record) and record (which one).
    """
    chance, qs = 0.7, np.r_[1e-15, np.linspace(0.001, 0.999, 999), 1 - 1e-15]
    top = 1.5  # Beyond it she is shown at the edge, by a triangle.

    def compute(q: float = 0.7, days: int = 10, record: int = 1) -> dict[str, Any]:
        suns = [int(np.sum(np.random.default_rng(226 + one).random(days) < chance)) for one in range(1, 21)]
        own = suns[record - 1]
        shares, bottom = np.array(suns) / days, own / days
        near = np.round(shares / 0.02)
        below = np.array([np.sum(near[:one] == near[one]) for one in range(20)])
        numbers = {"suns": own, "shares": shares, "below": below, "bottom": bottom, "curve": _charged(bottom, qs)}
        loss = float(_charged(bottom, q))
        paid = f"{loss:.3f}" if np.isfinite(loss) else "infinitely many"
        return numbers | {"paid": paid, "height": min(loss, top), "least": float(entropy([bottom, 1 - bottom]))}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-0.04, 1.04), ylim=(-0.46, top), xlabel="q, what she says for sun", ylabel="nats a day")
        axes.set_yticks([0, 0.5, 1, 1.5])
        axes.plot(qs, _charged(chance, qs), "--", color=INK, linewidth=1.5, label="in the long run, H(p, q)")
        axes.plot([chance, chance], [0, float(_charged(chance, chance))], ":", color=INK, linewidth=1.5)
        (curve,) = axes.plot(qs, qs, color=RED, linewidth=2.5, zorder=1.9, label="what these days charge")
        (bottoms,) = axes.plot([], [], ".", color=INK, markersize=5, label="bottoms of all 20 records")
        (bottom,) = axes.plot(
            [], [], "-D", color=GREEN, linewidth=1, markersize=9, markevery=[1], label="bottom of this one"
        )
        (dot,) = axes.plot([], [], "o", color=RED, markersize=7, clip_on=False, label="she")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, fontsize=10)

        def update(n: SimpleNamespace) -> None:
            curve.set_ydata(n.curve)
            bottoms.set_data(n.shares, 0.025 * n.below - 0.42)
            bottom.set_data([n.bottom, n.bottom, -0.04, 1.04], [0, n.least, n.least, n.least])
            dot.set_data([n.q], [n.height])
            dot.set_marker("^" if n.height == top else "o")

        return update

    def read(n: SimpleNamespace) -> str:
        told = f"Record {n.record}: {n.days} day{'s' * (n.days != 1)}, {n.suns} with sun. She says {n.q:.2f}"
        if n.open:
            return told
        return f"{told} and pays {n.paid} nats a day. The bottom is at {n.bottom:g}, {n.least:.3f}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="The mean loss of a record of days over what she says for sun, with its bottom, those of 20 records as "
        "piled dots, and dashed what the chances by which days are dealt would charge",
        size=(8.6, 4.2),
        q=slider(0.0, 1.0, 0.01, digits=2),
        days=choice(1, 10, 100, 1000),
        record=slider(1, 20),
    )
    bottom = panel.predict(
        "Sun is dealt with chance 0.7, and 8 of the 10 days of record 1 had it. At which q do these days cost least?",
        guess=(0, 1),
        near=0.01,
        hold=["curve", "bottom", "bottoms", "dot"],
        then="The bill knows only the share that was seen. Drag “q” from 0.50 to 0.80 and on, and see.",
        q=0.8,
        days=10,
        record=1,
        answer=lambda n: n.bottom,
    )
    for wrong, why in {
        0.7: "Days are dealt by 0.7, but the bill is made out for these ten days alone, whatever they were dealt by.",
        0.75: "There is no middle way: the chance 0.7 does not stand on the bill, only the ten days do.",
        0.5: "There sun costs as much as no sun, so these eight suns cost more than they need.",
        0.2: "That is the share of days without sun.",
        0.9: "That saves on the eight suns, but the two days without sun cost 2.303 each.",
        1: "Then the two days without sun would cost infinity.",
        80: "In per cent that is right, for a chance of 0.80 is 80 %.",
        8: "That is how many days had sun. The chance is wanted, so divide by ten.",
    }.items():
        bottom.reply(wrong, why)
    return panel
