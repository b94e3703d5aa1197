"""What a learner sees of a panel, and waiting for it without a clock."""

import re

FREE = 'import lossviz as lv; lv.predictions("open")'
"""The start of a cell with a panel of the lessons, which then locks none of its controls."""

DOT = """import lossviz as lv
def draw(figure):
    (dot,) = figure.subplots().plot([0], [0], "o")
    return lambda n: dot.set_xdata([n.r])
"""
"""The start of a cell with a panel of its own: one dot at n.r."""

SETTLED = 60_000  # Milliseconds after which what has not come will not come: a limit, and no measure.


def reading(panel):
    return panel.locator(".lossviz-reading")


def drawing(panel):
    """What the moving layer draws, to the last digit."""
    return panel.locator(".lossviz-picture svg").last.evaluate("svg => svg.outerHTML")


def wait_until_steady(panel):
    """Wait until nothing of the panel has changed for ten frames: nothing is on its way."""
    _wait(
        panel,
        """panel => {
            let alike = 0;
            const watch = new MutationObserver(() => (alike = 0));
            watch.observe(panel, { subtree: true, childList: true, characterData: true });
            return () => ++alike > 10;
        }""",
    )


def _wait(locator, condition, given=None):
    """Wait in the page, in one message, until a condition on an element holds; it is asked once a frame."""
    locator.evaluate(
        f"""async (element, [given, limit]) => {{
            const holds = ({condition})(element, given), end = performance.now() + limit;
            while (!holds()) {{
                if (performance.now() > end) throw Error('not seen in time: ' + holds);
                await new Promise(requestAnimationFrame);
            }}
        }}""",
        [given, SETTLED],
    )


def show_answers(panel):
    """Have a panel show the answer to each question that it asks: nothing is locked any more."""
    press = lambda name: panel.get_by_role("button", name=name)  # noqa: E731
    while press("Show me").count():
        press("Show me").click()
        press("Ask me again").wait_for(timeout=SETTLED)
        if not press("Next question").count():
            break
        press("Next question").click()
        press("Ask me again").wait_for(state="hidden", timeout=SETTLED)


def numbers(text):
    return [float(number.replace("−", "-")) for number in re.findall(r"−?\d+(?:\.\d+)?", text)]


def shown_value(slider):
    """The value beside a slider, as the learner sees it."""
    return float(slider.locator(".widget-readout").inner_text().replace("−", "-"))


def expect_agreement(slider):
    """The reading of the slider's panel comes to hold its value."""
    _wait_for_agreement(slider, 0)


def press(panel, slider, key):
    """Press a key on a slider of a panel that is steady, and wait for the picture that comes of it.

    A move is one picture and its reading in one message: neither a clock nor a steady page is needed to know it.
    """
    before = panel.evaluate(
        """panel => {
            if (panel.pictures === undefined) {
                panel.pictures = 0;
                new MutationObserver(() => panel.pictures++).observe(panel.querySelector('.lossviz-picture'),
                    { subtree: true, childList: true });
            }
            return panel.pictures;
        }"""
    )
    shown = shown_value(slider)
    slider.locator(".noUi-handle").focus()
    panel.page.keyboard.press(key)
    _wait_for_agreement(slider, before + (shown_value(slider) != shown))


def _wait_for_agreement(slider, pictures):
    _wait(
        slider,
        """(slider, pictures) => () => {
            const panel = slider.closest('.lossviz');
            if ((panel.pictures ?? 0) < pictures || panel.querySelector('.lossviz-stale:not(.lossviz-error)'))
                return false;
            const text = (root, part) => root.querySelector(part).textContent.replaceAll('−', '-');
            const shown = text(slider, '.widget-readout'), value = parseFloat(shown);
            const room = 0.5 * 10 ** -(shown.split('.')[1]?.length ?? 0) + 1e-9;
            const found = text(panel, '.lossviz-reading').match(/-?\\d+(\\.\\d+)?(e-?\\d+)?/g) ?? [];
            return found.some(number => Math.abs(parseFloat(number) - value) < room);
        }""",
        pictures,
    )


def accessible(page):
    """Return what a screen reader is told of, in its order: role, name, value and properties of each node."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    by_id = {node["nodeId"]: node for node in nodes}

    def walk(node):
        if not node.get("ignored"):
            properties = {p["name"]: p["value"].get("value") for p in node.get("properties", [])}
            value = lambda key: node.get(key, {}).get("value")  # noqa: E731
            yield {"role": value("role"), "name": value("name"), "value": value("value"), **properties}
        for child in node.get("childIds", []):
            if child in by_id:
                yield from walk(by_id[child])

    return list(walk(nodes[0]))
