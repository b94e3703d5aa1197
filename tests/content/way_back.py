"""Descent by complex steps through the price, with no formula of a gradient."""

import numpy as np

from tests.content import content, hidden, label, near, place, reads, ticks, word, xy

PRICES = {"squares": lambda z: (1 / (1 + np.exp(z))) ** 2, "surprise": lambda z: np.log1p(np.exp(-z))}


def walked(price, z, eta, turns, steps):
    """Return the score after each step; from step 50 on the answer may be no."""
    scores = [z]
    for step in range(steps):
        side = -1 if turns and step >= 50 else 1
        z -= eta * np.imag(price(side * (z + 1e-20j))) / 1e-20
        scores.append(z)
    return np.array(scores)


@content(
    {"start": 0.0, "eta": 1.0, "label": "stays yes"},
    {"start": -5.0, "eta": 40.0, "label": "turns to no at step 50"},
    {"start": -8.0, "eta": 0.5, "label": "stays yes"},
    {"start": 1.5, "eta": 3.0, "label": "turns to no at step 50"},
    {"start": -3.0, "eta": 0.5, "label": "turns to no at step 50"},
)
def way_back(art, still, n, text, *, start, eta, **state):
    turns = state["label"] != "stays yes"
    ways = {name: walked(price, start, eta, turns, 3000) for name, price in PRICES.items()}
    when = {}
    for name, way in ways.items():
        there = way[50:] < 0 if turns else 1 / (1 + np.exp(-way)) > 0.9
        when[name] = int(np.argmax(there)) if there.any() else None
        near(n.ways[name], way, rel=1e-9)
        line = getattr(art, name)
        near(xy(line), np.transpose([np.arange(161), way[:161]]))
        assert label(line) == name
    assert n.first == when
    assert n.turns == turns
    near(art.turn.axes.get_yticks(), [-8, -4, 0, np.log(9), 8, 12])
    assert ticks(art.turn.axes.yaxis) == ["−8", "−4", "0", "q = 0.9", "8", "12"]
    zero, there = still[0][:2]
    near(xy(zero)[:, 1], 0)
    near(xy(there)[:, 1], np.log(9))
    if turns:
        near(xy(art.turn)[:, 0], 50)
        assert word(art.word) == "the answer is no from here"
        near(place(art.word), [51, 12.6])
    else:
        hidden(art.turn, art.word)
    said = []
    for name in ("squares", "surprise"):
        steps = f"after {when[name]} step{'' if when[name] == 1 else 's'} by {name}"
        said += [steps, when[name]] if when[name] is not None else [f"not in 3,000 steps by {name}", 3, 0]
    what = [50, "q is below ½ "] if turns else ["q passes", 0.9]
    reads(text, f"the answer {state['label']}: ", start, eta, *what, *said)
