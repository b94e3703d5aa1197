"""Bad calls of the public face, as data: each parameter of each function has a kind, and each kind its bad values."""

import inspect

import ipywidgets as widgets
import numpy as np

import lossviz
from lossviz import checks, controls, settings
from lossviz.exercises import EXERCISES
from lossviz.lessons import panels

from .bad_values import (
    ARRAY,
    CONTROL,
    DELTA,
    DEPTH,
    DISTRIBUTION,
    FUNCTION,
    INF,
    LABELS,
    LOGITS,
    NAN,
    NUMBERS,
    ONE_HOT,
    PROBABILITY,
    SHAPE,
    SHIFT,
    SIGN,
    SIZE,
    TEXT,
    UNIT,
    dot,
    name_of,
    right,
)
from .oracles.table import by_parameters

REGRESSION = right([1.0, 0.0], [0.5, 2.0]), {"y": ARRAY, "out": [*ARRAY, *SHAPE]}
MARGIN = right([1, -1], [0.5, 2.0]), {"y": [*ARRAY, *SIGN], "z": [*ARRAY, *SHAPE]}
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

A_TEXT = [(v, TEXT, "{} is .*; it must be a text") for v in (None, 3, ["a"], (0.0, 1.0))]
END = [
    *((v, TEXT, "its ends and its step must be numbers") for v in (None, "1", True, [0.0], 1j)),
    *((v, NUMBERS, "all of them finite") for v in (NAN, INF)),
]

EXERCISE = next(iter(EXERCISES))
USUAL = {"y out": REGRESSION, "y z": MARGIN}  # By parameters: such a loss needs no entry below.
# For each function of the public face, a call that is right, and the kinds of its parameters.
KINDS = {
    **by_parameters(USUAL),
    "binary_cross_entropy": (right([1, 0], [0.9, 0.1]), {"y": SIGMOID[1]["y"], "p": [*ARRAY, *PROBABILITY, *SHAPE]}),
    "check": (
        right(EXERCISE, lambda *case: 0.0),
        {
            "name": name_of("exercise named"),
            "function": [
                (v, TEXT, f"{EXERCISE} was given .*; give the function itself") for v in (None, 0.5, "mse", [])
            ],
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
    "huber": (REGRESSION[0], REGRESSION[1] | {"delta": DELTA}),
    "kl_divergence": OF_P_AND_Q,
    "log_softmax": OF_LOGITS,
    "logsumexp": OF_LOGITS,
    "naive_cross_entropy": NAIVE,
    "naive_logsumexp": OF_LOGITS,
    "naive_softmax": (OF_LOGITS[0], OF_LOGITS[1] | {"shift": SHIFT}),
    "one_hot": (right([1, 0], 2), {"labels": LABELS, "depth": DEPTH}),
    "Panel": (
        right(lambda r=0.5: {}, dot, lambda n: f"{n}", r=(0.0, 1.0)),
        {
            "compute": FUNCTION,
            "draw": [
                *FUNCTION,
                *((lambda f, v=v: f.subplots() and v, TEXT, "{} returned .*; it must return") for v in (3, "ab", [])),
                (lambda f: None, TEXT, "{} left its figure empty"),
                (lambda f: f.subplots() and None, TEXT, "{} returned nothing; it must return"),
            ],
            "read": FUNCTION,
            "alt": [(v, TEXT, "{} is .*; it must be a text") for v in (None, 3, ["a"], (0.0, 1.0))],
            "presets": [
                *((v, TEXT, "{} is .*; it must be a dict") for v in ("a", ["a"], 3, {"r"})),
                *(({"a": v}, TEXT, "preset 'a' is .*; it must be") for v in (None, 3, "r", ["r"])),
                ({3: {"r": 1.0}}, TEXT, "preset 3 is .*; it must be a label"),
                ({"a": {"q": 1.0}}, NUMBERS, "preset 'a': no control named q; there are r"),
                ({"a": {"r": 2.0}}, NUMBERS, "preset 'a': r cannot be 2.0; it goes from 0.0 to 1.0"),
            ],
            "size": SIZE,
            "controls": CONTROL,
        },
    ),
    "Picture": (right(dot), {"draw": FUNCTION, "size": SIZE}),
    "predictions": (
        right("open"),
        {"how": [(v, NUMBERS, 'it takes "ask" .* or "open"') for v in (None, "", "no", ["ask"], len, 3)]},
    ),
    "sigmoid": (OF_LOGITS[0], {"z": ARRAY}),
    "sigmoid_cross_entropy": SIGMOID,
    "sigmoid_mse": SIGMOID,
    "slider": (
        right(0.5, 1.0),
        {
            "low": [*END, (2.0, NUMBERS, "it goes from a lower to a higher end")],
            "high": [*END, (0.25, NUMBERS, "it goes from a lower to a higher end")],
            "step": [*END[1:], *((v, NUMBERS, "in steps above 0") for v in (0, -0.1))],
            "label": A_TEXT,
            "unit": A_TEXT,
            "digits": [(v, TEXT, "{} is .*; it must be a whole number from 0 to 15") for v in (-1, 16, 0.5, True, "2")],
            "log": [(v, TEXT, "{} is .*; it must be True or False") for v in (None, 1, "yes")],
        },
    ),
    "softmax": OF_LOGITS,
    "softmax_cross_entropy": SOFTMAX,
    "softmax_jacobian": OF_LOGITS,
    "softmax_mse": SOFTMAX,
    "solution": (
        right(EXERCISE),
        {
            "name": name_of("exercise named"),
            "now": [(v, TEXT, "now is .*; it must be True or False") for v in (None, 1, "yes", [])],
        },
    ),
    "surprise": (right([0.5, 0.5]), {"p": [*ARRAY, *PROBABILITY], "unit": UNIT}),
    "tick": (right(), {"label": A_TEXT}),
    **{make.__name__: (right(), {}) for make in panels()},
    "tug_of_war": (right(), {"loss": name_of("loss named")}),
}
KINDS |= {f"{name}_grad": kinds for name, kinds in KINDS.items() if f"{name}_grad" in lossviz.__all__}


def options_of(name):
    """Return the parameters that a function of the face has, by the names of its signature.

    But for a learner's own function: what is wrong with it stands in the panel, and is no error.
    """
    return {
        parameter.name: parameter
        for parameter in inspect.signature(getattr(lossviz, name)).parameters.values()
        if parameter.kind is not parameter.VAR_POSITIONAL
        and parameter.name != "mine"
        and (name, parameter.name) != ("compare", "options")
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
ODD = (
    [
        *(("choice", lossviz.choice, ("sum", "mean"), {"label": v}, e, w.replace("{}", "label")) for v, e, w in A_TEXT),
        *(
            ("choice", lossviz.choice, v, {}, NUMBERS, "must be at least two to choose from")
            for v in ((), ("a",), ({},))
        ),
    ]
    + [
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
            (
                ("mse", [1.0], [0.0]),
                {"unit": "bits"},
                NUMBERS,
                "no loss named 'mse' to compare in bits; there are entropy",
            ),
            (("entropy", [[0.5, 0.5]] * 2), {}, NUMBERS, "p holds 2 items, each with a entropy of its own; give one"),
            (("mse", 1.0, 0.0), {}, NUMBERS, r"y has shape \(\); give a list or an array"),
            (("mse", [1e300], [0.0]), {}, NUMBERS, "y holds a number too large for float32; give"),
            (("mse", [1.0, 0.0], [1.0]), {}, NUMBERS, "y has shape .2,. and out has shape .1,.; they must be the same"),
            *((("mse", [1.0], value), {}, error, words.replace("{}", "out")) for value, error, words in ARRAY),
        ]
    ]
    + [
        (
            "softmax_cross_entropy",
            lossviz.softmax_cross_entropy,
            ([1, 0], np.ones((2, 3))),
            {},
            NUMBERS,
            "need one_hot",
        ),
        (
            "softmax_mse",
            lossviz.softmax_mse,
            (np.array(1), [1.0, 2.0]),
            {},
            NUMBERS,
            "y has shape .*at least two outcomes",
        ),
        ("logsumexp", lossviz.logsumexp, ([[1.0], [2.0, 3.0]],), {}, NUMBERS, "z is ragged"),
        ("Panel", lossviz.Panel, (max, dot, max), {"r": (0, 1)}, TEXT, "compute does not fit the controls .r."),
        *(
            ("checks", function, (name, *before, value), {}, error, words.replace("{}", name))
            for function, name, bad, before in [
                (checks.numeric, "v", ARRAY, ()),
                (checks.distribution, "v", [*ARRAY, *DISTRIBUTION], ()),
            ]
            for value, error, words in bad
        ),
        *(
            ("checks", checks.pair, ([1.0, 0.0], v), {}, e, words.replace("{}", "out"))
            for v, e, words in [*ARRAY, *SHAPE]
        ),
        *(
            (
                "settings",
                settings.set_control,
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
)
