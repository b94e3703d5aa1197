"""Lesson 2: entropy as a number of yes/no questions, about one day and about several together."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import entropy, surprise
from ..panel import Panel
from ..picture import BLUE, INK, RED, Update
from ..shapes import boxes, outlined_bars
from ..text import adding_up


def questions() -> Panel:
    """Two questions about tomorrow as boxes, as wide as they are often asked, filled as high as an answer is worth.

    After dragging: "The fill is the weather's, the boxes are mine."

    Returns
    -------
    Panel
        Controls first (what is asked about first), sun, cloud and rain (their tickets).
    """

    def compute(first: str = "sun", sun: int = 70, cloud: int = 20, rain: int = 10) -> SimpleNamespace:
        tickets = {"sun": sun, "cloud": cloud, "rain": rain}
        others = {name: tickets[name] for name in tickets if name != first}
        second = max(others, key=lambda name: others[name])
        yes = np.array([tickets[first], others[second]])
        of = np.array([sun + cloud + rain, sum(others.values())])
        worth = entropy(np.stack([yes, of - yes], axis=-1) / of[:, None], unit="bits")
        fills = of / of[0] * worth
        return SimpleNamespace(second=second, asked=of / of[0], worth=worth, fills=fills, said=adding_up(fills, 4))

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[5, 3])
        left.set(xlim=(-0.02, 1.02), ylim=(0, 2.6), yticks=[], xlabel="share of the days on which it is asked")
        left.set_title("each question a box, one high")
        right.set(xlim=(0, 1), ylim=(0, 2.3), xticks=[], ylabel="questions a day", title="the same, poured together")
        filled, poured = (outlined_bars(axes, [BLUE, BLUE]) for axes in (left, right))
        outline: dict[str, Any] = {"facecolor": "none", "edgecolor": INK}
        empty, wasted = (axes.add_collection(PolyCollection([], **outline)) for axes in (left, right))
        (level,) = right.plot([0, 0.88], [0, 0], "--", color=INK)
        letter = right.text(0.9, 0, "H", va="center", in_layout=False)
        names = [left.text(1, y, "", ha="right", va="bottom", in_layout=False) for y in (2.33, 1.03)]
        parts = [right.text(0.5, 0, "", ha="center", va="center", in_layout=False) for _ in names]
        total = right.text(0.5, 2.2, "", ha="center", va="center", in_layout=False)

        def update(n: SimpleNamespace) -> None:
            start, floor, entropy = 1 - n.asked, np.array([1.3, 0]), sum(n.fills)
            filled.set_verts(boxes(start, n.asked, floor, n.worth))
            empty.set_verts(boxes(start, n.asked, floor + n.worth, 1 - n.worth))
            poured.set_verts(boxes(0.15, 0.7, [0, n.fills[0]], n.fills))
            wasted.set_verts(boxes(0.15, 0.7, entropy, sum(n.asked) - entropy))
            level.set_ydata([entropy, entropy])
            letter.set_y(entropy)
            total.set_text(f"{n.said[0]} + {n.said[1]} = {n.said[2]}")
            for i, name in enumerate([n.first, n.second]):
                names[i].set_text(f"{name}? {n.asked[i]:.3g} · {n.worth[i]:.4f} ≈ {n.said[i]}")
                parts[i].set(text=f"{name}?", y=n.fills[:i].sum() + n.fills[i] / 2, visible=n.fills[i] > 0.12)

        return update

    def read(n: SimpleNamespace) -> str:
        return (
            f"Tickets {n.sun}, {n.cloud}, {n.rain}, first {n.first}: 1 + {n.asked[1]:.3f} = {1 + n.asked[1]:.3f} "
            f"questions a day.\nFilled are {n.said[0]} for {n.first} and {n.said[1]} for {n.second}."
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: a box for each of two questions, as wide as the share of days on which it is asked, filled as high "
        "as its answer is worth. Right: the areas of both fills stacked, and above them what is empty in both boxes",
        presets={
            "her forecast": {"first": "sun", "sun": 70, "cloud": 20, "rain": 10},
            "½ ¼ ¼": {"first": "sun", "sun": 50, "cloud": 25, "rain": 25},
        },
        size=(9.0, 4.4),
        first=choice("sun", "cloud", "rain", label="ask first about"),
        **{name: slider(1, 100, label=f"{name}, tickets") for name in ("sun", "cloud", "rain")},
    )
    question, held = "Now ask about rain first instead of sun. What happens to all that is filled?", ["level", "letter"]
    answer = panel.predict(
        question, guess=["it grows", "it shrinks", "it stays"], answer="it stays", first="rain", hold=[*held, "total"]
    )
    answer.reply("it grows", "The second answer is worth more now, but only because the first told you less.")
    answer.reply("it shrinks", "The first answer is worth less now, but what it did not tell you, the second must.")
    answer.reply("it stays", "What the first answer does not tell you, the second must.")
    return panel


MOST = 50
LOG_FACTORIALS = np.append(0, np.cumsum(np.log2(np.arange(1, MOST + 1))))


def _asked(p: np.ndarray[Any, Any], n: int) -> float:
    """Return the questions a day if n days are one draw, and the surprise of each way is rounded up."""
    dull, rain = np.tril_indices(n + 1)  # Ways with as many of each kind have one chance.
    counts = np.stack([n - dull, dull - rain, rain])
    bits = surprise(p, unit="bits") @ counts
    chance = np.exp2(LOG_FACTORIALS[n] - LOG_FACTORIALS[counts].sum(axis=0) - bits)
    return float(chance @ np.ceil(bits - 1e-9)) / n  # Half a chance is one question, however it was rounded.


def days_together() -> Panel:
    """Up to fifty days asked about at once: the whole draw as a bar, rounded up once, and what comes to each day.

    After dragging: "However many days share one draw, less than one question is rounded up in all of it."

    Returns
    -------
    Panel
        Controls sun (its chance; cloud takes two thirds of the rest, rain one) and days (how many together).
    """

    def compute(sun: float = 0.7, days: int = 2) -> SimpleNamespace:
        p = np.array([sun, (1 - sun) * 2 / 3, (1 - sun) / 3])
        mean, bits = [_asked(p, n) for n in range(1, days + 1)], entropy(p, "bits")
        parts = np.array([days * bits, days * (mean[-1] - bits)])
        return SimpleNamespace(mean=mean, entropy=bits, parts=parts, said=adding_up(parts.tolist(), 3))

    def draw(figure: Figure) -> Update:
        (left, right), every = figure.subplots(1, 2, width_ratios=[1, 3]), np.arange(1, MOST + 1)
        left.set(xlim=(0, 1), ylim=(0, 2.5), xticks=[], yticks=[], title="the whole draw")
        bound = left.axhline(1, color=INK, linestyle=":")
        name = left.text(0.08, 1, "+ 1 question", va="bottom", in_layout=False)
        look: dict[str, Any] = {"facecolors": [BLUE + "90", BLUE + "90", "none"], "edgecolors": [BLUE, BLUE, INK]}
        bar = left.add_collection(PolyCollection([], **look))
        words = [left.text(0.47, 0.05, "", va=va, in_layout=False) for va in ("bottom", "top")]
        right.set(xscale="log", xlim=(0.9, 60), ylim=(-0.08, 2.3), xlabel="days together, n", ylabel="questions a day")
        right.set_xticks([1, 2, 5, 10, 20, 50], ["1", "2", "5", "10", "20", "50"])
        right.minorticks_off()
        (limit,) = right.plot([], [], ":", color=INK, label="H + 1/n")
        (dots,) = right.plot([], [], "o", color=RED, markersize=4.5, label="the recipe")
        look = {"linewidth": 0, "markersize": 11, "markerfacecolor": "none"}
        (ring,) = right.plot([], [], "o", color=INK, label="these days", **look)
        (floor,) = right.plot([0.9, 60], [1, 1], "--", color=INK, label="H")
        right.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4, columnspacing=1, handlelength=1.5)

        def update(n: SimpleNamespace) -> None:
            blue = min(n.parts[0], 1.2)  # One question is always 1 high, so too much blue has a gap.
            low, high, cut = (0.55, 0.65, ", cut") if blue < n.parts[0] else (blue, blue, "")
            bar.set_verts(boxes(0.08, 0.36, [0, high, blue], [low, blue - high, n.parts[1]]))
            bound.set_ydata([blue + 1, blue + 1])
            name.set_y(blue + 1.03)
            words[0].set_text(f"{n.days} · H{cut}\n{n.said[0]}")
            words[1].set(text=f"rounded up\n{n.said[1]}", y=blue + 0.93)
            limit.set_data(every, n.entropy + 1 / every)
            dots.set_data(every[: n.days], n.mean)
            ring.set_data([n.days], n.mean[-1:])
            floor.set_ydata([n.entropy, n.entropy])

        return update

    def read(n: SimpleNamespace) -> str:
        whole = f"{n.said[0]} + {n.said[1]} = {n.said[2]} questions"
        share = f"{n.mean[-1]:.3f} = {n.mean[-1] / n.entropy:.2f} H a day"
        return f"Sun {n.sun:.3f}, days together {n.days}: {whole}, {share}."

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: a bar for the questions of the whole draw, filled to its entropy, and its empty rest below one "
        "question. Right: the questions a day; the recipe's dots lie between the entropy and a bound, 1/n above it",
        presets={"her weather": {"sun": 0.7}, "hardly a cloud": {"sun": 0.998, "days": 6}},
        size=(8.4, 4.0),
        sun=slider(0.7, 0.998, 0.002, label="chance of sun"),
        days=slider(1, MOST, label="days together"),
    )
    question = "With a chance of sun of 0.998, how many questions a day does the recipe take if you wait for six days?"
    then = "Press “hardly a cloud” and see."
    answer = panel.predict(question, guess=(0, 2), near=0.003, then=then, sun=0.998, days=6)(lambda n: n.mean[-1])
    answer.reply(1, "That would be a question every day, but one question can ask about six days.")
    answer.reply(1 / 6, "That would do if it were always sunny. On one draw in eighty you have to ask on.")
    answer.reply(0.16, "Six days take at least one question, which is 0.167 a day.")
    answer.reply(lambda n: n.entropy + 1 / 6, "Near. H + 1/6 would be the bound, and the recipe stays below it.")
    answer.reply(lambda n: 6 * n.mean[-1], "That is for all six days together, and we ask for each.")
    answer.reply(lambda n: n.entropy, "That is the entropy, but six days take at least one question.")
    return panel
