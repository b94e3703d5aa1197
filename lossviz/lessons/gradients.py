"""Lesson 6: the softmax Jacobian, the gradients of cross entropy and MSE on the logits, and a sign."""

from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets
import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ..frameworks import agreement, compare
from ..losses import (
    one_hot,
    softmax,
    softmax_cross_entropy_grad,
    softmax_jacobian,
    softmax_mse_grad,
)
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, PINK, RED
from ..text import fixed, significant
from .signed_shapes import figures_patch, set_bars, set_figures, set_squares, table_of_squares

K = 3
NAMES = ["class 1", "class 2", "class 3"]
SIGNS = [(INK, "-", "o"), (GREEN, "--", "s"), (PINK, ":", "^")]  # of the three classes
MARKERS = {"PyTorch": "x", "TensorFlow": "+"}
LOGITS = (-4.0, 4.0, 0.1)


# Seven points near tanh(1.2 x), for `either_sign`.
X = np.array([-2.0, -1.4, -0.7, 0.2, 0.8, 1.5, 2.1])
Y = np.array([-0.9, -1.0, -0.6, 0.1, 0.8, 0.9, 1.05])


def _live(y: np.ndarray[Any, Any], z: np.ndarray[Any, Any]) -> SimpleNamespace:
    """Ask the frameworks for both losses: their gradients on z, and a line on whether they agree."""
    gradients = {}
    for name, loss in (("ce", "softmax_cross_entropy"), ("mse", "softmax_mse")):
        for row in compare(loss, y, z).rows[1:]:
            if row.gradient is not None:
                gradients[name, row.framework] = row.gradient.ravel()
    line = f"MSE: {agreement('softmax_mse', y, z)}"
    marks = [marker for name, marker in MARKERS.items() if ("mse", name) in gradients]
    if marks:
        line += f" ({', '.join(marks)})"
    return SimpleNamespace(gradients=gradients, line=line)


def jacobian() -> Panel:
    """Softmax at any temperature, and what each probability gains or loses when a logit rises.

    Returns
    -------
    Panel
        Controls z1, z2, z3 (the logits) and T (the temperature).
    """
    temperatures = np.logspace(-1, 1, 41)

    def compute(z1: float = 2.0, z2: float = 1.0, z3: float = 0.0, T: float = 1.0) -> SimpleNamespace:  # noqa: N803
        z = np.array([z1, z2, z3])
        return SimpleNamespace(
            z=z, T=T, p=softmax(z / T), curves=softmax(z / temperatures[:, None]), J=softmax_jacobian(z / T)
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[1.25, 1])
        left.set(xlim=(0.09, 11), ylim=(-0.04, 1.19), xscale="log", xlabel="temperature T", ylabel="p = softmax(z / T)")
        left.set_title("from hard max to all alike")
        left.set_xticks([0.1, 0.3, 1, 3, 10], ["0.1", "0.3", "1", "3", "10"])
        left.set_yticks(np.arange(0, 1.1, 0.2))
        left.axhline(1 / K, color=INK, linewidth=0.8, linestyle=(0, (1, 4)))
        squares = table_of_squares(right, ["p1", "p2", "p3"], ["a1", "a2", "a3"], "∂p / ∂a, where a = z / T")
        art = SimpleNamespace(
            cursor=left.plot([1, 1], [0, 1], color=INK, linewidth=1)[0],
            curves=[left.plot(temperatures, temperatures * 0, style, color=c)[0] for c, style, _ in SIGNS],
            dots=[
                left.plot([1], [1], marker, color=c, markersize=9, linestyle=style, label=name)[0]
                for (c, style, marker), name in zip(SIGNS, NAMES, strict=True)
            ],
            squares=squares,
            figures=figures_patch(right),
        )
        left.legend(loc="upper center", ncols=K, columnspacing=1.2, borderaxespad=0.1)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.cursor.set_xdata([n.T, n.T])
        for i in range(K):
            art.curves[i].set_ydata(n.curves[:, i])
            art.dots[i].set_data([n.T], [n.p[i]])
        set_squares(art.squares, n.J, 0.33, raised=0.08)
        set_figures(art.figures, n.J, 3)

    def read(n: SimpleNamespace) -> str:
        z, p = (", ".join(fixed(v, d) for v in a) for a, d in ((n.z, 1), (n.p, 3)))
        up, *down = n.J[:, 0]
        return (
            f"z = ({z}), T = {n.T:.2f}: p = ({p})\n"
            f"First column: for each unit that a1 rises, p1 gains {up:.3f}, taken from p2 ({fixed(down[0], 3)}) "
            f"and p3 ({fixed(down[1], 3)})"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: three probabilities against the temperature, a cursor at the present one. Right: the Jacobian of "
        "softmax as a table of nine squares, full on the diagonal where it is positive, open elsewhere",
        presets={
            "start": {"z1": 2.0, "z2": 1.0, "z3": 0.0, "T": 1.0},
            "all equal": {"z1": 0.0, "z2": 0.0, "z3": 0.0, "T": 1.0},
            "two rivals": {"z1": 2.0, "z2": 2.0, "z3": -4.0, "T": 1.0},
            "almost certain": {"z1": 4.0, "z2": -2.0, "z3": -3.0, "T": 1.0},
        },
        size=(9.0, 4.2),
        z1=LOGITS,
        z2=LOGITS,
        z3=LOGITS,
        T=widgets.FloatLogSlider(1.0, min=-1, max=1, step=0.05, description="T", readout_format=".2f"),
    )


def two_gradients() -> Panel:
    """Show the gradient of the cross entropy on the logits, the Jacobian, and the gradient of the MSE that it leaves.

    Returns
    -------
    Panel
        Controls z1, z2, z3 (the logits), y (the true class) and live (marks from the frameworks).
    """
    places = np.arange(1, K + 1)

    def compute(
        z1: float = -2.0, z2: float = 3.0, z3: float = 0.0, y: str = "class 1", live: bool = False
    ) -> SimpleNamespace:
        z, truth = np.array([z1, z2, z3]), one_hot(NAMES.index(y), K)
        return SimpleNamespace(
            z=z,
            y=y,
            p=softmax(z),
            J=softmax_jacobian(z),
            ce=softmax_cross_entropy_grad(truth, z),
            mse=softmax_mse_grad(truth, z),
            live=_live(truth[None], z[None]) if live else None,
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, middle, right = figure.subplots(1, 3, width_ratios=[1, 0.95, 1])
        for axes, title in ((left, "cross entropy: p − y"), (right, "MSE on softmax")):
            axes.set(xlim=(0.4, 3.6), ylim=(-1.1, 1.1), title=title, xticks=places, xticklabels=["z1", "z2", "z3"])
            axes.axhline(0, color=INK, linewidth=0.8)
        left.set_ylabel("gradient")

        def marks(axes: Axes, framework: str) -> Line2D:
            return axes.plot(places, 0 * places, MARKERS[framework], color=INK, markersize=10, markeredgewidth=1.5)[0]

        return SimpleNamespace(
            squares=table_of_squares(middle, ["p1", "p2", "p3"], ["z1", "z2", "z3"], "× 2/3 × Jacobian  ="),
            ce=left.add_collection(PolyCollection([], linewidth=1.6)),
            ce_PyTorch=marks(left, "PyTorch"),
            ce_TensorFlow=marks(left, "TensorFlow"),
            mse=right.add_collection(PolyCollection([], linewidth=1.6)),
            mse_PyTorch=marks(right, "PyTorch"),
            mse_TensorFlow=marks(right, "TensorFlow"),
        )

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        set_squares(art.squares, n.J, 0.25)
        set_bars(art.ce, n.ce)
        set_bars(art.mse, n.mse)
        found = n.live.gradients if n.live else {}
        for marks, key in (
            (art.ce_PyTorch, ("ce", "PyTorch")),
            (art.ce_TensorFlow, ("ce", "TensorFlow")),
            (art.mse_PyTorch, ("mse", "PyTorch")),
            (art.mse_TensorFlow, ("mse", "TensorFlow")),
        ):
            marks.set_visible(key in found)
            if key in found:
                marks.set_ydata(found[key])

    def read(n: SimpleNamespace) -> str:
        z, p = (", ".join(fixed(v, d) for v in a) for a, d in ((n.z, 1), (n.p, 3)))
        ce, mse = float(np.linalg.norm(n.ce)), float(np.linalg.norm(n.mse))
        lengths = f"cross entropy {significant(ce)}, MSE {significant(mse)}, which is {mse / ce:.1%} of it"
        second = f"Length of the gradient: {lengths}"
        return f"z = ({z}), truth {n.y}: p = ({p})\n{n.live.line if n.live else second}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the gradient of the cross entropy on three logits as bars, p − y. Middle: the Jacobian of softmax "
        "as nine squares. Right: on the same scale the much smaller bars of the MSE's gradient",
        presets={
            "undecided": {"z1": 0.0, "z2": 0.0, "z3": 0.0},
            "right and sure": {"z1": 4.0, "z2": -2.0, "z3": -2.0, "y": "class 1"},
            "wrong and sure": {"z1": -4.0, "z2": 4.0, "z3": -2.0, "y": "class 1"},
        },
        size=(9.0, 3.9),
        z1=LOGITS,
        z2=LOGITS,
        z3=LOGITS,
        y=widgets.ToggleButtons(
            options=NAMES, description="truth", style={"button_width": "5em"}, layout=widgets.Layout(width="400px")
        ),
        live=widgets.Checkbox(False, description="PyTorch and TensorFlow, live", indent=False),
    )


def either_sign() -> Panel:
    """Follow the gradient of a squared error with its minus sign, and without.

    Returns
    -------
    Panel
        Controls theta (where descent starts) and formula ("−2 Σ" or "+2 Σ").
    """
    low, high, rate, steps = -0.3, 2.4, 0.05, 12
    thetas = np.linspace(low, high, 121)

    def loss(theta: Any) -> Any:
        return np.sum((Y - np.tanh(np.multiply.outer(theta, X))) ** 2, axis=-1)

    def slope(theta: float) -> float:
        f = np.tanh(theta * X)
        return float(-2 * np.sum((Y - f) * (1 - f**2) * X))

    def compute(theta: float = 0.4, formula: str = "−2 Σ") -> SimpleNamespace:
        sign, way = (1 if formula == "−2 Σ" else -1), [theta]
        for _ in range(steps):
            way.append(float(np.clip(way[-1] - rate * sign * slope(way[-1]), low, high)))
        h = 1e-6
        return SimpleNamespace(
            theta=theta,
            formula=formula,
            slope=sign * slope(theta),
            measured=(loss(theta + h) - loss(theta - h)) / (2 * h),
            way=np.array(way),
            losses=loss(way),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2)
        left.set(xlim=(-2.6, 2.6), ylim=(-1.5, 1.5), xlabel="x", ylabel="y", title="f(x) = tanh(θ x) and its residuals")
        right.set(xlim=(low, high), ylim=(-0.6, 10.5), xlabel="θ", title="loss of every θ")
        right.plot(thetas, loss(thetas), color=INK, linewidth=1.2)
        art = SimpleNamespace(
            residuals=left.add_collection(LineCollection([], color=BLUE, linewidth=1.5)),
            curve=left.plot(thetas, thetas, color=RED)[0],
            points=left.plot(X, Y, "o", color=INK, markersize=7)[0],
            tangent=right.plot([], [], "--", color=RED, linewidth=1.5, label="slope by the formula")[0],
            way=right.plot([], [], "-o", color=BLUE, markersize=5, linewidth=1, label="twelve steps against it")[0],
            start=right.plot([], [], "s", color=RED, markersize=9, label="start")[0],
        )
        right.legend(loc="upper right")
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        ends = np.linspace(-2.6, 2.6, 53)
        art.curve.set_data(ends, np.tanh(n.theta * ends))
        art.residuals.set_segments([[(x, y), (x, f)] for x, y, f in zip(X, Y, np.tanh(n.theta * X), strict=True)])
        run = np.array([-0.25, 0.25])
        art.tangent.set_data(n.theta + run, n.losses[0] + n.slope * run)
        art.way.set_data(n.way, n.losses)
        art.start.set_data(n.way[:1], n.losses[:1])

    def read(n: SimpleNamespace) -> str:
        change = "lower" if n.losses[-1] < n.losses[0] else "higher"
        if n.way[-1] in (low, high):
            change = "higher, at the edge of the picture"
        verdict = "they agree" if abs(n.slope - n.measured) < 1e-4 else "the sign is wrong"
        return (
            f"θ = {fixed(n.theta)}: {n.formula} [y − f] · ∂f/∂θ = {fixed(n.slope)}, slope measured "
            f"{fixed(n.measured)}: {verdict}\n"
            f"Twelve steps lead from loss {n.losses[0]:.4f} to {n.losses[-1]:.4f}, {change}"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: seven points and a curve with its residuals. Right: the loss over θ with a tangent by the chosen "
        "formula and twelve steps against it",
        size=(9.0, 3.9),
        theta=widgets.FloatSlider(0.4, min=0.0, max=2.1, step=0.05, description="θ"),
        formula=widgets.ToggleButtons(
            options=["−2 Σ", "+2 Σ"], style={"button_width": "5em"}, layout=widgets.Layout(width="260px")
        ),
    )
