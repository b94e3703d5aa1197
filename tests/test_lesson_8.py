"""Lesson 8: the learner's pull in a panel, its best guesses and lines, and what its text says of the frameworks."""

import numpy as np
import pytest
from scipy import optimize

import lossviz as lv
from lossviz import losses
from lossviz.lessons import robust
from lossviz.lessons.tug_of_war import best_guess
from tests.test_lecture import framework

pytestmark = pytest.mark.usefixtures("no_svg")

CAP = 2.0


@pytest.mark.parametrize(
    ("mine", "last", "ends"),
    [
        (lambda r: np.clip(r, -CAP, CAP), 34.0, 55 / 3),
        (lambda r: np.where(abs(r) <= CAP, r, CAP * np.sign(r)), 24.0, 55 / 3),
        (lambda r: r, 34.0, 21),
        (np.sign, 34.0, 18),
        (lambda r: -np.clip(r, -CAP, CAP), 34.0, 80.5),
        (lambda r: np.where(abs(r) <= CAP, r, 0), 34.0, 26.1),
        (lambda r: np.where(abs(r) <= CAP, r, 0), 25.0, 25),
        (lambda r: np.where(abs(r) <= CAP, r, CAP), 34.0, 84.9),
        (lambda r: np.minimum(r, CAP), 34.0, 18.25),
    ],
    ids=[
        "Huber",
        "in two pieces",
        "squares",
        "absolute values",
        "sign",
        "none beyond",
        "trapped",
        "one side",
        "no floor",
    ],
)
def test_a_learners_pull_walks_where_it_walks(mine, last, ends):
    panel = lv.own_pull(mine=mine).set(last=last)
    assert panel.numbers.places[-1] == pytest.approx(ends, abs=0.1)
    assert panel.picture.artists.walked.get_xdata()[-1] == panel.numbers.places[-1]
    ropes = [segment[1][0] - segment[0][0] for segment in panel.picture.artists.yours.get_segments()]
    assert ropes == pytest.approx(mine(panel.numbers.y - 22))
    assert "Yours: from 26.1 to c = " in panel.reading
    assert panel.reading.endswith("of 30 steps" if ends <= 36.5 else "out of the picture")


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (lambda r: ..., "is not written yet"),
        (lambda r: 1 / 0, "raised ZeroDivisionError"),
        (lambda r: 2.0, "one number, and a row of 5 numbers is wanted"),
        (lambda r: r * np.nan, "nan"),
        (lambda r: min(r, 2.0), "np.minimum"),
    ],
)
def test_a_pull_that_does_not_answer_is_told_and_the_panel_lives_on(mine, words):
    panel = lv.own_pull(mine=mine)
    for state in ({}, {"last": 34.0}):
        assert words in panel.set(**state).reading
        assert len(panel.numbers.places) == 1 and not np.any(panel.numbers.own)
        assert "the right walk ends at 18.33" in panel.reading


def test_with_squares_it_does_not_speak_of_huber():
    panel = lv.tug_of_war("squares")
    assert list(panel.controls) == ["c", "last", "loss"]
    for loss in ("squares", "absolute values"):
        assert "δ" not in panel.set(loss=loss, last=34.0).reading
        assert panel.numbers.best == {"squares": 21, "absolute values": 18}[loss]
    with pytest.raises(ValueError, match="no loss named 'mse'; there are squares, absolute values, Huber"):
        lv.tug_of_war("mse")


@pytest.mark.usefixtures("asking")
def test_the_question_about_squares():
    panel = lv.tug_of_war("squares")
    (question,) = panel.predictions
    assert "16" not in panel.reading + panel._alt
    for guess, reply in {"15": "The 20 pulls", "10": "5 long before", "6": "before the slip"}.items():
        assert reply in question.commit(guess)
        question.reset()
    assert question.commit("16").startswith("You said 16, and it is 16")
    assert "6.00 to the left, 16.00 to the right" in panel.set(c=19.0, last=34.0).reading


@pytest.mark.parametrize("delta", [0.5, 1.0, 2.0, 5.0, 10.0])
@pytest.mark.parametrize("last", [20.0, 24.0, 34.0])
def test_at_the_best_guess_the_pulls_cancel(last, delta):
    y = np.array([16.0, 17.0, 18.0, 20.0, last])
    assert np.clip(y - best_guess("Huber", y, delta), -delta, delta).sum() == pytest.approx(0, abs=1e-6)
    assert best_guess("Huber", y, 99.0) == pytest.approx(y.mean())
    assert best_guess("Huber", y, 0.01) == pytest.approx(np.median(y))


@pytest.mark.slow
@pytest.mark.parametrize("delta", [0.5, 1.2, 3.0])
@pytest.mark.parametrize("height", [-3.0, 0.75, 1.75, 4.0, 15.0])
def test_each_line_of_the_outlier_panel_is_truly_the_best(height, delta):
    lines = lv.outlier_fit().set(height=height, delta=delta).numbers.lines
    x, y = robust.X, robust.Y.copy()
    y[robust.OUTLIER] = height
    assert lines["MSE"] == pytest.approx(np.polyfit(x, y, 1))
    found = optimize.minimize(lambda p: losses.huber(y, p @ [x, np.ones(8)], delta), [0.5, 0.4], tol=1e-12)
    assert losses.huber(y, lines["Huber"] @ [x, np.ones(8)], delta) <= found.fun + 1e-9


def test_huber_follows_squares_while_the_star_is_within_delta_of_its_line():
    heights = np.arange(1.5, 15, 0.05)
    for delta in (0.5, 3.0):
        squares, huber = robust.squares_lines(heights), robust.huber_lines(heights, delta)
        within = heights - (huber[:, 0] * 2.5 + huber[:, 1]) < delta - 1e-6
        assert np.abs(squares - huber)[within].max() < 1e-6
        assert np.ptp(huber[~within], axis=0).max() < 1e-6


def test_the_line_of_absolute_values_hardly_moves_but_follows_a_point_far_out_in_x():
    assert len(np.unique(robust.absolute_lines(np.linspace(-3, 15, 73)).round(6), axis=0)) == 2
    for height, (slope, level) in zip((1.5, 10.0), robust.absolute_lines(np.array([1.5, 10.0]), 40.0), strict=True):
        assert slope * 40 + level == pytest.approx(height), "it passes through the point"


def test_a_star_dragged_out_shows_where_absolute_values_break():
    panel = lv.outlier_fit().set(height=1.5)
    found = [panel.set(place=place).numbers.lines["MAE"][0] for place in (2.5, 12.25, 13.0)]
    assert found == pytest.approx([0.517, 0.35, 0.085], abs=5e-4)
    up, out = panel.set(place=25.0).picture.artists.slopes["MAE"]
    assert len(np.unique(up.get_xdata())) == 1 and out.get_xdata()[-1] == 25
    falls = -np.diff(out.get_ydata())
    (sudden,) = np.flatnonzero(falls > 0.2)
    assert 12.25 <= out.get_xdata()[sudden] < 13


def test_each_slip_is_shown_with_the_delta_of_the_text():
    panel = lv.outlier_fit()
    for button in panel._presets:
        panel.set(delta=3.0)
        button.click()
        assert panel.state["delta"] == (0.5 if "slipped" in button.description else 3.0)


def test_the_opening_fills_its_picture_and_the_points_stand_above_the_band():
    left = lv.outlier_fit().picture.figure.axes[0]
    (points,) = [line for line in left.lines if len(line.get_xdata()) == 7]
    assert np.ptp(points.get_xdata()) > 0.6 * np.ptp(left.get_xlim())
    assert points.get_animated()


def test_two_points_above_each_other_leave_no_hole_in_the_line_of_absolute_values():
    before, at, after = robust.absolute_lines(np.full(3, 1.5), np.array([3.49, 3.5, 3.51]))
    assert at == pytest.approx(before) and at == pytest.approx(after)


def test_both_frameworks_have_delta_at_1_where_two_functions_of_pytorch_agree():
    torch, tf = framework("torch"), framework("tensorflow")
    y, out = np.array([16.0, 17.0, 18.0, 20.0, 34.0]), np.full(5, 19.0)
    functional, pair = torch.nn.functional, (torch.tensor(out), torch.tensor(y))
    assert float(functional.huber_loss(*pair)) == pytest.approx(float(lv.huber(y, out, 1.0)))
    assert float(functional.smooth_l1_loss(*pair)) == pytest.approx(float(lv.huber(y, out, 1.0)))
    assert float(tf.keras.losses.Huber()(y, out)) == pytest.approx(float(lv.huber(y, out, 1.0)))
    assert 2 * float(functional.smooth_l1_loss(*pair, beta=2.0)) == pytest.approx(float(lv.huber(y, out, 2.0)))
    assert np.abs(lv.huber_grad(y, out, 2.0)).max() == pytest.approx(0.4)
