"""Lesson 4, continued: the way back from a wrong start, and from a label that turns."""

from collections.abc import Callable
from math import exp, log
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..controls import choice, slider
from ..learner import ask
from ..panel import Panel
from ..picture import INK, PINK, SOFT, Update
from ..text import fixed, significant
from .why_not_mse import PULLS, SQUARES, SURPRISE, Pull

TURN, LAST = 50, 330
YOURS: dict[str, Any] = dict(color=PINK, linestyle=":", linewidth=4.5, label="yours")
THERE = log(9)  # The score at which q is 0.9.


def descend(pull: Pull, z: float, eta: float, turns: bool, steps: int = LAST) -> list[float]:
    """Return a neuron's score after 0, 1, … steps downhill, where the truth is yes, or turns to no at step 50.

    Examples
    --------
    >>> [round(z, 3) for z in descend(PULLS["surprise"], 0.0, 1.0, False, 2)]
    [0.0, 0.5, 0.878]
    """
    scores = [z]
    for step in range(steps):
        side = -1 if turns and step >= TURN else 1
        small = exp(-abs(z))
        chances = 1 / (1 + small), small / (1 + small)
        z += side * eta * (pull(*chances) if side * z >= 0 else pull(*chances[::-1]))
        scores.append(z)
    return scores


def first(scores: list[float], turns: bool) -> int | None:
    """Return the first step at which q is beyond 0.9, or how many it takes to be below ½ once the truth is no.

    Examples
    --------
    >>> first([0.0, 1.0, 2.5], False), first([0.0, 1.0], False)
    (2, None)
    """
    if turns:
        return next((step for step, z in enumerate(scores[TURN:]) if z < 0), None)
    return next((step for step, z in enumerate(scores) if z > THERE), None)


def walks(
    mine: Callable[[float], float] | None, start: float, eta: float, turns: bool
) -> tuple[dict[str, list[float]], str]:
    """Return the scores by squares, by surprise and, as far as it answers, by a learner's price, and why no farther.

    Examples
    --------
    >>> ways, trouble = walks(lambda q: -1 / q, 0.0, 1.0, False)
    >>> ways["yours"][1:3] == ways["surprise"][1:3], trouble
    (True, '')
    """
    trouble, chances = "", []  # At which it was asked.

    def own(q: float, rest: float) -> float:
        nonlocal trouble
        if trouble or not mine:
            return 0.0
        chances.append(q)
        slope, trouble = ask(mine, q, like=0.0)
        return 0.0 if slope is None else -float(slope) * q * rest

    ways = {name: descend(pull, start, eta, turns) for name, pull in PULLS.items()}
    yours = descend(own, start, eta, turns)
    answered = len(chances) - bool(trouble)
    yours = yours[: answered + 1]
    if trouble and answered:
        held = f"{'exactly ' * (chances[-1] in (0, 1))}{chances[-1]:g} in the computer"
        trouble = f"At step {answered} z is {fixed(yours[-1], 1)}, and the truth's chance {held}. {trouble}"
    return ways | ({"yours": yours} if answered else {}), trouble


def rest(mine: Callable[[float], float]) -> float | None:
    """Return the chance of yes at which a learner's price rests where 8 labels of 10 are yes, if it always answers.

    Examples
    --------
    >>> [round(rest(slope), 3) for slope in (lambda q: -1 / q, lambda q: -1 / q**2, lambda q: -1)]
    [0.8, 0.667, 1.0]
    """
    low, high = 0.0, 1.0
    while high - low > 1e-4:
        q = (low + high) / 2
        yes, no = (ask(mine, chance, like=0.0)[0] for chance in (q, 1 - q))
        if yes is None or no is None:
            return None
        low, high = (q, high) if 0.8 * yes < 0.2 * no else (low, q)
    return high


def when(name: str, way: list[float], turns: bool) -> str:
    """Say after how many steps a walk is there, or back, or where it stopped.

    Examples
    --------
    >>> when("squares", [0.0, 1.0, 2.5], False), when("yours", [0.0, 1.0], False)
    ('squares 2', 'yours stopped at step 1')
    """
    if turns and way[: TURN + 1][-1] < 0:
        return f"{name} never were above"
    step = first(way, turns)
    if step is None:
        return f"{name} not in time" if len(way) > LAST else f"{name} stopped at step {len(way) - 1}"
    return f"{name} {step}"


def way_back(mine: Callable[[float], float] | None = None) -> Panel:
    """Walk one neuron out of a wrong start by two prices, and back when the label turns.

    After dragging: "Squares crawl out of the flat land, and a large rate may throw them into that on the other side."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(q)``: the slope of a price with respect to q where the truth is yes.

    Returns
    -------
    Panel
        Controls start (the score), eta (the learning rate) and label ("stays yes" or "turns to no").
    """

    def compute(start: float = -2.0, eta: float = 1.0, label: str = "stays yes") -> dict[str, Any]:
        turns = label != "stays yes"
        ways, trouble = walks(mine, start, eta, turns)
        firsts = {name: first(way, turns) for name, way in ways.items()}
        settled = rest(mine) if mine and not trouble else None
        return {"ways": ways, "turns": turns, "first": firsts, "trouble": trouble, "rest": settled}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-8, LAST + 3), ylim=(-11, 12), xlabel="step", ylabel="score z", yticks=[-8, -4, 0, 4, 8, 12])
        grey: dict[str, Any] = dict(color=SOFT, alpha=0.4, linewidth=0)
        low: Any = axes.add_patch(Rectangle((-8, -11), 1, 7, **grey, label="flat land of squares"))
        high: Any = axes.add_patch(Rectangle((TURN, 4), LAST + 3 - TURN, 8, **grey))
        goal = axes.axhline(THERE, color=INK, linewidth=1, linestyle=":")
        aim = axes.text(1.01, THERE, "", va="center", transform=axes.get_yaxis_transform())
        looks = {"squares": SQUARES, "surprise": SURPRISE} | ({"yours": YOURS} if mine else {})
        lines = {name: axes.plot([], [], **look)[0] for name, look in looks.items()}
        marks = {name: axes.plot([], [], mark, markersize=8)[0] for name, mark in zip(looks, "soD", strict=False)}
        above = axes.text(5, 11.7, "", va="top", fontsize=9)
        below = axes.text(TURN + 5, -10.7, "", va="bottom", fontsize=9)
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=5)  # Lines run everywhere else.

        def update(n: SimpleNamespace) -> None:
            there = 0.0 if n.turns else THERE
            goal.set_ydata([there, there])
            aim.set(y=there, text="q = ½" if n.turns else "q = 0.9")
            for name, line in lines.items():
                line.set_data(range(len(n.ways.get(name, []))), n.ways.get(name, []))
                step = n.first.get(name)  # It is 0 where the way never was above, which is no return.
                marks[name].set(visible=bool(step), color=line.get_color())
                marks[name].set_data([(step or 0) + TURN * n.turns], [there])
            low.set_width(TURN + 8 if n.turns else LAST + 11)
            high.set_visible(n.turns)
            before, after = n.ways["surprise"][TURN : TURN + 2]
            above.set_text(f"↑ surprise {fixed(before, 0)}" if before > 12 else "")
            below.set_text(f"↓ surprise {fixed(after, 0)}" if after < -11 else "")

        return update

    def read(n: SimpleNamespace) -> str:
        steps = ", ".join(when(name, way, n.turns) for name, way in n.ways.items())
        places = ", ".join(f"{significant(way[TURN])} by {name}" for name, way in n.ways.items() if len(way) > TURN)
        rests = "" if n.rest is None else f". With 8 yes of 10, yours would rest at q = {fixed(n.rest)}"
        told = n.trouble or f"At step {TURN} z is {places}{rests}"
        if "yours" in n.ways and not n.trouble and np.allclose(n.ways["yours"], n.ways["surprise"]):
            told += ". Yours is the surprise."
        if "yours" in n.ways and n.ways["yours"][1] < n.start:
            told = "Yours goes down: a price that falls as q grows has a slope below 0. Did you return the price?"
        state = f"z = {fixed(n.start, 1)}, η = {n.eta:g}, the truth {n.label}"
        return f"{state}. Steps until q is {'below ½' if n.turns else 'above 0.9'}: {steps}\n{told}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="The score of a neuron over 330 steps of descent, by squares and by surprise, from a start to the line "
        "where q is 0.9, marked at arrival; the truth may turn to no at step 50, and the mark is at the return. "
        "Grey is the flat land of squares, below −4 for a yes and above 4 for a no",
        size=(9.0, 3.9),
        start=slider(-10.0, 2.0, 0.5, label="start z"),
        eta=choice(1.0, 10.0, 40.0, label="learning rate η"),
        label=choice("stays yes", "turns to no", label="the truth"),
    )
    if mine:
        return panel
    question = "From z = −5 at η = 1 surprise needs 16 steps. How many do squares need?"
    then = "At −5 they pull with only 0.013, one unit in 76 steps, and then it quickens. Drag “start z” there."
    asked: dict[str, Any] = {"start": -5.0, "eta": 1.0, "label": "stays yes", "then": then}
    unit, off = ("step", "steps"), ("too few", "too many")
    steps = panel.predict(question, guess=(16, 400), near=15, unit=unit, off=off, **asked)(lambda n: n.first["squares"])
    steps.reply(16, "That would be so if both pulled alike.")
    steps.reply(43, "So many they need from −2.")
    return panel
