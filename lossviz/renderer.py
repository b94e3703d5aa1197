"""Matplotlib's SVG renderer, sending less and sooner: two decimals, clouds as an image, texts and styles once."""

import re
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, TransformedBbox

from .private import UNKNOWN, path_data, style_and_clip

MANY = 1000
"""Points of one artist beyond which they are drawn as an image: twice as fine as the page, not sharp at any zoom."""

_TEXT = TextToPath()
# A move brings new numbers of the same digits: each digit is kept by itself, what stands between them as a whole.
_PIECES = re.compile(r"\d|\D+")


class _Piece(NamedTuple):
    """Part of a line of text: its outline in hundredths of the font's size, its measures in points."""

    vertices: np.ndarray
    codes: np.ndarray
    width: float
    rise: float
    depth: float


@lru_cache(2048)
def _piece(text: str, font: FontProperties) -> _Piece:
    vertices, codes = _TEXT.get_text_path(font, text)
    width, height, depth = _TEXT.get_text_width_height_descent(text, font, False)
    return _Piece(np.asarray(vertices), np.asarray(codes, Path.code_type), width, height - depth, depth)


def _pieces(text: str, font: FontProperties) -> list[_Piece]:
    return [_piece(piece, font) for piece in _PIECES.findall(text) or [""]]


class Renderer(RendererSVG):
    """As Matplotlib's own, which writes six decimals, and 140 bytes for each point of a cloud.

    Two decimals are a hundredth of a point. Without the image, 100 000 points would be 14 MB a move.
    Where a name of `lossviz.private` is gone, Matplotlib's own method draws the same, at more length.
    """

    def __init__(self, *given: Any, **options: Any) -> None:
        self._outlines: dict[tuple[str, str], str] = {}
        super().__init__(*given, **options)

    def _convert_path(self, *given: Any, **options: Any) -> str:
        try:
            return path_data(self, *given, **options)
        except UNKNOWN:
            own: str = super()._convert_path(*given, **options)
            return own

    def draw_markers(
        self,
        gc: Any,
        marker_path: Any,
        marker_trans: Any,
        path: Any,
        trans: Any,
        rgbFace: Any = None,  # noqa: N803
    ) -> None:
        """Draw a marker at each point of a path, or an image of them all where they are many."""
        if len(path.vertices) <= MANY:
            try:
                outline = path_data(self, marker_path, marker_trans + Affine2D().scale(1, -1), simplify=False)
                style, clipped = style_and_clip(self, gc, rgbFace)
            except UNKNOWN:
                super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)
            else:
                self._draw_markers_of_one_style(outline, style, clipped, path, trans)
            return
        scale = self.image_dpi / 72
        larger = Affine2D().scale(scale)
        image = RendererAgg(scale * self.width, scale * self.height, self.image_dpi)
        pen = self.new_gc()
        pen.copy_properties(gc)
        if gc.get_clip_rectangle() is not None:
            clip: Any = TransformedBbox(gc.get_clip_rectangle(), larger)
            pen.set_clip_rectangle(clip)
        image.draw_markers(pen, marker_path, marker_trans + larger, path, trans + larger, rgbFace)
        self.draw_image(self.new_gc(), 0, 0, np.asarray(image.buffer_rgba())[::-1])

    def _draw_markers_of_one_style(
        self, outline: str, style: str, clipped: dict[str, str], path: Any, trans: Any
    ) -> None:
        """Write the style once for all, which Matplotlib's own repeats with every marker."""
        name = self._outlines.get((outline, style))
        if name is None:
            name = self._outlines[outline, style] = f"m{len(self._outlines)}"
            self.writer.start("defs")
            self.writer.element("path", id=name, d=outline)
            self.writer.end("defs")
        self.writer.start("g", style=style, **clipped)
        page = trans + Affine2D().scale(1, -1).translate(0, self.height)
        for vertices, _ in path.iter_segments(page, clip=(0, 0, 72 * self.width, 72 * self.height), simplify=False):
            x, y = vertices[-2:]
            self.writer.element("use", attrib={"xlink:href": f"#{name}", "x": f"{x:.2f}", "y": f"{y:.2f}"})
        self.writer.end("g")


class MovingRenderer(Renderer):
    """Draws each text as one path, of pieces that it keeps: texts were half the time of a move.

    For a layer of many texts drawn once, Matplotlib's own way, a path for each letter, is the smaller.
    """

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """Measure a text, in points: its width, its height, and how far it reaches below its line."""
        if ismath:
            extent: tuple[float, float, float] = super().get_text_width_height_descent(s, prop, ismath)
            return extent
        pieces = _pieces(s, prop)
        depth = max(piece.depth for piece in pieces)
        return sum(piece.width for piece in pieces), depth + max(piece.rise for piece in pieces), depth

    def draw_text(
        self,
        gc: Any,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: Any = None,
    ) -> None:
        """Draw a line of text; one that is clipped, a link or mathematics is left to Matplotlib."""
        if ismath or gc.get_url() or gc.get_clip_rectangle() or gc.get_clip_path()[0]:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        scale = prop.get_size_in_points() / _TEXT.FONT_SCALE
        pieces = _pieces(s, prop)
        starts = np.cumsum([0.0, *(piece.width for piece in pieces)]) / scale
        vertices = [np.add(piece.vertices, (start, 0.0)) for piece, start in zip(pieces, starts, strict=False)]
        try:
            codes = np.concatenate([piece.codes for piece in pieces])
            outline = path_data(self, Path(np.concatenate(vertices), codes), decimals=1)
        except UNKNOWN:
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
        self.writer.element(
            "path",
            d=outline,
            transform=f"translate({x:.2f} {y:.2f}) rotate({-angle:g}) scale({scale:.4g} {-scale:.4g})",
            style=f"fill: {to_hex(gc.get_rgb())}; opacity: {alpha:g}",
        )
