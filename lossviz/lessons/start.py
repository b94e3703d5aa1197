"""Before the lessons: one small panel to try."""

from types import SimpleNamespace

from matplotlib.figure import Figure

from ..controls import slider
from ..panel import Panel
from ..picture import BLUE, INK, RED, Update
from ..text import fixed

TRUTH = 2.0


def first_panel() -> Panel:
    """Show a prediction on a line, the truth, and what the distance between them costs.

    After dragging: "Twice as far off costs four times as much."

    Returns
    -------
    Panel
        Control out (the prediction).
    """

    def compute(out: float = 4.0) -> dict[str, float]:
        return {"residual": TRUTH - out, "cost": (TRUTH - out) ** 2}

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[3, 1])
        left.set(xlim=(-0.5, 5.5), ylim=(-1, 1.4), yticks=[], xlabel="a number to predict")
        left.spines["left"].set_visible(False)
        left.axhline(0, color=INK, linewidth=0.8)
        left.plot([TRUTH], [0], "D", color=INK, markersize=9)
        left.text(TRUTH, 0.25, "truth y", ha="center")
        right.set(xlim=(-0.6, 0.6), ylim=(0, 9.9), xticks=[], title="squared error")
        (distance,) = left.plot([], [], color=RED, linewidth=5, solid_capstyle="butt")
        (prediction,) = left.plot([], [], "o", color=BLUE, markersize=13)
        name = left.text(0, -0.5, "out", ha="center", in_layout=False)
        (bar,) = right.bar([0], [0], color=RED)

        def update(n: SimpleNamespace) -> None:
            distance.set_data([TRUTH, n.out], [0, 0])
            prediction.set_data([n.out], [0])
            name.set_x(n.out)
            bar.set_height(n.cost)

        return update

    def read(n: SimpleNamespace) -> str:
        side = "exactly right" if n.residual == 0 else f"off by {abs(n.residual):.1f}"
        return f"out = {fixed(n.out, 1)}, y = {TRUTH:.1f}: {side}, squared error {n.cost:.2f}"

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the truth and a prediction on a line, and the distance between them. "
        "Right: a bar as high as the distance squared",
        presets={"right": {"out": TRUTH}, "far off": {"out": 5.0}},
        size=(8.0, 2.8),
        out=slider(0.0, 5.0, 0.1),
    )

    answer = panel.predict(
        "Two steps off, the bar is 4 high. How high is it three steps off?",
        guess=(0, 12),
        near=0.5,
        mark="bar.y",
        out=5.0,
        answer=lambda n: n.cost,
    )
    answer.reply(6, "That would be half as much again, as the distance is.")
    answer.reply(5, "That would be one more, as the distance is.")
    return panel
