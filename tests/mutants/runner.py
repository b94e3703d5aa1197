"""Run tests on a mutant: in a copy of the tree, in a fork of a process that has the libraries loaded."""

import compileall
import importlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from .operators import Mutant

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = """
    hypothesis IPython ipywidgets matplotlib.figure matplotlib.tri matplotlib.backends.backend_svg mpmath nbclient
    nbconvert nbformat numpy PIL.Image scipy.optimize scipy.spatial scipy.special scipy.stats sklearn.metrics
"""
# Slow tests are left out.
OPTIONS = ["-q", "--tb=short", "-p", "no:cacheprovider", "-o", "addopts=", "-m", "not slow", "--doctest-modules"]
SECONDS = 120  # Of CPU; a mutant that takes longer runs for ever.
WORDS = {"__init__", "__repr__", "compute", "draw", "update", "read", "set", "close"}  # Names that many have.


class Result(NamedTuple):
    """The first test that failed, empty if none did; and the seconds of CPU that it took to know."""

    test: str
    seconds: float


class FirstFailure:
    """A plugin of pytest: tests that name the function come first, those of another loss or panel are left out."""

    def __init__(self, unit: str, public: set[str]) -> None:
        self.names = set(unit.split(".")) - WORDS
        self.others = public - self.names if self.names & public else set()
        self.test = ""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        items[:] = [item for item in items if not self._of_another(item)]
        items.sort(key=lambda item: not self._named_by(item))

    def _of_another(self, item: Any) -> bool:
        return bool(
            {getattr(v, "__name__", v) for v in _given(item) if isinstance(v, str) or callable(v)} & self.others
        )

    def _named_by(self, item: Any) -> bool:
        code = getattr(getattr(item, "function", None), "__code__", None)
        return any(name in item.nodeid for name in self.names) or bool(code and self.names & {*code.co_names})

    def pytest_runtest_logreport(self, report: Any) -> None:
        if report.failed:
            self.test = self.test or report.nodeid

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.test = self.test or f"{report.nodeid} (collecting)"


def _given(item: Any) -> list[Any]:
    return list(item.callspec.params.values()) if hasattr(item, "callspec") else []


def first_failure(unit: str, files: Iterable[str]) -> str:
    """Run test files one after the other, in this process, until a test fails; return its id."""
    from lossviz import lessons, losses

    plugin = FirstFailure(unit, {*losses.__all__, *(make.__name__ for make in lessons.panels())})
    for file in files:
        ended = pytest.main([*OPTIONS, "-x", file], plugins=[plugin])
        if plugin.test or ended not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return plugin.test or f"{file} (pytest: {ended})"
    return ""


def all_failures(tests: list[str]) -> list[str]:
    """Run single tests in this process, and return those that fail."""
    failed: list[str] = []

    class Failures:
        def pytest_runtest_logreport(self, report: Any) -> None:
            failed.extend([report.nodeid] * report.failed)

        def pytest_collectreport(self, report: Any) -> None:
            failed.extend([report.nodeid] * report.failed)

    ended = pytest.main([*OPTIONS, *tests], plugins=[Failures()])
    return failed or ([f"all of them (pytest: {ended})"] if ended != pytest.ExitCode.OK else [])


def in_child(work: Callable[[], Any], copy: Path, seconds: int) -> int:
    """Do `work` in a fork, in a copy of the tree; it leaves its answer beside the copy. Return the fork's id."""
    import resource  # Unknown to Windows, where doctest imports this module all the same.

    pid = os.fork()
    if pid:
        return pid
    try:
        os.chdir(copy)
        sys.path.insert(0, str(copy))
        os.environ["PYTHONPATH"] = str(copy)
        for name in [name for name in sys.modules if name.partition(".")[0] in ("tests", "lossviz")]:
            del sys.modules[name]
        with copy.with_suffix(".log").open("w") as log:
            os.dup2(log.fileno(), 1)
            os.dup2(log.fileno(), 2)
        sys.dont_write_bytecode = True
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        found = work()
    except BaseException as error:  # Whatever a mutant raises where it is imported.
        found = f"{type(error).__name__} at import"
    copy.with_suffix(".json").write_text(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


def run(
    mutants: Iterable[Mutant], guards: Callable[[Mutant], list[str]], copies: list[Path]
) -> Iterator[tuple[Mutant, Result]]:
    """Run the tests that guard each mutant, as many at once as there are copies of the tree; yield what was found."""
    free, busy = list(copies), {}
    waiting = iter(mutants)
    while True:
        while free and (mutant := next(waiting, None)):
            copy = free.pop()
            file = copy / mutant.path
            source = file.read_bytes()
            file.write_bytes(mutant.applied(source))
            copy.with_suffix(".json").unlink(missing_ok=True)
            busy[in_child(lambda m=mutant: first_failure(m.unit, guards(m)), copy, SECONDS)] = mutant, copy, source
        if not busy:
            return
        pid, status, usage = os.wait4(-1, 0)
        mutant, copy, source = busy.pop(pid)
        (copy / mutant.path).write_bytes(source)
        free.append(copy)
        answer = copy.with_suffix(".json")
        seconds = usage.ru_utime + usage.ru_stime
        killed = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else ""
        yield mutant, Result(json.loads(answer.read_text()) if answer.exists() else f"no test: {killed}", seconds)


def red_anyway(tests: Iterable[str], copy: Path) -> list[str]:
    """Return those of the tests that fail where nothing was changed: what they caught may not be caught."""
    whole = sorted({test for test in tests if "::" in test and not test.endswith("(collecting)")})
    answer = copy.with_suffix(".json")
    answer.unlink(missing_ok=True)
    os.waitpid(in_child(lambda: all_failures(whole), copy, 10 * SECONDS), 0)
    return list(json.loads(answer.read_text())) if answer.exists() else ["all: the run of them did not end"]


def copy_tree(to: Path) -> Path:
    """Copy what the tests read; compiled, so that a fork compiles only the file that was changed."""
    left_out = shutil.ignore_patterns(".*", "__pycache__", "screenshots")
    shutil.copytree(ROOT, to, ignore=left_out)
    compileall.compile_dir(to / "lossviz", quiet=1)
    return to


def load_libraries() -> None:
    """Import what the tests import, but for the package and the frameworks; forks find it done."""
    for name in LIBRARIES.split():
        importlib.import_module(name)
