"""Lesson 5: a layer whose scores are large by themselves, and the shift that keeps their exponentials in range."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import choice, slider, tick
from ..losses import logsumexp, naive, softmax
from ..panel import Panel
from ..picture import BLUE, INK, RED, Update
from ..shapes import boxes
from ..text import fixed, significant
from .log_axis import floored_log_axis
from .stability import CLIPPED, breaking_gaps

LAYERS, CLASSES, STEP, STEPS = 100, 10, 7, 112
SHOWN = 30  # Of the layers.
SCORES = np.array([2.0, 1.0, 0.0, -1.0])
REACH = 118.0  # Of the ruler, in powers of e.


@cache
def _layers() -> NDArray[Any]:
    """Return for 7, 14, … 784 inputs the ten scores of an item in each of 100 layers; the label is the first."""
    random = np.random.default_rng(27)
    # Each further input adds x w to the scores.
    added = [
        (random.normal(size=(STEP, LAYERS, 1)) * random.normal(size=(STEP, LAYERS, CLASSES))) for _ in range(STEPS)
    ]
    return np.cumsum([products.sum(axis=0) for products in added], axis=0)


def random_layer() -> Panel:
    """Widen a layer that has learned nothing: its scores, and what they cost.

    After dragging: "Random scores grow like the root of the number of inputs, and the loss grows with them."

    Returns
    -------
    Panel
        Controls n (inputs of the layer) and scaled (weights divided by the root of n).
    """
    # A short dash for each score: one line, with a gap (nan) after each dash.
    dashes = (np.repeat(np.arange(1, SHOWN + 1), CLASSES)[:, None] + [-0.35, 0.35, np.nan]).ravel()
    places = np.arange(LAYERS) + 0.5
    lines = CLIPPED, breaking_gaps("float32").overflow

    def compute(n: int = 7, scaled: bool = False) -> dict[str, Any]:
        z = _layers()[n // STEP - 1] / (np.sqrt(n) if scaled else 1.0)
        losses = np.sort(logsumexp(z) - z[:, 0])
        return {
            "z": z[:SHOWN],
            "spread": float(z.std()),
            "losses": losses,
            "mean": float(losses.mean()),
            "past": [int(np.sum(losses > line)) for line in lines],
        }

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(0, SHOWN + 1), xlabel="layer", title="ten scores in each of 30 layers; dashed: ± the spread")
        left.set_yscale("symlog", linthresh=1)
        left.set(ylim=(-300, 300))
        left.set_yticks([-100, -10, -1, 0, 1, 10, 100], ["−100", "−10", "−1", "0", "1", "10", "100"])
        left.minorticks_off()
        (scores,) = left.plot(dashes, 0 * dashes, color=RED, linewidth=1.5)
        spreads = [left.axhline(0, color=INK, linewidth=1.5, linestyle="--") for _ in range(2)]
        floored_log_axis(right, -1, 250)
        right.set(xlim=(0, LAYERS), xlabel="100 layers, sorted", title="the loss")
        for line, style in zip(lines, ("-.", ":"), strict=True):
            right.axhline(line, color=INK, linewidth=1.2, linestyle=style, label=f"{line:.1f}")
        (losses,) = right.plot(places, places, color=RED, linewidth=2.5)
        right.legend(loc="lower right", fontsize=10)

        def update(n: SimpleNamespace) -> None:
            scores.set_ydata(np.repeat(n.z.ravel(), 3))
            for line, sign in zip(spreads, (1, -1), strict=True):
                line.set_ydata([sign * n.spread] * 2)
            losses.set_ydata(np.maximum(n.losses, 0.1))

        return update

    def read(n: SimpleNamespace) -> str:
        past = " and ".join(f"{count or 'none'} above {line:.1f}" for count, line in zip(n.past, lines, strict=True))
        weights = "divided by √n" if n.scaled else "as drawn"
        return f"n = {n.n}, weights {weights}: spread {n.spread:.1f}, mean loss {n.mean:.2f}; of 100 losses {past}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: ten random scores in each of 30 layers as dashes, with lines at plus and minus their spread. "
        "Right: the losses of 100 layers, sorted, on a log axis with marks",
        size=(9.4, 4.0),
        n=slider(STEP, STEP * STEPS, STEP, label="inputs n"),
        scaled=tick("divide the weights by √n"),
    )
    spread = panel.predict(
        "With 7 inputs the scores spread by about 2.6. By how much do they spread with 196, which is 28 times as many?",
        guess=(0, 200),
        near=1,
        digits=1,
        n=196,
        scaled=False,
        answer=lambda n: n.spread,
    )
    spread.reply(73, "That would be 28 times 2.6, but sums of random signs grow more slowly than their length.")
    cost = panel.predict(
        "Ten equal chances cost log 10 = 2.30. What does a layer of 784 inputs cost on average, before any training?",
        guess=(0, 200),
        near=2,
        digits=1,
        n=784,
        scaled=False,
        answer=lambda n: n.mean,
    )
    cost.reply(2.3, "That is the price of knowing nothing. This layer knows nothing either, but it is sure of it.")
    return panel


def subtract_the_max() -> Panel:
    """Lift four scores together: their exponentials on the ruler of a dtype, and the softmax.

    After dragging: "Softmax knows only differences, so I choose the level that is safe."

    Returns
    -------
    Panel
        Controls level (added to every score), dtype and shift (whether the max is subtracted first).
    """
    right_one = softmax(SCORES)

    def compute(level: float = 0.0, dtype: str = "float32", shift: bool = False) -> dict[str, Any]:
        z = (SCORES + level).astype(dtype)
        with np.errstate(all="ignore"):
            exps = np.exp(z - z.max() if shift else z)
            exps = np.append(exps, exps.sum())
            powers = np.log(exps.astype(np.float64))
        q = naive.naive_softmax(z, shift)
        return {
            "tops": np.clip(powers, -REACH, REACH),
            "exps": [significant(float(v), 4) for v in exps],
            "q": [significant(float(v), 3) for v in q],
            "shares": np.nan_to_num(q),
        }

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.3, 1])
        left.set(xlim=(-0.6, 4.6), ylim=(-REACH, REACH), title="exponentials; hatched: beyond the dtype")
        left.set_xticks(range(5), ["score 1", "score 2", "score 3", "score 4", "sum"], fontsize=10)
        powers = [-100, -50, 0, 50, 100]
        left.set_yticks(powers, [f"$e^{{{power}}}$" if power else "1" for power in powers])
        right.set(xlim=(-0.6, 3.6), ylim=(0, 1.08), title="softmax; outlined: what is right")
        right.set_xticks(range(4), ["class 1", "class 2", "class 3", "class 4"], fontsize=10)
        right.bar(range(4), right_one, 0.72, facecolor="none", edgecolor=BLUE, linewidth=1.5, zorder=3)
        beyond = left.add_collection(PolyCollection([], facecolor="none", edgecolor=INK, hatch="//", linewidth=0.8))
        exps = left.add_collection(PolyCollection([], facecolor=RED + "60", edgecolor=RED))
        shares = right.add_collection(PolyCollection([], facecolor=RED + "60", edgecolor=RED, hatch=".."))
        words = [left.text(i, 0, "", ha="center", va="center", fontsize=12) for i in range(5)]
        words += [right.text(i, 0.72, "", ha="center", fontsize=12) for i in range(4)]

        def update(n: SimpleNamespace) -> None:
            ends = breaking_gaps(n.dtype)
            beyond.set_verts(boxes(-1, 7, [ends.overflow, -ends.zero], [REACH - ends.overflow, ends.zero - REACH]))
            exps.set_verts(boxes(np.arange(5) - 0.36, 0.72, -REACH, n.tops + REACH))
            shares.set_verts(boxes(np.arange(4) - 0.36, 0.72, 0, n.shares))
            for text, word in zip(words, [*n.exps, *n.q], strict=True):
                text.set_text(word if word in ("inf", "nan", "0") else "")

        return update

    def read(n: SimpleNamespace) -> str:
        how = "max subtracted" if n.shift else "max not subtracted"
        return (
            f"{n.dtype}, level {fixed(n.level, 0)}, {how}: exp gives {', '.join(n.exps[:4])}, sum {n.exps[4]}\n"
            f"Softmax says {', '.join(n.q)}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the exponentials of four scores and their sum as bars on a ruler of powers of e, hatched where the "
        "dtype ends. Right: the softmax as computed, over outlines of the right one",
        size=(9.4, 4.0),
        level=slider(-110.0, 110.0, 1.0),
        dtype=choice("float16", "float32"),
        shift=tick("subtract the max first"),
    )
    half = panel.predict(
        "In float16 at level 9 the largest exponential is 59,870, and the dtype holds 65,504. What does softmax say?",
        guess=["0.644, 0.237, 0.087, 0.032, as it should", "nan, 0, 0, 0", "0, 0, 0, 0"],
        answer="0, 0, 0, 0",
        level=9.0,
        dtype="float16",
        shift=False,
    )
    half.reply("nan, 0, 0, 0", "That takes inf over inf. Here each exponential is still a number.")
    low = panel.predict(
        "In float32 at level −103 no exponential overflows, and their sum is above 0. What becomes of the four shares?",
        guess=["They are right", "They are off", "They are nan"],
        answer="They are off",
        level=-103.0,
        dtype="float32",
        shift=False,
    )
    low.reply("They are right", "Numbers so near to 0 have only a few digits left.")
    return panel
