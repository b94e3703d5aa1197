"""Differences of a loss in exact arithmetic but for what a type of number rounds, and seven claims about its slopes."""

from functools import cache

import mpmath
import numpy as np

from tests.content import boxes, content, curve, hidden, label, near, reads, seen, ticks, xy

Z = (2.0, 1.0, 0.0)
STEPS = 10 ** (np.arange(-64, 1) / 4)
VIEW = np.arange(-80, 81) / 40


@cache
def slopes(place=Z, true=2):
    """Return the slopes of the loss with respect to the three scores."""

    def loss(*z):
        return mpmath.log(sum(map(mpmath.exp, z))) - z[true]

    with mpmath.workdps(30):
        return np.array([float(mpmath.diff(loss, place, n)) for n in ((1, 0, 0), (0, 1, 0), (0, 0, 1))])


@cache
def rounded_losses(steps, dtype):
    """Return the loss, the last score moved by each step, exact but for what the dtype rounds."""
    kind, found = np.dtype(dtype).type, []
    with mpmath.workdps(30):
        for step in steps:
            *others, last = (kind(z) for z in Z)
            last = last + kind(step)
            exact = mpmath.log(sum(mpmath.exp(mpmath.mpf(float(z))) for z in (*others, last)))
            found.append(kind(float(exact)) - last)
    return np.array(found)


@content(
    {},
    {"h": 1e-15},
    {"h": 1e-4, "sides": "one side"},
    {"h": 10**-7.5},
    {"h": 10**-2.5, "dtype": "float32", "sides": "one side"},
)
def finite_difference(art, still, n, text, *, h, dtype, sides):
    both = sides == "both sides"
    room = 2e-15  # A loss in float64 may be off by a last digit or two, and the difference of two by more.

    def losses(steps):
        return rounded_losses(tuple(steps), dtype)

    def measured(steps):
        return (losses(steps) - losses(-steps if both else 0 * steps)) / (steps.astype(dtype) * (1 + both))

    (here,), off = measured(np.array([h])), abs(n.measured - slopes()[2])
    near(n.measured, here, abs=room / h)
    near(n.error, max(off, 1e-13), abs=0)
    near(n.errors, np.maximum(abs(measured(STEPS) - slopes()[2]), 1e-13), abs=1e-9 + room / STEPS)
    near(xy(art.errors), np.transpose([STEPS, n.errors]), abs=0)
    exact = [rounded_losses(tuple(sign * STEPS), "float64") for sign in (1, -1)]
    usual = np.maximum(abs((exact[0] - exact[1]) / (2 * STEPS) - slopes()[2]), 1e-13)
    near(n.usual, usual, abs=1e-9 + room / STEPS)
    if both and dtype == "float64":
        hidden(art.usual)
        near(n.usual, n.errors, abs=0)
    else:
        near(xy(art.usual), np.transpose([STEPS, n.usual]), abs=0)
    near(xy(art.here), [[h, n.error]], abs=0)
    near(n.seen, np.clip((np.float64(losses(VIEW * h)) - losses([0])) / h, -3, 3), abs=room / h)
    near(xy(art.seen), np.transpose([VIEW, n.seen]))
    ends = xy(art.secant)
    near(ends, xy(art.seen)[[40 if both else 80, 120]])
    near((ends[1, 1] - ends[0, 1]) / (ends[1, 0] - ends[0, 0]), n.measured, rel=1e-5)
    curve(still[0][0], lambda x: slopes()[2] * x, -2, 2)
    names = ["what the computer sees", "the slope measured", "the true slope"]
    assert [label(line) for line in (art.seen, art.secant, still[0][0])] == names
    reads(text, dtype, sides, h, n.measured, n.error)


CLAIMS = {
    "q − y": lambda right, y: right,
    "y − q": lambda right, y: -right,
    "q": lambda right, y: right + y,
    "J (q − y)": lambda right, y: (right + y) * (right - (right + y) @ right),
    "q − y, rounded": lambda right, y: np.array([float(f"{slope:.3f}") for slope in right]),
    "2 (q − y)": lambda right, y: 2 * right,
    "q − (0, 0, 1)": lambda right, y: right + y - [0, 0, 1],
}


@content(
    {},
    {"formula": "q"},
    {"formula": "J (q − y)"},
    {"formula": "2 (q − y)"},
    {"formula": "q − y, rounded"},
    {"formula": "q − (0, 0, 1)"},
    {"formula": "q − (0, 0, 1)", "place": "(0, 2, 0), class 1 is true"},
    {"formula": "q − y, rounded", "place": "(0, 2, 0), class 1 is true"},
    ignores={
        "n.distance": "it is rounding alone",
        "n.distances.q − y": "it is rounding alone",
        "n.distances.q − (0, 0, 1)": "it is rounding alone where class 3 is true",
    },
)
def court(art, still, n, text, *, formula, place):
    moved = place != "(2, 1, 0), class 3 is true"
    true = 0 if moved else 2
    right, y = slopes((0.0, 2.0, 0.0), 0) if moved else slopes(), np.eye(3)[true]
    claimed = CLAIMS[formula](right, y)
    distance = abs(claimed - right).max() / max(abs(claimed).max(), abs(right).max())
    near(n.claimed, claimed)
    near(n.measured, right, abs=1e-8)
    near(n.total, claimed.sum())
    near(n.distance, distance, abs=1e-8)
    by_name = {name: claim(right, y) for name, claim in CLAIMS.items()}
    far = [abs(claim - right).max() / max(abs(claim).max(), abs(right).max()) for claim in by_name.values()]
    assert list(n.distances) == list(by_name) == ticks(art.passed.axes.yaxis)
    near(list(n.distances.values()), far, abs=1e-8)
    last = list(by_name).index(formula)  # Only what was passed on the way down the list is told.
    near(xy(art.passed), np.transpose([np.maximum(far, 1e-8), np.arange(7)])[: last + 1], abs=1e-9)
    near(xy(art.chosen), [[max(distance, 1e-8), last]], abs=1e-9)
    near(xy(still[1][0]), [[1e-4, -0.5], [1e-4, 6.5]])
    assert ticks(art.passed.axes.xaxis) == ["≤ 1e−8", "1e−6", "1e−4", "0.01", "1"]
    assert n.there and not n.trouble
    for artist, left, each, name in ((art.claims, -0.36, claimed, "claimed"), (art.bars, 0.02, right, "measured")):
        heights = np.append(each, each.sum())
        near(boxes(artist), [np.arange(4) + left, np.minimum(heights, 0), [0.34] * 4, abs(heights)], abs=1e-8)
        assert label(artist) == name
    near(xy(still[0][0])[:, 1], 0)
    assert ticks(art.bars.axes.xaxis) == ["z1", "z2", "z3", "their sum"]
    assert seen(art.truth).get_text() == "true" and art.truth.get_position() == (true, 1.8)
    factors = {"2 (q − y)": [2]}.get(formula, [])
    passes = formula == "q − y" or (formula == "q − (0, 0, 1)" and not moved)
    far = [1e-8] if passes else [float(f"{distance:.2g}")]
    verdict = "acquitted" if passes else "convicted"
    assert text.startswith(f"At z = {place}: {formula} claims ")
    where = [0, 2, 0, 1] if moved else [2, 1, 0, 3]
    factors = where + factors + [0, 0, 1] * (formula == "q − (0, 0, 1)")
    reads(text, verdict, *factors, *claimed, claimed.sum(), *right, *far)
