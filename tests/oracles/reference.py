"""The losses and gradients by their textbook formulas, in mpmath, to 50 digits and more.

Each function has the name and the arguments of the one in `lossviz.losses` that it is the
reference of. It is given arrays of mpmath numbers and written as plainly as can be: no formula
here is shaped to keep digits; there are enough of them.
"""

import mpmath
import numpy as np

exp = np.frompyfunc(mpmath.exp, 1, 1)
log = np.frompyfunc(mpmath.log, 1, 1)
sqrt = np.frompyfunc(mpmath.sqrt, 1, 1)
number = np.frompyfunc(lambda x: mpmath.mpf(float(x)), 1, 1)


def exactly(function, *arrays, **options):
    """Return what `function` makes of the exact values of `arrays`, right to far more digits than a float holds."""
    with mpmath.workdps(digits(arrays)):
        return np.asarray(function(*(np.asarray(number(a), object) for a in arrays), **options), object)


def digits(arrays):
    """Return how many digits keep apart 1 and what is added to it: numbers as small as a given one, or as exp of one.

    Twice as many, for the square of what is left, and 50 beyond.
    """
    sizes = np.abs(np.concatenate([np.ravel(a).astype(float) for a in arrays]))
    sizes = sizes[sizes > 0]
    spread = max([0.0, *-np.log10(sizes), *sizes / np.log(10)])
    return int(60 + min(2 * spread, 380))  # 1e-380 is 0 in any dtype.


def mean(a):
    return a.sum() / a.size


def p_log(p, q):
    """Return p log q, 0 for p = 0."""
    return np.where(p == 0, mpmath.mpf(0), p * log(np.where(p == 0, mpmath.mpf(1), q)))


def ratio(p, q):
    """Return p / q, 0 for p = 0 and infinite where only q is 0."""
    return np.where(p == 0, mpmath.mpf(0), np.where(q == 0, mpmath.inf, p / np.where(q == 0, mpmath.mpf(1), q)))


def in_unit(nats, unit):
    return nats / log(mpmath.mpf(2)) if unit == "bits" else nats


# Residuals


def squared_error(y, out):
    return (y - out) ** 2


def squared_error_grad(y, out):
    return -2 * (y - out)


def sum_squared_error(y, out):
    return ((y - out) ** 2).sum()


sum_squared_error_grad = squared_error_grad


def mse(y, out):
    return mean((y - out) ** 2)


def mse_grad(y, out):
    return -2 * (y - out) / y.size


def l2_norm(y, out):
    return sqrt(((y - out) ** 2).sum())


def l2_norm_grad(y, out):
    length = l2_norm(y, out)
    return -(y - out) / (length or 1)


def mae(y, out):
    return mean(abs(y - out))


def mae_grad(y, out):
    return np.sign(out - y) / mpmath.mpf(y.size)


def huber(y, out, delta):
    r = abs(y - out)
    delta = mpmath.mpf(delta)
    return mean(np.where(r <= delta, r**2 / 2, delta * (r - delta / 2)))


def huber_grad(y, out, delta):
    r = y - out
    delta = mpmath.mpf(delta)
    return np.where(abs(r) <= delta, -r, -delta * np.sign(r)) / y.size


# Margins


def zero_one(y, z):
    return mean(np.where(y * z <= 0, mpmath.mpf(1), mpmath.mpf(0)))


def zero_one_grad(y, z):
    return 0 * z


def hinge(y, z):
    return mean(np.maximum(0, 1 - y * z))


def hinge_grad(y, z):
    return np.where(y * z < 1, -y, 0 * y) / y.size


def logistic(y, z):
    return mean(log(1 + exp(-y * z)))


def logistic_grad(y, z):
    return -y / (1 + exp(y * z)) / y.size


def squared_margin(y, z):
    return mean((1 - y * z) ** 2)


def squared_margin_grad(y, z):
    return -2 * y * (1 - y * z) / y.size


# Distributions


def surprise(p, unit):
    return in_unit(-log(p), unit)


def entropy(p, unit):
    return in_unit(-p_log(p, p).sum(axis=-1), unit)


def entropy_grad(p, unit):
    return in_unit(-(log(p) + 1), unit)


def cross_entropy(p, q, unit):
    return in_unit(-p_log(p, q).sum(axis=-1), unit)


def cross_entropy_grad(p, q, unit):
    return in_unit(-ratio(p, q), unit)


def kl_divergence(p, q, unit):
    # Stored sums are not quite 1: q - p, which would sum to 0, keeps that out of D.
    return in_unit((p_log(p, p) - p_log(p, q) - p + q).sum(axis=-1), unit)


kl_divergence_grad = cross_entropy_grad


def binary_cross_entropy(y, p):
    return mean(-p_log(y, p) - p_log(1 - y, 1 - p))


def binary_cross_entropy_grad(y, p):
    return (ratio(1 - y, 1 - p) - ratio(y, p)) / y.size


# Logits


def softmax(z):
    e = exp(z)
    return e / e.sum(axis=-1, keepdims=True)


def logsumexp(z):
    return log(exp(z).sum(axis=-1))


def log_softmax(z):
    return z - np.asarray(logsumexp(z), object)[..., None]


def softmax_jacobian(z):
    p = softmax(z)
    return p[..., :, None] * (np.eye(p.shape[-1], dtype=int) - p[..., None, :])


def softmax_cross_entropy(y, z):
    return mean(np.asarray(-(y * log_softmax(z)).sum(axis=-1), object))


def softmax_cross_entropy_grad(y, z):
    # y sums to 1 to within rounding only; this is the slope of the value as it stands.
    return (softmax(z) * y.sum(axis=-1, keepdims=True) - y) * y.shape[-1] / y.size


def softmax_mse(y, z):
    return mean((y - softmax(z)) ** 2)


def softmax_mse_grad(y, z):
    p = softmax(z)
    return 2 * p * (p - y - (p * (p - y)).sum(axis=-1, keepdims=True)) / y.size


def sigmoid(z):
    return 1 / (1 + exp(-z))


def sigmoid_cross_entropy(y, z):
    return mean(-y * log(sigmoid(z)) - (1 - y) * log(sigmoid(-z)))


def sigmoid_cross_entropy_grad(y, z):
    return (sigmoid(z) - y) / y.size


def sigmoid_mse(y, z):
    return mean((y - sigmoid(z)) ** 2)


def sigmoid_mse_grad(y, z):
    s = sigmoid(z)
    return 2 * (s - y) * s * (1 - s) / y.size
