"""Lesson 3: the learner's loss in a panel, and what its text says of beliefs, records and frameworks."""

import numpy as np
import pytest
from scipy.stats import binom

import lossviz as lv
from lossviz.calls import CALLS

Z = np.array([4.4, 1.0, 2.2, 0.5])


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


@pytest.mark.parametrize(
    ("mine", "reads"),
    [
        (lambda z, label: np.log(np.exp(z).sum()) - z[label], "3.552"),
        (lambda z, label: np.log(np.exp(z).sum()) - z.max(), "0.152"),
        (lambda z, label: softmax(z)[label], "0.02866"),
        (lambda z, label: np.log(softmax(z)[label]), "−3.552"),
        (lambda z, label: -z[label], "−1"),
        (lambda z, label: -np.log(softmax(softmax(z))[label]), "1.677"),
        (lambda z, label: -np.log2(softmax(z)[label]), "5.125"),
    ],
    ids=["right", "likeliest", "no log", "no minus", "score", "softmax twice", "bits"],
)
def test_the_learners_loss_is_drawn_beside_the_gap(mine, reads):
    panel = lv.gap(mine=mine)
    assert f"Yours: {reads}" in panel.reading
    (_, high), (_, low) = panel.picture.artists.yours.get_xydata()
    assert high == pytest.approx(np.log(np.exp(Z).sum()))
    assert high - low == pytest.approx(mine(Z, 1))


@pytest.mark.parametrize(
    ("mine", "words"),
    [(lambda z, label: ..., "is not written yet"), (lambda z: 1.0, "TypeError"), (np.add, "a row of 4")],
)
def test_a_loss_that_does_not_answer_is_told_and_the_panel_lives_on(mine, words):
    panel = lv.gap(mine=mine)
    assert words in panel.set(dog=2.0).reading
    assert "loss 2.600" in panel.reading
    assert not panel.picture.artists.yours.get_visible()


def test_a_softmax_of_a_softmax_never_pays_little():
    assert -np.log(softmax(np.array([1.0, 0, 0, 0]))[0]) == pytest.approx(0.744, abs=5e-4)


def test_the_wrong_order_of_questions_takes_more_of_them():
    chances, questions = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8]), np.array([1, 2, 3, 3])
    assert chances @ questions == 1.75
    assert chances @ questions[::-1] == 2.625


def test_seven_suns_in_ten_are_no_rule():
    assert binom.pmf(7, 10, 0.7) == pytest.approx(0.27, abs=0.005)


def test_a_record_of_suns_alone_has_its_bottom_at_the_edge():
    panel = lv.many_days().set(days=1)
    assert panel.numbers.bottom in (0.01, 0.99)
    bottoms = [panel.set(days=1000, record=record).numbers.bottom for record in range(1, 21)]
    assert max(abs(bottom - 0.7) for bottom in bottoms) < 0.05
    bottoms = [panel.set(days=10, record=record).numbers.bottom for record in range(1, 21)]
    assert len(set(bottoms)) >= 4


def test_a_framework_that_differs_is_named(monkeypatch):
    pytest.importorskip("torch")
    for call in (
        "F.cross_entropy(2 * z, y)",
        "F.cross_entropy(z, y) * torch.nan",
        "F.cross_entropy(z, y) + (z * 0).sqrt().sum()",
    ):
        monkeypatch.setitem(CALLS, "softmax_cross_entropy", {"torch": [call]})
        rows = lv.compare("softmax_cross_entropy", [0.0, 1.0], [0.3, 0.5]).rows
        assert [row.agrees for row in rows if row.framework == "PyTorch"] == [False], call


def test_what_the_frameworks_make_of_chances_for_scores():
    torch = pytest.importorskip("torch")
    q = torch.tensor([[0.1, 0.7, 0.1, 0.1]])
    assert float(torch.nn.functional.cross_entropy(q, torch.tensor([1]))) == pytest.approx(0.973, abs=5e-4)
    keras = pytest.importorskip("tensorflow").keras
    wrong = keras.losses.categorical_crossentropy([[0.0, 1.0, 0.0, 0.0]], [Z])
    assert float(wrong[0]) == pytest.approx(2.092, abs=5e-4)
