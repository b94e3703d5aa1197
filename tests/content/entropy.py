"""Lesson 2, first part. Entropy by SciPy."""

import numpy as np
from scipy import special, stats

from tests.content import boxes, colours, content, curve, hidden, label, near, place, reads, seen, ticks, word, xy

BLUE, RED, GREEN = "#0072b2", "#d55e00", "#009e73"


def surprise(p):
    return -special.xlogy(1, p) / np.log(2)


@content({"p": 0.5, "q": 0.25}, {"p": 0.07, "q": 0.81}, {"p": 1.0, "q": 0.3})
def surprises_add(art, still, n, text, p, q):
    a, b, both = surprise(np.array([p, q, p * q]))
    near(both, a + b)
    near(n.both, p * q)
    near(n.surprise, [a, b, both])

    curve(still[0][0], lambda p: stats.entropy([[1], [0]], axis=0) + surprise(p), 0.0025, 1, points=100)
    for point, at, name in zip(art.points, [(p, a), (q, b), (p * q, both)], ["A", "B", "A and B"], strict=True):
        near(xy(point), [at])
        assert label(point) == name
    near(boxes(art.bars), [[-0.3, -0.3, 0.7], [0, a, 0], [0.6] * 3, [a, b, both]])
    assert colours(art.bars) == [point.get_color() for point in art.points] == [BLUE, RED, GREEN]
    assert ticks(art.bars.axes.xaxis) == ["A, then B on top", "A and B"]
    near(art.bars.axes.get_xticks(), [0, 1])
    for name, said, middle, height in zip(art.names, "AB", [a / 2, a + b / 2], [a, b], strict=True):
        if height > 0.6:
            near(place(name), [0, middle])
            assert word(name) == said
        else:
            hidden(name)
    coins = "exactly" if abs(both % 1 - 0.5) > 0.495 else "about"
    reads(text, p, q, p * q, a, b, both, coins, round(both) if coins == "exactly" else both)


@content({"a": 0.6, "s": 0.25}, {"a": 0.12, "s": 0.9}, {"a": 1.0, "s": 0.5}, {"a": 0.0, "s": 0.37})
def entropy_map(art, still, n, text, a, s):
    p = np.array([a, (1 - a) * s, 1 - a - (1 - a) * s])
    first, second = (stats.bernoulli(chance).entropy() / np.log(2) for chance in (a, s))
    both = stats.entropy(p, base=2)
    near(n.p, p)
    near([n.first, n.second, n.both], [first, second, both])

    (arch,), (sides, contours) = still
    curve(arch, lambda p: stats.entropy([p, 1 - p], base=2), 0, 1)
    near(xy(art.first), [[a, first]])
    near(xy(art.second), [[s, second]])
    assert (label(art.first), label(art.second)) == ("is it 1?", "if not: is it 2?")

    # Outcome 1 above, 2 on the left, 3 on the right: the height is p1, what lies right of a third is p3 − p2.
    high = np.sqrt(3) / 2

    def spot(p):
        return np.array([0.5 + (p[2] - p[1]) / 2, p[0] * high])

    near(xy(art.point), [spot(p)])
    near(xy(art.ray), [spot([1, 0, 0]), spot([0, s, 1 - s])])
    near(xy(sides), [spot(corner) for corner in np.eye(3)[[0, 1, 2, 0]]])
    near(contours.levels, [0.3, 0.6, 0.9, 1.2, 1.5])
    for level, way in zip(contours.levels, seen(contours).get_paths(), strict=True):
        x, y = way.vertices.T
        chances = np.array([y / high, (1 - y / high) / 2 - (x - 0.5), (1 - y / high) / 2 + (x - 0.5)])
        near(stats.entropy(np.clip(chances, 0, 1), base=2), level, abs=0.02)
    near(second * (1 - a) + first, both)
    reads(text, a, s, 1, 1, 1, p, 1, first, 1 - a, 2, second, first, 1 - a, second, both)
