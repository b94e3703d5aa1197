"""The README's moving picture is of the panel as it now is, small, and asks nothing of anybody."""

import re
from xml.etree import ElementTree

import lossviz
from tests.film import FILM, drag, film


def told(svg):
    """What can be read in a film, and when; its outlines may differ in a last digit."""
    return re.findall(r"<text[^>]*>[^<]*<|<style>.*?</style>|<title>.*?</title>", svg)


def test_the_film_is_what_the_panel_makes():
    committed = FILM.read_text(encoding="utf-8")
    lossviz.predictions("open")
    assert told(committed) == told(film(lossviz.fit_line(), drag())), "run: python -m tests.film"


def test_the_film_is_small_and_whole():
    committed = FILM.read_text(encoding="utf-8")
    assert len(committed.encode()) < 300_000
    ids = [element.get("id") for element in ElementTree.fromstring(committed).iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    assert {*re.findall(r'(?:href="|url\()#([^")]+)', committed)} <= {*ids}
    assert set(re.findall(r"https?:[^\"]*", committed)) == {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    readme = (FILM.parent.parent.parent / "README.md").read_text(encoding="utf-8")
    assert re.search(r"!\[[^]]{60,}\]\(notebooks/images/fit_line.svg\)", readme), "with its alternative text"
