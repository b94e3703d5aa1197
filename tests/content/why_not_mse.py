"""Slopes by complex steps: the imaginary part of f(x + 1e-20 i) is 1e-20 f'(x), with no digit lost and no formula."""

import numpy as np

from tests.content import boxes, content, curve, label, near, reads, seen, ticks, xy


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
    near([n.mistakes, n.squares, n.surprise], values)

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
    q = chance(z)
    mistake = 1 - chance(side * z)
    near([n.q, n.mistake, n.arm], [q, mistake, 2 * slope(chance, z)])
    near([n.squares, n.surprise], [price(z) for price in prices])
    near(n.slopes, slopes)
    near(n.hardest, chance(-0.7 * side))  # ⅓ on the slider's grid, or ⅔.

    for line, tangent, dot, price, steep in zip(art.lines, art.tangents, art.dots, prices, slopes, strict=True):
        curve(line, price, -8, 8)
        near(xy(tangent), [[z - 1, price(z) - steep], [z + 1, price(z) + steep]])
        near(xy(dot), [[z, price(z)]])
        assert line.get_color() == dot.get_color()
    assert [label(line) for line in art.lines] == ["squares", "surprise"]
    # The areas are the pulls.
    for box, bottom, steep in ((art.square, 0, slopes[0]), (art.ce, 1.3, slopes[1])):
        (left,), (low,), (width,), (height,) = boxes(seen(box))
        near([left, low, width], [0, bottom, mistake])
        near(width * height, abs(steep))
    near(xy(still[1][0])[:, 1], 1.3)
    assert ticks(art.ce.axes.yaxis) == ["0", "½", "0", "1"]
    near(art.ce.axes.get_yticks(), [0, 0.5, 1.3, 2.3])
    rounded = [float(f"{abs(value):.4g}") for value in (q, slopes[1], slopes[0])]
    reads(text, f"the truth is {truth}", z, *rounded)
