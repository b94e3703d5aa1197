"""Exponentials as Python's own, rounded; the softmax by SciPy; random layers as one sum of products."""

import math
from functools import cache

import numpy as np
from scipy import special

from tests.content import box, boxes, content, label, near, place, reads, seen, ticks, word, xy

# Between these two numbers lies what exp may give without being rounded to inf or to 0.
LOW, HIGH = math.log(2**-25), math.log(65504)


@content({}, {"level": 9.0}, {"level": 10.0}, {"level": -16.0}, {"level": -20.0}, {"level": -7.0, "shift": True})
def subtract_the_max(art, still, n, text, level, shift):
    scores = level + np.array([2.0, 1.0, 0.0, -1.0])
    with np.errstate(all="ignore"):
        exps = np.array([math.exp(z - scores[0] * shift) for z in scores]).astype(np.float16)
        exps = np.append(exps, np.float16(math.fsum(exps)))
        q = (exps[:4] / np.float64(exps[4])).astype(np.float16)
        powers = np.log(exps.astype(float))
    near(n.powers, np.clip(powers, -20, 14), abs=3e-3)
    near(n.shares, np.where(np.isnan(q), 0, q), rel=3e-3, abs=0)
    bands = [
        np.array(seen(patch).get_extents().transformed(art.marks.axes.transData.inverted())) for patch in still[0][2:]
    ]
    near([xy(line) for line in still[0][:2]], [[[-0.6, end], [4.6, end]] for end in (LOW, HIGH)])
    near([band[:, 1] for band in bands], [[-20, LOW], [HIGH, 14]], rel=1e-3)
    inside = np.where(np.isfinite(powers), powers, np.nan)
    near(xy(art.marks)[:, 0], (np.arange(5)[:, None] + [-0.36, 0.36, np.nan]).ravel())
    near(xy(art.marks)[:, 1], np.repeat(inside, 3), abs=3e-3)
    left, bottom, width, height = boxes(art.shares)
    near([*left, *width, *bottom], [*np.arange(4) - 0.36, *[0.72] * 4, *[0] * 4])
    near(height, n.shares)
    grains = [round(float(v) * 2**24) if v < 5e-6 else 0 for v in exps]
    told = [f"{g} grains" if g > 1 else "1 grain" if g else e for g, e in zip(grains, n.exps, strict=True)]
    assert [word(text) for text in art.exps] == n.labels == told
    heights = np.where(powers < 0, np.fmax(powers + 0.6, -19.3), np.fmin(powers, 14) - 2.3)
    near([place(text) for text in art.exps], np.transpose([np.arange(5), heights]), abs=3e-3)
    assert [word(text) for text in art.q] == n.q
    highest = np.maximum(n.shares, special.softmax([2, 1, 0, -1]))
    near([place(text) for text in art.q], np.transpose([np.arange(4), highest + 0.03]))
    near(
        [box(bar) for bar in still[1]],
        [[i - 0.36, 0, 0.72, share] for i, share in enumerate(special.softmax([2, 1, 0, -1]))],
    )
    assert ticks(art.marks.axes.xaxis) == ["score 1", "score 2", "score 3", "score 4", "sum"]
    assert ticks(art.marks.axes.yaxis) == ["3.0e−8", "$e^{-10}$", "$e^{-5}$", "1", "$e^{5}$", "65,504"]
    near(art.marks.axes.get_yticks(), [LOW, -10, -5, 0, 5, HIGH])
    assert ticks(art.shares.axes.xaxis) == ["class 1", "class 2", "class 3", "class 4"]
    reads(text, "max subtracted" if shift else "max not subtracted", level, *exps, *q)


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
    widths = np.arange(7, n + 1, 7)
    root = np.sqrt(widths) if scaled else np.ones(len(widths))
    z = [products()[:width].sum(axis=0) / by for width, by in zip(widths, root, strict=True)]
    spreads = [math.sqrt(np.mean(scores**2)) for scores in z]
    losses = np.sort(-special.log_softmax(z[-1], axis=1)[:, 0])
    marks = 7 * math.log(10), 128 * math.log(2)
    past = [sum(losses > mark) for mark in marks]
    near([numbers.spread, numbers.mean, *numbers.past], [spreads[-1], losses.mean(), *past])
    near(numbers.so_far, spreads)
    near(numbers.losses, losses)
    near(xy(art.trail), np.transpose([widths, spreads]))
    near(xy(art.losses), np.transpose([np.arange(100) + 0.5, np.maximum(losses, 0.001)]))
    first = math.sqrt(np.mean(products()[:7].sum(axis=0) ** 2))
    near(xy(still[0][0]), np.transpose([np.arange(7, 253, 7), first * np.arange(1, 37)]))
    assert "dashed: in proportion to n" in art.trail.axes.get_title() and still[0][0].get_linestyle() == "--"
    near(xy(art.mean), [[106, losses.mean()]])
    assert {art.trail.axes.get_xscale(), art.trail.axes.get_yscale(), art.losses.axes.get_yscale()} == {"log"}
    assert ticks(art.trail.axes.xaxis) == ["7", "28", "196", "784"]
    near(art.trail.axes.get_xticks(), [7, 28, 196, 784])
    for line, mark, name in zip(still[1], marks, ("to be met below", "where 1/q overflows"), strict=True):
        near(xy(line)[:, 1], mark)
        assert label(line) == f"{mark:.1f}, {name}"
    words = "divided by √n" if scaled else "as drawn"
    words = [words, *(f"none above {mark:.1f}" for mark, count in zip(marks, past, strict=True) if not count)]
    told = [part for count, mark in zip(past, marks, strict=True) for part in ([count, mark] if count else [mark])]
    reads(text, *words, n, spreads[-1], losses.mean(), 100, *told)
