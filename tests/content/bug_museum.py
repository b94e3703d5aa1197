"""Each mistake written out as a loss, and trained by complex steps on the weights."""

from functools import cache

import numpy as np

from tests.content import content, label, near, reads, xy
from tests.content.gradients import log_softmax, slope, softmax

ITEMS, LABELS = np.arange(30), np.repeat([0, 1, 2], 10)
CENTRES = np.array([[1.6, 0.0], [-0.8, 1.4], [-0.8, -1.4]])


def clip(p):
    """Clip as a framework does: what is clipped has no slope."""
    return np.where(np.real(p) < 1e-7, 1e-7, np.where(np.real(p) > 1 - 1e-7, 1 - 1e-7, p))


def costs(z):
    """Return each item's cross entropy."""
    return -log_softmax(z)[ITEMS, LABELS]


LOSSES = {
    "none": lambda z: costs(z).mean(),
    "softmax applied twice": lambda z: costs(softmax(z)).mean(),
    "the wrong axis": lambda z: -log_softmax(z, axis=0)[ITEMS, LABELS].mean(),
    "a lost minus sign": lambda z: -costs(z).mean(),
    "swapped arguments": lambda z: -(softmax(z) * np.log(clip(np.eye(3)[LABELS]))).sum(1).mean(),
    "sum for mean": lambda z: costs(z).sum(),
    "log of a clipped probability": lambda z: -np.log(clip(softmax(z)[ITEMS, LABELS])).mean(),
}


TWICE, CLIPPED = np.log([1 + 2 / np.e, 2 + np.e]), -np.log(1e-7)
# What the hint says, near and far: a word and the figures.
HINTS = {
    "none": [("pure guessing", [3, np.log(3), 0]), ("recovers", [3])],
    "softmax applied twice": [("never gets below", [1, 2, TWICE[0]]), ("leaves the band", TWICE)],
    "the wrong axis": [("the batch", [30, 3, 10, np.log(10)]), ("never gets below", [10, np.log(10)])],
    "a lost minus sign": [("falls to 0", [0, 0]), ("stays near 0", [0, 0])],
    "swapped arguments": [("it learns", [2, 3, CLIPPED, 3]), ("does not move", [CLIPPED])],
    "sum for mean": [("times too large", [30]), ("times too large", [30])],
    "log of a clipped probability": [("you cannot, yet", [1e-7]), ("no slope", [CLIPPED, 1e-7])],
}


@cache
def train(bug, far):
    """Return loss and accuracy before each of 60 steps of descent at rate 1, and after the last."""
    features = CENTRES[LABELS] + np.random.default_rng(1).normal(size=(30, 2))
    x = np.column_stack([features, np.ones(30)])
    weights = 0.01 * np.random.default_rng(1).normal(size=(3, 3))
    if far:  # The weights of each class point to the centre of another.
        weights[:2] += 12 * CENTRES[[2, 0, 1]].T
    way = []
    for _ in range(61):
        way.append((LOSSES[bug](x @ weights), np.mean((x @ weights).argmax(axis=1) == LABELS)))
        weights = weights - slope(lambda w: LOSSES[bug](x @ w), weights).reshape(3, 3)
    return np.transpose(way)


@content({"far": True}, *[{"bug": bug} for bug in LOSSES], *[{"bug": bug, "far": True} for bug in list(LOSSES)[3:]])
def bug_museum(art, still, n, text, bug, far):
    (loss, accuracy), (good_loss, good_accuracy) = train(bug, far), train("none", far)
    for line, shown, right in (
        (art.loss, n.losses, loss),
        (art.accuracy, n.accuracies, accuracy),
        (art.good_loss, n.good_losses, good_loss),
        (art.good_accuracy, n.good_accuracies, good_accuracy),
    ):
        near(shown, right, rel=1e-4, abs=1e-7)
        near(xy(line), np.transpose([range(61), shown]))
    assert (label(art.loss), label(art.good_loss)) == ("with the mistake", "healthy")
    near(xy(still[0][0])[:, 1], 0)
    near(xy(still[0][1])[:, 1], np.log(3))
    words, hint = HINTS[bug][far]
    told = [loss[0], loss[-1], good_loss[-1], accuracy[-1], good_accuracy[-1]]
    reads(text, f"Bug: {bug};", "start far off" if far else "start near zero", words, *told, *hint)
