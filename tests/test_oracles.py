"""Value and gradient of every loss against mpmath, PyTorch, TensorFlow, SciPy, scikit-learn and finite differences."""

import inspect

import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import lossviz as lv
from lossviz import losses
from lossviz.calls import CALLS, CALLS_IN_BITS
from lossviz.frameworks import _GRADIENT, load

from .oracles import inputs, reference
from .oracles.__main__ import largest
from .oracles.outside import NO_ORACLE, ORACLES, moderate
from .oracles.table import DTYPES, GRANTED, KIND, limit, nothing, search, ulps

WIDE = np.dtype("float64")
STEP = mpmath.mpf(10) ** -25
VALUES = [name for name in KIND if not name.endswith("_grad")]
NO_GRADIENT = {"softmax", "log_softmax", "logsumexp", "softmax_jacobian", "sigmoid", "surprise"}
WITH_GRADIENT = [name for name in VALUES if f"{name}_grad" in KIND]


NAMED = {*losses.__all__, *KIND, *ORACLES, *NO_ORACLE, *CALLS} - {"one_hot"}


@pytest.mark.parametrize("name", sorted(NAMED))
def test_every_loss_is_named_wherever_it_must_be(name):
    """Each in a test of its own: ``-k log_cosh`` is to show all that is missing of log_cosh."""
    assert name in losses.__all__, "lossviz/losses/__init__.py needs it in __all__"
    assert name in KIND, "tests/oracles/table.py needs to know what it is tried on"
    assert hasattr(reference, name), "tests/oracles/reference.py needs its formula"
    assert f"{name}_grad" in losses.__all__ or name in NO_GRADIENT or name.endswith("_grad"), "it needs a gradient"
    if name in VALUES:
        oracles = [bool(table.get(name)) for table in (ORACLES, CALLS, NO_ORACLE)]
        assert any(oracles), (
            "somebody else must have it: SciPy or scikit-learn (tests/oracles/outside.py), PyTorch or TensorFlow "
            "(lossviz/calls.py); or say in NO_ORACLE why nobody has"
        )
        assert not oracles[2] or not any(oracles[:2]), "NO_ORACLE: it has one"


# `make check` is content with the type that most people use.
@pytest.mark.parametrize(
    "dtype", [WIDE, *(pytest.param(d, marks=pytest.mark.slow) for d in DTYPES if d != WIDE)], ids=str
)
@pytest.mark.parametrize("name", KIND)
def test_error_is_half_an_ulp_and_in_float64_at_most_4(name, dtype):
    def judge(plain, granted, given):
        assert granted <= limit(name, dtype), f"{plain:.3g} ulp, {granted:.3g} of what is granted"

    search(name, dtype, judge)


# Whether the errors of a product add up to more than 4 depends on the processor's exp; what cancels does not.
@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, granted in GRANTED.items() if granted.scale is not nothing])
def test_nothing_is_granted_without_need(name):
    (plain, _), _ = largest(name, WIDE)
    assert plain > DTYPES[WIDE]


@pytest.mark.parametrize(
    ("got", "wanted", "error"),
    [
        (1.0, 1 + 2.0**-52, 1),
        (1.0 + 2.0**-50, 1, 4),
        (-1.0, 1, 2.0**53),
        (0.0, 5e-324, 1),
        (1e-20, 0, np.inf),
        (0.0, mpmath.mpf("1e-400"), 0),
        (np.inf, mpmath.mpf("1e400"), 0),
        (np.inf, mpmath.inf, 0),
        (-np.inf, mpmath.mpf("1e400"), np.inf),
        (np.inf, 1e308, np.inf),
        (1e308, mpmath.inf, np.inf),
        (np.nan, 1, np.inf),
    ],
)
def test_the_ruler(got, wanted, error):
    off = ulps([got], [mpmath.mpf(wanted)], [0], WIDE)
    assert off == pytest.approx(error, rel=1e-6) or (error == np.inf and off > 1e15)


@pytest.mark.parametrize("name", [*WITH_GRADIENT, "softmax_jacobian"])
@settings(max_examples=10)
@given(data=st.data())
def test_reference_gradients_are_the_slopes_of_the_reference_values(name, data):
    """By differences in 60 digits: right to 20. No drawn number hits a kink."""
    loss, slope = (name, f"{name}_grad") if name in WITH_GRADIENT else ("softmax", name)
    if name in ("entropy", "surprise", "cross_entropy", "kl_divergence"):
        options = {"unit": data.draw(st.sampled_from(["nats", "bits"]))}
    else:
        options = {"delta": data.draw(st.sampled_from([0.5, 2.0]))} if name == "huber" else {}
    with mpmath.workdps(60):
        *first, x = (reference.number(a) for a in moderate(data.draw, name, float))
        slopes = np.asarray(getattr(reference, slope)(*first, x, **options), object)
        for at in np.ndindex(x.shape):
            step = np.where(np.arange(x.size).reshape(x.shape) == np.ravel_multi_index(at, x.shape), STEP, 0 * x)
            up, down = (getattr(reference, loss)(*first, moved, **options) for moved in (x + step, x - step))
            found = np.asarray((up - down) / (2 * STEP), object)
            if name == "kl_divergence":  # The reference has q - p added, of slope 1.
                found = found - reference.in_unit(mpmath.mpf(1), options["unit"])
            # A loss of each entry for itself has a gradient of that entry's own slope.
            wanted = slopes[(*at[:-1], slice(None), at[-1])] if name == "softmax_jacobian" else slopes[at]
            found = found[at[:-1]] if name == "softmax_jacobian" else np.sum(found)
            assert np.all(abs(found - wanted) < 1e-20)


@pytest.mark.slow
@pytest.mark.parametrize("framework", _GRADIENT)
@pytest.mark.parametrize("name", CALLS)
@settings(max_examples=10)
@given(data=st.data())
def test_frameworks_agree(name, framework, data):
    module = load(framework)
    if isinstance(module, str):
        pytest.skip(module)
    dtype = data.draw(st.sampled_from([*DTYPES]))
    # A framework's own rounding is not ours to copy: PyTorch computes in float64, Keras in float32 alone.
    wide = {"torch": np.float64, "tensorflow": np.float32}[framework]
    room = 32 * max(np.finfo(dtype).eps, np.finfo(wide).eps)
    names = inspect.signature(getattr(losses, name)).parameters
    arrays = dict(zip(names, moderate(data.draw, name, dtype), strict=False))
    given_ = {key: array.astype(wide) for key, array in arrays.items()}
    delta = {"delta": data.draw(st.sampled_from([0.5, 1.0, 3.0]))} if name == "huber" else {}
    for unit, calls in {"nats": CALLS, "bits": CALLS_IN_BITS}.items():
        options = delta | ({"unit": unit} if unit == "bits" else {})
        for call in calls.get(name, {}).get(framework, []):
            value, gradient = _GRADIENT[framework](module, call, given_ | delta)
            close(getattr(losses, name)(**arrays, **options), value, room)
            close(getattr(losses, f"{name}_grad")(**arrays, **options), gradient, room)


@pytest.mark.parametrize("name", ORACLES)
@given(data=st.data())
def test_scipy_and_scikit_learn_agree(name, data):
    dtype = data.draw(st.sampled_from([*DTYPES]))
    arrays = moderate(data.draw, name, dtype)
    for oracle in ORACLES[name]:
        wanted = oracle(*(array.astype(float) for array in arrays))
        close(np.ravel(getattr(losses, name)(*arrays)), np.ravel(wanted), max(1e-9, 32 * np.finfo(dtype).eps))


RANDOM = np.random.default_rng(2)
ROWS = RANDOM.multinomial(256, [0.1, 0.2, 0.7], size=(2, 50)) / 256  # Their sums are 1 in float32 too.
CHANCES = RANDOM.random((2, 50))
SIGNS, SCORES = RANDOM.choice([-1, 1], 50), RANDOM.normal(size=(50, 3))
EXAMPLE = {
    inputs.residuals: SCORES.T[:2],
    inputs.margins: (SIGNS, SCORES[:, 0]),
    inputs.residuals_and_delta: SCORES.T[:2],
    inputs.one_chance: CHANCES[:1],
    inputs.one_distribution: ROWS[:1],
    inputs.two_distributions: ROWS,
    inputs.two_chances: CHANCES,
    inputs.one_row: (SCORES,),
    inputs.label_and_logits: (np.eye(3)[SIGNS], SCORES),
    inputs.one_logit: SCORES.T[:1],
    inputs.label_and_logit: (CHANCES[0], SCORES[:, 0]),
}


@pytest.mark.parametrize("name", KIND)
def test_what_is_given_in_float32_is_computed_in_float64_and_rounded_once(name):
    narrow = [np.float32(array) for array in EXAMPLE[KIND[name]]]
    loss = getattr(losses, name)
    got, wide = loss(*narrow), loss(*(array.astype(float) for array in narrow))
    assert got.dtype == np.float32
    np.testing.assert_array_equal(got, np.float32(wide))


@pytest.mark.parametrize("dtype", DTYPES, ids=str)
def test_naive_forms_are_the_formulas_where_nothing_overflows(dtype):
    random = np.random.default_rng(7)
    z, y = random.normal(size=(5, 4)).astype(dtype), np.eye(4)[random.integers(4, size=5)]
    room = 16 * np.finfo(dtype).eps
    close(lv.naive_softmax(z), lv.softmax(z), room)
    close(lv.naive_softmax(z, shift=True), lv.softmax(z), room)
    close(lv.naive_logsumexp(z), lv.logsumexp(z), room)
    for loss in (lv.naive_cross_entropy, lv.clipped_cross_entropy):
        close(loss(y, z), lv.softmax_cross_entropy(y, z), room)
    close(lv.clamped_cross_entropy(y, z), lv.sigmoid_cross_entropy(y, z), room)


def close(got, wanted, room):
    """Compare to within a part of the largest figure."""
    got, wanted = np.asarray(got, float), np.asarray(wanted, float)
    np.testing.assert_allclose(got, wanted, rtol=0, atol=room * max(1.0, np.abs(wanted).max()))
