"""Steps against slopes that are differences of the losses."""

from functools import cache

import numpy as np
from scipy import special

from tests.content import content, label, near, reads, ticks, xy
from tests.content.squares import drawn_as

NAMES = {"MSE": "squares", "MAE": "absolute values", "Huber": "Huber"}


@cache
def walk(name, eta, delta, fade):
    """Return where a forecast of 2.93 is after each of 30 steps to the truth, 0."""
    rates = eta * np.arange(1, 31) ** (-0.5 if fade else 0)
    if name == "MSE":
        return 2.93 * np.append(1, np.cumprod(1 - 2 * rates))  # Its slope is 2 out.
    loss = np.abs if name == "MAE" else lambda out: special.huber(delta, out)
    out = [2.93]
    for rate in rates:
        out.append(out[-1] - rate * (loss(out[-1] + 1e-6) - loss(out[-1] - 1e-6)) / 2e-6)
    return np.array(out)


@content({}, {"eta": 0.95, "delta": 2.2}, {"eta": 0.35, "delta": 0.4, "fade": True}, {"eta": 0.05, "fade": True})
def step_past(art, still, n, text, eta, delta, fade):
    told, looks = [], set()
    near(xy(still[0][0])[:, 1], 0)
    for name in ("MSE", "MAE", "Huber"):
        out, off = walk(name, eta, delta, fade), np.abs(n.paths[name])
        near(n.paths[name], out, abs=0 if name == "MSE" else 1e-7)
        near(xy(art.outs[name]), np.transpose([np.arange(31), n.paths[name]]))
        near(xy(art.offs[name]), np.transpose([np.arange(31), np.where(off < 1e-4, 1e-4, off)]))
        assert label(art.outs[name]) == NAMES[name]
        look = (art.outs[name].get_color(), art.outs[name].get_linestyle(), art.outs[name].get_marker())
        drawn_as(look, [art.offs[name]], [art.offs[name]])
        looks |= {look}
        told += [NAMES[name], float(f"{off[-1]:.1e}")]
    assert [len(set(part)) for part in zip(*looks, strict=True)] == [3, 3, 3], "each loss has its own look"
    near(art.offs["MSE"].axes.get_ylim()[1], 8)
    assert art.offs["MSE"].axes.get_yscale() == "log"
    assert ticks(art.offs["MSE"].axes.yaxis)[0].startswith("≤ ")
    reads(text, f"η = {eta:.2f}{' / √step' if fade else ''}, δ", eta, delta, 30, *told)
