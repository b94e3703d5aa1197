"""Lesson 1, continued: a line through five days, and steps downhill in its two parameters."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, Rectangle

from ..controls import choice, slider
from ..learner import ask
from ..losses import mse, mse_grad
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PAPER, PINK, RED, Update
from ..shapes import boxes, set_way
from ..text import fixed, significant

# How much warmer than usual five days were, and the day after each. The best line lies on a step of the sliders.
X = np.array([-3.0, -1.5, 0.0, 1.5, 3.0])
Y = np.array([-1.2, -0.3, 0.8, 0.6, 2.1])
BEST = {"w": 0.5, "b": 0.4}

SHOWN_W, SHOWN_B = (-0.85, 1.85), (-1.05, 1.65)  # What the map shows: a square, with one scale for both.
RATE = 0.1


def line_grad(x: Any, y: Any, w: float, b: float) -> tuple[float, float]:
    """Return the gradient of the MSE of the line ``x w + b`` with respect to w and to b.

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

    After dragging: "The last day owns most of the price, and downhill does not point at the best line."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(x, y, w, b)``, which returns its gradient in w and in b; where it leads is drawn dashed.

    Returns
    -------
    Panel
        Controls w, b and steps (downhill, from there).
    """
    ends, turn = np.array([-4.3, 4.3]), np.linspace(0, 2 * np.pi, 97)

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
        # Off the way from the flat line. Without `levels`, which Matplotlib before 3.11 miscounts here.
        places = [(0.65, -0.15), (0.3, 1.25), (0.2, 1.4), (0.77, -0.85), (1.04, -0.85), (1.22, -0.85)]
        for number in right.clabel(rings, fmt="%g", fontsize=9, manual=places):  # They stay, above the ring that moves.
            number.set(animated=True, zorder=0.9, bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5})
        (ring,) = right.plot([], [], "--", color=RED, linewidth=1.5, zorder=0.8)
        right.plot(BEST["w"], BEST["b"], "+", color=INK, markersize=11, markeredgewidth=1.5)
        # One scale for both, or the arrow would not cross the rings at right angles.
        right.set(xlim=SHOWN_W, ylim=SHOWN_B, aspect="equal", xlabel="slope w", ylabel="intercept b")
        right.grid(False)
        (way,) = right.plot([], [], "o-", color=RED, markersize=5, linewidth=1.5)
        if mine:
            (own_line,) = left.plot([], [], "--", color=PINK)
            (own,) = right.plot([], [], "s--", color=PINK, markersize=5, linewidth=1.5, label="yours")
            right.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0))
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
                for art in (own, own_line):
                    art.set_visible(not n.trouble)
            wide = np.hypot(np.sqrt(4.5) * (w - BEST["w"]), b - BEST["b"])  # MSE = floor + 4.5 (w − 0.5)² + (b − 0.4)²
            ring.set_data(BEST["w"] + wide / np.sqrt(4.5) * np.cos(turn), BEST["b"] + wide * np.sin(turn))
            left = np.hypot(w - BEST["w"], b - BEST["b"])  # Never longer than the way that is left.
            arrow.set_visible(left > 0.03)
            length = min(left, 0.3) / max(np.hypot(*n.slopes), 0.01)
            arrow.set_positions((w, b), np.array([w, b]) - length * np.array(n.slopes))

        return update

    def read(n: SimpleNamespace) -> str:
        (w, b), (dw, db) = n.way[-1], n.slopes
        led = f" down to w = {fixed(w, 3)}, b = {fixed(b, 3)}" if n.steps else ""
        told = (
            f"w = {fixed(n.w)}, b = {fixed(n.b)}, {n.steps} step{'s' * (n.steps != 1)}{led}: "
            f"MSE {n.mse:.3f}, gradient {fixed(dw)} in w, {fixed(db)} in b"
        )
        if not mine:
            return told
        w, b = (significant(part) for part in n.own[-1])
        again = f"{n.trouble} Mend it, run its cell, and then this one again."
        return f"{told}\n" + (again if n.trouble else f"Yours: w = {w}, b = {b}, MSE {significant(n.own_mse)}")

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: five points, a line, and a square on each residual; the mean square stands in the corner. "
        "Right: a map of the MSE over slope and intercept, the way taken, the ring through its end, an arrow downhill",
        presets={"flat line": {"w": 0.0, "b": 0.0, "steps": 0}, "best line": BEST | {"steps": 0}},
        size=(9.0, 4.5),
        w=slider(-0.2, 1.2, 0.05),
        b=slider(-0.6, 1.2, 0.05),
        steps=slider(0, 40, label="steps downhill"),
    )
    if not mine:
        panel.predict(
            "Turn the line with w alone. Which day's square does not change?",
            guess=["the first day's", "the middle day's", "the last day's", "none, all change"],
            then="A turn moves each forecast by as much as its x, and in the middle x is zero. Drag w to 0.5 and see.",
            w=0.5,
            b=0.0,
            steps=0,
            answer="the middle day's",
        )
    return panel


def two_valleys() -> Panel:
    """Step down the MSE's two valleys, one in w and one in b, at one rate for both.

    After dragging: "A rate is large or small only for a valley."

    Returns
    -------
    Panel
        Controls eta (the learning rate), steps, loss ("mean" or "sum") and days (how many; the five again and again).
    """
    best, bends = np.array([BEST["w"], BEST["b"]]), np.array([9.0, 2.0])
    floor, top, reach = mse(Y, BEST["w"] * X + BEST["b"]), 2.0, np.linspace(-1.0, 1.0, 81)

    def compute(eta: float = 0.02, steps: int = 12, loss: str = "mean", days: int = 5) -> dict[str, Any]:
        # Since the x add up to 0, MSE = floor + 4.5 (w − 0.5)² + (b − 0.4)², and each step multiplies each distance.
        felt = bends * (days if loss == "sum" else 1)
        left = 1 - felt * eta
        away = -best * left ** np.arange(steps + 1)[:, None]
        heights = bends / 2 * away**2
        return {"felt": felt, "left": left, "places": best + away, "heights": heights, "mse": floor + heights.sum(1)}

    def draw(figure: Figure) -> Update:
        *valleys, right = figure.subplots(1, 3, width_ratios=[1, 1, 1.2])
        ways, signs = list[Any](), list[Any]()
        for axes, name, middle, bend in zip(valleys, ("slope w", "intercept b"), best, bends, strict=True):
            axes.plot(middle + reach, bend / 2 * reach**2, color=INK, linewidth=1.2)
            axes.set(xlim=(middle - 1.1, middle + 1.1), ylim=(-0.1, top + 0.1), xlabel=name)
            ways += axes.plot([], [], "o-", color=RED, markersize=5, linewidth=1.2)
            signs.append(axes.text(middle - 1.05, 0.02, "", fontsize=9, in_layout=False))
        valleys[0].set(ylabel="MSE above the floor", title=" ")  # Room for where a jump lands outside.
        lands = valleys[0].text(best[0], top + 0.15, "", ha="center", fontsize=10, in_layout=False)
        right.set(xlim=(-0.5, 12.5), ylim=(0.09, 40), yscale="log", xlabel="step", ylabel="MSE")
        right.axhline(floor, color=INK, linewidth=0.8, linestyle=":")
        right.text(-0.3, 0.107, "the floor", va="bottom", fontsize=9)
        (losses,) = right.plot([], [], "o-", color=RED, markersize=5, linewidth=1.2)

        def update(n: SimpleNamespace) -> None:
            for i, (way, sign) in enumerate(zip(ways, signs, strict=True)):
                set_way(way, np.transpose([n.places[:, i], n.heights[:, i]]), (best[i] - 1, 0), (best[i] + 1, top))
                sign.set_text(f"{'felt' if n.loss == 'sum' else 'bend'} {n.felt[i]:g}")
            drawn = ways[0].get_xydata()
            told = f"lands at w = {fixed(drawn[-1, 0])}, MSE {significant(n.mse[len(drawn) - 1])}"
            lands.set_text(told if drawn[-1, 1] > top else "")
            set_way(losses, np.transpose([np.arange(n.steps + 1), n.mse]), (0, 0), (12, 30))

        return update

    def read(n: SimpleNamespace) -> str:
        w, b = (f"{fixed(100 * part, 1 if abs(part) < 10 else 0)} %" for part in n.left)
        return (
            f"η = {n.eta:.3f}, the {n.loss} of {n.days} days: a step leaves {w} of w's way, {b} of b's. "
            f"MSE after {n.steps} step{'s' * (n.steps != 1)}: {significant(n.mse[-1])}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left and middle: the MSE's valleys along the slope and the intercept, the steps and the bend they feel. "
        "Right: the MSE after each step on a log axis",
        presets={"crawl": {"eta": 0.02, "loss": "mean"}, "leap": {"eta": 0.2, "loss": "mean"}},
        size=(9.0, 3.8),
        eta=slider(0.001, 0.3, 0.001, label="learning rate η"),
        steps=slider(0, 12),
        loss=choice("mean", "sum"),
        days=slider(5, 50, 5),
    )
    once = panel.predict(
        "Which rate brings w to the bottom of its valley in one single step, by the mean?",
        guess=(0.02, 0.3),
        near=0.01,
        digits=3,
        then="A step leaves 1 − 9η of the way, which is zero at η = 1/9. Drag η to 0.111 and see.",
        eta=0.111,
        loss="mean",
        days=5,
        answer=lambda n: n.eta / (1 - n.left[0]),
    )
    once.reply(0.1, "Nearly: there a tenth of the way is left.")
    once.reply(0.2, "There it leaps past the bottom and ends four fifths as far on the other side.")
    once.reply(0.222, "There it leaps to the other side, just as far from the bottom.")
    once.reply(0.3, "There it leaps past the bottom and ends farther away than before.")
    sums = panel.predict(
        "At η = 0.02 the sum of 5 days walks just as their mean does at 0.1. What does the sum of 20 days do at 0.02?",
        guess=["It walks the same way", "It arrives four times as soon", "It leaps farther away with each step"],
        then="Four times the days have four times the bend, so the factor is 1 − 180 · 0.02 = −2.6. Set η to 0.02, "
        "choose the sum, drag days to 20 and see.",
        answer="It leaps farther away with each step",
        eta=0.02,
        loss="sum",
        days=20,
    )
    sums.reply("It walks the same way", "Their mean does, but the steps of the sum are four times as long.")
    sums.reply("It arrives four times as soon", "It would, but such a step is longer than the way.")
    return panel
