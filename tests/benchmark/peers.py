"""One of the lessons' panels in six ways, each under the same controls.

A panel's ``compute``, ``draw`` and ``update`` know no widgets, so every way is given the same
three. `interact` draws a new figure at each move, ipympl keeps one alive, plotly and bqplot get
its shapes (`shapes`). *Floor* pushes what lossviz would have pushed, made beforehand: it computes
and draws nothing. The sentence that reads the picture is left out, in the peers' favour.
"""

import json
import math
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import ipywidgets as widgets
import matplotlib as mpl
import numpy as np
from IPython import get_ipython
from IPython.display import display
from matplotlib.figure import Figure

import lossviz
from lossviz.lessons import gradients
from lossviz.panel import by_name
from lossviz.picture import _RC, Picture
from lossviz.text import fixed
from tests.benchmark import growth

# Each way, and what tells that its picture has changed.
WAYS = {
    "lossviz": "mutation",
    "floor": "mutation",
    "interact": "load",
    "ipympl": "canvas",
    "plotly": "mutation",
    "bqplot": "mutation",
}
SLIDERS = widgets.IntSlider | widgets.FloatSlider | widgets.FloatLogSlider

spans: list[tuple[float, float]] = []
"""When each move began and ended in this kernel, by `time.time`."""
bytes_sent: list[int] = []
"""What this kernel sent since the first of these moves began; empty until it is counted."""


def make(name: str) -> lossviz.Panel:
    """Make a panel by its name on the public face, or one of `growth` by name and size."""
    name, *size = name.split()
    lossviz.predictions("open")  # Nothing is locked.
    return getattr(growth, name)(int(*size)) if size else getattr(lossviz, name)()


def mover(panel: lossviz.Panel) -> str:
    """Name the control that moves: of those whose moves show at the panel's start, the slider with the most steps."""

    def steps(name: str) -> int:
        return len(values(panel.controls[name])) * isinstance(panel.controls[name], SLIDERS)

    for name in sorted(panel.controls, key=steps, reverse=True):
        control, start = panel.controls[name], panel.controls[name].value
        seen, choices = set(), values(control)
        for value in (some := choices[:: max(1, len(choices) // 5)]):
            control.value = value
            seen.add(panel.picture.moving())
        control.value = start
        if len(seen) > len(some) / 2:
            return name
    raise ValueError(f"no control of {panel} shows")


def values(control: Any) -> list[Any]:
    """Return all that a slider or a choice can be set to, in order."""
    if not isinstance(control, SLIDERS):
        return [value for _, value in getattr(control, "_options_full", ((0, False), (1, True)))]
    steps = math.floor((control.max - control.min) / control.step + 1e-6)
    ends = [control.min + i * control.step for i in range(steps + 1)]
    return [control.base**end for end in ends] if isinstance(control, widgets.FloatLogSlider) else ends


def position(control: Any) -> int:
    """Return where the control stands among its `values`."""
    if not isinstance(control, SLIDERS):
        return control.index
    value = math.log(control.value, control.base) if isinstance(control, widgets.FloatLogSlider) else control.value
    return round((value - control.min) / control.step)


def parts(panel: lossviz.Panel, draw: Callable[[Figure], Any]) -> SimpleNamespace:
    """Return a panel's controls, no longer heard by it, and its picture and functions."""
    control = panel.controls[mover(panel)]
    for other in panel.controls.values():
        other.unobserve(panel._moved, "value")
    figure = panel.picture.figure
    own = SimpleNamespace(controls=panel.controls, draw=draw, size=tuple(figure.get_size_inches()), figure=figure)
    own.moving = panel.picture.moving_artists

    def numbers() -> Any:
        state = {name: other.get_interact_value() for name, other in panel.controls.items()}
        return by_name(panel._compute(**state), state)

    def move() -> None:
        """Bring the artists of the panel's own figure up to the controls."""
        panel.picture.update(numbers())

    def fresh(figure: Figure) -> None:
        """Draw the panel's present state on a new figure."""
        draw(figure)(numbers())

    own.move, own.fresh, own.control = move, fresh, control
    return own


def taken_apart(name: str) -> SimpleNamespace:
    """Return the `parts` of the panel of this name."""
    with patch.object(Picture, "__init__", autospec=True, side_effect=Picture.__init__) as init:
        panel = make(name)
    return parts(panel, init.call_args.args[1])


def _keep_figures(of: Any, table: np.ndarray, digits: int) -> None:
    of.figures = [(j + 1, i + 1.44, fixed(float(value), digits)) for (i, j), value in np.ndenumerate(table)]


def figures_as_texts() -> Any:
    """Patch the one panel that draws its figures as outlines, for Matplotlib's speed: texts suit the others."""
    return patch.object(gradients, "set_figures", _keep_figures)


def _interact(own: SimpleNamespace) -> tuple[widgets.Widget, Callable[[], None]]:
    import matplotlib.pyplot as plt

    output = widgets.Output()

    def moved() -> None:
        # As `interactive` does it.
        with output, mpl.rc_context(_RC):
            output.clear_output(wait=True)
            own.fresh(plt.figure(figsize=own.size, dpi=96, layout="constrained"))
            plt.show()

    return output, moved


def _ipympl(own: SimpleNamespace) -> tuple[widgets.Widget, Callable[[], None]]:
    from ipympl.backend_nbagg import Canvas, FigureManager

    # Not through pyplot, whose inline backend closes every figure of the notebook.
    for artist in own.moving:
        artist.set_animated(False)
    own.figure.set_dpi(96)
    canvas = Canvas(own.figure)
    canvas.manager = FigureManager(canvas, 0)
    canvas.toolbar_visible = canvas.header_visible = canvas.footer_visible = False

    def moved() -> None:
        own.move()
        canvas.draw_idle()

    return canvas, moved


def _plotly(own: SimpleNamespace) -> tuple[widgets.Widget, Callable[[], None]]:
    from tests.benchmark.plotly_peer import Live

    return _live(own, Live)


def _bqplot(own: SimpleNamespace) -> tuple[widgets.Widget, Callable[[], None]]:
    from tests.benchmark.bqplot_peer import Live

    return _live(own, Live)


def _live(own: SimpleNamespace, kind: Callable) -> tuple[widgets.Widget, Callable[[], None]]:
    live = kind(own.figure, own.moving)

    def moved() -> None:
        own.move()
        live.update()

    return live.widget, moved


def _ready(panel: lossviz.Panel) -> tuple[list[str], Any]:
    """Return what the panel sends at each position of the control that moves, and that control."""
    control = panel.controls[mover(panel)]
    start, ready = control.value, []
    for value in values(control):
        control.value = value
        ready.append(panel._moving.value)
    control.value = start
    return ready, control


def _timed(moved: Callable[[], None]) -> Callable[..., None]:
    def handler(_: Any = None) -> None:
        if not spans:
            bytes_sent[:] = [0]
        start = time.time()
        moved()
        spans.append((start, time.time()))

    return handler


def _count_bytes() -> None:
    session = get_ipython().kernel.session
    serialize, send = session.serialize, session.send

    def counted_serialize(*given: Any, **options: Any) -> list[bytes]:
        frames = serialize(*given, **options)
        bytes_sent[0] += sum(map(len, frames))
        return frames

    def counted_send(*given: Any, buffers: Any = None, **options: Any) -> Any:
        bytes_sent[0] += sum(memoryview(buffer).nbytes for buffer in buffers or ())
        return send(*given, buffers=buffers, **options)

    session.serialize, session.send = counted_serialize, counted_send


def show(way: str, name: str) -> None:
    """Show a panel in one way, and close what was shown before."""
    if not bytes_sent:
        bytes_sent.append(0)
        _count_bytes()
        if way in ("plotly", "bqplot"):
            figures_as_texts().start()
    widgets.Widget.close_all()
    if way in ("lossviz", "floor"):
        panel = make(name)
        moved = panel._follow
        if way == "floor":
            ready, control = _ready(panel)

            def moved() -> None:
                panel._moving.value = ready[position(control)]

        panel._follow = _timed(moved)
        display(panel)
        return
    own = taken_apart(name)
    shown, moved = {"interact": _interact, "ipympl": _ipympl, "plotly": _plotly, "bqplot": _bqplot}[way](own)
    for control in own.controls.values():
        control.observe(_timed(moved), "value")
    if way == "interact":
        moved()
    picture = widgets.Box([shown]).add_class("lossviz-picture")
    display(
        widgets.VBox([widgets.HBox(list(own.controls.values()), layout=widgets.Layout(flex_flow="row wrap")), picture])
    )


def report() -> None:
    """Print, as JSON, `spans` and the bytes sent since the last report; begin anew."""
    print(json.dumps({"spans": spans, "bytes": bytes_sent[0]}))
    spans.clear()
