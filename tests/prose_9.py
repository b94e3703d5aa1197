"""The numbers quoted in 09_bug_museum.ipynb; see tests/prose.py."""

import numpy as np
from scipy import optimize
from scipy.signal import argrelmin

from lossviz.lessons import mistakes
from lossviz.lessons.bug_museum import HUNG
from lossviz.losses.clipped import KERAS_CLIP

TWICE = np.e / (np.e + 2)


def losses(name: str, far: bool = False) -> np.ndarray:
    """Return the 61 losses of a run."""
    return mistakes.run(name, far).losses


def ends(name: str) -> float:
    """Return the accuracy at step 60."""
    return float(mistakes.run(name, False).accuracies[-1])


def out_of_step():
    """Whether the wave crosses the lowest place again in its steepest direction, and once for all in its flattest."""

    def slope(w):
        return (mistakes.X.T @ mistakes.healthy(mistakes.X @ w.reshape(3, 3), mistakes.LABELS)[1]).ravel()

    lowest = optimize.root(lambda w: slope(w) + 1e-9 * w, np.zeros(9)).x
    bends, ways = np.linalg.eigh([(slope(lowest + h) - slope(lowest - h)) / 2e-5 for h in 1e-5 * np.eye(9)])
    w, gathered, walk = np.zeros(9), np.zeros(9), []
    for _ in range(60):
        gathered = gathered + slope(w)
        w = w - gathered
        walk.append((w - lowest) @ ways)
    crossed = [np.flatnonzero(np.diff(np.sign(way))) for way in np.transpose(walk)[bends > 1e-3]]
    flat = np.abs(np.transpose(walk)[bends > 1e-3][0])
    return len(crossed[-1]) > len(crossed[0]) == 1 and (np.diff(flat[crossed[0][0] + 1 :]) > 0).all()


def too_much():
    """Whether the wrong axis adds the log of the items in a class to what each machine pays."""
    added = [
        mistakes.wrong_axis(scores[labels], labels)[0] - mistakes.healthy(scores[labels], labels)[0] - np.log(n)
        for n in (2, 10, 20)
        for labels in [np.repeat([0, 1, 2], n)]
        for scores in mistakes.KNOWS.values()
    ]
    return np.allclose(added, 0, atol=1e-6)


CLAIMS = {
    "Only its first point is odd, at −0.33": lambda: -1 / 3,
    "sorts 30 items into 3 classes, its weights start at 0, and at the first step it reports a loss of 3.40": lambda: (
        len(mistakes.X),
        mistakes.K,
        0,
        losses("wrong axis")[0],
    ),
    "chance of $1/3$ and paid $\\log 3 = 1.10$. Now 3.40 is a logarithm as well, but of 30": lambda: (
        1 / 3,
        3,
        losses("healthy")[0],
        np.log(30),
        30,
    ),
    "= \\frac{2.718}{4.718} = 0.576, \\qquad -\\log 0.576 = 0.551": lambda: (
        np.e,
        np.e + 2,
        TWICE,
        0.576,
        -np.log(TWICE),
    ),
    "who knows everything still pays 0.551": lambda: -np.log(TWICE),
    r"same 30 items for 60 steps with $\eta = 1$": lambda: (len(mistakes.X), mistakes.STEPS, mistakes.RATE),
    "Half of the batch then pays 0.549 in place of 1.099": lambda: (np.log(3) * 15 / 30, np.log(3)),
    "The wrong axis says 3.40, the sum 32.96, and the lost minus begins at −1.10": (
        lambda: tuple(losses(name)[0] for name in ("wrong axis", "sum for mean", "lost minus"))
    ),
    "The swapped arguments say 10.75": lambda: losses("swapped arguments")[0],
    r"1/30 in place of 1/3 and 1/10 in place of 1, and that costs $\log 10 = 2.30$ more": lambda: (
        np.exp(-losses("wrong axis")[0]),
        1 / 3,
        1 / 10,
        1,
        10,
        np.log(10),
    ),
    r"cut off at $\log 10^{-7} = -16.12$": lambda: (1e-7, np.log(KERAS_CLIP)),
    r"pays $\frac23 \cdot 16.12 = 10.75$": lambda: (-np.log(KERAS_CLIP), -2 / 3 * np.log(KERAS_CLIP)),
    "Its accuracy ends at 0.97": lambda: ends("softmax twice"),
    "pays 16.12 in place of 20": lambda: (
        mistakes.chance_clipped(mistakes.KNOWS["sure and wrong"], np.arange(3))[0],
        mistakes.healthy(mistakes.KNOWS["sure and wrong"], np.arange(3))[0],
    ),
    "There 29 of the 30 items lie beyond the clip and pay 16.12 each": lambda: (
        round(30 * losses("clipped chance", True)[0] / -np.log(KERAS_CLIP)),
        30,
        -np.log(KERAS_CLIP),
    ),
    "$29 \\cdot 16.12 / 30 = 15.58$": lambda: (29, -np.log(KERAS_CLIP), 30, losses("clipped chance", True)[-1]),
    "The healthy run, curve 8, comes down from 51.66 to 0.21": lambda: (
        ...,
        losses("healthy", True)[0],
        losses("healthy", True)[-1],
    ),
    "the first machine pays −1.10 where 1.10 is due": lambda: (losses("lost minus")[0], np.log(3)),
    "where 1.10 is due, so the first question": lambda: np.log(3),
    "in these 60 steps the curve stays below its start at 1.10": lambda: (
        len(losses("gradients never cleared")) - 1,
        losses("gradients never cleared").max(),
    ),
    "At step 60 it stands at 0.69, and the healthy run at 0.17": lambda: (
        60,
        losses("gradients never cleared")[-1],
        losses("healthy")[-1],
    ),
    "bring the loss down to 0.92 and the accuracy up to 0.57": lambda: (
        losses("items shuffled, labels not")[-1],
        ends("items shuffled, labels not"),
    ),
    "has two thirds of their sum, and $-\\log \\frac23$ is 0.405": lambda: -np.log(2 / 3),
}
FACTS = {
    "All three pay too much by the same amount": too_much,
    "**Curves 1, 2, 5 and 7** give": lambda: (
        [i for i, name in enumerate(HUNG, 1) if abs(losses(name)[0] - np.log(3)) > 0.01] == [1, 2, 5, 7]
    ),
    "**Curve 3**, softmax twice": lambda: HUNG[2] == "softmax twice",
    "**Curve 6**, the clipped chance": lambda: HUNG[5] == "clipped chance",
    "that of **curve 8**, the healthy one": lambda: HUNG[7] == "healthy",
    "**Curve 9** is the wave": lambda: HUNG[8] == "gradients never cleared",
    "In **curve 4** the items were shuffled": lambda: HUNG[3] == "items shuffled, labels not",
    "It passed the lowest place early": out_of_step,
    "this carries the small waves up with it": lambda: (
        [losses("gradients never cleared")[t - 8 : t + 8].min() for t in (8, 20, 36, 52)]
        == sorted(losses("gradients never cleared")[argrelmin(losses("gradients never cleared"))])
    ),
    "Two more stand still far off, curves 3 and 7": lambda: (
        [i for i, name in enumerate(HUNG, 1) if np.ptp(losses(name, True)) < 0.01] == [3, 6, 7]
    ),
    "exactly as in the healthy run": lambda: ends("softmax twice") == ends("healthy"),
    "from the near start its run is that of **curve 8**": lambda: np.allclose(
        losses("clipped chance"), losses("healthy")
    ),
    "It stays there, for beyond the clip": lambda: np.ptp(losses("clipped chance", True)) < 1e-3,
    'It says "follows the slope" on all six': lambda: all(
        mistakes.run(name, False).stray < 1e-6 for name in mistakes.NAMES if name != "gradients never cleared"
    ),
    "The gradient checker sees it at the second step": lambda: (
        mistakes.run("gradients never cleared", False).stray > 0.1
    ),
}
GIVEN = {
    "of 30, the number of items": "as above",
    "when the run said 3.40, so it": "as above",
    "scores the true class 20 above the others": "a setting",
    "run on the screen gets right at step 60": "as above",
    "is kept $10^{-7}$ away": "a setting",
    "stays where it stood with 30": "a setting",
    "Go back to 30": "a setting",
    "go on paying 16.12": "as above",
    "by luck. In 30 items": "as above",
    "Divide the sum by 30": "as above",
    "the sum divided by 30 is as it should be": "test_the_learners_loss_stays_pale_…",
    "pays $-1/3$": "test_a_forgotten_log_…",
    "the scores are $(2, -1, 0.5)$": "a setting",
    "they are $(1, 0, 0.5)$": "cut off by hand",
}
