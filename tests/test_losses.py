"""Losses and gradients against PyTorch, TensorFlow and finite differences."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from lossviz import losses
from lossviz.frameworks import CALLS, _tensorflow_gradient, _torch_gradient, load

LOSSES = ["sum_squared_error", "mse", "l2_norm"]
DTYPES = [np.float16, np.float32, np.float64]
EPS = {dtype: float(np.finfo(dtype).eps) for dtype in DTYPES}

# Moderate, tiny, huge and equal values, in one shape for both arguments.
VALUES = st.one_of(
    st.floats(-10, 10, width=16),
    st.sampled_from([0.0, 1.0, -1.0, 0.5, 1e-3, 100.0, -100.0]),
)


@st.composite
def pairs(draw, dtype):
    shape = draw(hnp.array_shapes(min_dims=1, max_dims=3, max_side=5))
    arrays = hnp.arrays(dtype, shape, elements=VALUES)
    return draw(arrays), draw(arrays)


def framework(name):
    module = load(name)
    if isinstance(module, str):
        pytest.skip(module)
    return module


def assert_close(got, wanted, dtype, scale=1.0):
    """Compare to within rounding: 8 units in the last place of the largest figure."""
    with np.errstate(over="ignore"):
        wanted = np.asarray(wanted).astype(dtype).astype(np.float64)
    if np.isinf(wanted).all():
        assert got == wanted
        return
    room = 8 * EPS[dtype] * max(np.abs(wanted).max(), scale * EPS[dtype], 1e-30)
    assert np.asarray(got).dtype == dtype
    np.testing.assert_allclose(np.asarray(got, np.float64), wanted, rtol=0, atol=room)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", LOSSES)
@given(data=st.data())
def test_value_and_gradient_agree_with_torch(name, dtype, data):
    torch = framework("torch")
    y, out = data.draw(pairs(dtype))
    for call in CALLS[name]["torch"]:
        # In float64: what PyTorch rounds on the way in float16 is not ours to copy.
        given = {"y": y.astype(np.float64), "out": out.astype(np.float64)}
        value, gradient = _torch_gradient(torch, call, given)
        assert_close(getattr(losses, name)(y, out), value, dtype)
        assert_close(getattr(losses, f"{name}_grad")(y, out), gradient, dtype)


@pytest.mark.parametrize("name", LOSSES)
@given(data=st.data())
def test_value_and_gradient_agree_with_tensorflow(name, data):
    tensorflow = framework("tensorflow")
    y, out = data.draw(pairs(np.float32))
    for call in CALLS[name]["tensorflow"]:
        value, gradient = _tensorflow_gradient(tensorflow, call, {"y": y, "out": out})
        assert_close(getattr(losses, name)(y, out), value, np.float32)
        if name == "l2_norm" and not np.any(y - out):
            assert np.isnan(gradient).all(), "TensorFlow has no gradient of the norm at 0; l2_norm_grad says so"
        else:
            assert_close(getattr(losses, f"{name}_grad")(y, out), gradient, np.float32)


@pytest.mark.parametrize("name", LOSSES)
@given(data=st.data())
def test_gradient_agrees_with_finite_differences(name, data):
    y, out = data.draw(pairs(np.float64))
    if name == "l2_norm" and np.abs(y - out).max() < 0.1:
        return  # Too near the kink for a difference to tell a slope.
    loss, step = getattr(losses, name), 1e-5
    gradient = getattr(losses, f"{name}_grad")(y, out)
    for at in np.ndindex(out.shape):
        up, down = out.copy(), out.copy()
        up[at] += step
        down[at] -= step
        slope = (loss(y, up) - loss(y, down)) / (2 * step)
        assert abs(slope - gradient[at]) < 1e-4 * max(1.0, abs(slope))


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
