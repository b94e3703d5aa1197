"""Exercises of lesson 8."""

import numpy as np

from .check import Exercise


def frost(y):
    costs = [np.mean(np.where(y > c, 3 * (y - c), c - y)) for c in y]
    return y[np.argmin(costs)]


def by_hand():
    # Near 4 the 1 is more than 3 below and pulls −3, 30 and 50 pull +3 each, 2 and 4 pull by their distance:
    # −3 + (2 − c) + (4 − c) + 3 + 3 = 0, so 2c = 9.
    return 9 / 2


_random = np.random.default_rng(8)
NIGHTS = [
    (np.array([2.0, 0.0, 7.0, 1.0, 4.0]),),
    (np.array([6.0, 1.0, 3.0, 8.0, 5.0]),),
    (_random.uniform(0, 9, 9).round(2),),
]


def _squares(y):
    """Return what costs least if the distances are squared: a mean in which those above count three times."""
    c = np.mean(y)
    for _ in range(50):
        c = np.average(y, weights=np.where(y > c, 3, 1))
    return c


EXERCISES = {
    "frost": Exercise(
        "Write frost(y). In y stand the degrees of frost of some nights, and c is one forecast for all of them. Too "
        "much, it costs c − y. Too little, it costs three times as much, 3(y − c). Return the c with the smallest mean "
        "cost.",
        frost,
        {
            "That is the median, where the ropes are equal. Here those above pull three times as hard.": np.median,
            "You paid three times for the wrong side. Whose rope is the strong one, if too little costs more?": (
                lambda y: np.quantile(y, 0.25)
            ),
            "That is the mean. But here a rope's strength does not grow with its length.": np.mean,
            "That is the highest reading. Nobody pulls up from there, and all others pull down.": np.max,
            "A balance of strengths is wanted, not three times the median.": lambda y: 3 * np.median(y),
            "That is three quarters of the way from lowest to highest. Count readings, not degrees.": (
                lambda y: np.min(y) + 0.75 * np.ptp(y)
            ),
            "Those are weights on squares. Here the cost is the distance, and so the pulls are 3 and 1.": (_squares),
            "That is where the best reading stands in y. Give the reading.": lambda y: np.argsort(y)[3 * len(y) // 4],
            "That is the smallest mean cost. Give the c at which it is reached.": (
                lambda y: min(np.mean(np.where(y > c, 3 * (y - c), c - y)) for c in y)
            ),
            "You took the fourth entry as it stands in y. Sort them first.": lambda y: y[3 * len(y) // 4],
            "One reading too high. Three ropes of strength 1 below meet one of strength 3 above.": (
                lambda y: np.sort(y)[3 * len(y) // 4 + 1]
            ),
        },
        cases=NIGHTS,
        praise="A quarter of the readings lie above it, three quarters below. It is called the 3/4 quantile.",
        reason="Readings above pull up with 3, readings below pull down with 1. They cancel where three times as many "
        "lie below as above, and between two readings the pull does not change, so it is enough to try the readings.",
    ),
    "by_hand": Exercise(
        "Return Huber's best guess for the readings 1, 2, 4, 30 and 50 with δ = 3, worked out by hand.",
        by_hand,
        {
            "Check your supposition. At 13/3 the reading 1 is more than 3 below, so it pulls with 3 only.": lambda: (
                13 / 3
            ),
            "That is the mean. No reading may pull harder than 3.": lambda: 17.4,
            "That is the median. Inside δ the distance counts.": lambda: 4.0,
            "You left 30 and 50 out. They keep their vote, and pull with 3 each.": lambda: 7 / 3,
            "You left one of the far readings out. Each of them pulls with 3.": lambda: 3.0,
            "You capped the readings at 3. The cap is on the pull.": lambda: 12 / 5,
            "You forgot the 1. It is capped too, and pulls with −3.": lambda: 6.0,
            "The sign of the 1 is wrong. It lies below, so it pulls down.": lambda: 7.5,
            "The sum is right, but how many readings pull by their distance? Those are the c's that you count.": (
                lambda: 9 / 5
            ),
            "That is 2c. Divide.": lambda: 9.0,
            "You let 30 and 50 pull with 1 each. They pull with δ, which is 3.": lambda: 2.5,
        },
        cases=[()],
        holds={
            "At the best guess the five pulls add up to 0; at yours they add up to {}.": (
                lambda c: np.clip([1 - c, 2 - c, 4 - c, 30 - c, 50 - c], -3, 3).sum()
            ),
        },
        praise="1 is out of reach as well, but you only see it when you check what you supposed.",
        reason="Suppose that 1, 2 and 4 are within 3 of c. Then 7 − 3c + 6 = 0 and c = 13/3, but 1 is more than 3 "
        "below that. So it is capped as well, and 6 − 2c + 6 − 3 = 0.",
    ),
}
