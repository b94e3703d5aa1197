"""What the package costs to import, and what it must not bring along."""

import json
import subprocess
import sys
from importlib.metadata import version

import jedi
import pytest

import lossviz
from lossviz.picture import LIGHT


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
