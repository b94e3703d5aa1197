"""Independent oracles: what SciPy and scikit-learn have for the same losses, and inputs that all of them take."""

import numpy as np
from scipy import special, stats
from scipy.spatial import distance
from sklearn import metrics

from . import inputs
from .table import KIND


def moderate(draw, name, dtype):
    """Draw inputs of a loss's kind on which every library should agree."""
    random, kind = inputs.dice(draw), KIND[name]
    items, classes = random.integers(1, 5), random.integers(2, 6)
    normal = random.normal(size=(2, items, classes)) * 3
    shares = random.uniform(0.05, 1, (2, classes))
    shares /= shares.sum(axis=1, keepdims=True)
    signs = np.sign(random.normal(size=normal[0].shape))
    signs[0, :2] = 1, -1  # scikit-learn's hinge takes a single class for the negative one.
    hot = np.eye(classes)[random.integers(classes, size=items)]
    made = {
        inputs.residuals: lambda: normal,
        inputs.residuals_and_delta: lambda: normal,
        inputs.margins: lambda: (signs, normal[1]),
        inputs.one_chance: lambda: shares[:1],
        inputs.one_distribution: lambda: shares[:1],
        inputs.two_distributions: lambda: shares,
        inputs.two_chances: lambda: (hot, random.uniform(0.01, 0.99, hot.shape)),
        inputs.one_row: lambda: normal[:1],
        inputs.one_logit: lambda: normal[:1],
        inputs.label_and_logits: lambda: (hot, normal[0]),
        inputs.label_and_logit: lambda: (hot, normal[0]),
    }[kind]()
    return [np.asarray(a, dtype) for a in made]


def log_loss(y, p):
    """Return scikit-learn's log loss of yes and no."""
    return metrics.log_loss(y.ravel(), p.ravel(), labels=[0, 1])


# A loss that neither of the two has needs no entry: PyTorch and TensorFlow judge it, by lossviz/calls.py.
ORACLES = {
    "squared_error": [lambda y, out: metrics.mean_squared_error([y.ravel()], [out.ravel()], multioutput="raw_values")],
    "sum_squared_error": [lambda y, out: distance.sqeuclidean(y.ravel(), out.ravel())],
    "mse": [metrics.mean_squared_error],
    "l2_norm": [lambda y, out: distance.euclidean(y.ravel(), out.ravel())],
    "mae": [metrics.mean_absolute_error],
    "huber": [lambda y, out: special.huber(1.0, y - out).mean()],
    "zero_one": [lambda y, z: metrics.zero_one_loss(y.ravel(), np.sign(z).ravel())],
    "hinge": [lambda y, z: metrics.hinge_loss(y.ravel(), z.ravel(), labels=[-1, 1])],
    "logistic": [
        lambda y, z: log_loss((y + 1) / 2, special.expit(z)),
        lambda y, z: -special.log_expit(y * z).mean(),
    ],
    "squared_margin": [metrics.mean_squared_error],
    "surprise": [lambda p: -special.xlogy(1, p)],
    "entropy": [lambda p: special.entr(p).sum(), stats.entropy],
    "cross_entropy": [
        lambda p, q: -special.xlogy(p, q).sum(),
        lambda p, q: stats.entropy(p) + stats.entropy(p, q),
    ],
    "kl_divergence": [
        lambda p, q: special.rel_entr(p, q).sum(),
        lambda p, q: special.kl_div(p, q).sum(),
        stats.entropy,
    ],
    "binary_cross_entropy": [log_loss],
    "softmax": [lambda z: special.softmax(z, axis=-1)],
    "log_softmax": [lambda z: special.log_softmax(z, axis=-1)],
    "logsumexp": [lambda z: special.logsumexp(z, axis=-1)],
    "softmax_cross_entropy": [
        lambda y, z: metrics.log_loss(y.argmax(axis=-1), special.softmax(z, axis=-1), labels=range(y.shape[-1])),
    ],
    "softmax_mse": [lambda y, z: metrics.mean_squared_error(y, special.softmax(z, axis=-1))],
    "sigmoid": [special.expit],
    "sigmoid_cross_entropy": [lambda y, z: log_loss(y, special.expit(z))],
    "sigmoid_mse": [lambda y, z: metrics.brier_score_loss(y.ravel(), special.expit(z).ravel())],
}

# Losses that none of the four has, and what judges them beside the formula in reference.py.
NO_ORACLE = {"softmax_jacobian": "its formula is held against finite differences of softmax, which has oracles"}
