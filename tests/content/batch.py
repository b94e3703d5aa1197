"""Descent by gradients that are complex steps of the losses, and differences of a loss in exact arithmetic."""

from functools import cache

import mpmath
import numpy as np

from tests.content import content, curve, label, near, reads, xy
from tests.content.gradients import log_softmax, slope
from tests.content.squares import cells, squares_by_sign

LABELS = [2, 0]


@cache
def walk(loss, seed, eta):
    """Return before each of 40 steps, and after the last: the loss, the true classes' probabilities, the gradient."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(2, 4))
    weights = np.vstack([random.normal(size=(4, 3)), np.zeros(3)])

    def true_classes(weights):
        return log_softmax(x @ weights[:4] + weights[4])[[0, 1], LABELS]

    def value(weights):
        if loss == "ce":
            return -true_classes(weights).mean()
        p = np.exp(log_softmax(x @ weights[:4] + weights[4]))
        return ((p - np.eye(3)[LABELS]) ** 2).mean()

    way = []
    for _ in range(41):
        gradient = slope(value, weights).reshape(5, 3)
        way.append((value(weights), np.exp(true_classes(weights)), gradient))
        weights = weights - eta * gradient
    return [np.array(part) for part in zip(*way, strict=True)]


@content({}, {"steps": 1, "seed": 0}, {"steps": 40, "eta": 10.0, "seed": 9}, {"steps": 17, "eta": 0.5})
def batch_descent(art, still, n, text, steps, eta, seed):
    told = []
    for i, name in ((1, "ce"), (2, "mse")):
        values, truths, gradients = walk(name, seed, eta)
        way = getattr(n, name)
        near(way.values, values, rel=1e-5)
        near(way.truths, truths, rel=1e-5)
        near(way.gradients, gradients, rel=1e-5)
        line, squares = getattr(art, f"{name}_line"), getattr(art, f"{name}_squares")
        near(xy(line), np.transpose([range(steps + 1), np.maximum(values[: steps + 1], 1e-5)]))
        assert line.get_markevery() == [-1], "the marker is at the last step"
        assert label(line) == ("cross entropy", "MSE on softmax")[i - 1]
        squares_by_sign(squares, gradients[steps], 1.5)
        assert squares.axes.get_title() == ("gradients: CE", "MSE")[i - 1]
        cells(still[i], ["dw1", "dw2", "dw3", "dw4", "db"], ["z1", "z2", "z3"])
        assert squares.axes is still[i][0].axes
        told += [values[steps], np.linalg.norm(gradients[steps][:4]), *truths[steps]]
    reads(text, seed, eta, steps, *told)


Z = (0.3, 1.1, -0.6)  # The first class is the true one.
STEPS = 10 ** (np.arange(-64, 1) / 4)
VIEW = np.arange(-80, 81) / 40


def log_sum(first):
    """Return the log of the sum of the exponentials, the first logit being so: in 30 digits."""
    return mpmath.log(sum(mpmath.exp(z) for z in (mpmath.mpf(first), *map(mpmath.mpf, Z[1:]))))


@cache
def derivatives():
    """Return the loss and its first three derivatives by the first logit."""
    with mpmath.workdps(30):
        return [float(mpmath.diff(lambda first: log_sum(first) - first, Z[0], k)) for k in range(4)]


@cache
def rounded_losses(steps, dtype):
    """Return the loss, the first logit moved by each step, exact but for what the dtype rounds."""
    kind, found = np.dtype(dtype).type, []
    with mpmath.workdps(30):
        for step in steps:
            z = [kind(z) for z in Z]
            first = z[0] + kind(step)
            exact = mpmath.log(sum(mpmath.exp(mpmath.mpf(float(z))) for z in (first, *z[1:])))
            found.append(kind(float(exact)) - first)
    return np.array(found)


@content(
    {},
    {"h": 1e-15},
    {"h": 1e-4, "sides": "two sides"},
    {"h": 10**-7.5},
    {"h": 10**-2.5, "dtype": "float32", "sides": "two sides"},
)
def finite_difference(art, still, n, text, h, dtype, sides):
    loss, slope, second, third = derivatives()
    both = sides == "two sides"
    room = 1e-15  # A loss in float64 may be off by a last digit or two, and the difference of two by more.

    def losses(steps):
        return rounded_losses(tuple(steps), dtype)

    def measured(steps):
        return (losses(steps) - losses(-steps if both else 0 * steps)) / (steps.astype(dtype) * (1 + both))

    (here,), off = measured(np.array([h])), abs(n.measured - slope)
    near(n.measured, here, abs=room / h)
    near(n.error, max(off, 1e-14), abs=0)
    near(n.errors, np.maximum(abs(measured(STEPS) - slope), 1e-14), abs=1e-9 + room / STEPS)
    near(xy(art.errors), np.transpose([STEPS, n.errors]), abs=0)
    near(xy(art.here), [[h, n.error]], abs=0)

    rounding = np.finfo(dtype).eps / 2 * loss / STEPS
    bend = abs(third) / 6 * STEPS**2 if both else abs(second) / 2 * STEPS
    best = STEPS[np.argmin(bend + rounding)]
    near([n.best, *n.bend, *n.rounding], [best, *bend, *rounding], abs=0)
    for line, cost in ((art.bend, bend), (art.rounding, rounding)):
        near(xy(line), np.transpose([STEPS, cost])[cost > 1e-15], abs=0)
    near(xy(art.best), [[best, 1e-14 / 3], [best, 1]], abs=0)

    near(n.seen, np.clip((np.float64(losses(VIEW * h)) - losses([0])) / h, -3, 3), abs=room / h)
    near(xy(art.seen), np.transpose([VIEW, n.seen]))
    ends = xy(art.secant)
    near(ends, xy(art.seen)[[40 if both else 80, 120]])
    near((ends[1, 1] - ends[0, 1]) / (ends[1, 0] - ends[0, 0]), n.measured, rel=1e-5)
    curve(still[0][0], lambda x: slope * x, -2, 2)
    names = ["what the computer sees", "slope measured", "bending", "rounding", "measured", "true slope"]
    lines = [art.seen, art.secant, art.bend, art.rounding, art.errors, still[0][0]]
    assert [label(line) for line in lines] == names
    cause = "the loss is rounded" if h < best else "bends within the step" if h > best else "cost about the same"
    reads(text, dtype, sides, cause, h, n.measured, slope, n.error, best)
