"""The numbers quoted in 04_why_not_mse.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from tests.prose import shown
from tests.test_lesson_4 import arrives

NO = "turns to no"


def sigmoid(z: float) -> float:
    """Return the chance of a score."""
    return float(1 / (1 + np.exp(-z)))


def squares_pull(q: float) -> float:
    """Return how hard squares pull where the answer is yes."""
    return 2 * (1 - q) * q * (1 - q)


def boundaries(**state: object) -> tuple[float, ...]:
    """Return where squares and surprise put the boundary."""
    return tuple(lv.wrong_label().set(**state).numbers.boundaries)


def ringed(**state: object) -> list[float]:
    """Return the points that squares misjudge."""
    return lv.wrong_label().set(**state).picture.artists.rings[0].get_xdata().tolist()


def thrown(start: float, name: str = "squares") -> list[float]:
    """Return the walk at η = 40."""
    return lv.way_back().set(start=start, eta=40.0).numbers.ways[name]


CLAIMS = {
    "a score of $-6$ gives it a chance of a quarter of a per cent, one with a score of 2 gives it 88 %": lambda: (
        ...,
        ...,
        100 * sigmoid(2),
    ),
    "is still pulled with 0.025, and the one at $-6$, which is terribly wrong, with 0.0049": lambda: (
        squares_pull(sigmoid(2)),
        -6,
        squares_pull(sigmoid(-6)),
    ),
    "a chance of 0.01, it is $0.01 \\cdot 0.99 = 0.0099$": lambda: (0.01, 0.01, 0.99, 0.01 * 0.99),
    "slope $-2(1 - q) = -1.98$ there": lambda: (-2, 1, -2 * 0.99),
    "beyond $-2$": lambda: -2,
    "slope $-1/q = -100$": lambda: (-1, -1 / 0.01),
    "= -1.98 \\cdot 0.0099 = -0.0196": lambda: (-1.98, 0.0099, -1.98 * 0.0099),
    "= -(1 - q) = -0.99": lambda: (1, -(1 - 0.01)),
    "From 0.01 to 0.001 the machine": lambda: (0.01, 0.001),
    "only from 0.980 to 0.998": lambda: (0.99**2, 0.999**2),
    "zero at $q = 1/3$, and there the pull is 0.296": lambda: (
        1 / 3,
        max(squares_pull(q) for q in np.linspace(0, 1, 3001)),
    ),
    "surprise needs 16 steps and squares need 119. They": lambda: (
        arrives("surprise", -5.0, 1.0),
        arrives("squares", -5.0, 1.0),
    ),
    "From $-6$ it is 17 steps against 249": lambda: (
        -6,
        arrives("surprise", -6.0, 1.0),
        arrives("squares", -6.0, 1.0),
    ),
    "From $-4$ they have come to 4.5 when": lambda: (-4, thrown(-4.0)[50]),
    "the last leap lands them at 8, deep": lambda: round(thrown(-5.0)[4], 1),
    "From 0 they land at 10, and": lambda: (0, thrown(0.0)[1]),
    "is thrown beyond 34": lambda: int(thrown(-5.0, "surprise")[40]),
    "drags both boundaries along, to 0.25 and 0.35": lambda: boundaries(x=1.0, copies=1),
    "with their boundary at 0.00 again": lambda: boundaries(x=4.0, copies=1)[0],
    "has gone on to 0.47": lambda: boundaries(x=4.0, copies=1)[1],
    "the boundary of squares is at 1.90. Move them on by one notch to 2.15 and it leaps back to 0.46": lambda: (
        boundaries(x=2.10, copies=4)[0],
        2.15,
        boundaries(x=2.15, copies=4)[0],
    ),
    "given up four right points, at 0.3, 0.6, 1.1 and 1.6": lambda: tuple(ringed(x=2.10, copies=4)),
    "That is $-14$ at a score of $-6$": lambda: (2 * (-6 - 1), -6),
    "From $-2$ they need 43 steps, and you need 86": lambda: (
        -2,
        arrives("squares", -2.0, 1.0),
        lv.way_back(mine=lambda q: q - 1).numbers.first["yours"],
    ),
}
FACTS = {
    "turns to no at step 50, they are back below a half in 4": lambda: shown(
        lv.way_back, start=-5.0, eta=10.0, label=NO
    ),
    "squares are now out in 12 steps": lambda: shown(lv.way_back, start=-5.0, eta=10.0),
    "but from $-6$ they need 24": lambda: shown(lv.way_back, start=-6.0, eta=10.0),
    "and the way back takes 3 steps": lambda: shown(lv.way_back, start=-4.0, eta=40.0, label=NO),
    "and the way back takes 40": lambda: shown(lv.way_back, start=-5.0, eta=40.0, label=NO),
    "and the way back takes 280": lambda: shown(lv.way_back, start=0.0, eta=40.0, label=NO),
    "makes the way of squares more than twice as long": lambda: 249 > 2 * 119,
    "and a single step brings it back": lambda: (
        shown(lv.way_back, start=-5.0, eta=40.0, label=NO).numbers.first["surprise"] == 1
    ),
    "drops once, when *cat* becomes the longest bar of the third picture": lambda: (
        len({shown(lv.two_machines, t=t).numbers.measures[0] for t in (0.0, 0.5, 1.0, 1.05)}) == 1
        and len({shown(lv.two_machines, t=t).numbers.measures[0] for t in (1.1, 1.5, 2.0)}) == 1
        and np.argmax(shown(lv.two_machines, t=1.1).numbers.q[2]) == 0
    ),
    "they have persuaded squares even more than the surprise": lambda: np.greater(*boundaries(x=2.10, copies=4)),
    "two valleys that are almost equally deep": lambda: all(
        (np.diff(np.sign(np.diff(shown(lv.wrong_label, x=x, copies=4).numbers.prices[0]))) > 0).sum() == 2
        for x in (2.10, 2.15)
    ),
}
GIVEN = {
    '"cat, 0.2 %"': "a forecast",
    "when $q$ passes 0.9": "the line in the panel",
    "squares pull with less than 0.04": "at −4 they pull with 0.035",
    "set $\\eta$ to 10. From": "a rate",
    "How about 40?": "a rate",
    "$q = \\sigma(1.5\\,(x - c))$": "its steepness",
    "At 2.10 they have persuaded": "a place",
    "At $q = 1/2$ a small turn": "a chance",
    "cuts at 0.5, so it counts a score of 0.3": "test_a_softmax_over_one_score_…",
}
