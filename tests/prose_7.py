"""The numbers quoted in 07_margins.ipynb; see tests/prose.py."""

from functools import cache

import numpy as np
from scipy.special import expit

import lossviz as lv
from tests.prose import shown

X = np.array([[2, 1], [-2, 4], [6, -1], [4, 0], [-2, -1], [-3, -1], [-5, -1], [-5, 1]])
Y = np.array([1, 1, 1, 1, -1, -1, -1, -1])


def _margins(w):
    return Y * np.dot(X, w)


def _charged(w):
    """Return the mean charge for mistakes alone, and the mean hinge."""
    m = _margins(w)
    return np.maximum(0, -m).mean(), np.maximum(0, 1 - m).mean()


def _nearest(w):
    return _margins(w).min() / np.linalg.norm(w)


@cache
def _walk(price, steps):
    """Return the weights after a walk from 0 by the pull of a price."""
    pull = {
        "hinge": lambda m: m < 1,
        "log": lambda m: expit(-m),
        "mistakes": lambda m: m <= 0,
        "half squares": lambda m: np.maximum(0, 1 - m),
    }[price]
    w = np.zeros(2)
    for _ in range(steps):
        w = w + 0.1 * (pull(_margins(w)) * Y) @ X / 8
    return w


def _short_by(price, steps):
    return 2 - _nearest(_walk(price, steps))


CORNER = np.linalg.solve(X[:2], [1, 1])
MIXED = np.linalg.solve(X[:2].T, CORNER)

CLAIMS = {
    "| (0.8, 0.2) | 0.100 | 0.225 |": lambda: (0.8, 0.2, *_charged([0.8, 0.2])),
    "| (0.4, 0.1) | 0.050 | 0.200 |": lambda: (0.4, 0.1, *_charged([0.4, 0.1])),
    "| (0.2, 0.05) | 0.025 | 0.3625 |": lambda: (0.2, 0.05, *_charged([0.2, 0.05])),
    "| (0, 0) | 0 | 1 |": lambda: (0, 0, *_charged([0, 0])),
    "With a length of 0.5 it is 2": lambda: (0.5, 1 / 0.5),
    "the line $0.3 v_1 + 0.4 v_2 = 0.25$": lambda: (*CORNER, CORNER @ CORNER),
    "to make (0.3, 0.4), which is two equations, $2a - 2b = 0.3$ and $a + 4b = 0.4$": lambda: (
        *CORNER,
        *(number for row, at in zip(X[:2].T, CORNER, strict=True) for number in (*abs(row[row != 1]), at)),
    ),
    "they give $a = 0.2$ and $b = 0.05$": lambda: tuple(MIXED),
    r"$$0.3 v_1 + 0.4 v_2 = 0.2\,(2v_1 + v_2) + 0.05\,(-2v_1 + 4v_2) \ge 0.2 + 0.05 = 0.25.$$": lambda: (
        *CORNER,
        MIXED[0],
        X[0, 0],
        MIXED[1],
        *X[1],
        *MIXED,
        MIXED.sum(),
    ),
    "with the nearest morning 0.55 from the": lambda: _nearest(_walk("mistakes", 20)),
    "the nearest morning is 1.962 away and not 2": lambda: (_nearest(_walk("hinge", 20)), 2),
}
GIVEN = {
    "for instance to (0.5, 0.5)": "a place in the wedge",
    "says yes with 99 %": "a machine that is sure",
    "or 0.01, to be generous": "a demand that someone may choose",
    "and at a rate of 0.1": "set in the cell below it",
}


def _score(z, y=1):
    return shown(lv.one_score, z=z, y=y).numbers


def _dot(z):
    return shown(lv.one_score, z=z).picture.artists.dots[1][3]


def _own(pull, steps=20):
    return shown(lambda: lv.walker(pull), steps=steps)


def _ends(*presses):
    """Return the ends of the border and of a dashed line after some buttons of the plane of weights."""
    return shown(lv.demands, *presses).picture.artists.scores.get_segments()[:2]


FACTS = {
    "A count never pulls": lambda: all(
        shown(lambda: lv.one_score("count"), z=z, y=y).numbers.pull == [0]
        for z in (-2.0, 0.0, 0.1, 3.0)
        for y in (1, -1)
    ),
    "The hinge pulls with a strength of 1 until the margin is 1, and there it lets go": lambda: (
        [_score(z).pull[1] for z in (-3.0, 0.0, 0.9, 1.0, 3.0)] == [1, 1, 1, 0, 0]
    ),
    "The log loss pulls with 0.953 at a margin of −3, with 0.5 at the fence, and with 0.047 at 3": lambda: all(
        shown(lv.one_score, z=z) for z in (-3.0, 0.0, 3.0)
    ),
    "squares charge 4 for it and pull it back with a strength of 4": lambda: (
        (_score(3.0).charge[3], _score(3.0).pull[3]) == (4, -4)
    ),
    "so the dashed lines move and the border does not": lambda: all(
        np.allclose(_ends("w")[0], _ends(size)[0]) and not np.allclose(_ends("w")[1], _ends(size)[1])
        for size in ("twice w", "half of w")
    ),
    "The weights (0.4, 0.1) get one of them wrong": lambda: (
        "wrong side" in shown(lv.demands, w1=0.4, w2=0.1, items=8).reading and (_margins([0.4, 0.1]) <= 0).sum() == 1
    ),
    "At (0.5, 0.5) the arrow is 0.71 long, and the nearest morning is 1.41 from": lambda: shown(
        lv.demands, w1=0.5, w2=0.5, items=8
    ),
    "is the corner, (0.3, 0.4), where the arrow is 0.5 long and the nearest morning is 2 away": lambda: (
        shown(lv.demands, w1=0.3, w2=0.4, items=8).numbers.hinge < 1e-15
    ),
    "they enter the wedge at step 7 and stand still at (0.31, 0.45)": lambda: (
        _own(None, 6).numbers.ways["the hinge"][-1].tolist() != _own(None, 7).numbers.ways["the hinge"][-1].tolist()
        and "hinge 0.000" in _own(None, 7).reading
        and "hinge 0.000" not in _own(None, 6).reading
    ),
    "and has seven of eight wrong": lambda: (
        "yours: w = (−6.65" in (lost := _own(lambda m: -1.0 * (m < 1)).reading) and "7 of 8 wrong" in lost
    ),
    "all eight are right at step 3, and there it stops": lambda: (
        [_own(lambda m: m <= 0, step).reading.count("0 of 8 wrong") for step in (2, 3, 20)] == [0, 2, 2]
        and np.ptp(_own(lambda m: m <= 0).numbers.ways["yours"][3:], axis=0).max() == 0
    ),
    "With $m < 0$ it never leaves the start": lambda: "yours: w = (0.00, 0.00)" in _own(lambda m: m < 0).reading,
    "The lost sign walks out of the picture": lambda: (
        np.abs(_own(lambda m: -1.0 * (m < 1)).numbers.ways["yours"][-1]).max() > 1.25
    ),
    "here it even creeps up to the corner": lambda: np.allclose(_walk("half squares", 100), CORNER, atol=1e-5),
    "from step 3 on (−2, 4) gains ground, and at step 7 it is right as well": lambda: (
        np.argmin(margins := [_margins(_walk("log", k))[1] for k in range(1, 11)]) == 1
        and np.argmax(np.array(margins) > 0) + 1 == 7
    ),
    "five mornings pull against (−2, 4)": lambda: (Y * (X @ X[1]) < 0).sum() == 5,
    "all the others are right after one step": lambda: (np.delete(_margins(_walk("log", 1)), 1) > 0).all(),
    "Below −1.5 squares pull too hard for it": lambda: [_dot(z).get_visible() for z in (-1.5, -1.6)] == [True, False],
    "It settles at (0.22, 0.34), just outside the wedge": lambda: (
        _margins(_own(lambda m: 1 - m, 20).numbers.ways["yours"][-1]).min() < 1
    ),
    "The hinge stays 0.038 short, however long": lambda: all(
        "short by 0.038" in shown(lv.two_walkers, steps=10**k).reading for k in range(1, 6)
    ),
    "By 100,000 steps it has overtaken the hinge": lambda: (
        (gap := shown(lv.two_walkers, steps=100_000).numbers.gap)["log"] < gap["hinge"]
    ),
    "is 0.123 short after 1,000 steps and 0.050 short after 10,000": lambda: all(
        shown(lv.two_walkers, steps=steps) for steps in (1000, 10_000)
    ),
}
