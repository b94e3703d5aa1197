"""Slopes by complex steps: the imaginary part of f(x + 1e-20 i) is 1e-20 f'(x), with no digit lost and no formula."""

import numpy as np

from tests.content import content, curve, label, near, reads, xy


def slope(function, at):
    return np.imag(function(at + 1e-20j)) / 1e-20


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
