"""Lesson 1. The loss is 0.103 + 4.5 (w − 0.5)² + (b − 0.4)²: x has mean 0, mean square 4.5."""

import numpy as np

from tests.content import box, boxes, content, curve, ends, hidden, label, near, reads, seen, xy

X = np.array([-3, -1.5, 0, 1.5, 3])
Y = np.array([-1.2, -0.3, 0.8, 0.6, 2.1])
BEST = np.array([0.5, 0.4])
SHOWN = np.array([[-0.85, -0.95], [1.85, 1.75]])  # the corners of the picture of w and b
CURVED = np.array([4.5, 1.0])


def loss(at):
    return 0.103 + (np.asarray(at) - BEST) ** 2 @ CURVED


def surface(cross, contours):
    """The lowest point, and ellipses of equal loss around it as far as the picture goes."""
    near(xy(cross), [BEST])
    near(contours.levels, np.arange(1, 9) / 2)
    for level, way in zip(contours.levels, seen(contours).get_paths(), strict=True):
        near(loss(way.vertices), level, abs=0.003)
        reach = np.sqrt((level - 0.103) / CURVED)
        near(way.vertices.min(axis=0), np.maximum(BEST - reach, SHOWN[0]), abs=0.02)
        near(way.vertices.max(axis=0), np.minimum(BEST + reach, SHOWN[1]), abs=0.02)


@content({"w": 0.0, "b": 0.0}, {"w": 1.2, "b": -0.8}, {"w": -0.15, "b": 1.55}, {"w": 0.5, "b": 0.4})
def fit_line(art, still, n, text, w, b):
    off = Y - (w * X + b)
    mean = loss([w, b])
    gradient = 2 * CURVED * ([w, b] - BEST)
    near(n.out, Y - off)
    near(n.squares, off**2)
    near([n.norm, n.mse], [np.sqrt(5 * mean), mean])
    near(n.gradient, gradient)

    sides = abs(off)  # of the squares, that lean towards the middle
    near(boxes(art.squares), [np.where(X < 0, X, X - sides), np.minimum(Y, Y - off), sides, sides])
    near(box(art.mean), [2.6 - np.sqrt(mean), -4.4, np.sqrt(mean), np.sqrt(mean)])
    near(xy(art.line), [[-5, b - 5 * w], [5, b + 5 * w]])
    near(xy(art.points), np.transpose([X, Y]))
    near(xy(art.point), [[w, b]])
    if (w, b) == (0.5, 0.4):
        hidden(art.arrow)
    else:
        near(ends(art.arrow), [[w, b], [w, b] - 0.1 * gradient])
    surface(*still[1])
    reads(text, w, b, mean, gradient, "mean of the squares", mean, "squared norm", np.sqrt(5 * mean), 5, mean, mean)


@content(
    {"r": 1.5, "entries": 20, "loss": "sum"},
    {"r": -2.3, "entries": 7, "loss": "mean"},
    {"r": 0.0, "entries": 4, "loss": "mean"},
    {"r": -0.7, "entries": 3, "loss": "sum"},
)
def one_residual(art, still, n, text, r, entries, loss):
    share = {"sum": 1, "mean": 1 / entries}[loss]
    value = r * r * share
    # A complex step in the prediction, which stands at 0.
    slope = ((r - 1e-30j) * (r - 1e-30j)).imag * 1e30 * share
    near([n.value, n.slope], [value, slope])

    (whole,), (whole_slope, zero) = still
    curve(whole, lambda r: r * r, -3, 3)
    curve(whole_slope, lambda r: -r - r, -3, 3)
    near(xy(zero)[:, 1], 0)
    curve(art.mean, lambda r: r * r / entries, -3, 3)
    curve(art.mean_slope, lambda r: -(r + r) / entries, -3, 3)
    assert [label(line) for line in (whole, whole_slope, art.mean, art.mean_slope)] == ["sum", "sum", "mean", "mean"]
    # Along r the cost falls where along the prediction it rises.
    near(xy(art.tangent), [[r - 0.6, value + 0.6 * slope], [r + 0.6, value - 0.6 * slope]])
    near(xy(art.value), [[r, value]])
    near(xy(art.stem), [[r, 0], [r, slope]])
    near(xy(art.slope), [[r, slope]])
    if loss == "sum":
        reads(text, "sum over", r, entries, value, slope, "The mean over", entries, "divides both by", entries)
    else:
        reads(text, "mean over", r, entries, value, slope, "learning rate must be", entries, "times as large")


@content(
    {"eta": 0.1, "fair": False},
    {"eta": 0.01, "fair": True},
    {"eta": 0.225, "fair": True},
    {"eta": 0.3, "fair": False},
)
def descend(art, still, n, text, eta, fair):
    # One step multiplies the distance from the lowest point by the same factors each time.
    told = []
    for name, rate in {"mean": eta, "sum": eta if fair else 5 * eta}.items():
        factors = 1 - 2 * CURVED * rate
        points = BEST + factors ** np.arange(31)[:, None] * ([-0.1, 1.5] - BEST)
        losses = loss(points)
        over = np.flatnonzero(losses > 1000)
        steps = over[0] if len(over) else 30
        shown, values = getattr(n, name)
        near(shown, points[: steps + 1])
        near(values, losses[: steps + 1])

        out = np.flatnonzero((points < SHOWN[0]).any(axis=1) | (points > SHOWN[1]).any(axis=1))
        leaves = out[0] if len(out) else 30
        near(xy(getattr(art, f"way_{name}")), points[: min(leaves, steps) + 1])
        line = getattr(art, f"loss_{name}")
        inside = steps + (len(over) == 0)
        near(xy(line), np.transpose([np.arange(inside), losses[:inside]]))
        assert label(line) == name
        if len(over):
            told += [f"the {name} passes", 1000, "at step", steps]
        else:
            told += [f"the {name} ends at", losses[30]]
            higher = text.partition(f"the {name} ends at")[2].partition(";")[0].endswith("higher than it began")
            assert higher == (losses[30] > losses[0])
    surface(*still[0])
    near(xy(still[1][0])[:, 1], 0.103)
    reads(text, eta, *((5, eta / 5) if fair else ()), *told)
