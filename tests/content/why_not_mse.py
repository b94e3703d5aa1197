"""Slopes by complex steps: the imaginary part of f(x + 1e-20 i) is 1e-20 f'(x), with no digit lost and no formula."""

import numpy as np

from tests.content import boxes, content, curve, label, near, place, reads, seen, ticks, word, xy


def slope(function, at):
    return np.imag(function(at + 1e-20j)) / 1e-20


# The lecture's three items, their classes 3, 2 and 1, and what its two networks say.
TRUTH = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]])
A = np.array([[3, 3, 4], [3, 4, 3], [1, 2, 7]]) / 10
B = np.array([[1, 2, 7], [1, 7, 2], [3, 4, 3]]) / 10


def blend(t):
    """Return what the network says at t, or at each of many, on the way from A (0) by B (1) to the truth (2)."""
    t = np.asarray(t)[..., None, None]
    return np.where(t.real < 1, (1 - t) * A + t * B, (2 - t) * B + (t - 1) * TRUTH)


def mse(t):
    return np.mean((blend(t) - TRUTH) ** 2, axis=(-2, -1))


def ce(t):
    return -np.log(np.prod(blend(t)[..., TRUTH == 1], axis=-1)) / 3  # Of the likelihood of all three.


def hits(t):
    """Return for each item whether the true class has the largest probability."""
    return blend(t).argmax(axis=-1) == [2, 1, 0]


@content({}, {"t": 1.0}, {"t": 1.05}, {"t": 1.35}, {"t": 2.0})
def two_networks(art, still, n, text, *, t):
    p, right = blend(t), hits(t)
    values, slopes = [ce(t), sum(right) / 3, mse(t)], [slope(ce, t), 0, slope(mse, t)]
    near(n.p, p)
    near([n.ce, n.accuracy, n.mse], values)
    near([n.ce_slope, n.mse_slope], [slopes[0], slopes[2]])

    left, says = art.bars.axes, p.argmax(axis=1)
    near(left.get_xticks(), [0, 1, 2, 4, 5, 6, 8, 9, 10])
    assert ticks(left.xaxis) == ["1", "2", "3"] * 3
    bars = np.array([[4 * item + k - 0.4, 0, 0.8, p[item, k]] for item in range(3) for k in range(3)]).T
    near(boxes(art.bars), bars)
    near(boxes(art.true), bars[:, [2, 4, 6]])
    near(boxes(art.largest), bars[:, [says[0], 3 + says[1], 6 + says[2]]])
    assert art.true.get_hatch() and art.largest.get_linewidth() > art.true.get_linewidth()
    told = {tuple(place(text)): word(text) for text in left.texts}
    verdicts = [f"says {k + 1}: {'right' if hit else 'wrong'}" for k, hit in zip(says, right, strict=True)]
    assert [told[4 * item + 1, 1.17] for item in range(3)] == verdicts
    assert [told[4 * item + 1, 1.28] for item in range(3)] == ["item 1", "item 2", "item 3"]
    assert word(art.verdict) == verdicts[2]

    measures = {"cross entropy": ce, "accuracy": lambda t: hits(t).mean(axis=-1), "MSE": mse}
    near(art.ce.axes.get_xticks(), [0, 1, 2])
    assert ticks(art.ce.axes.xaxis) == ["A", "B", "the truth"]
    assert [label(line) for line in still[1]] == list(measures)
    dots = (art.ce, art.accuracy, art.mse)
    for line, dot, measure, value in zip(still[1], dots, measures.values(), values, strict=True):
        curve(line, measure, 0, 2)
        assert line.get_color() == dot.get_color()
        near(xy(dot), [[t, value]])
    near(xy(art.cursor), [[t, -0.17], [t, 1.5]])
    near(
        seen(art.slopes).get_segments(),
        [[[t, value], [t + 0.27, value + 0.27 * rise]] for value, rise in zip(values, slopes, strict=True)],
    )

    network = {0.0: "network A", 1.0: "network B", 2.0: "the truth"}.get(t, f"t = {t:.2f}: accuracy")
    reads(text, t, sum(right), 3, values[2], values[0], 0, slopes[2], slopes[0], network)


@content({}, {"z": 9.3}, {"z": 4.0, "y": 0}, {"z": 0.0}, {"z": -9.9, "y": 0})
def neuron_slopes(art, still, n, text, *, z, y):
    def wrong(z):
        return 1 / (1 + np.exp(z if y else -z))  # What the neuron gives to the other class.

    losses = [lambda z: wrong(z) ** 2, lambda z: -np.log(1 - wrong(z))]  # MSE and cross entropy.
    values, slopes = [float(loss(z)) for loss in losses], [slope(loss, z) for loss in losses]
    p, mistake = 1 - wrong(z) if y else wrong(z), (1 if z > 0 else 0) != y
    near([n.p, n.mistake], [p, mistake])
    near([n.mse, n.ce, n.mse_slope, n.ce_slope], [*values, *slopes], abs=0)
    near(n.sigmoid_slope, abs(slope(wrong, z)), abs=0)

    for i, (loss, name, dots) in enumerate(zip(losses, ("MSE", "cross entropy"), (art.mse, art.ce), strict=True)):
        lines = art.losses[i], art.slopes[i], art.sizes[i]
        graphs = loss, lambda z, loss=loss: slope(loss, z), lambda z, loss=loss: np.abs(slope(loss, z))
        for line, graph in zip(lines, graphs, strict=True):
            curve(line, graph, -10, 10, abs=0)
        for dot, height in zip(dots, (values[i], slopes[i], abs(slopes[i])), strict=True):
            near(xy(dot), [[z, height]], abs=0)
        assert label(art.losses[i]) == name
        assert len({line.get_color() for line in (*lines, *dots)}) == 1
    assert art.losses[0].get_color() != art.losses[1].get_color()
    near(xy(art.gap), [[z, abs(slopes[0])], [z, abs(slopes[1])]], abs=0)
    assert art.gap.axes.get_yscale() == "log"
    near(xy(art.mistakes), [[-10, y], [0, y], [0, 1 - y], [10, 1 - y]])
    titles = ["loss", "its gradient on z", "size of the gradient, log axis"]
    assert [dot.axes.get_title() for dot in art.mse] == titles
    near(xy(still[1][0])[:, 1], 0)
    assert (label(art.mistakes), art.mistakes.get_color()) == ("0-1 loss", still[1][0].get_color())

    times = float(f"{slopes[1] / slopes[0]:.3g}")
    first, second = text.replace(",", "").split("\n")
    reads(first, z, y, p, values[1], slopes[1], times)
    reads(second, values[0], 2, 1, 2, slopes[1], abs(slope(wrong, z)), slopes[0], 0, 1, mistake, 0)
