"""Eight mistakes around a loss: what each charges, what its training follows, and how such a training goes."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..losses import clipped, log_softmax, softmax, softmax_cross_entropy, softmax_cross_entropy_grad

Floats = NDArray[np.floating[Any]]
Labels = NDArray[np.int64]
N, K, STEPS, RATE = 30, 3, 60, 1.0

_random = np.random.default_rng(1)
LABELS = np.repeat(np.arange(K), N // K)
Y = np.eye(K)
_CENTRES = np.array([[1.6, 0.0], [-0.8, 1.4], [-0.8, -1.4]])
# Two features, and a column of ones for the bias.
X = np.column_stack([_CENTRES[LABELS] + _random.normal(size=(N, 2)), np.ones(N)])


def _back(p: Floats, slope: Floats) -> Floats:
    """Carry a gradient on softmax's chances back to its scores."""
    return np.asarray(p * (slope - (p * slope).sum(axis=1, keepdims=True)))


# Each of these takes the scores and the labels, and returns what the code reports as its loss, and the gradient
# on the scores that its training follows.


def healthy(z: Floats, labels: Labels) -> tuple[float, Floats]:
    """Return softmax cross entropy as it should be: the mean over items.

    Examples
    --------
    >>> round(healthy(np.zeros((30, 3)), LABELS)[0], 4)
    1.0986
    """
    return float(softmax_cross_entropy(Y[labels], z)), softmax_cross_entropy_grad(Y[labels], z)


def softmax_twice(z: Floats, labels: Labels) -> tuple[float, Floats]:
    """Give probabilities to a loss that applies softmax itself.

    Examples
    --------
    >>> best = 1000 * Y[LABELS]
    >>> round(softmax_twice(best, LABELS)[0], 4)
    0.5514
    """
    inner = softmax(z)
    value, slope = healthy(inner, labels)
    return value, _back(inner, slope)


def wrong_axis(z: Floats, labels: Labels) -> tuple[float, Floats]:
    """Let softmax run over the items instead of the classes.

    Examples
    --------
    >>> round(wrong_axis(np.zeros((30, 3)), LABELS)[0], 4)
    3.4012
    """
    logs = log_softmax(z.T).T
    value = -float(logs[np.arange(len(z)), labels].mean())
    return value, (np.exp(logs) * Y[labels].sum(axis=0) - Y[labels]) / len(z)


def lost_minus(z: Floats, labels: Labels) -> tuple[float, Floats]:
    """Return the mean of log p: the loss without its minus sign.

    Examples
    --------
    >>> round(lost_minus(np.zeros((30, 3)), LABELS)[0], 4)
    -1.0986
    """
    value, slope = healthy(z, labels)
    return -value, -slope


def swapped(z: Floats, labels: Labels) -> tuple[float, Floats]:
    """Take the prediction for the truth: −Σ p log y, with y clipped away from 0 as Keras does.

    Examples
    --------
    >>> round(swapped(np.zeros((30, 3)), LABELS)[0], 4)
    10.7454
    """
    p, costs = softmax(z), -np.log(np.clip(Y[labels], clipped.KERAS_CLIP, 1 - clipped.KERAS_CLIP))
    return float((p * costs).sum(axis=1).mean()), _back(p, costs / len(z))


def summed(z: Floats, labels: Labels) -> tuple[float, Floats]:
    """Add up over the items, at the learning rate that was chosen for the mean.

    Examples
    --------
    >>> round(summed(np.zeros((30, 3)), LABELS)[0], 4)
    32.9584
    """
    value, slope = healthy(z, labels)
    return len(z) * value, len(z) * slope


def chance_clipped(z: Floats, labels: Labels) -> tuple[float, Floats]:
    """Take the log of a probability that was clipped: where it is clipped, there is no slope.

    Examples
    --------
    >>> z = 100.0 * np.roll(Y, 1, axis=1)[LABELS]
    >>> value, slope = chance_clipped(z, LABELS)
    >>> round(value, 4), float(np.abs(slope).max())
    (16.1181, 0.0)
    """
    truth = Y[labels]
    return float(clipped.clipped_cross_entropy(truth, z)), clipped.clipped_cross_entropy_grad(truth, z)


class Exhibit(NamedTuple):
    """A mistake: what it charges, its line of code and the right one, and how it trains."""

    loss: Callable[[Floats, Labels], tuple[float, Floats]]
    wrong: str = ""
    right: str = ""
    clears: bool = True
    shuffles: bool = False


NAMES = {
    "healthy": Exhibit(healthy),
    "softmax twice": Exhibit(softmax_twice, "F.cross_entropy(q, y)", "F.cross_entropy(z, y)"),
    "wrong axis": Exhibit(wrong_axis, "q = softmax(z, axis=0)", "q = softmax(z, axis=1)"),
    "lost minus": Exhibit(lost_minus, "(p * log(q)).sum(1).mean()", "-(p * log(q)).sum(1).mean()"),
    "swapped arguments": Exhibit(swapped, "-(q * log(clip(p))).sum(1).mean()", "-(p * log(q)).sum(1).mean()"),
    "sum for mean": Exhibit(summed, "loss = surprises.sum()", "loss = surprises.mean()"),
    "clipped chance": Exhibit(chance_clipped, "-log(clip(q, 1e-7, 1 - 1e-7))", "logsumexp(z) - z[label]"),
    "gradients never cleared": Exhibit(
        healthy, "loss.backward(); step()", "zero_grad(); loss.backward(); step()", clears=False
    ),
    "items shuffled, labels not": Exhibit(healthy, "x = x[order]", "x, y = x[order], y[order]", shuffles=True),
}
_ORDER = np.random.default_rng(3).permutation(N)
KNOWS = {"nothing": 0 * Y, "everything": 20 * Y, "sure and wrong": 20 * np.roll(Y, 1, axis=1)}
"""The scores of three machines, one row a label."""


def some_labels(items: int) -> Labels:
    """Return as many labels of each class.

    Examples
    --------
    >>> some_labels(6)
    array([0, 0, 1, 1, 2, 2])
    """
    return np.repeat(np.arange(K), items // K)


class Run(NamedTuple):
    """What a training run shows before each of 60 steps and after the last, and how far its second step strays."""

    losses: Floats
    accuracies: Floats
    stray: float


@cache
def run(name: str, far: bool) -> Run:
    """Train a small classifier for 60 steps with a mistake.

    Parameters
    ----------
    name : str
        A key of `NAMES`.
    far : bool
        Start with large weights that are wrong, instead of 0.

    Returns
    -------
    Run
        Of 61 losses and accuracies; and the largest difference between the gradient that the second step
        follows and the slope of the loss, where the loss is judged with the labels that it was given.

    Examples
    --------
    >>> losses, accuracies, stray = run("healthy", False)
    >>> bool(losses[-1] < losses[0]), bool(accuracies[-1] > 0.9), stray
    (True, True, 0.0)
    """
    exhibit = NAMES[name]
    x = X[_ORDER] if exhibit.shuffles else X
    weights: Floats = np.zeros((3, K))
    if far:
        weights[:2] = 12 * np.roll(_CENTRES, 1, axis=0).T
    losses, accuracies, strays, followed = [], [], [], np.zeros_like(weights)
    for _ in range(STEPS + 1):
        z = x @ weights
        value, slope = exhibit.loss(z, LABELS)
        losses.append(value)
        accuracies.append(float((z.argmax(axis=1) == LABELS).mean()))
        followed = x.T @ slope + (0 if exhibit.clears else followed)
        strays.append(float(np.abs(followed - x.T @ slope).max()))
        weights -= RATE * followed
    return Run(np.array(losses), np.array(accuracies), strays[1])


THREE = [0, 10, 24]
"""Items to look at, one of each class; shuffled, they lie in no order of the three heaps."""


def nearest(name: str) -> list[int]:
    """Return in which of the three heaps three items lie, whose labels are 0, 1 and 2.

    Examples
    --------
    >>> nearest("healthy")
    [0, 1, 2]
    >>> nearest("items shuffled, labels not")
    [2, 0, 0]
    """
    x = (X[_ORDER] if NAMES[name].shuffles else X)[THREE, :2]
    return [int(np.argmin(((_CENTRES - item) ** 2).sum(axis=1))) for item in x]
