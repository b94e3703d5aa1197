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


def _row(*w):
    return (*w, (_margins(w) <= 0).sum(), *_charged(w))


def _nearest(w):
    return _margins(w).min() / np.linalg.norm(w)


@cache
def _walk(price, steps):
    """Return the weights after a walk from 0 by the pull of a price."""
    pull = {
        "hinge": lambda m: m < 1,
        "log": lambda m: expit(-m),
        "mistakes": lambda m: m <= 0,
    }[price]
    w = np.zeros(2)
    for _ in range(steps):
        w = w + 0.1 * (pull(_margins(w)) * Y) @ X / 8
    return w


CLAIMS = {
    "| (0.8, 0.2) | 1 | 0.100 | 0.225 |": lambda: _row(0.8, 0.2),
    "| (0.4, 0.1) | 1 | 0.050 | 0.200 |": lambda: _row(0.4, 0.1),
    "| (0.2, 0.05) | 1 | 0.025 | 0.3625 |": lambda: _row(0.2, 0.05),
    "| (0, 0) | 8 | 0 | 1 |": lambda: _row(0, 0),
    "With a length of 0.5 it is 2": lambda: (0.5, 1 / 0.5),
    "with the nearest morning 0.55 from the": lambda: _nearest(_walk("mistakes", 20)),
    "the nearest morning is 1.962 away and not 2": lambda: (_nearest(_walk("hinge", 20)), 2),
    "After 100,000 steps its nearest morning is 1.985 away": lambda: (100_000, _nearest(_walk("log", 100_000))),
}
GIVEN = {
    "for instance to (0.5, 0.6)": "a place in the wedge",
    "says yes with 99 %": "a machine that is sure",
    "or 0.01, to be generous": "a demand that someone may choose",
    "and at a rate of 0.1": "set in the cell below it",
}


def _score(z, y=1):
    return shown(lv.one_score, z=z, y=y).numbers


def _dot(z):
    return shown(lv.one_score, z=z).picture.artists.pulled[3]


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
    "The log loss pulls with 0.953 at a margin of −3, with 0.5 at a margin of 0, and with 0.047 at 3": lambda: all(
        shown(lv.one_score, z=z) for z in (-3.0, 0.0, 3.0)
    ),
    "At a score of 3 they charge 4 and pull it back with a strength of 4": lambda: (
        (_score(3.0).charge[3], _score(3.0).pull[3]) == (4, -4)
    ),
    "so the dashed lines move and the border does not": lambda: all(
        np.allclose(_ends("w")[0], _ends(size)[0]) and not np.allclose(_ends("w")[1], _ends(size)[1])
        for size in ("twice w", "half of w")
    ),
    "The weights (0.4, 0.1) get one of them wrong": lambda: (
        "wrong side" in shown(lv.demands, w1=0.4, w2=0.1, items=8).reading and (_margins([0.4, 0.1]) <= 0).sum() == 1
    ),
    "At (0.5, 0.6) the arrow is 0.78 long, and the nearest morning is 1.79 from": lambda: shown(
        lv.demands, w1=0.5, w2=0.6, items=8
    ),
    "is the corner, (0.3, 0.4), where the arrow is 0.5 long and the nearest morning is 2 away": lambda: (
        shown(lv.demands, w1=0.3, w2=0.4, items=8).numbers.hinge < 1e-15
    ),
    "they enter the wedge at step 7 and stand still at (0.31, 0.45)": lambda: (
        _own(None, 6).numbers.ways["the hinge"][-1].tolist() != _own(None, 7).numbers.ways["the hinge"][-1].tolist()
        and "hinge 0.000" in _own(None, 7).reading
        and "hinge 0.000" not in _own(None, 6).reading
    ),
    "All eight are right at step 3, and there it stops": lambda: (
        [_own(lambda m: m <= 0, step).reading.count("0 of 8 wrong") for step in (2, 3, 20)] == [0, 2, 2]
        and np.ptp(_own(lambda m: m <= 0).numbers.ways["yours"][3:], axis=0).max() == 0
    ),
    "With $m < 0$, the flat side, it never leaves the start": lambda: (
        "yours: w = (0.00, 0.00)" in _own(lambda m: m < 0).reading
    ),
    "at step 7 (−2, 4) is right as well": lambda: [_margins(_walk("log", k))[1] > 0 for k in (6, 7)] == [False, True],
    "five mornings pull in a direction that lowers the margin of (−2, 4)": lambda: (Y * (X @ X[1]) < 0).sum() == 5,
    "all the others are right after one step": lambda: (np.delete(_margins(_walk("log", 1)), 1) > 0).all(),
    "Below −1.5 the pull of squares is off the picture": lambda: (
        [_dot(z).get_visible() for z in (-1.5, -1.6)] == [True, False]
    ),
    "No other arrow reaches a wider corridor": lambda: (
        max(_nearest([np.cos(turn), np.sin(turn)]) for turn in np.linspace(0, 2 * np.pi, 10_001)) <= 2
    ),
}
