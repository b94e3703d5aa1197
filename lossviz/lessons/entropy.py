"""Lesson 2: surprise, and the entropy of everything. Its lottery is in `lottery`, its yes/no questions in `codes`."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure
from matplotlib.tri import Triangulation

from ..controls import slider
from ..losses import entropy, surprise
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from .lottery import boxes, outlined_bars


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
            bars=outlined_bars(right, [BLUE, RED, GREEN]),
            names=[right.text(0, 0, name, ha="center", va="center", in_layout=False) for name in ("A", "B")],
        )
        left.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for point, chance, bits in zip(art.points, (n.p, n.q, n.both), n.surprise, strict=True):
            point.set_data([chance], [bits])
        a, b, both = n.surprise
        art.bars.set_verts(boxes([-0.3, -0.3, 0.7], 0.6, [0, a, 0], [a, b, both]))
        for name, bottom, height in zip(art.names, (0, a), (a, b), strict=True):
            name.set_position((0, bottom + height / 2))
            name.set_visible(height > 0.6)

    def read(n: SimpleNamespace) -> str:
        a, b, both = n.surprise
        heads = round(both)
        coins = f"exactly {heads}" if abs(both - heads) < 0.005 else f"about {both:.1f}"
        return (
            f"chances multiply: {n.p:.2f} · {n.q:.2f} = {n.both:.4f}; "
            f"surprises add: {a:.2f} + {b:.2f} = {both:.2f} bits\n"
            f"Fair coins that must all fall heads to surprise as much: {coins}"
        )

    return panel(
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
        return np.asarray(entropy(np.stack([chance, 1 - chance], axis=-1), unit="bits"))

    def compute(a: float = 0.6, s: float = 0.25) -> SimpleNamespace:
        p = np.array([a, (1 - a) * s, (1 - a) * (1 - s)])
        return SimpleNamespace(p=p, first=float(two(a)), second=float(two(s)), both=float(entropy(p, "bits")))

    def draw(figure: Figure) -> Update:
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
        # The labels stand on the way from corner 2 to the middle, clear of the sides. Matplotlib 3.9
        # and 3.10 take a contour's number among all for that among `levels`, so there are no `levels` here.
        places = np.outer([0.093, 0.167, 0.267, 0.433], [np.sqrt(0.75), 0.5])
        right.clabel(contours, fmt="%g", fontsize=9, manual=places)
        right.plot(*corners[[0, 1, 2, 0]].T, color=INK, linewidth=1.5)
        right.set(xlim=(-0.1, 1.1), ylim=(-0.1, 0.97), aspect="equal", title="three outcomes: each point is a lottery")
        right.set_axis_off()
        for corner, text in zip(corners, "123", strict=True):
            right.text(*(corner + 0.12 * (corner - corners.mean(axis=0))), text, ha="center", va="center", fontsize=13)
        (first,) = left.plot(
            [], [], "o", color=BLUE, markersize=14, markeredgewidth=2, fillstyle="none", label="is it 1?"
        )
        (second,) = left.plot([], [], "s", color=RED, markersize=7, label="if not: is it 2?")
        (ray,) = right.plot([], [], "--", color=RED, linewidth=1.5)
        (point,) = right.plot([], [], "D", color=GREEN, markersize=9)
        left.legend(loc="upper center", ncols=2)

        def update(n: SimpleNamespace) -> None:
            first.set_data([n.a], [n.first])
            second.set_data([n.s], [n.second])
            ray.set_data(*np.stack([corners[0], n.s * corners[1] + (1 - n.s) * corners[2]]).T)
            point.set_data(*(n.p @ corners)[:, None])

        return update

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
        a=slider(0.0, 1.0, 0.01, label="a, chance of 1"),
        s=slider(0.0, 1.0, 0.01, label="s, share of 2 in the rest"),
    )
