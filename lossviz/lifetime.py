"""How long a panel lives: until the cell that made it runs again, or is deleted."""

from typing import Any

from IPython import get_ipython

# By cell: the run that made them, and the panels it made.
_cells: dict[str, tuple[str, list[Any]]] = {}


def open_panels() -> list[Any]:
    """Return the panels that the last run of each cell has made.

    Examples
    --------
    >>> open_panels()
    []
    """
    return [panel for _, panels in _cells.values() for panel in panels]


def close_with_cell(panel: Any) -> None:
    """Close `panel` once the running cell runs again or is deleted; close now what its earlier run made.

    Parameters
    ----------
    panel
        Anything with a ``close()``. Outside a notebook it is left alone.

    Notes
    -----
    JupyterLab names the cell that it runs, and those that were deleted since the last run. Of a front
    end that names no cells the text of a cell is taken for its name, and deletions are not seen.

    Examples
    --------
    >>> close_with_cell("a panel")
    >>> open_panels()
    []
    """
    shell = get_ipython()
    parent = getattr(shell, "parent_header", None) and shell.get_parent()
    if not parent:
        return
    run = parent["header"]["msg_id"]
    cell = parent.get("metadata", {}).get("cellId") or parent.get("content", {}).get("code", "")
    shell.events.register("pre_run_cell", _close_deleted)  # Once: IPython takes a function only once.
    earlier, panels = _cells.get(cell, (run, []))
    if earlier == run:
        _cells[cell] = run, [*panels, panel]
    else:
        _cells[cell] = run, [panel]
        for old in panels:
            old.close()


def _close_deleted(_: Any = None) -> None:
    """Close the panels of the cells that JupyterLab says were deleted, as the next cell begins to run."""
    parent = get_ipython().get_parent()
    for cell in parent.get("metadata", {}).get("deletedCells", []):
        for panel in _cells.pop(cell, ("", []))[1]:
            panel.close()
