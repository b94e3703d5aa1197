"""The two layers of a picture: together they are what Matplotlib draws, and they stay small and safe."""

import io
import re
import threading
import xml.etree.ElementTree as ET

import matplotlib as mpl
import matplotlib.image
import numpy as np
import pytest

from lossviz.picture import INK, Picture


def bars(figure):
    axes = figure.subplots()
    axes.set(xlim=(-1, 4), ylim=(0, 1), title="bars")
    return {"bars": axes.bar(range(4), [0.1, 0.2, 0.3, 0.4]), "text": axes.text(0, 0.9, "now")}


def settled(draw=bars):
    picture = Picture(draw)
    picture.settle()
    return picture


def test_what_draw_returned_moves_and_nothing_else():
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
    assert settled().still("p1") == settled().still("p1"), "ids are the same in every run"


def test_colours_of_ink_and_paper_follow_the_theme():
    svg = settled().still()
    assert f"var(--lv-ink, {INK})" in svg
    assert f"fill: {INK}" not in svg


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


def test_a_draw_that_returns_no_artists_says_what_is_needed():
    with pytest.raises(TypeError, match="draw returned 'int' among its artists; it must return"):
        Picture(lambda figure: [figure.subplots().plot([0], [0]), 3])


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
