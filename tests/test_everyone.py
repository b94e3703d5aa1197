"""Panels for everyone: colours that stay apart for any eye, text that stands out, and a picture's words.

In the browser the same is asked of the page, by tests/browser/test_everyone.py.
"""

import itertools
import xml.etree.ElementTree as ET

import ipywidgets as widgets
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection
from matplotlib.colors import to_rgb, to_rgba, to_rgba_array
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Text

from lossviz.lessons import panels
from lossviz.lessons.start import first_panel
from lossviz.picture import LIGHT, Picture
from lossviz.style import DARK
from tests.test_panels import states

PANELS = pytest.mark.parametrize("make", list(panels()), ids=lambda make: make.__name__)
THEMES = {"light": LIGHT, "dark": DARK}
SERIES = ["ink", "blue", "red", "green", "pink"]

# What is left of linear red, green and blue. Colour-blind: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes,
# A physiologically-based model for simulation of color vision deficiency, IEEE TVCG 15 (2009), severity 1.
# Grey: the luminance of sRGB (IEC 61966-2-1), as a print has it.
EYES = {
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])  # From linear sRGB.
APART = 10  # In CIE 1976 ΔE, of which one is a difference that can just be seen.


def linear(rgb):
    rgb = np.asarray(rgb, float)
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb, eye="normal"):
    """Return what an eye makes of colours, in CIE L*a*b*."""
    t = np.clip(linear(rgb) @ np.transpose(EYES[eye]), 0, 1) @ XYZ.T / XYZ.sum(axis=1)
    x, y, z = np.moveaxis(np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116), -1, 0)
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def difference(a, b, eye="normal"):
    return float(np.linalg.norm(lab(a, eye) - lab(b, eye)))


def contrast(a, b):
    """Return the ratio that WCAG 2 asks about, 1 to 21."""
    a, b = (linear(colour) @ XYZ[1] + 0.05 for colour in (a, b))
    return np.maximum(a, b) / np.minimum(a, b)


def over(colour, paper):
    """Return a colour as it looks on paper: mixed with it, where it is see-through."""
    return tuple(colour[3] * np.array(colour[:3]) + (1 - colour[3]) * np.array(to_rgb(paper)))


def themed(colour, palette):
    """Return an RGBA colour as the style sheet of a theme changes it."""
    names = {to_rgb(light): name for name, light in LIGHT.items()}
    name = names.get(tuple(colour[:3]))
    return (*(to_rgb(palette[name]) if name else colour[:3]), colour[3])


def recolour(figure, palette):
    """Bring a figure into a theme, as the page's style sheet does."""
    for artist in figure.findobj():
        for part in ("color", "facecolor", "edgecolor", "markerfacecolor", "markeredgecolor"):
            given = getattr(artist, f"get_{part}", lambda: "none")()
            if isinstance(given, str) and given in ("none", "auto", "face", "edge"):
                continue
            colours = [themed(colour, palette) for colour in to_rgba_array(given)]
            if colours:
                getattr(artist, f"set_{part}")(colours if np.ndim(given) == 2 else colours[0])


def some_states(make):
    """Yield a panel in its first state, after each preset, and in three or four of the driver's."""
    panel = make()
    yield panel
    start = panel.state
    for button in (w for box in panel.children for w in box.children if isinstance(w, widgets.Button)):
        panel.set(**start)
        button.click()
        yield panel
    every = list(states(panel))
    for state in every[:: max(1, len(every) // 3)]:
        yield panel.set(**state)


def marks(axes):
    """Yield what an axes shows: its signs other than colour, and its colour with how it is filled."""
    for artist in axes.get_children():
        if not artist.get_visible() or isinstance(artist, Text) or artist is axes.patch:
            continue
        if isinstance(artist, Line2D):
            line, marker = artist.get_linestyle(), str(artist.get_marker())
            width = artist.get_linewidth() if line != "None" else 0
            yield ("line", line, marker), width, to_rgba(artist.get_color(), artist.get_alpha())
        elif isinstance(artist, Patch | Collection):
            faces, edges = to_rgba_array(artist.get_facecolor()), to_rgba_array(artist.get_edgecolor())
            width = float(np.max(artist.get_linewidth(), initial=0))
            dashes = [artist.get_linestyle()] if isinstance(artist, Patch) else [d for _, d in artist.get_linestyle()]
            for i in range(max(len(faces), len(edges))):
                face = faces[i % len(faces)] if len(faces) else np.zeros(4)
                edge = edges[i % len(edges)] if len(edges) else np.zeros(4)
                filled = "filled" if face[3] > 0.3 else "tinted" if face[3] > 0 else "hollow"
                sign = "area", filled, str(artist.get_hatch()), str(dashes[i % len(dashes)])
                yield sign, width, tuple(face if face[3] else edge)


@pytest.mark.parametrize("theme", THEMES)
def test_series_colours_stay_apart_for_every_colour_blind_eye_and_from_the_paper(theme):
    palette = THEMES[theme]
    for eye in list(EYES)[:4]:
        for a, b in itertools.combinations([*SERIES, "paper"], 2):
            assert difference(to_rgb(palette[a]), to_rgb(palette[b]), eye) > APART, (a, b, eye)


@pytest.mark.parametrize("theme", THEMES)
def test_ink_has_a_contrast_of_4_5_on_paper_and_each_series_one_of_3(theme):
    palette = THEMES[theme]
    paper = to_rgb(palette["paper"])
    assert contrast(to_rgb(palette["ink"]), paper) > 7
    for name in SERIES:
        assert contrast(to_rgb(palette[name]), paper) > 3, name


def alike(axes, palette):
    """Yield pairs of marks that some eye cannot tell apart: of the same sign, and colours too near."""
    found = {(sign, width, colour) for sign, width, colour in marks(axes)}
    for (sign, width, a), (other, its_width, b) in itertools.combinations(sorted(found, key=str), 2):
        if sign != other or max(width, its_width) > 1.4 * min(width, its_width) or tuple(a) == tuple(b):
            continue
        a, b = (over(themed(colour, palette), palette["paper"]) for colour in (a, b))
        for eye in EYES:
            if difference(a, b, eye) < APART:
                yield f"{sign}: {np.round(a, 2)} and {np.round(b, 2)} are alike to {eye}"


@PANELS
def test_any_two_series_are_told_apart_by_every_eye(make):
    """By colour, or where an eye or a print sees none, by line style, marker, width, filling or hatch."""
    for panel in some_states(make):
        for palette in THEMES.values():
            for axes in panel.picture.figure.axes:
                assert not list(alike(axes, palette)), panel.state


def test_marks_that_differ_in_colour_alone_are_found():
    def draw(figure, **other):
        axes = figure.subplots()
        axes.plot([0], [0], color=LIGHT["red"])
        axes.plot([1], [1], color=LIGHT["blue"], **other)

    assert len(list(alike(Picture(draw).figure.axes[0], LIGHT))) == 1
    assert not list(alike(Picture(lambda figure: draw(figure, linestyle="--")).figure.axes[0], LIGHT))


def hard_to_read(figure, palette):
    """Yield texts that do not stand out from what they are drawn on, in a theme."""
    recolour(figure, palette)
    texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    canvas = FigureCanvasAgg(figure)
    boxes = [text.get_window_extent(canvas.get_renderer()).extents for text in texts]
    animated = [artist for artist in figure.findobj() if artist.get_animated()]
    for artist in animated:
        artist.set_animated(False)
    for text in texts:
        text.set_visible(False)
    canvas.draw()
    ground = np.asarray(canvas.buffer_rgba())[::-1, :, :3] / 255
    for text, box in zip(texts, boxes, strict=True):
        x0, y0, x1, y1 = np.clip(np.round(box), 0, None).astype(int)
        under = ground[y0:y1, x0:x1].reshape(-1, 3)
        if len(under) == 0:
            continue  # A tick's, beyond the end of its axis.
        share = np.mean(contrast(under, to_rgb(text.get_color())) < 4.5)
        if share > CROSSED:
            yield f"{text.get_text()!r}: {share:.0%} of its ground"
    for artist in animated:
        artist.set_animated(True)
    for text in texts:
        text.set_visible(True)
    recolour(figure, LIGHT)


CROSSED = 0.25  # Of a text's ground may be taken by lines that pass under it.


@pytest.mark.slow
@PANELS
def test_every_text_has_a_contrast_of_4_5_to_what_it_stands_on(make):
    """In light and dark by turns."""
    for panel, theme in zip(some_states(make), itertools.cycle(THEMES), strict=False):
        assert not list(hard_to_read(panel.picture.figure, THEMES[theme])), (theme, panel.state)


@pytest.mark.slow
@PANELS
def test_the_words_of_a_picture_follow_its_state(make):
    """Of a still as of the live picture: what it shows, then the reading, with every figure of the state."""
    said = {}
    for panel in some_states(make):
        _, metadata = panel._repr_mimebundle_() if not said else (None, {"image/png": {"alt": panel.alt}})
        alt = metadata["image/png"]["alt"]
        assert alt == f"{panel._alt}. {panel.reading}"
        assert len(panel._alt) > 30
        said.setdefault(str({k: f"{v:.9g}" if isinstance(v, float) else v for k, v in panel.state.items()}), set()).add(
            alt
        )
        still, moving = ET.fromstring(f"<div>{panel._still.value}</div>"), ET.fromstring(panel._moving.value)
        (image,) = still.findall(".//*[@role='img']")
        words = {element.get("id"): element for element in [*still.iter(), *moving.iter()]}
        named = [words[id] for id in image.get("aria-labelledby").split()]
        assert " ".join([named[0].get("aria-label"), named[1].text]) == alt
    assert all(len(alts) == 1 for alts in said.values())
    alts = [alt for alts in said.values() for alt in alts]
    assert len(set(alts)) == len(alts) > 2, "each state has words of its own"


def test_an_error_takes_the_place_of_the_reading_in_the_words():
    panel = first_panel()
    panel._read = lambda numbers: 1 / 0
    panel.controls["dial"].value = 3.0
    assert "ZeroDivisionError" in panel.alt
