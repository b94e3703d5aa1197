"""Losses of a residual by SciPy; best lines proved best, by a linear program or because the pulls on them balance."""

from functools import cache

import numpy as np
from scipy import optimize, special

from tests.content import content, curve, hidden, label, near, place, reads, word, xy
from tests.content.squares import drawn_as, styles

# The seventh is the one that moves.
X = np.array([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])
Y = np.array([-1.15, -1.05, -0.25, 0.35, 0.45, 1.3, 1.5, 2.35])


def losses(delta):
    """Return each loss as a function of the residual."""
    return {"MSE": np.square, "MAE": np.abs, "Huber": lambda r: special.huber(delta, r)}


def rise(loss, r, h=1e-6):
    """Return the slope of a loss by a difference; at a kink, the mean of both sides."""
    return (loss(r + h) - loss(r - h)) / (2 * h)


@content({}, {"r": 0.3, "delta": 0.6}, {"r": -3.6, "delta": 3.0}, {"r": 0.0, "delta": 0.1})
def residual_losses(art, still, n, text, r, delta):
    told, look, room = [], styles(art.bend.axes), {"rel": 1e-6, "abs": 1e-6}
    near(xy(still[1][0])[:, 1], 0)
    lines = {
        "MSE": (still[0][0], still[1][1]),
        "MAE": (still[0][1], still[1][2]),
        "Huber": (art.value, art.slope),
    }
    for name, loss in losses(delta).items():
        # A residual is y − out: the slope on out has the other sign.
        value, gradient, (left, right) = loss(r), -rise(loss, r), lines[name]
        told += [value, gradient]
        near([n.values[name], n.slopes[name]], [value, gradient], **room)
        near(xy(art.slope_dots[name]), [[r, gradient]], **room)
        if value < 8:
            near(xy(art.at[name]), [[r, value]])
        else:
            hidden(art.at[name])
        curve(left, loss, -4, 4, points=20)
        near(xy(right)[[0, -1], 0], [-4, 4])
        fine = np.linspace(-4, 4, 160)  # Not 0, where MAE has no slope.
        near(np.interp(fine, *xy(left).T), loss(fine), abs=0.01)
        if name != "MAE":
            near(np.interp(fine, *xy(right).T), -rise(loss, fine), **room)
        drawn_as(look[name], [left, right], [art.at[name], art.slope_dots[name]])
    near(xy(still[1][2]), [[-4, 1], [0, 1], [np.nan] * 2, [0, -1], [4, -1]])
    near(xy(still[1][3]), [[0, 1], [0, -1]])
    near(xy(art.bend), [[-delta, -0.4], [-delta, 5], [np.nan] * 2, [delta, -0.4], [delta, 5]])
    assert word(art.above) == (f"MSE {r * r:.2f} ↑" if r * r >= 8 else "")
    near(place(art.above), [0, 5.7])
    where = "half the square" if r * r < delta * delta else "a straight line"
    reads(text, where if r else "no slope here", r, delta, *([] if r else [0]), *told)


def truths(height):
    """Return the heights of the points, one of them moved."""
    return np.where(X == 2.5, height, Y)


@cache
def least_absolute(height):
    """Return the least sum of absolute residuals, by a linear program: a residual is u − v, and Σ u + v is least."""
    eye = np.eye(8)
    return optimize.linprog(
        np.r_[0, 0, np.ones(16)],
        A_eq=np.c_[X, np.ones(8), eye, -eye],
        b_eq=truths(height),
        bounds=[(None, None)] * 2 + [(0, None)] * 16,
    ).fun


def assert_best(name, slope, level, height, delta):
    """No other line has less loss."""
    residuals = truths(height) - slope * X - level
    if name == "MAE":
        near(np.abs(residuals).sum(), least_absolute(height))
    else:
        # These losses are smooth and convex: at their least, the slopes on both parameters are 0.
        pulls = np.clip(residuals, -delta, delta) if name == "Huber" else residuals
        near([pulls.sum(), pulls @ X], [0, 0], abs=1e-6)


@cache
def best_level(name, slope, height, delta):
    """Return the best intercept for a slope."""
    rest = truths(height) - slope * X
    if name == "Huber":
        return optimize.brentq(lambda level: np.clip(rest - level, -delta, delta).sum(), -99, 99, xtol=1e-12)
    return {"MSE": np.mean, "MAE": np.median}[name](rest)


@content({}, {"height": 10.0, "delta": 1.3}, {"height": -2.25, "delta": 0.2}, {"height": 2.1, "delta": 3.0})
def outlier_fit(art, still, n, text, height, delta):
    near(xy(art.point), [[2.5, height]])
    near(xy(still[0][0]), np.transpose([X, Y])[X != 2.5])
    near(xy(still[1][0])[:, 0], 1.5)
    look, told = styles(art.curve.axes), []
    heights = np.arange(-6, 10.1, 0.25)
    for name, drawn in {"MSE": still[1][1], "MAE": still[1][2], "Huber": art.curve}.items():
        slope, level = n.lines[name]
        assert_best(name, slope, level, height, delta)
        curve(art.lines[name], lambda x, line=(slope, level): np.polyval(line, x), -4.2, 4.2, points=2)
        near(xy(art.dots[name]), [[height, slope]])
        x, slopes = xy(drawn).T
        near(x, heights)
        for at, w in zip(x, slopes, strict=True):
            assert_best(name, w, best_level(name, w, at, delta), at, delta)
        assert label(art.lines[name]) == name
        drawn_as(look[name], [drawn, art.lines[name]], [art.dots[name]])
        sign = "−" if level < 0 else "+"
        told += [f"{name} {slope:.2f} x {sign} {abs(level):.2f}".replace("-", "−"), slope, abs(level)]
    near(n.curve, xy(art.curve)[:, 1])
    reads(text, height, delta, height - np.polyval(n.lines["MAE"], 2.5), *told)
