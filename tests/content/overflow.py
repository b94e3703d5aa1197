"""Exponentials as Python's own, rounded; the softmax by SciPy; a random layer's logits by one product of matrices."""

import math
from functools import cache

import numpy as np
from matplotlib.textpath import TextPath
from scipy import special

from tests.content import box, boxes, content, hidden, label, near, reads, ticks, xy

# Between these two numbers lies what exp may give without being rounded to inf or to 0.
ENDS = {"float16": (65504, 2**-25), "float32": (2**128 - 2**104, 2**-150), "float64": (2**1024 - 2**970, 2.0**-1074)}


@content(
    {"level": 90.0},
    {"level": 90.0, "shift": True},
    {"level": -104.0},
    {"level": -110.0},
    {"level": -6.0, "dtype": "float16"},
    {"level": 10.0, "dtype": "float16"},
    {"level": -130.0, "dtype": "float64", "shift": True},
)
def take_off_the_max(art, still, n, text, level, dtype, shift):
    kind, logits = np.dtype(dtype).type, level + np.array([2.0, 1.0, 0.0, -1.0])
    top = logits[0] if shift else 0.0
    with np.errstate(all="ignore"):
        exps = np.array([math.exp(z - top) for z in logits]).astype(dtype)
        total = kind(math.fsum(exps))
        lse = np.log(total) + kind(top)
        p = (exps / np.float64(total)).astype(dtype)
        powers = np.clip(np.log(np.float64([*exps, total])), -150, 150)
    shares, right = np.where(np.isnan(p), 0, p), special.softmax([2, 1, 0, -1])
    eps = 3 * float(np.finfo(dtype).eps)
    near(n.top, top)
    near(n.heights, powers, abs=eps)
    near(n.shares, shares, rel=eps, abs=0)
    high, low = (min(max(math.log(end), -150), 150) for end in ENDS[dtype])
    near(boxes(art.room), [[-1, -1], [high, -150], [6, 6], [150 - high, low + 150]])
    left, bottom, width, height = boxes(art.exps)
    near([*left, *width], [*np.arange(5) - 0.36, *[0.72] * 5])
    near([*bottom, *(bottom + height)], [*np.minimum(powers, 0), *np.maximum(powers, 0)], abs=eps)
    left, bottom, width, height = boxes(art.shares)
    near([*left, *width, *bottom], [*np.arange(4) - 0.36, *[0.72] * 4, *[0] * 4])
    near(height, shares, rel=eps)
    infinite, nothing = ([i for i, v in enumerate([*exps, total]) if v == word] for word in (np.inf, 0))
    for line, word, at, height in (
        (art.inf, "inf", infinite, 75),
        (art.zero, "0", nothing, -75),
        (art.nan_share, "nan", np.flatnonzero(np.isnan(p)), 0.13),
        (art.zero_share, "0", np.flatnonzero(p == 0), 0.13),
    ):
        if not len(at):
            hidden(line)
            continue
        near(xy(line), [[x, height] for x in at])
        shape, outline = line.get_marker(), TextPath((0, 0), word, size=1).vertices
        near(shape.vertices - shape.vertices[0], outline - outline[0])
        near(shape.get_extents().get_points().sum(axis=0), [0, 0])

    near(xy(still[0][0])[:, 1], 0)
    near([box(bar) for bar in still[1]], [[i - 0.36, 0, 0.72, share] for i, share in enumerate(right)])
    assert label(art.shares) == "as computed"
    assert ticks(art.exps.axes.xaxis) == ["class 0", "class 1", "class 2", "class 3", "sum"]
    assert ticks(art.shares.axes.xaxis) == ["class 0", "class 1", "class 2", "class 3"]

    exact = special.logsumexp(logits)
    told = [level, *([top] if shift else []), *exps, total, lse, exact]
    if infinite:
        reads(text, dtype, "max left on", "inf over inf is nan", *told, *[np.inf, 0, np.inf, np.inf, np.nan])
    elif len(nothing) == 5:
        reads(text, dtype, "max left on", "0 over 0 is nan", *told, *[0, 0, np.nan])
    elif shift:
        reads(text, dtype, "taken off", *told, top, total, 1, 4)
    else:
        reads(text, dtype, "max left on", *told)


@cache
def layer(n):
    """Return the logits of 200 items of n random inputs under random weights, and their random labels."""
    random = np.random.default_rng(5)
    x, w = random.normal(size=(1000, 200)), random.normal(size=(1000, 10))
    return x[:n].T @ w[:n], random.integers(0, 10, 200)


@content({}, {"n": 16}, {"n": 1000, "scaled": True}, {"n": 200})
def random_layer(art, still, numbers, text, n, scaled):
    z, labels = layer(n)
    z = z / math.sqrt(n) if scaled else z
    true = z[range(200), labels]
    gaps, spread = sorted(z.max(axis=1) - true), math.sqrt(np.mean(z**2) - np.mean(z) ** 2)
    expected = 1 if scaled else math.sqrt(n)
    loss = np.mean(special.logsumexp(z, axis=1) - true)
    breaks = [math.log(65504), 7 * math.log(10), math.log(2.0**128 - 2.0**104)]
    past = [sum(gap > at for gap in gaps) / 2 for at in breaks]
    near([numbers.spread, numbers.wanted, numbers.loss], [spread, expected, loss])
    near(numbers.logits, z[:30].ravel())
    near(numbers.gaps, gaps)
    near(numbers.past, past)
    near(xy(art.gaps), np.transpose([(np.arange(200) + 0.5) / 2, gaps]))
    dashes = xy(art.logits).reshape(300, 3, 2)
    near(dashes[:, :, 1], np.repeat(z[:30].ravel(), 3).reshape(300, 3))
    near(dashes[:, :, 0], np.repeat(np.arange(1, 31), 10)[:, None] + [-0.35, 0.35, np.nan])
    near([xy(line)[:, 1] for line in art.spread], [[expected] * 2, [-expected] * 2])
    for line, at, words in zip(
        still[1],
        breaks[::-1],
        ("float32, log(softmax): nan", "Keras' clip: 0", "float16, log(softmax): nan"),
        strict=True,
    ):
        near(xy(line)[:, 1], at)
        assert label(line) == f"above {at:.1f}: {words}"
    reads(text, "divided by √n" if scaled else "as drawn", n, spread, expected, loss, past[1], np.nan, past[2], past[0])
