"""Building pages: a second build records what changed, and no more; what cannot be built is told."""

import json
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from lossviz.site.build import main
from lossviz.site.prose import html_of

pytestmark = pytest.mark.site

PANEL = """import lossviz as lv
def draw(figure):
    (dot,) = figure.subplots().plot([0], [0], "o")
    return lambda n: dot.set_xdata([n.r])
lv.Panel(lambda r=1: {}, draw, lambda n: f"r = {n.r}", r=lv.slider(0, 3))"""


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Write a notebook that shows a panel, as if it had been run, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notebooks").mkdir()

    def one(prose, code, name="01_mse"):
        view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "Panel(r)"}
        shown = new_output("execute_result", view, metadata={"lossviz": True})
        cells = [new_markdown_cell(prose, id="01"), new_code_cell(code, id="02", outputs=[shown])]
        nbformat.write(new_notebook(cells=cells), tmp_path / "notebooks" / f"{name}.ipynb")

    return one


def test_a_second_build_records_what_changed(write, tmp_path, capsys):
    def built():
        main(["--jobs", "1"])
        return capsys.readouterr().out, (tmp_path / "site/01_mse.html").read_text(encoding="utf-8")

    write("# One\n\n$x^2$ or `x`", PANEL)
    said, page = built()
    assert "1 recorded anew" in said
    assert "<title>One</title>" in page
    assert '<section class="panel" data-panel="01-02"' in page
    assert (tmp_path / "site/panels/01-02.js").stat().st_size < 2000
    assert "0 recorded anew" in built()[0]
    write("# Two\n\n$x^2$", PANEL)
    said, page = built()
    assert "0 recorded anew" in said, "prose is not recorded"
    assert "<title>Two</title>" in page
    write("# Two\n\n$x^2$, 0.25", PANEL)
    assert "1 recorded anew" in built()[0], "a number that the prose names has a step of its own"
    write("# Two\n\n$x^2$", PANEL.replace("r = {n.r}", "r is {n.r}"))
    said, page = built()
    assert "1 recorded anew" in said
    assert "r is 1" in page
    made_of = tmp_path / "build/site/01_mse.json"
    files = json.loads(made_of.read_text())["files"]
    assert {"panel.py", "renderer.py", "site/record.py"} <= files.keys()
    assert not {"site/page.py", "lessons/mse.py"} & files.keys(), "they draw nothing here"
    made_of.write_text(made_of.read_text().replace(files["panel.py"], "another"))
    assert "1 recorded anew" in built()[0]


def test_a_panel_that_is_gone_leaves_no_script(write, tmp_path):
    (tmp_path / "site/panels").mkdir(parents=True)
    (tmp_path / "site/panels/01-99.js").touch()
    write("# One", PANEL)
    main(["--jobs", "1"])
    assert [file.name for file in (tmp_path / "site/panels").iterdir()] == ["01-02.js"]


def test_a_cell_that_fails_ends_the_build_with_its_error(write):
    write("# One", "1 / 0")
    with pytest.raises(ZeroDivisionError) as told:
        main(["--jobs", "1"])
    assert told.value.__notes__ == [f"in {Path('notebooks/01_mse.ipynb')}"]


def test_a_notebook_that_was_saved_otherwise_is_told(write):
    write("# One", "1")
    with pytest.raises(ValueError, match="cell 02 shows 1, and was saved otherwise; run make notebooks"):
        main(["--jobs", "1"])


def test_a_formula_that_is_none_is_told():
    with pytest.raises(ValueError, match=r"no MathML"):
        html_of(r"$\nosuch{x}$")


def test_links_to_notebooks_lead_to_pages():
    assert 'href="02_entropy_lottery.html"' in html_of("[next](02_entropy_lottery.ipynb)")
