"""Lesson 5: four routes from scores to the same loss, where each breaks, and one of the learner's own."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import slider
from ..learner import ask
from ..losses import clipped, naive, softmax_cross_entropy, softmax_cross_entropy_grad
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED, Update
from ..text import fixed, significant

CLIPPED = -float(np.log(clipped.KERAS_CLIP))
"""The loss above which Keras' clip has acted: 16.1."""


def breaking_gaps(dtype: str) -> SimpleNamespace:
    """Return the gaps between two scores at which e^-gap and e^gap leave what a dtype can hold.

    Parameters
    ----------
    dtype : str

    Returns
    -------
    SimpleNamespace
        ``subnormal``: from here e^-gap loses digits; ``overflow``: from here e^gap, and with
        it 1/q, is inf; ``zero``: from here e^-gap is rounded to 0.

    Examples
    --------
    >>> {name: round(gap, 2) for name, gap in vars(breaking_gaps("float32")).items()}
    {'subnormal': 87.34, 'overflow': 88.72, 'zero': 103.97}
    """
    info = np.finfo(dtype)
    # Of the smallest number half is rounded to 0; in float64 that half exists on paper alone.
    return SimpleNamespace(
        subnormal=-float(np.log(np.float64(info.tiny))),
        overflow=float(np.log(np.float64(info.max))),
        zero=float(np.log(2.0) - np.log(np.float64(info.smallest_subnormal))),
    )


@dataclass(frozen=True)
class Route:
    """One way from two scores to the loss of the losing class, and how its curve is drawn."""

    label: str
    value: Callable[..., Any]
    gradient: Callable[..., Any]
    style: dict[str, Any]
    binary: bool = False

    def losses(self, z: NDArray[Any]) -> list[float]:
        """Return the loss at each pair of scores; the second class is the true one."""
        truth = [1] if self.binary else [0, 1]
        return [float(self.value(truth, row[1:] if self.binary else row)) for row in z]

    def slopes(self, z: NDArray[Any]) -> list[float]:
        """Return the gradient with respect to the true class's score at each pair of scores."""
        truth = [1] if self.binary else [0, 1]
        return [float(self.gradient(truth, row[1:] if self.binary else row)[-1]) for row in z]


ROUTES = [
    Route(
        "one piece",
        softmax_cross_entropy,
        softmax_cross_entropy_grad,
        dict(color=BLUE, linestyle="-", linewidth=5, alpha=0.45),
    ),
    Route(
        "softmax, log",
        naive.naive_cross_entropy,
        naive.naive_cross_entropy_grad,
        dict(color=RED, linestyle="--", linewidth=2),
    ),
    Route(
        "Keras' clip",
        clipped.clipped_cross_entropy,
        clipped.clipped_cross_entropy_grad,
        dict(color=GREEN, linestyle="-.", linewidth=2),
    ),
    Route(
        "PyTorch's clamp",
        clipped.clamped_cross_entropy,
        clipped.clamped_cross_entropy_grad,
        dict(color=PINK, linestyle=":", linewidth=3),
        binary=True,
    ),
]

GAPS = np.arange(1.0, 120.5, 0.5)
TOP = 125.0  # Where inf stands.


@cache
def _curves() -> list[tuple[NDArray[Any], NDArray[Any]]]:
    """Return for each route its losses and slopes along GAPS, in float32."""
    z = np.stack([np.zeros_like(GAPS), -GAPS], axis=-1).astype(np.float32)
    return [(np.array(route.losses(z)), np.array(route.slopes(z))) for route in ROUTES]


def breakdown() -> Panel:
    """Widen the gap between two scores: the slope and the loss of the losing class by four routes, in float32.

    After dragging: "Who protects the value may kill the slope."

    Returns
    -------
    Panel
        Control gap, by how much the wrong class's score is the larger.
    """
    at = breaking_gaps("float32")
    ends = {
        "clip\nflat": CLIPPED,
        "clamp\nfades": -float(np.log(1e-12)),
        "softmax nan\nclamp 100": at.overflow,
        "softmax\nloss inf": at.zero,
    }

    def compute(gap: float = 10.0) -> dict[str, Any]:
        at = int(np.searchsorted(GAPS, gap - 0.01))
        return {
            "loss": [significant(losses[at], 5) for losses, _ in _curves()],
            "slope": [significant(slopes[at], 3) for _, slopes in _curves()],
        }

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.3, 1])
        left.set(xlim=(0, 122), ylim=(-0.9, 4.2), xlabel="gap", title="slope with respect to the true class's score")
        words = [word for route in ROUTES for word in ("0", f"{route.label}     ", "−1")]
        left.set_yticks([y - i for i in range(4) for y in (3, 2.7, 2.4)], words)
        left.tick_params(axis="y", length=0)
        left.grid(visible=False)
        for i in range(4):
            left.plot([1, 120], [3 - i] * 2, color=INK, linewidth=0.6)
            left.plot([1, 120], [2.4 - i] * 2, color=INK, linewidth=0.6, linestyle=":")
            left.axhspan(2.32 - i, 3.05 - i, color=INK, alpha=0.08, linewidth=0)
        right.set(xlim=(0, 122), ylim=(0, 132), xlabel="gap", title="loss")
        right.set_yticks([0, 50, 100, TOP], ["0", "50", "100", "inf"])
        right.plot([1, 120], [1, 120], color=INK, linewidth=0.6, linestyle=":")
        slopes = [left.plot([], [], **route.style)[0] for route in ROUTES]
        losses = [right.plot([], [], **route.style)[0] for route in ROUTES]
        nan = left.text(96.3, 1.7, "nan", ha="center", va="center", fontsize=11)
        lines = [left.axvline(end, ymax=0.83, color=INK, linewidth=0.8, linestyle="--") for end in ends.values()]
        names = [
            left.text(at, 3.76, f"{word}\n{at:.1f}", ha=ha, va="center", fontsize=9)
            for (word, at), ha in zip(ends.items(), ("center", "center", "right", "left"), strict=True)
        ]

        def update(n: SimpleNamespace) -> None:
            gone = n.gap + 0.01 >= GAPS
            for i, (price, slope) in enumerate(_curves()):
                losses[i].set_data(GAPS[gone], np.minimum(price[gone], TOP))
                slopes[i].set_data(GAPS[gone], 3 - i + 0.6 * slope[gone])
            nan.set_visible(n.slope[1] == "nan")
            for line, name, end in zip(lines, names, ends.values(), strict=True):
                line.set_visible(n.gap > end)
                name.set_visible(n.gap > end)

        return update

    def read(n: SimpleNamespace) -> str:
        routes = zip(ROUTES, n.loss, n.slope, strict=True)
        *told, clamp = [f"{route.label} {loss}, slope {slope}" for route, loss, slope in routes]
        return f"gap {fixed(n.gap, 1)}: {'; '.join(told)}\n{clamp}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the slope of the true class's score over the gap as far as it was gone, a strip for each of four "
        "routes. Right: their losses",
        size=(9.8, 4.4),
        gap=slider(5.0, 120.0, 0.5, label="gap"),
    )
    fifty = panel.predict(
        "At gap 10 all four are right. Which of them still have both loss and slope right at gap 50?",
        guess=["One piece alone", "One piece, and softmax then log", "All but Keras' clip", "All four"],
        answer="One piece, and softmax then log",
        gap=50.0,
    )
    fifty.reply("One piece alone", "The unprotected route is still right, too. It is the two rescuers who are not.")
    fifty.reply("All but Keras' clip", "The clamp says 50, but look at its strip: no slope is left.")
    fifty.reply("All four", "The clip keeps q at 10⁻⁷, so its loss has ended at 16.1, and the clamp has no slope left.")
    return panel


def textbook(z: Any, label: int) -> Any:
    """Return the loss of one item from its scores, as it stands in the textbook: for small scores only.

    Examples
    --------
    >>> round(float(textbook(np.float32([2, 1, 0]), 2)), 4)
    2.4076
    """
    with np.errstate(all="ignore"):
        return np.log(np.sum(np.exp(z))) - z[label]


LOW, HIGH = -75.0, 267.0
"""Between them `own_route` draws losses as they are."""

BEYOND = {"inf": 315.0, "nan": 355.0, "-inf": -118.0}
"""Where it draws what is no number."""

UNTOLD = -1e9
"""Of a gap at which there is no loss."""


def _heights(losses: NDArray[Any]) -> NDArray[Any]:
    drawn = [BEYOND.get(str(loss), min(max(loss, LOW), HIGH)) for loss in losses]
    return np.where(losses == UNTOLD, np.nan, drawn)


def _at_the_edge(height: float, loss: float) -> str:
    edge = {LOW: "↓", HIGH: "↑"}.get(height)
    return f"{significant(loss, 3)} {edge}" if edge else ""


def own_route(mine: Callable[..., Any] = textbook) -> Panel:
    """Walk a loss of one's own along the gap between two scores, and lift both scores by a level.

    After dragging: "A loss that looks right at small scores must be tried at large ones, on both sides."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(z, label)``: the loss of one item from its scores in float32.

    Returns
    -------
    Panel
        Controls gap and level; the scores are level + gap and level, and the label is the second.
    """
    gaps = np.arange(-250.0, 251.0, 5.0)

    def along(gaps: NDArray[Any], level: float) -> tuple[NDArray[Any], str]:
        losses = np.full(len(gaps), UNTOLD)
        for i, gap in enumerate(gaps):
            loss, trouble = ask(mine, np.array([level + gap, level], np.float32), 1, like=0.0, finite=False)
            if loss is None:
                return losses, trouble
            losses[i] = loss
        return losses, ""

    def compute(gap: float = 10.0, level: float = 0.0) -> dict[str, Any]:
        losses, trouble = along(np.append(gaps, gap), level)
        right = softmax_cross_entropy([0.0, 1.0], [level + gap, level])
        told = "agrees to four decimals" if abs(losses[-1] - right) < 1e-4 else f"right is {significant(right, 6)}"
        yours = significant(float(losses[-1]), 6)
        drawn = _heights(losses)
        edge = _at_the_edge(drawn[-1], losses[-1])
        return {"heights": drawn, "edge": edge, "yours": yours, "trouble": trouble, "right": right, "told": told}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set(xlim=(-260, 260), ylim=(-145, 380), xlabel="gap", ylabel="loss")
        axes.set_yticks([*BEYOND.values(), -50, 0, 100, 200], ["inf", "nan", "−inf", "−50", "0", "100", "200"])
        for end, edge in ((380, HIGH + 18), (-145, LOW - 18)):  # No number stands beyond.
            axes.axhspan(edge, end, color=INK, alpha=0.08, linewidth=0)
        axes.plot(gaps, np.maximum(gaps, 0), color=BLUE, linewidth=5, alpha=0.45, label="right")
        for level, shape, at, first in ((-600.0, "v", 10, 0), (600.0, "^", -11, 2)):  # In turn, so both are seen.
            losses, _ = along(gaps, level)
            lifted = _heights(losses)
            hollow: dict[str, Any] = dict(markersize=9, markerfacecolor="none", markevery=slice(first, None, 4))
            axes.plot(gaps, lifted, shape, color=INK, label=f"at level {fixed(level, 0)}", **hollow)
            word = _at_the_edge(lifted[at], losses[at])
            axes.text(gaps[at], np.clip(lifted[at], LOW + 52, HIGH - 28), word, ha="center", va="center", fontsize=10)
        (yours,) = axes.plot([], [], "o", color=RED, markersize=4, label="computed")
        (dot,) = axes.plot([], [], "D", color=INK, markersize=9, markerfacecolor="none", markeredgewidth=1.8)
        scores = axes.text(-50, 140, "", ha="center", in_layout=False)
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=4)

        def update(n: SimpleNamespace) -> None:
            scores.set_text(f"z = ({fixed(n.level + n.gap, 0)}, {fixed(n.level, 0)}){n.edge and ', computed '}{n.edge}")
            yours.set_data(gaps, n.heights[:-1])
            dot.set_data([n.gap], n.heights[-1:])

        return update

    def read(n: SimpleNamespace) -> str:
        scores = f"scores {fixed(n.level + n.gap, 0)} and {fixed(n.level, 0)}, the second true"
        return f"gap {fixed(n.gap, 0)}, level {fixed(n.level, 0)}, {scores}: " + (
            n.trouble or f"computed {n.yours}, {n.told}"
        )

    return Panel(
        compute,
        draw,
        read,
        alt="The loss over the gap between two scores: a broad line where it is right, dots where it is computed, "
        "triangles where both scores are 600 lower or higher, with rows for inf, nan and minus inf. Dots at the edge "
        "are off the scale",
        size=(9.0, 4.0),
        gap=slider(-250.0, 250.0, 5.0, label="gap"),
        level=slider(-600.0, 600.0, 50.0, label="level"),
    )
