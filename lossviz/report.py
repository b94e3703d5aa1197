"""What a cell or a panel reports: words with a bar of colour to their left, an error in a line."""

import inspect
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import Any

from IPython import get_ipython

GOOD, BAD, OPEN = "#009e73", "#d55e00", "#0072b2"


def with_bar(html: str, colour: str) -> str:
    """Return `html` as a block with a bar to its left.

    Examples
    --------
    >>> with_bar("Right.", GOOD)
    '<div style="border-left: 4px solid #009e73; padding: 2px 12px">Right.</div>'
    """
    return f'<div style="border-left: 4px solid {colour}; padding: 2px 12px">{html}</div>'


def failure(function: Any, error: BaseException) -> str:
    """Return an error in a line, with the place in the file of the `function` that led to it.

    Examples
    --------
    >>> def halve(x):
    ...     return x / 0
    >>> try:
    ...     halve(1)
    ... except ZeroDivisionError as error:
    ...     print(failure(halve, error).rpartition(", ")[2])
    line 2)
    """
    text = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    while isinstance(function, partial):
        function = function.func
    if callable(function):
        function = inspect.unwrap(function)
        function = function if hasattr(function, "__code__") else type(function).__call__
    code = getattr(function, "__code__", None)
    if code is None:
        return text
    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename == code.co_filename]
    file = Path(code.co_filename).name
    named = getattr(getattr(get_ipython(), "compile", None), "format_code_name", None)
    file = " ".join((named and named(code.co_filename)) or [file])
    return f"{text} ({file}, line {lines[-1] if lines else code.co_firstlineno})"
