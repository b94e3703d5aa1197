"""Lesson 3 with SciPy: entropies and divergences; a record of days dealt once more."""

import numpy as np
from scipy.special import rel_entr, xlogy
from scipy.stats import entropy

from tests.content import box, boxes, content, curve, hidden, label, near, place, reads, word, xy

WORLD = {"not known": [0.7, 0.2, 0.1], "sun": [1.0, 0.0, 0.0]}


@content(
    {"sun": 40, "cloud": 30, "rain": 30, "came": "not known"},
    {"sun": 20, "cloud": 30, "rain": 50, "came": "not known"},
    {"sun": 100, "cloud": 1, "rain": 7, "came": "sun"},
    {"sun": 98, "cloud": 1, "rain": 1, "came": "not known"},
)
def belief(art, still, n, text, *, sun, cloud, rain, came):
    p, q = np.array(WORLD[came]), np.array([sun, cloud, rain]) / (sun + cloud + rain)
    floor, excess = entropy(p), np.sum(rel_entr(p, q))
    near(n.p, p)
    near(n.q, q)
    near([n.floor, n.paid], [floor, floor + excess])
    comes = p > 0
    left, width = (np.cumsum(p) - p)[comes], p[comes]
    near(boxes(art.hers), [left, 0 * width, width, -np.log(q[comes])])
    high = -np.log(p[comes])
    near(boxes(art.best), [left, 0 * width, width, np.abs(high)])
    near(xy(art.floor), [[0, floor], [1, floor]])
    near(xy(art.paid), [[0, floor + excess], [1, floor + excess]])
    near(box(art.strip), [0, floor, 1, excess])
    for name, at, share, this in zip(["sun", "cloud", "rain"], np.cumsum(p) - p, p, art.names, strict=True):
        if share:
            assert word(this) == name
            near(place(this), [at + share / 2, -0.1])
        else:
            hidden(this)
    assert [label(a) for a in (art.hers, art.best)] == ["hers, −log q", "the world's, −log p"]
    assert [label(a) for a in (art.floor, art.paid)] == [
        "mean of the world's: the floor",
        "mean of hers: what she pays",
    ]
    assert art.hers.get_hatch()
    assert art.paid.get_linestyle() == "--"
    told = np.round([floor + excess, floor], 3)
    reads(text, f"what comes is {came}. She pays ", sun, cloud, rain, told, told[0] - told[1])


def charged(share, q):
    """What days with this share of suns charge on average."""
    return -(xlogy(share, q) + xlogy(1 - share, 1 - q))


@content(
    {"q": 0.5, "days": 10, "record": 1},
    {"q": 0.23, "days": 1, "record": 7},
    {"q": 0.9, "days": 1000, "record": 12},
    {"q": 0.31, "days": 100, "record": 3},
)
def many_days(art, still, n, text, *, q, days, record):
    suns = sum(dealt < 0.7 for dealt in np.random.Generator(np.random.PCG64(42 + record)).random(days))
    grid = np.arange(1, 100) / 100
    best = min(grid, key=lambda one: charged(suns / days, one))
    assert n.suns == suns
    near(n.loss, charged(suns / days, q))
    near(n.curve, charged(suns / days, grid))
    near(n.bottom, best)
    curve(art.curve, lambda one: charged(suns / days, one), 0.01, 0.99)
    near(xy(art.bottom), [[best, charged(suns / days, best)]])
    near(xy(art.dot), [[q, charged(suns / days, q)]])
    expected, chance = still[0]
    curve(expected, lambda one: charged(0.7, one), 0.01, 0.99)
    near(xy(chance)[:, 0], 0.7)
    assert [label(a) for a in (expected, art.curve, art.bottom, art.dot)] == [
        "what the chances would charge, H(p, q)",
        "what these days charge",
        "the bottom",
        "she",
    ]
    reads(text, f" day{'s' * (days > 1)}, ", record, days, suns, q, charged(suns / days, q))
