"""What each panel shows, computed a second time: a module for each of `lossviz.lessons`, a function for each panel.

Such a function computes the panel's content by other means than the package (nothing of `lossviz` is imported here) and
holds it against the numbers, the artists and the reading; `tests/test_content.py` calls it, and breaks each of them
to see that it fails.
"""

import re
from types import SimpleNamespace

import numpy as np
from matplotlib.colors import to_hex
from matplotlib.path import Path

CONTENT = {}


def content(*states, ignores=None):
    """Register a check of the panel that its function is named after.

    Parameters
    ----------
    *states : dict
        At least three, in which every control takes at least two values; what a state does not name is at its start.
    ignores : dict, optional
        What the check need not see, as `test_the_check_sees` prints it or the beginning of that, and why.

    Notes
    -----
    The check is called as ``check(art, still, n, text, **state)``: the artists that move, by name; for each axes, the
    lines, collections and patches that stay, in this order; what compute returned; the reading.
    """

    def register(check):
        CONTENT[check.__name__] = SimpleNamespace(check=check, states=states, ignores=ignores or {})
        return check

    return register


def near(shown, right, rel=1e-6, abs=1e-9):
    """Assert that all of `shown` equals `right`; nan and infinities equal themselves."""
    shown, right = np.asarray(shown, float), np.asarray(right, float)
    assert shown.size, "nothing is shown"
    # No broadcast: a curve that is all one number would pass as that number.
    assert right.ndim == 0 or shown.shape == right.shape, f"shape {shown.shape} is shown, {right.shape} is right"
    if not np.allclose(shown, right, rel, abs, equal_nan=True):
        shown, right = (np.array2string(a, threshold=20) for a in (shown, right))
        raise AssertionError(f"{shown} is shown, {right} is right")


FIGURE = re.compile(r"(?<![A-Za-z0-9.])−?(?:[0-9]+(?:\.[0-9]+)?(?:e[+−-]?[0-9]+)?|inf\b|nan\b)")


def figures(text):
    """Return each figure in a text, and how far off its rounding lets it be."""
    for found in FIGURE.findall(text):
        digits, _, power = found.replace("−", "-").partition("e")
        decimals = len(digits.partition(".")[2])
        yield float(digits) * 10.0 ** int(power or 0), 0.501 * 10.0 ** (int(power or 0) - decimals)


def reads(text, *right):
    """Assert that a text has these figures, in order and as near as their decimals say, and these words."""
    for words in (part for part in right if isinstance(part, str)):
        assert words in text, f"{words!r} is not in {text!r}"
    values = np.hstack([part for part in right if not isinstance(part, str)] or [[]])
    shown = list(figures(text))
    assert len(shown) == len(values), f"{text!r} has {len(shown)} figures, {len(values)} are right: {values}"
    for (figure, room), value in zip(shown, values, strict=True):
        near(figure, value, rel=0, abs=room)


def hidden(*artists):
    """Assert that none of the artists is visible."""
    for artist in artists:
        assert not artist.get_visible(), f"{artist} is shown"


def seen(artist):
    """Return the artist, which must be in the picture and visible; the helpers below all ask for it."""
    assert artist.axes, f"{artist} is in no axes"
    assert artist.get_visible(), f"{artist} is hidden"
    return artist


def xy(line):
    """Return the points of a line, one in a row."""
    return np.array(seen(line).get_xydata(), float)


def curve(line, function, low, high, points=30, **room):
    """Assert that a line is the graph of a function from `low` to `high`, on at least so many points."""
    x, y = xy(line).T
    assert len(x) >= points, f"{len(x)} points, {points} are wanted"
    assert (np.diff(x) >= 0).all(), "x falls"
    near(x[[0, -1]], [low, high])
    near(y, function(x), **room)


def polygons(artist):
    """Return the corners of each shape of a collection or patch (in its own coordinates), one shape after another."""
    paths = seen(artist).get_paths() if hasattr(artist, "get_paths") else [seen(artist).get_path()]
    shapes = []
    for path in paths:
        codes = path.codes if path.codes is not None else np.full(len(path.vertices), Path.LINETO)
        starts = [i for i, code in enumerate(codes) if code == Path.MOVETO] or [0]
        for start, end in zip(starts, [*starts[1:], None], strict=True):
            shapes.append(path.vertices[start:end][codes[start:end] != Path.CLOSEPOLY])
    return shapes


def boxes(artist):
    """Return left, bottom, width and height of each shape of a collection or path, which must be upright rectangles."""
    found = []
    for corners in polygons(artist):
        low, high = corners.min(axis=0), corners.max(axis=0)
        right_top = abs(corners - high) <= 1e-6 * (high - low)
        assert (right_top | (abs(corners - low) <= 1e-6 * (high - low))).all(), f"{corners} is no upright rectangle"
        assert len(set(map(tuple, right_top.tolist()))) == 4 or (low == high).any(), f"{corners} lacks a corner"
        found.append([*low, *(high - low)])
    return np.array(found).T


def box(rectangle):
    """Return left, bottom, width and height of a Rectangle, widths and heights never negative."""
    x, width = sorted([seen(rectangle).get_x(), rectangle.get_x() + rectangle.get_width()])
    y, height = sorted([rectangle.get_y(), rectangle.get_y() + rectangle.get_height()])
    return np.array([x, y, width - x, height - y])


def ends(arrow):
    """Return where a FancyArrowPatch begins and where it ends."""
    return np.array(seen(arrow)._posA_posB, float)


def label(artist):
    """Return what an artist is called in the legend."""
    return artist.get_label()


def word(text):
    """Return what a text on the picture says."""
    return seen(text).get_text()


def place(text):
    """Return where a text on the picture stands."""
    return np.array(seen(text).get_position(), float)


def ticks(axis):
    """Return the words that stand at an axis' ticks (``art.bar.axes.xaxis``)."""
    return [tick.get_text() for tick in axis.get_ticklabels()]


def colours(collection):
    """Return the face colour of each shape as ``#rrggbb``, or "none"."""
    return [to_hex(c) if c[3] else "none" for c in collection.get_facecolor()]
