"""Lesson 2, surprise and the arch. Surprises by counting with natural logarithms, entropy by SciPy."""

import numpy as np
from scipy import special, stats

from tests.content import box, boxes, colours, content, curve, hidden, label, near, place, reads, word, xy

BLUE = "#0072b2"


def bits(p):
    return -special.xlogy(1, p) / np.log(2)


@content({"a": 0.4, "b": 0.5}, {"a": 0.1, "b": 0.815}, {"a": 1.0, "b": 0.25}, {"a": 0.1, "b": 0.1})
def surprises_add(art, still, n, text, a, b):
    near([n.first, n.second, n.sum], [bits(a), bits(b), bits(a * b)])
    near(box(art.area), [0, 0, a, b])
    near(boxes(art.tower), [[0.1, 0.1], [0, bits(a)], [0.7, 0.7], [bits(a), bits(b)]])
    assert colours(art.tower) == [BLUE, BLUE]
    near(xy(art.level), [[0.1, bits(a * b)], [1, bits(a * b)]])
    assert word(art.inside) == word(art.beside) == f"{a * b:.4f}"
    near(place(art.inside), [a / 2 if a > 0.25 else a + 0.1, b / 2])
    near(place(art.beside), [1, bits(a * b) + (0.05 if bits(a * b) < 6 else -0.4)])
    for name, said, high, at in zip(
        art.names, "AB", [bits(a), bits(b)], [bits(a) / 2, bits(a) + bits(b) / 2], strict=True
    ):
        if high > 0.4:
            assert word(name) == said
            near(place(name), [0.45, at])
        else:
            hidden(name)
    reads(text, "Chances multiply", a, b, a * b, "Surprises add", bits(a), bits(b), bits(a * b))


@content({"a": 0.5}, {"a": 0.11}, {"a": 0.0}, {"a": 1.0}, {"a": 0.86})
def one_question(art, still, n, text, a):
    yes, no = special.entr([a, 1 - a]) / np.log(2)
    near([n.yes, n.no], [yes, no])
    curve(art.arch, lambda a: stats.entropy([a, 1 - a], base=2), 0, 1, points=100)
    near([box(art.yes), box(art.no)], [[a - 0.015, 0, 0.03, yes], [a - 0.015, yes, 0.03, no]])
    assert [label(part) for part in (art.yes, art.no)] == ["from yes", "from no"]
    reads(text, a, "from yes", yes, "from no", no, stats.bernoulli(a).entropy() / np.log(2))
