"""Steps against slopes that are differences of the losses."""

from functools import cache

import numpy as np
from scipy import special

from tests.content import content, label, near, reads, ticks, xy
from tests.content.squares import drawn_as

NAMES = {"MAE": "absolute values", "Huber": "Huber"}


@cache
def walk(name, eta):
    """Return where a forecast of 2.93 is after each of 30 steps to the truth, 0."""
    loss = np.abs if name == "MAE" else lambda out: special.huber(1, out)
    out = [2.93]
    for _ in range(30):
        out.append(out[-1] - eta * (loss(out[-1] + 1e-6) - loss(out[-1] - 1e-6)) / 2e-6)
    return np.array(out)


@content({}, {"eta": 0.95}, {"eta": 0.4}, {"eta": 0.05})
def step_past(art, still, n, text, eta):
    told, looks = [], set()
    near(xy(still[0][0])[:, 1], 0)
    for name in NAMES:
        off = np.abs(n.paths[name])
        near(n.paths[name], walk(name, eta), abs=1e-7)
        near(xy(art.outs[name]), np.transpose([np.arange(31), n.paths[name]]))
        near(xy(art.offs[name]), np.transpose([np.arange(31), np.where(off < 1e-4, 1e-4, off)]))
        assert label(art.outs[name]) == NAMES[name]
        look = (art.outs[name].get_color(), art.outs[name].get_linestyle(), art.outs[name].get_marker())
        drawn_as(look, [art.offs[name]], [art.offs[name]])
        looks |= {look}
        told += [NAMES[name], float(f"{off[-1]:.1e}")]
    assert [len(set(part)) for part in zip(*looks, strict=True)] == [2, 2, 2], "each loss has its own look"
    near(art.offs["MAE"].axes.get_ylim()[1], 8)
    assert art.offs["MAE"].axes.get_yscale() == "log"
    assert ticks(art.offs["MAE"].axes.yaxis)[0].startswith("≤ ")
    reads(text, f"η = {eta:.2f}", eta, 30, 2.93, *told)
