"""Lesson 3's panels and items against figures computed another way; each test names the ids it proves."""

import math
import subprocess
import sys

import ipywidgets as widgets
import numpy as np
import pytest

import lossviz as lv
from lossviz.calls import CALLS
from lossviz.frameworks import load
from lossviz.lecture import ERRATA, ITEMS
from lossviz.lessons import cross_entropy as lesson

P, Q = np.array([0.7, 0.2, 0.1]), np.array([0.2, 0.3, 0.5])
ROWS = [[0.25, 0.25, 0.25, 0.25], [0.1, 0.1, 0.8, 0.1], [0.1, 0.7, 0.1, 0.1], [0.01, 0.97, 0.01, 0.01]]


def framework(name):
    module = load(name)
    if isinstance(module, str):
        pytest.skip(module)
    return module


def press(panel, label):
    buttons = [w for box in panel.children for w in box.children if isinstance(w, widgets.Button)]
    next(button for button in buttons if button.description == label).click()
    assert not panel.error
    return panel


def by_hand(p, q):
    return -sum(a * math.log(b) for a, b in zip(p, q, strict=True) if a > 0)


def test_L3_1_cross_entropy_is_entropy_and_divergence():
    special = pytest.importorskip("scipy.special")
    assert lv.cross_entropy(P, Q) == pytest.approx(by_hand(P, Q))
    assert lv.cross_entropy(P, Q) == pytest.approx(special.entr(P).sum() + special.rel_entr(P, Q).sum())
    assert (lv.cross_entropy(P, Q), lv.entropy(P)) == pytest.approx((1.437, 0.802), abs=1e-3)


def test_L3_1_least_at_q_equal_to_p():
    optimize = pytest.importorskip("scipy.optimize")

    def loss(z):
        return by_hand(P, np.exp(z) / np.exp(z).sum())

    least = optimize.minimize(loss, np.zeros(3))
    np.testing.assert_allclose(np.exp(least.x) / np.exp(least.x).sum(), P, atol=1e-4)
    assert least.fun == pytest.approx(by_hand(P, P))


def test_L3_2_one_hot_truth_leaves_one_term():
    for true in range(3):
        p = np.eye(3)[true]
        assert lv.entropy(p) == 0
        assert lv.cross_entropy(p, Q) == pytest.approx(-math.log(Q[true]))


@pytest.mark.parametrize(
    ("id", "q"), [("L3.3", [0.4, 0.3, 0.05, 0.05, 0.2]), ("L3.4", [0.98, 0.01, 0, 0, 0.01])]
)  # fmt: skip
def test_L3_3_L3_4_five_classes(id, q):
    (printed,) = ITEMS[id].prints
    assert -math.log(q[0]) == pytest.approx(printed, abs=5e-4)
    assert lv.cross_entropy([1, 0, 0, 0, 0], q) == pytest.approx(-math.log(q[0]))
    panel = press(lv.true_class().set(truth="car", cat=3), id)
    np.testing.assert_allclose(panel.numbers.q, q)
    assert panel.numbers.cost == pytest.approx(-math.log(q[0]))


def test_L3_4_zeros_as_written_are_nan():
    p, q = np.eye(5)[0], np.array([0.98, 0.01, 0, 0, 0.01])
    with np.errstate(all="ignore"):
        assert np.isnan(-np.sum(p * np.log(q)))
    torch = framework("torch")
    assert float(-torch.xlogy(torch.tensor(p), torch.tensor(q)).sum()) == pytest.approx(-math.log(0.98))


@pytest.mark.parametrize("p", [0.1, 0.5, 0.93])
@pytest.mark.parametrize("y", [0, 1])
def test_L3_5_one_output_and_two(y, p):
    one = -(y * math.log(p) + (1 - y) * math.log(1 - p))
    assert lv.binary_cross_entropy(y, p) == pytest.approx(one)
    assert lv.cross_entropy([y, 1 - y], [p, 1 - p]) == pytest.approx(one)
    torch = framework("torch")
    both = torch.nn.functional.nll_loss(torch.log(torch.tensor([[p, 1 - p]])), torch.tensor([1 - y]))
    assert float(both) == pytest.approx(one, rel=1e-6)


@pytest.mark.parametrize(("row", "printed"), list(zip(ROWS, ITEMS["L3.6"].prints, strict=True)))
def test_L3_6_keras_rescales(row, printed):
    assert -math.log(row[1] / sum(row)) == pytest.approx(printed, rel=1e-6)
    keras = framework("tensorflow").keras
    assert float(keras.losses.categorical_crossentropy([[0.0, 1, 0, 0]], [row])[0]) == pytest.approx(printed, rel=1e-6)


def test_L3_6_the_second_row_is_no_distribution():
    assert sum(ROWS[1]) == pytest.approx(1.1)
    assert -math.log(0.1) == pytest.approx(2.302585, rel=1e-6)
    assert ITEMS["L3.6"].prints[1] == pytest.approx(-math.log(0.1 / 1.1), rel=1e-7)
    with pytest.raises(ValueError, match=r"q sums to 1\.1"):
        lv.cross_entropy([0, 1, 0, 0], ROWS[1])


def test_L3_6_keras_gradient_is_one_more_in_every_entry():
    tensorflow = framework("tensorflow")
    q = tensorflow.constant([ROWS[2]])
    with tensorflow.GradientTape() as tape:
        tape.watch(q)
        loss = tensorflow.keras.losses.categorical_crossentropy([[0.0, 1, 0, 0]], q)
    slope = tape.gradient(loss, q).numpy()[0]
    np.testing.assert_allclose(slope, 1 + lv.cross_entropy_grad([0, 1, 0, 0], ROWS[2]), rtol=1e-5)


def test_L3_6_presets_show_the_four_rows():
    panel = lv.true_class()
    for label, printed in zip(["L3.6, first", "second", "third", "fourth"], ITEMS["L3.6"].prints, strict=True):
        assert press(panel, label).numbers.cost == pytest.approx(printed, rel=1e-6)
        assert f"{printed:.3f} nats" in panel.reading
    assert "q(dog) = 10/110" in press(panel, "second").reading


def test_L3_7_X15_the_class_form():
    criterion = framework("tensorflow").keras.losses.CategoricalCrossentropy()
    cases = [([0.0, 1, 0, 0], [0.1, 0.7, 0.1, 0.1]), ([0.0, 1], [0.9, 0.1])]
    for (y, q), printed in zip(cases, ITEMS["L3.7"].prints, strict=True):
        assert float(criterion([y], [q])) == pytest.approx(printed, rel=1e-6)
        assert by_hand(y, q) == pytest.approx(printed, rel=1e-6)
        torch = framework("torch")
        t, label = torch.tensor([q]), torch.tensor([y.index(1)])
        assert float(torch.nn.NLLLoss()(torch.log(t), label)) == pytest.approx(printed, rel=1e-6)
        again = np.exp(q) / np.exp(q).sum()
        assert float(torch.nn.CrossEntropyLoss()(t, label)) == pytest.approx(-math.log(again[y.index(1)]), rel=1e-6)
    assert "class form" in ERRATA["X15"].holds


def test_L3_8_X5_a_digit():
    tenth, guard = np.float32(0.1), np.float32(1e-7)
    added = float(tenth + guard)
    assert [np.float32(figure) for figure in ITEMS["L3.8"].prints] == 2 * [np.float32(-math.log(added))]
    keras = framework("tensorflow").keras
    now = [keras.losses.BinaryCrossentropy()([[1.0]], [[0.1]]), keras.losses.binary_crossentropy([1.0], [0.1])]
    for value in map(float, now):
        assert value == pytest.approx(-math.log(0.1), abs=3e-7)
        assert abs(value - ITEMS["L3.8"].prints[0]) > 6e-7
        assert f"{value:.6f}" == "2.302585"


def test_L3_9_scores_become_probabilities():
    special = pytest.importorskip("scipy.special")
    panel = press(lv.scores_to_loss(), "the lecture's scores")
    np.testing.assert_allclose(panel.numbers.p, [1, 1.7139e-15, 2.7895e-10, 1.1548e-17], rtol=1e-4)
    np.testing.assert_allclose(panel.numbers.p, special.softmax([44, 10, 22, 5]), rtol=1e-12)
    assert "44.0, 10.0, 22.0, 5.0" in panel.reading


def test_L3_10_L3_11_L3_12_the_binary_figures():
    assert lv.binary_cross_entropy([[[0]]], [[[0.5]]]) == pytest.approx(ITEMS["L3.10"].prints[0], rel=1e-7)
    assert math.log(2) == pytest.approx(ITEMS["L3.10"].prints[0], rel=1e-7)
    y, p = [0] + 9 * [1], [0.2] + 9 * [0.8]
    mean = sum(-math.log(b if a else 1 - b) for a, b in zip(y, p, strict=True)) / 10
    assert lv.binary_cross_entropy(y, p) == pytest.approx(mean)
    assert mean == pytest.approx(ITEMS["L3.11"].prints[0], abs=5e-5)
    assert lv.cross_entropy([0, 1], [0.4, 0.6]) == pytest.approx(ITEMS["L3.12"].prints[0], rel=1e-6)
    assert -math.log(0.6) == pytest.approx(ITEMS["L3.12"].prints[0], rel=1e-6)
    panel = lv.one_output()
    for label, printed in [
        ("L3.8: 1 against 0.1", 2.302585),
        ("L3.10: 0 against 0.5", 0.693147),
        ("L3.12: 0 against 0.4", 0.510826),
    ]:
        numbers = press(panel, label).numbers
        assert (numbers.one, numbers.two) == pytest.approx((printed, printed), rel=1e-5)


def test_X1_without_the_minus_the_worst_model_is_the_least():
    models = [P, Q, np.array([0.001, 0.001, 0.998])]
    bare = [sum(a * math.log(b) for a, b in zip(P, q, strict=True)) for q in models]
    assert max(bare) < 0
    assert np.argmin(bare) == 2
    assert lv.cross_entropy(np.tile(P, (3, 1)), models) == pytest.approx([-b for b in bare])
    assert "−Σ" in ERRATA["X1"].holds


def test_forecast_lays_lengths_end_to_end():
    panel = lv.forecast()
    random = np.random.default_rng(3)
    for weights in [*random.integers(1, 101, (20, 6)), [100, 1, 1, 1, 100, 100]]:
        panel.set(**dict(zip(lesson.START, map(int, weights), strict=True)))
        n, art = panel.numbers, panel.picture.artists
        p, q = np.array(weights[:3]) / sum(weights[:3]), np.array(weights[3:]) / sum(weights[3:])
        whole, blue, excess = art.cross[0], art.entropy[0], art.excess[0]
        assert blue.get_width() + excess.get_width() == pytest.approx(whole.get_width())
        assert excess.get_x() == blue.get_width()
        assert whole.get_width() == pytest.approx(by_hand(p, q))
        assert n.reverse == pytest.approx(by_hand(q, p) - by_hand(q, q))
        assert art.forward[0].get_width() == pytest.approx(by_hand(p, q) - by_hand(p, p))


def test_forecast_moving_q_leaves_the_entropy_and_q_equal_to_p_is_least():
    panel = lv.forecast()
    blue, before = panel.numbers.entropy, panel.numbers.cross
    assert panel.set(q_sun=90, q_rain=3).numbers.entropy == blue
    press(panel, "q = p")
    assert panel.numbers.forward == pytest.approx(0, abs=1e-15)
    assert panel.numbers.cross == pytest.approx(blue)
    assert panel.numbers.cross < before
    turned = press(lv.forecast(), "exchange p and q").numbers
    assert (turned.forward, turned.reverse) == (lv.forecast().numbers.reverse, lv.forecast().numbers.forward)


def test_forecast_calls_equal_divergences_equal():
    mirrored = lv.forecast().set(p_sun=1, p_cloud=1, p_rain=100, q_sun=100, q_cloud=1, q_rain=1)
    assert "D(q‖p) is 4.470: as much as D(p‖q)" in mirrored.reading
    assert "D(q‖p) is 0.676: more than D(p‖q)" in lv.forecast().reading


def test_two_directions_one_covers_and_one_picks():
    best, least = lesson.best_bells()
    cover, pick = (lesson.bell(**state) for state in best.values())
    p = lesson.TWO_BUMPS
    assert p.sum() == pytest.approx(1)
    # The least D(p‖q) has the mean of p, as nearly as the steps of the sliders allow; the other sits on one bump.
    assert cover @ lesson.PLACES == pytest.approx(p @ lesson.PLACES, abs=0.5)
    assert (best["least D(q‖p)"]["m"], best["least D(q‖p)"]["s"]) == (5.0, 1.5)
    for m in np.arange(0, 20.5, 2.5):
        for s in (1.25, 2.0, 4.0, 8.0):
            q = lesson.bell(m, s)
            assert by_hand(p, q) >= by_hand(p, cover)
            assert by_hand(q, p) - by_hand(q, q) >= by_hand(pick, p) - by_hand(pick, pick)
    assert cover[15] > 0.03 > pick[15]
    assert least == pytest.approx([by_hand(p, cover) - by_hand(p, p), by_hand(pick, p) - by_hand(pick, pick)])


def test_true_class_counts_one_class_alone():
    panel = lv.true_class().set(truth="dog", cat=40, dog=30, car=20, pedestrian=10, bicycle=0)
    cost = panel.numbers.cost
    assert panel.set(cat=0, bicycle=40).numbers.cost == cost == pytest.approx(-math.log(0.3))
    assert panel.set(dog=0).numbers.cost == "infinite"
    assert "Cost infinite" in panel.reading
    assert not panel.picture.artists.dot.get_visible()
    panel.set(cat=0, car=0, pedestrian=0, bicycle=0)
    assert "no distribution" in panel.reading
    assert not panel.error
    assert panel.set(dog=1).numbers.cost == 0


@pytest.mark.parametrize("truth", ["cat", "dog", "car", "pedestrian"])
def test_scores_to_loss_is_the_gap_to_the_soft_maximum(truth):
    torch = framework("torch")
    panel = lv.scores_to_loss().set(truth=truth, cat=-3.0, dog=7.5, car=2.0, pedestrian=7.0)
    z = torch.tensor([-3.0, 7.5, 2.0, 7.0], dtype=torch.float64)
    loss = float(torch.nn.functional.cross_entropy(z, torch.tensor(panel.numbers.true)))
    low, high = panel.picture.artists.gap.get_ydata()
    assert high - low == pytest.approx(loss)
    assert panel.numbers.loss == pytest.approx(loss)
    assert high == pytest.approx(float(torch.logsumexp(z, 0)))
    shares = panel.numbers.p
    assert press(panel, "shift all by 1").numbers.p == pytest.approx(shares)
    assert panel.numbers.loss == pytest.approx(loss)


def test_scores_to_loss_live():
    for name in ("torch", "tensorflow"):
        framework(name)
    panel = lv.scores_to_loss().set(live=True)
    assert "NumPy 0.152" in panel.reading
    assert "PyTorch 0.152" in panel.reading
    assert "TensorFlow 0.152" in panel.reading
    assert panel.reading.endswith("value and gradient agree")
    assert panel.set(cat=8.0).reading.endswith(("agree", "apart"))
    # What the notebook says of the lecture's scores: float32 has no room for 2.8e−10 beside 1.
    press(panel, "the lecture's scores")
    assert "NumPy 2.78949e−10" in panel.reading
    assert panel.reading.endswith("PyTorch 0, TensorFlow 0: about 3e−10 apart")


def test_live_names_a_framework_that_differs(monkeypatch):
    framework("torch")
    monkeypatch.setitem(CALLS, "softmax_cross_entropy", {"torch": ["F.cross_entropy(2 * z, y)"]})
    assert lv.scores_to_loss().set(live=True).reading.endswith(": differs in PyTorch")
    monkeypatch.setitem(CALLS, "softmax_cross_entropy", {"torch": ["F.cross_entropy(z, y) * torch.nan"]})
    assert lv.scores_to_loss().set(live=True).reading.endswith("PyTorch nan: differs in PyTorch")
    monkeypatch.setitem(CALLS, "softmax_cross_entropy", {"torch": ["F.cross_entropy(z, y) + (z * 0).sqrt().sum()"]})
    assert lv.scores_to_loss().set(live=True).reading.endswith("PyTorch 0.152222: differs in PyTorch"), (
        "its gradient is"
    )


def test_no_framework_is_loaded_unless_live_is_on():
    code = (
        "import sys, lossviz as lv\n"
        "for make in (lv.forecast, lv.true_class, lv.two_directions, lv.one_output): make()\n"
        "panel = lv.scores_to_loss().set(cat=1.0, truth='dog')\n"
        "print(panel.error, [name for name in ('torch', 'tensorflow', 'keras') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert (run.stdout.strip(), run.stderr) == ("[]", "")
