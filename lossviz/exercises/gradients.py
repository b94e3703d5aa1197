"""Exercises of lesson 6."""

from typing import Any

import numpy as np

from .. import losses
from ..losses import softmax
from .check import Exercise

_RANDOM = np.random.default_rng(6)
CASES = [
    (losses.one_hot([2, 0], 3), _RANDOM.normal(size=(2, 3))),
    (losses.one_hot([1, 3, 0], 4), _RANDOM.normal(size=(3, 4))),
    (
        losses.one_hot([1, 0], 3),
        np.array([[1.0, 0.0, -1.0], [0.0, 2.0, 0.0]]),
    ),  # The last one is given to be tried by hand.
]
LAYER_CASES = [
    (_RANDOM.normal(size=(2, 4)), _RANDOM.normal(size=(2, 3))),
    (np.array([[1.0, 2.0], [0.0, -1.0]]), np.array([[0.5, -0.5], [1.0, -1.0]])),
]


def _jacobian_times(p: Any, v: Any, sign: int = -1, axis: int | None = -1) -> Any:
    return p * (v + sign * np.sum(p * v, axis=axis, keepdims=True))


EXERCISES = {
    "cross_entropy_logits_grad": Exercise(
        "Write cross_entropy_logits_grad(y, z): the gradient of the mean cross entropy of softmax(z) on the logits z, "
        "N rows of K classes. lv.softmax(z) gives the probabilities.",
        losses.softmax_cross_entropy_grad,
        {
            "That is the gradient of the sum over items. The mean divides by N.": lambda y, z: softmax(z) - y,
            "The sign is wrong: a true class whose p is below 1 has a negative gradient, so that a step raises it.": (
                lambda y, z: (y - softmax(z)) / len(y)
            ),
            "The sign is wrong, and the division by N is missing.": lambda y, z: y - softmax(z),
            "You divided by N·K. The cross entropy adds over the classes and averages over the N items.": (
                lambda y, z: (softmax(z) - y) / np.size(y)
            ),
            "You divided by K. The cross entropy averages over the N items.": (
                lambda y, z: (softmax(z) - y) / z.shape[-1]
            ),
            "That is the gradient on the probabilities, −y / p. Carry it through the Jacobian to the logits.": (
                lambda y, z: -y / softmax(z) / len(y)
            ),
            "Your softmax runs down the columns. Each row is one item: use the last axis.": (
                lambda y, z: (softmax(z.T).T - y) / len(y)
            ),
            "You took y from the logits. Take it from softmax(z).": lambda y, z: (z - y) / len(y),
            "A factor 2 is too much: nothing is squared here.": lambda y, z: 2 * (softmax(z) - y) / len(y),
            "That is p / N. The truth has to come off: p − y.": lambda y, z: softmax(z) / len(y),
            "You averaged over the items: that is the gradient on b. Each logit has a derivative of its own.": (
                lambda y, z: (softmax(z) - y).mean(axis=0)
            ),
            "That is the loss, not its gradient.": losses.softmax_cross_entropy,
        },
        cases=CASES,
        praise="p − y, shared among the items. No Jacobian is left in it.",
    ),
    "softmax_mse_grad": Exercise(
        "Write softmax_mse_grad(y, z): the gradient of the MSE of softmax(z) on the logits z, N rows of K classes. "
        "For one row, the Jacobian times a vector v is p * v − p * (p · v).",
        losses.softmax_mse_grad,
        {
            "That is the gradient on the probabilities. Multiply each row by the Jacobian.": (
                lambda y, z: 2 * (softmax(z) - y) / np.size(y)
            ),
            "That is the gradient on the probabilities, and its sign is wrong.": (
                lambda y, z: 2 * (y - softmax(z)) / np.size(y)
            ),
            "You used the diagonal of the Jacobian alone, p (1 − p). The other logits move each p too.": (
                lambda y, z: 2 * softmax(z) * (1 - softmax(z)) * (softmax(z) - y) / np.size(y)
            ),
            "The sign is wrong.": lambda y, z: -losses.softmax_mse_grad(y, z),
            "A factor 2 is lost: the square brings it down.": lambda y, z: losses.softmax_mse_grad(y, z) / 2,
            "You divided by N. The MSE averages over all N·K entries.": (
                lambda y, z: losses.softmax_mse_grad(y, z) * z.shape[-1]
            ),
            "You divided by K. The MSE averages over all N·K entries.": (
                lambda y, z: losses.softmax_mse_grad(y, z) * len(y)
            ),
            "That is the gradient of the sum. The mean divides by N·K.": (
                lambda y, z: losses.softmax_mse_grad(y, z) * np.size(y)
            ),
            "That is the gradient of the cross entropy. Here the Jacobian stays.": losses.softmax_cross_entropy_grad,
            "Off the diagonal the Jacobian is negative: p * v minus p * (p · v), not plus.": (
                lambda y, z: 2 / np.size(y) * _jacobian_times(softmax(z), softmax(z) - y, sign=1)
            ),
            "You added p · v over the whole batch. Each item has a sum of its own: axis=-1, keepdims=True.": (
                lambda y, z: 2 / np.size(y) * _jacobian_times(softmax(z), softmax(z) - y, axis=None)
            ),
            "You added p · v over the items. Add over the classes: axis=-1.": (
                lambda y, z: 2 / np.size(y) * _jacobian_times(softmax(z), softmax(z) - y, axis=0)
            ),
            "That is the loss, not its gradient.": losses.softmax_mse,
        },
        cases=CASES,
        praise="The p in front is what makes it small: where softmax is sure, nothing is left.",
    ),
    "weights_grad": Exercise(
        "Write weights_grad(x, g): the gradient on w of a loss whose gradient on the logits z = x @ w + b is g.",
        lambda x, g: x.T @ g,
        {
            "That is the transpose: dw has the shape of w, inputs by classes.": lambda x, g: g.T @ x,
            "You divided by N. g already holds the 1 / N of the mean.": lambda x, g: x.T @ g / len(x),
            "The sign is wrong. The step downhill has a minus, the gradient has none.": lambda x, g: -x.T @ g,
            "That is db, the gradient on the biases. Each weight has its input as a factor.": lambda x, g: g.sum(
                axis=0
            ),
            "You added x and g over the items first. Multiply item by item, then add.": (
                lambda x, g: np.outer(x.sum(axis=0), g.sum(axis=0))
            ),
            "You averaged x and g over the items first. Multiply item by item, then add.": (
                lambda x, g: np.outer(x.mean(axis=0), g.mean(axis=0))
            ),
            "That is the product for the first item alone. Add over the items.": lambda x, g: np.outer(x[0], g[0]),
        },
        cases=LAYER_CASES,
        praise="One line carries any loss from the logits to the weights.",
    ),
}
