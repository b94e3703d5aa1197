"""One lesson in each front end, as a reader does it: opened, run, dragged, asked, listened to, saved.

Each test is a column of the table that `make frontends` prints, under its own name.
"""

import json

import pytest
from playwright.sync_api import expect

from tests.benchmark.latency import drag, key_presses, keys, quantiles, watch
from tests.browser import axe
from tests.browser.see import SETTLED, accessible, drawing, expect_agreement, reading, wait_until_steady
from tests.frontends.fronts import FRONT_ENDS

ASKS, DRAWS = 0, 1  # The lesson's first panel asks a question; the second, with presets, asks none.


def among(names):
    return pytest.mark.parametrize("lesson", names, indirect=True, scope="session")


EVERY = among(FRONT_ENDS)
LIVE = among([name for name in FRONT_ENDS if not name.startswith("nbconvert")])
KEPT = among([name for name in FRONT_ENDS if name != "Voila"])  # It saves nothing.


def outputs(lesson):
    """The outputs of panels in the notebook as it is on disk."""
    cells = json.loads(lesson.file.read_text(encoding="utf-8"))["cells"]
    return [output for cell in cells for output in cell.get("outputs", []) if output.get("metadata", {}).get("lossviz")]


def words(output):
    return output["metadata"]["image/png"]["alt"]


@EVERY
def test_opens(lesson):
    """Its title, and each panel or its still."""
    expect(lesson.page.get_by_role("heading", name="What should a chance pay?")).to_be_visible(timeout=SETTLED)
    expect(lesson.page.locator(".lossviz, img[alt^='Left: a rectangle']").first).to_be_visible(timeout=SETTLED)


@LIVE
def test_runs(lesson):
    lesson.run()
    expect(lesson.panels()).to_have_count(len(outputs(lesson)), timeout=SETTLED)
    assert lesson.page.locator(".jp-OutputArea [data-mime-type='application/vnd.jupyter.error']").count() == 0


@LIVE
def test_dragged_by_mouse(lesson, record_property):
    """Pictures a second while the hand moves; the last of them is that of the slider's last value."""
    panel = lesson.panels().nth(DRAWS)
    slider, before = panel.locator(".widget-slider").first, drawing(panel)
    watch(panel.locator(".lossviz-picture"), "mutation")
    rate, _ = drag(lesson.page, slider.locator(".noUi-handle"), seconds=3)
    wait_until_steady(panel)
    expect_agreement(slider)
    assert drawing(panel) != before
    record_property("told", f"{rate:.0f} a second")


@LIVE
def test_key_to_picture(lesson, record_property):
    panel = lesson.panels().nth(DRAWS)
    slider = panel.locator(".widget-slider").nth(1)
    watch(panel.locator(".lossviz-picture"), "mutation")
    times = key_presses(lesson.page, slider.locator(".noUi-handle"), keys(21, 20, 101))[1:]
    expect_agreement(slider)
    record_property("told", f"{quantiles(times)[0]:.0f} ms")


@LIVE
def test_preset(lesson):
    panel = lesson.panels().nth(DRAWS)
    panel.get_by_role("button", name="April").click()
    expect(reading(panel)).to_contain_text("Tickets 25, 25, 25, 25", timeout=SETTLED)
    expect(panel.locator(".widget-readout").first).to_have_text("25")


@LIVE
def test_prediction(lesson):
    """A slider is locked until a guess is committed; the panel says how far off it was, and the hand is free."""
    page, panel = lesson.page, lesson.panels().nth(ASKS)
    handle = panel.locator(".noUi-handle").first
    expect(panel.locator(".widget-slider").first.locator("[disabled]").first).to_be_attached(timeout=SETTLED)
    panel.get_by_role("textbox", name="your guess").focus()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("You said 3; it is 4.32: 1.32 too low.", timeout=SETTLED)
    handle.focus()
    page.keyboard.press("Home")
    expect(reading(panel)).to_contain_text("0.100 · 0.500", timeout=SETTLED)


@LIVE
def test_reading_spoken(lesson):
    """Once, in a live region that stays, when the hand rests."""
    page, panel = lesson.page, lesson.panels().nth(DRAWS)
    panel.locator(".noUi-handle").first.focus()
    page.keyboard.press("End")
    expect(reading(panel)).to_contain_text("Tickets 100", timeout=SETTLED)
    region = page.locator("[role=status][aria-live=polite]", has_text="Tickets 100")
    expect(region).to_have_text(reading(panel).inner_text(), timeout=SETTLED)


@LIVE
def test_sliders_named(lesson):
    """By their labels, with values as they are shown; a locked one says so."""
    expect(lesson.panels().nth(DRAWS).locator(".noUi-handle[aria-valuetext='25']").first).to_be_attached()
    names = [node["name"] for node in accessible(lesson.page) if node["role"] == "slider"]
    assert "" not in names and {"sun, tickets", "chance of A"} <= set(names)


@EVERY
def test_axe_finds_nothing_grave(lesson, axe_source):
    """In what is ours: panels, and the stills of a page."""
    assert axe.violations(lesson.page, axe_source, ".lossviz, img") == []


@KEPT
def test_stills_with_words(lesson):
    """What is saved has for each panel its picture and its words, and the panel for the next who opens it."""
    if lesson.front.edits:
        lesson.save()
        saved = json.loads(lesson.file.read_text(encoding="utf-8"))
        assert all(output["data"]["image/png"] for output in outputs(lesson))
        assert "lossviz-reading" in json.dumps(saved["metadata"]["widgets"])
    else:
        images = lesson.page.locator("img").all()
        assert all(image.evaluate("image => image.complete && image.naturalWidth > 600") for image in images)
        assert [image.get_attribute("alt") for image in images] == [words(output) for output in outputs(lesson)]
    assert len(outputs(lesson)) == 6 and all(len(words(output)) > 60 for output in outputs(lesson))


@EVERY
def test_asks_the_web_for(lesson, record_property):
    record_property("told", ", ".join(sorted(lesson.elsewhere)) or "nothing")
