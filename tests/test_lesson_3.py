"""Lesson 3: the learner's loss in a panel, and what its text says of beliefs, records and frameworks."""

import numpy as np
import pytest

import lossviz as lv
from lossviz.calls import CALLS
from tests.prose import shown

pytestmark = pytest.mark.usefixtures("no_svg")

Z = np.array([4.4, 1.0, 2.2, 0.5])


def softmax(z):
    return np.exp(z) / np.exp(z).sum()


@pytest.mark.parametrize(
    ("mine", "reads"),
    [
        (lambda z, label: np.log(np.exp(z).sum()) - z[label], "3.552. Right for all four labels"),
        (lambda z, label: np.log(np.exp(z).sum()) - z[1], "3.552. Right for this label. Try"),
        (lambda z, label: np.log(np.exp(z).sum()) - z.max(), "0.1522. You took the likeliest class"),
        (lambda z, label: softmax(z)[label], "0.02866. That is the label's chance, without the log"),
        (lambda z, label: np.log(softmax(z)[label]), "−3.552. The minus is missing"),
        (lambda z, label: -z[label], "−1. That is minus the label's score"),
        (lambda z, label: -np.log(z[label]), "0. That is −log of a score"),
        (lambda z, label: np.log(np.exp(z).sum()), "4.552. That is the soft maximum"),
        (lambda z, label: z.max() - z[label], "3.4. That is the gap to the highest score"),
        (lambda z, label: -np.log(softmax(softmax(z))[label]), "1.677. You applied a softmax"),
        (lambda z, label: -np.log2(softmax(z)[label]), "5.125. You took logarithms to base 2"),
        (lambda z, label: np.log2(np.exp(z).sum()) - z[label], "5.567. The soft maximum wants np.log"),
        (lambda z, label: np.log(np.mean(np.exp(z))) - z[label], "2.166. You took the mean"),
        (lambda z, label: np.log(np.sum(np.exp(z)) - z[label]), "4.542. A bracket is misplaced"),
        (lambda z, label: np.sum(np.exp(z)) - z[label], "93.84. The logarithm of the sum is missing"),
        (lambda z, label: 2.5, "2.5"),
    ],
    ids=[
        "right",
        "dog",
        "likeliest",
        "no log",
        "no minus",
        "score",
        "log score",
        "soft",
        "hard",
        "twice",
        "bits",
        "soft bits",
        "mean",
        "bracket",
        "sum",
        "else",
    ],
)
def test_the_learners_loss_is_drawn_beside_the_gap(mine, reads):
    panel = lv.gap(mine=mine)
    assert f"Yours: {reads}" in panel.reading
    (_, high), (_, low) = panel.picture.artists.yours.get_xydata()
    assert high == pytest.approx(np.log(np.exp(Z).sum()))
    assert low == pytest.approx(max(high - mine(Z, 1), -4.2))


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (lambda z, label: z[1], "3.552. That is what dog would cost, and the label is another"),
        (lambda z, label: label, "2.552. You subtracted the label's number"),
    ],
)
def test_what_is_right_for_dog_alone_is_told_at_car(score, words):
    panel = lv.gap(mine=lambda z, label: np.log(np.exp(z).sum()) - score(z, label))
    assert f"Yours: {words}" in panel.set(label="car").reading


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


@pytest.mark.parametrize(
    ("who", "pays"),
    [("well informed", 0.8018), ("nearly right", 0.8404), ("pessimist", 1.4367), ("boaster", 1.3957)],
)
def test_a_forecaster_pays_for_what_she_says(who, pays):
    assert shown(lv.belief, who).numbers.paid == pytest.approx(pays, abs=5e-5)


@pytest.mark.parametrize(
    ("make", "at", "said", "holds"),
    [
        (lv.belief, 0, "The know-nothing", lambda n, was: n.paid < 1.39),
        (lv.belief, 1, "20, 30, 50: what she thinks", lambda n, was: n.paid == pytest.approx(n.floor)),
        (lv.gap, 0, "By a little less than 1", lambda n, was: 0.9 < was.loss - n.loss < 1),
    ],
)
def test_the_answers_to_choose_from_are_so_and_each_has_its_reason(make, at, said, holds):
    panel = make()
    asks = panel.predictions[at]
    assert holds(panel.numbers_at(**asks.asked), panel.numbers_at(**asks.opening))
    asks.reset()
    assert f"“{said}”, and so it is" in asks.commit(said)
    for option in asks.kind.options:
        asks.reset()
        assert asks.commit(option).count(". ") >= 2, option


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
