"""Exercises of lesson 7."""

import numpy as np

from .check import Exercise


def nearest(w, x, y):
    margins = y * (x @ w)
    return margins.min() / np.linalg.norm(w)


def demand_two(w):
    weights = 2 * w
    distance = 2 / np.linalg.norm(weights)
    return weights, distance


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
WEIGHTS = [(np.array([0.3, 0.4]),), (np.array([1.2, -0.5]),), (np.array([-0.2, 0.1]),)]
MARGINS = [(np.array([0.5]),), (np.array([-1.0, 0.0, 1.0, 3.0]),), (np.array([-2.5, 0.2, 0.9, 1.5]),)]

EXERCISES = {
    "nearest": Exercise(
        "Write nearest(w, x, y): how far the nearest row of x is from the border where w · x = 0. It is below 0 if a "
        "row is on the wrong side for its label in y, +1 or −1.",
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
        },
        cases=MORNINGS,
        praise="Twice the weights give the same distance: the 2 cancels.",
        reason="One unit straight away from the border adds the length of w to the score, so a margin m is m / ‖w‖ "
        "away from it.",
        loop=False,
    ),
    "demand_two": Exercise(
        "Write demand_two(w). Given the shortest w whose margins are all at least 1, return the shortest weights whose "
        "margins are all at least 2, and how far the nearest item then is from the border.",
        demand_two,
        {
            "Half the weights make half the margins. Which margin had the nearest item, and which has it now?": (
                lambda w: (w / 2, 2 / np.linalg.norm(w))
            ),
            "Half the weights make half the margins, so the demand is not met.": (
                lambda w: (w / 2, 1 / np.linalg.norm(w))
            ),
            "With the same weights all margins are the same. Is a demand of 2 met?": (
                lambda w: (w, 1 / np.linalg.norm(w))
            ),
            "With the same weights nothing moved, neither the margins nor the distance.": (
                lambda w: (w, 2 / np.linalg.norm(w))
            ),
            "The weights are right. The margin is doubled, so divide by the new length, which is doubled too.": (
                lambda w: (2 * w, 2 / np.linalg.norm(w))
            ),
            "The weights are right. The length is doubled, but so is the margin of the nearest item.": (
                lambda w: (2 * w, 1 / np.linalg.norm(2 * w))
            ),
            "The weights are right. But 2 is a margin, and a distance is a margin divided by the length.": (
                lambda w: (2 * w, 2.0)
            ),
            "The weights are right. But 1 is a margin, and a distance is a margin divided by the length.": (
                lambda w: (2 * w, 1.0)
            ),
            "The weights are right. What you give for the distance is the length of w.": (
                lambda w: (2 * w, np.linalg.norm(w))
            ),
            "The weights are right. What you give for the distance is the length of the weights.": (
                lambda w: (2 * w, np.linalg.norm(2 * w))
            ),
            "Those weights are longer than they must be: twice the weights make twice the margins.": (
                lambda w: (4 * w, 1 / np.linalg.norm(w))
            ),
            "Those are the weights, and they are right. Return the distance as well.": lambda w: 2 * w,
            "Margins are products, so a demand is met by multiplying the weights, not by adding to them.": (
                lambda w: (w + 1, 2 / np.linalg.norm(w + 1))
            ),
        },
        cases=WEIGHTS,
        praise="Twice the weights and the same distance: the border is not any safer. The 1 was only a unit.",
        holds={
            "For twice the margins the weights must be twice as long; yours are {} times as long.": (
                lambda answer, w: np.linalg.norm(answer[0]) / np.linalg.norm(w)
            ),
            "The nearest item now has the margin 2, and distance times length is the margin; yours makes {}.": (
                lambda answer, w: answer[1] * np.linalg.norm(answer[0])
            ),
        },
        reason="Weights of 2v have twice the margins of v, so the shortest for the demand 2 are twice the shortest for "
        "the demand 1. The nearest item has a margin of 2, and 2 / ‖2w‖ is 1 / ‖w‖.",
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
        praise="Its pull is 1 below 0, fades between 0 and 1, and lets go at 1 without a jerk.",
        reason="A parabola that is flat at 1 with value 0 is a(1 − m)². At 0 its slope is −2a, which must be −1, so a "
        "is ½, and the value at 0 is ½ as well.",
        loop=False,
    ),
}
