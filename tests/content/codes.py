"""Lesson 2, yes/no questions: entropies by SciPy, ways one by one, and pieces of a stick by halving."""

import itertools

import numpy as np
from scipy import stats

from tests.content import boxes, colours, content, label, near, place, polygons, reads, word, xy

BLUE = "#0072b2"


@content(
    {"first": "sun", "sun": 70, "cloud": 20, "rain": 10},
    {"first": "rain", "sun": 70, "cloud": 20, "rain": 10},
    {"first": "cloud", "sun": 3, "cloud": 80, "rain": 99},
    {"first": "sun", "sun": 1, "cloud": 12, "rain": 31},
)
def questions(art, still, n, text, first, sun, cloud, rain):
    tickets = dict(sun=sun, cloud=cloud, rain=rain)
    everything = sun + cloud + rain
    left_over = sorted((t, name) for name, t in tickets.items() if name != first)
    rest = everything - tickets[first]
    worth = [stats.entropy([tickets[first], rest], base=2), stats.entropy([t for t, _ in left_over], base=2)]
    asked = np.array([1, rest / everything])
    assert n.second == left_over[1][1]
    near(n.asked, asked)
    near(n.worth, worth)
    near(n.fills, asked * worth)
    near(sum(n.fills), stats.entropy([sun, cloud, rain], base=2))

    floors = np.array([1.3, 0])
    near(boxes(art.filled), [1 - asked, floors, asked, worth])
    near(boxes(art.empty), [1 - asked, floors + worth, asked, 1 - np.array(worth)])
    areas = [*(asked * worth), *(asked - asked * worth)]
    low = [0, *np.cumsum(areas)]
    near(boxes(art.poured), [[0.15] * 2, low[:2], [0.7] * 2, areas[:2]])
    near(boxes(art.wasted), [[0.15] * 2, low[2:4], [0.7] * 2, areas[2:]])
    assert colours(art.filled) == colours(art.poured) == [BLUE] * 2
    for name, said, x, y in zip(art.names, [first, n.second], 1 - asked, [2.33, 1.03], strict=True):
        assert word(name) == f"{said}?"
        near(place(name), [x, y])
    reads(text, f"first {first}", sun, cloud, rain, asked, sum(asked), n.fills, sum(n.fills))


def steps(edges, tops, bottoms=None):
    """Return the corners between steps above and steps below (or 0), once around."""
    ends = [0, 0] if bottoms is None else [bottoms[0], bottoms[-1]]
    x = np.repeat(edges, 2)
    over = np.c_[x, np.r_[ends[0], np.repeat(tops, 2), ends[1]]]
    return over if bottoms is None else np.r_[over, np.c_[x, np.r_[ends[0], np.repeat(bottoms, 2), ends[1]]][::-1]]


@content({"sun": 0.7, "days": 2}, {"sun": 0.998, "days": 6}, {"sun": 0.5, "days": 1}, {"sun": 0.43, "days": 3})
def days_together(art, still, n, text, sun, days):
    day = [sun, 2 / 3 * (1 - sun), 1 / 3 * (1 - sun)]
    ways = {m: np.array([np.prod(way) for way in itertools.product(day, repeat=m)]) for m in range(1, days + 1)}
    entropy = stats.entropy(day, base=2)
    # A power of ½ that is not longer than the chance, found by halving.
    asked = {m: np.array([next(k for k in range(99) if 0.5**k < p * (1 + 1e-9)) for p in c]) for m, c in ways.items()}
    mean = [np.sum(ways[m] * asked[m]) / m for m in ways]
    order = np.argsort(-ways[days], kind="stable")
    p, bits, up = ways[days][order], -np.log2(ways[days][order]) / days, asked[days][order] / days
    near(n.ways, p)
    near(n.bits, bits)
    near(n.asked, up)
    near(n.entropy, entropy)
    near(n.mean, mean)
    assert all(entropy <= questions < entropy + 1 / m for m, questions in zip(ways, mean, strict=True))

    edges = np.append(0, np.cumsum(p))
    near(polygons(art.bars)[0], steps(edges, bits))
    near(polygons(art.caps)[0], steps(edges, up, bits))
    near(xy(art.bound), [[k, entropy + 1 / k] for k in range(1, 7)])
    near(xy(art.floor), [[0.6, entropy], [6.4, entropy]])
    near(xy(art.dots), np.transpose([range(1, days + 1), mean]))
    assert [label(line) for line in (art.bound, art.dots, art.floor)] == ["H + 1/n", "the recipe", "H"]
    reads(text, sun, "days together", days, mean[-1], "H =", entropy, "H + 1/n =", 1, entropy + 1 / days)
