"""Lesson 1's panels and items against figures computed another way; each test names the ids it proves."""

import numpy as np
import pytest

import lossviz as lv
from lossviz.lecture import ERRATA, ITEMS
from lossviz.lessons import mse as lesson

Y_HOT = lv.one_hot([1, 2, 3, 0, 2], depth=4)
OUT = np.random.default_rng(0).normal(size=(5, 4))


def test_L1_1_labels_one_hot():
    np.testing.assert_array_equal(Y_HOT.argmax(axis=1), [1, 2, 3, 0, 2])
    np.testing.assert_array_equal(Y_HOT.sum(axis=1), 1)
    assert Y_HOT.shape == OUT.shape == (5, 4)


def test_L1_2_L1_3_three_routes_to_one_number():
    mean_of_squares = sum((a - b) ** 2 for a, b in zip(Y_HOT.flat, OUT.flat, strict=True)) / 20
    assert lv.mse(Y_HOT, OUT) == pytest.approx(mean_of_squares)
    assert np.linalg.norm(Y_HOT - OUT) ** 2 / 20 == pytest.approx(mean_of_squares)
    assert lv.l2_norm(Y_HOT, OUT) == pytest.approx(np.linalg.norm(Y_HOT - OUT))
    assert ITEMS["L1.2"].prints == (1.0918376,)


def test_L1_4_function_and_class_form():
    table = lv.compare("mse", Y_HOT, OUT, lecture="L1.2")
    for row in table.rows:
        if row.value is not None:
            assert row.value == pytest.approx(1.077562, rel=1e-6)
    assert table.agree


def test_L1_6_a_loss_is_one_number_zero_where_right_and_larger_the_further_off():
    for loss in (lv.sum_squared_error, lv.mse, lv.l2_norm):
        assert np.ndim(loss(Y_HOT, OUT)) == 0, "many residuals, one number to descend"
        assert loss(Y_HOT, Y_HOT) == 0
        further = [float(loss(Y_HOT, Y_HOT + step * (OUT - Y_HOT))) for step in (0.5, 1.0, 2.0)]
        assert further == sorted(further)


def test_X11_sum_and_mean_differ_by_the_number_of_entries():
    assert lv.sum_squared_error(Y_HOT, OUT) / lv.mse(Y_HOT, OUT) == pytest.approx(20)
    np.testing.assert_allclose(lv.sum_squared_error_grad(Y_HOT, OUT) / lv.mse_grad(Y_HOT, OUT), 20)
    assert "N·K" in ERRATA["X11"].holds


def test_L1_5_best_line_is_the_least_squares_line():
    w, b = np.polyfit(lesson.X, lesson.Y, 1)
    assert (w, b) == pytest.approx((lesson.BEST["w"], lesson.BEST["b"]))
    numbers = lv.fit_line().set(**lesson.BEST).numbers
    assert numbers.gradient == pytest.approx((0, 0), abs=1e-12)
    assert numbers.mse == pytest.approx(np.var(lesson.Y - w * lesson.X - b))


@pytest.mark.parametrize(("w", "b"), [(0.0, 0.0), (1.2, 1.6), (-0.2, -0.8), (0.35, -0.1)])
def test_fit_line_shows_the_loss_and_its_slope(w, b):
    panel = lv.fit_line().set(w=w, b=b)

    def loss(w, b):
        return np.mean((lesson.Y - (w * lesson.X + b)) ** 2)

    h = 1e-6
    slope = ((loss(w + h, b) - loss(w - h, b)) / (2 * h), (loss(w, b + h) - loss(w, b - h)) / (2 * h))
    assert panel.numbers.mse == pytest.approx(loss(w, b))
    assert panel.numbers.gradient == pytest.approx(slope, abs=1e-6)
    assert f"MSE {loss(w, b):.3f}" in panel.reading

    squares = [path.get_extents() for path in panel.picture.artists.squares.get_paths()]
    areas = [box.width * box.height for box in squares]
    np.testing.assert_allclose(areas, (lesson.Y - (w * lesson.X + b)) ** 2, atol=1e-12)
    assert all(box.width == pytest.approx(box.height) for box in squares), "real squares"
    assert panel.picture.figure.axes[0].get_aspect() == 1
    mean = panel.picture.artists.mean
    assert abs(mean.get_width()) * mean.get_height() == pytest.approx(np.mean(areas))


@pytest.mark.parametrize(("w", "b"), [(0.0, 0.0), (1.2, 1.6), (-0.2, 1.6), (1.2, -0.8)])
def test_the_arrow_crosses_the_rings_at_right_angles_in_the_picture(w, b):
    """Along a ring the loss stays, so on the screen too the way along it must be square to the arrow."""
    panel = lv.fit_line().set(w=w, b=b)
    axes = panel.picture.figure.axes[1]
    dw, db = panel.numbers.gradient
    start, downhill, along = axes.transData.transform([(w, b), (w - dw, b - db), (w - db, b + dw)])
    cosine = np.dot(downhill - start, along - start)
    assert cosine == pytest.approx(0, abs=1e-6 * np.dot(downhill - start, downhill - start))
    assert axes.viewLim.contains(w, b)
    assert axes.viewLim.contains(w - lesson.RATE * dw, b - lesson.RATE * db)
    rings = next(c for c in axes.collections if hasattr(c, "levels"))
    np.testing.assert_allclose(np.diff(rings.levels), 0.5)


def test_fit_line_steps_downhill_to_the_best_line():
    panel = lv.fit_line().set(w=1.2, b=-0.8)
    step = panel.children[0].children[1]
    assert step.description == "one step downhill"
    before = panel.numbers.mse
    for _ in range(60):
        step.click()
        assert panel.numbers.mse <= before + 1e-12
        before = panel.numbers.mse
    assert panel.state == pytest.approx(lesson.BEST, abs=1e-4)


@pytest.mark.parametrize("r", [-3.0, -0.5, 0.0, 2.0])
@pytest.mark.parametrize("entries", [1, 7, 20])
def test_one_residual_shows_value_and_gradient(r, entries):
    total = lv.one_residual().set(r=r, entries=entries, loss="sum").numbers
    mean = lv.one_residual().set(r=r, entries=entries, loss="mean").numbers
    assert (total.value, total.slope) == pytest.approx((r * r, -2 * r))
    assert (mean.value * entries, mean.slope * entries) == pytest.approx((r * r, -2 * r))


def test_doubling_the_residual_quadruples_the_cost_and_doubles_the_gradient():
    one, two = lv.one_residual().set(r=1.0).numbers, lv.one_residual().set(r=2.0).numbers
    assert (two.value / one.value, two.slope / one.slope) == pytest.approx((4, 2))


def test_descend_at_a_tenth():
    """What the notebook says of η = 0.1: the mean arrives, the sum leaps ever higher."""
    panel = lv.descend().set(eta=0.1)
    least = np.var(lesson.Y - 0.5 * lesson.X - 0.4)
    assert panel.numbers.mean[1][-1] == pytest.approx(least, rel=1e-3)
    points, losses = panel.numbers.sum
    assert np.all(np.diff(losses) > 0)
    assert np.sign(points[1:, 0] - 0.5).tolist() == [1, -1, 1][: len(points) - 1], "from side to side"


@pytest.mark.parametrize("eta", [0.001, 0.05, 0.1, 0.25, 0.3])
def test_descend_with_the_rate_divided_is_one_path(eta):
    n = lv.descend().set(eta=eta, fair=True).numbers
    np.testing.assert_allclose(n.sum[0], n.mean[0])


def test_rates_that_work_for_the_mean_work_for_any_number_of_items():
    """The sum's largest safe rate falls with the number of items; the mean's does not."""

    def safe_rate(x, share):
        hessian = 2 * share * np.array([[np.sum(x * x), np.sum(x)], [np.sum(x), len(x)]])
        return 2 / np.linalg.eigvalsh(hessian)[-1]

    ten_fold = np.tile(lesson.X, 10)
    assert safe_rate(lesson.X, 1) == pytest.approx(10 * safe_rate(ten_fold, 1))
    assert safe_rate(lesson.X, 1 / 5) == pytest.approx(safe_rate(ten_fold, 1 / 50))
    assert safe_rate(lesson.X, 1) < 0.1 < safe_rate(lesson.X, 1 / 5)
