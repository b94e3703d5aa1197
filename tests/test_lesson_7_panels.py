"""What lesson 7's panels show and its prose claims, computed another way."""

import numpy as np
import pytest

import lossviz as lv
from lossviz import losses
from lossviz.frameworks import load
from lossviz.lessons import bug_museum as museum
from lossviz.lessons import margins, robust


@pytest.mark.parametrize("y", [1, -1])
@pytest.mark.parametrize("f", [-3.0, -0.4, 0.0, 0.7, 1.0, 2.6])
def test_margin_losses_shows_value_and_slope(y, f):
    panel = lv.margin_losses().set(y=y, f=f)
    names = {"0-1": "zero_one", "hinge": "hinge", "log": "logistic", "squared": "squared_margin"}
    for shown, name in names.items():
        assert panel.numbers.values[shown] == pytest.approx(getattr(losses, name)([y], [f]))
        assert panel.numbers.slopes[shown] == pytest.approx(getattr(losses, f"{name}_grad")([y], [f])[0])
        dot = panel.picture.artists.slope_dots[shown].get_xydata()[0]
        assert dot == pytest.approx([f, panel.numbers.slopes[shown]])
        curve = panel.picture.artists.slopes[shown].get_xydata()
        curve = curve[np.argsort(curve[:, 0], kind="stable")]
        if abs(y * f - 1) > 0.2:  # Not at the hinge's corner.
            assert np.interp(f, *curve.T) == pytest.approx(dot[1], abs=0.01)


def test_widest_margin_and_the_direction_each_length_prefers():
    angles = np.arange(-45, 136)
    directions = np.stack([np.cos(np.deg2rad(angles)), np.sin(np.deg2rad(angles))])
    distances = margins.LABELS[:, None] * (margins.POINTS @ directions)
    assert angles[np.argmax(distances.min(0))] == margins.WIDEST
    assert 1 / distances.min(0).max() == pytest.approx(0.93, abs=0.005), "where the hinge reaches 0"
    best = {length: angles[np.argmin(np.logaddexp(0, -length * distances).mean(0))] for length in (0.3, 10)}
    assert best == {0.3: 48, 10: 62}
    wrong = [lv.scale_weights().set(angle=-45, length=length).numbers.loss for length in (0.5, 2.0, 10.0)]
    assert np.all(np.diff(wrong) > 0), "where a point is wrong, longer weights cost more"


def test_scale_weights_draws_the_scores_of_one_at_their_distance():
    panel = lv.scale_weights().set(angle=50, length=2.0)
    w = 2 * np.array([np.cos(np.deg2rad(50)), np.sin(np.deg2rad(50))])
    for ends, score in zip(panel.picture.artists.band.get_segments(), (-1, 1), strict=True):
        np.testing.assert_allclose(ends @ w, score)
    np.testing.assert_allclose(panel.picture.artists.border.get_xydata() @ w, 0, atol=1e-9)
    gap = panel.picture.artists.gap.get_xydata()
    assert np.linalg.norm(gap[1] - gap[0]) == pytest.approx(panel.numbers.geometric)


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


# The museum.


def torch_loss(torch, bug, z):
    """Each mistake as it is made in PyTorch."""
    functional, labels, hot = torch.nn.functional, torch.tensor(museum.LABELS), torch.tensor(museum.Y)
    p = torch.softmax(z, dim=1)
    low, high = museum.CLIP, 1 - museum.CLIP
    return {
        "none": lambda: functional.cross_entropy(z, labels),
        "softmax applied twice": lambda: functional.cross_entropy(p, labels),
        "the wrong axis": lambda: functional.nll_loss(torch.log_softmax(z, dim=0), labels),
        "a lost minus sign": lambda: -functional.cross_entropy(z, labels),
        "swapped arguments": lambda: -(p * torch.log(hot.clamp(low, high))).sum(1).mean(),
        "sum for mean": lambda: functional.cross_entropy(z, labels, reduction="sum"),
        "log of a clipped probability": lambda: functional.nll_loss(torch.log(p.clamp(low, high)), labels),
    }[bug]()


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("bug", museum.EXHIBITS)
def test_each_mistake_is_the_one_it_says(bug, far):
    torch = load("torch")
    if isinstance(torch, str):
        pytest.skip(torch)
    z = np.random.default_rng(5).normal(size=(30, 3)) * (12 if far else 1)
    leaf = torch.tensor(z, requires_grad=True)
    loss = torch_loss(torch, bug, leaf)
    loss.backward()
    value, slope = museum.EXHIBITS[bug].loss(z)
    assert value == pytest.approx(float(loss.detach()))
    np.testing.assert_allclose(slope, leaf.grad.numpy(), atol=1e-9)


def test_the_signs_by_which_each_mistake_is_known():
    first = {bug: museum.run(bug, False)[0][0] for bug in museum.EXHIBITS}
    last = {bug: museum.run(bug, False)[0][-1] for bug in museum.EXHIBITS}
    accuracy = {bug: museum.run(bug, False)[1][-1] for bug in museum.EXHIBITS}
    assert first["none"] == pytest.approx(np.log(3), abs=0.01)
    assert first["the wrong axis"] == pytest.approx(np.log(30), abs=0.01)
    assert first["swapped arguments"] == pytest.approx(-np.log(1e-7) * 2 / 3, rel=0.01)
    assert first["sum for mean"] == pytest.approx(30 * first["none"])
    assert last["softmax applied twice"] > np.log(1 + 2 / np.e) == pytest.approx(0.5514, abs=1e-4)
    assert last["the wrong axis"] > np.log(10)
    assert last["a lost minus sign"] < first["a lost minus sign"] < 0
    for quiet in ("softmax applied twice", "the wrong axis", "swapped arguments"):
        assert accuracy[quiet] > 0.9
    assert accuracy["a lost minus sign"] == 0
    assert (np.diff(museum.run("sum for mean", False)[0]) > 0).sum() > 10, "it jumps"
    assert sum(abs(value - np.log(3)) > 0.1 for value in first.values()) == 4, "found by the first loss alone"
    np.testing.assert_allclose(museum.run("log of a clipped probability", False)[0], museum.run("none", False)[0])


def test_started_far_off_three_of_them_get_stuck_and_the_healthy_run_recovers():
    assert museum.run("none", True)[1][-1] > 0.9
    for stuck in ("log of a clipped probability", "softmax applied twice", "swapped arguments"):
        values, accuracies = museum.run(stuck, True)
        assert np.ptp(values) < 0.01, stuck
        assert accuracies[-1] < 0.1, stuck
    assert 15 < museum.run("log of a clipped probability", True)[0][-1] < -np.log(1e-7)


def test_the_bounds_named_hold_at_any_logits():
    random = np.random.default_rng(8)
    for _ in range(300):
        z = random.normal(size=(30, 3)) * random.choice([0.1, 3, 50])
        assert np.log(1 + 2 / np.e) - 1e-9 <= museum.softmax_twice(z)[0] <= np.log(2 + np.e) + 1e-9
        assert museum.wrong_axis(z)[0] >= np.log(10) - 1e-9
        assert 0 <= museum.swapped(z)[0] <= -np.log(1e-7) + 1e-9
        assert museum.clipped(z)[0] <= -np.log(1e-7) + 1e-9
    assert round(np.log(2 + np.e), 2) == 1.55
