"""The numbers quoted in 06_gradients.ipynb; see tests/prose.py."""

import numpy as np
from scipy import special

import lossviz as lv
from tests.prose import shown

Z = np.array([2.0, 1.0, 0.0])
Q = special.softmax(Z)
SURE = special.softmax([-2.0, 3.0, 0.0])
V = 2 / 3 * (SURE - [1, 0, 0])
STEPS = np.logspace(-16, 0, 65)  # Those of the panel's valley.
SAVED = (SURE @ V - SURE * V) / (1 - SURE)  # The mean of the others' slopes, each counted for what it holds.
MOVED = SURE * (1 - SURE)


WIRED, ELSEWHERE = "q − (0, 0, 1)", "(0, 2, 0), class 1 is true"


def distance(formula: str, place: str = "(2, 1, 0), class 3 is true") -> float:
    """Return how far a formula is from what is measured."""
    return float(lv.court().set(formula=formula, place=place).numbers.distance)


def arrives(price: str, **state: object) -> int:
    """Return the step at which the truth passes 0.9."""
    chances = lv.two_roads().set(step=120, **state).numbers.roads[price]
    return int(np.argmax(chances[:, 0] > 0.9))


def pushes(price: str, eta: int = 1) -> np.ndarray:
    """Return where a price pushes the three scores before each step of the machine that is sure and wrong."""
    panel = lv.two_roads().set(machine="sure and wrong", eta=eta)
    return np.array([panel.set(step=step).numbers.pushes[price] for step in range(121)])


def error(h: float, sides: str = "both sides") -> float:
    """Return how far off a measured slope is."""
    return float(lv.finite_difference().set(h=h, sides=sides).numbers.error)


def valley(dtype: str) -> np.ndarray:
    """Return how far off each step from 1e-16 to 1 is."""
    return lv.finite_difference().set(dtype=dtype).numbers.errors


CLAIMS = {
    "see them do so for 31 steps": lambda: int(np.argmax(pushes("squares")[:, 2] < 0)),
    "where the largest push is 0.99 for cross entropy and 0.035 for squares": lambda: tuple(
        shown(lv.two_roads, machine="sure and wrong").numbers.most[price] for price in ("cross entropy", "squares")
    ),
    "held 0.090 and class 2 held 0.245, and the first is 26.9 % of the two": lambda: (
        Q[2],
        ...,
        Q[1],
        100 * Q[2] / (Q[1] + Q[2]),
    ),
    "over both payers you read × 0.47": lambda: special.softmax([3, 1, 0])[1] / Q[1],
    "$0.993 \\cdot 0.007 = 0.007$": lambda: (*special.softmax(5 * Z)[:2], np.prod(special.softmax(5 * Z)[:2])),
    "at a nudge of 2 class 1 should gain 0.45": lambda: (2, ..., 2 * Q[0] * (1 - Q[0])),
    "with $q = (0.993, 0.007, 0.000)$": lambda: tuple(special.softmax(5 * Z)),
    "with $q = (0.665, 0.245, 0.090)$": lambda: tuple(Q),
    "= (0,\\ 0,\\ -11.107)": lambda: (0, 0, -1 / Q[2]),
    "it is $(-0.0599, -0.0220, 0.0819)$": lambda: (-Q[2] * Q[0], -Q[2] * Q[1], Q[2] * (1 - Q[2])),
    "$(0.665, 0.245, -0.910)$": lambda: tuple(Q - [0, 0, 1]),
    "short by 0.910": lambda: 1 - Q[2],
    "| 0.0064 | 0.9465 | 0.0471 |": lambda: tuple(SURE),
    "| −0.6624 | 0.6310 | 0.0314 |": lambda: tuple(V),
    "| 0.6026 | −0.0513 | 0.6223 |": lambda: tuple(SAVED),
    "| 1.2650 | −0.6823 | 0.5909 |": lambda: tuple(SAVED - V),
    "| 0.008 | −0.035 | **0.027** |": lambda: tuple(MOVED * (SAVED - V)),
    "That costs 0.0314 a unit": lambda: V[2],
    "0.0064 \\cdot (-0.6624) + 0.9465 \\cdot 0.6310}{0.0064 + 0.9465} = 0.6223": lambda: (
        *(SURE[0], V[0], SURE[1], V[1], SURE[0], SURE[1]),
        SAVED[2],
    ),
    "That is 0.5909 more than it cost": lambda: SAVED[2] - V[2],
    "gains $0.0471 \\cdot (1 - 0.0471) = 0.0449$": lambda: (SURE[2], 1, SURE[2], MOVED[2]),
    "is $0.0449 \\cdot 0.5909 = 0.027$": lambda: (MOVED[2], SAVED[2] - V[2], MOVED[2] * (SAVED[2] - V[2])),
    "so 99 % of it comes from class 2": lambda: (100 * SURE[1] / (SURE[0] + SURE[1]), 2),
    "class 1 passes 0.9 after 9 steps, under squares after 107": lambda: (
        1,
        0.9,
        *(arrives(price, machine="sure and wrong") for price in ("cross entropy", "squares")),
    ),
    "At $\\eta = 3$, which makes up for the mean over three classes, squares need 36 steps": lambda: (
        3,
        arrives("squares", machine="sure and wrong", eta=3),
    ),
    "It is 0.011 at $h = 1$ and 0.00011 at a tenth of it": lambda: (error(1.0), 1, error(0.1)),
    "the curve costs about $0.01\\,h^2$": lambda: error(1e-2) / 1e-4,
    "Choose **(0, 2, 0), class 1 is true**, and it is off by 1.1": lambda: (0, 2, 0, 1, distance(WIRED, ELSEWHERE)),
    "The first corner holds 0.223": lambda: shown(lv.who_pays).numbers.slopes[0, 0],
    "At $\\eta = 30$ they are there after 4, and": lambda: (
        30,
        arrives("squares", machine="sure and wrong", eta=30),
    ),
    "by less than $10^{-8}$": lambda: 1e-8 if distance("q − y") < 1e-8 else 1,
    "the rounded one by 0.0003, and four real slips by 0.5 or more": lambda: (
        distance("q − y, rounded"),
        min(distance(slip) for slip in ("y − q", "q", "J (q − y)", "2 (q − y)")),
    ),
}
FACTS = {
    "and cross entropy after one. So": lambda: arrives("cross entropy", machine="sure and wrong", eta=30) == 1,
    "class 1 gains 0.179, and class 3 pays only 26.9 % of it": lambda: shown(lv.who_pays, nudge=1.0),
    "*chance* of class 3 rises at first, to 0.168 after two steps": lambda: shown(
        lv.two_roads, machine="sure and wrong", step=2
    ),
    "Cross entropy pushes this score down, if only a little": lambda: all(pushes("cross entropy")[:, 2] < 0),
    "the third step raises class 2 about as much as the truth": lambda: (
        (pushes("squares", eta=30)[:, 1:] > 0).tolist() == [[False, True]] * 2 + [[True, False]] + [[False] * 2] * 118
    ),
    "The first two steps go to class 3, which then holds 0.921": lambda: shown(
        lv.two_roads, machine="sure and wrong", step=2, eta=30
    ),
    "put the nudge back to 0, and choose **10, 5, 0**": lambda: (
        shown(lv.who_pays, scores="10, 5, 0").numbers.slopes.max() < 0.01
    ),
    "goes straight to the truth under both prices": lambda: (
        np.ptp([way[:, 1] - way[:, 2] for way in shown(lv.two_roads, step=120).numbers.roads.values()]) < 1e-9
    ),
    "The sum convicts only the forgotten label": lambda: (
        [name for name in lv.court().numbers.distances if abs(lv.court().set(formula=name).numbers.total) > 1e-12]
        == ["q"]
    ),
    "Your measurement convicts five": lambda: sum(far > 1e-4 for far in lv.court().numbers.distances.values()) == 5,
    "But the last one is acquitted": lambda: list(lv.court().numbers.distances)[-1] == WIRED and distance(WIRED) < 1e-8,
    "it gains only 0.271": lambda: shown(lv.who_pays, nudge=2.0),
    "Go to $10^{-15}$ and look left, where the smooth curve has become a staircase": lambda: (
        len(np.unique(shown(lv.finite_difference, h=1e-15).numbers.seen)) < 20
    ),
    "a tenth of the step leaves a tenth of the error": lambda: (
        round(error(1e-3, "one side") / error(1e-4, "one side")) == 10
    ),
    "so the error goes with $h^2$": lambda: round(error(1e-2) / error(1e-3)) == 100,
    "so the valley lies about where they meet": lambda: (
        abs(np.argmin(shown(lv.finite_difference).numbers.errors) - 45) <= 3
    ),
    "costs about $10^{-16} / h$, so the valley lies about where they meet, near $2 \\cdot 10^{-5}$": lambda: (
        5e-17 < np.median(valley("float64")[16:40] * STEPS[16:40]) < 2e-16
        and round((1e-16 / 0.01) ** (1 / 3), 5) == 2e-5
    ),
    "it lies near $10^{-2}$, and its floor is some million times higher": lambda: (
        abs(np.argmin(valley("float32")) - 56) <= 3 and min(valley("float32")) > 1e6 * min(valley("float64"))
    ),
    "and the valley moves to": lambda: (
        3 * error(1e-7, "one side") < min(error(1e-6, "one side"), error(1e-8, "one side"))
    ),
    "(1 - q_i)\\,(\\text{mean fault of the others} - v_i)": lambda: np.allclose(
        MOVED * (SAVED - V), -lv.softmax_mse_grad([[1, 0, 0]], [[-2.0, 3, 0]])[0]
    ),
    "The true class has far less fault than class 3, but it moves too little": lambda: (
        V[0] < V[2] and MOVED[0] < MOVED[2] / 7
    ),
}
GIVEN = {
    "A formula is acquitted below $10^{-4}$": "the bound of the panel",
    "from both sides with $h = 10^{-5}$": "what the exercise asks for",
    "With your step of $10^{-5}$": "what the exercise asks for",
    "about $10^{-16} / h$": "see FACTS",
    "near $2 \\cdot 10^{-5}$": "see FACTS",
    "it lies near $10^{-2}$": "see FACTS",
    "the valley moves to about $10^{-7}$": "see FACTS",
    "about 16 digits of the loss": "float64",
    "agree in 13 of these": "an example",
}
