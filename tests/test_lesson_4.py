"""Lesson 4's panels and items against figures computed another way; each test names the ids it proves."""

import math

import numpy as np
import pytest

import lossviz as lv
from lossviz.lecture import ERRATA
from lossviz.lessons import race as racing
from lossviz.lessons import why_not_mse as lesson

TRUTH = np.array([[0, 0, 1], [0, 1, 0], [1, 0, 0]], float)  # Classes 3, 2, 1.
A = np.array([[0.3, 0.3, 0.4], [0.3, 0.4, 0.3], [0.1, 0.2, 0.7]])
B = np.array([[0.1, 0.2, 0.7], [0.1, 0.7, 0.2], [0.3, 0.4, 0.3]])
ZS = np.array([-10.0, -6.0, -1.0, 0.0, 0.7, 4.0, 10.0])


def neuron(y, z):
    """Return MSE and cross entropy of one neuron, from the definitions."""
    p = 1 / (1 + math.exp(-z))
    return (y - p) ** 2, -math.log(p if y else 1 - p)


def slope(function, at, h=1e-5):
    return (function(at + h) - function(at - h)) / (2 * h)


# The two networks.


def test_L4_1_both_networks_are_right_on_the_first_two_items():
    np.testing.assert_array_equal(lesson.TRUTH, TRUTH)
    np.testing.assert_array_equal(lesson.A, A)
    np.testing.assert_array_equal(lesson.B, B)
    for p in (A, B):
        assert [int(np.argmax(row)) + 1 == label for row, label in zip(p, [3, 2, 1], strict=True)] == [1, 1, 0]
        assert lesson.accuracy(TRUTH, p) == pytest.approx(2 / 3)
    assert all(np.sort(p, axis=1)[i, 2] > np.sort(p, axis=1)[i, 1] for p in (A, B) for i in range(3)), "no tie"


def test_X9_mse_and_cross_entropy_tell_them_apart():
    mse = [sum((t - q) ** 2 for t, q in zip(TRUTH.flat, p.flat, strict=True)) / 9 for p in (A, B)]
    ce = [-(math.log(p[0, 2]) + math.log(p[1, 1]) + math.log(p[2, 0])) / 3 for p in (A, B)]
    assert mse == pytest.approx([0.2689, 0.1133], abs=5e-5)
    assert [3 * m for m in mse] == pytest.approx([0.8067, 0.34], abs=5e-5)
    assert ce == pytest.approx([1.3784, 0.6391], abs=5e-5)
    for figure in ("0.2689", "0.1133", "0.8067", "0.34", "1.3784", "0.6391"):
        assert figure in ERRATA["X9"].holds
    for p, m, c in zip((A, B), mse, ce, strict=True):
        assert lv.mse(TRUTH, p) == pytest.approx(m)
        assert lv.cross_entropy(TRUTH, p).mean() == pytest.approx(c)


@pytest.mark.parametrize("p", [A, B])
def test_L4_1_the_frameworks_agree(p):
    torch = pytest.importorskip("torch")
    q = torch.tensor(p)
    assert float(torch.nn.functional.mse_loss(q, torch.tensor(TRUTH))) == pytest.approx(float(lv.mse(TRUTH, p)))
    nll = torch.nn.functional.nll_loss(q.log(), torch.tensor([2, 1, 0]))
    assert float(nll) == pytest.approx(float(lv.softmax_cross_entropy(TRUTH, np.log(p))))


def test_L4_5_accuracy_is_flat_on_the_way_and_jumps_once():
    panel = lv.two_networks()
    ts = np.linspace(0, 2, 41)
    seen = [panel.set(t=float(t)).numbers.accuracy for t in ts]
    assert seen == pytest.approx([2 / 3] * 22 + [1] * 19), "2 of 3 as far as t = 1.05, 3 of 3 from 1.10 on"
    flip = 1 + 1 / 11  # Where .3 + .7 u passes .4 − .4 u.
    assert lesson.between(flip)[0][2, 0] == pytest.approx(lesson.between(flip)[0][2, 1])
    for t in ts:
        says = lesson.between(t)[0].argmax(axis=1)
        assert says[:2].tolist() == [2, 1], "what stands still above items 1 and 2"


def test_L4_1_the_losses_fall_all_the_way_and_their_slopes_are_theirs():
    panel = lv.two_networks()
    numbers = [panel.set(t=float(t)).numbers for t in np.linspace(0, 2, 41)]
    assert np.all(np.diff([n.mse for n in numbers]) < 0)
    assert np.all(np.diff([n.ce for n in numbers]) < 0)

    def mse(t):
        return np.mean((TRUTH - lesson.between(t)[0]) ** 2)

    def ce(t):
        return -np.mean(np.log(lesson.between(t)[0][TRUTH == 1]))

    for t in (0.05, 0.5, 0.95, 1.05, 1.5, 1.95):
        n = panel.set(t=t).numbers
        assert (n.mse_slope, n.ce_slope) == pytest.approx((slope(mse, t), slope(ce, t)), rel=1e-6)
    end = panel.set(t=2.0).numbers
    assert end.mse_slope == pytest.approx(0, abs=1e-12)
    assert end.ce_slope == pytest.approx(-13 / 30), "the mean of 1 − .7, 1 − .7 and 1 − .3"


def test_two_networks_starts_at_a_and_passes_b():
    panel = lv.two_networks()
    assert "network A: accuracy 2 of 3, MSE 0.2689, cross entropy 1.3784" in panel.reading
    assert panel.picture.artists.verdict.get_text() == "says 3: wrong"
    assert "network B: accuracy 2 of 3, MSE 0.1133, cross entropy 0.6391" in panel.set(t=1.0).reading
    assert panel.set(t=1.1).picture.artists.verdict.get_text() == "says 1: right"


# One neuron.


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", ZS)
def test_L4_2_values_and_gradients_of_one_neuron(y, z):
    n = lv.neuron_slopes().set(z=z, y=y).numbers
    assert (n.mse, n.ce) == pytest.approx(neuron(y, z), rel=1e-5)
    assert n.mse_slope == pytest.approx(slope(lambda at: neuron(y, at)[0], z), rel=1e-4, abs=1e-9)
    assert n.ce_slope == pytest.approx(slope(lambda at: neuron(y, at)[1], z), rel=1e-4, abs=1e-9)


def test_L4_2_the_gradient_vanishes_where_the_neuron_is_most_wrong():
    zs = np.linspace(-30, 10, 4001)
    gradients = np.array([abs(slope(lambda at: neuron(1, at)[0], z)) for z in zs])
    top = zs[gradients.argmax()]
    assert 1 / (1 + math.exp(-top)) == pytest.approx(1 / 3, abs=0.003)
    assert gradients.max() == pytest.approx(8 / 27, rel=1e-5)
    panel = lv.neuron_slopes()
    one, two = panel.set(z=-9.0).numbers, panel.set(z=-10.0).numbers
    assert one.mse_slope / two.mse_slope == pytest.approx(math.e, rel=1e-3)
    assert two.ce_slope == pytest.approx(-1, abs=1e-4)
    assert "11,000 times MSE's" in panel.reading
    assert "−9.08e−05" in panel.reading


def test_L4_5_the_0_1_loss_of_a_neuron_is_a_step():
    panel = lv.neuron_slopes()
    assert [panel.set(z=z, y=1).numbers.mistake for z in (-5.0, -0.1, 0.1, 5.0)] == [1, 1, 0, 0]
    assert [panel.set(z=z, y=0).numbers.mistake for z in (-5.0, -0.1, 0.1, 5.0)] == [0, 0, 1, 1]
    assert "0-1 loss 1, gradient 0" in panel.reading
    curve = panel.picture.artists.mistakes.get_xydata()
    assert set(curve[:, 1]) == {0, 1}
    assert curve[1, 0] == curve[2, 0] == 0


def test_neuron_slopes_draws_what_it_says():
    panel = lv.neuron_slopes().set(z=-4.0, y=1)
    art = panel.picture.artists
    for lines, name in ((art.losses, 0), (art.slopes, None), (art.sizes, None)):
        for i, line in enumerate(lines):
            for z, value in line.get_xydata()[::10]:
                loss = neuron(1, z)[i] if name == 0 else slope(lambda at, i=i: neuron(1, at)[i], z)
                assert abs(value) == pytest.approx(abs(loss), rel=1e-3, abs=1e-9)
    assert panel.picture.figure.axes[2].get_yscale() == "log"


# The loss itself.


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_sigmoid_mse_keeps_the_dtype(dtype):
    y, z = np.array([1, 0], dtype), np.array([0.5, 2], dtype)
    assert lv.sigmoid_mse(y, z).dtype == dtype
    assert lv.sigmoid_mse_grad(y, z).dtype == dtype
    assert lv.sigmoid_mse([[1, 0]], [[-1000.0, 1000.0]]) == 1
    np.testing.assert_array_equal(lv.sigmoid_mse_grad([1, 0], [-1000.0, 1000.0]), [0, 0])


# The race.


def run(loss, w, b, eta, steps):
    """Train by finite differences of the loss, which knows no formula of a gradient."""
    which = {"mse": 0, "ce": 1}[loss]
    seen = []
    for _ in range(steps + 1):
        seen.append(1 / (1 + math.exp(-(w + b))))
        dw, db = slope(lambda v, b=b: neuron(1, v + b)[which], w), slope(lambda v, w=w: neuron(1, w + v)[which], b)
        w, b = w - eta * dw, b - eta * db
    return seen


@pytest.mark.parametrize(("w", "b", "eta"), [(-2.5, -2.5, 0.5), (-4.0, 1.0, 1.0), (0.0, 0.0, 0.5), (1.0, -3.0, 2.0)])
def test_L4_3_the_race_is_run_by_the_gradient(w, b, eta):
    n = lv.race().set(w=w, b=b, eta=eta).numbers
    assert n.mse[0] == pytest.approx(run("mse", w, b, eta, 300), abs=1e-6)
    assert n.ce[0] == pytest.approx(run("ce", w, b, eta, 300), abs=1e-6)


@pytest.mark.parametrize(
    ("start", "boost", "mse", "ce"),
    [
        (-2.5, 1, 119, 16),
        (-4.0, 1, None, 19),
        (0.0, 4, 8, 10),
        (0.0, 3, 11, 10),
        (-2.5, 8, 15, 16),
        (-2.5, 7, 17, 16),
        (-4.0, 40, 41, 19),
    ],
)
def test_L4_3_mse_converges_slower_and_no_one_rate_mends_it(start, boost, mse, ce):
    """What the notebook says of the arrivals."""
    panel = lv.race().set(w=start, b=start, boost=boost)
    assert panel.numbers.arrivals == (mse, ce)
    assert f"arrives at step {ce}, MSE {'not within 300 steps' if mse is None else f'at step {mse}'}" in panel.reading
    flags = [label.get_text() for label in panel.picture.artists.labels]
    assert flags == ["" if mse is None else f"MSE: step {mse}", f"CE: step {ce}"]
    for which, at in (("mse", mse), ("ce", ce)):
        seen = run(which, start, start, 0.5 * (boost if which == "mse" else 1), 300)
        assert next((i for i, p in enumerate(seen) if p > 0.9), None) == at


@pytest.mark.slow
@pytest.mark.parametrize(("w", "b"), [(-3.0, -1.0), (-1.0, -3.0), (0.0, -4.0)])
def test_only_the_sum_of_weight_and_bias_counts(w, b):
    wanted = lv.race().set(w=-2.0, b=-2.0).numbers
    n = lv.race().set(w=w, b=b).numbers
    assert n.mse[0] == pytest.approx(wanted.mse[0])
    assert n.ce[0] == pytest.approx(wanted.ce[0])


def test_L4_3_the_gradient_of_mse_grows_while_it_escapes():
    sizes = np.abs(lv.race().numbers.mse[1])
    top = int(sizes.argmax())
    assert 40 < top < 119
    assert np.all(np.diff(sizes[: top + 1]) > 0)
    assert np.all(np.diff(np.abs(lv.race().numbers.ce[1])) < 0)


def test_too_large_a_rate_leaps_to_the_other_flat_end():
    predictions, gradients = racing.train("mse", -2.5, -2.5, 40 * 0.5)
    z = [math.log(p / (1 - p)) for p in predictions[:5]]
    assert z[4] == pytest.approx(7.98, abs=0.005)
    assert gradients[4] == pytest.approx(-2.33e-7, rel=0.01)


# Where MSE serves.


@pytest.mark.parametrize(("x", "copies"), [(0.0, 1), (1.0, 1), (3.0, 1), (6.0, 3), (2.0, 4), (2.2, 4), (4.0, 0)])
def test_L4_4_the_boundary_is_the_one_of_least_loss(x, copies):
    optimize = pytest.importorskip("scipy.optimize")
    points = np.r_[racing.CLEAN, [x] * copies]
    labels = np.r_[racing.CLEAN > 0, [False] * copies]

    def p(c):
        return 1 / (1 + np.exp(-1.5 * (points - c)))

    def mse(c):
        return np.mean((labels - p(c)) ** 2)

    def ce(c):
        return -np.mean(np.log(np.where(labels, p(c), 1 - p(c))))

    n = lv.wrong_label().set(x=x, copies=copies).numbers
    for loss, found in ((mse, n.mse), (ce, n.ce)):
        starts = np.linspace(-1, 3, 9)  # MSE may have two valleys.
        best = min((optimize.minimize_scalar(loss, bracket=(s, s + 0.1)) for s in starts), key=lambda r: r.fun)
        assert found == pytest.approx(best.x, abs=0.006)


def test_L4_4_mse_forgets_a_wrong_label_far_off_and_cross_entropy_does_not():
    panel = lv.wrong_label()
    far = panel.set(x=3.0, copies=1).numbers
    assert far.mse < 0.03 < 0.45 < far.ce
    assert far.misjudged == [0, 1]
    ces = [panel.set(x=x).numbers.ce for x in np.arange(0.5, 6.0, 0.5)]
    assert np.all(np.diff(ces) >= 0), "cross entropy never comes back"
    four = panel.set(x=2.0, copies=4).numbers
    assert (four.mse, four.ce) == pytest.approx((1.80, 1.41), abs=0.01)
    assert panel.set(x=2.1, copies=4).numbers.mse > 1.8
    assert panel.set(x=2.15, copies=4).numbers.mse < 0.5, "all at once"


def test_L4_4_without_a_sigmoid_the_gradient_does_not_vanish():
    z = np.array([-10.0, -6.0, 0.0, 4.0])
    wanted = [slope(lambda at: (1 - at) ** 2, v) for v in z]
    np.testing.assert_allclose(lv.squared_error_grad(np.ones(4), z), wanted, rtol=1e-6)
    assert wanted == pytest.approx([-22, -14, -2, 6])


def test_L4_4_ridge_regression_is_solved_in_one_step():
    optimize = pytest.importorskip("scipy.optimize")
    rng = np.random.default_rng(0)
    x, target = rng.normal(size=(15, 3)), rng.normal(size=15)
    solved = np.linalg.solve(x.T @ x + 0.1 * np.eye(3), x.T @ target)
    found = optimize.minimize(lambda w: np.sum((x @ w - target) ** 2) + 0.1 * np.sum(w**2), np.zeros(3))
    np.testing.assert_allclose(solved, found.x, atol=1e-5)
