"""What lesson 7's panels show and its prose claims, computed another way."""

import numpy as np
import pytest

import lossviz as lv
from lossviz import losses
from lossviz.lessons import margins


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
