"""Losses, pictures of losses, and panels: what a notebook of the series may use."""

from importlib import import_module
from typing import Any

# The public face, beside the losses: each name by the module it lives in. Loaded on first use,
# so that the Jupyter server, which needs `lossviz.server` alone, does not load Matplotlib too.
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


def __getattr__(name: str) -> Any:
    # The losses are named in lossviz.losses, which loads NumPy.
    losses = [] if name in _HOME else import_module("lossviz.losses").__all__
    if name == "__all__":
        return sorted([*_HOME, *losses])
    if name not in _HOME and name not in losses:
        raise AttributeError(f"module 'lossviz' has no attribute {name!r}; it has {', '.join(__dir__())}")
    value = globals()[name] = getattr(import_module(f"lossviz.{_HOME.get(name, 'losses')}"), name)
    return value


def __dir__() -> list[str]:
    return list(__getattr__("__all__"))
