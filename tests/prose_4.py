"""The numbers quoted in 04_why_not_mse.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from tests.prose import shown
from tests.test_lesson_4 import arrives

NO = "turns to no at step 50"


def sigmoid(z: float) -> float:
    """Return the chance of a score."""
    return float(1 / (1 + np.exp(-z)))


def squares_pull(q: float) -> float:
    """Return how hard squares pull where the answer is yes."""
    return 2 * (1 - q) * q * (1 - q)


def boundaries(**state: object) -> tuple[float, ...]:
    """Return where squares and surprise put the boundary."""
    return tuple(lv.wrong_label().set(**state).numbers.boundaries)


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
    "a chance of 0.01, this is $0.01 \\cdot 0.99 = 0.0099$": lambda: (0.01, 0.01, 0.99, 0.01 * 0.99),
    "slope $-2(1 - q) = -1.98$ there": lambda: (-2, 1, -2 * 0.99),
    "beyond $-2$": lambda: -2,
    "slope $-1/q = -100$": lambda: (-1, -1 / 0.01),
    "= -1.98 \\cdot 0.0099 = -0.0196": lambda: (-1.98, 0.0099, -1.98 * 0.0099),
    "= -(1 - q) = -0.99": lambda: (1, -(1 - 0.01)),
    "From a chance of 0.01 to one of 0.001": lambda: (0.01, 0.001),
    "only from 0.980 to 0.998": lambda: (0.99**2, 0.999**2),
    "at $q = 1/3$, squares pull with 0.296": lambda: (1 / 3, max(squares_pull(q) for q in np.linspace(0, 1, 3001))),
    "$z = -5$ the surprise needs 16 steps and squares need 119": lambda: (
        -5,
        arrives("surprise", -5.0, 1.0),
        arrives("squares", -5.0, 1.0),
    ),
    "From $-8$ it is 19 steps against 1,542": lambda: (
        -8,
        arrives("surprise", -8.0, 1.0),
        arrives("squares", -8.0, 1.0),
    ),
    "At $\\eta = 40$ they are there within 4 steps from $-5$": lambda: (40, arrives("squares", -5.0, 40.0), -5),
    "The one big leap ends at $z = 8$": lambda: round(
        lv.way_back().set(start=-5.0, eta=40.0).numbers.ways["squares"][4]
    ),
    "thrown much farther, beyond 34": lambda: int(lv.way_back().set(start=-5.0, eta=40.0).numbers.ways["surprise"][40]),
    "drags both boundaries along, to 0.25 and 0.35": lambda: boundaries(x=1.0, copies=1),
    "with a boundary at 0.00 again, while the surprise has gone on to 0.47": lambda: boundaries(x=4.0, copies=1),
    "their boundary is at 1.90. Move them on by one notch to 2.15 and it leaps back to 0.46": lambda: (
        boundaries(x=2.10, copies=4)[0],
        2.15,
        boundaries(x=2.15, copies=4)[0],
    ),
    "From $-2$ it needs 86 steps where the surprise needs 12": lambda: (
        -2,
        next(
            i for i, z in enumerate(lv.way_back(mine=lambda q: q - 1).set(start=-2.0).numbers.own) if sigmoid(z) > 0.9
        ),
        arrives("surprise", -2.0, 1.0),
    ),
}
FACTS = {
    "the answer is no from step 50 on. Squares then need 40 steps to get below a half again": lambda: shown(
        lv.way_back, start=-5.0, eta=40.0, label=NO
    ),
    "drops once when the cat gets the longest of its three bars": lambda: (
        len({shown(lv.two_machines, t=t).numbers.mistakes for t in (0.0, 0.5, 1.0, 1.05)}) == 1
        and len({shown(lv.two_machines, t=t).numbers.mistakes for t in (1.1, 1.5, 2.0)}) == 1
        and np.argmax(shown(lv.two_machines, t=1.1).numbers.q[2]) == 0
    ),
    "and now misjudges right points": lambda: boundaries(x=4.0, copies=1)[1] > 0.3,
}
GIVEN = {
    '"cat, 0.2 %"': "a forecast",
    "when $q$ passes 0.9": "the line in the panel",
    "squares need about 3.2 times its rate when they start at 0, about 7.2 times from $-5$ and 14.5 times from $-6$": (
        "test_to_draw_level_squares_need_another_rate_from_each_start"
    ),
    "the surprise at $\\eta = 1$": "a rate",
    "$q = \\sigma(1.5\\,(x - c))$": "its steepness",
    "At 2.10 they have persuaded": "a place",
    "cuts at 0.5, so it takes the right answer 0.3 for a no": "test_a_softmax_over_one_score_…",
    "lets the neuron walk from $z = -2$": "a start",
}
