"""Style, type hints, and what may not stand in what is committed."""

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import lossviz

ROOT = Path(__file__).parent.parent


def test_ruff_is_content():
    for command in (["check"], ["format", "--check"]):
        run = subprocess.run([sys.executable, "-m", "ruff", *command, str(ROOT)], capture_output=True, encoding="utf-8")
        assert run.returncode == 0, run.stdout


def test_type_hints_hold_and_reach_who_imports_the_package(tmp_path):
    use = tmp_path / "use.py"
    use.write_text("import lossviz as lv\n" + "".join(f"reveal_type(lv.{name})\n" for name in lossviz.__all__))
    command = [sys.executable, "-m", "mypy", "lossviz", str(use)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout
    types = re.findall(r'Revealed type is "(.*)"', run.stdout)
    assert len(types) == len(lossviz.__all__)
    assert "Any" not in types
    assert (files("lossviz") / "py.typed").is_file(), "without it type checkers pass the package over"


def test_no_path_of_a_machine_in_what_is_committed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, encoding="utf-8")
    if tracked.returncode:
        pytest.skip("not a git checkout")
    for name in tracked.stdout.split():
        if (
            name.endswith((".py", ".md", ".ipynb", ".toml", ".txt", "Makefile", "run"))
            and name != "tests/test_style.py"
        ):
            text = (ROOT / name).read_text(encoding="utf-8")
            found = re.search(r"/(root|work|tmp|home/\w+)/", text)
            assert not found, f"{name}: {found}"
