"""Lesson 6: the learner's judge in a panel, and what its text says of squares, of the weights and of the frameworks."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import special

import lossviz as lv
from lossviz.exercises.gradients import numeric

LOGITS = st.floats(-8, 8, width=16)


@st.composite
def labelled(draw):
    items, classes = draw(st.integers(1, 4)), draw(st.integers(2, 5))
    labels = draw(st.lists(st.integers(0, classes - 1), min_size=items, max_size=items))
    return np.eye(classes)[labels], draw(hnp.arrays(np.float64, (items, classes), elements=LOGITS))


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


def moved(f, z, h=1e-5, back=False, whole=False, once=1):
    """Measure slopes in the ways that the text names."""
    slopes = np.zeros(3)
    for j in range(3):
        up, down = (np.array(z, int if whole else float) for _ in "ab")
        up[j] = up[j] + h
        down[j] = down[j] - (0 if back else h)
        slopes[j] = (f(up) - f(down)) / (2 * h) * once
    return slopes


@pytest.mark.parametrize(
    ("mine", "distance", "room"),
    [
        (numeric, 0, 1e-8),
        (moved, 0, 1e-8),
        (lambda f, z: moved(f, z, once=2), 0.5, 1e-6),
        (lambda f, z: moved(f, z, back=True), 0.5, 1e-5),
        (lambda f, z: np.full(3, (f(z + 1e-5) - f(z - 1e-5)) / 2e-5), 1, 1e-6),
        (lambda f, z: moved(f, z, whole=True), 1, 1e-3),
        (lambda f, z: moved(f, z, h=1e-14), 0.05, 0.049),
    ],
    ids=["solution", "right", "by h", "back to z", "all together", "whole numbers", "tiny"],
)
def test_judges_that_err_are_seen_to(mine, distance, room):
    panel = lv.court(mine=mine)
    assert panel.numbers.distance == pytest.approx(distance, abs=room)
    assert ("acquitted" if distance == 0 else "convicted") in panel.reading
    assert panel.picture.artists.bars.get_visible()


def test_whole_numbers_measure_a_slope_of_thousands():
    assert lv.court(mine=lambda f, z: moved(f, z, whole=True)).numbers.measured[0] > 27_000


@pytest.mark.parametrize(
    ("mine", "words"),
    [(lambda f, z: ..., "is not written yet"), (lambda f, z: 1 / 0, "ZeroDivisionError"), (lambda f, z: 1.0, "wanted")],
)
def test_a_judge_that_does_not_answer_is_told_and_the_panel_lives_on(mine, words):
    panel = lv.court(mine=mine)
    assert words in panel.reading
    assert words in panel.set(formula="q").reading
    assert not panel.picture.artists.bars.get_visible()


@given(hnp.arrays(np.float64, 3, elements=LOGITS))
def test_under_cross_entropy_a_wrong_score_never_rises(z):
    assert (lv.softmax_cross_entropy_grad(np.array([1.0, 0, 0]), z)[1:] >= 0).all()


def test_squares_leave_two_rivals_after_thousands_of_steps():
    """By the losses' own gradients; the notebook prints the same."""
    y = np.array([1.0, 0, 0])
    for grad, steps in ((lv.softmax_cross_entropy_grad, 13), (lv.softmax_mse_grad, 4044)):
        z, step = np.array([-4.0, 4, 4]), 0
        while special.softmax(z)[0] <= 0.9:
            z, step = z - grad(y, z), step + 1
        assert step == steps


@given(labelled())
def test_the_slopes_of_an_item_add_up_to_0_and_so_does_each_row_of_dw(data):
    y, z = data
    x = np.arange(3.0 * len(z)).reshape(len(z), 3)
    for grad in (lv.softmax_cross_entropy_grad, lv.softmax_mse_grad):
        g = grad(y, z)
        np.testing.assert_allclose(g.sum(axis=-1), 0, atol=1e-12)
        np.testing.assert_allclose((x.T @ g).sum(axis=-1), 0, atol=1e-12)


def test_the_tape_watches_variables_that_can_be_trained_and_what_it_is_told_to():
    tf = pytest.importorskip("tensorflow")
    fixed, still = tf.constant([2.0]), tf.Variable([2.0], trainable=False)
    with tf.GradientTape(persistent=True) as tape:
        losses = [tf.reduce_sum(z**2) for z in (fixed, still)]
    assert [tape.gradient(loss, z) for loss, z in zip(losses, (fixed, still), strict=True)] == [None, None]
    with tf.GradientTape() as tape:
        tape.watch(fixed)
        loss = tf.reduce_sum(fixed**2)
    assert tape.gradient(loss, fixed).numpy().tolist() == [4]
