"""Lesson 5: four routes from logits to the same loss, and where each breaks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import choice, slider, tick
from ..frameworks import agreement
from ..losses import clipped, naive, softmax_cross_entropy, softmax_cross_entropy_grad
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED, Update
from ..text import fixed, significant

DTYPES = ["float16", "float32", "float64"]
REACH = (1.0, 1000.0)
VIEW = (0.9, 1150.0)  # Whole markers at the ends of REACH.

# Rows of the pictures for what is no number.
INF_LOSS = 4000.0
ROWS = {"nan": 0.5, "−inf": -1.5}


def breaking_gaps(dtype: str) -> SimpleNamespace:
    """Return the logit gaps at which e^-gap and e^gap leave what a dtype can hold.

    Parameters
    ----------
    dtype : str

    Returns
    -------
    SimpleNamespace
        ``subnormal``: from here e^-gap loses digits; ``overflow``: from here e^gap, and with
        it 1/p, is inf; ``zero``: from here e^-gap is rounded to 0.

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
    """One way from two logits to the loss of the losing class, and how its curve is drawn."""

    label: str
    value: Callable[..., Any]
    gradient: Callable[..., Any]
    style: dict[str, Any]
    binary: bool = False

    def losses(self, z: NDArray[Any]) -> list[float]:
        """Return the loss at each pair of logits; the second class is the true one."""
        truth = [1] if self.binary else [0, 1]
        return [float(self.value(truth, row[1:] if self.binary else row)) for row in z]

    def slopes(self, z: NDArray[Any]) -> list[float]:
        """Return the gradient on the true class's logit at each pair of logits."""
        truth = [1] if self.binary else [0, 1]
        return [float(self.gradient(truth, row[1:] if self.binary else row)[-1]) for row in z]


ROUTES = [
    Route(
        "fused",
        softmax_cross_entropy,
        softmax_cross_entropy_grad,
        dict(color=BLUE, linestyle="-", linewidth=5, alpha=0.45),
    ),
    Route(
        "softmax, then log",
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
        "torch's clamp",
        clipped.clamped_cross_entropy,
        clipped.clamped_cross_entropy_grad,
        dict(color=PINK, linestyle=":", linewidth=3),
        binary=True,
    ),
]


def _logits(gaps: Any, dtype: str) -> NDArray[Any]:
    gaps = np.atleast_1d(gaps)
    return np.stack([np.zeros_like(gaps), -gaps], axis=-1).astype(dtype)


def _loss_height(loss: float) -> float:
    return loss if np.isfinite(loss) else INF_LOSS


def _slope_height(slope: float) -> float:
    return slope if np.isfinite(slope) else ROWS[significant(slope, 6)]


@cache
def _curves(dtype: str) -> list[list[tuple[NDArray[Any], NDArray[Any]]]]:
    """Return for each route its curve of the loss and its curve of the gradient; a jump is a gap in the curve."""
    at = vars(breaking_gaps(dtype)).values()
    edges = [gap * (1 + side) for gap in (*at, -np.log(clipped.KERAS_CLIP)) for side in (-1e-3, 1e-3)]
    gaps = np.sort([*np.geomspace(1, 8, 20), *np.geomspace(9, 1000, 50), *edges])
    z = _logits(gaps, dtype)
    made = []
    for route in ROUTES:
        losses, slopes = np.array(route.losses(z)), np.array(route.slopes(z))
        left = np.array([_loss_height(v) for v in losses])
        right = np.array([_slope_height(v) for v in slopes])
        made.append([_broken(gaps, left, np.isfinite(losses)), _broken(gaps, right, np.isfinite(slopes))])
    return made


def _broken(x: NDArray[Any], y: NDArray[Any], finite: NDArray[np.bool_]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Part a curve where it leaves the numbers, and where one word follows another."""
    jumps = 1 + np.flatnonzero((finite[1:] != finite[:-1]) | (~finite[1:] & (y[1:] != y[:-1])))
    return np.insert(x, jumps, np.nan), np.insert(y, jumps, np.nan)


def breakdown() -> Panel:
    """Loss and gradient against the gap of two logits, by four routes, in float16, float32 or float64.

    Returns
    -------
    Panel
        Controls gap (by how much the wrong class's logit is the larger), dtype and live (the
        fused loss by PyTorch and TensorFlow too; they have no float16 here, and use float32).
    """

    def compute(gap: float = 100.0, dtype: str = "float32", live: bool = False) -> SimpleNamespace:
        z = _logits(gap, dtype)
        losses = [route.losses(z)[0] for route in ROUTES]
        slopes = [route.slopes(z)[0] for route in ROUTES]
        info = np.finfo(dtype)
        p = naive.naive_softmax(z[0], shift=True)[1]
        left = 0 if p == 0 else 1 + int(np.floor(np.log2(float(p)) - np.log2(float(info.smallest_subnormal))))
        return SimpleNamespace(
            loss=[significant(v, 6) for v in losses],
            slope=[significant(v, 3) for v in slopes],
            heights=[_loss_height(v) for v in losses],
            slope_heights=[_slope_height(v) for v in slopes],
            p=significant(float(p), 3),
            bits=min(left, info.nmant + 1),
            of=info.nmant + 1,
            agreement=agreement("softmax_cross_entropy", [0, 1], z[0], dtype=np.result_type(dtype, "float32"))
            if live
            else "",
        )

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        left.set(xscale="log", yscale="log", xlim=VIEW, ylim=(1, 9000))
        left.set(xlabel="logit gap", title="loss of the true class")
        left.set_yticks([1, 10, 100, 1000, INF_LOSS], ["1", "10", "100", "1000", "inf"])
        right.set(xscale="log", xlim=VIEW, ylim=(-1.9, 0.9), xlabel="logit gap", title="gradient on its logit")
        right.set_yticks([-1.5, -1, -0.5, 0, 0.5], ["−inf", "−1", "−0.5", "0", "nan"])
        band = dict(facecolor="none", edgecolor=INK, hatch="////", linewidth=0)
        for axes in (left, right):
            axes.set_xticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
            axes.minorticks_off()
            for dtype in DTYPES:
                at = breaking_gaps(dtype)
                # For all three dtypes; the one in use is shaded as well.
                hatched = axes.axvspan(at.subnormal, at.zero, label="p loses digits, then is 0", **band)
        for dtype in DTYPES:
            at = breaking_gaps(dtype)
            beside = dict(rotation=90, ha="right", va="center", fontsize=9)
            left.text(at.zero * 1.04, 2.3, f"{at.zero:.2f}", **beside | {"ha": "left"})
            right.text(at.subnormal / 1.05, -0.42, dtype, **beside)
        for y in ROWS.values():
            right.axhspan(y - 0.18, y + 0.18, facecolor=INK, alpha=0.07)
        left.axhspan(INF_LOSS / 1.6, INF_LOSS * 1.6, facecolor=INK, alpha=0.07)
        # One of each in each of the two axes.
        bands = [axes.axvspan(1, 2, facecolor=INK, alpha=0.3, linewidth=0) for axes in (left, right)]
        losses = [left.plot([], [], label=route.label, **route.style)[0] for route in ROUTES]
        slopes = [right.plot([], [], **route.style)[0] for route in ROUTES]
        here = [axes.axvline(1, color=INK, linewidth=1) for axes in (left, right)]
        dots = [axes.plot([], [], "o", color=INK, markersize=5)[0] for axes in (left, right)]
        live = [axes.plot([], [], "x", color=RED, markersize=12, markeredgewidth=2)[0] for axes in (left, right)]
        figure.legend(
            handles=[*losses, hatched],
            loc="outside lower center",
            ncols=5,
            handlelength=2.8,
            columnspacing=1.2,
            fontsize=10,
        )

        def update(n: SimpleNamespace) -> None:
            at = breaking_gaps(n.dtype)
            for band in bands:
                band.set(x=at.subnormal, width=at.zero - at.subnormal)
            for loss, slope, (losses_curve, slopes_curve) in zip(losses, slopes, _curves(n.dtype), strict=True):
                loss.set_data(*losses_curve)
                slope.set_data(*slopes_curve)
            for line in here:
                line.set_xdata([n.gap, n.gap])
            for dot, mark, heights in zip(dots, live, (n.heights, n.slope_heights), strict=True):
                dot.set_data([n.gap] * len(heights), heights)
                mark.set_data([n.gap], heights[:1])
                mark.set_visible(n.live)

        return update

    def read(n: SimpleNamespace) -> str:
        told = [
            f"{route.label} {loss}, gradient {slope}"
            for route, loss, slope in zip(ROUTES, n.loss, n.slope, strict=True)
        ]
        state = "p is 0" if n.bits == 0 else f"p = {n.p}, {n.bits} of {n.of} bits left"
        second = f"Fused: {n.agreement}" if n.live else f"{told[2]}; {told[3]}. {state}"
        return f"{n.dtype}, gap {fixed(n.gap, 1)}: {told[0]}; {told[1]}\n{second}"

    def just_past(name: str) -> Callable[..., dict[str, float]]:
        return lambda gap, dtype, live: {"gap": 1.003 * getattr(breaking_gaps(dtype), name)}

    return Panel(
        compute,
        draw,
        read,
        alt="Left: the loss against the logit gap on log axes by four routes, which part one after the other from the "
        "straight line of the fused one. Right: the gradient of each, with rows for nan and minus infinity",
        presets={
            "lecture's gap": {"gap": 54.90848},
            "past the clip": {"gap": 16.5},
            "1/p overflows": just_past("overflow"),
            "p is 0": just_past("zero"),
        },
        size=(9.0, 4.6),
        gap=slider(*REACH, 0.005, label="logit gap", digits=1, log=True),
        dtype=choice(*DTYPES),
        live=tick("PyTorch and TensorFlow, live"),
    )
