"""What is committed is in its one form, whole, and readable without a kernel.

That it is what the sources make, nbval and `tests.stale` see in one run of each notebook.
"""

import base64
import difflib
import html
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import ipywidgets
import nbformat
import pytest

import lossviz
from lossviz.series import LESSONS
from tests.refresh import WIDGETS, executed, normalised, paths
from tests.stale import differences, outputs

ROOT = Path(__file__).parent.parent
VIEW = "application/vnd.jupyter.widget-view+json"
APPENDIX = "10_the_lecture_checked"  # No panels.
NOTEBOOKS = pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)


@NOTEBOOKS
def test_the_committed_form_is_normal(path):
    committed = nbformat.read(path, as_version=4)
    assert path.read_text(encoding="utf-8") == nbformat.writes(normalised(committed)) + "\n", "run: make notebooks"
    code = [cell for cell in committed.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    assert not [output for output in outputs(committed) if output.get("name") == "stderr"]
    assert not [output for output in outputs(committed) if output.output_type == "error"]


@NOTEBOOKS
def test_every_panel_is_saved_whole_with_a_still_and_its_words(path):
    committed = nbformat.read(path, as_version=4)
    if path.stem == APPENDIX:
        assert "widgets" not in committed.metadata
        return
    saved = committed.metadata.widgets[WIDGETS]
    assert (saved["version_major"], saved["version_minor"]) == (2, 0)
    modules = {model["model_module"] for model in saved["state"].values()}
    assert modules == {"@jupyter-widgets/base", "@jupyter-widgets/controls"}, "every front end has these, and no other"
    panels = [output for output in outputs(committed) if VIEW in output.get("data", {})]
    assert panels
    for panel in panels:
        assert panel.data[VIEW]["model_id"] in saved["state"]
        assert base64.b64decode(panel.data["image/png"]).startswith(b"\x89PNG"), "shown on GitHub"
        assert len(panel.metadata["image/png"]["alt"]) > 60
    wanted = set(re.findall(r"IPY_MODEL_(\w+)", json.dumps(saved)))
    assert wanted <= saved["state"].keys()
    sliders = [m["state"] for m in saved["state"].values() if "Slider" in m["model_name"] and "value" in m["state"]]
    assert all(slider["disabled"] for slider in sliders), "no slider looks alive without a kernel"


@NOTEBOOKS
def test_cells_are_short(path):
    committed = nbformat.read(path, as_version=4)
    for cell in committed.cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 15, cell.source
        else:
            assert len(cell.source.split()) <= 350, cell.source  # A minute and a half to read.


@pytest.mark.slow
@NOTEBOOKS
def test_exported_offline_it_shows_the_stills(path, exported):
    page, log = exported(path)
    page = page.read_text(encoding="utf-8")
    committed = nbformat.read(path, as_version=4)
    stills = [
        output.metadata["image/png"]["alt"] for output in outputs(committed) if "image/png" in output.get("data", {})
    ]
    images = re.findall(r'<img\b[^>]*?\balt="([^"]*)"', page, re.S)
    assert [html.unescape(alt) for alt in images] == stills
    assert 'script type="application/vnd.jupyter.widget' not in page
    assert "alt text" not in log.lower()


def test_a_stale_notebook_is_seen():
    """Each kind of difference that `differences` is for is one that it finds."""
    path = next(path for path in paths() if path.stem == "01_mse")

    def changed(change):
        notebook = nbformat.read(path, as_version=4)
        change(notebook)
        return differences(notebook, nbformat.read(path, as_version=4))

    def first(notebook, key):
        return next(output for output in outputs(notebook) if key in output or key in output.get("data", {}))

    def draw_another(notebook):
        states = [model["state"] for model in notebook.metadata.widgets[WIDGETS]["state"].values()]
        drawing = next(state for state in states if "lossviz-reading" in str(state.get("value")))
        drawing["value"] = re.sub(r"(\d+)\.(\d+)", lambda m: f"{int(m[1]) + 3}.{m[2]}", drawing["value"])

    def paint_another(notebook):
        other = lossviz.fit_line().set(w=1.0).picture.png()
        first(notebook, "image/png").data["image/png"] = base64.b64encode(other).decode()

    assert changed(lambda notebook: None) == []
    assert changed(lambda n: n.cells[1].update(source="1")) == ["sources"]
    assert len(changed(lambda n: first(n, "text").update(text="1.0917"))) == 1
    assert len(changed(lambda n: first(n, "text/html").data.update({"text/html": "1.0917"}))) == 1
    assert changed(draw_another)[0].startswith("widget")
    assert changed(paint_another)[0].startswith("picture")


@pytest.mark.slow
def test_a_run_sees_what_nbval_does_not(tmp_path):
    """A picture and a drawing other than those that the cell makes; the notebook as it was made passes."""
    shutil.copy(ROOT / "conftest.py", tmp_path)
    source = tmp_path / "as_it_is.ipynb"
    made = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("import lossviz as lv\n\nlv.fit_line()")])
    nbformat.write(made, source)
    made = executed(source)
    nbformat.write(made, source)
    (picture,) = outputs(made)
    still = picture.data["image/png"]
    picture.data["image/png"] = base64.b64encode(lossviz.fit_line().set(w=1.0).picture.png()).decode()
    nbformat.write(made, tmp_path / "picture.ipynb")
    picture.data["image/png"] = still
    drawing = max(made.metadata.widgets[WIDGETS]["state"].values(), key=lambda model: "svg" in str(model))["state"]
    drawing["value"] = re.sub(r"M (\d+)", lambda m: f"M {int(m[1]) + 3}", drawing["value"])
    nbformat.write(made, tmp_path / "drawing.ipynb")
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--nbval", "--nbval-current-env"]
    run = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8")
    failed = re.findall(r"^FAILED (.*) - ", run.stdout, re.M)
    assert failed == ["drawing.ipynb::is not stale", "picture.ipynb::is not stale"], run.stdout
    assert "4 passed" in run.stdout


def saved(cells):
    """Return the normal form of a notebook that shows a panel in each of its cells, and the panels' models by cell."""
    notebook = nbformat.v4.new_notebook()
    for id, make in cells.items():
        panel = make()
        data = {key: value for key, value in panel._repr_mimebundle_()[0].items() if key == VIEW}
        cell = nbformat.v4.new_code_cell(outputs=[nbformat.v4.new_output("display_data", data)])
        notebook.cells.append(cell | {"id": id})
    notebook.metadata.widgets = {WIDGETS: ipywidgets.Widget.get_manager_state()}
    return normalised(nbformat.from_dict(notebook))


def test_a_new_cell_changes_nothing_of_what_others_have_saved():
    """Whatever ids their widgets had, and whatever was made before: the diff of a new cell is its own."""
    cells = {"00": lossviz.one_guess, "zz": lossviz.fit_line}
    before = saved(cells)
    after = saved({"00": lossviz.one_guess, "0a": lossviz.many_days, "zz": lossviz.fit_line})
    was, now = (nbformat.writes(notebook).splitlines() for notebook in (before, after))
    changes = [line for line in difflib.ndiff(was, now) if line[0] in "-+"]
    assert not [line for line in changes if line[0] == "-"]
    assert 50 < len(changes) < 400
    assert saved(cells) == before
    # A layout is kept once, however many have it; nothing is kept that says nothing.
    states = after.metadata.widgets[WIDGETS]["state"].values()
    layouts = [json.dumps(model["state"]) for model in states if model["model_name"] == "LayoutModel"]
    assert len(layouts) == len(set(layouts)) > 1
    assert not [1 for model in states for value in model["state"].values() if value in (None, "", [])]


def test_the_readme_and_the_contents_tell_of_the_same_lessons():
    readme = (paths()[0].parent.parent / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 120
    assert [lesson.notebook for lesson in LESSONS] == [path.name for path in paths() if path.stem >= "01"]
    for number, lesson in enumerate(LESSONS, 1):
        link = f"[{lesson.notebook.removesuffix('.ipynb')}](notebooks/{lesson.notebook})"
        assert f"| {link} | {lesson.question} | {lesson.minutes} |" in readme
        title = nbformat.read(paths()[0].parent / lesson.notebook, as_version=4).cells[0].source
        assert title.startswith(f"# {number} · {lesson.title}\n")
        assert f"about {lesson.minutes} minutes" in title
