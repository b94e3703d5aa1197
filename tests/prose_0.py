"""The numbers and the facts of panels in 00_start_here.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from lossviz.lessons.start import price, slope
from tests.prose import shown


def walked(by, dial=3.4):
    """Return where the dial stands after each of 30 steps by this much of the slope."""
    panel = shown(lambda: lv.first_panel(lambda slope: by * slope), dial=dial, steps=30)
    return panel.numbers.way


def leaves(by):
    panel = shown(lambda: lv.first_panel(lambda slope: by * slope), steps=1)
    return "Step 1 left the picture" in panel.reading


def silent():
    return "is not written yet" in shown(lambda: lv.first_panel(lambda slope: ...), steps=0).reading


def tenths(n, dial):
    """Return where n tenths of the slope end from a start."""
    return walked(-n / 10, dial)[-1]


def near(a, b):
    return abs(a - b) < 0.05


def luck():
    """Four tenths end in the deep valley from 3.4, in the shallow one from 3.2 and −3.5; the panel shows all three."""
    panel = lv.first_panel(lambda slope: -0.1 * slope)
    (question,) = panel.predictions
    question.skip()
    both = [panel.set(dial=dial).numbers.leap for dial in (3.4, 3.2, -3.5)]
    assert all(np.allclose(leap, walked(-0.4, dial)) for leap, dial in zip(both, (3.4, 3.2, -3.5), strict=True))
    return (
        near(both[0][-1], -2.31)
        and near(both[1][-1], 2.16)
        and near(both[2][-1], 2.16)
        and 0.15 < both[1][1] < 0.5
        and abs(both[0][1] - both[0][0] + 3.7) < 0.05
    )


def starts():
    return np.arange(-35, 36) / 10


def ends_on_its_side():
    """From each start on the slider, the walk ends in the valley on whose side of the hilltop it stands."""
    return all(near(walked(-0.1, dial)[-1], -2.31 if dial < 0.15 else 2.16) for dial in [*starts()[::5], 0.1, 0.2])


CLAIMS = {
    "two dials have 100 places to visit, three have 1,000": lambda: (10**2, 10**3),
    "about half of the 2.66 from before": lambda: shown(lv.first_panel, dial=2.2).numbers.price,
    "you came to rest near 2.2, where the ground rises on both sides": lambda: round(walked(-0.1)[-1], 1),
    "the first stride leaps from 3.4 across the whole valley to 0.6, and": lambda: (*walked(-0.3)[:2],),
    "The first is a tenth of the slope 9.2 and takes it to 2.48": lambda: (slope(3.4), walked(-0.1)[1]),
    "Or did you sweep the whole line, and find −2.3 at once": lambda: starts()[np.argmin(price(starts()))],
}
FACTS = {
    "It lies between 0.1 and 0.2, at the top of the hill": ends_on_its_side,
    "the rest of the walk comes back": lambda: near(walked(-0.3)[-1], 2.16),
    "drag the dial to −2.3. There the price is 1.32": lambda: shown(lv.first_panel, dial=-2.3),
    "As long as the dots are there, the panel says that nothing is written": silent,
    "It walks from 3.4 into the same valley": lambda: shown(lambda: lv.first_panel(lambda slope: -0.1 * slope)),
    "drag the start to 3.2, where the long stride falls just short of the top": luck,
    "For ten steps your own walk, the diamonds, hardly stirs, and then it wakes": lambda: (
        abs(walked(-0.1, 0.1)[10] - 0.1) < 0.3
    ),
    "With the wrong sign the very first step from 3.4 climbs out of the picture": lambda: leaves(0.1),
}
GIVEN = {
    "At −3.5 it even leaps out of the deep one": "see luck",
    "She said 17 °C, and it was 20": "lesson 1's day",
    "put it down at 0.1 and": "FACTS: it hardly stirs there",
    "and drag *steps* slowly from 0 to 30": "as said",
}
