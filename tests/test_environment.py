"""One environment: JupyterLab's kernel is its own, and the two commands install what they need once."""

import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.missing import missing

ROOT = Path(__file__).parent.parent
with_make = pytest.mark.skipif(os.name == "nt", reason="the Makefile is for Linux and macOS")


def make(*arguments):
    return subprocess.run(
        ["make", "-n", *arguments], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_an_older_kernelspec_of_the_users_is_not_picked_up(tmp_path):
    """A user's own `python3` kernel, of another environment, as Jupyter has made them for years."""
    spec = tmp_path / "data" / "kernels" / "python3"
    spec.mkdir(parents=True)
    (spec / "kernel.json").write_text(json.dumps({"argv": ["/old/python", "-m", "x"], "display_name": "old"}))
    env = os.environ | {"JUPYTER_DATA_DIR": str(tmp_path / "data")}
    assert "export JUPYTER_PREFER_ENV_PATH := 1" in (ROOT / "Makefile").read_text(encoding="utf-8")
    code = "from jupyter_client.kernelspec import KernelSpecManager as K; print(K().get_kernel_spec('python3').argv[0])"

    def kernel(prefer):
        run = [sys.executable, "-c", code]
        return subprocess.run(
            run, env=env | {"JUPYTER_PREFER_ENV_PATH": prefer}, capture_output=True, encoding="utf-8", check=True
        ).stdout.strip()

    assert kernel("0") == "/old/python", "the trap is a trap"
    assert kernel("1") != "/old/python"


@pytest.mark.parametrize(
    "line", [line for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines() if "==" in line]
)
def test_the_tested_versions_are_those_installed(line):
    """Where a marker applies here, what is installed is what `requirements.txt` names."""
    from packaging.requirements import Requirement

    requirement = Requirement(line)
    if requirement.marker and not requirement.marker.evaluate():
        pytest.skip(f"not for this machine: {requirement.marker}")
    if requirement.name.removesuffix("-cpu") in missing():
        pytest.skip(f"{requirement.name} is not installed")
    assert version(requirement.name).partition("+")[0] in requirement.specifier


@pytest.mark.parametrize(
    ("python", "system", "machine", "names"),
    [
        ("3.11", "linux", "x86_64", {"torch", "tensorflow-cpu"}),
        ("3.13", "linux", "aarch64", {"torch", "tensorflow"}),
        ("3.14", "linux", "x86_64", {"torch"}),
        ("3.15", "linux", "x86_64", set()),
        ("3.12", "darwin", "arm64", {"torch", "tensorflow"}),
        ("3.12", "darwin", "x86_64", set()),
        ("3.12", "win32", "AMD64", {"torch", "tensorflow-cpu"}),
        ("3.12", "win32", "ARM64", set()),
        ("3.12", "linux", "riscv64", set()),
    ],
)
def test_markers_ask_for_a_framework_only_where_it_has_a_wheel(python, system, machine, names):
    from packaging.requirements import Requirement

    there = {"python_version": python, "sys_platform": system, "platform_machine": machine}
    lines = [
        line
        for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
        if ";" in line and line[0] != "#"
    ]
    asked = {r.name for r in map(Requirement, lines) if r.marker and r.marker.evaluate(there)}
    assert asked == names


@with_make
@pytest.mark.skipif(not (ROOT / ".venv" / "test.done").exists(), reason="not set up by make")
def test_a_second_run_of_make_installs_nothing():
    assert "pip" not in make("lab")
    assert "jupyter lab notebooks/00_start_here.ipynb" in make("lab")
    assert "pip" not in make("test")


@with_make
def test_make_says_which_python_it_needs(tmp_path):
    old = tmp_path / "python3"
    old.write_text(
        f"#!/bin/sh\nexec {sys.executable} -c 'import sys; sys.version_info = (3, 9); exec(sys.argv[2])' \"$@\"\n"
    )
    old.chmod(0o755)
    command = ["make", "lab", f"PYTHON={old}", "BIN=nowhere", "-f", str(ROOT / "Makefile")]
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).touch()
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert run.returncode != 0
    assert "lossviz needs Python 3.11 or newer" in run.stderr


def test_the_lower_bounds_are_no_higher_than_the_tested_versions():
    from packaging.requirements import Requirement

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in project["dependencies"]:
        requirement = Requirement(line)
        assert version(requirement.name) in requirement.specifier


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.txt"])
def test_no_upper_bound_without_a_reason_beside_it(name):
    """A comment on its line, or above the block of lines it is in: exact pins rot first."""
    assert unexplained("# Why.\na==1\nb==2\n\nc>=1\nd<2  # Why.\n") == []
    assert unexplained("# Why.\n\na==1\nb~=2\nc<3\nd<=4\ne>=5,<6\nf>=7") == ["a==1", "b~=2", "c<3", "d<=4", "e>=5,<6"]
    assert unexplained((ROOT / name).read_text(encoding="utf-8")) == []


def unexplained(text):
    """Return the lines with an upper bound that have no comment on their line or at the head of their block."""
    found, explained = [], False
    for line in text.splitlines():
        if not line.strip() or line.startswith("["):
            explained = False
        elif line.lstrip().startswith("#"):
            explained = True
        elif re.search(r"==|~=|<=?\s*\d", line.partition(";")[0]) and not explained and "#" not in line:
            found.append(line.strip())
    return found
