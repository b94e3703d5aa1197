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
    (np.array([1.0, 8.0, 2.0, 9.0, 3.0, 5.0]),),
    (np.array([1.5, 0.5, 40.0, 2.5, 6.25]),),
    (_random.uniform(-9, 29, 11).round(3),),
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
            "Is the strong rope on the wrong side? At yours a quarter lies below, and three quarters pull up.": (
                lambda y: np.sort(y)[len(y) // 4]
            ),
            "That is the mean. But here a rope's strength does not grow with its length.": np.mean,
            "That is the highest reading. Nobody pulls up from there, and all others pull down.": np.max,
            "A balance of strengths is wanted, not three times the median.": lambda y: 3 * np.median(y),
            "That is three quarters of the way from lowest to highest. Count readings, not degrees.": (
                lambda y: np.min(y) + 0.75 * np.ptp(y)
            ),
            "Those are weights on squares. Here the cost is the distance, and so the pulls are 3 and 1.": (_squares),
            "The share is three quarters, since three ropes of strength 1 balance one of strength 3. It is not 2/3.": (
                lambda y: np.quantile(y, 2 / 3)
            ),
            "The share is three quarters, since three ropes of strength 1 balance one of strength 3. It is not 4/5.": (
                lambda y: np.quantile(y, 0.8)
            ),
            "The share 1/3 is twice wrong. The strong ropes are above, and 3 to 1 is three of four.": (
                lambda y: np.quantile(y, 1 / 3)
            ),
            "np.percentile counts in hundredths, so three quarters are 75.": lambda y: np.percentile(y, 0.75),
            "np.quantile goes between two readings, and there it costs more. Its method='inverted_cdf' stays on one.": (
                lambda y: np.quantile(y, 0.75)
            ),
            "That is the middle reading, where the ropes are equal. Here those above pull three times as hard.": (
                lambda y: np.sort(y)[len(y) // 2]
            ),
            "That is the median of the upper half. It lies between two readings, and there it costs more.": (
                lambda y: np.median(np.sort(y)[len(y) // 2 :])
            ),
            "You squared the distance. Here the cost grows in proportion to it.": (
                lambda y: min(y, key=lambda c: np.sum(np.where(y > c, 3, 1) * (y - c) ** 2))
            ),
            "You left out the 3 and squared.": lambda y: min(y, key=lambda c: np.sum((y - c) ** 2)),
            "That is the lowest reading, and all others pull up. If you searched, is a cost below 0?": (np.min),
            "A factor on the mean is no balance of ropes. Count how many pull on each side.": lambda y: 3 * np.mean(y),
            "Three quarters of the mean is no balance of ropes. Count readings, not degrees.": (
                lambda y: 0.75 * np.mean(y)
            ),
            "Three quarters of the highest reading is no balance. Count readings, not degrees.": (
                lambda y: 0.75 * np.max(y)
            ),
            "Those are weights on the readings, a mean. Here the pulls are 3 and 1 however far off a reading is.": (
                lambda y: np.average(y, weights=np.where(y > np.mean(y), 3, 1))
            ),
            "One reading too low. Three ropes of strength 1 below meet one of strength 3 above.": (
                lambda y: np.sort(y)[3 * len(y) // 4 - 1]
            ),
            "You took the last but one as it stands in y. Sort them first.": lambda y: y[-2],
            "You took the second highest. How many lie above must grow with len(y).": lambda y: np.sort(y)[-2],
            "You took the fourth in order. Its place must grow with len(y).": lambda y: np.sort(y)[3],
            "That is the c with the largest mean cost.": (
                lambda y: max(y, key=lambda c: np.mean(np.where(y > c, 3 * (y - c), c - y)))
            ),
            "That is the mean cost at the mean. Give the c at which it is smallest.": lambda y: np.mean(
                np.where(y > np.mean(y), 3 * (y - np.mean(y)), np.mean(y) - y)
            ),
            "That is the sum of the costs. Give the c at which it is smallest.": (
                lambda y: min(np.sum(np.where(y > c, 3 * (y - c), c - y)) for c in y)
            ),
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
        holds={
            "Pulls of 3 and 1 change only at a reading, so the best c is one of the readings. Yours is between two.": (
                lambda c, y: bool(np.isclose(y, c, rtol=1e-4).any())
            ),
        },
        praise="At most a quarter of the readings lie above it, and at most three quarters below. It is called the 3/4 "
        "quantile.",
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
            "Check your supposition. At 4.33 the reading 1 is more than 3 below, so it pulls with 3 only.": lambda: (
                4.33
            ),
            "The two far readings pull up, with +3 each.": lambda: 1 / 3,
            "The far readings pull up, with +3 each, while the 1 pulls down.": lambda: 1.5,
            "You divided by 2 twice.": lambda: 9 / 4,
            "You left one far reading out. And then look where the 1 lies.": lambda: 10 / 3,
            "Near that c the 30 is more than 3 away, so it pulls with 3 only.": lambda: 37 / 3,
            "At 12 the 30 is more than 3 away, so it pulls with 3 only.": lambda: 12.0,
            "That is the mean without the 50. The 30 is more than 3 away too, and both pull with 3.": lambda: 37 / 4,
            "Only the 50 is capped in yours. The 30 and the 1 are more than 3 away as well.": lambda: 10.0,
            "At 30 the 1, the 2 and the 4 all pull down with 3. Look near the 4.": lambda: 30.0,
            "You moved the far readings to 7. The cap is on the pull, which is measured from c.": lambda: 21 / 5,
            "Those are the readings of the lesson. Here they are 1, 2, 4, 30 and 50.": lambda: 18.33,
            "That is a tenth of it. Look at the decimal point.": lambda: 0.45,
            "Give the c at which the pulls add up to 0.": lambda: 0.0,
            "That is the mean. No reading may pull harder than 3.": lambda: 17.4,
            "That is the median. Inside δ the distance counts.": lambda: 4.0,
            "You left 30 and 50 out. They keep their vote, and pull with 3 each.": lambda: 7 / 3,
            "Either a far reading is missing, each pulls with 3, or you divided by 3, and only 2 and 4 are inside.": (
                lambda: 3.0
            ),
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
