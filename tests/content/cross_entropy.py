"""Cross entropy and divergence from whole weights and from sums of Python's own floats."""

from functools import cache
from itertools import product
from math import exp, fsum, log

import numpy as np
from matplotlib.colors import to_hex

from tests.content import box, content, curve, hidden, label, near, place, reads, ticks, word, xy

CLASSES = ["cat", "dog", "car", "pedestrian", "bicycle"]


def cross(a, b):
    """Return the cross entropy of two rows of weights: of b/B the surprise is log B − log b."""
    return log(sum(b)) - fsum(x * log(y) for x, y in zip(a, b, strict=True)) / sum(a)


def divergence(p, q):
    return fsum(x * log(x) - x * log(y) for x, y in zip(p, q, strict=True))


def alike(*bars):
    """Assert that bars are of one colour and one hatching."""
    assert len({(bar.get_edgecolor(), bar.get_hatch()) for bar in bars}) == 1


@content(
    {},
    {"p_sun": 1, "p_cloud": 1, "p_rain": 98, "q_sun": 50, "q_cloud": 50, "q_rain": 50},
    {"p_sun": 20, "p_cloud": 35, "p_rain": 45, "q_sun": 20, "q_cloud": 35, "q_rain": 45},
    {"p_sun": 100, "p_cloud": 1, "p_rain": 1, "q_sun": 1, "q_cloud": 1, "q_rain": 100},
)
def forecast(art, still, n, text, *, p_sun, p_cloud, p_rain, q_sun, q_cloud, q_rain):
    p, q = [p_sun, p_cloud, p_rain], [q_sun, q_cloud, q_rain]
    entropy, whole = cross(p, p), cross(p, q)
    forward, reverse = whole - entropy, cross(q, p) - cross(q, q)
    near(n.weights, [p, q])
    near([n.p, n.q], [np.divide(p, sum(p)), np.divide(q, sum(q))])
    near([n.entropy, n.cross, n.forward, n.reverse], [entropy, whole, forward, reverse])

    left, right = art.p[0].axes, art.cross[0].axes
    for bars, side, weights, name in ((art.p, -0.2, p, "p"), (art.q, 0.2, q, "q")):
        near([box(bar) for bar in bars], [[k + side - 0.19, 0, 0.38, w / sum(weights)] for k, w in enumerate(weights)])
        assert label(bars) == name
    assert ticks(left.xaxis) == ["sun", "cloud", "rain"]
    lengths = {"D(q‖p)": [0, reverse], "D(p‖q)": [0, forward], "H(p), D(p‖q)": [0, entropy], "H(p, q)": [0, whole]}
    assert ticks(right.yaxis) == list(lengths)
    for y, (bars, (start, length)) in enumerate(
        zip((art.reverse, art.forward, art.entropy, art.cross), lengths.values(), strict=True)
    ):
        near(box(bars[0]), [start, y - 0.3, length, 0.6])
    near(box(art.excess[0]), [entropy, 1.7, forward, 0.6])
    alike(*art.q, art.forward[0], art.excess[0])
    alike(*art.p, art.entropy[0])
    near(xy(art.ends), [[whole, 1.7], [whole, 3.3], [np.nan, np.nan], [entropy, 1.7], [entropy, 3.3]])
    near([place(told) for told in art.figures], [[x + 0.1, y] for y, x in enumerate((reverse, forward, whole, whole))])
    for told, values in zip(art.figures, ([reverse], [forward], [entropy, forward], [whole]), strict=True):
        reads(word(told), values)

    turned = "as much as" if abs(reverse - forward) < 1e-9 else "more than" if reverse > forward else "less than"
    end = "nothing is lost" if p == q else f"{turned} D(p‖q)"
    reads(text, p, q, [entropy, forward, whole, reverse], end)


@content(
    {},
    {"cat": 98, "dog": 1, "car": 0, "pedestrian": 0, "bicycle": 1},
    {"truth": "dog", "cat": 25, "dog": 25, "car": 25, "pedestrian": 25, "bicycle": 0},
    {"truth": "bicycle", "cat": 100, "dog": 100, "car": 100, "pedestrian": 100, "bicycle": 1},
    {"truth": "car", "car": 0},
    {"cat": 0, "dog": 0, "car": 0, "pedestrian": 0, "bicycle": 0},
)
def true_class(art, still, n, text, *, truth, **weights):
    true, w = CLASSES.index(truth), [weights[name] for name in CLASSES]
    total = sum(w)
    q = [weight / total if total else 0 for weight in w]
    assert (n.true, n.total) == (true, total)
    near(n.weights, w)
    near(n.q, q)

    assert ticks(art.bars[0].axes.xaxis) == CLASSES
    near([box(bar) for bar in art.bars], [[k - 0.3, 0, 0.6, share] for k, share in enumerate(q)])
    near(box(art.true[0]), [true - 0.3, 0, 0.6, q[true]])
    near([place(told) for told in art.told], [[k, share + 0.015] for k, share in enumerate(q)])
    for told, share in zip(art.told, q, strict=True):
        reads(word(told), [share])
    near(xy(art.others), [[share, 0] for k, share in enumerate(q) if k != true])
    curve(still[1][0], lambda share: [-log(x) for x in share], exp(-6.4), 1)
    assert "distribution q" in art.bars[0].axes.get_title()
    assert "−log q, in nats" in art.dot.axes.get_title()
    assert (label(art.others), label(art.dot)) == ("other classes", "true class")
    assert to_hex(art.true[0].get_facecolor()) == art.dot.get_color() == art.drop.get_color()

    if w[true]:
        cost, free = log(total) - log(w[true]), w.count(0)
        near(n.cost, cost)
        near(xy(art.dot), [[q[true], cost]])
        near(xy(art.drop), [[q[true], 0], [q[true], cost], [0, cost]])
        hidden(art.infinite)
        reads(text, w, w[true], total, q[true], cost, [free, 0] if free else [], f"Truth {truth}", f"−log q({truth})")
    else:
        assert n.cost == "infinite"
        hidden(art.dot, art.drop)
        ruled_out = "q = 0 for the true class:\nthe curve has no end,\nthe cost is infinite"
        assert word(art.infinite) == (ruled_out if total else "all weights are 0:\nthat is no distribution")
        near(place(art.infinite), [0.08, 6.0])
        if total:
            reads(text, w, w[true], total, q[true], f"Truth {truth}", f"q({truth})", "Cost infinite")
        else:
            reads(text, w, f"Truth {truth}", "no distribution")


@cache
def bell(m, s):
    heights = [exp(-0.5 * ((x - m) / s) ** 2) for x in range(21)]
    return [0.999 * h / fsum(heights) + 0.001 / 21 for h in heights]


BUMPS = [0.6 * a + 0.4 * b for a, b in zip(bell(5, 1.5), bell(15, 1.5), strict=True)]


@cache
def least():
    """Return the least D(p‖q) and D(q‖p) of all bells that the sliders reach."""
    bells = [bell(m / 2, s / 4) for m, s in product(range(41), range(5, 33))]
    return [min(divergence(BUMPS, q) for q in bells), min(divergence(q, BUMPS) for q in bells)]


@content({}, {"m": 9.0, "s": 5.25}, {"m": 5.0, "s": 1.5}, {"m": 20.0, "s": 1.25})
def two_directions(art, still, n, text, *, m, s):
    q = bell(m, s)
    both = [divergence(BUMPS, q), divergence(q, BUMPS)]
    near(n.q, q)
    near([n.forward, n.reverse], both)

    near([box(bar) for bar in still[0]], [[x - 0.4, 0, 0.8, p] for x, p in enumerate(BUMPS)])
    near(xy(art.q), list(enumerate(q)))
    assert (label(art.q), art.q.axes.get_legend_handles_labels()[1]) == ("q", ["q", "p"])
    near([box(art.forward[0]), box(art.reverse[0])], [[0, 0.75, both[0], 0.5], [0, -0.25, both[1], 0.5]])
    near(art.forward[0].axes.get_yticks(), [1, 0])
    assert ticks(art.forward[0].axes.yaxis) == ["D(p‖q)", "D(q‖p)"]
    for told, y, value in zip(art.figures, (1, 0), both, strict=True):
        near(place(told), [value + 0.12, y])
        reads(word(told), [value])
    reads(text, m, s, both, least())
