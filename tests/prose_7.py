"""The numbers quoted in 07_margins.ipynb; see tests/prose.py."""

from functools import cache
from itertools import product

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


WIDEST = np.array([0.3, 0.4])


def _direction(steps):
    w = _walk("log", steps)
    return w / np.hypot(*w)


def _shares(steps):
    """Return each morning's share of the log loss after a walk."""
    charges = np.log1p(np.exp(-_margins(_walk("log", steps))))
    return charges / charges.sum()


def _turns_pay(length):
    """Return whether, at this length, each turn of a hundredth that widens the corridor lowers the log loss."""
    angles = np.arctan2(0.4, 0.3) + np.arange(-50, 51) / 100
    margins = length * np.stack([np.cos(angles), np.sin(angles)], axis=1) @ (Y[:, None] * X).T
    wider, cheaper = np.diff(margins.min(axis=1)) > 0, np.diff(np.logaddexp(0, -margins).sum(axis=1)) < 0
    return wider.any() and (wider == cheaper).all()


INSIDE = (0.75, 0.75)
EDGE = [(0.5, 0.5), (0.4, 0.45), (0.3, 0.4)]

CLAIMS = {
    "At (0.4, 0.1) it is 0.9": lambda: (0.4, 0.1, _margins((0.4, 0.1))[0]),
    "the arrow shrinks from 1.06 to 0.71 without turning": lambda: (np.hypot(*INSIDE), np.hypot(*EDGE[0])),
    "the corridor, which reaches 1.41 to each side": lambda: shown(lv.demands, "inside").numbers.distance,
    "the wedge it is 0.71, 0.60 and 0.50 long, and the nearest morning is 1.41, 1.66 and 2.00 away": lambda: (
        *(np.hypot(*w) for w in EDGE),
        *(shown(lv.demands, w1=w[0], w2=w[1], items=8).numbers.distance for w in EDGE),
    ),
    "the nearest morning 1.96 away and not 2": lambda: (_nearest(_walk("hinge", 20)), 2),
    "creeps towards (0.6, 0.8), that of the corner (0.3, 0.4)": lambda: (*WIDEST / np.hypot(*WIDEST), *WIDEST),
    r"$e^{-1} \approx 0.37$": lambda: np.exp(-1),
    "At step 100,000 the three mornings that support the corridor carry 85 % of the charge": lambda: (
        100_000,
        100 * _shares(100_000)[np.isclose(_margins(WIDEST), 1)].sum(),
    ),
}
GIVEN = {
    "says yes with 99 %": "a machine that is sure",
    "or 0.01, to be generous": "a demand that someone may choose",
    r"and with $\eta = 0.1$": "set in the walk by the log loss",
}


def _score(z, y=1):
    return shown(lv.one_score, z=z, y=y).numbers


def _own(pull, steps=20):
    return shown(lambda: lv.walker(pull), steps=steps)


def _ends(*presses):
    """Return the ends of the border and of a dashed line after some buttons of the plane of weights."""
    return shown(lv.demands, *presses).picture.artists.scores.get_segments()[:2]


def _thick(w1, w2):
    """Return which demands have thick lines."""
    panel = shown(lv.demands, w1=w1, w2=w2, items=8)
    return np.flatnonzero(np.array(panel.picture.artists.forbidden.get_linewidth()) > 1).tolist()


FACTS = {
    "it gets to 0 in 24 steps. But there the pull ends, with no answer": lambda: (
        [shown(lv.one_walk, steps=steps).numbers.ends[1] for steps in (0, 23, 24, 25, 40)] == [-3, -0.125, 0, 0, 0]
    ),
    "A count never pulls": lambda: all(
        shown(lv.one_score, z=z, y=y).numbers.pull[0] == 0 for z in (-2.0, 0.0, 0.1, 3.0) for y in (1, -1)
    ),
    "The hinge pulls with a strength of 1 until the margin is 1, and there it lets go": lambda: (
        [_score(z).pull[1] for z in (-3.0, 0.0, 0.9, 1.0, 3.0)] == [1, 1, 1, 0, 0]
    ),
    "The log loss pulls with 0.953 at a margin of −3, with 0.5 at a margin of 0, and with 0.047 at 3": lambda: all(
        shown(lv.one_score, z=z) for z in (-3.0, 0.0, 3.0)
    ),
    "The hinge stopped where a step first led into the wedge": lambda: (
        [bool((_margins(_walk("hinge", step)) >= 1).all()) for step in (5, 6, 7, 8)] == [False, False, True, True]
    ),
    "The direction of its weights creeps towards": lambda: all(
        np.diff([np.hypot(*(_direction(step) - np.array([0.6, 0.8]))) for step in (7, 100, 1000, 10_000, 100_000)]) < 0
    ),
    "the smallest cost an ever larger share": lambda: all(
        np.diff([np.sort(_shares(step))[-3:].sum() for step in (7, 100, 1000, 10_000, 100_000)]) > 0
    ),
    "the nearest morning, and here that is (−2, 4) alone": lambda: all(
        X[np.argsort(_margins(_walk("log", step)))[0]].tolist() == [-2, 4] for step in (100, 1000, 10_000)
    ),
    "and towards the two that are next": lambda: (
        sorted(X[np.argsort(_margins(_walk("log", 1000)))[1:3]].tolist()) == [[-2, -1], [2, 1]]
        and all(
            np.diff(
                [
                    (_margins(_direction(step)))[np.argsort(_margins(_walk("log", 1000)))[1]]
                    for step in (100, 1000, 10_000)
                ]
            )
            < 0
        )
    ),
    "the nearest pays so much more than the others that a turn away from it lowers the charge": lambda: (
        [_turns_pay(length) for length in (0.5, 2, 40, 80)] == [False, False, True, True]
    ),
    "just on the forbidden side": lambda: shown(lv.demands, w1=0.4, w2=0.1).numbers.hinge > 0,
    "At 3 they charge 4 and pull it back with a strength of 4": lambda: (
        (_score(3.0).charge[3], _score(3.0).pull[3]) == (4, -4)
    ),
    "The dashed lines move and the border does not": lambda: all(
        np.allclose(_ends("w")[0], _ends(size)[0]) and not np.allclose(_ends("w")[1], _ends(size)[1])
        for size in ("twice w", "half of w")
    ),
    "So the border stays, and with it the corridor": lambda: (
        np.allclose(_ends("inside")[0], _ends("edge")[0])
        and np.isclose(*(shown(lv.demands, press).numbers.distance for press in ("inside", "edge")))
    ),
    "Only the dashed lines move outwards, until they lie exactly on the edges": lambda: (
        [(_nearest(w) * np.hypot(*w)).round(9) for w in (INSIDE, *EDGE)] == [1.5, 1, 1, 1]
        and all(shown(lv.demands, press) for press in ("inside", "edge"))
    ),
    "the dotted circle touches the wedge in one point only, so every other arrow": lambda: (
        [
            w
            for w in product(np.arange(0, 121) / 100, repeat=2)
            if np.hypot(*w) < 0.5001 and (_margins(w) > 0.9999).all()
        ]
        == [EDGE[-1]]
    ),
    "because the smallest margin is 1 there": lambda: all(np.isclose(_margins(w).min(), 1) for w in EDGE),
    "At step 4 two rings vanish, because (2, 1) and (−2, −1) now have margins above 1": lambda: (
        [_own(None, step).numbers.pulling.tolist() for step in (3, 4, 5, 6, 7)]
        == [[[2, 1], [-2, 4], [-2, -1]], *[[[-2, 4]]] * 3, []]
    ),
    "pulls alone, so the path bends to the left": lambda: (
        (np.diff(_own(None, 7).numbers.ways["the hinge"][:, 0]) > 0).tolist() == [True] * 4 + [False] * 3
    ),
    "the walk stands still at (0.31, 0.45), just inside the wedge": lambda: (
        _own(None, 6).numbers.ways["the hinge"][-1].tolist() != _own(None, 7).numbers.ways["the hinge"][-1].tolist()
        and np.allclose(_own(None, 20).numbers.ways["the hinge"][7:], [0.3125, 0.45])
        and 1 < _margins((0.3125, 0.45)).min() < 1.1
    ),
    "and see which of the two walks stops": lambda: (
        np.diff(_own(lambda m: 1 / (1 + np.exp(m))).numbers.ways["yours"], axis=0) > 0.001
    ).all(),
    "all eight mornings are right at step 3 already": lambda: (
        [_own(None, step).reading.count(" 0 of 8 wrong") for step in (2, 3)] == [0, 1]
    ),
    "though the fifth asks for the same as the first": lambda: np.array_equal(Y[4] * X[4], Y[0] * X[0]),
    "The thick lines belong to the mornings with the smallest margin": lambda: (
        [_thick(w1, w2) for w1, w2 in ((-0.2, -0.2), (0.5, 0.6), (0.3, 0.4))] == [[6], [1], [0, 1, 4]]
    ),
    "The arrow stands in the white wedge, where the hinge is 0, so every answer is right": lambda: (
        shown(lv.demands, "inside").numbers.hinge == 0 and shown(lv.demands, "inside").state["items"] == 8
    ),
    "Along the edge of the wedge": lambda: (
        [tuple(shown(lv.demands, press).numbers.w) for press in ("edge", "further", "corner")] == EDGE
    ),
    "Here they are (2, 1), (−2, 4) and (−2, −1), whose demands are the two thick lines": lambda: (
        X[_thick(0.3, 0.4)].tolist() == [[2, 1], [-2, 4], [-2, -1]]
    ),
    "no other arrow has a wider corridor": lambda: (
        max(_nearest([np.cos(turn), np.sin(turn)]) for turn in np.linspace(0, 2 * np.pi, 10_001)) <= 2
    ),
}
