"""One Matplotlib figure, drawn as two layers of SVG: one that stays, one that moves.

Drawing a whole figure takes about 50 ms, too long to follow a hand on a slider. Here the
axes, labels and everything else that stays is drawn once. A move draws only the artists
that change, with Matplotlib's own SVG renderer, in a millisecond or two; the browser lays
that layer over the other and keeps both sharp at any zoom.

Which artists move is seen: Matplotlib marks an artist that was changed as stale. Those that an
update changes become *animated*, Matplotlib's word for artists that are drawn apart from the
rest; a change of theirs no longer marks the figure as stale, any other change does. So the still
layer must be drawn anew exactly when ``figure.stale`` says so, and an update that moves an axis
limit or a title is slower but never wrong.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext, suppress
from functools import partial
from itertools import groupby
from threading import RLock
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.figure import Figure, SubFigure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.rcsetup import cycler
from PIL import Image

from .checks import functions
from .drawn import UPDATE, artists_in, artists_of, without_pyplot
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


Update = Callable[[Any], None]
"""What `draw` returns: it sets the artists that move."""


class Picture:
    """A figure whose moving artists can be redrawn in a millisecond or two.

    Parameters
    ----------
    draw : callable
        Called once as ``draw(figure)``. It makes the axes and all artists, and returns a function
        ``update(n)`` that sets those that move; None where nothing does. Artists that `update`
        changes lie above all others, in the order of their ``zorder``. One that stays and must lie
        among them is made with ``animated=True``.
    size : (float, float)
        Width and height in inches, from 1 to 100. One inch is 96 pixels of a page at full width.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
    artists : SimpleNamespace
        The artists that ``update`` refers to, by the names that they have there.
    moving_artists : list of matplotlib.artist.Artist
        Those that have been seen to move, in the order in which they are drawn.
    held : sequence of str
        The names of artists that updates leave hidden; none as it comes.

    Raises
    ------
    TypeError
        If `draw` is no function, leaves its figure empty, draws with pyplot, returns anything but a
        function of one argument, or a function that refers to artists of another figure.
    ValueError
        If `size` is not of this form.

    Notes
    -----
    Text that moves must hold no mathematics between dollar signs: Matplotlib's parser of
    those is shared by all threads, and a slider moves on another thread than a cell.

    An artist is seen to move once a method of it (``set_…``) has changed it. The first time that
    an artist is changed after the first update, the layer that stays is drawn anew without it.

    Examples
    --------
    >>> def draw(figure):
    ...     (line,) = figure.subplots().plot([0, 1], [0, 1])
    ...     def update(n):
    ...         line.set_ydata(n)
    ...     return update
    >>> picture = Picture(draw)
    >>> picture.update([1, 0])
    >>> picture.moving()[:4], picture.still()[:4]
    ('<svg', '<svg')
    >>> picture.artists.line.get_ydata()
    [1, 0]
    """

    def __init__(self, draw: Callable[[Figure], Update | None], size: tuple[float, float] = (8.0, 3.6)) -> None:
        functions(draw=draw)
        try:
            width, height = size
            fits = 1 <= width <= 100 and 1 <= height <= 100
        except (TypeError, ValueError):
            fits = False
        if not fits:
            raise ValueError(f"size is {size!r}; it must be width and height in inches, each from 1 to 100")
        with LOCK, mpl.rc_context(_RC):
            self._layout = ConstrainedLayoutEngine(w_pad=0.09, h_pad=0.06)
            self.figure = Figure(figsize=size, dpi=72, layout=self._layout)
            with without_pyplot("draw"):
                self.update_function = draw(self.figure)
            for axes in self._axes():
                # A tick that appears later would take today's rcParams, not ours.
                axes.tick_params(color=INK, labelcolor=INK, grid_color=SOFT, labelsize=11.0)
        if self.figure.get_children() == [self.figure.patch]:
            raise TypeError("draw left its figure empty; draw into the figure that it is given: figure.subplots()")
        self.artists = artists_of(self.update_function, self.figure)
        for part in self.figure.findobj(SubFigure):  # Those of Matplotlib 3.9.0 tell nobody that they changed.
            part.stale_callback = lambda _, stale: setattr(self.figure, "stale", stale or self.figure.stale)
        for artist in self.figure.findobj():
            artist.stale = False
        self.held: Sequence[str] = ()
        self._hidden: list[tuple[Artist, bool]] = []
        self._still = ""
        self._settled = self._updated = False
        self._look()
        self._animated = frozenset(self.moving_artists)  # They stay, as a rule.
        self._kept: dict[tuple[Artist, ...], str] = {}

    @property
    def unmoved(self) -> bool:
        """Whether updates have changed nothing so far."""
        return not self.moving_artists and not self.figure.stale

    def update(self, numbers: Any) -> None:
        """Set what moves to `numbers`, and see which artists that are.

        Raises
        ------
        TypeError
            If artists were added: they would be more with each move. They are taken out again.
        """
        if self.update_function is None:
            return
        before = list(self._parts())
        for artist, visible in self._hidden:
            artist.set_visible(visible)
        try:
            with nullcontext() if self._updated else without_pyplot("update"):
                self.update_function(numbers)
        finally:
            self._updated = True
            held = [artist for name in self.held for artist in artists_in(vars(self.artists)[name])]
            self._hidden = [(artist, artist.get_visible()) for artist in held]
            for artist in held:
                artist.set_visible(False)
        after = list(self._parts())
        if len(after) > len(before):
            added = [artist for artist in after if artist not in before]
            for artist in added:
                with suppress(NotImplementedError):  # A second axis cannot be taken out.
                    artist.remove()
            raise TypeError(
                f"update adds a {type(added[0]).__name__} to the picture with each move; make it in draw, and "
                f"set its data in update: {UPDATE}"
            )
        if self.figure.stale:
            self._look()

    def _axes(self) -> list[Any]:
        return [axes for outer in self.figure.axes for axes in (outer, *outer.child_axes)]

    def _parts(self) -> Iterator[Artist]:
        """Yield what the figure holds: axes, and what is drawn in them or beside them."""
        yield from self.figure.get_children()
        for axes in self._axes():
            yield from axes.get_children()

    def _look(self) -> None:
        """Have what was changed be drawn with what moves; a title, an axis or a legend stays."""
        figure = self.figure
        known = {*figure.lines, *figure.patches, *figure.texts, *figure.images, *figure.artists}
        for axes in self._axes():
            known.update(axes.lines, axes.patches, axes.texts, axes.images, axes.collections, axes.artists)
        movable = [artist for artist in self._parts() if artist in known]
        for artist in movable:
            if artist.stale:
                artist.set_animated(True)
        self.moving_artists = sorted((a for a in movable if a.get_animated()), key=lambda artist: artist.get_zorder())

    def settle(self) -> None:
        """Fix the layout as the artists now stand, so that no later move shifts the axes; `still` does, once."""
        with LOCK:
            if self.figure.axes:  # Without, the engine warns.
                self._layout.execute(self.figure)
            self.figure.set_layout_engine("none")
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
            with LOCK:
                self._kept = {}
                self._still = _numbered([self._svg(Renderer, [self.figure])], prefix + "s")
        return self._still

    def moving(self, prefix: str = "lv") -> str:
        """Return the layer of the moving artists as an ``<svg>`` element.

        Those that `draw` made with ``animated=True`` are drawn again only where a method (``set_…``) changed one.
        """
        parts = []
        with LOCK:
            if self.figure.stale:
                self._kept = {}
            for stays, some in groupby(self.moving_artists, self._animated.__contains__):
                artists = tuple(some)
                if not (stays and artists in self._kept) or any(artist.stale for artist in artists):
                    self._kept[artists] = self._svg(MovingRenderer, artists)
                parts.append(self._kept[artists])
        return _numbered(parts or [self._svg(MovingRenderer, [])], prefix + "m")

    def png(self, scale: float = 2.0) -> bytes:
        """Return the whole picture as a PNG of 128 colours, `scale` pixels to a pixel of the page."""
        full, small = io.BytesIO(), io.BytesIO()
        with LOCK:
            self.figure.savefig(full, format="png", dpi=96 * scale)
        # A third of the size, which a notebook repeats for each panel.
        Image.open(full).convert("RGB").quantize(128, dither=Image.Dither.NONE).save(small, "png", optimize=True)
        return small.getvalue()

    def _svg(self, kind: type[Renderer], artists: Iterable[Artist]) -> str:
        buffer = io.StringIO()
        width, height = self.figure.bbox.size
        renderer = kind(width, height, buffer, image_dpi=144, metadata=_NO_METADATA)
        for artist in artists:
            artist.draw(renderer)
        renderer.finalize()
        svg = buffer.getvalue()
        svg = _COMMENT.sub("", svg[svg.index("<svg") :]).replace(_PAGE_WIDE_STYLE, "")
        return _THEME_COLOUR.sub(lambda m: _THEME[m[0]], svg)


def _numbered(parts: list[str], prefix: str) -> str:
    """Return several ``<svg>`` as one. Matplotlib's ids are random, or each part's own: here they are counted."""
    numbers: dict[tuple[int, str], str] = {}

    def count(part: int, found: re.Match[str]) -> str:
        return found[1] + numbers.setdefault((part, found[2]), f"{prefix}{len(numbers)}")

    counted = "".join(_ID.sub(partial(count, i), svg) for i, svg in enumerate(parts))
    return counted.replace("</svg>\n" + parts[0][: parts[0].index(">") + 1], "")
