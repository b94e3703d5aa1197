"""Lesson 2, the lottery. Surprise from the numbers of tickets alone: log of all tickets less log of one's own."""

import numpy as np
from scipy import stats

from tests.content import boxes, colours, content, hidden, label, near, place, reads, ticks, word, xy

BLUE, RED, GREEN, PINK = "#0072b2", "#d55e00", "#009e73", "#cc79a7"


@content(
    {"w1": 100, "w2": 100, "w3": 100, "w4": 700, "unit": "bits"},
    {"w1": 0, "w2": 3, "w3": 13, "w4": 984, "unit": "nats"},
    {"w1": 250, "w2": 600, "w3": 1000, "w4": 125, "unit": "bits"},
    {"w1": 0, "w2": 0, "w3": 0, "w4": 5, "unit": "nats"},
)
def lottery(art, still, n, text, w1, w2, w3, w4, unit):
    tickets = np.array([w1, w2, w3, w4])
    log = {"bits": np.log2, "nats": np.log}[unit]
    p = tickets / (w1 + w2 + w3 + w4)
    heights = np.array([log(tickets.sum()) - log(w) if w else 0 for w in tickets])
    entropy = stats.entropy(tickets, base={"bits": 2, "nats": None}[unit])
    near(n.tickets, tickets)
    near(n.p, p)
    near(n.surprise, heights)
    near(n.terms, p * heights)
    near(n.entropy, entropy)

    at = np.arange(1, 5)
    zero, wide = np.zeros(4), np.full(4, 0.7)
    stacked = [0, *np.cumsum(p * heights)]
    near(boxes(art.chances), [at - 0.35, zero, wide, p])
    near(boxes(art.areas), [at - p / 2, zero, p, heights])
    near(boxes(art.terms)[:, :4], [at - 0.35, zero, wide, p * heights])
    near(boxes(art.terms)[:, 4:], [zero + 4.65, stacked[:4], wide, np.diff(stacked)])
    near(stacked[-1], entropy)
    four = [BLUE, RED, GREEN, PINK]
    assert (colours(art.chances), colours(art.areas), colours(art.terms)) == (four, four, four * 2)
    assert ticks(art.terms.axes.xaxis) == ["1", "2", "3", "4", "all"]
    near(art.terms.axes.get_xticks(), [1, 2, 3, 4, 5])
    for text_above, i, chance in zip(art.labels, at, p, strict=True):
        reads(word(text_above), chance)
        near(place(text_above), [i, chance + 0.01])
    near(xy(art.mean), [[0.4, entropy], [4.6, entropy]])
    reads(word(art.mean_text), entropy)
    near(place(art.mean_text), [2.5, 13])

    assert text.count("never drawn") == np.sum(tickets == 0)
    assert text.count(f" {unit}") == 2
    assert text.endswith(unit)
    reads(text, tickets, tickets.sum(), p, heights[tickets > 0], p * heights, entropy)


@content(
    {"favourite": 0.7, "draws": 100, "run": 1},
    {"favourite": 0.25, "draws": 300, "run": 20},
    {"favourite": 0.981, "draws": 2, "run": 7},
    {"favourite": 0.92, "draws": 51, "run": 3},
)
def draw_by_draw(art, still, n, text, favourite, draws, run):
    rare = (1 - favourite) / 3
    entropy = stats.entropy([favourite, rare, rare, rare], base=2)
    won = [chance < favourite for chance in np.random.default_rng(run).random(300)][:draws]
    each = np.array([-np.log2(favourite if w else rare) for w in won])
    mean = [sum(each[:k]) / k for k in range(1, draws + 1)]
    near(n.won, sum(won))
    near(n.each, each)
    near(n.mean, mean)
    near(n.entropy, entropy)

    at = np.arange(1, draws + 1)
    strokes = xy(art.each).reshape(draws, 3, 2)  # from below to above, and a gap
    near(strokes[:, :2, 0], np.transpose([at, at]))
    near(strokes[:, :, 1], np.transpose([each - 0.2, each + 0.2, at + np.nan]))
    near(xy(art.mean), np.transpose([at, mean]))
    near(xy(art.entropy), [[0, entropy], [304, entropy]])
    assert [label(line) for line in (art.each, art.mean, art.entropy)] == ["one draw", "mean so far", "entropy"]
    near(boxes(art.parts), [[0.1, 0.1], [entropy, 0], [0.8, 0.8], [2 - entropy, entropy]])
    assert colours(art.parts) == ["none", BLUE]
    for name, said, low, high in [
        (art.known, "known before", entropy, 2),
        (art.learned, "learned\nfrom it", 0, entropy),
    ]:
        if high - low > (0.15 if name is art.known else 0.3):
            assert word(name) == said
            near(place(name), [0.5, (low + high) / 2])
        else:
            hidden(name)
    reads(text, favourite, run, sum(won), draws, mean[-1], entropy, 2 - entropy, entropy, 2)
