"""Softmax and its loss in 60 decimal digits, where nothing overflows; a yes or no by its likelihood."""

from decimal import Decimal, localcontext

import numpy as np

from tests.content import box, boxes, content, curve, label, near, place, reads, ticks, word, xy

CLASSES = ["cat", "dog", "car", "pedestrian"]


@content(
    {},
    {"truth": "dog", "cat": 44.0, "dog": 10.0, "car": 22.0, "pedestrian": 5.0},
    {"truth": "car", "cat": -10.0, "dog": 50.0, "car": 50.0, "pedestrian": -10.0},
    {"truth": "pedestrian", "cat": -3.0, "dog": -7.5, "car": 2.1, "pedestrian": -6.9, "live": True},
)
def scores_to_loss(art, still, n, text, *, truth, live, **scores):
    z, true = [scores[name] for name in CLASSES], CLASSES.index(truth)
    with localcontext(prec=60):
        powers = [Decimal(score).exp() for score in z]
        p = [float(power / sum(powers)) for power in powers]
        top, loss = float(sum(powers).ln()), float(sum(powers).ln() - Decimal(z[true]))
    assert n.true == true
    near(n.z, z)
    near(n.p, p, abs=0)
    near([n.top, n.loss], [top, loss], abs=0)

    for bars, heights in ((art.z, z), (art.p, p)):
        low, high = np.minimum(heights, 0), np.maximum(heights, 0)
        near(boxes(bars), [[k - 0.3 for k in range(4)], low, [0.6] * 4, high - low])
        assert ticks(bars.axes.xaxis) == CLASSES
    assert "scores z" in art.z.axes.get_title()
    assert "probabilities" in art.p.axes.get_title()
    near(box(art.true[0]), [true - 0.3, 0, 0.6, p[true]])
    near(xy(art.top), [[-0.6, top], [3.6, top]])
    near(xy(art.gap), [[true, z[true]], [true, top]])
    assert (label(art.top), label(art.gap)) == ("log Σ exp z", "the loss")
    near([place(told) for told in art.told], [[k, share + 0.015] for k, share in enumerate(p)])
    for told, share in zip(art.told, p, strict=True):
        reads(word(told), [share])
    near(place(art.loss), [3.55, 1.28])
    reads(word(art.loss), [loss])
    near(xy(still[0][0])[:, 1], 0)

    first, second = text.split("\n")
    reads(first, z, p[true], loss, f"Truth {truth}", f"p({truth})")
    assert ("see below" in word(art.loss)) is live
    if live:  # As many values as there are frameworks here, in float32.
        reads(second, [loss] * second.count(f" {loss:.5f}"), f"NumPy {loss:.5f}")
    else:
        assert n.live == ""
        reads(second, top, z[true], f"log Σ exp z − z({truth}) = ")


@content({}, {"y": 0.0, "p": 0.4}, {"y": 0.35, "p": 0.35}, {"y": 0.7, "p": 0.99})
def one_output(art, still, n, text, *, y, p):
    def likelihood(p):
        return p**y * (1 - p) ** (1 - y)

    loss, parts = -np.log(likelihood(p)), [-np.log(p**y), -np.log((1 - p) ** (1 - y))]
    shares = np.linspace(0.01, 0.99, 99)
    near([n.one, n.two], [loss, loss])
    near(n.parts, parts)
    near(n.curve, -np.log(likelihood(shares)))

    curve(art.curve, lambda p: -np.log(likelihood(p)), 0.01, 0.99)
    curve(still[0][0], lambda p: -np.log(p), 0.01, 0.99)
    curve(still[0][1], lambda p: -np.log(1 - p), 0.01, 0.99)
    told = {word(text): place(text) for text in art.dot.axes.texts}
    assert told["y = 1: −log p"][0] < 0.5 < told["y = 0: −log(1 − p)"][0], "each beside its own curve"
    near(xy(art.least), [[y, 0], [y, 4.9]])
    near(xy(art.dot), [[p, loss]])

    near(art.cat[0].axes.get_yticks(), [1, 0])
    assert ticks(art.cat[0].axes.yaxis) == ["one\noutput", "two\noutputs"]
    assert (label(art.cat), label(art.dog)) == ("cat's term", "dog's term")
    for bottom, cat, dog, total in zip((0.75, -0.25), art.cat, art.dog, art.told, strict=True):
        near(box(cat), [0, bottom, parts[0], 0.5])
        assert dog.get_visible() == (y < 1)
        if y < 1:
            near(box(dog), [parts[0], bottom, parts[1], 0.5])
        near(place(total), [loss + 0.1, bottom + 0.25])
        reads(word(total), [loss])
    reads(text, y, p, loss, y, 1 - y, p, 1 - p, loss, parts, "P = [", "Q = [", "cat's term")
