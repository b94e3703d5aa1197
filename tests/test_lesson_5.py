"""Lesson 5: what its text says of floats and routes, its panels, and the learner's loss in one."""

import math

import numpy as np
import pytest

import lossviz as lv
from lossviz.lessons.stability import ROUTES, breaking_gaps

pytestmark = pytest.mark.usefixtures("no_svg")


@pytest.mark.parametrize("n", [49, 196, 784])
def test_random_scores_spread_by_the_root_of_the_inputs(n):
    random = np.random.default_rng(11)
    z = random.normal(size=(2000, n)) @ random.normal(size=(n, 10))
    assert z.std() == pytest.approx(np.sqrt(n), rel=0.1)
    assert lv.random_layer().set(n=n).numbers.spread == pytest.approx(np.sqrt(n), rel=0.03)


def test_divided_by_the_root_scores_spread_by_1_at_every_width():
    panel = lv.random_layer()
    for n in (7, 49, 196, 784):
        scaled = panel.set(n=n, scaled=True).numbers
        assert scaled.spread == pytest.approx(1, abs=0.03)
        assert scaled.past == [0, 0]
        assert math.log(10) < scaled.mean < 3


@pytest.mark.parametrize("dtype", ["float16", "float32", "float64"])
def test_limits_are_where_exp_changes(dtype):
    at, one = breaking_gaps(dtype), np.dtype(dtype).type
    with np.errstate(all="ignore"):
        for gap, change in ((at.overflow, np.isinf), (-at.zero, lambda p: p > 0)):
            near, past = (change(np.exp(one(gap * (1 + side)))) for side in (-2e-3, 2e-3))
            assert near != past
        below = np.exp(one(-at.subnormal * 1.002))
        assert 0 < below < np.finfo(dtype).tiny < np.exp(one(-at.subnormal * 0.998))


@pytest.mark.parametrize(
    ("gap", "losses", "slopes"),
    [
        (10.0, ["10", "10", "10", "10"], ["−1"] * 4),
        (20.0, ["20", "20", "16.118", "20"], ["−1", "−1", "0", "−1"]),
        (60.0, ["60", "60", "16.118", "60"], ["−1", "−1", "0", "−8.76e−15"]),
        (89.0, ["89", "89", "16.118", "100"], ["−1", "nan", "0", "0"]),
        (100.0, ["100", "99.983", "16.118", "100"], ["−1", "nan", "0", "0"]),
        (110.0, ["110", "inf", "16.118", "100"], ["−1", "nan", "0", "0"]),
    ],
)
def test_each_route_as_it_stands(gap, losses, slopes):
    panel = lv.breakdown().set(gap=gap)
    assert panel.numbers.loss == losses
    assert panel.numbers.slope == slopes
    for route, loss, slope in zip(ROUTES, losses, slopes, strict=True):
        assert f"{route.label} {loss}, slope {slope}" in panel.reading


def test_the_routes_break_in_the_order_that_the_prose_tells():
    panel = lv.breakdown()
    first = {}
    for gap in np.arange(10, 120.5, 0.5):
        n = panel.set(gap=float(gap)).numbers
        assert (n.loss[0], n.slope[0]) == (f"{gap + math.log1p(math.exp(-gap)):.5g}", "−1")
        for label, gone in {
            "clip": n.slope[2] == "0",
            "clamp": n.slope[3] != "−1",
            "jump": n.loss[3] == "100",
            "nan": n.slope[1] == "nan",
            "inf": n.loss[1] == "inf",
        }.items():
            if gone:
                first.setdefault(label, gap)
    assert first == {"clip": 16.5, "clamp": 28, "jump": 89, "nan": 89, "inf": 104}


def test_subtracting_the_max_changes_nothing_but_what_breaks():
    panel, right = lv.subtract_the_max(), np.exp([2, 1, 0, -1]) / np.exp([2, 1, 0, -1]).sum()
    for level in range(-20, 13):
        np.testing.assert_allclose(panel.set(level=level, shift=True).numbers.shares, right, atol=2e-3)
    assert panel.set(level=8, shift=False).numbers.q == ["0.644", "0.237", "0.0871", "0.0321"]
    lifted = panel.set(level=9).numbers
    assert lifted.exps == ["59872", "22032", "8104", "2980", "inf"] and lifted.q == ["0"] * 4
    assert panel.set(level=10).numbers.q == ["nan", "0", "0", "0"]
    assert panel.set(level=-20).numbers.q == ["nan"] * 4


def test_near_its_end_a_float16_counts_in_steps():
    step = 2.0**-24
    powers = np.exp([-14.0, -15.0, -16.0, -17.0])
    np.testing.assert_allclose(powers / step, [13.95, 5.13, 1.89, 0.69], atol=0.006)
    np.testing.assert_array_equal(np.float16(powers) / step, [14, 5, 2, 1])


def shifted(by):
    """Return a loss that subtracts something and adds it again."""
    return lambda z, label: by(z) + np.log(np.sum(np.exp(z - by(z)))) - z[label]


def softmax(z):
    return np.exp(z - z.max()) / np.exp(z - z.max()).sum()


def lowered(z, label):
    lowered = z - z.max()
    return np.log(np.sum(np.exp(lowered))) - lowered[label]


MINE = {
    "right": (shifted(np.max), {(10, 0): 10.00005, (100, 500): 100, (250, -600): 250, (-250, 600): 0}),
    "no max": (lambda z, label: np.log(np.sum(np.exp(z))) - z[label], {(95, 0): np.inf, (0, -500): -np.inf}),
    "not added back": (lambda z, label: np.log(np.sum(np.exp(z - z.max()))), {(10, 0): 4.54e-5, (100, 0): 0}),
    "softmax, log": (lambda z, label: -np.log(softmax(z)[label]), {(100, 0): 99.983, (110, 0): np.inf}),
    "clip": (lambda z, label: -np.log(np.clip(softmax(z)[label], 1e-7, 1)), {(10, 0): 10, (100, 0): 16.118}),
    "mean": (shifted(np.mean), {(110, 0): 110, (175, 0): 175, (180, 0): np.inf, (-180, 0): np.inf}),
    "largest size": (
        shifted(lambda z: np.abs(z).max()),
        {(200, 0): 200, (250, -600): -np.inf, (-250, -600): -np.inf, (-80, 0): 0, (-105, 0): -np.inf},
    ),
    "in one piece": (lowered, {(-10, 600): 4.54e-5, (0, -600): 0.693147, (250, -600): 250}),
}


@pytest.mark.parametrize("mine", MINE)
def test_the_learners_loss_is_seen_to_be_what_it_is(mine):
    function, losses = MINE[mine]
    panel = lv.own_route(mine=function)
    for (gap, level), loss in losses.items():
        n = panel.set(gap=float(gap), level=float(level)).numbers
        assert float(n.yours.replace("−", "-")) == pytest.approx(loss, rel=1e-3, abs=1e-4), (gap, level)
    if mine == "right":
        gaps, drawn = panel.picture.artists.yours.get_data()
        np.testing.assert_allclose(drawn, np.logaddexp(0, gaps), atol=1e-3)


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (lambda z, label: ..., "is not written yet"),
        (lambda z, label: 1 / 0, "raised ZeroDivisionError"),
        (lambda z, label: z, "a row of 2 numbers, and one number is wanted"),
    ],
)
def test_a_loss_that_does_not_answer_is_told_and_the_panel_lives_on(mine, words):
    panel = lv.own_route(mine=mine)
    assert words in panel.reading
    assert words in panel.set(gap=100.0).reading


def test_a_loss_off_the_scale_stands_at_the_edge_with_its_number():
    def slip(z, label):
        return np.log(np.sum(np.exp(z - z.max()))) - z[label]

    panel = lv.own_route(mine=slip)
    art = panel.picture.artists
    axes = art.yours.axes
    rows = dict(zip([tick.get_text() for tick in axes.get_yticklabels()], axes.get_yticks(), strict=True))
    for level, word in ((50.0, ""), (600.0, ", computed −600 ↓"), (-600.0, ", computed 600 ↑")):
        panel.set(gap=100.0, level=level)
        assert art.scores.get_text() == f"z = ({level + 100:.0f}, {level:.0f}){word}".replace("-", "−")
        (height,) = art.dot.get_ydata()
        assert rows["−inf"] + 20 < height < rows["inf"] - 20 and height in art.yours.get_ydata()
        assert (height == -50) == (level == 50)
    assert [text.get_text() for text in axes.texts[:2]] == ["600 ↑", "−600 ↓"]


def test_right_losses_agree_at_every_level():
    for mine in (lowered, shifted(np.max)):
        panel = lv.own_route(mine=mine)
        for gap in (-250.0, -20.0, -10.0, 0.0, 250.0):
            for level in (-600.0, 0.0, 600.0):
                assert "agrees" in panel.set(gap=gap, level=level).reading, (gap, level)


def test_what_the_frameworks_make_of_chances():
    torch, tf = pytest.importorskip("torch"), pytest.importorskip("tensorflow")
    z = torch.tensor([-30.0], requires_grad=True)
    torch.nn.functional.binary_cross_entropy(torch.sigmoid(z), torch.ones(1)).backward()
    assert z.grad.item() == pytest.approx(-0.0936, abs=1e-4)
    for gap in (89.0, 150.0):
        clamped = torch.nn.functional.binary_cross_entropy(torch.sigmoid(torch.tensor([-gap])), torch.ones(1))
        assert clamped.item() == 100
    chances = tf.nn.softmax(tf.constant([[0.0, -50.0]]))
    assert float(tf.keras.losses.categorical_crossentropy([[0.0, 1.0]], chances)[0]) == pytest.approx(16.118, abs=1e-3)


def test_the_slope_of_the_unprotected_route_dies_in_pytorch_while_its_loss_is_right():
    torch = pytest.importorskip("torch")
    z = torch.tensor([89.0, 0.0], requires_grad=True)
    loss = -torch.log(torch.softmax(z, 0))[1]
    loss.backward()
    assert loss.item() == pytest.approx(89, abs=1e-3)
    assert torch.isnan(z.grad[1])


def test_the_mean_that_comes_back_to_softmax_makes_the_nan():
    """As the text tells it, step by step, in float32."""
    with np.errstate(all="ignore"):
        q = np.exp(np.float32([0, -89]))
        q /= q.sum()
        back = np.array([0, -1 / q[1]], np.float32)
        assert -np.log(q[1]) == pytest.approx(89) and np.isneginf(back[1])
        mean = np.sum(q * back)
        assert np.isneginf(mean) and np.isnan(q[1] * (back[1] - mean))


def test_keras_looks_back_for_the_scores_on_tensorflow():
    tf = pytest.importorskip("tensorflow")
    if tf.keras.backend.backend() != "tensorflow":
        pytest.skip("Keras runs on another backend")
    for after, wanted in ((lambda q: q, (20, -1)), (lambda q: tf.keras.ops.reshape(q, (1, 2)) * 1, (16.118, 0))):
        z = tf.Variable([[20.0, 0.0]])
        with tf.GradientTape() as tape:
            q = after(tf.keras.activations.softmax(z))
            loss = tf.keras.losses.categorical_crossentropy([[0.0, 1.0]], q)[0]
        assert (float(loss), float(tape.gradient(loss, z)[0, 1])) == pytest.approx(wanted, abs=1e-3)
