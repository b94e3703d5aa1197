"""The numbers quoted in 06_gradients.ipynb; see tests/prose.py."""

import numpy as np
from scipy import optimize, special

from lossviz.lecture import ITEMS
from lossviz.lessons import gradients


def _squares(theta):
    return np.sum((gradients.Y - np.tanh(theta * gradients.X)) ** 2)


def _twelve_steps(theta=0.4, rate=0.05):
    """Return the loss before and after, by slopes that are measured."""
    before = _squares(theta)
    for _ in range(12):
        theta -= rate * optimize.approx_fprime([theta], lambda t: _squares(t[0]))[0]
    return before, _squares(theta)


def _lowest():
    """Return the lowest point of the sum of squares, down and up to a tenth."""
    best = optimize.minimize_scalar(_squares, bounds=(0, 2), method="bounded").x
    return np.floor(10 * best) / 10, np.ceil(10 * best) / 10


def _length_in_percent(*z, digits=0):
    """Return how long the gradient of MSE on softmax is in per cent of the cross entropy's; the truth is class 1."""
    p, y = special.softmax(z), np.array([1, 0, 0])
    mse = 2 / 3 * (np.diag(p) - np.outer(p, p)) @ (p - y)
    return round(100 * np.linalg.norm(mse) / np.linalg.norm(p - y), digits)


def _factor_of_the_printed():
    """Return how many times as long the lecture's dw is by cross entropy, cut to a whole number."""
    ce, mse = (np.linalg.norm(np.reshape(ITEMS[id].prints, (5, 3))[:4]) for id in ("L6.5", "L6.2"))
    return np.floor(ce / mse)


def _first_item(seed, steps=0, eta=0.2):
    """Return the probability of the first item's true class after steps down the MSE."""
    random, y = np.random.default_rng(seed), np.eye(3)[[2, 0]]
    x, w, b = random.normal(size=(2, 4)), random.normal(size=(4, 3)), np.zeros(3)
    for _ in range(steps):
        p = special.softmax(x @ w + b, axis=1)
        g = 2 / 6 * np.stack([(np.diag(q) - np.outer(q, q)) @ (q - t) for q, t in zip(p, y, strict=True)])
        w, b = w - eta * x.T @ g, b - eta * g.sum(axis=0)
    return special.softmax(x @ w + b, axis=1)[0, 2]


def _best_step(dtype, sides):
    """Return the h on the slider, in quarters of a power of ten, at which bending and rounding cost the same.

    The panel's loss is −log softmax at (0.3, 1.1, −0.6); its derivatives by the first logit are those of a sigmoid.
    """
    p = special.softmax([0.3, 1.1, -0.6])[0]
    rounding = np.finfo(dtype).eps / 2 * -np.log(p)
    if sides == 1:
        h = (rounding / (p * (1 - p) / 2)) ** (1 / 2)
    else:
        h = (rounding / (p * (1 - p) * abs(1 - 2 * p) / 6)) ** (1 / 3)
    return float(f"{10 ** (round(4 * np.log10(h)) / 4):.0e}")


def _staircase():
    """Return the largest power of ten at which float32 sees less than 50 levels among 161 places within 2 h."""

    def levels(h):
        z = np.tile(np.float32([0.3, 1.1, -0.6]), (161, 1))
        z[:, 0] += np.float32(np.linspace(-2, 2, 161) * h)
        return len(np.unique(special.logsumexp(z, axis=1) - z[:, 0]))

    return next(h for h in 10.0 ** np.arange(-1, -12, -1) if levels(h) < 50)


CLAIMS = {
    "from a loss of 0.91 to 0.06": _twelve_steps,
    "between θ = 1.1 and 1.2": _lowest,
    r"$e \approx 2.718$": lambda: np.e,
    "ever above 0.25": lambda: max(p * (1 - p) for p in np.linspace(0, 1, 101)),
    "MSE's is 22 % as long": lambda: _length_in_percent(0, 0, 0),
    "so is the gradient of MSE: 0.2 % of the other": lambda: _length_in_percent(-4, 4, -2, digits=1),
    "by a factor of 36": _factor_of_the_printed,
    "its true class has p = 0.013": lambda: _first_item(3),
    "its first item starts at 0.001, and after 40 steps of MSE": lambda: (_first_item(4), ...),
    r"near $3 \cdot 10^{-8}$ with one side, near $2 \cdot 10^{-5}$ with two": lambda: (
        _best_step("float64", 1),
        _best_step("float64", 2),
    ),
    r"The staircase begins at $10^{-6}$": _staircase,
    r"near $10^{-3}$ with one side, $2 \cdot 10^{-2}$ with two": lambda: (
        _best_step("float32", 1),
        _best_step("float32", 2),
    ),
    r"$h$ near $10^{-5}$": lambda: 10.0 ** round(np.log10(_best_step("float64", 2))),
}
GIVEN = {
    "at η = 0.05": "the learning rate of the panel",
    "θ = 0.4": "where the panel starts",
    "After 40 steps at η = 0.2": "settings of the sliders",
    "far below $10^{-8}$": "a place on the slider",
    "At $10^{-4}$": "a place on the slider",
    "At $10^{-15}$": "a place on the slider",
    "At $10^{-16}$": "a place on the slider",
}
