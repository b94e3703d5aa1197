"""Lesson 2's panels and items against figures computed another way; each test names the ids it proves."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest

import lossviz as lv
from lossviz.calls import CALLS_IN_BITS
from lossviz.lecture import ERRATA, ITEMS
from lossviz.lessons import codes
from lossviz.lessons.lottery import LOTTERIES

# The lotteries with what the lecture prints, by item.
PRINTED = {"L2.2": [0.25] * 4, "L2.3": [0.1, 0.1, 0.1, 0.7], "L2.4": [0.01, 0.01, 0.01, 0.97]}
X2 = [0.001, 0.001, 0.001, 0.999]
MEANT = [0.001, 0.001, 0.001, 0.997]


def bits(p):
    """Entropy in bits, without NumPy."""
    return math.fsum(x * math.log2(1 / x) for x in p if x)


def tickets(values):
    return {f"w{i}": w for i, w in enumerate(values, 1)}


def areas(collection):
    """Return the areas of rectangles in a collection."""
    boxes = [path.get_extents() for path in collection.get_paths()]
    return np.array([box.width * box.height for box in boxes])


@pytest.mark.parametrize("p", [*PRINTED.values(), MEANT, [0.0, 0.5, 0.5], [1.0, 0.0]])
def test_L2_1_entropy_is_the_mean_surprise(p):
    assert lv.entropy(p, unit="bits") == pytest.approx(bits(p), abs=1e-15)
    possible = np.array(p)[np.array(p) > 0]
    assert lv.entropy(p) == pytest.approx(np.average(lv.surprise(possible), weights=possible))
    stats = pytest.importorskip("scipy.stats")
    assert lv.entropy(p) == pytest.approx(stats.entropy(p))


def test_L2_1_rare_is_surprising_and_surprises_of_independent_events_add():
    assert np.all(np.diff(lv.surprise(np.linspace(0.01, 1, 50))) < 0)
    assert lv.surprise(1.0) == 0
    assert lv.surprise(0.3 * 0.2) == pytest.approx(lv.surprise(0.3) + lv.surprise(0.2))


def test_L2_2_equal_outcomes_have_two_bits_from_four_halves():
    p = np.array(PRINTED["L2.2"])
    np.testing.assert_array_equal(p * np.log2(p), [-0.5] * 4)
    assert lv.entropy(p, unit="bits") == 2.0 == ITEMS["L2.2"].prints[0]


@pytest.mark.parametrize("item", ["L2.2", "L2.3", "L2.4"])
def test_L2_2_L2_3_L2_4_the_lecture_prints_what_holds(item):
    (printed,) = ITEMS[item].prints
    assert bits(PRINTED[item]) == pytest.approx(printed, rel=1e-6)
    assert lv.entropy(PRINTED[item], unit="bits") == pytest.approx(printed, rel=1e-6)


@pytest.mark.parametrize("p", [*PRINTED.values(), MEANT])
def test_L2_2_to_L2_5_frameworks_agree_in_bits_and_in_nats(p):
    pytest.importorskip("torch")
    pytest.importorskip("tensorflow")
    for unit in ("bits", "nats"):
        table = lv.compare("entropy", p, unit=unit)
        assert table.agree, repr(table)
        assert len({row.framework for row in table.rows}) == 3
    with pytest.raises(ValueError, match="no loss named 'mse' to compare in bits; there are entropy"):
        lv.compare("mse", p, p, unit="bits")
    assert CALLS_IN_BITS.keys() <= lv.frameworks.CALLS.keys()


def test_L2_5_X2_the_last_lottery_is_no_distribution():
    with pytest.raises(ValueError, match=r"p sums to 1\.002; the probabilities of a distribution sum to 1"):
        lv.entropy(X2, unit="bits")
    assert sum(map(Fraction, ("0.001", "0.001", "0.001", "0.999"))) == Fraction("1.002")
    figures = [bits(X2), bits(np.array(X2) / 1.002), bits(MEANT)]
    assert [f"{figure:.5f}" for figure in figures] == ["0.03134", "0.03416", "0.03422"]
    assert all(f"{figure:.5f}" in ERRATA["X2"].holds for figure in figures)
    assert ITEMS["L2.5"].prints == (0.0313,)
    assert bits(X2) == pytest.approx(0.0313, abs=5e-5)


def test_L2_6_bits_and_nats_differ_by_the_logarithm_of_two():
    for p in PRINTED.values():
        assert lv.entropy(p, unit="bits") / lv.entropy(p, unit="nats") == pytest.approx(1 / math.log(2))
    assert 1 / math.log(2) == pytest.approx(1.4427, abs=5e-5)
    in_bits, in_nats = (lv.lottery().set(unit=unit).numbers for unit in ("bits", "nats"))
    np.testing.assert_allclose(in_nats.surprise, 0.693147 * in_bits.surprise, rtol=1e-6)


@pytest.mark.parametrize("favourite", [0.25, 0.7, 0.97, 0.997])
def test_X3_known_before_and_learned_add_up(favourite):
    n = lv.draw_by_draw().set(favourite=favourite).numbers
    rest = (1 - favourite) / 3
    assert n.entropy == pytest.approx(bits([rest, rest, rest, favourite]), abs=1e-12)
    panel = lv.draw_by_draw().set(favourite=favourite)
    known, learned = areas(panel.picture.artists.parts) / 0.8
    assert (known, learned) == pytest.approx((2 - n.entropy, n.entropy))
    assert "before the draw" in ERRATA["X3"].holds


def test_draw_by_draw_shows_what_the_prose_says():
    panel = lv.draw_by_draw().set(favourite=0.7, draws=300)
    each = panel.numbers.each
    assert set(each.round(2)) == {0.51, 3.32}
    assert np.mean(each < panel.numbers.entropy) > 0.5, "most draws surprise by less than the entropy"
    np.testing.assert_allclose(panel.numbers.mean[-1], each.mean())
    alike = lv.draw_by_draw().set(favourite=0.25).numbers
    np.testing.assert_allclose(alike.each, 2)
    rare = lv.draw_by_draw().set(favourite=0.997, draws=300).numbers.each
    assert rare[:100].max() < 0.01 and 9 < rare.max() < 11


@pytest.mark.slow
def test_draw_by_draw_closes_in_on_the_entropy():
    ends = [lv.draw_by_draw().set(favourite=0.7, draws=300, run=run).numbers.mean[-1] for run in range(1, 21)]
    assert np.mean(ends) == pytest.approx(bits(PRINTED["L2.3"]), abs=0.05)
    starts = [lv.draw_by_draw().set(favourite=0.7, draws=10, run=run).numbers.mean[-1] for run in range(1, 21)]
    assert np.std(ends) < np.std(starts) / 3


@pytest.mark.parametrize("values", [(100, 100, 100, 700), (1, 1, 1, 997), (0, 0, 0, 5), (1000, 0, 3, 1)])
def test_lottery_shows_the_entropy_as_an_area(values):
    panel = lv.lottery().set(**tickets(values))
    p = np.array(values) / sum(values)
    np.testing.assert_allclose(areas(panel.picture.artists.chances) / 0.7, p)
    assert panel.numbers.p.sum() == pytest.approx(1)
    shown = areas(panel.picture.artists.areas)
    np.testing.assert_allclose(shown, [x * math.log2(1 / x) if x else 0 for x in p], atol=1e-12)
    assert shown.sum() == pytest.approx(bits(p), abs=1e-12)
    assert panel.picture.artists.mean.get_ydata()[0] == pytest.approx(bits(p), abs=1e-12)
    np.testing.assert_allclose(areas(panel.picture.artists.terms)[4:] / 0.7, shown, atol=1e-12)
    assert f"= {bits(p):.4f} bits" in panel.reading
    assert panel.reading.count("never drawn") == values.count(0)


def test_lottery_presets_are_the_lectures_and_only_shares_count():
    wanted = [*PRINTED.values(), MEANT]
    for values, p in zip(LOTTERIES.values(), wanted, strict=True):
        np.testing.assert_allclose(np.array(values) / sum(values), p)
    one = lv.lottery().set(**tickets((100, 50, 10, 400))).numbers
    two = lv.lottery().set(**tickets((200, 100, 20, 800))).numbers
    np.testing.assert_allclose(one.terms, two.terms)


def test_the_largest_term():
    p = np.linspace(1e-4, 1, 10_000)
    terms = p * -np.log2(p)
    assert (p[terms.argmax()], terms.max()) == pytest.approx((0.368, 0.531), abs=5e-4)


@pytest.mark.parametrize(("p", "q"), [(0.5, 0.25), (0.05, 0.05), (1.0, 0.3), (1.0, 1.0)])
def test_surprises_add_shows_two_stacks_of_one_height(p, q):
    panel = lv.surprises_add().set(p=p, q=q)
    a, b, both = areas(panel.picture.artists.bars) / 0.6
    assert (a, b) == pytest.approx((math.log2(1 / p), math.log2(1 / q)))
    assert a + b == pytest.approx(both)
    assert panel.picture.artists.points[2].get_xdata() == [p * q]


@pytest.mark.parametrize(("a", "s"), [(0.6, 0.25), (0.0, 0.5), (1.0, 0.5), (1 / 3, 0.5), (0.2, 1.0)])
def test_entropy_map_adds_up_the_entropies_of_questions(a, s):
    n = lv.entropy_map().set(a=a, s=s).numbers
    assert n.p.sum() == pytest.approx(1)
    assert n.both == pytest.approx(bits(n.p), abs=1e-12)
    assert n.first + (1 - a) * n.second == pytest.approx(n.both)


def test_entropy_map_as_the_prose_has_it():
    assert lv.entropy_map().set(a=1 / 3, s=0.5).numbers.both == pytest.approx(math.log2(3))
    assert lv.entropy_map().set(a=0.0, s=0.5).numbers.both == pytest.approx(1)
    assert bits([0.01, 0.99]) == pytest.approx(0.08, abs=1e-3)
    panel = lv.entropy_map().set(a=1.0)
    np.testing.assert_allclose(panel.picture.artists.point.get_xydata(), [[0.5, math.sqrt(0.75)]])


def best_by_search(p):
    """Return the least mean number of questions over all lengths that a tree can have (Kraft)."""
    lengths = itertools.product(range(1, len(p)), repeat=len(p))
    return min(np.dot(p, n) for n in lengths if sum(Fraction(1, 2**k) for k in n) <= 1)


@pytest.mark.parametrize("weights", [(1, 1, 1, 7), (1, 1, 1, 1), (1, 1, 2, 4), (3, 4, 5, 6), (2, 2, 3, 8, 1), (1, 9)])
def test_no_questions_are_fewer_than_huffmans(weights):
    tree = codes.questions_tree(weights)
    words = codes.code_words(tree)
    p = np.array(weights) / sum(weights)
    mean = sum(p[i] * len(word) for i, word in words.items())
    assert codes.mean_questions(tree) == pytest.approx(mean)
    assert mean == pytest.approx(best_by_search(p))
    assert bits(p) <= mean + 1e-12 and mean < bits(p) + 1
    assert not any(a != b and b.startswith(a) for a, b in itertools.product(words.values(), repeat=2))


@pytest.mark.parametrize("values", [(100, 100, 100, 700), (1, 1, 1, 997), (250, 250, 250, 250), (0, 0, 100, 900)])
@pytest.mark.parametrize("block", [1, 2, 4])
def test_questions_shows_their_mean_number_as_an_area(values, block):
    panel = lv.questions().set(**tickets(values), block=block)
    n, p = panel.numbers, np.array(values) / sum(values)
    joint = np.ones(1)
    for _ in range(block):
        joint = np.multiply.outer(joint, p).ravel()
    lengths = {outcome: len(answers) for outcome, answers in n.words.items()}
    chance = {"".join(str(j + 1) for j in np.unravel_index(i, (4,) * block)): x for i, x in enumerate(joint)}
    mean = sum(chance[word] * length for word, length in lengths.items()) / block
    assert n.questions[block - 1] == pytest.approx(mean)
    assert panel.picture.artists.means.get_ydata()[block - 1] == pytest.approx(mean)

    drawn = 0.0
    for patch in (panel.picture.artists.yes, panel.picture.artists.no):
        drawn += sum(np.prod(np.ptp(corners, axis=0)) for corners in patch.get_path().to_polygons(closed_only=False))
    assert drawn == pytest.approx(mean, abs=0.03), "but for those too narrow to be seen"
    assert bits(p) <= mean + 1e-12 and mean < bits(p) + 1 / block


def test_questions_as_the_prose_has_them():
    favourite = lv.questions().set(**tickets((100, 100, 100, 700))).numbers.questions
    np.testing.assert_allclose(favourite, [1.5, 1.365, 1.375, 1.364], atol=5e-4)
    halves = lv.questions().set(**tickets((125, 125, 250, 500)))
    np.testing.assert_allclose(halves.numbers.questions, 1.75)
    assert halves.numbers.entropy == pytest.approx(1.75)
    assert [text.get_text() for text in halves.picture.artists.asks if text.get_visible()] == ["4?", "3?"]
    sure = lv.questions().set(**tickets((1, 1, 1, 997))).numbers.questions
    assert sure[0] >= 1 and sure[1] == pytest.approx(sure[0] / 2, rel=0.02)
    assert lv.questions().set(**tickets((0, 0, 0, 9))).numbers.questions.tolist() == [0, 0, 0, 0]


def test_a_zero_spoils_the_plain_formula_and_not_the_right_one():
    torch = pytest.importorskip("torch")
    p = torch.tensor([0.5, 0.5, 0.0, 0.0])
    assert torch.isnan(-(p * torch.log(p)).sum())
    assert float(torch.special.entr(p).sum()) == pytest.approx(math.log(2)) == pytest.approx(lv.entropy(p.numpy()))


def test_the_labels_on_the_triangle_lie_inside_it_and_say_the_entropy_there():
    axes = lv.entropy_map().picture.figure.axes[1]
    labels = [text for text in axes.texts if "." in text.get_text()]
    assert sorted(text.get_text() for text in labels) == ["0.6", "0.9", "1.2", "1.5"]
    corners = np.array([[0.5, np.sqrt(0.75), 1], [0, 0, 1], [1, 0, 1]])
    for text in labels:
        p = np.linalg.solve(corners.T, [*text.get_position(), 1])
        assert p.min() > 0.03, "clear of the sides"
        assert -np.sum(p * np.log2(p)) == pytest.approx(float(text.get_text()), abs=0.02)


@pytest.mark.parametrize(
    ("p", "q", "coins"),
    [(0.5, 0.25, "exactly 3"), (1.0, 1.0, "exactly 0"), (0.5, 1.0, "exactly 1"), (0.4, 0.3, "about 3.1")],
)
def test_a_surprise_is_told_in_coins(p, q, coins):
    assert lv.surprises_add().set(p=p, q=q).reading.endswith(f"surprise as much: {coins}")
