"""Lesson 1: mean squared error."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from ..controls import choice, slider
from ..learner import ask
from ..losses import mae, mae_grad, mse, mse_grad, squared_error, squared_error_grad
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED, Update
from ..shapes import boxes, set_way
from ..text import fixed, significant

# How much warmer than usual five days were, and the day after each. The best line lies on a step of the sliders.
X = np.array([-3.0, -1.5, 0.0, 1.5, 3.0])
Y = np.array([-1.2, -0.3, 0.8, 0.6, 2.1])
BEST = {"w": 0.5, "b": 0.4}

SHOWN_W, SHOWN_B = (-0.85, 1.85), (-1.05, 1.65)  # What the map shows: a square, with one scale for both.
RATE = 0.1


def one_guess() -> Panel:
    """Move one forecast past one truth: what a miss costs, and how steeply.

    After dragging: "Twice as far off costs four times as much, and the slope is twice as steep."

    Returns
    -------
    Panel
        Control out, the forecast.
    """
    truth, reach = 20.0, np.linspace(13.0, 27.0, 113)

    def compute(out: float = 17.0) -> dict[str, Any]:
        return {"price": squared_error(truth, out), "slope": squared_error_grad(truth, out)}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(13, 27), ylim=(-3, 52), xlabel="her forecast out, in °C", ylabel="what it costs")
        axes.plot(reach, (truth - reach) ** 2, color=INK, linewidth=1.2)
        axes.axvline(truth, color=BLUE)
        axes.text(truth + 0.15, 47, "the truth", fontsize=10)
        (miss,) = axes.plot([], [], "--", color=RED, linewidth=1.5)
        (tangent,) = axes.plot([], [], color=RED, linewidth=3)
        (dot,) = axes.plot([], [], "o", color=RED, markersize=9)

        def update(n: SimpleNamespace) -> None:
            run = np.array([-1.0, 1.0])
            miss.set_data([n.out, n.out, truth], [n.price, 0, 0])
            tangent.set_data(n.out + run, n.price + n.slope * run)
            dot.set_data([n.out], [n.price])

        return update

    def read(n: SimpleNamespace) -> str:
        return (
            f"out = {n.out:.1f} °C, residual {fixed(truth - n.out, 1)}: "
            f"the price is {n.price:.2f}, the slope {fixed(n.slope, 1)} per degree"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="A parabola over the forecast, 0 at the truth, with a dot and a tangent at her forecast",
        out=slider(14.0, 26.0, 0.5, label="her forecast out", unit="°C"),
    )
    answer = panel.predict(
        "At 17 °C, 3 degrees off, she pays 9. What does she pay at 14 °C, twice as far off?",
        guess=(0, 60),
        near=0.5,
        out=14.0,
        answer=lambda n: n.price,
    )
    answer.reply(18, "That would be twice as much, as the distance is.")
    answer.reply(12, "That would be three more, as the distance is.")
    return panel


def five_days() -> Panel:
    """Find the one forecast that costs five different days least, by squares or by absolute values.

    After dragging: "The bottom is at the mean, and the price that is left there is not my fault."

    Returns
    -------
    Panel
        Controls out (the forecast), hottest (of the five days) and price ("squares" or "absolute values").
    """
    reach = np.linspace(14.0, 30.0, 129)
    losses: dict[str, Any] = {"squares": (mse, mse_grad, np.mean), "absolute values": (mae, mae_grad, np.median)}

    def compute(out: float = 17.0, hottest: float = 24.0, price: str = "squares") -> dict[str, Any]:
        loss, grad, centre = losses[price]
        days = np.array([16.0, 17.0, 18.0, 20.0, hottest])
        best = float(centre(days))
        each = np.array([[loss(day, at) for at in reach] for day in days])
        same = np.full(5, out)
        return {
            "days": days,
            "each": each,
            "mean": loss(days, same),
            "slope": float(np.sum(grad(days, same))),
            "best": best,
            "floor": loss(days, np.full(5, best)),
        }

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(14, 30), ylim=(-2.5, 42), xlabel="one forecast for all five days, in °C", ylabel="what it costs")
        (days,) = axes.plot([], [], "^", color=BLUE, markersize=9, label="the five days")
        thin = [axes.plot(reach, reach, color=BLUE, linewidth=0.8)[0] for _ in range(5)]
        (mean,) = axes.plot(reach, reach, color=INK, linewidth=2.5, label="their mean price")
        (bottom,) = axes.plot([], [], "D", color=GREEN, markersize=9, label="the bottom")
        (tangent,) = axes.plot([], [], color=RED, linewidth=3)
        (dot,) = axes.plot([], [], "o", color=RED, markersize=9, label="her forecast")
        axes.legend(loc="upper right")

        def update(n: SimpleNamespace) -> None:
            for line, prices in zip(thin, n.each, strict=True):
                line.set_ydata(prices)
            days.set_data(n.days, np.zeros(5))
            mean.set_ydata(n.each.mean(axis=0))
            bottom.set_data([n.best], [n.floor])
            tangent.set_data([n.out - 1, n.out + 1], [n.mean - n.slope, n.mean + n.slope])
            dot.set_data([n.out], [n.mean])

        return update

    def read(n: SimpleNamespace) -> str:
        return (
            f"out = {n.out:.1f} °C, by {n.price}: five days up to {n.hottest:.1f} °C cost {n.mean:.2f} on average, "
            f"slope {fixed(n.slope, 1)}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="A thin curve for the price of each of five days, a bold one for their mean, a dot and a tangent "
        "at the forecast",
        size=(8.0, 4.0),
        out=slider(16.0, 24.0, 0.5, label="forecast out", unit="°C"),
        hottest=slider(24.0, 29.0, 0.5, label="hottest day", unit="°C"),
        price=choice("squares", "absolute values"),
    )
    floor = panel.predict(
        "What is the lowest mean price, by squares, that one forecast for all five days can reach?",
        guess=(0, 20),
        near=0.5,
        hold="bottom",
        out=19.0,
        price="squares",
        answer=lambda n: n.floor,
    )
    floor.reply(0, "That would take a forecast that is right for five different days at once.")
    place = panel.predict(
        "The hottest day reads 29 °C instead of 24. Where is the bottom now, by squares?",
        guess=(16, 30),
        unit="°C",
        near=0.25,
        off=("too cold", "too warm"),
        hottest=29.0,
        price="squares",
        answer=lambda n: n.best,
    )
    place.reply(19, "There it was before. One day in five has moved, and the mean follows it a fifth of the way.")
    place.reply(24, "That would be following the day all the way.")
    place.reply(18, "That is the day in the middle, which does not hear of the hottest one.")
    return panel


def line_grad(x: Any, y: Any, w: float, b: float) -> tuple[float, float]:
    """Return the slopes of the MSE of the line ``x w + b`` with respect to w and to b.

    Examples
    --------
    >>> print("%.2f %.2f" % line_grad(X, Y, 0.0, 0.0))
    -4.50 -0.80
    """
    grad_out = mse_grad(y, x * w + b)
    return float(np.sum(grad_out * x)), float(np.sum(grad_out))


def walk(grad: Callable[..., Any], start: tuple[float, float], steps: int) -> tuple[np.ndarray[Any, Any], str]:
    """Take steps downhill by a gradient, the learner's perhaps; return the places, and in words why they end early.

    Examples
    --------
    >>> places, trouble = walk(line_grad, (0.0, 0.0), 2)
    >>> places.round(3).tolist(), trouble
    ([[0.0, 0.0], [0.45, 0.08], [0.495, 0.144]], '')
    """
    places = [np.array(start)]
    for _ in range(steps):
        slopes, trouble = ask(grad, X, Y, *places[-1].tolist(), like=start)
        if slopes is None:
            return np.array(places), trouble
        places.append(places[-1] - RATE * slopes)
    return np.array(places), ""


def fit_line(mine: Callable[..., Any] | None = None) -> Panel:
    """Fit a line by hand or by steps downhill: a square on each residual, and the line as a point on the map.

    After dragging: "A day pulls on the slope by its error times its x."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(x, y, w, b)``, which returns the two slopes; where it leads is drawn dashed.

    Returns
    -------
    Panel
        Controls w, b and steps (downhill, from there).
    """
    ends = np.array([-4.3, 4.3])

    def compute(w: float = 0.0, b: float = 0.0, steps: int = 0) -> dict[str, Any]:
        way, _ = walk(line_grad, (w, b), steps)
        out = X * way[-1, 0] + way[-1, 1]
        numbers = {"way": way, "out": out, "mse": mse(Y, out), "slopes": line_grad(X, Y, *way[-1].tolist())}
        if mine:  # Asked once at least, to hear at the start whether it answers.
            own, trouble = walk(mine, (w, b), max(steps, 1))
            own = own[: steps + 1]
            numbers |= {"own": own, "trouble": trouble, "own_mse": mse(Y, X * own[-1, 0] + own[-1, 1])}
        return numbers

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-4.3, 4.3), ylim=(-3.5, 5.1), aspect="equal", xlabel="today, x", ylabel="tomorrow, y")
        left.text(4.2, -3.2, "the mean\nsquare", ha="right", va="bottom", fontsize=9)
        squares = left.add_collection(PolyCollection([], facecolor=RED + "30", edgecolor=RED, linewidth=1.2))
        mean = left.add_patch(
            Rectangle((2.4, -3.3), 0, 0, facecolor="none", edgecolor=GREEN, linewidth=1.5, hatch="//")
        )
        (line,) = left.plot([], [], color=RED)
        left.plot(X, Y, "o", color=BLUE, markersize=7, animated=True)  # They stay, above the squares.
        w, b = np.meshgrid(np.linspace(*SHOWN_W, 80), np.linspace(*SHOWN_B, 80))
        losses = np.mean((Y - (w[..., None] * X + b[..., None])) ** 2, axis=-1)
        rings = right.contour(w, b, losses, levels=np.arange(0.5, 4.5, 0.5), colors=INK, linewidths=0.8)
        # At the lower edge, where no arrow reaches. Without `levels`, which Matplotlib before 3.11 miscounts here.
        right.clabel(rings, fmt="%g", fontsize=9, manual=[(0.77, -0.85), (1.04, -0.85), (1.22, -0.85)])
        right.plot(BEST["w"], BEST["b"], "+", color=INK, markersize=11, markeredgewidth=1.5)
        # One scale for both, or the arrow would not cross the rings at right angles.
        right.set(xlim=SHOWN_W, ylim=SHOWN_B, aspect="equal", xlabel="slope w", ylabel="intercept b")
        right.grid(False)
        (way,) = right.plot([], [], "o-", color=RED, markersize=5, linewidth=1.5)
        if mine:
            (own_line,) = left.plot([], [], "--", color=PINK)
            (own,) = right.plot([], [], "s--", color=PINK, markersize=5, linewidth=1.5, label="yours")
            right.legend(loc="lower right")
        arrow = right.add_patch(FancyArrowPatch((0, 0), (1, 1), arrowstyle="-|>", mutation_scale=14, color=INK, lw=2))

        def update(n: SimpleNamespace) -> None:
            # Each square leans towards the middle, where there is room.
            squares.set_verts(boxes(X, -np.sign(X + 0.1) * np.abs(Y - n.out), n.out, Y - n.out))
            mean.set(width=-np.sqrt(n.mse), height=np.sqrt(n.mse))
            w, b = n.way[-1]
            line.set_data(ends, w * ends + b)
            way.set_data(*n.way.T)
            if mine:
                set_way(own, n.own, *zip(SHOWN_W, SHOWN_B, strict=True))
                own_line.set_data(ends, n.own[-1, 0] * ends + n.own[-1, 1])
            steep = np.hypot(*n.slopes)
            arrow.set_visible(steep > 0.01)
            arrow.set_positions((w, b), np.array([w, b]) - 0.3 * np.array(n.slopes) / max(steep, 0.01))

        return update

    def read(n: SimpleNamespace) -> str:
        (w, b), (dw, db) = n.way[-1], n.slopes
        led = f" down to w = {fixed(w, 3)}, b = {fixed(b, 3)}" if n.steps else ""
        told = (
            f"w = {fixed(n.w)}, b = {fixed(n.b)}, {n.steps} step{'s' * (n.steps != 1)}{led}: "
            f"MSE {n.mse:.3f}, slopes {fixed(dw)} in w, {fixed(db)} in b"
        )
        if not mine:
            return told
        w, b = (significant(part) for part in n.own[-1])
        return f"{told}\n" + (n.trouble or f"Yours: w = {w}, b = {b}, MSE {significant(n.own_mse)}")

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: five points, a line, and a square on each residual; the mean square stands in the corner. "
        "Right: a map of the MSE over slope and intercept with the way taken, and an arrow downhill",
        presets={"flat line": {"w": 0.0, "b": 0.0, "steps": 0}, "best line": BEST | {"steps": 0}},
        size=(9.0, 4.5),
        w=slider(-0.2, 1.2, 0.05),
        b=slider(-0.6, 1.2, 0.05),
        steps=slider(0, 40, label="steps downhill"),
    )
    if not mine:
        lowest = panel.predict(
            "The flat line costs 1.388. How low can you bring it with the slope w alone?",
            guess=(0, 1.4),
            near=0.05,
            digits=3,
            w=0.5,
            b=0.0,
            steps=0,
            answer=lambda n: n.mse,
        )
        lowest.reply(0, "Only a line through all five days costs nothing.")
    return panel


def two_valleys() -> Panel:
    """Step down the MSE's two valleys, one in w and one in b, at one rate for both.

    After dragging: "A rate is large or small only for a valley."

    Returns
    -------
    Panel
        Controls eta (the learning rate), steps, loss ("mean" or "sum") and days (how many; the five again and again).
    """
    best, bends = np.array([BEST["w"], BEST["b"]]), np.array([4.5, 1.0])
    floor, top = mse(Y, BEST["w"] * X + BEST["b"]), 2.0

    def compute(eta: float = 0.02, steps: int = 12, loss: str = "mean", days: int = 5) -> dict[str, Any]:
        # Since the x add up to 0, MSE = floor + 4.5 (w − 0.5)² + (b − 0.4)², and each step multiplies each distance.
        left = 1 - 2 * bends * eta * (days if loss == "sum" else 1)
        away = -best * left ** np.arange(steps + 1)[:, None]
        return {"left": left, "places": best + away, "heights": bends * away**2, "mse": floor + away**2 @ bends}

    def draw(figure: Figure) -> Update:
        *valleys, right = figure.subplots(1, 3, width_ratios=[1, 1, 1.2])
        ways = []
        for axes, name, middle, bend in zip(valleys, ("slope w", "intercept b"), best, bends, strict=True):
            at = np.linspace(middle - 1, middle + 1, 81)
            axes.plot(at, bend * (at - middle) ** 2, color=INK, linewidth=1.2)
            axes.set(xlim=(middle - 1.1, middle + 1.1), ylim=(-0.1, top + 0.1), xlabel=name)
            ways += axes.plot([], [], "o-", color=RED, markersize=5, linewidth=1.2)
        valleys[0].set_ylabel("MSE above the floor")
        right.set(xlim=(-0.5, 12.5), ylim=(0.09, 40), yscale="log", xlabel="step", ylabel="MSE")
        right.axhline(floor, color=INK, linewidth=0.8, linestyle=":")
        right.text(-0.3, 0.107, "the floor", va="bottom", fontsize=9)
        (losses,) = right.plot([], [], "o-", color=RED, markersize=5, linewidth=1.2)
        which = right.text(12.3, 32, "", ha="right", va="top", fontsize=10, in_layout=False)

        def update(n: SimpleNamespace) -> None:
            for way, middle, at, height in zip(ways, best, n.places.T, n.heights.T, strict=True):
                set_way(way, np.transpose([at, height]), (middle - 1, 0), (middle + 1, top))
            which.set_text(f"{n.loss} of {n.days} days")
            set_way(losses, np.transpose([np.arange(n.steps + 1), n.mse]), (0, 0), (12, 30))

        return update

    def read(n: SimpleNamespace) -> str:
        w, b = (f"{fixed(100 * part, 0)} %" for part in n.left)
        return (
            f"η = {n.eta:.3f}, the {n.loss} of {n.days} days: a step leaves {w} of w's way, {b} of b's. "
            f"MSE after {n.steps} step{'s' * (n.steps != 1)}: {significant(n.mse[-1])}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left and middle: the valleys of the MSE along the slope and along the intercept, with the steps taken. "
        "Right: the MSE after each step on a log axis",
        presets={"crawl": {"eta": 0.02, "loss": "mean"}, "leap": {"eta": 0.2, "loss": "mean"}},
        size=(9.0, 3.8),
        eta=slider(0.005, 0.3, 0.005, label="learning rate η"),
        steps=slider(0, 12),
        loss=choice("mean", "sum"),
        days=slider(5, 50, 5),
    )
    once = panel.predict(
        "Which rate brings w to the bottom of its valley in one single step, by the mean?",
        guess=(0.02, 0.3),
        near=0.01,
        digits=3,
        eta=0.11,
        loss="mean",
        answer=lambda n: n.eta / (1 - n.left[0]),
    )
    once.reply(0.2, "There it jumps past the bottom, almost as high up the other side.")
    panel.predict(
        "At η = 0.02 the sum of 5 days walks just as their mean does at 0.1. What does the sum of 50 days do at 0.02?",
        guess=["It walks the same way", "It arrives ten times as soon", "It leaps farther away with each step"],
        answer="It leaps farther away with each step",
        eta=0.02,
        loss="sum",
        days=50,
    )
    return panel
