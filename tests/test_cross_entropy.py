"""Cross entropy, divergence and binary cross entropy against PyTorch, TensorFlow, SciPy and finite differences."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz import losses
from lossviz.calls import CALLS
from lossviz.frameworks import _tensorflow_gradient, _torch_gradient, load

DTYPES = [np.float16, np.float32, np.float64]
TWO = ["cross_entropy", "kl_divergence"]
WEIGHTS = st.one_of(st.just(0.0), st.floats(1e-6, 1.0), st.sampled_from([1e-30, 1e-4, 0.5, 1.0]))
SURE = st.floats(1e-3, 1.0)


@st.composite
def distributions(draw, weights=SURE, truths=WEIGHTS):
    """Two distributions of one shape (…, K); the first may hold zeros."""
    shape = draw(st.sampled_from([(2,), (3,), (5,), (2, 3), (2, 2, 4)]))
    made = []
    for elements in (truths, weights):
        w = np.array(draw(st.lists(elements, min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))))
        w = w.reshape(shape)
        w[..., 0] += w.sum(axis=-1) == 0
        made.append(w / w.sum(axis=-1, keepdims=True))
    return made


@st.composite
def yes_no(draw):
    n = draw(st.integers(1, 6))
    lists = [draw(st.lists(e, min_size=n, max_size=n)) for e in (st.floats(0, 1), st.floats(0.01, 0.99))]
    return [np.array(numbers) for numbers in lists]


def framework(name):
    module = load(name)
    if isinstance(module, str):
        pytest.skip(module)
    return module


def naive(name, p, q):
    """By the definition, one term after another, in Python's own floats."""
    total = 0.0
    for a, b in zip(p.tolist(), q.tolist(), strict=True):
        if a > 0:
            total += -a * np.log(b) if name == "cross_entropy" else a * (np.log(a) - np.log(b))
    return total


@pytest.mark.parametrize("name", TWO)
@given(pair=distributions())
def test_value_is_the_definition(name, pair):
    value = getattr(losses, name)(*pair)
    assert value.shape == pair[0].shape[:-1]
    for at in np.ndindex(value.shape):
        assert value[at] == pytest.approx(naive(name, pair[0][at], pair[1][at]), rel=1e-9, abs=1e-12)


@given(pair=distributions())
def test_divergence_and_entropy_agree_with_scipy_and_add_up(pair):
    special = pytest.importorskip("scipy.special")
    p, q = pair
    np.testing.assert_allclose(losses.kl_divergence(p, q), special.rel_entr(p, q).sum(-1), rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(losses.entropy(p), special.entr(p).sum(-1), rtol=1e-12)
    sums = losses.entropy(p) + losses.kl_divergence(p, q)
    np.testing.assert_allclose(losses.cross_entropy(p, q), sums, rtol=1e-12, atol=1e-12)


@given(pair=distributions(truths=SURE))
def test_divergence_is_never_negative_and_zero_at_q_equal_to_p(pair):
    assert np.all(losses.kl_divergence(*pair) >= 0)
    assert np.all(losses.kl_divergence(pair[0], pair[0]) == 0)
    assert np.all(losses.cross_entropy(*pair) >= losses.entropy(pair[0]) - 1e-15)


@pytest.mark.parametrize("tiny", [1e-3, 1e-5, 1e-7])
def test_divergence_of_near_neighbours_keeps_its_digits(tiny):
    """D is about Σ (q − p)² / 2p there: far smaller than the terms that it is made of."""
    p, q = np.array([0.5, 0.5]), np.array([0.5 + tiny, 0.5 - tiny])
    assert losses.kl_divergence(p, q) == pytest.approx(2 * tiny**2, rel=1e-2 if tiny < 1e-5 else 1e-4)


@pytest.mark.parametrize("name", TWO)
@given(pair=distributions())
def test_they_agree_with_torch(name, pair):
    torch = framework("torch")
    p, q = (a.reshape(-1, a.shape[-1])[0] for a in pair)
    if name == "kl_divergence":
        p = (p + 1e-3) / (p + 1e-3).sum()
    for call in CALLS[name]["torch"]:
        value, gradient = _torch_gradient(torch, call, {"p": p, "q": q})
        assert getattr(losses, name)(p, q) == pytest.approx(value, rel=1e-9, abs=1e-12)
        np.testing.assert_allclose(getattr(losses, f"{name}_grad")(p, q), gradient, rtol=1e-12)


@pytest.mark.parametrize("name", TWO)
@given(pair=distributions(truths=SURE))
def test_they_agree_with_tensorflow(name, pair):
    tensorflow = framework("tensorflow")
    p, q = (a.reshape(-1, a.shape[-1])[0].astype(np.float32) for a in pair)
    for call in CALLS[name]["tensorflow"]:
        value, gradient = _tensorflow_gradient(tensorflow, call, {"p": p, "q": q})
        assert getattr(losses, name)(p, q) == pytest.approx(value, rel=1e-5, abs=1e-6)
        np.testing.assert_allclose(getattr(losses, f"{name}_grad")(p, q), gradient, rtol=1e-5)


@given(pair=yes_no())
def test_binary_agrees_with_both(pair):
    y, p = pair
    for name, evaluate, dtype in [
        ("torch", _torch_gradient, np.float64),
        ("tensorflow", _tensorflow_gradient, np.float32),
    ]:
        given = {"y": y.astype(dtype), "p": p.astype(dtype)}
        room = {"rel": 1e-9, "abs": 1e-12} if dtype is np.float64 else {"rel": 1e-5, "abs": 1e-5}
        for call in CALLS["binary_cross_entropy"][name]:
            value, gradient = evaluate(framework(name), call, given)
            assert losses.binary_cross_entropy(**given) == pytest.approx(value, **room)
            assert losses.binary_cross_entropy_grad(**given) == pytest.approx(gradient, **room)


@given(pair=yes_no())
def test_binary_is_the_cross_entropy_of_two_outputs(pair):
    y, p = pair
    two = losses.cross_entropy(np.stack([y, 1 - y], -1), np.stack([p, 1 - p], -1))
    assert losses.binary_cross_entropy(y, p) == pytest.approx(two.mean(), rel=1e-12, abs=1e-15)


@given(pair=yes_no())
def test_binary_gradient_agrees_with_finite_differences(pair):
    y, p = pair
    for i in range(p.size):
        step = 1e-6 * np.eye(p.size)[i]
        slope = (losses.binary_cross_entropy(y, p + step) - losses.binary_cross_entropy(y, p - step)) / 2e-6
        assert losses.binary_cross_entropy_grad(y, p)[i] == pytest.approx(slope, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("name", TWO)
@given(pair=distributions())
def test_gradient_agrees_with_finite_differences_along_the_simplex(name, pair):
    """q must stay a distribution: what one entry gains another loses."""
    p, q = (a.reshape(-1, a.shape[-1])[0] for a in pair)
    gradient, loss = getattr(losses, f"{name}_grad")(p, q), getattr(losses, name)
    for i in range(1, q.size):
        h = 1e-4 * min(q[0], q[i])
        step = np.zeros_like(q)
        step[i], step[0] = h, -h
        slope = (loss(p, q + step) - loss(p, q - step)) / (2 * h)
        assert gradient[i] - gradient[0] == pytest.approx(slope, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("name", [*TWO, "cross_entropy_grad", "binary_cross_entropy", "binary_cross_entropy_grad"])
def test_dtype_is_kept_and_nothing_is_lost_on_the_way(name, dtype):
    p, q = np.array([0.25, 0.75], dtype), np.array([0.125, 0.875], dtype)
    got, wide = getattr(losses, name)(p, q), getattr(losses, name)(p.astype(float), q.astype(float))
    assert got.dtype == dtype
    np.testing.assert_array_equal(got, wide.astype(dtype))


def test_bits_are_nats_over_log_2():
    p, q = [0.5, 0.25, 0.25], [0.25, 0.5, 0.25]
    assert losses.cross_entropy(p, q, unit="bits") == pytest.approx(1.75)
    for name in (*TWO, "cross_entropy_grad"):
        function = getattr(losses, name)
        np.testing.assert_allclose(function(p, q, unit="bits") * np.log(2), function(p, q))


EDGES = [
    ("cross_entropy", [1, 0], [1, 0], 0.0),
    ("cross_entropy", [0, 1], [1, 0], np.inf),
    ("cross_entropy", [0.5, 0.5], [1, 0], np.inf),
    ("cross_entropy_grad", [0, 1], [1, 0], [0, -np.inf]),
    ("cross_entropy_grad", [1, 0], [1, 0], [-1, 0]),
    ("cross_entropy_grad", [1, 0], [5e-324, 1.0], [-np.inf, 0]),
    ("cross_entropy_grad", [5e-324, 1.0], [5e-324, 1.0], [-1, -1]),
    ("kl_divergence", [1, 0], [1, 0], 0.0),
    ("kl_divergence", [0, 1], [1, 0], np.inf),
    ("kl_divergence", [0, 1], [0.5, 0.5], np.log(2)),
    ("binary_cross_entropy", [1, 0], [1, 0], 0.0),
    ("binary_cross_entropy", [1], [0], np.inf),
    ("binary_cross_entropy", [0], [1], np.inf),
    ("binary_cross_entropy", [0.5], [1], np.inf),
    ("binary_cross_entropy", [0], [1e-20], 1e-20),
    ("binary_cross_entropy_grad", [1, 0], [1, 0], [-0.5, 0.5]),
    ("binary_cross_entropy_grad", [1, 0], [0, 1], [-np.inf, np.inf]),
    ("binary_cross_entropy_grad", [1, 0], [5e-324, 5e-324], [-np.inf, 0.5]),
    ("softmax_cross_entropy", [1, 0], [1e308, -1e308], 0.0),
    ("softmax_cross_entropy", [0, 1], [1e308, -1e308], np.inf),
]


@pytest.mark.parametrize(("name", "p", "q", "wanted"), EDGES)
def test_at_the_edges_without_a_warning(name, p, q, wanted):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        got = getattr(losses, name)(p, q)
    np.testing.assert_allclose(got, wanted, rtol=1e-15, atol=0)
    assert not np.any((got == 0) & np.signbit(got)), "no minus zero"
