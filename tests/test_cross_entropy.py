"""What holds of cross entropy and divergence beside their values, which tests/test_oracles.py has; edges, bad input."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lossviz import losses

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


@given(pair=yes_no())
def test_binary_is_the_cross_entropy_of_two_outputs(pair):
    y, p = pair
    two = losses.cross_entropy(np.stack([y, 1 - y], -1), np.stack([p, 1 - p], -1))
    assert losses.binary_cross_entropy(y, p) == pytest.approx(two.mean(), rel=1e-12, abs=1e-15)


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
    ("cross_entropy_grad", np.uint8([0, 1]), [1, 0], [0, -np.inf]),
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
    ("binary_cross_entropy_grad", np.uint8([1, 0]), [1, 0], [-0.5, 0.5]),
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
