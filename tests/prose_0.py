"""The numbers and the facts of panels in 00_start_here.ipynb; see tests/prose.py."""

import lossviz as lv
from tests.prose import shown


def walked(by, dial=3.4):
    """Return where the dial stands after each of 30 steps by this much of the slope."""
    panel = shown(lambda: lv.first_panel(lambda slope: by * slope), dial=dial, steps=30)
    return panel.numbers.way


def leaves(by):
    panel = shown(lambda: lv.first_panel(lambda slope: by * slope), steps=1)
    return "Step 1 left the picture" in panel.reading


def silent():
    return "is not written yet" in shown(lambda: lv.first_panel(lambda slope: ...), steps=30).reading


def near(a, b):
    return abs(a - b) < 0.05


CLAIMS = {
    "about half of the 2.66 from before": lambda: shown(lv.first_panel, dial=2.2).numbers.price,
    "you came to rest near 2.2, where the ground rises on both sides": lambda: round(walked(-0.1)[-1], 1),
    "the first stride leaps from 3.4 across the whole valley to 0.6, and the rest of the walk comes back": lambda: (
        *walked(-0.3)[:2],
    ),
}
FACTS = {
    "with the dial at −3 to begin with, the walk ends in the deep valley": lambda: near(walked(-0.1, -3.0)[-1], -2.31),
    "the rest of the walk comes back": lambda: near(walked(-0.3)[-1], 2.16),
    "drag the dial to −2.3. There the price is 1.32": lambda: shown(lv.first_panel, dial=-2.3),
    "drag *steps* to 30. As long as the dots stand there, the panel says that nothing is written": silent,
    "It walks from 3.4 into the same valley": lambda: shown(lambda: lv.first_panel(lambda slope: -0.1 * slope)),
    "With four tenths it leaps over the hill and ends in the deep valley": lambda: near(walked(-0.4)[-1], -2.31),
    "With the wrong sign the very first step climbs out of the picture": lambda: leaves(0.1),
}
GIVEN: dict[str, str] = {}
