"""The best boundary by the slope of its cost, as a complex step gives it."""

import numpy as np

from tests.content import content, curve, label, near, reads, xy

RIGHT = np.array([0.3, 0.6, 1.1, 1.6, 2.2, 3.0, 4.0])  # And as many at the same distances on the left.


def missed(z):
    return 1 / (1 + np.exp(z))


LOSSES = {"squares": lambda z: missed(z) ** 2, "surprise": lambda z: np.log1p(np.exp(-z))}


def price(loss, c, x):
    """Return the mean price of all points, for boundaries c and a wrong label at x: it is said to be no."""
    right = sum(loss(1.5 * (at - c)) + loss(1.5 * (at + c)) for at in RIGHT)
    return (right + loss(1.5 * (c - x))) / 15


@content(
    {},
    {"x": 0.5},
    {"x": 2.0},
    {"x": 5.0},
    {"x": 6.0},
)
def wrong_label(art, still, n, text, *, x):
    rows = zip(LOSSES.items(), n.boundaries, n.prices, art.curves, art.borders, art.hills, art.balls, strict=True)
    for (name, loss), c, prices, line, border, hill, ball in rows:
        below, above = (np.imag(price(loss, c + side + 1e-20j, x)) for side in (-1e-4, 1e-4))
        assert below < 0 < above, "no boundary here is the cheapest one nearby"
        others = price(loss, np.linspace(-0.6, 1.2, 361), x)
        low = others.min()
        assert price(loss, c, x) < low + 1e-5, "another boundary is cheaper"
        near(prices, others)
        curve(hill, lambda c, loss=loss, low=low: price(loss, c, x) - low, -0.6, 1.2)
        near(xy(ball), [[c, 0]])
        curve(line, lambda x, c=c: 1 - missed(1.5 * (x - c)), -4.4, 6.4)
        near(xy(border), [[c, 0.5]])
        assert label(line) == name
        assert len({artist.get_color() for artist in (line, border, hill, ball)}) == 1
        assert border.get_marker() == ball.get_marker()
    near(sorted(map(tuple, xy(still[0][0]))), [(at, at > 0) for at in sorted([*-RIGHT, *RIGHT])])
    assert (label(still[0][0]), label(art.wrong)) == ("labelled correctly", "labelled wrongly")
    near(xy(art.wrong), [[x, 0]])
    reads(text, "A wrong label at", x, n.boundaries)
