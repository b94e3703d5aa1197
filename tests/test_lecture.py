"""The appendix has each of the lecture's ids, and what it says of them holds; a test is named after the ids it proves.

Figures are computed anew without lossviz where that can be, and what is said of a framework is asked of the framework.
"""

import math
import re
import sys
import warnings
from fractions import Fraction
from pathlib import Path

import nbformat
import numpy as np
import pytest
from scipy import optimize, special

import lossviz as lv
from lossviz import frameworks
from lossviz.calls import CALLS, CALLS_IN_BITS
from lossviz.frameworks import load
from lossviz.lecture import ERRATA, ITEMS, Erratum
from lossviz.lessons import disagreements
from lossviz.lessons.disagreements import TRAPS, Trap
from lossviz.report import BAD, with_bar
from lossviz.series import LESSONS
from tests.prose import problems
from tests.refresh import NOTEBOOKS

CELLS = [cell for cell in nbformat.read(NOTEBOOKS / LESSONS[-1].notebook, as_version=4).cells]
TEXT = [cell.source for cell in CELLS if cell.cell_type == "markdown"]
CODE = "\n".join(cell.source for cell in CELLS if cell.cell_type == "code")
HEADINGS = re.findall(r"^### (.*?) · ", "\n".join(TEXT), re.M)
ID = re.compile(r"[LX]\d+(?:\.\d+)?")

ONES = np.array([3, 2, 1]) - 1
A = np.array([[0.3, 0.3, 0.4], [0.3, 0.4, 0.3], [0.1, 0.2, 0.7]])
B = np.array([[0.1, 0.2, 0.7], [0.1, 0.7, 0.2], [0.3, 0.4, 0.3]])
SLIP = [0.001, 0.001, 0.001, 0.999]
LOGITS = np.float32([[-26.27812, 28.63038]])
ROWS = [[0.25, 0.25, 0.25, 0.25], [0.1, 0.1, 0.8, 0.1], [0.1, 0.7, 0.1, 0.1], [0.01, 0.97, 0.01, 0.01]]
SIDES, SCORES = np.array([1, -1, 1, -1]), np.array([3.0, 0.2, -0.5, -2.0])
MARGINS = SIDES * SCORES


def framework(name):
    module = load(name)
    if isinstance(module, str):
        pytest.skip(module)
    return module


def prints(id):
    return ITEMS[id].prints


def bits(p):
    return math.fsum(x * math.log2(1 / x) for x in p)


def slope(f, x, h=1e-6):
    """Return the gradient of f at x by two-sided differences."""
    x, found = np.asarray(x, float), np.empty(np.shape(x))
    for at in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[at] = h
        found[at] = (f(x + step) - f(x - step)) / (2 * h)
    return found


# The page.


def test_every_id_stands_in_one_heading_in_the_order_of_the_lecture():
    found = [id for heading in HEADINGS for id in ID.findall(heading)]
    assert [id for id in found if id[0] == "L"] == list(ITEMS)
    assert sorted(id for id in found if id[0] == "X") == sorted(ERRATA)
    counts = [sum(id.startswith(f"L{part}.") for id in ITEMS) for part in range(1, 8)]
    assert counts == [6, 6, 12, 5, 5, 5, 9] and list(ERRATA) == [f"X{i}" for i in range(1, 16)]


def test_every_id_has_a_test_here():
    names = re.findall(r"^def test_(\w+)", Path(__file__).read_text(encoding="utf-8"), re.M)
    named = {id.replace("_", ".") for name in names for id in re.findall(r"(?<![A-Z0-9])[LX]\d+(?:_\d+)?(?=_)", name)}
    assert named == ITEMS.keys() | ERRATA.keys()


def test_the_table_leads_each_id_to_the_lesson_that_teaches_it():
    found = {}
    for lesson, notebook, *cells in re.findall(
        r"^\| \[lesson (\d)\]\((.*?)\) \| (.*?) \| (.*?) \|$", "\n".join(TEXT), re.M
    ):
        assert notebook == LESSONS[int(lesson) - 1].notebook
        for first, part, low, last in re.findall(r"((L\d+)\.(\d+)) to L\d+\.(\d+)", cells[0]):
            assert first in ITEMS
            found |= {f"{part}.{i}": int(lesson) for i in range(int(low), int(last) + 1)}
        found |= {id: int(lesson) for id in ID.findall(cells[1])}
    assert found == {id: thing.lesson for id, thing in (ITEMS | ERRATA).items()}


def test_every_card_and_every_printed_figure_and_every_loss_with_calls_is_shown():
    assert re.findall(r'display\(lv\.erratum\("(X\d+)"\)\)', CODE) == [
        i for h in HEADINGS for i in re.findall(r"X\d+", h)
    ]
    shown = set(ID.findall(" ".join(re.findall(r'ITEMS\[.L[\d.]+.\]|lecture="L[\d.]+"|"L[\d.]+":', CODE))))
    unrecorded = {"L5.4"}  # 82.4905 is a gap in the cell, and named in its text.
    assert shown | unrecorded >= {id for id, item in ITEMS.items() if item.prints}
    assert "82.4905" in CODE and prints("L5.4") == (82.4905, 82.4905)
    compared = set(re.findall(r'lv\.compare\("(\w+)"', CODE))
    assert compared == CALLS.keys() - {"squared_margin"}, "squared_margin is mse, with labels for y"
    assert CALLS_IN_BITS.keys() == {"entropy"}


CARDS = {
    "is 0.0313 bits": lambda: bits(SLIP),
    "sum to 1.002": lambda: float(sum(map(Fraction, map(str, SLIP)))),
    "the sum gives 0.03134": lambda: bits(SLIP),
    "it is 0.03416": lambda: bits(np.array(SLIP) / 1.002),
    "has 0.03422 bits": lambda: bits([0.001, 0.001, 0.001, 0.997]),
    "of 1 against 0.1 is 2.3025842": lambda: (..., ..., prints("L3.8")[0]),
    "prints 2.3025851 = −log 0.1": lambda: (-math.log(0.1), ...),
    "the loss is 1.192093e−07": lambda: prints("L5.3")[1],
    "clipped to 1 − 1e−7, which float32 rounds to 1 − 2⁻²³": lambda: (..., ..., ..., 1 - float(np.float32(1 - 1e-7))),
    "16.1181 = −log 1e−7 where 54.9085": lambda: (-math.log(1e-7), ..., float(LOGITS[0, 1]) - float(LOGITS[0, 0])),
    "about 87.3 (gap 100 gives 99.9831)": lambda: (
        -math.log(np.finfo(np.float32).tiny),
        ...,
        -math.log(np.exp(np.float32(-100))),
    ),
    "from 103.98 on": lambda: math.ceil(100 * (math.log(2) - math.log(np.finfo(np.float32).smallest_subnormal))) / 100,
    "from 88.73 on": lambda: math.ceil(100 * math.log(np.finfo(np.float32).max)) / 100,
    "0.2689 against 0.1133 (summed for each item 0.8067 and 0.34)": lambda: tuple(
        np.sum((np.eye(3)[ONES] - said) ** 2) / count for count in (9, 3) for said in (A, B)
    ),
    "1.3784 and 0.6391": lambda: tuple(-np.mean(np.log(said[range(3), ONES])) for said in (A, B)),
}
GIVEN = {
    "[.001, .001, .001, .999]": "the slide's",
    "[.001, .001, .001, .997]": "with the sum mended",
    "to [1e−7, 1 − 1e−7] and added 1e−7 inside both logarithms: −log(0.1 + 1e−7)": "constants of Keras",
    "between 86 and 88": "test_L5_4_X8_two_routes_part asks TensorFlow",
}


def test_the_figures_on_the_cards_are_those_that_come_out():
    assert not problems([repr(card) for card in ERRATA.values()], CARDS, GIVEN)


def test_an_erratum_is_shown_as_text_beside_a_bar():
    shown = Erratum(1, "a < b", "<i>")._repr_html_()
    assert shown == with_bar("<b>The lecture</b>: a &lt; b<br><b>What holds</b>: &lt;i&gt;", BAD)


# 1 · Mean squared error


def test_L1_1_L1_2_L1_3_three_routes_to_one_number():
    y = np.eye(4)[[1, 2, 3, 0, 2]]
    np.testing.assert_array_equal(lv.one_hot([1, 2, 3, 0, 2], depth=4), y)
    for seed in range(5):
        out = np.random.default_rng(seed).normal(size=(5, 4))
        mean = math.fsum((a - b) ** 2 for a, b in zip(y.flat, out.flat, strict=True)) / 20
        assert lv.mse(y, out) == pytest.approx(mean, rel=1e-14)
        assert lv.l2_norm(y, out) ** 2 / 20 == pytest.approx(mean, rel=1e-14)
    assert prints("L1.2") == (1.0918376,)


def test_L1_4_the_function_of_keras_gives_one_loss_for_each_item():
    keras = framework("tensorflow").keras
    y, out = np.eye(4)[[1, 2]], np.full((2, 4), 0.5)
    assert keras.losses.MSE(y, out).shape == (2,)
    assert keras.losses.MeanSquaredError()(y, out).shape == ()


def test_L1_5_X11_the_sum_is_the_squared_norm_and_takes_steps_as_many_times_as_long():
    x, y = np.array([-3, -1.5, 0, 1.5, 3]), np.array([-1.2, -0.3, 0.8, 0.6, 2.1])
    assert np.polyfit(x, y, 1) == pytest.approx([0.5, 0.4])
    assert lv.sum_squared_error(y, 0.5 * x + 0.4) == pytest.approx(np.linalg.norm(y - 0.5 * x - 0.4) ** 2) == 0.515
    for count, ws in ((5, [0.45, 0.495, 0.4995]), (1, [2.25, -5.625, 21.9375])):  # the mean, the sum
        w = b = 0.0
        for wanted in ws:
            dw, db = slope(lambda p, n=count: np.sum((y - p[0] * x - p[1]) ** 2) / n, [w, b])
            w, b = w - 0.1 * dw, b - 0.1 * db
            assert w == pytest.approx(wanted, rel=1e-6)
    np.testing.assert_allclose(lv.sum_squared_error_grad(y, x) / lv.mse_grad(y, x), 5)


def test_L1_6_a_loss_is_one_number_and_smaller_the_nearer():
    y, off = np.eye(3), np.random.default_rng(0).normal(size=(3, 3))
    for loss in (lv.sum_squared_error, lv.mse, lv.l2_norm, lv.mae):
        losses = [float(loss(y, y + step * off)) for step in (0.0, 0.5, 1.0, 2.0)]
        assert losses[0] == 0 and losses == sorted(losses)


# 2 · Entropy and the lottery


def test_L2_1_entropy_is_the_mean_surprise_and_a_zero_adds_nothing():
    for p in ([0.25] * 4, [0.1, 0.2, 0.7]):
        assert lv.entropy(p) == pytest.approx(np.average(-np.log(p), weights=p)) == pytest.approx(special.entr(p).sum())
    assert lv.entropy([0.5, 0.5, 0, 0]) == pytest.approx(math.log(2))


@pytest.mark.parametrize(
    ("id", "p"), [("L2.2", [0.25] * 4), ("L2.3", [0.1, 0.1, 0.1, 0.7]), ("L2.4", [0.01, 0.01, 0.01, 0.97])]
)
def test_L2_2_L2_3_L2_4_three_lotteries(id, p):
    assert prints(id) == (pytest.approx(bits(p), rel=1e-6),)
    assert lv.entropy(p, unit="bits") == pytest.approx(bits(p))


def test_L2_5_X2_the_last_lottery_is_no_distribution():
    assert prints("L2.5") == (0.0313,) and bits(SLIP) == pytest.approx(0.0313, abs=5e-5)
    with pytest.raises(ValueError, match=r"p sums to 1\.002"):
        lv.entropy(SLIP, unit="bits")
    torch = framework("torch")
    rescaled = torch.distributions.Categorical(torch.tensor(SLIP, dtype=torch.float64)).entropy()
    assert float(rescaled) / math.log(2) == pytest.approx(bits(np.array(SLIP) / 1.002))


def test_L2_6_bits_and_nats():
    assert lv.entropy([0.1, 0.9], unit="bits") / lv.entropy([0.1, 0.9]) == pytest.approx(1 / math.log(2))
    assert not hasattr(framework("tensorflow").math, "log2")


def test_X3_the_surer_the_bet_the_less_a_draw_tells():
    learned = [bits([(1 - best) / 3] * 3 + [best]) for best in (0.25, 0.7, 0.97, 0.997)]
    assert learned == sorted(learned, reverse=True) and learned[0] == pytest.approx(2)


# 3 · Cross entropy


def test_L3_1_X1_cross_entropy_is_entropy_and_divergence_and_least_at_the_truth():
    p, q = np.array([0.7, 0.2, 0.1]), np.array([0.2, 0.3, 0.5])
    assert lv.cross_entropy(p, q) == pytest.approx(special.entr(p).sum() + special.rel_entr(p, q).sum())
    least = optimize.minimize(lambda z: -np.sum(p * special.log_softmax(z)), np.zeros(3))
    assert special.softmax(least.x) == pytest.approx(p, abs=1e-4) and least.fun == pytest.approx(special.entr(p).sum())
    bare = [np.sum(p * np.log(model)) for model in (p, q, [0.001, 0.001, 0.998])]
    assert max(bare) < 0 and bare == sorted(bare, reverse=True), "the worst is the least"


def test_L3_2_L3_3_L3_4_a_certain_truth_leaves_one_term():
    for id, q in (("L3.3", [0.4, 0.3, 0.05, 0.05, 0.2]), ("L3.4", [0.98, 0.01, 0, 0, 0.01])):
        assert prints(id) == (pytest.approx(-math.log(q[0]), abs=5e-4),)
        assert lv.cross_entropy([1, 0, 0, 0, 0], q) == pytest.approx(-math.log(q[0]))
    assert lv.entropy([1, 0, 0, 0, 0]) == 0
    with np.errstate(all="ignore"):
        assert np.isnan(np.sum(np.eye(5)[0] * np.log(q)))


@pytest.mark.parametrize("y", [0.0, 1.0])
def test_L3_5_one_output_and_two(y):
    one = -(y * math.log(0.8) + (1 - y) * math.log(0.2))
    assert lv.binary_cross_entropy(y, 0.8) == pytest.approx(one) == lv.cross_entropy([y, 1 - y], [0.8, 0.2])


@pytest.mark.parametrize(("row", "printed"), list(zip(ROWS, prints("L3.6"), strict=True)))
def test_L3_6_keras_divides_each_row_by_its_sum(row, printed):
    assert -math.log(row[1] / sum(row)) == pytest.approx(printed, rel=1e-6)
    tf = framework("tensorflow")
    q = tf.Variable(row, dtype=tf.float64)
    with tf.GradientTape() as tape:
        loss = tf.keras.losses.categorical_crossentropy([0, 1, 0, 0], q)
    assert float(loss) == pytest.approx(printed, rel=1e-6)
    assert tape.gradient(loss, q).numpy() == pytest.approx(1 / sum(row) - np.eye(4)[1] / row)


def test_L3_7_X15_the_class_form():
    keras, torch = framework("tensorflow").keras, framework("torch")
    for row, printed in zip([[0.1, 0.7, 0.1, 0.1], [0.9, 0.1]], prints("L3.7"), strict=True):
        assert -math.log(row[1]) == pytest.approx(printed, rel=1e-7)
        assert float(keras.losses.CategoricalCrossentropy()([0, 1, 0, 0][: len(row)], row)) == pytest.approx(printed)
        q, label = torch.tensor([row], dtype=torch.float64), torch.tensor([1])
        assert torch.nn.NLLLoss()(q.log(), label).item() == pytest.approx(printed)
        assert torch.nn.CrossEntropyLoss()(q, label).item() == pytest.approx(-special.log_softmax(row)[1])


def test_L3_8_X5_a_digit():
    """What Keras did then, in 32 bits: clip, and add in both logarithms."""
    one, guard = np.float32(1), np.float32(1e-7)
    clipped = np.clip(np.float32(0.1), guard, one - guard)
    assert [np.float32(figure) for figure in prints("L3.8")] == 2 * [-np.log(clipped + guard)]
    now = framework("tensorflow").keras.losses
    for loss in (now.BinaryCrossentropy()([1], [0.1]), now.binary_crossentropy([1], [0.1])):
        assert float(loss) == pytest.approx(-math.log(0.1), abs=3e-7)


def test_L3_9_scores_become_chances():
    shares = special.softmax([44, 10, 22, 5])
    assert shares == pytest.approx([1, 1.7139e-15, 2.7895e-10, 1.1548e-17], rel=1e-4)
    assert lv.softmax([44.0, 10, 22, 5]) == pytest.approx(shares, rel=1e-12)
    assert lv.softmax_cross_entropy([0, 1, 0, 0], [44.0, 10, 22, 5]) == pytest.approx(34)


def test_L3_10_L3_11_L3_12_the_figures_of_the_notes():
    assert prints("L3.10") == (pytest.approx(math.log(2), rel=1e-7),)
    assert prints("L3.11") == (pytest.approx(-math.log(0.8), abs=5e-5),)
    assert prints("L3.12") == (pytest.approx(-math.log(0.6), rel=1e-7),)
    assert lv.binary_cross_entropy([[[0]]], [[[0.5]]]) == pytest.approx(math.log(2))
    assert lv.binary_cross_entropy([0] + 9 * [1], [0.2] + 9 * [0.8]) == pytest.approx(-math.log(0.8))


# 4 · Why not MSE?


def test_L4_1_X9_both_are_right_twice_and_every_loss_prefers_b():
    for said in (A, B):
        assert (said.argmax(axis=1) == ONES).tolist() == [True, True, False]
        largest = np.sort(said, axis=1)
        assert np.all(largest[:, 2] > largest[:, 1]), "no tie"
    truth = np.eye(3)[ONES]
    assert np.all(np.sum((truth - B) ** 2, axis=1) < np.sum((truth - A) ** 2, axis=1))
    assert np.all(B[range(3), ONES] > A[range(3), ONES])


def test_L4_2_L4_3_mse_pulls_least_where_it_is_most_wrong_and_takes_more_steps():
    def pull(loss, z):
        return abs(slope(lambda z: loss(special.expit(z)), z))

    squares, surprise = (lambda q: (1 - q) ** 2), (lambda q: -np.log(q))
    for z in (-2.0, -4.0, -6.0, -8.0):
        q = special.expit(z)
        assert pull(squares, z) == pytest.approx(2 * (1 - q) ** 2 * q, rel=1e-5)
        assert pull(surprise, z) == pytest.approx(1 - q, rel=1e-5)
    assert pull(squares, -8.0) < pull(squares, -6.0) < pull(squares, -2.0)


def test_L4_4_the_least_squares_are_solved_for_without_a_step():
    draw = np.random.default_rng(4)
    x, y = draw.normal(size=(15, 3)), draw.normal(size=15)
    found = optimize.minimize(lambda w: np.sum((x @ w - y) ** 2) + 0.1 * np.sum(w**2), np.zeros(3)).x
    assert np.linalg.solve(x.T @ x + 0.1 * np.eye(3), x.T @ y) == pytest.approx(found, abs=1e-5)


def test_L4_5_accuracy_has_no_slope():
    assert not slope(lambda said: np.mean(said.argmax(axis=1) == ONES), A).any()


# 5 · Numerical stability


def test_L5_1_from_logits_the_loss_is_right_at_any_size():
    for gap in (1.0, 54.9, 104.0, 1e6):
        assert lv.softmax_cross_entropy([0, 1], [gap, 0.0]) == pytest.approx(
            gap + math.log1p(math.exp(-gap)), rel=1e-14
        )
    for dtype, large, small in (("float16", 11.09, -16.64), ("float32", 88.72, -103.28), ("float64", 709.78, -744.44)):
        info = np.finfo(dtype)
        logs = [math.log(float(v)) for v in (info.max, info.smallest_subnormal)]
        assert logs == pytest.approx([large, small], abs=0.005)


def test_L5_2_L5_3_X7_the_logits_of_the_slide():
    small = math.exp(float(LOGITS[0, 0]) - float(LOGITS[0, 1]))
    assert prints("L5.2") == pytest.approx((small, 1.0), rel=1e-6)
    top = float(np.float32(1 - 1e-7))
    assert prints("L5.3") == (0.0, pytest.approx(-math.log(top), rel=1e-6))
    assert 1 - top == 2.0**-23 and math.log(1 + small) == 0 != math.log1p(small)
    tf = framework("tensorflow")
    keras, loss = tf.keras, tf.keras.losses.categorical_crossentropy
    assert float(loss([[0, 1]], LOGITS, from_logits=True)[0]) == 0
    assert float(loss([[0, 1]], tf.nn.softmax(LOGITS))[0]) == pytest.approx(2.0**-23, rel=1e-6)
    assert float(loss([[1, 0]], tf.nn.softmax(LOGITS))[0]) == pytest.approx(-math.log(1e-7), rel=1e-6)
    assert float(loss([[1, 0]], keras.ops.softmax(LOGITS))[0]) == pytest.approx(-math.log(small), rel=1e-6)
    assert float(loss([[1, 0]], keras.ops.softmax(LOGITS) * 1)[0]) == pytest.approx(-math.log(1e-7), rel=1e-6)
    assert not lv.clipped_cross_entropy_grad([[1, 0]], LOGITS).any()


def test_X6_unequal_ranks_are_refused():
    torch, keras = framework("torch"), framework("tensorflow").keras
    with pytest.raises(ValueError, match="rank"):
        keras.losses.categorical_crossentropy([0, 1], LOGITS, from_logits=True)
    with pytest.raises(ValueError, match="batch_size"):
        torch.nn.functional.cross_entropy(torch.tensor(LOGITS), torch.tensor([0.0, 1.0]))


def test_L5_4_X8_two_routes_part():
    torch, tf = framework("torch"), framework("tensorflow")

    def by_torch(gap):
        z = torch.tensor([[gap, 0.0]], requires_grad=True)
        loss = torch.nn.functional.nll_loss(torch.log(torch.softmax(z, 1)), torch.tensor([1]))
        loss.backward()
        return loss.item(), z.grad[0, 1].item()

    def by_tensorflow(gap):
        z = tf.Variable([[gap, 0.0]])
        with tf.GradientTape() as tape:
            loss = -tf.math.log(tf.nn.softmax(z))[0, 1]
        return float(loss), float(tape.gradient(loss, z)[0, 1])

    def by_numpy(gap):
        z = np.float32([gap, 0])
        return float(lv.naive_cross_entropy([0, 1], z)), float(lv.naive_cross_entropy_grad([0, 1], z)[1])

    gap = prints("L5.4")[0]
    for route in (by_torch, by_tensorflow, by_numpy):
        assert route(gap) == pytest.approx((gap, -1), rel=1e-6)
        assert route(86) == pytest.approx((86, -1), rel=1e-6)
    for route in (by_torch, by_numpy):
        assert route(88.72) == pytest.approx((88.72, -1), rel=1e-6)
        assert route(88.73) == pytest.approx((88.73, math.nan), rel=1e-6, nan_ok=True), "the gradient goes first"
        assert route(100)[0] == pytest.approx(99.9831, abs=1e-4)
        assert math.isfinite(route(103.97)[0]) and route(103.98)[0] == math.inf
    assert by_tensorflow(88) == pytest.approx((math.inf, math.nan), nan_ok=True), "together"


def test_L5_5_a_random_layer_reaches_such_gaps():
    draw = np.random.default_rng(11)
    z = draw.normal(size=(400, 784)) @ draw.normal(size=(784, 10))
    assert z.std() == pytest.approx(math.sqrt(784), rel=0.1) and math.sqrt(784) == 28


# 6 · Gradients


def test_L6_1_X4_the_gradient_of_a_squared_error_has_a_minus():
    """For any f: here three."""
    x, y = np.array([-2.0, -0.7, 0.2, 1.5]), np.array([-0.9, -0.6, 0.1, 0.9])
    for f, df in {np.tanh: lambda u: 1 - np.tanh(u) ** 2, np.sin: np.cos, np.exp: np.exp}.items():
        measured = slope(lambda t, f=f: np.sum((y - f(t * x)) ** 2), 0.3)
        assert measured == pytest.approx(-2 * np.sum((y - f(0.3 * x)) * df(0.3 * x) * x), rel=1e-6)
        assert abs(measured) > 0.1, "so that a lost sign is seen"


def test_L6_2_L6_5_what_must_hold_of_the_printed_gradients():
    mse, ce = (np.reshape(prints(id), (5, 3)) for id in ("L6.2", "L6.5"))
    for table in (mse, ce):
        assert np.abs(table.sum(axis=1)).max() < 1e-7
    truth = np.array([0.5, 0.0, 0.5])  # the mean of the labels 2 and 0, one-hot
    assert ce[4] + truth == pytest.approx([0.1280, 0.5327, 0.3393], abs=5e-5)
    assert (truth - ce[4]).min() < 0 and (truth + 2 * ce[4]).min() < 0, "a lost sign, or a sum, would be seen"
    assert np.linalg.norm(ce[:4]) / np.linalg.norm(mse[:4]) == pytest.approx(36.5, abs=0.05)


def test_L6_3_L6_4_softmax_and_its_derivative():
    shares = [special.softmax(np.multiply(factor, [2.0, 1.0, 0.0])) for factor in (0.5, 1, 2, 5)]
    assert np.all(np.diff(shares, axis=0)[:, 0] > 0) and np.all(np.diff(shares, axis=0)[:, 1:] < 0)
    apart = [p[1] - p[2] for p in shares]
    assert apart[0] < apart[1] > apart[2] > apart[3], "closer together only in the end"
    for z in ([2.0, 1.0, 0.0], [-1.0, 3.0, 0.5]):
        p, measured = special.softmax(z), np.stack([slope(lambda z, i=i: special.softmax(z)[i], z) for i in range(3)])
        formula = [[p[i] * (1 - p[j]) if i == j else -p[j] * p[i] for j in range(3)] for i in range(3)]
        np.testing.assert_allclose(measured, formula, atol=1e-9)


# 7 · Margins and robust losses


def test_L7_1_L7_2_margins_and_the_0_1_loss():
    assert ((MARGINS > 0) == (np.sign(SCORES) == SIDES)).all()
    costs = {
        name: [getattr(lv, name)([1], [m]) for m in (-3.0, -0.5, 2.0, 3.0)]
        for name in ("zero_one", "hinge", "logistic")
    }
    assert all(cost == sorted(cost, reverse=True) for cost in costs.values())
    assert costs["zero_one"] == [1, 1, 0, 0]
    assert (1 - MARGINS[0]) ** 2 > max((1 - MARGINS[1:]) ** 2), "right and sure, and it pays most"


def test_L7_3_X10_the_hinge_and_its_labels():
    torch, keras = framework("torch"), framework("tensorflow").keras
    assert np.maximum(0, 1 - MARGINS) == pytest.approx([0, 1.2, 1.5, 0])
    assert lv.hinge(SIDES, SCORES) == pytest.approx(2.7 / 4)
    f, y = torch.tensor(SCORES), torch.tensor(SIDES)
    assert torch.nn.functional.margin_ranking_loss(f, 0 * f, y, margin=1.0).item() == pytest.approx(0.675)
    assert torch.nn.functional.hinge_embedding_loss(f, y).item() != pytest.approx(0.675)
    assert not slope(lambda f: np.sum(np.maximum(0, 1 - 0 * f)), SCORES).any()
    ones_and_zeros = (SIDES + 1) / 2
    assert float(keras.losses.Hinge()(ones_and_zeros, SCORES)) == pytest.approx(0.675)
    with pytest.raises(ValueError, match=r"labels of \+1 and −1"):
        lv.hinge(ones_and_zeros, SCORES)


def test_L7_4_the_log_loss_is_a_cross_entropy():
    q = special.expit(SCORES)
    assert lv.logistic(SIDES, SCORES) == pytest.approx(-np.mean(np.log(np.where(SIDES == 1, q, 1 - q))))


def test_X14_length_moves_no_border_and_descent_on_the_log_loss_nears_the_widest():
    items = np.array([[2, 1], [-2, 4], [6, -1], [4, 0], [2, 1], [3, 1], [5, 1], [5, -1]])
    angles = np.linspace(-np.pi, np.pi, 36001)
    nearest = (items @ [np.cos(angles), np.sin(angles)]).min(axis=0)
    assert nearest.max() == pytest.approx(2, abs=1e-4)
    for pull, ends in ((lambda m: m < 1, [1.962, 1.962]), (lambda m: special.expit(-m), [1.647, 1.877])):
        w, seen = np.zeros(2), []
        for step in range(1, 1001):
            w = w + 0.1 * pull(items @ w) @ items / 8
            seen += [(items @ w).min() / np.linalg.norm(w)] if step in (100, 1000) else []
        assert seen == pytest.approx(ends, abs=5e-4)


def test_L7_5_L7_6_L7_7_L7_8_who_follows_an_outlier():
    def best(cost, last):
        r = np.array([1.0, 2.0, last])
        return optimize.minimize_scalar(lambda c: np.sum(cost(r - c)), bounds=(0, 200), method="bounded").x

    costs = {"mse": np.square, "mae": np.abs, "huber": lambda r: special.huber(2.0, r)}
    found = {name: [best(cost, last) for last in (3.0, 30.0, 300.0)] for name, cost in costs.items()}
    wanted = {"mse": [2, 11, 101], "mae": [2, 2, 2], "huber": [2, 2.5, 2.5]}
    assert found == {name: pytest.approx(guesses, abs=1e-3) for name, guesses in wanted.items()}
    readings, guess = np.array([1.0, 2.0, 30.0]), np.full(3, 3.0)
    assert lv.huber_grad(readings, guess, 2.0) == pytest.approx(np.array([2, 1, -2]) / 3), "none above δ / N"


def test_X13_the_absolute_loss_is_continuous_its_slope_jumps():
    near = [(float(lv.mae([0.0], [r])), float(lv.mae_grad([0.0], [r])[0])) for r in (-1e-12, 0.0, 1e-12)]
    assert near == [(1e-12, -1), (0, 0), (1e-12, 1)]


def test_L7_9_X12_keras_adds_losses_up():
    keras = framework("tensorflow").keras
    x = keras.Input((1,))
    model = keras.Model(x, [keras.layers.Dense(1, kernel_initializer="ones")(x) for _ in "AB"])
    for weights, total in ((None, 5.0), ([1.0, 0.5], 3.0)):
        model.compile(loss=["mse", "mse"], loss_weights=weights, run_eagerly=True)
        assert model.evaluate(np.ones((2, 1)), [np.zeros((2, 1)), np.full((2, 1), 3.0)], verbose=0) == [total, 1.0, 4.0]


# Where PyTorch and Keras disagree


def test_the_disagreements_are_as_told():
    framework("torch"), framework("tensorflow")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # What PyTorch warns of, the table tells.
        results = dict(zip([trap.topic for trap in TRAPS], lv.disagreements().results, strict=True))
    assert not [topic for topic, (torch, keras) in results.items() if torch == keras]
    summed = math.log1p(math.exp(-2)) + 3 * math.log1p(math.exp(-1))
    p, q = np.array([[0.5, 0.5], [0.9, 0.1]]), np.array([[0.25, 0.75], [0.5, 0.5]])
    wanted = {
        "the true class has probability 0": (100, -math.log(1e-7)),
        "a sigmoid before the loss, logit −50": (50, -math.log(1e-7)),
        "probabilities handed over": (-special.log_softmax([0.1, 0.7, 0.2])[1], -math.log(0.7)),
        "logits handed over": (-special.log_softmax([1, 3, 2])[1], -math.log(3 / 6)),
        "a row that sums to 0.4": (-math.log(0.2), -math.log(0.2 / 0.4)),
        "order of the arguments": (90, -math.log(0.1)),
        "shapes (3, 1) and (3,)": (np.mean((np.arange(3)[:, None] - np.arange(3)) ** 2), 0),
        "what is averaged": (1.03, (1.25, 0.81)),
        "KL divergence": (special.rel_entr(p, q).sum() / 4, special.rel_entr(p, q).sum() / 2),
        "weights 1 and 3 on two items": (summed / 4, summed / 2),
        "Huber with a threshold of 2": (3 - 2 / 2, 2 * (3 - 2 / 2)),
    }
    found = {
        topic: tuple([float(v) for v in side.strip("[]").split(",")] for side in pair)
        for topic, pair in results.items()
    }
    assert found == {
        topic: tuple(pytest.approx(np.atleast_1d(side), rel=1e-5) for side in pair) for topic, pair in wanted.items()
    }


def test_the_table_of_disagreements_shows_signs_as_they_are(monkeypatch):
    monkeypatch.setattr(disagreements, "TRAPS", [Trap(*["a < b"] * 5)])
    assert disagreements.Disagreements([("a < b", "a < b")])._repr_html_().count("a &lt; b") == 7


@pytest.mark.parametrize(("z", "loss", "slopes"), [(-10.0, 10.0, -1.0), (-50.0, 50.0, -1.93e-10), (-150.0, 100.0, 0.0)])
def test_torch_keeps_the_loss_and_loses_the_slope(z, loss, slopes):
    torch = framework("torch")
    leaf = torch.tensor([z], requires_grad=True)
    got = torch.nn.functional.binary_cross_entropy(torch.sigmoid(leaf), torch.ones(1))
    got.backward()
    assert (got.item(), leaf.grad.item()) == pytest.approx((loss, slopes), rel=1e-3)


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
