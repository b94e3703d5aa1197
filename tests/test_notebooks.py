"""What is committed is what the sources make: run again, compared; and readable without a kernel.

nbval, in the same run of pytest, compares each cell's text with what is committed.
"""

import base64
import html
import io
import json
import re
import subprocess
import sys
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np
import pytest

import lossviz
from lossviz.lecture import ERRATA, ITEMS
from lossviz.series import LESSONS
from tests.missing import expected, missing
from tests.refresh import WIDGETS, executed, normalised, paths

VIEW = "application/vnd.jupyter.widget-view+json"
NOTEBOOKS = pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
NUMBER = re.compile(r"-?\d+\.?\d*(?:e-?\d+)?")


def outputs(notebook):
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def differences(committed, fresh):
    """Return where two normalised notebooks differ: text exactly, pictures and drawings within a tolerance.

    Another machine's floating point shifts a curve by a fraction of a pixel, and one pixel in
    a hundred by a shade; a curve that says something else shifts it by much more.
    """
    found = []
    if [cell.source for cell in committed.cells] != [cell.source for cell in fresh.cells]:
        found.append("sources")
    if len(outputs(committed)) != len(outputs(fresh)):
        return [*found, "number of outputs"]
    for i, (a, b) in enumerate(zip(outputs(committed), outputs(fresh), strict=True)):
        a, b = dict(a), dict(b)
        if not same_picture(a.get("data", {}).pop("image/png", None), b.get("data", {}).pop("image/png", None)):
            found.append(f"picture of output {i}")
        if a != b:
            found.append(f"output {i}: {a} is now {b}")
    a, b = (notebook.metadata.get("widgets", {}).get(WIDGETS, {}).get("state", {}) for notebook in (committed, fresh))
    if a.keys() != b.keys():
        found.append("widgets")
    found += [f"widget {id}" for id in a.keys() & b.keys() if not same_drawing(json.dumps(a[id]), json.dumps(b[id]))]
    return found


def same_picture(a, b):
    if a is None or b is None:
        return a is b
    a, b = (matplotlib.image.imread(io.BytesIO(base64.b64decode(picture)))[..., :3] for picture in (a, b))
    return a.shape == b.shape and np.mean(np.abs(a - b).max(axis=-1) > 0.1) < 0.01


def same_drawing(a, b):
    if NUMBER.sub("#", a) != NUMBER.sub("#", b):
        return False
    a, b = (np.array([float(x) for x in NUMBER.findall(drawing)]) for drawing in (a, b))
    far = ~np.isclose(a, b, rtol=1e-4, atol=0.1)
    # Where a curve is rounding error, as `finite_difference` shows it, single points of it move further.
    return far.mean() <= 0.01 and np.allclose(a, b, rtol=1e-4, atol=5)


@NOTEBOOKS
def test_what_is_committed_is_not_stale(path):
    committed, fresh = nbformat.read(path, as_version=4), executed(path)
    for then, now in zip(committed.cells, fresh.cells, strict=True):
        if then.cell_type == "code":
            then.outputs = expected(then.source, then.outputs, now.outputs, missing())
    assert not differences(committed, fresh), "run: make notebooks"


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
    saved = committed.metadata.widgets[WIDGETS]
    assert (saved["version_major"], saved["version_minor"]) == (2, 0)
    panels = [output for output in outputs(committed) if VIEW in output.get("data", {})]
    assert len(panels) >= (2 if path.stem >= "01" else 1)
    for panel in panels:
        assert panel.data[VIEW]["model_id"] in saved["state"]
        assert len(panel.metadata["image/png"]["alt"]) > 60
    wanted = set(re.findall(r"IPY_MODEL_(\w+)", json.dumps(saved)))
    assert wanted <= saved["state"].keys()
    sliders = [m["state"] for m in saved["state"].values() if "Slider" in m["model_name"] and "value" in m["state"]]
    assert all(slider["disabled"] for slider in sliders), "no slider looks alive without a kernel"


@NOTEBOOKS
def test_cells_are_short_and_speak(path):
    committed = nbformat.read(path, as_version=4)
    for cell in committed.cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 15, cell.source
        else:
            assert len(cell.source.split()) <= 130, cell.source
    source = "\n".join(cell.source for cell in committed.cells)
    if path.stem < "01":
        return  # It tells how to read a lesson, and is none.
    assert source.count("lv.check(") >= 2, "at least two exercises"
    assert source.count("Predict, then drag") >= 2, "a question before each panel"


@NOTEBOOKS
def test_exported_offline_it_shows_the_stills(path, tmp_path):
    command = [sys.executable, "-m", "jupyter", "nbconvert", "--to", "html", "--output-dir", str(tmp_path), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stderr
    page = (tmp_path / f"{path.stem}.html").read_text(encoding="utf-8")
    committed = nbformat.read(path, as_version=4)
    stills = [
        output.metadata["image/png"]["alt"] for output in outputs(committed) if "image/png" in output.get("data", {})
    ]
    images = re.findall(r'<img\b[^>]*?\balt="([^"]*)"', page, re.S)
    assert [html.unescape(alt) for alt in images] == stills
    assert 'script type="application/vnd.jupyter.widget' not in page
    assert "alt text" not in run.stderr.lower()


def test_every_id_of_the_lecture_has_a_home_in_its_notebook_and_a_test():
    """48 items and 15 errata; a learner meets each by its id, and a test is named after it."""
    counts = {lesson: sum(item.lesson == lesson for item in ITEMS.values()) for lesson in range(1, 8)}
    assert counts == {1: 6, 2: 6, 3: 12, 4: 5, 5: 5, 6: 5, 7: 9}
    assert list(ERRATA) == [f"X{i}" for i in range(1, 16)]
    text = {int(path.stem[:2]): path.read_text(encoding="utf-8") for path in paths()}
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_lesson_*.py"))
    named = set(re.findall(r"[LX]\d+(?:_\d+)?(?=_)", " ".join(re.findall(r"def test_(\w+)", tests))))
    for id, thing in (ITEMS | ERRATA).items():
        assert re.search(rf"\b{re.escape(id)}\b", text[thing.lesson]), f"{id} has no home in lesson {thing.lesson}"
        assert id.replace(".", "_") in named, f"{id} has no test"


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


def test_the_readme_and_the_contents_tell_of_the_same_lessons():
    readme = (paths()[0].parent.parent / "README.md").read_text(encoding="utf-8")
    assert [lesson.notebook for lesson in LESSONS] == [path.name for path in paths() if path.stem >= "01"]
    for lesson in LESSONS:
        link = f"[{lesson.notebook.removesuffix('.ipynb')}](notebooks/{lesson.notebook})"
        assert f"| {link} | {lesson.question} | {lesson.minutes} |" in readme
        title = nbformat.read(paths()[0].parent / lesson.notebook, as_version=4).cells[0].source
        assert lesson.title in title
        assert lesson.question in title
        assert f"about {lesson.minutes} minutes" in title
