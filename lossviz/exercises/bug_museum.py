"""Exercises of lesson 9."""

from functools import wraps

import numpy as np

from .check import Exercise


def lowest(y):
    return np.mean((y - np.mean(y)) ** 2)


def smoke(loss, classes, items):
    labels = np.arange(items) % classes
    blank = np.zeros((items, classes))
    sure = 20 * np.eye(classes)[labels]
    charges = loss(blank, labels), loss(sure, labels), loss(blank[::2], labels[::2])
    return np.allclose(charges, [np.log(classes), 0, np.log(classes)], rtol=0, atol=0.01)


def _charges(function, loss, classes, items):
    """Tell what a loss charged the scores of a learner's `smoke`, and what it charges those of the right one."""

    def charged(asks):
        charges = []

        def noted(z, labels):
            charges.append(loss(z, labels))
            return charges[-1]

        asks(noted, classes, items)
        return ", ".join(f"{charge:.4g}" if abs(charge) > 1e-6 else "0" for charge in charges) or "nothing"

    yours, wanted = charged(function), charged(smoke)
    if yours == wanted:
        return f"Your scores were charged {yours}, as they should be, so look at how you compare."
    return f"Your scores were charged {yours}, where those of the task are charged {wanted}."


TABLE = (
    "a loss wants scores, one row an item and one column a class, and then for each row a label, a whole number from "
    "0 to the last class"
)


def _chances(z, axis=1):
    if np.ndim(z) != 2:
        raise ValueError(TABLE)
    raised = np.exp(z)
    return raised / raised.sum(axis=axis, keepdims=True)


def _picked(q, labels):
    y = np.asarray(labels)
    if y.shape != (len(q),) or y.dtype.kind not in "iu" or not ((y >= 0) & (y < q.shape[1])).all():
        raise ValueError(TABLE)
    return q[np.arange(len(q)), y]


def healthy(z, labels):
    return -np.log(_picked(_chances(z), labels)).mean()


def softmax_twice(z, labels):
    return -np.log(_picked(_chances(_chances(z)), labels)).mean()


def wrong_axis(z, labels):
    return -np.log(_picked(_chances(z, axis=0), labels)).mean()


def lost_minus(z, labels):
    return np.log(_picked(_chances(z), labels)).mean()


def summed(z, labels):
    return -np.log(_picked(_chances(z), labels)).sum()


def log_forgotten(z, labels):
    return -_picked(_chances(z), labels).mean()


def without_softmax(z, labels):
    return np.log(z.shape[1]) - _picked(z, labels).mean()


def first_column(z, labels):
    return healthy(z, 0 * np.asarray(labels))


def nearly_healthy(z, labels):
    return -np.log(_picked(_chances(z), labels) + 0.001).mean()


def a_little_too_dear(z, labels):
    return healthy(z, labels) + 0.05


def divided_by_6(z, labels):
    return summed(z, labels) / 6


def _on(loss, classes, items):
    """Return a loss that takes the scores of a batch or of half of it, for sizes that are typed in fit one alone."""

    @wraps(loss)
    def charges(z, labels):
        if np.ndim(z) == 2 and (len(z) not in (items, items // 2) or np.shape(z)[1] != classes):
            wanted = f"{items} items of {classes} classes or half of them, one row an item and one column a class"
            raise ValueError(f"it charges {wanted}; your scores have the shape {np.shape(z)}")
        return loss(z, labels)

    return charges


def _asks(loss, classes, items):
    """Return what a loss charges over what is right, for scores of 0, for 20, and for half of those of 0."""
    labels = np.arange(items) % classes
    blank = np.zeros((items, classes))
    whole, half = (loss(blank[:n], labels[:n]) - np.log(classes) for n in (items, items // 2))
    return whole, loss(20 * np.eye(classes)[labels], labels), half


EXERCISES = {
    "lowest": Exercise(
        "Predictions of shape (N, 1) minus labels of shape (N,) make a table of N rows and N columns. Write lowest(y): "
        "how low the mean square of that table can get, whatever the predictions are.",
        lowest,
        {
            "It is 0 if each prediction has to please its own label only, and here it has to please all. "
            "(Or is a square missing? Deviations from the mean cancel.)": lambda y: 0.0,
            "That is the table in which each prediction is its own label. One forecast for all costs less.": (
                lambda y: 2 * np.var(y)
            ),
            "The best forecast need not be one of the labels.": (
                lambda y: np.min(np.mean((y[:, None] - y) ** 2, axis=0))
            ),
            "That is what the first label costs as the forecast for all. Which forecast costs least?": (
                lambda y: np.mean((y[0] - y) ** 2)
            ),
            "The middle of the range is not the mean.": lambda y: np.mean((y - (y.max() + y.min()) / 2) ** 2),
            "That is the square of the mean. The mean square is taken around the mean.": lambda y: np.mean(y) ** 2,
            "From the mean of the squares the square of the mean is subtracted.": (
                lambda y: np.mean(y**2) + np.mean(y) ** 2
            ),
            "You divided by N twice.": lambda y: np.var(y) / len(y),
            "That is where all predictions are 0. What is the best single forecast for all labels?": (
                lambda y: np.mean(y**2)
            ),
            "That is the standard deviation. The mean square is its square.": lambda y: np.std(y),
            "You divided by N − 1. A mean divides by N.": lambda y: np.var(y, ddof=1),
            "That is what the median costs, and squares aim at the mean.": lambda y: np.mean((y - np.median(y)) ** 2),
            "Those are absolute distances. Squares are wanted.": lambda y: np.mean(np.abs(y - np.mean(y))),
            "You added the squares up. Divide by how many there are.": lambda y: np.sum((y - np.mean(y)) ** 2),
            "That is the best forecast itself. What does it cost?": lambda y: np.mean(y),
        },
        cases=[
            (np.array([1.0, 2.0, 6.0]),),
            (np.array([-1.0, 1.0, 4.0, 8.0]),),
            (np.array([0.5, -2.5, 3.0, 1.0, 7.0]),),
        ],
        praise="A loss that stands still at the variance of the labels: look at the shape of the residuals.",
        reason="Every row of the table holds one prediction against all labels, so the best prediction is their mean, "
        "and what is left is their variance.",
    ),
    "smoke": Exercise(
        "Write smoke(loss, classes, items): True if loss(z, labels) passes the three questions, each to within 0.01: "
        "log K for scores of 0, 0 for scores of 20 for the true class, and log K for half of the items at scores of 0. "
        "False otherwise. As labels np.arange(items) % classes will do, and you make z yourself, a row an item.",
        smoke,
        {
            "You let softmax_twice through. It charges log K to scores of 0; what to one who knows everything?": (
                lambda loss, classes, items: max(map(abs, _asks(loss, classes, items)[::2])) < 0.01
            ),
            "You let softmax_twice and divided_by_6 through: one question is not enough.": (
                lambda loss, classes, items: abs(_asks(loss, classes, items)[0]) < 0.01
            ),
            "You let divided_by_6 through. It fits a batch of 6 items; what does it charge for half of them?": (
                lambda loss, classes, items: max(map(abs, _asks(loss, classes, items)[:2])) < 0.01
            ),
            "Half of the batch may be charged rightly, and the whole not. Ask for both.": (
                lambda loss, classes, items: max(map(abs, _asks(loss, classes, items)[1:])) < 0.01
            ),
            "One who knows everything pays nothing to a sum either. Ask as well what one pays who knows nothing.": (
                lambda loss, classes, items: abs(_asks(loss, classes, items)[1]) < 0.01
            ),
            "The size alone does not do, since a lost minus passes.": (
                lambda loss, classes, items: (
                    max(map(abs, _asks(lambda z, labels: abs(loss(z, labels)), classes, items))) < 0.01
                )
            ),
            "You stop the healthy loss as well.": lambda loss, classes, items: False,
            "You let every loss through.": lambda loss, classes, items: True,
            "True and False are swapped.": lambda loss, classes, items: not smoke(loss, classes, items),
        },
        cases=[
            (_on(loss, *shape), *shape)
            for loss in (
                healthy,
                softmax_twice,
                wrong_axis,
                lost_minus,
                summed,
                log_forgotten,
                without_softmax,
                first_column,
                nearly_healthy,
                a_little_too_dear,
                divided_by_6,
            )
            for shape in ((3, 6), (4, 12))
        ],
        shows=_charges,
        praise="Three calls and no training. It cannot see clipping, gradients that pile up, or labels out of order.",
        reason="A right loss has three known answers, and each of these mistakes misses one of them.",
    ),
}
