"""The benchmark's peers draw the panels' own data; nothing here looks at a clock."""

import importlib
import math

import numpy as np
import pytest
from matplotlib.collections import PolyCollection
from matplotlib.lines import Line2D

from lossviz.lessons import panels
from tests.benchmark import growth, peers
from tests.benchmark.latency import keys
from tests.benchmark.shapes import frame, shapes, still_artists

NAMES = [make.__name__ for make in panels()]
ARRAYS = {"line": "x y", "outline": "x y", "boxes": "x0 x1 y0 y1", "texts": "x y"}


@pytest.fixture(autouse=True)
def figures_as_texts():
    with peers.figures_as_texts():
        yield


def moved(own):
    """Set the control that moves to both ends and the middle; yield after each move."""
    control, choices = own.control, peers.values(own.control)
    for value in (choices[-1], choices[0], choices[len(choices) // 2]):
        control.value = value
        own.move()
        yield


@pytest.mark.parametrize("name", NAMES)
def test_shapes_hold_the_artists_own_data(name):
    own = peers.taken_apart(name)
    assert shapes(still_artists(own.figure)) is not None
    for _ in moved(own):
        found = shapes(own.moving)
        for shape in found:
            arrays = [getattr(shape, key) for key in ARRAYS[shape.kind].split()]
            assert len({len(array) for array in arrays}) == 1
            assert isinstance(shape.visible, bool), "NumPy's is not known to JSON"
            gaps = shape.kind in ("line", "outline")
            assert all(not np.isinf(array).any() and (gaps or np.isfinite(array).all()) for array in arrays), shape
        assert sum(shape.kind == "line" for shape in found) == sum(isinstance(a, Line2D) for a in own.moving)
        for polygons in (a for a in own.moving if isinstance(a, PolyCollection)):
            for path in polygons.get_paths():
                x, y = path.vertices[:-1].T
                area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2
                assert area == pytest.approx(np.ptp(x) * np.ptp(y)), "every polygon is a box"


@pytest.mark.parametrize("peer", ["plotly", "bqplot"])
@pytest.mark.parametrize("name", NAMES)
def test_a_peer_that_was_moved_is_a_peer_made_anew(name, peer):
    """Only what changed is sent at a move; nothing that changed is left out."""
    pytest.importorskip(peer)
    module = importlib.import_module(f"tests.benchmark.{peer}_peer")
    own = peers.taken_apart(name)
    live = module.Live(own.figure, own.moving)
    start = live.sent
    changes = 0
    for _ in moved(own):
        live.update()
        fresh = [module._data(shape) for shape in shapes(own.moving)]
        for mark, wanted in zip(live.drawn, fresh, strict=True):
            for key, value in wanted.items():
                there = mark[key] if peer == "plotly" else getattr(mark, key)
                there, value = np.asarray(there), np.asarray(value)
                if value.dtype.kind == "f":
                    # bqplot drops the first axis of one curve.
                    np.testing.assert_array_equal(
                        there.astype(float), value.reshape(there.shape), err_msg=f"{key} of {mark}"
                    )
                else:
                    assert there.tolist() == value.tolist(), f"{key} of {mark}"
        changes += any(not module._same(a[key], b[key]) for a, b in zip(start, fresh, strict=True) for key in a)
    assert changes, "the moves changed nothing"


@pytest.mark.parametrize("name", NAMES)
def test_axes_are_framed_in_the_data_s_own_units(name):
    own = peers.taken_apart(name)
    for axes in own.figure.axes:
        found = frame(axes)
        assert 0 <= found.left < found.right <= 1 and 0 <= found.bottom < found.top <= 1
        for side in (found.x, found.y):
            low, high = sorted(side.limits)
            assert math.isfinite(low) and low < high
            assert all(low <= tick <= high for tick in side.ticks)
            assert len(side.ticks) == len(side.labels)


@pytest.mark.parametrize("name", ["first_panel", "bug_museum", "finite_difference", "bars 3", "curve 10"])
def test_ready_made_pictures_are_what_the_panel_sends(name):
    panel = peers.make(name)
    ready, control = peers._ready(panel)
    choices = peers.values(control)
    assert len(ready) == len(choices)
    for i in {0, len(choices) // 2, len(choices) - 1}:
        control.value = choices[i]
        assert peers.position(control) == i
        assert ready[i] == panel._moving.value
    assert len(set(ready)) > len(ready) / 2, "most moves are moves"


@pytest.mark.parametrize(("kind", "sizes"), growth.SIZES.items())
def test_panels_that_grow_have_as_many_as_they_say(kind, sizes):
    for size in sizes[:3]:
        own = peers.taken_apart(f"{kind} {size}")
        (shape,) = shapes(own.moving)
        assert len(shape.y0 if kind == "bars" else shape.y) == size


@pytest.mark.parametrize("positions", [2, 3, 7, 26, 1001])
def test_keys_never_press_against_an_end(positions):
    at = positions - 1
    for key in keys(200, at, positions):
        at += {"ArrowRight": 1, "ArrowLeft": -1, "PageUp": 5, "PageDown": -5}[key]
        assert 0 <= at < positions
