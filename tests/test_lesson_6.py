"""Lesson 6's loss, panels and items against figures computed another way; each test names the ids it proves."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from matplotlib.colors import to_hex
from scipy import optimize, special

import lossviz as lv
from lossviz.lecture import ERRATA, ITEMS
from lossviz.lessons import batch, gradients, signed_shapes
from lossviz.picture import BLUE

LOGITS = st.floats(-8, 8, width=16)


@st.composite
def labelled(draw, dtype=np.float64):
    items, classes = draw(st.integers(1, 4)), draw(st.integers(2, 5))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=items, max_size=items))
    return np.eye(classes, dtype=dtype)[labels], draw(hnp.arrays(dtype, (items, classes), elements=LOGITS))


def slope(f, x, h=1e-6):
    """Return the gradient of f at x by two-sided differences."""
    x, found = np.asarray(x, float), np.empty(np.shape(x))
    for at in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[at] = h
        found[at] = (f(x + step) - f(x - step)) / (2 * h)
    return found


def printed(item):
    return np.array(ITEMS[item].prints).reshape(5, 3)


# The loss


def test_softmax_mse_keeps_the_dtype_and_stands_large_logits():
    for dtype in (np.float16, np.float32, np.float64):
        y, z = np.array([[1, 0]], dtype), np.array([[-1000, 1000]], dtype)
        assert lv.softmax_mse(y, z).dtype == lv.softmax_mse_grad(y, z).dtype == dtype
        assert (lv.softmax_mse(y, z), lv.softmax_mse_grad(y, z).tolist()) == (1, [[0, 0]])


@given(labelled())
def test_for_one_item_the_gradient_of_mse_is_at_most_a_kth_of_the_cross_entropys(data):
    y, z = data[0][:1], data[1][:1]
    mse, ce = np.linalg.norm(lv.softmax_mse_grad(y, z)), np.linalg.norm(lv.softmax_cross_entropy_grad(y, z))
    assert mse <= ce / y.size * (1 + 1e-12)


# The lecture's items


def test_L6_1_X4_the_gradient_of_a_squared_error_has_a_minus():
    """For any f: here three, by differences of the loss; and by the autodiff of both frameworks."""
    x, y = gradients.X, gradients.Y
    models = {np.tanh: lambda u: 1 - np.tanh(u) ** 2, np.sin: np.cos, np.exp: np.exp}
    for f, df in models.items():
        for theta in (-0.4, 0.3, 1.1):
            measured = slope(lambda t, f=f: np.sum((y - f(t * x)) ** 2), theta)
            formula = np.sum((y - f(theta * x)) * df(theta * x) * x)
            assert measured == pytest.approx(-2 * formula, rel=1e-6)
            assert measured != pytest.approx(2 * formula, rel=1e-2)
    assert "−2 Σ" in ERRATA["X4"].holds and "= 2 Σ" in ERRATA["X4"].says


def test_X4_by_autodiff():
    torch, tf = pytest.importorskip("torch"), pytest.importorskip("tensorflow")
    x, y, f = gradients.X, gradients.Y, np.tanh(0.4 * gradients.X)
    right = -2 * np.sum((y - f) * (1 - f**2) * x)
    theta = torch.tensor(0.4, dtype=torch.float64, requires_grad=True)
    ((torch.tensor(y) - torch.tanh(theta * torch.tensor(x))) ** 2).sum().backward()
    assert float(theta.grad) == pytest.approx(right)
    theta = tf.Variable(0.4, dtype=tf.float64)
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum((y - tf.tanh(theta * x)) ** 2)
    assert float(tape.gradient(loss, theta)) == pytest.approx(right)
    assert round(right, 2) == -4.28, "as the notebook prints it"


def test_L6_2_what_must_hold_of_the_printed_gradients():
    table = printed("L6.2")
    assert np.abs(table.sum(axis=1)).max() < 1e-7
    # On the scale of a mean over N·K entries: no entry of db can exceed 2 / K · ½ · √2.
    assert np.abs(table[4]).max() < 2 / 3 * 0.5 * np.sqrt(2)


def test_L6_5_what_must_hold_of_the_printed_gradients():
    table = printed("L6.5")
    assert np.abs(table.sum(axis=1)).max() < 1e-7
    p = table[4] + np.array([0.5, 0.0, 0.5])  # the mean of y = [2, 0], one-hot
    np.testing.assert_allclose(p, [0.1280, 0.5327, 0.3393], atol=5e-5)
    assert p.sum() == pytest.approx(1, abs=1e-7)
    assert (p > 0).all()


def test_L6_2_L6_5_the_sizes_and_what_part_of_them_is_luck():
    size = {item: np.linalg.norm(printed(item)[:4]) for item in ("L6.2", "L6.5")}
    assert size["L6.5"] / size["L6.2"] == pytest.approx(36.5, abs=0.1)
    random, y, factors = np.random.default_rng(0), np.eye(3)[[2, 0]], []
    for _ in range(1000):
        x, w = random.normal(size=(2, 4)), random.normal(size=(4, 3))
        p = special.softmax(x @ w, axis=1)
        ce = x.T @ (p - y) / 2
        mse = x.T @ np.stack([(np.diag(q) - np.outer(q, q)) @ (q - t) for q, t in zip(p, y, strict=True)]) * 2 / 6
        factors.append(np.linalg.norm(ce) / np.linalg.norm(mse))
    assert (round(min(factors), 1), round(np.median(factors), 1)) == (2.8, 6.7)
    assert np.mean(np.array(factors) >= 36) == pytest.approx(0.04)


def test_L6_3_softmax_is_a_soft_maximum():
    z = np.array([2.0, 1.0, 0.0])
    p = special.softmax(z)
    assert p[0] / p[1] == pytest.approx(np.e) and p[1] / p[2] == pytest.approx(np.e)
    ahead, apart, top, least = [], [], [], []
    for temperature in (10, 2, 1, 0.5, 0.2):
        n = lv.jacobian().set(z1=2.0, z2=1.0, z3=0.0, T=temperature).numbers
        np.testing.assert_allclose(n.p, special.softmax(z / temperature))
        ahead.append(n.p[0] - n.p[1])
        apart.append(n.p[1] - n.p[2])
        top.append(n.p[0])
        least.append(n.p[2])
    assert (np.diff(top) > 0).all() and (np.diff(least) < 0).all(), "large gets larger, small smaller"
    assert (np.diff(ahead) > 0).all()
    assert apart[2] > apart[3] > apart[4], "and the small ones closer together"


@given(hnp.arrays(np.float64, 3, elements=LOGITS))
def test_L6_4_the_derivative_of_softmax(z):
    measured = np.stack([slope(lambda z, i=i: special.softmax(z)[i], z) for i in range(3)])
    p = special.softmax(z)
    formula = np.array([[p[i] * (1 - p[j]) if i == j else -p[i] * p[j] for j in range(3)] for i in range(3)])
    np.testing.assert_allclose(measured, formula, atol=1e-9)
    np.testing.assert_allclose(lv.softmax_jacobian(z), formula, atol=1e-15)
    assert np.abs(formula).max() <= 0.25 and np.linalg.norm(formula, 2) <= 0.5 + 1e-12


# The panels


def areas(collection):
    boxes = [path.get_extents() for path in collection.get_paths()]
    return np.array([box.width * box.height for box in boxes])


@pytest.mark.parametrize("state", [{}, {"z1": 4.0, "z3": -4.0}, {"T": 0.1}, {"z1": 2.0, "z2": 2.0, "z3": -4.0}])
def test_jacobian_draws_what_it_says(state):
    panel = lv.jacobian().set(**state)
    n, art = panel.numbers, panel.picture.artists
    np.testing.assert_allclose(areas(art.squares) / (0.86**2 / 0.33), np.abs(n.J).ravel(), atol=1e-9)
    full = [to_hex(colour) == BLUE and colour[3] == 1 for colour in art.squares.get_facecolor()]
    assert full == (np.eye(3) == 1).ravel().tolist()
    for curve, dot, p in zip(art.curves, art.dots, n.p, strict=True):
        assert np.interp(np.log(n.T), np.log(curve.get_xdata()), curve.get_ydata()) == pytest.approx(p, abs=0.01)
        assert dot.get_ydata()[0] == p
    by_column = areas(art.squares).reshape(3, 3)
    np.testing.assert_allclose(np.diag(by_column), by_column.sum(axis=0) - np.diag(by_column), atol=1e-9)


def test_figures_are_the_glyphs_of_the_numbers():
    panel = lv.jacobian()
    patch = panel.picture.artists.figures
    before = patch.get_path().vertices.copy()
    signed_shapes.set_figures(patch, np.array([[0.25, -0.25]]), 2)
    after = patch.get_path().vertices
    assert len(after) < len(before)
    left, right = after[after[:, 0] < 1.5], after[after[:, 0] > 1.5]
    for column, part in ((1, left), (2, right)):
        assert (part[:, 0].min() + part[:, 0].max()) / 2 == pytest.approx(column, abs=0.02)


@pytest.mark.parametrize("y", gradients.NAMES)
@pytest.mark.parametrize("z", [(-2.0, 3.0, 0.0), (0.0, 0.0, 0.0), (4.0, -4.0, 1.0)])
def test_two_gradients_shows_both_slopes(y, z):
    panel = lv.two_gradients().set(z1=z[0], z2=z[1], z3=z[2], y=y)
    n, true = panel.numbers, gradients.NAMES.index(y)
    np.testing.assert_allclose(n.ce, slope(lambda z: -special.log_softmax(z)[true], z), atol=1e-8)
    np.testing.assert_allclose(
        n.mse, slope(lambda z: np.mean((np.eye(3)[true] - special.softmax(z)) ** 2), z), atol=1e-8
    )
    np.testing.assert_allclose(n.mse, 2 / 3 * n.J @ n.ce, atol=1e-15)
    for name in ("ce", "mse"):
        tips = [path.vertices[2, 1] for path in getattr(panel.picture.artists, name).get_paths()]
        np.testing.assert_allclose(tips, getattr(n, name))


def test_two_gradients_says_what_the_notebook_says():
    panel = lv.two_gradients()
    buttons = {b.description: b for b in panel.children[0].children}
    found = {}
    for label in ("undecided", "wrong and sure", "right and sure"):
        buttons[label].click()
        found[label] = np.linalg.norm(panel.numbers.mse), np.linalg.norm(panel.numbers.ce)
    ratio = {label: mse / ce for label, (mse, ce) in found.items()}
    assert round(ratio["undecided"], 2) == 0.22
    assert round(ratio["wrong and sure"], 3) == 0.002
    assert found["wrong and sure"][1] > 1.4, "the cross entropy pulls"
    assert found["wrong and sure"][0] < 0.01 and found["right and sure"][0] < 0.01


def test_two_gradients_live_marks_what_the_frameworks_say():
    pytest.importorskip("torch"), pytest.importorskip("tensorflow")
    panel = lv.two_gradients()
    art = panel.picture.artists
    assert not art.ce_PyTorch.get_visible()
    panel.set(live=True)
    assert "value and gradient agree" in panel.reading
    for name in ("ce", "mse"):
        for framework in gradients.MARKERS:
            marks = getattr(art, f"{name}_{framework}")
            assert marks.get_visible()
            np.testing.assert_allclose(marks.get_ydata(), getattr(panel.numbers, name), atol=1e-6)


def test_either_sign_goes_down_by_the_right_one_and_up_by_the_other():
    panel = lv.either_sign()
    best = optimize.minimize_scalar(
        lambda t: np.sum((gradients.Y - np.tanh(t * gradients.X)) ** 2), bounds=(0, 2), method="bounded"
    ).x
    assert 1.1 < best < 1.2
    for theta in np.arange(0, 2.11, 0.1):
        n = panel.set(theta=theta, formula="−2 Σ").numbers
        assert n.slope == pytest.approx(n.measured, abs=1e-6)
        assert n.losses[-1] < n.losses[0]
        n = panel.set(theta=theta, formula="+2 Σ").numbers
        assert n.slope == pytest.approx(-n.measured, abs=1e-6)
        assert n.losses[-1] > n.losses[0]
    assert "edge of the picture" in panel.set(theta=0.4).reading


@pytest.mark.parametrize("name", batch.LOSSES)
@pytest.mark.parametrize("seed", [0, 3, 9])
def test_batch_descent_walks_by_the_gradients_of_the_losses(name, seed):
    x, w, y = batch.batch(seed)
    assert (x.shape, w.shape, y.argmax(axis=1).tolist()) == ((2, 4), (4, 3), [2, 0])
    loss, grad = {
        "ce": (lv.softmax_cross_entropy, lv.softmax_cross_entropy_grad),
        "mse": (lv.softmax_mse, lv.softmax_mse_grad),
    }[name]
    way, b, eta = batch.way_down(name, seed, 0.5), np.zeros(3), 0.5
    for k in range(5):
        g = grad(y, x @ w + b)
        assert way.values[k] == pytest.approx(loss(y, x @ w + b))
        np.testing.assert_allclose(way.gradients[k], np.vstack([x.T @ g, g.sum(axis=0)]), atol=1e-14)
        w, b = w - eta * x.T @ g, b - eta * g.sum(axis=0)
    np.testing.assert_allclose(way.gradients.sum(axis=2), 0, atol=1e-14)
    assert way.values.max() < 200, "inside the axes"


def test_batch_descent_says_what_the_notebook_says():
    panel = lv.batch_descent()
    assert panel.numbers.ce.truths[0, 0] == pytest.approx(0.013, abs=5e-4)
    assert (
        panel.numbers.ce.truths[5, 0] > 0.85 and panel.numbers.mse.truths[27, 0] < 0.5 < panel.numbers.mse.truths[30, 0]
    )
    assert np.linalg.norm(panel.numbers.mse.gradients[0][:4]) == pytest.approx(0.041079, abs=1e-6)
    assert (panel.set(eta=10.0).numbers.mse.truths[3] > 0.95).all()
    stuck = panel.set(seed=4, eta=0.2).numbers
    assert stuck.mse.truths[40, 0] < 0.0015 and stuck.ce.truths[40, 0] > 0.9
    for seed in range(10):
        n = panel.set(seed=seed, eta=0.2).numbers
        assert (n.ce.truths[40] > n.mse.truths[40]).any()
        assert max(batch.way_down(name, seed, 10**1.5).values.max() for name in batch.LOSSES) < 200


@pytest.mark.parametrize(("dtype", "digits"), [("float64", 1e-16), ("float32", 1e-7)])
def test_finite_difference_has_a_valley_where_it_says(dtype, digits):
    panel = lv.finite_difference()
    one = panel.set(dtype=dtype, sides="one side").numbers
    two = panel.set(dtype=dtype, sides="two sides").numbers
    # The textbook's rule: the square root of the last digit with one side, the cube root with two.
    assert 0.3 < np.log10(one.best) / np.log10(digits) < 0.6 and 0.2 < np.log10(two.best) / np.log10(digits) < 0.45
    assert two.errors.min() < one.errors.min()
    steps = np.logspace(-16, 0, 65)
    large = steps > 30 * one.best
    np.testing.assert_allclose(one.errors[large & (steps < 0.05)], one.bend[large & (steps < 0.05)], rtol=0.15)
    assert (one.errors[steps < 0.3 * one.best] < 30 * one.rounding[steps < 0.3 * one.best] + 1).all()


def test_finite_difference_measures_the_slope_of_the_cross_entropy():
    z, y = batch.POINT, batch.TRUTH
    true = lv.softmax_cross_entropy_grad(y, z)[0]
    for sides, off in (("one side", 1e-5), ("two sides", 1e-9)):
        n = lv.finite_difference().set(h=1e-4, sides=sides).numbers
        step = np.array([1e-4, 0, 0])
        behind = z - step if sides == "two sides" else z
        by_loss = lv.softmax_cross_entropy(y, z + step) - lv.softmax_cross_entropy(y, behind)
        assert n.measured == pytest.approx(by_loss / (1e-4 if sides == "one side" else 2e-4), abs=1e-10)
        assert abs(n.measured - true) < 2 * off
        assert n.error == pytest.approx(abs(n.measured - true))


def test_finite_difference_enlarges_to_a_line_and_then_to_stairs():
    panel = lv.finite_difference()

    def levels(h):
        return len(np.unique(panel.set(h=h).numbers.seen))

    assert levels(1e-4) > 150, "a line"
    assert levels(1e-15) < 40, "a staircase"
    assert panel.set(h=1e-4).numbers.seen[-1] == pytest.approx(2 * -0.724678, abs=1e-3)
    assert panel.set(h=1e-16).numbers.measured == 0, "the step is rounded away"
