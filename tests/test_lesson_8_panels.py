"""What lesson 8's panels show and its prose claims, computed another way."""

import numpy as np
import pytest

import lossviz as lv
from lossviz import losses
from lossviz.lessons import robust


@pytest.mark.parametrize("r", [-4.0, -0.5, 0.0, 0.3, 2.0])
@pytest.mark.parametrize("delta", [0.1, 1.0, 3.0])
def test_residual_losses_shows_value_and_gradient(r, delta):
    n = lv.residual_losses().set(r=r, delta=delta).numbers
    half = r * r / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)
    assert n.values == pytest.approx({"MSE": r * r, "MAE": abs(r), "Huber": half})
    assert n.slopes == pytest.approx({"MSE": -2 * r, "MAE": -np.sign(r), "Huber": -np.clip(r, -delta, delta)})


HEIGHTS = [-6.0, -2.25, 0.75, 1.5, 1.75, 2.0, 4.0, 10.0]


@pytest.mark.slow
@pytest.mark.parametrize("delta", [0.1, 0.3, 0.5, 1.0, 3.0])
@pytest.mark.parametrize("height", HEIGHTS)
def test_each_line_of_the_outlier_panel_is_truly_the_best(height, delta):
    optimize = pytest.importorskip("scipy.optimize")
    lines = lv.outlier_fit().set(height=height, delta=delta).numbers.lines
    x, y = robust.X, robust.Y.copy()
    y[robust.OUTLIER] = height
    assert lines["MSE"] == pytest.approx(np.polyfit(x, y, 1))

    # The least absolute residuals by a linear program: residual = u − v, least Σ u + v.
    eye = np.eye(8)
    program = optimize.linprog(
        np.r_[0, 0, np.ones(16)],
        A_eq=np.c_[x, np.ones(8), eye, -eye],
        b_eq=y,
        bounds=[(None, None)] * 2 + [(0, None)] * 16,
    )
    assert np.abs(y - lines["MAE"] @ [x, np.ones(8)]).sum() == pytest.approx(program.fun)

    # Huber's loss is smooth and convex: the best line is where the gradient is 0.
    pull = np.clip(y - lines["Huber"] @ [x, np.ones(8)], -delta, delta)
    assert [pull.sum(), pull @ x] == pytest.approx([0, 0], abs=1e-6)
    found = optimize.minimize(lambda p: losses.huber(y, p @ [x, np.ones(8)], delta), [0.5, 0.4], tol=1e-12)
    assert losses.huber(y, lines["Huber"] @ [x, np.ones(8)], delta) <= found.fun + 1e-9


def test_the_mae_line_has_two_positions_on_the_slider_and_follows_a_point_far_out_in_x(monkeypatch):
    grid = np.linspace(-6, 10, 65)
    assert len(np.unique(robust.absolute_lines(grid).round(6), axis=0)) == 2
    x = robust.X.copy()
    x[robust.OUTLIER] = 40.0
    monkeypatch.setattr(robust, "X", x)
    near, far = robust.absolute_lines(np.array([1.5, 10.0]))
    assert near[0] * 40 + near[1] == pytest.approx(1.5)
    assert far[0] * 40 + far[1] == pytest.approx(10.0), "a long lever: the line passes through the point"


def test_the_curve_of_huber_is_the_panels_own_line_at_every_height():
    panel = lv.outlier_fit().set(delta=0.8, height=4.0)
    x, y = panel.picture.artists.curve.get_data()
    for at in (0, 20, 40, 64):
        w = panel.set(height=float(x[at])).numbers.lines["Huber"][0]
        assert y[at] == pytest.approx(w, abs=1e-6)


@pytest.mark.parametrize("fade", [False, True])
def test_step_past_walks_by_the_losses_own_gradients(fade):
    paths = lv.step_past().set(eta=0.35, delta=0.6, fade=fade).numbers.paths
    gradients = {"MSE": losses.mse_grad, "MAE": losses.mae_grad, "Huber": lambda y, o: losses.huber_grad(y, o, 0.6)}
    for name, path in paths.items():
        out = 3.0
        for k in range(30):
            out -= 0.35 / (np.sqrt(k + 1) if fade else 1) * gradients[name]([0.0], [out])[0]
            assert path[k + 1] == pytest.approx(out, abs=1e-12)


def test_a_falling_rate_helps_mae():
    panel = lv.step_past().set(eta=0.4, fade=True)
    last = abs(np.diff(panel.numbers.paths["MAE"])[-1])
    assert last == pytest.approx(0.4 / np.sqrt(30)) == pytest.approx(0.073, abs=5e-4)
    assert abs(panel.numbers.paths["MAE"][-1]) < 0.2
