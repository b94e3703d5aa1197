"""Lesson 2: a surprise, and what the answer to one question is worth."""

from collections.abc import Callable
from functools import wraps
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..controls import slider
from ..learner import ask
from ..losses import entropy, surprise
from ..panel import Panel
from ..picture import BLUE, INK, RED, Update
from ..shapes import boxes, outlined_bars
from ..text import adding_up, significant


def surprises_add() -> Panel:
    """Two independent chances as the sides of a rectangle, their surprises as a tower beside a ruler of halvings.

    After dragging: "Chances multiply and surprises add: a quarter of the chance is two bits more, wherever I start."

    Returns
    -------
    Panel
        Controls a and b, the chances of two independent events.
    """

    def compute(a: float = 0.4, b: float = 0.5) -> SimpleNamespace:
        first, second = surprise([a, b], unit="bits")
        return SimpleNamespace(first=first, second=second, sum=first + second)

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[5, 4])
        left.set(xlim=(0, 1), ylim=(0, 1), aspect="equal", xlabel="chance of A", ylabel="chance of B")
        left.set_title("chance of both: the area")
        area = left.add_patch(Rectangle((0, 0), 1, 1, facecolor=BLUE + "60", edgecolor=BLUE, linewidth=2))
        right.set(xlim=(0, 1), ylim=(0, 6.8), ylabel="bits", xticks=[], title="surprise of both: the height")
        for halvings, chance in enumerate(["1", "1/2", "1/4", "1/8", "1/16", "1/32", "1/64"]):
            right.text(1.03, halvings, chance, va="center")
        right.text(1.25, 3.5, "chance of both", rotation=90, va="center")
        tower = outlined_bars(right, [BLUE, BLUE])
        names = [right.text(0.45, 0, name, ha="center", va="center", in_layout=False) for name in "AB"]
        (level,) = right.plot([0.1, 1], [0, 0], "--", color=INK, linewidth=1.5)
        inside = left.text(0, 0, "", ha="center", va="center", in_layout=False)
        beside = right.text(1, 0, "", ha="right", va="bottom", in_layout=False)

        def update(n: SimpleNamespace) -> None:
            area.set(width=n.a, height=n.b)
            inside.set(text=f"{n.a * n.b:.4f}", x=n.a / 2 if n.a > 0.25 else n.a + 0.1, y=n.b / 2)
            beside.set(text=f"{n.a * n.b:.4f}", y=n.sum + (0.05 if n.sum < 6 else -0.4))
            tower.set_verts(boxes(0.1, 0.7, [0, n.first], [n.first, n.second]))
            names[0].set(y=n.first / 2, visible=n.first > 0.4)
            names[1].set(y=n.first + n.second / 2, visible=n.second > 0.4)
            level.set_ydata([n.sum, n.sum])

        return update

    def read(n: SimpleNamespace) -> str:
        first, second, both = adding_up([n.first, n.second])
        chances = f"{n.a:.3f} · {n.b:.3f} = {n.a * n.b:.4f}"
        return f"Chances multiply: {chances}. Surprises add: {first} + {second} = {both} bits."

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: a rectangle in a unit square, as wide as the chance of A and as high as that of B. Right: the "
        "surprises of A and B as a tower on a scale of bits; beside it a ruler of chances, halved with each bit",
        presets={"two coins": {"a": 0.5, "b": 0.5}, "B is certain": {"b": 1.0}},
        size=(8.4, 4.2),
        a=slider(0.1, 1.0, 0.005, label="chance of A"),
        b=slider(0.1, 1.0, 0.005, label="chance of B"),
    )
    question = "The tower is 2.32 bits high. How high is it when A becomes a quarter as likely, 0.1 instead of 0.4?"
    answer = panel.predict(question, guess=(0, 12), near=0.12, digits=2, answer=lambda n: n.sum, a=0.1, b=0.5)
    answer.reply(9.2, "That would be four times as high, but a chance is counted in halvings.")
    answer.reply(6.29, "That would be four times the surprise of A, but a chance is counted in halvings.")
    answer.reply(3.32, "That is one halving more, or A without B. But a quarter is two halvings, and B has its bit.")
    answer.reply(1.16, "That would be half the height, but the rarer thing surprises more.")
    answer.reply(4.64, "That would be twice the height. But a quarter is two halvings, and each adds one bit.")
    answer.reply(0.58, "That would be a quarter of the height, but the rarer thing surprises more.")
    return panel


def _asked(mine: Callable[..., Any], rows: np.ndarray[Any, Any]) -> tuple[np.ndarray[Any, Any], str]:
    """Ask a learner's entropy about one row, all rows and (½, ½, 0, 0); return its arch, and the words below it."""

    @wraps(mine)
    def along(rows: np.ndarray[Any, Any]) -> list[Any]:
        return [mine(row) for row in rows]

    # One by one, so that a trouble is told with the learner's own line; then all in one limited time.
    value: Any = None
    for p in (rows[50], rows[0], np.array([0.5, 0.5, 0.0, 0.0])):
        value, trouble = ask(mine, p, like=0.0, finite=False)
        if trouble:
            return np.full(len(rows), np.nan), f"\n{trouble}"
    arch, trouble = ask(along, rows, like=rows[:, 0], finite=False)
    if arch is None:
        return np.full(len(rows), np.nan), f"\n{trouble}"
    return arch, f"\nYours for (½, ½, 0, 0), which has 1 bit: {significant(float(value))}"


def one_question(mine: Callable[..., Any] | None = None) -> Panel:
    """Draw what the answer to a yes/no question is worth, for every chance of yes: an arch.

    After dragging: "An answer is worth a whole bit only if yes and no are equally likely."

    Parameters
    ----------
    mine : callable, optional
        The learner's own entropy, in bits, of a row of chances: its arch is drawn dashed.

    Returns
    -------
    Panel
        Control a, the chance of yes.
    """
    grid = np.linspace(0, 1, 101)
    rows = np.stack([grid, 1 - grid], axis=-1)
    worth = entropy(rows, unit="bits")
    own, words = _asked(mine, rows) if mine else (worth, "")

    def compute(a: float = 0.5) -> SimpleNamespace:
        p = np.array([a, 1 - a])
        yes, no = p * surprise(np.where(p > 0, p, 1), unit="bits")
        return SimpleNamespace(yes=yes, no=no)

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-0.03, 1.03), xlabel="chance of yes", ylabel="worth of the answer, bits")
        shown = np.clip([0, 1, *own[np.isfinite(own)]], -1, 2)
        axes.set_ylim(1.1 * min(shown), 1.1 * max(shown))
        (arch,) = axes.plot(grid, worth, color=BLUE, label="the entropy" if mine else None)
        if mine:
            axes.plot(grid, own, "--", color=RED, linewidth=3, label="yours")
        if (lost := np.isnan(own)).any() and not lost.all():
            look: dict[str, Any] = {"color": RED, "markersize": 10, "markeredgewidth": 3, "clip_on": False}
            axes.plot(grid[lost], worth[lost], "x", **look, label="yours is nan")
        yes = axes.add_patch(Rectangle((0, 0), 0.03, 0, facecolor=BLUE + "90", edgecolor=BLUE, label="from yes"))
        no = axes.add_patch(Rectangle((0, 0), 0.03, 0, facecolor="none", edgecolor=BLUE, hatch="//", label="from no"))
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=5)

        def update(n: SimpleNamespace) -> None:
            arch.set_ydata(worth)
            yes.set(x=n.a - 0.015, height=n.yes)
            no.set(x=n.a - 0.015, y=n.yes, height=n.no)

        return update

    def read(n: SimpleNamespace) -> str:
        yes, no, both = adding_up([n.yes, n.no], 3)
        return f"Chance of yes {n.a:.2f}. Worth of the answer: {yes} from yes + {no} from no = {both} bits{words}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="What an answer is worth against the chance of yes: an arch, 0 at both ends and 1 bit high in the middle; "
        "a bar up to it is parted into what yes and what no add",
        presets={"sun?": {"a": 0.7}, "a fair coin": {"a": 0.5}},
        size=(8.0, 3.9),
        a=slider(0.0, 1.0, 0.01, label="chance of yes"),
    )
    if not mine:
        question = "How many bits is an answer worth that is yes in one case out of ten?"
        answer = panel.predict(question, guess=(0, 1.2), near=0.02, digits=3, hold="arch", a=0.1)(
            lambda n: n.yes + n.no
        )
        answer.reply(0.2, "That would be a tent, straight from nothing up to the fair coin's one bit.")
        answer.reply(0.1, "That is only how often you hear yes.")
        answer.reply(0.332, "That is what yes adds. No comes nine times as often, and adds the rest.")
        answer.reply(0.5, "Near. A rare yes is a great surprise, and yet the two do not quite make half a bit.")
        answer.reply(3.32, "That is the surprise of yes, which you hear one time in ten only.")
        answer.reply(1, "That would be the fair coin. Here you know beforehand that it will mostly be no.")
    return panel
