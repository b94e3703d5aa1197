"""The four routes of a loss: each step in exact arithmetic, then rounded to float32."""

import math
from functools import cache

import mpmath
import numpy as np

from tests.content import content, hidden, label, near, place, reads, seen, ticks, word, xy

ROUTES = ["one piece", "softmax, log", "Keras' clip", "PyTorch's clamp"]
MARKS = {
    "clip\nflat\n16.1": 7 * math.log(10),
    "clamp\nfades\n27.6": 12 * math.log(10),
    "softmax nan\nclamp 100\n88.7": 128 * math.log(2),
    "softmax\nloss inf\n104.0": 150 * math.log(2),
}


def to(value):
    """Round an exact number to float32."""
    with np.errstate(over="ignore"):
        return mpmath.mpf(float(np.float32(float(value))))


@cache
def by_routes(gap):
    """Return each route's loss, and each one's slope of the true class's score: the scores are 0 and −gap."""
    with mpmath.workdps(40):
        gap = to(gap)
        losses, slopes = [to(mpmath.log1p(mpmath.exp(gap)))], [to(-1 / (1 + mpmath.exp(-gap)))]
        other = to(mpmath.exp(-gap))
        p = to(other / to(1 + other))
        for q, alive in ((p, True), (min(max(p, to(1e-7)), to(1 - 1e-7)), to(1e-7) <= p <= to(1 - 1e-7))):
            losses.append(to(-mpmath.log(q)))
            by_q = to(-1 / q) if q else -mpmath.inf
            slopes.append(to(to(by_q - to(by_q * p)) * p) if alive else 0)
        sigmoid = to(1 / to(1 + to(mpmath.exp(gap))))
        losses.append(to(min(-mpmath.log(sigmoid), 100)))
        width = to(sigmoid * to(1 - sigmoid))
        slopes.append(to(to(to(sigmoid - 1) / max(width, to(1e-12))) * width))
    return np.array(losses, float), np.array(slopes, float)


@content({}, {"gap": 5.0}, {"gap": 20.0}, {"gap": 30.0}, {"gap": 95.0}, {"gap": 110.0})
def breakdown(art, still, n, text, gap):
    gaps = np.arange(1, gap + 0.1, 0.5)
    losses, slopes = np.transpose([by_routes(at) for at in gaps], (1, 2, 0))
    left, right = art.slopes[0].axes, art.losses[0].axes
    assert ticks(left.yaxis) == [word for name in ROUTES for word in ("0", f"{name}     ", "−1")]
    near(left.get_yticks(), [3, 2.7, 2.4, 2, 1.7, 1.4, 1, 0.7, 0.4, 0, -0.3, -0.6])
    assert ticks(right.yaxis) == ["0", "50", "100", "inf"]
    near(right.get_yticks(), [0, 50, 100, 125])
    looks = set()
    for i, (loss, slope) in enumerate(zip(art.losses, art.slopes, strict=True)):
        near(xy(loss), np.transpose([gaps, np.where(np.isinf(losses[i]), 125, losses[i])]), rel=2e-6)
        near(xy(slope), np.transpose([gaps, 3 - i + 0.6 * slopes[i]]), rel=2e-6)
        looks |= {(line.get_color(), line.get_linestyle()) for line in (loss, slope)}
        near(xy(still[0][2 * i]), [[1, 3 - i], [120, 3 - i]])
        near(xy(still[0][2 * i + 1]), [[1, 2.4 - i], [120, 2.4 - i]])
        strip = seen(still[0][8 + i]).get_extents().transformed(left.transData.inverted())
        near([strip.x0, strip.x1, strip.y0, strip.y1], [0, 122, 2.32 - i, 3.05 - i])
    assert len(looks) == 4
    if np.isnan(slopes[1, -1]):
        assert word(art.nan) == "nan"
        near(place(art.nan), [96.3, 1.7])
    else:
        hidden(art.nan)
    near(xy(still[1][0]), [[1, 1], [120, 120]])
    for line, name, (words, at) in zip(art.lines, art.names, MARKS.items(), strict=True):
        if gap < at:
            hidden(line, name)
            continue
        near(xy(line)[:, 0], at)
        near(place(name), [at, 3.76])
        assert word(name) == words
    told = np.transpose([losses[:, -1], slopes[:, -1]]).ravel()
    assert n.loss == [f"{loss:.5g}" for loss in losses[:, -1]]
    reads(text, *ROUTES, gap, *told)


@content({}, {"gap": 95.0}, {"gap": -250.0, "level": -600.0}, {"gap": 100.0, "level": -150.0}, {"level": 50.0})
def own_route(art, still, n, text, gap, level):
    """Without the learner's function the textbook's line stands there."""
    axes = art.yours.axes
    rows = dict(zip(ticks(axes.yaxis), axes.get_yticks(), strict=True))
    near([rows[word] for word in ("0", "100", "200")], [0, 100, 200])

    def height(gap, level=level):
        terms = [to(mpmath.exp(level + gap)), to(mpmath.exp(level))]
        total = to(terms[0] + terms[1])
        loss = to(to(mpmath.log(total)) - level) if total else -mpmath.inf
        return float(loss)

    gaps = np.arange(-250, 251, 5.0)
    losses = np.array([*(height(at) for at in gaps), height(gap)])
    heights = np.select([losses == np.inf, losses == -np.inf], [rows["inf"], rows["−inf"]], losses)
    near(n.heights, heights, abs=1e-4)
    near(xy(art.yours), np.transpose([gaps, heights[:-1]]), abs=1e-4)
    near(xy(art.dot), [[gap, heights[-1]]], abs=1e-4)
    near(place(art.scores), [-50, 140])
    assert word(art.scores) == f"z = ({level + gap:.0f}, {level:.0f})".replace("-", "−")
    near(xy(still[0][0]), np.transpose([gaps, np.maximum(gaps, 0)]))
    for line, (lift, row) in zip(still[0][1:3], {-600: "−inf", 600: "inf"}.items(), strict=True):
        assert not any(np.isfinite(height(at, lift)) for at in gaps[gaps < 500])
        near(xy(line), [[at, rows[row]] for at in gaps])
        assert label(line) == f"at level {lift}".replace("-", "−")
    for span, ends in zip(still[0][3:], ((285, 380), (-145, -93)), strict=True):
        box = seen(span).get_extents().transformed(axes.transData.inverted())
        near(sorted([box.y0, box.y1]), ends)
        assert [ends[0] < row < ends[1] for row in rows.values()].count(True) == (1 if ends[0] < 0 else 2)
    assert (label(still[0][0]), label(art.yours)) == ("right", "computed")
    right = float(mpmath.log1p(mpmath.exp(gap)))
    near(n.right, right, abs=0)
    assert n.trouble == ""
    agrees = abs(losses[-1] - right) < 1e-4
    assert n.told.startswith("agrees to four decimals" if agrees else "right is")
    scores = [gap, level, level + gap, level, losses[-1]]
    reads(text, f"computed {n.yours}, {n.told}", *scores, *([] if agrees else [right]))
