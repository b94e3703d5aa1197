"""The two layers of a picture: together they are what Matplotlib draws, and they stay small and safe."""

import base64
import io
import re
import sys
import threading
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from functools import partial

import matplotlib as mpl
import matplotlib.image
import numpy as np
import pytest
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from lossviz.drawn import artists_in
from lossviz.lessons import panels
from lossviz.picture import INK, Picture
from lossviz.renderer import MANY, MovingRenderer
from lossviz.style import DARK, STYLE_SHEET


def bars(figure):
    axes = figure.subplots()
    axes.set(xlim=(-1, 4), ylim=(0, 1), title="bars")
    return {"bars": axes.bar(range(4), [0.1, 0.2, 0.3, 0.4]), "text": axes.text(0, 0.9, "now")}


def settled(draw=bars):
    """A picture in which what `draw` returns moves."""
    made = []

    def draw_moving(figure):
        made.append(draw(figure))
        for artist in artists_in(made[0]):
            artist.set_animated(True)

    picture = Picture(draw_moving)
    picture.artists = made[0]
    picture.settle()
    return picture


def test_what_is_animated_moves_and_nothing_else():
    picture = settled()
    still, moving = picture.still(), picture.moving()
    picture.artists["bars"][0].set_height(0.8)
    assert picture.still() is still
    assert picture.moving() != moving


def test_still_layer_is_drawn_anew_when_something_in_it_changes():
    picture = settled()
    before = picture.still()
    picture.figure.axes[0].set_title("other")
    after = picture.still()
    assert after is not before
    assert picture.still() is after


def test_layers_are_well_formed_without_page_wide_style_or_strange_ids():
    picture = settled()
    for svg in (picture.still("p1"), picture.moving("p1")):
        ids = {element.get("id") for element in ET.fromstring(svg).iter()} - {None}
        assert all(re.fullmatch(r"p1[sm]\d+", id) for id in ids)
        assert {ref for ref in re.findall(r"#([\w]+)[\")]", svg) if ref.startswith("p1")} <= ids
        assert "<style" not in svg
        assert "<!--" not in svg
    assert settled().still("p1") == settled().still("p1"), "ids are the same in every run"


def test_colours_of_ink_and_paper_follow_the_theme():
    svg = settled().still()
    assert f"var(--lv-ink, {INK})" in svg
    assert f"fill: {INK}" not in svg
    assert f".lossviz {{ --lv-ink: {INK};" in STYLE_SHEET
    assert f"--lv-ink: {DARK['ink']};" in STYLE_SHEET


def test_text_of_a_user_is_escaped():
    def draw(figure):
        figure.subplots().set_title('<script>alert("1")</script> & --> "id="x')
        return figure.axes[0].text(0, 0, "<img src=x onerror=alert(1)> -->")

    picture = settled(draw)
    for svg in (picture.still(), picture.moving()):
        assert "<script" not in svg
        assert "<img" not in svg
        ET.fromstring(svg)


def test_layers_together_are_matplotlibs_own_picture():
    """The PNG, drawn by Matplotlib whole, has ink where either layer has something to draw."""
    picture = settled()
    image = matplotlib.image.imread(io.BytesIO(picture.png(1.0)))
    assert image.shape[:2] == (int(96 * 3.6), 96 * 8)
    assert image[..., :3].mean(axis=-1).min() < 0.3
    inked = (np.abs(image[..., 0] - image[..., 2]) > 0.2).mean()
    assert inked > 0.1, "the bars, which are animated, are in the still picture too"


def two_lines(figure):
    """A picture whose update always changes `line`, `dot` from 2 on, the title from 3 on, and never `fixed`."""
    axes = figure.subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    (line,) = axes.plot([0, 1], [0, 0])
    (fixed,) = axes.plot([0, 1], [0.5, 0.5])
    (dot,) = axes.plot([0.5], [0.5], "o")

    def update(n):
        line.set_ydata([n / 10, n / 10])
        if n >= 2:
            dot.set_ydata([n / 10])
        if n >= 3:
            axes.set_title(f"at {n}")
        return fixed

    return update


def test_what_an_update_changes_is_seen_to_move():
    picture = Picture(two_lines)
    picture.update(1)
    still = picture.still()
    art = picture.artists
    assert [a.get_animated() for a in (art.line, art.fixed, art.dot)] == [True, False, False]
    picture.update(1.5)
    assert picture.still() is still
    picture.update(2)
    assert [a.get_animated() for a in (art.line, art.fixed, art.dot)] == [True, False, True]
    without_dot = picture.still()
    assert "<use" in still and without_dot != still
    picture.update(2.5)
    assert picture.still() is without_dot, "once"
    picture.update(3)
    assert picture.still() != without_dot, "a title stays, and is drawn anew"


def test_the_layers_are_right_whenever_an_artist_begins_to_move():
    """As those of a picture in which it moved from the start."""
    late, early = Picture(two_lines), Picture(two_lines)
    late.update(1)
    late.still()
    early.update(2)
    late.update(2)
    assert (late.still(), late.moving()) == (early.still(), early.moving())


def test_an_artist_that_stays_may_lie_among_those_that_move():
    def draw(figure):
        axes = figure.subplots()
        (line,) = axes.plot([0, 1], [0, 1])
        axes.plot([0, 1], [1, 0], "o", animated=True)
        return lambda n: line.set_ydata(n)

    picture = Picture(draw)
    picture.update([1, 1])
    assert "<use" in picture.moving()
    assert picture.moving().index("<use") > picture.moving().index("<path")


def among(figure):
    """A line that moves below dots and a word that stay; from 2 on the dots move, and from 3 on the axis."""
    axes = figure.subplots()
    axes.set(xlim=(0, 1), ylim=(0, 1))
    (line,) = axes.plot([0, 1], [0, 1], "s-", zorder=1)
    (dots,) = axes.plot([0, 1], [1, 0], "o", animated=True)
    axes.text(0.5, 0.5, "stays", animated=True)

    def update(n):
        line.set_ydata([0, n / 10])
        if n >= 2:
            dots.set_ydata([1, n / 10])
        if n >= 3:
            axes.set_xlim(0, n)

    return update


def test_what_stays_among_what_moves_is_drawn_once(monkeypatch):
    drawn = []
    for kind in (Line2D, Text):
        draw = kind.draw
        monkeypatch.setattr(kind, "draw", lambda self, to, draw=draw: drawn.append(self) or draw(self, to))
    picture = Picture(among)
    picture.update(0)
    picture.still()
    drawn.clear()
    for n in (0, 0.5, 1):
        picture.update(n)
        picture.moving()
    line, dots = picture.artists.line, picture.artists.dots
    counts = [drawn.count(artist) for artist in (line, dots, picture.figure.axes[0].texts[0])]
    assert counts == [3, 1, 1]
    ids = re.findall(r' id="([^"]*)"', picture.moving())
    assert len(ids) == len(set(ids)), "each part has its own"


@pytest.mark.parametrize("first", [Picture.still, Picture.moving, Picture.png])
def test_what_stays_among_what_moves_is_drawn_again_when_it_changes_after_all(first):
    """As in a picture that was never in another state."""
    picture = Picture(among)
    picture.settle()
    for n in (0, 1, 2, 2.5, 3, 4):
        picture.update(n)
        first(picture)
        other = Picture(among)
        other.settle()
        other.update(n)
        assert picture.moving() == other.moving(), n
        assert picture.still() == other.still(), n


def test_what_is_replaced_is_drawn_and_what_was_removed_is_not():
    """Contours have no data to set: an update that takes out as many artists as it adds is slow and right."""

    def draw(figure):
        axes = figure.subplots()
        axes.set(xlim=(0, 3), ylim=(0, 3))
        made = [axes.plot([0, 1], [0, 1])[0]]

        def update(n):
            made.pop().remove()
            made.append(axes.plot([0, n], [0, n])[0])

        return update

    picture = Picture(draw)
    seen = []
    for n in (1, 2, 3):
        picture.update(n)
        picture.still()
        seen.append(picture.moving())
    assert len(set(seen)) == 3
    assert all(svg.count("<path d") == seen[0].count("<path d") for svg in seen)


def with_pyplot(figure):
    import matplotlib.pyplot as plt

    plt.switch_backend("agg")
    _, axes = plt.subplots()
    return lambda n: axes.set_title(n)


(FOREIGN,) = Figure().subplots().plot([0, 1])


def of_another_figure(figure):
    figure.subplots()
    (line,) = Figure().subplots().plot([0, 1])
    return lambda n: line.set_ydata(n)


def of_a_global(figure):
    (own,) = figure.subplots().plot([0, 1])

    def update(n):
        own.set_ydata([0, n])
        FOREIGN.set_ydata([0, n])

    return update


class Sets:
    """An object with the artists that it sets."""

    def __init__(self, line):
        self.line = line

    def __call__(self, n):
        self.line.set_ydata([0, n])

    def move(self, n):
        self(n)


WRONG = {
    "pyplot": (with_pyplot, r"draw uses pyplot; .* axes = figure.subplots\(\)"),
    "axes": (lambda figure: figure.subplots(), r"draw returned <Axes.*; it must return the function .* update\(n\)"),
    "figure": (lambda figure: figure.subplots() and figure, r"draw returned <Figure.*; it must return the function"),
    "artists": (lambda figure: figure.subplots().plot([0]), r"draw returned .<matplotlib.lines.*; it must return"),
    "number": (lambda figure: figure.subplots() and 3, r"draw returned 3; it must return the function"),
    "no parameter": (lambda figure: figure.subplots() and (lambda: 1), "with one parameter: def update"),
    "another figure": (of_another_figure, "update changes line, which is of another figure; make it in draw"),
    "a global": (of_a_global, "update changes FOREIGN, which is of another figure"),
    "a partial": (
        lambda figure: figure.subplots() and partial(lambda line, n: line.set_ydata([0, n]), FOREIGN),
        "update changes argument 0, which is of another figure",
    ),
    "an object": (lambda figure: figure.subplots() and Sets(FOREIGN), "update changes line, which is of another"),
    "a method": (lambda figure: figure.subplots() and Sets([FOREIGN]).move, "update changes line, which is of another"),
    "nothing": (lambda figure: None, r"draw left its figure empty; .*figure.subplots\(\)"),
}


@pytest.mark.parametrize("slip", WRONG)
def test_a_wrong_draw_is_told_at_once_with_what_to_write(slip):
    draw, words = WRONG[slip]
    with pytest.raises(TypeError, match=words):
        Picture(draw)
    if pyplot := sys.modules.get("matplotlib.pyplot"):
        assert not pyplot.get_fignums(), "a notebook would show it"


@pytest.mark.parametrize("stale", [False, True])
def test_pyplot_is_told_beside_a_figure_that_is_open_and_in_the_first_update(stale):
    import matplotlib.pyplot as plt

    plt.switch_backend("agg")
    with closing_figures(plt):
        figure, _ = plt.subplots()
        figure.canvas.draw()
        figure.stale = stale
        picture = Picture(lambda figure: figure.subplots().plot([0, 1])[0].set_ydata)  # Leaves pyplot alone.
        picture.update([1, 0])
        assert figure.stale is stale

        def draw(own):
            own.subplots()
            plt.title("mine")
            return lambda n: None

        with pytest.raises(TypeError, match=r"draw uses pyplot; .* in place of plt\.title"):
            Picture(draw)
        figure.canvas.draw()
        picture = Picture(lambda figure: figure.subplots() and (lambda n: plt.title(n)))
        with pytest.raises(TypeError, match="update uses pyplot; "):
            picture.update("mine")
        assert plt.get_fignums() == [figure.number]


@contextmanager
def closing_figures(plt):
    yield
    plt.close("all")


def test_artists_in_subfigures_move():
    def draw(figure):
        left, _ = figure.subfigures(1, 2)
        (line,) = left.subplots().plot([0, 1])
        return lambda n: line.set_ydata([0, n])

    picture, seen = Picture(draw), []
    for n in (0.25, 0.5):
        picture.update(n)
        picture.still()
        seen.append(picture.moving())
    assert seen[0] != seen[1]


def test_an_update_that_adds_what_cannot_be_taken_out_is_told():
    picture = Picture(lambda figure: (axes := figure.subplots()) and (lambda n: axes.secondary_xaxis("top")))
    with pytest.raises(TypeError, match="update adds a SecondaryAxis to the picture with each move"):
        picture.update(1)


@pytest.mark.parametrize("inset", [False, True])
def test_an_update_that_adds_artists_is_told_and_they_are_taken_out(inset):
    def draw(figure):
        axes = figure.subplots()
        if inset:
            axes = axes.inset_axes((0.5, 0.5, 0.4, 0.4))
        return lambda n: axes.plot([0, n])

    picture = Picture(draw)
    for n in range(3):
        with pytest.raises(TypeError, match=r"update adds a Line2D to the picture with each move; make it in draw"):
            picture.update(n)
    outer = picture.figure.axes[0]
    assert [len(axes.lines) for axes in (outer, *outer.child_axes)] == [0] * (1 + inset)


def test_ticks_that_come_later_look_like_the_others():
    with mpl.rc_context({"xtick.color": "red", "xtick.labelcolor": "red", "grid.color": "red"}):
        picture = Picture(lambda figure: (axes := figure.subplots()) and (lambda n: axes.set_xlim(0, n)))
        picture.update(1000)
        assert "#ff0000" not in picture.still()


def test_what_stays_among_what_moves_goes_with_its_axes():
    def draw(figure):
        axes = figure.subplots()
        axes.plot([0.5], [0.5], "o", animated=True)
        (line,) = axes.plot([0, 1])
        return lambda n: line.set_ydata([0, n])

    picture = Picture(draw)
    picture.update(0.5)
    before = picture.still(), picture.moving()
    picture.figure.axes[0].set_xlim(-5, 5)
    assert before[0] != picture.still()
    assert "<use" in before[1]
    assert re.findall("<use[^>]*>", before[1]) != re.findall("<use[^>]*>", picture.moving())


def test_what_a_partial_function_sets_is_seen():
    def draw(figure):
        (line,) = figure.subplots().plot([0, 1])

        def update(factor, n):
            line.set_ydata([0, factor * n])

        return partial(update, 2)

    assert isinstance(Picture(draw).artists.line, Line2D)


def test_redrawing_touches_no_global_setting():
    picture = settled()
    before = dict(mpl.rcParams)
    with mpl.rc_context({"text.color": "red", "axes.edgecolor": "red", "xtick.color": "red", "font.size": 40}):
        picture.figure.axes[0].set_xlim(-100, 1000)
        assert "#ff0000" not in picture.still() + picture.moving()
    assert dict(mpl.rcParams) == before


def test_pictures_drawn_on_two_threads_at_once_are_right():
    """ipykernel moves sliders on a thread of their own while a cell draws on the main one."""
    picture, failures = settled(), []
    wanted = {}
    for height in (0.25, 0.75):
        picture.artists["bars"][0].set_height(height)
        wanted[height] = picture.moving()

    def slide():
        for i in range(150):
            height = (0.25, 0.75)[i % 2]
            picture.artists["bars"][0].set_height(height)
            if picture.moving() != wanted[height]:
                failures.append(i)

    thread = threading.Thread(target=slide)
    thread.start()
    import matplotlib.pyplot as plt

    plt.switch_backend("agg")
    rounds = 0
    while thread.is_alive() or rounds < 3:
        figure, axes = plt.subplots()
        axes.plot([0, 1], [0, 1], label=r"$\alpha^2$")
        axes.legend()
        figure.savefig(io.BytesIO())
        plt.close(figure)
        rounds += 1
    thread.join()
    assert not failures


def points(n):
    """Return a picture of `n` moving points, a tenth of them to the right of its axes."""

    def draw(figure):
        axes = figure.subplots()
        axes.set(xlim=(0, 1), ylim=(0, 1))
        return axes.plot(np.linspace(0.2, 1.1, n), np.full(n, 0.5), "o", color="#ff0000", markersize=6)[0]

    return settled(draw)


def test_many_points_are_an_image_of_those_points_inside_the_axes():
    few, many = points(MANY), points(2 * MANY)
    assert few.moving().count("<use") == MANY
    svg = many.moving()
    assert len(svg) < len(few.moving()) / 5
    (image,) = ET.fromstring(svg).iter("{http://www.w3.org/2000/svg}image")
    data = base64.b64decode(image.get("{http://www.w3.org/1999/xlink}href").partition(",")[2])
    inked = matplotlib.image.imread(io.BytesIO(data))[..., 3] > 0.5  # Upside down, as Matplotlib embeds it.
    scale = float(image.get("width")) / inked.shape[1]
    rows, columns = np.flatnonzero(inked.any(axis=1)) * scale, np.flatnonzero(inked.any(axis=0)) * scale
    axes = many.figure.axes[0]
    (left, middle), (right, _) = axes.transData.transform([(0.2, 0.5), (1, 0.5)])
    np.testing.assert_allclose(
        [rows[0], rows[-1], columns[0], columns[-1]], [middle - 3.5, middle + 3.5, left - 3.5, right], atol=1
    )


@pytest.mark.slow
@pytest.mark.parametrize("make", list(panels()), ids=lambda make: make.__name__)
def test_coordinates_are_matplotlibs_own_to_two_decimals(make, monkeypatch):
    panel = make()
    monkeypatch.setattr(MovingRenderer, "draw_text", RendererSVG.draw_text)  # Ours has a test of its own, below.
    ours = panel.picture.still(), panel.picture.moving()
    for name in ("Renderer", "MovingRenderer"):
        monkeypatch.setattr(f"lossviz.picture.{name}", RendererSVG)
    panel.picture._still = ""
    for mine, theirs in zip(ours, (panel.picture.still(), panel.picture.moving()), strict=True):
        paths, exact = (re.findall(r' (?:d|x|y)="([^"]*)"', svg) for svg in (mine, theirs))
        assert [re.sub(r"[-\d.]+", "", d) for d in paths] == [re.sub(r"[-\d.]+", "", d) for d in exact]
        mine, theirs = (np.array(re.findall(r"-?\d+(?:\.\d+)?", " ".join(d)), float) for d in (paths, exact))
        np.testing.assert_allclose(mine, theirs, atol=0.0051, rtol=0)
        assert len(mine) < 100 or np.abs(mine - theirs).max() > 1e-4, "they are rounded"


@pytest.mark.parametrize(
    "style", [{}, {"markeredgecolor": "#00ff00", "markeredgewidth": 3}, {"alpha": 0.5}, {"mfc": "none"}]
)
def test_markers_have_matplotlibs_style(style, monkeypatch):
    def markers(svg):
        """Return the style of each marker, with what it inherits."""
        root = ET.fromstring(svg)
        parent = {child: element for element in root.iter() for child in element}
        found = []
        for use in root.iter("{http://www.w3.org/2000/svg}use"):
            chain = [use]
            while chain[-1] in parent:
                chain.append(parent[chain[-1]])
            styles = [element.get("style") for element in reversed(chain) if element.get("style")]
            found.append(dict(part.split(": ") for style in styles for part in style.split("; ")))
        return found

    picture = settled(
        lambda figure: figure.subplots().plot([1, 2, np.nan, 3], [1, 2, 2, 1], "s", color="#112233", **style)[0]
    )
    ours = picture.moving()
    monkeypatch.setattr("lossviz.picture.MovingRenderer", RendererSVG)
    theirs = picture.moving()
    assert markers(ours) == markers(theirs)
    assert len(markers(ours)) == 3
    assert " opacity:" not in ours, "which would be of all together, not of each"


def place(element):
    """Return how an SVG element is moved from where its numbers say to where its parent has it."""
    whole = Affine2D().translate(float(element.get("x") or 0), float(element.get("y") or 0))
    for name, given in reversed(re.findall(r"(\w+)\(([^)]*)\)", element.get("transform") or "")):
        x, y = ([float(n) for n in re.split("[ ,]+", given)] * 2)[:2]
        moves = {
            "translate": Affine2D().translate(x, y),
            "scale": Affine2D().scale(x, y),
            "rotate": Affine2D().rotate_deg(x),
        }
        whole += moves[name]
    return whole


def outline(svg):
    """Return the vertices of all paths of an SVG as they lie on the page."""
    xml, page = "{http://www.w3.org/2000/svg}", []
    root = ET.fromstring(svg)
    glyphs = {path.get("id"): path for path in root.iter(f"{xml}path") if path.get("id")}

    def walk(element, transform):
        for child in element:
            here = place(child) + transform
            if child.tag == f"{xml}use":
                child = glyphs[child.get("{http://www.w3.org/1999/xlink}href")[1:]]
                here = place(child) + here
            if child.tag == f"{xml}path":
                pairs = np.array(re.findall(r"(-?[\d.]+) (-?[\d.]+)", child.get("d") or ""), float).reshape(-1, 2)
                page.append(here.transform(pairs))
            elif child.tag != f"{xml}defs":
                walk(child, here)

    walk(root, Affine2D())
    return np.concatenate(page)


@pytest.mark.parametrize(
    "style", [{}, {"rotation": 90}, {"rotation": 30, "fontsize": 20, "ha": "right", "va": "top"}, {"weight": "bold"}]
)
def test_a_moving_text_lies_where_matplotlib_lays_it(style, monkeypatch):
    picture = settled(lambda figure: figure.text(0.4, 0.5, "Wagner: 0.35\nnats −1", **style))
    ours = picture.moving()
    assert "<use" not in ours
    monkeypatch.setattr("lossviz.picture.MovingRenderer", RendererSVG)
    theirs = picture.moving()
    assert "<use" in theirs
    np.testing.assert_allclose(outline(ours), outline(theirs), atol=0.02 * style.get("fontsize", 11) / 11)


@pytest.mark.parametrize(
    "text", ["0.35 nats", "lp", " −1", "17 7.7 1.1 11", "p₁=.5", "Ay, 1.", "T1V", "g", "'1'", " ", ""]
)
@pytest.mark.parametrize("size", [11, 20])
def test_a_moving_text_is_as_large_as_matplotlib_finds_it(text, size):
    ours, theirs = (
        kind(9, 9, io.StringIO()).get_text_width_height_descent(text, FontProperties(size=size), False)
        for kind in (MovingRenderer, RendererSVG)
    )
    np.testing.assert_allclose(ours, theirs, atol=0.01)


def test_a_moving_text_keeps_its_colour_and_transparency_and_is_told_from_another_font():
    picture = settled(lambda figure: figure.text(0.4, 0.5, "0.35", color="#112233", alpha=0.25))
    assert "fill: #112233; opacity: 0.25" in picture.moving()
    before = outline(picture.moving())
    picture.artists.set_fontsize(22)
    after = outline(picture.moving())
    np.testing.assert_allclose(np.ptp(after, axis=0), 2 * np.ptp(before, axis=0), rtol=0.01)
    picture.artists.set_family("DejaVu Serif")
    assert len(outline(picture.moving())) != len(after)


@pytest.mark.parametrize(
    ("text", "style", "sign"),
    [("$x^2$", {}, "<use"), ("0.35", {"url": "#here"}, "<a "), ("0.35", {"clip_on": True}, "clip-path")],
)
def test_mathematics_links_and_clipped_texts_are_drawn_matplotlibs_way(text, style, sign):
    assert sign in settled(lambda figure: figure.subplots().text(0.5, 0.5, text, **style)).moving()


def test_an_artist_that_draw_does_not_always_make_is_no_error():
    def draw(figure, twice):
        axes = figure.subplots()
        (one,) = axes.plot([0, 1])
        if twice:
            (two,) = axes.plot([1, 0])

        def update(n):
            one.set_ydata([n, 1])
            if twice:
                two.set_ydata([1, n])

        return update

    for twice in (False, True):
        picture = Picture(partial(draw, twice=twice), (3.0, 2.0))
        picture.update(1)
        assert list(vars(picture.artists)) == ["one", "two"][: 1 + twice]
