"""Lesson 2, yes/no questions: entropies by SciPy, ways one by one, and pieces of a stick by halving."""

import itertools

import numpy as np
from scipy import stats

from tests.content import boxes, colours, content, hidden, label, near, place, reads, ticks, word, xy

BLUE = "#0072b2"


@content(
    {"first": "sun", "sun": 70, "cloud": 20, "rain": 10},
    {"first": "rain", "sun": 70, "cloud": 20, "rain": 10},
    {"first": "cloud", "sun": 3, "cloud": 80, "rain": 99},
    {"first": "sun", "sun": 1, "cloud": 12, "rain": 31},
)
def questions(art, still, n, text, first, sun, cloud, rain):
    tickets = dict(sun=sun, cloud=cloud, rain=rain)
    everything = sun + cloud + rain
    left_over = sorted((t, name) for name, t in tickets.items() if name != first)
    rest = everything - tickets[first]
    worth = [stats.entropy([tickets[first], rest], base=2), stats.entropy([t for t, _ in left_over], base=2)]
    asked = np.array([1, rest / everything])
    assert n.second == left_over[1][1]
    near(n.asked, asked)
    near(n.worth, worth)
    near(n.fills, asked * worth)
    near(sum(n.fills), stats.entropy([sun, cloud, rain], base=2))

    floors = np.array([1.3, 0])
    near(boxes(art.filled), [1 - asked, floors, asked, worth])
    near(boxes(art.empty), [1 - asked, floors + worth, asked, 1 - np.array(worth)])
    fills, entropy = asked * worth, stats.entropy([sun, cloud, rain], base=2)
    near(boxes(art.poured), [[0.15] * 2, [0, fills[0]], [0.7] * 2, fills])
    near(boxes(art.wasted), [[0.15], [entropy], [0.7], [sum(asked) - entropy]])
    near(xy(art.level), [[0, entropy], [0.88, entropy]])
    assert word(art.letter) == "H"
    near(place(art.letter), [0.9, entropy])
    assert colours(art.filled) == colours(art.poured) == [BLUE] * 2
    reads(word(art.total), *fills, entropy)
    near(place(art.total), [0.5, 2.2])
    middles = [fills[0] / 2, entropy - fills[1] / 2]
    for i, said in enumerate([first, n.second]):
        reads(word(art.names[i]), f"{said}?", asked[i], worth[i], fills[i])
        near(place(art.names[i]), [1, [2.33, 1.03][i]])
        if fills[i] > 0.12:
            assert word(art.parts[i]) == f"{said}?"
            near(place(art.parts[i]), [0.5, middles[i]])
        else:
            hidden(art.parts[i])
    reads(
        text,
        f"first {first}",
        sun,
        cloud,
        rain,
        asked,
        sum(asked),
        "Filled are",
        fills[0],
        f"for {first}",
        fills[1],
        f"for {n.second}.",
    )


@content({"sun": 0.7, "days": 2}, {"sun": 0.998, "days": 6}, {"sun": 0.8, "days": 1}, {"sun": 0.75, "days": 7})
def days_together(art, still, n, text, sun, days):
    day = [sun, 2 / 3 * (1 - sun), 1 / 3 * (1 - sun)]
    entropy = stats.entropy(day, base=2)
    mean = []
    for m in range(1, days + 1):
        ways = [np.prod(way) for way in itertools.product(day, repeat=m)]
        # A power of ½ that is not longer than the chance, found by halving.
        mean.append(sum(p * next(k for k in range(99) if 0.5**k < p * (1 + 1e-9)) for p in ways) / m)
    near(n.entropy, entropy)
    near(n.mean, mean)
    assert all(entropy <= questions < entropy + 1 / m for m, questions in enumerate(mean, 1))

    near(xy(art.limit), [[k, entropy + 1 / k] for k in range(1, 51)])
    near(xy(art.dots), np.transpose([range(1, days + 1), mean]))
    near(xy(art.ring), [[days, mean[-1]]])
    assert art.ring.get_markerfacecolor() == "none"
    near(xy(art.floor), [[0.9, entropy], [60, entropy]])
    parts = np.array([days * entropy, days * (mean[-1] - entropy)])
    near(n.parts, parts)
    cut = parts[0] > 1.2
    blue = 1.2 if cut else parts[0]
    bottoms, heights = ([0, 0.65, blue], [0.55, 0.55]) if cut else ([0, blue, blue], [blue, 0])
    near(boxes(art.bar), [[0.08] * 3, bottoms, [0.36] * 3, [*heights, parts[1]]])
    assert colours(art.bar) == [BLUE, BLUE, "none"]
    near(xy(art.bound), [[0, blue + 1], [1, blue + 1]])
    assert word(art.name) == "+ 1 question"
    near(place(art.name), [0.08, blue + 1.03])
    reads(word(art.words[0]), f"{days} · H", days, parts[0])
    assert (", cut" in word(art.words[0])) == cut
    reads(word(art.words[1]), "rounded up", parts[1])
    near([place(words) for words in art.words], [[0.47, 0.05], [0.47, blue + 0.93]])
    names = ["H + 1/n", "the recipe", "these days", "H"]
    assert [label(line) for line in (art.limit, art.dots, art.ring, art.floor)] == names
    assert ticks(art.limit.axes.xaxis) == ["1", "2", "5", "10", "20", "50"]
    reads(text, sun, "days together", days, parts, sum(parts), "questions", mean[-1], mean[-1] / entropy, "H a day.")
