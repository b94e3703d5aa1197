"""Measure what a learner feels, beside what they would use otherwise: ``make bench``.

    python -m tests.benchmark [--panel NAME …] [--rounds N] [--only PART …] [--scale RATIO]

Parts: ``imports``, ``kernel``, ``browser`` (each panel in six ways), ``growth`` (with the number
of classes and points) and ``split`` (where the milliseconds go). Prints tables in Markdown.
Times on one machine mean little; ratios in one run mean more.
"""

import argparse
import datetime
import math
import os
import platform
import statistics
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version

from lossviz.lessons import panels
from tests.benchmark import split
from tests.benchmark.latency import quantiles
from tests.benchmark.pages import measure, pages
from tests.benchmark.peers import WAYS
from tests.benchmark.tables import GOALS, goals_missed, growth, kernel, panel_row, table
from tests.browser import find

PACKAGES = ["jupyterlab", "ipywidgets", "ipykernel", "matplotlib", "plotly", "ipympl", "bqplot", "numpy"]
PARTS = ["imports", "kernel", "browser", "growth", "split"]
SPLIT = ["first_panel", "two_roads", "lottery", "who_pays"]


def installed(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"


def imports() -> None:
    """What ``from lossviz import *`` takes in a new Python, beyond that Python itself."""
    code = (
        "import time, psutil; start = time.perf_counter(); {}; "
        "print(time.perf_counter() - start, psutil.Process().memory_info().rss / 2**20)"
    )
    rows = []
    for name, statement in {
        "lossviz": "from lossviz import *",
        "matplotlib.pyplot": "import matplotlib.pyplot",
    }.items():
        runs = [
            [
                float(x)
                for x in subprocess.check_output([sys.executable, "-c", code.format(statement)], text=True).split()
            ]
            for _ in range(8)
        ][1:]  # The first fills the disk's cache.
        seconds, memory = (statistics.median(column) for column in zip(*runs, strict=True))
        rows.append([name, f"{seconds:.2f}", f"{memory:.0f}"])
    table(["import", "seconds", "resident memory, MiB"], rows)


def browser(path: str, names: list[str], rounds: int, seconds: float, scale: float) -> None:
    """Each panel in six ways, in JupyterLab in Chromium: one row a panel, then the ways beside each other."""
    everything, rows = {}, []
    with pages(WAYS, path, scale) as opened:
        chromium = next(iter(opened.values())).page.context.browser.version
        for name in names:
            everything[name] = measure(opened, name, rounds, presses=6, seconds=seconds)
            rows.append(panel_row(name, everything[name]))
            print(f"{name} measured", file=sys.stderr, flush=True)
    print(f"Chromium {chromium}, device pixel ratio {scale:g}; {rounds} interleaved rounds of 6 key presses, ", end="")
    print(f"one drag of {seconds:g} s at 60 Hz. Browser: key press to painted picture.\n")
    head = ["panel", "kernel p50, ms", "p95", "kB a move", "browser p50, ms", "p95", "× floor", "pictures a second"]
    table([*head, "× plotly", "× `interact`", "last picture after, ms", "bqplot p50, ms"], rows)

    rows = []
    for way in WAYS:
        found = [each[way] for each in everything.values()]
        p50, p95 = zip(*(quantiles(each["ms"]) for each in found), strict=True)
        fps = [each["fps"] for each in found if not math.isnan(each["fps"])] or [math.nan]
        last = [each["last"] for each in found if not math.isnan(each["last"])] or [math.nan]
        missed = sum(math.isnan(t) for each in found for t in each["ms"])
        middles = [statistics.median(column) for column in (p50, p95, fps, last)]
        rows.append([way, *(f"{middle:.0f}" for middle in middles), f"{min(fps):.0f}–{max(fps):.0f}", str(missed)])
    head = ["way, median over the panels", "p50, ms", "p95, ms", "pictures a second", "last picture after, ms"]
    table([*head, "pictures a second, least and most", "key presses without a picture"], rows)

    for goal in GOALS:
        missed = [name for name, ways in everything.items() if goal in goals_missed(ways)]
        print(f"- {goal}: {f'missed by {len(missed)}: ' + ', '.join(missed) if missed else 'met'}")
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    every = [make.__name__ for make in panels()]
    parser.add_argument("--panel", nargs="+", choices=every, default=every, metavar="NAME")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=3, help="of each drag")
    parser.add_argument("--scale", type=float, default=1, help="device pixel ratio")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART")
    given = parser.parse_args()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{datetime.date.today()}, {machine}; {', '.join(map(installed, PACKAGES))}\n")
    if "imports" in given.only:
        imports()
    if "kernel" in given.only:
        kernel(given.panel)
    path = find.find()
    if path is None and {"browser", "growth", "split"} & set(given.only):
        sys.exit(find.NONE)
    if "browser" in given.only:
        browser(path, given.panel, given.rounds, given.seconds, given.scale)
    if "growth" in given.only:
        growth(path)
    if "split" in given.only:
        names = [name for name in SPLIT if name in given.panel] or given.panel[:1]
        table(["panel", "way", *split.STEPS, "sum, ms"], split.splits(path, names))


if __name__ == "__main__":
    main()
