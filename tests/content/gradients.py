"""The softmax Jacobian and the gradients of three losses by complex steps, and steps against the slope of one."""

from functools import cache

import numpy as np
from scipy import special

from lossviz.frameworks import load
from tests.content import content, curve, hidden, label, near, polygons, reads, ticks, xy
from tests.content.squares import bars_by_sign, cells, figures_by_glyph, squares_by_sign

POINTS = [(-2.0, -0.9), (-1.4, -1.0), (-0.7, -0.6), (0.2, 0.1), (0.8, 0.8), (1.5, 0.9), (2.1, 1.05)]
FRAMEWORKS = (("PyTorch", "torch", "x"), ("TensorFlow", "tensorflow", "+"))


def slope(f, x):
    """Return the derivative of f by each number of x, on the first axis: a step of 1e-30 i cancels nothing."""
    x = np.asarray(x, float)
    return np.array([np.imag(f(x + 1e-30j * unit.reshape(x.shape))) / 1e-30 for unit in np.eye(x.size)])


def log_softmax(z, axis=-1):
    """Return log softmax of real or complex z."""
    z = z - np.real(z).max(axis=axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


def softmax(z):
    """Return the softmax of real or complex z."""
    return np.exp(log_softmax(z))


@content(
    {},
    {"z1": 0.5, "z2": -1.2, "z3": 3.1, "T": 0.3},
    {"z1": 4.0, "z2": -2.0, "z3": -3.0, "T": 10.0},
)
def jacobian(art, still, n, text, z1, z2, z3, T):  # noqa: N803
    z = np.array([z1, z2, z3])
    p, table = special.softmax(z / T), slope(softmax, z / T).T
    near(n.z, z)
    near(n.p, p)
    near(n.J, table, abs=1e-15)
    temperatures = 10 ** (np.arange(-20, 21) / 20)
    near(n.curves, [special.softmax(z / t) for t in temperatures], abs=0)
    near(xy(art.cursor), [[T, 0], [T, 1]])
    near(xy(still[0][0])[:, 1], 1 / 3)
    for i, (line, dot) in enumerate(zip(art.curves, art.dots, strict=True)):
        curve(line, lambda t, i=i: special.softmax(z[:, None] / t, axis=0)[i], 0.1, 10)
        near(xy(dot), [[T, p[i]]])
        assert label(dot) == f"class {i + 1}" and dot.get_color() == line.get_color()
    cells(still[1], ["p1", "p2", "p3"], ["a1", "a2", "a3"])
    squares_by_sign(art.squares, table, 0.33, raised=0.08)
    figures_by_glyph(art.figures, table, 3)
    reads(text, *z, T, *p, *table[:, 0])


@content(
    {"z1": -1.9},
    {"z1": 4.0, "z2": -2.0, "z3": -2.0},
    {"z1": 0.4, "z2": 1.3, "z3": -0.8, "y": "class 3", "live": True},
    {"z1": -0.3, "z2": 0.1, "z3": 0.2, "y": "class 2"},
)
def two_gradients(art, still, n, text, z1, z2, z3, y, live):
    z, truth = np.array([z1, z2, z3]), ["class 1", "class 2", "class 3"].index(y)
    losses = {
        "ce": lambda z: -log_softmax(z)[truth],
        "mse": lambda z: np.mean((softmax(z) - np.eye(3)[truth]) ** 2),
    }
    right, p, table = {name: slope(loss, z) for name, loss in losses.items()}, special.softmax(z), slope(softmax, z).T
    near(n.z, z)
    near(n.p, p)
    near(n.J, table)
    squares_by_sign(art.squares, table, 0.25)
    cells(still[1], ["p1", "p2", "p3"], ["z1", "z2", "z3"])
    there = [name for name, module, _ in FRAMEWORKS if live and not isinstance(load(module), str)]
    for axes, name in ((0, "ce"), (2, "mse")):
        near(xy(still[axes][0])[:, 1], 0)
        assert ticks(still[axes][0].axes.xaxis) == ["z1", "z2", "z3"]
        near(getattr(n, name), right[name])
        bars_by_sign(getattr(art, name), right[name])
        for framework, _, marker in FRAMEWORKS:
            marks = getattr(art, f"{name}_{framework}")
            if framework not in there:
                hidden(marks)
                continue
            near(n.live.gradients[name, framework], right[name], rel=1e-5, abs=1e-7)
            near(xy(marks), np.transpose([[1, 2, 3], right[name]]), rel=1e-5, abs=1e-7)
            assert marks.get_marker() == marker
    ce, mse = np.linalg.norm(right["ce"]), np.linalg.norm(right["mse"])
    told = [losses["mse"](z)] * (1 + len(there)) if live else [ce, mse, 100 * mse / ce]
    marks = ", ".join(marker for name, _, marker in FRAMEWORKS if name in there)
    words = ["MSE: NumPy", f"and gradient agree ({marks})" if there else ""] if live else ["Length of the gradient"]
    reads(text, y, *words, *z, truth + 1, *p, *told)


@cache
def squared_error(theta):
    """Return the squared error of tanh(theta x) at seven points, and its slope by a complex step."""

    def loss(theta):
        return sum((y - np.tanh(theta * x)) ** 2 for x, y in POINTS)

    return loss(theta), slope(loss, theta)[0]


@content({}, {"theta": 0.0}, {"theta": 1.95}, {"theta": 0.75, "formula": "+2 Σ"}, {"theta": 1.3, "formula": "+2 Σ"})
def either_sign(art, still, n, text, theta, formula):
    sign, way = {"−2 Σ": 1, "+2 Σ": -1}[formula], [theta]
    for _ in range(12):
        way.append(min(max(way[-1] - 0.05 * sign * squared_error(way[-1])[1], -0.3), 2.4))
    losses, (here, by_step) = [squared_error(at)[0] for at in way], squared_error(theta)
    near([n.slope, n.measured], [sign * by_step, by_step], abs=1e-6)
    near(n.way, way)
    near(n.losses, losses)
    near(polygons(art.residuals), [[(x, y), (x, np.tanh(theta * x))] for x, y in POINTS])
    curve(art.curve, lambda x: np.tanh(theta * x), -2.6, 2.6)
    near(xy(art.points), POINTS)
    near(xy(art.tangent), [[theta + run, here + run * sign * by_step] for run in (-0.25, 0.25)])
    near(xy(art.way), np.transpose([way, losses]))
    near(xy(art.start), [[theta, here]])
    curve(still[1][0], np.vectorize(lambda at: squared_error(at)[0]), -0.3, 2.4, points=100)
    assert [label(line) for line in (art.tangent, art.way, art.start)] == [
        "slope by the formula",
        "twelve steps against it",
        "start",
    ]
    edge = ", at the edge of the picture" if way[-1] in (-0.3, 2.4) else ""
    assert text.endswith(f"lower{edge}" if losses[-1] < losses[0] else f"higher{edge}")
    verdict = "they agree" if formula == "−2 Σ" else "the sign is wrong"
    reads(text, formula, verdict, theta, -2 * sign, sign * by_step, by_step, losses[0], losses[-1])
