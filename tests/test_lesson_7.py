"""Lesson 7: its widest border found another way, and what its panel does with a learner's pull."""

import numpy as np
import pytest
from scipy import optimize

import lossviz as lv
from lossviz.lessons.margins import DEMANDS, WIDEST, X, Y

pytestmark = pytest.mark.usefixtures("no_svg")


@pytest.mark.parametrize("intercept", [0.0, 1.0])
def test_the_shortest_weights_that_meet_every_demand(intercept):
    """With an intercept in the score and without, as the small print says."""
    demands = {"type": "ineq", "fun": lambda w: Y * (X @ w[:2] + intercept * w[2]) - 1}
    found = optimize.minimize(lambda w: w[:2] @ w[:2], [1.0, 1.0, 0.5], constraints=demands, tol=1e-12)
    assert found.x[:2] == pytest.approx(WIDEST, abs=1e-6)
    assert intercept * found.x[2] == pytest.approx(0, abs=1e-6)


def test_the_corridor_leans_on_three_mornings():
    leaning = np.isclose(DEMANDS @ WIDEST, 1)
    assert X[leaning].tolist() == [[2, 1], [-2, 4], [-2, -1]]
    assert (DEMANDS @ WIDEST)[~leaning].min() == pytest.approx(1.1)


def test_the_demand_is_a_unit():
    """The charge with demand c at c·v is c times the hinge at v, and the fifth morning asks for what the first does."""
    v = np.random.default_rng(7).normal(size=(50, 2))
    for c in (0.01, 3.0, 10.0):
        charge = np.maximum(0, c - (c * v) @ DEMANDS.T).mean(axis=1)
        assert charge == pytest.approx([c * lv.hinge(Y, X @ each) for each in v])
    assert DEMANDS[4].tolist() == DEMANDS[0].tolist()


@pytest.mark.parametrize(
    ("pull", "told"),
    [
        (lambda m: m < 1, "yours: w = (0.31, 0.45), hinge 0.000, 0 of 8 wrong, nearest 1.96\nThe two walks agree."),
        (lambda m: 1.0 * (m <= 1), "yours: w = (0.31, 0.45), hinge 0.000, 0 of 8 wrong"),
        (lambda m: -1.0 * (m < 1), "They part at step 1. Yours sets out backwards. Is a sign lost?"),
        (lambda m: 2 * (m < 2), "nearest 1.96\nYours is 2 times the walk of the hinge, step by step."),
        (
            lambda m: m < 2,
            "yours: w = (0.60, 0.83), hinge 0.000, 0 of 8 wrong, nearest 1.99\nThey part at step 2. Yours asks",
        ),
        (
            lambda m: m <= 0,
            "yours: w = (0.26, 0.17), hinge 0.183, 0 of 8 wrong, nearest 0.55\nThey part at step 2. Yours lets",
        ),
        (lambda m: (m < 0) * 1.0, "They part at step 1. Yours asks for nothing at 0, so"),
        (lambda m: 1 / (1 + np.exp(m)), "They part at step 1. Yours is that of the log loss, which never lets go."),
        (lambda m: -2 * (m - 1), "They part at step 1. Yours is that of squares, which pull back beyond 1."),
        (lambda m: m > 1, "yours: w = (0.00, 0.00), hinge 1.000, 8 of 8 wrong"),
        (lambda m: np.maximum(0, 1 - m), "They part at step 2. Yours is the price itself. How steep is it?"),
        (lambda m: 1 - m, "yours: w = (0.22, 0.34), hinge 0.105, 0 of 8 wrong"),
        (lambda m: ..., "Your function is not written yet."),
        (lambda m: 1.0, "Your function returns one number, and a row of 8 numbers is wanted."),
        (lambda m: max(0, 1 - m), "np.maximum"),
        (lambda m: -(m < 1), "which know no minus"),
        (lambda m: m / 0, "Your function returns nan."),
    ],
)
def test_a_learners_pull_walks_or_is_told_why_not(pull, told):
    panel = lv.walker(pull).set(steps=20)
    assert told in panel.reading
    assert panel.reading.startswith("Step 20, the hinge: w = (0.31, 0.45), hinge 0.000, 0 of 8 wrong, nearest 1.96\n")
    lines = panel.picture.artists.lines
    walks = told.startswith(("yours", "They", "nearest"))
    assert len(lines) == 1 + walks
    assert lines[-1].get_linestyle() == ("--" if walks else "-")


def test_a_pull_that_never_ends_leaves_a_panel(monkeypatch):
    monkeypatch.setattr("lossviz.learner.SECONDS", 0.1)

    def pull(m):
        while True:
            m = m + 1

    assert "never ends" in lv.walker(pull).reading


@pytest.mark.usefixtures("asking")
def test_the_walk_is_held_back_until_a_guess():
    panel = lv.one_walk()
    (asked,) = panel.predictions
    assert panel.reading == "label +1, score at first −3.00, steps 0"
    assert not any(end.get_visible() for end in panel.picture.artists.ends)
    asked.commit("just above 0")
    assert "There the charge is 0, and nothing pulls it on" in asked.line
    assert (
        "By the count it is at −3.000, wrong. By the distance it is at 0.000, no answer." in panel.set(steps=40).reading
    )


@pytest.mark.usefixtures("asking")
def test_the_walker_asks_where_it_stops_until_a_pull_walks():
    panel = lv.walker(lambda m: ...)
    (asked,) = panel.predictions
    assert panel.controls["steps"].disabled
    assert "so it is" in asked.commit("inside the wedge")
    last = DEMANDS @ panel.numbers_at(**asked.asked).ways["the hinge"][-1]
    assert (last > 1).all(), "on no edge"
    assert not lv.walker(lambda m: m < 2).predictions


@pytest.mark.usefixtures("asking")
def test_the_panels_own_words_at_the_questions():
    at_three = lv.one_score().numbers_at(z=3.0)
    assert at_three.pull[:2] == [0, 0] and 0 < at_three.pull[2] < 0.05 and at_three.pull[3] == -4


def test_at_the_questions_score_the_picture_tells_log_and_hinge_apart_and_what_squares_pull():
    panel = lv.one_score()
    panel.picture.settle()  # Only now are the axes in their places.
    art = panel.set(z=3.0).picture.artists
    hinge, log = (dot.get_transform().transform(dot.get_xydata())[0, 1] for dot in art.pulled[1:3])
    assert 5 < (log - hinge) / art.pulled[0].figure.dpi * 96 < 20, "in pixels of the page"
    assert (art.pulled[3].get_marker(), art.beyond[1].get_text()) == ("v", "−4.0")
    assert not art.beyond[0].get_text()


def test_pytorch_has_this_hinge_under_another_name_and_keras_mends_labels():
    y, z = np.array([1.0, -1, 1, -1]), np.array([3.0, 0.2, -0.5, -2.0])
    torch = pytest.importorskip("torch")
    functional, true, score = torch.nn.functional, torch.tensor(y), torch.tensor(z)
    right = float(lv.hinge(y, z))
    assert float(functional.margin_ranking_loss(score, 0 * score, true, margin=1.0)) == pytest.approx(right)
    score.requires_grad_(True)
    loss = functional.relu(1 - (true + 1) / 2 * score).mean()
    loss.backward()
    assert float(loss.detach()) == pytest.approx(0.875)
    assert score.grad[true < 0].tolist() == [0, 0], "nothing pulls an item labelled 0"


def test_at_a_margin_of_one_each_takes_a_side_of_the_kink():
    torch = pytest.importorskip("torch")
    y, z = torch.tensor([1.0, -1.0]), torch.tensor([1.0, -1.0], requires_grad=True)
    torch.nn.functional.margin_ranking_loss(z, torch.zeros(2), y, margin=1.0).backward()
    assert z.grad.tolist() == [-0.5, 0.5]
    assert lv.hinge_grad(y.numpy(), z.detach().numpy()).tolist() == [0, 0]
