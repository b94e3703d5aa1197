"""What the checks of lessons 6 and 7 share: tables of squares and of figures, and bars told by sign."""

import numpy as np
from matplotlib.colors import same_color
from matplotlib.textpath import TextPath

from tests.content import boxes, colours, near, polygons, seen, ticks


def told_by_sign(shapes, values):
    """Shapes of positive values are full, the others open and of another colour."""
    full = np.ravel(values) > 0
    assert [colour != "none" for colour in colours(shapes)] == full.tolist()
    edges = shapes.get_edgecolor()
    for edge, face, up in zip(edges, shapes.get_facecolor(), full, strict=True):
        assert same_color(edge, face if up else "#d55e00")


def squares_by_sign(shapes, table, largest, raised=0.0):
    """The area of each square is to that of a full one as the entry to `largest`, above which all are full."""
    left, bottom, width, height = boxes(shapes)
    rows, columns = np.indices(np.shape(table))
    near(left + width / 2, 1 + columns.ravel())
    near(bottom + height / 2, 1 + rows.ravel() - raised)
    near(width, height)
    near((width * height) / 0.86**2, np.minimum(np.abs(np.ravel(table)) / largest, 1), abs=1e-7)
    told_by_sign(shapes, table)


def figures_by_glyph(patch, table, digits):
    """Each entry stands below its square as the outline of its figures, y running downwards."""
    vertices = seen(patch).get_path().vertices
    for (row, column), value in np.ndenumerate(table):
        text = f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")
        right = TextPath((0, 0), text, size=1).vertices * [0.14, -0.14]
        found, vertices = vertices[: len(right)], vertices[len(right) :]
        middle, wanted = ((points.min(0) + points.max(0)) / 2 for points in (found, right))
        near(middle, [column + 1, row + 1.39], rel=0, abs=0.02)
        near(found - middle, right - wanted, rel=0, abs=0.003)
    assert not len(vertices), "there are more figures than entries"


def cells(still, rows, columns):
    """Lines part the cells of a table, whose middles are 1, 2, …, and bear these names; nothing else stays."""
    across, down = (np.array(polygons(lines)) for lines in still)
    near(across, [[(0.5, y), (len(columns) + 0.5, y)] for y in np.arange(1, len(rows)) + 0.5])
    near(down, [[(x, 0.5), (x, len(rows) + 0.5)] for x in np.arange(1, len(columns)) + 0.5])
    assert (ticks(still[0].axes.yaxis), ticks(still[0].axes.xaxis)) == (rows, columns)


def styles(axes):
    """Return by its name in the legend how each entry is drawn: colour, style and marker."""
    lines = {line.get_label(): line for line in axes.lines}
    names = [text.get_text() for text in axes.get_legend().get_texts()]
    return {name: (lines[name].get_color(), lines[name].get_linestyle(), lines[name].get_marker()) for name in names}


def drawn_as(style, curves, dots=()):
    """Curves have the colour and style of an entry of the legend, dots its colour and marker."""
    for line in curves:
        assert (line.get_color(), line.get_linestyle()) == style[:2]
    for dot in dots:
        assert (dot.get_color(), dot.get_marker()) == style[::2]
