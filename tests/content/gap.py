"""The loss from scores with SciPy's softmax: minus the log of the label's chance."""

import numpy as np
from scipy.special import logsumexp, softmax

from tests.content import boxes, content, near, place, reads, ticks, word, xy

PICTURES = ["cat", "dog", "car", "pedestrian"]


@content(
    {"cat": 4.4, "dog": 1.0, "car": 2.2, "pedestrian": 0.5, "label": "dog", "shift": 0.0},
    {"cat": -2.0, "dog": 5.0, "car": -0.5, "pedestrian": 0.0, "label": "cat", "shift": 1.0},
    {"cat": 1.3, "dog": -2.0, "car": 1.1, "pedestrian": 2.9, "label": "pedestrian", "shift": -1.0},
)
def gap(art, still, n, text, *, label: str, shift, **scores):
    z = np.array([scores[name] for name in PICTURES]) + shift
    at = PICTURES.index(label)
    loss = -np.log(softmax(z)[at])
    near(n.z, z)
    near([n.at, n.top, n.loss, *n.q], [at, logsumexp(z), loss, *softmax(z)])
    wide = np.full(4, 0.7)
    bars = np.array([np.arange(4) - 0.35, np.minimum(z, 0), wide, abs(z)])
    near(boxes(art.bars), bars)
    near(boxes(art.true), bars[:, [at]])
    near(xy(art.level), [[-0.6, z[at] + loss], [3.6, z[at] + loss]])
    near(xy(art.arrow), [[at, z[at]], [at, z[at] + loss]])
    for i, (this, q) in enumerate(zip(art.chances, softmax(z), strict=True)):
        near(place(this), [i, -3.7])
        reads(word(this), "q = ", q)
    near(xy(still[0][0])[:, 1], 0)
    assert ticks(art.level.axes.xaxis) == PICTURES
    assert [a.get_label() for a in (art.level, art.arrow)] == ["log Σ eᶻ, the soft maximum", "the gap: the loss"]
    names = ", ".join(f"{name} " for name in PICTURES)
    assert [text.index(name) for name in PICTURES] == sorted(text.index(name) for name in PICTURES), names
    reads(text, f"it is a {label}, soft maximum ", z - shift, shift, z[at] + loss, loss)
