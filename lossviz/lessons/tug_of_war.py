"""Lesson 8: five readings pull at one guess."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..checks import one_of
from ..controls import choice, slider
from ..learner import ask
from ..losses import huber, huber_grad, mae, mae_grad, mse, mse_grad
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED, SOFT, Update
from ..text import fixed, significant

READINGS = np.array([16.0, 17.0, 18.0, 20.0])  # Lesson 1's days but for the last one, in °C.
STEPS, RATE, START = 60, 0.4, 26.0

# Half the square, so that its slope is the distance; each with its gradient.
LOSSES: dict[str, Any] = {
    "squares": (lambda y, c, delta: mse(y, c) / 2, lambda y, c, delta: mse_grad(y, c) / 2),
    "absolute values": (lambda y, c, delta: mae(y, c), lambda y, c, delta: mae_grad(y, c)),
    "Huber": (huber, huber_grad),
}


def best_guess(loss: str, y: Any, delta: float) -> float:
    """Return the guess at which the pulls of the readings cancel.

    Examples
    --------
    >>> y = np.append(READINGS, 34.0)
    >>> [round(best_guess(loss, y, 2.0), 3) for loss in ("squares", "absolute values", "Huber")]
    [21.0, 18.0, 18.333]
    """
    if loss != "Huber":
        return float(np.mean(y) if loss == "squares" else np.median(y))
    low, high = float(np.min(y)), float(np.max(y))
    for _ in range(60):  # Halve the way: the pulls only fall while the guess rises.
        middle = (low + high) / 2
        low, high = (middle, high) if np.clip(y - middle, -delta, delta).sum() > 0 else (low, middle)
    return (low + high) / 2


def walk(mine: Callable[[Any], Any], y: Any) -> tuple[float, str]:
    """Return where a guess ends that a learner's pull moves, or where it was when there was trouble, and which.

    Examples
    --------
    >>> c, trouble = walk(lambda r: r, np.append(READINGS, 34.0))
    >>> round(c, 3), trouble
    (21.0, '')
    """
    c = START
    for _ in range(STEPS):
        pulls, trouble = ask(mine, y - c, like=y)
        if pulls is None:
            return c, trouble
        c += RATE * float(np.mean(pulls))
    return c, ""


def tug_of_war(loss: str = "Huber", mine: Callable[[Any], Any] | None = None) -> Panel:
    """Let five readings pull at one guess, by squares, absolute values or Huber's loss.

    After dragging: "Under Huber's loss δ is the most that one reading may pull."

    Parameters
    ----------
    loss : str
        The loss that it opens with. With ``"squares"`` it does not know Huber's.
    mine : callable, optional
        The learner's ``mine(r)``: from an array of residuals how hard each pulls. It moves a guess for 60 steps.

    Returns
    -------
    Panel
        Controls c (the guess), last (the last reading), loss, and delta (Huber's), all but the loss in °C.

    Raises
    ------
    ValueError
        If `loss` is not one of the three.
    """
    one_of(loss, LOSSES, f"no loss named {loss!r}")
    opening, capped = loss, loss != "squares"
    cs = np.linspace(14.0, 36.0, 221)

    def compute(c: float = 22.0, last: float = 24.0, loss: str = opening, delta: float = 2.0) -> dict[str, Any]:
        y = np.append(READINGS, last)
        price, grad = LOSSES[loss]
        best = best_guess(loss, y, delta)
        floor = float(price(y, np.full(5, best), delta))
        numbers = {
            "y": y,
            "pulls": 0.0 - 5 * np.asarray(grad(y, np.full(5, c), delta)),
            "curve": np.array([price(y, np.full(5, at), delta) for at in cs]) - floor,
            "price": float(price(y, np.full(5, c), delta)) - floor,
            "best": best,
        }
        return numbers | (dict(zip(("own", "trouble"), walk(mine, y), strict=True)) if mine else {})

    def draw(figure: Figure) -> Update:
        ropes, valley = figure.subplots(2, 1, height_ratios=[1.2, 1])
        ropes.set(xlim=(12.7, 36.7), ylim=(0.3, 5.7), yticks=[], title="a rope towards each, as long as its pull")
        valley.set(xlim=(12.7, 36.7), ylim=(-0.6, 9), xlabel="guess c, in °C", ylabel="above the floor")
        band = ropes.add_patch(Rectangle((0, 0.3), 0, 5.4, color=SOFT, visible=False))
        (guess,) = ropes.plot([0, 0], [0.3, 5.7], color=RED, linewidth=1.5)
        (readings,) = ropes.plot([], [], "o", color=BLUE, markersize=9)
        pulls = ropes.add_collection(LineCollection([], colors=RED, linewidths=4))
        (curve,) = valley.plot(cs, cs, color=INK, linewidth=2)
        (tangent,) = valley.plot([], [], color=RED, linewidth=3)
        (best,) = valley.plot([], [], "D", color=GREEN, markersize=9)
        (dot,) = valley.plot([], [], "o", color=RED, markersize=9)
        if mine:
            (yours,) = valley.plot([], [], "s", color=PINK, markersize=9)

        def update(n: SimpleNamespace) -> None:
            rows = np.arange(1, 6)
            if capped:
                band.set(x=n.c - n.delta, width=2 * n.delta, visible=n.loss == "Huber")
            guess.set_xdata([n.c, n.c])
            pulls.set_segments([[(n.c, row), (n.c + pull, row)] for row, pull in zip(rows, n.pulls, strict=True)])
            readings.set_data(n.y, rows)
            curve.set_ydata(n.curve)
            slope = -np.mean(n.pulls)
            tangent.set_data([n.c - 1, n.c + 1], [n.price - slope, n.price + slope])
            dot.set_data([n.c], [n.price])
            for artist in (dot, tangent):
                artist.set_visible(n.price < 8.6)
            best.set_data([n.best], [0])
            if mine:
                yours.set_data([n.own], [0])
                yours.set_visible(14 <= n.own <= 36 and not n.trouble)

        return update

    def read(n: SimpleNamespace) -> str:
        delta = ""
        if capped:
            delta = f", δ = {n.delta:.1f}" if n.loss == "Huber" else f" (δ = {n.delta:.1f} is Huber's)"
        told = f"c = {n.c:.1f}, last reading {n.last:.1f}, {n.loss}{delta}: mean pull {fixed(np.mean(n.pulls))}"
        if not n.open:
            told += f", best guess {n.best:.2f}"
        if mine:
            told += f"\n{n.trouble or f'Yours: from {START:g} to c = {significant(n.own, 4)} in {STEPS} steps'}"
        return told

    panel = Panel(
        compute,
        draw,
        read,
        alt="Above: five readings, and from the guess a rope towards each, as long as its pull. "
        "Below: the loss of every guess above its floor, with a tangent",
        size=(8.6, 4.8),
        c=slider(14.0, 30.0, 0.1, label="guess c", unit="°C"),
        last=slider(20.0, 34.0, 0.5, label="last reading", unit="°C"),
        loss=choice(*list(LOSSES)[: 3 if capped else 2]),
        **({"delta": slider(0.5, 10.0, 0.5, label="Huber's δ", unit="°C")} if capped else {}),
    )
    if mine:
        return panel
    about: dict[str, Any] = dict(guess=(14, 30), unit="°C", off=("too cold", "too warm"), answer=lambda n: n.best)
    if not capped:
        mean = panel.predict(
            "By squares the best guess for the five is 19. The last reading slips from 24 to 34. Where is it now?",
            near=0.3,
            hold="best",
            last=34.0,
            loss="squares",
            **about,
        )
        mean.reply(29, "That would be the whole slip. It is one reading in five.")
        mean.reply(19, "Under squares each reading pulls as far as it lies away, so it cannot stay.")
        return panel
    slip = panel.predict(
        "By Huber's loss with δ = 2 the best guess for 24 is 18.33. Where is it when the reading slips to 34?",
        near=0.1,
        digits=2,
        hold="best",
        last=34.0,
        loss="Huber",
        delta=2.0,
        **about,
    )
    slip.reply(21, "That is the mean, where every reading pulls as far as it lies away.")
    slip.reply(18, "That is the median. Inside δ, distance still counts.")
    wide = panel.predict(
        "The reading is at 34, and δ grows from 2 to 8. Where is Huber's best guess now?",
        near=0.2,
        digits=2,
        last=34.0,
        loss="Huber",
        delta=8.0,
        **about,
    )
    wide.reply(21, "That is the mean. Even with δ = 8 the reading at 34 is capped.")
    return panel
