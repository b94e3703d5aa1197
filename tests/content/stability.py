"""The four routes of a loss: each step in exact arithmetic, then rounded to the dtype."""

import itertools
import math
from functools import cache

import mpmath
import numpy as np

from lossviz.frameworks import load
from tests.content import box, content, hidden, label, near, reads, ticks, xy

ROUTES = ["fused", "softmax, then log", "Keras' clip", "torch's clamp"]
# Bits of a number, and the powers of 2 of the smallest with all of them and of the smallest of all.
KINDS = {"float16": (11, -14, -24), "float32": (24, -126, -149), "float64": (53, -1022, -1074)}


def rounding_to(dtype):
    """Return how a dtype rounds an exact number."""

    def rounded(value):
        with np.errstate(over="ignore"):
            return mpmath.mpf(float(np.dtype(dtype).type(float(value))))

    return rounded


@cache
def by_routes(gap, dtype):
    """Return each route's loss, each one's slope on the true class's logit, and p: the logits are 0 and −gap."""
    to, wide = rounding_to(dtype), rounding_to("float32" if dtype == "float16" else dtype)
    with mpmath.workdps(40):
        gap = to(gap)
        losses, slopes = [to(mpmath.log1p(mpmath.exp(gap)))], [to(-1 / (1 + mpmath.exp(-gap)))]
        other = to(mpmath.exp(-gap))
        p = to(other / to(1 + other))
        for q, alive in ((p, True), (min(max(p, to(1e-7)), to(1 - 1e-7)), to(1e-7) <= p <= to(1 - 1e-7))):
            losses.append(to(-mpmath.log(q)))
            by_q = to(-1 / q) if q else -mpmath.inf
            slopes.append(to(to(by_q - to(by_q * p)) * p) if alive else 0)
        sigmoid = to(wide(1 / wide(1 + wide(mpmath.exp(gap)))))
        losses.append(to(min(-mpmath.log(sigmoid), 100)))
        width = to(sigmoid * to(1 - sigmoid))
        slopes.append(to(to(wide(to(sigmoid - 1) / max(width, wide(1e-12)))) * width))
    return np.array(losses, float), np.array(slopes, float), float(p)


@cache
def along(gaps, dtype):
    """Return losses and slopes at many gaps."""
    return np.array([by_routes(gap, dtype)[:2] for gap in gaps])


def zone(dtype):
    """Return from which gap on p loses digits, and from which it is 0: half the smallest number is rounded to it."""
    _, normal, least = KINDS[dtype]
    return np.log(2) * -normal, np.log(2) * (1 - least)


@content(
    {},
    {"gap": 18.0, "dtype": "float16"},
    {"gap": 20.0, "live": True},
    {"gap": 110.0},
    {"gap": 700.0, "dtype": "float64"},
    {"gap": 3.0, "dtype": "float16"},
)
def breakdown(art, still, n, text, gap, dtype, live):
    losses, slopes, p = by_routes(gap, dtype)
    left, right = (band.axes for band in art.bands)
    bits, _, least = KINDS[dtype]
    room = {"rel": 2.0 ** (4 - bits), "abs": 0}

    def heights(losses, slopes):
        """What is no number stands at the tick of its word."""
        at = dict(zip(ticks(right.yaxis), right.get_yticks(), strict=True))
        words = np.where(np.isnan(slopes), at["nan"], at["−inf"])
        (inf,) = (y for y, tick in zip(left.get_yticks(), ticks(left.yaxis), strict=True) if tick == "inf")
        return np.where(np.isfinite(losses), losses, inf), np.where(np.isfinite(slopes), slopes, words)

    for numbers, dots, values in zip((n.heights, n.slope_heights), art.dots, heights(losses, slopes), strict=True):
        near(numbers, values, **room)
        near(xy(dots), np.transpose([[gap] * 4, values]), **room)
    for line in art.here:
        near(xy(line)[:, 0], gap)
    for mark, values in zip(art.live, heights(losses, slopes), strict=True):
        if live:
            near(xy(mark), [[gap, values[0]]], **room)
        else:
            hidden(mark)

    for i, lines in enumerate(zip(art.losses, art.slopes, strict=True)):
        for which, line in enumerate(lines):
            x, y = xy(line).T
            there = ~np.isnan(x)
            assert there.sum() > 70 and (np.diff(x[there]) > 0).all()
            near(x[there][[0, -1]], [1, 1000])
            values = along(tuple(x[there].tolist()), dtype)[:, which, i]
            near(y[there], heights(values, values)[which], rel=room["rel"], abs=1e-12)
            # A curve is parted where one kind of number follows another.
            kinds = [repr(value) if not np.isfinite(value) else "" for value in values]
            parted = np.diff(np.flatnonzero(there)) > 1
            assert parted.tolist() == [a != b for a, b in itertools.pairwise(kinds)]

    shaded = [(band, dtype) for band in art.bands]
    hatched = [(span, kind) for axes in still for span, kind in zip(axes, KINDS, strict=False)]
    for span, kind in shaded + hatched:
        x, y, width, height = box(span)
        near([x, x + width, y, height], [*zone(kind), 0, 1])
    (inf,) = heights(np.array([np.inf]), np.zeros(1))[0]
    near(box(still[0][3])[[1, 3]], [inf / 1.6, inf * 1.6 - inf / 1.6])
    for row, word in zip(still[1][3:], (np.nan, -np.inf), strict=True):
        (y,) = heights(np.zeros(1), np.array([word]))[1]
        near(box(row)[[1, 3]], [y - 0.18, 0.36])
    for names, loss, slope in zip(ROUTES, art.losses, art.slopes, strict=True):
        assert label(loss) == names
        assert (loss.get_color(), loss.get_linestyle()) == (slope.get_color(), slope.get_linestyle())

    left_over = 0 if not p else min(bits, math.floor(math.log2(p)) - least + 1)
    near([n.bits, n.of], [left_over, bits])
    told = np.transpose([losses, slopes]).ravel()
    if live:
        there = [1 for module in ("torch", "tensorflow") if not isinstance(load(module), str)]
        reads(text, dtype, "agree" if there else "", gap, *told[:4], losses[0], *losses[:1].repeat(len(there)))
    else:
        end = [p, left_over, bits] if p else [0]
        reads(text, dtype, "bits left" if p else "p is 0", *ROUTES, gap, *told, *end)
