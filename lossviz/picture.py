"""One Matplotlib figure, drawn as two layers of SVG: one that stays, one that moves.

Drawing a whole figure takes about 50 ms, too long to follow a hand on a slider. Here the
axes, labels and everything else that stays is drawn once. A move draws only the artists
that change, with Matplotlib's own SVG renderer, in a millisecond or two; the browser lays
that layer over the other and keeps both sharp at any zoom.

Which artists move is what ``draw`` returns. Matplotlib calls such artists *animated*: a
change of theirs does not mark the figure as stale, any other change does. So a redraw of the
still layer is needed exactly when ``figure.stale`` says so, and an ``update`` that moves an
axis limit or a title is slower but never wrong.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import RLock
from types import SimpleNamespace
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.rcsetup import cycler
from PIL import Image

from .checks import functions
from .renderer import MovingRenderer, Renderer

# Okabe and Ito's colours that keep a contrast of 3 : 1 on white and on JupyterLab's dark
# background. Text is INK, never one of these; a series is told by line style or label too.
BLUE, RED, GREEN, PINK = "#0072b2", "#d55e00", "#009e73", "#cc79a7"
# In the browser all of these follow JupyterLab's theme (see `lossviz.style`).
INK, SOFT, PAPER = "#1b1f24", "#c9ced6", "#fffffe"

LOCK = RLock()
"""Held while Matplotlib draws: ipykernel moves sliders on a thread of their own."""

_RC: dict[Any, Any] = {
    "axes.edgecolor": INK,
    "axes.facecolor": PAPER,
    "axes.grid": True,
    "axes.labelcolor": INK,
    "axes.prop_cycle": cycler(color=[BLUE, RED, GREEN, PINK]),
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlesize": "medium",
    "axes.axisbelow": True,
    "figure.facecolor": PAPER,
    "font.family": "DejaVu Sans",
    "font.size": 11.0,
    "grid.color": SOFT,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "lines.linewidth": 2.0,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}

# By the names that they go by in `lossviz.style`, which has a dark theme's in their place.
LIGHT = {"ink": INK, "soft": SOFT, "paper": PAPER, "blue": BLUE, "red": RED, "green": GREEN, "pink": PINK}

# Inside a page this rule of Matplotlib's would reach beyond the picture; `lossviz.style` has it.
_PAGE_WIDE_STYLE = '<style type="text/css">*{stroke-linejoin: round; stroke-linecap: butt}</style>'
_NO_METADATA = dict.fromkeys(["Creator", "Date", "Format", "Type"])
_THEME = {colour: f"var(--lv-{name}, {colour})" for name, colour in LIGHT.items()}
_THEME_COLOUR = re.compile("|".join(_THEME))
_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
# Each way begins with a letter: with \b first, the search is ten times as slow.
_ID = re.compile(r'(id="(?<= id=")|href="#|url\(#)([\w.-]+)(?=[")])')


def _artists(given: Any) -> Iterator[Artist]:
    """Yield every artist in what a ``draw`` returned: one, or a nest of them."""
    if isinstance(given, Artist):
        yield given
    elif isinstance(given, Mapping):
        yield from _artists(given.values())
    elif isinstance(given, SimpleNamespace):
        yield from _artists(vars(given).values())
    elif isinstance(given, Iterable) and not isinstance(given, str):
        for part in given:
            yield from _artists(part)
    elif given is not None:
        raise TypeError(
            f"draw returned {type(given).__name__!r} among its artists; it must return the Matplotlib "
            "artists that move: one, or a list, dict or SimpleNamespace of them"
        )


class Picture:
    """A figure whose moving artists can be redrawn in a millisecond or two.

    Parameters
    ----------
    draw : callable
        Called once as ``draw(figure)``. It makes the axes and all artists, and returns the
        artists that will move: one, or any nest of lists, dicts and ``SimpleNamespace``.
        Moving artists lie above all others, in the order of their ``zorder``.
    size : (float, float)
        Width and height in inches, from 1 to 100. One inch is 96 pixels of a page at full width.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    artists
        What ``draw`` returned.

    Raises
    ------
    TypeError
        If `draw` is no function, or returns anything but artists.
    ValueError
        If `size` is not of this form.

    Notes
    -----
    Text that moves must hold no mathematics between dollar signs: Matplotlib's parser of
    those is shared by all threads, and a slider moves on another thread than a cell.

    Examples
    --------
    >>> picture = Picture(lambda figure: figure.subplots().plot([0, 1], [0, 1])[0])
    >>> picture.artists.set_data([0, 1], [1, 0])
    >>> picture.moving()[:4], picture.still()[:4]
    ('<svg', '<svg')
    """

    def __init__(self, draw: Callable[[Figure], Any], size: tuple[float, float] = (8.0, 3.6)) -> None:
        functions(draw=draw)
        try:
            width, height = size
            fits = 1 <= width <= 100 and 1 <= height <= 100
        except (TypeError, ValueError):
            fits = False
        if not fits:
            raise ValueError(f"size is {size!r}; it must be width and height in inches, each from 1 to 100")
        with LOCK, mpl.rc_context(_RC):
            self.figure = Figure(figsize=size, dpi=72, layout=ConstrainedLayoutEngine(w_pad=0.09, h_pad=0.06))
            self.artists = draw(self.figure)
            for axes in self.figure.axes:
                # A tick that appears later would take today's rcParams, not ours.
                axes.tick_params(color=INK, labelcolor=INK, grid_color=SOFT, labelsize=11.0)
        self._moving = sorted(_artists(self.artists), key=lambda artist: artist.get_zorder())
        self._still = ""
        self._settled = False

    def settle(self) -> None:
        """Fix the layout as the artists now stand, so that no later move shifts the axes; `still` does, once."""
        with LOCK:
            self.figure.draw_without_rendering()
            self.figure.set_layout_engine("none")
            for artist in self._moving:
                artist.set_animated(True)
            self.figure.stale = self._settled = True

    def still(self, prefix: str = "lv") -> str:
        """Return the layer that stays, drawn anew only where something in it changed.

        Parameters
        ----------
        prefix : str
            Begins every id in the SVG: two pictures on one page must differ in it.

        Returns
        -------
        str
            An ``<svg>`` element; the same object as before if nothing changed.
        """
        if not self._settled:
            self.settle()
        if self.figure.stale or not self._still:
            self._still = self._svg(Renderer, self.figure.draw, prefix + "s")
        return self._still

    def moving(self, prefix: str = "lv") -> str:
        """Return the layer of the moving artists as an ``<svg>`` element."""

        def draw(renderer: Renderer) -> None:
            for artist in self._moving:
                artist.draw(renderer)

        return self._svg(MovingRenderer, draw, prefix + "m")

    def png(self, scale: float = 2.0) -> bytes:
        """Return the whole picture as a PNG of 128 colours, `scale` pixels to a pixel of the page."""
        full, small = io.BytesIO(), io.BytesIO()
        with LOCK:
            self.figure.savefig(full, format="png", dpi=96 * scale)
        # A third of the size, which a notebook repeats for each panel.
        Image.open(full).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(small, "png", optimize=True)
        return small.getvalue()

    def _svg(self, kind: type[Renderer], draw: Callable[[Renderer], None], prefix: str) -> str:
        buffer = io.StringIO()
        width, height = self.figure.bbox.size
        with LOCK:
            renderer = kind(width, height, buffer, image_dpi=144, metadata=_NO_METADATA)
            draw(renderer)
            renderer.finalize()
        svg = buffer.getvalue()
        svg = _COMMENT.sub("", svg[svg.index("<svg") :]).replace(_PAGE_WIDE_STYLE, "")
        # Matplotlib's ids are random.
        numbers: dict[str, str] = {}
        svg = _ID.sub(lambda m: m[1] + numbers.setdefault(m[2], f"{prefix}{len(numbers)}"), svg)
        return _THEME_COLOUR.sub(lambda m: _THEME[m[0]], svg)
