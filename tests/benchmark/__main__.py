"""Measure what a learner feels, beside what they would use otherwise: ``make bench``.

    python -m tests.benchmark [--rounds N] [--scale RATIO] [--only kernel | browser]

Prints tables in Markdown. Times on one machine mean little; ratios in one run mean more.
"""

import argparse
import datetime
import io
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from lossviz.lessons import panels
from tests.benchmark.latency import compare, quantiles, write_notebook
from tests.benchmark.peers import PEERS
from tests.browser import find
from tests.browser.lab import Notebook, chromium, jupyterlab
from tests.test_panels import values

ROOT = Path(__file__).parent.parent.parent
PACKAGES = ["jupyterlab", "ipywidgets", "ipykernel", "matplotlib", "plotly", "ipympl", "bqplot", "numpy"]


def table(head: list[str], rows: list[list[str]]) -> None:
    print("|", " | ".join(head), "|")
    print("|", " | ".join(["---"] * len(head)), "|")
    for row in rows:
        print("|", " | ".join(row), "|")
    print()


def installed(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"no {package}"


def browser(rounds: int, scale: float) -> None:
    """From a key press, and from a drag at 60 Hz, to the picture in JupyterLab in Chromium."""
    path = find.find()
    if path is None:
        sys.exit(find.NONE)
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as scratch:
        for way in PEERS:
            cell = f"from tests.benchmark import peers\npeers.{way}()"
            write_notebook(Path(folder, f"{way}.ipynb"), [cell])
        with jupyterlab(Path(folder), Path(scratch), path=ROOT) as lab, chromium(path) as chrome:
            ways = {}
            for way, (root, kind) in PEERS.items():
                notebook = Notebook(chrome, lab, f"{way}.ipynb", scale=scale)
                notebook.run_all()
                picture = notebook.page.locator(root).last
                picture.wait_for()
                ways[way] = (notebook.page, notebook.page.locator(".noUi-handle").first, picture, kind)
            figures = compare(ways, rounds)
            chromium_version = chrome.version
    ours = statistics.median(figures["lossviz"]["ms"])
    our_fps = statistics.median(figures["lossviz"]["fps"])
    rows = []
    for way, found in figures.items():
        p50, p95 = quantiles(found["ms"])
        fps = statistics.median(found["fps"])
        rows.append(
            [
                way,
                f"{p50:.0f}",
                f"{p95:.0f}",
                f"{p50 / ours:.1f}",
                f"{fps:.0f}",
                f"{fps / our_fps:.2f}",
                f"{max(found['last']):.0f}",
            ]
        )
    print(
        f"Chromium {chromium_version}, device pixel ratio {scale:g}, {rounds} rounds of 20 key presses and one drag\n"
    )
    head = ["way", "key press to picture, p50 ms", "p95 ms", "times lossviz", "pictures a second, dragged at 60 Hz"]
    table([*head, "times lossviz", "last move to last picture, ms"], rows)


def kernel() -> None:
    """Show how long a move takes in the kernel, panel by panel: compute, update, draw and encode."""
    rows = []
    for make in panels():
        panel = make()
        # Without the frameworks, whose time is their own: "live" stays off.
        controls = {name: control for name, control in panel.controls.items() if name != "live"}
        choices = {name: values(control, np.random.default_rng(0)) for name, control in controls.items()}
        times = []
        for i in range(400):
            name = list(choices)[i % len(choices)]
            value = choices[name][i // len(choices) % len(choices[name])]
            start = time.perf_counter()
            panel.set(**{name: value})
            times.append(1e3 * (time.perf_counter() - start))
        saves = []
        for _ in range(7):
            start = time.perf_counter()
            panel.picture.figure.savefig(io.BytesIO())
            saves.append(1e3 * (time.perf_counter() - start))
        p50, p95 = quantiles(times)
        limit = max(5.0, statistics.median(saves) / 10)
        size = len(panel._moving.value) / 1000
        rows.append([make.__name__, f"{p50:.1f}", f"{p95:.1f}", f"{limit:.1f}", f"{size:.1f}"])
        panel.close()
    table(["panel", "redraw p50, ms", "p95, ms", "limit, ms", "kB sent a move"], rows)


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--scale", type=float, default=1, help="device pixel ratio")
    parser.add_argument("--only", choices=["kernel", "browser"])
    given = parser.parse_args()
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    print(f"{datetime.date.today()}, {machine}; {', '.join(map(installed, PACKAGES))}\n")
    if given.only != "browser":
        imports()
        kernel()
    if given.only != "kernel":
        browser(given.rounds, given.scale)


if __name__ == "__main__":
    main()
