"""Each mistake written out as a loss, and trained by complex steps on the weights."""

from functools import cache

import numpy as np

from tests.content import content, hidden, label, near, place, reads, seen, ticks, word, xy
from tests.content.gradients import log_softmax, slope, softmax

LABELS = np.repeat([0, 1, 2], 10)
CENTRES = np.array([[1.6, 0.0], [-0.8, 1.4], [-0.8, -1.4]])
_FEATURES = CENTRES[LABELS] + np.random.default_rng(1).normal(size=(30, 2))
X = np.column_stack([_FEATURES, np.ones(30)])


def clip(p):
    """Clip as a framework does: what is clipped has no slope."""
    return np.where(np.real(p) < 1e-7, 1e-7, np.where(np.real(p) > 1 - 1e-7, 1 - 1e-7, p))


def costs(z, y):
    """Return each item's cross entropy."""
    return -log_softmax(z)[np.arange(len(z)), y]


LOSSES = {
    "healthy": lambda z, y: costs(z, y).mean(),
    "softmax twice": lambda z, y: costs(softmax(z), y).mean(),
    "wrong axis": lambda z, y: -log_softmax(z, axis=0)[np.arange(len(z)), y].mean(),
    "lost minus": lambda z, y: -costs(z, y).mean(),
    "swapped arguments": lambda z, y: -(softmax(z) * np.log(clip(np.eye(3)[y]))).sum(1).mean(),
    "sum for mean": lambda z, y: costs(z, y).sum(),
    "clipped chance": lambda z, y: -np.log(clip(softmax(z)[np.arange(len(z)), y])).mean(),
}
LINES = {
    "softmax twice": ("F.cross_entropy(q, y)", "F.cross_entropy(z, y)"),
    "wrong axis": ("q = softmax(z, axis=0)", "q = softmax(z, axis=1)"),
    "lost minus": ("(p * log(q)).sum(1).mean()", "-(p * log(q)).sum(1).mean()"),
    "swapped arguments": ("-(q * log(clip(p))).sum(1).mean()", "-(p * log(q)).sum(1).mean()"),
    "sum for mean": ("loss = surprises.sum()", "loss = surprises.mean()"),
    "clipped chance": ("-log(clip(q, 1e-7, 1 - 1e-7))", "logsumexp(z) - z[label]"),
    "gradients never cleared": ("loss.backward(); step()", "zero_grad(); loss.backward(); step()"),
    "items shuffled, labels not": ("x = x[order]", "x, y = x[order], y[order]"),
}
HUNG = [
    "wrong axis",
    "sum for mean",
    "softmax twice",
    "items shuffled, labels not",
    "lost minus",
    "clipped chance",
    "swapped arguments",
    "healthy",
    "gradients never cleared",
]
ORDER = np.random.default_rng(3).permutation(30)


@cache
def train(name, far):
    """Return loss and accuracy before each of 60 steps of descent at rate 1, and after the last."""
    x = X[ORDER] if "shuffled" in name else X
    loss = LOSSES.get(name, LOSSES["healthy"])
    weights, followed = np.zeros((3, 3)), 0
    if far:  # The weights of each class point to the centre of another.
        weights[:2] = 12 * CENTRES[[2, 0, 1]].T
    way = []
    for _ in range(61):
        way.append((loss(x @ weights, LABELS), np.mean((x @ weights).argmax(axis=1) == LABELS)))
        gradient = slope(lambda w: loss(x @ w, LABELS), weights).reshape(3, 3)
        followed = gradient + followed * ("never" in name)
        weights = weights - followed
    return np.transpose(way)


def paid(loss):
    """Return a loss as it is printed."""
    return f"{loss + 0.0:.{0 if abs(loss) >= 100 else 2}f}".replace("-0.00", "0.00").replace("-", "−")


def seen_by(name, far_off=False):
    """Return what each look shows."""
    loss, far = LOSSES.get(name, LOSSES["healthy"]), train(name, True)[0]
    half = np.repeat([0, 1, 2], 5)
    shuffled = X[ORDER] if "shuffled" in name else X
    groups = [np.linalg.norm(CENTRES - shuffled[i, :2], axis=1).argmin() for i in (0, 10, 24)]
    return {
        "first": ("the first loss at scores of 0", paid(train(name, False)[0, 0])),
        "everything": ("who knows everything", paid(loss(20 * np.eye(3)[LABELS], LABELS))),
        "half": ("half the batch at scores of 0", paid(loss(np.zeros((15, 3)), half))),
        "items": ("the heaps of items labelled 0, 1, 2", "{}, {}, {}".format(*groups)),
        "check": ("the second step", "leaves the slope" if "never" in name else "follows the slope"),
        "far": (
            "from far off",
            f"{paid(far[0])}, {'moved' if np.ptp(far) > 0.01 else 'never moved'}",
        ),
        "accuracy": ("the accuracy at step 60", f"{train(name, far_off)[1, -1]:.2f}"),
    }


ALL = dict.fromkeys(["far", "everything", "half", "accuracy", "check", "items"], True)


@content(
    {},
    *[{"curve": i, "name": name} for i, name in enumerate(HUNG, 1)],
    *[ALL | {"curve": i, "name": HUNG[i - 2]} for i in range(1, 10)],
    {"curve": 8, "name": "softmax twice", "half": True},
    {"curve": 2, "name": "sum for mean", "half": True, "check": True},
    {"curve": 9, "name": "gradients never cleared", "far": True},
)
def bug_museum(art, still, n, text, *, curve, name, **looks):
    true = HUNG[curve - 1]
    (losses, _), (good, _) = train(true, looks["far"]), train("healthy", looks["far"])
    assert (n.true, set(n.opened)) == (true, {key for key in ALL if looks[key]})
    near(n.losses, losses, rel=1e-4, abs=1e-7)
    near(n.good, good, rel=1e-4, abs=1e-7)
    scale = [float(word(mark).replace("−", "-").replace(",", "")) for mark in art.marks]
    low, high = scale[0], scale[-1]
    near(scale, np.linspace(low, high, 5))
    near([place(mark) for mark in art.marks], np.transpose([np.full(5, 62), np.linspace(0, 1, 5)]))
    assert low <= losses.min()
    assert losses.max() <= high
    assert np.abs(losses).max() > 0.45 * (high - low)
    near(xy(art.loss), np.transpose([range(61), (n.losses - low) / (high - low)]))
    shown = seen_by(true, looks["far"])
    differ = {
        other: [
            key
            for key, look in seen_by(other, looks["far"]).items()
            if looks.get(key, key == "first") and look != shown[key]
        ]
        for other in HUNG
    }
    sure = name == true and all(differ[other] for other in HUNG if other != true)
    assert n.found == sure
    found = sure and true != "healthy"
    if found and good[-1] <= high:
        near(xy(art.good), np.transpose([range(61), (n.good - low) / (high - low)]))
    else:
        hidden(art.good)
    if np.log(3) <= high:
        near(xy(art.guessing), np.transpose([[0, 60], [(np.log(3) - low) / (high - low)] * 2]))
    else:
        hidden(art.guessing)
    assert [label(line) for line in (art.guessing, art.good, art.loss)] == ["log 3", "healthy", "this run"]
    for key, row in art.rows.items():
        assert word(row) == f"{shown[key][0]}: {shown[key][1] if looks[key] or sure else '?'}"
    near([place(art.rows[key]) for key in ALL], np.transpose([np.zeros(6), np.linspace(0.92, 0.12, 6)]))
    near([place(line) for line in art.lines], [[0, 0.9], [0, 0.2]])
    wrong, right = LINES[true] if found else ("", "")
    assert [word(line) for line in art.lines] == ([f"wrong  {wrong}", f"right  {right}"] if found else ["", ""])
    opened = sum(looks.values())
    first, _, answer = text.partition("\n")
    assert f"start {'far off' if looks['far'] else 'near'}:" in first
    reads(first.partition(" You")[0], curve, losses[0], losses[-1], 60)
    assert first.endswith(f"You say “{name}” after {opened} look{'s' * (opened != 1)}.")
    if name == "not yet":
        assert answer == "Which mistake is it, if any?"
    elif sure:
        assert answer == f"Yes. Wrong: {wrong}  Right: {right}" if found else "Yes. Nothing is wrong."
    elif differ[name]:
        (what, value), would = shown[differ[name][0]], seen_by(name, looks["far"])[differ[name][0]][1]
        assert answer == f"No. You see “{what}: {value}”, and with “{name}” it would be “{would}”."
    else:
        rival = answer.split("“")[1].split("”")[0]
        assert rival != name and not differ[rival]
        assert answer == f"Perhaps, but nothing that is open speaks against “{rival}”. Open what tells them apart."


@content(
    {},
    *[{"rule": rule, "items": items} for rule in LOSSES for items in (9, 60)],
)
def known_answers(art, still, n, text, *, rule, items):
    labels = np.arange(items) % 3
    machines = np.zeros((items, 3)), 20 * np.eye(3)[labels], 20 * np.eye(3)[(labels + 1) % 3]
    charges = [LOSSES[rule](z, labels) for z in machines]
    near(n.charges, charges, rel=1e-5, abs=1e-13)  # Of 20 above the others 4e-9 is left.
    assert n.trouble == ""
    thirty = [
        LOSSES[rule](z, LABELS) for z in (0 * np.eye(3)[LABELS], 20 * np.eye(3)[LABELS], 20 * np.eye(3)[LABELS - 2])
    ]
    near(n.whole, thirty, rel=1e-5, abs=1e-13)
    prices = np.array([np.log(3), 0, 20])
    near(xy(art.whole), np.transpose([range(3), thirty - prices]), abs=1e-6)
    near(xy(art.dots), np.transpose([range(3), charges - prices]), abs=1e-6)
    for i, (shown, charge) in enumerate(zip(art.texts, charges, strict=True)):
        near(place(shown), [i + 0.12, charge - prices[i]], abs=1e-6)
        reads(word(shown), "pays ", charge)
    near(place(art.batch), [1, 30])
    if rule == "wrong axis":
        reads(word(art.batch), " items a class, log ", " too much", items // 3, items // 3, charges[1])
    else:
        assert word(art.batch) == f"{items // 3} items a class"
    (right,) = still[0]
    near(np.array(seen(right).get_segments())[:, 0], np.transpose([np.arange(3) - 0.35, [0, 0, 0]]))
    near(np.array(right.get_segments())[:, 1], np.transpose([np.arange(3) + 0.05, [0, 0, 0]]))
    assert [label(artist) for artist in (right, art.whole, art.dots)] == ["what is right", "with 30 items", "this loss"]
    assert ticks(art.dots.axes.xaxis) == [
        "knows nothing\nright is 1.099",
        "knows everything\nright is 0",
        "sure and wrong\nright is 20",
    ]
    near(art.dots.axes.get_yticks(), [-10, -1, 0, 1, 10, 100, 1000])
    assert ticks(art.dots.axes.yaxis) == ["−10", "−1", "0", "+1", "+10", "+100", "+1,000"]
    reads(text, f"{rule}, ", items, charges)
