"""A page says what a panel and its cells hold, and what is an author's text stays text."""

import base64
import json
import re
from html import escape, unescape

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import lossviz
from lossviz import choice, slider, tick
from lossviz.series import LESSONS
from lossviz.site.build import main
from lossviz.site.cells import shown_panels
from lossviz.site.pack import unpack
from lossviz.site.page import framed, index_of, lesson_picture, page_of, panel_html, what_is_kept
from lossviz.site.prose import html_of
from lossviz.site.record import record, script_of
from lossviz.style import DARK

pytestmark = [pytest.mark.site, pytest.mark.usefixtures("asking")]

MANY = [f"kind {i} <b>" for i in range(9)]


def make(size=0.5, said=""):
    """Return a panel with a control of each kind, presets and questions of both kinds, and markup in its words."""

    def draw(figure):
        (dot,) = figure.subplots().plot([0], [0], "o")
        return lambda n: dot.set_xdata([n.r])

    panel = lossviz.Panel(
        lambda r=0.5, way="b<", which=MANY[2], on=True: {},
        draw,
        lambda n: f"r = {n.r} <i>{said}",
        alt="a dot & <b>",
        presets={"one <b>": {"r": 1.0}, "two": lambda r, **_: {"r": 1.0 - r}},
        r=slider(0.0, 1.0, size, label="r & <b>, size"),
        way=choice("a", "b<", label="way <b>"),
        which=choice(*MANY, label="which <b>"),
        on=tick("on <b>"),
    )
    panel.predict("Is <b> so?", guess=["yes <b>", "no"], answer="yes <b>", r=1.0)
    panel.predict(
        "How <b> far?", guess=(0, 4), near=0.1, unit="m <b>", way="a", which=MANY[3], answer=lambda n: n.r + 0.25
    )
    return panel


@pytest.fixture(scope="module")
def recording():
    lossviz.predictions("ask")
    return record(make(), "x")


def test_a_panel_has_its_controls_as_they_stand(recording):
    page = unescape(panel_html("01-02", recording))
    for part in [
        '<section class="panel" data-panel="01-02"',
        '<div class="presets"><button type="button">one <b></button><button type="button">two</button></div>',
        '<label for="01-02-c0">r & <b>, size</label><output for="01-02-c0">0.5</output>'
        '<input type="range" id="01-02-c0" min="0" max="2" value="1" aria-valuetext="0.5">',
        '<legend>way <b></legend><label><input type="radio" name="01-02-c1" value="0"> a</label>'
        '<label><input type="radio" name="01-02-c1" value="1" checked> b<</label></fieldset>',
        '<label for="01-02-c2">which <b></label> <select id="01-02-c2"><option>kind 0 <b></option>',
        "<option selected>kind 2 <b></option>",
        '<label class="control tick"><input type="checkbox" checked> on <b></label>',
        '<div class="picture" style="max-width: 768px">',
        'id="01-02-n" aria-label="a dot & <b>." aria-labelledby="01-02-n 01-02-r"',
        '<p class="reading" id="01-02-r">r = 0.5 <i></p>',
        '<p class="kept"></p>',
    ]:
        assert part in page
    assert (page.count("selected"), page.count("checked")) == (1, 2)


def test_a_panel_asks_one_question_after_the_other(recording):
    first, second = unescape(panel_html("01-02", recording)).split("<form ")[1:]
    assert first.startswith('class="asks" role="group" aria-labelledby="01-02-q0">')
    assert second.startswith('class="asks" role="group" aria-labelledby="01-02-q1" hidden>')
    for part in [
        '<p class="question" id="01-02-q0"><b>What do you expect?</b><br>Is <b> so?</p>',
        "<summary>Show the answer</summary>The answer is “yes <b>”.</details>",
        '<div class="once guess" role="radiogroup" aria-labelledby="01-02-q0">'
        '<label><input type="radio" name="01-02-q0" value="0"> yes <b></label>',
        "Locked until then: “r & <b>”.</p>",
    ]:
        assert part in first
    assert '<label class="once guess">your guess, m <b> (between 0 and 4) <input type="text"' in second
    assert "<summary>Show the answer</summary>It is 0.2 m <b>.</details>" in second


def test_what_an_author_wrote_is_no_markup(recording):
    page = panel_html("01-02", recording)
    assert "<i>" not in page
    assert page.count("<b>") == page.count("<b>What do you expect?</b>") == 2


def test_a_script_holds_controls_states_presets_and_questions(recording):
    name, packed = re.fullmatch(r'lossviz\.panel\("(.*)", "(.*)"\);\n', script_of("01-02", recording)).groups()
    header, texts = unpack(base64.b64decode(packed))
    assert name == "01-02"
    assert [control["kind"] for control in header["controls"]] == ["slider", "buttons", "list", "tick"]
    assert header["controls"][1]["texts"] == ["a", "b<"]
    assert header["opening"] == [1, 1, 2, 1]
    assert header["presets"][0] == {"sets": [{"0": 2}], "which": [0]}
    assert header["presets"][1]["sets"] == [{"0": 2}, {"0": 1}, {"0": 0}]
    assert texts == [f"{moving}\0{reading}" for moving, reading in recording.frames]
    chosen, counted = header["questions"]
    assert (chosen["locked"], counted["locked"]) == ({"0": 1}, {"1": 1, "2": 2})
    assert len(counted["which"]) == 3 * 2, "as the controls stand that it leaves free"
    assert [line.partition(" Drag")[0] for line in chosen["answers"][0]["lines"]] == [
        "You said “yes <b>”, and so it is.",
        "You said “no”; the answer is “yes <b>”.",
    ]
    assert [answer["answer"] for answer in counted["answers"]] == [0.25, 0.75, 1.25]
    assert counted["number"]["hint"] == "between 0 and 4"


def test_a_page_says_what_it_leaves_out():
    lossviz.predictions("open")
    said = what_is_kept(record(make(size=0.001, said=" is not written yet"), "x"))
    assert re.match(r"This page keeps [45]\d\d of", said)
    assert "of the panel’s 36,036 pictures" in said
    assert "from where the panel opens, from its buttons, from what it asks about, and" in said
    assert re.search(r"“r & <b>” has \d+ of its 1001 steps here\.", unescape(said))
    assert said.count("steps here") == 1
    assert "<b>" not in said


def test_each_kind_of_output_is_shown_as_it_was_saved():
    png = {"image/png": "QUJD\n", "text/plain": "a figure"}
    outputs = [
        new_output("stream", text="said <b>"),
        new_output("execute_result", {"text/html": "<table></table>", "text/plain": "a table"}),
        new_output("execute_result", {"text/markdown": "*told*"}),
        new_output("execute_result", png, metadata={"image/png": {"alt": "a <b>", "width": 320}}),
        new_output("execute_result", {"text/plain": "plain <b>"}),
        new_output(
            "execute_result", {"application/vnd.jupyter.widget-view+json": {}, "text/plain": "a widget"}, metadata={}
        ),
    ]
    cells = [
        new_markdown_cell("# One `x` *of* $y$"),
        new_code_cell("def f(r):\n    return ...", id="02", outputs=outputs),
        new_code_cell("f(...)", id="03"),
        new_code_cell("f(0)", id="04"),
    ]
    page = page_of("02_entropy_lottery", new_notebook(cells=cells), {})
    assert "<title>One x of y</title>" in page
    assert page.count("It takes Python") == 1
    for part in [
        '<pre class="out">said &lt;b&gt;</pre>',
        '<div class="out wide"><table></table></div>',
        '<div class="prose">\n<p><em>told</em></p>',
        '<img alt="a &lt;b&gt;" width="320" src="data:image/png;base64,QUJD">',
        '<pre class="out">plain &lt;b&gt;</pre>',
        '<pre class="out">a widget</pre>',
        '<a href="01_mse.html" rel="prev">← before</a> <a href="03_cross_entropy.html" rel="next">next →</a>',
        '<span class="k">def</span>',
    ]:
        assert part in page
    alone = page_of("mine", new_notebook(cells=[new_markdown_cell("no heading")]), {})
    assert "<title>mine</title>" in alone
    assert 'rel="prev"' not in alone
    assert 'rel="next"' not in alone
    assert 'rel="prev"' not in page_of("00_start_here", new_notebook(), {})


def test_the_index_names_each_lesson_with_its_question_and_picture(recording):
    page = index_of({"01_mse": lesson_picture(recording)})
    for i, lesson in enumerate(LESSONS, 1):
        stem = lesson.notebook.removesuffix(".ipynb")
        assert f'<li><a href="{stem}.html">{i} · {escape(lesson.title)}</a><p>' in page
        assert f"({lesson.minutes} minutes)</p>" in page
    assert '<a href="00_start_here.html">0 · Start here</a>' in page
    assert recording.still in page
    assert recording.opens[0] in page
    assert 'role="img" aria-label="a dot &amp; &lt;b&gt;"' in page
    assert "<title>&lt;b&gt;</title>" in framed("<b>", "")


def test_code_in_prose_is_coloured_and_formulas_are_mathml():
    assert html_of("```python\nif x: y\n```") == (
        '<pre><code><span class="k">if</span> <span class="n">x</span><span class="p">:</span> '
        '<span class="n">y</span></code></pre>\n'
    )
    assert "<math" in html_of("$x$")
    assert '<span class="formula"><math display="block"' in html_of("$$\nx\n$$")


def test_only_our_own_panels_are_shown_and_cells_run_no_further_than_the_last():
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}}
    ours = [new_output("execute_result", view, metadata={"lossviz": True})]
    code = "import lossviz as lv, ipywidgets\nlv.one_guess()"
    other = [new_output("execute_result", view, metadata={"theirs": True})]
    cells = [
        new_code_cell("ipywidgets = 1\nprint(1)\nipywidgets", id="01", outputs=other),
        new_code_cell(code, id="02", outputs=ours),
        new_code_cell("1 / 0", id="03"),
    ]
    assert [cell for cell, _ in shown_panels(new_notebook(cells=cells))] == ["02"]


def test_a_site_has_the_colours_of_both_themes_and_no_folder_is_no_site(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit):
        main([])
    assert "there are no notebooks here" in capsys.readouterr().err
    (tmp_path / "notebooks").mkdir()
    nbformat.write(new_notebook(cells=[new_markdown_cell("# One")]), tmp_path / "notebooks/01_mse.ipynb")
    main(["--jobs", "1"])
    style = (tmp_path / "site/site.css").read_text(encoding="utf-8")
    for name, colour in DARK.items():
        assert style.count(f"--lv-{name}: {colour};") >= 1
    assert style.startswith(":root { --lv-")
    assert json.loads((tmp_path / "build/site/01_mse.json").read_text())["said"]["code"] == []
