"""What a Matplotlib figure shows, as plain arrays that any plotting library can draw.

A figure's artists become *shapes*, in the data's own units: a line with or without markers,
boxes (bars, squares, bands), outlines (any other patch, an arrow), and texts. All the boxes of
one kind in one axes are one shape, and so are its texts, as one would write it for those libraries.

Left out, in favour of the peers: hatches, legends, contour labels, rotation and alignment of text.
A symlog axis becomes a linear one of transformed values.
"""

from collections.abc import Iterable
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.axis import Axis
from matplotlib.collections import Collection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, Patch, Rectangle
from matplotlib.path import Path
from matplotlib.text import Text

Shape = SimpleNamespace


@lru_cache(maxsize=1000)
def _css(r: float, g: float, b: float, a: float) -> str:
    return f"rgba({round(255 * r)},{round(255 * g)},{round(255 * b)},{a:.3g})"


def css(colour: Any) -> str:
    """Return any colour of Matplotlib's as CSS takes it."""
    return _css(*(float(part) for part in to_rgba(colour)))


def _warp(axis: Axis, values: Any) -> np.ndarray:
    """Return values along an axis as the shapes hold them: NaN where the axis cannot show them."""
    values = np.asarray(values, float)
    scale = axis.get_scale()
    if scale == "log":
        return np.where((values > 0) & np.isfinite(values), values, np.nan)
    if scale != "linear":
        values = axis.get_transform().transform(values)
    return values if np.isfinite(values).all() else np.where(np.isfinite(values), values, np.nan)


def _points(artist: Artist, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return points of an artist in the units of its axes."""
    axes, transform = artist.axes, artist.get_transform()
    if not isinstance(artist, Rectangle | Collection | Text) and transform != axes.transData:
        xy = (transform - axes.transData).transform(xy)  # A line across the axes, say.
    return _warp(axes.xaxis, xy[:, 0]), _warp(axes.yaxis, xy[:, 1])


def _line(line: Line2D) -> Shape:
    x, y = _points(line, line.get_xydata())
    style, marker = line.get_linestyle(), line.get_marker()
    return Shape(
        kind="line",
        x=x,
        y=y,
        visible=bool(line.get_visible()),
        colour=css(line.get_color()),
        width=float(line.get_linewidth()),
        style="" if style in ("None", " ", "") else style,
        marker="" if marker in ("None", " ", "", None) else str(marker),
        size=line.get_markersize(),
    )


def _boxes(ends: np.ndarray, axes: Axes, fills: list[str], edges: list[str], visible: bool = True) -> Shape:
    """Return boxes given as an array (N, 4) of x0, y0, x1, y1; those with NaN are hidden."""
    x0, x1 = _warp(axes.xaxis, ends[:, [0, 2]]).T
    y0, y1 = _warp(axes.yaxis, ends[:, [1, 3]]).T
    seen = np.isfinite(x0 + x1 + y0 + y1)
    if not seen.all():
        x0, x1, y0, y1 = x0[seen], x1[seen], y0[seen], y1[seen]
        fills, edges = ([c for c, there in zip(given, seen, strict=True) if there] for given in (fills, edges))
    visible = visible and bool(seen.any())
    return Shape(kind="boxes", x0=x0, x1=x1, y0=y0, y1=y1, fills=fills, edges=edges, visible=visible)


def _rectangles(patches: list[Rectangle]) -> Shape:
    axes = patches[0].axes
    ends = [(x := p.get_x(), y := p.get_y(), x + p.get_width(), y + p.get_height()) for p in patches]
    blended = [i for i, p in enumerate(patches) if p.get_data_transform() != axes.transData]
    ends = np.array(ends, float)
    for i in blended:  # A band across the axes.
        to_data = patches[i].get_data_transform() - axes.transData
        ends[i] = to_data.transform(ends[i].reshape(2, 2)).ravel()
    ends[[not p.get_visible() for p in patches]] = np.nan
    fills = [css(p.get_facecolor()) for p in patches]
    return _boxes(ends, axes, fills, [css(p.get_edgecolor()) for p in patches])


def _collection(polygons: PolyCollection) -> Shape:
    paths = [path.vertices for path in polygons.get_paths()]
    vertices = np.array(paths, float) if paths else np.empty((0, 1, 2))
    ends = np.concatenate([vertices.min(axis=1), vertices.max(axis=1)], axis=1)

    def colours(given: Any) -> list[str]:
        given = given if len(given) else ["none"]
        return [css(given[i % len(given)]) for i in range(len(paths))]

    fills, edges = colours(polygons.get_facecolor()), colours(polygons.get_edgecolor())
    return _boxes(ends, polygons.axes, fills, edges, bool(polygons.get_visible()))


def _outline(artist: Artist, paths: Iterable[np.ndarray], colour: Any, fill: Any, width: float) -> Shape:
    """Return paths as one line with gaps, filled or not."""
    gap = np.full((1, 2), np.nan)
    parts = [part for path in paths for part in (path, gap)]
    x, y = _points(artist, np.concatenate(parts[:-1] or [gap]))
    visible = bool(artist.get_visible())
    return Shape(kind="outline", x=x, y=y, colour=css(colour), fill=css(fill), width=float(width), visible=visible)


def _pieces(path: Path) -> list[np.ndarray]:
    """Return the polygons of a path; its curves by their control points, which are close by."""
    if path.codes is None:
        return [path.vertices]
    closed = (path.codes == path.CLOSEPOLY).any()  # Its CLOSEPOLY holds no point.
    pieces = np.split(path.vertices, np.flatnonzero(path.codes == path.MOVETO)[1:])
    return [np.concatenate([piece[:-1], piece[:1]]) if closed else piece for piece in pieces]


def _patch(patch: Patch) -> Shape:
    if isinstance(patch, FancyArrowPatch):  # Its shaft; the head is a few pixels.
        return _outline(patch, [np.array(patch._posA_posB)], patch.get_edgecolor(), "none", patch.get_linewidth())
    colours = patch.get_edgecolor(), patch.get_facecolor()
    return _outline(patch, _pieces(patch.get_path()), *colours, patch.get_linewidth())


def _texts(axes: Axes, texts: list[tuple[float, float, str, Any]]) -> Shape:
    x, y, words, colours = zip(*texts, strict=True)
    x, y = _warp(axes.xaxis, x), _warp(axes.yaxis, y)
    return Shape(kind="texts", x=x, y=y, words=list(words), colour=css(colours[0]), visible=True)


def shapes(artists: Iterable[Artist]) -> list[Shape]:
    """Return what artists show, each shape with the axes it belongs to as ``shape.axes``."""
    found: list[Shape] = []
    rectangles: dict[Axes, list[Rectangle]] = {}
    words: dict[Axes, list[tuple]] = {}
    for artist in artists:
        if isinstance(artist, Text):
            text = artist.get_text() if artist.get_visible() else ""
            words.setdefault(artist.axes, []).append((*artist.get_position(), text, artist.get_color()))
            continue
        if isinstance(artist, Rectangle):
            rectangles.setdefault(artist.axes, []).append(artist)
            continue
        if hasattr(artist, "figures"):  # See `peers.parts`.
            words.setdefault(artist.axes, []).extend((*at, artist.get_facecolor()) for at in artist.figures)
            continue
        if isinstance(artist, Line2D):
            shape = _line(artist)
        elif isinstance(artist, PolyCollection):
            shape = _collection(artist)
        elif isinstance(artist, Collection):  # Segments, contours.
            width, *_ = artist.get_linewidth()
            paths = [piece for path in artist.get_paths() for piece in _pieces(path)]
            colours = artist.get_edgecolor()
            shape = _outline(artist, paths, colours[0] if len(colours) else "none", "none", width)
        elif isinstance(artist, Patch):
            shape = _patch(artist)
        else:
            raise TypeError(f"cannot translate {artist}")
        shape.axes = artist.axes
        found.append(shape)
    for axes, patches in rectangles.items():
        found.append(_rectangles(patches))
        found[-1].axes = axes
    for axes, texts in words.items():
        found.append(_texts(axes, texts))
        found[-1].axes = axes
    return found


def still_artists(figure: Figure) -> list[Artist]:
    """Return the artists in a figure's axes that stay."""
    kinds = (Line2D, Collection, Rectangle, Text)
    return [
        artist
        for axes in figure.axes
        for artist in [*axes.lines, *axes.collections, *axes.patches, *axes.texts]
        if isinstance(artist, kinds) and not artist.get_animated()
    ]


def _side(axis: Axis, limits: tuple[float, float]) -> SimpleNamespace:
    low, high = sorted(limits)
    ticks = np.array([tick for tick in axis.get_majorticklocs() if low <= tick <= high])
    labels = axis.get_major_formatter().format_ticks(ticks)
    labels = [f"{t:g}" if "$" in label else label for t, label in zip(ticks, labels, strict=True)]
    shown = axis.axes.axison
    return SimpleNamespace(
        log=axis.get_scale() == "log",
        limits=[float(end) for end in _warp(axis, limits)],
        ticks=_warp(axis, ticks) if shown else np.array([]),
        labels=labels if shown else [],
        title=axis.get_label_text() if shown else "",
    )


def frame(axes: Axes) -> SimpleNamespace:
    """Return the place, sides and title of an axes, whose layout is settled."""
    place = axes.get_position()
    return SimpleNamespace(
        left=place.x0,
        right=place.x1,
        bottom=place.y0,
        top=place.y1,
        title=axes.get_title() or axes.get_title(loc="left"),
        x=_side(axes.xaxis, axes.get_xlim()),
        y=_side(axes.yaxis, axes.get_ylim()),
    )
