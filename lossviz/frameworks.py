"""The same losses in PyTorch and TensorFlow, and a table of whether they agree.

The only module that touches a framework, and only when one is asked for: PyTorch takes a
kernel from 70 to 250 MiB, TensorFlow to 740.
"""

import contextlib
import importlib
import importlib.util
import inspect
import io
import os
import sys
import tempfile
import warnings
from collections.abc import Iterator
from functools import cache
from threading import RLock
from typing import Any

import numpy as np
from IPython import get_ipython
from numpy.typing import ArrayLike, DTypeLike, NDArray

from . import losses
from .calls import CALLS, CALLS_IN_BITS
from .checks import numeric, one_of, rounded
from .comparison import FRAMEWORKS, Comparison, Row
from .lecture import ITEMS
from .progress import report

_LOADING = RLock()
"""Held while a framework is loaded, and never while something is said: a note in a panel waits for the drawing."""

_underway: set[str] = set()


def compare(
    loss: str, *arguments: ArrayLike, lecture: str | None = None, dtype: DTypeLike = "float32", **options: Any
) -> Comparison:
    """Compute a loss and its gradient in NumPy, PyTorch and TensorFlow, and see whether they agree.

    A framework is loaded on first use, which takes seconds; in a notebook a line says so. A
    framework that is not installed has a row that says so.

    Parameters
    ----------
    loss : str
        The name of a loss in `lossviz.losses` that has `lossviz.calls`, "mse" for instance.
    *arguments : array_like
        What the loss takes: the truth, then what is judged, on which the gradient is taken.
    lecture : str, optional
        The id of a lecture's item: the figure that it prints is shown as well.
    dtype : "float32" or "float64"
        What all of them compute in.
    **options
        Further parameters of the loss, by name, such as `delta` or `unit`.

    Returns
    -------
    Comparison
        Shown as a table at the end of a cell.

    Raises
    ------
    TypeError
        If there are more arrays or fewer than the loss takes, or it has no such option.
    ValueError
        If there is no such loss, item or dtype, if a number is too large for the dtype, or if the
        loss of what is given is no single number; and whatever the loss itself raises.

    Examples
    --------
    >>> table = compare("mse", [1.0, 0.0], [0.5, 2.0])
    >>> table.rows[0].value, table.agree
    (2.125, True)
    """
    unit = options.get("unit")
    all_calls, in_bits = (CALLS_IN_BITS, " in bits") if isinstance(unit, str) and unit == "bits" else (CALLS, "")
    one_of(loss, all_calls, f"no loss named {loss!r} to compare{in_bits}")
    if lecture is not None:
        one_of(lecture, ITEMS, f"the lecture has no item {lecture!r}")
    function, slope = getattr(losses, loss), getattr(losses, f"{loss}_grad")
    parameters = inspect.signature(function).parameters
    names = [name for name, p in parameters.items() if p.default is p.empty]
    defaults = {name: p.default for name, p in parameters.items() if p.default is not p.empty}
    if len(arguments) != len(names):
        raise TypeError(f"{loss} takes {' and '.join(names)}, not {len(arguments)} arrays; the rest goes by name")
    if not options.keys() <= defaults.keys():
        takes = ", ".join(defaults) or "none"
        raise TypeError(f"{loss} has no option {', '.join(options.keys() - defaults.keys())}; there are {takes}")
    arrays = {name: _in(dtype, name, array) for name, array in zip(names, arguments, strict=True)}
    value = function(*arrays.values(), **options)
    if np.ndim(value):
        raise ValueError(f"{names[0]} holds {value.size} items, each with a {loss} of its own; give one of them")
    gradient = slope(*arrays.values(), **options)
    given = ", ".join([*names, *(f"{name}={option!r}" for name, option in options.items())])
    rows = [Row("NumPy", f"lossviz.{loss}({given})", float(value), gradient)]
    close = 16 * float(np.finfo(dtype).eps)
    for framework, calls in all_calls[loss].items():
        module = load(framework)
        if isinstance(module, str):
            rows.append(Row(FRAMEWORKS[framework], "", note=module))
            continue
        for call in calls:
            got, got_gradient = _GRADIENT[framework](module, call, arrays | defaults | options)
            off = max(_off(got, value), _off(got_gradient, gradient))
            rows.append(Row(FRAMEWORKS[framework], call, got, got_gradient, off, off <= close))
    return Comparison(rows, ITEMS[lecture] if lecture else None, names[-1])


def _in(dtype: DTypeLike, name: str, value: ArrayLike) -> NDArray[Any]:
    """Return `value` as an array of `dtype`, or raise an error that names it."""
    try:
        fits = dtype is not None and np.dtype(dtype) in (np.float32, np.float64)
    except (TypeError, ValueError):
        fits = False
    if not fits:
        raise ValueError(f"dtype is {dtype!r}; it must be 'float32' or 'float64'")
    array = np.asarray(rounded(np.dtype(dtype), numeric(name, value)))
    if array.ndim == 0:
        raise ValueError(f"{name} has shape (); give a list or an array, if only of one number")
    if np.isinf(array).any():
        raise ValueError(f"{name} holds a number too large for {np.dtype(dtype)}; give smaller ones, or a wider dtype")
    return array


def _off(got: ArrayLike, wanted: ArrayLike) -> float:
    """Return the largest difference as a part of the largest wanted figure; NaN agrees with NaN alone."""
    got, wanted = np.asarray(got, np.float64), np.asarray(wanted, np.float64)
    same = (got == wanted) | (np.isnan(got) & np.isnan(wanted))
    if same.all():
        return 0.0
    with np.errstate(invalid="ignore"):
        difference = np.abs(got - wanted)[~same].max() / (np.abs(wanted).max() or 1.0)
    return float(difference) if np.isfinite(difference) else float("inf")


def framework(name: str) -> Any:
    """Return PyTorch or TensorFlow for a cell that uses it, loaded without a word on stderr.

    Parameters
    ----------
    name : "torch" or "tensorflow"

    Returns
    -------
    module or None
        None where it cannot be had; why is printed.

    Raises
    ------
    ValueError
        If the name is neither of the two.

    Examples
    --------
    >>> torch = framework("torch")
    >>> if torch:
    ...     print(torch.tensor([2.0]).square())
    tensor([4.])
    """
    one_of(name, FRAMEWORKS, f"no framework named {name!r}")
    module = load(name)
    if isinstance(module, str):
        print(f"{module}.")
        return None
    return module


@cache
def load(framework: str) -> Any:
    """Import a framework without a word on stderr; in a notebook say so in a line, since it takes seconds.

    One at a time: a second thread that asks waits for the first, and says that it does.

    Parameters
    ----------
    framework : "torch" or "tensorflow"

    Returns
    -------
    module or str
        The module; or, where it cannot be had, why not.
    """
    name = FRAMEWORKS[framework]
    if importlib.util.find_spec(framework) is None:
        return f"{name} is not installed"
    waits = framework not in sys.modules or framework in _underway
    if new := waits and get_ipython() is not None:
        report(f"Loading {name}, which takes some seconds … ")
    with _LOADING:
        _underway.add(framework)
        try:
            os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
            with _silence():
                module: Any = importlib.import_module(framework)
                if framework == "tensorflow":
                    module.constant(0.0) + 1.0  # Its first operation has log lines of its own.
        except Exception as error:  # A broken installation may raise anything.
            module = f"{name} is installed but does not load: {type(error).__name__}: {error}"
        finally:
            _underway.discard(framework)
    if new:
        report("failed.\n" if isinstance(module, str) else "done.\n")
    return module


@contextlib.contextmanager
def _silence() -> Iterator[None]:
    """Drop what is written to stderr, by Python or by a library's C code, and warnings.

    All three belong to the process: what another thread writes there meanwhile is dropped too, and two
    at once would each restore what the other had put there. So it is used under `_LOADING` alone.
    """
    with tempfile.TemporaryFile() as sink, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        saved = os.dup(2)
        os.dup2(sink.fileno(), 2)
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                yield
        finally:
            os.dup2(saved, 2)
            os.close(saved)


def _torch_gradient(torch: Any, call: str, given: dict[str, Any]) -> tuple[float, NDArray[Any]]:
    """Evaluate a call of CALLS in PyTorch; return its value, and its gradient on the last array."""
    names = {k: torch.tensor(v) if isinstance(v, np.ndarray) else v for k, v in given.items()}
    leaf = names[_last_array(given)].requires_grad_()
    loss = eval(call, {"torch": torch, "nn": torch.nn, "F": torch.nn.functional} | names)
    loss.backward()
    return float(loss.detach()), leaf.grad.numpy()


def _tensorflow_gradient(tf: Any, call: str, given: dict[str, Any]) -> tuple[float, NDArray[Any]]:
    """Evaluate a call of CALLS in TensorFlow; return its value, and its gradient on the last array."""
    names = {k: tf.constant(v) if isinstance(v, np.ndarray) else v for k, v in given.items()}
    leaf = names[_last_array(given)]
    with tf.GradientTape() as tape:
        tape.watch(leaf)
        loss = eval(call, {"tf": tf, "keras": tf.keras} | names)
    return float(loss), tf.convert_to_tensor(tape.gradient(loss, leaf)).numpy()


def _last_array(given: dict[str, Any]) -> str:
    return [name for name, value in given.items() if isinstance(value, np.ndarray)][-1]


_GRADIENT = {"torch": _torch_gradient, "tensorflow": _tensorflow_gradient}
