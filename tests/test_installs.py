"""What `python -m tests.installs` relies on: frameworks that are hidden, the bounds, and what its report says.

`make installs` tries all notebooks with frameworks hidden, then real absence and other versions, in environments
of their own.
"""

import os
import re
import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from packaging.requirements import Requirement

from tests import installs
from tests.missing import missing

ROOT = Path(__file__).parent.parent
NOTEBOOKS = ROOT / "notebooks"
TESTS = ROOT / "tests"
BOTH = "torch,tensorflow"


def nbval(hidden, *paths, cwd=ROOT):
    """Run nbval, strict, where the frameworks `hidden` cannot be found."""
    env = os.environ | {"LOSSVIZ_WITHOUT": hidden, "PYTHONPATH": os.pathsep.join([f"{ROOT}/tests/without", str(ROOT)])}
    options = ["-q", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env", "-k", "Cell"]
    command = [sys.executable, "-m", "pytest", *options, *map(str, paths)]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("hidden", ["torch", "tensorflow", BOTH])
def test_a_hidden_framework_is_as_one_not_installed(hidden):
    code = (
        "from importlib.util import find_spec\nfrom importlib.metadata import distributions\n"
        "names = {d.name.lower().replace('_', '-') for d in distributions()}\n"
        "print([n for n in ('torch', 'tensorflow') if find_spec(n) or {n, n + '-cpu'} & names], 'numpy' in names)\n"
        "import numpy, torch, tensorflow"
    )
    env = os.environ | {"LOSSVIZ_WITHOUT": hidden, "PYTHONPATH": f"{ROOT}/tests/without"}
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, encoding="utf-8")
    left = [name for name in ("torch", "tensorflow") if name not in hidden.split(",") and name not in missing()]
    assert run.stdout == f"{left} True\n"
    assert "ModuleNotFoundError: No module named" in run.stderr


@pytest.mark.installs
@pytest.mark.parametrize(
    ("hidden", "names"),
    # One framework at a time on the notebook that prints the most of each; `tests.installs` takes all.
    [(BOTH, ""), ("torch", "10_the_lecture_checked"), ("tensorflow", "10_the_lecture_checked")],
    ids=["both", "torch", "tensorflow"],
)
def test_nbval_passes_on_the_notebooks_without(hidden, names):
    run = nbval(hidden, *([NOTEBOOKS / f"{name}.ipynb" for name in names.split()] or [NOTEBOOKS]))
    assert run.returncode == 0, run.stdout


DOCTORED = {
    "as_it_is": (),
    "pytorch": ("PyTorch", "1.07756", "1.07757"),
    "numpy": ("NumPy", "1.07756", "1.07757"),
    "a_digit_more": ("NumPy", "1.07756", "1.077560"),
    "a_call": ("NumPy", "lossviz.mse", "lossviz.mae"),
    "lecture": ("the lecture", "1.0918376", "1.0918377"),
}


@pytest.mark.installs
def test_nbval_without_frameworks_still_sees_a_wrong_figure_of_another(tmp_path):
    """Notebooks committed with what the machine does not show. Only what PyTorch says it cannot tell."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    notebook = nbformat.read(NOTEBOOKS / "10_the_lecture_checked.ipynb", as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    last = next(i for i, cell in enumerate(code) if 'lecture="L1.2"' in cell.source)
    for name, change in DOCTORED.items():
        notebook.cells = deepcopy(code[: last + 1])
        data = notebook.cells[last].outputs[-1].data
        for form, start in (("text/plain", "\n{} "), ("text/html", ">{}<")) if change else ():
            row, right, wrong = change
            before, mark, after = data[form].partition(start.format(row))
            assert right in after
            data[form] = before + mark + after.replace(right, wrong, 1)
        nbformat.write(notebook, tmp_path / f"{name}.ipynb")
    run = nbval(BOTH, cwd=tmp_path)
    failed = re.findall(r"^FAILED (\w+)\.ipynb::Cell (\d+) ", run.stdout, re.M)
    assert sorted(failed) == [(name, str(last)) for name in ("a_call", "a_digit_more", "lecture", "numpy")], run.stdout
    assert f"{len(DOCTORED) * (last + 1) - 4} passed" in run.stdout


def test_the_oldest_versions_are_the_bounds_themselves():
    bounds = {r.name: str(r.specifier) for r in map(Requirement, installs.PROJECT["dependencies"])}
    assert {r.name: str(r.specifier) for r in map(Requirement, installs.oldest())} == {
        name: bound.replace(">=", "==") for name, bound in bounds.items()
    }


def test_no_setting_asks_for_a_framework_that_it_is_to_do_without():
    for name, setting in installs.SETTINGS.items():
        lines = [line for line in installs.wanted(setting) if not line.startswith("-")]
        asked = {Requirement(line).name.removesuffix("-cpu") for line in lines} & {"torch", "tensorflow"}
        assert asked == set(setting.frameworks), name


def test_what_is_left_out_is_there():
    assert [
        name for name in installs.TOOLS + installs.EYES + installs.NO_FRAMEWORK if not (TESTS / name).exists()
    ] == []


def test_the_newest_setting_pins_nothing_and_takes_everything():
    options = installs.wanted(installs.SETTINGS["newest"])
    assert options[:2] == ["--pre", "--upgrade"]
    assert not [option for option in options if re.search(r"[=<>]=", option)]
    named = {Requirement(line).name for line in installs.PROJECT["dependencies"]} | {"jupyterlab", "nbval", "pytest"}
    assert named <= set(options)


@pytest.mark.parametrize(("name", "code"), [("newest", 0), ("newest-python", 1)])
def test_a_failure_with_the_newest_versions_is_a_warning_that_names_the_package(monkeypatch, capsys, name, code):
    failing = installs.Outcome(
        "3.13.1",
        {"passed": 9, "skipped": 0, "failed": 1},
        1.0,
        "log",
        ["tests.test_x::test_y"],
        {"scipy": ("2.0", "1.17"), "numpy": ("3.0rc1", "2.4.6")},
        "numpy",
    )
    monkeypatch.setattr(installs, "outcome", lambda name, found: failing)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert installs.main(["--only", name]) == code
    warning = (
        "warning: because of numpy 3.0rc1 fails\n    tests.test_x::test_y\nnewer than tested: scipy 2.0 (tested 1.17)"
    )
    assert (warning in capsys.readouterr().err) == (name == "newest")


@pytest.mark.parametrize(("guilty", "found"), [("b", "b"), ("another", "")])
def test_the_package_to_blame_is_the_one_without_whose_new_version_all_passes(monkeypatch, tmp_path, guilty, found):
    there = {"a": "2", "b": "3"}

    def pip(folder, line):
        there.update([line.split("==")])
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(installs, "pip", pip)
    assert installs.blamed(tmp_path, {"a": ("2", "1"), "b": ("3", "2")}, lambda: there.get(guilty) == "2") == found
    assert there["a"] == "2", "it is put back"


def test_tests_are_counted_from_the_report_of_pytest(tmp_path):
    (tmp_path / "test_four.py").write_text(
        "import pytest\n"
        "def test_passes(): pass\n"
        "def test_fails(): assert False\n"
        "def test_skips(): pytest.skip()\n"
        "@pytest.fixture\ndef broken(): 1 / 0\n"
        "def test_errs(broken): pass\n"
    )
    options = ["-q", "-p", "no:cacheprovider", f"--junitxml={tmp_path}/report.xml", "test_four.py"]
    subprocess.run([sys.executable, "-m", "pytest", *options], cwd=tmp_path, capture_output=True)
    counted = {"passed": 1, "skipped": 1, "failed": 2}
    assert installs.counts(tmp_path / "report.xml") == (counted, ["test_four::test_fails", "test_four::test_errs"])
    assert installs.counts(tmp_path / "no.xml") == ({"passed": 0, "skipped": 0, "failed": 1}, ["pytest"])
