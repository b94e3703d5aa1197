"""The price by SciPy, its pull by differences, and the area from its corners."""

import numpy as np
from scipy import special

from tests.content import boxes, content, curve, near, polygons, reads, xy


@content({}, {"r": -6.0, "delta": 1.5}, {"r": 5.3, "delta": 3.0}, {"r": 0.0, "delta": 0.5}, {"r": 2.0, "delta": 2.0})
def under_the_pull(art, still, n, text, r, delta):
    def price(at):
        return special.huber(delta, at)

    def pull(at, h=1e-6):
        return (price(at + h) - price(at - h)) / (2 * h)

    near([n.pull, n.price], [pull(r), price(r)], abs=1e-6)
    triangle = price(r) if abs(r) <= delta else price(delta)
    near(n.triangle, triangle)
    curve(art.pulls, pull, -6, 6, points=200, abs=1e-6)
    curve(art.prices, price, -6, 6, points=200)
    near(n.pulls, xy(art.pulls)[:, 1])
    near(n.prices, xy(art.prices)[:, 1])
    curve(still[1][0], lambda at: at**2 / 2, -6, 6, points=200)
    near(xy(still[0][0])[:, 1], 0)
    for dot, height in zip(art.dots, (pull(r), price(r)), strict=True):
        near(xy(dot), [[r, height]], abs=1e-6)
    bend = np.clip(r, -delta, delta)
    near(polygons(art.triangle)[0][:3], [[0, 0], [bend, bend], [bend, 0]])
    near(polygons(art.strip)[0][:4], [[bend, 0], [bend, bend], [r, bend], [r, 0]])
    parts = np.hstack([boxes(part) for part in art.column])
    near(parts, [[r - 0.15] * 2, [0, triangle], [0.3] * 2, [triangle, price(r) - triangle]], abs=1e-9)
    near(xy(art.tangent), [[r + to, price(r) + to * pull(r)] for to in (-1, 1)], abs=1e-5)
    reads(text, r, delta, pull(r), price(r), triangle, price(r) - triangle)
