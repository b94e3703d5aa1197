"""The numbers quoted in 06_gradients.ipynb; see tests/prose.py."""

import numpy as np
from scipy import special

import lossviz as lv
from tests.prose import shown

Z = np.array([2.0, 1.0, 0.0])
Q = special.softmax(Z)
SURE = special.softmax([-2.0, 3.0, 0.0])
V = 2 / 3 * (SURE - [1, 0, 0])
BESIDE = V - SURE @ V
RIVAL_SCORES, TRUTH = np.array([-4.0, 4.0, 4.0]), np.array([1.0, 0, 0])
RIVALS = special.softmax(RIVAL_SCORES)
V_RIVALS = 2 / 3 * (RIVALS - TRUTH)
PESSIMIST = np.array([0.2, 0.3, 0.5]) - [0.7, 0.2, 0.1]


def distance(formula: str) -> float:
    """Return how far a formula is from what is measured."""
    return float(lv.court().set(formula=formula).numbers.distance)


def arrives(price: str, **state: object) -> int:
    """Return the step at which the truth passes 0.9."""
    chances = lv.two_roads().set(step=120, **state).numbers.roads[price]
    return int(np.argmax(chances[:, 0] > 0.9))


def highest(price: str) -> float:
    """Return how high class 3 comes."""
    return float(lv.two_roads().set(step=120, machine="sure and wrong").numbers.roads[price][:, 2].max())


def error(h: float, sides: str = "both sides") -> float:
    """Return how far off a measured slope is."""
    return float(lv.finite_difference().set(h=h, sides=sides).numbers.error)


def pushed_up() -> int:
    """Return for how many steps squares push up the score of class 3, all of them the first."""
    panel = lv.two_roads()
    pushes = [panel.set(step=i, machine="sure and wrong").numbers.pushes["squares"][2] for i in range(60)]
    return int(np.argmax(np.array(pushes) < 0))


CLAIMS = {
    "held 0.090 and class 2 held 0.245, and you can check that the first is 26.9 % of the two": lambda: (
        Q[2],
        ...,
        Q[1],
        100 * Q[2] / (Q[1] + Q[2]),
    ),
    "A class that holds 0.99 can move its own chance only with 0.0099": lambda: (0.99, 0.99 * 0.01),
    "At a nudge of 2 it promises class 1 a chance of 1.11": lambda: (2, ..., Q[0] + 2 * Q[0] * (1 - Q[0])),
    "with $q = (0.993, 0.007, 0.000)$": lambda: tuple(special.softmax(5 * Z)),
    "Her slopes are $(-0.5, 0.1, 0.4)$": lambda: tuple(PESSIMIST),
    "with $q = (0.665, 0.245, 0.090)$": lambda: tuple(Q),
    "$-\\log 0.090$, which is 2.408": lambda: (Q[2], -np.log(Q[2])),
    "= (0,\\ 0,\\ -11.107)": lambda: (0, 0, -1 / Q[2]),
    "it is $(-0.0599, -0.0220, 0.0819)$": lambda: (-Q[2] * Q[0], -Q[2] * Q[1], Q[2] * (1 - Q[2])),
    "$(0.665, 0.245, -0.910)$": lambda: tuple(Q - [0, 0, 1]),
    "short by 0.910": lambda: 1 - Q[2],
    "believes in class 2 with 0.946": lambda: (..., SURE[1]),
    "At the start $q$ is (0.006, 0.946, 0.047), and the mean complaint is 0.594": lambda: (*SURE, SURE @ V),
    "They push the score of class 3 up for 31 steps": lambda: (3, pushed_up()),
    "| −0.662 | 0.631 | 0.031 |": lambda: tuple(V),
    "| −1.257 | 0.037 | −0.563 |": lambda: tuple(BESIDE),
    "| −0.0080 | 0.0346 | **−0.0265** |": lambda: tuple(SURE * BESIDE),
    "| −0.994 | 0.946 | 0.047 |": lambda: tuple(SURE - [1, 0, 0]),
    "raised 3.3 times as much": lambda: SURE[2] * BESIDE[2] / (SURE[0] * BESIDE[0]),
    "passes 0.9 after 9 steps": lambda: (0.9, arrives("cross entropy", machine="sure and wrong")),
    "Squares take 107 steps": lambda: arrives("squares", machine="sure and wrong"),
    "for a moment too, to 0.168": lambda: highest("cross entropy"),
    "At $\\eta = 30$ squares arrive after 4 steps": lambda: (30, arrives("squares", machine="sure and wrong", eta=30)),
    "by less than $10^{-8}$": lambda: 1e-8 if distance("q − y") < 1e-8 else 1,
    "The lost minus is off by 2, the doubled one by 0.5": lambda: (distance("y − q"), distance("2 (q − y)")),
    "stand out, by −1, but that is multiplied by the 0.00017 that it holds": lambda: (
        V_RIVALS[0] - RIVALS @ V_RIVALS,
        RIVALS[0],
    ),
    "so the largest push of squares is 0.00017, where cross entropy pushes with 1": lambda: (
        np.abs(lv.softmax_mse_grad(TRUTH, RIVAL_SCORES)).max(),
        np.abs(RIVALS - TRUTH).max(),
    ),
}
FACTS = {
    "class 1 gains 0.179, and class 3 pays only 26.9 % of it": lambda: shown(lv.who_pays, nudge=1.0),
    "at step 39 its chance stands at 0.468. Only then does it fall": lambda: shown(
        lv.two_roads, machine="sure and wrong", step=39
    ),
    "after two steps class 3 stands at 0.921": lambda: shown(lv.two_roads, machine="sure and wrong", step=2, eta=30),
    "Choose **10, 5, 0** in the panel and look at the table": lambda: (
        shown(lv.who_pays, scores="10, 5, 0").numbers.slopes.max() < 0.01
    ),
    "For $z_3$ you will see 26.9 % once more": lambda: shown(lv.who_pays, nudge=1.0, score="z3"),
    "Choose **2, 1, −1**, and the two shares are no longer alike": lambda: (
        np.diff([shown(lv.who_pays, nudge=1.0, score=z, scores="2, 1, −1").numbers.share for z in ("z1", "z3")]) > 10
    ),
    "goes straight to the truth under both prices": lambda: (
        np.ptp([way[:, 1] - way[:, 2] for way in shown(lv.two_roads, step=120).numbers.roads.values()]) < 1e-9
    ),
    "even at $\\eta = 30$ the slider ends too early": lambda: (
        shown(lv.two_roads, machine="two rivals", step=120, eta=30).numbers.roads["squares"][:, 0].max() < 0.01
    ),
    "the other three lie between them": lambda: (
        sorted(shown(lv.court).numbers.distances, key=lv.court().numbers.distances.get)[1::4] == ["2 (q − y)", "y − q"]
    ),
    "Go to $10^{-15}$ and look left, where the smooth curve has become a staircase": lambda: (
        len(np.unique(shown(lv.finite_difference, h=1e-15).numbers.seen)) < 20
    ),
    "a tenth of the step leaves only a tenth": lambda: round(error(1e-3, "one side") / error(1e-4, "one side")) == 10,
    "a tenth of the step leaves a hundredth of the error": lambda: round(error(1e-2) / error(1e-3)) == 100,
    "you will not see squares leave the bottom": lambda: (
        shown(lv.two_roads, machine="two rivals", step=120).numbers.roads["squares"][:, 0].max() < 0.001
    ),
    "In float64 and from both sides the valley lies near $10^{-5}$": lambda: (
        abs(np.argmin(shown(lv.finite_difference).numbers.errors) - 44) <= 3
    ),
    "At $10^{-5}$ the panel says $-0.918$ in place of $-0.910$": lambda: (
        round(shown(lv.finite_difference, h=1e-5, dtype="float32").numbers.measured, 3) == -0.918
    ),
    "and at $10^{-7}$ it says 0": lambda: shown(lv.finite_difference, h=1e-7, dtype="float32").numbers.measured == 0,
    "At $10^{-16}$ the two losses are equal": lambda: shown(lv.finite_difference, h=1e-16).numbers.measured == 0,
    "would have let four of the five go": lambda: (
        [abs(shown(lv.court, formula=name).numbers.total) > 1e-9 for name in lv.court().controls["formula"].options]
        == [False, False, True, False, False, False]
    ),
}
GIVEN = {
    "A formula is acquitted below $10^{-4}$": "the bound of the panel",
    "With your step of $10^{-5}$": "what the exercise asks for",
    "valley lies near $10^{-5}$": "see FACTS",
    "in place of $-0.910$": "see CLAIMS",
    "She says $q = (0.2, 0.3, 0.5)$ for sun, clouds and rain, while in truth it is $p = (0.7, 0.2, 0.1)$": "forecasts",
    "about 16 digits of the loss": "float64",
    "agree in the first 13": "an example",
    "Divide by $h$, and it convicts the honest one with 0.5": "test_judges_that_err_are_seen_to",
    "Take $h = 10^{-14}$": "test_judges_that_err_are_seen_to",
    "more than 27,000": "test_judges_that_err_are_seen_to",
}
