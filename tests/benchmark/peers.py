"""The same picture, six times: a bar chart of softmax beside a cross-entropy curve, moved by a slider.

Each function is run in a cell of its own and shows a slider ``z`` above the picture.
"""

import ipywidgets as widgets
import numpy as np
from IPython.display import display

Z = np.linspace(-6, 6, 200)
WIDTH, HEIGHT = 800, 320
NAMES = ["a", "b", "c", "d"]


def softmax(z):
    p = np.exp(np.array([z, 0.0, 1.0, -1.0]))
    return p / p.sum()


def loss(z):
    return np.log(np.exp(z) + np.exp([0.0, 1.0, -1.0]).sum()) - z


CURVE = [loss(z) for z in Z]


def draw(figure):
    left, right = figure.subplots(1, 2)
    bars = left.bar(NAMES, softmax(0.0))
    left.set(ylim=(0, 1), title="softmax")
    right.plot(Z, CURVE)
    right.set(xlim=(-6, 6), ylim=(0, 8), xlabel="z", title="cross entropy")
    return bars, right.plot([0], [loss(0)], "o")[0], right.text(-1, 7, "")


def update(artists, numbers):
    bars, dot, text = artists
    z, p, value = numbers
    for bar, height in zip(bars, p, strict=True):
        bar.set_height(height)
    dot.set_data([z], [value])
    text.set_text(f"loss {value:.3f}")


def compute(z=0.0):
    return z, softmax(z), loss(z)


def slider():
    return widgets.FloatSlider(value=0, min=-6, max=6, step=0.1, description="z")


def lossviz():
    import lossviz

    display(
        lossviz.Panel(
            compute,
            draw,
            update,
            lambda n: f"z = {n[0]:.1f}: cross entropy {n[2]:.3f} nats",
            size=(WIDTH / 96, HEIGHT / 96),
            z=slider(),
        )
    )


def interact():
    import matplotlib.pyplot as plt

    def show(z):
        figure = plt.figure(figsize=(WIDTH / 100, HEIGHT / 100), layout="constrained")
        update(draw(figure), compute(z))
        plt.show()

    widgets.interact(show, z=slider())


def ipympl():
    from ipympl.backend_nbagg import Canvas, FigureManager
    from matplotlib.figure import Figure

    # Not through pyplot, whose inline backend closes every figure of the notebook.
    figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), layout="constrained")
    canvas = Canvas(figure)
    canvas.manager = FigureManager(canvas, 0)
    artists = draw(figure)
    z = slider()

    def moved(change):
        update(artists, compute(change["new"]))
        canvas.draw_idle()

    z.observe(moved, "value")
    display(widgets.VBox([z, canvas]))


def plotly():
    from plotly import graph_objects as go
    from plotly.subplots import make_subplots

    figure = go.FigureWidget(make_subplots(1, 2, subplot_titles=["softmax", "cross entropy"]))
    figure.update_layout(width=WIDTH, height=HEIGHT, showlegend=False, margin=dict(l=30, r=10, t=30, b=30))
    figure.add_bar(x=NAMES, y=softmax(0.0), row=1, col=1)
    figure.add_scatter(x=Z, y=CURVE, row=1, col=2)
    figure.add_scatter(x=[0], y=[loss(0)], mode="markers+text", text=[""], textposition="top right", row=1, col=2)
    figure.update_yaxes(range=[0, 1], row=1, col=1)
    figure.update_yaxes(range=[0, 8], row=1, col=2)
    z = slider()

    def moved(change):
        value = change["new"]
        with figure.batch_update():
            figure.data[0].y = softmax(value)
            figure.data[2].x, figure.data[2].y = [value], [loss(value)]
            figure.data[2].text = [f"loss {loss(value):.3f}"]

    z.observe(moved, "value")
    display(widgets.VBox([z, figure]))


def bqplot():
    import bqplot as bq

    margin = dict(top=30, bottom=30, left=40, right=10)
    left_x, left_y = bq.OrdinalScale(), bq.LinearScale(min=0, max=1)
    right_x, right_y = bq.LinearScale(min=-6, max=6), bq.LinearScale(min=0, max=8)
    bars = bq.Bars(x=NAMES, y=softmax(0.0), scales={"x": left_x, "y": left_y})
    curve = bq.Lines(x=Z, y=CURVE, scales={"x": right_x, "y": right_y})
    dot = bq.Scatter(x=[0.0], y=[loss(0)], names=[""], scales={"x": right_x, "y": right_y})
    size = dict(width=f"{WIDTH // 2}px", height=f"{HEIGHT}px")
    figures = [
        bq.Figure(
            marks=marks,
            axes=[bq.Axis(scale=x), bq.Axis(scale=y, orientation="vertical")],
            title=title,
            fig_margin=margin,
            animation_duration=0,
            layout=size,
        )
        for marks, x, y, title in [
            ([bars], left_x, left_y, "softmax"),
            ([curve, dot], right_x, right_y, "cross entropy"),
        ]
    ]
    z = slider()

    def moved(change):
        value = change["new"]
        bars.y = softmax(value)
        with dot.hold_sync():
            dot.x, dot.y, dot.names = [value], [loss(value)], [f"loss {loss(value):.3f}"]

    z.observe(moved, "value")
    display(widgets.VBox([z, widgets.HBox(figures)]))


def floor():
    """Push one of two ready-made pictures: no drawing at all."""
    import io

    from matplotlib.figure import Figure

    pictures = []
    for value in (0.0, 1.0):
        figure = Figure(figsize=(WIDTH / 96, HEIGHT / 96), layout="constrained")
        update(draw(figure), compute(value))
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", dpi=96)
        pictures.append(buffer.getvalue())
    image = widgets.Image(value=pictures[0], width=WIDTH, height=HEIGHT)
    z = slider()

    def moved(change):
        image.value = pictures[round(change["new"] * 10) % 2]

    z.observe(moved, "value")
    display(widgets.VBox([z, image]))


# Each way, where its picture is on the page, and what tells that it has changed.
PEERS = {
    "lossviz": (".lossviz-picture", "mutation"),
    "floor": (".widget-image", "load"),
    "plotly": (".js-plotly-plot", "mutation"),
    "ipympl": (".jupyter-matplotlib", "canvas"),
    "interact": (".widget-output", "load"),
    "bqplot": (".bqplot", "mutation"),
}
