"""Work beside the thread that asks for it, on threads that are kept for the next."""

from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from queue import SimpleQueue
from threading import Event, Thread
from typing import Any

NAME = "lossviz panel"
"""Of the threads."""

PATIENCE = 0.2
"""Seconds for which a control waits for its picture. A `compute` that takes longer goes on by itself."""

Tasks = SimpleQueue[tuple[Callable[[], Any], Event]]

free: list[Tasks] = []
"""What the threads that have nothing to do wait at."""


def aside(work: Callable[[], Any]) -> None:
    """Do `work` on another thread, in a copy of this one's context, and wait for it a moment.

    A new thread for each move is a fifth of what a kernel does at a move: ipykernel opens a socket for each thread
    that speaks. So there are as many as have ever worked at once. They are daemons, which those of
    `concurrent.futures` are not: a function that never ends must not keep the kernel from ending.

    Examples
    --------
    >>> done = []
    >>> aside(lambda: done.append("a move"))
    >>> done
    ['a move']
    """
    try:
        tasks = free.pop()
    except IndexError:
        tasks = SimpleQueue()
        Thread(target=_serve, args=[tasks], name=NAME, daemon=True).start()
    done = Event()
    tasks.put((partial(copy_context().run, work), done))
    done.wait(PATIENCE)


def _serve(tasks: Tasks) -> None:
    """Do what comes until something is raised, which ends the thread as any other."""
    while True:
        work, done = tasks.get()
        try:
            work()
            del work  # Or a closed panel would stay until the next move.
            free.append(tasks)
        finally:
            done.set()
