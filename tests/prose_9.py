"""The numbers quoted in 09_bug_museum.ipynb; see tests/prose.py."""

import numpy as np

from lossviz.lessons import bug_museum

CLAIMS = {
    "small classifier: 3 classes, 30 points, 60 steps": lambda: (
        bug_museum.K,
        len(bug_museum.X),
        len(bug_museum.run("none", False)[0]) - 1,
    ),
    "over the 30 points, not the 3 classes": lambda: bug_museum.Y.shape,
    r"$\log 3 = 1.10$": lambda: (3, np.log(3)),
    "begins 30 times too high": lambda: bug_museum.run("sum for mean", False)[0][0] / np.log(3),
}
GIVEN: dict[str, str] = {}
