"""Lesson 6, continued: how well a difference measures a slope, and formulas brought before it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..learner import ask
from ..losses import logsumexp, softmax, softmax_jacobian
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..shapes import boxes
from ..text import fixed, scientific, significant

POINT = np.array([2.0, 1.0, 0.0])  # Class 3 is true.


def loss_along(offsets: Any, dtype: str) -> np.ndarray[Any, Any]:
    """Return the cross entropy of class 3 at `POINT`, its own score moved by each offset, rounded as `dtype` rounds.

    Examples
    --------
    >>> loss_along([0.0], "float64").round(4)
    array([2.4076])
    """
    z = np.tile(POINT, (len(offsets), 1)).astype(dtype)
    z[:, 2] += np.asarray(offsets, dtype)
    return np.asarray(logsumexp(z) - z[:, 2])


def difference(h: Any, dtype: str = "float64", sides: str = "both sides") -> np.ndarray[Any, Any]:
    """Return the slope of `loss_along` at 0 as measured by steps of each size in h.

    Examples
    --------
    >>> difference([1e-4, 1e-17]).round(4)
    array([-0.91,  0.  ])
    """
    h = np.asarray(h, dtype)
    behind = loss_along(-h if sides == "both sides" else 0 * h, dtype)
    return np.asarray((loss_along(h, dtype) - behind) / (2 * h if sides == "both sides" else h))


def finite_difference() -> Panel:
    """Measure a slope with steps from 1 down to 1e-16, and see where bending and where rounding spoil it.

    After dragging: "Too large a step bends, too small a step rounds."

    Returns
    -------
    Panel
        Controls h (the step), dtype and sides ("both sides" or "one side").
    """
    steps, floor, reach = np.logspace(-16, 0, 65), 1e-13, 3.0
    q = float(softmax(POINT)[2])
    view = np.linspace(-2, 2, 161)

    def off(dtype: str, sides: str) -> Any:
        return np.maximum(np.abs(np.float64(difference(steps, dtype, sides)) - (q - 1)), floor)

    def compute(h: float = 1.0, dtype: str = "float64", sides: str = "both sides") -> dict[str, Any]:
        measured = float(difference([h], dtype, sides)[0])
        seen = np.float64(loss_along(view * h, dtype)) - np.float64(loss_along([0.0], dtype)[0])
        return {
            "measured": measured,
            "error": max(abs(measured - (q - 1)), floor),
            "errors": off(dtype, sides),
            "usual": off("float64", "both sides"),
            "seen": np.clip(seen / h, -reach, reach),
        }

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-2, 2), ylim=(-3.2, 3.2), xlabel="(z3 − here) / h", ylabel="(loss − loss here) / h")
        left.plot(view, (q - 1) * view, "--", color=INK, linewidth=1.2, label="the true slope")
        right.set(xlim=(3e-17, 4), ylim=(2e-14, 30), xscale="log", yscale="log", xlabel="step h")
        right.set(title="how far off the slope is", xticks=10.0 ** np.arange(-16, 1, 4))
        (seen,) = left.plot([], [], color=BLUE, label="what the computer sees")
        (secant,) = left.plot([], [], "o-", color=RED, linewidth=1.5, markersize=8, label="the slope measured")
        left.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2, fontsize=9)
        (errors,) = right.plot([], [], color=BLUE, linewidth=1.5)
        (usual,) = right.plot([], [], ":", color=INK, linewidth=1.2)
        (here,) = right.plot([], [], "o", color=RED, markersize=9)

        def update(n: SimpleNamespace) -> None:
            seen.set_data(view, n.seen)
            ends = [80, 120] if n.sides == "one side" else [40, 120]
            secant.set_data(view[ends], n.seen[ends])
            errors.set_data(steps, n.errors)
            usual.set(data=(steps, n.usual), visible=(n.dtype, n.sides) != ("float64", "both sides"))
            here.set_data([n.h], [n.error])

        return update

    def read(n: SimpleNamespace) -> str:
        told = f"the slope measured is {fixed(n.measured, 5)}, off by {scientific(n.error)}"
        return f"h = {scientific(n.h, 2)}, {n.dtype}, {n.sides}: {told}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the loss around one point, enlarged until a step of h fills the picture, with the true slope and "
        "the measured one. Right: the error of the slope over the step on log axes",
        size=(9.0, 4.2),
        h=slider(1e-16, 1.0, 0.25, label="step h", log=True),
        dtype=choice("float64", "float32"),
        sides=choice("both sides", "one side"),
    )
    best = panel.predict(
        "Which of these steps measures the slope best?",
        guess=["0.1", "1e−5", "1e−10", "1e−15"],
        then="Drag “step h” down from 1, and see where the line turns.",
        hold=["errors", "usual"],
        answer="1e−5",
        h=1e-5,
    )
    best.reply("1e−5", "There the bend is small already, and the rounding is small still.")
    best.reply("0.1", "From a tenth away the curve still bends.")
    best.reply("1e−10", "So thinks who has only calculus in mind. But a computer rounds the two losses.")
    best.reply("1e−15", "So thinks who has only calculus in mind. But a computer rounds the two losses.")
    return panel


def numeric(f: Callable[[Any], Any], z: Any, h: float = 1e-5) -> np.ndarray[Any, Any]:
    """Return the slopes of f at z with respect to each entry, measured from both sides.

    Examples
    --------
    >>> numeric(lambda z: z[0] * z[1], [2.0, 5.0]).round(6).tolist()
    [5.0, 2.0]
    """
    nudges = h * np.eye(len(z))
    return np.array([(f(z + nudge) - f(z - nudge)) / (2 * h) for nudge in nudges])


HERE, ELSEWHERE = "(2, 1, 0), class 3 is true", "(0, 2, 0), class 1 is true"
PLACES = {HERE: (POINT, 2), ELSEWHERE: (np.array([0.0, 2.0, 0.0]), 0)}


def _formulas(z: np.ndarray[Any, Any], true: int) -> dict[str, np.ndarray[Any, Any]]:
    """Return what seven formulas claim of the slopes at z, shape (3,), of the loss of class `true`, from 0."""
    q = softmax(z)
    right = q - np.eye(3)[true]
    return {
        "q − y": right,
        "y − q": -right,
        "q": q,
        "J (q − y)": softmax_jacobian(z) @ right,
        "q − y, rounded": right.round(3),
        "2 (q − y)": 2 * right,
        "q − (0, 0, 1)": q - [0, 0, 1],
    }


def court(mine: Callable[..., Any] | None = None) -> Panel:
    """Bring formulas for the slope of the cross entropy before a measurement, at two places.

    After dragging: "I believe a formula when a difference in float64 agrees, at more than one place."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(f, z)``, which measures the slopes of ``f`` at ``z``; it then judges.

    Returns
    -------
    Panel
        Controls formula and place (the scores, and which class is true).
    """
    at, names, low = np.arange(4), list(_formulas(POINT, 2)), 1e-8

    def compute(formula: str = "q − y", place: str = HERE) -> dict[str, Any]:
        point, true = PLACES[place]
        formulas = _formulas(point, true)

        def loss(z: Any) -> float:
            return float(logsumexp(z) - np.asarray(z)[true])

        measured, trouble = ask(mine, loss, point, like=point) if mine else (numeric(loss, point), "")
        there, given = measured is not None, np.zeros(3) if measured is None else measured
        sizes = {name: max(np.abs(claims).max(), np.abs(given).max()) for name, claims in formulas.items()}
        distances = {name: float(np.abs(claims - given).max() / sizes[name]) for name, claims in formulas.items()}
        numbers = {"claimed": formulas[formula], "total": float(formulas[formula].sum()), "measured": given}
        return numbers | {"distances": distances, "distance": distances[formula], "trouble": trouble, "there": there}

    def draw(figure: Figure) -> Update:
        axes, right = figure.subplots(1, 2)
        axes.set(xlim=(-0.6, 3.6), ylim=(-2.05, 2.05), ylabel="slope, no further than ±2")
        axes.set_xticks(at, ["z1", "z2", "z3", "their sum"])
        truth = axes.text(0, 1.8, "true", ha="center", va="center")
        axes.axhline(0, color=INK, linewidth=0.8)
        look: dict[str, Any] = dict(facecolor="none", edgecolor=RED, hatch="///", linewidth=1.2)
        claims, bars = PolyCollection([], label="claimed", **look), PolyCollection([], label="measured")
        bars.set(facecolor=GREEN + "90", edgecolor=GREEN)
        axes.add_collection(claims)
        axes.add_collection(bars)
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=2)
        right.set(xscale="log", xlim=(low / 10, 10), ylim=(6.5, -0.5), xlabel="relative distance")
        right.set_title("acquitted            convicted")
        right.set_yticks(range(len(names)), names)
        right.set_xticks([low, 1e-6, 1e-4, 1e-2, 1], ["≤ 1e−8", "1e−6", "1e−4", "0.01", "1"])
        right.plot([1e-4] * 2, [-0.5, 6.5], "--", color=INK, linewidth=1.2)
        (passed,) = right.plot([], [], "o", color=GREEN, markersize=7)
        (chosen,) = right.plot([], [], "D", color=RED, markerfacecolor="none", markersize=13, markeredgewidth=2)

        def update(n: SimpleNamespace) -> None:
            claims.set_verts(boxes(at - 0.36, 0.34, 0, [*n.claimed, n.total]))
            bars.set_verts(boxes(at + 0.02, 0.34, 0, np.clip([*n.measured, n.measured.sum()], -2, 2)))
            truth.set_x(PLACES[n.place][1])
            last = names.index(n.formula)
            far = np.maximum(list(n.distances.values()), low)[: last + 1]
            passed.set_data(far, np.arange(last + 1))
            chosen.set_data(far[-1:], [last])
            for artist in (bars, passed, chosen):
                artist.set_visible(n.there)

        return update

    def read(n: SimpleNamespace) -> str:
        claimed, measured = (", ".join(fixed(slope, 4) for slope in slopes) for slopes in (n.claimed, n.measured))
        told = f"At z = {n.place}: {n.formula} claims ({claimed}), whose sum is {fixed(n.total, 3)}"
        if n.open or not n.there:
            return f"{told}\n{n.trouble}".strip()
        far = "less than 1e−8" if n.distance < 1e-8 else significant(n.distance, 2)
        verdict = "acquitted" if n.distance < 1e-4 else "convicted"
        return f"{told}\nMeasured are ({measured}). Relative distance {far}: {verdict}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: bars for the slopes in three scores and for their sum, claimed by a formula and measured. "
        "Right: how far from what is measured each of seven formulas is, as far as the one chosen, on a log axis",
        size=(9.6, 3.8),
        formula=choice(*names),
        place=choice(*PLACES, label="at z ="),
    )
    sums = panel.predict(
        "The three slopes must add up to 0. How many of the six wrong formulas does this test convict?",
        guess=["One", "Two", "Five", "All six"],
        answer="One",
        hold=["passed", "chosen"],
        formula="q",
        place=HERE,
    )
    sums.reply("One", "It convicts q alone, which adds up to 1.")
    sums.reply("All six", "A lost minus, or any factor, leaves a sum of 0 what it was.")
    sums.reply("Two", "J times anything adds up to 0, as its columns do. The rounded slopes do so here, by luck.")
    sums.reply("Five", "It is the other way round, for five it lets go. A lost minus leaves a sum of 0 what it was.")
    eye = panel.predict(
        "One formula is right but rounded to three decimals, and the eye sees no difference. What will its verdict be?",
        guess=["acquitted", "convicted"],
        answer="convicted",
        hold=["passed", "chosen"],
        then="Go down the list, and say each verdict from the bars before you look right.",
        formula="q − y, rounded",
        place=HERE,
    )
    eye.reply("acquitted", "So the eye would say, but four digits are asked and it has three.")
    return panel
