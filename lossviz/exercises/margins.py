"""Exercises of lesson 7."""

import numpy as np

from .check import Exercise


def nearest(w, x, y):
    margins = y * (x @ w)
    return margins.min() / np.linalg.norm(w)


def smooth_hinge(m):
    parabola = (1 - m) ** 2 / 2
    return np.where(m < 0, 0.5 - m, np.where(m > 1, 0.0, parabola))


_random = np.random.default_rng(7)
MORNINGS = [
    (np.array([3.0, 4.0]), np.array([[2.0, 1.0]]), np.array([1])),
    (np.array([3.0, 4.0]), np.array([[2.0, 1.0], [-1.0, 0.0]]), np.array([1, -1])),
    (np.array([-0.6, 0.8]), np.array([[0.0, 3.0], [1.0, 2.0]]), np.array([1, -1])),
    (_random.normal(size=2), _random.normal(size=(6, 2)), np.array([1, 1, -1, 1, -1, -1])),
]
MARGINS = [
    (np.array([0.5]),),
    (np.array([1.0, -1.0, 0.0, 3.0]),),
    (np.array([0.2, -2.5, 0.9, 1.5]),),
    (np.array([0.001, 0.0, 0.999, 1.0]),),
]


def _distances(w, x, y):
    return y * (x @ w) / np.linalg.norm(w)


def _at(charge, m, margin):
    return charge[m == margin].sum()


def _slope(charge, m, a, b):
    return round(float(_at(charge, m, b) - _at(charge, m, a)) / (b - a), 2) if {a, b} <= {*m} else 0.0


EXERCISES = {
    "nearest": Exercise(
        "Write nearest(w, x, y): the smallest distance of the rows of x from the border where w · x = 0. A distance "
        "counts below 0 if the row is on the wrong side for its label in y, +1 or −1.",
        nearest,
        {
            "That is the smallest margin. To be a distance it must be divided by the length of w.": (
                lambda w, x, y: np.min(y * (x @ w))
            ),
            "The labels are not in it: an item labelled −1 is right where its score is below 0.": (
                lambda w, x, y: np.min(x @ w) / np.linalg.norm(w)
            ),
            "An absolute value hides which side an item is on. Multiply by its label.": (
                lambda w, x, y: np.min(np.abs(x @ w)) / np.linalg.norm(w)
            ),
            "That is the mean distance. The nearest item has the smallest.": (
                lambda w, x, y: np.mean(y * (x @ w)) / np.linalg.norm(w)
            ),
            "That is the item farthest on the right side. The nearest has the smallest margin.": (
                lambda w, x, y: np.max(y * (x @ w)) / np.linalg.norm(w)
            ),
            "Those are all distances. Give the smallest.": lambda w, x, y: y * (x @ w) / np.linalg.norm(w),
            "You divided by the square of the length.": lambda w, x, y: np.min(y * (x @ w)) / (w @ w),
            "len(w) counts the entries of w. Its length is the root of the sum of their squares.": (
                lambda w, x, y: np.min(y * (x @ w)) / len(w)
            ),
            "You divided by the sum of the entries' sizes. The length is the root of the sum of their squares.": (
                lambda w, x, y: np.min(y * (x @ w)) / np.sum(np.abs(w))
            ),
            "You divided by the length of x. One unit along w adds the length of w to the score.": (
                lambda w, x, y: np.min(y * (x @ w) / np.linalg.norm(x, axis=1))
            ),
            "That is which item is nearest, not how far it is.": lambda w, x, y: np.argmin(y * (x @ w)),
            "That is how far a margin of 1 is from the border. Which margin has the nearest item?": (
                lambda w, x, y: 1 / np.linalg.norm(w)
            ),
            "The sign is wrong: right answers have a distance above 0.": (
                lambda w, x, y: -np.min(y * (x @ w)) / np.linalg.norm(w)
            ),
            "That is how far the nearest item is from the point w. The border is a line.": (
                lambda w, x, y: np.min(np.linalg.norm(x - w, axis=1))
            ),
            "That measures from the point w, with the label as a sign. The border is a line, and w its direction.": (
                lambda w, x, y: np.min(y * np.linalg.norm(x - w, axis=1))
            ),
            "You added all distances up. Give the smallest.": lambda w, x, y: np.sum(_distances(w, x, y)),
            "That is the distance in the middle, the median. Give the smallest.": (
                lambda w, x, y: np.median(_distances(w, x, y))
            ),
            "That is the distance of the first row alone.": lambda w, x, y: _distances(w, x, y)[0],
            "np.argmin tells which row it is; its margin is what you divide.": (
                lambda w, x, y: np.argmin(y * (x @ w)) / np.linalg.norm(w)
            ),
            "You multiplied by the length of w. Divide by it.": (
                lambda w, x, y: np.min(y * (x @ w)) * np.linalg.norm(w)
            ),
            "You divided by the sum of the entries of w. The length is the root of the sum of their squares.": (
                lambda w, x, y: np.min(y * (x @ w)) / np.sum(w)
            ),
            "The root is there, but the squares are missing under it.": (
                lambda w, x, y: np.min(y * (x @ w)) / np.sqrt(np.sum(w))
            ),
            "You divided by the largest entry of w, which is not its length.": (
                lambda w, x, y: np.min(y * (x @ w)) / np.max(np.abs(w))
            ),
            "Under the root you have the mean of the squares, where their sum is wanted.": (
                lambda w, x, y: np.min(y * (x @ w)) / np.sqrt(np.mean(w**2))
            ),
            "You divided by the length of the whole table x. It is w whose length counts.": (
                lambda w, x, y: np.min(y * (x @ w)) / np.linalg.norm(x)
            ),
            "You divided by the lengths of the rows of x as well. That of w is enough.": (
                lambda w, x, y: np.min(_distances(w, x, y) / np.linalg.norm(x, axis=1))
            ),
            "The label has the wrong sign: right answers have a distance above 0.": (
                lambda w, x, y: np.min(-_distances(w, x, y))
            ),
            "You cut off at 0, but a row on the wrong side counts below 0.": (
                lambda w, x, y: max(0.0, np.min(_distances(w, x, y)))
            ),
            "You left out the rows on the wrong side, and they count below 0.": (
                lambda w, x, y: np.min(np.abs(_distances(w, x, y)), where=_distances(w, x, y) > 0, initial=np.inf)
            ),
            "You took the row nearest in size. One that is wrong counts below 0, so it is smaller.": (
                lambda w, x, y: min(_distances(w, x, y), key=abs)
            ),
            "That is the hinge, a charge. A distance is wanted.": lambda w, x, y: np.mean(
                np.maximum(0, 1 - y * (x @ w))
            ),
            "That is from the dashed line, where the margin is 1. The border is where it is 0.": (
                lambda w, x, y: (np.min(y * (x @ w)) - 1) / np.linalg.norm(w)
            ),
            "1 − m counts from the dashed line, where the margin is 1, and backwards.": (
                lambda w, x, y: np.min(1 - y * (x @ w)) / np.linalg.norm(w)
            ),
            "A score is the sum along a row, w · x. You took the smallest product of two entries.": (
                lambda w, x, y: np.min(y[:, None] * (x * w)) / np.linalg.norm(w)
            ),
            "You added over the whole table. Each row has a score of its own: x @ w, or a sum along axis=1.": (
                lambda w, x, y: np.min(y * np.sum(w * x)) / np.linalg.norm(w)
            ),
            "You kept the sign of each score, and lost its size.": (
                lambda w, x, y: np.min(np.sign(_distances(w, x, y))) / np.linalg.norm(w)
            ),
            "The margin is the label times the score. You subtracted them.": (
                lambda w, x, y: np.min(y - x @ w) / np.linalg.norm(w)
            ),
            "You squared the margins, and so lost their signs.": (
                lambda w, x, y: np.min((y * (x @ w)) ** 2) / np.linalg.norm(w)
            ),
            "With labels of 0 and 1 each row that is labelled 0 has the margin 0.": (
                lambda w, x, y: np.min((y + 1) / 2 * (x @ w)) / np.linalg.norm(w)
            ),
        },
        cases=MORNINGS,
        praise="Twice the weights give the same distance: the 2 cancels.",
        reason="One unit straight away from the border adds the length of w to the score, so a margin m is m / ‖w‖ "
        "away from it.",
        loop=False,
    ),
    "smooth_hinge": Exercise(
        "Write smooth_hinge(m), entry by entry: 0 for a margin above 1, ½ − m for one below 0, and between them a "
        "parabola that fits both ends in value and in slope.",
        smooth_hinge,
        {
            "At 0 your parabola is 1, and the line is ½.": (
                lambda m: np.where(m < 0, 0.5 - m, np.where(m > 1, 0, (1 - m) ** 2))
            ),
            "At 1 your parabola is ½, and it should be 0.": (
                lambda m: np.where(m < 0, 0.5 - m, np.where(m > 1, 0, m**2 / 2))
            ),
            "That is the square of the hinge: at 0 it is 1, and below 0 it is no line.": (
                lambda m: np.maximum(0, 1 - m) ** 2
            ),
            "That is one parabola for all margins. Below 0 a line is wanted, and above 1 nothing.": (
                lambda m: (1 - m) ** 2 / 2
            ),
            "That is the charge of the first margin alone. A return inside a loop ends it.": (
                lambda m: smooth_hinge(m)[0]
            ),
            "You joined the ends by a straight line. What is its slope at 1, and what should it be?": (
                lambda m: np.where(m < 0, 0.5 - m, np.where(m > 1, 0, (1 - m) / 2))
            ),
            "Your parabola goes on beyond 1. Try m = 3: a right answer pays.": (
                lambda m: np.where(m < 0, 0.5 - m, (1 - m) ** 2 / 2)
            ),
            "Your parabola goes on below 0, where a straight line is wanted.": lambda m: np.maximum(0, 1 - m) ** 2 / 2,
            "Below 0 you have the hinge, 1 − m. The line here is half a unit lower, so that it meets the parabola.": (
                lambda m: np.where(m < 0, 1 - m, np.where(m > 1, 0, (1 - m) ** 2 / 2))
            ),
            "That is the hinge itself, with its corner at 1.": lambda m: np.maximum(0, 1 - m),
            "That is the hinge moved to a half, with a corner there. A parabola is wanted between 0 and 1.": (
                lambda m: np.maximum(0, 0.5 - m)
            ),
            "That is the log loss. It is smooth too, but never 0.": lambda m: np.log1p(np.exp(-m)),
            "The sign of the line is wrong: the further below 0, the higher the charge.": (
                lambda m: np.where(m < 0, 0.5 + m, np.where(m > 1, 0, (1 - m) ** 2 / 2))
            ),
            "One charge for each margin is wanted. You averaged them.": lambda m: np.mean(smooth_hinge(m)),
            "One charge for each margin is wanted. You added them up.": lambda m: np.sum(smooth_hinge(m)),
            "Those are the slopes. The charges are wanted.": lambda m: -np.clip(1 - m, 0, 1),
            "That is the pull, which is minus the slope. The charge is wanted.": lambda m: np.clip(1 - m, 0, 1),
            "Beyond 1 a right answer should cost nothing; yours goes below 0.": (
                lambda m: np.where(m < 0, 0.5 - m, np.where(m > 1, (1 - m) / 2, (1 - m) ** 2 / 2))
            ),
        },
        cases=MARGINS,
        holds={
            "At −1 the line alone counts, and it is 1.5 there; yours is {}.": lambda charge, m: _at(charge, m, -1),
            "Above 1 the charge is 0; at 3 yours is {}.": lambda charge, m: _at(charge, m, 3),
            "At 0 the line is ½, and the parabola must meet it; yours is {}.": lambda charge, m: _at(charge, m, 0),
            "At 1 the charge is 0; yours is {}.": lambda charge, m: _at(charge, m, 1),
            "Between 0 and 1 the parabola is above 0; yours has a 0 there.": (
                lambda charge, m: bool((charge[(m > 0) & (m < 1)] == 0).any())
            ),
            "At 0 the line has the slope −1, and the parabola must have it too; yours begins with {}.": (
                lambda charge, m: _slope(charge, m, 0.0, 0.001)
            ),
            "At 1 the parabola must be flat; yours has the slope {}.": lambda charge, m: _slope(charge, m, 0.999, 1.0),
        },
        praise="Its pull is 1 below 0, fades between 0 and 1, and lets go at 1 without a jerk.",
        reason="A parabola that is flat at 1 with value 0 is a(1 − m)². At 0 its slope is −2a, which must be −1, so a "
        "is ½, and the value at 0 is ½ as well.",
        loop=False,
    ),
}
