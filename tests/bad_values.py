"""Kinds of parameters, and for each what is wrong: (value, error, words of the message)."""

import math
import re
from decimal import Decimal
from fractions import Fraction

import ipywidgets as widgets
import numpy as np

NAN, INF = math.nan, math.inf


class Frame:
    """As much of pandas as NumPy sees."""

    def __init__(self, *entries):
        self.entries = entries

    def __array__(self, dtype=None, copy=None):
        return np.array(self.entries, dtype)


class Tensor:
    """Cannot become an array, and says so in a way of its own, as PyTorch's do that need a gradient."""

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.")


TEXT, NUMBERS = TypeError, ValueError

# Kinds of parameters: what is wrong for each, as (value, error, words of the message). {} is the parameter's name.
ARRAY = [
    (None, TEXT, "{} is of type NoneType; it must hold real numbers"),
    (..., TEXT, "{} is of type ellipsis; it must hold"),
    (len, TEXT, "{} is of type builtin_function_or_method; it must hold"),
    (float, TEXT, "{} is of type type; it must hold"),
    ("10", TEXT, "{} is of type str; it must hold"),
    (["1", "0"], TEXT, "{} is of type str; it must hold"),
    (np.str_("a"), TEXT, "{} is of type str; it must hold"),
    ([1.0, "0"], TEXT, "{} is of type str; it must hold"),
    (b"ab", TEXT, "{} is of type bytes; it must hold"),
    ({"a": 1.0}, TEXT, "{} is of type dict; it must hold"),
    ({0.0, 1.0}, TEXT, "{} is of type set; it must hold"),
    ({"a": 1.0}.values(), TEXT, "{} is of type dict_values; it must hold"),
    (zip([1.0], [0.0], strict=True), TEXT, "{} is of type zip; it must hold"),
    ((x for x in (1.0, 0.0)), TEXT, "{} is of type generator; it must hold"),
    ([1j, 0], TEXT, "{} is of type complex128; it must hold"),
    ([1 + 0j, 0j], TEXT, "{} is of type complex128; it must hold"),
    ([1.0, None], TEXT, r"{} is of type list, with None \(NoneType\) among its entries; it must hold"),
    ([Decimal(1), Decimal(0)], TEXT, r"{} is of type list, with Decimal\('1'\).*; it must hold"),
    ([Fraction(1), Fraction(0)], TEXT, r"{} is of type list, with Fraction\(1, 1\).*; it must hold"),
    (Decimal(1), TEXT, "{} is of type Decimal; it must hold"),
    (np.array([1.0, 0.0], object), TEXT, "{} is of type ndarray, with 1.0 .float. among its entries; it must hold"),
    (Frame(1.0, None), TEXT, "{} is of type Frame, with None .NoneType. among its entries; it must hold"),
    (np.zeros(2, [("a", float)]), TEXT, "{} is of type void; it must hold"),
    (np.array(["2026-01-01", "NaT"], "M8[D]"), TEXT, "{} is of type datetime64; it must hold"),
    (np.array([1, 0], "m8[D]"), TEXT, "{} is of type timedelta64; it must hold"),
    (Tensor(), TEXT, "{} cannot be read as an array, as it must: .* requires grad. Use tensor.detach"),
    ([Tensor(), Tensor()], TEXT, "{} cannot be read as an array, as it must: .* requires grad"),
    ([[1.0], [1.0, 0.0]], NUMBERS, "{} is ragged: its rows differ in length; give rows of one length"),
    ([1.0, [0.0]], NUMBERS, "{} is ragged"),
    ([], NUMBERS, r"{} is empty \(shape \(0,\)\); it needs at least one number"),
    (np.empty((2, 0)), NUMBERS, r"{} is empty \(shape \(2, 0\)\); it needs"),
    (NAN, NUMBERS, "{} holds nan; every value must be a finite number"),
    ([1.0, NAN], NUMBERS, "{} holds nan at index 1; every value must be"),
    ([[0.0, INF]], NUMBERS, r"{} holds inf at index \(0, 1\); every value must be"),
    (np.float16([-INF, 0]), NUMBERS, "{} holds -inf at index 0; every value must be"),
    (np.ma.array([1.0, 0.0], mask=[0, 1]), NUMBERS, "{} is masked in 1 places; give the values"),
    (np.ma.masked, NUMBERS, "{} is masked in 1 places; give the values"),
    ([2**53 + 1, 0], NUMBERS, "{} holds 9007199254740993; beyond 2..53 it must be given as a float"),
    ([0, -(2**62)], NUMBERS, "{} holds -4611686018427387904; beyond 2..53 it must be"),
    ([2**64 + 1, 0], NUMBERS, "{} holds 18446744073709551617; beyond 2..53 it must be"),
    (-(2**70), NUMBERS, "{} holds -1180591620717411303424; beyond 2..53 it must be"),
]
if np.finfo(np.longdouble).max > np.finfo(float).max:
    ARRAY.append((np.array([1, 0], np.longdouble) * np.longdouble("1e4000"), NUMBERS, "{} holds inf at index 0; every"))

LOGITS = [
    (1.0, NUMBERS, r"{} has shape \(\); it needs the logits of at least two classes"),
    ([1.0], NUMBERS, r"{} has shape \(1,\); it needs the logits of at least two classes"),
    ([[1.0], [0.0]], NUMBERS, r"{} has shape \(2, 1\); it needs the logits"),
]
PROBABILITY = [
    ([1.5, 0.0], NUMBERS, r"{} holds 1\.5; a probability lies from 0 to 1"),
    ([-0.1, 0.5], NUMBERS, r"{} holds -0\.1; a probability lies from 0 to 1"),
    ([70, 30], NUMBERS, "{} holds 70; a probability lies from 0 to 1"),
    (
        np.int8([1, -1]),
        NUMBERS,
        r"{} holds -1; a probability lies from 0 to 1 \(labels of −1 and \+1 are for margin losses\)",
    ),
    (np.uint8([1, 255]), NUMBERS, "{} holds 255; a probability lies from 0 to 1"),
]
DISTRIBUTION = [
    (1.0, NUMBERS, r"{} has shape \(\); a distribution needs at least two outcomes"),
    ([1.0], NUMBERS, r"{} has shape \(1,\); a distribution needs at least two outcomes"),
    ([[1.0], [1.0]], NUMBERS, r"{} has shape \(2, 1\); a distribution needs"),
    ([-0.5, 1.5], NUMBERS, r"{} holds -0\.5; a probability is never negative"),
    ([0.5, 0.6], NUMBERS, r"{} sums to 1\.1; the probabilities of a distribution sum to 1 .divide by the sum"),
    ([0.0, 0.0], NUMBERS, "{} sums to 0; the probabilities of a distribution sum to 1"),
    ([[1.0, 0.0], [0.5, 0.4]], NUMBERS, r"{} sums to 0\.9; the probabilities"),
    ([0.001, 0.001, 0.001, 0.999], NUMBERS, r"{} sums to 1\.002; the probabilities"),
    ([70.0, 30.0], NUMBERS, "{} sums to 100; the probabilities of a distribution sum to 1 .divide by the sum"),
    ([2, 0], NUMBERS, "{} sums to 2; .* class indices need one_hot"),
    (np.float16([6e4, 6e4]), NUMBERS, "{} sums to 120000; the probabilities"),
    ([True, True], NUMBERS, "{} sums to 2; the probabilities"),
    (np.zeros(2000, np.float16), NUMBERS, "{} sums to 0; the probabilities"),
    ([-26.3, 28.6], NUMBERS, r"{} holds -26\.3; a probability is never negative"),  # Logits.
]
SIGN = [
    ([1, 0], NUMBERS, r"{} holds 0 at index 1; a margin needs labels of \+1 and −1"),
    ([2, -1], NUMBERS, "{} holds 2 at index 0; a margin needs labels"),
    ([True, False], NUMBERS, "{} holds False at index 1; a margin needs labels"),
    (np.uint8([1, 255]), NUMBERS, "{} holds 255 at index 1; a margin needs labels"),
    (np.float32([1, 0.9]), NUMBERS, r"{} holds 0\.8\d* at index 1; a margin needs labels"),
]
ONE_HOT = [([0.5, 0.5], NUMBERS, r"{} holds 0\.5; these forms take labels of 0 and 1 only")]
# The other argument of a pair, where the first has shape (2,): nothing is broadcast.
SHAPE = [
    (value, NUMBERS, rf"{{}} has shape {re.escape(str(np.shape(value)))}.*; they must be the same")
    for value in (1.0, [1.0], [1.0, 0.0, 0.0], [[1.0, 0.0]], [[1.0], [0.0]], [[1.0, 0.0], [1.0, 0.0]])
]
UNIT = [
    (value, NUMBERS, "{} is .*; it must be 'nats' or 'bits'")
    for value in ("nat", "BITS", "", None, 1, True, b"bits", ["nats"], np.array("nats"), np.array(["nats", "bits"]))
]
DELTA = [
    *((v, TEXT, "{} is .*; it must be one number") for v in ("a", "1", None, True, 1j, [1.0], np.ones(1), Decimal(1))),
    *((v, NUMBERS, "{} is .*; it must be positive and finite") for v in (0, -1, -0.0, NAN, INF, -INF, 10**400)),
    (Fraction(1, 10**400), NUMBERS, "{} is .*; it must be positive and finite in float64"),
]
SHIFT = [(v, TEXT, "{} is .*; it must be True or False") for v in ("no", None, 2, 0.0, [True], np.array([True, False]))]
LABELS = [
    ([1.0], TEXT, "{} are of type float64; they must be integers"),
    ([True], TEXT, "{} are of type bool; they must be integers"),
    ([1, 4], NUMBERS, "{} hold 4; with depth 2 they must lie from 0 to 1"),
    ([-1], NUMBERS, "{} hold -1; with depth 2 they must lie from 0 to 1"),
    (np.uint8([255]), NUMBERS, "{} hold 255; with depth 2 they must lie"),
    *(row for row in ARRAY if not isinstance(row[0], int)),
]
DEPTH = [
    *((v, TEXT, "{} is .*; it must be an integer") for v in (2.0, True, None, "2", [2], np.array(2), NAN)),
    (0, NUMBERS, "{} is 0; there must be at least one class"),
    (-2, NUMBERS, "{} is -2; there must be at least one class"),
    (1, NUMBERS, "labels hold 1; with depth 1 they must lie from 0 to 0"),
]


def name_of(what):
    """Return the rows of a parameter that picks one of several by its name."""
    return [
        (v, NUMBERS, f"no {what}.*; there are") for v in ("", "no such", None, 3, NAN, [], {}, len, b"mse", ("mse",))
    ]


FUNCTION = [
    (v, TEXT, f"{{}} is {re.escape(repr(v))}; it must be a function") for v in (None, "x", 3, NAN, [], {"compute": 1})
]
SIZE = [
    (v, NUMBERS, "{} is .*; it must be width and height in inches, each from 1 to 100")
    for v in (
        (0, 3),
        (3, 0.5),
        (-1, 2),
        (8,),
        (8, 3, 3),
        (NAN, 3),
        (8, INF),
        (800, 360),
        "ab",
        ("8", "3"),
        (8j, 3),
        None,
        8,
    )
]
CONTROL = [
    (v, TEXT, "control r was given .*; it takes slider")
    for v in (
        *((3.0, -3.0), (NAN, 1.0), (0.0, NAN), (0.0, INF), (0.0, 1.0, 0.0), (0.0, 1.0, -1.0), (0.0, 1.0, NAN)),
        *((0, 3, 0), (1.0,), (1, 2, 3, 4), ("a", "b"), (True, False), [], {}, [NAN, 0.5], None, NAN, INF, 1j),
        *(object(), widgets.HBox(), widgets.Button(), widgets.FloatSlider, (1.0, 2.0), [3.0, 4.0], {"a": 3.0}),
    )
]


def dot(figure):
    (dot,) = figure.subplots().plot([0], [0], "o")
    return lambda n: dot.set_xdata([n.r])


def right(*arguments, **options):
    return arguments, options
