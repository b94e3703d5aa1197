"""Measure what a class asks of a machine: ``make class``.

    python -m tests.classroom [--students N] [--seconds S] [--rate R] [--panel NAME] [--only PART …] [--write]

Parts: ``drag`` (all students drag the same picture at once, by lossviz and by `interact`) and
``lessons`` (the memory of a student's kernel). Prints tables in Markdown; ``--write`` puts them
into README.md beside this file. The students' side, which a class has in its own browsers, runs
on the same processors.
"""

import argparse
import asyncio
import datetime
import io
import os
import platform
import statistics
import sys
import tempfile
import time
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tests.benchmark.latency import quantiles
from tests.benchmark.tables import table
from tests.classroom.hub import Hub, jupyterhub
from tests.classroom.lessons import memory_of_lessons
from tests.classroom.processes import family, memory, own_memory, seconds
from tests.classroom.room import WAYS, drag, room, see
from tests.classroom.student import Student

README = Path(__file__).with_name("README.md")
MARK = "<!-- make class writes what follows -->\n"
PACKAGES = ["jupyterhub", "jupyterlab", "ipywidgets", "ipykernel", "matplotlib"]
REST_S = 5  # Between the last cell and the drag: starting is over.


@dataclass
class Measured:
    """What a class measured in one way of drawing.

    Attributes
    ----------
    fps, ms : list of float
        Pictures a second of each student; from each move to its picture.
    cpu : dict
        Milliseconds of processor time a move, by kind of process.
    busy : float
        Processors in use.
    server, kernel : (float, float)
        Memory of a student's in MiB: resident, and its own.
    load : float
        Of the machine just before, by the minute: starting the class is in it.
    """

    fps: list[float]
    ms: list[float]
    cpu: dict[str, float]
    busy: float
    server: tuple[float, float]
    kernel: tuple[float, float]
    load: float

    @property
    def move(self) -> float:
        """Milliseconds of processor time a move, all together."""
        return sum(self.cpu.values())


async def measured(hub: Hub, students: list[Student], way: str, given: argparse.Namespace) -> Measured:
    """Have the students see the panel in one way, and drag."""
    await see(students, way, given.panel)
    await asyncio.sleep(REST_S)
    processes = family(hub)
    load = os.getloadavg()[0]
    before = seconds(processes)
    dragged = await drag(students, given.seconds, given.rate)
    used = {name: after - before[name] for name, after in seconds(processes).items()}
    moves = sum(each.moves for each in dragged)
    size = {
        name: (statistics.median(memory(processes[name])), statistics.median(own_memory(processes[name])))
        for name in ("servers", "kernels")
    }
    return Measured(
        [each.fps for each in dragged],
        [ms for each in dragged for ms in each.ms],
        {name: 1e3 * spent / moves for name, spent in used.items()},
        sum(used.values()) / given.seconds,
        size["servers"],
        size["kernels"],
        load,
    )


async def dragging(hub: Hub, given: argparse.Namespace) -> dict[str, Measured]:
    found = {}
    start = time.monotonic()
    async with room(hub, given.students) as students:
        for way in WAYS:
            print(f"{way} after {time.monotonic() - start:.0f} s …", file=sys.stderr, flush=True)
            await asyncio.gather(*(it.open_kernel() for it in students))
            found[way] = await measured(hub, students, way, given)
            await asyncio.gather(*(it.close_kernel() for it in students))
    return found


def show_drag(found: dict[str, Measured], given: argparse.Namespace) -> None:
    print(f"{given.students} students drag `{given.panel}` at {given.rate:g} moves a second for {given.seconds:g} s:\n")
    rows = []
    for way, it in found.items():
        p50, p95 = quantiles(it.ms)
        fps = [f"{statistics.median(it.fps):.1f}", f"{min(it.fps):.1f}"]
        size = [f"{resident:.0f} ({own:.0f})" for resident, own in (it.server, it.kernel)]
        rows.append([way, *fps, f"{p50:.0f}", f"{p95:.0f}", f"{it.move:.1f}", f"{it.busy:.2f}", *size])
    head = ["way", "pictures a second each, median", "least", "move to picture p50, ms", "p95", "processor a move, ms"]
    table([*head, "processors in use", "server, MiB (its own)", "kernel, MiB (its own)"], rows)

    kinds = next(iter(found.values())).cpu
    rows = [[way, *(f"{ms:.2f} ({ms / it.move:.0%})" for ms in it.cpu.values())] for way, it in found.items()]
    table(["processor ms a move (share)", *kinds], rows)

    ours, theirs = (statistics.median(found[way].fps) for way in ("lossviz", "interact"))
    goals = {
        "15 pictures a second each": ours >= 15,
        "none under 10": min(found["lossviz"].fps) >= 10,
        f"20 times the pictures of `interact` ({ours / theirs:.1f} times)": ours >= 20 * theirs,
    }
    for goal, met in goals.items():
        print(f"- {goal}: {'met' if met else 'missed'}")
    loads = " and ".join(f"{it.load:.1f}" for it in found.values())
    print(f"\nLoad of the machine before each drag, the start of the class included: {loads}.\n")


def show_lessons(hub: Hub) -> None:
    print("A student's kernel after all cells of a lesson have run, its server apart; resident MiB (its own):\n")
    rows = [
        [it.lesson, f"{it.before[0]:.0f} ({it.before[1]:.0f})", it.frameworks, f"{it.after[0]:.0f} ({it.after[1]:.0f})"]
        for it in asyncio.run(memory_of_lessons(hub))
    ]
    table(["lesson", "before a cell asks for a framework", "which", "after all cells"], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--students", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=10, help="of each drag")
    parser.add_argument("--rate", type=float, default=30, help="moves a second of each hand")
    parser.add_argument("--panel", default="surprises_add", help="whose first slider is dragged")
    parser.add_argument("--only", nargs="+", choices=["drag", "lessons"], default=["drag", "lessons"], metavar="PART")
    parser.add_argument("--write", action="store_true", help="the tables into README.md")
    given = parser.parse_args()
    said = io.StringIO()
    with tempfile.TemporaryDirectory() as scratch, jupyterhub(Path(scratch)) as hub, redirect_stdout(said):
        machine = (
            f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        )
        print(f"{datetime.date.today()}, {machine}; {', '.join(f'{name} {version(name)}' for name in PACKAGES)}\n")
        if "drag" in given.only:
            show_drag(asyncio.run(dragging(hub, given)), given)
        if "lessons" in given.only:
            show_lessons(hub)
    print(said.getvalue(), end="")
    if given.write:
        head, _, _ = README.read_text(encoding="utf-8").partition(MARK)
        README.write_text(f"{head}{MARK}\n{said.getvalue().rstrip()}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
