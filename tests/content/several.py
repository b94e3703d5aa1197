"""Steps against slopes that are differences of the losses, and the least of a weighted sum by a search."""

from functools import cache

import numpy as np
from scipy import optimize

from tests.content import box, content, curve, label, near, reads, ticks, xy
from tests.content.robust import losses, rise
from tests.content.squares import drawn_as, styles


@cache
def walk(name, eta, delta, fade):
    """Return where a prediction of 3 is after each of 30 steps to the truth, 0."""
    rates = eta * np.arange(1, 31) ** (-0.5 if fade else 0)
    if name == "MSE":
        return 3 * np.append(1, np.cumprod(1 - 2 * rates))  # Its slope is 2 out.
    out = [3.0]
    for rate in rates:
        out.append(out[-1] + rate * rise(losses(delta)[name], -out[-1]))
    return np.array(out)


@content({}, {"eta": 0.95, "delta": 2.2}, {"eta": 0.35, "delta": 0.4, "fade": True}, {"eta": 0.05, "fade": True})
def step_past(art, still, n, text, eta, delta, fade):
    look, told = styles(art.out["MSE"].axes), []
    near(xy(still[0][0])[:, 1], 0)
    for name in ("MSE", "MAE", "Huber"):
        out, off = walk(name, eta, delta, fade), np.abs(n.paths[name])
        near(n.paths[name], out, abs=0 if name == "MSE" else 1e-7)
        near(xy(art.out[name]), np.transpose([range(31), n.paths[name]]))
        near(xy(art.off[name]), np.transpose([range(31), np.maximum(off, 1e-4)]))
        assert label(art.out[name]) == name
        drawn_as(look[name], [art.out[name], art.off[name]], [art.out[name], art.off[name]])
        told.append(off[-1])
    last = eta / 30**0.5 if fade else eta
    reads(text, "/ √step" if fade else f"η = {eta:.2f}, δ", eta, delta, 30, *told, last)


@content(
    {},
    {"theta": -1.7, "weight": 0.25},
    {"theta": 2.3, "weight": 0.45, "scalar": "mean"},
    {"theta": 0.4, "weight": 0.0, "scalar": "mean"},
)
def weigh_losses(art, still, n, text, theta, weight, scalar):
    a, b = (lambda t: np.square(t - -1.0)), (lambda t: np.square(2 * t - 2 * 2.0))  # B in half metres
    share = {"sum": 1, "mean": 1 / 2}[scalar]

    def total(t):
        return share * a(t) + share * weight * b(t)

    pulls = [-rise(total, theta), -share * rise(a, theta), -share * weight * rise(b, theta)]
    pulls = [*pulls[1:], pulls[0]]
    best = optimize.minimize_scalar(total).x
    near([n.share, n.total, n.best], [share, total(theta), best], abs=1e-7)
    near(n.pulls, pulls, abs=1e-7)
    rows = dict(zip(ticks(art.bars[0].axes.yaxis), art.bars[0].axes.get_yticks(), strict=True))
    for bar, row, pull in zip(art.bars, ("A", "weight × B", "the scalar"), pulls, strict=True):
        near(box(bar), [min(pull, 0), rows[row] - 0.25, abs(pull), 0.5], abs=1e-6)
    curve(still[0][0], a, -2, 3)
    curve(still[0][1], b, -2, 3)
    curve(art.total, total, -2, 3)
    near(xy(still[1][0])[:, 0], 0)
    names = [label(line) for line in (still[0][0], still[0][1], art.total)]
    assert names == ["A: (θ + 1)²", "B: (2θ − 4)²", "the scalar"]
    near(xy(art.best), [[best, total(best)]], abs=1e-7)
    outside = total(theta) > 39
    near(xy(art.here), [[theta, 39 if outside else total(theta)]])
    assert art.here.get_marker() == ("^" if outside else "o")
    reads(text, scalar, theta, weight, total(theta), best, *pulls)
