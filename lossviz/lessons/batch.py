"""Lesson 6: descent on one small batch by two losses, and how well a difference tells a gradient."""

from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure

from ..losses import logsumexp, one_hot, softmax, softmax_cross_entropy
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED
from ..text import fixed, significant
from .squares import floored_log_axis, set_squares, table_of_squares

STEPS, FLOOR = 40, -5  # The least loss that is drawn is 10**FLOOR.
LOSSES = {"ce": "cross entropy", "mse": "MSE on softmax"}


def batch(seed: int) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Draw x (2×4) and w (4×3), normal as the lecture draws them; return them with y = [2, 0] one-hot.

    Examples
    --------
    >>> [array.shape for array in batch(3)]
    [(2, 4), (4, 3), (2, 3)]
    """
    random = np.random.default_rng(seed)
    return random.normal(size=(2, 4)), random.normal(size=(4, 3)), one_hot([2, 0], 3)


@lru_cache(maxsize=64)
def way_down(loss: str, seed: int, eta: float) -> SimpleNamespace:
    """Descend `STEPS` steps on a batch by "ce" or "mse"; return what there is before each step and after the last.

    Returns
    -------
    SimpleNamespace
        `values` of the loss, `truths` (the probability of each item's true class) and `gradients`,
        tables of five rows: dw, and db below it.

    Examples
    --------
    >>> bool(way_down("ce", 3, 0.1).values[-1] < way_down("ce", 3, 0.1).values[0])
    True
    """
    x, w, y = batch(seed)
    items, classes = y.shape
    weights, ones = np.vstack([w, np.zeros(classes)]), np.hstack([x, np.ones((items, 1))])
    values, truths, gradients = [], [], []
    for _ in range(STEPS + 1):
        z = ones @ weights
        shifted = z - z.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        p = np.exp(log_p)
        if loss == "ce":
            values.append(-(y * log_p).sum() / items + 0.0)  # Never −0.
            on_logits = (p - y) / items
        else:
            values.append(np.mean((y - p) ** 2))
            on_logits = 2 / y.size * p * ((p - y) - (p * (p - y)).sum(axis=1, keepdims=True))
        truths.append((p * y).sum(axis=1))
        gradients.append(ones.T @ on_logits)
        weights = weights - eta * gradients[-1]
    return SimpleNamespace(values=np.array(values), truths=np.array(truths), gradients=np.array(gradients))


def batch_descent() -> Panel:
    """Walk down both losses on one batch of the lecture's shapes, with the table of gradients at each step.

    Returns
    -------
    Panel
        Controls steps, eta (the learning rate) and seed (which draw of x and w).
    """

    def compute(steps: int = 0, eta: float = 0.2, seed: int = 3) -> SimpleNamespace:
        return SimpleNamespace(
            steps=steps, eta=eta, seed=seed, **{name: way_down(name, seed, round(eta, 9)) for name in LOSSES}
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, middle, right = figure.subplots(1, 3, width_ratios=[1.5, 0.8, 0.8])
        left.set(xlim=(-2, STEPS + 1), xlabel="steps", title="the losses, each in its unit")
        floored_log_axis(left, FLOOR, 200)
        styles = {
            "ce": dict(color=BLUE, marker="o", markersize=12),
            "mse": dict(color=RED, marker="s", markersize=7, linestyle="--"),
        }
        art = SimpleNamespace()
        for name, axes in (("ce", middle), ("mse", right)):
            title = {"ce": "gradients: CE", "mse": "MSE"}[name]
            squares = table_of_squares(axes, ["dw1", "dw2", "dw3", "dw4", "db"], ["z1", "z2", "z3"], title)
            setattr(art, f"{name}_squares", squares)
            line = left.plot([0], [1], label=LOSSES[name], markevery=[-1], linewidth=1.5, **styles[name])[0]
            setattr(art, f"{name}_line", line)
        left.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for name in LOSSES:
            way = getattr(n, name)
            getattr(art, f"{name}_line").set_data(
                np.arange(n.steps + 1), np.maximum(way.values[: n.steps + 1], 10.0**FLOOR)
            )
            set_squares(getattr(art, f"{name}_squares"), way.gradients[n.steps], 1.5)

    def read(n: SimpleNamespace) -> str:
        def here(name: str) -> str:
            way = getattr(n, name)
            first, second = way.truths[n.steps]
            size = float(np.linalg.norm(way.gradients[n.steps][:4]))
            return (
                f"{LOSSES[name]} {significant(way.values[n.steps])}, length of dw {significant(size)}, "
                f"true classes at {first:.3f} and {second:.3f}"
            )

        return f"Draw {n.seed}, η = {n.eta:.2f}, after {n.steps} steps: {here('ce')}\n{here('mse')}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: cross entropy and MSE after each step on a log axis. Right: two tables of squares, the gradients "
        "on weights and biases by either loss; those of the MSE are specks at first",
        presets={
            "start": {"steps": 0},
            "one step": lambda steps, **_: {"steps": min(steps + 1, STEPS)},
            "all the way": {"steps": STEPS},
            "η = 0.2": {"eta": 0.2},
            "η = 10": {"eta": 10.0},
        },
        size=(9.0, 4.0),
        steps=(0, STEPS, 1),
        eta=widgets.FloatLogSlider(
            0.2, min=-1, max=1.5, step=0.05, description="learning rate η", readout_format=".2f"
        ),
        seed=widgets.IntSlider(3, 0, 9, description="draw"),
    )


POINT, TRUTH = np.array([0.3, 1.1, -0.6]), one_hot(0, 3)


def loss_along(offsets: Any, dtype: str) -> np.ndarray[Any, Any]:
    """Return the cross entropy of class 1 at `POINT`, its first logit moved by each offset, rounded as `dtype` rounds.

    Examples
    --------
    >>> loss_along([0.0], "float64").round(4)
    array([1.2898])
    """
    z = np.tile(POINT, (len(offsets), 1)).astype(dtype)
    z[:, 0] += np.asarray(offsets, dtype)
    return np.asarray(logsumexp(z) - z[:, 0])


def difference(h: Any, dtype: str = "float64", sides: str = "one side") -> np.ndarray[Any, Any]:
    """Return the slope of `loss_along` at 0 as measured by steps of each size in h.

    Examples
    --------
    >>> difference([1e-4, 1e-17]).round(4)
    array([-0.7247,  0.    ])
    """
    h = np.asarray(h, dtype)
    behind = loss_along(-h if sides == "two sides" else 0 * h, dtype)
    return np.asarray((loss_along(h, dtype) - behind) / (2 * h if sides == "two sides" else h))


def finite_difference() -> Panel:
    """Measure a slope with steps from 1 down to 1e-16, and see where bending and where rounding spoil it.

    Returns
    -------
    Panel
        Controls h (the step), dtype and sides ("one side" or "two sides").
    """
    steps, floor, reach = np.logspace(-16, 0, 65), 1e-14, 3.0
    p, value = float(softmax(POINT)[0]), float(softmax_cross_entropy(TRUTH, POINT))
    slope = p - 1
    view = np.linspace(-2, 2, 161)

    def compute(h: float = 1e-2, dtype: str = "float64", sides: str = "one side") -> SimpleNamespace:
        # By Taylor: what a step of h misses, and what rounding the loss to eps costs.
        eps = float(np.finfo(dtype).eps) / 2
        bend = p * (1 - p) / 2 * steps if sides == "one side" else p * (1 - p) * abs(1 - 2 * p) / 6 * steps**2
        rounding = eps * value / steps
        measured = float(difference([h], dtype, sides)[0])
        seen = np.float64(loss_along(view * h, dtype)) - np.float64(loss_along([0.0], dtype)[0])
        return SimpleNamespace(
            h=h,
            dtype=dtype,
            sides=sides,
            measured=measured,
            error=max(abs(measured - slope), floor),
            errors=np.maximum(np.abs(difference(steps, dtype, sides) - slope), floor),
            bend=bend,
            rounding=rounding,
            best=float(steps[np.argmin(bend + rounding)]),
            seen=np.clip(seen / h, -reach, reach),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-2, 2), ylim=(-3.2, 4.9), xlabel="(z1 − here) / h", ylabel="(loss − loss here) / h")
        left.set_title("the loss, enlarged 1 / h times")
        left.plot(view, slope * view, "--", color=INK, linewidth=1.2, label="true slope")
        right.set(xlim=(3e-17, 4), ylim=(1e-18, 30), xscale="log", yscale="log", xlabel="step h")
        right.set(title="error of the slope", xticks=10.0 ** np.arange(-16, 1, 4))
        art = SimpleNamespace(
            seen=left.plot([], [], color=BLUE, label="what the computer sees")[0],
            secant=left.plot([], [], "o-", color=RED, linewidth=1.5, markersize=8, label="slope measured")[0],
            bend=right.plot([], [], "--", color=GREEN, linewidth=1.5, label="bending")[0],
            rounding=right.plot([], [], ":", color=INK, linewidth=1.5, label="rounding")[0],
            errors=right.plot([], [], color=BLUE, linewidth=1.5, label="measured")[0],
            best=right.plot([], [], "-.", color=INK, linewidth=0.8)[0],
            here=right.plot([], [], "o", color=RED, markersize=9)[0],
        )
        left.legend(loc="upper right", fontsize=9)
        right.legend(loc="lower left", ncols=3, fontsize=9)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.seen.set_data(view, n.seen)
        ends = [80, 120] if n.sides == "one side" else [40, 120]
        art.secant.set_data(view[ends], n.seen[ends])
        for line, cost in ((art.bend, n.bend), (art.rounding, n.rounding)):
            line.set_data(steps[cost > floor / 10], cost[cost > floor / 10])  # Above the legend.
        art.errors.set_data(steps, n.errors)
        art.best.set_data([n.best, n.best], [floor / 3, 1])
        art.here.set_data([n.h], [n.error])

    def read(n: SimpleNamespace) -> str:
        cause = "the curve bends within the step" if n.h > n.best * 1.5 else "the loss is rounded"
        if n.best / 1.5 <= n.h <= n.best * 1.5:
            cause = "bending and rounding cost about the same"
        error = "below 1e-14" if n.error <= floor else f"{n.error:.1e}"
        return (
            f"h = {n.h:.2e}, {n.dtype}, {n.sides}: slope {fixed(n.measured, 6)}, true {fixed(slope, 6)}, "
            f"error {error.replace('-', '−')}\n"
            f"Best h by the two lines: {n.best:.0e}. Here {cause}".replace("e-", "e−")
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the cross entropy around one point, enlarged until a step of h fills the picture, with the true "
        "slope and the measured one. Right: the error of the slope against the step on log axes, a valley between "
        "bending and rounding",
        presets={"h = 1": {"h": 1.0}, "h = 1e−4": {"h": 1e-4}, "h = 1e−15": {"h": 1e-15}},
        size=(9.0, 4.2),
        h=widgets.FloatLogSlider(1e-2, min=-16, max=0, step=0.25, description="step h", readout_format=".1e"),
        dtype=widgets.ToggleButtons(
            options=["float64", "float32"], style={"button_width": "5em"}, layout=widgets.Layout(width="260px")
        ),
        sides=widgets.ToggleButtons(
            options=["one side", "two sides"], style={"button_width": "5em"}, layout=widgets.Layout(width="260px")
        ),
    )
