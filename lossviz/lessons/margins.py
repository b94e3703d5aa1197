"""Lesson 7, continued: the margin as a demand on the weights, and the border that descent leads to."""

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ..controls import slider
from ..learner import ask
from ..losses import (
    hinge,
)
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED, Update
from ..shapes import set_way
from ..text import fixed

Floats = NDArray[np.floating[Any]]
Pull = Callable[[Any], Any]

# Eight mornings: how much calmer the sea was than usual, how much clearer the air, and whether the ferry sailed.
X = np.array([[2.0, 1.0], [-2, 4], [6, -1], [4, 0], [-2, -1], [-3, -1], [-5, -1], [-5, 1]])
Y = np.array([1, 1, 1, 1, -1, -1, -1, -1])
DEMANDS = Y[:, None] * X  # The margins of weights w are DEMANDS @ w.
WIDEST = np.array([0.3, 0.4])  # The shortest weights whose margins are all at least 1.
WEDGE = {"inside": (0.75, 0.75), "edge": (0.5, 0.5), "further": (0.4, 0.45), "corner": tuple(WIDEST)}
RATE = 0.1
# Pulls that are easily taken for that of the hinge, and what is said to each.
SLIPS: list[tuple[Pull, str]] = [
    (lambda m: np.maximum(0, 1 - m), "Yours is the price itself. How steep is it?"),
    (lambda m: 1 / (1 + np.exp(m)), "Yours is that of the log loss, which never lets go."),
    (lambda m: m <= 0, "Yours lets go at 0, and the hinge asks for 1."),
    (lambda m: m < 0, "Yours asks for nothing at 0, so from weights of 0 it never sets out."),
    (lambda m: 2 * (1 - m), "Yours is that of squares, which pull back beyond 1."),
    (lambda m: m < 2, "Yours asks for 2. Double its pull, and it is the walk of the hinge at twice the size."),
]


def along(w: Any, score: float) -> Floats:
    """Return two points far apart on the line where weights give a score.

    Examples
    --------
    >>> along(np.array([0.0, 2.0]), 1.0)
    array([[ 12. ,   0.5],
           [-12. ,   0.5]])
    """
    length = np.hypot(*w)
    return np.asarray(score * w / length**2 + np.outer([12, -12], [w[1], -w[0]]) / length)


def nearest(w: Any, items: int = len(Y)) -> float:
    """Return the smallest distance of the first items from the border; below 0 on the wrong side.

    Examples
    --------
    >>> round(nearest(WIDEST), 6), nearest(np.zeros(2))
    (2.0, 0.0)
    """
    length = float(np.hypot(*w))
    return float((DEMANDS[:items] @ w).min()) / length if length > 1e-9 else 0.0


def _mornings(axes: Any) -> list[Any]:
    """Draw the eight mornings, pale; return the markers of those that sail and of those that stay."""
    axes.set(xlim=(-6.5, 6.5), ylim=(-6, 7), aspect="equal", title="✚ sails, ○ stays")
    axes.set(xlabel="x₁: calmer than usual", ylabel="x₂: clearer than usual")
    looks: list[dict[str, Any]] = [{"marker": "P"}, {"marker": "o", "markerfacecolor": "none", "markeredgewidth": 2}]
    for alpha in (0.35, 1.0):
        marks = [
            axes.plot(*X[y == Y].T, linestyle="None", color=BLUE, markersize=9, alpha=alpha, animated=True, **look)[0]
            for y, look in zip((1, -1), looks, strict=True)
        ]
    return marks


def _weights(axes: Any) -> Any:
    """Draw the plane of weights; return the shapes in which `_forbidden` shades what an item forbids."""
    axes.set(
        xlim=(-0.25, 1.25), ylim=(-0.25, 1.25), aspect="equal", xlabel="w₁", ylabel="w₂", title="shaded: forbidden"
    )
    axes.grid(False)
    return axes.add_collection(PolyCollection([], facecolor=INK + "1c", edgecolor=INK, linewidth=0.6))


def _forbidden(items: int) -> list[Floats]:
    """Return a half-plane for each of the first items: the weights whose margin is below 1."""
    lines = [along(demand, 1.0) for demand in DEMANDS[:items]]
    return [np.r_[line, line[::-1] - 12 * a / np.hypot(*a)] for line, a in zip(lines, DEMANDS, strict=False)]


def _corridor(w: Any, distance: float) -> Floats:
    """Return the corners of what lies within a distance of the border."""
    edge = max(distance, 0.0) * float(np.hypot(*w))
    return np.concatenate([along(w, edge), along(w, -edge)[::-1]])


def demands() -> Panel:
    """Show each item as a demand on the weights, and the border that weights draw between the items.

    After dragging: "Twice the weights move no border; the shortest that meet every demand have the widest."

    Returns
    -------
    Panel
        Controls w1 and w2 (the weights) and items (how many make their demand).
    """
    turn = np.linspace(0, 2 * np.pi, 121)

    def compute(w1: float = 0.4, w2: float = 0.1, items: int = 1) -> dict[str, Any]:
        w = np.array([w1, w2])
        charge = float(hinge(Y[:items], X[:items] @ w))
        return {"w": w, "length": float(np.hypot(w1, w2)), "hinge": charge, "distance": nearest(w, items)}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        sails, stays = _mornings(left)
        corridor = left.add_collection(PolyCollection([], facecolor="none", edgecolor=GREEN, hatch="//"))
        scores = left.add_collection(LineCollection([], colors=RED, linestyles=["-", "--", "--"], linewidths=2))
        forbidden = _weights(right)
        (circle,) = right.plot([], [], ":", color=RED, linewidth=1.5)
        (arrow,) = right.plot([], [], "-o", color=RED, markevery=[1])

        def update(n: Any) -> None:
            one = [n.w] if n.length > 1e-9 else []  # Weights of 0 have no border.
            scores.set_segments([along(w, score) for w in one for score in (0, 1, -1)])
            corridor.set_verts([_corridor(w, n.distance) for w in one if n.items > 1])
            for marks, y in ((sails, 1), (stays, -1)):
                some = X[: n.items][Y[: n.items] == y]
                marks.set(data=some.T, visible=len(some) > 0)
            forbidden.set_verts(_forbidden(n.items))
            margins = DEMANDS[: n.items] @ n.w
            closest = np.isclose(margins, margins.min()) & (n.length > 1e-9)
            forbidden.set_linewidth(np.where(closest, 2.5, 0.6))
            circle.set_data(n.length * np.cos(turn), n.length * np.sin(turn))
            arrow.set_data([0, n.w1], [0, n.w2])

        return update

    def read(n: Any) -> str:
        where = f"Smallest distance from the border: {fixed(n.distance)}" + ", on the wrong side" * (n.distance < 0)
        told = where if n.length > 1e-9 else "Each score is 0: there is no border and no answer"
        mean = f"hinge {n.hinge:.3f} over {n.items} morning{'s' * (n.items > 1)}"
        return f"w = ({fixed(n.w1)}, {fixed(n.w2)}), {n.length:.2f} long: {mean}\n{told}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: eight mornings, the border of the weights, dashed lines where the score is plus and minus one, and "
        "hatched the corridor without mornings. Right: the weights as an arrow, shaded what each morning forbids",
        presets={"w": {"w1": 0.4, "w2": 0.1}, "twice w": {"w1": 0.8, "w2": 0.2}, "half of w": {"w1": 0.2, "w2": 0.05}}
        | {name: {"w1": w[0], "w2": w[1], "items": len(Y)} for name, w in WEDGE.items()},
        size=(9.0, 4.3),
        w1=slider(-0.2, 1.2, 0.05, label="w₁"),
        w2=slider(-0.2, 1.2, 0.05, label="w₂"),
        items=slider(1, len(Y), label="mornings"),
    )
    panel.predict(
        "Take twice the weights, (0.8, 0.2). What moves on the left?",
        guess=["the border", "the dashed lines", "both"],
        answer="the dashed lines",
        then="Each score is doubled, but twice 0 is 0. Press “twice w” and see.",
        w1=0.8,
        w2=0.2,
    )
    return panel


def step(w: Any, pull: Any) -> Floats:
    """Return the weights after one step of descent, given how hard each item's margin is pulled up.

    Examples
    --------
    >>> step(np.zeros(2), np.ones(8))
    array([0.3125, 0.075 ])
    """
    return np.asarray(w + RATE / len(Y) * np.dot(pull, DEMANDS))


def own_walk(pull: Pull, steps: int) -> tuple[Floats, str]:
    """Return the weights of a learner's walk from 0, and in words what stopped it.

    Examples
    --------
    >>> own_walk(lambda m: m < 1, 7)[0][-1]
    array([0.3125, 0.45  ])
    """
    weights, trouble = list[Any]([np.zeros(2)]), ""
    while len(weights) <= steps and not trouble:
        answer, trouble = ask(pull, DEMANDS @ weights[-1], like=Y)
        weights += [] if answer is None else [step(weights[-1], answer)]
    return np.array(weights), trouble


def walker(mine: Pull | None = None) -> Panel:
    """Show the hinge's descent from weights of 0, and the learner's own beside it.

    After dragging: "The hinge pulls until the weights stand in the wedge, and then lets go."

    Parameters
    ----------
    mine : callable, optional
        Takes the margins of the eight items, returns how hard each is pulled up.

    Returns
    -------
    Panel
        Control steps.
    """
    last = 20
    right = own_walk(lambda m: m < 1, last)[0]
    own, trouble = own_walk(mine, last) if mine else (np.zeros((0, 2)), "")
    ways = {"the hinge": right} | ({"yours": own} if len(own) > last else {})
    times = float(own[1, 0] / right[1, 0]) if "yours" in ways else 0.0
    slips = [told for pull, told in SLIPS if "yours" in ways and np.allclose(own, own_walk(pull, last)[0])]

    def compute(steps: int = 1) -> dict[str, Any]:
        now = {name: way[: steps + 1] for name, way in ways.items()}
        return {"ways": now, "pulling": X[DEMANDS @ now["the hinge"][-1] < 1]}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2)
        _mornings(left)
        left.set_title("✚ sails, ○ stays, ringed: the hinge pulls")
        (rings,) = left.plot([], [], "o", color=INK, linewidth=1, markersize=17, markerfacecolor="none")
        _weights(right).set_verts(_forbidden(len(Y)))
        borders = left.add_collection(LineCollection([], colors=[BLUE, RED], linestyles=["-", "--"], linewidths=2))
        lines = [right.plot([], [], "-o", color=BLUE, markersize=4, label="the hinge")[0]]
        if "yours" in ways:
            lines += right.plot([], [], "--D", color=RED, markersize=4, label="yours")
        right.legend(loc="lower right")

        def update(n: Any) -> None:
            borders.set_segments([along(way[-1], 0) for way in n.ways.values() if way[-1].any()])
            rings.set(data=n.pulling.T, visible=len(n.pulling) > 0)
            for line, way in zip(lines, n.ways.values(), strict=True):
                set_way(line, way, (-0.25, -0.25), (1.25, 1.25))

        return update

    def read(n: Any) -> str:
        told = []
        for name, way in n.ways.items():
            weights = f"w = ({fixed(way[-1][0])}, {fixed(way[-1][1])})"
            wrong, charge, off = int((DEMANDS @ way[-1] <= 0).sum()), hinge(Y, X @ way[-1]), nearest(way[-1])
            told.append(f"{name}: {weights}, hinge {charge:.3f}, {wrong} of 8 wrong, nearest {fixed(off)}")
        if "yours" in ways:
            agree = np.isclose(own, right).all(axis=1)
            told.append("The two walks agree." if agree.all() else f"They part at step {agree.argmin()}.")
            if times > 0 and not agree.all() and np.allclose(own, times * right):
                told[-1] = f"Yours is {times:.3g} times the walk of the hinge, step by step."
            elif times < 0:
                told[-1] += " Yours sets out backwards. Is a sign lost?"
            told[-1] = " ".join([told[-1], *slips])
        return f"Step {n.steps}, " + "\n".join([*told, trouble]).strip()

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: eight mornings and the border of the weights. Right: the way of the weights from zero, step by "
        "step, towards the wedge where nothing is forbidden",
        size=(9.0, 4.3),
        steps=slider(0, last, label="steps"),
    )
    if "yours" not in ways:
        panel.predict(
            "The hinge walks in steps. Where does it come to a stop?",
            guess=["at the wedge's corner", "on an edge of the wedge", "inside the wedge"],
            answer="inside the wedge",
            then="Its last step leads past an edge, and inside nothing pulls. Write your pull, then drag and see.",
            steps=last,
        )
    return panel
