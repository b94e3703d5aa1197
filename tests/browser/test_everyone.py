"""Panels for everyone, in real JupyterLab: what a screen reader hears, what a keyboard reaches, what axe-core finds."""

import itertools
import re

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import VIEWPORT, write_notebook
from tests.browser.see import DOT, FREE, SETTLED, accessible, reading, wait_until_steady
from tests.test_everyone import contrast

NOT_INSTALLED = "JupyterLab has no lossviz extension: install the package again (pip install -e .)"


NEURON = f"""{DOT}
lv.Panel(
    lambda z=-6.0, y=1: {{"r": z / 10}}, draw, "z = {{0.z:.1f}} and the target y is {{0.y}}".format,
    presets={{"confidently wrong": {{"z": -6.0, "y": 1}}, "undecided": {{"z": 0.0}}}},
    z=lv.slider(-10.0, 10.0, 0.1, label="z"), y=lv.choice(1, 0, label="target y"),
)
"""


@pytest.fixture
def two_panels(open_notebook, folder):
    """A notebook of two panels, run once: their controls are where the test before left them."""
    if not (folder / "everyone.ipynb").exists():
        write_notebook(folder / "everyone.ipynb", [NEURON, FREE + "\nlv.outlier_fit()"])
    notebook = open_notebook("everyone.ipynb", run=True)
    expect(notebook.panels()).to_have_count(2)
    assert notebook.page.locator("#lossviz-live").count() == 1, NOT_INSTALLED
    expect(notebook.panels().last.locator(".noUi-handle[aria-valuetext]").last).to_be_attached(timeout=SETTLED)
    notebook.set_theme("light")
    return notebook


def heard(page):
    """Keep the live region's element and all that it says from now on."""
    page.evaluate(
        """() => {
            window.live = document.getElementById('lossviz-live');
            window.heard = [];
            new MutationObserver(() => heard.push(live.textContent)).observe(live, { childList: true });
        }"""
    )


def wait_until_spoken(panel):
    """Wait until the live region says what the panel's reading says."""
    panel.page.wait_for_function(
        "panel => live.textContent === panel.querySelector('.lossviz-reading').textContent",
        arg=panel.element_handle(),
        timeout=SETTLED,
    )


def ratio(*colours):
    """Return the contrast of two colours as the browser names them."""
    return contrast(*[[int(part) / 255 for part in re.findall(r"\d+", colour)[:3]] for colour in colours])


def test_a_live_region_that_stays_says_the_reading_after_a_key(two_panels):
    two_panels.open()
    two_panels.run_all()
    page, panel = two_panels.page, two_panels.panels().first
    expect(panel.locator(".noUi-handle[aria-valuetext]")).to_be_attached(timeout=SETTLED)
    (status,) = [node for node in accessible(page) if node["role"] == "status" and node.get("live") == "polite"]
    heard(page)
    assert page.evaluate("() => live.textContent") == "", "nothing is said of panels that nobody moves"
    panel.locator(".noUi-handle").focus()
    for key in ("ArrowRight", "Home"):
        before = reading(panel).inner_text()
        page.keyboard.press(key)
        expect(reading(panel)).not_to_have_text(before)
        wait_until_spoken(panel)
    assert page.evaluate("() => live === document.getElementById('lossviz-live') && live.isConnected")
    said = [node for node in accessible(page) if node["role"] == "status" and node.get("live") == "polite"]
    assert len(said) == 1 and status["live"] == "polite"
    assert page.evaluate("() => heard").count(reading(panel).text_content()) == 1


def test_a_drag_is_not_chattered_about_and_only_its_panel_speaks(two_panels):
    """Of a hundred moves one sentence or two; of a panel that moves without the reader's hand none."""
    page, (panel, other) = two_panels.page, two_panels.panels().all()
    heard(page)
    drawings = page.evaluate_handle(
        """panel => {
            const seen = [];
            new MutationObserver(() => seen.push(1)).observe(panel.querySelector('.lossviz-picture'),
                { subtree: true, childList: true });
            return seen;
        }""",
        panel.element_handle(),
    )
    box = panel.locator(".noUi-handle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(100):
        page.mouse.move(x + step, y)
    page.mouse.up()
    wait_until_steady(panel)
    wait_until_spoken(panel)
    said = page.evaluate("() => heard")
    assert drawings.evaluate("seen => seen.length") > 3 * len(said) > 0

    # The other panel moves, as a slider that two panels share would move it; the hand stays here.
    before = reading(other).inner_text()
    other.get_by_role("button").first.evaluate("button => button.click()")
    expect(reading(other)).not_to_have_text(before)
    wait_until_steady(other)
    page.evaluate("() => new Promise(resolve => setTimeout(resolve, 1000))")  # Twice as long as it takes to speak.
    assert page.evaluate("() => heard") == said
    assert reading(other).text_content() not in page.evaluate("() => heard")


def test_sliders_and_choices_have_the_names_and_values_that_are_shown(two_panels):
    page, panel = two_panels.page, two_panels.panels().first
    panel.locator(".noUi-handle").focus()
    page.keyboard.press("ArrowRight")
    wait_until_steady(panel)
    tree = accessible(page)
    labels = page.locator(".lossviz .widget-slider .widget-label").all_inner_texts()
    assert labels[0] == "z"
    assert [node["name"] for node in tree if node["role"] == "slider"] == labels
    for slider in page.locator(".lossviz .widget-slider").all():
        shown = slider.locator(".widget-readout").inner_text()
        assert slider.locator(".noUi-handle").get_attribute("aria-valuetext") == shown
    assert "target y" in [node["name"] for node in tree if node["role"] == "group"]
    pressed = [node["name"] for node in tree if node["role"] == "button" and node.get("pressed") == "true"]
    assert "1" in pressed and "0" not in pressed
    images = [node["name"] for node in tree if node["role"] == "image" and node["name"]]
    for one in two_panels.panels().all():
        assert any(" ".join(reading(one).inner_text().split()) in " ".join(name.split()) for name in images)


def test_keys_move_a_slider_and_nothing_else(two_panels):
    """JupyterLab's command mode takes arrow keys for its own, and a page scrolls at Home: not on a slider."""
    page, panel = two_panels.page, two_panels.panels().first
    handle, place = panel.locator(".noUi-handle"), "() => [jupyterapp.shell.currentWidget.content.activeCellIndex]"
    handle.focus()
    where = page.evaluate(place), handle.bounding_box()["y"]
    value = lambda: float(handle.get_attribute("aria-valuenow"))  # noqa: E731
    for key, goes in [
        ("ArrowRight", 1),
        ("ArrowLeft", -1),
        ("ArrowUp", 1),
        ("ArrowDown", -1),
        ("PageUp", 1),
        ("PageDown", -1),
        ("End", 1),
        ("Home", -1),
    ]:
        before = value()
        page.keyboard.press(key)
        assert (value() - before) * goes > 0, key
        assert (page.evaluate(place), handle.bounding_box()["y"]) == where, key
        assert handle.evaluate("handle => handle === document.activeElement"), key
    wait_until_steady(panel)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_tab_goes_through_a_panel_as_the_eye_does_and_focus_is_seen(two_panels, theme):
    two_panels.set_theme(theme)
    page, panel = two_panels.page, two_panels.panels().first
    stops = panel.locator("button, .noUi-handle, .widget-readout, select, input").all()
    stops[0].focus()
    for stop in stops:
        assert stop.evaluate("stop => stop === document.activeElement"), stop.evaluate("stop => stop.outerHTML")
        style = stop.evaluate(
            """stop => {
                const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(stop);
                return [outlineStyle, outlineWidth, outlineColor,
                    getComputedStyle(stop.closest('.jp-NotebookPanel')).backgroundColor];
            }"""
        )
        assert style[:2] == ["solid", "2px"]
        assert ratio(*style[2:]) > 3
        page.keyboard.press("Tab")
    border = panel.locator(".noUi-handle").evaluate("handle => getComputedStyle(handle).borderColor")
    assert ratio(border, style[3]) > 3
    for before, after in itertools.pairwise(stop.bounding_box() for stop in stops):
        assert after["x"] > before["x"] or after["y"] >= before["y"] + before["height"] / 2, "to the right, or below"
    for key in ("Enter", "Space"):
        panel.locator(".noUi-handle").press("End")
        expect(reading(panel)).to_have_text(re.compile("^z = 10.0"), timeout=SETTLED)
        panel.get_by_role("button", name="undecided").press(key)
        expect(reading(panel)).to_have_text(re.compile("^z = 0.0"), timeout=SETTLED)


@pytest.mark.parametrize(("width", "height"), [(640, 450), (320, 640)])
def test_a_panel_fits_a_page_at_200_percent_and_one_of_320_pixels(two_panels, width, height, screenshots):
    """1280 pixels at 200 % are 640: controls wrap, the picture shrinks, the reading breaks its lines."""
    page = two_panels.page
    two_panels.command("application:toggle-left-area")
    page.set_viewport_size({"width": width, "height": height})
    for i, panel in enumerate(two_panels.panels().all()):
        panel.scroll_into_view_if_needed()
        assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
        for part in panel.locator("button, .noUi-target, .widget-readout, svg, .lossviz-reading").all():
            box, frame = part.bounding_box(), panel.bounding_box()
            assert box["x"] >= frame["x"] - 1 and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
        panel.screenshot(path=screenshots / f"everyone-{width}-{i + 1}.png")
    page.set_viewport_size(VIEWPORT)
    two_panels.command("application:toggle-left-area")


def test_nothing_moves_by_itself_and_forced_colours_leave_the_picture(two_panels):
    page, panel = two_panels.page, two_panels.panels().first
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    panel.locator(".noUi-handle").focus()
    page.keyboard.press("End")
    moves = "panel => panel.querySelector('.lossviz-picture').getAnimations({ subtree: true }).length"
    assert panel.evaluate(moves) == 0
    wait_until_steady(panel)
    ink, paper = panel.locator(".lossviz-reading").evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor]"
    )
    assert ratio(ink, paper) > 4.5
    page.emulate_media(reduced_motion="null", forced_colors="null")


def test_a_preset_and_an_error_are_spoken(open_notebook, folder):
    code = f"""{DOT}
def compute(r=1.0):
    if r == 3:
        raise ValueError("three is bad")
lv.Panel(lambda r=1.0: dict(none=compute(r)), draw, "r = {{0.r:.1f}}".format, presets=dict(two=dict(r=2.0)),
         r=(-3.0, 3.0, 0.1))"""
    write_notebook(folder / "spoken.ipynb", [code])
    notebook = open_notebook("spoken.ipynb", run=True)
    panel = notebook.panels()
    heard(notebook.page)
    panel.get_by_role("button", name="two").click()
    expect(notebook.page.locator("#lossviz-live")).to_have_text("r = 2.0", timeout=SETTLED)
    panel.locator(".noUi-handle").focus()
    notebook.page.keyboard.press("End")
    expect(notebook.page.locator("#lossviz-live")).to_have_text(re.compile("three is bad"), timeout=SETTLED)


def test_a_dropdown_keeps_its_arrow_keys(open_notebook, folder):
    """JupyterLab does not go to the next cell instead."""
    draw = "def draw(f):\n    (dot,) = f.subplots().plot([0], [0])\n    return lambda n: dot.set_xdata([len(n.truth)])"
    make = "lv.Panel(lambda truth='cat': {}, draw, lambda n: f'Truth {n.truth}', truth=['cat', 'horse', 'car'])"
    write_notebook(folder / "choice.ipynb", [f"import lossviz as lv\n{draw}\n{make}", "1"])
    notebook = open_notebook("choice.ipynb", run=True)
    select = notebook.panels().locator("select")
    expect(select).to_have_attribute("data-lm-suppress-shortcuts", "true", timeout=SETTLED)
    before = select.input_value()
    select.focus()
    notebook.page.keyboard.press("ArrowDown")
    expect(select).not_to_have_value(before)
    expect(select).to_be_focused()
    expect(reading(notebook.panels())).to_contain_text(f"Truth {select.input_value()}", timeout=SETTLED)


def test_axe_finds_what_is_made_wrong(browser, axe_source):
    page = browser.new_page()
    page.set_content(
        "<main><img src='data:,'><p style='color: #aaa'>pale</p><i role=slider aria-valuenow=1></i></main>"
    )
    found = " ".join(axe.violations(page, axe_source, "main"))
    for rule in ("image-alt", "color-contrast", "aria-input-field-name"):
        assert rule in found
    page.close()
