"""Every bad call of the public face raises the error it documents, names the argument, and returns no number.

The calls are made from the tables of `tests.bad_calls`. A function that is new on the public face, or gains a
parameter, fails the first test until it stands there with a call that is right and its kinds.
"""

import re
import traceback
import warnings
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

import lossviz
from lossviz.checks import same_shape

from .bad_calls import KINDS, options_of, rows
from .bad_values import Frame

HOME = Path(lossviz.__file__).parent


# `choice` takes nothing but values, and may be given any; the names of colours are no functions.
FUNCTIONS = {name for name in lossviz.__all__ if callable(getattr(lossviz, name))} - {"choice"}


@pytest.mark.parametrize("name", sorted({*KINDS} | FUNCTIONS))
def test_every_function_and_parameter_of_the_public_face_has_rows(name):
    assert name in FUNCTIONS and name in KINDS, "tests/bad_calls.py needs a row for each function of the face"
    kinds = KINDS[name][1]
    assert set(kinds) == set(options_of(name)), "it has no bad values for some of its parameters"
    assert all(kinds.values())


def test_there_are_hundreds_of_bad_calls():
    assert len(list(rows())) >= 300


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in KINDS if name not in ("contents", "compare", "framework")])
def test_the_call_that_each_row_spoils_is_right(name):
    (arguments, options), _ = KINDS[name]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        warnings.simplefilter("ignore", DeprecationWarning)  # Matplotlib's oldest, of a pyparsing that is newer.
        getattr(lossviz, name)(*arguments, **options)


@pytest.mark.parametrize("name", sorted({row[0] for row in rows()}))
def test_each_bad_call_raises_what_it_documents_and_names_the_argument(name):
    for function, arguments, options, error, words in (row[1:] for row in rows() if row[0] == name):
        call = f"{name}{(*arguments, options)!r:.200}"
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # A warning is then of the wrong type.
            raised = outcome(function, arguments, options)
        assert type(raised) is error, f"{call} gave {type(raised).__name__}: {raised}"
        assert re.search(words, str(raised), re.S), f"{call} says {raised}, not {words}"
        assert len(str(raised)) < 1200, f"{call} says too much"
        assert_short(raised, call)


def outcome(function, arguments, options):
    """Return what a call returns or raises."""
    try:
        return function(*arguments, **options)
    except Exception as error:
        return error


def assert_short(error, call):
    """A learner reads what they called, and at most four steps of ours below it."""
    steps = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)][1:]
    assert len([step for step in steps if HOME in step.parents]) <= 4, f"{call} raised {len(steps)} deep"
    assert not steps or HOME in steps[-1].parents, f"{call} raised in {steps[-1]}"
    assert error.__context__ is None or error.__suppress_context__, f"{call} shows an error behind the error"


@pytest.mark.parametrize("shape", [(2,), (2, 3)])
def test_class_indices_in_the_place_of_one_hot_are_told_from_another_shape(shape):
    with pytest.raises(ValueError, match=r"must be the same .class indices need one_hot"):
        same_shape(y=np.ones(shape, int), z=np.ones((*shape, 4)))
    with pytest.raises(ValueError, match=r"must be the same$"):
        same_shape(y=np.ones(shape), z=np.ones((*shape, 4)))


# What is accepted, and what it counts as.
ACCEPTED = [
    (Frame([1.0, 0.0]), [[0.5, 2.0]]),
    (np.longdouble([1, 0]), [0.5, 2.0]),
    (np.uint8([1, 0]), [0.5, 2.0]),
    (np.array([1, 0], ">f4"), [0.5, 2.0]),
    (range(1, -1, -1), [0.5, 2.0]),
    (bytearray(b"\1\0"), [0.5, 2.0]),
    (memoryview(np.array([1.0, 0.0])), [0.5, 2.0]),
    (Frame(1.0, 0.0), [0.5, 2.0]),
    (np.ma.array([1.0, 0.0]), [0.5, 2.0]),
    (np.array([[1.0], [0.0]]), [[0.5], [2.0]]),
    ((True, False), (0.5, 2.0)),
    ([np.float32(1), 0], [0.5, 2.0]),
]


@pytest.mark.parametrize(("y", "out"), ACCEPTED, ids=lambda value: type(value).__name__)
def test_what_is_an_array_of_numbers_counts_as_one(y, out):
    assert lossviz.mse(y, out) == 2.125
    np.testing.assert_array_equal(np.ravel(lossviz.mse_grad(y, out)), [-0.5, 2.0])


def test_unsigned_integers_do_not_wrap():
    y, out = np.uint8([0, 200]), np.uint8([255, 100])
    assert lossviz.mae(y, out) == 177.5
    assert lossviz.mse(y, out) == (255**2 + 100**2) / 2
    np.testing.assert_array_equal(lossviz.squared_error_grad(y, out), [510, -200])


def test_long_doubles_are_computed_and_returned_in_float64():
    assert lossviz.mse(np.longdouble([1]), [0.0]).dtype == np.float64
    assert lossviz.softmax(np.longdouble([1, 0])).dtype == np.float64


def test_fractions_serve_as_delta_and_a_big_depth_needs_no_table_of_its_square():
    assert lossviz.huber([1.0], [0.5], Fraction(1, 2)) == 0.125
    assert lossviz.one_hot([99_999], 100_000).sum() == 1


@pytest.mark.parametrize("grad", [False, True])
def test_tensors_of_pytorch_are_taken_where_they_need_no_gradient(grad):
    torch = pytest.importorskip("torch")
    y = torch.tensor([1.0, 0.0], requires_grad=grad)
    if not grad:
        assert lossviz.mse(y, [0.5, 2.0]) == 2.125
        return
    with pytest.raises(TypeError, match=r"y cannot be read as an array, as it must: .*detach"):
        lossviz.mse(y, [0.5, 2.0])


# What no check can tell: the mistake is a right call of something else. `lossviz.losses` says so.
CANNOT_BE_TOLD = [
    (lossviz.mse, ([0.5, 2.0], [1.0, 0.0])),  # y and out swapped: the same loss, but the gradient turns round
    (lossviz.binary_cross_entropy, ([0.9, 0.1], [0.8, 0.3])),  # swapped: both are probabilities
    (lossviz.sigmoid_cross_entropy, ([1, 0], [0.9, 0.1])),  # probabilities where logits are wanted
    (lossviz.softmax_cross_entropy, ([1, 0], [0.9, 0.1])),
    (lossviz.softmax_cross_entropy, ([0, 1, 0], [0.3, 0.2, 0.1])),  # three labels of 0 and 1 look one-hot
    (lossviz.hinge, ([1, 1], [0.5, 2.0])),  # labels of 0 and 1 of which none is 0
    (lossviz.mse, (bytearray(b"ab"), [97, 98])),  # bytes in a buffer are numbers
]


@pytest.mark.parametrize(("function", "arguments"), CANNOT_BE_TOLD)
def test_what_cannot_be_told_is_computed_as_what_it_looks_like(function, arguments):
    assert np.isfinite(function(*arguments))
