"""The naive forms break as PyTorch and Keras do: against both and finite differences."""

import warnings

import numpy as np
import pytest

import lossviz as lv
from lossviz.lessons.stability import ROUTES
from lossviz.losses import clipped, naive

GAPS = {
    "float16": [1, 5, 9, 9.6, 11, 11.2, 12, 16, 16.6, 17, 17.4, 30],
    "float32": [1, 10, 16, 16.2, 27, 50, 80, 88.6, 88.8, 95, 100, 103.9, 104, 500],
    "float64": [1, 16, 16.2, 50, 700, 709.7, 709.8, 740, 745, 745.2, 900],
}
NAMES = [name for name in vars(naive) | vars(clipped) if name.endswith(("entropy", "entropy_grad"))]
CASES = [(dtype, gap) for dtype, gaps in GAPS.items() for gap in gaps]


@pytest.mark.parametrize(("dtype", "gap"), CASES)
def test_naive_forms_return_what_torch_returns(dtype, gap):
    torch = pytest.importorskip("torch")
    z = np.array([0, -gap], dtype)
    leaf = torch.tensor(z[None], requires_grad=True)
    loss = torch.nn.functional.nll_loss(torch.log(torch.softmax(leaf, 1)), torch.tensor([1]))
    loss.backward()
    same(lv.naive_cross_entropy([0, 1], z), loss.detach().numpy())
    same(lv.naive_cross_entropy_grad([0, 1], z), leaf.grad.numpy()[0])

    leaf = torch.tensor(z[1:], requires_grad=True)
    loss = torch.nn.functional.binary_cross_entropy(torch.sigmoid(leaf), torch.ones_like(leaf))
    loss.backward()
    same(lv.clamped_cross_entropy([1], z[1:]), loss.detach().numpy())
    same(lv.clamped_cross_entropy_grad([1], z[1:]), leaf.grad.numpy())


@pytest.mark.parametrize(("dtype", "gap"), [(dtype, gap) for dtype, gap in CASES if gap < 60 or dtype == "float32"])
def test_the_clip_is_keras_clip(dtype, gap):
    tf = pytest.importorskip("tensorflow")
    z = np.array([[0, -gap]], dtype)
    leaf = tf.constant(z)
    with tf.GradientTape() as tape:
        tape.watch(leaf)
        loss = tf.keras.losses.categorical_crossentropy(tf.constant([[0, 1]], dtype), tf.nn.softmax(leaf))
    same(lv.clipped_cross_entropy([[0, 1]], z), loss.numpy()[0])
    # Of the true class: Keras divides p by its sum before the clip, and beyond an inf that makes the other one nan.
    same(lv.clipped_cross_entropy_grad([[0, 1]], z)[:, 1], tape.gradient(loss, leaf).numpy()[:, 1])


def same(got, wanted):
    """Compare to a few units in the last place; inf and nan exactly."""
    got, wanted = np.asarray(got), np.asarray(wanted)
    assert got.dtype == wanted.dtype
    eps = np.finfo(got.dtype).eps
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(np.float64(got), np.float64(wanted), rtol=8 * eps, atol=8 * eps)


@pytest.mark.parametrize("name", NAMES)
def test_small_integers_are_scores_like_any_others(name):
    loss, y, z = getattr(lv, name), [0, 1], [3, -2]
    np.testing.assert_array_equal(loss(y, np.int8(z)), loss(y, np.float64(z)))


def test_a_label_between_0_and_1_is_named():
    with pytest.raises(ValueError, match=r"y holds 0\.25; these forms take labels of 0 and 1"):
        lv.naive_cross_entropy([0.0, 0.25, 0.75], [1.0, 2.0, 3.0])


def test_the_clip_ends_below_1():
    assert lv.clipped_cross_entropy([1, 0], [40.0, 0.0]) == pytest.approx(1e-7, rel=1e-6)


@pytest.mark.parametrize("dtype", GAPS)
def test_naive_gradients_are_those_of_the_fused_loss_where_nothing_breaks(dtype):
    z, y = np.random.default_rng(3).normal(size=(4, 3)).astype(dtype), np.eye(3)[[0, 2, 1, 1]]
    wanted = lv.softmax_cross_entropy_grad(y, z.astype(np.float64))
    room = 20 * np.finfo(dtype).eps
    np.testing.assert_allclose(lv.naive_cross_entropy_grad(y, z), wanted, rtol=0, atol=room)
    np.testing.assert_allclose(lv.clipped_cross_entropy_grad(y, z), wanted, rtol=0, atol=room)
    labels, logits = np.float64([1, 0, 0, 1]), z[:, 0]
    wanted = lv.sigmoid_cross_entropy_grad(labels, logits.astype(np.float64))
    np.testing.assert_allclose(lv.clamped_cross_entropy_grad(labels, logits), wanted, rtol=0, atol=room)


def test_naive_gradients_by_finite_differences():
    y, z, h = np.eye(3)[[0, 2]], np.random.default_rng(4).normal(size=(2, 3)), 1e-6
    for loss, slope in (
        (lv.naive_cross_entropy, lv.naive_cross_entropy_grad),
        (lv.clipped_cross_entropy, lv.clipped_cross_entropy_grad),
        (lv.clamped_cross_entropy, lv.clamped_cross_entropy_grad),
    ):
        steps = [h * np.eye(6)[i].reshape(2, 3) for i in range(6)]
        numeric = [(loss(y, z + step) - loss(y, z - step)) / (2 * h) for step in steps]
        np.testing.assert_allclose(slope(y, z).ravel(), numeric, atol=1e-8)


def test_naive_forms_break_without_a_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for dtype, gap in CASES:
            z = np.array([0, -gap], dtype)
            for route in ROUTES:
                route.losses(z[None]), route.slopes(z[None])
            lv.naive_softmax(z), lv.naive_logsumexp(-z), lv.naive_logsumexp(z - z.dtype.type(999))
