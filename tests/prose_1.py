"""The numbers quoted in 01_mse.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from lossviz.lessons.mse import BEST, X, Y

Y_HOT = lv.one_hot([1, 2, 3, 0, 2], depth=4)
OUT = np.random.default_rng(0).normal(size=(5, 4))


def lowest(b: float) -> float:
    """Return the least MSE of a line with intercept b."""
    w = np.sum(X * (Y - b)) / np.sum(X**2)
    return float(np.mean((Y - w * X - b) ** 2))


CLAIMS = {
    "each of the 20 entries": lambda: Y_HOT.size,
    "the rightmost point costs most, $2.1^2 = 4.41$": lambda: (Y[np.argmax(X)] ** 2, np.max(Y**2)),
    "brings the MSE from 1.388 down to 0.263": lambda: (np.mean(Y**2), lowest(0.0)),
    "brings it to 0.103, the least": lambda: lowest(BEST["b"]),
    "At $r = 1.5$ the tangent rises and the gradient is $-3$": lambda: (..., -2 * 1.5),
    "the sum is 20 times the mean": lambda: np.sum((Y_HOT - OUT) ** 2) / np.mean((Y_HOT - OUT) ** 2),
    "at η = 0.02 the sum walks exactly the mean's path": lambda: 0.1 / X.size,
    "Here $N = 5$ points": lambda: X.size,
}
GIVEN = {
    "take 30 steps": "how long the panel descends",
    "At η = 0.1": "a setting of the slider",
    "works for 5 items fails for 50": "ten times as many items; test_rates_that_work_for_the_mean… has the rates",
}
