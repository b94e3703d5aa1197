"""nbval compares the notebooks strictly, where a framework is not installed with what they must then say."""

import pytest

from lossviz.comparison import FRAMEWORKS
from tests.missing import expected, missing
from tests.stale import Stale

LONG = ("tests/browser", "tests/test_processors", "tests/test_panels", "notebooks")  # Begun first, where two share.


def pytest_report_header():
    """Say which frameworks are missing."""
    return [f"{FRAMEWORKS[name]} is not installed: notebooks must say so" for name in missing()]


def pytest_collection_modifyitems(config, items):
    """Compare notebooks with what they must say here, whole once their cells have run; leave out what cannot run."""
    names = missing()
    cells = {}
    for item in items:
        if type(item).__name__ == "IPyNbCell":
            cells.setdefault(item.parent, []).append(item)
            if names:
                item.compare_outputs = without(item, names)
        for example in getattr(getattr(item, "dtest", None), "examples", ()):
            for name in names:
                if f'framework("{name}")' in example.source:
                    item.add_marker(pytest.mark.skip(reason=f"{FRAMEWORKS[name]} is not installed"))
    for notebook, its in cells.items():
        items.insert(items.index(its[-1]) + 1, Stale.from_parent(notebook, name="is not stale", cells=its))
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: not item.nodeid.startswith(LONG))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Have the processes of ``-n 3`` share the tests by file and, where a lesson's share a page, by lesson.

    Two begin with the browser, which waits a lot, and the third with what does not wait: three browsers that draw at
    once are too many for two cores.
    """
    from xdist.scheduler import LoadScopeScheduling

    class ByFile(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            file, _, test = nodeid.partition("::")
            return test.partition("[")[2] if file.endswith("test_lessons.py") else file

        def _assign_work_unit(self, node):
            if node.gateway.id == "gw2":
                others = [scope for scope, tests in self.workqueue.items() if "tests/browser" not in next(iter(tests))]
                for scope in others[:1]:
                    self.workqueue.move_to_end(scope, last=False)
            super()._assign_work_unit(node)

    config.option.loadscopereorder = False
    return ByFile(config, log)


def without(cell, names):
    """Return nbval's comparison of a cell, with the committed outputs rewritten first."""
    strict = cell.compare_outputs
    return lambda run, committed: strict(run, expected(cell.cell.source, committed, run, names))
