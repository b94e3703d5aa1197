"""Numbers with a sign as pictures: tables of squares, and bars; filled where positive, open where negative."""

from functools import cache
from typing import Any

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath, text_to_path

from ..picture import BLUE, INK, RED
from ..shapes import boxes
from ..text import fixed


def table_of_squares(axes: Any, rows: list[str], columns: list[str], title: str) -> PolyCollection:
    """Draw a table on `axes`; return its squares, to be set by `set_squares`."""
    axes.set(
        xlim=(0.5, len(columns) + 0.5),
        ylim=(len(rows) + 0.5, 0.5),
        aspect="equal",
        title=title,
        xticks=range(1, len(columns) + 1),
        yticks=range(1, len(rows) + 1),
        xticklabels=columns,
        yticklabels=rows,
    )
    axes.tick_params(length=0)
    axes.grid(False)
    for side in ("right", "top"):
        axes.spines[side].set_visible(True)
    axes.hlines(np.arange(1, len(rows)) + 0.5, 0.5, len(columns) + 0.5, color=INK, linewidth=0.4)
    axes.vlines(np.arange(1, len(columns)) + 0.5, 0.5, len(rows) + 0.5, color=INK, linewidth=0.4)
    squares = PolyCollection([], linewidth=1.6)
    axes.add_collection(squares)
    return squares


def set_squares(squares: PolyCollection, table: np.ndarray[Any, Any], largest: float, raised: float = 0.0) -> None:
    """Give each entry a square whose area is its size: filled where it is positive, open where negative.

    An entry of size `largest` or more fills its cell.
    """
    rows, columns = np.indices(table.shape) + 1
    half = 0.43 * np.sqrt(np.minimum(np.abs(table) / largest, 1.0))
    corners = boxes(columns - half, 2 * half, rows - raised - half, 2 * half)
    squares.set_verts(corners.reshape(-1, 4, 2))
    _fill_by_sign(squares, table.ravel())


def _fill_by_sign(shapes: PolyCollection, values: np.ndarray[Any, Any]) -> None:
    """Fill shapes of positive values, outline those of negative ones."""
    shapes.set_facecolor([BLUE if up else "none" for up in values > 0])
    shapes.set_edgecolor([BLUE if up else RED for up in values > 0])


@cache
def _glyph(character: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], float]:
    """Return the outline of a character of size 1 with its width."""
    font = FontProperties(family="DejaVu Sans", size=100)
    path = TextPath((0, 0), character, prop=font)
    width = text_to_path.get_text_width_height_descent(character, font, ismath=False)[0]
    return path.vertices / 100, path.codes, width / 100


def figures_patch(axes: Any) -> PathPatch:
    """Add an empty patch to `axes` for `set_figures`: many figures as one artist, a tenth of the time of texts."""
    patch = PathPatch(Path(np.zeros((1, 2))), facecolor=INK, edgecolor="none")
    axes.add_patch(patch)
    return patch


def set_figures(patch: PathPatch, table: np.ndarray[Any, Any], digits: int, size: float = 0.14) -> None:
    """Write each entry of a table below its square, in letters of `size` cells."""
    vertices, codes = [], []
    for (i, j), value in np.ndenumerate(table):
        glyphs = [_glyph(character) for character in fixed(float(value), digits)]
        ends = np.cumsum([width for _, _, width in glyphs])
        for (outline, code, width), end in zip(glyphs, ends, strict=True):
            # y runs downwards in a table.
            start = (j + 1 + size * (end - width - ends[-1] / 2), i + 1.44)
            vertices.append(start + outline * (size, -size))
            codes.append(code)
    patch.set_path(Path(np.concatenate(vertices), np.concatenate(codes)))
    patch.stale = True  # Matplotlib's set_path does not say so.
