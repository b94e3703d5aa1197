"""The best boundary by the slope of its cost, as a complex step gives it."""

import numpy as np

from tests.content import content, curve, hidden, label, near, reads, xy

RIGHT = np.array([0.3, 0.6, 1.1, 1.6, 2.2, 3.0, 4.0])  # And as many at the same distances on the left.


def missed(z):
    return 1 / (1 + np.exp(z))


LOSSES = {"squares": lambda z: missed(z) ** 2, "surprise": lambda z: np.log1p(np.exp(-z))}


def price(loss, c, x, copies):
    """Return the mean price of all points, for boundaries c and wrong labels at x: each is said to be no."""
    right = sum(loss(1.5 * (at - c)) + loss(1.5 * (at + c)) for at in RIGHT)
    return (right + copies * loss(1.5 * (c - x))) / (14 + copies)


@content(
    {},
    {"x": 0.5, "copies": 0},
    {"x": 5.0, "copies": 1},
    {"x": 2.0, "copies": 4},
    {"x": 6.0, "copies": 3},
)
def wrong_label(art, still, n, text, *, x, copies):
    rows = zip(LOSSES.items(), n.boundaries, n.prices, art.curves, art.rings, art.hills, art.balls, strict=True)
    for (name, loss), c, prices, line, ring, hill, ball in rows:
        below, above = (np.imag(price(loss, c + side + 1e-20j, x, copies)) for side in (-1e-4, 1e-4))
        assert below < 0 < above, "no boundary here is the cheapest one nearby"
        others = price(loss, np.linspace(-1, 3, 801), x, copies)
        low = others.min()
        assert price(loss, c, x, copies) < low + 1e-5, "another boundary is cheaper"
        near(prices, others)
        curve(hill, lambda c, loss=loss, low=low: price(loss, c, x, copies) - low, -1, 3)
        near(xy(ball), [[c, 0]])
        curve(line, lambda x, c=c: 1 - missed(1.5 * (x - c)), -4.4, 6.4)
        passed = [[at, 1] for at in RIGHT if at < c]
        if passed:  # c is above 0, so all that is misjudged is a yes.
            near(xy(ring), passed)
        else:
            hidden(ring)
        assert label(line) == name
        assert len({artist.get_color() for artist in (line, ring, hill, ball)}) == 1
        assert ring.get_marker() == ball.get_marker()
    near(sorted(map(tuple, xy(still[0][0]))), [(at, at > 0) for at in sorted([*-RIGHT, *RIGHT])])
    assert (label(still[0][0]), label(art.wrong)) == ("labelled rightly", "labelled wrongly")
    if copies:
        near(xy(art.wrong), [[x, 0.09 * i] for i in range(copies)])
    else:
        hidden(art.wrong)
    reads(text, f"{copies} wrong label{'s' * (copies != 1)} at", copies, x, n.boundaries)
