"""A panel that asks, in JupyterLab: by keyboard, for a screen reader, in light and dark; what is saved of a guess."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser import axe
from tests.browser.lab import write_notebook
from tests.browser.see import SETTLED, accessible, drawing, press, reading, wait_until_steady

ASK = """import lossviz as lv
def draw(figure):
    axes = figure.subplots()
    axes.set(xlim=(0, 3), ylim=(0, 9))
    (dot,) = axes.plot([0], [0], "o")
    (best,) = axes.plot([0], [0], "s")
    def update(n):
        dot.set_data([n.r], [n.loss])
        best.set_data([n.r], [9 - n.loss])
    return update
def read(n):
    return f"r = {n.r:.1f}" + ("" if n.open else f": loss {n.loss:.2f}")
panel = lv.Panel(lambda r=1.0: {"loss": r**2}, draw, read, r=lv.slider(0.0, 3.0, 0.1))
at_three = dict(r=3.0, hold="best", mark="dot.y", answer=lambda n: n.loss)
panel.predict("How large is it at three?", guess=(0, 12), near=0.1, **at_three)
panel.predict("And beyond?", guess=["it stays", "it grows"], answer="it grows", r=2.0)
panel"""


@pytest.fixture
def asks(open_notebook, folder):
    """A panel that asks two questions, neither answered."""
    path = folder / "asks.ipynb"
    if not path.exists():
        write_notebook(path, [ASK])
    notebook = open_notebook(path.name)
    notebook.run_all()
    expect(notebook.panels()).to_have_count(1, timeout=SETTLED)
    notebook.set_theme("light")
    return notebook


def answer(panel):
    return panel.locator(".lossviz-answer").locator("visible=true")


def button(panel, name):
    return panel.get_by_role("button", name=name)


def test_a_guess_by_keyboard_alone(asks):
    """What was typed fast is what is committed, nothing takes the focus away, and what was locked moves."""
    page, panel = asks.page, asks.panels()
    handle = panel.locator(".widget-slider .noUi-handle")
    expect(handle).to_have_attribute("aria-disabled", "true", timeout=SETTLED)
    expect(answer(panel)).to_contain_text("Locked until then: “r”")
    before = drawing(panel)
    field = panel.get_by_label("your guess (between 0 and 12)")
    field.focus()
    page.keyboard.type("many")
    page.keyboard.press("Enter")
    expect(answer(panel)).to_contain_text("I read numbers such as", timeout=SETTLED)
    expect(field).to_be_focused()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("4,25")
    page.keyboard.press("Enter")
    expect(answer(panel)).to_have_text(
        "You said 4.25; it is 9: 4.75 too low. Drag “r” to 3.0 and see.", timeout=SETTLED
    )
    expect(field).to_be_focused()
    expect(reading(panel)).to_have_text("r = 1.0: loss 1.00")
    assert drawing(panel) != before
    page.keyboard.type("7")
    for name in ("Commit", "Show me", "Ask me again", "Next question"):
        page.keyboard.press("Tab")
        expect(button(panel, name)).to_be_focused()
    for name in ("Commit", "Show me"):
        expect(button(panel, name)).to_have_attribute("aria-disabled", "true")
    expect(field).to_have_value("4,25", timeout=SETTLED)
    wait_until_steady(panel)
    press(panel, panel.locator(".widget-slider"), "End")
    button(panel, "Ask me again").press("Enter")
    expect(field).to_be_focused(timeout=SETTLED)
    expect(field).to_have_value("")
    expect(reading(panel)).to_have_text("r = 1.0", timeout=SETTLED)
    button(panel, "Show me").press("Enter")
    expect(answer(panel)).to_have_text("It is 9. Drag “r” to 3.0 and see.", timeout=SETTLED)
    expect(button(panel, "Show me")).to_be_focused()
    button(panel, "Next question").press("Enter")
    expect(panel.get_by_role("radio").first).to_be_focused(timeout=SETTLED)
    page.keyboard.press("ArrowDown")
    expect(panel.get_by_role("radio").last).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(answer(panel)).to_have_text("You said “it grows”, and so it is. Drag “r” to 2.0 and see.", timeout=SETTLED)
    expect(panel.get_by_role("radio").last).to_be_checked()
    assert not asks.errors


def test_what_a_screen_reader_is_told_and_axe_finds_nothing(asks, axe_source, screenshots):
    page, panel = asks.page, asks.panels()
    expect(panel.locator(".lossviz-answer[role=status]").first).to_be_attached(timeout=SETTLED)

    def found(role):
        return [node for node in accessible(page) if node["role"] == role]

    assert "What do you expect? How large is it at three?" in [node["name"] for node in found("group")]
    assert "your guess (between 0 and 12)" in [node["name"] for node in found("textbox")]
    for theme in ("dark", "light"):
        asks.set_theme(theme)
        panel.screenshot(path=screenshots / f"asks-{theme}.png")
        assert axe.violations(page, axe_source, ".jp-OutputArea-output") == [], theme
    status = answer(panel).element_handle()
    button(panel, "Show me").click()
    expect(answer(panel)).to_contain_text("It is 9.", timeout=SETTLED)
    assert status.evaluate("(element, now) => element === now", answer(panel).element_handle()), "a region that stays"
    assert axe.violations(page, axe_source, ".jp-OutputArea-output") == []
    button(panel, "Next question").click()
    expect(panel.get_by_role("radio").first).to_be_visible(timeout=SETTLED)
    (radios,) = found("radiogroup")
    assert radios["name"] == "What do you expect? And beyond?"
    assert [node["name"] for node in found("radio")] == ["it stays", "it grows"]
    assert axe.violations(page, axe_source, ".jp-OutputArea-output") == []
    assert not asks.errors


def test_in_a_narrow_window_it_wraps(asks, screenshots):
    page, panel = asks.page, asks.panels()
    size = page.viewport_size
    try:
        page.set_viewport_size({"width": 600, "height": 900})
        wait_until_steady(panel)
        panel.screenshot(path=screenshots / "asks-narrow.png")
        right = panel.evaluate("panel => panel.getBoundingClientRect().right")
        for part in (
            panel.locator(".lossviz-asks button, .lossviz-asks input, .lossviz-answer").locator("visible=true").all()
        ):
            assert part.evaluate("part => part.getBoundingClientRect().right") <= right
            assert part.bounding_box()["height"] >= (44 if part.evaluate("part => part.tagName") == "BUTTON" else 24)
    finally:
        page.set_viewport_size(size)


def test_nothing_of_a_guess_is_saved(asks, folder):
    """The panel is saved as it opened, also from a page that has not seen it open."""
    path, panel = folder / "asks.ipynb", asks.panels()

    def saved():
        asks.command("docmanager:save")
        return json.loads(path.read_text(encoding="utf-8"))["metadata"]["widgets"]

    first = saved()
    panel.get_by_label("your guess").fill("4.25")
    button(panel, "Commit").click()
    expect(answer(panel)).to_contain_text("You said 4.25", timeout=SETTLED)
    press(panel, panel.locator(".widget-slider"), "End")
    assert saved() == first
    assert "4.25" not in json.dumps(first)
    asks.reopen()
    asks.wait_for_kernel()
    panel = asks.panels()
    expect(answer(panel)).to_contain_text("You said 4.25", timeout=SETTLED)
    press(panel, panel.locator(".widget-slider"), "Home")
    assert saved() == first
