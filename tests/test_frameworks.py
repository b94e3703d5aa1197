"""The table of NumPy, PyTorch and TensorFlow, with and without the frameworks."""

import inspect
import subprocess
import sys

import numpy as np
import pytest

from lossviz import comparison, frameworks, losses
from lossviz.frameworks import CALLS, FRAMEWORKS, compare, load
from tests.missing import missing

Y, OUT = [[1.0, 0.0], [0.0, 1.0]], [[0.5, 2.0], [0.25, -1.0]]

installed = pytest.mark.skipif(bool(missing()), reason="a framework is not installed")


@installed
@pytest.mark.parametrize("loss", CALLS)
def test_all_agree_in_float32(loss):
    samples = {"p": [0.1, 0.2, 0.7], "q": [0.25, 0.25, 0.5], "y": Y, "out": OUT, "z": OUT, "f": OUT}
    if loss == "binary_cross_entropy":
        samples |= {"y": [0.0, 1.0, 1.0], "p": [0.1, 0.2, 0.7]}
    names = list(inspect.signature(getattr(losses, loss)).parameters)
    if "f" in names:  # Scores have labels of +1 and −1.
        samples["y"] = 2 * np.array(Y) - 1
    given = [samples[name] for name in names if name in samples]
    table = compare(loss, *given)
    assert table.agree, repr(table)
    assert {row.framework for row in table.rows} == {"NumPy", "PyTorch", "TensorFlow"}
    for row in table.rows:
        assert row.value == pytest.approx(float(getattr(losses, loss)(*given)))
        np.testing.assert_allclose(row.gradient, getattr(losses, f"{loss}_grad")(*given), rtol=1e-5, atol=1e-7)
    assert f"All {len(table.rows) - 1} framework calls agree" in repr(table)


@installed
def test_a_difference_is_seen(monkeypatch):
    monkeypatch.setitem(CALLS, "mse", {"torch": ["F.mse_loss(out, 2 * y)", "F.mse_loss(out, y)"]})
    table = compare("mse", Y, OUT)
    assert [row.agrees for row in table.rows] == [None, False, True]
    assert not table.agree
    assert "DIFFERS by" in repr(table)
    assert "1 of 2 differ from NumPy: F.mse_loss(out, 2 * y)." in repr(table)


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


@pytest.mark.slow
def test_a_framework_that_is_broken_has_a_row_that_says_so(tmp_path):
    (tmp_path / "torch.py").write_text("raise OSError('libfoo.so is missing')")
    code = "from lossviz import compare; print(compare('mse', [1.], [2.]))"
    run = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(tmp_path)}, capture_output=True, text=True
    )
    assert "PyTorch is installed but does not load: OSError: libfoo.so is missing" in run.stdout


LOAD = "from lossviz import compare; table = compare('mse', [1.], [2.]); compare('mse', [1.], [2.])"


@pytest.mark.slow
@installed
def test_loading_is_quiet_but_for_one_line_each_in_a_notebook():
    command = [sys.executable, "-W", "always", "-m", "IPython", "--no-banner", "--quick", "-c", LOAD]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0
    assert run.stderr == ""
    assert run.stdout.splitlines()[:2] == [
        f"Loading {name}, which takes some seconds … done." for name in ("PyTorch", "TensorFlow")
    ]


@pytest.mark.slow
@installed
def test_loading_is_silent_elsewhere():
    run = subprocess.run([sys.executable, "-W", "always", "-c", LOAD], capture_output=True, text=True)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


def test_html_escapes_what_it_shows():
    row = comparison.Row("<b>", "<i>", note="<script>")
    assert "<script>" not in comparison.Comparison([row])._repr_html_()
