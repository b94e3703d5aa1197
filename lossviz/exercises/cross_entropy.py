"""Exercises of lesson 3."""

import numpy as np

from .check import Exercise


def nll(q, labels):
    return -np.mean(np.log(q[np.arange(len(labels)), labels]))


def best_fixed(labels, K):
    return [np.mean(labels == k) for k in range(K)]


def _picked(q, labels):
    return q[np.arange(len(labels)), labels]


def _log(q):
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.log(q)


def _prices(q, labels):
    return -_log(_picked(q, labels))


def _times(weights, logs):
    with np.errstate(invalid="ignore"):  # 0 times log 0.
        return weights * logs


def _one_hot(q, labels):
    return -_times(np.eye(q.shape[1])[labels], _log(q))


def _all_classes(q, labels):
    return _one_hot(q, labels) - _times(1 - np.eye(q.shape[1])[labels], _log(1 - q))


def _softmax(z):
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def _counts(labels, K):
    return np.bincount(labels, minlength=K)


def _shares(labels, K):
    return _counts(labels, K) / len(labels)


def _in_a_ratio(weights):
    return list(weights / np.sum(weights))


SMALL = np.array([[0.4, 0.6], [0.7, 0.3]]), np.array([1, 1])
IMPOSSIBLE = np.array([[1.0, 0.0], [0.25, 0.75]]), np.array([0, 1])
UNLIKELY = np.array([[0.1, 0.6, 0.3], [1e-6, 0.3, 0.699999], [0.01, 0.9, 0.09]]), np.array([2, 0, 0])
ROWS = np.array([[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.2, 0.3, 0.5], [0.6, 0.3, 0.1]]), np.array([0, 1, 2, 1])

EXERCISES = {
    "nll": Exercise(
        "Write nll(q, labels): the mean of −log q(label) over the rows; labels holds a class number for each.",
        nll,
        {
            "You added over the items. Take the mean.": lambda q, labels: _prices(q, labels).sum(),
            "The minus is missing: a loss is never below 0 here.": lambda q, labels: -_prices(q, labels).mean(),
            "You took the likeliest class, and rewarded confidence. Take the label's.": lambda q, labels: (
                -np.mean(np.log(q.max(axis=1)))
            ),
            "q[labels] takes whole rows. Take from row i the entry labels[i].": lambda q, labels: (
                -np.mean(_log(q[labels]))
            ),
            "q[:, labels] pairs each row with every label. Pair it with its own.": lambda q, labels: (
                -np.mean(_log(q[:, labels]))
            ),
            "First the price of each item, then the mean: you took the log of a mean.": lambda q, labels: (
                -np.log(np.mean(_picked(q, labels)))
            ),
            "What did not come is not paid for, but 0 · log 0 is nan. Pick the chance before the log.": (
                lambda q, labels: _one_hot(q, labels).sum() / len(q)
            ),
            "The zeros of the one-hot rows were counted into the mean.": lambda q, labels: _one_hot(q, labels).mean(),
            "You took the mean over the classes. It goes over the items.": lambda q, labels: (
                _one_hot(q, labels).sum() / q.shape[1]
            ),
            "You counted 1 − q of the other classes as well. Only the label's −log q is paid.": lambda q, labels: (
                _all_classes(q, labels).sum() / len(q)
            ),
            "That is the mean of the chances themselves. Take −log of each.": lambda q, labels: np.mean(
                _picked(q, labels)
            ),
            "The logarithm is missing: that is minus the mean of the chances.": lambda q, labels: (
                -np.mean(_picked(q, labels))
            ),
            "That is the likelihood of the record. Take −log of it and divide by N.": lambda q, labels: np.prod(
                _picked(q, labels)
            ),
            "That is 1 − q. The price is −log q.": lambda q, labels: np.mean(1 - _picked(q, labels)),
            "That is −log(1 − q), the price of everything but the label.": lambda q, labels: (
                -np.mean(_log(1 - _picked(q, labels)))
            ),
            "That is 1/q. The price is −log q.": lambda q, labels: np.mean(1 / _picked(q, labels)),
            "You took exp where log is wanted.": lambda q, labels: -np.mean(np.exp(_picked(q, labels))),
            "Those are squares. The price is −log q.": lambda q, labels: np.mean((1 - _picked(q, labels)) ** 2),
            "You took logarithms to base 2. Nats want np.log.": lambda q, labels: _prices(q, labels).mean() / np.log(2),
            "You took logarithms to base 10. Nats want np.log.": lambda q, labels: (
                _prices(q, labels).mean() / np.log(10)
            ),
            "You applied a softmax, but q holds chances already.": lambda q, labels: _prices(
                _softmax(q), labels
            ).mean(),
            "That is the entropy of the rows. Where have the labels gone?": lambda q, labels: (
                -_times(q, _log(q)).sum() / len(q)
            ),
            "The label is no weight: it says which entry of the row is paid for.": lambda q, labels: (
                -_times(labels[:, None], _log(q)).mean()
            ),
            "You counted what did not come as well: −log of all classes.": lambda q, labels: -_log(q).sum() / len(q),
            "That is the mean of −log over all classes. Only the label is paid for.": lambda q, labels: -_log(q).mean(),
            "You divided by the number of classes. The mean is over the items.": lambda q, labels: (
                _prices(q, labels).sum() / q.shape[1]
            ),
            "You divided by N − 1. The mean divides by N.": lambda q, labels: (
                _prices(q, labels).sum() / (len(labels) - 1)
            ),
            "You divided by N twice: the mean has done it already.": lambda q, labels: (
                _prices(q, labels).mean() / len(labels)
            ),
            "One price for each item: take their mean.": _prices,
            "You took the median. Take the mean.": lambda q, labels: np.median(_prices(q, labels)),
            "Your labels are one too low. Classes count from 0, as indices do.": lambda q, labels: _prices(
                q, labels - 1
            ).mean(),
            "The label is an index, not a factor: label 0 wipes out its row.": lambda q, labels: np.mean(
                labels * _prices(q, labels)
            ),
            "You weighted each price by its chance. Each row counts once.": lambda q, labels: np.mean(
                _picked(q, labels) * _prices(q, labels)
            ),
            "You took class 0 each time. Take the label's.": lambda q, labels: -np.mean(_log(q[:, 0])),
            "You use only the first row.": lambda q, labels: _prices(q, labels)[0],
            "You stop after the first row: is the return inside the loop?": lambda q, labels: (
                _prices(q, labels)[0] / len(labels)
            ),
            "The first row is left out: range(1, …) starts at 1.": lambda q, labels: (
                _prices(q, labels)[1:].sum() / len(labels)
            ),
            "The last row is left out: range(n) ends at n − 1 already.": lambda q, labels: (
                _prices(q, labels)[:-1].sum() / len(labels)
            ),
            "Only the last row counts: = overwrites where += adds.": lambda q, labels: (
                _prices(q, labels)[-1] / len(labels)
            ),
        },
        cases=[SMALL, IMPOSSIBLE, UNLIKELY, ROWS],
        praise="One entry a row, −log, mean: this is what cross entropy is in practice.",
        reason="q[np.arange(N), labels] pairs row 0 with label 0, row 1 with label 1 and so on. "
        "Each of these chances is paid for by −log, and the loss is the mean of the prices.",
    ),
    "best_fixed": Exercise(
        "Write best_fixed(labels, K): the K chances that, said every day, pay least on these labels.",
        best_fixed,
        {
            "Those are counts. Chances add up to 1.": lambda labels, K: list(_counts(labels, K)),
            "All on the class that came most: the first other day would cost infinity.": lambda labels, K: list(
                np.eye(K)[np.argmax(_counts(labels, K))]
            ),
            "Those are the chances of the lesson's world. These days have shares of their own.": lambda labels, K: [
                0.7,
                0.2,
                0.1,
            ],
            "Even chances know nothing, and you have seen the days.": lambda labels, K: [1 / K] * K,
            "Even chances for what was seen: is there a = where += is meant?": lambda labels, K: _in_a_ratio(
                _counts(labels, K) > 0
            ),
            "Counts are no scores: a softmax of them is nearly sure of the largest.": lambda labels, K: list(
                _softmax(_counts(labels, K).astype(float))
            ),
            "A softmax of the shares makes them more even. They are chances already.": lambda labels, K: list(
                _softmax(_shares(labels, K))
            ),
            "One added to each count is wiser for tomorrow, but it pays more on these days.": lambda labels, K: list(
                (_counts(labels, K) + 1) / (len(labels) + K)
            ),
            "A class that did not come exists as well: there must be K chances.": lambda labels, K: list(
                np.bincount(labels) / len(labels)
            ),
            "The last class is missing: range(K) ends at K − 1 already.": lambda labels, K: best_fixed(labels, K - 1),
            "One class too many: range(K) has K entries.": lambda labels, K: best_fixed(labels, K + 1),
            "You divided by K. Divide by how many days there are.": lambda labels, K: list(_counts(labels, K) / K),
            "You divided by N − 1. Divide by how many days there are.": lambda labels, K: list(
                _counts(labels, K) / (len(labels) - 1)
            ),
            "You divided by the largest count. Divide by how many days there are.": lambda labels, K: list(
                _counts(labels, K) / _counts(labels, K).max()
            ),
            "Those are the labels in a ratio. Count how often each class came.": lambda labels, K: list(
                labels / max(labels.sum(), 1)
            ),
            "You sorted the shares. Class 0 comes first, whatever its share.": lambda labels, K: sorted(
                best_fixed(labels, K)
            )[::-1],
            "Your classes are shifted by one: class 0 was counted elsewhere.": lambda labels, K: list(
                np.roll(_shares(labels, K), -1)
            ),
            "You count classes 1 to K. They are 0 to K − 1.": lambda labels, K: best_fixed(labels - 1, K),
            "You gave what came rarely the larger chances: it is the other way round.": lambda labels, K: list(
                (1 - _shares(labels, K)) / (K - 1)
            ),
            "That is one minus each share: what came often gets little.": lambda labels, K: list(
                1 - _shares(labels, K)
            ),
            "Those are the prices, −log of the shares. The chances themselves are asked.": lambda labels, K: list(
                -_log(_shares(labels, K))
            ),
            "Squares in a ratio favour what came often. The shares themselves pay least.": lambda labels, K: (
                _in_a_ratio(_counts(labels, K) ** 2)
            ),
            "Roots in a ratio favour what came rarely. The shares themselves pay least.": lambda labels, K: _in_a_ratio(
                _counts(labels, K) ** 0.5
            ),
            "Each class was counted once: counts[k] = 1 and counts[labels] += 1 do so, += 1 in a loop adds up.": (
                lambda labels, K: list((_counts(labels, K) > 0) / len(labels))
            ),
            "You stop after the first label: is the return inside the loop?": lambda labels, K: list(
                np.eye(K)[labels[0]] / len(labels)
            ),
            "np.histogram stretches its bins over the labels that were seen. Use np.bincount.": lambda labels, K: list(
                np.histogram(labels, bins=K)[0] / len(labels)
            ),
            "That is the price, one number. The K chances are asked.": lambda labels, K: (
                -np.sum(_shares(labels, K) * _log(np.maximum(_shares(labels, K), 1e-300)))
            ),
            "That is the largest share alone. The K chances are asked.": lambda labels, K: _shares(labels, K).max(),
            "That is the class that came most. The K chances are asked.": lambda labels, K: np.argmax(
                _counts(labels, K)
            ),
            "That is the mean of the class numbers. How often did each class come?": lambda labels, K: np.mean(labels),
            "You took the mean the other way: it goes over the days, for each class.": lambda labels, K: (
                [1 / K] * len(labels)
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
        holds={
            "Chances add up to 1; yours add up to {}.": lambda given, labels, K: np.sum(given),
            "What never came is never paid for on these days, so it needs 0; yours gets {}.": lambda given, labels, K: (
                np.sum(np.array(given)[_counts(labels, K) == 0])
            ),
        },
    ),
}
