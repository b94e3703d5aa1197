"""Borders by angles, walks by sums, and the hinge as the textbook writes it."""

import numpy as np

from tests.content import content, hidden, label, near, polygons, reads, xy
from tests.content.prices import PRICES

MORNINGS = np.array(
    [(2, 1, 1), (-2, 4, 1), (6, -1, 1), (4, 0, 1), (-2, -1, -1), (-3, -1, -1), (-5, -1, -1), (-5, 1, -1)], float
)


def line_at(points, w, score):
    """Assert that two points, far apart, have this score."""
    near(points @ w, [score, score])
    assert np.linalg.norm(points[0] - points[1]) > 20  # Beyond the corners of the picture.


def distances(w):
    """Return how far each morning is from the border, below 0 where it is wrong, by the angle between them."""
    toward = np.arctan2(w[1], w[0])
    away = np.arctan2(MORNINGS[:, 1], MORNINGS[:, 0])
    return MORNINGS[:, 2] * np.hypot(*MORNINGS[:, :2].T) * np.cos(away - toward)


def mornings(still, marks=None, items=8):
    """All are there; pale, and as many as count in full."""
    pale = [line for line in still if line.get_marker() in ("P", "o") and line.get_alpha() == 0.35]
    full = marks or [line for line in still if line.get_marker() in ("P", "o") and line.get_alpha() == 1]
    for lines, some in ((pale, MORNINGS), (full, MORNINGS[:items])):
        for line, marker, y in zip(lines, "Po", (1, -1), strict=True):
            right = some[some[:, 2] == y][:, :2]
            assert line.get_marker() == marker
            assert line.get_visible() == (len(right) > 0)
            if len(right):
                near(xy(line), right)


def half_planes(shapes, items):
    """In each shape the margin of its morning is below 1, up to the line where it is 1, and far down."""
    found = polygons(shapes)
    assert len(found) == items
    for corners, (a, b, y) in zip(found, MORNINGS, strict=False):
        margins = y * (corners @ [a, b])
        near(margins[:2], [1, 1])
        assert (margins[2:] < -10).all()
        assert np.linalg.norm(corners[0] - corners[1]) > 20


@content(
    {"w1": 0.4, "w2": 0.1, "items": 1},
    {"w1": 0.3, "w2": 0.4, "items": 8},
    {"w1": 0.8, "w2": 0.2, "items": 5},
    {"w1": 0.0, "w2": 0.0, "items": 8},
)
def demands(art, still, n, text, w1, w2, items):
    w = np.array([w1, w2])
    length = abs(w1 + 1j * w2)
    off = distances(w)[:items]
    hinge = np.mean(PRICES["hinge"](off * length))
    near([n.length, n.hinge], [length, hinge])
    near(n.w, w)
    mornings(still[0], [art.sails, art.stays], items)
    half_planes(art.forbidden, items)
    thick = np.array(art.forbidden.get_linewidth()) > 1
    assert thick.tolist() == [bool(length) and distance < off.min() + 1e-9 for distance in off]
    ring = xy(art.circle) @ [1, 1j]
    near(abs(ring), length)
    assert len(ring) > 100 and abs(ring.sum() - ring[0]) < 1e-6, "all round"
    near(xy(art.arrow), [[0, 0], [w1, w2]])
    assert list(art.arrow.get_markevery()) == [1]
    if not length:
        assert not polygons(art.scores) and not polygons(art.corridor)
        near(n.distance, 0)
        reads(text, "no border", 0, 0, 0, hinge, items, 0)
        return
    near(n.distance, off.min())
    for points, score in zip(polygons(art.scores), (0, 1, -1), strict=True):
        line_at(points, w, score)
    assert len({str(style) for style in art.scores.get_linestyles()}) == 2
    assert len(polygons(art.corridor)) == (items > 1)
    for corners in polygons(art.corridor):
        edge = max(off.min(), 0) * length
        line_at(corners[:2], w, edge)
        line_at(corners[2:], w, -edge)
    assert text.endswith(", on the wrong side") == (off.min() < 0)
    reads(text, f"morning{'s' * (items > 1)}\nSmallest distance", w, length, hinge, items, off.min())


def walked(strength, steps):
    """Return the weights of a walk, a term at a time."""
    w1 = w2 = 0.0
    yield w1, w2
    for _ in range(steps):
        pulls = [(y * strength(y * (a * w1 + b * w2)), a, b) for a, b, y in MORNINGS]
        w1 += 0.1 / 8 * sum(pull * a for pull, a, b in pulls)
        w2 += 0.1 / 8 * sum(pull * b for pull, a, b in pulls)
        yield w1, w2


@content({}, {"steps": 0}, {"steps": 4}, {"steps": 20})
def walker(art, still, n, text, steps):
    way = np.array([*walked(lambda m: float(m < 1), steps)])
    (line,) = art.lines
    near(n.ways["the hinge"], way)
    near(xy(line), way)
    assert label(line) == "the hinge"
    mornings(still[0])
    half_planes(still[1][0], 8)
    if steps:
        (border,) = polygons(art.borders)
        line_at(border, way[-1], 0)
    else:
        assert not polygons(art.borders)
    margins = MORNINGS[:, 2] * (MORNINGS[:, :2] @ way[-1])
    pulling = MORNINGS[margins < 1, :2]
    near(n.pulling, pulling) if len(pulling) else hidden(art.rings)
    if len(pulling):
        near(xy(art.rings), pulling)
        assert art.rings.get_markerfacecolor() == "none"
        assert (art.rings.get_marker(), art.rings.get_linestyle()) == ("o", "None")
    off = distances(way[-1]).min() if steps else 0
    reads(text, "the hinge", steps, way[-1], PRICES["hinge"](margins).mean(), (margins <= 0).sum(), 8, off)
