"""The tool that breaks the package on purpose (`python -m tests.mutants`): its changes, its table, its status."""

import ast
import os

import pytest

from .mutants import runner
from .mutants.__main__ import judged
from .mutants.by_hand import CHANGES, made
from .mutants.operators import Mutant, chosen, mutants
from .mutants.runner import ROOT, Result, copy_tree, red_anyway, run
from .mutants.tables import EQUIVALENT, GUARDS, guards

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="each mutant runs in a fork, which Windows does not have")

CHANGED = {
    "a + b": ["a - b"],
    "a / b": ["a * b"],
    "a ** b": ["a * b"],
    "a < b": ["a <= b", "a >= b"],
    "a == b": ["a != b"],
    "a in b": ["a not in b"],
    "a and b": ["a or b"],
    "-a": ["a"],
    "not a": ["a"],
    "True": ["False"],
    "2.5": ["3.5"],
    "'text'": [],
    "a if b else c": ["c if b else a"],
    "x = min(a)": ["x = max(a)", "x = a"],
    "x = np.sum(a, axis=b)": ["x = np.mean(a, axis=b)", "x = np.sum(a)"],
    "x = escape(a)": ["x = a"],
    "x = a.strip(b)": ["x = a"],
    "x = f(a, a)": [],
    "x = float(a)": [],
    "x = ValueError(a)": [],
    "x = f(a, b)": ["x = f(b, a)"],
    "x = f(a, linewidth=2)": [],
    "x.set(xlim=(0, 2), yscale=a)": ["pass"],
    "x = {'markersize': 3, 'bins': 5}": ["x = {'markersize': 3, 'bins': 6}"],
    "x.grid(False)": ["pass"],
    "f'{-a}'": ["f'{a}'"],
    "raise a": ["pass"],
    "f()": ["pass"],
    "a += b": ["a -= b"],
    "with LOCK:\n    a": ["with __import__('contextlib').nullcontext():\n    a"],
    "if a:\n    b": ["if not a:\n    b"],
    "def f(a: int | str) -> int | None:\n    b": [],
}


@pytest.mark.parametrize("source", CHANGED)
def test_each_rule_makes_the_change_that_it_says(source):
    new = [mutant.applied(source.encode()).decode() for mutant in mutants("a.py", source)]
    assert [ast.dump(ast.parse(text)) for text in new] == [ast.dump(ast.parse(text)) for text in CHANGED[source]]


def test_a_change_leaves_the_rest_of_the_file_alone():
    source = '"""α"""\nif β:  # γ\n    return_ = f(\n        δ - 1,\n    )\n'
    found = {m.what: m.applied(source.encode()).decode() for m in mutants("a.py", source)}
    assert found["δ - 1 → δ + 1"] == source.replace("δ - 1", "(δ + 1)")
    assert [m.line for m in mutants("a.py", source) if m.what == "1 → 2"] == [4]


def test_the_choice_is_by_function_and_an_edit_elsewhere_does_not_change_it():
    source = "def f(a):\n    return -a + 1 < 2\n\n\ndef g(a):\n    return a * 3 - a / 4\n"
    first = [m.what for m in chosen(list(mutants("a.py", source)), 2)]
    later = source.replace("def g(a):\n", "def g(a):\n    print('new')\n").replace("def f", "\n\nK = 7\n\n\ndef f")
    assert len(first) == 4
    assert set(first) <= {m.what for m in chosen(list(mutants("a.py", later)), 3)}


def test_an_entry_of_a_table_that_holds_functions_counts_as_one():
    source = '{"a": X(lambda z: 1, 2), "b": 3, **{"c": 4}}'
    assert [(m.what, m.unit) for m in mutants("a.py", source)] == [
        ("1 → 2", "a"),
        ("2 → 3", "a"),
        ("3 → 4", ""),
        ("4 → 5", ""),
    ]


@pytest.mark.parametrize("path", CHANGES)
def test_each_change_by_hand_fits_in_one_place_and_still_compiles(path):
    for change in CHANGES[path]:
        compile(made(ROOT, path, *change).applied((ROOT / path).read_bytes()), path, "exec")


def test_what_is_named_can_be_found():
    assert all((ROOT / file).is_file() for m in GUARDS for file in guards(Mutant(m, 1, "", "", 0, 0, ""))[1:])
    for path in {path for path, _, _ in EQUIVALENT}:
        found = {(m.path, m.unit, m.what) for m in mutants(path, (ROOT / path).read_text(encoding="utf-8"))}
        found |= {(m.path, m.unit, m.what) for m in (made(ROOT, path, *change) for change in CHANGES.get(path, ()))}
        assert {key for key in EQUIVALENT if key[0] == path} <= found, "it is named as equivalent, and is no more"


def test_a_survivor_is_counted_unless_it_is_named_and_so_is_a_test_that_is_red_anyway(monkeypatch, capsys):
    mutant = Mutant("lossviz/text.py", 3, "fixed", "a → b", 0, 0, "")
    caught, survived = [[(mutant, Result(test, 1.0))] for test in ("tests/test_text.py::test_it", "")]
    assert judged(caught, red=lambda tests: []) == 0
    assert judged(caught, red=sorted) == 1
    assert "Fails without any change" in capsys.readouterr().out
    assert judged(survived, red=sorted) == 1
    assert "Not caught: lossviz/text.py:3 fixed: a → b" in capsys.readouterr().out
    monkeypatch.setitem(EQUIVALENT, ("lossviz/text.py", "fixed", "a → b"), "none is needed")
    assert judged(survived, red=sorted) == 0
    assert "makes no difference: none is needed" in capsys.readouterr().out


@forks
@pytest.mark.mutants
def test_a_mutant_is_tried_in_a_copy_and_the_first_test_that_fails_is_named(tmp_path):
    path = "lossviz/text.py"
    source = (ROOT / path).read_bytes()
    tried = [
        Mutant(path, 1, unit, "", at := source.index(old), at + len(old), new)
        for unit, old, new in [
            ("fixed", b"{digits}f", "{digits}e"),
            ("significant", b"no minus zero", "as it is"),
            ("", b"def fixed", "import no_such\n\n\ndef fixed"),
        ]
    ]
    found = {
        mutant.unit: result.test for mutant, result in run(tried, lambda mutant: [path], [copy_tree(tmp_path / "copy")])
    }
    assert found["fixed"] == "lossviz/text.py::lossviz.text.fixed"
    assert found["significant"] == ""
    assert found[""].endswith(("(pytest: 4)", "at import"))  # Told by pytest, or by Python before it.
    tests = {found["fixed"], "lossviz/text.py::lossviz.text.no_such"}
    assert red_anyway([found["fixed"]], tmp_path / "copy") == []
    assert red_anyway(tests, tmp_path / "copy") != []
    assert (ROOT / path).read_bytes() == source == (tmp_path / "copy" / path).read_bytes()


@forks
def test_a_mutant_that_never_ends_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(runner, "SECONDS", 2)
    source = (ROOT / "lossviz/text.py").read_bytes()
    mutant = Mutant("lossviz/text.py", 1, "fixed", "", len(source), len(source), "\nwhile True:\n    pass\n")
    ((_, result),) = run([mutant], lambda mutant: [mutant.path], [copy_tree(tmp_path / "copy")])
    assert result.test == "no test: SIGXCPU"
