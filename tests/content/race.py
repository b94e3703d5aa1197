"""Training by complex steps through the loss, with no formula of a gradient; the best boundary by its cost's slope."""

from functools import cache

import numpy as np

from tests.content import content, curve, hidden, label, near, place, reads, word, xy


def missed(z):
    return 1 / (1 + np.exp(z))


LOSSES = {"MSE": lambda z: missed(z) ** 2, "CE": lambda z: -np.log(1 - missed(z))}


def slope(function, at):
    return np.imag(function(at + 1e-20j)) / 1e-20


STEPS = np.arange(301)


@cache
def train(name, w, b, eta):
    """Return the prediction after 0, 1, … 300 steps of gradient descent, and the gradient there."""
    loss, seen = LOSSES[name], []
    for _ in STEPS:
        dw, db = slope(lambda w, b=b: loss(w * 1.0 + b), w), slope(lambda b, w=w: loss(w * 1.0 + b), b)
        seen.append([1 - missed(w + b), dw])
        w, b = w - eta * dw, b - eta * db
    return np.array(seen).T


@content(
    {},
    {"w": 0.0, "b": 0.0, "boost": 4, "step": 0},
    {"w": -4.0, "b": -4.0, "eta": 0.3, "step": 300},
    {"w": 3.0, "b": 1.5, "eta": 3.0, "step": 7},
    {"boost": 40, "eta": 1.0, "step": 120},
)
def race(art, still, n, text, *, w, b, eta, boost, step):
    runs = {"MSE": train("MSE", w, b, eta * boost), "CE": train("CE", w, b, eta)}
    arrivals = [next((i for i, p in enumerate(run[0]) if p > 0.9), None) for run in runs.values()]
    assert list(n.arrivals) == arrivals
    near([n.mse, n.ce], list(runs.values()), abs=0)

    assert "prediction p" in art.mse[0].axes.get_title()
    assert "size of the gradient, log axis" in art.mse[1].axes.get_title()
    assert art.mse[1].axes.get_yscale() == "log"
    near(xy(still[0][0])[:, 1], 0.9)
    lines, dots, heights = (art.mse, art.ce), (art.mse_dots, art.ce_dots), (0.14, 0.26)
    rows = zip(runs.items(), lines, dots, art.flags, art.labels, heights, arrivals, strict=True)
    for (name, (predictions, gradients)), lines, dots, flag, told, height, at in rows:
        near(xy(lines[0]), np.column_stack([STEPS, predictions]), abs=0)
        near(xy(lines[1]), np.column_stack([STEPS, np.abs(gradients)]), abs=0)
        near(xy(dots[0]), [[step, predictions[step]]], abs=0)
        if abs(gradients[step]) > 1e-8:
            near(xy(dots[1]), [[step, abs(gradients[step])]], abs=0)
        else:
            hidden(dots[1])
        assert label(lines[0]) == {"MSE": "MSE", "CE": "cross entropy (CE)"}[name]
        assert len({artist.get_color() for artist in (*lines, *dots, flag)}) == 1
        if at is None:
            hidden(flag)
            assert word(told) == ""
        else:
            near(xy(flag), [[at, 0], [at, 0.9]])
            near(place(told), [at + 5, height])
            assert word(told) == f"{name}: step {at}"
    assert art.mse[0].get_color() != art.ce[0].get_color()
    near(xy(art.cursors[0]), [[step, 0], [step, 1.05]])
    near(xy(art.cursors[1]), [[step, 1e-8], [step, 1]], abs=0)

    came = ["not within 300 steps" if at is None else f"at step {at}" for at in arrivals]
    now = [value for name in ("CE", "MSE") for value in runs[name][:, step]]
    steps = [300 if at is None else at for at in reversed(arrivals)]
    first, second = text.split("\n")
    reads(first, w, b, eta, boost, eta * boost, steps, f"cross entropy arrives {came[1]}, MSE {came[0]}")
    reads(second, step, now, "cross entropy p", "MSE p")


RIGHT = np.array([0.3, 0.6, 1.1, 1.6, 2.2, 3.0, 4.0])  # And as many at the same distances on the left.


def cost(loss, c, x, copies):
    """Return what all points cost by a loss, for boundaries c and wrong labels at x: each is class 0."""
    right = sum(loss(1.5 * (at - c)) + loss(1.5 * (at + c)) for at in RIGHT)
    return right + copies * loss(1.5 * (c - x))


def best(loss, c, x, copies):
    """Assert that the boundary c is the cheapest, to within 0.0001."""
    below, above = (slope(lambda at: cost(loss, at, x, copies), c + side) for side in (-1e-4, 1e-4))
    assert np.all((below < 0) & (above > 0)), "no boundary here is the cheapest one nearby"
    others = cost(loss, np.linspace(-1, 3, 161)[:, None], x, copies).min(axis=0)
    assert np.all(cost(loss, c, x, copies) < others + 1e-4), "another boundary is cheaper"


@content(
    {},
    {"x": 0.0, "copies": 0},
    {"x": 5.0, "copies": 1},
    {"x": 2.0, "copies": 4},
    {"x": 6.0, "copies": 3},
)
def wrong_label(art, still, n, text, *, x, copies):
    boundaries = [n.mse, n.ce]
    for loss, c in zip(LOSSES.values(), boundaries, strict=True):
        best(loss, np.array([c]), np.array([x]), copies)
    points = np.hstack([-RIGHT, RIGHT])
    misjudged = [sum((point > c) != (point > 0) for point in points) for c in boundaries]
    assert n.misjudged == misjudged

    pairs = zip(LOSSES.values(), boundaries, art.curves, art.cuts, art.ways, (art.mse, art.ce), strict=True)
    for loss, c, line, cut, way, dot in pairs:
        curve(line, lambda x, c=c: (1 + np.tanh(0.75 * (x - c))) / 2, -4.4, 6.4)
        near(xy(cut), [[c, 0], [c, 0.5]])
        near(xy(dot), [[x, c]])
        at, found = xy(way).T
        near(at, np.arange(121) / 20)
        best(loss, found, at, copies)
        assert len({artist.get_color() for artist in (line, cut, way, dot)}) == 1
    assert [label(line) for line in art.curves] == ["MSE", "cross entropy"]
    near(sorted(map(tuple, xy(still[0][0]))), [(point, point > 0) for point in sorted(points)])
    near(xy(still[1][0])[:, 1], 0)
    assert (label(still[0][0]), label(art.wrong)) == ("labelled rightly", "labelled wrongly")
    if copies:
        near(xy(art.wrong), [[x, 0.09 * i] for i in range(copies)])
    else:
        hidden(art.wrong)
    near(xy(art.cursor), [[x, 0], [x, 2.3]])
    assert "neuron" in art.cuts[0].axes.get_title()
    assert "boundary" in art.cursor.axes.get_title()
    assert art.mse.get_color() != art.ce.get_color()
    reads(text, copies, x, boundaries, 14, misjudged, f"{copies} wrong label{'s' * (copies != 1)} at")
