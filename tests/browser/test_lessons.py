"""Each notebook in real JupyterLab on one page: stills, then saved panels, then all cells run, seen and moved.

Its tests follow one another on that page, so that it is opened twice and run once.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.see import (
    SETTLED,
    accessible,
    drawing,
    expect_agreement,
    press,
    reading,
    show_answers,
    shown_value,
    wait_until_steady,
)
from tests.refresh import NOTEBOOKS as FOLDER
from tests.refresh import paths
from tests.test_everyone import contrast


def notebooks(names):
    return pytest.mark.parametrize("name", names, ids=lambda n: n[:-6], scope="module")


LESSONS = [path.name for path in paths() if "widget-view" in path.read_text(encoding="utf-8")]
PANELS, NOTEBOOKS = notebooks(LESSONS), notebooks([path.name for path in paths()])
OUTPUT = ".jp-OutputArea-output"
THEMES = ("light", "dark")
UPPERMOST = """element => {
    const box = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2));
}"""


def panel_outputs(notebook):
    view = "application/vnd.jupyter.widget-view+json"
    return [output for output in notebook.outputs() if view in output.get("data", {})]


@notebooks(LESSONS[::4])
def test_a_fresh_clone_shows_stills(name, open_notebook):
    """JupyterLab shows a notebook that it does not trust with its PNGs, and their words.

    That each panel has both in the file, tests/test_notebooks.py knows.
    """
    notebook = open_notebook(name)
    stills = [output for output in notebook.outputs() if "image/png" in output.get("data", {})]
    assert len(stills) >= len(panel_outputs(notebook))
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
    expect(notebook.page.locator(".jp-RenderedImage img:not([alt])")).to_have_count(0, timeout=SETTLED)
    assert all(len(image.get_attribute("alt")) > 60 for image in images.all())
    assert "Error displaying widget" not in notebook.page.locator(".jp-Notebook").inner_text()
    assert not notebook.errors


@PANELS
def test_a_trusted_notebook_shows_its_panels_before_any_cell_is_run(name, open_notebook, trusted):
    """As `make lab` opens it: the picture with its words, and controls that do not look alive."""
    notebook = open_notebook(trusted(name))
    assert not notebook.runs
    panels = notebook.panels()
    expect(panels).to_have_count(len(panel_outputs(notebook)), timeout=SETTLED)
    assert "Error displaying widget" not in notebook.page.locator(".jp-Notebook").inner_text()
    for panel in panels.all():
        expect(panel.locator(".lossviz-picture svg")).to_have_count(2)
        assert len(panel.locator("[role=img]").get_attribute("aria-label")) > 60
        assert len(reading(panel).inner_text()) > 20
        controls = panel.locator(".noUi-target, button, select, input")
        assert controls.count()
        assert controls.evaluate_all("all => all.every(control => control.hasAttribute('disabled'))")
    assert not notebook.errors


@PANELS
def test_it_runs_and_its_panels_are_vectors_with_text_that_can_be_read(name, open_notebook, trusted):
    notebook = open_notebook(trusted(name), run=True)
    assert not [o for o in notebook.outputs() if o["output_type"] == "error" or o.get("name") == "stderr"]
    panels = notebook.panels()
    expect(panels).to_have_count(len(panel_outputs(notebook)), timeout=SETTLED)
    assert notebook.page.locator(".lossviz-picture img").count() == 0
    for theme in THEMES:
        notebook.set_theme(theme)
        for panel in panels.all()[:1]:
            colours = panel.locator(".lossviz-reading").evaluate(
                "e => [getComputedStyle(e).color, getComputedStyle(e.closest('.jp-NotebookPanel')).backgroundColor]"
            )
            rgb = [[int(part) / 255 for part in re.findall(r"\d+", colour)[:3]] for colour in colours]
            assert contrast(*rgb) > 4.5
    assert not notebook.errors


@pytest.mark.looks
@PANELS
def test_screenshots_for_people(name, open_notebook, trusted, screenshots):
    """Of each panel in both themes, at two pixels to one."""
    notebook = open_notebook(trusted(name), run=True)
    for theme in THEMES:
        notebook.set_theme(theme)
        with notebook.crisp():
            assert notebook.page.evaluate("() => devicePixelRatio") == 2
            for p, panel in enumerate(notebook.panels().all()):
                panel.scroll_into_view_if_needed()
                panel.screenshot(path=screenshots / f"{name[:-6]}-{p + 1}-{theme}.png")


@NOTEBOOKS
def test_axe_finds_nothing_serious_in_our_outputs(name, open_notebook, trusted, axe_source):
    """In light and dark, and every slider has a name."""
    notebook = open_notebook(trusted(name), run=name in LESSONS)
    notebook.set_theme("dark")
    assert axe.violations(notebook.page, axe_source, OUTPUT) == []
    notebook.set_theme("light")
    assert axe.violations(notebook.page, axe_source, OUTPUT, axe.COLOUR) == []
    labels = notebook.page.locator(".lossviz .widget-slider .widget-label").all_inner_texts()
    tree = accessible(notebook.page)
    assert sorted(node["name"] for node in tree if node["role"] == "slider") == sorted(labels)


@PANELS
def test_every_slider_moves_the_picture(name, open_notebook, trusted):
    """Each by keyboard to both ends; by mouse the first of a panel, and of the others nothing lies on the handle."""
    notebook = open_notebook(trusted(name), run=True)
    notebook.set_theme("light")
    for panel in notebook.panels().all():
        panel.scroll_into_view_if_needed()
        show_answers(panel)
        wait_until_steady(panel)
        for i, slider in enumerate(panel.locator(".widget-slider").all()):
            for choice in [None, *panel.locator(".widget-toggle-button").all()]:
                if choice:  # It may count under another choice only.
                    choice.click()
                    wait_until_steady(panel)
                seen = {}
                for key in ("Home", "End"):
                    press(panel, slider, key)
                    pixels = panel.locator(".lossviz-picture").screenshot() if i == 0 else key
                    seen[key] = (shown_value(slider), drawing(panel), pixels)
                if seen["Home"][1] != seen["End"][1]:
                    break
            assert seen["Home"][0] < seen["End"][0]
            assert seen["Home"][1] != seen["End"][1]
            assert seen["Home"][2] != seen["End"][2], "the pixels change; one slider tells for all"

            assert panel.locator(".lossviz-error").count() == 0
            handle = slider.locator(".noUi-handle")
            if i > 0:
                assert handle.evaluate(UPPERMOST), "a mouse takes hold of it"
                continue
            box, track = handle.bounding_box(), slider.locator(".noUi-base").bounding_box()
            y = box["y"] + box["height"] / 2
            notebook.page.mouse.move(box["x"] + box["width"] / 2, y)
            notebook.page.mouse.down()
            for place in (0.8, 0.4):
                notebook.page.mouse.move(track["x"] + track["width"] * place, y)
            notebook.page.mouse.up()
            expect_agreement(slider)
            wait_until_steady(panel)
            assert seen["Home"][0] < shown_value(slider) < seen["End"][0]
            assert drawing(panel) not in (seen["Home"][1], seen["End"][1])
    assert not notebook.errors


@notebooks([path.name for path in paths()][::5])
def test_axe_finds_nothing_serious_in_an_exported_page(name, browser, exported, axe_source):
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto(exported(FOLDER / name)[0].as_uri(), wait_until="domcontentloaded")
    assert axe.violations(page, axe_source, OUTPUT) == []
    assert all(len(image.get_attribute("alt")) > 60 for image in page.locator(f"{OUTPUT} img").all())
    context.close()
