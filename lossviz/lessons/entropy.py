"""Lesson 2: surprise and entropy. Its panel on yes/no questions is in `lossviz.lessons.codes`."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.tri import Triangulation

from ..losses import entropy, surprise
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED

OUTCOMES = range(1, 5)
COLOURS = [BLUE, RED, GREEN, PINK]

# The lecture's four lotteries, in tickets of each outcome. The last one is what X2 takes to be meant.
LOTTERIES = {
    "all alike": (250, 250, 250, 250),
    ".1 .1 .1 .7": (100, 100, 100, 700),
    ".01 .01 .01 .97": (10, 10, 10, 970),
    ".001 .001 .001 .997": (1, 1, 1, 997),
}


def ticket_controls() -> dict[str, widgets.IntSlider]:
    """Return sliders w1 to w4 for the tickets of four outcomes; the last outcome always has a ticket.

    Examples
    --------
    >>> [slider.min for slider in ticket_controls().values()]
    [0, 0, 0, 1]
    """
    start = LOTTERIES[".1 .1 .1 .7"]
    return {
        f"w{i}": widgets.IntSlider(w, 1 if i == 4 else 0, 1000, description=f"tickets of {i}")
        for i, w in zip(OUTCOMES, start, strict=True)
    }


def ticket_presets(lotteries: dict[str, tuple[int, ...]]) -> dict[str, dict[str, int]]:
    """Return a preset of the ticket sliders for each lottery.

    Examples
    --------
    >>> ticket_presets({"alike": (1, 1, 1, 1)})
    {'alike': {'w1': 1, 'w2': 1, 'w3': 1, 'w4': 1}}
    """
    return {label: {f"w{i}": w for i, w in zip(OUTCOMES, tickets, strict=True)} for label, tickets in lotteries.items()}


def _bars(axes: Any, colours: list[str]) -> PolyCollection:
    """Add four bars, one for each outcome, outlined so that neighbours part without their colours."""
    return axes.add_collection(PolyCollection([], facecolors=[c + "90" for c in colours], edgecolors=colours))


def _boxes(left: Any, width: Any, bottom: Any, height: Any) -> np.ndarray[Any, Any]:
    """Return the corners of rectangles, one in a row, of shape (n, 4, 2)."""
    left, width, bottom, height = np.broadcast_arrays(left, width, bottom, height)
    x = np.stack([left, left + width, left + width, left], axis=-1)
    y = np.stack([bottom, bottom, bottom + height, bottom + height], axis=-1)
    return np.stack([x, y], axis=-1)


def surprises_add() -> Panel:
    """Surprise against probability, for two independent events: their chances multiply, their surprises add.

    Returns
    -------
    Panel
        Controls p and q, the chances of the two events.
    """
    least = 0.05

    def compute(p: float = 0.5, q: float = 0.25) -> SimpleNamespace:
        both = p * q
        return SimpleNamespace(p=p, q=q, both=both, surprise=surprise([p, q, both], unit="bits"))

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[3, 2])
        chances = np.geomspace(least**2, 1, 200)
        left.plot(chances, surprise(chances, unit="bits"), color=INK, linewidth=1.2)
        left.set(xlim=(-0.02, 1.02), ylim=(-0.3, 9.3), xlabel="chance of the event", ylabel="surprise −log₂ p, bits")
        left.set_title("how surprising an event is")
        right.set(xlim=(-0.6, 1.6), ylim=(-0.3, 9.3), title="surprises add")
        right.set_xticks([0, 1], ["A, then B on top", "A and B"])
        styles = [(BLUE, "o", "A"), (RED, "s", "B"), (GREEN, "D", "A and B")]
        art = SimpleNamespace(
            points=[
                left.plot([], [], linestyle="none", marker=m, color=c, markersize=9, label=label)[0]
                for c, m, label in styles
            ],
            bars=_bars(right, [BLUE, RED, GREEN]),
            names=[right.text(0, 0, name, ha="center", va="center", in_layout=False) for name in ("A", "B")],
        )
        left.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for point, chance, bits in zip(art.points, (n.p, n.q, n.both), n.surprise, strict=True):
            point.set_data([chance], [bits])
        a, b, both = n.surprise
        art.bars.set_verts(_boxes([-0.3, -0.3, 0.7], 0.6, [0, a, 0], [a, b, both]))
        for name, bottom, height in zip(art.names, (0, a), (a, b), strict=True):
            name.set_position((0, bottom + height / 2))
            name.set_visible(height > 0.6)

    def read(n: SimpleNamespace) -> str:
        a, b, both = n.surprise
        heads = round(both)
        like = (
            f"exactly as surprising as {heads}" if abs(both - heads) < 0.005 else f"about as surprising as {both:.1f}"
        )
        return (
            f"chances multiply: {n.p:.2f} · {n.q:.2f} = {n.both:.4f}; "
            f"surprises add: {a:.2f} + {b:.2f} = {both:.2f} bits\n"
            f"Both together: {like} coins that all fall heads"
        )

    return Panel(
        compute,
        draw,
        update,
        read,
        alt="Left: surprise against chance, a curve that falls from high at rare events to 0 at certain ones, with the "
        "events A, B and both together as points. Right: the surprises of A and B stacked are as high as that of both",
        presets={"two coins": {"p": 0.5, "q": 0.5}, "B is certain": {"q": 1.0}, "both rare": {"p": 0.05, "q": 0.05}},
        size=(9.0, 3.9),
        p=widgets.FloatSlider(0.5, min=least, max=1, step=0.01, description="chance of A"),
        q=widgets.FloatSlider(0.25, min=least, max=1, step=0.01, description="chance of B"),
    )


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
            tickets=tickets, p=p, surprise=heights, terms=p * heights, entropy=float(entropy(p, unit=unit)), unit=unit
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, middle, right = figure.subplots(1, 3, width_ratios=[1.05, 1.3, 1.05])
        left.set(xlim=(0.4, 4.6), ylim=(0, 1.12), xticks=OUTCOMES, xlabel="outcome", title="p = tickets / all")
        middle.set(xlim=(0.4, 4.6), ylim=(0, 14), xticks=OUTCOMES, xlabel="outcome")
        middle.set_title("width p, height surprise −log p")
        right.set(xlim=(0.3, 5.7), ylim=(0, 2.2), title="area: p · surprise")
        right.set_xticks([1, 2, 3, 4, 5], ["1", "2", "3", "4", "all"])
        right.set_xlabel("outcome")
        return SimpleNamespace(
            chances=_bars(left, COLOURS),
            labels=[left.text(i, 0, "", ha="center", va="bottom", fontsize=9, in_layout=False) for i in OUTCOMES],
            areas=_bars(middle, COLOURS),
            mean=middle.plot([0.4, 4.6], [0, 0], "--", color=INK, linewidth=1.8)[0],
            mean_text=middle.text(2.5, 13, "", ha="center", va="center", in_layout=False),
            terms=_bars(right, COLOURS + COLOURS),
        )

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        at = np.array(OUTCOMES)
        art.chances.set_verts(_boxes(at - 0.35, 0.7, 0, n.p))
        for label, i, p in zip(art.labels, OUTCOMES, n.p, strict=True):
            label.set_text(f"{p:.3f}")
            label.set_position((i, p + 0.01))
        art.areas.set_verts(_boxes(at - n.p / 2, n.p, 0, n.surprise))
        art.mean.set_ydata([n.entropy, n.entropy])
        art.mean_text.set_text(f"mean height, dashed: {n.entropy:.3f}")
        stack = np.concatenate([[0], np.cumsum(n.terms)[:-1]])
        art.terms.set_verts(
            _boxes(
                np.concatenate([at - 0.35, np.full(4, 4.65)]),
                0.7,
                np.concatenate([np.zeros(4), stack]),
                np.concatenate([n.terms, n.terms]),
            )
        )

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
        update,
        read,
        alt="Left: the probabilities of four outcomes as bars. Middle: a bar for each, as wide as its probability and "
        "as high as its surprise, with a dashed line at the mean height. Right: their areas, and all areas stacked",
        presets=ticket_presets(LOTTERIES | {"certain": (0, 0, 0, 1)}),
        size=(9.4, 4.2),
        **ticket_controls(),
        unit=widgets.ToggleButtons(
            options=["bits", "nats"], style={"button_width": "5em"}, layout=widgets.Layout(width="260px")
        ),
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
            each=left.plot([], [], "o", color=BLUE, markersize=3, label="one draw")[0],
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
        art.each.set_data(at, n.each)
        art.mean.set_data(at, n.mean)
        art.entropy.set_ydata([n.entropy, n.entropy])
        art.parts.set_verts(_boxes(0.1, 0.8, [n.entropy, 0], [2 - n.entropy, n.entropy]))
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

    return Panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the surprise of each draw as dots on two levels, their running mean, and the entropy as a dashed "
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


def entropy_map() -> Panel:
    """Entropy of every two outcomes as a curve and of every three as a triangle, and how the one is made of the other.

    Returns
    -------
    Panel
        Controls a (the chance of outcome 1) and s (the share of outcome 2 in the rest).
    """
    corners = np.array([[0.5, np.sqrt(0.75)], [0.0, 0.0], [1.0, 0.0]])  # of outcomes 1, 2 and 3

    def two(chance: Any) -> np.ndarray[Any, Any]:
        chance = np.asarray(chance)
        return entropy(np.stack([chance, 1 - chance], axis=-1), unit="bits")

    def compute(a: float = 0.6, s: float = 0.25) -> SimpleNamespace:
        p = np.array([a, (1 - a) * s, (1 - a) * (1 - s)])
        return SimpleNamespace(a=a, s=s, p=p, first=float(two(a)), second=float(two(s)), both=float(entropy(p, "bits")))

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        chances = np.linspace(0, 1, 201)
        left.plot(chances, two(chances), color=INK, linewidth=1.2)
        left.set(xlim=(-0.03, 1.03), ylim=(-0.05, 1.3), xlabel="chance of yes", ylabel="entropy, bits")
        left.set_title("two outcomes: yes or no")
        steps = 60
        grid = np.array([(i, j, steps - i - j) for i in range(steps + 1) for j in range(steps + 1 - i)]) / steps
        contours = right.tricontour(
            Triangulation(*(grid @ corners).T),
            entropy(grid, unit="bits"),
            levels=[0.3, 0.6, 0.9, 1.2, 1.5],
            colors=INK,
            linewidths=0.8,
        )
        right.clabel(contours, levels=[0.9, 1.2, 1.5], fmt="%g", fontsize=9)
        right.plot(*corners[[0, 1, 2, 0]].T, color=INK, linewidth=1.5)
        right.set(xlim=(-0.1, 1.1), ylim=(-0.1, 0.97), aspect="equal", title="three outcomes: each point is a lottery")
        right.set_axis_off()
        for corner, text in zip(corners, "123", strict=True):
            right.text(*(corner + 0.12 * (corner - corners.mean(axis=0))), text, ha="center", va="center", fontsize=13)
        art = SimpleNamespace(
            first=left.plot([], [], "o", color=BLUE, markersize=14, fillstyle="none", label="is it 1?")[0],
            second=left.plot([], [], "s", color=RED, markersize=7, label="if not: is it 2?")[0],
            ray=right.plot([], [], "--", color=RED, linewidth=1.5)[0],
            point=right.plot([], [], "D", color=GREEN, markersize=9)[0],
        )
        left.legend(loc="upper center", ncols=2)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.first.set_data([n.a], [n.first])
        art.second.set_data([n.s], [n.second])
        art.ray.set_data(*np.stack([corners[0], n.s * corners[1] + (1 - n.s) * corners[2]]).T)
        art.point.set_data(*(n.p @ corners)[:, None])

    def read(n: SimpleNamespace) -> str:
        chances = ", ".join(f"{p:.3f}" for p in n.p)
        return (
            f"a = {n.a:.2f}, s = {n.s:.2f}: p = a, (1−a)·s, (1−a)·(1−s) = {chances}\n"
            f"Entropy: is it 1? {n.first:.3f}, and in {1 - n.a:.2f} of the draws, is it 2? {n.second:.3f}. "
            f"{n.first:.3f} + {1 - n.a:.2f} · {n.second:.3f} = {n.both:.3f} bits"
        )

    return Panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the entropy of a yes or no against the chance of yes, an arch with its top of 1 bit in the middle, "
        "with a point for each of two questions. Right: a triangle of all lotteries of three outcomes with contours of "
        "equal entropy, highest in the middle, and the present lottery as a point on a dashed line from corner 1",
        presets={
            "three alike": {"a": 1 / 3, "s": 0.5},
            "a fair coin": {"a": 0.0, "s": 0.5},
            "nearly certain": {"a": 0.97, "s": 0.5},
            "certain": {"a": 1.0},
        },
        size=(9.0, 4.3),
        a=widgets.FloatSlider(0.6, min=0, max=1, step=0.01, description="a, chance of 1"),
        s=widgets.FloatSlider(0.25, min=0, max=1, step=0.01, description="s, share of 2 in the rest"),
    )
