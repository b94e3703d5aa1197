"""The table of NumPy, PyTorch and TensorFlow, with and without the frameworks."""

import inspect
import os
import subprocess
import sys
import warnings
from threading import Event, Thread
from types import SimpleNamespace

import numpy as np
import pytest

from lossviz import frameworks, losses
from lossviz.comparison import Comparison, Row
from lossviz.frameworks import CALLS, FRAMEWORKS, compare, load
from lossviz.picture import LOCK
from lossviz.progress import reports_to
from tests.missing import missing

Y, OUT = [[1.0, 0.0], [0.0, 1.0]], [[0.5, 2.0], [0.25, -1.0]]

MARGINS = {"zero_one", "hinge", "logistic", "squared_margin"}  # Their labels are +1 and −1.

installed = pytest.mark.skipif(bool(missing()), reason="a framework is not installed")


@installed
@pytest.mark.parametrize("loss", CALLS)
def test_all_agree_in_float32(loss):
    samples = {"p": [0.1, 0.2, 0.7], "q": [0.25, 0.25, 0.5], "y": Y, "out": OUT, "z": OUT}
    if loss == "binary_cross_entropy":
        samples |= {"y": [0.0, 1.0, 1.0], "p": [0.1, 0.2, 0.7]}
    names = list(inspect.signature(getattr(losses, loss)).parameters)
    if loss in MARGINS:
        samples["y"] = 2 * np.array(Y) - 1
    given = [samples[name] for name in names if name in samples]
    table = compare(loss, *given)
    assert table.agree, repr(table)
    assert {row.framework for row in table.rows} == {"NumPy", "PyTorch", "TensorFlow"}
    for row in table.rows:
        assert row.value == pytest.approx(float(getattr(losses, loss)(*given)))
        np.testing.assert_allclose(row.gradient, getattr(losses, f"{loss}_grad")(*given), rtol=1e-5, atol=1e-7)
    assert "framework calls agree with NumPy" in repr(table)


@installed
def test_a_difference_is_seen(monkeypatch):
    monkeypatch.setitem(CALLS, "mse", {"torch": ["F.mse_loss(out, 2 * y)", "F.mse_loss(out, y)"]})
    table = compare("mse", Y, OUT)
    assert [row.agrees for row in table.rows] == [None, False, True]
    assert [row.off > 0 for row in table.rows] == [False, True, False]
    assert not table.agree
    assert "DIFFERS by" in repr(table)
    assert "1 of 2 differs from NumPy: F.mse_loss(out, 2 * y)." in repr(table)


@pytest.mark.parametrize(
    ("agree", "sentence"),
    [
        ([], "NumPy alone: no framework is installed to compare with."),
        ([True], "The framework call agrees with NumPy, value and gradient."),
        ([True, True], "Both framework calls agree with NumPy, value and gradient."),
        ([True, True, True], "All 3 framework calls agree with NumPy, value and gradient."),
        ([True, False], "1 of 2 differs from NumPy: call 1."),
        ([False, False, True], "2 of 3 differ from NumPy: call 0; call 1."),
    ],
)
def test_the_verdict_counts(agree, sentence):
    assert Comparison([Row("", f"call {i}", agrees=agrees) for i, agrees in enumerate(agree)]).verdict == sentence


@installed
def test_a_gradient_that_differs_is_seen(monkeypatch):
    monkeypatch.setitem(CALLS, "mse", {"torch": ["F.mse_loss(out.detach(), y) + 0 * out.sum()"]})
    assert not compare("mse", Y, OUT).agree


@installed
def test_keras_class_form_computes_in_float32_whatever_it_is_given():
    """Why `compare` uses float32: in float64 the class form of Keras differs in the eighth digit."""
    y, out = np.random.default_rng(0).normal(size=(2, 5, 4))
    table = compare("mse", y, out, dtype="float64")
    assert [row.call for row in table.rows if row.agrees is False] == ["keras.losses.MeanSquaredError()(y, out)"]


def test_nan_agrees_with_nan_alone():
    assert frameworks._off([1, np.nan], [1, np.nan]) == 0
    assert frameworks._off([1, np.nan], [1, 2]) == np.inf
    assert frameworks._off([np.inf], [np.inf]) == 0
    assert frameworks._off([1.1], [1.0]) == pytest.approx(0.1)


def test_the_lectures_figure_stands_beside():
    table = compare("mse", Y, OUT, lecture="L1.2")
    assert "1.0918376" in repr(table)
    assert "1.0918376" in table._repr_html_()


@pytest.mark.parametrize("names", [["torch"], ["tensorflow"], ["torch", "tensorflow"]])
def test_a_framework_that_is_missing_has_a_row_that_says_so(names, monkeypatch):
    load.cache_clear()
    for name in names:
        monkeypatch.setitem(sys.modules, name, None)
    table = compare("mse", Y, OUT)
    load.cache_clear()
    notes = {row.framework: row.note for row in table.rows if row.note}
    assert notes == {FRAMEWORKS[name]: f"{FRAMEWORKS[name]} is not installed" for name in {*names, *missing()}}
    assert table.agree
    for name in names:
        assert f"{FRAMEWORKS[name]} is not installed" in table._repr_html_()


def test_a_cell_that_asks_for_a_missing_framework_is_told(monkeypatch, capsys):
    load.cache_clear()
    monkeypatch.setitem(sys.modules, "torch", None)
    assert frameworks.framework("torch") is None
    load.cache_clear()
    assert capsys.readouterr().out == "PyTorch is not installed.\n"
    with pytest.raises(ValueError, match="no framework named 'jax'; there are torch, tensorflow"):
        frameworks.framework("jax")


LOAD = "from lossviz import compare; table = compare('mse', [1.], [2.]); compare('mse', [1.], [2.])"


@pytest.mark.slow
@installed
def test_loading_is_quiet_but_for_one_line_each_in_a_notebook():
    command = [sys.executable, "-W", "always", "-m", "IPython", "--no-banner", "--quick", "-c", LOAD]
    run = subprocess.run(command, capture_output=True, encoding="utf-8")
    assert run.returncode == 0
    assert run.stderr == ""
    assert run.stdout.splitlines()[:2] == [
        f"Loading {name}, which takes some seconds … done." for name in ("PyTorch", "TensorFlow")
    ]


@pytest.fixture
def slow_frameworks(monkeypatch, tmp_path):
    """Have two more frameworks, each a module that calls what is put into the dict under its name."""
    at_import = {}
    monkeypatch.setitem(sys.modules, "at_import", SimpleNamespace(call=lambda name: at_import[name]()))
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("slow", "slower"):
        (tmp_path / f"{name}.py").write_text("import at_import\nat_import.call(__name__)")
        monkeypatch.setitem(FRAMEWORKS, name, name.title())
    yield at_import
    for name in ("slow", "slower"):
        sys.modules.pop(name, None)
    load.cache_clear()


def test_a_framework_that_is_broken_says_so(slow_frameworks):
    def at_import():
        raise OSError("libfoo.so is missing")

    slow_frameworks["slow"] = at_import
    assert load("slow") == "Slow is installed but does not load: OSError: libfoo.so is missing"


def test_outside_a_notebook_loading_is_silent_and_leaves_no_descriptor(slow_frameworks, capfd):
    def at_import():
        print("in Python", file=sys.stderr)
        os.write(2, b"in C")
        warnings.warn("in neither", stacklevel=1)

    slow_frameworks["slow"] = at_import
    warnings.simplefilter("error")
    free = free_descriptors()
    assert load("slow") is sys.modules["slow"]
    assert capfd.readouterr() == ("", "")
    assert free_descriptors() == free


def free_descriptors():
    """Return the three descriptors that are opened next."""
    free = [os.dup(2) for _ in range(3)]
    for descriptor in free:
        os.close(descriptor)
    return free


def in_threads(*functions):
    threads = [Thread(target=function, daemon=True) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)
    assert not any(thread.is_alive() for thread in threads), "they wait for each other"


def test_two_loaded_at_once_leave_stderr_as_it_was(slow_frameworks):
    """The second comes while the first loads, and would end after it: each restores what it found."""
    one_in, two_in, one_done = Event(), Event(), Event()
    slow_frameworks["slow"] = lambda: (one_in.set(), two_in.wait(1))
    slow_frameworks["slower"] = lambda: (two_in.set(), one_done.wait(5))
    before = sys.stderr, os.fstat(2)
    in_threads(
        lambda: (load("slow"), one_done.set()),
        lambda: (one_in.wait(5), load("slower")),
    )
    after = sys.stderr, os.fstat(2)
    assert after[0] is before[0]
    assert os.path.samestat(after[1], before[1])


def test_whoever_waits_for_another_load_is_told_and_may_hold_the_drawing(slow_frameworks, monkeypatch):
    """A panel's thread that draws waits for a cell's load, whose note waits for the drawing: neither for ever."""
    monkeypatch.setattr(frameworks, "get_ipython", lambda: True)
    one_in, two_waits = Event(), Event()
    slow_frameworks["slow"] = lambda: (one_in.set(), two_waits.wait(5))
    heard = {"one": "", "two": ""}

    def one():
        def hear(text):
            with LOCK:
                heard["one"] += text

        with reports_to(hear):
            load("slow")

    def two():
        def hear(text):
            heard["two"] += text
            two_waits.set()

        one_in.wait(5)
        with LOCK, reports_to(hear):
            load("slow")

    in_threads(one, two)
    assert heard == dict.fromkeys(heard, "Loading Slow, which takes some seconds … done.\n")


def test_html_escapes_what_it_shows():
    rows = [Row("<script>", "", note="<script>"), Row("", "<script>", agrees=False)]
    table = Comparison(rows, on="<script>")
    assert "<script>" in table.verdict
    assert "<script>" not in table._repr_html_()
