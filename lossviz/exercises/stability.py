"""Exercises of lesson 5."""

from collections.abc import Callable
from typing import Any

import numpy as np

from .. import losses
from .check import Exercise

Array = Any


def _quiet(function: Callable[[Array, Array], Array]) -> Callable[[Array, Array], Array]:
    """Return a mistake that overflows without a warning, since it does so on purpose."""

    def call(y: Array, z: Array) -> Array:
        with np.errstate(all="ignore"):
            return function(y, z)

    return call


def _log_sum(z: Array) -> Array:
    return np.log(np.exp(z).sum(axis=-1))


def _top(z: Array) -> Array:
    return z.max(axis=-1, keepdims=True)


def _softmax(z: Array) -> Array:
    return np.exp(z - _top(z)) / np.exp(z - _top(z)).sum(axis=-1, keepdims=True)


def _true(y: Array, z: Array) -> Array:
    """Return the entry of the true class."""
    return z[y == 1]


def _costs(y: Array, z: Array) -> Array:
    return _top(z)[..., 0] + _log_sum(z - _top(z)) - _true(y, z)


def _global_max(y: Array, z: Array) -> Array:
    return np.mean(z.max() + _log_sum(z - z.max()) - _true(y, z))


def _sigmoid(z: Array) -> Array:
    return 1 / (1 + np.exp(-z))


def _binary(y: Array, z: Array) -> Array:
    return np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))


def _binary_of(y: Array, p: Array) -> Array:
    """Return the binary cross entropy of a probability that must not be 0 or 1 where that is wrong."""
    return -np.log(np.where(y == 1, p, 1 - p))


CASES = [
    (np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]]), np.array([[2.0, 1.0, 0.0], [0.5, -1.0, 3.0]])),
    (np.array([[1.0, 0.0]]), np.array([[0.0, 1000.0]])),
    (np.array([[0.0, 1.0]]), np.array([[-1000.0, -1001.0]])),
    (np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[0.0, 1000.0], [-1000.0, -1001.0]])),
]

BINARY_CASES = [
    (np.array([1.0, 0.0, 1.0]), np.array([0.5, -2.0, 3.0])),
    (np.array([1.0]), np.array([-1000.0])),
    (np.array([0.0]), np.array([1000.0])),
]

EXERCISES = {
    "stable_cross_entropy": Exercise(
        "Write stable_cross_entropy(y, z): the mean over items of logsumexp(z) minus the true class's logit, "
        "for logits of any size. y is one-hot.",
        losses.softmax_cross_entropy,
        {
            "Right for small logits. exp(1000) is inf, and inf / inf is nan: take the largest logit off first.": (
                _quiet(lambda y, z: np.mean(-np.log(_true(y, np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)))))
            ),
            "The max is off, yet you take the log of a probability that was rounded to 0. Skip the softmax: "
            "logsumexp(z) minus the true logit.": _quiet(lambda y, z: np.mean(-np.log(_true(y, _softmax(z))))),
            "The formula is right, but exp(1000) overflows and exp(−1000) is 0. Take the max off before exp, "
            "and add it after the log.": _quiet(lambda y, z: np.mean(_log_sum(z) - _true(y, z))),
            "You took the max off and did not add it back after the log.": (
                lambda y, z: np.mean(_log_sum(z - _top(z)) - _true(y, z))
            ),
            "The max is counted twice: added back after the log, and taken off the true logit too. Do one of them.": (
                lambda y, z: np.mean(_costs(y, z) + _top(z)[..., 0])
            ),
            "You took off the max of the whole array. Each row needs its own: axis=-1, keepdims=True.": (
                _quiet(_global_max)
            ),
            "The sign is wrong: a cross entropy is never negative.": lambda y, z: -np.mean(_costs(y, z)),
            "You added the items up. Take their mean.": lambda y, z: np.sum(_costs(y, z)),
            "Those are the losses, one for each item. Take their mean.": _costs,
            "You averaged over all N·K entries. There are N items.": lambda y, z: np.mean(_costs(y, z)) / z.shape[-1],
            "That is in bits. Use the natural logarithm.": lambda y, z: np.mean(_costs(y, z)) / np.log(2),
            "You clipped the probability, as Keras does. The loss stops at 16.1181 and no longer says how wrong.": (
                lambda y, z: np.mean(-np.log(np.clip(_true(y, _softmax(z)), 1e-7, 1 - 1e-7)))
            ),
            "You added a small number inside the log. It hides the inf, and the loss stops where that number is.": (
                lambda y, z: np.mean(-np.log(_true(y, _softmax(z)) + 1e-9))
            ),
        },
        cases=CASES,
        praise="A gap of 1000 costs 1000. That is what every fused loss does inside.",
    ),
    "stable_binary_cross_entropy": Exercise(
        "Write stable_binary_cross_entropy(y, z): the mean of max(z, 0) − y z + log(1 + exp(−|z|)), "
        "for logits z of any size and labels y of 0 and 1.",
        losses.sigmoid_cross_entropy,
        {
            "Right for small logits. At −1000 the sigmoid is rounded to 0, and its log is −inf: go without it.": (
                _quiet(lambda y, z: np.mean(_binary_of(y, _sigmoid(z))))
            ),
            "Right, except that exp(−z) overflows at z = −1000. Take exp(−|z|).": (
                _quiet(lambda y, z: np.mean(np.log(1 + np.exp(-z)) + (1 - y) * z))
            ),
            "Inside the log stands exp(z); it overflows at 1000. The sign in exp(−|z|) matters.": (
                _quiet(lambda y, z: np.mean(np.maximum(z, 0) - y * z + np.log1p(np.exp(z))))
            ),
            "The log term is missing: near z = 0 it is most of the loss.": (
                lambda y, z: np.mean(np.maximum(z, 0) - y * z)
            ),
            "y and 1 − y have changed places.": lambda y, z: np.mean(_binary(1 - y, z)),
            "Only the items with y = 1 cost anything. The others have a loss too.": lambda y, z: np.mean(
                y * _binary(y, z)
            ),
            "You clipped the probability, as Keras does. The loss stops at 16.1181.": (
                _quiet(lambda y, z: np.mean(_binary_of(y, np.clip(_sigmoid(z), 1e-7, 1 - 1e-7))))
            ),
            "You held the log at −100, as PyTorch does. The loss stops at 100.": (
                _quiet(lambda y, z: np.mean(np.minimum(_binary_of(y, _sigmoid(z)), 100)))
            ),
            "The sign is wrong: a cross entropy is never negative.": lambda y, z: -np.mean(_binary(y, z)),
            "You added the items up. Take their mean.": lambda y, z: np.sum(_binary(y, z)),
            "Those are the losses, one for each item. Take their mean.": _binary,
            "That is in bits. Use the natural logarithm.": lambda y, z: np.mean(_binary(y, z)) / np.log(2),
        },
        cases=BINARY_CASES,
        praise="One exp, of a number that is never positive: nothing can overflow.",
    ),
}
