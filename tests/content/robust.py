"""Best lines proved best, by a linear program or because the pulls on them balance."""

from functools import cache

import numpy as np
from scipy import optimize

from tests.content import content, curve, hidden, label, near, polygons, reads, xy
from tests.content.squares import drawn_as

# The seventh is the one that moves.
X = np.array([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])
Y = np.array([-1.15, -1.05, -0.25, 0.35, 0.45, 1.3, 1.5, 2.35])


def moved(place, height):
    """Return the points, one of them moved."""
    return np.where(X == 2.5, place, X), np.where(X == 2.5, height, Y)


@cache
def least_absolute(place, height):
    """Return the least sum of absolute residuals, by a linear program: a residual is u − v, and Σ u + v is least."""
    eye, (x, y) = np.eye(8), moved(place, height)
    return optimize.linprog(
        np.r_[0, 0, np.ones(16)],
        A_eq=np.c_[x, np.ones(8), eye, -eye],
        b_eq=y,
        bounds=[(None, None)] * 2 + [(0, None)] * 16,
    ).fun


def assert_best(name, slope, level, place, height, delta):
    """No other line has less loss."""
    x, y = moved(place, height)
    residuals = y - slope * x - level
    if name == "MAE":
        near(np.abs(residuals).sum(), least_absolute(place, height))
    else:
        # These losses are smooth and convex: at their least, the slopes on both parameters are 0.
        pulls = np.clip(residuals, -delta, delta) if name == "Huber" else residuals
        near([pulls.sum(), pulls @ x], [0, 0], abs=1e-6)


@cache
def best_level(name, slope, place, height, delta):
    """Return the best intercept for a slope."""
    x, y = moved(place, height)
    rest = y - slope * x
    if name == "Huber":
        return optimize.brentq(lambda level: np.clip(rest - level, -delta, delta).sum(), -99, 99, xtol=1e-12)
    return {"MSE": np.mean, "MAE": np.median}[name](rest)


@content(
    {},
    {"height": 15.0, "delta": 1.3},
    {"height": -2.25, "delta": 0.6, "place": 7.0},
    {"height": 2.0, "delta": 3.0},
    {"height": 1.5, "place": 25.0},
)
def outlier_fit(art, still, n, text, height, place, delta):
    for star in art.stars[place > 5 :]:
        near(xy(star), [[place, height]])
    hidden(*art.stars[: place > 5])
    near(art.stars[1].axes.get_xlim(), [-4.6, 26.2])
    others = np.transpose([X, Y])[X != 2.5]
    (across, both), _ = np.cov(others.T)
    alone, middle = both / across, others.mean(axis=0)
    for star in art.stars:
        points, line = star.axes.lines[:2]
        near(xy(points), others)
        curve(line, lambda x: middle[1] + alone * (x - middle[0]), -4.6, 26.2, points=2)
        assert label(line) == "squares without the star"
    for (line,), (low, high) in zip(still[1:], ((-3, 15), (2.5, 25)), strict=True):
        near(xy(line), [[low, alone], [high, alone]])
    names, told, looks = {"MSE": "squares", "MAE": "absolute values", "Huber": "Huber"}, [], set()
    ways = np.linspace([1.5, 2.5], [height, place], 61).T
    near(n.ways, ways)
    for name, drawn in art.slopes.items():
        slope, level = n.lines[name]
        assert_best(name, slope, level, place, height, delta)
        for both in art.lines[name]:
            curve(both, lambda x, line=(slope, level): np.polyval(line, x), -4.6, 26.2, points=2)
            assert label(both) == names[name]
        for line, way, slopes in zip(drawn, ways, n.slopes[name], strict=True):
            near(xy(line), np.transpose([way, slopes]))
            assert line.get_markevery() == [-1], "a dot where the star stands"
        for at, w in zip(ways[0], n.slopes[name][0], strict=True):
            assert_best(name, w, best_level(name, w, place, at, delta), place, at, delta)
        for at, w in zip(ways[1], n.slopes[name][1], strict=True):
            assert_best(name, w, best_level(name, w, at, height, delta), at, height, delta)
        look = (drawn[0].get_color(), drawn[0].get_linestyle(), drawn[0].get_marker())
        drawn_as(look, [*art.lines[name], *drawn], drawn)
        looks |= {look}
        told += [names[name], slope]
    assert [len(set(part)) for part in zip(*looks, strict=True)] == [3, 3, 3], "each loss has its own look"
    corners = polygons(art.band)[0][:4]
    near(corners[:, 0], [-4.6, 26.2, 26.2, -4.6])
    off = corners[:, 1] - np.polyval(n.lines["Huber"], corners[:, 0])
    near(off, [-delta, -delta, delta, delta])
    slope, level = n.lines["Huber"]
    where = "inside" if abs(height - place * slope - level) <= delta else "outside"
    reads(text, f"{where} the band", place, height, delta, *told)
