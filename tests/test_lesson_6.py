"""Lesson 6: the learner's judge in a panel, and what its text says of the two prices."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import lossviz as lv
from lossviz.exercises.gradients import numeric

pytestmark = pytest.mark.usefixtures("no_svg")

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


def moved(f, z, h=1e-5, back=False, once=1):
    """Measure slopes in the ways that the text names."""
    slopes = np.zeros(3)
    for j in range(3):
        up, down = (np.array(z, float) for _ in "ab")
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
        (lambda f, z: moved(f, z, h=1e-14), 0.05, 0.049),
    ],
    ids=["solution", "right", "by h", "back to z", "all together", "tiny"],
)
def test_judges_that_err_are_seen_to(mine, distance, room):
    panel = lv.court(mine=mine)
    assert panel.numbers.distance == pytest.approx(distance, abs=room)
    assert ("acquitted" if distance == 0 else "convicted") in panel.reading
    assert panel.picture.artists.bars.get_visible()


@pytest.mark.parametrize(
    ("mine", "words"),
    [(lambda f, z: ..., "is not written yet"), (lambda f, z: 1 / 0, "ZeroDivisionError"), (lambda f, z: 1.0, "wanted")],
)
def test_a_judge_that_does_not_answer_is_told_and_the_panel_lives_on(mine, words):
    panel = lv.court(mine=mine)
    assert words in panel.reading
    assert words in panel.set(formula="q").reading
    assert not panel.picture.artists.bars.get_visible()


@pytest.mark.usefixtures("asking")
def test_the_right_step_is_told_why():
    (best,) = lv.finite_difference().predictions
    assert "the rounding is small still" in best.commit("1e−5")


@pytest.mark.usefixtures("asking")
def test_the_court_asks_before_it_gives_a_verdict():
    panel = lv.court()
    sums, eye = panel.predictions
    art = panel.picture.artists
    assert "acquitted" not in panel.reading and not art.passed.get_visible() and not art.chosen.get_visible()
    sums.commit("Two")
    assert "acquitted" in panel.reading and art.passed.get_ydata().tolist() == [0]
    panel._go_on(eye, panel._boxes[1])
    assert "acquitted" not in panel.reading and not art.passed.get_visible()
    assert "four digits are asked" in eye.commit("acquitted")
    assert "convicted" in panel.set(formula="q − y, rounded").reading
    assert art.passed.get_ydata().tolist() == [0, 1, 2, 3, 4]


@given(hnp.arrays(np.float64, 3, elements=LOGITS))
def test_under_cross_entropy_a_wrong_score_never_rises(z):
    assert (lv.softmax_cross_entropy_grad(np.array([1.0, 0, 0]), z)[1:] >= 0).all()
