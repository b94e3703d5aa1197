"""What the losses are tried on: every kind of input, as hypothesis strategies and fixed corners."""

import numpy as np
from hypothesis import assume
from hypothesis import strategies as st

SHAPES = [(1,), (2,), (5,), (1, 2), (2, 3), (3, 2, 2)]
ROWS = [(2,), (3,), (6,), (1, 2), (2, 3), (2, 2, 4)]

# The largest and smallest decimal exponents of ordinary huge and tiny numbers.
EXPONENT = {"float16": 4, "float32": 37, "float64": 306}


# How far apart two logits may be for exp to tell: beyond these it is 0 in float64.
GAPS = st.floats(-740, 740)


@st.composite
def scalars(draw, dtype):
    """Moderate, huge and tiny numbers, ends of the range, and the neighbours of 1."""
    info, most = np.finfo(dtype), EXPONENT[dtype.name]
    ends = [0.0, 1.0, -1.0, 0.5, 1 + info.eps, 1 - info.epsneg, info.tiny, info.smallest_subnormal, info.max / 4]
    how = draw(st.sampled_from(["moderate", "moderate", "any size", "1e±30", "end"]))
    if how == "moderate":
        return draw(st.floats(-10, 10))
    if how == "end":
        return float(draw(st.sampled_from(ends)))
    most = min(most, 30) if how == "1e±30" else most
    return draw(st.floats(-9, 9)) * 10.0 ** draw(st.integers(-most, most))


def dice(draw):
    return np.random.default_rng(draw(st.integers(0, 2**32 - 1)))


def array(draw, elements, shape, dtype):
    """Fill an array from at most four drawn numbers: ties are frequent, and the search is fast."""
    few = draw(st.lists(elements, min_size=1, max_size=4))
    with np.errstate(over="ignore", under="ignore"):
        made = dice(draw).choice(few, size=shape).astype(dtype)
    top = np.finfo(dtype).max / 4  # A difference of two of them can be represented.
    return np.clip(made, -top, top)


def near(draw, target, dtype):
    """Return numbers close to `target`: the same, a last digit off, or a small part off."""
    part = 10.0 ** draw(st.integers(-17, -1))
    noise = dice(draw).uniform(-1, 1, target.shape)
    return (target.astype(float) * (1 + part * noise)).astype(dtype)


def one_of(draw, *ways):
    """Draw one of several ways to make an input, and make only that one."""
    return draw(st.sampled_from(ways))()


def residuals(draw, dtype):
    shape = draw(st.sampled_from(SHAPES))
    y = array(draw, scalars(dtype), shape, dtype)
    return y, one_of(draw, lambda: array(draw, scalars(dtype), shape, dtype), lambda: near(draw, y, dtype), y.copy)


def residuals_and_delta(draw, dtype):
    y, out = residuals(draw, dtype)
    at_the_kink = float(np.abs(y.astype(float) - out.astype(float)).flat[0])
    return y, out, {"delta": draw(st.sampled_from([1.0, 0.3, 1e-30, 1e30, at_the_kink or 1.0]))}


def margins(draw, dtype):
    y = array(draw, st.sampled_from([1.0, -1.0]), draw(st.sampled_from(SHAPES)), dtype)
    return y, one_of(
        draw,
        lambda: array(draw, scalars(dtype), y.shape, dtype),
        lambda: array(draw, GAPS, y.shape, dtype),
        lambda: near(draw, y, dtype),
        lambda: draw(st.sampled_from([y, -y, 0 * y])),
    )


def logits(draw, dtype):
    """Close, far apart, of any size, tied, all but tied, or with a logsumexp of about 0."""
    shape = draw(st.sampled_from(ROWS))
    return one_of(
        draw,
        lambda: array(draw, st.floats(-3, 3), shape, dtype),
        lambda: array(draw, GAPS, shape, dtype),
        lambda: array(draw, scalars(dtype), shape, dtype),
        lambda: array(draw, scalars(dtype), (1,) * len(shape), dtype).repeat(shape[-1], axis=-1),
        lambda: near(draw, np.full(shape, draw(st.floats(-700, 700))), dtype),
        lambda: near(draw, np.full(shape, -np.log(shape[-1])), dtype),
    )


def one_row(draw, dtype):
    return (logits(draw, dtype),)


def distribution(draw, dtype, shape):
    """Even, at random, sure, nearly sure, or with outcomes that are all but impossible."""
    random, how = dice(draw), draw(st.sampled_from(["even", "random", "random", "sure", "nearly", "tiny"]))
    tiny = 10.0 ** draw(st.integers(-EXPONENT[dtype.name], -1))
    w = {
        "even": np.ones(shape),
        "random": random.uniform(1e-3, 1, shape),
        "sure": np.zeros(shape),
        "nearly": np.full(shape, tiny),
        "tiny": random.choice([0.0, tiny, tiny**0.5, 1e-30, 0.1, 1.0], shape),
    }[how]
    if how in ("sure", "nearly", "tiny"):
        w[..., random.integers(shape[-1])] = 1.0
    return fitted(w / w.sum(axis=-1, keepdims=True), dtype)


def fitted(p, dtype):
    """Round p to the dtype; pass over one whose sum is then too far from 1 for a distribution."""
    p = np.minimum(p.astype(dtype), dtype.type(1))
    off = np.abs(p.sum(axis=-1, dtype=float) - 1).max()
    assume(off <= p.shape[-1] * max(1e-9, float(np.finfo(dtype).eps)))
    return p


def unit(draw):
    return {"unit": draw(st.sampled_from(["nats", "bits"]))}


def one_distribution(draw, dtype):
    return distribution(draw, dtype, draw(st.sampled_from(ROWS))), unit(draw)


def two_distributions(draw, dtype):
    p = distribution(draw, dtype, draw(st.sampled_from(ROWS)))

    def neighbour():
        q = near(draw, p, np.dtype(float))
        return fitted(q / q.sum(axis=-1, keepdims=True), dtype)

    return p, one_of(draw, neighbour, p.copy, lambda: distribution(draw, dtype, p.shape)), unit(draw)


@st.composite
def chances(draw, dtype):
    """Numbers from 0 to 1, often close to an end."""
    tiny = 10.0 ** draw(st.integers(-EXPONENT[dtype.name], -1))
    least = float(np.finfo(dtype).smallest_subnormal)
    return draw(st.one_of(st.floats(0, 1), st.sampled_from([0.0, 1.0, 0.5, tiny, 1 - tiny, least])))


def one_chance(draw, dtype):
    return array(draw, chances(dtype), draw(st.sampled_from(SHAPES)), dtype), unit(draw)


def labels(draw, shape, dtype):
    return array(draw, draw(st.sampled_from([st.sampled_from([0.0, 1.0]), chances(dtype)])), shape, dtype)


def two_chances(draw, dtype):
    y = labels(draw, draw(st.sampled_from(SHAPES)), dtype)
    return y, one_of(
        draw,
        lambda: array(draw, chances(dtype), y.shape, dtype),
        lambda: np.clip(near(draw, y, dtype), 0, 1),
        y.copy,
    )


def one_logit(draw, dtype):
    elements = draw(st.sampled_from([st.floats(-10, 10), GAPS, scalars(dtype)]))
    return (array(draw, elements, draw(st.sampled_from(SHAPES)), dtype),)


def label_and_logit(draw, dtype):
    (z,) = one_logit(draw, dtype)
    met = (1 / (1 + np.exp(-np.clip(z.astype(float), -700, 700)))).astype(dtype)
    return one_of(draw, lambda: labels(draw, z.shape, dtype), lambda: met), z


def label_and_logits(draw, dtype):
    z = logits(draw, dtype)

    def met():
        e = np.exp(z.astype(float) - z.astype(float).max(axis=-1, keepdims=True))
        return fitted(e / e.sum(axis=-1, keepdims=True), dtype)

    def hot():
        return np.eye(z.shape[-1], dtype=dtype)[dice(draw).integers(z.shape[-1], size=z.shape[:-1])]

    return one_of(draw, hot, lambda: distribution(draw, dtype, z.shape), met), z


def corners(kind, dtype):
    """Return fixed inputs of a kind: single entries, ties, kinks, many items, many classes."""
    random = np.random.default_rng(4)
    signs, normal = np.sign(random.normal(size=300)), random.normal(size=300)
    rows = {k: random.normal(size=(1, k)) * 8 for k in (2, 40, 300)}
    even, peaked = np.full(300, 1 / 300), np.exp(rows[300][0])
    peaked /= peaked.sum()
    tops = {k: np.eye(k)[z.argmax(axis=-1)] for k, z in rows.items()}
    found = {
        residuals: [([0.0], [0.0]), ([1.0], [1.0]), (normal, normal[::-1]), ([0.1] * 300, [0.0] * 300)],
        margins: [([1.0], [0.0]), ([1.0, -1.0], [1.0, -1.0]), (signs, normal)],
        one_distribution: [(even,), (peaked,), ([1.0, 0.0],)],
        two_distributions: [(even, peaked), (peaked, even), (peaked, peaked), ([1.0, 0.0], [0.0, 1.0])],
        one_chance: [([0.0],), ([1.0],), (even,)],
        two_chances: [([1.0], [0.0]), ([0.0], [0.0]), ([1.0], [1.0]), ((signs + 1) / 2, np.abs(np.tanh(normal)))],
        one_row: [
            ([0.0, 0.0],),
            ([-np.log(2)] * 2,),
            ([0.1, -700.3],),
            ([0.1, -80.3],),
            ([1e308, -1e308],),
            (
                [
                    -1.8054357368554153,
                    -1.7355952886048895,
                    -1.7448394666422955,
                    -1.746785147492723,
                    -1.9664363,
                    -1.8393329,
                ],
            ),
            (rows[2],),
            (rows[40],),
        ],
        one_logit: [([0.0],), ([40.0],), ([-700.3],), (normal * 50,)],
        label_and_logit: [([1.0], [40.0]), ([1.0], [-40.0]), ((signs + 1) / 2, normal * 50), ([0.3], [-0.8473])],
        label_and_logits: [
            ([1.0, 0.0], [40.0, 0.0]),
            ([0.5, 0.5], [1e-3, 0.0]),
            ([1.0, 0.0], [1e308, -1e308]),
            ([1.0, 1e-19], [43.7, 0.0]),
        ]
        + [(tops[k], rows[k]) for k in rows],
    }
    nine, large = np.ones(9), np.full(9, 4e307)  # Their mean can be represented, their sum cannot.
    found[two_distributions] += [
        ([0.4, 0.6], [0.69, 0.31]),
        ([0.5, 0.5], [1e-310, 1.0]),
        ([1.0, 1e-300], [1.0, 3e-300]),
    ]
    found[residuals] += [(large, 0 * large), (1e154 * nine, 0 * nine)]
    found[margins] += [(nine, -large)]
    found[label_and_logit] += [(nine, -large)]
    found[label_and_logits] += [(np.eye(2)[[0] * 9], np.stack([0 * nine, large], axis=-1))]
    found[residuals_and_delta] = found[residuals]
    for arguments in found[kind]:
        with np.errstate(over="ignore"):
            arrays = tuple(np.asarray(a).astype(dtype) for a in arguments)
        if not all(np.isfinite(a).all() for a in arrays):
            continue
        if kind is residuals_and_delta:
            yield *arrays, {"delta": 0.75}
        elif kind in (one_distribution, two_distributions, one_chance):
            yield *arrays, {"unit": "nats"}
            yield *arrays, {"unit": "bits"}
        else:
            yield arrays
