"""How much memory a student's kernel takes, lesson by lesson, and which lesson asks for a framework."""

from ast import literal_eval
from dataclasses import dataclass

import nbformat

from tests.classroom.hub import ROOT, Hub
from tests.classroom.processes import memory, own_memory
from tests.classroom.room import kernel_of
from tests.classroom.student import student

LOADED = "[name for name in ('torch', 'tensorflow') if name in __import__('sys').modules]"


@dataclass
class Size:
    """A kernel's memory in MiB, resident and its own, before a cell asks for a framework and after the last."""

    lesson: str
    before: tuple[float, float]
    frameworks: str
    after: tuple[float, float]


async def memory_of_lessons(hub: Hub) -> list[Size]:
    """Run each lesson but the appendix in a kernel of one student, cell by cell."""
    found = []
    async with student(hub, "reader") as it:
        for path in sorted((ROOT / "notebooks").glob("0*.ipynb")):
            await it.open_kernel(f"notebooks/{path.name}")
            kernel = [kernel_of(hub, it)]
            before, loaded = (0.0, 0.0), []
            for cell in nbformat.read(path, as_version=4).cells:
                if cell.cell_type == "code":
                    it.comms.clear()
                    loaded = literal_eval((await it.run(cell.source, loaded=LOADED))["loaded"])
                    now = memory(kernel)[0], own_memory(kernel)[0]
                    before = before if loaded else now
            found.append(Size(path.stem, before, " and ".join(loaded) or "none", now))
            await it.close_kernel()
    return found
