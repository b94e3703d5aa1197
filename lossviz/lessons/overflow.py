"""Lesson 5, continued: the shift that saves the exponential, and a layer whose logits are large by themselves."""

from functools import cache
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from numpy.typing import NDArray

from ..losses import clipped, logsumexp, naive, one_hot, softmax, softmax_cross_entropy
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED
from ..shapes import boxes
from ..text import fixed, significant
from .stability import DTYPES, breaking_gaps

LOGITS = np.array([2.0, 1.0, 0.0, -1.0])
LEVEL = 130.0  # The most that is added to them.
EDGE = 150.0  # Of the picture, in powers of e.

ITEMS, CLASSES, MOST, STEP = 200, 10, 1000, 8


def _centred(text: str) -> Path:
    """Return a text as the shape of a marker, its middle at 0: it moves at a tenth of the cost of a text.

    Examples
    --------
    >>> bool(abs(_centred("inf").vertices.mean()) < 1)
    True
    """
    shape = TextPath((0, 0), text, size=1)
    (left, bottom), (right, top) = shape.get_extents().get_points()
    return Path(shape.vertices - [(left + right) / 2, (bottom + top) / 2], shape.codes)


def take_off_the_max() -> Panel:
    """Four logits lifted by a level: their exponentials, the sum and the softmax, with and without the max taken off.

    Returns
    -------
    Panel
        Controls level (added to every logit), dtype, and shift (whether the max is taken off first).
    """

    def compute(level: float = 60.0, dtype: str = "float32", shift: bool = False) -> SimpleNamespace:
        z = (LOGITS + level).astype(dtype)
        top = z.max() if shift else z.dtype.type(0)
        with np.errstate(all="ignore"):
            exps = np.exp(z - top)
            total = exps.sum()
            lse = np.log(total) + top
            powers = np.log(np.append(exps, total).astype(np.float64))
        p = naive.naive_softmax(z, shift)
        return SimpleNamespace(
            level=level,
            dtype=dtype,
            shift=shift,
            top=float(top),
            exps=[significant(float(v), 4) for v in (*exps, total)],
            heights=[float(v) for v in np.clip(powers, -EDGE, EDGE)],
            lse=significant(float(lse), 6),
            right=significant(float(logsumexp(LOGITS + level)), 6),
            p=[significant(float(v), 3) for v in p],
            shares=[float(v) for v in np.nan_to_num(p)],
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[1.25, 1])
        left.set(xlim=(-0.6, 4.6), ylim=(-EDGE, EDGE), title="what exp makes of each logit")
        left.set_xlabel("hatched: the dtype has no such number (inf above, 0 below)", fontsize=10)
        left.set_xticks(range(5), ["class 0", "class 1", "class 2", "class 3", "sum"], fontsize=9)
        powers = [-100, -50, 0, 50, 100]
        left.set_yticks(powers, [f"$e^{{{power}}}$" if power else "1" for power in powers])
        left.axhline(0, color=INK, linewidth=0.8)
        right.set(xlim=(-0.6, 3.6), ylim=(0, 1), title="softmax")
        right.set_xticks(range(4), ["class 0", "class 1", "class 2", "class 3"], fontsize=9)
        right.bar(range(4), softmax(LOGITS), 0.72, facecolor="none", edgecolor=INK, linestyle="--", label="right")

        def word(axes: Axes, text: str, size: float) -> Line2D:
            marker = _centred(text)
            return axes.plot([], [], color=INK, linestyle="none", marker=marker, markersize=size, markeredgewidth=0)[0]

        art = SimpleNamespace(
            room=left.add_collection(
                PolyCollection([], facecolor="none", edgecolor=RED, hatch="//", linewidth=0.8, linestyle="--")
            ),
            exps=left.add_collection(PolyCollection([], facecolor=BLUE + "60", edgecolor=BLUE)),
            shares=right.add_collection(
                PolyCollection([], facecolor=GREEN + "60", edgecolor=GREEN, label="as computed")
            ),
            inf=word(left, "inf", 20),
            zero=word(left, "0", 10),
            nan_share=word(right, "nan", 24),
            zero_share=word(right, "0", 10),
        )
        right.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        ends = breaking_gaps(n.dtype)
        high, low = min(ends.overflow, EDGE), max(-ends.zero, -EDGE)
        art.room.set_verts(boxes(-1, 6, [high, low], [EDGE - high, -EDGE - low]))
        art.exps.set_verts(boxes(np.arange(5) - 0.36, 0.72, 0, n.heights))
        art.shares.set_verts(boxes(np.arange(4) - 0.36, 0.72, 0, n.shares))
        for line, told, word, height in (
            (art.inf, n.exps, "inf", 75),
            (art.zero, n.exps, "0", -75),
            (art.nan_share, n.p, "nan", 0.13),
            (art.zero_share, n.p, "0", 0.13),
        ):
            at = [i for i, number in enumerate(told) if number == word]
            line.set_data(at, [height] * len(at))
            line.set_visible(bool(at))

    def read(n: SimpleNamespace) -> str:
        how = f"max {fixed(n.top, 1)} taken off" if n.shift else "max left on"
        line = f"{n.dtype}, level {fixed(n.level, 1)}, {how}: exp gives {', '.join(n.exps[:4])}; sum {n.exps[4]}"
        why = ""
        if n.exps[4] == "inf":
            why = ". A number over inf is 0, and inf over inf is nan"
        elif n.exps[4] == "0":
            why = ". 0 over 0 is nan"
        elif n.shift:
            why = f" = {fixed(n.top, 1)} + log {n.exps[4]}; the sum lies from 1 to 4 at every level"
        return f"{line}\nlog-sum-exp {n.lse}, right is {n.right}{why}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the exponentials of four logits and their sum as bars on a log axis, with hatched zones where the "
        "dtype has no number for them. Right: the softmax as computed over dashed outlines of the right one",
        presets={
            "overflow": lambda **state: {"level": 100.0, "dtype": "float32"},
            "underflow": {"level": -110.0, "dtype": "float32"},
            "take off the max": lambda shift, **state: {"shift": True},
        },
        size=(9.0, 4.2),
        level=(-LEVEL, LEVEL, 1.0),
        dtype=widgets.ToggleButtons(
            options=DTYPES, value="float32", style={"button_width": "5em"}, layout=widgets.Layout(width="290px")
        ),
        shift=widgets.Checkbox(False, description="take the max off first", indent=False),
    )


@cache
def _layer() -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the logits of random items under random weights, for each number of inputs, and a random label of each."""
    random = np.random.default_rng(5)
    x, w = random.normal(size=(MOST // STEP, STEP, ITEMS)), random.normal(size=(MOST // STEP, STEP, CLASSES))
    # Each further input adds x w to the logits.
    return np.einsum("sni,snc->sic", x, w).cumsum(axis=0), random.integers(0, CLASSES, ITEMS)


def random_layer() -> Panel:
    """Show the logits of a layer that has learned nothing, and how many items they put beyond each breakdown.

    Returns
    -------
    Panel
        Controls n (inputs of the layer) and scaled (weights divided by the root of n).
    """
    shown = 30
    # A short dash for each logit: one line, with a gap (nan) after each dash.
    dashes = (np.repeat(np.arange(1, shown + 1), CLASSES)[:, None] + [-0.35, 0.35, np.nan]).ravel()
    shares = 100 * (np.arange(ITEMS) + 0.5) / ITEMS
    clip, nan16, nan32 = (
        -float(np.log(clipped.KERAS_CLIP)),
        breaking_gaps("float16").overflow,
        breaking_gaps("float32").overflow,
    )

    def compute(n: int = 784, scaled: bool = False) -> SimpleNamespace:
        logits, label = _layer()
        z = logits[n // STEP - 1] / (np.sqrt(n) if scaled else 1.0)
        gaps = np.sort(z.max(axis=1) - z[np.arange(ITEMS), label])
        return SimpleNamespace(
            n=n,
            scaled=scaled,
            spread=float(z.std()),
            wanted=1.0 if scaled else float(np.sqrt(n)),
            logits=z[:shown].ravel(),
            gaps=gaps,
            past=[100 * float(np.mean(gaps > gap)) for gap in (nan16, clip, nan32)],
            loss=float(softmax_cross_entropy(one_hot(label, CLASSES), z)),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(
            xlim=(0, shown + 1),
            ylim=(-140, 140),
            xlabel="item",
            ylabel="logit",
            title="ten logits of each item; dashed: ±√n, or ±1",
        )
        right.set(xlim=(0, 100), ylim=(0, 140), xlabel="% of the items, sorted", title="largest logit − true class's")
        for gap, style, text in (
            (nan32, "--", "float32, log(softmax): nan"),
            (clip, "-.", "Keras' clip: 0"),
            (nan16, ":", "float16, log(softmax): nan"),
        ):
            right.axhline(gap, color=INK, linewidth=1.2, linestyle=style, label=f"above {gap:.1f}: {text}")
        right.legend(loc="upper left", title="gradient", alignment="left", fontsize=9, title_fontsize=9)
        return SimpleNamespace(
            logits=left.plot(dashes, 0 * dashes, color=BLUE, linewidth=1.5)[0],
            spread=[left.axhline(0, color=RED, linewidth=2, linestyle="--") for _ in range(2)],
            gaps=right.plot(shares, np.zeros(ITEMS), color=RED, linewidth=2.5)[0],
        )

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.logits.set_ydata(np.repeat(n.logits, 3))
        for line, sign in zip(art.spread, (1, -1), strict=True):
            line.set_ydata([sign * n.wanted] * 2)
        art.gaps.set_ydata(n.gaps)

    def read(n: SimpleNamespace) -> str:
        weights = "weights divided by √n" if n.scaled else "weights as drawn"
        half, keras, single = n.past
        return (
            f"n = {n.n}, {weights}: spread of the logits {n.spread:.1f}, expected {n.wanted:.1f}; "
            f"mean loss {n.loss:.3g}\n"
            f"Keras' clip leaves {keras:g}% of items without a gradient; log(softmax) gives nan to {single:g}% "
            f"in float32, {half:g}% in float16"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: ten random logits of each of 30 items as dashes, with lines at plus and minus their spread. "
        "Right: how far each item's largest logit is above that of its label, sorted, with the breakdowns as lines",
        presets={"lecture's layer": {"n": 784, "scaled": False}, "divided by √n": {"scaled": True}},
        size=(9.0, 4.2),
        n=widgets.IntSlider(784, STEP, MOST, STEP, description="inputs n"),
        scaled=widgets.Checkbox(False, description="divide the weights by √n", indent=False),
    )
