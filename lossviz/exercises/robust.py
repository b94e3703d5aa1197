"""Exercises of lesson 8."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import losses
from .check import Exercise

_random = np.random.default_rng(7)
RESIDUALS = [
    (_random.normal(size=(5, 4)), 3 * _random.normal(size=(5, 4)), 0.7),
    (np.array([[1.0, 0.0]]), np.array([[0.5, 2.0]]), 1.5),
]

Part = Callable[[Any, float], Any]


def _bent(y: Any, out: Any, delta: float, inside: Part, outside: Part) -> Any:
    size = np.abs(y - out)
    return np.where(size <= delta, inside(size, delta), outside(size, delta))


def _half(size: Any, delta: float) -> Any:
    return size**2 / 2


def _straight(size: Any, delta: float) -> Any:
    return delta * (size - delta / 2)


EXERCISES = {
    "huber": Exercise(
        "Write huber(y, out, delta): the mean of r²/2 where |r| ≤ δ, and of δ(|r| − δ/2) elsewhere.",
        losses.huber,
        {
            "You added the entries up. Divide by how many there are.": (
                lambda y, out, delta: np.sum(_bent(y, out, delta, _half, _straight))
            ),
            "That is one cost for each entry. Average them.": (
                lambda y, out, delta: _bent(y, out, delta, _half, _straight)
            ),
            "The ½ inside δ is lost: the two pieces no longer meet at |r| = δ.": (
                lambda y, out, delta: np.mean(_bent(y, out, delta, lambda r, d: r**2, _straight))
            ),
            "Outside, δ/2 is not taken off: the curve jumps at |r| = δ.": (
                lambda y, out, delta: np.mean(_bent(y, out, delta, _half, lambda r, d: d * r))
            ),
            "Outside, the slope must be δ, not 1.": (
                lambda y, out, delta: np.mean(_bent(y, out, delta, _half, lambda r, d: r - d / 2))
            ),
            "Outside, you took off the whole δ instead of half of it.": (
                lambda y, out, delta: np.mean(_bent(y, out, delta, _half, lambda r, d: d * (r - d)))
            ),
            "The two pieces are the wrong way round: the square belongs inside δ.": (
                lambda y, out, delta: np.mean(_bent(y, out, delta, _straight, _half))
            ),
            "That is half the MSE: the straight pieces are missing.": (
                lambda y, out, delta: np.mean((y - out) ** 2) / 2
            ),
            "The absolute value is lost: residuals below −δ fall into the wrong piece.": (
                lambda y, out, delta: np.mean(
                    np.where(y - out <= delta, (y - out) ** 2 / 2, delta * (y - out - delta / 2))
                )
            ),
        },
        cases=RESIDUALS,
        praise="Value and slope meet at |r| = δ, which is why both halves are there.",
    ),
    "huber_grad": Exercise(
        "Write huber_grad(y, out, delta): the derivative of the mean Huber loss with respect to each entry of out.",
        losses.huber_grad,
        {
            "The sign is wrong: where out is too low, raising it must lower the loss.": (
                lambda y, out, delta: np.clip(y - out, -delta, delta) / np.size(y)
            ),
            "That is the gradient of the sum. The mean divides by the number of entries.": (
                lambda y, out, delta: np.clip(out - y, -delta, delta)
            ),
            "You divided by the number of rows. The mean is over all entries, y.size of them.": (
                lambda y, out, delta: np.clip(out - y, -delta, delta) / len(y)
            ),
            "That is the gradient of the sum, and its sign is wrong.": (
                lambda y, out, delta: np.clip(y - out, -delta, delta)
            ),
            "Outside δ the slope is ±δ, not ±1.": (
                lambda y, out, delta: np.where(np.abs(y - out) <= delta, out - y, np.sign(out - y)) / np.size(y)
            ),
            "A factor 2 too much: the ½ in the loss takes it away.": (
                lambda y, out, delta: 2 * np.clip(out - y, -delta, delta) / np.size(y)
            ),
            "You never cut it off at ±δ: that is the gradient of half the MSE.": (
                lambda y, out, delta: (out - y) / np.size(y)
            ),
            "That is the gradient of the MAE: inside δ the slope must shrink with the residual.": (
                lambda y, out, delta: np.sign(out - y) / np.size(y)
            ),
            "You averaged the gradient to one number. Each entry of out has a derivative of its own.": (
                lambda y, out, delta: np.mean(np.clip(out - y, -delta, delta))
            ),
            "That is the loss, not its derivative.": losses.huber,
        },
        cases=RESIDUALS,
        praise="The residual, cut off at ±δ: no single entry can pull harder than δ / N.",
    ),
}
