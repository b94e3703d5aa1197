"""Exercises of lesson 4."""

from typing import Any

import numpy as np

from .. import losses
from .check import Exercise


def _accuracy(y: Any, p: Any) -> Any:
    return np.mean(np.argmax(y, axis=-1) == np.argmax(p, axis=-1))


def _s(z: Any) -> Any:
    return 1 / (1 + np.exp(-z))


PREDICTIONS = [
    (
        losses.one_hot([2, 1, 0, 0, 1], 3),
        np.array([[0.3, 0.3, 0.4], [0.1, 0.7, 0.2], [0.3, 0.4, 0.3], [0.5, 0.3, 0.2], [0.2, 0.45, 0.35]]),
    ),
    (losses.one_hot([0, 0, 2], 3), np.array([[0.1, 0.2, 0.7], [0.8, 0.1, 0.1], [0.4, 0.35, 0.25]])),
]
LOGITS = [
    (np.array([1.0, 0.0, 1.0, 0.0]), np.array([-3.0, 2.0, 0.5, -1.0])),
    (np.array([1.0, 0.0]), np.array([-1.5, 2.5])),
]

PULLS = [
    (np.array([1.0, 0.0, 1.0]), np.array([0.02, 0.9, 0.6])),
    (np.array([0.0, 1.0]), np.array([0.75, 0.1])),
]

EXERCISES = {
    "accuracy": Exercise(
        "Write accuracy(y, p): the share of the items whose largest probability stands at the true class. "
        "y is one-hot and p holds probabilities, one row an item.",
        _accuracy,
        {
            "That is how many are right. Divide by the number of items.": lambda y, p: np.sum(
                np.argmax(y, axis=-1) == np.argmax(p, axis=-1)
            ),
            "That is the share that is wrong, the 0-1 loss.": lambda y, p: 1 - _accuracy(y, p),
            "That is how many are wrong. Count the right ones, and divide by the number of items.": lambda y, p: np.sum(
                np.argmax(y, axis=-1) != np.argmax(p, axis=-1)
            ),
            "Those are the items one by one, right or wrong. Take their mean.": (
                lambda y, p: np.argmax(y, axis=-1) == np.argmax(p, axis=-1)
            ),
            "argmax without an axis looks through the whole array as one row. An item is a row: use axis −1.": (
                lambda y, p: np.mean(np.argmax(y) == np.argmax(p))
            ),
            "You took the largest of each column. An item is a row: use axis −1.": lambda y, p: np.mean(
                np.argmax(y, axis=0) == np.argmax(p, axis=0)
            ),
            "That is the mean probability of the true class. Accuracy asks only whether it is the largest.": (
                lambda y, p: np.mean(np.sum(y * p, axis=-1))
            ),
            "You asked whether the true class has more than ½. With three classes the largest may have less.": (
                lambda y, p: np.mean(np.sum(y * p, axis=-1) > 0.5)
            ),
            "You rounded p and compared all N·K entries. Compare one class an item, the largest.": (
                lambda y, p: np.mean(np.round(p) == y)
            ),
            "You divided by all N·K entries. There are N items to be right about.": lambda y, p: (
                np.sum(np.argmax(y, axis=-1) == np.argmax(p, axis=-1)) / np.size(y)
            ),
        },
        cases=PREDICTIONS,
        praise="Move any probability a little: the result stays where it was. There is nothing to descend.",
    ),
    "sigmoid_mse_grad": Exercise(
        "Write sigmoid_mse_grad(y, z): the derivative of mean((y − s)²) with respect to each logit, "
        "where s = 1 / (1 + exp(−z)).",
        losses.sigmoid_mse_grad,
        {
            "That stops at the sigmoid: the chain goes on to z, with a factor s (1 − s).": lambda y, z: (
                2 * (_s(z) - y) / np.size(y)
            ),
            "That is the gradient of the cross entropy. MSE has 2 s (1 − s) more.": lambda y, z: (
                (_s(z) - y) / np.size(y)
            ),
            "The sign is wrong: where y = 1, raising z lowers the loss.": lambda y, z: -losses.sigmoid_mse_grad(y, z),
            "A factor 2 is lost: the square brings it down.": lambda y, z: losses.sigmoid_mse_grad(y, z) / 2,
            "A factor 2 is lost and the sign is wrong.": lambda y, z: -losses.sigmoid_mse_grad(y, z) / 2,
            "That is the gradient of the sum. The mean divides by the number of entries.": lambda y, z: (
                losses.sigmoid_mse_grad(y, z) * np.size(y)
            ),
            "You compared y with the logit. Compare it with s.": lambda y, z: (
                2 * (z - y) * _s(z) * (1 - _s(z)) / np.size(y)
            ),
            "You wrote z (1 − z) for the slope of the sigmoid. It is s (1 − s).": lambda y, z: (
                2 * (_s(z) - y) * z * (1 - z) / np.size(y)
            ),
            "You wrote s for the slope of the sigmoid. It is s (1 − s).": lambda y, z: (
                2 * (_s(z) - y) * _s(z) / np.size(y)
            ),
            "You averaged the gradient to one number. Each logit has a derivative of its own.": lambda y, z: np.mean(
                2 * (_s(z) - y) * _s(z) * (1 - _s(z))
            ),
            "That is the loss, not its derivative.": losses.sigmoid_mse,
        },
        cases=LOGITS,
        praise="The factor s (1 − s) is what makes it vanish: near 0 at both ends, right or wrong.",
    ),
    "pull_ratio": Exercise(
        "Write pull_ratio(y, p): how many times as hard cross entropy pulls on the logit of a sigmoid neuron as MSE, "
        "where its target is y and its prediction p; one figure for each entry.",
        lambda y, p: 1 / (2 * p * (1 - p)),
        {
            "That is MSE's gradient divided by cross entropy's. Turn it round.": lambda y, p: 2 * p * (1 - p),
            "A factor 2 is lost: the square's derivative has it.": lambda y, p: 1 / (p * (1 - p)),
            "The 2 belongs below the line: it makes MSE pull harder.": lambda y, p: 2 / (p * (1 - p)),
            "The sign is wrong: both pull the same way, so the ratio is positive.": lambda y, p: -1 / (2 * p * (1 - p)),
            "That is the square of the answer. Each gradient has the mistake p − y once.": (
                lambda y, p: 1 / (2 * p * (1 - p)) ** 2
            ),
            "That is the ratio of the losses. Take that of their gradients.": lambda y, p: (
                -np.log(np.where(y == 1, p, 1 - p)) / (y - p) ** 2
            ),
            "That is cross entropy's gradient alone. Divide it by MSE's.": lambda y, p: p - y,
            "The mistake p − y is in both gradients and cancels.": lambda y, p: (p - y) / (2 * p * (1 - p)),
            "The slope of the sigmoid is p (1 − p); you have p alone.": lambda y, p: 1 / (2 * p),
        },
        cases=PULLS,
        praise="The target does not matter. It is 2 at p = ½, nowhere less, and without bound at both ends.",
    ),
}
