"""The numbers quoted in 08_robust_losses.ipynb; see tests/prose.py."""

import numpy as np
from scipy import optimize

from lossviz.lessons import robust


def _absolute_slope(height):
    """Return the slope of the line of least absolute residuals: the best of those through two points."""
    x, y = robust.X, np.where(np.arange(8) == robust.OUTLIER, height, robust.Y)
    pairs = [(i, j) for i in range(8) for j in range(i)]
    lines = [((y[i] - y[j]) / (x[i] - x[j]), y[i], x[i]) for i, j in pairs]
    return min(lines, key=lambda line: np.abs(y - line[1] - line[0] * (x - line[2])).sum())[0]


def _height_at_which_huber_stops(delta):
    """Return δ above the height of the line that a star far up leaves behind."""
    x, y = robust.X, np.where(np.arange(8) == robust.OUTLIER, 100.0, robust.Y)

    def cost(line):
        size = np.abs(y - line[0] * x - line[1])
        return np.where(size <= delta, size**2 / 2, delta * (size - delta / 2)).sum()

    slope, intercept = optimize.minimize(cost, [0.5, 0.5], tol=1e-12).x
    return slope * x[robust.OUTLIER] + intercept + delta


def _lowest(weight):
    """Return the θ at which (θ + 1)² + weight · (2θ − 4)² is least."""
    return optimize.minimize_scalar(lambda t: (t + 1) ** 2 + weight * (2 * t - 4) ** 2).x


def _where_mae_swings(eta=0.4, out=3.0):
    for _ in range(30):
        out -= eta * np.sign(out)
    return abs(out)


CLAIMS = {
    "drags to 22": lambda: np.mean([1, 2, 3, 4, 100]),
    "harder than $1 / N = 0.2$": lambda: (..., 1 / 5),
    "the slopes 0.520 and 0.517": lambda: (_absolute_slope(10), _absolute_slope(-6)),
    "at δ = 0.5 from a height of 2.4 on, at δ = 3 from 5.9": lambda: (
        ...,
        _height_at_which_huber_stops(0.5),
        ...,
        _height_at_which_huber_stops(3),
    ),
    "At η = 0.4 it stays 0.2 away": lambda: (..., _where_mae_swings()),
    "0.073 long instead of 0.4": lambda: (0.4 / np.sqrt(30), ...),
    "Above η = 0.5 it swings": lambda: optimize.brentq(lambda eta: 1 - 2 * eta, 0, 1),
    "centimetres is $100^2$ times": lambda: 100**2,
    "1 + 4 = 5, not the mean 2.5": lambda: (1, 4, 1 + 4, np.mean([1, 4])),
    "1 + 0.5 · 4 = 3": lambda: (1, 0.5, 4, 1 + 0.5 * 4),
    "is the lowest point in the middle, at 0.5": lambda: np.mean([-1, 2]),
    "the lowest point is 1.4": lambda: _lowest(1),
    "Weight 0.25 makes up for the unit and puts it at 0.5": lambda: (..., _lowest(0.25)),
}
GIVEN = {
    "predicted as 3.5": "set in the cell below it",
    "One entry of 100": "set in the cell above it",
    "at δ = 0.1": "a place on the slider",
    "δ = 0.5, then 2": "places on the slider",
    "η = 0.1 one step": "the learning rate of the button",
}
