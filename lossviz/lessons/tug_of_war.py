"""Lesson 8: five readings pull at one guess, by a loss of the lesson or by the learner's own pull."""

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
STEPS, START, CAP = 30, 26.1, 2.0

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


def capped(r: Any) -> Any:
    """Return the pull of Huber's loss with δ = 2.

    Examples
    --------
    >>> capped(np.array([-3.0, 0.5]))
    array([-2. ,  0.5])
    """
    return np.clip(r, -CAP, CAP)


def walk(mine: Callable[[Any], Any], y: Any) -> tuple[list[float], str]:
    """Return the guesses at which a learner's pull arrives, up to where there was trouble, and which.

    Examples
    --------
    >>> cs, trouble = walk(lambda r: r, np.append(READINGS, 34.0))
    >>> len(cs), round(cs[-1], 3), trouble
    (31, 21.0, '')
    """
    cs = [START]
    for _ in range(STEPS):
        pulls, trouble = ask(mine, y - cs[-1], like=y)
        if pulls is None:
            return cs, trouble
        cs.append(cs[-1] + float(np.mean(pulls)))
    return cs, ""


def tug_of_war(loss: str = "Huber") -> Panel:
    """Let five readings pull at one guess, by squares, absolute values or Huber's loss.

    After dragging: "Under Huber's loss δ is the most that one reading may pull."

    Parameters
    ----------
    loss : str
        The loss that it opens with. With ``"squares"`` it does not know Huber's.

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
    opening, knows = loss, loss != "squares"
    cs = np.linspace(14.0, 36.0, 221)

    def compute(c: float = 22.0, last: float = 24.0, loss: str = opening, delta: float = 2.0) -> dict[str, Any]:
        y = np.append(READINGS, last)
        price, grad = LOSSES[loss]
        best = best_guess(loss, y, delta)
        floor = float(price(y, np.full(5, best), delta))
        return {
            "y": y,
            "pulls": 0.0 - 5 * np.asarray(grad(y, np.full(5, c), delta)),
            "curve": np.array([price(y, np.full(5, at), delta) for at in cs]) - floor,
            "price": float(price(y, np.full(5, c), delta)) - floor,
            "best": best,
        }

    def draw(figure: Figure) -> Update:
        ropes, valley = figure.subplots(2, 1, height_ratios=[1.2, 1])
        ropes.set(xlim=(13.0, 36.5), ylim=(0.3, 5.7), yticks=[], title="a rope towards each, as long as its pull")
        valley.set(xlim=(13.0, 36.5), ylim=(-2.5, 33), xlabel="guess c, in °C", ylabel="above the floor")
        band = ropes.add_patch(Rectangle((0, 0.3), 0, 5.4, color=SOFT, visible=False))
        (guess,) = ropes.plot([0, 0], [0.3, 5.7], color=RED, linewidth=1.5)
        (readings,) = ropes.plot([], [], "o", color=BLUE, markersize=9)
        pulls = ropes.add_collection(LineCollection([], colors=RED, linewidths=4))
        (curve,) = valley.plot(cs, cs, color=INK, linewidth=2)
        (tangent,) = valley.plot([], [], color=RED, linewidth=3)
        (best,) = valley.plot([], [], "D", color=GREEN, markersize=9)
        (dot,) = valley.plot([], [], "o", color=RED, markersize=9)

        def update(n: SimpleNamespace) -> None:
            rows, slope = np.arange(1, 6), -np.mean(n.pulls)
            if knows:
                band.set(x=n.c - n.delta, width=2 * n.delta, visible=n.loss == "Huber")
            guess.set_xdata([n.c, n.c])
            pulls.set_segments([[(n.c, row), (n.c + pull, row)] for row, pull in zip(rows, n.pulls, strict=True)])
            readings.set_data(n.y, rows)
            curve.set_ydata(n.curve)
            tangent.set_data([n.c - 1, n.c + 1], [n.price - slope, n.price + slope])
            dot.set_data([n.c], [n.price])
            best.set_data([n.best], [0])

        return update

    def read(n: SimpleNamespace) -> str:
        delta = ""
        if knows:
            delta = f", δ = {n.delta:.1f}" if n.loss == "Huber" else f" (δ = {n.delta:.1f} is Huber's)"
        left, right = -np.minimum(n.pulls, 0).sum(), np.maximum(n.pulls, 0).sum()
        told = f"c = {n.c:.1f}, last reading {n.last:.1f}, {n.loss}{delta}"
        told += f"\nThe ropes pull {fixed(left)} to the left, {fixed(right)} to the right"
        return told if n.open else f"{told}; best guess {n.best:.2f}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Above: five readings, and from the guess a rope towards each, as long as its pull. "
        "Below: the loss of every guess above its floor, with a tangent",
        size=(8.6, 4.8),
        c=slider(14.0, 26.0, 0.1, label="guess c", unit="°C"),
        last=slider(20.0, 34.0, 0.5, label="last reading", unit="°C"),
        loss=choice(*list(LOSSES)[: 3 if knows else 2]),
        **({"delta": slider(0.5, 15.0, 0.5, label="Huber's δ", unit="°C")} if knows else {}),
    )
    if not knows:
        right = panel.predict(
            "At 19 the ropes balance, 6 against 6. How hard do they pull to the right when the 24 slips to 34?",
            guess=(0, 40),
            near=0.5,
            then="A rope is as long as the distance, 15 and 1. Drag the guess to 19, the last reading to 34 and see.",
            c=19.0,
            last=34.0,
            loss="squares",
            answer=lambda n: np.maximum(n.pulls, 0).sum(),
        )
        right.reply(15, "That is the rope to the slip alone. The 20 pulls to the right as well.")
        right.reply(10, "That is how much the rope to the slip has grown. It was 5 long before.")
        right.reply(6, "That was before the slip. Its rope has grown with the distance.")
        return panel
    slip = panel.predict(
        "While the last reading is 24, Huber's best guess with δ = 2 is 18.33. Where is it when that slips to 34?",
        guess=(14, 34),
        unit="°C",
        near=0.1,
        digits=2,
        off=("too cold", "too warm"),
        hold="best",
        last=34.0,
        loss="Huber",
        delta=2.0,
        answer=lambda n: n.best,
        then="Outside the band a rope has length δ, however far off. With δ = 2, drag the last reading to 34 and see.",
    )
    slip.reply(21, "That is the mean, where every reading pulls as far as it lies away.")
    slip.reply(18, "That is the median. Inside δ, distance still counts.")
    slip.reply(28.33, "That would be the whole slip.")
    slip.reply(20.33, "That would be a fifth of the slip, as by squares.")
    slip.reply(17.67, "That would throw the last reading away. It still pulls with 2.")
    return panel


def own_pull(mine: Callable[[Any], Any] = capped) -> Panel:
    """Let the five readings pull as the learner says, and a guess walk by that.

    After dragging: "Mine does not mind how far off the last reading is."

    Parameters
    ----------
    mine : callable
        The learner's ``mine(r)``: from an array of residuals how hard each pulls. The right one, if none is given.

    Returns
    -------
    Panel
        Controls c (where the ropes are drawn) and last (the last reading), both in °C.
    """

    def compute(c: float = 22.0, last: float = 25.0) -> dict[str, Any]:
        y = np.append(READINGS, last)
        pulls, trouble = ask(mine, y - c, like=y)
        places, later = walk(mine, y)
        own = np.zeros(5) if pulls is None else pulls
        right = {"pulls": capped(y - c), "best": best_guess("Huber", y, CAP)}
        return right | {"y": y, "own": own, "places": places, "trouble": trouble or later}

    def draw(figure: Figure) -> Update:
        ropes, way = figure.subplots(2, 1, sharex=True, height_ratios=[1.2, 1])
        ropes.set(xlim=(13.0, 36.5), ylim=(0.3, 5.7), yticks=[], title="your ropes, and the right ones behind them")
        way.set(ylim=(STEPS + 4, -4), xlabel="guess c, in °C", ylabel="step of the walk")
        (guess,) = ropes.plot([0, 0], [0.3, 5.7], color=RED, linewidth=1.5)
        (readings,) = ropes.plot([], [], "o", color=BLUE, markersize=9)
        right = ropes.add_collection(LineCollection([], colors=SOFT, linewidths=11))
        yours = ropes.add_collection(LineCollection([], colors=PINK, linewidths=4))
        (best,) = way.plot([0, 0], [-4, STEPS + 4], color=GREEN, linewidth=2)
        (walked,) = way.plot([], [], "s", color=PINK, markersize=4)

        def update(n: SimpleNamespace) -> None:
            guess.set_xdata([n.c, n.c])
            readings.set_data(n.y, np.arange(1, 6))
            for ropes, pulls in ((right, n.pulls), (yours, n.own)):
                ropes.set_segments([[(n.c, i + 1), (n.c + pull, i + 1)] for i, pull in enumerate(pulls)])
            best.set_xdata([n.best, n.best])
            walked.set_data(n.places, np.arange(len(n.places)))

        return update

    def read(n: SimpleNamespace) -> str:
        told = f"c = {n.c:.1f}, last reading {n.last:.1f}: the right walk ends at {n.best:.2f}"
        if n.trouble:
            return f"{told}\n{n.trouble}"
        before, end = n.places[-2:]
        last_two = f"c = {significant(before, 4)} and {significant(end, 4)} in the last two of {STEPS} steps"
        return f"{told}\nYours: from {START:g} to {last_two}{'' if 13.0 < end < 36.5 else ', out of the picture'}"

    return Panel(
        compute,
        draw,
        read,
        alt="Above: five readings, and from the guess your ropes with the right ones behind them. "
        "Below: the guess after each step of a walk by your pull, and a line where the right one ends",
        size=(8.6, 4.8),
        c=slider(14.0, 26.0, 0.1, label="guess c", unit="°C"),
        last=slider(20.0, 34.0, 0.5, label="last reading", unit="°C"),
    )
