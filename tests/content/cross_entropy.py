"""Lesson 3 with SciPy: entropies and divergences; a record of days dealt once more."""

import numpy as np
from scipy.special import rel_entr, xlogy
from scipy.stats import binom, entropy

from tests.content import boxes, content, curve, hidden, label, near, place, reads, word, xy

WORLD = {"as dealt": [0.7, 0.2, 0.1], "sun": [1.0, 0.0, 0.0], "as the pessimist thinks": [0.2, 0.3, 0.5]}


@content(
    {"sun": 40, "cloud": 30, "rain": 30, "came": "as dealt"},
    {"sun": 20, "cloud": 30, "rain": 50, "came": "as dealt"},
    {"sun": 100, "cloud": 1, "rain": 7, "came": "sun"},
    {"sun": 33, "cloud": 33, "rain": 33, "came": "as the pessimist thinks"},
    {"sun": 98, "cloud": 1, "rain": 1, "came": "as dealt"},
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
    gap = -np.log(q[comes]) - high
    near(boxes(art.more), [left, high, width, np.maximum(gap, 0)])
    near(boxes(art.less), [left, np.minimum(high, high + gap), width, np.maximum(-gap, 0)])
    for mean, this in zip([floor, floor + excess], art.sums, strict=True):
        near(place(this), [1.01, mean])
        reads(word(this), mean)
    for name, at, share, this in zip(["sun", "cloud", "rain"], np.cumsum(p) - p, p, art.names, strict=True):
        if share:
            assert word(this) == name
            near(place(this), [at + share / 2, -0.1])
        else:
            hidden(this)
    assert [label(a) for a in (art.hers, art.best)] == ["her bars, −log q", "if she said p, −log p"]
    assert [label(a) for a in (art.floor, art.paid)] == [
        "their mean, the floor",
        "their mean, what she pays",
    ]
    assert [label(a) for a in (art.more, art.less)] == ["she pays more", "she pays less"]
    assert art.hers.get_hatch()
    assert art.paid.get_linestyle() == "--"
    told = np.round([floor + excess, floor], 4)
    reads(text, f"what comes: {came}. She pays ", sun, cloud, rain, told, told[0] - told[1])


def charged(share, q):
    """What days with this share of suns charge on average."""
    return -(xlogy(share, q) + xlogy(1 - share, 1 - q))


@content(
    {"q": 0.7, "days": 10, "record": 1},
    {"q": 0.23, "days": 1, "record": 3},
    {"q": 0.9, "days": 1000, "record": 12},
    {"q": 0.31, "days": 100, "record": 6},
    {"q": 1.0, "days": 10, "record": 6},
    {"q": 1.0, "days": 10, "record": 1},
)
def many_days(art, still, n, text, *, q, days, record):
    suns = [
        sum(dealt < 0.7 for dealt in np.random.Generator(np.random.PCG64(226 + one)).random(days))
        for one in range(1, 21)
    ]
    share = suns[record - 1] / days
    least = binom.entropy(1, share) if 0 < share < 1 else 0.0
    assert n.suns == suns[record - 1]
    near([n.height, n.bottom, n.least], [min(charged(share, q), 1.5), share, least])
    near(n.curve, charged(share, np.array([1e-15, *np.arange(1, 1000) / 1000, 1 - 1e-15])))
    near(n.shares, np.array(suns) / days)
    curve(art.curve, lambda one: charged(share, one), 1e-15, 1 - 1e-15)
    near(xy(art.bottom), [[share, 0], [share, least], [-0.04, least], [1.04, least]])
    near(xy(still[0][1]), [[0.7, 0], [0.7, binom.entropy(1, 0.7)]])
    piles = [round(50 * sun / days) for sun in suns]
    below = [piles[:one].count(pile) for one, pile in enumerate(piles)]
    near(n.below, below)
    near(xy(art.bottoms), np.transpose([np.array(suns) / days, -0.42 + 0.025 * np.array(below)]))
    near(xy(art.dot), [[q, min(charged(share, q), 1.5)]])
    assert art.dot.get_marker() == ("^" if charged(share, q) > 1.5 else "o")
    curve(still[0][0], lambda one: charged(0.7, one), 1e-15, 1 - 1e-15)
    assert [label(a) for a in (still[0][0], art.curve, art.bottoms, art.bottom, art.dot)] == [
        "in the long run, H(p, q)",
        "what these days charge",
        "bottoms of all 20 records",
        "bottom of this one",
        "she",
    ]
    known = f"{days} day{'s' * (days > 1)}, "
    paid = charged(share, q)
    assert ("infinitely many nats" in text) == np.isinf(paid)
    reads(text, known, record, days, suns[record - 1], q, *[paid] * bool(np.isfinite(paid)), share, least)
