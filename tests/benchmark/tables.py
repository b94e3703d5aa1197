"""What was measured, as rows of tables in Markdown, and the goals it is held against."""

import io
import math
import statistics
import sys
import time

import numpy as np

from tests.benchmark import peers
from tests.benchmark.growth import SIZES
from tests.benchmark.latency import quantiles
from tests.benchmark.pages import measure, pages
from tests.test_panels import values

GOALS = {
    "at most 33 ms at the median": lambda p50, floor, fps, plotly, interact: p50 <= 33,
    "at most 1.3 times the floor": lambda p50, floor, fps, plotly, interact: p50 <= 1.3 * floor,
    "more pictures a second than plotly": lambda p50, floor, fps, plotly, interact: fps > plotly,
    "at least 4 times the pictures of `interact`": lambda p50, floor, fps, plotly, interact: fps >= 4 * interact,
}
"""Each goal by its words: a function of lossviz's p50 and the floor's, and of three ways' pictures a second."""
GROWTH_WAYS = ("lossviz", "plotly", "bqplot", "interact")
LARGEST = {"bqplot": 10_000, "interact": 100_000}  # bqplot: an SVG element a point.


def table(head: list[str], rows: list[list[str]]) -> None:
    """Print a table in Markdown."""
    for row in [head, ["---"] * len(head), *rows]:
        print("|", " | ".join(row), "|")
    print(flush=True)


def goals_missed(ways: dict[str, dict]) -> list[str]:
    """Return the goals that a panel's measurements miss; what cannot be dragged has no pictures a second to miss.

    Examples
    --------
    >>> way = lambda p50, fps: {"ms": [p50] * 9, "fps": fps}
    >>> goals_missed({"lossviz": way(30, 40), "floor": way(20, 40), "plotly": way(9, 30), "interact": way(99, 10)})
    ['at most 1.3 times the floor']
    """
    p50 = {way: quantiles(found["ms"])[0] for way, found in ways.items()}
    fps = {way: found["fps"] for way, found in ways.items()}
    given = p50["lossviz"], p50["floor"], fps["lossviz"], fps["plotly"], fps["interact"]
    dragged = not math.isnan(fps["lossviz"])
    return [goal for goal, met in GOALS.items() if ("pictures" not in goal or dragged) and not met(*given)]


def panel_row(name: str, ways: dict[str, dict]) -> list[str]:
    """Return the row of a panel: lossviz, and how it stands to the others."""

    def times(a: float, b: float) -> str:
        return f"{a / b:.1f}" if b > 0 else "–"

    ours = ways["lossviz"]
    kernel, p50 = quantiles(ours["kernel"]), {way: quantiles(found["ms"]) for way, found in ways.items()}
    fps = {way: found["fps"] for way, found in ways.items()}
    dragged = [f"{fps['lossviz']:.0f}", times(fps["lossviz"], fps["plotly"]), times(fps["lossviz"], fps["interact"])]
    if math.isnan(fps["lossviz"]):
        dragged = ["–"] * 3
    return [
        name,
        *(f"{ms:.1f}" for ms in kernel),
        f"{ours['kB']:.1f}",
        *(f"{ms:.0f}" for ms in p50["lossviz"]),
        f"{p50['lossviz'][0] / p50['floor'][0]:.2f}",
        *dragged,
        "–" if math.isnan(ours["last"]) else f"{ours['last']:.0f}",
        f"{p50['bqplot'][0]:.0f}",
    ]


def kernel(names: list[str]) -> None:
    """Show how long a move takes in the kernel, panel by panel, all controls in turn, and its message's size."""
    rows = []
    for name in names:
        panel = peers.make(name)
        # Without the frameworks, whose time is their own: "live" stays off.
        controls = {name: control for name, control in panel.controls.items() if name != "live"}
        choices = {name: values(control, np.random.default_rng(0)) for name, control in controls.items()}
        times = []
        for i in range(400):
            control = list(choices)[i % len(choices)]
            value = choices[control][i // len(choices) % len(choices[control])]
            start = time.perf_counter()
            panel.set(**{control: value})
            times.append(1e3 * (time.perf_counter() - start))
        saves = []
        for _ in range(7):
            start = time.perf_counter()
            panel.picture.figure.savefig(io.BytesIO())
            saves.append(1e3 * (time.perf_counter() - start))
        p50, p95 = quantiles(times)
        limit = max(5.0, statistics.median(saves) / 10)
        rows.append([name, f"{p50:.1f}", f"{p95:.1f}", f"{limit:.1f}", f"{len(panel._moving.value) / 1000:.1f}"])
        panel.close()
    table(["panel", "redraw p50, ms", "p95, ms", "limit, ms", "kB sent a move"], rows)


def growth(path: str) -> None:
    """Show how the cost of a move grows with the number of classes or points."""
    rows = []
    with pages(GROWTH_WAYS, path) as opened:
        for kind, sizes in SIZES.items():
            for size in sizes:
                some = {way: page for way, page in opened.items() if size <= LARGEST.get(way, size)}
                found = measure(some, f"{kind} {size}", rounds=2, presses=4 if size > 10_000 else 6)
                row = [f"{kind} {size:,}"]
                for way in GROWTH_WAYS:
                    it = found.get(way)
                    figures = it and (statistics.median(it["kernel"]), it["kB"], quantiles(it["ms"])[0])
                    row.append("{:.1f} · {:.1f} · {:.0f}".format(*figures) if figures else "–")
                rows.append(row)
                print(f"{row[0]} measured", file=sys.stderr, flush=True)
    table(["kernel ms · kB a move · browser p50 ms", *GROWTH_WAYS], rows)
