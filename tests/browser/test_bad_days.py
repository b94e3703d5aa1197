"""Bad days in real JupyterLab: nothing freezes, no picture is out of date, nothing grows."""

import math
import time
from itertools import count, pairwise

import pytest
from playwright.sync_api import expect

from lossviz.lessons import panels
from tests.browser.lab import write_notebook
from tests.browser.see import (
    DOT,
    FREE,
    SETTLED,
    drawing,
    expect_agreement,
    numbers,
    reading,
    shown_value,
    wait_until_steady,
)

TEN = [make.__name__ for make in panels()][::3][:10]

# A panel that counts its moves, so that a backlog shows: moves that come after the last event.
COUNTING = f"""{DOT}
moves = 0
def compute(r=0.0):
    global moves
    moves += 1
    return dict(moves=moves)
lv.Panel(compute, draw, "r = {{0.r:.1f}}, move {{0.moves}}".format, r=(-20.0, 20.0, 0.1))
"""

WIDGETS = "len(get_ipython().kernel.comm_manager.comms)"
SECONDS = "__import__('time').process_time()"
RESIDENT = "__import__('psutil').Process().memory_info().rss / 2**20"


def slider_of(panel):
    return panel.locator(".widget-slider").first


def press(panel, key):
    """Press a key on the panel's first slider, and wait until the panel shows what came of it."""
    slider_of(panel).locator(".noUi-handle").focus()
    panel.page.keyboard.press(key)
    expect_agreement(slider_of(panel))
    wait_until_steady(panel)
    return shown_value(slider_of(panel)), drawing(panel)


def expect_alive(panel):
    """Both ends of the panel's first slider show, and differ."""
    low, high = press(panel, "Home"), press(panel, "End")
    assert low[0] < high[0]
    assert low[1] != high[1]


def shake(notebook, slider, seconds):
    """Hold the slider's handle, drag it to and fro at 60 Hz, and let it go where it was."""
    mouse, handle = notebook.page.mouse, slider.locator(".noUi-handle").bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    mouse.move(x, y)
    mouse.down()
    start = time.monotonic()
    for i in count():
        if time.monotonic() > start + seconds:
            break
        mouse.move(x + 60 * math.sin(i / 15), y)
        time.sleep(max(0.0, start + (i + 1) / 60 - time.monotonic()))
    mouse.move(x, y)
    mouse.up()


def meter(page):
    """Return a session that counts the page's processor time, not the clock's: a busy machine counts for nothing."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    return session


def held(notebook, session):
    """What the page and the kernel hold: DOM nodes, listeners, MiB of script, widgets, MiB of the kernel; and took."""
    session.send("HeapProfiler.collectGarbage")
    metrics = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    return {
        "nodes": metrics["Nodes"],
        "listeners": metrics["JSEventListeners"],
        "heap": metrics["JSHeapUsedSize"] / 2**20,
        "widgets": int(notebook.evaluate(WIDGETS)),
        "resident": float(notebook.evaluate(RESIDENT)),
        "seconds": metrics["TaskDuration"] + float(notebook.evaluate(SECONDS)),
    }


def test_a_slider_held_for_15_seconds_leaves_no_backlog_and_nothing_grows(open_notebook, folder):
    write_notebook(folder / "held.ipynb", [COUNTING])
    notebook = open_notebook("held.ipynb", run=True)
    panel, session = notebook.panels(), meter(notebook.page)
    slider = slider_of(panel)
    spells, moves, at_release = [held(notebook, session)], [0], []
    for seconds in (2, 15, 2, 2):
        shake(notebook, slider, seconds)
        at_release.append(numbers(reading(panel).inner_text())[1])
        expect_agreement(slider)  # A busy kernel may let ten frames go by between two moves.
        wait_until_steady(panel)
        value, count = numbers(reading(panel).inner_text())
        assert value == shown_value(slider)
        moves.append(count)
        spells.append(held(notebook, session))
    # The first spell warms up.
    changes = [{name: b[name] - a[name] for name in a} for a, b in pairwise(spells)]
    made = [b - a for a, b in pairwise(moves)]
    assert made[1] > 50, "it moved all the while"
    assert moves[2] - at_release[1] <= 5, "moves came after the slider was let go"
    assert changes[1]["widgets"] == 0
    assert changes[1]["nodes"] < 200
    assert changes[1]["heap"] < 5
    assert changes[1]["resident"] < 10
    # JupyterLab adds some hundred listeners of its own, once, at a time of its own; a leak adds in every spell.
    least = {name: min(change[name] for change in changes[1:]) for name in changes[0]}
    assert least["widgets"] == 0
    assert least["nodes"] < 60
    assert least["listeners"] < 60
    assert least["heap"] < 1
    assert least["resident"] < 1
    cost = [change["seconds"] / count for change, count in zip(changes, made, strict=True)]
    assert min(cost[2:]) < 2 * cost[0], "a move takes longer the more there were"
    assert not notebook.errors


def test_ten_panels_run_three_times_move_alone_and_leave_no_widgets(open_notebook, folder):
    write_notebook(folder / "ten.ipynb", [FREE, *(f"lv.{name}()" for name in TEN)])
    notebook = open_notebook("ten.ipynb")
    session, seen = meter(notebook.page), []
    for _ in range(3):
        notebook.run_all()
        expect(notebook.panels()).to_have_count(10)
        seen.append(held(notebook, session))
    assert seen[1]["widgets"] == seen[0]["widgets"] == seen[2]["widgets"]
    # JupyterLab's kernel connection keeps the view of every closed widget, of plain ipywidgets as of ours, until
    # the page is loaded anew: some 0.2 MiB a panel.
    assert seen[2]["heap"] < seen[1]["heap"] + 5
    every = [notebook.panels().nth(i) for i in range(10)]
    for panel in [panel for panel in every if slider_of(panel).count()][::3]:
        wait_until_steady(panel)
        others = [drawing(other) for other in every if other != panel]
        expect_alive(panel)
        assert [drawing(other) for other in every if other != panel] == others
    assert not notebook.errors


def test_a_restarted_kernel_runs_the_notebook_again(open_notebook, folder):
    write_notebook(folder / "restart.ipynb", [FREE, "lv.fit_line()", "lv.one_question()"])
    notebook = open_notebook("restart.ipynb", run=True)
    expect_alive(notebook.panels().first)
    notebook.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    notebook.run_all()
    expect(notebook.panels()).to_have_count(2)
    for panel in notebook.panels().all():
        expect_alive(panel)
    assert not notebook.errors


def test_a_cell_that_raises_leaves_the_panels_before_it_alive_and_those_after_it_to_be_run(open_notebook, folder):
    write_notebook(
        folder / "raises.ipynb",
        [
            f"{FREE}\nlv.fit_line()",
            "lv.two_valleys()\nraise ValueError('in the middle')",
            "lv.one_question()",
        ],
    )
    notebook = open_notebook("raises.ipynb", run=True)
    expect(notebook.panels()).to_have_count(1)
    expect_alive(notebook.panels())
    assert [o["evalue"] for o in notebook.outputs() if o["output_type"] == "error"] == ["in the middle"]
    notebook.page.evaluate("() => { jupyterapp.shell.currentWidget.content.activeCellIndex = 2; }")
    notebook.command("notebook:run-cell")
    notebook.wait_for_kernel()
    expect(notebook.panels()).to_have_count(2)
    for panel in notebook.panels().all():
        expect_alive(panel)
    assert not notebook.errors


@pytest.mark.parametrize("save", [True, False], ids=["saved", "not saved"])
def test_a_notebook_closed_and_opened_again_has_live_panels(save, open_notebook, folder):
    """Its kernel went on: the panels that it holds come back, and follow the slider."""
    name = f"reopened-{save}.ipynb"
    write_notebook(folder / name, [FREE, "lv.fit_line()"])
    notebook = open_notebook(name, run=True)
    value, _ = press(notebook.panels(), "End")
    if save:
        notebook.command("docmanager:save")
    notebook.reopen()
    if not save:
        notebook.run_all()
    expect(notebook.panels()).to_have_count(1, timeout=SETTLED)
    if save:
        expect_agreement(slider_of(notebook.panels()))
        assert shown_value(slider_of(notebook.panels())) == value
    expect_alive(notebook.panels())
    assert not notebook.errors
