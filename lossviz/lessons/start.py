"""The panel with which one learns to use a panel: a valley in the fog."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ..controls import slider, tick
from ..learner import ask
from ..panel import Panel
from ..picture import BLUE, INK, PINK, RED, SOFT, Update
from ..shapes import set_way
from ..text import fixed

EDGE = 3.6
FELT = 0.25


def price(x: Any) -> Any:
    """Return the price at a setting of the dial: two valleys, the left one deeper.

    Examples
    --------
    >>> price(2.0), price(-2.0)
    (2.7, 1.5)
    """
    return (x**2 - 5) ** 2 / 10 + 0.3 * x + 2


def slope(x: Any) -> Any:
    """Return its derivative.

    Examples
    --------
    >>> slope(0.0)
    0.3
    """
    return 0.4 * x * (x**2 - 5) + 0.3


def walk(turn: Callable[[float], float], x: float, steps: int) -> tuple[list[float], str]:
    """Return where the dial stands after 0, 1, … steps of a learner's rule, and in words what stopped it.

    Examples
    --------
    >>> walk(lambda s: -0.1 * s, 1.0, 1)
    ([1.0, 1.13], '')
    """
    way = [x]
    while True:
        by, trouble = ask(turn, slope(way[-1]), like=0.0)
        if by is None or len(way) > steps:
            return way, trouble
        way.append(way[-1] + float(by))
        if abs(way[-1]) > EDGE:
            return way, f"Step {len(way) - 1} left the picture: does the dial turn the right way, and not too far?"


def first_panel(mine: Callable[[float], float] | None = None) -> Panel:
    """Show a price in the fog: how high it is where the dial stands, and which way it falls.

    After dragging: "I can find a valley by feel, but not tell whether it is the deepest."

    Parameters
    ----------
    mine : callable, optional
        The learner's rule: takes the slope of the price, returns by how much to turn the dial.

    Returns
    -------
    Panel
        Controls dial and fog; with `mine` also steps.
    """
    line = np.linspace(-EDGE, EDGE, 145)
    deepest = float(line[np.argmin(price(line))])
    first = walk(mine, 3.4, 1)[0] if mine else []
    tenth = len(first) == 2 and abs(first[1] - 2.48) < 0.01

    def compute(dial: float = 3.4, fog: bool = len(first) < 2, steps: int = 30 if mine else 0) -> dict[str, Any]:
        way, trouble = walk(mine, dial, steps) if mine else ([dial], "")
        leap, _ = walk(lambda slope: -0.4 * slope, dial, steps if tenth else 0)
        return {"way": np.array(way), "price": price(way[-1]), "trouble": trouble, "leap": np.array(leap)}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-EDGE, EDGE), ylim=(0, 9), xlabel="where the dial stands", ylabel="price")
        (valley,) = axes.plot(line, price(line), "--", color=BLUE)
        (ground,) = axes.plot([], [], color=BLUE, linewidth=5)
        if mine:
            (leap,) = axes.plot([], [], "--s", color=PINK, markersize=5)
            (steps,) = axes.plot([], [], "-D", color=INK, markersize=5)
            count = axes.text(-EDGE + 0.2, 8.2, "", in_layout=False)
            leap_name = axes.text(-EDGE + 0.2, 7.4, "", in_layout=False)
        (stand,) = axes.plot([], [], "o", color=RED, markersize=12)
        fogs = axes.bar([0, 0], [9, 9], color=SOFT)

        def update(n: SimpleNamespace) -> None:
            valley.set_visible(not n.fog)
            here = np.clip(n.way[-1] + np.linspace(-FELT, FELT, 9), -EDGE, EDGE)
            ground.set_data(here, price(here))
            if mine:
                count.set_text(f"diamonds: your rule, {len(n.way) - 1} of {n.steps} steps")
                set_way(steps, np.c_[n.way, price(n.way)], (-EDGE, 0), (EDGE, 9))
                set_way(leap, np.c_[n.leap, price(n.leap)], (-EDGE, 0), (EDGE, 9))
                leap_name.set_text("squares: four tenths" if tenth else "")
            stand.set(data=([n.way[-1]], [n.price]), visible=abs(n.way[-1]) < EDGE)
            for fog, (left, right) in zip(fogs, [(-EDGE, here[0]), (here[-1], EDGE)], strict=True):
                fog.set(x=left, width=right - left, visible=n.fog)

        return update

    def read(n: SimpleNamespace) -> str:
        x = n.way[-1]
        at = f"he dial stands at {fixed(x)}: the price is {n.price:.2f}"
        if mine:
            start = f"From {fixed(n.dial, 1)}, after {len(n.way) - 1} of {n.steps} steps, t"
            four = f"; four tenths lead to {fixed(n.leap[-1])}" if tenth and not n.open else ""
            return f"{start}{at} and the slope {fixed(slope(x), 1)}{four}\n{n.trouble}".strip()
        way = "is almost level" if abs(slope(x)) < 0.2 else f"falls to the {'left' if slope(x) > 0 else 'right'}"
        return f"T{at} and the ground {way}{', as far as the fog lets us feel' if n.fog else ''}"

    controls = {"dial": slider(-3.5, 3.5, 0.1, label="start" if mine else "dial"), "fog": tick("fog")}
    panel = Panel(
        compute,
        draw,
        read,
        alt="A price over the settings of a dial, a dot where the dial stands, and the piece of ground beneath it",
        size=(8.0, 3.4),
        **controls | ({"steps": slider(0, 30, label="steps")} if mine else {}),
    )
    if tenth:
        four = panel.predict(
            "Make the strides four times as long. Where does the walk from 3.4 end?",
            guess=["in the shallow valley", "in the deep valley", "out of the picture"],
            then="The squares show it. Before you call it the better rule, drag the start to 3.2, and to −3.5.",
            hold=["leap", "leap_name"],
            answer="in the deep valley",
        )
        four.reply("in the shallow valley", "Its first stride is 3.7 long and leaps over the hill.")
        four.reply("out of the picture", "Its first stride is 3.7 long, and the picture has room for 7.")
    elif not mine:
        where = panel.predict(
            "Where is the price lowest? Feel your way with the dial first, then say at which setting.",
            guess=(-3.5, 3.5),
            near=0.25,
            digits=1,
            then="Clear the fog and see.",
            fog=False,
            answer=lambda n: deepest,
        )
        where.reply(2.2, "At 2.2 there is a valley too, and whoever only follows the slope from 3.4 ends in it.")
    return panel
