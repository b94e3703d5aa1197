"""Exercises of lesson 6."""

from typing import Any

import numpy as np

from ..losses import logsumexp, softmax, softmax_jacobian
from ..text import shape_in_words
from .check import Exercise, same


def numeric(f, z):
    z = np.array(z, dtype=float)
    slopes = np.zeros(z.size)
    for j in range(z.size):
        nudge = np.zeros(z.size)
        nudge[j] = 1e-5
        slopes[j] = (f(z + nudge) - f(z - nudge)) / 2e-5
    return slopes


def sharpen_slope(u, label):
    q = np.exp(u - np.max(u))
    q = q / np.sum(q)
    return np.sum(q * u) - u[label]


# What is measured. Class 3 is true, where there are classes.


def _whole(z: Any) -> Any:
    """Return z; tell a learner who hands a function anything else than one array of scores."""
    if np.ndim(z) != 1:
        raise TypeError(f"f wants the whole array z, with one entry moved, and was given {shape_in_words(np.shape(z))}")
    return z


def product(z: Any) -> Any:
    return _whole(z)[0] * z[1]


def steep(z: Any) -> Any:
    return np.exp(100 * _whole(z)[0]) + z[1]


def wave(z: Any) -> Any:
    return np.sin(1000 * np.sum(_whole(z)))


def cross_entropy(z: Any) -> Any:
    return np.log(np.sum(np.exp(_whole(z)))) - z[2]


def _by(f: Any, z: Any, h: float) -> Any:
    """Measure with steps of h."""
    nudges = h * np.eye(len(z))
    return np.array([(f(z + nudge) - f(z - nudge)) / (2 * h) for nudge in nudges])


def _stored(f: Any, z: Any) -> Any:
    """Measure on copies of z, with whatever type of number it has."""
    slopes = np.zeros(len(z))
    for j in range(len(z)):
        up, down = np.array(z), np.array(z)
        up[j], down[j] = up[j] + 1e-5, down[j] - 1e-5
        slopes[j] = (f(up) - f(down)) / 2e-5
    return slopes


def _undone(f: Any, z: Any) -> Any:
    """Measure in one array, from which the step is only undone."""
    z, slopes = np.array(z), np.zeros(len(z))
    for j in range(len(z)):
        z[j] = z[j] + 1e-5
        up = f(z)
        z[j] = z[j] - 1e-5
        slopes[j] = (up - f(z)) / 2e-5
    return slopes


def _astray(f: Any, z: Any) -> Any:
    """Measure in one array, from which the second step is never taken back."""
    z, slopes = np.array(z, float), np.zeros(len(z))
    for j in range(len(z)):
        z[j] += 1e-5
        up = f(z)
        z[j] -= 2e-5
        slopes[j] = (up - f(z)) / 2e-5
    return slopes


def _into_z(f: Any, z: Any) -> Any:
    """Write each slope where the scores stand."""
    z = np.array(z, float)
    with np.errstate(all="ignore"):  # A slope may be far out as a score.
        for j, nudge in enumerate(1e-5 * np.eye(len(z))):
            z[j] = (f(z + nudge) - f(z - nudge)) / 2e-5
    return z


def _together(f: Any, z: Any) -> Any:
    return np.full(len(z), (f(z + 1e-5) - f(z - 1e-5)) / 2e-5)


def _piled(f: Any, z: Any) -> Any:
    """Measure on two copies, with steps that are never taken back."""
    up, down, slopes = np.array(z), np.array(z), np.zeros(len(z))
    for j in range(len(z)):
        up[j], down[j] = up[j] + 1e-5, down[j] - 1e-5
        slopes[j] = (f(up) - f(down)) / 2e-5
    return slopes


def _ahead(f: Any, z: Any) -> Any:
    """Measure to one side."""
    return np.array([(f(z + nudge) - f(z)) / 1e-5 for nudge in 1e-5 * np.eye(len(z))])


def _behind(f: Any, z: Any) -> Any:
    """Measure to the other side."""
    return np.array([(f(z) - f(z - nudge)) / 1e-5 for nudge in 1e-5 * np.eye(len(z))])


def _but(f: Any, z: Any, left_out: int) -> Any:
    slopes = numeric(f, z)
    slopes[left_out] = 0
    return slopes


def _first_alone(f: Any, z: Any) -> Any:
    return np.where(np.arange(len(z)) == 0, numeric(f, z), 0)


def _one_divided(f: Any, z: Any) -> Any:
    return np.array([f(z + nudge) - f(z - nudge) / 2e-5 for nudge in 1e-5 * np.eye(len(z))])


QUIET = np.array([-7.0, 7.0, -7.0])

EXERCISES = {
    "numeric": Exercise(
        "Write numeric(f, z): the slopes of f at z with respect to each entry of z, measured from both sides with "
        "h = 1e−5.",
        numeric,
        {
            "You divided by h. From z − h to z + h it is 2 h.": lambda f, z: 2 * numeric(f, z),
            "You went back to z, and not on to z − h. From z + h it is 2 h down, and then put z back.": _undone,
            "You measured from one side, where the bend does not cancel. Take z − h in the place of z.": _ahead,
            "You measured from one side, where the bend does not cancel. Take z + h in the place of z.": _behind,
            "You measured from one side, and the sign is wrong. The value at z + h comes first.": lambda f, z: (
                -_behind(f, z)
            ),
            "You moved all entries together. Move one, and leave the others where they are.": _together,
            "The steps pile up, because each entry stays moved. Make new copies of z for each.": lambda f, z: _piled(
                f, np.array(z, float)
            ),
            "The steps pile up, because each entry stays moved. Make new copies of z for each, of floats.": _piled,
            "Here z is an array of whole numbers, and z − h was cut to one. Begin with z = np.array(z, float).": (
                _stored
            ),
            "Here z is an array of whole numbers, and so is np.zeros_like(z), so that h or your slopes were cut to 0. "
            "Begin with z = np.array(z, float).": lambda f, z: numeric(f, z) * (z.dtype.kind == "f"),
            "You made an array of whole numbers, and z − h is cut to one. Write float in the place of int.": (
                lambda f, z: _stored(f, np.array(z, int))
            ),
            "So small a step leaves rounding and nothing else. Take 1e−5.": lambda f, z: _by(f, z, 1e-14),
            "At 1e−12 the difference keeps few digits. Take 1e−5.": lambda f, z: _by(f, z, 1e-12),
            "Next to 2 a step of 1e−16 is lost. Take 1e−5.": lambda f, z: _by(f, z, 1e-16),
            "float32 keeps too few digits. Measure in float64.": lambda f, z: _stored(f, np.array(z, np.float32)),
            "You left the entry at z − h, so the next slopes are measured elsewhere. Put it back.": _astray,
            "You write the slopes into z itself, so the next ones are measured elsewhere. Make a new array.": _into_z,
            "So large a step bends. Take 1e−5.": lambda f, z: _by(f, z, 0.1),
            "At 0.001 the bend is still seen where the function is steep. Take 1e−5.": lambda f, z: _by(f, z, 1e-3),
            "At 0.01 the bend is still seen. Take 1e−5.": lambda f, z: _by(f, z, 0.01),
            "A step of 1 bends a lot. Take 1e−5.": lambda f, z: _by(f, z, 1.0),
            "The sign is wrong. The value at z + h comes first.": lambda f, z: -numeric(f, z),
            "That is one number, the sum of the slopes. Each entry has its own.": lambda f, z: numeric(f, z).sum(),
            "That is the first slope alone. Is the return inside the loop?": lambda f, z: numeric(f, z)[0],
            "All slopes but the first are 0. Is the return inside the loop?": _first_alone,
            "The last entry was never moved.": lambda f, z: _but(f, z, -1),
            "The first entry was never moved. Python counts from 0.": lambda f, z: _but(f, z, 0),
            "Both values are the same. Does a second name stand for the same array? Copy z for each.": lambda f, z: (
                np.zeros(len(z))
            ),
            "Those are differences. Divide them by 2 h.": lambda f, z: 2e-5 * numeric(f, z),
            "/ 2 * h multiplies by h. Write / (2 * h).": lambda f, z: 1e-10 * numeric(f, z),
            "Only f(z − h) is divided. Put the difference in brackets.": _one_divided,
            "How far did the entry move? It must be h, and not h times z.": lambda f, z: z * numeric(f, z),
            "Do not round the slopes.": lambda f, z: np.round(numeric(f, z), 3),
        },
        cases=[
            (product, np.array([2.0, 5.0])),
            (product, np.array([20000.0, 50000.0])),
            (steep, np.array([0.0, 2.0])),
            (wave, np.array([0.5, -0.2])),
            (cross_entropy, np.array([2, 1, 0])),
            (cross_entropy, QUIET),
        ],
        praise="It trusts no formula, and works for every f.",
        holds={
            "Half of it: your two places are only h apart. Measure from z − h to z + h.": lambda slopes, f, z: (
                not same(2 * slopes, numeric(f, z))
            )
        },
        reason="A slope is a change of f for a change of one entry. From both sides the bend cancels, and 1e−5 is "
        "small enough not to bend and large enough not to round.",
    ),
    "sharpen_slope": Exercise(
        "All scores are multiplied by one number s, so z = s·u. Write sharpen_slope(u, label): the slope of the cross "
        "entropy with respect to s, at s = 1. The true class has the index label, counted from 0.",
        sharpen_slope,
        {
            "You forgot that s moves each score z_j by u_j. The slopes on the scores alone add up to 0.": (
                lambda u, label: 0.0
            ),
            "That is the slope in the true score. All the scores move with s.": lambda u, label: softmax(u)[label] - 1,
            "One knob has one slope. Add up the ways through the scores.": lambda u, label: (
                (softmax(u) - np.eye(len(u))[label]) * u
            ),
            "Add the ways up, and do not take their mean.": lambda u, label: sharpen_slope(u, label) / len(u),
            "The sign is wrong. Where the true score is the lowest, to sharpen must hurt.": lambda u, label: (
                -sharpen_slope(u, label)
            ),
            "The table J is in q − y already. Do not multiply by it again.": lambda u, label: (
                u @ softmax_jacobian(u) @ (softmax(u) - np.eye(len(u))[label])
            ),
            "Only the true score moves in yours. All of them move with s.": lambda u, label: (
                (softmax(u)[label] - 1) * u[label]
            ),
            "That is the mean score by q. What became of the true class?": lambda u, label: softmax(u) @ u,
            "That is what the true score does. The mean of the scores by q is missing.": lambda u, label: -u[label],
            "In yours each class counts alike, as if s were 0. Take the mean of the scores by q.": lambda u, label: (
                np.mean(u) - u[label]
            ),
            "You took the largest score. Take the mean of the scores by q.": lambda u, label: np.max(u) - u[label],
            "You subtracted the largest score. The true one is u[label].": lambda u, label: softmax(u) @ u - np.max(u),
            "You subtracted label itself. The true score is u[label].": lambda u, label: softmax(u) @ u - label,
            "You subtracted label from q. It is an index: y is 1 there, and 0 elsewhere.": lambda u, label: (
                (softmax(u) - label) @ u
            ),
            "label is counted from 0, so it need not be made less by 1.": lambda u, label: sharpen_slope(u, label - 1),
            "You subtracted the chance of the true class. Subtract its score, u[label].": lambda u, label: (
                softmax(u) @ u - softmax(u)[label]
            ),
            "The true score has to be subtracted in full, for y is 1 there.": lambda u, label: (
                softmax(u) @ u - softmax(u)[label] * u[label]
            ),
            "Those are the slopes on the scores. How far does each move when s does?": lambda u, label: (
                softmax(u) - np.eye(len(u))[label]
            ),
            "You squared the slopes on the scores. Multiply each by how far its score moves.": lambda u, label: np.sum(
                (softmax(u) - np.eye(len(u))[label]) ** 2
            ),
            "The factor 2/K belongs to squares.": lambda u, label: 2 / len(u) * sharpen_slope(u, label),
            "You divided by h. From 1 − h to 1 + h it is 2 h.": lambda u, label: 2 * sharpen_slope(u, label),
            "That is the slope of the chance. The loss is minus its logarithm.": lambda u, label: (
                -softmax(u)[label] * sharpen_slope(u, label)
            ),
            "There is no exp in your chances.": lambda u, label: u @ u / np.sum(u) - u[label],
            "That is the loss. Its slope is asked.": lambda u, label: logsumexp(u) - u[label],
        },
        cases=[
            (np.array([2.0, 1.0, 0.0]), 2),
            (np.array([2.0, 1.0, 0.0]), 0),
            (np.array([0.5, -1.0]), 1),
            (np.array([1.0, 0.9, 0.0]), 1),
            (np.array([1.0, 3.0, -2.0, 0.5]), 3),
            (np.array([720.0, 0.0, -5.0]), 1),
        ],
        praise="The mean score by q, minus the true one. It is above 0 where the true score lies below the mean.",
        reason="s moves each score z_j by u_j, and each score moves the loss by q_j − y_j. The ways add up, and "
        "Σ (q_j − y_j) u_j is the mean score minus the true one.",
    ),
}
