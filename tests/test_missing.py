"""Without a framework only what is about it differs: the rewriting of committed outputs, against tables computed so."""

import nbformat
import pytest

from lossviz import compare, frameworks
from lossviz.comparison import FRAMEWORKS
from lossviz.environment import OPTIONAL, Report
from lossviz.lessons import disagreements as lesson
from tests.missing import expected, missing, without_lines, without_rows
from tests.refresh import paths

ONE, OTHER, BOTH = ["torch"], ["tensorflow"], ["torch", "tensorflow"]
MISSING = pytest.mark.parametrize("names", [ONE, OTHER, BOTH], ids="+".join)
TABLES = {
    "all agree": (("mse", [[1.0, 0.0]], [[0.5, 2.0]]), {"lecture": "L1.2"}),
    "two differ": (("entropy", [0.5, 0.5, 0.0, 0.0]), {}),
    "in bits": (("entropy", [0.1, 0.1, 0.1, 0.7]), {"unit": "bits", "lecture": "L2.3"}),
    "with an option": (("huber", [1.0, 2.0], [9.0, 2.5]), {"delta": 2.0}),
}
installed = pytest.mark.skipif(bool(missing()), reason="a framework is not installed")


def forms(shown):
    return shown._repr_html_(), repr(shown)


@pytest.fixture
def hide(monkeypatch):
    """Have lossviz find no framework of these names."""

    def hidden(names):
        real = frameworks.load
        told = {name: f"{FRAMEWORKS[name]} is not installed" for name in names}
        for module in (frameworks, lesson):
            monkeypatch.setattr(module, "load", lambda name: told.get(name) or real(name))

    return hidden


@installed
@MISSING
@pytest.mark.parametrize("table", TABLES)
def test_a_committed_table_becomes_the_one_that_is_computed_without(table, names, hide):
    arguments, options = TABLES[table]
    committed = forms(compare(*arguments, **options))
    hide(names)
    without = forms(compare(*arguments, **options))
    assert without_rows(*committed, names) == without
    assert all(f"{FRAMEWORKS[name]} is not installed" in form for name in names for form in without)


@installed
@MISSING
def test_the_disagreements_become_those_that_are_computed_without(names, hide):
    committed = forms(lesson.disagreements())
    hide(names)
    assert without_rows(*committed, names) == forms(lesson.disagreements())


@MISSING
def test_the_check_of_the_environment_becomes_one_that_names_what_is_missing(names):
    told = Report(tuple(OPTIONAL[name] for name in names))
    assert without_rows(*forms(Report(())), names) == forms(told)


@installed
@pytest.mark.parametrize(
    "doctored", ["<td", "lossviz.mse", "2.125", "keras.losses", "agrees", "the lecture", "1.0918376"]
)
def test_a_doctored_row_of_another_is_still_seen(doctored, hide):
    """In one form of the table or in both: what is left is not what is computed."""
    arguments, options = TABLES["all agree"]
    html, text = forms(compare(*arguments, **options))
    wrong_html, wrong_text = html.replace(doctored, doctored + "1"), text.replace(doctored, doctored + "1")
    assert html != wrong_html
    hide(ONE)
    right = forms(compare(*arguments, **options))
    for both in ((wrong_html, wrong_text), (wrong_html, text), (html, wrong_text)):
        assert both == (html, text) or without_rows(*both, ONE) != right


@MISSING
def test_what_is_no_table_of_lossviz_is_left_as_it_is(names):
    for html in (
        "",
        "<p>PyTorch</p>",
        "<table><thead></thead></table>",
        "→ <b>1</b>",
        "<table><thead><tr></tr></table>",
    ):
        assert without_rows(html, "PyTorch 1", names) == (html, "PyTorch 1")


GUARDED = 'torch = lv.framework("torch")\nif torch:\n    print("PyTorch", 1)\nprint("NumPy", 1)'
GONE = "PyTorch is not installed.\n"


@pytest.mark.parametrize(
    ("source", "committed", "run", "names", "wanted"),
    [
        ("compare()", "Loading PyTorch, which … done.\nLoading TensorFlow, which … done.\n", "", ONE, "Loading T…"),
        ("compare()", "Loading PyTorch, which … done.\nLoading TensorFlow, which … done.\n", "", BOTH, ""),
        (
            "print(d)",
            "{'NumPy': '1', 'PyTorch': '2', 'TensorFlow': '3'}",
            "",
            ONE,
            "{'NumPy': '1', 'TensorFlow': '3'}",
        ),
        ("print(1)", "PyTorch 1\nNumPy 1\n", "NumPy 1\n", ONE, "PyTorch 1\nNumPy 1\n"),
        (GUARDED, "PyTorch 1\nNumPy 1\n", GONE + "NumPy 1\n", ONE, GONE + "NumPy 1\n"),
        (GUARDED, "PyTorch 1\nNumPy 1\n", "NumPy 1\n", ONE, "PyTorch 1\nNumPy 1\n" + GONE),
        (GUARDED, "PyTorch 1\nNumPy 1\n", GONE + "NumPy 2\n", ONE, "PyTorch 1\nNumPy 1\n"),
        (GUARDED, "NumPy 1\nNumPy 2\n", GONE + "NumPy 2\nNumPy 1\n", ONE, "NumPy 1\nNumPy 2\n"),
        (GUARDED, "PyTorch 1\nNumPy 1\n", "NumPy 1\n", OTHER, "PyTorch 1\nNumPy 1\n"),
        ('lv.framework("torch")', "NumPy 1\n", GONE + "NumPy 1\n", ONE, GONE + "NumPy 1\n"),
        ('lv.framework("torch")', "A\nNumPy 1\n", GONE + "NumPy 1\n", ONE, "A\nNumPy 1\n"),
    ],
)
def test_lines_that_must_be_printed_without(source, committed, run, names, wanted):
    wanted = wanted.replace("Loading T…", "Loading TensorFlow, which … done.\n")
    assert without_lines(source, committed, run, names) == wanted


@pytest.mark.parametrize(("printed", "wanted"), [(GONE, [GONE]), (GONE + "1\n", []), ("", [])])
def test_a_cell_that_prints_nothing_else_may_say_what_is_not_installed(printed, wanted):
    run = [nbformat.v4.new_output("stream", text=printed)] if printed else []
    source = 'torch = lv.framework("torch")'
    assert [output.text for output in expected(source, [], run, ONE)] == wanted
    assert expected("torch = None", [], run, ONE) == []


@pytest.mark.parametrize("path", paths(), ids=lambda path: path.stem)
def test_with_all_frameworks_nothing_is_rewritten(path):
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            assert expected(cell.source, cell.outputs, [], ()) is cell.outputs
