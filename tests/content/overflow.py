"""Exponentials as Python's own, rounded; the softmax by SciPy; random layers as one sum of products."""

import math
from functools import cache

import numpy as np
from scipy import special

from tests.content import box, boxes, content, label, near, place, reads, ticks, word, xy

# Between these two numbers lies what exp may give without being rounded to inf or to 0.
ENDS = {"float16": (65504, 2**-25), "float32": (2**128 - 2**104, 2**-150)}


@content(
    {"level": 80.0},
    {"level": 90.0, "shift": True},
    {"level": -103.0},
    {"level": -110.0},
    {"level": 9.0, "dtype": "float16"},
    {"level": 10.0, "dtype": "float16"},
    {"level": -7.0, "dtype": "float16", "shift": True},
)
def subtract_the_max(art, still, n, text, level, dtype, shift):
    scores = level + np.array([2.0, 1.0, 0.0, -1.0])
    with np.errstate(all="ignore"):
        exps = np.array([math.exp(z - scores[0] * shift) for z in scores]).astype(dtype)
        exps = np.append(exps, np.dtype(dtype).type(math.fsum(exps)))
        q = (exps[:4] / np.float64(exps[4])).astype(dtype)
        powers = np.clip(np.log(exps.astype(float)), -118, 118)
    eps = 3 * float(np.finfo(dtype).eps)
    near(n.tops, powers, abs=eps)
    near(n.shares, np.where(np.isnan(q), 0, q), rel=eps, abs=0)
    high, low = (math.log(end) for end in ENDS[dtype])
    near(boxes(art.beyond), [[-1, -1], [high, -118], [7, 7], [118 - high, 118 + low]])
    left, bottom, width, height = boxes(art.exps)
    near([*left, *width, *bottom], [*np.arange(5) - 0.36, *[0.72] * 5, *[-118] * 5])
    near(height, powers + 118, abs=eps)
    left, bottom, width, height = boxes(art.shares)
    near([*left, *width, *bottom], [*np.arange(4) - 0.36, *[0.72] * 4, *[0] * 4])
    near(height, n.shares)
    shown = ["nan" if np.isnan(v) else "inf" if np.isinf(v) else "" if v else "0" for v in (*exps, *q)]
    assert [word(text) for text in art.words] == shown
    near([place(text) for text in art.words], [*((i, 0) for i in range(5)), *((i, 0.72) for i in range(4))])
    near(
        [box(bar) for bar in still[1]],
        [[i - 0.36, 0, 0.72, share] for i, share in enumerate(special.softmax([2, 1, 0, -1]))],
    )
    assert ticks(art.exps.axes.xaxis) == ["score 1", "score 2", "score 3", "score 4", "sum"]
    assert ticks(art.shares.axes.xaxis) == ["class 1", "class 2", "class 3", "class 4"]
    reads(text, dtype, "max subtracted" if shift else "max not subtracted", level, *exps, *q)


@cache
def products():
    """Return each of 784 products for ten scores in each of 100 layers."""
    random, found = np.random.default_rng(27), []
    for _ in range(112):
        x = random.normal(size=(7, 100, 1))
        found.append(x * random.normal(size=(7, 100, 10)))
    return np.concatenate(found)


@content({}, {"n": 49}, {"n": 784, "scaled": True}, {"n": 784})
def random_layer(art, still, numbers, text, n, scaled):
    z = products()[:n].sum(axis=0) / (math.sqrt(n) if scaled else 1)
    losses = np.sort(-special.log_softmax(z, axis=1)[:, 0])
    spread = math.sqrt(np.mean(z**2) - np.mean(z) ** 2)
    marks = 7 * math.log(10), 128 * math.log(2)
    past = [sum(losses > mark) for mark in marks]
    near([numbers.spread, numbers.mean, *numbers.past], [spread, losses.mean(), *past])
    near(numbers.z, z[:30])
    near(numbers.losses, losses)
    near(xy(art.losses), np.transpose([np.arange(100) + 0.5, np.maximum(losses, 0.1)]))
    dashes = xy(art.scores).reshape(300, 3, 2)
    near(dashes[:, :, 1], np.repeat(z[:30].ravel(), 3).reshape(300, 3))
    near(dashes[:, :, 0], np.repeat(np.arange(1, 31), 10)[:, None] + [-0.35, 0.35, np.nan])
    near([xy(line)[:, 1] for line in art.spreads], [[spread] * 2, [-spread] * 2])
    for line, mark in zip(still[1], marks, strict=True):
        near(xy(line)[:, 1], mark)
        assert label(line) == f"{mark:.1f}"
    words = "divided by √n" if scaled else "as drawn"
    words = [words, *(f"none above {mark:.1f}" for mark, count in zip(marks, past, strict=True) if not count)]
    told = [part for count, mark in zip(past, marks, strict=True) for part in ([count, mark] if count else [mark])]
    reads(text, *words, n, spread, losses.mean(), 100, *told)
