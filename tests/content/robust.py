"""Best lines proved best, by a linear program or because the pulls on them balance."""

from functools import cache

import numpy as np
from scipy import optimize

from tests.content import content, curve, label, near, polygons, reads, xy
from tests.content.squares import drawn_as

# The seventh is the one that moves.
X = np.array([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])
Y = np.array([-1.15, -1.05, -0.25, 0.35, 0.45, 1.3, 1.5, 2.35])


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


@content({}, {"height": 15.0, "delta": 1.3}, {"height": -2.25, "delta": 0.6}, {"height": 2.0, "delta": 3.0})
def outlier_fit(art, still, n, text, height, delta):
    near(xy(art.star), [[2.5, height]])
    near(xy(still[0][0]), np.transpose([X, Y])[X != 2.5])
    names, told, looks = {"MSE": "squares", "MAE": "absolute values", "Huber": "Huber"}, [], set()
    heights = np.arange(min(1.5, height), max(1.5, height) + 0.1, 0.25)
    for name, drawn in art.slopes.items():
        slope, level = n.lines[name]
        assert_best(name, slope, level, height, delta)
        curve(art.lines[name], lambda x, line=(slope, level): np.polyval(line, x), -4.2, 4.2, points=2)
        near(xy(art.dots[name]), [[height, slope]])
        x, slopes = xy(drawn).T
        near(x, heights)
        for at, w in zip(x, slopes, strict=True):
            assert_best(name, w, best_level(name, w, at, delta), at, delta)
        assert label(art.lines[name]) == names[name]
        look = (drawn.get_color(), drawn.get_linestyle(), art.dots[name].get_marker())
        drawn_as(look, [art.lines[name]], [art.dots[name]])
        looks |= {look}
        told += [names[name], slope]
    assert [len(set(part)) for part in zip(*looks, strict=True)] == [3, 3, 3], "each loss has its own look"
    for at, w in zip(np.arange(-3, 15.1, 0.25), n.curve, strict=True):
        assert_best("Huber", w, best_level("Huber", w, at, delta), at, delta)
    corners = polygons(art.band)[0][:4]
    near(corners[:, 0], [-4.2, 4.2, 4.2, -4.2])
    off = corners[:, 1] - np.polyval(n.lines["Huber"], corners[:, 0])
    near(off, [-delta, -delta, delta, delta])
    slope, level = n.lines["Huber"]
    where = "inside" if abs(height - 2.5 * slope - level) <= delta else "outside"
    reads(text, f"{where} the band", height, delta, *told)
