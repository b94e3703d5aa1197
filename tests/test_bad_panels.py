"""Bad values and broken functions in a panel: told in words, nothing changed, and the next move recovers.

Of every panel of the lessons, and of panels that a user might write.
"""

import html
import itertools
import math
import re
import warnings

import ipywidgets as widgets
import numpy as np
import pytest

from lossviz import Panel
from lossviz.lessons import panels

ALL = list(panels())


@pytest.fixture(scope="module", params=ALL, ids=[make.__name__ for make in ALL])
def made(request):
    """Two panels of a kind, one to break and one to compare with, and where they start."""
    panel, fresh = request.param(), request.param()
    return panel, fresh, panel.state


@pytest.fixture
def two(made):
    """Return the two panels, both at their start."""
    panel, fresh, start = made
    return panel.set(**start), fresh.set(**start)


def shown(panel):
    """Return the text below the picture as the page has it."""
    return html.unescape(re.search(r"lossviz-reading[^>]*>(.*?)</div>", panel._moving.value, re.S)[1])


def page(panel):
    """Return everything that a panel shows."""
    return panel.state, panel.numbers, panel.reading, panel.error, panel._still.value, panel._moving.value


def bad_values(control):
    """Yield values that a control must not take."""
    yield from (None, math.nan, "no such", 1j, {}, [0.5, 0.5], np.ones(3), b"a")
    if hasattr(control, "min"):
        base = getattr(control, "base", None)
        low, high = (base**control.min, base**control.max) if base else (control.min, control.max)
        yield from (low - 1, high + 1, math.inf, -math.inf, 10**400, str(control.value))


def other_values(panel):
    """Return for each control a value that it does not have; none for one that loads frameworks."""
    others = {}
    for name, control in panel.controls.items():
        if name == "live":
            continue
        if hasattr(control, "min"):
            base = getattr(control, "base", None)
            others[name] = base**control.min if base else control.min
            if others[name] == control.value:
                others[name] = base**control.max if base else control.max
        elif hasattr(control, "options"):
            others[name] = next(value for _, value in control._options_full if value != control.value)
        else:
            others[name] = not control.value
    return others


def test_a_bad_value_is_named_and_leaves_the_panel_as_it_was(two):
    panel, _ = two
    before = page(panel)
    others = other_values(panel)
    calls = [({"no_such": 1}, "no control named no_such; there are")]
    for name, control in panel.controls.items():
        for value in bad_values(control):
            # Beside a good value of every other control, which must not stay either.
            calls.append((others | {name: value}, rf"^{name} cannot be .*; it (goes from|takes|holds)"))
        calls.append((others | {"no_such": 1}, "no control named no_such; there are"))
    for values, words in calls:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with pytest.raises(ValueError, match=words) as raised:
                panel.set(**values)
        assert len(raised.traceback) <= 5
        assert all(was is now or was == now for was, now in zip(before, page(panel), strict=True)), values
    assert len(calls) > 8


@pytest.mark.parametrize("step", ["compute", "update", "read"])
def test_an_error_of_each_step_is_told_in_a_line_and_the_next_move_recovers_wholly(two, step, monkeypatch):
    panel, fresh = two
    still, others = panel._still.value, other_values(panel)

    def fail(*_, **__):
        raise LookupError("no\n  <such> thing")

    monkeypatch.setattr(*{"update": (panel.picture, "update_function")}.get(step, (panel, f"_{step}")), fail)
    name, value = next(iter(others.items()))
    with pytest.raises(LookupError):
        panel.set(**{name: value})
    assert shown(panel) == panel.error
    assert re.fullmatch(
        rf"{step} failed with LookupError: no <such> thing \(test_bad_panels.py, line \d+\)", panel.error
    )
    assert "lossviz-stale" in panel._moving.value, "the picture, which no longer fits, is faded"
    assert "<such>" not in panel._moving.value
    assert panel._still.value == still
    assert panel.alt.endswith(panel.error)
    assert (panel.state[name], panel.numbers, panel.reading) == (value, None, "")
    monkeypatch.undo()
    panel.set(**others)
    fresh.set(**others)
    assert_same(panel, fresh)


def test_an_error_while_drawing_is_told_and_keeps_the_axes(two, monkeypatch):
    panel, fresh = two
    still, others = panel._still.value, other_values(panel)
    monkeypatch.setattr(panel.picture, "moving", lambda prefix: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        panel.set(**others)
    assert shown(panel) == panel.error
    assert panel.error.startswith("drawing failed with ZeroDivisionError: division by zero (")
    assert "lossviz-stale" in panel._moving.value
    assert panel._still.value == still
    monkeypatch.undo()
    panel._moved()
    fresh.set(**others)
    assert_same(panel, fresh)


def test_a_broken_preset_is_told_and_changes_nothing(two, monkeypatch):
    panel, fresh = two
    buttons = [child for box in panel.children for child in box.children if isinstance(child, widgets.Button)]
    state, others = panel.state, other_values(panel)
    name = list(panel.controls)[-1]
    real = panel._set
    for button in buttons:
        # As if the preset had set all to good values, and one to none that it takes.
        monkeypatch.setattr(panel, "_set", lambda _: real(others | {name: "no such"}))
        button.click()
        assert shown(panel) == panel.error
        assert panel.error.startswith(
            f"preset {button.description!r} failed with ValueError: {name} cannot be 'no such'"
        )
        assert panel.state == state
        monkeypatch.undo()
        panel.set(**state)
        assert_same(panel, fresh)


def assert_same(panel, fresh):
    """Two panels show the same, but for the ids in their pictures."""
    assert not panel.error
    assert panel.state == fresh.state
    assert panel.reading == shown(panel) == fresh.reading
    assert panel._still.value.replace(panel._prefix, "") == fresh._still.value.replace(fresh._prefix, "")
    assert panel._moving.value.replace(panel._prefix, "") == fresh._moving.value.replace(fresh._prefix, "")


# Panels as a user might write them.


def square(r=1.0):
    return {"loss": r**2}


def draws(update):
    """Return a draw of one dot, which `update(dot, n)` sets."""

    def draw(figure):
        axes = figure.subplots()
        axes.set(xlim=(-3, 3), ylim=(0, 9))
        (dot,) = axes.plot([0], [0], "o")
        return lambda n: update(dot, n)

    return draw


draw = draws(lambda dot, n: dot.set_data([n.r], [n.loss]))


def read(n):
    return f"r = {n.r:.2f}: squared error {n.loss:.2f}"


def at_two(bad):
    """Return a compute that is right everywhere but at r = 2."""
    return lambda r=1.0: bad if r == 2 else square(r)


def longer(dot, n):
    dot.set_data([1, 2] if n.r == 2 else [1, 2, 3], [1, 2, 3])


def text(n):
    return "text"


BROKEN = {
    "compute gives None": ((at_two(None), draw, read), "update failed with AttributeError: .*no attribute 'r'"),
    "a name is missing": ((at_two({}), draw, read), "update failed with AttributeError: .*no attribute 'loss'"),
    "lengths differ": ((square, draws(longer), read), "drawing failed with ValueError: shape mismatch"),
    "text": ((at_two({"loss": "b"}), draw, text), "drawing failed with"),
    "complex": ((at_two({"loss": 1j}), draw, text), "drawing failed with TypeError"),
    "no return in read": ((square, draw, lambda n: None if n.r == 2 else read(n)), "read failed .* None"),
    "a number read": ((square, draw, lambda n: 3 if n.r == 2 else read(n)), "read failed .* returned 3"),
    "no key": ((square, draw, lambda n: {}[n] if n.r == 2 else read(n)), "read failed with TypeError"),
}


@pytest.mark.parametrize(("functions", "words"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_a_users_panel_is_told(functions, words):
    panel, fresh = (Panel(*functions, r=(-3.0, 3.0)) for _ in range(2))
    panel.controls["r"].value = 2.0
    assert re.search(words, panel.error), panel.error
    assert re.search(r"\(test_bad_panels.py, line \d+\)$", panel.error), panel.error
    assert shown(panel) == panel.error
    assert "\n" not in panel.error
    panel.controls["r"].value = 1.0
    assert_same(panel, fresh)


@pytest.mark.parametrize("functions", [row[0] for row in BROKEN.values()], ids=BROKEN)
def test_a_mistake_that_shows_at_the_start_is_raised(functions):
    with pytest.raises((TypeError, ValueError, AttributeError)) as raised:
        Panel(*functions, r=widgets.fixed(2))
    assert raised.type is not NameError


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_a_nan_is_a_gap_in_the_picture_and_stands_in_the_reading(bad):
    """Matplotlib's own way to leave a gap in a line, and no error; so it is `read` that must not hide it."""
    panel, fresh = (Panel(at_two({"loss": bad}), draw, read, r=(-3.0, 3.0)) for _ in range(2))
    panel.set(r=2.0)
    assert not panel.error
    assert shown(panel) == f"r = 2.00: squared error {bad:.2f}"
    panel.set(r=1.0)
    assert_same(panel, fresh)


def test_a_picture_without_controls_needs_no_update():
    assert not Panel(lambda: None, lambda figure: figure.subplots() and None, text).error


def test_an_error_of_draw_is_the_users_own():
    with pytest.raises(ZeroDivisionError) as raised:
        Panel(square, lambda figure: 1 / 0, read, r=(-3.0, 3.0))
    assert str(raised.traceback[-1].path) == __file__


def test_a_default_that_its_control_cannot_take_is_named():
    for default, kind in itertools.chain(
        itertools.product([9.0, "a", math.nan], [(-3.0, 3.0), (0, 3)]),
        itertools.product([9, "a"], [[1, 2], {"one": 1}]),
    ):
        with pytest.raises(TypeError, match=r"control r was given .*; it takes slider"):
            Panel(lambda r=default: square(r), draw, read, r=kind)


def test_a_closed_widget_is_named():
    slider = widgets.FloatSlider()
    slider.close()
    with pytest.raises(TypeError, match=r"control r was given .* \(it is closed\)"):
        Panel(square, draw, read, r=slider)


def test_ctrl_c_stops_a_long_compute():
    def interrupted(r=1.0):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Panel(interrupted, draw, read, r=(-3.0, 3.0))
