"""A small class in a real hub: all drag, and one whose kernel dies goes on while the others notice nothing.

`make class` runs it, before it measures; no test looks at a clock, but for a hand that drags for a second.
"""

import asyncio

import pytest

from tests.classroom.hub import jupyterhub
from tests.classroom.processes import family
from tests.classroom.room import drag, kernel_of, room, see


@pytest.fixture(scope="module")
def hub(tmp_path_factory):
    with jupyterhub(tmp_path_factory.mktemp("hub")) as running:
        yield running


def in_class(hub, lesson, count=3):
    async def held():
        async with room(hub, count) as students:
            await asyncio.gather(*(it.open_kernel() for it in students))
            await lesson(students)
            await asyncio.gather(*(it.close_kernel() for it in students))

    asyncio.run(held())


@pytest.mark.parametrize("way", ["lossviz", "interact"])
def test_moves_bring_pictures(hub, way):
    async def lesson(students):
        await see(students, way, "surprises_add")
        for dragged in await drag(students, 2, 30):
            assert 0 < len(dragged.ms) <= dragged.moves

    in_class(hub, lesson)


def test_a_student_whose_kernel_dies_gets_it_back_and_the_others_notice_nothing(hub):
    async def lesson(students):
        await see(students, "lossviz", "surprises_add")
        unlucky, *others = students
        await drag(students, 1, 30)
        kernels = [kernel_of(hub, it).pid for it in students]
        kernel_of(hub, unlucky).kill()
        dragging = asyncio.create_task(drag(others, 5, 30))
        await unlucky.gets_kernel_back()
        await see([unlucky], "lossviz", "surprises_add")
        (again,) = await drag([unlucky], 1, 30)
        assert again.ms, "goes on"
        for dragged in await dragging:
            assert 0.9 * dragged.moves <= len(dragged.ms), "their moves were answered"
        now = [kernel_of(hub, it).pid for it in students]
        assert now[0] != kernels[0]
        assert now[1:] == kernels[1:]

    in_class(hub, lesson)


def test_no_student_sees_another_ones_server(hub):
    async def lesson(students):
        one, other = students[:2]
        async with one._http.get(f"{other.url}/api/contents") as answer:
            assert answer.status == 403

    in_class(hub, lesson, 2)


def test_a_class_that_asks_for_no_framework_loads_none(hub):
    async def lesson(students):
        await see(students, "lossviz", "surprises_add")
        for it in students:
            mapped = {mapped.path for mapped in kernel_of(hub, it).memory_maps()}
            assert not [path for path in mapped if "torch" in path or "tensorflow" in path]
        assert len(family(hub)["servers"]) == 3

    in_class(hub, lesson)
