"""Before the lessons: one small panel to try."""

from types import SimpleNamespace

from matplotlib.figure import Figure

from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, INK, RED
from ..text import fixed

TRUTH = 2.0


def first_panel() -> Panel:
    """Show a prediction on a line, the truth, and what the distance between them costs.

    Returns
    -------
    Panel
        Control out (the prediction).
    """

    def compute(out: float = 4.0) -> SimpleNamespace:
        return SimpleNamespace(out=out, residual=TRUTH - out, cost=(TRUTH - out) ** 2)

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[3, 1])
        left.set(xlim=(-0.5, 5.5), ylim=(-1, 1.4), yticks=[], xlabel="a number to predict")
        left.spines["left"].set_visible(False)
        left.axhline(0, color=INK, linewidth=0.8)
        left.plot([TRUTH], [0], "D", color=INK, markersize=9)
        left.text(TRUTH, 0.25, "truth y", ha="center")
        right.set(xlim=(-0.6, 0.6), ylim=(0, 9.9), xticks=[], title="squared error")
        return SimpleNamespace(
            distance=left.plot([], [], color=RED, linewidth=5, solid_capstyle="butt")[0],
            prediction=left.plot([], [], "o", color=BLUE, markersize=13)[0],
            name=left.text(0, -0.5, "out", ha="center", in_layout=False),
            bar=right.bar([0], [0], color=RED)[0],
        )

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        art.distance.set_data([TRUTH, n.out], [0, 0])
        art.prediction.set_data([n.out], [0])
        art.name.set_x(n.out)
        art.bar.set_height(n.cost)

    def read(n: SimpleNamespace) -> str:
        side = "exactly right" if n.residual == 0 else f"off by {abs(n.residual):.1f}"
        return f"out = {fixed(n.out, 1)}, y = {TRUTH:.1f}: {side}, squared error {n.cost:.2f}"

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: the truth and a prediction on a line, and the distance between them. "
        "Right: a bar as high as the distance squared",
        presets={"right": {"out": TRUTH}, "far off": {"out": 5.0}},
        size=(8.0, 2.8),
        out=(0.0, 5.0, 0.1),
    )
