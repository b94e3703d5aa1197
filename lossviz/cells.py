"""What each cell of the notebook has made: a cell that runs again closes what its earlier run made."""

from typing import Any

from IPython import get_ipython

# By cell: the run that made them, and what it made.
_cells: dict[str, tuple[str, list[Any]]] = {}


def made() -> list[Any]:
    """Return all that has been made by the last run of each cell.

    Examples
    --------
    >>> made()
    []
    """
    return [thing for _, things in _cells.values() for thing in things]


def made_here(thing: Any) -> None:
    """File `thing` under the running cell; close what an earlier run of that cell made.

    Parameters
    ----------
    thing
        Anything with a ``close()``. Outside a notebook it is not filed.

    Examples
    --------
    >>> made_here("a panel")
    >>> made()
    []
    """
    shell = get_ipython()
    parent = getattr(shell, "parent_header", None) and shell.get_parent()
    if not parent:
        return
    run = parent["header"]["msg_id"]
    # A front end that names no cell is taken at its cell's text.
    cell = parent.get("metadata", {}).get("cellId") or parent.get("content", {}).get("code", "")
    earlier, things = _cells.get(cell, (run, []))
    if earlier == run:
        _cells[cell] = run, [*things, thing]
    else:
        _cells[cell] = run, [thing]
        for old in things:
            old.close()
