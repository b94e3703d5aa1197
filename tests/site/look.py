"""What a reader sees of a page and its panels, and moves there."""

import os
import re
from pathlib import Path

SITE = Path(os.environ.get("LOSSVIZ_SITE", Path(__file__).parent.parent.parent / "site")).resolve()
LOADED = 60_000  # Milliseconds after which what has not come will not come: a limit, and no measure.


class Page:
    """A page of the site, with what went wrong on it and what it asked of anybody else."""

    def __init__(self, context, address, name):
        self.errors, self.asked_elsewhere = [], []
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on(
            "console", lambda message: message.type in ("error", "warning") and self.errors.append(message.text)
        )
        self.page.on("request", self._note)
        self.address = address
        self.page.goto(f"{address}/{name}.html")

    def _note(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.asked_elsewhere.append(request.url)

    @property
    def panels(self):
        """The page's panels by the ids of their cells, all of them filled."""
        found = {}
        for panel in self.page.locator(".panel").all():
            panel.scroll_into_view_if_needed()
            self.page.wait_for_function(
                "panel => panel.classList.contains('alive')", arg=panel.element_handle(), timeout=LOADED
            )
            name = panel.get_attribute("data-panel")
            found[name.partition("-")[2]] = Panel(self.page, panel, name)
        return found


class Panel:
    """A panel on a page."""

    def __init__(self, page, root, name):
        self.page, self.root, self.name = page, root, name
        self.prefix = f"p{name.replace('-', '')}x"

    @property
    def texts(self):
        """What each control says, in order."""
        return self.root.locator(".control").evaluate_all(
            """fields => fields.map(field =>
                field.matches('.tick') ? (field.querySelector('input').checked ? 'yes' : 'no')
                : field.matches('.list') ? field.querySelector('select').selectedOptions[0].text
                : field.matches('.slider') ? field.querySelector('output').textContent
                : field.querySelector(':checked').parentElement.textContent.trim())"""
        )

    @property
    def reading(self):
        return self.root.locator(".reading").text_content()

    @property
    def drawing(self):
        return self.root.locator(".moves").evaluate("layer => layer.innerHTML")

    def as_drawn(self, svg):
        """Return a panel's own SVG as the page's browser writes it."""
        return self.page.evaluate(
            "svg => { const it = document.createElement('div'); it.innerHTML = svg; return it.innerHTML; }", svg
        )

    @property
    def controls(self):
        return self.root.locator(".control").all()

    def ends(self, control):
        """Yield moves of a control to both its ends."""
        if "slider" in control.get_attribute("class"):
            for key in ("Home", "End"):
                yield lambda key=key: control.locator("input").press(key)
        elif "tick" in control.get_attribute("class"):
            yield lambda: control.locator("input").check()
            yield lambda: control.locator("input").uncheck()
        elif "list" in control.get_attribute("class"):
            last = control.locator("option").count() - 1
            for place in (last, 0):
                yield lambda place=place: control.locator("select").select_option(index=place)
        else:
            yield lambda: control.locator("input").last.check()
            yield lambda: control.locator("input").first.check()

    def step(self, control, key):
        """Move a control a little, or on to its next choice."""
        field = control.locator("input, select").first
        if "buttons" in control.get_attribute("class"):
            field = control.locator("input:checked")
        field.press(" " if "tick" in control.get_attribute("class") else key)

    def is_grey(self, slider, place):
        """Whether a slider's track is grey at a place."""
        track = slider.evaluate("slider => slider.style.getPropertyValue('--track')")
        at = 100 * (place + 0.5) / (int(slider.get_attribute("max")) + 1)
        greys = re.findall(r"var\(--far\) ([\d.]+)% ([\d.]+)%", track)
        return any(float(start) < at < float(end) for start, end in greys)

    def put(self, slider, place):
        """Move a slider to a place as the mouse does; what it moved along before is not moved back."""
        self.root.evaluate("root => { root.panel.last = -1; }")
        slider.evaluate(
            """(slider, place) => {
                slider.value = place;
                for (const kind of ['pointerdown', 'input']) slider.dispatchEvent(new Event(kind, { bubbles: true }));
            }""",
            place,
        )

    def show_answers(self):
        """Have each question answered without a guess: nothing is locked any more."""
        for form in self.root.locator(".asks").all():
            form.locator(".skip").click()
            if form.locator(".next").is_visible():
                form.locator(".next").click()
