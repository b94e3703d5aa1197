"""Private and undocumented names of other packages: one function for each, the only place that knows it.

`tests/test_private_names.py` tells the day one changes. Until lossviz follows, nothing is lost but
speed: each function says what its caller does then. JupyterLab's are in ``panels.js`` and
`lossviz.style`, the server's in `lossviz.server`, with the same rule.
"""

from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_svg import RendererSVG

UNKNOWN = (AttributeError, TypeError, ValueError)
"""What a name raises that is gone, or takes or returns something else by now."""


def path_data(
    renderer: RendererSVG,
    path: Any,
    transform: Any = None,
    clip: Any = None,
    simplify: Any = None,
    sketch: Any = None,
    decimals: int = 2,
) -> str:
    """Return the ``d`` of an SVG path, as Matplotlib's own, which has six decimals.

    Raises one of `UNKNOWN` where Matplotlib no longer has it; then Matplotlib draws.
    """
    clip = (0.0, 0.0, renderer.width, renderer.height) if clip else None
    commands = [b"M", b"L", b"Q", b"C", b"z"]
    write = mpl._path.convert_to_string  # type: ignore[attr-defined]
    return str(write(path, transform, clip, simplify, sketch, decimals, commands, False), "ascii")


def style_and_clip(renderer: RendererSVG, gc: Any, face: Any) -> tuple[str, dict[str, str]]:
    """Return the CSS of a line or area, and the SVG attributes of what it is clipped to.

    Raises one of `UNKNOWN` where Matplotlib no longer has it; then Matplotlib draws.
    """
    return str(renderer._get_style(gc, face)), dict(renderer._get_clip_attrs(gc))


def options_of(control: Any) -> list[tuple[str, Any]]:
    """Return the choices of a selection widget, each with its label.

    ipywidgets' own list of both is private; without it each choice is its own label.

    Examples
    --------
    >>> import ipywidgets
    >>> options_of(ipywidgets.Dropdown(options={"one": 1, "two": 2}))
    [('one', 1), ('two', 2)]
    """
    try:
        return [(label, value) for label, value in control._options_full]
    except UNKNOWN:
        given = control.options
        pairs = given.items() if hasattr(given, "items") else given
        return [pair if isinstance(pair, tuple) and len(pair) == 2 else (str(pair), pair) for pair in pairs]


def answer_anywhere(widget: Any) -> None:
    """Have a widget's messages handled on the thread that JupyterLab sent them to.

    ipykernel 7 hands them to the thread that last spoke of the widget: the main one, which a running
    cell keeps busy, so that sliders wait for it. An ipykernel that does not is left as it is.
    """
    if hasattr(widget.comm, "_reply_subshell_for"):
        widget.comm._reply_subshell_for = None
