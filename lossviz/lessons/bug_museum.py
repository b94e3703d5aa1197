"""Lesson 9: six real mistakes with a loss, and how each shows in the curves of a training run."""

from collections.abc import Callable
from functools import cache
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import choice, tick
from ..panel import Panel
from ..picture import BLUE, INK, RED, Update
from ..text import fixed

Floats = NDArray[np.float64]
N, K, STEPS, RATE, CLIP = 30, 3, 60, 1.0, 1e-7

_random = np.random.default_rng(1)
LABELS = np.repeat(np.arange(K), N // K)
Y = np.eye(K)[LABELS]
_CENTRES = np.array([[1.6, 0.0], [-0.8, 1.4], [-0.8, -1.4]])
# Two features, and a column of ones for the bias.
X = np.column_stack([_CENTRES[LABELS] + _random.normal(size=(N, 2)), np.ones(N)])


def _softmax(z: Floats, axis: int = 1) -> Floats:
    raised = np.exp(z - z.max(axis=axis, keepdims=True))
    return np.asarray(raised / raised.sum(axis=axis, keepdims=True))


def _cost(p: Floats) -> float:
    with np.errstate(divide="ignore"):
        return float(-np.log(p[np.arange(N), LABELS]).mean())


def _back(p: Floats, slope: Floats) -> Floats:
    """Carry a gradient on softmax's probabilities back to its logits."""
    return np.asarray(p * (slope - (p * slope).sum(axis=1, keepdims=True)))


# Each of these takes the logits and returns what the code reports as its loss, and the gradient
# on the logits that its training follows.


def healthy(z: Floats) -> tuple[float, Floats]:
    """Return softmax cross entropy as it should be: the mean over items.

    Examples
    --------
    >>> round(healthy(np.zeros((30, 3)))[0], 4)
    1.0986
    """
    shifted = z - z.max(axis=1, keepdims=True)
    costs = np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(N), LABELS]
    return float(costs.mean()), (_softmax(z) - Y) / N


def softmax_twice(z: Floats) -> tuple[float, Floats]:
    """Give probabilities to a loss that applies softmax itself.

    Examples
    --------
    >>> best = 1000 * Y
    >>> round(softmax_twice(best)[0], 4)
    0.5514
    """
    inner = _softmax(z)
    outer = _softmax(inner)
    return _cost(outer), _back(inner, (outer - Y) / N)


def wrong_axis(z: Floats) -> tuple[float, Floats]:
    """Let softmax run over the items instead of the classes.

    Examples
    --------
    >>> round(wrong_axis(np.zeros((30, 3)))[0], 4)
    3.4012
    """
    p = _softmax(z, axis=0)
    return _cost(p), (p * Y.sum(axis=0) - Y) / N


def lost_minus(z: Floats) -> tuple[float, Floats]:
    """Return the mean of log p: the loss without its minus sign.

    Examples
    --------
    >>> round(lost_minus(np.zeros((30, 3)))[0], 4)
    -1.0986
    """
    value, slope = healthy(z)
    return -value, -slope


def swapped(z: Floats) -> tuple[float, Floats]:
    """Take the prediction for the truth: −Σ p log y, with y clipped away from 0 as Keras does.

    Examples
    --------
    >>> round(swapped(np.zeros((30, 3)))[0], 4)
    10.7454
    """
    p, costs = _softmax(z), -np.log(np.clip(Y, CLIP, 1 - CLIP))
    return float((p * costs).sum(axis=1).mean()), _back(p, costs / N)


def summed(z: Floats) -> tuple[float, Floats]:
    """Add up over the items, at the learning rate that was chosen for the mean.

    Examples
    --------
    >>> round(summed(np.zeros((30, 3)))[0], 4)
    32.9584
    """
    value, slope = healthy(z)
    return N * value, N * slope


def clipped(z: Floats) -> tuple[float, Floats]:
    """Take the log of a probability that was clipped: where it is clipped, there is no slope.

    Examples
    --------
    >>> z = 100.0 * np.roll(Y, 1, axis=1)
    >>> value, slope = clipped(z)
    >>> round(value, 4), float(np.abs(slope).max())
    (16.1181, 0.0)
    """
    p = np.clip(_softmax(z), CLIP, 1 - CLIP)
    alive = np.isin(p[np.arange(N), LABELS], [CLIP, 1 - CLIP], invert=True)[:, None]
    return _cost(p), np.where(alive, (_softmax(z) - Y) / N, 0.0)


class Exhibit(NamedTuple):
    """A mistake: what it does to logits, what to recognise it by, and what a start far off adds."""

    loss: Callable[[Floats], tuple[float, Floats]]
    sign: str
    far: str


EXHIBITS = {
    "none": Exhibit(
        healthy,
        "The loss starts at log 3 = 1.10, pure guessing, and falls towards 0.",
        "The loss starts far above log 3, and still the run recovers: the slope is largest where it is most wrong.",
    ),
    "softmax applied twice": Exhibit(
        softmax_twice,
        "Recognise it: good accuracy, but a loss that never gets below log(1 + 2/e) = 0.55.",
        "Recognise it: the loss never leaves the band from 0.55 to 1.55, however wrong the model, and does not move.",
    ),
    "the wrong axis": Exhibit(
        wrong_axis,
        "Recognise it: the first loss is log 30, the batch, not log 3; it never gets below log 10 = 2.30.",
        "Recognise it: the loss never gets below log 10 = 2.30, ten being each class's items in the batch.",
    ),
    "a lost minus sign": Exhibit(
        lost_minus,
        "Recognise it: the loss is below 0 and dives, while accuracy falls to 0.",
        "Recognise it: the loss is below 0 and dives, while accuracy stays near 0.",
    ),
    "swapped arguments": Exhibit(
        swapped,
        "Recognise it: it learns, but its first loss is 2/3 of 16.1, ten times too large for 3 classes.",
        "Recognise it: the loss is never above 16.1, and started far off it does not move.",
    ),
    "sum for mean": Exhibit(
        summed,
        "Recognise it: the first loss is 30 times too large; the curve jumps, as at too high a rate.",
        "Recognise it: the first loss is 30 times too large; the curve jumps, as at too high a rate.",
    ),
    "log of a clipped probability": Exhibit(
        clipped,
        "Recognise it: you cannot, yet. The run is the healthy one until some probability falls below 1e-7.",
        "Recognise it: the loss stays just below 16.1 = −log 1e-7, since clipped items have no slope.",
    ),
}


@cache
def run(bug: str, far: bool) -> tuple[Floats, Floats]:
    """Train for 60 steps with a mistake in the loss; return what the loss said, and the accuracy, at each step.

    Parameters
    ----------
    bug : str
        A key of `EXHIBITS`.
    far : bool
        Start with large weights that are wrong, instead of small ones.

    Returns
    -------
    losses, accuracies : ndarray
        Of 61 numbers.

    Examples
    --------
    >>> losses, accuracies = run("none", False)
    >>> bool(losses[-1] < losses[0]), bool(accuracies[-1] > 0.9)
    (True, True)
    """
    weights = np.random.default_rng(1).normal(size=(3, K)) * 0.01
    if far:
        weights = weights + 12 * np.column_stack([np.roll(_CENTRES, 1, axis=0), np.zeros(K)]).T
    losses, accuracies = [], []
    for _ in range(STEPS + 1):
        z = X @ weights
        value, slope = EXHIBITS[bug].loss(z)
        losses.append(value)
        accuracies.append(float((z.argmax(axis=1) == LABELS).mean()))
        weights = weights - RATE * X.T @ slope
    return np.array(losses), np.array(accuracies)


def bug_museum() -> Panel:
    """Six mistakes in the loss of a small classifier, each beside the healthy run.

    Returns
    -------
    Panel
        Controls bug (the mistake, "none" first) and far (start with large, wrong weights).
    """

    def compute(bug: str = "none", far: bool = False) -> SimpleNamespace:
        losses, accuracies = run(bug, far)
        good_losses, good_accuracies = run("none", far)
        return SimpleNamespace(
            losses=losses, accuracies=accuracies, good_losses=good_losses, good_accuracies=good_accuracies
        )

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        steps = np.arange(STEPS + 1)
        left.set(xlim=(-1, STEPS + 1), xlabel="step", title="the loss that the code reports")
        left.set_yscale("symlog", linthresh=1.0)
        left.set(ylim=(-2000, 2000))
        ticks = [-1000, -100, -10, -1, 0, 1, 10, 100, 1000]
        left.set_yticks(ticks, [str(tick).replace("-", "−") for tick in ticks])
        left.minorticks_off()
        left.axhline(0, color=INK, linewidth=0.8)
        left.axhline(np.log(K), color=INK, linewidth=1, linestyle=":")
        left.text(STEPS, -0.12, "dotted: log 3, pure guessing", ha="right", va="top", fontsize=9)
        right.set(xlim=(-1, STEPS + 1), ylim=(-0.04, 1.04), xlabel="step", title="accuracy")
        dashed = dict(color=BLUE, linestyle="--", linewidth=2)
        solid = dict(color=RED, linestyle="-", linewidth=1.6, marker="o", markersize=3)
        (loss,) = left.plot(steps, steps, label="with the mistake", **solid)
        (good_loss,) = left.plot(steps, steps, label="healthy", **dashed)
        (accuracy,) = right.plot(steps, steps / STEPS, **solid)
        (good_accuracy,) = right.plot(steps, steps / STEPS, **dashed)
        left.legend(loc="upper right")

        def update(n: SimpleNamespace) -> None:
            loss.set_ydata(n.losses)
            good_loss.set_ydata(n.good_losses)
            accuracy.set_ydata(n.accuracies)
            good_accuracy.set_ydata(n.good_accuracies)

        return update

    def read(n: SimpleNamespace) -> str:
        start = "far off" if n.far else "near zero"
        return (
            f"Bug: {n.bug}; start {start}. Loss {fixed(n.losses[0])} to {fixed(n.losses[-1])} (healthy "
            f"{n.good_losses[-1]:.2f}), accuracy {n.accuracies[-1]:.2f} (healthy {n.good_accuracies[-1]:.2f})\n"
            f"{EXHIBITS[n.bug].far if n.far else EXHIBITS[n.bug].sign}"
        )

    return Panel(
        compute,
        draw,
        read,
        alt="Left: the loss that a training run reports at each of 60 steps, with a mistake and dashed without. "
        "Right: the accuracy of both",
        size=(9.0, 4.2),
        bug=choice(*EXHIBITS, label="mistake"),
        far=tick("start far off"),
    )
