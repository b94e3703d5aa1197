"""Install the series into new environments, run its tests there, and print what passed as a table.

    python -m tests.installs                    all of SETTINGS
    python -m tests.installs --only newest      one of them
    python -m tests.installs --python /a/python3.14 …    Pythons to look at besides those on PATH

Each environment is thrown away when its tests are done. The browser tests are left out: they
are of one machine, and no question of versions. PyTorch is tried on the oldest Python only; it
brings gigabytes of code for graphics cards wherever no CPU build was put in pip's way.

`newest` takes whatever the index has, pre-releases too. What fails there does so before a
learner meets it: a warning, which names the packages that are newer than those tested.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib.metadata import distributions
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.version import Version

from lossviz.comparison import FRAMEWORKS

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

# What is left out: everywhere; where versions are others than those tested; where there are frameworks.
TOOLS = ["benchmark", "browser", "test_installs.py", "test_mutants.py", "test_processors.py", "test_workflow.py"]
EYES = ["test_everyone.py", "test_notebooks.py"]
NO_FRAMEWORK = [
    f"test_{name}.py"
    for name in [
        "bad_panels",
        "everyone",
        "export",
        "panel",
        "panels",
        "picture",
        "predict",
        "private_names",
        "server",
        "style",
        "threads",
    ]
]


@dataclass(frozen=True)
class Setting:
    """An environment: the oldest or newest Python, some frameworks, and which versions of everything else."""

    python: Callable[[Iterable[Path]], Path]
    frameworks: tuple[str, ...] = ()
    versions: Literal["oldest", "tested", "newest"] = "tested"


@dataclass(frozen=True)
class Outcome:
    """What came of the tests in one environment."""

    python: str
    counts: dict[str, int]
    seconds: float
    log: str
    failed: list[str] = field(default_factory=list)
    newer: dict[str, tuple[str, str]] = field(default_factory=dict)
    blamed: str = ""

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


def newest_python(pythons: Iterable[Path], *options: str) -> Path:
    """Return the newest Python with wheels for the numeric packages: those tested, or with `--pre` the newest."""
    wanted = [r for r in requirements() if r.name in ("numpy", "scipy", "matplotlib")]
    wanted = [r.name if "--pre" in options else str(r) for r in wanted]
    for python in sorted(_allowed(pythons), key=_allowed(pythons).__getitem__, reverse=True):
        with tempfile.TemporaryDirectory() as folder:
            new_environment(python, Path(folder))
            if pip(Path(folder), "--dry-run", "--only-binary=:all:", *options, *wanted).returncode == 0:
                return python
    raise LookupError("no Python here has wheels for the numeric packages")


SETTINGS = {
    "oldest": Setting(oldest_python, versions="oldest"),
    "oldest-python": Setting(oldest_python),
    "oldest-python-torch": Setting(oldest_python, ("torch",)),
    "oldest-python-tensorflow": Setting(oldest_python, ("tensorflow",)),
    "oldest-python-both": Setting(oldest_python, ("torch", "tensorflow")),
    "newest-python": Setting(newest_python),
    "newest-python-tensorflow": Setting(newest_python, ("tensorflow",)),
    "newest": Setting(lambda found: newest_python(found, "--pre"), versions="newest"),
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
    """Return what pip is to install, beside lossviz, and its options.

    Beside the oldest versions the tools of the tests are at their tested version or, where that
    no longer goes with such old ones, at one before: SciPy's newest asks for a newer NumPy.
    """
    lines = [str(requirement) for requirement in requirements(setting.frameworks)]
    if setting.versions == "newest":
        named = {r.name for r in [*requirements(setting.frameworks), *map(Requirement, PROJECT["dependencies"])]}
        return ["--pre", "--upgrade", "--upgrade-strategy=eager", *sorted(named)]
    return oldest() + [line.replace("==", "<=") for line in lines] if setting.versions == "oldest" else lines


def new_environment(python: Path, folder: Path) -> None:
    """Make an environment of `python` in `folder`."""
    subprocess.run([python, "-m", "venv", folder], check=True, capture_output=True)


def pip(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Have pip install into the environment in `folder`."""
    command = [folder / "bin" / "python", "-m", "pip", "install", "--disable-pip-version-check", "-qq", *arguments]
    return subprocess.run(command, capture_output=True, text=True)


def outcome(name: str, found: Iterable[Path]) -> Outcome:
    """Install one of SETTINGS and run the tests there."""
    setting, start = SETTINGS[name], time.monotonic()
    python = setting.python(found)
    with tempfile.TemporaryDirectory(prefix="lossviz-") as folder:
        new_environment(python, Path(folder))
        installed = pip(Path(folder), "-e", str(ROOT), *wanted(setting))
        log, counted, failed = installed.stderr, dict.fromkeys(("passed", "skipped", "failed"), 0) | {"failed": 1}, []
        changed = newer(Path(folder))
        guilty = ""
        if installed.returncode == 0:
            log, counted, failed = results(Path(folder), setting)
            if setting.versions == "newest" and failed:
                guilty = blamed(Path(folder), changed, lambda: not results(Path(folder), setting, "--lf")[2])
        version = ".".join(map(str, _allowed([python])[python]))
        return Outcome(version, counted, time.monotonic() - start, log, failed, changed, guilty)


def blamed(folder: Path, changed: dict[str, tuple[str, str]], pass_again: Callable[[], bool]) -> str:
    """Return the package without whose new version the failed tests pass, empty if it is no single one."""
    for name, (new, old) in changed.items():
        if pip(folder, f"{name}=={old}").returncode == 0 and pass_again():
            return name
        pip(folder, f"{name}=={new}")
    return ""


def newer(folder: Path) -> dict[str, tuple[str, str]]:
    """Return by name the new and the old version of each package that is newer in `folder` than here."""
    here = {distribution.name: distribution.version for distribution in distributions()}
    command = [folder / "bin" / "python", "-m", "pip", "list", "--format=json"]
    there = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    pairs = [(one["name"], one["version"], here.get(one["name"], one["version"])) for one in there]
    return {name: (new, old) for name, new, old in pairs if Version(new) > Version(old)}


def results(folder: Path, setting: Setting, *options: str) -> tuple[str, dict[str, int], list[str]]:
    """Run the tests in the environment in `folder`; return what they say, how many passed, and which failed.

    Where versions are others on purpose, neither these nor the pictures are those committed; text is.
    Types and eyes are looked at with the tested versions. What asks for no framework is tried without.
    """
    tested = setting.versions == "tested"
    report = folder / "report.xml"
    left_out = TOOLS + (NO_FRAMEWORK if setting.frameworks else [] if tested else EYES)
    arguments = [f"--ignore={ROOT / 'tests' / name}" for name in left_out]
    if not tested:
        arguments += ["-k", "not stale"]
        for test in ("test_environment.py::test_the_tested_versions_are_those_installed", "test_style.py::test_type"):
            arguments += ["--deselect", f"tests/{test}"]
    command = [folder / "bin" / "python", "-m", "pytest", "-q", "-n2", f"--junitxml={report}"]
    command += ["-o", f"cache_dir={folder / 'cache'}", *options]
    env = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "LOSSVIZ_WITHOUT")}
    env["PATH"] = os.pathsep.join([str(folder / "bin"), env.get("PATH", "")])
    run = subprocess.run([*command, *arguments], cwd=ROOT, env=env, capture_output=True, text=True)
    return run.stdout + run.stderr, *counts(report)


def counts(report: Path) -> tuple[dict[str, int], list[str]]:
    """Return how many tests passed, were skipped and failed by pytest's report, and the names of those that failed.

    Without a report, since pytest itself broke down, one failed.
    """
    if not report.exists():
        return {"passed": 0, "skipped": 0, "failed": 1}, ["pytest"]
    suite = ElementTree.parse(report).getroot().find("testsuite")
    failed = [
        f"{case.get('classname')}::{case.get('name')}" for case in suite if {c.tag for c in case} & {"failure", "error"}
    ]
    total, skipped = int(suite.get("tests")), int(suite.get("skipped"))
    broken = int(suite.get("failures")) + int(suite.get("errors"))
    return {"passed": total - broken - skipped, "skipped": skipped, "failed": broken}, failed


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.installs")
    parser.add_argument("--only", choices=SETTINGS, action="append")
    parser.add_argument("--python", action="append", default=[])
    options = parser.parse_args(arguments)
    found, rows, well = pythons(options.python), [], True
    for name in options.only or SETTINGS:
        print(f"{name} …", file=sys.stderr, flush=True)
        setting, result = SETTINGS[name], outcome(name, found)
        frameworks = " and ".join(FRAMEWORKS[f] for f in setting.frameworks) or "none"
        told = " | ".join(str(result.counts[key]) for key in ("passed", "skipped", "failed"))
        rows.append(
            f"| {name} | {result.python} | {setting.versions} | {frameworks} | {told} | {result.seconds:.0f} s |"
        )
        if not result.passed:
            print("\n".join(result.log.splitlines()[-80:]), file=sys.stderr, flush=True)
        if setting.versions == "newest":
            print(verdict(result), file=sys.stderr, flush=True)
        else:
            well &= result.passed
    print("| setting | Python | versions | frameworks | passed | skipped | failed | time |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    print("\n".join(rows))
    return 0 if well else 1


def verdict(result: Outcome) -> str:
    """Return what the newest versions make of the tests: which are newer than tested, and what fails with them."""
    packages = ", ".join(f"{name} {new} (tested {old})" for name, (new, old) in result.newer.items()) or "nothing"
    if result.passed:
        return f"newer than tested, and all passes: {packages}"
    failed = "\n".join(f"    {name}" for name in result.failed or ["the installation"])
    cause = f"{result.blamed} {result.newer[result.blamed][0]}" if result.blamed else "no single one of these"
    warning = "::warning::" if os.environ.get("GITHUB_ACTIONS") else "warning: "  # There it shows on the run's page.
    return f"{warning}because of {cause} fails\n{failed}\nnewer than tested: {packages}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
