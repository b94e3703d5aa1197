"""The slopes of softmax and of two prices by complex steps: no formula of a gradient, and no digit lost."""

from functools import cache

import numpy as np
from scipy import special

from tests.content import boxes, content, label, near, reads, seen, ticks, xy
from tests.content.squares import cells, figures_by_glyph, squares_by_sign


def slope(f, x):
    """Return the derivative of f by each number of x, on the first axis: a step of 1e-30 i cancels nothing."""
    x = np.asarray(x, float)
    return np.array([np.imag(f(x + 1e-30j * unit.reshape(x.shape))) / 1e-30 for unit in np.eye(x.size)])


def log_softmax(z, axis=-1):
    """Return log softmax of real or complex z."""
    z = z - np.real(z).max(axis=axis, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=axis, keepdims=True))


def softmax(z):
    """Return the softmax of real or complex z."""
    return np.exp(log_softmax(z))


SCORES = {"2, 1, 0": [2, 1, 0], "10, 5, 0": [10, 5, 0]}


@content(
    {},
    {"nudge": 1.0},
    {"nudge": -1.3, "score": "z2", "scores": "10, 5, 0"},
    {"nudge": 2.0, "score": "z3"},
    {"nudge": -0.7, "score": "z3"},
)
def who_pays(art, still, n, text, *, nudge, score, scores):
    z, moved = np.array(SCORES[scores], float), int(score[1]) - 1
    after = z.copy()
    after[moved] += nudge
    before, q = special.softmax(z), special.softmax(after)
    payers = [k for k in range(3) if k != moved]
    least = min(payers, key=lambda k: before[k])
    change = q - before
    # What each payer pays, as a part of what is gained: measured where something moves.
    share = 100 * abs(change[least] / change[moved]) if nudge else 100 * before[least] / sum(before[k] for k in payers)
    assert (n.moved, n.least) == (moved, least)
    near(n.before, before)
    near(n.q, q)
    near(n.share, share)
    near(n.slopes, slope(softmax, after).T, abs=1e-12)

    near(boxes(art.kept), [np.arange(3) - 0.35, [0] * 3, [0.7] * 3, np.minimum(before, q)])
    low = np.minimum(before, q)
    of_payers = np.transpose([[k - 0.35, low[k], 0.7, abs(change[k])] for k in payers])
    first, second = (abs(change[k]) for k in payers)
    own = np.transpose([[moved - 0.35, low[moved], 0.7, first], [moved - 0.35, low[moved] + first, 0.7, second]])
    for artist, right in zip((art.gained, art.paid), (own, of_payers)[:: 1 if nudge > 0 else -1], strict=True):
        near(boxes(artist), right)
    for text_of, payer, bottom, height in zip(art.of_whom, payers, own[1], own[3], strict=True):
        near(seen(text_of).get_position(), [moved, bottom + height / 2])
        assert text_of.get_text() == (f"class {payer + 1}" if height > 0.04 else "")
    for factor, payer in zip(art.factors, payers, strict=True):
        near(seen(factor).get_position(), [payer, max(before[payer], q[payer]) + 0.03])
        assert factor.get_text() == (f"× {q[payer] / before[payer]:.2g}" if nudge else "")
    near(boxes(art.column), [[moved + 0.5], [0.5], [1], [3]])
    assert art.gained.get_hatch() and not art.paid.get_hatch()
    assert [label(artist) for artist in (art.kept, art.gained, art.paid)] == ["kept", "gained", "paid"]
    assert ticks(art.kept.axes.xaxis) == ["class 1", "class 2", "class 3"]
    squares_by_sign(art.squares, n.slopes, 0.33, raised=0.08)
    figures_by_glyph(art.figures, n.slopes, 3)
    cells(still[1], ["q1", "q2", "q3"], ["z1", "z2", "z3"])

    def three(value):
        return float(f"{value:.3g}")

    does, other = ("gains", "pays") if nudge > 0 else ("loses", "gets")
    told = [moved + 1, f" {does} ", three(abs(change[moved])), least + 1, f" {other} ", three(share)] if nudge else []
    reads(
        text,
        f"{score} moved by",
        *SCORES[scores],
        nudge,
        *map(three, q),
        *told,
    )


STARTS = {"undecided": [0, 0, 0], "sure and wrong": [-2, 3, 0]}
PRICES = {
    "cross entropy": lambda z: np.log1p(np.exp(z[1] - z[0]) + np.exp(z[2] - z[0])),
    "squares": lambda z: np.mean((softmax(z) - [1, 0, 0]) ** 2),
}


@cache
def walked(price, machine, eta):
    """Return the chances before each of 120 steps and after the last, and each step's push."""
    z, chances, pushes = np.array(STARTS[machine], float), [], []
    for _ in range(121):
        chances.append(special.softmax(z))
        pushes.append(-slope(PRICES[price], z))
        z = z + eta * pushes[-1]
    return np.array(chances), np.array(pushes)


@content(
    {},
    {"step": 1, "machine": "sure and wrong"},
    {"step": 107, "machine": "sure and wrong"},
    {"step": 2, "machine": "sure and wrong", "eta": 30},
    {"step": 30, "machine": "undecided", "eta": 4},
)
def two_roads(art, still, n, text, *, step, machine, eta):
    corners = np.array([[0.5, np.sqrt(3) / 2], [0, 0], [1, 0]])
    near(xy(still[0][0]), corners[[0, 1, 2, 0]])
    near(xy(still[0][1]), [[0.45, 0.9 * np.sqrt(3) / 2], [0.55, 0.9 * np.sqrt(3) / 2]])
    near(xy(still[1][0])[:, 1], 0)
    texts = {text.get_text().strip(): text.get_position() for text in art.lines["squares"].axes.texts}
    for name, corner in zip(("class 1, the truth", "class 2", "class 3"), corners, strict=True):
        assert np.hypot(*(np.array(texts[name]) - corner)) < 0.1
    told, sizes = [], []
    for name, left in (("cross entropy", -0.38), ("squares", 0.04)):
        chances, pushes = walked(name, machine, eta)
        near(n.roads[name], chances[: step + 1], abs=1e-15)
        near(xy(art.lines[name]), chances[: step + 1] @ corners, abs=1e-15)
        largest = abs(pushes[step]).max()
        near(n.most[name], largest)
        sizes.append(largest)
        push = pushes[step] / max(largest, 1e-6)  # What is smaller is seen to be.
        near(n.pushes[name], push, abs=1e-15)
        near(boxes(seen(art.bars[name])), [np.arange(3) + left, np.minimum(push, 0), [0.34] * 3, abs(push)], abs=1e-15)
        assert label(art.lines[name]) == label(art.bars[name]) == name
        there = np.flatnonzero(chances[: step + 1, 0] > 0.9)[:1]
        told += [*chances[step], *(number for at in there for number in (0.9, at))]
    for wrong, score in zip(art.wrong, (1, 2), strict=True):
        assert wrong.get_visible() == (push[score] > 0) and wrong.get_text() == "wrong way"
        near(wrong.get_position(), [score + 0.21, push[score] + 0.02])
    near(xy(art.tenth), chances[: step + 1 : 10] @ corners, abs=1e-15)  # Of squares, which come last.
    assert label(art.tenth) == "each tenth step"
    assert art.sizes.get_text().startswith("largest push: cross entropy ")
    reads(seen(art.sizes).get_text(), "squares", *(float(f"{size:.2g}") for size in sizes if size > 1e-6))
    assert art.sizes.get_text().count("arrived") == sum(size <= 1e-6 for size in sizes)
    assert art.bars["cross entropy"].get_hatch() and not art.bars["squares"].get_hatch()
    assert ticks(art.bars["squares"].axes.xaxis) == ["z1, the truth's", "z2", "z3"]
    assert ticks(art.bars["squares"].axes.yaxis) == ["down", "0", "up"]
    reads(
        text,
        f"{machine}, z",
        f"{step} step{'s' * (step != 1)}:",
        "cross entropy is at",
        "Squares are at",
        *STARTS[machine],
        eta,
        step,
        *told,
    )
