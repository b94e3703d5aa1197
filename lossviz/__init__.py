"""Losses, pictures of losses, and panels: what a notebook of the series may use."""

from importlib import import_module
from typing import Any

# The public face, named once: each name by the module it lives in. Loaded on first use, so
# that the Jupyter server, which needs `lossviz.server` alone, does not load Matplotlib too.
_MODULES = {
    "exercises": ["check"],
    "frameworks": ["compare"],
    "lecture": ["erratum"],
    "lessons.cross_entropy": ["forecast", "true_class", "two_directions"],
    "lessons.cross_entropy_logits": ["one_output", "scores_to_loss"],
    "lessons.mse": ["descend", "fit_line", "one_residual"],
    "losses": [
        "binary_cross_entropy",
        "binary_cross_entropy_grad",
        "cross_entropy",
        "cross_entropy_grad",
        "entropy",
        "entropy_grad",
        "kl_divergence",
        "kl_divergence_grad",
        "l2_norm",
        "l2_norm_grad",
        "log_softmax",
        "logsumexp",
        "mse",
        "mse_grad",
        "one_hot",
        "sigmoid",
        "sigmoid_cross_entropy",
        "sigmoid_cross_entropy_grad",
        "softmax",
        "softmax_cross_entropy",
        "softmax_cross_entropy_grad",
        "softmax_jacobian",
        "squared_error",
        "squared_error_grad",
        "sum_squared_error",
        "sum_squared_error_grad",
        "surprise",
    ],
    "panel": ["Panel"],
    "picture": ["Picture"],
}
_HOME = {name: module for module, names in _MODULES.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'lossviz' has no attribute {name!r}; it has {', '.join(__all__)}")
    value = globals()[name] = getattr(import_module(f"lossviz.{_HOME[name]}"), name)
    return value


def __dir__() -> list[str]:
    return __all__
