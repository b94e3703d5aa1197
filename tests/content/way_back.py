"""Descent by complex steps through the price, with no formula of a gradient."""

import numpy as np

from tests.content import box, content, hidden, label, near, place, reads, word, xy

PRICES = {"squares": lambda z: (1 / (1 + np.exp(z))) ** 2, "surprise": lambda z: np.log1p(np.exp(-z))}


def walked(price, z, eta, turns, steps):
    """Return the score after each step; from step 50 on the truth may be no."""
    scores = [z]
    for step in range(steps):
        side = -1 if turns and step >= 50 else 1
        z -= eta * np.imag(price(side * (z + 1e-20j))) / 1e-20
        scores.append(z)
    return np.array(scores)


@content(
    {"start": 0.0, "eta": 1.0, "label": "stays yes"},
    {"start": -5.0, "eta": 40.0, "label": "turns to no"},
    {"start": -10.0, "eta": 40.0, "label": "stays yes"},
    {"start": 0.0, "eta": 40.0, "label": "turns to no"},
    {"start": 1.5, "eta": 10.0, "label": "turns to no"},
    {"start": -6.0, "eta": 1.0, "label": "turns to no"},
)
def way_back(art, still, n, text, *, start, eta, **state):
    turns = state["label"] != "stays yes"
    ways = {name: walked(price, start, eta, turns, 330) for name, price in PRICES.items()}
    when = {}
    for name, way in ways.items():
        there = way[50:] < 0 if turns else 1 / (1 + np.exp(-way)) > 0.9
        when[name] = int(np.argmax(there)) if there.any() else None
        near(n.ways[name], way, rel=1e-9)
        near(xy(art.lines[name]), np.transpose([np.arange(331), way]))
        assert label(art.lines[name]) == name
        if when[name]:
            near(xy(art.marks[name]), [[50 + when[name], 0] if turns else [when[name], np.log(9)]])
        else:
            hidden(art.marks[name])
        assert art.marks[name].get_color() == art.lines[name].get_color()
    assert n.first == when
    assert (n.turns, n.trouble) == (turns, "")
    near(xy(art.goal)[:, 1], 0 if turns else np.log(9))
    near(place(art.aim), [1.01, 0 if turns else np.log(9)])
    assert word(art.aim) == ("q = ½" if turns else "q = 0.9")
    before, after = ways["surprise"][50:52]
    assert word(art.above) == (f"↑ surprise {before:.0f}" if before > 12 else "")
    assert word(art.below) == (f"↓ surprise −{-after:.0f}" if after < -11 else "")
    near([place(art.above), place(art.below)], [[5, 11.7], [55, -10.7]])
    near(box(art.low), [-8, -11, 58 if turns else 341, 7])
    if turns:
        near(box(art.high), [50, 4, 283, 8])
    else:
        hidden(art.high)
    said = []
    for name, way in ways.items():
        never = turns and way[50] < 0
        assert (f"{name} never were above" in text) == never
        said += [] if never else [when[name]]
    what = "below ½: " if turns else "above 0.9: "
    at = [float(f"{way[50]:.3g}") for way in ways.values()]
    reads(text, f"the truth {state['label']}. Steps until q is {what}", start, eta, *[0.9][turns:], *said, 50, *at)
