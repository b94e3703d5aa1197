"""The panel: controls as `interact` takes them, one redraw a change, errors in words, nothing left behind."""

import ast
import gc
import html
import math
import os
import re
import subprocess
import sys
from pathlib import Path

import ipywidgets as widgets
import numpy as np
import psutil
import pytest

from lossviz import cells as cells_module
from lossviz.panel import Panel


def draw(figure):
    axes = figure.subplots()
    axes.set(xlim=(-3, 3), ylim=(0, 9))
    return axes.plot([0], [0], "o")[0]


def update(dot, numbers):
    dot.set_data([numbers[0]], [numbers[1]])


def read(numbers):
    return f"r = {numbers[0]:.2f}: squared error {numbers[1]:.2f}"


def square(r=1.0):
    return r, r**2


def make(compute=square, reading=read, **controls):
    return Panel(compute, draw, update, reading, **(controls or {"r": (-3.0, 3.0, 0.5)}))


def shown(panel):
    """Return the text below the picture as the page has it."""
    return html.unescape(re.search(r"lossviz-reading[^>]*>(.*?)</div>", panel._moving.value, re.S)[1])


def test_it_starts_at_the_defaults_of_compute():
    panel = make()
    assert panel.state == {"r": 1.0}
    assert panel.numbers == (1.0, 1.0)
    assert panel.reading == shown(panel) == "r = 1.00: squared error 1.00"


@pytest.mark.parametrize(
    ("abbreviation", "kind", "value"),
    [
        ((0, 4), widgets.IntSlider, 2),
        ((0.0, 4.0), widgets.FloatSlider, 2.0),
        ((0, 4, 2), widgets.IntSlider, 2),
        ((0.0, 1.0, 0.25), widgets.FloatSlider, 0.5),
        (True, widgets.Checkbox, True),
        ([1, 2], widgets.Dropdown, 1),
        ({"one": 1, "two": 2}, widgets.Dropdown, 1),
        (3, widgets.IntSlider, 3),
        (0.5, widgets.FloatSlider, 0.5),
        ("text", widgets.Text, "text"),
        (widgets.BoundedFloatText(2, min=0, max=3), widgets.BoundedFloatText, 2),
        (widgets.fixed(7), widgets.fixed, 7),
    ],
)
def test_controls_are_given_as_interact_takes_them(abbreviation, kind, value):
    got = []
    panel = Panel(lambda r: got.append(r) or (0, 0), draw, update, read, r=abbreviation)
    assert type(panel.controls["r"]) is kind
    assert panel.state == {"r": value}
    assert got == [value]


def test_a_move_redraws_once_and_sends_one_layer():
    panel = make()
    sent = []
    for widget in (panel._still, panel._moving):
        widget.observe(lambda change: sent.append(change["owner"]), "value")
    panel.controls["r"].value = 2.0
    assert sent == [panel._moving]
    assert panel.numbers == (2.0, 4.0)
    assert shown(panel) == "r = 2.00: squared error 4.00"


def test_presets_set_several_controls_with_one_redraw():
    calls = []

    def compute(a=0.0, b=0.0):
        calls.append((a, b))
        return a, b

    panel = Panel(
        compute,
        draw,
        update,
        lambda n: f"{n}",
        presets={"both": {"a": 1.0, "b": 2.0}, "swap": lambda a, b: {"a": b, "b": a}},
        a=(0.0, 3.0),
        b=(0.0, 3.0),
    )
    both, swap = [w for w in panel.children[0].children]
    calls.clear()
    both.click()
    swap.click()
    assert calls == [(1.0, 2.0), (2.0, 1.0)]


def test_state_is_set_and_read_without_a_browser():
    panel = make()
    assert panel.set(r=-1.5) is panel
    assert panel.state == {"r": -1.5}
    with pytest.raises(ValueError, match="no control named q; there are r"):
        panel.set(q=1)
    with pytest.raises(ValueError, match=r"r cannot be 9; it goes from -3.0 to 3.0"):
        panel.set(r=9)
    with pytest.raises(ValueError, match="r cannot be nan; it goes"):
        panel.set(r=math.nan)
    with pytest.raises(ValueError, match="r cannot be 'a'; it goes from"):
        panel.set(r="a")
    assert panel.state == {"r": -1.5}
    assert panel.reading == "r = -1.50: squared error 2.25"


def test_a_choice_is_set_by_what_it_stands_for():
    panel = Panel(lambda r: (0, r), draw, update, lambda n: f"{n[1]}", r={"one": 1, "two": 2})
    assert panel.set(r=2).state == {"r": 2}
    with pytest.raises(ValueError, match="r cannot be 3; it takes 1, 2"):
        panel.set(r=3)


def test_a_log_slider_is_set_by_its_value():
    panel = Panel(lambda r: (0, r), draw, update, read, r=widgets.FloatLogSlider(0.1, min=-3, max=0))
    assert panel.set(r=0.5).state == {"r": 0.5}
    with pytest.raises(ValueError, match=r"r cannot be 5; it goes from 0.001 to 1"):
        panel.set(r=5)


@pytest.mark.parametrize("step", ["compute", "update", "read"])
def test_an_error_shows_in_the_panel_and_the_next_move_recovers(step):
    def fail_above_two(r):
        if r > 2:
            raise ValueError("r is\n  above <two>")

    panel = Panel(
        lambda r=0.0: (step == "compute" and fail_above_two(r), r, r**2)[1:],
        draw,
        lambda dot, n: (step == "update" and fail_above_two(n[0]), update(dot, n)),
        lambda n: (step == "read" and fail_above_two(n[0]), read(n))[1],
        r=(-3.0, 3.0, 0.5),
    )
    panel.set(r=2.5)
    assert panel.error == shown(panel) == f"{step} failed with ValueError: r is above <two>"
    assert "<two>" not in panel._moving.value
    assert "lossviz-stale" in panel._moving.value, "a picture that no longer fits its controls is faded"
    assert panel.alt.endswith(panel.error)
    panel.set(r=1.0)
    assert not panel.error
    assert shown(panel) == "r = 1.00: squared error 1.00"
    assert "lossviz-stale" not in panel._moving.value


def test_an_error_at_the_start_shows_too():
    panel = make(compute=lambda r=0.0: (r, 1 / r))
    assert shown(panel) == "compute failed with ZeroDivisionError: float division by zero"
    panel.set(r=1.0)
    assert shown(panel) == "r = 1.00: squared error 1.00"


def test_an_error_of_a_preset_shows():
    panel = Panel(square, draw, update, read, presets={"far": lambda r: {"r": r + 9}}, r=(-3.0, 3.0, 0.5))
    panel.children[0].children[0].click()
    assert "preset 'far' failed with ValueError: r cannot be 10.0; it goes from" in shown(panel)


def test_an_error_while_drawing_shows():
    def break_the_dot(dot, numbers):
        dot.set_data([0, 1], [0, 1, 2]) if numbers[0] == 2 else dot.set_data([0], [0])

    panel = Panel(square, draw, break_the_dot, read, r=(-3.0, 3.0, 0.5))
    panel.set(r=2.0)
    assert "drawing failed with" in panel.error
    panel.set(r=1.0)
    assert not panel.error


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        ({"q": (0, 1)}, r"compute\(r=1.0\) does not fit the controls \(q\): got an unexpected keyword"),
        ({"r": object()}, "control r was given .*it takes .min, max."),
        ({"r": (1, 2, 3, 4)}, "control r was given"),
        ({"r": (3.0, -3.0)}, "control r was given"),
        ({"r": (0.0, 1.0, -1.0)}, "control r was given"),
        ({"r": widgets.HBox()}, "control r was given"),
        ({"r": []}, "control r was given"),
        ({"r": (0.0, math.inf)}, "control r was given"),
    ],
)
def test_controls_that_do_not_fit_are_named(controls, message):
    with pytest.raises(TypeError, match=message):
        Panel(square, draw, update, read, **controls)


def test_a_parameter_without_a_control_is_named():
    with pytest.raises(TypeError, match="missing a required argument: 'b'"):
        Panel(lambda a, b: a, draw, update, read, a=(0, 1))


def test_a_preset_of_unknown_controls_is_named():
    with pytest.raises(TypeError, match="preset 'start' sets q; the controls are r"):
        Panel(square, draw, update, read, presets={"start": {"q": 1}}, r=(0, 1))


def test_text_of_a_user_is_escaped_wherever_it_lands():
    evil = '<script>x</script>"><img src=x>'
    panel = Panel(square, draw, update, lambda n: evil, alt=evil, r=widgets.FloatSlider(description=evil))
    for value in (panel._still.value, panel._moving.value):
        assert "<script" not in value
        assert "<img" not in value
    assert panel.reading == evil
    assert panel.controls["r"].description_allow_html is False


def test_the_still_stands_beside_the_widget_with_alternative_text():
    data, metadata = make()._repr_mimebundle_()
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"]
    assert data["text/plain"] == "Panel(r)"
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"].endswith("r = 1.00: squared error 1.00")


def test_the_still_never_raises():
    panel = make()
    panel.picture.png = lambda: 1 / 0
    assert "image/png" not in panel._repr_mimebundle_()


def test_a_slider_shows_each_of_its_steps():
    panel = Panel(lambda r=0.5: (r, r), draw, update, read, r=(0.0, 1.0, 0.125))
    assert panel.controls["r"].readout_format == ".3f"


class Cells:
    """As much of IPython as tells a panel which cell runs it."""

    parent_header = True
    cell, run = "", 0

    def execute(self, cell, function):
        self.cell, self.run = cell, self.run + 1
        return function()

    def get_parent(self):
        return {"header": {"msg_id": str(self.run)}, "metadata": {"cellId": self.cell}}


@pytest.fixture
def cells(monkeypatch):
    cells = Cells()
    monkeypatch.setattr(cells_module, "get_ipython", lambda: cells)
    monkeypatch.setattr(cells_module, "_cells", {})
    return cells


def test_a_cell_run_again_closes_its_panels_and_no_others(cells):
    first, second = cells.execute("a", lambda: (make(), make()))
    other = cells.execute("b", make)
    before = len(widgets.Widget._instances) if hasattr(widgets.Widget, "_instances") else None
    again = cells.execute("a", lambda: (make(), make()))
    assert first.comm is None
    assert second.comm is None
    assert other.comm is not None
    assert again[0].comm is not None
    assert again[1].comm is not None
    if before is not None:
        assert len(widgets.Widget._instances) == before
    first.close()  # Closing twice is no error, nor is a move that comes late.
    first._moved()


def test_a_control_that_another_panel_uses_is_left_open(cells):
    slider = widgets.FloatSlider(1.0, min=0, max=3)
    cells.execute("a", lambda: make(r=slider))
    panel = cells.execute("a", lambda: make(r=slider))
    assert slider.comm is not None
    slider.value = 2.0
    assert panel.numbers == (2.0, 4.0)


def re_run(times):
    """Run one cell `times` times over, moving its panel 25 times each; return the memory taken since, in MiB."""
    cells, process = Cells(), psutil.Process(os.getpid())
    cells_module.get_ipython = lambda: cells
    out = {}  # As IPython's Out, which holds what a cell has shown.
    taken = []
    for i in range(times):
        panel = cells.execute("a", make)
        if i % 10 == 0:
            panel._repr_mimebundle_()
        out[i] = panel
        for j in range(25):
            panel.set(r=float(j % 5 - 2))
        gc.collect()
        taken.append(process.memory_info().rss / 2**20)
    return taken


@pytest.mark.slow
def test_200_re_runs_and_5000_moves_leave_memory_where_it_was():
    """In a process of its own, as a kernel is: here other tests have frameworks loaded."""
    code = "from tests.test_panel import re_run; taken = re_run(200); print(taken[99], taken[-1])"
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    after_100, after_200 = map(float, run.stdout.split())
    assert after_200 - after_100 < 10


def test_a_lecturers_panel_takes_ten_lines():
    """The example of the README, run as it stands there."""
    text = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(import numpy.*?)```", text, re.S)[1]
    *body, last = ast.parse(code).body
    scope = {}
    exec(compile(ast.Module(body, []), "README.md", "exec"), scope)  # noqa: S102
    panel = eval(compile(ast.Expression(last.value), "README.md", "eval"), scope)
    assert isinstance(panel, Panel)
    assert len([line for line in code.splitlines() if line.strip()]) <= 18
    for z in np.linspace(-6, 6, 5):
        panel.set(z=float(z))
        assert not panel.error
