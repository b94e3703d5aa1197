"""First panel: the price and its slope from NumPy's polynomials, a walk by them."""

import numpy as np
from numpy.polynomial import Polynomial

from tests.content import box, content, hidden, near, reads, xy

PRICE = Polynomial([2 + 2.5, 0.3, -1, 0, 0.1])
SLOPE = PRICE.deriv()


@content({"dial": 3.4, "fog": True}, {"dial": -2.3, "fog": False}, {"dial": 0.3, "fog": True})
def first_panel(art, still, n, text, dial, fog):
    near([n.price, *n.way, *n.leap], [PRICE(dial), dial, dial])
    near(xy(art.stand), [[dial, PRICE(dial)]])
    if fog:
        hidden(art.valley)
    else:
        grid = xy(art.valley)
        near(grid[:, 1], PRICE(grid[:, 0]))
        near(grid[[0, -1], 0], [-3.6, 3.6])
    ground = xy(art.ground)
    near(ground[:, 1], PRICE(ground[:, 0]))
    near(ground[[0, -1], 0], np.clip([dial - 0.25, dial + 0.25], -3.6, 3.6))
    if fog:
        left, right = ground[[0, -1], 0]
        near(box(art.fogs[0]), [-3.6, 0, left + 3.6, 9])
        near(box(art.fogs[1]), [right, 0, 3.6 - right, 9])
    else:
        hidden(*art.fogs)
    assert text.endswith(", as far as the fog lets us feel") == fog
    way = (
        "is almost level"
        if abs(SLOPE(dial)) < 0.2
        else "falls to the left"
        if SLOPE(dial) > 0
        else "falls to the right"
    )
    reads(
        text,
        f"The dial stands at {dial:.2f}".replace("-", "−"),
        dial,
        f"the price is {PRICE(dial):.2f} and the ground {way}",
        PRICE(dial),
    )
