"""A short note to whoever waits: in the cell that runs, or in the panel whose slider was moved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listener: ContextVar[Callable[[str], object] | None] = ContextVar("listener", default=None)


def say(text: str) -> None:
    r"""Show `text` at once to whoever waits for what runs now.

    Examples
    --------
    >>> say("Loading …\n")
    Loading …
    """
    listener = _listener.get()
    if listener is None:
        print(text, end="", flush=True)
    else:
        listener(text)


@contextmanager
def notes_to(listener: Callable[[str], object]) -> Iterator[None]:
    """Have `say` call `listener` for what runs inside.

    Examples
    --------
    >>> heard = []
    >>> with notes_to(heard.append):
    ...     say("Loading")
    >>> heard
    ['Loading']
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
