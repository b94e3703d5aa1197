"""Lesson 2: the lottery of four outcomes, at once and draw by draw."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import entropy, surprise
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED, Update

OUTCOMES = range(1, 5)
COLOURS = [BLUE, RED, GREEN, PINK]

# The lecture's four lotteries, in tickets of each outcome. The last one is what X2 takes to be meant.
LOTTERIES = {
    "all alike": (250, 250, 250, 250),
    ".1 .1 .1 .7": (100, 100, 100, 700),
    ".01 .01 .01 .97": (10, 10, 10, 970),
    ".001 .001 .001 .997": (1, 1, 1, 997),
}


def ticket_controls() -> dict[str, Any]:
    """Return sliders w1 to w4 for the tickets of four outcomes; the last outcome always has a ticket.

    Examples
    --------
    >>> [slider.min for slider in ticket_controls().values()]
    [0, 0, 0, 1]
    """
    return {f"w{i}": slider(1 if i == 4 else 0, 1000, label=f"tickets of {i}") for i in OUTCOMES}


def ticket_presets(lotteries: Mapping[str, tuple[int, ...]]) -> dict[str, dict[str, int]]:
    """Return a preset of the ticket sliders for each lottery.

    Examples
    --------
    >>> ticket_presets({"alike": (1, 1, 1, 1)})
    {'alike': {'w1': 1, 'w2': 1, 'w3': 1, 'w4': 1}}
    """
    return {label: {f"w{i}": w for i, w in zip(OUTCOMES, tickets, strict=True)} for label, tickets in lotteries.items()}


def outlined_bars(axes: Any, colours: list[str]) -> PolyCollection:
    """Add four bars, one for each outcome, outlined so that neighbours part without their colours."""
    bars = PolyCollection([], facecolors=[c + "90" for c in colours], edgecolors=colours)
    axes.add_collection(bars)
    return bars


def boxes(left: Any, width: Any, bottom: Any, height: Any) -> Any:
    """Return the corners of rectangles, one in a row, of shape (n, 4, 2)."""
    left, width, bottom, height = np.broadcast_arrays(left, width, bottom, height)
    x = np.stack([left, left + width, left + width, left], axis=-1)
    y = np.stack([bottom, bottom, bottom + height, bottom + height], axis=-1)
    return np.stack([x, y], axis=-1)


def lottery() -> Panel:
    """Four outcomes that always are a distribution: tickets over all tickets; entropy as the area of their surprise.

    Returns
    -------
    Panel
        Controls w1 to w4 (tickets) and unit ("bits" or "nats").
    """

    def compute(w1: int = 100, w2: int = 100, w3: int = 100, w4: int = 700, unit: str = "bits") -> SimpleNamespace:
        tickets = np.array([w1, w2, w3, w4])
        p = tickets / tickets.sum()
        possible = p > 0
        # What is never drawn never surprises: its height is not needed, and would be infinite.
        heights = np.where(possible, surprise(np.where(possible, p, 1.0), unit=unit), 0.0)
        return SimpleNamespace(
            tickets=tickets, p=p, surprise=heights, terms=p * heights, entropy=float(entropy(p, unit=unit))
        )

    def draw(figure: Figure) -> Update:
        left, middle, right = figure.subplots(1, 3, width_ratios=[1.05, 1.3, 1.05])
        left.set(xlim=(0.4, 4.6), ylim=(0, 1.12), xticks=OUTCOMES, xlabel="outcome", title="p = tickets / all")
        chances = outlined_bars(left, COLOURS)
        labels = [left.text(i, 0, "", ha="center", va="bottom", fontsize=9, in_layout=False) for i in OUTCOMES]
        middle.set(xlim=(0.4, 4.6), ylim=(0, 14), xticks=OUTCOMES, xlabel="outcome")
        middle.set_title("width p, height surprise −log p")
        areas = outlined_bars(middle, COLOURS)
        (mean,) = middle.plot([0.4, 4.6], [0, 0], "--", color=INK, linewidth=1.8)
        mean_text = middle.text(2.5, 13, "", ha="center", va="center", in_layout=False)
        right.set(xlim=(0.3, 5.7), ylim=(0, 2.2), title="area: p · surprise")
        right.set_xticks([1, 2, 3, 4, 5], ["1", "2", "3", "4", "all"])
        right.set_xlabel("outcome")
        terms = outlined_bars(right, COLOURS + COLOURS)

        def update(n: SimpleNamespace) -> None:
            at = np.array(OUTCOMES)
            chances.set_verts(boxes(at - 0.35, 0.7, 0, n.p))
            for label, i, p in zip(labels, OUTCOMES, n.p, strict=True):
                label.set(text=f"{p:.3f}", position=(i, p + 0.01))
            areas.set_verts(boxes(at - n.p / 2, n.p, 0, n.surprise))
            mean.set_ydata([n.entropy, n.entropy])
            mean_text.set_text(f"mean height, dashed: {n.entropy:.3f}")
            alone, stacked = boxes(at - 0.35, 0.7, 0, n.terms), boxes(4.65, 0.7, np.cumsum(n.terms) - n.terms, n.terms)
            terms.set_verts([*alone, *stacked])

        return update

    def read(n: SimpleNamespace) -> str:
        tickets = " + ".join(map(str, n.tickets))
        chances = ", ".join(f"{p:.3g}" for p in n.p)
        heights = ", ".join("never drawn" if p == 0 else f"{s:.3g}" for p, s in zip(n.p, n.surprise, strict=True))
        terms = " + ".join(f"{t:.4f}" for t in n.terms)
        return (
            f"tickets {tickets} = {n.tickets.sum()}, p = {chances}; surprise {heights} {n.unit}\n"
            f"Entropy, p · surprise added up: {terms} = {n.entropy:.4f} {n.unit}"
        )

    return Panel(
        compute,
        draw,
        read,
        alt="Left: the probabilities of four outcomes as bars. Middle: a bar for each, as wide as its probability and "
        "as high as its surprise, with a dashed line at the mean height. Right: their areas, and all areas stacked",
        presets=ticket_presets(LOTTERIES | {"certain": (0, 0, 0, 1)}),
        size=(9.4, 4.2),
        **ticket_controls(),
        unit=choice("bits", "nats"),
    )


def draw_by_draw() -> Panel:
    """Up to 300 draws, each with its surprise: the running mean closes in on the entropy.

    Returns
    -------
    Panel
        Controls favourite (the chance of outcome 4; the others share the rest), draws, and run (which draws).
    """
    most = 300

    def compute(favourite: float = 0.7, draws: int = 100, run: int = 1) -> SimpleNamespace:
        rare = (1 - favourite) / 3
        won = np.random.default_rng(run).random(most)[:draws] < favourite
        each = np.where(won, *surprise([favourite, rare], unit="bits"))
        return SimpleNamespace(
            favourite=favourite,
            draws=draws,
            run=run,
            won=int(won.sum()),
            each=each,
            mean=np.cumsum(each) / np.arange(1, draws + 1),
            entropy=float(entropy([rare, rare, rare, favourite], unit="bits")),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[3, 1])
        left.set(xlim=(0, most + 4), ylim=(-0.3, 14), xlabel="draw", ylabel="bits", title="surprise of each draw")
        right.set(xlim=(0, 1), ylim=(0, 2.05), xticks=[], ylabel="bits", title="of 2 bits")
        right.grid(False)
        art = SimpleNamespace(
            each=left.plot([], [], color=BLUE, linewidth=1, label="one draw")[0],
            mean=left.plot([], [], color=RED, label="mean so far")[0],
            entropy=left.plot([0, most + 4], [0, 0], "--", color=INK, linewidth=1.5, label="entropy")[0],
            parts=right.add_collection(PolyCollection([], facecolors=["none", BLUE + "90"], edgecolors=BLUE)),
            known=right.text(0.5, 0, "known before", ha="center", va="center", in_layout=False),
            learned=right.text(0.5, 0, "learned\nfrom it", ha="center", va="center", in_layout=False),
        )
        left.legend(loc="upper right", ncols=3)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        at = np.arange(1, n.draws + 1)
        # A short stroke for each, all in one line: 300 markers would take ten times as long.
        strokes = np.stack([n.each - 0.2, n.each + 0.2, np.full(n.draws, np.nan)], axis=-1)
        art.each.set_data(np.repeat(at, 3), strokes.ravel())
        art.mean.set_data(at, n.mean)
        art.entropy.set_ydata([n.entropy, n.entropy])
        art.parts.set_verts(boxes(0.1, 0.8, [n.entropy, 0], [2 - n.entropy, n.entropy]))
        art.known.set_y(1 + n.entropy / 2)
        art.known.set_visible(n.entropy < 1.85)
        art.learned.set_y(n.entropy / 2)
        art.learned.set_visible(n.entropy > 0.3)

    def read(n: SimpleNamespace) -> str:
        return (
            f"chance of the favourite {n.favourite:.3f}, run {n.run}: it won {n.won} of {n.draws} draws; "
            f"mean surprise {n.mean[-1]:.3f}, entropy {n.entropy:.3f} bits\n"
            f"Known before a draw {2 - n.entropy:.3f} bits, learned from it {n.entropy:.3f}: "
            "always 2, the two questions that tell four outcomes apart"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the surprise of each draw as strokes on two levels, their running mean, and the entropy as a dashed "
        "line. Right: a bar of two bits, split into what is known before a draw and what is learned from it",
        presets={
            "all alike": {"favourite": 0.25},
            ".7": {"favourite": 0.7},
            ".97": {"favourite": 0.97},
            ".997": {"favourite": 0.997},
            "another run": lambda favourite, draws, run: {"run": run % 20 + 1},
        },
        size=(9.4, 4.0),
        favourite=widgets.FloatSlider(
            0.7, min=0.25, max=0.999, step=0.001, description="chance of the favourite", readout_format=".3f"
        ),
        draws=widgets.IntSlider(100, 1, most, description="draws"),
        run=widgets.IntSlider(1, 1, 20, description="run"),
    )
