"""Losses and their gradients in pure NumPy.

A loss takes the truth first (`y`, or a distribution `p`) and then what is judged (the
prediction `out`, a distribution `q`, the logits `z`), two arrays of one shape. Its gradient,
named after it, is taken with respect to the latter. Logarithms are natural, and losses in
nats, unless a unit is asked for.

Everything is computed in float64 and returned in the dtype of the input, so that float16 and
float32 lose nothing on the way. Integers and booleans adopt the floating dtype of the other
argument, float64 where there is none. A result is within 4 units in the last place of the true
one, but where its docstring says otherwise (``python -m tests.oracles`` measures all of them).
One too large for the dtype is ``inf``, and so is the difference of two arguments that is too
large for float64. Every function raises

- ``TypeError`` where an argument is not numeric (text, objects, complex numbers), or cannot be
  read as an array (a PyTorch tensor that needs its gradient);
- ``ValueError`` where the shapes differ (nothing is broadcast: a column taken from a row is a
  table, and its mean is not the loss), where there is nothing to average, or where a value is
  NaN, infinite, masked, or an integer that float64 would round; and where a distribution does not
  sum to 1 or holds a negative number.

Some mistakes cannot be seen: truth and prediction swapped where both are of one kind,
probabilities given as logits, labels of 0 and 1 for a margin where none happens to be 0.
"""

from .cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_grad,
    cross_entropy,
    cross_entropy_grad,
    kl_divergence,
    kl_divergence_grad,
)
from .entropy import entropy, entropy_grad, surprise
from .labels import one_hot
from .margin import (
    hinge,
    hinge_grad,
    logistic,
    logistic_grad,
    squared_margin,
    squared_margin_grad,
    zero_one,
    zero_one_grad,
)
from .regression import (
    l2_norm,
    l2_norm_grad,
    mse,
    mse_grad,
    squared_error,
    squared_error_grad,
    sum_squared_error,
    sum_squared_error_grad,
)
from .robust import huber, huber_grad, mae, mae_grad
from .sigmoid import (
    sigmoid,
    sigmoid_cross_entropy,
    sigmoid_cross_entropy_grad,
    sigmoid_mse,
    sigmoid_mse_grad,
)
from .softmax import log_softmax, logsumexp, softmax, softmax_jacobian
from .softmax_losses import softmax_cross_entropy, softmax_cross_entropy_grad, softmax_mse, softmax_mse_grad

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_grad",
    "cross_entropy",
    "cross_entropy_grad",
    "entropy",
    "entropy_grad",
    "hinge",
    "hinge_grad",
    "huber",
    "huber_grad",
    "kl_divergence",
    "kl_divergence_grad",
    "l2_norm",
    "l2_norm_grad",
    "log_softmax",
    "logistic",
    "logistic_grad",
    "logsumexp",
    "mae",
    "mae_grad",
    "mse",
    "mse_grad",
    "one_hot",
    "sigmoid",
    "sigmoid_cross_entropy",
    "sigmoid_cross_entropy_grad",
    "sigmoid_mse",
    "sigmoid_mse_grad",
    "softmax",
    "softmax_cross_entropy",
    "softmax_cross_entropy_grad",
    "softmax_jacobian",
    "softmax_mse",
    "softmax_mse_grad",
    "squared_error",
    "squared_error_grad",
    "squared_margin",
    "squared_margin_grad",
    "sum_squared_error",
    "sum_squared_error_grad",
    "surprise",
    "zero_one",
    "zero_one_grad",
]
