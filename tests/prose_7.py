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


def _nearest(w):
    return _margins(w).min() / np.linalg.norm(w)


@cache
def _walk(price, steps):
    """Return the weights after a walk from 0 by the pull of a price."""
    pull = {
        "hinge": lambda m: m < 1,
        "log": lambda m: expit(-m),
    }[price]
    w = np.zeros(2)
    for _ in range(steps):
        w = w + 0.1 * (pull(_margins(w)) * Y) @ X / 8
    return w


CLAIMS = {
    "With a length of 0.5 it is 2": lambda: (0.5, 1 / 0.5),
    "nearest morning is 1.96 away and not 2": lambda: (_nearest(_walk("hinge", 20)), 2),
    "For (6, −1) that is −12 − 4 = −16": lambda: (6, -1, 6 * -2, 4, X[2] @ X[1]),
}
GIVEN = {
    "that it touches is the corner, (0.3, 0.4)": "a place in the panel, tested below",
    "With 0.01 the walk": "a demand that was offered above",
    "for instance to (0.5, 0.6)": "a place in the wedge",
    "says yes with 99 %": "a machine that is sure",
    "or 0.01, to be generous": "a demand that someone may choose",
    "and at a rate of 0.1": "set in the cell below it",
}


def _score(z, y=1):
    return shown(lv.one_score, z=z, y=y).numbers


def _dots(z):
    """Return whether the charge of squares and their pull are in the picture."""
    drawn = shown(lv.one_score, z=z).picture.artists
    return [dots[3].get_visible() for dots in (drawn.charged, drawn.pulled)]


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
    "At (0.5, 0.6) the arrow is 0.78 long, and the nearest morning is 1.79 from": lambda: shown(
        lv.demands, w1=0.5, w2=0.6, items=8
    ),
    "The dashed lines lie inside the corridor": lambda: (
        shown(lv.demands, w1=0.5, w2=0.6, items=8).numbers.distance > 1 / np.hypot(0.5, 0.6)
    ),
    "now lie exactly on the edges of the corridor": lambda: np.allclose(_margins([0.3, 0.4]).min(), 1),
    "The arrow is 0.5 long and the nearest morning is 2 away": lambda: (
        shown(lv.demands, w1=0.3, w2=0.4, items=8).numbers.hinge < 1e-15
    ),
    "The hinge goes on to step 7, until they are right by 1, and there it stands still at (0.31, 0.45)": lambda: (
        _own(None, 6).numbers.ways["the hinge"][-1].tolist() != _own(None, 7).numbers.ways["the hinge"][-1].tolist()
        and "hinge 0.000" in _own(None, 7).reading
        and "hinge 0.000" not in _own(None, 6).reading
    ),
    "all eight mornings are right at step 3 already": lambda: (
        [_own(None, step).reading.count(" 0 of 8 wrong") for step in (2, 3)] == [0, 1]
    ),
    "With 0.01 the walk stops at step 3, with": lambda: (
        [len(np.unique(_own(lambda m: m < 0.01, k).numbers.ways["yours"], axis=0)) for k in (2, 3, 20)] == [3, 4, 4]
    ),
    "the nearest morning only 0.55 from": lambda: _own(lambda m: m < 0.01),
    "With 10 it still walks when the panel ends": lambda: (
        np.ptp(_own(lambda m: m < 10).numbers.ways["yours"][-2:], axis=0).max() > 0
    ),
    "you must take $c$ times my rate as well": lambda: np.allclose(
        10 * _own(None).numbers.ways["the hinge"], _own(lambda m: 10.0 * (m < 10)).numbers.ways["yours"]
    ),
    "at step 7 (−2, 4) is right as well": lambda: [_margins(_walk("log", k))[1] > 0 for k in (6, 7)] == [False, True],
    "Five of the eight products are below 0": lambda: (Y * (X @ X[1]) < 0).sum() == 5,
    "all the others are right after one step": lambda: (np.delete(_margins(_walk("log", 1)), 1) > 0).all(),
    "Squares leave the picture on the left, first with their charge and then with their pull": lambda: (
        [_dots(z) for z in (-1.2, -1.3, -1.5, -1.6)] == [[True, True], [False, True], [False, True], [False, False]]
    ),
    "No other arrow has a wider corridor": lambda: (
        max(_nearest([np.cos(turn), np.sin(turn)]) for turn in np.linspace(0, 2 * np.pi, 10_001)) <= 2
    ),
}
