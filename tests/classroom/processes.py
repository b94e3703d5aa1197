"""Who uses the processors and the memory: the hub, its proxy, the students' servers and kernels, and we who ask."""

from collections.abc import Iterable
from contextlib import suppress

import psutil

from tests.classroom.hub import Hub

KINDS = {"proxy": "configurable-http-proxy", "kernels": "ipykernel_launcher", "servers": "singleuser"}


def kind(process: psutil.Process) -> str:
    """Return one of `KINDS`, or "hub"."""
    command = " ".join(process.cmdline())
    return next((name for name, mark in KINDS.items() if mark in command), "hub")


def family(hub: Hub) -> dict[str, list[psutil.Process]]:
    """Return the hub's processes by kind, and this one as the students' browsers."""
    found = {name: [] for name in ("kernels", "servers", "proxy", "hub")}
    for process in [hub.process, *hub.process.children(recursive=True)]:
        with suppress(psutil.Error):  # It has ended.
            found[kind(process)].append(process)
    return found | {"students": [psutil.Process()]}


def seconds(processes: dict[str, list[psutil.Process]]) -> dict[str, float]:
    """Return the processor time that each kind has used so far."""
    return {name: sum(sum(each.cpu_times()[:2]) for each in some) for name, some in processes.items()}


def own_memory(processes: Iterable[psutil.Process]) -> list[float]:
    """Return the memory in MiB that each process alone uses: what one more of its kind takes from the machine."""
    return [each.memory_full_info().uss / 2**20 for each in processes]


def memory(processes: Iterable[psutil.Process]) -> list[float]:
    """Return the resident memory in MiB of each process, what it shares with others included."""
    return [each.memory_info().rss / 2**20 for each in processes]
