"""What the author of a panel drew: artists in nests, those that `update` refers to, and pyplot where it must not be."""

import inspect
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import partial
from types import SimpleNamespace
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure

UPDATE = "def update(n): line.set_ydata(n.losses)"
"""An example of one, for error messages."""


def artists_in(given: Any) -> Iterator[Artist]:
    """Yield every artist in one, or in a nest of lists, dicts and ``SimpleNamespace``.

    Examples
    --------
    >>> line = Figure().subplots().plot([0, 1])
    >>> list(artists_in(SimpleNamespace(parts={"line": line}))) == line
    True
    """
    if isinstance(given, Artist):
        yield given
    elif isinstance(given, Mapping):
        yield from artists_in(given.values())
    elif isinstance(given, SimpleNamespace):
        yield from artists_in(vars(given).values())
    elif isinstance(given, list | tuple | type({}.values())):
        for part in given:
            yield from artists_in(part)


@contextmanager
def without_pyplot(step: str) -> Iterator[None]:
    """Raise a TypeError if pyplot is drawn with meanwhile; close its new figures, which a notebook would show.

    Not around later updates: they run on another thread, and a cell may plot what it likes meanwhile.
    """

    def numbers() -> set[int]:
        pyplot = sys.modules.get("matplotlib.pyplot")
        return set(pyplot.get_fignums()) if pyplot else set()

    before = numbers()
    current = sys.modules["matplotlib.pyplot"].gcf() if before else Figure()
    was_stale, current.stale = current.stale, False
    try:
        yield
        new = numbers() - before
        for number in new:
            sys.modules["matplotlib.pyplot"].close(number)
        if new or current.stale:
            raise TypeError(
                f"{step} uses pyplot; draw into the figure that draw is given: axes = figure.subplots(), then "
                "axes.plot(…) in place of plt.plot(…), axes.set_title(…) in place of plt.title(…)"
            )
    finally:
        current.stale = current.stale or was_stale


def artists_of(update: Any, figure: Figure) -> SimpleNamespace:
    """Return the artists that `update` refers to, by name; raise a TypeError if it is not what draw must return."""
    if update is None:
        return SimpleNamespace()
    try:
        inspect.signature(update).bind(None)
    except (TypeError, ValueError):
        raise TypeError(
            f"draw returned {update!r:.60}; it must return the function that sets what moves, "
            f"with one parameter: {UPDATE}"
        ) from None
    named = {name: value for name, value in _reached(update) if any(artists_in(value))}
    for name, value in named.items():
        figures = {artist.get_figure() for artist in artists_in(value)} - {None}
        if any(getattr(its, "figure", its) is not figure for its in figures):  # A subfigure knows its figure.
            raise TypeError(
                f"update changes {name}, which is of another figure; make it in draw, in the figure that is given"
            )
    return SimpleNamespace(**named)


def _reached(function: Any) -> Iterator[tuple[str, Any]]:
    """Yield what a function refers to, by name: in its closure, among globals, bound to it or in its object."""
    if isinstance(function, partial):
        yield from (*((f"argument {i}", value) for i, value in enumerate(function.args)), *function.keywords.items())
        yield from _reached(function.func)
    elif inspect.isfunction(function):
        code = function.__code__
        yield from ((name, function.__globals__[name]) for name in code.co_names if name in function.__globals__)
        for name, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
            with suppress(ValueError):  # An empty cell: `draw` did not come to make it.
                yield name, cell.cell_contents
    else:
        owner = getattr(function, "__self__", function)
        yield from getattr(owner, "__dict__", {}).items()
        inner = getattr(function, "__func__", type(function).__call__)
        if inspect.isfunction(inner):
            yield from _reached(inner)
