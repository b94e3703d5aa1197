"""Exercises of lesson 8."""

import numpy as np

from .check import Exercise


def pull(r):
    return np.clip(r, -2, 2)


def frost(y):
    costs = [np.mean(np.where(y > c, 3 * (y - c), c - y)) for c in y]
    return y[np.argmin(costs)]


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


def _beyond(far, near=lambda r: r):
    """Return a pull that is `near` up to 2 and `far` beyond."""
    return lambda r: np.where(np.abs(r) <= 2, near(r), far(r))


EXERCISES = {
    "pull": Exercise(
        "Write pull(r). In r stand the residuals of some readings. Return how hard each pulls by Huber's loss with "
        "δ = 2.",
        pull,
        {
            "That is the pull of squares. No rope may be longer than 2.": lambda r: r,
            "That is the pull of absolute values. Up to 2 the distance counts.": np.sign,
            "All your ropes are 2 long. Up to 2 the distance counts.": lambda r: 2 * np.sign(r),
            "Beyond 2 your ropes let go. There they pull with 2, or with −2.": _beyond(lambda r: 0 * r),
            "A reading far below pulls down, with −2.": _beyond(lambda r: 0 * r + 2),
            "A reading far above pulls up, with 2.": _beyond(lambda r: 0 * r - 2),
            "Beyond 2 yours pull the wrong way.": _beyond(lambda r: -2 * np.sign(r)),
            "Beyond 2 the pull is 2, with the sign of r. Yours is 1.": _beyond(np.sign),
            "Beyond 2 yours still grows with r.": _beyond(lambda r: 2 * r),
            "Beyond 2 you return the price. The pull is how steep it is.": _beyond(lambda r: 2 * (np.abs(r) - 1)),
            "You capped only those above. Those below pull with −2 at most.": lambda r: np.minimum(r, 2),
            "You capped only those below. Those above pull with 2 at most.": lambda r: np.maximum(r, -2),
            "The readings below do not pull in yours.": lambda r: np.clip(r, 0, 2),
            "The readings above do not pull in yours.": lambda r: np.clip(r, -2, 0),
            "Your ropes all pull up. Those of readings below pull down.": lambda r: np.minimum(np.abs(r), 2),
            "You capped at 1, and δ is 2 here.": lambda r: np.clip(r, -1, 1),
            "The two pieces have changed places.": lambda r: np.where(np.abs(r) > 2, r, 2 * np.sign(r)),
            "That is the price. The pull is how steep it is.": _beyond(
                lambda r: 2 * (np.abs(r) - 1), lambda r: r**2 / 2
            ),
            "Half the square is charged here, so up to 2 the pull is r and not 2r.": _beyond(
                lambda r: 2 * np.sign(r), lambda r: 2 * r
            ),
            "Up to 2 you return the price, r²/2. Its slope is r.": _beyond(
                lambda r: 2 * np.sign(r), lambda r: r**2 / 2
            ),
            "Up to 2 yours do not pull. There the pull is r.": _beyond(lambda r: 2 * np.sign(r), lambda r: 0 * r),
            "That is what the cap cuts away. Return what is left.": lambda r: r - np.clip(r, -2, 2),
            "np.clip takes the lower end first.": lambda r: 0 * r - 2,
        },
        cases=[
            (np.array([-3.0, 1.0, 5.0]),),
            (np.array([-1.5, -6.0, 0.5, -1.0, 3.0, 1.5]),),
        ],
        praise="Up to 2 by distance, and beyond it no harder.",
        reason="Huber's price is r²/2 up to δ, so there it is as steep as r. Beyond δ it is a straight line, which is "
        "as steep as δ, upwards or downwards.",
    ),
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
}
