"""What the package costs to import, and what it must not bring along."""

import json
import re
import subprocess
import sys
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import jedi
import pytest

import lossviz
from lossviz.picture import LIGHT

ROOT = Path(__file__).parent.parent


def measured(code):
    """Run `code` in a new Python; return the modules it loaded and the memory it took, in MiB."""
    tell = (
        "import sys, json, psutil; print(json.dumps([list(sys.modules), psutil.Process().memory_info().rss / 2**20]))"
    )
    out = subprocess.run(
        [sys.executable, "-c", f"{code}\n{tell}"], capture_output=True, encoding="utf-8", check=True
    ).stdout
    return json.loads(out.splitlines()[-1])


def test_the_whole_face_loads_no_framework_and_no_pyplot():
    modules, memory = measured("from lossviz import *\nimport lossviz.lessons\nlist(lossviz.lessons.panels())")
    for heavy in ("torch", "tensorflow", "keras", "matplotlib.pyplot", "scipy", "nbconvert"):
        assert heavy not in modules
    if sys.platform == "linux":  # Others count otherwise.
        assert memory < (90 if version("ipython") >= "9" else 105)  # IPython 8 brings its terminal along.


def test_the_server_extension_loads_nothing_else_of_the_package():
    modules, _ = measured("import lossviz.server")
    assert [m for m in modules if m.startswith("lossviz")] == ["lossviz", "lossviz.server"]
    assert "numpy" not in modules


def test_a_panel_moves_without_pyplot():
    code = "import lossviz\np = lossviz.fit_line()\np.set(w=1.0)\np._repr_mimebundle_()"
    modules, _ = measured(code)
    assert "matplotlib.pyplot" not in modules


@pytest.mark.parametrize("name", [name for name in lossviz.__all__ if not name.isupper()])
def test_everything_public_is_documented_with_an_example_or_shapes(name):
    doc = getattr(lossviz, name).__doc__ or ""
    assert len(doc) > 80
    assert "Returns" in doc or "Attributes" in doc


def test_a_name_that_is_not_there_says_what_is():
    with pytest.raises(AttributeError, match=r"has no attribute 'mean_square'; it has BLUE, "):
        lossviz.mean_square  # noqa: B018
    assert set(lossviz.__all__) <= set(dir(lossviz))


def test_an_editor_completes_the_whole_face():
    found = {name.name for name in jedi.Script("import lossviz as lv\nlv.").complete(2, 3)}
    assert set(lossviz.__all__) <= found


def test_the_colours_of_the_face_follow_the_theme():
    colours = {name.lower(): getattr(lossviz, name) for name in lossviz.__all__ if name.isupper()}
    assert colours == LIGHT
    panel = lossviz.first_panel()
    for name in ("ink", "paper", "blue", "red"):
        assert f"var(--lv-{name}, {colours[name]})" in panel.picture.still() + panel.picture.moving()


def test_ruff_is_content():
    for command in (["check"], ["format", "--check"]):
        run = subprocess.run([sys.executable, "-m", "ruff", *command, str(ROOT)], capture_output=True, encoding="utf-8")
        assert run.returncode == 0, run.stdout


def test_type_hints_hold_and_reach_who_imports_the_package(tmp_path):
    use = tmp_path / "use.py"
    use.write_text("import lossviz as lv\n" + "".join(f"reveal_type(lv.{name})\n" for name in lossviz.__all__))
    command = [sys.executable, "-m", "mypy", "--no-incremental", "lossviz", str(use)]
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
            and name != "tests/test_package.py"
        ):
            text = (ROOT / name).read_text(encoding="utf-8")
            found = re.search(r"/(root|work|tmp|home/\w+)/", text)
            assert not found, f"{name}: {found}"
