"""The lesson, open in each front end; and the table of what works in which."""

import re
import shutil
from importlib.metadata import version

import pytest

from tests.browser.conftest import axe_source, browser  # noqa: F401
from tests.frontends.fronts import FRONT_ENDS, LESSON, Lesson
from tests.refresh import NOTEBOOKS


@pytest.fixture(scope="session")
def lesson(request, browser, tmp_path_factory):  # noqa: F811
    """The lesson in the front end of a name, as a fresh clone has it; all tests of a front end share it."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copy(NOTEBOOKS / LESSON, folder)
    front = FRONT_ENDS[request.param]
    with front.serve(folder, tmp_path_factory.mktemp("own")) as (enter, kept):
        its = Lesson(browser, front, enter, kept / LESSON)
        yield its
        its.page.context.close()


def pytest_terminal_summary(terminalreporter):
    """Print a row for each front end and a column for each test, in the order of the file."""
    rows = {name: {"front end": name, "version": version(front.package)} for name, front in FRONT_ENDS.items()}
    reports = [report for kind in terminalreporter.stats.values() for report in kind if hasattr(report, "when")]
    for report in sorted(reports, key=lambda report: report.location[1]):
        test = re.search(r"frontends/.*::test_(\w+)\[(.*)\]", report.nodeid)
        if test and (report.when == "call" or report.failed):
            told = dict(report.user_properties).get("told", "yes")
            rows[test[2]][test[1].replace("_", " ")] = told if report.passed else "no"
    rows = {name: row for name, row in rows.items() if len(row) > 2}
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    if rows:
        cells = [columns, ["---"] * len(columns), *([row.get(c, "–") for c in columns] for row in rows.values())]
        terminalreporter.write_line("\n" + "\n".join(f"| {' | '.join(line)} |" for line in cells))
