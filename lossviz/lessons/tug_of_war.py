"""Lesson 8: five readings pull at one guess."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..controls import choice, slider
from ..learner import ask
from ..losses import huber, huber_grad, mae, mae_grad, mse, mse_grad
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED, SOFT, Update
from ..text import fixed, significant

READINGS = np.array([-1.2, -0.3, 0.6, 0.8])  # Lesson 1's days but for the last one.
STEPS, RATE, START = 60, 0.4, 5.0


def best_guess(loss: str, y: Any, delta: float) -> float:
    """Return the guess at which the pulls of the readings cancel.

    Examples
    --------
    >>> y = np.append(READINGS, 21.0)
    >>> [round(best_guess(loss, y, 1.0), 3) for loss in ("squares", "absolute values", "Huber")]
    [4.18, 0.6, 0.367]
    """
    if loss != "Huber":
        return float(np.mean(y) if loss == "squares" else np.median(y))
    low, high = float(np.min(y)), float(np.max(y))
    for _ in range(60):  # Halve the way: the pulls only fall while the guess rises.
        middle = (low + high) / 2
        low, high = (middle, high) if np.clip(y - middle, -delta, delta).sum() > 0 else (low, middle)
    return (low + high) / 2


def tug_of_war(mine: Callable[[Any], Any] | None = None) -> Panel:
    """Let five readings pull at one guess, by squares, absolute values or Huber's loss.

    After dragging: "Under Huber's loss δ is the most that one reading may pull."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(r)``: from an array of residuals how hard each pulls. It moves a guess for 60 steps.

    Returns
    -------
    Panel
        Controls c (the guess), last (the last reading), loss, and delta (Huber's).
    """
    losses: dict[str, Any] = {
        "squares": (lambda y, c, delta: mse(y, c) / 2, lambda y, c, delta: mse_grad(y, c) / 2),
        "absolute values": (lambda y, c, delta: mae(y, c), lambda y, c, delta: mae_grad(y, c)),
        "Huber": (huber, huber_grad),
    }
    cs, ends = np.linspace(-2.0, 6.0, 161), (-2.2, 6.6)

    def walk(y: Any) -> tuple[float, str]:
        c = START
        for _ in range(STEPS):
            pulls, trouble = ask(mine, y - c, like=y) if mine else (None, "")
            if pulls is None:
                return c, trouble
            c += RATE * float(np.mean(pulls))
        return c, ""

    def compute(c: float = 2.0, last: float = 2.1, loss: str = "squares", delta: float = 1.0) -> dict[str, Any]:
        y = np.append(READINGS, last)
        price, grad = losses[loss]
        best = best_guess(loss, y, delta)
        floor = float(price(y, np.full(5, best), delta))
        own, trouble = walk(y)
        return {
            "y": y,
            "pulls": -5 * np.asarray(grad(y, np.full(5, c), delta)),
            "curve": np.array([price(y, np.full(5, at), delta) for at in cs]) - floor,
            "price": float(price(y, np.full(5, c), delta)) - floor,
            "best": best,
            "own": own,
            "trouble": trouble,
        }

    def draw(figure: Figure) -> Update:
        ropes, valley = figure.subplots(2, 1, height_ratios=[1.2, 1])
        ropes.set(xlim=ends, ylim=(0.3, 5.7), yticks=[], title="a rope from each reading, as long as its pull")
        valley.set(xlim=ends, ylim=(-0.4, 8.4), xlabel="guess c, in degrees", ylabel="above the floor")
        band = ropes.add_patch(Rectangle((0, 0.3), 0, 5.4, facecolor=SOFT, edgecolor=SOFT))
        (guess,) = ropes.plot([0, 0], [0.3, 5.7], color=RED, linewidth=1.5)
        pulls = ropes.add_collection(LineCollection([], colors=RED, linewidths=5))
        (readings,) = ropes.plot([], [], "o", color=BLUE, markersize=9)
        beyond = ropes.text(6.5, 4.55, "", ha="right", va="top", fontsize=10, in_layout=False)
        (curve,) = valley.plot(cs, cs, color=INK, linewidth=2)
        (tangent,) = valley.plot([], [], color=RED, linewidth=3)
        (best,) = valley.plot([], [], "D", color=GREEN, markersize=9)
        (dot,) = valley.plot([], [], "o", color=RED, markersize=9)
        if mine:
            (yours,) = valley.plot([], [], "s", color=PINK, markersize=9)

        def update(n: SimpleNamespace) -> None:
            rows = np.arange(1, 6)
            band.set(x=n.c - n.delta, width=2 * n.delta, facecolor=SOFT if n.loss == "Huber" else "none")
            guess.set_xdata([n.c, n.c])
            pulls.set_segments([[(n.c, row), (n.c + pull, row)] for row, pull in zip(rows, n.pulls, strict=True)])
            near = n.y < 6
            readings.set_data(n.y[near], rows[near])
            beyond.set_text("" if near.all() else f"{n.last:.1f} →")
            curve.set_ydata(n.curve)
            slope = -np.mean(n.pulls)
            tangent.set_data([n.c - 0.5, n.c + 0.5], [n.price - slope / 2, n.price + slope / 2])
            dot.set_data([n.c], [n.price])
            dot.set_visible(n.price < 8)
            tangent.set_visible(n.price < 8)
            best.set_data([n.best], [0])
            if mine:
                yours.set_data([n.own], [0])
                yours.set_visible(-2 <= n.own <= 6 and not n.trouble)

        return update

    def read(n: SimpleNamespace) -> str:
        delta = f", δ = {n.delta:.1f}" if n.loss == "Huber" else f" (δ = {n.delta:.1f} is Huber's)"
        told = f"c = {fixed(n.c, 1)}, last reading {n.last:.1f}, {n.loss}{delta}: mean pull {fixed(np.mean(n.pulls))}"
        if not n.open:
            told += f", best guess {fixed(n.best, 3)}"
        if mine:
            told += f"\n{n.trouble or f'Yours: from {START:g} to c = {significant(n.own)} in {STEPS} steps'}"
        return told

    panel = Panel(
        compute,
        draw,
        read,
        alt="Above: five readings, and from the guess a rope towards each, as long as its pull. "
        "Below: the loss of every guess above its floor, with a tangent",
        size=(8.6, 4.8),
        c=slider(-2.0, 6.0, 0.1, label="guess c"),
        last=slider(1.0, 21.0, 0.1, label="last reading"),
        loss=choice(*losses),
        delta=slider(0.1, 5.0, 0.1, label="Huber's δ"),
    )
    if not mine:
        slip = panel.predict(
            "By Huber's loss with δ = 1 the best guess at 2.1 is 0.367. Where is it when the reading slips to 21?",
            guess=(0, 6),
            unit="°C",
            near=0.05,
            digits=3,
            off=("too cold", "too warm"),
            hold="best",
            last=21.0,
            loss="Huber",
            delta=1.0,
            answer=lambda n: n.best,
        )
        slip.reply(4.18, "That is the mean: every reading pulls as far as it lies away.")
        slip.reply(0.6, "That is the median. Inside δ, distance still counts.")
        wide = panel.predict(
            "The reading is at 21, and δ grows from 1 to 5. Where is Huber's best guess now?",
            guess=(0, 6),
            unit="°C",
            near=0.1,
            digits=3,
            off=("too cold", "too warm"),
            last=21.0,
            loss="Huber",
            delta=5.0,
            answer=lambda n: n.best,
        )
        wide.reply(4.18, "That is the mean. Even with δ = 5 the reading at 21 is capped.")
    return panel
