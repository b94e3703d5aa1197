"""Losses, pictures of losses, and panels: what a notebook of the series may use."""

from importlib import import_module
from typing import Any

# The public face, named once: each name by the module it lives in. Loaded on first use, so
# that the Jupyter server, which needs `lossviz.server` alone, does not load Matplotlib too.
_MODULES = {
    "environment": ["check_environment"],
    "exercises": ["check"],
    "frameworks": ["compare", "framework"],
    "lecture": ["erratum"],
    "lessons.start": ["first_panel"],
    "lessons.mse": ["descend", "fit_line", "one_residual"],
    "lessons.entropy": ["entropy_map", "surprises_add"],
    "lessons.lottery": ["draw_by_draw", "lottery"],
    "lessons.codes": ["questions"],
    "lessons.cross_entropy": ["forecast", "true_class", "two_directions"],
    "lessons.cross_entropy_logits": ["one_output", "scores_to_loss"],
    "lessons.why_not_mse": ["neuron_slopes", "two_networks"],
    "lessons.race": ["race", "wrong_label"],
    "lessons.stability": ["breakdown"],
    "lessons.overflow": ["random_layer", "take_off_the_max"],
    "lessons.disagreements": ["disagreements"],
    "lessons.gradients": ["either_sign", "jacobian", "two_gradients"],
    "lessons.batch": ["batch_descent", "finite_difference"],
    "lessons.margins": ["margin_losses", "scale_weights"],
    "lessons.robust": ["outlier_fit", "residual_losses"],
    "lessons.several": ["step_past", "weigh_losses"],
    "lessons.bug_museum": ["bug_museum"],
    "losses": [
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
    ],
    "losses.clipped": [
        "clamped_cross_entropy",
        "clamped_cross_entropy_grad",
        "clipped_cross_entropy",
        "clipped_cross_entropy_grad",
    ],
    "losses.naive": [
        "naive_cross_entropy",
        "naive_cross_entropy_grad",
        "naive_logsumexp",
        "naive_softmax",
    ],
    "panel": ["Panel"],
    "picture": ["Picture"],
    "series": ["contents"],
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
