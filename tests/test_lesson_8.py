"""Lesson 8's items and losses against figures computed another way; each test names the ids it proves."""

import numpy as np
import pytest

import lossviz as lv
from lossviz import losses
from lossviz.frameworks import load
from lossviz.lecture import ERRATA


def framework(name):
    module = load(name)
    if isinstance(module, str):
        pytest.skip(module)
    return module


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


def test_X13_the_absolute_loss_is_continuous_its_slope_jumps():
    left, right = losses.mae([0.0], [-1e-12]), losses.mae([0.0], [1e-12])
    assert left == right == pytest.approx(0, abs=1e-11)
    assert (losses.mae_grad([0.0], [-1e-12])[0], losses.mae_grad([0.0], [1e-12])[0]) == (-1, 1)
    assert "continuous" in ERRATA["X13"].holds
