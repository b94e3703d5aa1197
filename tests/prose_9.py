"""The numbers quoted in 09_bug_museum.ipynb; see tests/prose.py."""

import numpy as np

from lossviz.lessons import bug_museum as museum

TWICE = np.e / (np.e + 2)


def losses(name: str, far: bool = False) -> np.ndarray:
    """Return the 61 losses of a run."""
    return museum.run(name, far).losses


def ends(name: str) -> float:
    """Return the accuracy at step 60."""
    return float(museum.run(name, False).accuracies[-1])


CLAIMS = {
    "It sorts 30 items into 3 classes, and at the first step it reports a loss of 3.40": lambda: (
        len(museum.X),
        museum.K,
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
    "same 30 items for 60 steps at the rate 1": lambda: (len(museum.X), museum.STEPS, museum.RATE),
    "The wrong axis says 3.40, the sum 32.96 and the swapped arguments 10.75, while the lost minus begins at −1.10": (
        lambda: tuple(losses(name)[0] for name in ("wrong axis", "sum for mean", "swapped arguments", "lost minus"))
    ),
    "It ends at 0.97 under softmax twice, exactly as in the healthy run, and at 0.93 or more": lambda: (
        ends("softmax twice"),
        min(ends(name) for name in ("wrong axis", "sum for mean", "softmax twice", "swapped arguments")),
    ),
    "It stands at 15.58 and does not move": lambda: losses("clipped chance", True)[-1],
    "does not move either, at 1.52. The healthy run comes down from 51.66 to 0.21": lambda: (
        losses("softmax twice", True)[-1],
        losses("healthy", True)[0],
        losses("healthy", True)[-1],
    ),
    "it is at 9.89 after 10 steps, although its charges are 30 times as high, so per item it pays 0.33": (
        lambda: (losses("sum for mean", True)[10], 10, 30, losses("sum for mean", True)[10] / 30)
    ),
    "still stands at 22.43. Its steps are 30 times as long": lambda: (losses("healthy", True)[10], 30),
    "step 2 follows the sum of two gradients and step 60 the sum of sixty. It begins at 1.10 and goes on to 0.50": (
        lambda: (2, 60, *losses("gradients never cleared")[:2])
    ),
    "with 0.26 against 0.38. Its lowest loss is 0.22, after 4 steps, and at step 60 it stands at 0.69 where the "
    "healthy run has 0.17": lambda: (
        losses("gradients never cleared")[2],
        losses("healthy")[2],
        losses("gradients never cleared").min(),
        int(np.argmin(losses("gradients never cleared"))),
        60,
        losses("gradients never cleared")[-1],
        losses("healthy")[-1],
    ),
    "falls a little and stops at 0.92": lambda: losses("items shuffled, labels not")[-1],
}
FACTS = {
    "exactly as in the healthy run": lambda: ends("softmax twice") == ends("healthy"),
    "except for the lost minus": lambda: ends("lost minus") == 0,
    "near the start its run is the healthy one": lambda: np.allclose(losses("clipped chance"), losses("healthy")),
    "and so do the swapped arguments": lambda: np.allclose(
        losses("swapped arguments", True), losses("clipped chance", True)
    ),
    "the first step agrees and the second does not": lambda: museum.run("gradients never cleared", False).stray > 0.1,
}
GIVEN = {
    "shares the chances among 30 things, and 30 is the number of items": "as above",
    "when it said 3.40, so it": "as above",
    "scores the true class 20 above the others": "a setting",
    "too much for 30 items": "as above",
    "a mean square of 1.464 and will not go lower, his labels have a variance of 1.464": "of a case that is told",
    "pays $-1/3$": "test_a_forgotten_log_…",
    "the scores are $(2, -1, 0.5)$": "a setting",
    "they are $(1, 0, 0.5)$": "cut off by hand",
}
