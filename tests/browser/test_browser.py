"""A panel in real JupyterLab under the hand: while cells run, in fast drags, run again, and with errors."""

from playwright.sync_api import expect

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

BUSY = """
import matplotlib.pyplot as plt
from pathlib import Path
print("busy", flush=True)
drawn = 0
while drawn < 4 or not Path("enough").exists():
    figure, axes = plt.subplots(figsize=(2, 2))
    axes.plot([0, 1], [0, 1])
    axes.set_title(r"$\\alpha^2$")
    figure.canvas.draw()
    plt.close(figure)
    drawn += 1
print("drawn")
"""


def test_a_slider_moves_while_a_cell_runs_and_draws(open_notebook, folder):
    """The picture follows before the cell has ended, and the cell's own pictures are drawn as well."""
    write_notebook(folder / "busy.ipynb", [f"{FREE}\nlv.fit_line()", BUSY])
    notebook = open_notebook("busy.ipynb")
    notebook.wait_for_kernel()
    notebook.command("notebook:run-all-cells", wait=False)
    page, panel = notebook.page, notebook.panels()
    cell = page.locator(".jp-CodeCell").nth(1)
    expect(cell.locator(".jp-OutputArea")).to_contain_text("busy", timeout=SETTLED)
    slider = panel.locator(".widget-slider").first
    before = drawing(panel)
    handle = slider.locator(".noUi-handle").bounding_box()
    y = handle["y"] + handle["height"] / 2
    page.mouse.move(handle["x"] + handle["width"] / 2, y)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(handle["x"] + 5 * step, y)
    page.mouse.up()
    expect_agreement(slider)
    assert drawing(panel) != before
    assert "drawn" not in cell.locator(".jp-OutputArea").inner_text(), "the cell was still running"
    (folder / "enough").touch()
    expect(cell.locator(".jp-OutputArea")).to_contain_text("drawn", timeout=60_000)
    assert panel.locator(".lossviz-error").count() == 0
    notebook.wait_for_kernel()
    assert not [o for o in notebook.outputs() if o["output_type"] == "error" or o.get("name") == "stderr"]
    assert not notebook.errors


def test_the_last_picture_of_a_fast_drag_is_the_last_values(open_notebook, folder):
    write_notebook(folder / "drag.ipynb", [f"{FREE}\nlv.fit_line()"])
    notebook = open_notebook("drag.ipynb", run=True)
    panel = notebook.panels()
    slider = panel.locator(".widget-slider").first
    box = slider.locator(".noUi-handle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    notebook.page.mouse.move(x, y)
    notebook.page.mouse.down()
    for step in range(200):
        notebook.page.mouse.move(x + step % 100, y)
    notebook.page.mouse.up()
    wait_until_steady(panel)
    expect_agreement(slider)
    assert numbers(reading(panel).inner_text())[0] == shown_value(slider)


def test_nothing_flickers_or_jumps_while_a_slider_is_dragged(open_notebook, folder):
    """In every frame of a drag both layers are there, and nothing on the page changes its place."""
    dot = 'lv.Panel(lambda r=0.0: {}, draw, "r = {0.r:.3f}".format, r=lv.slider(-0.05, 0.05, 0.001))'
    write_notebook(folder / "steady.ipynb", [f"{DOT}\n{dot}"])
    notebook = open_notebook("steady.ipynb", run=True)
    page, panel = notebook.page, notebook.panels()
    page.evaluate(
        """() => {
            const frames = window.frames_seen = [], panel = document.querySelector('.lossviz');
            const look = () => {
                const layers = [...panel.querySelectorAll('.lossviz-picture svg')].map(svg => {
                    const box = svg.getBoundingClientRect();
                    return [box.x, box.y, box.width, box.height, svg.querySelectorAll('path').length > 0];
                });
                const drawing = panel.querySelectorAll('.lossviz-picture svg')[1]?.outerHTML;
                frames.push([JSON.stringify([layers, panel.getBoundingClientRect().height]), drawing]);
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    box = panel.locator(".noUi-handle").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(120):
        page.mouse.move(x - step, y)
    page.mouse.up()
    wait_until_steady(panel)
    places, drawings = zip(*page.evaluate("() => frames_seen"), strict=True)
    assert len(set(places)) == 1, set(places)
    assert places[0].count("true") == 2
    assert len(set(drawings)) > 5, "the picture did move"


def test_a_cell_run_again_leaves_one_panel_and_no_error(open_notebook, folder):
    write_notebook(folder / "again.ipynb", [FREE, "lv.fit_line()"])
    notebook = open_notebook("again.ipynb")
    for _ in range(3):
        notebook.run_all()
    expect(notebook.panels()).to_have_count(1)
    slider = notebook.panels().locator(".widget-slider").first
    slider.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("End")
    expect_agreement(slider)
    assert not notebook.errors


def test_an_error_shows_in_the_panel_and_the_next_move_recovers(open_notebook, folder):
    code = f"""{DOT}
def compute(r=1.0):
    if r == 3:
        raise ValueError("three is <b>bad</b>")
lv.Panel(lambda r=1.0: dict(none=compute(r)), draw, "r = {{0.r:.1f}}".format, r=(-3.0, 3.0, 0.1))"""
    write_notebook(folder / "error.ipynb", [code])
    notebook = open_notebook("error.ipynb", run=True)
    panel = notebook.panels()
    panel.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("End")
    expect(reading(panel)).to_have_text(
        "compute failed with ValueError: three is <b>bad</b> (Cell In[1], line 8)", timeout=SETTLED
    )
    notebook.page.keyboard.press("ArrowLeft")
    expect(reading(panel)).to_have_text("r = 2.9", timeout=SETTLED)
    assert not notebook.errors


def test_a_slow_panel_does_not_hold_up_the_others(open_notebook, folder):
    """Its compute waits for a file; meanwhile another panel follows its slider."""
    slow = f"""{DOT}
from pathlib import Path
def compute(r=0.0):
    while r and not Path("go on").exists():
        pass
lv.Panel(lambda r=0.0: dict(none=compute(r)), draw, "r = {{0.r:.1f}}".format, r=(-3.0, 3.0, 0.1))"""
    write_notebook(folder / "slow.ipynb", [slow, "lv.fit_line()"])
    notebook = open_notebook("slow.ipynb", run=True)
    expect(notebook.panels()).to_have_count(2)
    waiting, quick = notebook.panels().all()
    waiting.locator(".noUi-handle").press("End")
    slider = quick.locator(".widget-slider").first
    slider.locator(".noUi-handle").press("End")
    expect_agreement(slider)
    expect(reading(waiting)).to_have_text("r = 0.0")
    waiting.locator(".noUi-handle").press("ArrowLeft")
    (folder / "go on").touch()
    expect(reading(waiting)).to_have_text("r = 2.9", timeout=SETTLED)


def test_the_panel_of_a_deleted_cell_is_let_go(open_notebook, folder):
    write_notebook(folder / "deleted.ipynb", [f"{FREE}\nlv.fit_line()", "lv.fit_line()"])
    notebook = open_notebook("deleted.ipynb", run=True)
    kept = "len(__import__('lossviz.lifetime').lifetime.open_panels())"
    assert notebook.evaluate(kept) == "2"
    notebook.page.evaluate("() => { jupyterapp.shell.currentWidget.content.activeCellIndex = 1; }")
    notebook.command("notebook:delete-cell")
    notebook.run_all()
    assert notebook.evaluate(kept) == "1"
