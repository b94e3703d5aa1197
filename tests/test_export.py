"""Exported pages: panels become stills; whatever else a notebook shows, and its settings, stay as they are."""

import base64
import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbconvert.nbconvertapp import NbConvertApp
from nbformat.v4 import new_code_cell, new_notebook, new_output

import lossviz as lv

VIEW, STATE = "application/vnd.jupyter.widget-view+json", "application/vnd.jupyter.widget-state+json"
STILLS = "lossviz.export.Stills"
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="


def shows(data, metadata=None):
    return new_code_cell(outputs=[new_output("display_data", data, metadata=metadata or {})])


# As a slider's, and as that of a widget with a picture and even words of its own: ipympl's, for instance.
SLIDER = shows({VIEW: {"model_id": "a" * 32}, "text/plain": "IntSlider(value=0)"})
OTHER = shows({VIEW: {"model_id": "b" * 32}, "image/png": PIXEL}, {"image/png": {"alt": "not ours", "width": 1}})
PICTURE = shows({"image/png": PIXEL}, {"image/png": {"alt": "not ours", "width": 1}})


def notebook(*cells):
    state = {
        id * 32: {"model_name": "IntSliderModel", "model_module": "@jupyter-widgets/controls", "state": {}}
        for id in "ab"
    }
    saved = {"state": state, "version_major": 2, "version_minor": 0}
    return new_notebook(cells=list(cells), metadata={"widgets": {STATE: saved}})


@pytest.fixture
def panel():
    """A cell with a panel's output, as a notebook has it, with words full of what HTML takes for its own."""
    shown = lv.fit_line()
    shown._alt = '<script>"&"'
    data, metadata = shown._repr_mimebundle_()
    return shows(data | {"image/png": base64.b64encode(data["image/png"]).decode()}, metadata)


def page(book, *preprocessors):
    made = HTMLExporter(preprocessors=list(preprocessors)).from_notebook_node(book)[0]
    return re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "", made)  # nbconvert's own, new for each page


def images(page):
    """The words of a page's pictures, in order."""
    return [image.get("alt") for image in BeautifulSoup(page, "html.parser").find_all("img")]


@pytest.mark.parametrize("cells", [[SLIDER], [OTHER], [PICTURE], [SLIDER, OTHER, PICTURE], [new_code_cell("1")]])
def test_a_notebook_without_a_panel_comes_out_as_without_lossviz(cells):
    assert page(notebook(*cells), STILLS) == page(notebook(*cells))


def test_a_panel_becomes_its_still_with_its_words(panel):
    made = page(notebook(panel), STILLS)
    (alt,) = images(made)
    assert alt == panel.outputs[0].metadata["image/png"]["alt"]
    assert alt.startswith('<script>"&". w = ')
    assert "vnd.jupyter.widget" not in made, "no script from the web"


@pytest.mark.parametrize("part", ["still", "words", "mark"])
def test_a_panel_that_somebody_stripped_comes_out_as_without_lossviz(panel, part):
    output = panel.outputs[0]
    {
        "still": lambda: output.data.pop("image/png"),
        "words": lambda: output.metadata.pop("image/png"),
        "mark": lambda: output.metadata.update(lossviz={"of": "another package"}),
    }[part]()
    assert page(notebook(panel), STILLS) == page(notebook(panel))


def test_other_widgets_and_their_state_stay_beside_a_panel(panel):
    made = page(notebook(SLIDER, OTHER, PICTURE, panel), STILLS)
    alone = page(notebook(SLIDER, OTHER, PICTURE))
    for kind in (VIEW, STATE):
        scripts = rf'<script type="{re.escape(kind)}">.*?</script>'
        assert re.findall(scripts, made, re.S) == re.findall(scripts, alone, re.S) != []
    assert images(made)[-1] == panel.outputs[0].metadata["image/png"]["alt"]


def test_the_notebook_itself_is_not_touched(panel):
    book = notebook(SLIDER, panel)
    before = nbformat.writes(book)
    page(book, STILLS)
    assert nbformat.writes(book) == before


@pytest.mark.parametrize("prefer_env", ["0", "1"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("jupyter_nbconvert_config.json", '{"HTMLExporter": {"preprocessors": ["mine.Own"]}}'),
        ("jupyter_nbconvert_config.py", 'c.HTMLExporter.preprocessors = ["mine.Own"]'),
        ("jupyter_nbconvert_config.py", 'c.HTMLExporter.preprocessors.append("mine.Own")'),
    ],
)
def test_a_users_own_preprocessors_stay(prefer_env, name, text, tmp_path, monkeypatch):
    """Whichever of both configurations Jupyter takes for the stronger."""
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", prefer_env)
    (tmp_path / name).write_text(text)
    assert "mine.Own" in configured()


def test_stills_are_configured_in_this_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    assert configured() == ["lossviz.export.Stills"]


def configured():
    """The preprocessors that the command `jupyter nbconvert --to html` takes up."""
    app = NbConvertApp()
    app.load_config_file()
    named = app.config.HTMLExporter.preprocessors
    return named if isinstance(named, list) else named.get_value([])
