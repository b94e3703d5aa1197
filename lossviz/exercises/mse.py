"""Exercises of lesson 1."""

import numpy as np

from .. import losses
from .check import Exercise


def mse(y, out):
    return np.mean((y - out) ** 2)


def mse_grad(y, out):
    return -2 * (y - out) / y.size


CASES = [
    (np.array([1.0, 2.0]), np.array([1.0, 4.0])),
    (np.array([[1.0, 0.0]]), np.array([[0.5, 2.0]])),
    (losses.one_hot([1, 2, 3, 0, 2], 4), np.random.default_rng(1).normal(size=(5, 4))),
]

EXERCISES = {
    "mse": Exercise(
        "Write mse(y, out): the mean of the squared differences, over all entries.",
        mse,
        {
            "You added the squares up. Divide by how many there are.": lambda y, out: np.sum((y - out) ** 2),
            "That is the mean difference, without the square: errors of opposite sign cancel.": (
                lambda y, out: np.mean(y - out)
            ),
            "That is the mean difference, without the square, and from the wrong side.": (
                lambda y, out: np.mean(out - y)
            ),
            "That is the mean of the absolute differences. Square them instead.": lambda y, out: np.mean(
                np.abs(y - out)
            ),
            "You took a root at the end. That is the RMSE; leave the root away.": (
                lambda y, out: np.sqrt(np.mean((y - out) ** 2))
            ),
            "That is the L2 norm: leave the root away, and divide by how many entries there are.": (
                lambda y, out: np.sqrt(np.sum((y - out) ** 2))
            ),
            "It is half of what is asked: some books put a ½ in front, this lesson does not.": (
                lambda y, out: np.mean((y - out) ** 2) / 2
            ),
            "You divided by the number of rows N. There are N·K entries.": (
                lambda y, out: np.sum((y - out) ** 2) / len(y)
            ),
            "The sign is wrong: a square is never negative.": lambda y, out: -np.mean((y - out) ** 2),
            "You averaged along axis 0, one number for each column. Average over all entries.": (
                lambda y, out: np.mean((y - out) ** 2, axis=0)
            ),
            "You averaged along one axis, one number for each row. Average over all entries.": (
                lambda y, out: np.mean((y - out) ** 2, axis=-1)
            ),
            "Those are the squares, one for each entry. Average them.": lambda y, out: (y - out) ** 2,
            "You squared the mean difference. Square first, then average.": lambda y, out: np.mean(y - out) ** 2,
        },
        cases=CASES,
        praise="Any array works: the mean runs over all N·K entries.",
        reason="Each residual is squared, so that its sign is gone, and the mean makes one number of them "
        "that does not grow with how many there are.",
        loop=False,
    ),
    "mse_grad": Exercise(
        "Write mse_grad(y, out): the derivative of the MSE with respect to each entry of out.",
        mse_grad,
        {
            "The sign is wrong. out has a minus in front of it in (y − out)².": (
                lambda y, out: 2 * (y - out) / np.size(y)
            ),
            "A factor 2 is lost: the square brings it down.": lambda y, out: -(y - out) / np.size(y),
            "The sign is wrong and a factor 2 is lost.": lambda y, out: (y - out) / np.size(y),
            "That is the gradient of the sum. The mean divides by the number of entries.": lambda y, out: (
                -2 * (y - out)
            ),
            "That is the gradient of the sum, and its sign is wrong.": lambda y, out: 2 * (y - out),
            "You divided by the number of rows N. There are N·K entries.": lambda y, out: -2 * (y - out) / len(y),
            "You averaged the gradient to one number. Each entry of out has a derivative of its own.": (
                lambda y, out: np.mean(-2 * (y - out))
            ),
            "You averaged along an axis. Each entry of out has a derivative of its own.": (
                lambda y, out: np.mean(-2 * (y - out), axis=0)
            ),
            "You added along an axis. Each entry of out has a derivative of its own.": (
                lambda y, out: np.sum(-2 * (y - out) / np.size(y), axis=0)
            ),
            "That is the loss, not its derivative.": mse,
            "Those are the squares divided by N·K. Take their derivative.": lambda y, out: (y - out) ** 2 / np.size(y),
        },
        cases=CASES,
        praise="The residual, times −2, shared among all entries.",
        reason="Each entry of out is in one square alone. The square brings down a 2, the minus in front of out "
        "turns the sign, and the mean divides by the number of all entries.",
        loop=False,
    ),
}
