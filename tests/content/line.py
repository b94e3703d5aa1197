"""A line through five days. The loss is 0.103 + 4.5 (w − 0.5)² + (b − 0.4)²: x has mean 0, mean square 4.5."""

import numpy as np

from tests.content import box, boxes, content, curve, ends, hidden, near, place, reads, seen, word, xy

X = np.array([-3, -1.5, 0, 1.5, 3])
Y = np.array([-1.2, -0.3, 0.8, 0.6, 2.1])
BEST = np.array([0.5, 0.4])
SHOWN = np.array([[-0.85, -1.05], [1.85, 1.65]])  # the corners of the picture of w and b
CURVED = np.array([4.5, 1.0])


def loss(at):
    return 0.103 + (np.asarray(at) - BEST) ** 2 @ CURVED


def leaving(x, y, top, ends=(-np.inf, np.inf)):
    """The points as far as the first above `top` or beyond the `ends`."""
    last = next((i for i, height in enumerate(y) if height > top or not ends[0] <= x[i] <= ends[1]), len(x))
    return np.transpose([x, y])[: last + 1]


@content(
    {"w": 0.0, "b": 0.0, "steps": 0},
    {"w": 1.2, "b": -0.6, "steps": 3},
    {"w": -0.15, "b": 1.15, "steps": 1},
    {"w": 0.45, "b": 0.45, "steps": 0},
    {"w": 0.5, "b": 0.4, "steps": 0},
)
def fit_line(art, still, n, text, w, b, steps):
    start = np.array([w, b])
    # Each step multiplies the way to the best line by 1 − 9η in w and 1 − 2η in b.
    way = BEST + (1 - 2 * 0.1 * CURVED) ** np.arange(steps + 1)[:, None] * (start - BEST)
    w, b = way[-1]
    off = Y - (w * X + b)
    mean = loss([w, b])
    slopes = 2 * CURVED * ([w, b] - BEST)
    near(n.way, way)
    near(n.out, Y - off)
    near(n.mse, mean)
    near(n.slopes, slopes)

    sides = abs(off)  # of the squares, that lean towards the middle
    near(boxes(art.squares), [np.where(X < 0, X, X - sides), np.minimum(Y, Y - off), sides, sides])
    near(box(art.mean), [2.4 - np.sqrt(mean), -3.3, np.sqrt(mean), np.sqrt(mean)])
    near(xy(art.line), [[-4.3, b - 4.3 * w], [4.3, b + 4.3 * w]])
    near(xy(art.line.axes.lines[1]), np.transpose([X, Y]))
    near(xy(art.way), way)
    turn = np.linspace(0, 2 * np.pi, 97)
    near(xy(art.ring), BEST + np.sqrt((mean - 0.103) / CURVED) * np.transpose([np.cos(turn), np.sin(turn)]))
    if tuple(start) == (0.5, 0.4):
        hidden(art.arrow)
    else:  # Straight downhill, and never longer than the way that is left.
        long = min(0.3, np.hypot(*([w, b] - BEST)))
        near(ends(art.arrow), [[w, b], [w, b] - long * slopes / np.hypot(*slopes)])
    cross, rings = still[1]
    near(xy(cross), [BEST])
    near(rings.levels, np.arange(1, 9) / 2)
    for level, ring in zip(rings.levels, seen(rings).get_paths(), strict=True):
        near(loss(ring.vertices), level, abs=0.003)
        reach = np.sqrt((level - 0.103) / CURVED)
        near(ring.vertices.min(axis=0), np.maximum(BEST - reach, SHOWN[0]), abs=0.02)
        near(ring.vertices.max(axis=0), np.minimum(BEST + reach, SHOWN[1]), abs=0.02)
    led = ["down to", w, b] if steps else []
    reads(text, f" {steps} step" + ("s" if steps != 1 else (" ", ":")[steps == 0]), *start, steps, *led, mean, slopes)


@content(
    {"eta": 0.1, "steps": 7, "loss": "mean", "days": 5},
    {"eta": 0.02, "steps": 2, "loss": "sum", "days": 50},
    {"eta": 0.25, "steps": 0, "loss": "mean", "days": 20},
    {"eta": 0.045, "steps": 12, "loss": "sum", "days": 10},
)
def two_valleys(art, still, n, text, eta, steps, loss, days):
    # Descend by the slopes of the days, the five again and again.
    x, y = np.tile(X, days // 5), np.tile(Y, days // 5)
    share = {"mean": 1 / days, "sum": 1}[loss]
    w, b, places = 0.0, 0.0, [(0.0, 0.0)]
    for _ in range(steps):
        r = y - (w * x + b)
        w, b = w + eta * share * 2 * np.sum(r * x), b + eta * share * 2 * np.sum(r)
        places.append((w, b))
    w, b = np.transpose(places)
    errors = [np.mean((Y - X * a - c) ** 2) for a, c in places]
    heights = np.transpose([4.5 * (w - 0.5) ** 2, (b - 0.4) ** 2])
    factors = 1 - eta * share * 2 * np.array([np.sum(x * x), days])

    near(n.felt, 2 * share * np.array([np.sum(x * x), days]))
    near(n.left, factors)
    near(n.places, places)
    near(n.heights, heights, abs=1e-20)
    near(n.mse, errors)
    for way, sign, valley, middle, bend, height in zip(
        art.ways, art.signs, still, BEST, CURVED, heights.T, strict=False
    ):
        curve(valley[0], lambda at, middle=middle, bend=bend: bend * (at - middle) ** 2, middle - 1, middle + 1)
        near(xy(way), leaving(w if middle == 0.5 else b, height, 2, (middle - 1, middle + 1)))
        assert word(sign) == (f"felt {2 * bend * days:g}" if loss == "sum" else f"bend {2 * bend:g}")
        near(place(sign), [middle - 1.05, 0.02])
    gone = [
        f"lands at w = {at:.2f}, MSE {error:.3g}" for at, error in zip(w, errors, strict=True) if abs(at - 0.5) > 0.667
    ]
    assert word(art.lands).replace("−", "-") == (gone or [""])[0]
    near(place(art.lands), [0.5, 2.15])
    near(xy(still[2][0])[:, 1], 0.103)
    near(xy(art.losses), leaving(np.arange(steps + 1), errors, 30))
    reads(text, f"the {loss} of", eta, days, np.round(100 * factors, 1), steps, float(f"{errors[-1]:.3g}"))
