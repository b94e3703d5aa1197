"""The numbers quoted in 03_cross_entropy.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv

P = np.array([0.7, 0.2, 0.1])
PESSIMIST, BOASTER = np.array([0.2, 0.3, 0.5]), np.array([0.98, 0.01, 0.01])
CHANCES = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8])


def paid(*q: float) -> float:
    """Return what is paid a day for a belief."""
    return float(-np.sum(P * np.log(q)))


def gap(**state: object) -> float:
    """Return the loss of a state of the panel."""
    return float(lv.gap().set(**state).numbers.loss)


def softmax(z: np.ndarray) -> np.ndarray:
    """Return chances."""
    return np.exp(z) / np.exp(z).sum()


ROWS = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.2, 0.3, 0.5], [0.6, 0.3, 0.1]])
LABELS = [0, 1, 2, 1]

CLAIMS = {
    "then 1.75 questions": lambda: CHANCES @ [1, 2, 3, 3],
    "$1.5 + 0.75 + 0.25 + 0.125 = 2.625$": lambda: (*(CHANCES * [3, 3, 2, 1]), CHANCES @ [3, 3, 2, 1]),
    "costs 0.875 questions": lambda: CHANCES @ [3, 3, 2, 1] - CHANCES @ [1, 2, 3, 3],
    "and that is 0.802 nats": lambda: paid(*P),
    "pays 1.437. What": lambda: paid(*PESSIMIST),
    "her own doing, 0.635 nats": lambda: paid(*PESSIMIST) - paid(*P),
    "yet she pays 1.396": lambda: paid(*BOASTER),
    "evenly pays only 1.099": lambda: paid(1 / 3, 1 / 3, 1 / 3),
    "wrong at 4.605 nats": lambda: -np.log(0.01),
    "60, 20 and 20 %, pays just 0.039 too much": lambda: (60, 20, 20, paid(0.6, 0.2, 0.2) - paid(*P)),
    "the ratios are 3.5 for sun, 0.667 for cloud and 0.2 for rain": lambda: tuple(P / PESSIMIST),
    "gains about $0.01 \\cdot 3.5$ and loses $0.01 \\cdot 0.2$, which saves her 0.033 nats": lambda: (
        0.01,
        3.5,
        0.01,
        0.2,
        0.01 * (3.5 - 0.2),
    ),
    "$0.7^7 \\cdot 0.3^3 = 0.0022$": lambda: (0.7**7, 0.3**3, 0.7**7 * 0.3**3),
    "$0.5^{10} = 0.0010$": lambda: (0.5**10, 0.5**10),
    "you get 0.611 and 0.693": lambda: (-(7 * np.log(0.7) + 3 * np.log(0.3)) / 10, -np.log(0.5)),
    "from 3.552 to 2.600": lambda: (gap(), gap(dog=2.0)),
    "costs only 0.151": lambda: gap(car=3.2) - gap(),
    "is $\\log 4 = 1.386$": lambda: (4, np.log(4)),
    "$-2.197$ gives yes a chance of 0.1": lambda: (-2.197, 1 / (1 + np.exp(2.197))),
    "this costs 2.303 nats": lambda: -np.log(0.1),
    "as it can be, 0.152": lambda: gap(label="cat"),
    "gives 1.677 here": lambda: -np.log(softmax(softmax(np.array([4.4, 1.0, 2.2, 0.5])))[1]),
    "fall below 0.744": lambda: -np.log(softmax(np.array([1.0, 0, 0, 0]))[0]),
    "(.7, .2, .1), (.1, .8, .1), (.2, .3, .5), (.6, .3, .1) and the labels 0, 1, 2, 1 it is 0.619": lambda: (
        *ROWS.ravel(),
        *LABELS,
        -np.mean(np.log(ROWS[range(4), LABELS])),
    ),
}
GIVEN = {
    "If she moves 0.01 from rain to sun": "a small trade",
    "sun 20 %, cloud 30 % and rain 50 %, where the world deals 70, 20 and 10": "a belief and the world",
    "she says sun with 98 %": "the boaster",
    "dealt with a chance of 0.7": "by whoever deals",
    "close to 0.7": "test_a_record_of_suns_alone_has_its_bottom_at_the_edge",
    "if she says 0.7, and": "two beliefs",
    "if she says 0.5. This": "two beliefs",
}
