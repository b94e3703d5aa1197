"""The cells of a notebook run in this process: quickly, in any order, and what each of them says."""

import ast
import contextlib
import io
import linecache
import re

from IPython.lib.pretty import pretty

from lossviz import Panel
from lossviz.picture import Picture

HEADING = re.compile(r"^## ", re.MULTILINE)


def sections(notebook):
    """Return the code cells of each section, the part before the first ``##`` among them, in order."""
    parts = [[]]
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and HEADING.search(cell.source):
            parts.append([])
        elif cell.cell_type == "code":
            parts[-1].append(cell)
    return [part for part in parts if part]


def run(cells, namespace):
    """Run cells one after the other in a namespace; return what each says, by its id: prints and its last value."""
    said = {}
    for cell in cells:
        name = f"<cell {cell.id}>"
        linecache.cache[name] = len(cell.source), None, cell.source.splitlines(keepends=True), name
        body = ast.parse(cell.source, name).body
        last = [body.pop()] if body and isinstance(body[-1], ast.Expr) and not cell.source.endswith(";") else []
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(compile(ast.Module(body, []), name, "exec"), namespace)  # noqa: S102
            value = eval(compile(ast.Expression(last[0].value), name, "eval"), namespace) if last else None
        said[cell.id] = printed.getvalue() + (value.alt if isinstance(value, Panel) else pretty(value))
        if isinstance(value, Panel) and not any(value is kept for kept in namespace.values()):
            value.close()
    return said


@contextlib.contextmanager
def undrawn():
    """Make pictures without drawing them for a while, which is most of the time that a panel takes."""
    drawn = {name: vars(Picture)[name] for name in ("still", "moving", "png")}
    try:
        for name, nothing in (("still", ""), ("moving", ""), ("png", b"")):
            setattr(Picture, name, lambda *_, nothing=nothing: nothing)
        yield
    finally:
        for name, method in drawn.items():
            setattr(Picture, name, method)


def differences(notebook):
    """Return what a notebook says otherwise when it runs a second time, or a section by itself; best nothing."""
    (start, *_), *_ = parts = sections(notebook)
    every = [cell for part in parts for cell in part]
    found = []

    def compare(how, cells, namespace):
        try:
            said = run(cells, namespace)
        except Exception as error:
            found.append(f"{how}: {type(error).__name__}: {error}")
        else:
            found.extend(
                f"{how}: cell {id} says\n{said[id]}\nand said at first\n{first[id]}"
                for id in said
                if said[id] != first[id]
            )

    with undrawn():
        first = run(every, namespace := {"__name__": "__main__"})
        compare("run a second time", every, namespace)
        for part in parts:
            compare(
                f"from cell {part[0].id} by itself",
                [start, *(part if part[0] is not start else part[1:])],
                {"__name__": "__main__"},
            )
    return found
