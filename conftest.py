"""nbval compares the notebooks strictly: where a framework is not installed, with what they must then say."""

import pytest

from lossviz.comparison import FRAMEWORKS
from tests.missing import expected, missing


def pytest_report_header():
    """Say which frameworks are missing."""
    return [f"{FRAMEWORKS[name]} is not installed: notebooks must say so" for name in missing()]


def pytest_collection_modifyitems(items):
    """Rewrite what notebooks are compared with where a framework is missing, and leave out examples that load it."""
    names = missing()
    for item in items if names else ():
        if type(item).__name__ == "IPyNbCell":
            item.compare_outputs = without(item, names)
        for example in getattr(getattr(item, "dtest", None), "examples", ()):
            for name in names:
                if f'framework("{name}")' in example.source:
                    item.add_marker(pytest.mark.skip(reason=f"{FRAMEWORKS[name]} is not installed"))


def without(cell, names):
    """Return nbval's comparison of a cell, with the committed outputs rewritten first."""
    strict = cell.compare_outputs
    return lambda run, committed: strict(run, expected(cell.cell.source, committed, run, names))
