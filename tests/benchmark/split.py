"""Where the milliseconds go from a key press to the painted picture, by stamps on one machine's clock."""

import statistics
from itertools import pairwise

from tests.benchmark.latency import keys
from tests.benchmark.pages import Page, pages, target

WAYS = ("lossviz", "floor", "bqplot", "plotly")
STEPS = ("key to message", "to the kernel", "in the kernel", "back to the page", "to new elements", "lay out, paint")

# Notes when the page sends to the kernel and hears from it.
SOCKET = """
    window.wire = {sent: [], heard: []};
    window.WebSocket = class extends WebSocket {
        constructor(...given) {
            super(...given);
            this.addEventListener('message', () => wire.heard.push(performance.now()));
        }
        send(data) {
            wire.sent.push(performance.now());
            super.send(data);
        }
    };
"""

# By the page's clock in seconds: the key, the first message sent after it, the last one heard before the
# picture's last change, that change, and its frame.
STAMPS = """() => {
    const key = seen.keys[0], changed = seen.changes.at(-1);
    const heard = wire.heard.filter(t => t <= changed).at(-1);
    const stamps = [key, wire.sent.find(t => t >= key), heard, changed, seen.pictures.at(-1)];
    return stamps.map(t => (performance.timeOrigin + t) / 1000);
}"""


def split(page: Page, name: str, presses: int) -> list[float]:
    """Return the median milliseconds of each of `STEPS`, for one panel in one way."""
    what = target(name)
    page.show(name, what)
    plan = keys(presses + 3, what.at, what.positions, slider=what.draggable)
    page.press(plan[:3])
    seen = []
    for key in plan[3:]:
        page.press([key])
        seen.append(page.page.evaluate(STAMPS))
    spans, _ = page.report()
    steps = []
    for (key, sent, heard, changed, painted), (start, end) in zip(seen, spans[-presses:], strict=True):
        times = [key, sent, start, end, heard, changed, painted]
        steps.append([1e3 * (b - a) for a, b in pairwise(times)])
    return [statistics.median(column) for column in zip(*steps, strict=True)]


def splits(browser: str, names: list[str], presses: int = 30) -> list[list[str]]:
    """Return a row of the table for each panel and way: each step, and their sum."""
    rows = []
    with pages(WAYS, browser, script=SOCKET) as opened:
        for name in names:
            for way, page in opened.items():
                steps = split(page, name, presses)
                rows.append([name, way, *(f"{step:.1f}" for step in steps), f"{sum(steps):.1f}"])
    return rows
