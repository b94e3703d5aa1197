"""Every loss and gradient of `lossviz.losses`: what it is tried on, and how far off it may be.

The error of a result is counted in units in the last place (ulp) of its dtype at the true
value, subnormal numbers included; a true value too large for the dtype must come out infinite.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import mpmath
import numpy as np
from hypothesis import HealthCheck, Phase, given, settings, target
from hypothesis import strategies as st

from lossviz import losses

from . import inputs, reference

# What is computed in float64 and rounded once is off by half a unit of a narrower dtype, and a trace.
DTYPES = {np.dtype("float16"): 0.501, np.dtype("float32"): 0.501, np.dtype("float64"): 4}

USUAL = {"y out": inputs.residuals, "y z": inputs.margins}  # By parameters: such a loss needs no entry below.
KINDS = {
    inputs.residuals_and_delta: ["huber"],
    inputs.one_chance: ["surprise"],
    inputs.one_distribution: ["entropy"],
    inputs.two_distributions: ["cross_entropy", "kl_divergence"],
    inputs.two_chances: ["binary_cross_entropy"],
    inputs.one_row: ["softmax", "log_softmax", "logsumexp", "softmax_jacobian"],
    inputs.label_and_logits: ["softmax_cross_entropy", "softmax_mse"],
    inputs.one_logit: ["sigmoid"],
    inputs.label_and_logit: ["sigmoid_cross_entropy", "sigmoid_mse"],
}


def by_parameters(kinds):
    """Return the kind of each loss and gradient whose parameters are among `kinds`, as "y out"."""
    taken = {name: " ".join(inspect.signature(getattr(losses, name)).parameters) for name in losses.__all__}
    return {name: kinds[parameters] for name, parameters in taken.items() if parameters in kinds}


KIND = by_parameters(USUAL) | {
    name: kind
    for kind, stems in KINDS.items()
    for stem in stems
    for name in (stem, f"{stem}_grad")
    if hasattr(losses, name)
}


def ulps(got, wanted, scale, dtype):
    """Return the largest error of the entries of `got`, in ulp of `wanted` or of `scale`, whichever is larger."""
    info, worst = np.finfo(dtype), 0.0
    least = mpmath.mpf(float(info.smallest_subnormal))
    for a, b, s in zip(np.ravel(got).tolist(), np.ravel(wanted), np.ravel(scale), strict=True):
        if np.isnan(a):
            return np.inf
        size = min(max(abs(b), s, least), float(info.max))
        unit = max(mpmath.ldexp(1, int(mpmath.frexp(size)[1]) - info.nmant - 1), least)
        if abs(b) > float(info.max) + unit / 2:
            worst = max(worst, 0.0 if np.sign(a) * mpmath.sign(b) * abs(a) == np.inf else np.inf)
        elif abs(a) == np.inf:
            worst = max(worst, float((float(info.max) - abs(b)) / unit) if np.sign(a) == np.sign(b) else np.inf)
        else:
            worst = max(worst, float(abs(mpmath.mpf(a) - b) / unit))
    return worst


def measure(name, given):
    """Return the largest error in ulp of the true value; and where above its dtype's limit, in those granted."""
    *arrays, options = given if isinstance(given[-1], dict) else (*given, {})
    dtype = arrays[0].dtype
    got = np.asarray(getattr(losses, name)(*arrays, **options))
    wanted = reference.exactly(getattr(reference, name), *arrays, **options)
    assert (got.dtype, got.shape) == (dtype, wanted.shape)
    plain = ulps(got, wanted, np.zeros(wanted.shape), dtype)
    if plain <= DTYPES[dtype]:
        return plain, 0.0
    if name not in GRANTED:
        return plain, plain
    scale = reference.exactly(GRANTED[name].scale, *arrays, **options)
    return plain, ulps(got, wanted, np.broadcast_to(scale, wanted.shape), dtype)


@dataclass(frozen=True)
class Granted:
    """Why a result keeps fewer digits somewhere, and the sizes whose last places its entries keep instead."""

    why: str
    scale: Callable[..., Any]
    ulps: float = DTYPES[np.dtype("float64")]


def soft(y, size):
    """Return `size` where y is a soft label, 0 where it is 0 or 1: nothing is granted there."""
    return np.where((y == 0) | (y == 1), 0 * y, size)


def nothing(*arrays, **options):
    return mpmath.mpf(0)


def of_logsumexp(z):
    top = z.max(axis=-1)
    return np.maximum(abs(top), abs(reference.logsumexp(z) - top))


def of_softmax_cross_entropy_grad(y, z):
    hard = ((y == 0) | (y == 1)).all(axis=-1, keepdims=True)
    others = y.sum(axis=-1, keepdims=True) - y
    return np.where(hard, 0 * y, reference.softmax(z) * others) * y.shape[-1] / y.size


def of_softmax_mse(y, z):
    return of_square(y, reference.softmax(z))


def of_softmax_mse_grad(y, z):
    p = reference.softmax(z)
    error = np.maximum(abs(p - y), soft(y, p * (1 - y)))
    return 2 * p * ((1 - p) * error + (p * error).sum(axis=-1, keepdims=True) - p * error) / y.size


def of_sigmoid_cross_entropy_grad(y, z):
    return soft(y, reference.sigmoid(z) * (1 - y)) / y.size


def of_sigmoid_mse(y, z):
    return of_square(y, reference.sigmoid(z))


def of_sigmoid_mse_grad(y, z):
    s = reference.sigmoid(z)
    return soft(y, 2 * s * (1 - y) * s * (1 - s)) / y.size


def of_square(y, p):
    """Return what is granted to the mean of ``(p - y)**2``, of slope 2 (p - y), if to p - y it is p (1 - y)."""
    granted = soft(y, p * (1 - y))
    return reference.mean(granted * (2 * abs(p - y) + granted * mpmath.ldexp(1, -52)))


MET = "a soft label y that all but meets its p: p − y is right to the last digits of p (1 − y)"
GRANTED = {
    "entropy_grad": Granted("the zero at p = 1/e: it is right to the last digits of 1", lambda p, unit: 1 + 0 * p),
    "logsumexp": Granted(
        "the zero, where max z and what the others add to it cancel: it is right to the last digits of these",
        of_logsumexp,
    ),
    "softmax_jacobian": Granted("the product of two probabilities: the errors of both add up", nothing, ulps=6),
    "softmax_cross_entropy_grad": Granted(MET, of_softmax_cross_entropy_grad, ulps=6),
    "softmax_mse": Granted(MET, of_softmax_mse, ulps=8),
    "softmax_mse_grad": Granted(
        "an entry that changes its sign: it is right to the last digits of the terms that cancel, "
        "each a product of three figures whose errors add up; and " + MET,
        of_softmax_mse_grad,
        ulps=10,
    ),
    "sigmoid_cross_entropy_grad": Granted(MET, of_sigmoid_cross_entropy_grad),
    "sigmoid_mse": Granted(MET, of_sigmoid_mse, ulps=8),
    "sigmoid_mse_grad": Granted(
        "the product of three sigmoids: the errors of all add up; and " + MET, of_sigmoid_mse_grad, ulps=6
    ),
}


def limit(name, dtype):
    """Return how many ulp a result may be off, the granted ones where it has some."""
    return GRANTED[name].ulps if name in GRANTED else DTYPES[dtype]


def search(name, dtype, judge):
    """Let `judge` see the error at every corner, and wherever hypothesis looks for the largest."""
    kind = KIND[name]
    for corner in inputs.corners(kind, dtype):
        judge(*measure(name, corner), corner)

    @settings(
        max_examples=settings.default.max_examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, Phase.target, Phase.shrink],
    )
    @given(st.composite(kind)(dtype))
    def run(drawn):
        plain, granted = measure(name, drawn)
        if np.isfinite(plain):
            target(plain)
        judge(plain, granted, drawn)

    run()
