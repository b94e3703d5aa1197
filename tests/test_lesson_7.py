"""Lesson 7's items and losses against figures computed another way; each test names the ids it proves."""

import numpy as np
import pytest

import lossviz as lv
from lossviz import losses
from lossviz.frameworks import CALLS, _tensorflow_gradient, _torch_gradient, load
from lossviz.lecture import ITEMS

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
