"""How fast the pages follow the hand, in Chromium: ``python -m tests.site`` prints it, and judges nothing."""

import math
import statistics
import sys
import time

from lossviz.site.page import contents
from tests.benchmark.latency import key_presses, quantiles, watch
from tests.browser import find
from tests.browser.lab import chromium
from tests.site.look import SITE, Page

PRESSES, SECONDS = 12, 2
# Shows an empty picture and nothing else: what the browser takes for itself.
EMPTY = "root => { root.panel.show = function () { this.moving.innerHTML = '<svg></svg>'; }; }"
LINE = "{:10} {:6.1f}  {:6.1f}        {:6.1f}    {:8.0f}"
WHOLE = "root => { delete root.panel.show; }"


def drag(page, slider):
    """Drag a slider to and fro at 60 moves a second; return pictures a second."""
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    middle, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(middle, y)
    page.mouse.down()
    page.evaluate("seen.pictures.length = 0")
    start, moves = time.perf_counter(), 60 * SECONDS
    for i in range(1, moves + 1):
        page.mouse.move(middle + 0.4 * box["width"] * math.sin(2 * math.pi * i / 90), y)
        time.sleep(max(0.0, start + i / 60 - time.perf_counter()))
    pictures = page.evaluate("seen.pictures.length") / (time.perf_counter() - start)
    page.mouse.up()
    return pictures


def main():
    """Measure the first slider of each panel of the pages named, or of all."""
    rows = []
    print("panel      key press to picture, ms    pictures a second,")
    print("              p50     p95   p50 of none          dragged")
    with chromium(find.find()) as browser:
        for stem in sys.argv[1:] or [stem for stem, _, _ in contents()]:
            page = Page(browser.new_context(), SITE.as_uri(), stem)
            for panel in page.panels.values():
                panel.show_answers()
                slider = panel.root.locator("input[type=range]:not(:disabled)").first
                if not slider.count():
                    continue
                watch(panel.root.locator(".moves"), "mutation")
                presses = ["ArrowRight", "ArrowLeft"] * (PRESSES // 2)
                if slider.evaluate("it => it.value === it.max"):
                    presses.reverse()
                p50, p95 = quantiles(key_presses(page.page, slider, presses))
                panel.root.evaluate(EMPTY)
                floor, _ = quantiles(key_presses(page.page, slider, presses))
                panel.root.evaluate(WHOLE)
                rows.append((p50, p95, floor, drag(page.page, slider)))
                print(LINE.format(panel.name, *rows[-1]), flush=True)
            page.page.context.close()
    print(LINE.format("median", *map(statistics.median, zip(*rows, strict=True))))


if __name__ == "__main__":
    main()
