"""The site: every page moves without a kernel, and shows what the live panel shows; `make site-tests` runs this."""

import random
import re
import statistics

import nbformat
import pytest

from lossviz.guess import Number
from lossviz.site.page import contents
from lossviz.site.states import control_of
from tests.browser import axe
from tests.refresh import NOTEBOOKS
from tests.site.look import SITE

pytestmark = pytest.mark.site

STEMS = [stem for stem, _, _ in contents()]
PAGES = pytest.mark.parametrize("stem", STEMS)
HOW = pytest.mark.parametrize("how", ["served", "file"])
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 3}


def controls_of(panel):
    return [control_of(name, widget) for name, widget in panel.controls.items()]


def expect_same(page, panel):
    """The page's picture and reading are those of the live panel in the state that the page's controls say."""
    said = {c.name: c.values[c.texts.index(text)] for c, text in zip(controls_of(panel), page.texts, strict=True)}
    panel.set(**said)
    assert page.reading == panel.reading
    assert page.drawing == page.as_drawn(panel._layers[1].replace(panel._prefix, page.prefix)), said


@HOW
@PAGES
def test_each_control_to_both_ends_shows_what_the_live_panel_shows(stem, how, open_page, live):
    """And its buttons, and a walk with the keys; as it opens, while it asks, and when it has told."""
    pages = open_page(stem, how).panels
    panels = live(stem)
    assert pages.keys() == panels.keys()
    rng = random.Random(stem)
    for cell, page in pages.items():
        panel = panels[cell]
        for prediction in reversed(panel.predictions):
            prediction.reset()
        expect_same(page, panel)
        page.show_answers()
        for prediction in panel.predictions:
            prediction.skip()
        expect_same(page, panel)
        for control in page.controls:
            for move in page.ends(control):
                move()
                expect_same(page, panel)
        for button in page.root.locator(".presets button").all():
            button.click()
            expect_same(page, panel)
            for control in page.controls:
                page.step(control, "ArrowRight")
                expect_same(page, panel)
        for _ in range(12):
            page.step(rng.choice(page.controls), rng.choice(["ArrowRight", "ArrowLeft", "PageUp", "PageDown"]))
            expect_same(page, panel)


@PAGES
def test_where_a_track_is_grey_a_line_says_what_moves_along(stem, open_page):
    """And where it is dark, nothing but its slider moves."""
    rng = random.Random(stem)
    for page in open_page(stem).panels.values():
        page.show_answers()
        note = page.root.locator(".kept").text_content()
        sliders = [i for i, control in enumerate(page.controls) if control.locator("input[type=range]").count()]
        for i in rng.sample(8 * sliders, 8 * len(sliders)) if note else sliders:
            slider = page.controls[i].locator("input[type=range]")
            place = rng.randrange(int(slider.get_attribute("max")) + 1)
            grey, before = page.is_grey(slider, place), page.texts
            page.put(slider, place)
            others = [k for k, (a, b) in enumerate(zip(before, page.texts, strict=True)) if a != b and k != i]
            line = page.root.locator(".moved").text_content()
            assert all(f"to {page.texts[k]}" in line for k in others)
            assert bool(line) == bool(others)
            assert grey == (bool(others) or slider.input_value() != str(place))
            assert note or not grey


def test_a_panel_is_loaded_when_it_comes_into_view(open_page):
    page = open_page("01_mse")
    loaded = page.page.locator('script[src^="panels/"]')
    assert loaded.count() < page.page.locator(".panel").count()
    assert len(page.panels) == loaded.count()


@PAGES
def test_what_takes_python_says_how_to_run_it(stem, open_page):
    page = open_page(stem).page
    unwritten = page.locator("pre.code").filter(has_text=re.compile(r"^\s*(?:return )?\.\.\.\s*$", re.MULTILINE))
    for cell in unwritten.all():
        line = cell.locator("xpath=following-sibling::*[1]")
        assert line.inner_text() == "Yours to write. It takes Python: run the notebook."
        assert line.locator("a").get_attribute("href") == "index.html#notebooks"
    assert unwritten.count() or stem in ("00_start_here", "10_the_lecture_checked")


@PAGES
def test_a_guess_is_answered_as_in_the_notebook(stem, open_page, live):
    for cell, page in open_page(stem).panels.items():
        panel = live(stem)[cell]
        for prediction, form in zip(panel.predictions, page.root.locator(".asks").all(), strict=True):
            prediction.reset()
            assert form.locator(".answer").text_content() == panel._boxes[panel.predictions.index(prediction)].locks
            expect_same(page, panel)
            n, kind = panel.numbers_at(**prediction.asked), prediction.kind
            if isinstance(kind, Number):
                answer = prediction._answer_at(n)
                ideas = [idea for idea, _ in prediction.replies(n)]
                typed = [str(guess) for guess in (answer, answer + kind.near / 2, kind.low, kind.high, *ideas)]
                typed += ["1/3", "0,4", "−2 + 3 * log 2", f"7 {kind.many}", "5 %", "2^5", "inf", "four"]
            else:
                typed = list(kind.options)
            for text in typed:
                if isinstance(kind, Number):
                    form.locator("[type=text]").fill(text)
                else:
                    form.get_by_label(text, exact=True).check()
                form.locator(".commit").click()
                assert form.locator(".answer").text_content() == prediction.commit(text), text
                if not prediction.open:
                    if not prediction.mark:  # The page marks no guess in its picture.
                        expect_same(page, panel)
                    prediction.reset()
                    form.locator(".again").click()
                    expect_same(page, panel)
            form.locator(".skip").click()
            assert form.locator(".answer").text_content() == prediction.skip()
            if form.locator(".next").is_visible():
                form.locator(".next").click()


@PAGES
def test_with_scripts_off_it_shows_stills(stem, open_page, live):
    page = open_page(stem, java_script_enabled=False).page
    panels = page.locator(".panel")
    assert panels.count() == len(live(stem))
    for panel in panels.all():
        assert panel.locator(".picture svg").count() == 2
        assert panel.locator(".picture").bounding_box()["height"] > 100
        assert panel.locator(".reading").inner_text()
        assert not panel.locator(".controls").is_visible()
        for question in panel.locator(".asks:visible").all():
            assert question.get_by_text("Show the answer").is_visible()


@PAGES
def test_printed_it_shows_stills(stem, open_page):
    page = open_page(stem)
    page.page.emulate_media(media="print")
    for panel in page.page.locator(".panel").all():
        assert not panel.locator(".controls").is_visible()
        assert panel.locator(".picture").bounding_box()["height"] > 100


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("stem", ["index", *STEMS])
def test_axe_finds_nothing_serious(stem, scheme, open_page, axe_source):
    page = open_page(stem, "served", color_scheme=scheme)  # axe fetches style sheets, which a file may not.
    panels = page.panels
    assert axe.violations(page.page, axe_source, "body") == []
    for panel in panels.values():
        panel.show_answers()
    assert axe.violations(page.page, axe_source, "body") == []


@pytest.mark.parametrize("stem", ["index", *STEMS])
def test_on_a_phone_nothing_scrolls_sideways_and_a_thumb_hits(stem, open_page):
    page = open_page(stem, **PHONE)
    panels = page.panels
    for panel in panels.values():
        panel.show_answers()
        hit = ".control input[type=range], select, .buttons label, .tick, [role=radiogroup] label, button"
        for part in panel.root.locator(hit).locator("visible=true").all():
            assert part.bounding_box()["height"] >= 43.5, part.evaluate("part => part.outerHTML")
    assert page.page.evaluate("document.documentElement.scrollWidth") <= 390
    for panel in panels.values():
        for slider in panel.root.locator("input[type=range]").all()[:1]:
            slider.scroll_into_view_if_needed()
            assert slider.bounding_box()["height"] >= 44
            before = panel.reading
            slider.tap(position={"x": 300, "y": 22})
            assert panel.reading != before


@PAGES
def test_controls_have_names_and_the_reading_is_spoken(stem, open_page):
    page = open_page(stem)
    for panel in page.panels.values():
        panel.show_answers()
        for field in panel.root.locator("input[type=range], select").all():
            name = field.get_attribute("id")
            assert panel.root.locator(f'label[for="{name}"]').text_content().strip()
        for slider in panel.root.locator("input[type=range]").all():
            slider.press("End")
            text = slider.locator("..").locator("output").text_content()
            assert slider.get_attribute("aria-valuetext") == text
        page.page.wait_for_function(
            """panel => panel.querySelector('.reading + [role=status]').textContent
                === panel.querySelector('.reading').textContent""",
            arg=panel.root.element_handle(),
        )


@PAGES
def test_every_formula_is_there(stem):
    page = (SITE / f"{stem}.html").read_text(encoding="utf-8")
    notebook = nbformat.read(NOTEBOOKS / f"{stem}.ipynb", as_version=4)
    prose = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    prose = re.sub(r"```.*?```|`[^`]*`", "", prose, flags=re.DOTALL)
    assert page.count("<math") == len(re.findall(r"\$\$.+?\$\$|\$[^$\n]+?\$", prose, re.DOTALL))
    assert "merror" not in page


def test_its_size():
    panels = sorted(file.stat().st_size for file in (SITE / "panels").glob("*.js"))
    assert len(panels) == sum(
        path.read_text(encoding="utf-8").count("widget-view+json") for path in NOTEBOOKS.glob("*.ipynb")
    )
    assert statistics.median(panels) <= 150_000
    assert max(panels) <= 1_000_000
    assert sum(file.stat().st_size for file in SITE.rglob("*") if file.is_file()) <= 15_000_000


@PAGES
def test_links_lead_somewhere(stem):
    for page in (f"{stem}.html", "index.html"):
        text = (SITE / page).read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="(?!data:)([^"#]*)(?:#[^"]*)?"', text):
            assert re.match(r"[\w./-]*$", link), f"{page}: {link} leaves the folder"
            assert not link or (SITE / link).is_file(), f"{page}: {link}"
