"""Slopes by complex steps: the imaginary part of f(x + 1e-20 i) is 1e-20 f'(x), with no digit lost and no formula."""

import numpy as np

from tests.content import boxes, content, curve, label, near, reads, ticks, xy


def slope(function, at):
    return np.imag(function(at + 1e-20j)) / 1e-20


# A car, a dog and a cat, and what the two machines say of them: cat, dog, car.
TRUTH = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]])
A = np.array([[3, 3, 4], [3, 4, 3], [1, 2, 7]]) / 10
B = np.array([[1, 2, 7], [1, 7, 2], [3, 4, 3]]) / 10


def blend(t):
    """Return what the machine says at t, or at each of many, on the way from A (0) by B (1) to the truth (2)."""
    t = np.asarray(t)[..., None, None]
    return np.where(t < 1, (1 - t) * A + t * B, (2 - t) * B + (t - 1) * TRUTH)


MEASURES = {
    "share of mistakes": lambda t: np.mean(blend(t).argmax(axis=-1) != [2, 1, 0], axis=-1),
    "MSE": lambda t: np.mean((blend(t) - TRUTH) ** 2, axis=(-2, -1)),
    "cross entropy": lambda t: -np.log(np.prod(blend(t)[..., TRUTH == 1], axis=-1)) / 3,  # Of all three at once.
}


@content({}, {"t": 1.0}, {"t": 1.05}, {"t": 1.35}, {"t": 2.0})
def two_machines(art, still, n, text, *, t):
    q, values = blend(t), [measure(t) for measure in MEASURES.values()]
    near(n.q, q)
    near(n.measures, values)

    left, says = art.bars.axes, q.argmax(axis=1)
    near(left.get_xticks(), [0, 1, 2, 4, 5, 6, 8, 9, 10])
    assert ticks(left.xaxis) == ["cat", "dog", "car"] * 3
    assert [word.get_text() for word in left.texts] == ["a car", "a dog", "a cat"]
    bars = np.array([[4 * item + k - 0.4, 0, 0.8, q[item, k]] for item in range(3) for k in range(3)]).T
    near(boxes(art.bars), bars)
    near(boxes(art.true), bars[:, [2, 4, 6]])
    near(boxes(art.answer), bars[:, [says[0], 3 + says[1], 6 + says[2]]])
    assert art.true.get_hatch() and art.answer.get_linewidth() > art.true.get_linewidth()

    near(art.dots[0].axes.get_xticks(), [0, 1, 2])
    assert ticks(art.dots[0].axes.xaxis) == ["A", "B", "the truth"]
    for (name, measure), line, dot, value in zip(MEASURES.items(), art.curves, art.dots, values, strict=True):
        curve(line, measure, 0, t, points=1 + 50 * t)
        near(xy(dot), [[t, value]])
        assert (label(line), line.get_color()) == (name, dot.get_color())
    where = {0: ", machine A:", 1: ", machine B:", 2: ", the truth:"}.get(t, f"{t:.2f}:")
    reads(text, where, t, 3 * values[0], 3, values[1:])


def chance(z):
    return (1 + np.tanh(z / 2)) / 2


@content({"z": 1.0, "truth": "yes"}, {"z": -4.0, "truth": "yes"}, {"z": 2.5, "truth": "no"}, {"z": -0.7, "truth": "no"})
def pull(art, still, n, text, *, z, truth):
    side = {"yes": 1, "no": -1}[truth]
    prices = [lambda z: (1 - chance(side * z)) ** 2, lambda z: np.log1p(np.exp(-side * z))]
    slopes = [slope(price, z) for price in prices]
    near(n.q, chance(z))
    near(n.prices, [price(z) for price in prices])
    near(n.pulls, np.abs(slopes))
    each = zip(art.costs, art.strengths, art.tangents, art.dots, art.marks, prices, slopes, strict=True)
    for line, strength, tangent, dot, mark, price, steep in each:
        curve(line, price, -8, 8)
        curve(strength, lambda z, price=price: np.abs(slope(price, z)), -8, 8)
        near(xy(tangent)[np.argsort(xy(tangent)[:, 0])], [[z - 1, price(z) - steep], [z + 1, price(z) + steep]])
        near(xy(dot), [[z, price(z)]])
        near(xy(mark), [[z, abs(steep)]])
        assert len({artist.get_color() for artist in (line, strength, dot, mark)}) == 1
    for lines in (art.costs, art.strengths):
        assert [label(line) for line in lines] == ["squares", "surprise"]
    rounded = [float(f"{abs(value):.4g}") for value in (chance(z), slopes[1], slopes[0])]
    reads(text, f"the truth is {truth}", z, *rounded)
