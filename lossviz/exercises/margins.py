"""Exercises of lesson 7."""

import numpy as np

from .. import losses
from .check import Exercise

MARGINS = [
    (np.array([1, -1, -1, 1, 1, -1]), np.array([2.5, 0.3, -1.8, -0.7, 0.4, -0.2])),
    (np.array([1.0, -1.0]), np.array([3.0, 0.5])),
]

EXERCISES = {
    "hinge": Exercise(
        "Write hinge(y, f): the mean over items of max(0, 1 − y f), for labels +1 and −1.",
        losses.hinge,
        {
            "You added the items up. Divide by how many there are.": lambda y, f: np.sum(np.maximum(0, 1 - y * f)),
            "That is one cost for each item. Average them.": lambda y, f: np.maximum(0, 1 - y * f),
            "The sign of the margin is wrong: a larger margin must cost less.": (
                lambda y, f: np.mean(np.maximum(0, 1 + y * f))
            ),
            "The 1 is lost: an item that is barely right must still cost something.": (
                lambda y, f: np.mean(np.maximum(0, -y * f))
            ),
            "You did not stop at 0: an item far on the right side now earns a reward.": (
                lambda y, f: np.mean(1 - y * f)
            ),
            "You took max after the mean. Cut each item off at 0 first, then average.": (
                lambda y, f: np.maximum(0, np.mean(1 - y * f))
            ),
            "You squared it. That is the squared hinge.": lambda y, f: np.mean(np.maximum(0, 1 - y * f) ** 2),
            "That is the share of mistakes, the 0-1 loss. Count how far off they are, too.": losses.zero_one,
            "You compared y − f. The margin is a product, y times f.": (
                lambda y, f: np.mean(np.maximum(0, 1 - (y - f)))
            ),
            "The labels went in as 0 and 1. The hinge needs +1 and −1.": (
                lambda y, f: np.mean(np.maximum(0, 1 - (y > 0) * f))
            ),
            "You took min for max: now only the items that should cost nothing count.": (
                lambda y, f: np.mean(np.minimum(0, 1 - y * f))
            ),
        },
        cases=MARGINS,
        praise="Items beyond a margin of 1 cost nothing, and pull at nothing.",
    ),
}
