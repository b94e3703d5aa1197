"""What can be checked of how a panel looks and reads in a state; `tests/test_panels.py` visits many."""

import functools
import re
from collections.abc import Iterator
from decimal import Decimal

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection, LineCollection, PathCollection, QuadMesh
from matplotlib.contour import ContourSet
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import FancyArrowPatch, Patch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import Bbox

NONE = ("None", "none", "", " ", None)
LEAST = 1 / 3  # Of an axis is in use.


def visible(axes, kind):
    return [artist for artist in axes.get_children() if artist.get_visible() and isinstance(artist, kind)]


def titled(axes):
    return repr(axes.get_title() or axes.get_ylabel() or axes.get_xlabel())


class Looks:
    """A panel's picture under its checks. Each yields what is wrong, one line each."""

    def __init__(self, panel):
        self.panel = panel
        self.figure = panel.picture.figure
        panel.picture.still()  # Only now are the axes in their places.
        self.renderer = FigureCanvasAgg(self.figure).get_renderer()
        self.boxes = {}

    def wrong(self) -> Iterator[str]:
        """Yield what is wrong in the state in which the panel stands."""
        yield from self.cut_markers()
        yield from self.crossed_texts()
        yield from self.misread()

    def cut_markers(self) -> Iterator[str]:
        """Yield the markers that the edge of their axes cuts."""
        for axes in self.figure.axes:
            left_bottom, right_top = axes.bbox.padded(0.5).get_points()
            for artist in visible(axes, Line2D | PathCollection):
                points, reach = markers(artist) if artist.get_clip_on() else ([], None)
                if not len(points):
                    continue
                low, high = points + reach[0], points + reach[1]
                seen = (high > left_bottom + 1).all(axis=1) & (low < right_top - 1).all(axis=1)
                whole = (low >= left_bottom).all(axis=1) & (high <= right_top).all(axis=1)
                for at in axes.transData.inverted().transform(points[seen & ~whole]):
                    yield f"the edge of {titled(axes)} cuts a marker at ({at[0]:.3g}, {at[1]:.3g})"

    def crossed_texts(self) -> Iterator[str]:
        """Yield the texts that a line crosses, or on which a marker or another text lies, where one of both moves."""
        moving = set(self.panel.picture.moving_artists)
        for axes in self.figure.axes:
            legend = axes.get_legend()
            texts = [*visible(axes, Text), *(legend.get_texts() if legend else ())]
            boxes = [(text, self.box(text, text in moving)) for text in texts if text.get_text().strip()]
            boxes = [(text, box) for text, box in boxes if box.overlaps(axes.bbox)]
            drawn = [
                (artist, paths(artist), stamps(artist, axes))
                for artist in visible(axes, Line2D | Collection | Patch)
                if artist in moving or moving.intersection(text for text, _ in boxes)
            ]
            for i, (text, box) in enumerate(boxes):
                inside = Bbox.intersection(box, axes.bbox)
                for artist, its, marks in drawn if inside and text.get_bbox_patch() is None else ():
                    if artist in moving or text in moving:
                        crosses = any(path.intersects_bbox(inside, filled=False) for path in its)
                        if crosses or any(inside.overlaps(mark) for mark in marks):
                            what = f"{type(artist).__name__} {artist.get_label()}"
                            yield f"{what} crosses {text.get_text()!r} in {titled(axes)}"
                for other, its in boxes[:i]:
                    if (text in moving or other in moving) and box.overlaps(its):
                        yield f"{other.get_text()!r} and {text.get_text()!r} lie on one another in {titled(axes)}"

    def box(self, text, moves):
        """Return the box of a text without the room above and below its letters."""
        if moves or text not in self.boxes:
            left, bottom, width, height = text.get_window_extent(self.renderer).bounds
            self.boxes[text] = Bbox.from_bounds(left + 1, bottom + 0.2 * height, max(width - 2, 0), 0.65 * height)
        return self.boxes[text]

    def unused(self) -> Iterator[str]:
        """Yield the axes of which the data take less than a third; log axes count in decades, shared ones as one."""
        for axes in self.figure.axes:
            for i, (name, axis) in enumerate([("x", axes.xaxis), ("y", axes.yaxis)]):
                shared = getattr(axes, f"get_shared_{name}_axes")().get_siblings(axes)
                ends = [corners[:, i] for each in shared for corners in data(each)]
                # An axis without ticks is none: a line of numbers has but one.
                if ends and axis.get_visible() and axes.axison and len(axis.get_ticklocs()):
                    share = max(map(np.max, ends)) - min(map(np.min, ends))
                    if share < LEAST:
                        yield f"{share:.0%} of the {name} axis of {titled(axes)} is in use; a third is wanted"

    def misread(self) -> Iterator[str]:
        """Yield what is wrong in the reading, and in the texts of the picture."""
        for text in [self.panel.reading, *(t.get_text() for axes in self.figure.axes for t in visible(axes, Text))]:
            yield from blemished(text)
        for name, figure in re.findall(r"\b([pq]) = ([01])(?![.\d])", self.panel.reading):
            value = getattr(self.panel.numbers, name, int(figure))
            if value != int(figure):
                yield f"{name} = {figure}, and it is {value:.6g}: more digits, or a power of ten"


def markers(artist):
    """Return where on the page the markers of an artist stand, and how far they reach from there."""
    if isinstance(artist, PathCollection):
        points = artist.get_offset_transform().transform(artist.get_offsets())
        reach = (np.sqrt(np.max(artist.get_sizes(), initial=0)) + np.max(artist.get_linewidth(), initial=0)) / 2
        return points, np.array([[-reach], [reach]])
    if artist.get_marker() in NONE or not len(artist.get_xdata()):
        return [], None
    marker = MarkerStyle(artist.get_marker())
    box = marker.get_path().transformed(marker.get_transform()).get_extents()
    edge = artist.get_markeredgewidth() / 2
    points = artist.get_transform().transform(artist.get_xydata())
    points = points if artist.get_markevery() is None else points[artist.get_markevery()]
    return points, artist.get_markersize() * box.get_points() + [[-edge], [edge]]


def stamps(artist, axes):
    """Return the boxes of the markers of an artist that stand in its axes."""
    points, reach = markers(artist) if isinstance(artist, Line2D | PathCollection) else ([], None)
    return [Bbox(point + reach) for point in points if axes.bbox.contains(*point)]


def paths(artist):
    """Return the paths of an artist on the page, but for markers."""
    if isinstance(artist, PathCollection | QuadMesh):
        return []
    if isinstance(artist, Line2D) and (artist.get_linestyle() in NONE or not len(artist.get_xdata())):
        return []
    found = artist.get_paths() if isinstance(artist, Collection) else [artist.get_path()]
    return [artist.get_transform().transform_path(path).cleaned(remove_nans=True) for path in found]


def data(axes) -> Iterator[np.ndarray]:
    """Yield the corners of what stands for data in an axes, as far as it is inside, as parts of the axes.

    Lines, markers, bars, areas and unfilled contours do. What fills the ground (a mesh, filled contours, a patch as
    large as the axes), what has no place along one of the axes (a line from edge to edge), and text do not.
    """
    box = axes.bbox
    for artist in visible(axes, Line2D | Collection | Patch):
        scattered = isinstance(artist, PathCollection)
        transform = artist.get_offset_transform() if scattered else artist.get_transform()
        ground = isinstance(artist, QuadMesh) or (isinstance(artist, ContourSet) and artist.filled)
        if ground or artist is axes.patch or not all(transform.contains_branch_seperately(axes.transData)):
            continue
        area = isinstance(artist, Patch | Collection) and not isinstance(artist, FancyArrowPatch | LineCollection)
        area = area and not scattered and not isinstance(artist, ContourSet)
        for path in paths(artist):
            path = path.clip_to_bbox(box) if area else path.cleaned(clip=box.extents, curves=False)
            drawn = slice(None) if path.codes is None else (path.codes != Path.STOP) & (path.codes != Path.CLOSEPOLY)
            corners = np.clip(axes.transAxes.inverted().transform(path.vertices[drawn]), 0, 1)
            if len(corners) and not (area and (np.ptp(corners, axis=0) > 0.95).all()):
                yield corners
        if isinstance(artist, Line2D | PathCollection):
            points = [point for point in markers(artist)[0] if box.contains(*point)]
            if points:
                yield axes.transAxes.inverted().transform(points)


PLURALS = "steps|days|items|questions|times|points|draws|words|bits|nats|labels|classes|pictures|readings|units|degrees"
BLEMISHES = {
    r"(?<![\d.,])0\.0+ ?%": "0 %, or digits that show what there is",
    r"(?<![\d.,])[−-]0(?:\.0+)?(?![\d.e])": "zero has no sign",
    rf"(?<![\d.,−-])1 (?:{PLURALS})\b": "the singular",
}


def blemishes(text) -> Iterator[str]:
    """Yield what does not read well in a reading or a label.

    >>> list(blemishes("after 1 steps 0.0 % are left, after 11 steps −0.5"))
    ["'0.0 %': 0 %, or digits that show what there is", "'1 steps': the singular"]
    """
    for pattern, better in BLEMISHES.items():
        yield from (f"{found!r}: {better}" for found in re.findall(pattern, text))


_FIGURE = r"[−-]?\d+(?:\.\d+)?(?:e[−+-]?\d+)?"
_WORDS = r"(?: ?(?:[A-Za-zα-ω]+|%|°C?))*"  # "1.75 bits of floor + 0.875 bits = 2.625 bits"
_WORD = r"(?:[A-Za-zα-ω]+ )"
_TERM = rf"{_WORD}*{_FIGURE}[²³]?{_WORDS}"
_SUM = re.compile(
    rf"(?P<parts>{_FIGURE}[²³]?{_WORDS}(?: [+−·×/-] {_TERM})+) = {_WORD}*(?P<total>{_FIGURE})(?![\^²³]| [·×/])"
)
_MUS = re.compile(rf"(?P<total>{_FIGURE}){_WORDS} = (?P<parts>{_TERM}(?: [+−·×/-] {_TERM})+)")
_SIGNS = "+", "−", "-", "·", "×", "/"


def sums_wrong(text) -> Iterator[str]:
    """Yield the sums in a text that do not come out exactly as printed, and products that rounding cannot explain.

    >>> list(sums_wrong("floor 1.75 + excess 0.88 = 2.62 bits; 0.5 · 3.1 = 1.54; 4.33² / 5 = 3.748"))
    ["'1.75 + excess 0.88 = 2.62' makes 2.63"]
    >>> list(sums_wrong("She pays 1.08 = floor 0.80 + excess 0.29, and 3 = 1 + 2"))
    ["'1.08 = floor 0.80 + excess 0.29' makes 1.09"]
    """
    for found in [*_SUM.finditer(text), *_MUS.finditer(text)]:
        if text[: found.start()].rstrip().endswith((*_SIGNS, "(", "^", "√", "=")):
            continue  # Only a part of an expression.
        figures = re.findall(rf"(?<!\S)({_FIGURE})([²³]?)", found["parts"])
        numbers = [printed(figure) for figure, _ in figures]
        powers = [{"²": 2, "³": 3}.get(power, 1) for _, power in figures]
        signs = re.findall(r" ([+−·×/-]) ", found["parts"])
        total = printed(found["total"])
        value = worth(numbers, powers, signs)
        room = half(total) if half(total) > max(map(half, numbers)) else Decimal(0)
        if {*signs} & {*"·×/"} or max(powers) > 1:
            room = half(total)
            for i, number in enumerate(numbers):
                if number == int(number):
                    continue  # A count.
                ends = [[*numbers[:i], number + off, *numbers[i + 1 :]] for off in (half(number), -half(number))]
                room += max(abs(worth(end, powers, signs) - value) for end in ends)
        if abs(value - total) > room:
            yield f"{found[0]!r} makes {value:.6g}"


def printed(figure: str) -> Decimal:
    return Decimal(figure.replace("−", "-"))


def half(number: Decimal) -> Decimal:
    """Return half a unit of a number's last digit."""
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


def worth(numbers, powers, signs) -> Decimal:
    """Return what numbers make, each raised to its power, with signs between them, products before sums."""
    first, *others = (number**power for number, power in zip(numbers, powers, strict=True))
    terms = [first]
    for sign, number in zip(signs, others, strict=True):
        if sign in "+−-":
            terms.append(number if sign == "+" else -number)
        else:
            terms[-1] = terms[-1] * number if sign in "·×" else terms[-1] / number
    return sum(terms, Decimal(0))


@functools.cache
def blemished(text) -> tuple[str, ...]:
    """Return what is wrong in a text."""
    return *blemishes(text), *(sums_wrong(text) if "=" in text else ())


_SAID = re.compile(r"[‘“'\"](?=\w)([^‘’“”\"]{20,}?)[’”'\"](?!\w)")


def sentence_of(make) -> str:
    """Return what one can say after dragging: what stands in quotation marks in the docstring of a panel."""
    found = _SAID.search(" ".join((make.__doc__ or "").split()))
    return found[1] if found else ""
