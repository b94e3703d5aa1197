"""Lesson 2: tomorrow's weather as a lottery, and its entropy as a levelled height."""

from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ..controls import slider
from ..losses import surprise
from ..panel import Panel
from ..picture import BLUE, INK, Update
from ..shapes import boxes, outlined_bars

WEATHER = ["sun", "cloud", "rain", "snow"]
PLACES: dict[str, dict[str, Any]] = {
    "her forecast": {"sun": 70, "cloud": 20, "rain": 10, "snow": 0},
    "April": {"sun": 25, "cloud": 25, "rain": 25, "snow": 25},
    "the desert": {"sun": 97, "cloud": 1, "rain": 1, "snow": 1},
}


def lottery() -> Panel:
    """Four kinds of weather as bars edge to edge, as wide as their chance and as high as their surprise, and levelled.

    After dragging: "Entropy is the height after levelling. A rare thing is a needle: tall, and almost without area."

    Returns
    -------
    Panel
        Controls sun, cloud, rain and snow: how many tickets each has in the drum.
    """

    def compute(sun: int = 40, cloud: int = 20, rain: int = 10, snow: int = 10) -> SimpleNamespace:
        p = np.array([sun, cloud, rain, snow]) / (sun + cloud + rain + snow)
        # What never comes has no width: its height, which would be infinite, is not needed.
        heights = np.where(p > 0, surprise(np.where(p > 0, p, 1.0), unit="bits"), 0.0)
        return SimpleNamespace(p=p, surprise=heights, areas=p * heights, entropy=float(p @ heights))

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[5, 3])
        left.set(xlim=(0, 1), ylim=(0, 8.5), xlabel="chance: all widths together are 1", ylabel="surprise, bits")
        right.set(xlim=(-0.6, 3.6), ylim=(0, 0.62), title="area of each, bits")
        right.set_xticks(range(4), WEATHER)
        right.axhline(np.log2(np.e) / np.e, color=INK, linewidth=1)
        right.text(3.5, 0.54, "the most that one can add", ha="right", va="bottom")
        bars, areas = (outlined_bars(axes, [BLUE] * 4) for axes in (left, right))
        (level,) = left.plot([0, 1], [0, 0], "--", color=INK, linewidth=1.8, label="levelled")
        left.axhline(2, color=INK, linestyle=":", label="all four alike")
        left.legend(loc="upper center", ncols=2)
        left.tick_params(axis="x", pad=24)  # Between the axis and its figures stand the names.
        names = [left.text(0, -0.15, name, ha="center", va="top", in_layout=False) for name in WEATHER]
        thin = left.text(0, -0.15, "", va="top", in_layout=False)

        def update(n: SimpleNamespace) -> None:
            edges = np.cumsum(n.p) - n.p
            bars.set_verts(boxes(edges, n.p, 0, n.surprise))
            areas.set_verts(boxes(np.arange(4) - 0.4, 0.8, 0, n.areas))
            level.set_ydata([n.entropy, n.entropy])
            middles, needles = edges + n.p / 2, (n.p > 0) & (n.p <= 0.08)
            for name, x, p in zip(names, middles, n.p, strict=True):
                name.set(x=x, visible=p > 0.08)
            x = middles[needles].max(initial=0.0)
            called = ", ".join(name for name, needle in zip(WEATHER, needles, strict=True) if needle)
            thin.set(text=called, x=x, ha="right" if x > 0.5 else "left")

        return update

    def read(n: SimpleNamespace) -> str:
        tickets, areas = f"{n.sun}, {n.cloud}, {n.rain}, {n.snow}", ", ".join(f"{area:.4f}" for area in n.areas)
        return f"Tickets {tickets}: areas {areas}. Levelled they are {n.entropy:.4f} bits high, the entropy."

    return Panel(
        compute,
        draw,
        read,
        alt="Left: bars edge to edge for sun, cloud, rain and snow, as wide as their chance and as high as their "
        "surprise, with a dashed line at the height that they have when levelled. Right: the area of each bar",
        presets=PLACES,
        size=(9.0, 4.2),
        **{name: slider(1 if name == "sun" else 0, 100, label=f"{name}, tickets") for name in WEATHER},
    )
