"""Lesson 4: the learner's price in a panel, and what its text says of the prices and of the frameworks."""

import numpy as np
import pytest

import lossviz as lv


@pytest.mark.parametrize(
    ("mine", "arrives", "at_40"),
    [
        (lambda q: -1 / q, 12, 3.59),
        (lambda q: 1 / q, None, -41.8),
        (lambda q: -np.log(q), None, -5.13),
        (lambda q: -2 * (1 - q), 43, 2.15),
        (lambda q: q - 1, 86, 1.50),
    ],
    ids=["surprise", "sign", "price", "squares", "twice"],
)
def test_the_learners_price_walks_as_it_walks(mine, arrives, at_40):
    panel = lv.way_back(mine=mine).set(start=-2.0)
    own = np.array(panel.numbers.own)
    there = np.flatnonzero(1 / (1 + np.exp(-own)) > 0.9)
    assert (there[0] if len(there) else None) == arrives
    assert own[40] == pytest.approx(at_40, abs=0.01)
    np.testing.assert_allclose(panel.picture.artists.yours.get_ydata(), own)
    assert "Yours is at z = " in panel.reading


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (lambda q: ..., "is not written yet"),
        (lambda q: 1 / 0, "raised ZeroDivisionError"),
        (lambda q: [q, q], "a row of 2 numbers, and one number is wanted"),
    ],
)
def test_a_price_that_does_not_answer_is_told_and_the_panel_lives_on(mine, words):
    panel = lv.way_back(mine=mine)
    assert words in panel.reading
    assert words in panel.set(start=-5.0).reading
    assert "after 119 steps by squares, after 16 steps by surprise" in panel.reading


def arrives(loss, z, eta):
    """Return the step at which q passes 0.9, by the definition."""
    for step in range(10_000):
        q = 1 / (1 + np.exp(-z))
        if q > 0.9:
            return step
        z += eta * {"squares": 2 * (1 - q) * q * (1 - q), "surprise": 1 - q}[loss]
    return None


@pytest.mark.parametrize(("start", "factor"), [(0.0, 3.2), (-5.0, 7.2), (-6.0, 14.5)])
def test_to_draw_level_squares_need_another_rate_from_each_start(start, factor):
    level = arrives("surprise", start, 1.0)
    rates = np.arange(1.0, 20.0, 0.05)
    first = next(rate for rate in rates if arrives("squares", start, rate) <= level)
    assert first == pytest.approx(factor, abs=0.06)


def test_one_large_rate_helps_out_of_each_start():
    assert all(arrives("squares", start, 40.0) <= 4 for start in (0.0, -2.0, -5.0))


def test_a_softmax_over_one_score_costs_nothing_and_a_measure_may_want_chances():
    z, y = np.array([[0.3], [2.0], [-1.0]]), np.array([1.0, 1.0, 0.0])
    torch = pytest.importorskip("torch")
    scores = torch.tensor(z, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(scores, torch.tensor([0, 0, 0]))
    loss.backward()
    assert loss.item() == 0
    assert not scores.grad.any()
    keras = pytest.importorskip("tensorflow").keras
    assert not np.any(keras.losses.categorical_crossentropy(np.ones((3, 1)), z, from_logits=True))
    assert float(keras.metrics.BinaryAccuracy()(y[:, None], z)) == pytest.approx(2 / 3)
    assert float(keras.metrics.BinaryAccuracy(threshold=0.0)(y[:, None], z)) == 1
