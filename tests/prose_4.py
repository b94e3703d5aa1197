"""The numbers quoted in 04_why_not_mse.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from lossviz.lessons.why_not_mse import A
from lossviz.lessons.wrong_label import CLEAN
from tests.prose import shown
from tests.test_lesson_4 import arrives

NO = "turns to no"


def sigmoid(z: float) -> float:
    """Return the chance of a score."""
    return float(1 / (1 + np.exp(-z)))


def squares_pull(q: float) -> float:
    """Return how hard squares pull where the answer is yes."""
    return 2 * (1 - q) * q * (1 - q)


def boundaries(x: float) -> tuple[float, ...]:
    """Return where squares and surprise put the boundary."""
    return tuple(lv.wrong_label().set(x=x).numbers.boundaries)


def thrown(start: float, name: str = "squares") -> list[float]:
    """Return the walk at η = 40."""
    return lv.way_back().set(start=start, eta=40.0).numbers.ways[name]


def thrown_back(start: float, to: float, steps: int) -> bool:
    """Return whether the panel says so of squares at η = 40, where the answer turns."""
    n = shown(lv.way_back, start=start, eta=40.0, label=NO).numbers
    return round(n.ways["squares"][50], 1) == to and n.first["squares"] == steps


def first_above(z: float) -> int:
    """Return the first step at which squares from −6 are above a score, at η = 1."""
    return int(np.argmax(np.array(lv.way_back().set(start=-6.0).numbers.ways["squares"]) > z))


def best_to_say(p: float) -> float:
    """Return the chance that costs least on the mean where a yes costs 1/q, a no 1/(1 − q), and p is believed."""
    q = np.linspace(0.01, 0.99, 9801)
    return float(q[np.argmin(p / q + (1 - p) / (1 - q))])


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
    "about $e \\approx 2.7$ times": lambda: np.e,
    "thrown to 50. But": lambda: int(lv.way_back(mine=lambda q: -1 / q**2).set(start=-4.0).numbers.ways["yours"][1]),
    "believes in 0.8 does best to say 0.67": lambda: (..., best_to_say(0.8)),
    "with 40 % against 30 and 30, and": lambda: tuple(100 * chance for chance in sorted(A[0])[::-1]),
    "gives the cat only 10 %": lambda: 100 * A[2][0],
    "is thrown beyond 34": lambda: int(thrown(-5.0, "surprise")[40]),
    "drags both boundaries along, to 0.25 and 0.35": lambda: boundaries(1.0),
    "with their boundary at 0.00 again": lambda: boundaries(4.0)[0],
    "has gone on to 0.47": lambda: boundaries(4.0)[1],
    "so it still says no to the point at 0.3": lambda: max(x for x in CLEAN if x < boundaries(4.0)[1]),
    "That is $-14$ at a score of $-6$": lambda: (2 * (-6 - 1), -6),
    "From $-2$ they need 43 steps, and you need 86": lambda: (
        -2,
        arrives("squares", -2.0, 1.0),
        lv.way_back(mine=lambda q: q - 1).numbers.first["yours"],
    ),
}
FACTS = {
    "with $\\eta = 40$ squares get out from $-5$ in 4 steps": lambda: shown(lv.way_back, start=-5.0, eta=40.0),
    "| $-4$ | 4.5 | 3 steps |": lambda: thrown_back(-4.0, 4.5, 3),
    "| $-5$ | 8.0 | 40 steps |": lambda: thrown_back(-5.0, 8.0, 40),
    "| $0$ | 10.0 | 280 steps |": lambda: thrown_back(0.0, 10.0, 280),
    "Out there the gear is nearly $e^z$, so crossing a unit": lambda: (
        abs((first_above(-5.0) / (first_above(-4.0) - first_above(-5.0))) - np.e) < 0.1
    ),
    "That arrives in a single step": lambda: lv.way_back(mine=lambda q: -1 / q**2).numbers.first["yours"] == 1,
    "Without the cross the boundary would be at 0": lambda: np.array_equal(CLEAN, -CLEAN[::-1]),
    "and one step of 40 brings it back": lambda: (
        shown(lv.way_back, start=-5.0, eta=40.0, label=NO).numbers.first["surprise"] == 1
    ),
    "drops only once, when *cat* becomes the longest bar of the third picture": lambda: (
        len({shown(lv.two_machines, t=t).numbers.measures[0] for t in (0.0, 0.5, 1.0, 1.05)}) == 1
        and len({shown(lv.two_machines, t=t).numbers.measures[0] for t in (1.1, 1.5, 2.0)}) == 1
        and np.argmax(shown(lv.two_machines, t=1.1).numbers.q[2]) == 0
    ),
}
GIVEN = {
    '"cat, 0.2 %"': "a forecast",
    "when $q$ passes 0.9": "the line in the panel",
    "squares pull with less than 0.04": "at −4 they pull with 0.035",
    "Its score is $1.5\\,(x - c)$": "its steepness",
    "The 1.5 is fixed": "its steepness",
    "to no** at step 50": "when the answer turns",
    "At $q = 1/2$ a small turn": "a chance",
    "cuts at 0.5, so it counts a score of 0.3": "test_a_softmax_over_one_score_…",
}
