"""Exercises of lesson 3."""

import numpy as np

from .check import Exercise


def nll(q, labels):
    return -np.mean(np.log(q[np.arange(len(labels)), labels]))


def best_fixed(labels, K):
    return np.bincount(labels, minlength=K) / len(labels)


def _picked(q, labels):
    return q[np.arange(len(labels)), labels]


def _softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


SMALL = np.array([[0.5, 0.5], [0.2, 0.8]]), np.array([0, 1])
ROWS = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.2, 0.3, 0.5], [0.6, 0.3, 0.1]]), np.array([0, 1, 2, 1])

EXERCISES = {
    "nll": Exercise(
        "Write nll(q, labels): the mean of −log q(label) over the rows; labels holds a class number for each.",
        nll,
        {
            "You added over the items. Take the mean.": lambda q, labels: -np.sum(np.log(_picked(q, labels))),
            "The minus is missing: a loss is never below 0 here.": lambda q, labels: np.mean(
                np.log(_picked(q, labels))
            ),
            "You took the likeliest class, and rewarded confidence. Take the label's.": lambda q, labels: (
                -np.mean(np.log(q.max(axis=1)))
            ),
            "q[labels] picks whole rows. Which entry of each row is meant?": lambda q, labels: (
                -np.mean(np.log(q[labels % len(q)]))
            ),
            "q[:, labels] pairs each row with every label. Pair it with its own.": lambda q, labels: (
                -np.mean(np.log(q[:, labels]))
            ),
            "First the price of each item, then the mean: you took the log of a mean.": lambda q, labels: (
                -np.log(np.mean(_picked(q, labels)))
            ),
            "The zeros of the one-hot rows were counted into the mean.": lambda q, labels: (
                -np.mean(np.eye(q.shape[1])[labels] * np.log(q))
            ),
            "That is the mean of the chances themselves. Take −log of each.": lambda q, labels: np.mean(
                _picked(q, labels)
            ),
            "That is 1 − q. The price is −log q.": lambda q, labels: np.mean(1 - _picked(q, labels)),
            "Those are squares. The price is −log q.": lambda q, labels: np.mean((1 - _picked(q, labels)) ** 2),
            "You took logarithms to base 2. Nats want np.log.": lambda q, labels: -np.mean(np.log2(_picked(q, labels))),
            "You took logarithms to base 10. Nats want np.log.": lambda q, labels: (
                -np.mean(np.log10(_picked(q, labels)))
            ),
            "You applied a softmax, but q holds chances already.": lambda q, labels: (
                -np.mean(np.log(_picked(_softmax(q), labels)))
            ),
            "That is the entropy of the rows. Where have the labels gone?": lambda q, labels: (
                -np.mean(np.sum(q * np.log(q), axis=1))
            ),
            "You counted what did not come as well: −log of all classes.": lambda q, labels: (
                -np.mean(np.sum(np.log(q), axis=1))
            ),
            "You divided by the number of classes. The mean is over the items.": lambda q, labels: (
                -np.sum(np.log(_picked(q, labels))) / q.shape[1]
            ),
            "One price for each item: take their mean.": lambda q, labels: -np.log(_picked(q, labels)),
        },
        cases=[
            SMALL,
            (np.array([[0.1, 0.6, 0.3], [0.6, 0.3, 0.1]]), np.array([2, 0])),
            ROWS,
        ],
        praise="One entry a row, −log, mean: this is what cross entropy is in practice.",
        reason="q[np.arange(N), labels] pairs row 0 with label 0, row 1 with label 1 and so on. "
        "Each of these chances is paid for by −log, and the loss is the mean of the prices.",
    ),
    "best_fixed": Exercise(
        "Write best_fixed(labels, K): the K chances that, said every day, pay least on these labels.",
        best_fixed,
        {
            "Those are counts. Chances add up to 1.": lambda labels, K: np.bincount(labels, minlength=K),
            "All on the class that came most: the first other day would cost infinity.": lambda labels, K: np.eye(K)[
                np.argmax(np.bincount(labels, minlength=K))
            ],
            "Even chances know nothing, and you have seen the days.": lambda labels, K: np.full(K, 1 / K),
            "Counts are no scores: a softmax of them is nearly sure of the largest.": lambda labels, K: _softmax(
                np.bincount(labels, minlength=K).astype(float)
            ),
            "A softmax of the shares makes them more even. They are chances already.": lambda labels, K: _softmax(
                np.bincount(labels, minlength=K) / len(labels)
            ),
            "One added to each count is wiser for tomorrow, but it pays more on these days.": lambda labels, K: (
                (np.bincount(labels, minlength=K) + 1) / (len(labels) + K)
            ),
            "A class that did not come exists as well: there must be K chances.": lambda labels, K: (
                np.bincount(labels) / len(labels)
            ),
            "You divided by K. Divide by how many days there are.": lambda labels, K: (
                np.bincount(labels, minlength=K) / K
            ),
            "Those are the labels in a ratio. Count how often each class came.": lambda labels, K: (
                labels / max(labels.sum(), 1)
            ),
            "You sorted the shares. Class 0 comes first, whatever its share.": lambda labels, K: np.sort(
                best_fixed(labels, K)
            )[::-1],
            "You gave what came rarely the larger chances: it is the other way round.": lambda labels, K: (
                (1 - best_fixed(labels, K)) / (K - 1)
            ),
            "Those are the surprises, −log of the shares of what came. The chances are asked.": lambda labels, K: (
                -np.log(np.maximum(best_fixed(labels, K), 1e-12))
            ),
            "Squares in a ratio favour what came often. The shares themselves pay least.": lambda labels, K: (
                best_fixed(labels, K) ** 2 / np.sum(best_fixed(labels, K) ** 2)
            ),
            "That is the price, one number. The K chances are asked.": lambda labels, K: (
                -np.sum(best_fixed(labels, K) * np.log(np.maximum(best_fixed(labels, K), 1e-300)))
            ),
        },
        cases=[
            (np.array([1, 0, 1]), 3),
            (np.array([0, 0, 2, 0, 1, 0]), 4),
            (np.array([2, 2, 1, 2, 0, 2, 1, 2]), 3),
        ],
        praise="The share that was seen: the bottom of the curve in many_days, for K classes.",
        reason="The mean of −log q(label) is the cross entropy of the shares that were seen and q, and that is least "
        "where q is those shares.",
    ),
}
