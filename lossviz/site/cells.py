"""Run the cells of a notebook, and collect the panels that they show."""

import ast
import contextlib
import io
import linecache
from collections.abc import Iterator
from typing import Any

from ..panel import Panel


def shown_panels(notebook: Any) -> Iterator[tuple[str, Panel]]:
    """Yield each panel that a notebook shows, with the id of its cell; it is closed when the next is asked for.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Its cells run in this process, in their order, up to the last that shows a panel as it was saved.

    Raises
    ------
    ValueError
        If a cell shows a panel where none was saved, or the other way round.
    Exception
        Whatever a cell raises.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook
    >>> list(shown_panels(new_notebook(cells=[new_code_cell("1 / 0")])))
    []
    """
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    saved = [cell.id for cell in cells if any(map(is_panel, cell.outputs))]
    namespace: dict[str, Any] = {"__name__": "__main__"}
    while cells and saved:
        cell = cells.pop(0)
        value = _run(cell, namespace)
        if isinstance(value, Panel) != (cell.id in saved):
            raise ValueError(f"cell {cell.id} shows {value!r}, and was saved otherwise; run make notebooks first")
        if cell.id in saved:
            saved.remove(cell.id)
            yield cell.id, value
            value.close()


def is_panel(output: Any) -> bool:
    """Whether an output of a notebook is a panel."""
    return "application/vnd.jupyter.widget-view+json" in output.get("data", {}) and bool(output.metadata.get("lossviz"))


def _run(cell: Any, namespace: dict[str, Any]) -> Any:
    """Run a cell; return the value of its last line. What it prints was saved, and is not wanted again."""
    name = f"<cell {cell.id}>"
    linecache.cache[name] = len(cell.source), None, cell.source.splitlines(keepends=True), name  # For tracebacks.
    body = ast.parse(cell.source, name).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(ast.Module(body, []), name, "exec"), namespace)  # noqa: S102
        return (
            eval(compile(ast.Expression(last.value), name, "eval"), namespace) if isinstance(last, ast.Expr) else None
        )
