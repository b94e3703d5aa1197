"""Lesson 4: the learner's price in a panel, and what its text says of the prices and of PyTorch."""

import numpy as np
import pytest

import lossviz as lv

pytestmark = pytest.mark.usefixtures("no_svg")


@pytest.mark.parametrize(
    ("mine", "arrives", "at_40"),
    [
        (lambda q: -1 / q, 12, 3.59),
        (lambda q: 1 / q, None, -41.8),
        (lambda q: -np.log(q), None, -5.13),
        (lambda q: -2 * (1 - q), 43, 2.15),
        (lambda q: q - 1, 86, 1.50),
        (lambda q: -1 / q**2, 1, 5.55),
    ],
    ids=["surprise", "sign", "price", "squares", "twice", "faster"],
)
def test_the_learners_price_walks_as_it_walks(mine, arrives, at_40):
    panel = lv.way_back(mine=mine)
    own = np.array(panel.numbers.ways["yours"])
    there = np.flatnonzero(1 / (1 + np.exp(-own)) > 0.9)
    assert panel.numbers.first["yours"] == (there[0] if len(there) else None) == arrives
    assert own[40] == pytest.approx(at_40, abs=0.01)
    np.testing.assert_allclose(panel.picture.artists.lines["yours"].get_ydata(), own)
    assert ("Yours is the surprise." in panel.reading) == (mine(0.5) == -2 and mine(0.25) == -4)
    assert (f"yours {arrives}\n" if arrives else "yours not in time\nYours goes down") in panel.reading


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
    assert "squares 119, surprise 16\n" in panel.reading
    assert not len(panel.picture.artists.lines["yours"].get_xdata()), "nothing is drawn of it"


@pytest.mark.parametrize(
    ("mine", "state", "words", "last"),
    [
        (
            lambda q: -1 / (q * (1 - q)),
            {},
            "At step 39 z is 37.0, and the truth's chance exactly 1 in the computer. Your",
            37,
        ),
        (lambda q: 1 / 0 if q > 0.2 else -1 / q, {}, "At step 1 z is −1.1, and the truth's chance 0.246", -1.119203),
        (
            lambda q: -1 / q**2,
            {"start": -10.0, "label": "turns to no"},
            "yours stopped at step 50\nAt step 50 z is 22016.5, and the truth's chance exactly 0 in the computer. Your",
            22016.465795,
        ),
    ],
)
def test_a_price_that_fails_on_the_way_is_drawn_that_far(mine, state, words, last):
    panel = lv.way_back(mine=mine).set(**state)
    assert words in panel.reading and "raised ZeroDivisionError" in panel.reading
    steps, scores = panel.picture.artists.lines["yours"].get_data()
    assert f"At step {len(steps) - 1} z" in panel.reading
    assert scores[-1] == pytest.approx(last, rel=0.01)


@pytest.mark.parametrize(
    ("mine", "at"),
    [
        (lambda q: -1 / q, "0.80"),
        (lambda q: -2 * (1 - q), "0.80"),
        (lambda q: q - 1, "0.80"),
        (lambda q: -1 / q**2, "0.67"),
        (lambda q: -1 / q**0.5, "0.94"),
        (lambda q: -1.0, "1.00"),
    ],
)
def test_it_is_told_where_a_price_rests_that_sees_eight_yes_of_ten(mine, at):
    q = np.linspace(0.0005, 0.9995, 1000)
    slope = 0.8 * np.array([mine(at) for at in q]) - 0.2 * np.array([mine(1 - at) for at in q])
    assert f"{q[slope < 0].max():.2f}" == at
    assert f"yours would rest at q = {at}" in lv.way_back(mine=mine).reading


def arrives(loss, z, eta):
    """Return the step at which q passes 0.9, by the definition."""
    for step in range(20_000):
        q = 1 / (1 + np.exp(-z))
        if q > 0.9:
            return step
        z += eta * {"squares": 2 * (1 - q) * q * (1 - q), "surprise": 1 - q}[loss]
    return None


def test_a_softmax_over_one_score_costs_nothing():
    z, y = np.array([[0.3], [2.0], [-1.0]]), np.array([[1.0], [1.0], [0.0]])
    torch = pytest.importorskip("torch")
    scores = torch.tensor(z, requires_grad=True)
    loss = torch.nn.functional.cross_entropy(scores, torch.tensor(y))
    loss.backward()
    assert loss.item() == 0
    assert not scores.grad.any()
