"""Lesson 4, continued: the way back from a wrong start, and from a label that turns."""

from collections.abc import Callable
from math import exp, log
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..learner import ask
from ..panel import Panel
from ..picture import INK, PINK, Update
from ..text import fixed, significant
from .why_not_mse import SQUARES, SURPRISE

SHOWN, TURN, LAST = 160, 50, 3000
THERE = 0.9

Pull = Callable[[float, float], float]
"""How hard a neuron is pulled towards what is right, from the chance it gives to that and the chance it does not."""

PULLS: dict[str, Pull] = {"squares": lambda q, rest: 2 * rest * q * rest, "surprise": lambda q, rest: rest}


def descend(pull: Pull, z: float, eta: float, turns: bool, steps: int = SHOWN) -> list[float]:
    """Return a neuron's score after 0, 1, … steps downhill, where the answer is yes, or turns to no at step 50.

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
    """Return the first step at which q is beyond 0.9, or how many it takes to be below ½ once the answer is no.

    Examples
    --------
    >>> first([0.0, 1.0, 2.5], False), first([0.0, 1.0], False)
    (2, None)
    """
    if turns:
        return next((step for step, z in enumerate(scores[TURN:]) if z < 0), None)
    return next((step for step, z in enumerate(scores) if z > log(THERE / (1 - THERE))), None)


def way_back(mine: Callable[[float], float] | None = None) -> Panel:
    """Walk one neuron out of a wrong start by two prices, and back when the label turns.

    After dragging: "A large rate buys the way out; it does not buy the way back."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(q)``: the slope of a price with respect to q where the answer is yes.

    Returns
    -------
    Panel
        Controls start (the score), eta (the learning rate) and label ("stays yes" or "turns to no at step 50").
    """
    trouble = [""]

    def own(q: float, rest: float) -> float:
        slope, trouble[0] = ask(mine, q, like=0.0) if mine and not trouble[0] else (None, trouble[0])
        return 0.0 if slope is None else -float(slope) * q * rest

    def compute(start: float = -4.0, eta: float = 1.0, label: str = "stays yes") -> dict[str, Any]:
        turns, trouble[0] = label != "stays yes", ""
        ways = {name: descend(pull, start, eta, turns, LAST) for name, pull in PULLS.items()}
        numbers = {"ways": ways, "turns": turns, "first": {name: first(way, turns) for name, way in ways.items()}}
        return numbers | ({"own": descend(own, start, eta, turns), "trouble": trouble[0]} if mine else {})

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-2, SHOWN + 2), ylim=(-9, 13), xlabel="step", ylabel="score z")
        axes.axhline(0, color=INK, linewidth=0.8)
        axes.axhline(log(9), color=INK, linewidth=0.8, linestyle=":")
        axes.set_yticks([-8, -4, 0, log(9), 8, 12], ["−8", "−4", "0", "q = 0.9", "8", "12"])
        (squares,) = axes.plot([], [], **SQUARES, label="squares")
        (surprise,) = axes.plot([], [], **SURPRISE, label="surprise")
        if mine:
            (yours,) = axes.plot([], [], ":", color=PINK, linewidth=3, label="yours")
        turn = axes.axvline(TURN, color=INK, linewidth=1.5, visible=False)
        word = axes.text(TURN + 1, 12.6, "the answer is no from here", va="top", fontsize=10, visible=False)
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3)  # Lines run everywhere else.
        steps = np.arange(SHOWN + 1)

        def update(n: SimpleNamespace) -> None:
            squares.set_data(steps, n.ways["squares"][: SHOWN + 1])
            surprise.set_data(steps, n.ways["surprise"][: SHOWN + 1])
            if mine:
                yours.set_data(steps, n.own)
            turn.set_visible(n.turns)
            word.set_visible(n.turns)

        return update

    def read(n: SimpleNamespace) -> str:
        def when(at: int | None) -> str:
            return f"not in {LAST:,} steps" if at is None else f"after {at} step{'s' * (at != 1)}"

        squares, surprise = (when(n.first[name]) for name in ("squares", "surprise"))
        told = (
            f"z = {fixed(n.start, 1)}, η = {n.eta:g}, the answer {n.label}: "
            f"q {'is below ½' if n.turns else 'passes 0.9'} {squares} by squares, {surprise} by surprise"
        )
        if not mine:
            return told
        return f"{told}\n" + (n.trouble or f"Yours is at z = {significant(n.own[-1])} after {SHOWN} steps")

    panel = Panel(
        compute,
        draw,
        read,
        alt="The score of a neuron over 160 steps of descent, by squares and by surprise, from a start to the line "
        "where q is 0.9; the answer may turn to no at step 50",
        size=(9.0, 3.9),
        start=slider(-8.0, 2.0, 0.5, label="start z"),
        eta=choice(0.5, 1.0, 3.0, 10.0, 40.0, label="learning rate η"),
        label=choice("stays yes", "turns to no at step 50", label="the answer"),
    )
    if not mine:
        steps = panel.predict(
            "From z = −5 at η = 1 surprise needs 16 steps. How many do squares need?",
            guess=(16, 400),
            unit=("step", "steps"),
            near=1.15,
            factor=True,
            off=("too few", "too many"),
            start=-5.0,
            eta=1.0,
            label="stays yes",
            answer=lambda n: n.first["squares"],
        )
        steps.reply(16, "That would be so if both pulled alike.")
        back = panel.predict(
            "At η = 40 squares are there after 4 steps. At step 50 the answer becomes no. After how many is q below ½?",
            guess=(1, 100),
            unit=("step", "steps"),
            near=3,
            off=("too few", "too many"),
            start=-5.0,
            eta=40.0,
            label="turns to no at step 50",
            answer=lambda n: n.first["squares"],
        )
        back.reply(4, "That is the way out. The way back begins in the flat land.")
    return panel
