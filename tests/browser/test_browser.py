"""Every notebook in real JupyterLab: stills before, a picture that follows the sliders after."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.lab import write_notebook
from tests.browser.see import (
    SETTLED,
    drawing,
    expect_agreement,
    numbers,
    reading,
    shown_value,
    wait_until_steady,
)
from tests.refresh import paths

NOTEBOOKS = pytest.mark.parametrize("name", [path.name for path in paths()], ids=lambda name: name.partition(".")[0])


def panel_outputs(notebook):
    view = "application/vnd.jupyter.widget-view+json"
    return [output for output in notebook.outputs() if view in output.get("data", {})]


@NOTEBOOKS
def test_a_fresh_clone_shows_stills(name, open_notebook):
    """JupyterLab shows a notebook that it does not trust with its PNGs."""
    notebook = open_notebook(name)
    stills = [output for output in notebook.outputs() if "image/png" in output.get("data", {})]
    assert len(stills) >= len(panel_outputs(notebook)) > 0
    images = notebook.page.locator(".jp-RenderedImage img")
    expect(images).to_have_count(len(stills), timeout=SETTLED)
    for i in range(len(stills)):
        image = images.nth(i)
        image.scroll_into_view_if_needed()
        wide = image.evaluate("async image => { await image.decode(); return image.naturalWidth; }")
        box = image.bounding_box()
        assert wide > 1.5 * box["width"], "sharp on a screen of two pixels to one"
        assert 400 < box["width"] < 1000
        assert box["width"] / box["height"] == pytest.approx(
            image.evaluate("i => i.naturalWidth / i.naturalHeight"), 0.02
        )
    assert "Error displaying widget" not in notebook.page.locator(".jp-Notebook").inner_text()
    assert not notebook.errors


@NOTEBOOKS
def test_a_trusted_notebook_shows_its_panels_before_any_cell_is_run(name, open_notebook, trusted):
    """As `make lab` opens it: the picture with its words, and controls that do not look alive."""
    notebook = open_notebook(trusted(name))
    panels = notebook.panels()
    expect(panels).to_have_count(len(panel_outputs(notebook)), timeout=SETTLED)
    assert "Error displaying widget" not in notebook.page.locator(".jp-Notebook").inner_text()
    for i in range(panels.count()):
        expect(panels.nth(i).locator(".lossviz-picture svg")).to_have_count(2)
        assert len(panels.nth(i).locator("[role=img]").get_attribute("aria-label")) > 60
        assert len(reading(panels.nth(i)).inner_text()) > 20
        controls = panels.nth(i).locator(".noUi-target, button, select, input")
        assert controls.count()
        assert all(controls.nth(c).get_attribute("disabled") is not None for c in range(controls.count()))
    assert not notebook.errors


@NOTEBOOKS
def test_every_slider_moves_the_picture(name, open_notebook):
    """Run all; then each slider by keyboard to both ends, and by mouse."""
    notebook = open_notebook(name)
    notebook.run_all()
    assert not [o for o in notebook.outputs() if o["output_type"] == "error" or o.get("name") == "stderr"]
    panels = notebook.panels()
    assert panels.count() >= 1
    for p in range(panels.count()):
        panel = panels.nth(p)
        panel.scroll_into_view_if_needed()
        sliders = panel.locator(".widget-slider")
        for s in range(sliders.count()):
            slider = sliders.nth(s)
            handle = slider.locator(".noUi-handle")
            seen = {}
            for key in ("Home", "End"):
                handle.focus()
                notebook.page.keyboard.press(key)
                expect_agreement(panel, slider)
                wait_until_steady(panel)
                seen[key] = (shown_value(slider), drawing(panel), panel.locator(".lossviz-picture").screenshot())
            assert seen["Home"][0] < seen["End"][0]
            assert seen["Home"][1] != seen["End"][1]
            assert seen["Home"][2] != seen["End"][2], "the picture's pixels change"

            box, track = handle.bounding_box(), slider.locator(".noUi-base").bounding_box()
            y = box["y"] + box["height"] / 2
            notebook.page.mouse.move(box["x"] + box["width"] / 2, y)
            notebook.page.mouse.down()
            for step in range(1, 11):
                notebook.page.mouse.move(track["x"] + track["width"] * (1 - 0.06 * step), y)
            notebook.page.mouse.up()
            expect_agreement(panel, slider)
            wait_until_steady(panel)
            assert seen["Home"][0] < shown_value(slider) < seen["End"][0]
            assert drawing(panel) not in (seen["Home"][1], seen["End"][1])
            assert panel.locator(".lossviz-error").count() == 0
    assert not notebook.errors


@NOTEBOOKS
def test_screenshots_for_people(name, open_notebook, screenshots):
    """Each panel at device pixel ratio 2 in light and dark, crisp: drawn as vectors, with text that can be read."""
    notebook = open_notebook(name, scale=2)
    notebook.run_all()
    panels = notebook.panels()
    for theme in ("light", "dark"):
        notebook.set_theme(theme)
        for p in range(panels.count()):
            panels.nth(p).scroll_into_view_if_needed()
            panels.nth(p).screenshot(path=screenshots / f"{name.partition('.')[0]}-{p + 1}-{theme}.png")
            assert panels.nth(p).locator(".lossviz-picture img").count() == 0, "drawn as vectors at any scale"
        colours = panels.first.locator(".lossviz-reading").evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e.closest('.jp-NotebookPanel')).backgroundColor]"
        )
        assert contrast(*colours) > 4.5


def contrast(a, b):
    def luminance(colour):
        parts = [float(x) / 255 for x in re.findall(r"[\d.]+", colour)[:3]]
        linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted([luminance(a), luminance(b)])
    return (high + 0.05) / (low + 0.05)


BUSY = """
import matplotlib.pyplot as plt
import time
print("busy", flush=True)
end = time.monotonic() + 6
drawn = 0
while time.monotonic() < end:
    figure, axes = plt.subplots(figsize=(2, 2))
    axes.plot([0, 1], [0, 1])
    axes.set_title(r"$\\alpha^2$")
    figure.canvas.draw()
    plt.close(figure)
    drawn += 1
print("drawn", drawn > 3)
"""


def test_a_slider_moves_while_a_cell_runs_and_draws(open_notebook, folder):
    """The picture follows before the cell has ended, and the cell's own pictures are drawn as well."""
    write_notebook(folder / "busy.ipynb", ["import lossviz as lv\nlv.fit_line()", BUSY])
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
    expect_agreement(panel, slider)
    assert drawing(panel) != before
    assert "drawn" not in cell.locator(".jp-OutputArea").inner_text(), "the cell was still running"
    expect(cell.locator(".jp-OutputArea")).to_contain_text("drawn True", timeout=60_000)
    assert panel.locator(".lossviz-error").count() == 0
    notebook.wait_for_kernel()
    assert not [o for o in notebook.outputs() if o["output_type"] == "error" or o.get("name") == "stderr"]
    assert not notebook.errors


def test_the_last_picture_of_a_fast_drag_is_the_last_values(open_notebook, folder):
    write_notebook(folder / "drag.ipynb", ["import lossviz as lv\nlv.fit_line()"])
    notebook = open_notebook("drag.ipynb")
    notebook.run_all()
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
    expect_agreement(panel, slider)
    assert numbers(reading(panel).inner_text())[0] == shown_value(slider)


def test_nothing_flickers_or_jumps_while_a_slider_is_dragged(open_notebook, folder):
    """In every frame of a drag both layers are there, and nothing on the page changes its place."""
    write_notebook(folder / "steady.ipynb", ["import lossviz as lv\nlv.descend()"])
    notebook = open_notebook("steady.ipynb")
    notebook.run_all()
    page, panel = notebook.page, notebook.panels()
    page.evaluate(
        """() => {
            const frames = window.frames_seen = [], panel = document.querySelector('.lossviz');
            const look = () => {
                const layers = [...panel.querySelectorAll('.lossviz-picture svg')].map(svg => {
                    const box = svg.getBoundingClientRect();
                    return [box.x, box.y, box.width, box.height, svg.querySelectorAll('path').length > 0];
                });
                const drawing = panel.querySelectorAll('.lossviz-picture svg')[1]?.outerHTML.length;
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
    write_notebook(folder / "again.ipynb", ["import lossviz as lv", "lv.fit_line()"])
    notebook = open_notebook("again.ipynb")
    for _ in range(3):
        notebook.run_all()
    expect(notebook.panels()).to_have_count(1)
    slider = notebook.panels().locator(".widget-slider").first
    slider.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("End")
    expect_agreement(notebook.panels(), slider)
    assert not notebook.errors


def test_an_error_shows_in_the_panel_and_the_next_move_recovers(open_notebook, folder):
    code = """import lossviz as lv
def compute(r=1.0):
    if r == 3: raise ValueError("three is <b>bad</b>")
    return r
lv.Panel(compute, lambda f: f.subplots().plot([0], [0], "o")[0], lambda dot, r: dot.set_xdata([r]),
         lambda r: f"r = {r:.1f}", r=(-3.0, 3.0, 0.1))"""
    write_notebook(folder / "error.ipynb", [code])
    notebook = open_notebook("error.ipynb")
    notebook.run_all()
    panel = notebook.panels()
    panel.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("End")
    expect(reading(panel)).to_have_text("compute failed with ValueError: three is <b>bad</b>", timeout=SETTLED)
    notebook.page.keyboard.press("ArrowLeft")
    expect(reading(panel)).to_have_text("r = 2.9", timeout=SETTLED)
    assert not notebook.errors
