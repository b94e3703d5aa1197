"""Prices of a margin as the textbook writes them, and their slopes by differences."""

import numpy as np
from scipy import special

from tests.content import content, label, near, place, polygons, reads, word, xy
from tests.content.squares import styles

PRICES = {
    "count": lambda m: 1.0 * (m <= 0),
    "hinge": lambda m: np.clip(1 - m, 0, None),
    "log": lambda m: -special.log_expit(m),
    "squares": lambda m: np.square(m - 1),
}


def rise(name, m, h=1e-10):
    """Return the slope to the right of each margin by a difference, good to four decimals; a jump has none."""
    return 0.0 * m if name == "count" else (PRICES[name](m + h) - PRICES[name](m)) / h


@content({}, {"z": 0.7}, {"y": -1, "z": 1.8}, {"y": -1, "z": -2.0}, {"z": 0.0})
def one_score(art, still, n, text, y, z):
    m, told = np.float64(y * z), []
    (zero,) = [line for line in still[1] if len(xy(line)) == 2]
    near(xy(zero)[:, 1], 0)
    look = styles(zero.figure.axes[0])
    dots = art.charged, art.pulled
    for i, (name, price) in enumerate(PRICES.items()):
        value, pull = price(m), -y * rise(name, m)
        told += [value, pull]
        near([n.charge[i], n.pull[i]], [value, pull], abs=1e-4)
        for row, height in ((0, value), (1, pull)):
            dot, edge = dots[row][i], (4.55, 1.183)[row]
            near(xy(dot), [[z, np.clip(height, -edge, edge)]], abs=1e-4)
            marker = "^" if height > edge else "v" if height < -edge else look[name][2]
            assert (dot.get_color(), dot.get_marker()) == (look[name][0], marker)
        charged, pulled = (polygons(art.curves[row])[i] for row in (0, 1))
        for points, right in ((charged, price(y * charged[:, 0])), (pulled, -y * rise(name, y * pulled[:, 0]))):
            near(np.sort(points[:, 0])[[0, -1]], [-3, 3])
            inside = abs(points[:, 0] * y - (name == "hinge")) > 1e-8  # Not at a jump.
            near(points[inside, 1], right[inside], abs=1e-4)
            # What lies between its corners is seen as well.
            assert np.diff(np.sort(points[:, 0])).max() < 0.051
    for row, height, edge in ((0, value, 4.55), (1, pull, 1.183)):  # Of squares: no other goes beyond the picture.
        number = art.beyond[row]
        reads(word(number), *([height] if abs(height) > edge else []))
        near([abs(place(number)[0] - z), place(number)[1]], [0.2, np.clip(height, -edge, edge)], abs=1e-4)
        assert number.get_ha() == ("left" if place(number)[0] > z else "right")
        assert [tuple(c) for c in art.curves[row].get_colors()] == [tuple(c) for c in art.curves[0].get_colors()]
    who = "right" if m > 0 else "wrong" if m < 0 else "no answer"
    reads(text, who, "label +1" if y > 0 else "label −1", y, z, *told)


@content({}, {"steps": 17}, {"steps": 40, "z": 0.75, "y": -1}, {"z": 1.25, "steps": 3}, {"z": 0.0, "steps": 1})
def one_walk(art, still, n, text, y, z, steps):
    m = y * z
    ends = [z, y * min(m + steps / 8, 0) if m < 0 else z]
    near(n.ends, ends)
    told = []
    for i, (price, end) in enumerate(zip((PRICES["count"], lambda m: np.clip(-m, 0, None)), ends, strict=True)):
        points = xy(art.curves[i])
        near(np.sort(points[:, 0])[[0, -1]], [-3, 3])
        inside = abs(points[:, 0]) > 1e-8
        near(points[inside, 1], price(y * points[inside, 0]))
        assert np.diff(np.sort(points[:, 0])).max() < 0.051
        near(xy(art.starts[i]), [[z, price(m)]])
        near(xy(art.ends[i]), [[end, price(y * end)]])
        assert [label(art.starts[i]), label(art.ends[i])] == ["at first", "after the steps"]
        told += [end, "right" if y * end > 0 else "wrong" if end else "no answer"]
    titles = [art.curves[i].axes.get_title() for i in (0, 1)]
    assert titles == ["a count of mistakes", "the distance from 0"]
    reads(text, "label +1" if y > 0 else "label −1", y, z, steps, *told)
