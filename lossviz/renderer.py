"""Matplotlib's SVG renderer, sending less: two decimals, and large clouds of points as an image."""

from typing import Any

import numpy as np
from matplotlib import _path
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.transforms import Affine2D, TransformedBbox

MANY = 1000
"""Points of one artist beyond which they are drawn as an image: twice as fine as the page, not sharp at any zoom."""


class Renderer(RendererSVG):
    """As Matplotlib's own, which writes six decimals, and 140 bytes for each point of a cloud.

    Two decimals are a hundredth of a point. Without the image, 100 000 points would be 14 MB a move.
    """

    def _convert_path(
        self, path: Any, transform: Any = None, clip: Any = None, simplify: Any = None, sketch: Any = None
    ) -> str:
        clip = (0.0, 0.0, self.width, self.height) if clip else None
        commands = [b"M", b"L", b"Q", b"C", b"z"]
        return _path.convert_to_string(path, transform, clip, simplify, sketch, 2, commands, False).decode("ascii")

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
            pen.set_clip_rectangle(TransformedBbox(gc.get_clip_rectangle(), larger))
        image.draw_markers(pen, marker_path, marker_trans + larger, path, trans + larger, rgbFace)
        self.draw_image(self.new_gc(), 0, 0, np.asarray(image.buffer_rgba())[::-1])
