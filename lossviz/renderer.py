"""Matplotlib's SVG renderer, sending less: two decimals, large clouds of points as an image, texts kept."""

from functools import lru_cache
from typing import Any

import numpy as np
from matplotlib import _path
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_hex
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, TransformedBbox

MANY = 1000
"""Points of one artist beyond which they are drawn as an image: twice as fine as the page, not sharp at any zoom."""


_COMMANDS = [b"M", b"L", b"Q", b"C", b"z"]
_TEXT = TextToPath()


@lru_cache(2048)
def _outline(text: str, font: FontProperties) -> str:
    """Return the text as the data of one SVG path, in a hundredth of the font's size."""
    vertices, codes = _TEXT.get_text_path(font, text)
    path = Path(np.asarray(vertices), codes)
    written: bytes = _path.convert_to_string(path, None, None, False, None, 1, _COMMANDS, False)
    return written.decode("ascii")


@lru_cache(2048)
def _extent(text: str, font: FontProperties) -> tuple[float, float, float]:
    extent: tuple[float, float, float] = _TEXT.get_text_width_height_descent(text, font, False)
    return extent


class Renderer(RendererSVG):
    """As Matplotlib's own, which writes six decimals, and 140 bytes for each point of a cloud.

    Two decimals are a hundredth of a point. Without the image, 100 000 points would be 14 MB a move.
    """

    def _convert_path(
        self, path: Any, transform: Any = None, clip: Any = None, simplify: Any = None, sketch: Any = None
    ) -> str:
        clip = (0.0, 0.0, self.width, self.height) if clip else None
        written: bytes = _path.convert_to_string(path, transform, clip, simplify, sketch, 2, _COMMANDS, False)
        return written.decode("ascii")

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
            super().draw_markers(gc, marker_path, marker_trans, path, trans, rgbFace)
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


class MovingRenderer(Renderer):
    """Draws each text as one path and keeps it: texts were half the time of a move, and few are new.

    For a layer of many texts drawn once, Matplotlib's own way, a path for each letter, is the smaller.
    """

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        """Measure a text, in points: its width, its height, and how far it reaches below its line."""
        if ismath:
            extent: tuple[float, float, float] = super().get_text_width_height_descent(s, prop, ismath)
            return extent
        return _extent(s, prop.copy())

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
        alpha = gc.get_alpha() if gc.get_forced_alpha() else gc.get_rgb()[3]
        self.writer.element(
            "path",
            d=_outline(s, prop.copy()),
            transform=f"translate({x:.2f} {y:.2f}) rotate({-angle:g}) scale({scale:.4g} {-scale:.4g})",
            style=f"fill: {to_hex(gc.get_rgb())}; opacity: {alpha:g}",
        )
