"""The lessons' panels: one module a lesson, one function a panel."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator

from ..panel import Panel


def panels() -> Iterator[Callable[..., Panel]]:
    """Yield every function of the lessons that makes a panel, lesson by lesson.

    Such a function is public, is declared to return a `Panel`, and needs no argument.

    Examples
    --------
    >>> {"descend", "fit_line", "one_residual"} <= {make.__name__ for make in panels()}
    True
    """
    for found in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        module = importlib.import_module(f"{__name__}.{found.name}")
        for name, function in inspect.getmembers_static(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and inspect.signature(function).return_annotation is Panel:
                yield function
