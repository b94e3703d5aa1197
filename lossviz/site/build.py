"""Build the pages: record what changed, in as many processes as there are, and write them."""

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..picture import LIGHT
from ..style import DARK
from .cells import is_panel, shown_panels
from .kept import is_late, keep, kept, said_in
from .page import SCRIPTS, index_of, lesson_picture, page_of, panel_html
from .record import Recording, record, script_of

HERE = Path(__file__).parent
_counted: Any = None  # In a worker: the queue that counts pictures.


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the pages of notebooks; only what changed since is recorded again."""
    parser = argparse.ArgumentParser(
        prog="python -m lossviz.site", description="Write the series as pages whose sliders work without a kernel."
    )
    parser.add_argument("notebooks", nargs="*", type=Path, help="all those of notebooks/, if none is named")
    parser.add_argument("--to", type=Path, default=Path("site"), help="the folder to write to")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes at a time")
    given = parser.parse_args(arguments)
    paths = given.notebooks or sorted(Path("notebooks").glob("*.ipynb"))
    if not paths:
        parser.error("there are no notebooks here; run it in the folder of the series, or name them")
    began = time.monotonic()
    (given.to / "panels").mkdir(parents=True, exist_ok=True)
    late = [path for path in paths if is_late(path)]
    _record_all(late, given.jobs)
    if not given.notebooks:
        for script in (given.to / "panels").glob("*.js"):  # Of a cell that is gone, perhaps.
            script.unlink()
    pictures: dict[str, str] = {}
    for path in paths:
        pictures |= _write(path, kept(path), given.to)
    (given.to / "index.html").write_text(index_of(pictures), encoding="utf-8")
    (given.to / "site.css").write_text(
        _colours() + (HERE / "static/site.css").read_text(encoding="utf-8"), encoding="utf-8"
    )
    for name in SCRIPTS:
        (given.to / name).write_bytes((HERE / "static" / name).read_bytes())
    (given.to / ".nojekyll").touch()
    size = sum(file.stat().st_size for file in given.to.rglob("*") if file.is_file())
    print(
        f"{given.to}/index.html: {len(paths)} pages, {size / 1e6:.1f} MB, {len(late)} recorded anew, "
        f"{time.monotonic() - began:.0f} s"
    )


def _record_all(paths: Sequence[Path], jobs: int) -> None:
    """Record the panels of notebooks, each in a process of its own, and show how far it is."""
    if not paths:
        return
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager:
        counted = manager.Queue()
        with ProcessPoolExecutor(min(jobs, len(paths)), context, _worker, (counted,), max_tasks_per_child=1) as pool:
            futures = [pool.submit(_record, path) for path in sorted(paths, key=_weight, reverse=True)]
            try:
                _show_progress(futures, counted, sum(map(_weight, paths)))
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise


def _weight(path: Path) -> int:
    """Return how many panels a notebook shows."""
    return path.read_text(encoding="utf-8").count("widget-view+json")


def _show_progress(futures: Sequence["Future[None]"], counted: Any, panels: int) -> None:
    """Draw a bar that counts panels until all are recorded."""
    done = pictures = 0
    waiting = set(futures)
    while waiting:
        ready = {future for future in waiting if future.done()}
        waiting -= ready
        for future in ready:
            future.result()
        while not counted.empty():
            pictures += counted.get()
            done += 1
        filled = 30 * done // max(panels, 1)
        line = f"{'█' * filled}{'░' * (30 - filled)} {done} of {panels} panels, {pictures:,} pictures"
        if sys.stderr.isatty():
            print(f"\r{line}", end="" if waiting else "\n", file=sys.stderr, flush=True)
        elif ready:
            print(line, file=sys.stderr, flush=True)
        time.sleep(0.2)


def _worker(counted: Any) -> None:
    global _counted
    _counted = counted
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"


def _record(path: Path) -> None:
    """Record all panels of a notebook, and keep panels and scripts by the ids of their cells."""
    import nbformat

    said, notebook = said_in(path), nbformat.read(path, as_version=4)
    found = {}
    try:
        for cell, panel in shown_panels(notebook):
            name = f"{path.stem[:2]}-{cell}"
            recording = record(panel, f"p{name.replace('-', '')}x", said["numbers"])
            found[cell] = replace(recording, frames=[]), script_of(name, recording)
            _counted.put(len(recording.frames))
    except Exception as error:
        error.add_note(f"in {path}")
        raise
    keep(path, said, found)


def _write(path: Path, found: dict[str, tuple[Recording, str]], to: Path) -> dict[str, str]:
    """Write a page with its panels' scripts; return the first picture, which stands for it, by its name."""
    import nbformat

    notebook = nbformat.read(path, as_version=4)
    shown = [cell for cell in notebook.cells if any(map(is_panel, cell.get("outputs", [])))]
    panels = {}
    for cell in shown:
        recording, script = found[cell.id]
        name = f"{path.stem[:2]}-{cell.id}"
        (to / "panels" / f"{name}.js").write_text(script, encoding="utf-8")
        panels[cell.id] = panel_html(name, recording)
    (to / f"{path.stem}.html").write_text(page_of(path.stem, notebook, panels), encoding="utf-8")
    return {path.stem: lesson_picture(found[shown[0].id][0])} if shown else {}


def _colours() -> str:
    def variables(colours: dict[str, str]) -> str:
        return " ".join(f"--lv-{name}: {colour};" for name, colour in colours.items())

    return (
        f":root {{ {variables(LIGHT)} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {variables(DARK)} }} }}\n"
    )
