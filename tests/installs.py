"""Install the series into new environments, run its tests there, and print what passed as a table.

    python -m tests.installs                    all of SETTINGS
    python -m tests.installs --only oldest      one of them
    python -m tests.installs --python /a/python3.14 …    Pythons to look at besides those on PATH

Each environment is thrown away when its tests are done. The browser tests are left out: they
are of one machine, and no question of versions. PyTorch is tried on the oldest Python only; it
brings gigabytes of code for graphics cards wherever no CPU build was put in pip's way.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from lossviz.comparison import FRAMEWORKS

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@dataclass(frozen=True)
class Setting:
    """An environment: the oldest or newest Python, some frameworks, and the oldest versions or the tested ones."""

    python: Callable[[Iterable[Path]], Path]
    frameworks: tuple[str, ...] = ()
    oldest: bool = False


@dataclass(frozen=True)
class Outcome:
    """What came of the tests in one environment."""

    python: str
    counts: dict[str, int]
    seconds: float
    log: str

    @property
    def passed(self) -> bool:
        """Whether there were tests, and none failed."""
        return self.counts["passed"] > 0 and self.counts["failed"] == 0


def oldest_python(pythons: Iterable[Path]) -> Path:
    """Return the oldest Python that `pyproject.toml` allows: old packages have no wheels for a newer one."""
    (bound,) = SpecifierSet(PROJECT["requires-python"])
    for python, version in _allowed(pythons).items():
        if version[:2] == Version(bound.version).release:
            return python
    raise LookupError(f"no Python {bound.version} here")


def newest_python(pythons: Iterable[Path]) -> Path:
    """Return the newest Python for which the tested numeric packages have wheels."""
    wanted = [str(r) for r in requirements() if r.name in ("numpy", "scipy", "matplotlib")]
    for python in sorted(_allowed(pythons), key=_allowed(pythons).__getitem__, reverse=True):
        with tempfile.TemporaryDirectory() as folder:
            new_environment(python, Path(folder))
            if pip(Path(folder), "--dry-run", "--only-binary=:all:", *wanted).returncode == 0:
                return python
    raise LookupError("no Python here has wheels for the numeric packages")


SETTINGS = {
    "oldest": Setting(oldest_python, oldest=True),
    "oldest-python": Setting(oldest_python),
    "oldest-python-torch": Setting(oldest_python, ("torch",)),
    "oldest-python-tensorflow": Setting(oldest_python, ("tensorflow",)),
    "oldest-python-both": Setting(oldest_python, ("torch", "tensorflow")),
    "newest-python": Setting(newest_python),
    "newest-python-tensorflow": Setting(newest_python, ("tensorflow",)),
}


def pythons(named: Iterable[str] = ()) -> list[Path]:
    """Return the Pythons of this machine: this one, those named, on PATH, and in pyenv."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep)]
    folders += Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"), "versions").glob("*/bin")
    found = [path for folder in folders for path in folder.glob("python3.*") if path.suffix[1:].isdigit()]
    return [Path(sys.executable), *map(Path, named), *found]


def _allowed(pythons: Iterable[Path]) -> dict[Path, tuple[int, ...]]:
    """Return those that run, and that `pyproject.toml` allows, with their versions."""
    code = "import sys, ensurepip; print(*sys.version_info[:3], sep='.')"
    found = {}
    for python in pythons:
        run = subprocess.run([python, "-c", code], capture_output=True, text=True)
        if run.returncode == 0 and run.stdout.strip() in SpecifierSet(PROJECT["requires-python"]):
            found[python] = Version(run.stdout).release
    return found


def requirements(frameworks: Iterable[str] = ()) -> list[Requirement]:
    """Return what the tests need, at the tested versions: no framework but those named."""
    lines = [line for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines() if "==" in line]
    lines = [line for line in lines if not line.startswith("#")] + PROJECT["optional-dependencies"]["test"]
    unwanted = FRAMEWORKS.keys() - set(frameworks)
    return [r for r in map(Requirement, lines) if r.name.removesuffix("-cpu") not in unwanted]


def oldest() -> list[str]:
    """Return what lossviz depends on, at the oldest version that `pyproject.toml` allows.

    Examples
    --------
    >>> any(line.startswith("numpy==") for line in oldest())
    True
    """
    bounds = [(r.name, s) for r in map(Requirement, PROJECT["dependencies"]) for s in r.specifier]
    return [f"{name}=={bound.version}" for name, bound in bounds if bound.operator == ">="]


def wanted(setting: Setting) -> list[str]:
    """Return what pip is to install, beside lossviz.

    Beside the oldest versions the tools of the tests are at their tested version or, where that
    no longer goes with such old ones, at one before: SciPy's newest asks for a newer NumPy.
    """
    lines = [str(requirement) for requirement in requirements(setting.frameworks)]
    return oldest() + [line.replace("==", "<=") for line in lines] if setting.oldest else lines


def new_environment(python: Path, folder: Path) -> None:
    """Make an environment of `python` in `folder`."""
    subprocess.run([python, "-m", "venv", folder], check=True, capture_output=True)


def pip(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Have pip install into the environment in `folder`."""
    command = [folder / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check", "-qq", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def hindrance(name: str, found: Iterable[Path]) -> str:
    """Return why one of SETTINGS cannot be tried here, "" if it can: its Python, or packages are out of reach."""
    try:
        python = SETTINGS[name].python(found)
    except LookupError as error:
        return str(error)
    with tempfile.TemporaryDirectory() as folder:
        new_environment(python, Path(folder))
        reach = pip(Path(folder), "--retries=0", "--no-cache-dir", "--no-deps", "--ignore-installed", "packaging")
    return "" if reach.returncode == 0 else "no package index can be reached"


def outcome(name: str, found: Iterable[Path]) -> Outcome:
    """Install one of SETTINGS and run the tests there."""
    setting, start = SETTINGS[name], time.monotonic()
    python = setting.python(found)
    with tempfile.TemporaryDirectory(prefix="lossviz-") as folder:
        new_environment(python, Path(folder))
        installed = pip(Path(folder), "-e", str(ROOT), *wanted(setting))
        log, counts = installed.stderr, {"passed": 0, "skipped": 0, "failed": 1}
        if installed.returncode == 0:
            log, counts = results(Path(folder), setting.oldest)
    return Outcome(".".join(map(str, _allowed([python])[python])), counts, time.monotonic() - start, log)


def results(folder: Path, old: bool) -> tuple[str, dict[str, int]]:
    """Run the tests in the environment in `folder`; return what they say, and how many passed.

    Where versions are old on purpose, neither these nor the pictures are those committed; text is.
    Types and eyes are looked at with the tested versions.
    """
    report = folder / "report.xml"
    left_out = ["tests/browser", "tests/test_installs.py"]
    left_out += ["tests/test_everyone.py", "tests/test_notebooks.py"] if old else []
    arguments = [f"--ignore={ROOT / path}" for path in left_out]
    if old:
        arguments += ["-k", "not stale"]
        for test in ("test_environment.py::test_the_tested_versions_are_those_installed", "test_package.py::test_type"):
            arguments += ["--deselect", f"tests/{test}"]
    command = [folder / "bin" / "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}"]
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "LOSSVIZ_WITHOUT")}
    env["PATH"] = os.pathsep.join([str(folder / "bin"), env.get("PATH", "")])
    run = subprocess.run([*command, *arguments], cwd=ROOT, env=env, capture_output=True, text=True)
    if not report.exists():
        return run.stdout + run.stderr, {"passed": 0, "skipped": 0, "failed": 1}
    suite = ElementTree.parse(report).getroot().find("testsuite")
    total, failures, errors, skipped = (int(suite.get(k)) for k in ("tests", "failures", "errors", "skipped"))
    failed = failures + errors
    return run.stdout, {"passed": total - failed - skipped, "skipped": skipped, "failed": failed}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.installs")
    parser.add_argument("--only", choices=SETTINGS, action="append")
    parser.add_argument("--python", action="append", default=[])
    options = parser.parse_args(arguments)
    found, rows, well = pythons(options.python), [], True
    for name in options.only or SETTINGS:
        print(f"{name} …", file=sys.stderr, flush=True)
        result = outcome(name, found)
        frameworks = " and ".join(FRAMEWORKS[f] for f in SETTINGS[name].frameworks) or "none"
        versions = "oldest allowed" if SETTINGS[name].oldest else "tested"
        counts = " | ".join(str(result.counts[key]) for key in ("passed", "skipped", "failed"))
        rows.append(f"| {name} | {result.python} | {versions} | {frameworks} | {counts} | {result.seconds:.0f} s |")
        if not result.passed:
            well = False
            print("\n".join(result.log.splitlines()[-80:]), file=sys.stderr, flush=True)
    print("| setting | Python | versions | frameworks | passed | skipped | failed | time |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    print("\n".join(rows))
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
