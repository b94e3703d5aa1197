"""The museum's mistakes made in PyTorch, and the signs by which its prose knows them."""

import numpy as np
import pytest

from lossviz.frameworks import load
from lossviz.lessons import bug_museum as museum


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
