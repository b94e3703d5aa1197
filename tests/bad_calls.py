"""Bad calls of the public face, as data: each parameter of each function has a kind, and each kind its bad values."""

import inspect
import math
import re
from decimal import Decimal
from fractions import Fraction

import ipywidgets as widgets
import numpy as np

import lossviz
from lossviz import checks, controls
from lossviz.lessons import panels

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
    ([1.5, 0.0], NUMBERS, r"{} holds 1\.5; (a probability lies|it must lie) from 0 to 1"),
    ([-0.1, 0.5], NUMBERS, r"{} holds -0\.1; (a probability lies|it must lie) from 0 to 1"),
    ([70, 30], NUMBERS, "{} holds 70; (a probability lies|it must lie) from 0 to 1"),
    (np.int8([1, -1]), NUMBERS, "{} holds -1; (a probability lies|it must lie) from 0 to 1"),
    (np.uint8([1, 255]), NUMBERS, "{} holds 255; (a probability lies|it must lie) from 0 to 1"),
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
    (v, TEXT, "control r was given .*; it takes .min, max")
    for v in (
        *((3.0, -3.0), (NAN, 1.0), (0.0, NAN), (0.0, INF), (0.0, 1.0, 0.0), (0.0, 1.0, -1.0), (0.0, 1.0, NAN)),
        *((0, 3, 0), (1.0,), (1, 2, 3, 4), ("a", "b"), (True, False), [], {}, [NAN, 0.5], None, NAN, INF, 1j),
        *(object(), widgets.HBox(), widgets.Button(), widgets.FloatSlider, (1.0, 2.0), [3.0, 4.0], {"a": 3.0}),
    )
]


def dot(figure):
    return figure.subplots().plot([0], [0], "o")[0]


def right(*arguments, **options):
    return arguments, options


REGRESSION = right([1.0, 0.0], [0.5, 2.0]), {"y": ARRAY, "out": [*ARRAY, *SHAPE]}
MARGIN = right([1, -1], [0.5, 2.0]), {"y": [*ARRAY, *SIGN], "f": [*ARRAY, *SHAPE]}
SOFTMAX = (
    right([1, 0], [0.5, 2.0]),
    {
        "y": [*ARRAY, *DISTRIBUTION, ([1, 0, 0], NUMBERS, r"{} has shape \(3,\) and z has shape \(2,\)")],
        "z": [*ARRAY, *SHAPE[2:4], *SHAPE[5:]],
    },
)
SIGMOID = right([1, 0], [0.5, 2.0]), {"y": [*ARRAY, *PROBABILITY], "z": [*ARRAY, *SHAPE]}
OF_LOGITS = right([0.5, 2.0]), {"z": [*ARRAY, *LOGITS]}
OF_P = right([0.5, 0.5]), {"p": [*ARRAY, *DISTRIBUTION], "unit": UNIT}
OF_P_AND_Q = (
    right([0.5, 0.5], [0.25, 0.75]),
    {"p": [*ARRAY, *DISTRIBUTION], "q": [*ARRAY, *DISTRIBUTION, *SHAPE[2:4], *SHAPE[5:]], "unit": UNIT},
)
NAIVE = SOFTMAX[0], SOFTMAX[1] | {"y": [*SOFTMAX[1]["y"], *ONE_HOT]}

# For each function of the public face, a call that is right, and the kinds of its parameters.
KINDS = {
    "binary_cross_entropy": (right([1, 0], [0.9, 0.1]), {"y": SIGMOID[1]["y"], "p": [*ARRAY, *PROBABILITY, *SHAPE]}),
    "check": (
        right("mse", lambda y, out: 0.0),
        {
            "name": name_of("exercise named"),
            "function": [(v, TEXT, "mse was given .*; give the function itself") for v in (None, 0.5, "mse", [])],
        },
    ),
    "check_environment": (right(), {}),
    "clamped_cross_entropy": (SIGMOID[0], {"y": [*ARRAY, *ONE_HOT], "z": SIGMOID[1]["z"]}),
    "clipped_cross_entropy": NAIVE,
    "compare": (
        right("mse", [1.0, 0.0], [0.5, 2.0]),
        {
            "loss": name_of("loss named"),
            "lecture": [
                (v, NUMBERS, "the lecture has no item .*; there are L1.1") for v in ("L9", 3, [], b"L1.1", NAN)
            ],
            "dtype": [
                (v, NUMBERS, "{} is .*; it must be 'float32' or 'float64'")
                for v in (None, "foo", "float16", "int32", int, 3, [], NAN, np.longdouble, complex)
            ],
        },
    ),
    "contents": (right(), {}),
    "cross_entropy": OF_P_AND_Q,
    "disagreements": (right(), {}),
    "entropy": OF_P,
    "erratum": (right("X1"), {"id": name_of("erratum")}),
    "framework": (right("torch"), {"name": name_of("framework named")}),
    "hinge": MARGIN,
    "huber": (REGRESSION[0], REGRESSION[1] | {"delta": DELTA}),
    "kl_divergence": OF_P_AND_Q,
    "l2_norm": REGRESSION,
    "log_softmax": OF_LOGITS,
    "logistic": MARGIN,
    "logsumexp": OF_LOGITS,
    "mae": REGRESSION,
    "mse": REGRESSION,
    "naive_cross_entropy": NAIVE,
    "naive_logsumexp": OF_LOGITS,
    "naive_softmax": (OF_LOGITS[0], OF_LOGITS[1] | {"shift": SHIFT}),
    "one_hot": (right([1, 0], 2), {"labels": LABELS, "depth": DEPTH}),
    "Panel": (
        right(lambda r=0.5: r, dot, lambda art, n: None, lambda n: f"{n}", r=(0.0, 1.0)),
        {
            "compute": FUNCTION,
            "draw": [
                *FUNCTION,
                *((lambda f, v=v: v, TEXT, "{} returned '.*' among its artists; it must") for v in (3, "ab")),
            ],
            "update": FUNCTION,
            "read": FUNCTION,
            "alt": [(v, TEXT, "{} is .*; it must be a text") for v in (None, 3, ["a"], (0.0, 1.0))],
            "presets": [
                *((v, TEXT, "{} is .*; it must be a dict") for v in ("a", ["a"], 3, {"r"})),
                *(({"a": v}, TEXT, "preset 'a' is .*; it must be") for v in (None, 3, "r", ["r"])),
                ({3: {"r": 1.0}}, TEXT, "preset 3 is .*; it must be a label"),
                ({"a": {"q": 1.0}}, TEXT, "preset 'a' sets q; the controls are r"),
            ],
            "size": SIZE,
            "controls": CONTROL,
        },
    ),
    "Picture": (right(dot), {"draw": FUNCTION, "size": SIZE}),
    "sigmoid": (OF_LOGITS[0], {"z": ARRAY}),
    "sigmoid_cross_entropy": SIGMOID,
    "sigmoid_mse": SIGMOID,
    "softmax": OF_LOGITS,
    "softmax_cross_entropy": SOFTMAX,
    "softmax_jacobian": OF_LOGITS,
    "softmax_mse": SOFTMAX,
    "squared_error": REGRESSION,
    "squared_margin": MARGIN,
    "sum_squared_error": REGRESSION,
    "surprise": (right([0.5, 0.5]), {"p": [*ARRAY, *PROBABILITY], "unit": UNIT}),
    "zero_one": MARGIN,
    **{make.__name__: (right(), {}) for make in panels()},
}
KINDS |= {f"{name}_grad": kinds for name, kinds in KINDS.items() if f"{name}_grad" in lossviz.__all__}


def options_of(name):
    """Return the parameters that a function of the face has, by the names of its signature."""
    return {
        parameter.name: parameter
        for parameter in inspect.signature(getattr(lossviz, name)).parameters.values()
        if parameter.kind is not parameter.VAR_POSITIONAL and (name, parameter.name) != ("compare", "options")
    }


def rows():
    """Yield every bad call: what is called, with what, the error, and the words."""
    for name, ((arguments, options), kinds) in KINDS.items():
        function, names = getattr(lossviz, name), list(options_of(name))
        for parameter, bad in kinds.items():
            for value, error, words in bad:
                words = words.replace("{}", parameter)
                if parameter == "controls":
                    yield name, function, arguments, {"r": value}, error, words
                elif (parameter in names[: len(arguments)] and name != "compare") or parameter == "loss":
                    at = names.index(parameter)
                    yield name, function, (*arguments[:at], value, *arguments[at + 1 :]), options, error, words
                else:
                    yield name, function, arguments, options | {parameter: value}, error, words
        called = rf"{function.__name__}\S* .*argument|compute|mse "
        yield name, function, (*arguments, [1.0], [1.0], [1.0]), options, TEXT, called
        yield name, function, arguments, options | {"no_such": (0, 1)}, TEXT, f"{called}|no_such"
        if arguments:
            yield name, function, arguments[:-1], options, TEXT, called
    yield from ODD


def control(kind):
    return controls.make_controls(lambda r: r, {"r": kind})["r"]


# Calls that no table makes.
ODD = [
    ("compare", lossviz.compare, (*arguments,), options, error, words)
    for arguments, options, error, words in [
        (("mse", [1.0], [0.0], [2.0]), {}, TEXT, "mse takes y and out, not 3 arrays"),
        (("mse", [1.0]), {"out": [0.0]}, TEXT, "mse takes y and out, not 1 arrays"),
        (("mse",), {"y": [1.0], "out": [0.0]}, TEXT, "mse takes y and out, not 0 arrays"),
        (("mse", [1.0], [0.0]), {"delta": 1.0}, TEXT, "mse has no option delta; there are none"),
        (("huber", [1.0], [0.0], 1.0), {}, TEXT, "huber takes y and out, not 3 arrays; the rest goes by name"),
        (("huber", [1.0], [0.0]), {"delta": None}, TEXT, "delta is None; it must be one number"),
        (("entropy", [0.5, 0.5], "bits"), {}, TEXT, "entropy takes p, not 2 arrays"),
        (("entropy", [0.5, 0.5]), {"unit": ["bits"]}, NUMBERS, "unit is .*; it must be 'nats' or 'bits'"),
        (("mse", [1.0], [0.0]), {"unit": "bits"}, NUMBERS, "no loss named 'mse' to compare in bits; there are entropy"),
        (("entropy", [[0.5, 0.5]] * 2), {}, NUMBERS, "p holds 2 items, each with a entropy of its own; give one"),
        (("mse", 1.0, 0.0), {}, NUMBERS, r"y has shape \(\); give a list or an array"),
        (("mse", [1e300], [0.0]), {}, NUMBERS, "y holds a number too large for float32; give"),
        (("mse", [1.0, 0.0], [1.0]), {}, NUMBERS, "y has shape .2,. and out has shape .1,.; they must be the same"),
        *((("mse", [1.0], value), {}, error, words.replace("{}", "out")) for value, error, words in ARRAY),
    ]
] + [
    ("softmax_cross_entropy", lossviz.softmax_cross_entropy, ([1, 0], np.ones((2, 3))), {}, NUMBERS, "need one_hot"),
    ("softmax_mse", lossviz.softmax_mse, (np.array(1), [1.0, 2.0]), {}, NUMBERS, "y has shape .*at least two outcomes"),
    ("logsumexp", lossviz.logsumexp, ([[1.0], [2.0, 3.0]],), {}, NUMBERS, "z is ragged"),
    ("Panel", lossviz.Panel, (max, dot, max, max), {"r": (0, 1)}, TEXT, "compute does not fit the controls .r."),
    *(
        ("checks", function, (name, *before, value), {}, error, words.replace("{}", name))
        for function, name, bad, before in [
            (checks.numeric, "v", ARRAY, ()),
            (checks.distribution, "v", [*ARRAY, *DISTRIBUTION], ()),
        ]
        for value, error, words in bad
    ),
    *(("checks", checks.pair, ([1.0, 0.0], v), {}, e, words.replace("{}", "out")) for v, e, words in [*ARRAY, *SHAPE]),
    *(
        (
            "controls",
            controls.set_control,
            ("r", control(kind), value),
            {},
            NUMBERS,
            "r cannot be .*; it (goes|takes|h)",
        )
        for kind, values in [
            ((0.0, 1.0), (9, -1, NAN, INF, None, "a", "0.5", 1j, [0.5], np.ones(2), {}, 10**400)),
            ((0, 4), (9, 1.5, NAN, None, "1", np.ones(2), 10**400)),
            (["a", "b"], ("c", "A", None, 0, b"a", ["a"], np.array(["a", "b"]), NAN)),
            ({"one": 1, "two": 2}, ("one", 3, None)),
            (True, ("True", None, 2, NAN, [])),
            ("text", (1, None, b"x", ["x"])),
            (widgets.FloatLogSlider(0.1, min=-3, max=0), (5, 0, -1, NAN, INF, "a", None)),
        ]
        for value in values
    ),
]
