"""The museum's mistakes made in PyTorch, the signs by which its prose knows them, and the learner's own loss."""

import numpy as np
import pytest

import lossviz as lv
from lossviz.frameworks import load
from lossviz.lessons import bug_museum as museum
from lossviz.lessons import mistakes
from lossviz.losses.clipped import KERAS_CLIP

pytestmark = pytest.mark.usefixtures("no_svg")


def torch_loss(torch, bug, z):
    """Each mistake as it is made in PyTorch."""
    functional, labels = torch.nn.functional, torch.tensor(mistakes.LABELS)
    hot = torch.tensor(mistakes.Y[mistakes.LABELS])
    p = torch.softmax(z, dim=1)
    low, high = KERAS_CLIP, 1 - KERAS_CLIP
    return {
        "softmax twice": lambda: functional.cross_entropy(p, labels),
        "wrong axis": lambda: functional.nll_loss(torch.log_softmax(z, dim=0), labels),
        "lost minus": lambda: -functional.cross_entropy(z, labels),
        "swapped arguments": lambda: -(p * torch.log(hot.clamp(low, high))).sum(1).mean(),
        "sum for mean": lambda: functional.cross_entropy(z, labels, reduction="sum"),
        "clipped chance": lambda: functional.nll_loss(torch.log(p.clamp(low, high)), labels),
    }.get(bug, lambda: functional.cross_entropy(z, labels))()


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("bug", mistakes.NAMES)
def test_each_mistake_is_the_one_it_says(bug, far):
    torch = load("torch")
    if isinstance(torch, str):
        pytest.skip(torch)
    z = np.random.default_rng(5).normal(size=(30, 3)) * (12 if far else 1)
    leaf = torch.tensor(z, requires_grad=True)
    loss = torch_loss(torch, bug, leaf)
    loss.backward()
    value, slope = mistakes.NAMES[bug].loss(z, mistakes.LABELS)
    assert value == pytest.approx(float(loss.detach()))
    np.testing.assert_allclose(slope, leaf.grad.numpy(), atol=1e-9)


def test_gradients_that_are_never_cleared_train_as_in_pytorch():
    torch = pytest.importorskip("torch")
    weights = torch.zeros((3, 3), dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([weights], lr=1.0)
    for wanted in mistakes.run("gradients never cleared", False).losses:
        loss = torch.nn.functional.cross_entropy(torch.tensor(mistakes.X) @ weights, torch.tensor(mistakes.LABELS))
        assert float(loss.detach()) == pytest.approx(wanted)
        loss.backward()
        optimizer.step()


def test_started_far_off_three_of_them_get_stuck_and_the_healthy_run_recovers():
    assert mistakes.run("healthy", True).accuracies[-1] > 0.9
    for stuck in ("clipped chance", "softmax twice", "swapped arguments"):
        losses, accuracies, _ = mistakes.run(stuck, True)
        assert np.ptp(losses) < 0.01, stuck
        assert accuracies[-1] < 0.1, stuck


def test_the_bounds_named_hold_at_any_scores():
    random = np.random.default_rng(8)
    for _ in range(300):
        z = random.normal(size=(30, 3)) * random.choice([0.1, 3, 50])
        assert np.log(1 + 2 / np.e) - 1e-9 <= mistakes.softmax_twice(z, mistakes.LABELS)[0] <= np.log(2 + np.e) + 1e-9
        assert mistakes.lost_minus(z, mistakes.LABELS)[0] < 0


def test_the_looks_tell_every_run_from_every_other():
    shown = {name: tuple(museum.looks(name).values()) for name in mistakes.NAMES}
    assert len(set(shown.values())) == len(mistakes.NAMES)
    assert sorted(museum.HUNG) == sorted(mistakes.NAMES)
    for curve, true in enumerate(museum.HUNG, 1):
        told = {name: museum.answer(curve, name, museum.LOOKS) for name in mistakes.NAMES}
        assert told.pop(true).startswith("Yes")
        assert all("You see" in words for words in told.values())


def test_the_next_curve_has_its_looks_closed_and_after_the_last_comes_the_first():
    panel = lv.bug_museum().set(name="wrong axis", far=True, half=True)
    (button,) = panel._presets
    button.click()
    assert panel.state == museum.CLOSED | {"curve": 2}
    panel.set(curve=9)
    button.click()
    assert panel.state["curve"] == 1
    panel.set(name="wrong axis", half=True)
    panel.controls["curve"].value = 4
    assert panel.state == museum.CLOSED | {"curve": 4}, "and so when the curve is dragged"


def chances(z, axis=1):
    return np.exp(z) / np.exp(z).sum(axis=axis, keepdims=True)


def picked(z, labels, axis=1):
    return chances(z, axis)[np.arange(len(z)), labels]


@pytest.mark.parametrize(
    ("mine", "charges", "verdict"),
    [
        (lambda z, y: -np.log(picked(z, y)).mean(), ["1.099", "0", "20"], "As it should be"),
        (lambda z, y: -np.log(picked(z, y, 0)).mean(), ["3.401", "2.303", "22.3"], ""),
        (lambda z, y: np.log(picked(z, y)).mean(), ["−1.099", "0", "−20"], ""),
        (lambda z, y: -np.log(picked(z, y)).sum(), ["32.96", "0", "600"], ""),
        (lambda z, y: -picked(z, y).mean(), ["−0.3333", "−1", "0"], ""),
        (lambda z, y: 1e6 * (1 - 2 * picked(z, y).mean()), ["3.333e+05", "−1e+06", "1e+06"], ""),
    ],
)
def test_the_learners_loss_takes_the_diamonds(mine, charges, verdict):
    panel = lv.known_answers(mine)
    art = panel.picture.artists
    assert [text.get_text() for text in art.texts] == [f"pays {charge}" for charge in charges]
    told = "yours, 30 items: who knows nothing pays {}, everything {}, sure and wrong {}\n".format(*charges)
    assert panel.reading == told + (verdict or "A right loss charges 1.099, 0, 20")
    assert art.dots.get_ydata() == pytest.approx(np.clip(panel.numbers.charges - museum.RIGHT, -45, 1500))
    assert "nothing pays 2.708" in panel.set(rule="wrong axis", items=15).reading
    assert art.dots.get_ydata() == pytest.approx(np.log([5, 5, 5]))


def test_the_learners_loss_stays_pale_where_it_was_with_30_items():
    panel = lv.known_answers(lambda z, y: -np.log(picked(z, y)).sum() / 30).set(items=15)
    assert panel.picture.artists.dots.get_ydata() == pytest.approx([-np.log(3) / 2, 0, -10], abs=1e-6)
    assert panel.picture.artists.whole.get_ydata() == pytest.approx([0, 0, 0], abs=1e-6)


@pytest.mark.parametrize("bug", [name for name, bug in mistakes.NAMES.items() if bug.loss is not mistakes.healthy])
def test_a_price_that_is_off_is_seen_to_be(bug):
    """Its diamond stands clear of the line where a right loss is; that of a right price lies on it."""
    panel = lv.known_answers().set(rule=bug, items=30)
    dots = panel.picture.artists.dots
    *heights, line = dots.get_transform().transform([*dots.get_xydata(), (0, 0)])[:, 1]
    clear = np.abs(np.subtract(heights, line)) > (dots.get_markersize() + 3) / 72 * dots.figure.dpi
    assert clear.tolist() == (np.abs(panel.numbers.charges - museum.RIGHT) > 0.01).tolist()
    assert clear.any()


def test_a_name_is_right_only_when_nothing_else_would_look_the_same():
    panel = lv.bug_museum()
    free = {curve: panel.set(curve=curve, name=true).numbers.found for curve, true in enumerate(museum.HUNG, 1)}
    assert [curve for curve, found in free.items() if found] == [1, 2, 5, 7], "those that the first loss gives away"
    for curve, wrong in ((6, "healthy"), (8, "clipped chance")):
        right = museum.HUNG[curve - 1]
        told = [panel.set(curve=curve, name=name).reading.partition("\n")[2] for name in (wrong, right)]
        assert all(words.startswith("Perhaps") for words in told), "neither gives the other away"
        assert "“from far off: " in panel.set(name=wrong, far=True).reading
        assert panel.set(name=right, check=True).numbers.found
    assert "“the first loss at scores of 0: 1.10”" in panel.set(curve=6, name="swapped arguments", far=True).reading


@pytest.mark.parametrize(
    ("mine", "words"),
    [(lambda z, y: ..., "is not written yet"), (lambda z, y: z, "30 rows of 3 numbers, and one number is wanted")],
)
def test_a_loss_that_does_not_answer_is_told(mine, words):
    panel = lv.known_answers(mine)
    assert words in panel.reading
    assert not panel.picture.artists.dots.get_visible()
    assert "nothing pays 3.401" in panel.set(rule="wrong axis").reading
    assert panel.picture.artists.dots.get_visible()


def test_a_forgotten_log_falls_while_it_learns_and_scores_taken_for_chances_are_charged_by_their_share():
    weights, hot, charges = np.zeros((3, 3)), mistakes.Y[mistakes.LABELS], []
    for _ in range(61):
        q = chances(mistakes.X @ weights)
        true = (q * hot).sum(axis=1, keepdims=True)
        charges.append(-true.mean())
        weights = weights - mistakes.X.T @ (true * (q - hot)) / 30
    assert charges[0] == pytest.approx(-1 / 3)
    assert charges[-1] < -0.9
    keras = pytest.importorskip("tensorflow").keras
    z = np.array([[2.0, -1.0, 0.5]])
    given = float(keras.losses.SparseCategoricalCrossentropy()(np.array([0]), z))
    assert given == pytest.approx(0.405, abs=0.001)
