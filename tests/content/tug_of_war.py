"""Each guess priced reading by reading, its pulls by differences, and the best guess by a search for the floor."""

import numpy as np
from scipy import optimize, special

from tests.content import box, content, curve, hidden, near, polygons, reads, xy

PRICES = {
    "squares": lambda r, delta: r**2 / 2,
    "absolute values": lambda r, delta: np.abs(r),
    "Huber": lambda r, delta: special.huber(delta, r),
}


def slope(price, r, delta, h=1e-6):
    """Return the slope of a price by a difference; at a kink, the mean of both sides."""
    return (price(r + h, delta) - price(r - h, delta)) / (2 * h)


@content(
    {},
    {"c": 18.3, "last": 34.0, "loss": "Huber", "delta": 8.0},
    {"c": 14.0, "last": 20.0, "loss": "Huber", "delta": 0.5},
    {"c": 19.3, "last": 34.0, "loss": "squares", "delta": 10.0},
    {"c": 26.0, "last": 25.5, "loss": "squares", "delta": 0.5},
    {"c": 17.6, "last": 34.0, "loss": "absolute values", "delta": 3.5},
)
def tug_of_war(art, still, n, text, c, last, loss, delta):
    y, rows = np.array([16, 17, 18, 20, last]), np.arange(1, 6)
    price = PRICES[loss]

    def mean(at):
        return np.mean([price(day - at, delta) for day in y], axis=0)

    found = optimize.minimize_scalar(mean, bounds=(16, 34), options={"xatol": 1e-9})
    best = np.median(y) if loss == "absolute values" else found.x
    floor = mean(best)
    assert floor <= found.fun + 1e-12
    pulls = slope(price, y - c, delta)
    near(n.y, y)
    near(n.best, best, abs=1e-6)
    near(n.pulls, pulls, abs=1e-6)
    near(n.price, mean(c) - floor)
    curve(art.curve, lambda at: mean(at) - floor, 14, 36, points=200)
    near(n.curve, xy(art.curve)[:, 1])
    near(xy(art.readings), np.transpose([y, rows]))
    near(xy(art.guess), [[c, 0.3], [c, 5.7]])
    for row, pull, rope in zip(rows, pulls, polygons(art.pulls), strict=True):
        near(rope, [[c, row], [c + pull, row]], abs=1e-6)
    if loss == "Huber":
        near(box(art.band), [c - delta, 0.3, 2 * delta, 5.4])
    else:
        hidden(art.band)
    near(xy(art.best), [[best, 0]], abs=1e-6)
    rise = -np.mean(pulls)
    near(xy(art.dot), [[c, mean(c) - floor]])
    near(xy(art.tangent), [[c - 1, mean(c) - floor - rise], [c + 1, mean(c) - floor + rise]], abs=1e-6)
    sides = -pulls[pulls < 0].sum(), pulls[pulls > 0].sum()
    reads(text, loss, "is Huber's" if loss != "Huber" else "Huber, δ", c, last, delta, *sides, best)


@content({}, {"c": 14.0, "last": 20.0}, {"c": 25.9, "last": 34.0}, {"c": 18.3, "last": 26.5})
def own_pull(art, still, n, text, c, last):
    y, rows = np.array([16, 17, 18, 20, last]), np.arange(1, 6)
    best = optimize.brentq(lambda at: np.clip(y - at, -2, 2).sum(), 16, 34, xtol=1e-12)
    pulls = slope(PRICES["Huber"], y - c, 2)
    for numbers, ropes in ((n.pulls, art.right), (n.own, art.yours)):
        near(numbers, pulls, abs=1e-6)
        for row, pull, rope in zip(rows, pulls, polygons(ropes), strict=True):
            near(rope, [[c, row], [c + pull, row]], abs=1e-6)
    places = [26.1]
    for _ in range(30):
        places.append(places[-1] + slope(PRICES["Huber"], y - places[-1], 2).mean())
    near(n.places, places, abs=1e-6)
    near(xy(art.walked), np.transpose([places, np.arange(31)]), abs=1e-6)
    near(n.y, y)
    near(n.best, best, abs=1e-6)
    near(xy(art.readings), np.transpose([y, rows]))
    near(xy(art.guess), [[c, 0.3], [c, 5.7]])
    near(xy(art.best), [[best, -4], [best, 34]], abs=1e-6)
    assert n.trouble == ""
    reads(text, c, last, best, 26.1, places[-2:], 30)
