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
    {"x": 0.0, "copies": 0},
    {"x": 5.0, "copies": 1},
    {"x": 2.0, "copies": 4},
    {"x": 6.0, "copies": 3},
)
def wrong_label(art, still, n, text, *, x, copies):
    rows = zip(LOSSES.items(), n.boundaries, n.prices, art.curves, art.hills, art.balls, still[1:], strict=True)
    for (name, loss), c, prices, line, hill, ball, _ in rows:
        below, above = (np.imag(price(loss, c + side + 1e-20j, x, copies)) for side in (-1e-4, 1e-4))
        assert below < 0 < above, "no boundary here is the cheapest one nearby"
        others = price(loss, np.linspace(-1, 3, 801), x, copies)
        assert price(loss, c, x, copies) < others.min() + 1e-5, "another boundary is cheaper"
        near(prices, others)
        curve(hill, lambda c, loss=loss: price(loss, c, x, copies), -1, 3)
        near(xy(ball), [[c, others.min()]])
        curve(line, lambda x, c=c: 1 - missed(1.5 * (x - c)), -4.4, 6.4)
        assert label(line) == name
        assert len({artist.get_color() for artist in (line, hill, ball)}) == 1
        assert hill.axes.get_title() == f"{name}: mean price"
    near(sorted(map(tuple, xy(still[0][0]))), [(at, at > 0) for at in sorted([*-RIGHT, *RIGHT])])
    assert (label(still[0][0]), label(art.wrong)) == ("labelled rightly", "labelled wrongly")
    shift = 0.25 * (np.arange(copies) - (copies - 1) / 2)
    if copies:
        near(xy(art.wrong), np.transpose([x + shift, 0 * shift]))
    else:
        hidden(art.wrong)
    reads(text, f"{copies} wrong label{'s' * (copies != 1)} at", copies, x, n.boundaries)
