"""First panel: a prediction on a line, the truth 2, the square of the distance by multiplying it out."""

from tests.content import box, content, near, place, reads, word, xy

TRUTH = 2.0


@content({"out": 4.0}, {"out": 0.3}, {"out": 2.0})
def first_panel(art, still, n, text, out):
    cost = out * out - 2 * TRUTH * out + TRUTH * TRUTH
    near([n.residual, n.cost], [2 - out, cost])
    near(xy(art.distance), [[2, 0], [out, 0]])
    near(xy(art.prediction), [[out, 0]])
    near(xy(still[0][0])[:, 1], 0)
    near(xy(still[0][1]), [[2, 0]])
    near(place(art.name), [out, -0.5])
    assert word(art.name) == "out"
    near(box(art.bar), [-0.4, 0, 0.8, cost])
    if out == TRUTH:
        reads(text, "exactly right", out, TRUTH, 0)
    else:
        reads(text, "off by", out, TRUTH, abs(out - TRUTH), cost)
