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
    rows = zip(LOSSES.items(), n.boundaries, art.curves, art.borders, art.strengths, art.marks, strict=True)
    for (name, loss), c, line, border, strength, mark in rows:
        below, above = (np.imag(price(loss, c + side + 1e-20j, x)) for side in (-1e-4, 1e-4))
        assert below < 0 < above, "no boundary here is the cheapest one nearby"
        assert price(loss, c, x) < price(loss, np.linspace(-0.6, 1.2, 361), x).min() + 1e-5, "another is cheaper"

        def pulled(x, loss=loss, c=c):
            """Return the slope of the price of a no with respect to its score, by a complex step."""
            return np.imag(loss(1.5 * (c - x) - 1e-20j)) / 1e-20

        curve(strength, pulled, -4.4, 6.4)
        near(xy(mark), [[x, pulled(x)]])
        curve(line, lambda x, c=c: 1 - missed(1.5 * (x - c)), -4.4, 6.4)
        near(xy(border), [[c, 0.5]])
        assert label(line) == name
        assert len({artist.get_color() for artist in (line, border, strength, mark)}) == 1
        assert border.get_marker() == mark.get_marker()
    near(sorted(map(tuple, xy(still[0][0]))), [(at, at > 0) for at in sorted([*-RIGHT, *RIGHT])])
    assert (label(still[0][0]), label(art.wrong)) == ("labelled correctly", "labelled wrongly")
    near(xy(art.wrong), [[x, 0]])
    reads(text, "A wrong label at", x, n.boundaries)
