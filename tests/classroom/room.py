"""A class: students who open the same panel and drag it all at once."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

import psutil

from tests.classroom.hub import Hub
from tests.classroom.processes import family
from tests.classroom.student import Drag, Student, student

WAYS = {
    "lossviz": "import lossviz as lv\nfrom IPython.display import display\nlv.predictions('open')\ndisplay(lv.{0}())",
    "interact": "from tests.benchmark.peers import show\nshow('interact', {0!r})",
}
"""What a student's cell says to see the picture of a panel, by the way in which it is drawn."""


@asynccontextmanager
async def room(hub: Hub, count: int) -> AsyncIterator[list[Student]]:
    """Yield students whose servers run."""
    async with AsyncExitStack() as stack:
        come = (stack.enter_async_context(student(hub, f"student{number}")) for number in range(count))
        yield await asyncio.gather(*come)


async def see(students: Sequence[Student], way: str, panel: str) -> None:
    """Have each student see a panel in one of `WAYS`."""
    await asyncio.gather(*(it.run(WAYS[way].format(panel)) for it in students))


async def drag(students: Sequence[Student], seconds: float, rate: float) -> list[Drag]:
    """Have all students drag at once, at `rate` moves a second each; their hands are not in step."""
    phases = (number / len(students) for number in range(len(students)))
    return await asyncio.gather(*(it.drag(seconds, rate, phase) for it, phase in zip(students, phases, strict=True)))


def kernel_of(hub: Hub, it: Student) -> psutil.Process:
    """Return the process of a student's kernel."""
    return next(each for each in family(hub)["kernels"] if it.kernel in " ".join(each.cmdline()))
