"""What holds of the squared losses beside their values, which tests/test_oracles.py has; bad input."""

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


BAD_PAIRS = [
    ([1.0, 2.0], [1.0], ValueError, r"y has shape \(2,\) and out has shape \(1,\); they must be the same"),
    (np.ones(3), np.ones((3, 1)), ValueError, r"shape \(3,\).*shape \(3, 1\)"),
    ([], [], ValueError, r"y is empty \(shape \(0,\)\); it needs at least one"),
    (np.ones((0, 3)), np.ones((0, 3)), ValueError, "y is empty"),
    ([1.0], [np.nan], ValueError, "out holds nan at index 0; every value must be a finite"),
    ([[1.0, 2.0], [3.0, np.inf]], np.ones((2, 2)), ValueError, r"y holds inf at index \(1, 1\)"),
    (["a"], [1.0], TypeError, "y is of type .*; it must hold real numbers"),
    ([1.0], "text", TypeError, "out is of type"),
    ([None], [1.0], TypeError, "y is of type list"),
    ({"a": 1}, [1.0], TypeError, "y is of type dict"),
    ([1j], [1.0], TypeError, "y is of type complex128"),
    ([[1.0], [1.0, 2.0]], [1.0], ValueError, "y is ragged"),
    (float("nan"), 1.0, ValueError, "y holds nan; every"),
]


@pytest.mark.parametrize(("y", "out", "error", "message"), BAD_PAIRS)
@pytest.mark.parametrize("name", ["squared_error", *LOSSES])
def test_bad_input_is_named(name, y, out, error, message):
    for function in (getattr(losses, name), getattr(losses, f"{name}_grad")):
        with pytest.raises(error, match=message):
            function(y, out)


def test_one_hot():
    np.testing.assert_array_equal(losses.one_hot([[1], [0]], 2), [[[0, 1]], [[1, 0]]])
    assert losses.one_hot(2, 4).shape == (4,)


@pytest.mark.parametrize(
    ("labels", "depth", "error", "message"),
    [
        ([1, 4], 4, ValueError, "labels hold 4; with depth 4 they must lie from 0 to 3"),
        ([-1], 4, ValueError, "labels hold -1"),
        ([1.0], 4, TypeError, "labels are of type float64; they must be integers"),
        ([True], 4, TypeError, "labels are of type bool"),
        ([], 4, ValueError, "labels is empty"),
        ([0], 0, ValueError, "depth is 0; there must be"),
        ([0], 2.0, TypeError, "depth is 2.0; it must be an integer"),
        ([0], True, TypeError, "depth is True"),
    ],
)
def test_one_hot_of_bad_labels(labels, depth, error, message):
    with pytest.raises(error, match=message):
        losses.one_hot(labels, depth)
