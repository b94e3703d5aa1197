"""What a learner sees of a panel, and waiting for it without a clock."""

import re

SETTLED = 15_000  # Milliseconds after which a picture that has not come will not come.


def reading(panel):
    return panel.locator(".lossviz-reading")


def drawing(panel):
    """What the moving layer draws, to the last digit."""
    return panel.locator(".lossviz-picture svg").last.evaluate("svg => svg.outerHTML")


def wait_until_steady(panel):
    """Wait until the panel's page has been the same for a third of a second of frames: nothing is on its way."""
    panel.page.wait_for_function(
        """panel => {
            const now = panel.textContent + panel.querySelectorAll('.lossviz-picture svg')[1]?.outerHTML;
            panel.framesAlike = now === panel.lastLook ? panel.framesAlike + 1 : 0;
            panel.lastLook = now;
            return panel.framesAlike >= 20;
        }""",
        arg=panel.element_handle(),
        timeout=SETTLED,
    )


def numbers(text):
    return [float(number.replace("−", "-")) for number in re.findall(r"−?\d+(?:\.\d+)?", text)]


def shown_value(slider):
    """The value beside a slider, as the learner sees it."""
    return float(slider.locator(".widget-readout").inner_text().replace("−", "-"))


def expect_agreement(panel, slider):
    """The reading comes to hold the slider's value."""
    panel.page.wait_for_function(
        """([slider, panel]) => {
            const text = (root, part) => root.querySelector(part).textContent.replaceAll('−', '-');
            const shown = text(slider, '.widget-readout'), value = parseFloat(shown);
            const room = 0.5 * 10 ** -(shown.split('.')[1]?.length ?? 0) + 1e-9;
            const found = text(panel, '.lossviz-reading').match(/-?\\d+(\\.\\d+)?(e-?\\d+)?/g) ?? [];
            return found.some(number => Math.abs(parseFloat(number) - value) < room);
        }""",
        arg=[slider.element_handle(), panel.element_handle()],
        timeout=SETTLED,
    )
