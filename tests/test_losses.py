"""What holds of losses beside their values, which tests/test_oracles.py has."""

import numpy as np
import pytest

from lossviz import losses
from lossviz.frameworks import _GRADIENT, CALLS, load

LOSSES = ["sum_squared_error", "mse", "l2_norm"]
DTYPES = [np.float16, np.float32, np.float64]


def test_squared_error_keeps_shape_and_dtype():
    for dtype in DTYPES:
        y, out = np.ones((2, 3), dtype), np.zeros((2, 3), dtype)
        assert losses.squared_error(y, out).dtype == dtype
        assert losses.squared_error(y, out).shape == (2, 3)
        assert losses.mse(y, out).dtype == dtype


def test_the_ties_between_the_three():
    y, out = np.random.default_rng(0).normal(size=(2, 5, 4))
    assert losses.l2_norm(y, out) ** 2 == pytest.approx(losses.sum_squared_error(y, out))
    assert losses.sum_squared_error(y, out) == pytest.approx(losses.mse(y, out) * 20)
    np.testing.assert_allclose(losses.sum_squared_error_grad(y, out), losses.mse_grad(y, out) * 20)
    assert np.linalg.norm(losses.l2_norm_grad(y, out)) == pytest.approx(1)


@pytest.mark.slow
def test_where_the_norm_has_no_gradient_torch_returns_zeros_and_tensorflow_nan():
    same = {"y": np.ones(2, np.float32), "out": np.ones(2, np.float32)}
    np.testing.assert_array_equal(losses.l2_norm_grad(**same), 0)
    for name, wanted in {"torch": 0.0, "tensorflow": np.nan}.items():
        module = load(name)
        if not isinstance(module, str):
            _, gradient = _GRADIENT[name](module, CALLS["l2_norm"][name][0], same)
            np.testing.assert_array_equal(gradient, wanted)


@pytest.mark.parametrize("size", [5e-324, 1e-200, 1e-30, 1e30, 1e200, 5e307])
def test_the_norm_holds_where_its_square_does_not(size):
    assert losses.l2_norm([3 * size, 0.0], [0.0, 0.0]) == pytest.approx(3 * size)
    assert losses.l2_norm([size, 1.0], [size, 1.0]) == 0
    np.testing.assert_allclose(losses.l2_norm_grad([size, 0.0], [0.0, 0.0]), [-1, 0])


def test_a_float16_sum_does_not_stall():
    """Added up in float16, 5,000 ones stop at 2,048."""
    y = np.ones(5000, np.float16)
    assert losses.sum_squared_error(y, 0 * y) == 5000
    assert losses.mse(y, 0 * y) == 1


def test_a_result_too_large_for_the_dtype_is_infinite():
    assert losses.sum_squared_error(np.float16([300]), np.float16([0])) == np.inf
    assert losses.mse(np.float16([300, 0]), np.float16([0, 0])) == 45000


@pytest.mark.parametrize(
    ("y", "out", "wanted"),
    [
        (np.ones(2, np.int64), np.ones(2, np.float16), np.float16),
        (np.ones(2, bool), np.ones(2, np.float32), np.float32),
        ([1, 0], [1, 0], np.float64),
        (np.ones(2, np.float16), np.ones(2, np.float32), np.float32),
    ],
)
def test_integers_adopt_the_other_dtype(y, out, wanted):
    assert losses.mse(y, out).dtype == wanted


def test_one_hot():
    np.testing.assert_array_equal(losses.one_hot([[1], [0]], 2), [[[0, 1]], [[1, 0]]])
    assert losses.one_hot(2, 4).shape == (4,)
    with pytest.raises(ValueError, match="labels hold -1"):
        losses.one_hot([-1, 0], 2)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", ["zero_one", "hinge", "logistic", "squared_margin", "mae", "huber"])
def test_the_dtype_stays_and_integer_labels_adopt_it(name, dtype):
    y, f = np.array([1, -1]), np.array([0.5, 2], dtype)
    assert getattr(losses, name)(y, f).dtype == dtype
    assert getattr(losses, f"{name}_grad")(y, f).dtype == dtype
    assert getattr(losses, f"{name}_grad")(y, f).shape == (2,)


@pytest.mark.parametrize("name", ["hinge_grad", "logistic_grad", "squared_margin_grad"])
def test_labels_of_a_type_without_minus_are_labels(name):
    slope = getattr(losses, name)
    np.testing.assert_array_equal(slope(np.uint8([1, 1]), [0.5, 0.0]), slope([1, 1], [0.5, 0.0]))


def test_a_slope_too_large_for_float64_is_infinite_without_a_warning():
    assert losses.mse_grad([-1e308], [1e308]) == np.inf


def test_logistic_is_finite_at_any_score():
    assert losses.logistic([1], [-1e6]) == 1e6
    np.testing.assert_allclose(losses.logistic_grad([1, 1], [-1e6, 1e6]), [-0.5, 0])
    assert losses.logistic([1.0], [800.0]) == 0
    assert losses.logistic([1.0], [40.0]) == pytest.approx(np.exp(-40), rel=1e-12)
