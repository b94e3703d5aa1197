"""Lesson 5's panels and items against figures computed another way; each test names the ids it proves."""

import math
import sys

import numpy as np
import pytest

import lossviz as lv
from lossviz import frameworks
from lossviz.exercises import EXERCISES
from lossviz.lecture import ERRATA, ITEMS
from lossviz.lessons import disagreements as lesson_traps
from lossviz.lessons.stability import ROUTES, breaking_gaps

Z = np.float32([[-26.27812, 28.63038]])
DTYPES = ["float16", "float32", "float64"]


def by_decimal(gap):
    """The loss of the losing one of two classes, in pure Python."""
    return gap + math.log1p(math.exp(-gap))


def test_L5_1_fused_from_logits_is_right_at_any_size():
    for gap in (0, 1, 54.9, 104, 1000, 1e6):
        assert lv.softmax_cross_entropy([0, 1], [gap, 0.0]) == pytest.approx(by_decimal(gap), rel=1e-14)
        np.testing.assert_allclose(
            lv.softmax_cross_entropy_grad([0, 1], [gap, 0.0])[1], -1 / (1 + math.exp(-gap)), rtol=1e-12
        )


def test_L5_2_the_softmax_of_the_lectures_logits():
    gap = float(Z[0, 1]) - float(Z[0, 0])
    small = math.exp(-gap) / (1 + math.exp(-gap))
    assert lv.softmax(Z)[0].tolist() == pytest.approx([small, 1.0], rel=1e-6)
    assert ITEMS["L5.2"].prints == pytest.approx((small, 1.0), rel=1e-6)
    assert gap == pytest.approx(54.9085, abs=1e-5)


def test_L5_3_from_logits_and_from_probabilities():
    fused, clipped = ITEMS["L5.3"].prints
    assert np.float32(1) + np.float32(math.exp(-54.9085)) == 1, "so that float32 prints 0"
    assert lv.softmax_cross_entropy([[0, 1]], Z) == pytest.approx(fused, abs=1e-20)
    assert lv.clipped_cross_entropy([[0, 1]], Z) == pytest.approx(clipped, rel=1e-6)
    tf = pytest.importorskip("tensorflow")
    loss = tf.keras.losses.categorical_crossentropy
    assert float(loss([[0, 1]], Z, from_logits=True)[0]) == fused
    assert float(loss([[0, 1]], tf.nn.softmax(Z))[0]) == pytest.approx(clipped, rel=1e-6)


def test_L5_4_two_routes_agree_below_the_edge():
    gap = ITEMS["L5.4"].prints[0]
    assert gap == 82.4905
    z = np.float32([gap, 0])
    assert lv.naive_cross_entropy([0, 1], z) == lv.softmax_cross_entropy([0, 1], z) == np.float32(gap)
    torch = pytest.importorskip("torch")
    logits, label = torch.tensor([[gap, 0.0]]), torch.tensor([1])
    functional = torch.nn.functional
    route = functional.nll_loss(torch.log(torch.softmax(logits, 1)), label)
    assert float(route) == float(functional.cross_entropy(logits, label)) == np.float32(gap)


def test_L5_5_a_random_layer_spreads_its_logits_by_the_root_of_its_inputs():
    random = np.random.default_rng(11)
    for n in (49, 196, 784):
        z = random.normal(size=(2000, n)) @ random.normal(size=(n, 10))
        assert z.std() == pytest.approx(np.sqrt(n), rel=0.1)
    assert math.isqrt(784) == 28


def test_L5_5_the_panel_of_a_random_layer():
    """What the notebook says of it: 14 at a quarter of the inputs, four in five silenced, one in ten nan."""
    panel = lv.random_layer()
    assert panel.numbers.spread == pytest.approx(28, rel=0.05)
    nan16, clipped, nan32 = panel.numbers.past
    assert 75 <= clipped <= 85 and 5 <= nan32 <= 15 and nan16 > clipped
    assert panel.numbers.past == [100 * np.mean(panel.numbers.gaps > gap) for gap in (11.0903, 16.1181, 88.7228)]
    assert panel.set(n=196).numbers.spread == pytest.approx(14, rel=0.1)
    for n in (8, 784, 1000):
        scaled = panel.set(n=n, scaled=True).numbers
        assert scaled.spread == pytest.approx(1, abs=0.05)
        assert scaled.past == [0, 0, 0]
    assert panel.numbers.loss == pytest.approx(2.8, abs=0.1) and panel.numbers.loss > math.log(10)


def test_X6_keras_refuses_unequal_ranks():
    tf = pytest.importorskip("tensorflow")
    loss = tf.keras.losses.categorical_crossentropy
    with pytest.raises(ValueError, match="rank"):
        loss([0, 1], Z, from_logits=True)
    assert float(loss([[0, 1]], Z, from_logits=True)[0]) == 0
    assert "[[0, 1]]" in ERRATA["X6"].holds


def test_X7_the_clip_at_both_ends():
    assert 1 - float(np.float32(1 - 1e-7)) == 2.0**-23
    assert -math.log1p(-(2.0**-23)) == pytest.approx(1.192093e-07, rel=1e-6)
    assert lv.clipped_cross_entropy([[1, 0]], Z) == pytest.approx(-math.log(1e-7), rel=1e-6)
    assert -math.log(1e-7) == pytest.approx(16.1181, abs=1e-4)
    assert lv.softmax_cross_entropy([[1, 0]], Z) == pytest.approx(54.9085, abs=1e-5)
    np.testing.assert_array_equal(lv.clipped_cross_entropy_grad([[1, 0]], Z), 0)


def test_X7_keras_own_softmax_ties_the_logits_to_its_result():
    tf = pytest.importorskip("tensorflow")
    keras, loss = tf.keras, tf.keras.losses.categorical_crossentropy
    assert float(loss([[1, 0]], tf.nn.softmax(Z))[0]) == pytest.approx(16.1181, abs=1e-4)
    assert float(loss([[1, 0]], keras.ops.softmax(Z))[0]) == pytest.approx(54.9085, abs=1e-4)
    assert float(loss([[1, 0]], keras.ops.softmax(Z) * 1)[0]) == pytest.approx(16.1181, abs=1e-4)


def test_X8_the_routes_part_where_softmax_underflows():
    def at(gap):
        return float(lv.naive_cross_entropy([0, 1], np.float32([gap, 0])))

    assert at(87.3) == np.float32(87.3)
    assert at(100) == pytest.approx(99.9831, abs=1e-4)
    assert math.isfinite(at(103.97)) and at(103.98) == math.inf
    for gap in (88.72, 88.73, 95, 103.98):
        slope = lv.naive_cross_entropy_grad([0, 1], np.float32([gap, 0]))[1]
        assert np.isnan(slope) == (gap > 88.722), "the gradient goes before the loss does"
        assert lv.softmax_cross_entropy_grad([0, 1], np.float32([gap, 0]))[1] == -1


@pytest.mark.parametrize("dtype", DTYPES)
def test_limits_are_where_exp_changes(dtype):
    at, one = breaking_gaps(dtype), np.dtype(dtype).type
    with np.errstate(all="ignore"):
        for gap, change in ((at.overflow, np.isinf), (-at.zero, lambda p: p > 0)):
            near, past = (change(np.exp(one(gap * (1 + side)))) for side in (-2e-3, 2e-3))
            assert near != past
        below = np.exp(one(-at.subnormal * 1.002))
        assert 0 < below < np.finfo(dtype).tiny < np.exp(one(-at.subnormal * 0.998))


@pytest.mark.parametrize(
    ("dtype", "gap", "losses", "slopes"),
    [
        ("float32", 10.0, ["10", "10", "10", "10"], ["−1"] * 4),
        ("float32", 20.0, ["20", "20", "16.1181", "20"], ["−1", "−1", "0", "−1"]),
        ("float32", 60.0, ["60", "60", "16.1181", "60"], ["−1", "−1", "0", "−8.76e−15"]),
        ("float32", 100.0, ["100", "99.9831", "16.1181", "100"], ["−1", "nan", "0", "0"]),
        ("float32", 110.0, ["110", "inf", "16.1181", "100"], ["−1", "nan", "0", "0"]),
        ("float16", 18.0, ["18", "inf", "15.9453", "100"], ["−1", "nan", "0", "nan"]),
        ("float64", 110.0, ["110", "110", "16.1181", "100"], ["−1", "−1", "0", "−1.69e−36"]),
    ],
)
def test_breakdown_shows_each_route_as_it_stands(dtype, gap, losses, slopes):
    panel = lv.breakdown().set(dtype=dtype, gap=gap)
    assert [text[:7] for text in panel.numbers.loss] == [text[:7] for text in losses]
    assert panel.numbers.slope == slopes
    for route, loss, slope in zip(ROUTES, panel.numbers.loss, slopes, strict=True):
        assert f"{route.label} {loss}, gradient {slope}" in panel.reading


def test_breakdown_in_the_order_that_the_prose_tells():
    """The clip silences at 16.1, the clamp from 27 on; the naive gradient is nan before the naive loss is inf."""
    panel = lv.breakdown()
    first = {}
    for gap in np.arange(10, 120, 0.25):
        n = panel.set(gap=float(gap)).numbers
        for label, gone in {
            "clip": n.slope_heights[2] == 0,
            "clamp": abs(n.slope_heights[3]) < 0.9,
            "nan": n.slope[1] == "nan",
            "inf": n.loss[1] == "inf",
        }.items():
            if gone:
                first.setdefault(label, gap)
        assert (n.loss[0], n.slope[0]) == (f"{by_decimal(gap):.6g}", "−1") or gap < 12
    assert first == {"clip": 16.25, "clamp": 27.75, "nan": 88.75, "inf": 104}


def test_breakdown_counts_the_bits_that_are_left():
    panel = lv.breakdown().set(gap=100.0)
    whole = np.exp(np.float32(-100)).view(np.int32)
    assert panel.numbers.bits == int(whole).bit_length() == 5
    assert "5 of 24 bits left" in panel.reading
    assert "p is 0" in panel.set(gap=110.0).reading
    assert panel.set(gap=50.0).numbers.bits == 24
    assert f"p = {1 / (1 + math.e):.3f}, 24 of 24 bits left" in panel.set(gap=1.0).reading, "the softmax, not e^-gap"


@pytest.mark.parametrize("dtype", DTYPES)
def test_breakdown_draws_the_curves_on_which_its_dots_lie(dtype):
    panel = lv.breakdown().set(dtype=dtype)
    for gap in (2.0, 14.0, 40.0, 95.0, 300.0, 990.0):
        panel.set(gap=gap)
        for line, height in zip(panel.picture.artists.losses, panel.numbers.heights, strict=True):
            x, y = (part[~np.isnan(line.get_xdata())] for part in line.get_data())
            near = np.abs(np.log(x / gap)) < 0.1
            assert y[near].min() * 0.9 <= height <= y[near].max() * 1.1


def test_take_off_the_max_changes_nothing_but_what_breaks():
    panel, right = lv.take_off_the_max(), np.exp([2, 1, 0, -1]) / np.exp([2, 1, 0, -1]).sum()
    for dtype, room in (("float16", 2e-3), ("float32", 1e-6), ("float64", 1e-12)):
        for level in (-130, -20, 0, 7, 100, 130):
            n = panel.set(level=level, dtype=dtype, shift=True).numbers
            np.testing.assert_allclose(n.shares, right, atol=room)
            assert float(n.lse.replace("−", "-")) == pytest.approx(level + 2.44019, rel=1e-3)
            assert 1 <= float(n.exps[4]) <= 4
    broken = panel.set(level=87, dtype="float32", shift=False).numbers
    assert broken.exps[0] == "inf" and broken.exps[1] != "inf"
    assert broken.p == ["nan", "0", "0", "0"]
    assert panel.set(level=86).numbers.p == ["0.644", "0.237", "0.0871", "0.0321"]
    assert panel.set(level=-110).numbers.p == ["nan"] * 4
    assert panel.set(level=10, dtype="float16").numbers.p[0] == "nan"
    assert panel.set(level=130, dtype="float64").numbers.p[0] == "0.644"


def test_disagreements_are_as_told():
    results = dict(zip([trap.topic for trap in lesson_traps.TRAPS], lv.disagreements().results, strict=True))
    pytest.importorskip("torch")
    pytest.importorskip("tensorflow")
    logs = -math.log(0.1), -math.log(0.7), -math.log(3 / 6), -math.log(0.5)
    near = {
        "the true class has probability 0": (100, -math.log(1e-7)),
        "probabilities handed over": (math.log(sum(map(math.exp, (0.1, 0.7, 0.2)))) - 0.7, logs[1]),
        "a sigmoid before the loss, logit −50": (50, -math.log(1e-7)),
        "logits handed over": (math.log(sum(map(math.exp, (1, 3, 2)))) - 3, logs[2]),
        "a row that sums to 0.4": (-math.log(0.2), logs[3]),
        "order of the arguments": (90, logs[0]),
        "shapes (3, 1) and (3,)": (np.mean((np.arange(3)[:, None] - np.arange(3)) ** 2), 0),
        "weights 1 and 3 on two items": (
            (math.log1p(math.exp(-2)) + 3 * math.log1p(math.exp(-1))) / 4,
            (math.log1p(math.exp(-2)) + 3 * math.log1p(math.exp(-1))) / 2,
        ),
        "Huber with a threshold of 2": (3 - 2 / 2, 2 * (3 - 2 / 2)),
    }
    for topic, wanted in near.items():
        assert [float(text.strip("[]")) for text in results[topic]] == pytest.approx(wanted, rel=1e-5), topic
    assert results["what is averaged"] == ("1.03", "[1.25, 0.81]")
    kl = [float(text) for text in results["KL divergence"]]
    assert kl[1] == pytest.approx(2 * kl[0], rel=1e-5)
    p, q = np.array([[0.5, 0.5], [0.9, 0.1]]), np.array([[0.25, 0.75], [0.5, 0.5]])
    assert kl[1] == pytest.approx(np.sum(p * np.log(p / q)) / 2, rel=1e-5)


def test_every_pair_differs():
    pytest.importorskip("torch")
    pytest.importorskip("tensorflow")
    same = [t.topic for t, (a, b) in zip(lesson_traps.TRAPS, lv.disagreements().results, strict=True) if a == b]
    assert same == []


@pytest.mark.parametrize("missing", ["torch", "tensorflow"])
def test_a_missing_framework_is_told_in_the_table(missing, monkeypatch):
    frameworks.load.cache_clear()
    monkeypatch.setitem(sys.modules, missing, None)
    table = lv.disagreements()
    frameworks.load.cache_clear()
    told = f"{frameworks.FRAMEWORKS[missing]} is not installed"
    side = list(frameworks.FRAMEWORKS).index(missing)
    assert {pair[side] for pair in table.results} == {told}
    assert told in table._repr_html_() and told in repr(table)


@pytest.mark.parametrize("name", ["stable_cross_entropy", "stable_binary_cross_entropy"])
def test_the_exercises_ask_for_what_the_naive_forms_cannot_do(name):
    for y, z in EXERCISES[name].cases:
        assert np.isfinite(EXERCISES[name].right(y, z))
    assert lv.check("stable_cross_entropy", lv.naive_cross_entropy).right is False
    assert lv.check("stable_binary_cross_entropy", lv.clamped_cross_entropy).right is False
