"""The numbers quoted in 09_bug_museum.ipynb; see tests/prose.py."""

import numpy as np

from lossviz.lessons import mistakes
from lossviz.losses.clipped import KERAS_CLIP

TWICE = np.e / (np.e + 2)


def losses(name: str, far: bool = False) -> np.ndarray:
    """Return the 61 losses of a run."""
    return mistakes.run(name, far).losses


def ends(name: str) -> float:
    """Return the accuracy at step 60."""
    return float(mistakes.run(name, False).accuracies[-1])


CLAIMS = {
    "It sorts 30 items into 3 classes, and at the first step it reports a loss of 3.40": lambda: (
        len(mistakes.X),
        mistakes.K,
        losses("wrong axis")[0],
    ),
    "chance of $1/3$ and paid $\\log 3 = 1.10$. Now 3.40 is a logarithm as well, but of 30": lambda: (
        1 / 3,
        3,
        losses("healthy")[0],
        np.log(30),
        30,
    ),
    "charges 30 times too much": lambda: losses("sum for mean")[0] / losses("healthy")[0],
    "= \\frac{2.718}{4.718} = 0.576, \\qquad -\\log 0.576 = 0.551": lambda: (
        np.e,
        np.e + 2,
        TWICE,
        0.576,
        -np.log(TWICE),
    ),
    "who knows everything still pays 0.551": lambda: -np.log(TWICE),
    "same 30 items for 60 steps at the rate 1": lambda: (len(mistakes.X), mistakes.STEPS, mistakes.RATE),
    "half of it is charged 0.55 in place of 1.10": lambda: (np.log(3) * 15 / 30, np.log(3)),
    "The wrong axis says 3.40, the sum 32.96, and the lost minus begins at −1.10": (
        lambda: tuple(losses(name)[0] for name in ("wrong axis", "sum for mean", "lost minus"))
    ),
    "The swapped arguments say 10.75": lambda: losses("swapped arguments")[0],
    "which costs 16.12. One": lambda: -np.log(KERAS_CLIP),
    r"pays $\frac23 \cdot 16.12 = 10.75$": lambda: (-np.log(KERAS_CLIP), -2 / 3 * np.log(KERAS_CLIP)),
    "Its accuracy ends at 0.97, exactly as in the healthy run, and it is at 0.93 or more": lambda: (
        ends("softmax twice"),
        min(ends(name) for name in ("wrong axis", "sum for mean", "softmax twice", "swapped arguments")),
    ),
    "it pays 16.12 in place of 20, and": lambda: (
        mistakes.chance_clipped(mistakes.KNOWS["sure and wrong"], np.arange(3))[0],
        mistakes.healthy(mistakes.KNOWS["sure and wrong"], np.arange(3))[0],
    ),
    "There 29 of the 30 items lie beyond the clip": lambda: (
        round(30 * losses("clipped chance", True)[0] / -np.log(KERAS_CLIP)),
        30,
    ),
    "so the mean stays at 15.58": lambda: losses("clipped chance", True)[-1],
    "The healthy run comes down from 51.66 to 0.21": lambda: (
        losses("healthy", True)[0],
        losses("healthy", True)[-1],
    ),
    "it pays only 0.33 an item after 10 steps": lambda: (losses("sum for mean", True)[10] / 30, 10),
    "its first step leads up, from 32.96 to 48.53": lambda: tuple(losses("sum for mean")[:2]),
    "the healthy run still 22.43. Its steps are 30 times as long": lambda: (losses("healthy", True)[10], 30),
    "step 2 follows the sum of two gradients and step 60 the sum of sixty": (lambda: (2, 60)),
    "At step 60 it stands at 0.69, and the healthy run at 0.17": lambda: (
        60,
        losses("gradients never cleared")[-1],
        losses("healthy")[-1],
    ),
    "bring the loss down to 0.92 and the accuracy up to 0.57": lambda: (
        losses("items shuffled, labels not")[-1],
        ends("items shuffled, labels not"),
    ),
}
FACTS = {
    "exactly as in the healthy run": lambda: ends("softmax twice") == ends("healthy"),
    "except for the lost minus": lambda: ends("lost minus") == 0,
    "near the start its run is the healthy one": lambda: np.allclose(losses("clipped chance"), losses("healthy")),
    "do not move either, nor does softmax twice": lambda: all(
        np.ptp(losses(name, True)) < 1e-3 for name in ("swapped arguments", "softmax twice")
    ),
    "it never stops jumping": lambda: (np.diff(losses("sum for mean")) > 0)[-10:].any(),
    "The first two losses are those of the healthy run, and then it is even quicker": lambda: (
        np.allclose(losses("gradients never cleared")[:2], losses("healthy")[:2])
        and all(losses("gradients never cleared")[2:4] < losses("healthy")[2:4])
    ),
    "On the six wrong losses it said “follows the slope” every time": lambda: all(
        mistakes.run(name, False).stray < 1e-6 for name in mistakes.NAMES if name != "gradients never cleared"
    ),
    "the first step agrees and the second does not": lambda: mistakes.run("gradients never cleared", False).stray > 0.1,
}
GIVEN = {
    "shares the chances among 30 things, and 30 is the number of items": "as above",
    "when it said 3.40, so it": "as above",
    "scores the true class 20 above the others": "a setting",
    "too much for 30 items": "as above",
    "run on the screen gets right at step 60": "as above",
    "is kept $10^{-7}$ away": "a setting",
    "is clipped at $10^{-7}$, which": "as above",
    "stays where each of them stood with 30 items": "a setting",
    "by luck. In 30 items": "as above",
    "or divide the sum by 30 and": "as above",
    "Keep the third machine, which should pay 20": "the score that is set",
    "Its steps are 30 times": "as above",
    "pays $-1/3$": "test_a_forgotten_log_…",
    "the scores are $(2, -1, 0.5)$": "a setting",
    "they are $(1, 0, 0.5)$": "cut off by hand",
}
