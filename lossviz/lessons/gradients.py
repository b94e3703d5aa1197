"""Lesson 6: who pays when one score rises, and the roads that two prices take through the chances of three classes."""

from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import softmax, softmax_jacobian
from ..panel import Panel
from ..picture import BLUE, INK, PAPER, RED, Update
from ..shapes import boxes
from ..text import fixed, significant
from .signed_shapes import figures_patch, set_figures, set_squares, table_of_squares
from .why_not_mse import SQUARES, SURPRISE

SCORES, CHANCES = ["z1", "z2", "z3"], ["q1", "q2", "q3"]
STARTS = {"2, 1, 0": (2.0, 1.0, 0.0), "10, 5, 0": (10.0, 5.0, 0.0)}

STEPS = 120
MACHINES = {"undecided": (0.0, 0.0, 0.0), "sure and wrong": (-2.0, 3.0, 0.0)}
CORNERS = np.array([[0.5, 0.75**0.5], [0.0, 0.0], [1.0, 0.0]])  # Of the triangle: where a class is certain.


def who_pays() -> Panel:
    """Move one of three scores: which chance gains, which ones pay, and the table of all slopes.

    After dragging: "Each pays in proportion to what it has."

    Returns
    -------
    Panel
        Controls nudge, score (the one that is moved) and scores (where they start).
    """
    at = np.arange(3)

    def compute(nudge: float = 0.0, score: str = "z1", scores: str = "2, 1, 0") -> dict[str, Any]:
        z, moved = np.array(STARTS[scores]), SCORES.index(score)
        before, after = softmax(z), z + nudge * (at == moved)
        payers = np.delete(at, moved)
        least = int(payers[np.argmin(before[payers])])
        return {
            "moved": moved,
            "before": before,
            "q": softmax(after),
            "slopes": softmax_jacobian(after),
            "least": least,
            "share": float(100 * before[least] / before[payers].sum()),
        }

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.5, 1])
        left.set(xlim=(-0.6, 2.6), ylim=(0, 1.12), ylabel="chance")
        left.set_xticks(at, ["class 1", "class 2", "class 3"])
        left.grid(axis="x", visible=False)
        kept = left.add_collection(PolyCollection([], facecolor=RED + "40", edgecolor=RED, label="kept"))
        look: dict[str, Any] = dict(edgecolor=RED, linewidth=1.2)
        gained = left.add_collection(PolyCollection([], facecolor="none", hatch="///", label="gained", **look))
        paid = left.add_collection(PolyCollection([], facecolor="none", linestyle="--", label="paid", **look))
        left.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3, fontsize=9)
        name_look: dict[str, Any] = dict(ha="center", va="center", fontsize=8)
        paper = dict(facecolor=PAPER, edgecolor="none", pad=1)
        of_whom = [left.text(0, 0, "", **name_look, bbox=paper) for _ in "ab"]
        factors = [left.text(0, 0, "", ha="center", fontsize=10) for _ in "ab"]
        squares = table_of_squares(right, CHANCES, SCORES, "slope of q with respect to z")
        column = right.add_collection(PolyCollection([], facecolor=INK + "18", zorder=0))
        figures = figures_patch(right)

        def update(n: SimpleNamespace) -> None:
            low, change = np.minimum(n.before, n.q), np.abs(n.q - n.before)
            kept.set_verts(boxes(at - 0.35, 0.7, 0, low))
            payers = np.delete(at, n.moved)
            out = boxes(payers - 0.35, 0.7, low[payers], change[payers])
            # The same slices once more, one upon the other, where the score was moved.
            stack = low[n.moved] + np.array([0, change[payers[0]]])
            own = boxes(n.moved - 0.35, 0.7, stack, change[payers])
            gained.set_verts(own if n.nudge > 0 else out)
            paid.set_verts(out if n.nudge > 0 else own)
            for text, payer, bottom in zip(of_whom, payers, stack, strict=True):
                text.set_position((n.moved, bottom + change[payer] / 2))
                text.set_text(f"class {payer + 1}" if change[payer] > 0.04 else "")
            for text, payer in zip(factors, payers, strict=True):
                text.set_position((payer, max(n.before[payer], n.q[payer]) + 0.03))
                text.set_text(f"× {significant(n.q[payer] / n.before[payer], 2)}" if n.nudge else "")
            column.set_verts(boxes(n.moved + 0.5, 1, 0.5, 3))
            set_squares(squares, n.slopes, 0.33, raised=0.08)
            set_figures(figures, n.slopes, 3)

        return update

    def read(n: SimpleNamespace) -> str:
        q = ", ".join(map(significant, n.q))
        told = f"z = ({n.scores}), {n.score} moved by {fixed(n.nudge, 1)}: q = ({q})"
        if not n.nudge:
            return told
        does, other = ("gains", "pays") if n.nudge > 0 else ("loses", "gets")
        change = significant(abs(n.q[n.moved] - n.before[n.moved]))
        share = f"{significant(n.share)} % of it"
        return f"{told}\nClass {n.moved + 1} {does} {change}, and class {n.least + 1} {other} {share}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the chances of three classes as bars, with the slices that change hands when a score moves, "
        "and the factor over each payer. Right: the nine slopes as squares, filled where a chance rises",
        size=(9.6, 4.0),
        nudge=slider(-2.0, 2.0, 0.1, label="nudge"),
        score=choice(*SCORES),
        scores=choice(*STARTS, label="from z ="),
    )
    share = panel.predict(
        "z1 rises by 1, and class 1 gains. What share of that does class 3 pay?",
        guess=(0, 100),
        unit="%",
        near=1,
        nudge=1.0,
        score="z1",
        scores="2, 1, 0",
        hold=["squares", "figures"],
        answer=lambda n: n.share,
    )
    share.reply(0.27, "Per cent are asked for, so a share of a quarter would be 25.")
    share.reply(33, "Only two classes pay, and they do not share it equally.")
    share.reply(50, "The payers do not share it equally.")
    share.reply(9, "So much it holds of everything, but class 1 pays nothing. Count what the two payers hold.")
    share.reply(73, "That is what class 2 pays, which holds more.")
    share.reply(37, "So much it holds for each 100 of class 2. Count what the two payers hold together.")
    return panel


def pushes(q: np.ndarray[Any, Any]) -> dict[str, np.ndarray[Any, Any]]:
    """Return where each price pushes the three scores, minus its slope, if class 1 is true.

    Examples
    --------
    >>> {name: push.round(3).tolist() for name, push in pushes(np.array([0.5, 0.25, 0.25])).items()}
    {'squares': [0.125, -0.062, -0.062], 'cross entropy': [0.5, -0.25, -0.25]}
    """
    mistake = np.array([-q[1] - q[2], q[1], q[2]])  # q − y, and no digit is lost where q is nearly y.
    slopes = 2 / 3 * mistake
    return {"squares": -q * (slopes - q @ slopes), "cross entropy": -mistake}


@lru_cache(maxsize=64)
def road(price: str, machine: str, eta: float, steps: int = STEPS) -> np.ndarray[Any, Any]:
    """Return the chances of a machine after 0, 1, … steps down a price, where class 1 is true.

    Returns
    -------
    ndarray
        Of shape (steps + 1, 3).

    Examples
    --------
    >>> road("cross entropy", "undecided", 1, 1).round(3).tolist()
    [[0.333, 0.333, 0.333], [0.576, 0.212, 0.212]]
    """
    z, chances = np.array(MACHINES[machine]), []
    for _ in range(steps + 1):
        chances.append(softmax(z))
        z = z + eta * pushes(chances[-1])[price]
    return np.array(chances)


def _arrived(way: np.ndarray[Any, Any]) -> str:
    there = np.flatnonzero(way[:, 0] > 0.9)
    past = f", past 0.9 at step {there[0]}" if len(there) else ""
    return f"at ({', '.join(fixed(q, 3) for q in way[-1])}){past}"


def two_roads() -> Panel:
    """Walk down two prices from one start: a forecast is a point of a triangle, a certainty a corner.

    After dragging: "A rate makes up for a weak push, and not for a wrong one."

    Returns
    -------
    Panel
        Controls step, machine (where it starts) and eta (the learning rate).
    """
    at = np.arange(3)

    def compute(step: int = 0, machine: str = "undecided", eta: int = 1) -> dict[str, Any]:
        roads = {name: road(name, machine, eta)[: step + 1] for name in ("squares", "cross entropy")}
        now = {name: pushes(way[-1])[name] for name, way in roads.items()}
        most = {name: float(np.abs(push).max()) for name, push in now.items()}
        scaled = {name: push / max(most[name], 1e-6) for name, push in now.items()}
        return {"roads": roads, "pushes": scaled, "most": most}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.2, 1])
        left.set(xlim=(-0.2, 1.2), ylim=(-0.14, 1.02), aspect="equal")
        left.set_axis_off()
        left.plot(*CORNERS[[0, 1, 2, 0]].T, color=INK, linewidth=1)
        left.plot(*(0.9 * CORNERS[0] + 0.1 * CORNERS[1:]).T, ":", color=INK, linewidth=1)
        left.text(0.6, 0.79, "  q1 = 0.9", fontsize=9, va="center")
        for name, (x, y), side in zip(("class 1, the truth", "class 2", "class 3"), CORNERS, (1, -1, -1), strict=True):
            left.text(x, y + 0.08 * side, name, ha="center", va="center", fontsize=10)
        styles = {"squares": SQUARES | {"marker": "s"}, "cross entropy": SURPRISE | {"marker": "o"}}
        lines = {
            name: left.plot([], [], **style | {"label": name}, linewidth=1, markersize=4)[0]
            for name, style in styles.items()
        }
        tenth_look: dict[str, Any] = dict(color=BLUE, markerfacecolor=PAPER, markersize=9, zorder=1.9)
        (tenth,) = left.plot([], [], "s", **tenth_look, label="each tenth step")
        left.legend(loc="upper left", fontsize=9)
        right.set(xlim=(-0.6, 2.6), ylim=(-1.1, 1.1), yticks=[-1, 0, 1], ylabel="next push, each on its own scale")
        right.set_yticklabels(["down", "0", "up"])
        right.set_xticks(at, ["z1, the truth's", "z2", "z3"])
        right.axhline(0, color=INK, linewidth=0.8)
        hatched: dict[str, Any] = dict(facecolor="none", edgecolor=RED, hatch="///")
        full: dict[str, Any] = dict(facecolor=BLUE + "90", edgecolor=BLUE)
        bars = {
            name: right.add_collection(PolyCollection([], **look, label=name))
            for name, look in (("cross entropy", hatched), ("squares", full))
        }
        right.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, fontsize=9)
        wrong = [right.text(x, 0, "wrong way", color=BLUE, ha="center", va="bottom", fontsize=9) for x in (1.21, 2.21)]
        sizes = right.text(0.5, -0.2, "", transform=right.transAxes, ha="center", fontsize=10)

        def update(n: SimpleNamespace) -> None:
            for name, shift in (("cross entropy", -0.38), ("squares", 0.04)):
                lines[name].set_data(*(n.roads[name] @ CORNERS).T)
                bars[name].set_verts(boxes(at + shift, 0.34, 0, n.pushes[name]))
            tenth.set_data(*(n.roads["squares"][::10] @ CORNERS).T)
            for text, push in zip(wrong, n.pushes["squares"][1:], strict=True):
                text.set(visible=push > 0, y=push + 0.02)
            most = [f"{name} {significant(n.most[name], 2) if n.most[name] > 1e-6 else 'arrived'}" for name in bars]
            sizes.set_text(f"largest push: {', '.join(most)}")

        return update

    def read(n: SimpleNamespace) -> str:
        z = ", ".join(fixed(score, 0) for score in MACHINES[n.machine])
        steps = f"{n.step} step{'s' * (n.step != 1)}"
        ce, squares = (_arrived(n.roads[name]) for name in ("cross entropy", "squares"))
        return f"{n.machine}, z = ({z}), η = {n.eta}, after {steps}: cross entropy is {ce}\nSquares are {squares}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: a triangle whose corners are certainties, with the roads that squares and cross entropy take "
        "from one forecast. Right: which scores each pushes up and down now",
        size=(9.6, 4.9),
        step=slider(0, STEPS),
        machine=choice(*MACHINES, label="the machine is"),
        eta=slider(1, 30, label="learning rate η"),
    )
    which = panel.predict(
        "A machine is sure and wrong: the truth is class 1, and it says q = (0.006, 0.946, 0.047). "
        "Which score do squares push up most?",
        guess=SCORES,
        answer="z3",
        step=0,
        machine="sure and wrong",
        hold=["bars", "wrong"],
    )
    which.reply("z3", "It is less wrong than class 2, and it has seven times the chance of class 1.")
    which.reply("z1", "It does go up, but a class with so small a chance is hardly heard.")
    which.reply("z2", "That is the one they push down, because it is the most wrong of the three.")
    return panel
