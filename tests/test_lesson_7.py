"""Lesson 7's items and losses against figures computed another way; each test names the ids it proves."""

import numpy as np
import pytest

import lossviz as lv
from lossviz import losses
from lossviz.frameworks import CALLS, _tensorflow_gradient, _torch_gradient, load
from lossviz.lecture import ERRATA, ITEMS

MARGIN_LOSSES = ["hinge", "logistic", "squared_margin"]
ROBUST_LOSSES = ["mae", "huber"]
Y4, F4 = np.array([1, -1, 1, -1]), np.array([3.0, 0.2, -0.5, -2.0])


def framework(name):
    module = load(name)
    if isinstance(module, str):
        pytest.skip(module)
    return module


# The losses.


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("name", ["zero_one", *MARGIN_LOSSES, *ROBUST_LOSSES])
def test_the_dtype_stays_and_integer_labels_adopt_it(name, dtype):
    y, f = np.array([1, -1]), np.array([0.5, 2], dtype)
    assert getattr(losses, name)(y, f).dtype == dtype
    assert getattr(losses, f"{name}_grad")(y, f).dtype == dtype
    assert getattr(losses, f"{name}_grad")(y, f).shape == (2,)


def test_logistic_is_finite_at_any_score():
    assert losses.logistic([1], [-1e6]) == 1e6
    np.testing.assert_allclose(losses.logistic_grad([1, 1], [-1e6, 1e6]), [-0.5, 0])
    assert losses.logistic([1.0], [800.0]) == 0
    assert losses.logistic([1.0], [40.0]) == pytest.approx(np.exp(-40), rel=1e-12)


# The lecture's items.


def test_L7_1_the_margin_is_positive_where_the_sign_is_right_and_losses_fall_with_it():
    assert ((Y4 * F4 > 0) == (np.sign(F4) == Y4)).all()
    m = np.linspace(-4, 1, 51)
    for name in ["zero_one", *MARGIN_LOSSES]:
        costs = [getattr(losses, name)([-1], [-x]) for x in m]
        assert np.all(np.diff(costs) <= 0), name
        assert costs == pytest.approx([getattr(losses, name)([1], [x]) for x in m]), "the margin is all that counts"
    assert "margin" in ITEMS["L7.1"].what


def test_L7_2_zero_one_costs_the_same_however_far_off_is_not_convex_and_has_no_slope():
    sklearn_like = np.mean(np.sign(F4) != Y4)
    assert losses.zero_one(Y4, F4) == sklearn_like == 0.5
    assert losses.zero_one([1], [-1e-9]) == losses.zero_one([1], [-1e9]) == 1
    assert not losses.zero_one_grad(Y4, F4).any()
    middle, ends = losses.zero_one([1], [-0.5]), [losses.zero_one([1], [x]) for x in (-2, 1)]
    assert middle > np.mean(ends), "above its chord: not convex"
    m = np.linspace(-3, 3, 61)
    for name in MARGIN_LOSSES:
        values = [getattr(losses, name)([1], [x]) for x in m]
        assert np.all(np.diff(values, 2) >= -1e-9), f"{name} is convex"
    for name in ("hinge", "squared_margin"):
        assert all(getattr(losses, name)([1], [x]) >= losses.zero_one([1], [x]) for x in m), "it lies above 0-1"


def test_L7_3_hinge():
    by_hand = [max(0, 1 - a * b) for a, b in zip(Y4, F4, strict=True)]
    assert by_hand == pytest.approx([0, 1.2, 1.5, 0])
    assert losses.hinge(Y4, F4) == pytest.approx(np.mean(by_hand)) == pytest.approx(0.675)


def test_L7_4_log_loss_is_the_cross_entropy_of_lesson_3_on_the_same_axis():
    probability = 1 / (1 + np.exp(-F4))
    expected = -np.mean(np.where(Y4 == 1, np.log(probability), np.log(1 - probability)))
    assert losses.logistic(Y4, F4) == pytest.approx(expected)
    assert losses.logistic(Y4, F4) == pytest.approx(losses.sigmoid_cross_entropy((Y4 + 1) / 2, F4))
    assert np.abs(losses.logistic_grad(Y4, 1000 * F4) * 4).max() <= 1


def test_L7_5_squared_is_smooth_and_lets_one_outlier_outweigh_the_rest():
    assert losses.squared_margin(Y4, F4) == pytest.approx(losses.mse(Y4, F4))
    r = np.array([1.0] * 99 + [100.0])
    assert np.sum(r[:99] ** 2) < 100**2, "one entry of 100 costs more by the square than 99 of 1"
    assert losses.mse(r, 0 * r) == pytest.approx((99 + 1e4) / 100)
    data = np.array([1.0, 2, 3, 4, 100])
    assert np.sum(losses.mse_grad(data, np.full(5, data.mean()))) == pytest.approx(0, abs=1e-12)
    assert np.mean(data) == 22


def test_L7_6_mae_finds_the_median_and_its_step_does_not_shrink():
    data = np.array([1.0, 2, 3, 4, 100])
    costs = [losses.mae(data, np.full(5, c)) for c in np.linspace(0, 50, 5001)]
    assert np.linspace(0, 50, 5001)[np.argmin(costs)] == pytest.approx(np.median(data)) == 3
    for distance in (1e-6, 1.0, 1e6):
        assert losses.mae_grad([0.0], [distance])[0] == 1
    n = lv.step_past().set(eta=0.4).numbers
    assert np.abs(n.paths["MAE"][8:]) == pytest.approx(0.2), "it stays 0.2 away"
    assert np.abs(np.diff(n.paths["MAE"])) == pytest.approx(0.4)
    assert np.all(np.sign(n.paths["MAE"][9:]) == -np.sign(n.paths["MAE"][8:-1])), "to and fro"
    assert abs(n.paths["MSE"][-1]) < 1e-6
    assert abs(n.paths["Huber"][-1]) < 1e-5


def test_L7_7_huber_is_squared_inside_delta_absolute_outside_and_fits_together():
    special = pytest.importorskip("scipy.special")
    r = np.linspace(-5, 5, 101)
    for delta in (0.1, 1.0, 2.5):
        ours = [losses.huber([x], [0.0], delta) for x in r]
        np.testing.assert_allclose(ours, special.huber(delta, r))
        assert losses.huber([delta - 1e-9], [0.0], delta) == pytest.approx(losses.huber([delta + 1e-9], [0.0], delta))
        edge = [losses.huber_grad([x], [0.0], delta)[0] for x in (delta - 1e-9, delta + 1e-9)]
        assert edge == pytest.approx([-delta, -delta])
    assert losses.huber(r, 0 * r, 99.0) == pytest.approx(losses.mse(r, 0 * r) / 2)
    assert losses.huber(r, 0 * r, 1e-6) / 1e-6 == pytest.approx(losses.mae(r, 0 * r), rel=1e-5)


def test_L7_7_hubers_delta_moves_from_the_median_to_the_mean():
    optimize = pytest.importorskip("scipy.optimize")
    data = np.array([1.0, 2, 3, 4, 100])
    best = {
        delta: optimize.minimize_scalar(lambda c, d=delta: losses.huber(data, np.full(5, c), d), bounds=(0, 50)).x
        for delta in (1, 10, 1000)
    }
    assert best == pytest.approx({1: 3, 10: 5, 1000: 22}, abs=1e-3)


def test_L7_8_mse_follows_the_outlier_mae_stays_huber_lies_between():
    panel = lv.outlier_fit().set(delta=0.5)
    home = panel.set(height=1.5).numbers.lines
    away = panel.set(height=10.0).numbers.lines
    moved = {name: abs(away[name][0] - home[name][0]) for name in home}
    assert moved["MSE"] > 0.5 > 0.1 > moved["Huber"] > moved["MAE"]
    nearness = {name: abs(10 - (w * 2.5 + b)) for name, (w, b) in away.items()}
    assert min(nearness, key=nearness.get) == "MSE"


def test_L7_9_X12_keras_adds_its_losses_up_with_weights():
    tensorflow = framework("tensorflow")
    keras = tensorflow.keras
    x = keras.Input((1,))
    model = keras.Model(x, [keras.layers.Dense(1, kernel_initializer="ones")(x) for _ in range(2)])
    data = np.ones((2, 1)), [np.full((2, 1), 0.0), np.full((2, 1), 3.0)]
    for weights, total in (([1.0, 1.0], 5.0), ([1.0, 0.5], 3.0), (None, 5.0)):
        model.compile(loss=["mse", "mse"], loss_weights=weights)
        assert model.evaluate(*data, verbose=0) == pytest.approx([total, 1.0, 4.0])
    assert "adds them up" in ERRATA["X12"].holds


def test_L7_9_the_panel_weighs_as_it_says():
    panel = lv.weigh_losses()
    for theta, weight in ((0.0, 1.0), (-2.0, 1.5), (1.3, 0.25), (2.0, 0.0)):
        total = panel.set(theta=theta, weight=weight, scalar="sum").numbers

        def loss(t, w=weight):
            return (t + 1) ** 2 + w * (2 * t - 4) ** 2

        assert total.total == pytest.approx(loss(theta))
        assert -total.pulls[-1] == pytest.approx((loss(theta + 1e-6) - loss(theta - 1e-6)) / 2e-6, abs=1e-6)
        grid = np.linspace(-2, 3, 50001)
        assert total.best == pytest.approx(grid[np.argmin(loss(grid))], abs=1e-4)
        mean = panel.set(scalar="mean").numbers
        assert (mean.best, 2 * mean.total) == pytest.approx((total.best, total.total))
        assert 2 * np.array(mean.pulls) == pytest.approx(np.array(total.pulls))
    assert panel.set(weight=1.0).numbers.best == pytest.approx(1.4)
    assert panel.set(weight=0.25).numbers.best == pytest.approx(0.5), "the middle of −1 and 2"


@pytest.mark.parametrize(("scalar", "arrives"), [("sum", 1.4), ("mean", 0.7)])
def test_one_step_of_the_sum_arrives_one_of_the_mean_gets_half_the_way(scalar, arrives):
    panel = lv.weigh_losses().set(theta=0.0, weight=1.0, scalar=scalar)
    panel.children[0].children[0].click()
    assert panel.state["theta"] == pytest.approx(arrives)


# The errata.


def test_X10_with_a_label_of_0_every_item_costs_1_and_has_no_slope():
    for score in (-100.0, -1.0, 0.0, 3.0):
        assert max(0, 1 - 0 * score) == 1
        if abs(score) <= 3:
            n = lv.margin_losses().set(y=0, f=score).numbers
            assert n.values["hinge"] == 1
            assert set(n.slopes.values()) == {0}
    with pytest.raises(ValueError, match=r"labels of \+1 and −1"):
        lv.hinge([0, 1], [1.0, 1.0])


def test_X10_torch_does_as_told_and_keras_turns_labels_of_0_and_1_around():
    y, f = np.float32([1, 0, 0]), np.float32([2, -2, 0.5])
    torch_value, torch_gradient = _torch_gradient(framework("torch"), CALLS["hinge"]["torch"][0], {"y": y, "f": f})
    assert torch_value == pytest.approx(2 / 3)
    assert not torch_gradient.any()
    for line in CALLS["hinge"]["tensorflow"]:
        value, _ = _tensorflow_gradient(framework("tensorflow"), line, {"y": y, "f": f})
        assert value == pytest.approx(float(losses.hinge(2 * y - 1, f))) == pytest.approx(0.5)


def test_X13_the_absolute_loss_is_continuous_its_slope_jumps():
    left, right = losses.mae([0.0], [-1e-12]), losses.mae([0.0], [1e-12])
    assert left == right == pytest.approx(0, abs=1e-11)
    assert (losses.mae_grad([0.0], [-1e-12])[0], losses.mae_grad([0.0], [1e-12])[0]) == (-1, 1)
    assert "continuous" in ERRATA["X13"].holds


def test_X14_the_loss_falls_for_ever_the_distance_from_the_border_stays():
    points, sides = np.array([[2.0, 0.0], [-1.0, 1.0]]), np.array([1, -1])
    last = np.inf
    for scale in (1, 2, 4, 8, 16, 32):
        w = scale * np.array([1.0, 0.5])
        loss = losses.logistic(sides, points @ w)
        assert loss < last
        assert (sides * (points @ w)).min() / np.linalg.norm(w) == pytest.approx(0.447214, abs=1e-6)
        last = loss
    seen = [lv.scale_weights().set(angle=30, length=length).numbers for length in (0.2, 1.0, 5.0, 15.0)]
    assert len({round(n.geometric, 9) for n in seen}) == 1
    assert np.all(np.diff([n.loss for n in seen]) < 0)
    assert np.all(np.diff([n.margin for n in seen]) > 0)
