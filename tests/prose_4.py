"""The numbers quoted in 04_why_not_mse.ipynb; see tests/prose.py."""

from collections.abc import Callable
from typing import Any

import numpy as np

import lossviz as lv
from lossviz.lessons.wrong_label import CLEAN, STEEP
from tests.prose import shown
from tests.test_lesson_4 import arrives

NO = "turns to no"
FAR = {"start": 0.0, "eta": 40.0, "label": NO}


def sigmoid(z: float) -> float:
    """Return the chance of a score."""
    return float(1 / (1 + np.exp(-z)))


def squares_pull(q: float) -> float:
    """Return how hard squares pull where the truth is yes."""
    return 2 * (1 - q) * q * (1 - q)


def boundaries(x: float) -> tuple[float, ...]:
    """Return where squares and surprise put the boundary."""
    return tuple(lv.wrong_label().set(x=x).numbers.boundaries)


def thrown(start: float) -> list[float]:
    """Return the walk at η = 40."""
    return lv.way_back().set(start=start, eta=40.0).numbers.ways["squares"]


def back(start: float) -> int:
    """Return the steps that squares need at η = 40 once the truth has turned."""
    return int(shown(lv.way_back, start=start, eta=40.0, label=NO).numbers.first["squares"])


def cheapest(p: float, price: Callable[[Any], Any]) -> float:
    """Return the chance that costs least on the mean where p is believed, from the price for a yes."""
    q = np.linspace(0.01, 0.99, 9801)
    return float(q[np.argmin(p * price(q) + (1 - p) * price(1 - q))])


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
    "the square it is $-2(1 - q) = -1.98$ there": lambda: (-2, 1, -2 * 0.99),
    "never beyond $-2$": lambda: -2,
    "surprise it is $-1/q = -100$": lambda: (-1, -1 / 0.01),
    "= -1.98 \\cdot 0.0099 = -0.0196": lambda: (-1.98, 0.0099, -1.98 * 0.0099),
    "= -(1 - q) = -0.99": lambda: (1, -(1 - 0.01)),
    "$z = -\\log 2 \\approx -0.69$, the top": lambda: (..., np.log(1 / 3 / (2 / 3))),
    "with $\\eta = 40$ they need 280": lambda: (40, shown(lv.way_back, start=-10.0, eta=40.0).numbers.first["squares"]),
    "throws the neuron up to $40 \\cdot 0.25 = 10$": lambda: (40, squares_pull(0.5), thrown(0.0)[50]),
    "Squares need 280 steps to come back": lambda: back(0.0),
    "With a rate of 40 the surprise throws the neuron even farther, from 0 to 20": lambda: (
        40,
        0,
        shown(lv.way_back, **FAR).numbers.ways["surprise"][1],
    ),
    "At 20 a no pulls it with almost a whole 1": lambda: (20, sigmoid(20)),
    "so the very next step takes it across, to $-20$": lambda: shown(lv.way_back, **FAR).numbers.ways["surprise"][51],
    "Squares pass this test, and rest at 0.8 as the surprise does": lambda: cheapest(0.8, lambda q: (1 - q) ** 2),
    "score of $1.5 \\cdot 4 = 6$ there": lambda: (STEEP, 4, STEEP * 4),
    "That is our neuron at $-6$ again": lambda: -STEEP * 4,
    "squares pull it with 0.005": lambda: squares_pull(sigmoid(STEEP * (boundaries(4.0)[0] - 4))),
    "The surprise pulls its neuron with 0.995": lambda: sigmoid(STEEP * (4 - boundaries(4.0)[1])),
    "zero at $q = 1/3$ and at 1, where": lambda: (1 / 3, 1),
    "At $1/3$ the pull is 0.296": lambda: (
        1 / 3,
        max(squares_pull(q) for q in np.linspace(0, 1, 3001)),
    ),
    "surprise needs 16 steps and squares need 119": lambda: (
        arrives("surprise", -5.0, 1.0),
        arrives("squares", -5.0, 1.0),
    ),
    "and from $-10$ one step throws it to 22,000": lambda: (
        -10,
        round(lv.way_back(mine=lambda q: -1 / q**2).set(start=-10.0).numbers.ways["yours"][1], -3),
    ),
    "is smallest at $q = 2/3$. Eight": lambda: round(3 * cheapest(0.8, lambda q: 1 / q), 3) / 3,
    "drags both boundaries along, to 0.25 and 0.35": lambda: boundaries(1.0),
    "with their boundary at 0.00, where it": lambda: boundaries(4.0)[0],
    "and has its boundary at 0.47": lambda: boundaries(4.0)[1],
    "That is $-14$ at a score of $-6$": lambda: (2 * (-6 - 1), -6),
    "a neuron at 8, which is right beyond all doubt, is pulled back with 14 too": lambda: (8, 2 * (8 - 1)),
    "From $-2$ they need 43 steps, and you need 86": lambda: (
        -2,
        arrives("squares", -2.0, 1.0),
        lv.way_back(mine=lambda q: q - 1).numbers.first["yours"],
    ),
}
FACTS = {
    "That arrives in a single step": lambda: lv.way_back(mine=lambda q: -1 / q**2).numbers.first["yours"] == 1,
    "where it would be without the cross": lambda: np.array_equal(CLEAN, -CLEAN[::-1]),
    "With $\\eta = 10$, squares do not get out before the picture ends": lambda: (
        shown(lv.way_back, start=-10.0, eta=10.0).numbers.first["squares"] is None
    ),
    "set $\\eta$ to 10, and squares get out in 12 steps": lambda: (
        shown(lv.way_back, start=-5.0, eta=10.0).numbers.first["squares"] == 12
    ),
    "Whoever believes in 0.8 pays less by saying 2/3": lambda: 0.8 / (2 / 3) + 0.2 / (1 / 3) < 0.8 / 0.8 + 0.2 / 0.2,
    "Farther out it hardly moves on": lambda: boundaries(6.0)[1] - boundaries(4.0)[1] < 0.003,
    "That is clumsy, but no trap": lambda: all(
        lv.way_back().set(start=z, eta=eta, label=label).numbers.first["surprise"] <= 21
        for z in np.arange(-10, 2.1, 0.5)
        for eta in (1.0, 10.0, 40.0)
        for label in ("stays yes", NO)
    ),
    "From $-2$, $-5$ and $-10$ the surprise takes 12, 16 and 21 steps": lambda: (
        [shown(lv.way_back, start=z).numbers.first["surprise"] for z in (-2.0, -5.0, -10.0)] == [12, 16, 21]
    ),
    "Set the panel to **no**, and the hump changes sides": lambda: all(
        (np.argmax(shown(lv.pull, truth=truth).picture.artists.strengths[0].get_ydata()) > 80) == (truth == "no")
        for truth in ("yes", "no")
    ),
    "rest at 0.8 as the surprise does": lambda: round(cheapest(0.8, lambda q: -np.log(q)), 3) == 0.8,
}
GIVEN = {
    "nobody needs a rate of 40": "as above",
    "even 40 is too small": "the rate just set",
    "its cat 30 % in place of 0.2 %, while the car still gets 40 %": "forecasts",
    '"cat, 0.2 %"': "a forecast",
    "$0.8/q + 0.2/(1 - q)$": "what is believed",
    "Whoever believes in 0.8": "what is believed",
    "when $q$ passes 0.9": "the line in the panel",
    "squares pull with less than 0.035": "at −4 they pull with 0.0347",
    "Its score is $1.5\\,(x - c)$": "its steepness",
    "and $1.5\\,(x - c)$ falls as": "its steepness",
    "At step 50 the label changes": "when the truth turns",
    "Set the start to $-10$": "a setting of the panel",
    "Set the start to 0": "a setting of the panel",
    "pays less by saying 2/3": "the chance just found",
    "At $q = 1/2$ a small turn": "a chance",
}
