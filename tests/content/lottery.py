"""Lesson 2, the lottery. Surprise from the numbers of tickets alone: log of all tickets less log of one's own."""

import numpy as np
from scipy import optimize, stats

from tests.content import boxes, colours, content, hidden, label, near, place, reads, ticks, word, xy

BLUE = "#0072b2"
WEATHER = ["sun", "cloud", "rain", "snow"]


@content(
    {"sun": 40, "cloud": 20, "rain": 10, "snow": 10},
    {"sun": 97, "cloud": 1, "rain": 0, "snow": 2},
    {"sun": 1, "cloud": 0, "rain": 0, "snow": 0},
    {"sun": 12, "cloud": 50, "rain": 100, "snow": 100},
)
def lottery(art, still, n, text, sun, cloud, rain, snow):
    tickets = np.array([sun, cloud, rain, snow])
    p = tickets / (sun + cloud + rain + snow)
    heights = np.array([np.log2(tickets.sum()) - np.log2(t) if t else 0 for t in tickets])
    entropy = stats.entropy(tickets, base=2)
    near(n.p, p)
    near(n.surprise, heights)
    near(n.areas, p * heights)
    near(n.entropy, entropy)

    left = [0, *np.cumsum(p)[:3]]
    near(boxes(art.bars), [left, [0] * 4, p, heights])
    near(boxes(art.areas), [np.arange(4) - 0.4, [0] * 4, [0.8] * 4, p * heights])
    assert colours(art.bars) == colours(art.areas) == [BLUE] * 4
    assert ticks(art.areas.axes.xaxis) == WEATHER
    near(xy(art.level), [[0, entropy], [1, entropy]])
    assert label(art.level) == "levelled"
    near(xy(still[0][0]), [[0, 2], [1, 2]])
    assert label(still[0][0]) == "all four alike"
    most = optimize.minimize_scalar(lambda p: p * np.log2(p), (0.1, 0.5), tol=1e-12)
    near(xy(still[1][0]), [[0, -most.fun], [1, -most.fun]])
    needles = []
    for i, name in enumerate(art.names):
        if p[i] > 0.08:
            assert word(name) == WEATHER[i]
            near(place(name), [left[i] + p[i] / 2, -0.15])
        else:
            hidden(name)
            needles += [i] * bool(p[i])
    assert word(art.thin) == ", ".join(WEATHER[i] for i in needles)
    if needles:
        near(place(art.thin), [left[needles[-1]] + p[needles[-1]] / 2, -0.15])
    reads(text, tickets, "areas", p * heights, "Levelled", entropy, "the entropy")
