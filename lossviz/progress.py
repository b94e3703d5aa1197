"""A word to whoever waits: in the cell that runs, or in the panel whose control was moved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_listener: ContextVar[Callable[[str], object] | None] = ContextVar("listener", default=None)


def report(text: str) -> None:
    r"""Show `text` at once to whoever waits for what runs now.

    Examples
    --------
    >>> report("Loading …\n")
    Loading …
    """
    listener = _listener.get()
    if listener is None:
        print(text, end="", flush=True)
    else:
        listener(text)


@contextmanager
def reports_to(listener: Callable[[str], object]) -> Iterator[None]:
    """Have `report` call `listener` for what runs inside.

    Examples
    --------
    >>> heard = []
    >>> with reports_to(heard.append):
    ...     report("Loading")
    >>> heard
    ['Loading']
    """
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)
