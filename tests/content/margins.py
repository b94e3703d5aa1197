"""Losses of a margin as the textbook writes them, their slopes by differences; and a border at every length of w."""

import numpy as np
from scipy import special

from tests.content import content, curve, hidden, near, place, polygons, reads, word, xy
from tests.content.squares import drawn_as, styles

LOSSES = {
    "0-1": lambda m: 1.0 * (m <= 0),
    "hinge": lambda m: np.clip(1 - m, 0, None),
    "log": lambda m: -special.log_expit(m),
    "squared": lambda m: np.square(m - 1),
}


def rise(name, m, h=1e-10):
    """Return the slope to the right of each margin by a difference, good to four decimals; a jump has none."""
    return 0.0 * m if name == "0-1" else (LOSSES[name](m + h) - LOSSES[name](m)) / h


@content({}, {"f": 0.7}, {"y": -1, "f": 1.8}, {"y": -1, "f": -2.0}, {"y": 0, "f": 2.0})
def margin_losses(art, still, n, text, y, f):
    m, room, told = np.float64(y * f), {"rel": 1e-5, "abs": 1e-4}, []
    near(n.m, m)
    near(xy(art.stem), [[m, -0.35], [m, 4.5]])
    near(xy(still[0][0])[:, 0], 0)
    near(xy(still[1][0])[:, 1], 0)
    look = styles(art.stem.axes)
    for drawn, (name, loss) in zip(still[0][1:], LOSSES.items(), strict=True):
        value, slope = loss(m), y * rise(name, m)
        told += [value, slope]
        near(n.values[name], value)
        near(n.slopes[name], slope, **room)
        near(xy(art.slope_dots[name]), [[f, slope]], **room)
        if value < 5:
            near(xy(art.at[name]), [[m, value]])
        else:
            hidden(art.at[name])
        if name == "0-1":
            near(xy(drawn), [[-3, 1], [0, 1], [0, 0], [3, 0]])
        else:
            curve(drawn, loss, -3, 3)
        scores, slopes = xy(art.slopes[name]).T
        near(np.sort(scores)[[0, -1]], [-3, 3])
        near(slopes, y * rise(name, y * scores), **room)
        # What lies between its corners is seen as well.
        fine = np.setdiff1d(np.linspace(-3, 3, 121).round(9), [y])
        order = np.argsort(scores, kind="stable")
        near(np.interp(fine, scores[order], slopes[order]), y * rise(name, y * fine), abs=0.01)
        drawn_as(look[name], [drawn, art.slopes[name]], [art.at[name], art.slope_dots[name]])
    high = np.square(m - 1)
    assert word(art.above) == (f"squared {high:.4g} ↑" if high >= 5 else "")
    near(place(art.above), [-2.9, 4.9])
    side = "teaches nothing" if not y else "a mistake" if m < 0 else "right"
    names = [
        part for i, name in enumerate(LOSSES) for part in ([0, 1] if name == "0-1" else []) + told[2 * i : 2 * i + 2]
    ]
    reads(text, side, y, f, m, *([0] if not y else []), *names)


POINTS = np.array(
    [[0.9, 1.6], [1.9, 0.6], [2.4, 2.1], [1.0, 2.8], [0.4, 1.0], [-1.2, -0.8], [-0.6, -1.9], [-2.3, -1.2]]
)
LABELS = np.array([1, 1, 1, 1, 1, -1, -1, -1])


@content({}, {"angle": 68.0, "length": 10.0}, {"angle": -45.0, "length": 0.2}, {"angle": 117.0, "length": 2.0})
def scale_weights(art, still, n, text, angle, length):
    toward = np.exp(1j * np.pi * angle / 180)
    weights = length * np.array([toward.real, toward.imag])
    margins = LABELS * (POINTS @ weights)
    nearest = POINTS[margins.argmin()]
    distance = margins.min() / np.hypot(*weights)
    lengths = 0.1 * 200 ** (np.arange(81) / 80)
    look = styles(art.log.axes)
    for name, value, all_values in (("log", n.loss, n.log_curve), ("hinge", n.hinge, n.hinge_curve)):
        here = LOSSES[name](margins).mean()
        everywhere = [LOSSES[name](margins * (other / length)).mean() for other in lengths]
        near(value, here, abs=0)
        near(all_values, everywhere, abs=1e-15)
        near(xy(getattr(art, name)), np.transpose([lengths, np.maximum(everywhere, 1e-9)]), abs=0)
        near(xy(getattr(art, f"at_{name}")), [[length, max(here, 1e-9)]], abs=0)
        drawn_as(look[name], [getattr(art, name)], [getattr(art, f"at_{name}")])
    near([n.margin, n.geometric], [margins.min(), distance])
    near(POINTS[n.nearest], nearest)

    border = xy(art.border)
    near(border @ weights, [0, 0])
    near(np.linalg.norm(border, axis=1), 6)  # Beyond the corners of the picture.
    near(border.sum(axis=0), [0, 0])
    if 1 / length < 4:
        for ends, score in zip(polygons(art.band), (-1, 1), strict=True):
            near(ends @ weights, [score, score])
            near(ends - ends.mean(axis=0), border)
    else:
        hidden(art.band)
    point, foot = xy(art.gap)
    near(point, nearest)
    near(foot @ weights, 0)
    near(np.linalg.norm(point - foot), abs(distance))
    for line, y, marker in zip(still[0], (1, -1), "os", strict=True):
        near(xy(line), POINTS[y == LABELS])
        assert line.get_marker() == marker
    who = "nearest point" if distance > 0 else "point most wrong"
    reads(
        text,
        who,
        angle,
        length,
        LOSSES["log"](margins).mean(),
        LOSSES["hinge"](margins).mean(),
        margins.min(),
        distance,
    )
