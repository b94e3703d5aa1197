"""Exercises of lesson 6."""

from typing import Any

import numpy as np

from ..losses import softmax, softmax_jacobian
from .check import Exercise


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


def honest(loss, grad, z):
    z = np.array(z, dtype=float)
    claimed, measured = grad(z), np.zeros(z.size)
    for j in range(z.size):
        nudge = np.zeros(z.size)
        nudge[j] = 1e-5
        measured[j] = (loss(z + nudge) - loss(z - nudge)) / 2e-5
    return np.max(np.abs(claimed - measured)) < 1e-3 * np.max(np.abs(measured)) + 1e-8


# What is measured. Class 3 is true.


def product(z: Any) -> Any:
    return z[0] * z[1]


def cross_entropy(z: Any) -> Any:
    return np.log(np.sum(np.exp(z))) - z[2]


def squares(z: Any) -> Any:
    return np.mean((softmax(z) - [0, 0, 1]) ** 2)


def always_7(z: Any) -> Any:
    return 7.0


def q_minus_y(z: Any) -> Any:
    return softmax(z) - [0, 0, 1]


def y_minus_q(z: Any) -> Any:
    return -q_minus_y(z)


def doubled(z: Any) -> Any:
    return 2 * q_minus_y(z)


def J_times(z: Any) -> Any:  # noqa: N802
    return softmax_jacobian(z) @ q_minus_y(z)


def squares_grad(z: Any) -> Any:
    return 2 / 3 * J_times(z)


def squares_minus_lost(z: Any) -> Any:
    return -squares_grad(z)


def zeros(z: Any) -> Any:
    return 0 * z


def _one_array(f: Any, z: Any) -> Any:
    """Measure on copies of z, with whatever type of number it has."""
    slopes = np.zeros(len(z))
    for j in range(len(z)):
        up, down = np.array(z), np.array(z)
        up[j], down[j] = up[j] + 1e-5, down[j] - 1e-5
        slopes[j] = (f(up) - f(down)) / 2e-5
    return slopes


def _by(f: Any, z: Any, h: float) -> Any:
    nudges = h * np.eye(len(z))
    return np.array([(f(z + nudge) - f(z - nudge)) / (2 * h) for nudge in nudges])


QUIET, LOUD = np.array([-4.0, 4.0, -4.0]), np.array([2.0, 1.0, 0.0])

EXERCISES = {
    "numeric": Exercise(
        "Write numeric(f, z): the slopes of f at z with respect to each entry of z, measured. Move one entry by "
        "1e−5 to either side, and divide the change of f by 2e−5.",
        numeric,
        {
            "You divided by h. From z − h to z + h it is 2 h.": lambda f, z: 2 * numeric(f, z),
            "You went back to z and divided by 2 h. Go on to z − h.": lambda f, z: (
                np.array([f(z + nudge) - f(z) for nudge in 1e-5 * np.eye(len(z))]) / 2e-5
            ),
            "You moved all entries together. Move one, and leave the others where they are.": lambda f, z: np.full(
                len(z), (f(z + 1e-5) - f(z - 1e-5)) / 2e-5
            ),
            "Here z is an array of whole numbers, and z − h was cut to one. Begin with z = np.array(z, float).": (
                _one_array
            ),
            "So small a step leaves rounding and nothing else. Take 1e−5.": lambda f, z: _by(f, z, 1e-14),
            "So large a step bends. Take 1e−5.": lambda f, z: _by(f, z, 0.1),
            "The sign is wrong. The value at z + h comes first.": lambda f, z: -numeric(f, z),
            "That is one number, the sum of the slopes. Each entry has a slope of its own.": lambda f, z: numeric(
                f, z
            ).sum(),
            "Those are differences. Divide them by 2 h.": lambda f, z: 2e-5 * numeric(f, z),
        },
        cases=[(product, np.array([2.0, 5.0])), (cross_entropy, np.array([2, 1, 0])), (cross_entropy, QUIET)],
        praise="It trusts no formula, and works for every f.",
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
            "The sign is wrong. To sharpen a wrong belief must hurt.": lambda u, label: -sharpen_slope(u, label),
            "The table J is in q − y already. Do not multiply by it again.": lambda u, label: (
                u @ softmax_jacobian(u) @ (softmax(u) - np.eye(len(u))[label])
            ),
            "Only the true score moves in yours. All of them move with s.": lambda u, label: (
                (softmax(u)[label] - 1) * u[label]
            ),
            "That is the mean score by q. What became of the true class?": lambda u, label: softmax(u) @ u,
            "Take the mean of the scores by q; in yours each class counts alike.": lambda u, label: (
                np.mean(u) - u[label]
            ),
            "Those are the slopes on the scores. How far does each move when s does?": lambda u, label: (
                softmax(u) - np.eye(len(u))[label]
            ),
            "That is the loss. Its slope is asked.": lambda u, label: -np.log(softmax(u)[label]),
        },
        cases=[
            (np.array([2.0, 1.0, 0.0]), 2),
            (np.array([2.0, 1.0, 0.0]), 0),
            (np.array([0.5, -1.0]), 1),
            (np.array([1.0, 3.0, -2.0, 0.5]), 3),
        ],
        praise="The mean score minus the true one: a wrong belief costs more the sharper it is.",
        reason="s moves each score z_j by u_j, and each score moves the loss by q_j − y_j. The ways add up, and "
        "Σ (q_j − y_j) u_j is the mean score minus the true one.",
    ),
    "honest": Exercise(
        "Write honest(loss, grad, z): True if grad(z) is the gradient of loss at z, and False if not. Some of the "
        "slopes it will be asked about are small, and some are 0.",
        honest,
        {
            "Small slopes slip through: at (−4, 4, −4) squares slope by 0.0007, less than you allow. Divide the "
            "difference by the largest slope.": lambda loss, grad, z: np.max(np.abs(grad(z) - numeric(loss, z))) < 0.01,
            "Where all slopes are 0 you divide 0 by 0. Allow for something tiny, 1e−8 say.": lambda loss, grad, z: (
                np.max(np.abs(grad(z) - numeric(loss, z))) < 1e-3 * np.max(np.abs(numeric(loss, z)))
            ),
            "You looked at the first score alone. A formula may be right in one and wrong in another.": (
                lambda loss, grad, z: np.isclose(grad(z)[0], numeric(loss, z)[0], rtol=1e-3)
            ),
            "You compared sums. Nearly all the wrong formulas add up to 0 as well.": lambda loss, grad, z: np.isclose(
                np.sum(grad(z)), np.sum(numeric(loss, z)), atol=1e-6
            ),
            "A measured slope is never right to the last digit, so == is too strict.": lambda loss, grad, z: np.all(
                grad(z) == numeric(loss, z)
            ),
            "You compared sizes, and a lost minus slips through.": lambda loss, grad, z: np.allclose(
                np.abs(grad(z)), np.abs(numeric(loss, z)), rtol=1e-3
            ),
            "Your measurement is twice too large, so it acquits the doubled formula. From z − h to z + h it is 2 h.": (
                lambda loss, grad, z: np.allclose(grad(z), 2 * numeric(loss, z), rtol=1e-3)
            ),
            "It is the wrong way round: True is for an honest formula.": lambda loss, grad, z: (
                not honest(loss, grad, z)
            ),
        },
        cases=[
            (cross_entropy, q_minus_y, LOUD),
            (cross_entropy, y_minus_q, LOUD),
            (cross_entropy, softmax, LOUD),
            (cross_entropy, doubled, LOUD),
            (cross_entropy, J_times, LOUD),
            (squares, squares_grad, QUIET),
            (squares, squares_minus_lost, QUIET),
            (always_7, zeros, LOUD),
        ],
        praise="A judge for small slopes and for quiet places.",
        reason="What is small depends on the slopes, so the difference is compared with the largest of them. The "
        "1e−8 is for places where all of them are 0.",
    ),
}
