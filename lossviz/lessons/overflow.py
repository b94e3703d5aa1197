"""Lesson 5: a layer whose scores are large by themselves, and the shift that keeps their exponentials in range."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import slider, tick
from ..losses import logsumexp, naive, softmax
from ..panel import Panel
from ..picture import BLUE, INK, PAPER, RED, Update
from ..shapes import boxes
from ..text import fixed, significant
from .stability import CLIPPED, breaking_gaps

LAYERS, CLASSES, STEP, STEPS = 100, 10, 7, 112
SCORES = np.array([2.0, 1.0, 0.0, -1.0])
LOW, HIGH = -20.0, 14.0  # Of the ruler, in powers of e.


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
    """Widen a layer that has learned nothing: how far its scores spread, and what they cost.

    After dragging: "Random scores grow like the root of the number of inputs, and the loss grows with them."

    Returns
    -------
    Panel
        Controls n (inputs of the layer) and scaled (weights divided by the root of n).
    """
    widths = np.arange(STEP, STEP * STEPS + 1, STEP)
    spreads = np.sqrt(np.mean(_layers() ** 2, axis=(1, 2)))
    lines = {CLIPPED: "to be met below", breaking_gaps("float32").overflow: "where 1/q overflows"}

    def compute(n: int = 7, scaled: bool = False) -> dict[str, Any]:
        root = np.sqrt(widths) if scaled else np.ones(STEPS)
        z, by = _layers()[n // STEP - 1], root[n // STEP - 1]
        losses = np.sort(logsumexp(z / by) - z[:, 0] / by)
        past = [int(np.sum(losses > line)) for line in lines]
        so_far = (spreads / root)[: n // STEP]
        return {"so_far": so_far, "spread": float(so_far[-1]), "losses": losses, "mean": losses.mean(), "past": past}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        for axes, x, y in ((left, [7, 28, 196, 784], [1, 2, 4, 8, 16, 32, 64]), (right, [], [0.1, 1, 10, 100])):
            axes.set(xscale="log" if x else "linear", yscale="log")
            axes.set_xticks(x or range(0, 101, 20), [f"{tick}" for tick in x or range(0, 101, 20)])
            axes.set_yticks(y, [f"{tick:g}" for tick in y])
            axes.minorticks_off()
        left.set(xlim=(6, 950), ylim=(0.7, 100), xlabel="inputs n", title="spread; dashed: in proportion to n")
        right.set(xlim=(0, 112), ylim=(0.1, 250), xlabel="100 layers, sorted", title="the loss; triangle: its mean")
        for (line, name), style in zip(lines.items(), ("-.", "--"), strict=True):
            right.axhline(line, color=INK, linewidth=1.2, linestyle=style, label=f"{line:.1f}, {name}")
        right.legend(loc="lower right", fontsize=10)
        left.plot(widths[:36], spreads[0] * widths[:36] / STEP, color=INK, linewidth=1.2, linestyle="--")
        (trail,) = left.plot([], [], "o", color=RED, markersize=5)
        (losses,) = right.plot([], [], color=RED, linewidth=2.5)
        (mean,) = right.plot([], [], "<", color=RED, markersize=10)

        def update(n: SimpleNamespace) -> None:
            trail.set_data(widths[: len(n.so_far)], n.so_far)
            losses.set_data(np.arange(LAYERS) + 0.5, np.maximum(n.losses, 1e-3))
            mean.set_data([106], [n.mean])

        return update

    def read(n: SimpleNamespace) -> str:
        past = " and ".join(f"{count or 'none'} above {line:.1f}" for count, line in zip(n.past, lines, strict=True))
        weights = "divided by √n" if n.scaled else "as drawn"
        return f"n = {n.n}, weights {weights}: spread {n.spread:.1f}, mean loss {n.mean:.2f}; of 100 losses {past}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the spread of random scores over the number of inputs so far, both on log axes. "
        "Right: the losses of 100 layers, sorted, and their mean, on a log axis with marks",
        size=(9.4, 4.0),
        n=slider(STEP, STEP * STEPS, STEP, label="inputs n"),
        scaled=tick("divide the weights by √n"),
    )
    spread = panel.predict(
        "With 7 inputs the scores spread by about 2.6. By how much do they spread with 196, which is 28 times as many?",
        guess=(1, 500),
        near=1.15,  # A factor here.
        factor=True,
        answer=lambda n: n.spread,
        mark="trail.y",
        n=196,
        scaled=False,
    )
    spread.reply(73, "That would be 28 times 2.6, but the products differ in sign, and most of them cancel.")
    for wrong in (19.0, 24, 32, 42, 55):
        spread.reply(wrong, "The products differ in sign, so more of them cancel than that.")
    for wrong in (2.6, 3.4, 4.5, 6, 8, 10):
        spread.reply(wrong, "The products differ in sign, but they cancel only in part.")
    return panel


def subtract_the_max() -> Panel:
    """Lift four scores together: their exponentials and the sum on the ruler of float16, and the softmax.

    After dragging: "Softmax knows only differences, so I choose the level that is safe."

    Returns
    -------
    Panel
        Controls level (added to every score) and shift (whether the max is subtracted first).
    """
    grain = float(np.finfo("float16").smallest_subnormal)
    top, bottom = breaking_gaps("float16").overflow, -breaking_gaps("float16").zero

    def compute(level: float = 0.0, shift: bool = False) -> dict[str, Any]:
        z = (SCORES + level).astype(np.float16)
        with np.errstate(all="ignore"):
            exps = np.exp(z - z.max() if shift else z)
            exps = np.append(exps, exps.sum())
            powers = np.log(exps.astype(np.float64))
        q = naive.naive_softmax(z, shift)
        words = [significant(float(v), 5 if v > 1 else 3) for v in exps]
        grains = [round(float(v) / grain) if v < 100 * grain else 0 for v in exps]
        return {
            "powers": np.clip(powers, LOW, HIGH),
            "exps": words,
            "labels": [f"{g} grain{'s' * (g > 1)}" if g else word for g, word in zip(grains, words, strict=True)],
            "q": [significant(float(v), 3) for v in q],
            "shares": np.nan_to_num(q),
        }

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[1.4, 1])
        left.set(xlim=(-0.6, 4.6), ylim=(LOW, HIGH), title="exponentials; hatched: beyond float16")
        left.set_xticks(range(5), ["score 1", "score 2", "score 3", "score 4", "sum"], fontsize=10)
        left.set_yticks([bottom, -10, -5, 0, 5, top], ["3.0e−8", "$e^{-10}$", "$e^{-5}$", "1", "$e^{5}$", "65,504"])
        for low, high in ((LOW, bottom), (top, HIGH)):
            left.axhspan(low, high, facecolor="none", edgecolor=INK, hatch="//", linewidth=0)
        for end in (bottom, top):
            left.plot([-0.6, 4.6], [end, end], color=INK, linewidth=1)
        right.set(xlim=(-0.6, 3.6), ylim=(0, 1.15), title="softmax; outlined: what is right")
        right.set_xticks(range(4), ["class 1", "class 2", "class 3", "class 4"], fontsize=10)
        right.bar(range(4), softmax(SCORES), 0.72, facecolor="none", edgecolor=BLUE, linewidth=1.5, zorder=3)
        (marks,) = left.plot([], [], color=RED, linewidth=3, solid_capstyle="butt")
        shares = right.add_collection(PolyCollection([], facecolor=RED + "60", edgecolor=RED, hatch=".."))
        behind = dict(facecolor=PAPER, edgecolor="none", pad=0.5)
        exps = [left.text(i, 0, "", ha="center", fontsize=11, bbox=behind) for i in range(5)]
        due = softmax(SCORES)
        q = [right.text(i, 0, "", ha="center", fontsize=11) for i in range(4)]

        def update(n: SimpleNamespace) -> None:
            inside = np.where((n.powers > LOW) & (n.powers < HIGH), n.powers, np.nan)
            marks.set_data((np.arange(5)[:, None] + [-0.36, 0.36, np.nan]).ravel(), np.repeat(inside, 3))
            shares.set_verts(boxes(np.arange(4) - 0.36, 0.72, 0, n.shares))
            for i, (text, word) in enumerate(zip(exps, n.labels, strict=True)):
                text.set(text=word, y=np.clip(n.powers[i] + (0.6 if n.powers[i] < 0 else -2.3), LOW + 0.7, top + 0.7))
            for text, word, height in zip(q, n.q, np.maximum(n.shares, due) + 0.03, strict=True):
                text.set(text=word, y=height)

        return update

    def read(n: SimpleNamespace) -> str:
        how = "max subtracted" if n.shift else "max not subtracted"
        return (
            f"level {fixed(n.level, 0)}, {how}: exp gives {', '.join(n.exps[:4])}, sum {n.exps[4]}\n"
            f"Softmax says {', '.join(n.q)}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the exponentials of four scores and their sum as marks on a ruler of powers of e, hatched where "
        "float16 ends. Right: the softmax as computed, over outlines of the right one",
        size=(9.4, 4.0),
        level=slider(-20.0, 12.0, 1.0, digits=0),
        shift=tick("subtract the max first"),
    )
    lifted = panel.predict(
        "At level 9 the largest exponential is 59,872, and float16 holds 65,504. What does softmax say?",
        guess=["0.644, 0.237, 0.087, 0.032, as it should", "nan, 0, 0, 0", "0, 0, 0, 0"],
        answer="0, 0, 0, 0",
        level=9.0,
        shift=False,
    )
    lifted.reply("0.644, 0.237, 0.087, 0.032, as it should", "59,872 fits. Now add the other three.")
    lifted.reply("nan, 0, 0, 0", "That takes inf over inf. Here each exponential is still a number.")
    return panel
