"""Costs by the definition, pulls by complex steps or by sides, and the best dial by a search."""

import numpy as np
from scipy import optimize

from tests.content import boxes, colours, content, curve, hidden, label, near, reads, ticks, xy


@content(
    {},
    {"theta": 0.35, "weight": 0.3, "told": "°F", "price": "squares"},
    {"theta": 0.5, "weight": 1.1, "told": "°C", "price": "absolute values"},
    {"theta": 2.0, "weight": 0.9, "told": "°C", "price": "absolute values"},
    {"theta": -1.95, "weight": 2.0, "told": "°F", "price": "squares"},
    {"theta": 0.85, "weight": 0.5, "told": "°F", "price": "absolute values"},
)
def one_dial(art, still, n, text, theta, weight, told, price):
    power = {"squares": 2, "absolute values": 1}[price]
    scale = weight * (9 / 5 if told == "°F" else 1) ** power
    costs = {"a": lambda at: abs(at + 1) ** power, "b": lambda at: scale * abs(at - 2) ** power}

    def total(at):
        return costs["a"](at) + costs["b"](at)

    # A straight line has its least at an end, so the places that they want are tried as well.
    found = [optimize.minimize_scalar(total, bounds=(-1, 2), options={"xatol": 1e-9}).x, -1, 2]
    best = min(found, key=lambda at: total(round(at, 6)))
    h = 1e-6
    pulls = [-(cost(theta + h) - cost(theta - h)) / (2 * h) for cost in costs.values()]
    near(n.pulls, pulls, abs=1e-6)
    near(n.best, best, abs=6e-4)
    near(n.losses, [cost(theta) for cost in costs.values()])
    for name, cost in costs.items():
        curve(getattr(art, name), cost, -2, 3, points=200)
    near(n.curves, [xy(art.a)[:, 1], xy(art.b)[:, 1]])
    curve(art.total, total, -2, 3, points=200)
    near(xy(art.best), [[best, total(best)]], abs=1e-3)
    for dot, cost in zip(art.dots, costs.values(), strict=True):
        if cost(theta) < 12.5:
            near(xy(dot), [[theta, cost(theta)]])
        else:
            hidden(dot)
    left, bottom, width, height = np.hstack([boxes(bar) for bar in art.pulls])
    cut = np.clip(pulls, -8.4, 8.4)  # The picture ends at 8.5.
    near(left, np.minimum(cut, 0), abs=1e-6)
    near(width, np.abs(cut), abs=1e-6)
    near(bottom + height / 2, [1, 0])
    near(height, 0.4)
    assert ticks(art.pulls[0].axes.yaxis) == ["A", "B"]
    for bar, line, dot in zip(art.pulls, (art.a, art.b), art.dots, strict=True):
        assert colours(bar) == [line.get_color()] == [dot.get_color()]
    near(xy(still[1][0])[:, 0], 0)
    assert [label(line) for line in (art.a, art.b, art.total)] == ["A wants −1", "B wants 2, as weighted", "their sum"]
    reads(text, told, price, "A pulls", "B pulls", theta, weight, *pulls, best)
