"""Lesson 1: what its panels do with a learner's gradient, and what its text says of them and of the frameworks."""

import warnings

import numpy as np
import pytest

import lossviz as lv
from lossviz.lessons.line import BEST, X, Y


def line_grad(x, y, w, b):
    r = y - (x * w + b)
    return -2 * np.mean(r * x), -2 * np.mean(r)


def test_the_best_line_is_the_least_squares_line():
    w, b = np.polyfit(X, Y, 1)
    assert (w, b) == pytest.approx((BEST["w"], BEST["b"]))


@pytest.mark.parametrize(("w", "b"), [(0.0, 0.0), (1.2, 1.2), (-0.2, -0.6), (1.2, -0.6)])
def test_the_arrow_crosses_the_rings_at_right_angles_in_the_picture(w, b):
    """Along a ring the loss stays, so on the screen too the way along it must be square to the arrow."""
    panel = lv.fit_line().set(w=w, b=b)
    axes = panel.picture.figure.axes[1]
    dw, db = panel.numbers.slopes
    start, downhill, along = axes.transData.transform([(w, b), (w - dw, b - db), (w - db, b + dw)])
    cosine = np.dot(downhill - start, along - start)
    assert cosine == pytest.approx(0, abs=1e-6 * np.dot(downhill - start, downhill - start))
    assert axes.viewLim.contains(*panel.picture.artists.arrow._posA_posB[1])


@pytest.mark.parametrize(
    ("mine", "losses"),
    [
        (line_grad, [0.2170, 0.1686, 0.1450]),
        (lambda x, y, w, b: -np.array(line_grad(x, y, w, b)), [4.39, 15.1, 53.5]),
        (lambda x, y, w, b: 5 * np.array(line_grad(x, y, w, b)), [13.8, 168, 2053]),
        (lambda x, y, w, b: np.array(line_grad(x, y, w, b)) / 2, [0.573, 0.311, 0.219]),
        (lambda x, y, w, b: line_grad(x, y, w, b)[::-1], [0.899, 1.118, 1.964]),
    ],
    ids=["right", "sign", "sum", "no 2", "swapped"],
)
def test_the_learners_gradient_leads_where_it_leads(mine, losses):
    panel = lv.fit_line(mine=mine)
    for steps, loss in enumerate(losses, 1):
        n = panel.set(steps=steps).numbers
        assert n.own_mse == pytest.approx(loss, rel=0.01)
        assert "Yours: w = " in panel.reading
        shown = panel.picture.artists.own.get_xydata()
        np.testing.assert_allclose(shown, n.own[: len(shown)])
        line = panel.picture.artists.own_line
        np.testing.assert_allclose(line.get_ydata(), n.own[-1, 0] * np.array(line.get_xdata()) + n.own[-1, 1])


@pytest.mark.parametrize(("start", "end", "mse"), [((0, 0), (0.4, 0.4), 0.148), ((1, 0), (1.4, 0.4), 3.75)])
def test_a_forgotten_x_ends_somewhere_else_and_looks_finished(start, end, mse):
    panel = lv.fit_line(mine=lambda x, y, w, b: (-2 * np.mean(y - x * w - b),) * 2)
    n = panel.set(w=start[0], b=start[1], steps=40).numbers
    assert n.own[-1] == pytest.approx(end, abs=1e-3)
    assert f"MSE {mse}" in panel.reading.partition("Yours")[2]


@pytest.mark.parametrize(
    ("mine", "words"),
    [
        (lambda x, y, w, b: ..., "is not written yet"),
        (lambda x, y, w, b: None, "Is its return missing?"),
        (lambda x, y, w, b: 1.0, "one number, and a row of 2 numbers"),
        (lambda x, y: (1.0, 1.0), "raised TypeError"),
    ],
)
def test_a_gradient_that_does_not_answer_is_told_and_the_panel_lives_on(mine, words):
    panel = lv.fit_line(mine=mine)
    assert words in panel.reading
    panel.set(w=0.5, steps=3)
    assert words in panel.reading
    assert panel.reading.startswith("w = 0.50, b = 0.00, 3 steps down to w = 0.500, b = 0.195: ")
    assert len(panel.picture.artists.own.get_xydata()) == 1


def test_columns_and_rows_are_paired_by_one_framework_and_lined_up_by_the_other():
    column = (X * 0.5 + 0.4)[:, None]
    paired = np.mean((Y - column) ** 2)
    assert paired == pytest.approx(2.353)
    # Trained so, each forecast has all days as its truth: the line ends flat, at their mean.
    every_x, every_y = np.repeat(X, 5), np.tile(Y, 5)
    assert np.polyfit(every_x, every_y, 1) == pytest.approx([0, 0.4], abs=1e-12)

    torch = pytest.importorskip("torch")
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        loss = torch.nn.functional.mse_loss(torch.tensor(column), torch.tensor(Y))
    assert float(loss) == pytest.approx(paired)
    assert "broadcasting" in str(said[0].message)

    keras = pytest.importorskip("tensorflow").keras
    assert float(keras.losses.MeanSquaredError()(Y, column)) == pytest.approx(0.103, rel=1e-5)
    assert np.shape(keras.losses.MSE(Y[:, None], column)) == (5,), "one for each row"
