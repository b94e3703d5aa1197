"""The panel: controls as `interact` takes them, one redraw a change, errors in words, nothing left behind."""

import ast
import gc
import html
import math
import os
import re
import subprocess
import sys
import traceback
import weakref
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace

import ipywidgets as widgets
import numpy as np
import psutil
import pytest
from comm import get_comm_manager
from IPython.core.compilerop import CachingCompiler
from IPython.core.events import EventManager

from lossviz import lifetime, report
from lossviz.controls import choice, slider, tick
from lossviz.panel import Panel
from lossviz.progress import report as say


def draw(figure):
    axes = figure.subplots()
    axes.set(xlim=(-3, 3), ylim=(0, 9))
    (dot,) = axes.plot([0], [0], "o")

    def update(n):
        dot.set_data([n.r], [n.loss])

    return update


def read(n):
    return f"r = {n.r:.2f}: squared error {n.loss:.2f}"


def square(r=1.0):
    return {"loss": r**2}


def make(compute=square, reading=read, **controls):
    return Panel(compute, draw, reading, **(controls or {"r": (-3.0, 3.0, 0.5)}))


def shown(panel):
    """Return the text below the picture as the page has it."""
    return html.unescape(re.search(r"lossviz-reading[^>]*>(.*?)</div>", panel._moving.value, re.S)[1])


def test_it_starts_at_the_defaults_of_compute():
    panel = make()
    assert panel.state == {"r": 1.0}
    assert vars(panel.numbers) == {"r": 1.0, "loss": 1.0}
    assert panel.reading == shown(panel) == "r = 1.00: squared error 1.00"


def still_life(figure):
    """Draw what any numbers move."""
    (dot,) = figure.subplots().plot([0], [0], "o")
    return lambda n: dot.set_xdata([0])


KINDS = [
    ((0, 4), widgets.IntSlider, 2, 3),
    ((0.0, 4.0), widgets.FloatSlider, 2.0, 3.5),
    ((0, 4, 2), widgets.IntSlider, 2, 4),
    ((0.0, 1.0, 0.25), widgets.FloatSlider, 0.5, 0.75),
    (True, widgets.Checkbox, True, False),
    ([1, 2], widgets.Dropdown, 1, 2),
    (np.linspace(0, 1, 5), widgets.Dropdown, 0.0, 0.5),
    ({"one": 1, "two": 2}, widgets.Dropdown, 1, 2),
    (3, widgets.IntSlider, 3, 4),
    (0.5, widgets.FloatSlider, 0.5, 1.0),
    ("text", widgets.Text, "text", "other"),
    (widgets.BoundedFloatText(2, min=0, max=3), widgets.BoundedFloatText, 2, 1),
    (slider(0, 4), widgets.IntSlider, 0, 3),
    (slider(0.0, 1.0, 0.125), widgets.FloatSlider, 0.0, 0.125),
    (slider(0.01, 1, log=True), widgets.FloatLogSlider, 0.01, 0.1),
    (choice("sum", "mean"), widgets.ToggleButtons, "sum", "mean"),
    (choice("a word of some length", "and another of some length"), widgets.Dropdown, "a word of some length", None),
    (tick("divide"), widgets.Checkbox, False, True),
    (choice((1, 2), (3, 4)), widgets.ToggleButtons, (1, 2), (3, 4)),
    (widgets.fixed(7), widgets.fixed, 7, None),
]


@pytest.mark.parametrize(("given", "kind", "value", "other"), KINDS)
def test_controls_are_given_by_short_words_or_as_interact_takes_them(given, kind, value, other):
    got = []
    panel = Panel(lambda r: got.append(r) or {}, still_life, str, r=given)
    assert type(panel.controls["r"]) is kind
    assert panel.state == {"r": value}
    assert got == [value]


@pytest.mark.parametrize(("given", "kind", "value", "other"), [row for row in KINDS if row[3] is not None])
def test_every_kind_of_control_starts_at_the_default_of_compute_or_says_why_not(given, kind, value, other):
    panel = Panel(lambda r=other: {}, still_life, str, r=given)
    assert panel.state == {"r": other}
    if kind is not widgets.Text:
        with pytest.raises(TypeError, match="the default of compute cannot be"):
            Panel(lambda r=complex(9): {}, still_life, str, r=given)


def test_a_slider_shows_each_of_its_steps_its_label_and_unit():
    look = slider(0.0, 1.0, 0.125, label="rate", unit="1/s")
    assert (look.description, look.readout_format) == ("rate, 1/s", ".3f")
    assert slider(0.0, 1.0, 0.1, digits=2).readout_format == ".2f"
    panel = make(r=slider(0.0, 1.0, 0.1, digits=2))
    assert (panel.controls["r"].description, panel.controls["r"].readout_format) == ("r", ".2f")
    assert make(r=(0.0, 1.0, 0.125)).controls["r"].readout_format == ".3f"


def test_a_control_keeps_the_width_and_the_name_it_was_given():
    given = widgets.FloatSlider(description="mine", min=0, max=1, layout=widgets.Layout(width="100px"))
    control = make(lambda r=0.5: {"loss": r}, r=given).controls["r"]
    assert (control.description, control.layout.width) == ("mine", "100px")
    assert make(lambda r=True: {"loss": r}, r=tick()).controls["r"].layout.width is None


def test_a_choice_folds_out_where_its_texts_need_more_than_a_row():
    assert isinstance(choice("a" * 20, "b" * 20), widgets.ToggleButtons)
    assert isinstance(choice("a" * 20, "b" * 21), widgets.Dropdown)


@pytest.mark.parametrize(
    ("arguments", "kind", "words"),
    [
        (("0", 1), TypeError, "its ends and its step must be numbers"),
        ((0, True), TypeError, "must be numbers"),
        ((3, -3), ValueError, "from a lower to a higher end"),
        ((0, 1, -1), ValueError, "in steps above 0"),
        ((0, math.inf), ValueError, "all of them finite"),
        ((0, math.nan), ValueError, "finite"),
    ],
)
def test_a_slider_that_cannot_be_is_told(arguments, kind, words):
    with pytest.raises(kind, match=words):
        slider(*arguments)
    with pytest.raises(ValueError, match="with log=True its ends must be above 0"):
        slider(0, 1, log=True)
    with pytest.raises(ValueError, match="at least two to choose from"):
        choice("one")


def test_a_move_redraws_once_and_sends_one_layer():
    panel = make()
    sent = []
    for widget in (panel._still, panel._moving):
        widget.observe(lambda change: sent.append(change["owner"]), "value")
    panel.controls["r"].value = 2.0
    assert sent == [panel._moving]
    assert vars(panel.numbers) == {"r": 2.0, "loss": 4.0}
    assert shown(panel) == "r = 2.00: squared error 4.00"


def test_presets_set_several_controls_with_one_redraw():
    calls = []

    def compute(a=0.0, b=0.0):
        calls.append((a, b))
        return {"r": a, "loss": b}

    panel = Panel(
        compute,
        draw,
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
    with pytest.raises(ValueError, match="no control named q, s, t, u; there are r"):
        panel.set(t=1, s=1, u=1, q=1)
    with pytest.raises(ValueError, match=r"r cannot be 9; it goes from -3.0 to 3.0"):
        panel.set(r=9)
    with pytest.raises(ValueError, match="r cannot be nan; it goes"):
        panel.set(r=math.nan)
    with pytest.raises(ValueError, match="r cannot be 'a'; it goes from"):
        panel.set(r="a")
    assert panel.controls["r"].value == panel.state["r"] == -1.5
    assert panel.reading == "r = -1.50: squared error 2.25"


def test_a_panel_with_presets_starts_at_the_defaults_and_sets_all_of_one_or_none():
    panel = Panel(
        lambda r=1.0, s=1.0: {"loss": r * s},
        draw,
        read,
        presets={"far": {"r": 2.0, "s": 3.0}},
        r=(-3.0, 3.0),
        s=(-3.0, 3.0),
    )
    assert panel.state == {"r": 1.0, "s": 1.0}
    with pytest.raises(ValueError, match="s cannot be 9"):
        panel.set(r=2.0, s=9.0)
    assert [control.value for control in panel.controls.values()] == [1.0, 1.0]


def test_a_choice_is_set_by_what_it_stands_for():
    panel = make(r={"one": 1, "two": 2})
    assert panel.set(r=2).state == {"r": 2}
    with pytest.raises(ValueError, match="r cannot be 3; it takes 1, 2"):
        panel.set(r=3)


def test_a_log_slider_is_set_by_its_value():
    panel = make(lambda r: {"loss": r}, r=widgets.FloatLogSlider(0.1, min=-3, max=0))
    assert panel.set(r=0.5).state == {"r": 0.5}
    with pytest.raises(ValueError, match=r"r cannot be 5; it goes from 0.001 to 1"):
        panel.set(r=5)


def failing(step):
    """Return a panel that fails in one of its functions where r is above 2."""

    def fail_above_two(now, r):
        if step == now and r > 2:
            raise ValueError("r is\n  above <two>")

    def compute(r=0.0):
        fail_above_two("compute", r)
        return {"loss": r**2}

    def draw_and_fail(figure):
        update = draw(figure)

        def fail_and_update(n):
            fail_above_two("update", n.r)
            update(n)

        return fail_and_update

    def read_and_fail(n):
        fail_above_two("read", n.r)
        return read(n)

    return Panel(compute, draw_and_fail, read_and_fail, r=(-3.0, 3.0, 0.5))


@pytest.mark.parametrize("step", ["compute", "update", "read"])
def test_an_error_shows_in_the_panel_with_its_place_and_the_next_move_recovers(step, caplog):
    panel = failing(step)
    panel.controls["r"].value = 2.5
    line = next(i for i, text in enumerate(source_lines(), 1) if f'fail_above_two("{step}"' in text)
    assert panel.error == shown(panel)
    assert panel.error == f"{step} failed with ValueError: r is above <two> (test_panel.py, line {raising_line()})"
    assert any(frame.lineno == line for frame in traceback.extract_tb(panel.exception.__traceback__))
    assert caplog.records[-1].exc_info[1] is panel.exception, "the whole traceback is in the log"
    assert "<two>" not in panel._moving.value
    assert "lossviz-stale" in panel._moving.value, "a picture that no longer fits its controls is faded"
    assert panel.alt.endswith(panel.error)
    assert (panel.state, panel.numbers, panel.reading) == ({"r": 2.5}, None, ""), "of one moment"
    panel.controls["r"].value = 1.0
    assert not panel.error
    assert panel.exception is None
    assert shown(panel) == "r = 1.00: squared error 1.00"
    assert "lossviz-stale" not in panel._moving.value


def source_lines():
    return Path(__file__).read_text(encoding="utf-8").splitlines()


def raising_line():
    return next(i for i, text in enumerate(source_lines(), 1) if 'raise ValueError("r is' in text)


@pytest.mark.parametrize("step", ["compute", "update", "read"])
def test_set_raises_the_error_itself(step):
    panel = failing(step)
    with pytest.raises(ValueError, match="above <two>"):
        panel.set(r=3.0)
    assert panel.error
    assert panel.set(r=1.0).reading == "r = 1.00: squared error 1.00"


def test_an_error_at_the_start_is_raised():
    with pytest.raises(ZeroDivisionError):
        make(compute=lambda r=0.0: {"loss": 1 / r})


def test_an_error_names_the_line_of_the_authors_file_not_of_a_library():
    def compute(r=1.0):
        return {"loss": math.log(np.linalg.inv([[r]])[0, 0])}  # The line.

    panel = make(compute=compute)
    panel.controls["r"].value = 0.0
    line = next(i for i, text in enumerate(source_lines(), 1) if text.endswith("# The line."))
    assert panel.error.startswith("compute failed with LinAlgError: ")
    assert panel.error.endswith(f"(test_panel.py, line {line})")


class Halves:
    def __call__(self, r=1.0):
        return {"loss": 1 / r}


@pytest.mark.parametrize(
    "compute",
    [lru_cache(lambda r=1.0: {"loss": 1 / r}), np.errstate(all="ignore")(lambda r=1.0: {"loss": 1 / r}), Halves()],
    ids=["cached", "decorated", "object"],
)
def test_an_error_names_the_file_of_a_function_that_is_wrapped_or_an_object(compute):
    panel = make(compute=compute)
    panel.controls["r"].value = 0.0
    assert re.fullmatch(r"compute failed with ZeroDivisionError: .* \(test_panel.py, line \d+\)", panel.error)


def test_where_ipython_names_no_cells_an_error_names_its_file(monkeypatch):
    monkeypatch.setattr(report, "get_ipython", lambda: SimpleNamespace(compile=None))
    assert re.search(r" \(test_panel.py, line \d+\)$", report.failure(failing, ValueError("no")))


def test_a_compute_that_exits_is_told():
    """On the thread that follows a move nobody else would say so."""
    panel = make(compute=lambda r=1.0: {"loss": r} if r else sys.exit("enough"))
    panel.controls["r"].value = 0.0
    assert "compute failed with SystemExit: enough" in shown(panel)


def test_in_a_notebook_an_error_names_the_cell_or_the_authors_file(monkeypatch):
    compiler, scope = CachingCompiler(), {}
    monkeypatch.setattr(report, "get_ipython", lambda: SimpleNamespace(compile=compiler))
    code = "def in_cell():\n    1 / 0\n"
    exec(compile(code, compiler.cache(code, 3), "exec"), scope)  # noqa: S102
    for function, place in (
        (scope["in_cell"], r"\(Cell In\[3\], line 2\)$"),
        (failing, r"\(test_panel.py, line \d+\)$"),
    ):
        with pytest.raises(Exception) as raised:  # noqa: PT011
            function()
        assert re.search(place, report.failure(function, raised.value))


def test_an_error_of_a_preset_shows():
    panel = Panel(square, draw, read, presets={"far": lambda r: {"r": r + 9}}, r=(-3.0, 3.0, 0.5))
    panel.children[0].children[0].click()
    assert "preset 'far' failed with ValueError: r cannot be 10.0; it goes from" in shown(panel)
    assert panel.reading == "r = 1.00: squared error 1.00"


def test_an_error_while_drawing_shows():
    def draw(figure):
        (dot,) = figure.subplots().plot([0], [0], "o")

        def update(n):
            dot.set_data([0, 1], [0, 1, 2]) if n.r == 2 else dot.set_data([0], [0])

        return update

    panel = Panel(square, draw, read, r=(-3.0, 3.0, 0.5))
    panel.controls["r"].value = 2.0
    assert "drawing failed with" in panel.error
    panel.controls["r"].value = 1.0
    assert not panel.error


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        ({"q": (0, 1)}, r"compute\(r=1.0\) does not fit the controls \(q\): got an unexpected keyword"),
        ({"r": object()}, r"control r was given .*it takes slider\(…\)"),
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
        Panel(square, draw, read, **controls)


def test_a_parameter_without_a_control_is_named():
    with pytest.raises(TypeError, match="missing a required argument: 'b'"):
        Panel(lambda a, b: a, draw, read, a=(0, 1))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"q": 1}, "preset 'start': no control named q; there are r"),
        ({"r": 200}, "preset 'start': r cannot be 200; it goes from 0 to 100"),
        ({"r": "a"}, "preset 'start': r cannot be 'a'"),
    ],
)
def test_a_preset_that_cannot_be_is_told_when_the_panel_is_made(values, words):
    control = slider(0, 100)
    with pytest.raises(ValueError, match=words):
        Panel(square, draw, read, presets={"start": values}, r=control)
    assert control.value == 1, "where compute starts"


def test_a_draw_that_returns_nothing_though_there_are_controls_is_told():
    with pytest.raises(TypeError, match=r"draw returned nothing; it must return the function .*: def update\(n\)"):
        Panel(square, lambda figure: figure.subplots() and None, read, r=(0, 3))


def test_an_update_that_changes_nothing_in_the_picture_is_told_at_the_first_move():
    panel = Panel(square, lambda figure: figure.subplots() and (lambda n: None), read, r=(0, 3))
    with pytest.raises(TypeError, match="it changed nothing in the figure; set the artists that draw made"):
        panel.set(r=2)


def test_what_is_given_as_keywords_is_taken():
    assert Panel(compute=square, draw=draw, read=read, r=(0.0, 3.0)).state == {"r": 1.0}


def test_text_of_a_user_is_escaped_wherever_it_lands():
    evil = '<script>x</script>"><img src=x>'
    panel = Panel(square, draw, lambda n: evil, alt=evil, r=widgets.FloatSlider(description=evil))
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


class Cells:
    """As much of IPython as tells a panel which cell runs it."""

    parent_header = True
    cell, run, deleted = "", 0, ()

    def __init__(self):
        self.events = EventManager(self, ["pre_run_cell"])

    def execute(self, cell, function):
        self.cell, self.run = cell, self.run + 1
        self.events.trigger("pre_run_cell", None)
        return function()

    def get_parent(self):
        return {"header": {"msg_id": str(self.run)}, "metadata": {"cellId": self.cell, "deletedCells": self.deleted}}


@pytest.fixture
def cells(monkeypatch):
    cells = Cells()
    monkeypatch.setattr(lifetime, "get_ipython", lambda: cells)
    monkeypatch.setattr(lifetime, "_cells", {})
    return cells


def test_a_cell_run_again_closes_its_panels_and_no_others(cells):
    first, second = cells.execute("a", lambda: (make(), make()))
    other = cells.execute("b", make)
    before = len(get_comm_manager().comms)
    again = cells.execute("a", lambda: (make(), make()))
    assert first.comm is None
    assert second.comm is None
    assert other.comm is not None
    assert again[0].comm is not None
    assert again[1].comm is not None
    assert len(get_comm_manager().comms) == before
    first.close()  # Closing twice is no error, nor is a move that comes late.
    first._moved()


def test_a_control_that_another_panel_uses_is_left_open(cells):
    slider = widgets.FloatSlider(1.0, min=0, max=3)
    cells.execute("a", lambda: make(r=slider))
    panel = cells.execute("a", lambda: make(r=slider))
    assert slider.comm is not None
    slider.value = 2.0
    assert vars(panel.numbers) == {"r": 2.0, "loss": 4.0}


def test_panels_of_deleted_cells_are_let_go(cells):
    gone, kept = cells.execute("a", make), cells.execute("b", make)
    cells.deleted = ["a"]
    cells.execute("c", lambda: None)
    assert gone.comm is None and gone.picture is None
    assert lifetime.open_panels() == [kept]
    cells.deleted = ["a", "never there"]
    cells.execute("c", lambda: None)
    assert kept.comm is not None


def re_run(times):
    """Run one cell `times` times over, moving its panel 25 times each; return the memory taken since, in MiB."""
    cells, process = Cells(), psutil.Process(os.getpid())
    lifetime.get_ipython = lambda: cells
    out = {}  # As IPython's Out, which holds what a cell has shown.
    taken = []
    for i in range(times):
        panel = cells.execute("a", make)
        if i % 10 == 0:
            panel._repr_mimebundle_()
        out[i] = panel
        for j in range(25):
            panel.set(r=float(j % 5 - 2))
        if i % 20 == 19:
            gc.collect()
        taken.append(process.memory_info().rss / 2**20)
    return taken


@pytest.mark.parametrize(
    "wrong",
    [
        {"compute": lambda r=1.0: 1 / 0},
        {"draw": lambda figure: figure.subplots() and None},
        {"presets": {"far": {"r": 9}}},
        {"size": (0, 0)},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_panel_that_cannot_be_made_leaves_open_what_it_was_given_alone(wrong):
    before, ready = set(get_comm_manager().comms), widgets.FloatSlider(1.0, min=0, max=3)
    given = set(get_comm_manager().comms) - before
    with pytest.raises((ZeroDivisionError, TypeError, ValueError)):
        Panel(**{"compute": square, "draw": draw, "read": read, "r": ready} | wrong)
    assert set(get_comm_manager().comms) - before == given
    assert make(r=ready).state == {"r": 1.0}, "it can be used again"


def test_a_closed_panel_leaves_no_widget_open():
    before = set(get_comm_manager().comms)
    panel = Panel(square, draw, read, presets={"two": {"r": 2.0}}, r=(-3.0, 3.0))
    assert len(get_comm_manager().comms) > len(before) + 8
    panel.close()
    assert set(get_comm_manager().comms) == before
    assert (panel.controls, panel.state, panel.numbers, panel.reading) == ({}, {}, None, ""), "nor any numbers"
    for late in (panel.set, panel.numbers_at):
        with pytest.raises(ValueError, match="the panel is closed; run its cell again"):
            late(r=1.0)


def test_compute_runs_in_the_context_of_whoever_moved_the_control():
    """By which ipykernel knows whom a message answers."""
    asked = ContextVar("asked", default="nobody")
    heard = []
    panel = make(lambda r=1.0: heard.append(asked.get()) or square(r))
    asked.set("this test")
    panel.controls["r"].value = 2.0
    assert heard == ["nobody", "this test"]


def test_a_control_that_lives_on_does_not_hold_a_closed_panel():
    control = slider(0, 3)
    panel = make(r=control)
    alive = weakref.ref(panel)
    panel.close()
    del panel
    gc.collect()
    assert alive() is None
    assert control.value == 1


def test_what_compute_reports_shows_in_the_panel_and_not_in_the_cell(capsys):
    def compute(r=1.0):
        if r == 2:
            say("Loading <b>it</b> …")
        return square(r)

    panel, shown_then = make(compute), []
    panel._moving.observe(lambda change: shown_then.append(shown(panel)), "value")
    panel.set(r=2.0)
    assert shown_then == ["Loading <b>it</b> …", "r = 2.00: squared error 4.00"]
    assert capsys.readouterr().out == ""
    say("After")
    assert capsys.readouterr().out == "After"


@pytest.mark.slow
def test_200_re_runs_and_5000_moves_leave_memory_where_it_was():
    """In a process of its own, as a kernel is: here other tests have frameworks loaded."""
    code = "from tests.test_panel import re_run; taken = re_run(200); print(taken[99], taken[-1])"
    root = Path(__file__).parent.parent
    run = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf-8", check=True)
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
