"""Losses, pictures of losses, and panels: what a notebook of the series may use.

`__init__.pyi` lists the names by module. Each is loaded on first use, so that the Jupyter server, which
needs `lossviz.server` alone, does not load Matplotlib too.
"""

import ast
from importlib import import_module
from pathlib import Path
from typing import Any

_STUB = ast.parse(Path(__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
_HOME = {
    alias.name: f"lossviz.{node.module}"
    for node in _STUB.body
    if isinstance(node, ast.ImportFrom)
    for alias in node.names
    if alias.name != "*"  # The losses: lossviz.losses names them, and loads NumPy.
}


def __getattr__(name: str) -> Any:
    losses = [] if name in _HOME else import_module("lossviz.losses").__all__
    if name == "__all__":
        return sorted([*_HOME, *losses])
    if name not in _HOME and name not in losses:
        raise AttributeError(f"module 'lossviz' has no attribute {name!r}; it has {', '.join(__dir__())}")
    value = globals()[name] = getattr(import_module(_HOME.get(name, "lossviz.losses")), name)
    return value


def __dir__() -> list[str]:
    return list(__getattr__("__all__"))
