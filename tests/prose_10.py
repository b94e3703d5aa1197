"""The numbers quoted in 10_the_lecture_checked.ipynb; see tests/prose.py. What is said by id is in test_lecture.py."""

import numpy as np
from scipy import special

from lossviz.lecture import ITEMS

SINGLE, DOUBLE = np.finfo(np.float32), np.finfo(np.float64)
LOGITS = [-26.27812, 28.63038]
SCORES = [44, 10, 22, 5]
LAYER = 784


def prints(id, at=0):
    return ITEMS[id].prints[at]


def table(id):
    return np.reshape(ITEMS[id].prints, (5, 3))


def best_line():
    """The least MSE of a line on lesson 1's days."""
    x, y = [-3, -1.5, 0, 1.5, 3], [-1.2, -0.3, 0.8, 0.6, 2.1]
    return np.mean((y - np.polyval(np.polyfit(x, y, 1), x)) ** 2)


def pull(loss, q):
    """How hard a loss pulls at the score of a neuron whose target is 1."""
    return {"squares": 2 * (1 - q) ** 2 * q, "surprise": 1 - q}[loss]


def steps(loss, z, rate=1.0):
    """How many steps take q beyond 0.9."""
    count = 0
    while special.expit(z) < 0.9:
        z, count = z + rate * pull(loss, special.expit(z)), count + 1
    return count


def rate_to_draw_level(z):
    """By what squares must multiply their rate, in tenths, to need no more steps than the cross entropy."""
    return next(k / 10 for k in range(10, 300) if steps("squares", z, k / 10) <= steps("surprise", z))


def random_losses():
    """The loss of the fourth of ten classes, for untrained layers as wide as the lecture's."""
    draw = np.random.default_rng(0)
    z = np.array([draw.normal(size=LAYER) @ draw.normal(size=(LAYER, 10)) for _ in range(200)])
    return special.logsumexp(z, axis=1) - z[:, 3]


def factors():
    """How many times as long the cross entropy's dw is as that of MSE on softmax, a thousand draws of both."""
    draw, y, found = np.random.default_rng(0), np.eye(3)[[2, 0]], []
    for _ in range(1000):
        x, w = draw.normal(size=(2, 4)), draw.normal(size=(4, 3))
        q = special.softmax(x @ w, axis=1)
        mse = [2 / 6 * (np.diag(p) - np.outer(p, p)) @ (p - t) for p, t in zip(q, y, strict=True)]
        found.append(np.linalg.norm(x.T @ (q - y) / 2) / np.linalg.norm(x.T @ mse))
    return np.array(found)


def of_the_lecture():
    return np.linalg.norm(table("L6.5")[:4]) / np.linalg.norm(table("L6.2")[:4])


CLAIMS = {
    "as it stands, in 32 bits": lambda: SINGLE.bits,
    "prints 1.0918376 for each": lambda: prints("L1.2"),
    "divided by $N K = 20$": lambda: 5 * 4,
    "The mean brings $w$ close to 0.5": lambda: 0.5 - 0.5 * 0.1**3,
    "still has a mean squared error of 0.103": best_line,
    r"the term $0.25 \cdot \log_2 0.25 = -0.5$ four times, and so it has an entropy of 2 bits": lambda: (
        ...,
        ...,
        0.25 * np.log2(0.25),
        -4 * 0.25 * np.log2(0.25),
    ),
    "as 1.3568, and": lambda: prints("L2.3"),
    "four chances sum to 1.002": lambda: sum([0.001, 0.001, 0.001, 0.999]),
    "at most 2 bits to learn": lambda: np.log2(4),
    "prints 0.916 for the first forecast and 0.02 for the second": lambda: (-np.log(0.4), -np.log(0.98)),
    "The second row sums to 1.1": lambda: sum([0.1, 0.1, 0.8, 0.1]),
    r"prints $2.3978953 = -\log(0.1 / 1.1)$ where we would expect $-\log 0.1 = 2.3025851$": lambda: (
        np.log(1.1) - np.log(0.1),
        ...,
        ...,
        ...,
        -np.log(0.1),
    ),
    "returns 0.973 where 0.357 is right": lambda: (-special.log_softmax([0.1, 0.7, 0.1, 0.1])[1], -np.log(0.7)),
    r"the chance 0.1 costs $-\log 0.1 = 2.3025851$": lambda: (..., ..., -np.log(0.1)),
    "prints 2.3025842 by both": lambda: prints("L3.8"),
    r"which is next, $3 \cdot 10^{-10}$": lambda: special.softmax(SCORES)[2],
    "lies 34 below the cat's, the loss is 34": lambda: (SCORES[0] - SCORES[1], -special.log_softmax(SCORES)[1]),
    "pulls at it 203 times as hard": lambda: pull("surprise", special.expit(-6)) / pull("squares", special.expit(-6)),
    "3.2 times as large from 0, and 7.2 times from −5": lambda: (
        rate_to_draw_level(0.0),
        ...,
        rate_to_draw_level(-5.0),
        ...,
    ),
    "The logits −26.27812 and 28.63038 lie 54.9085 apart, and their softmax still fits into 32 bits": lambda: (
        *LOGITS,
        LOGITS[1] - LOGITS[0],
        SINGLE.bits,
    ),
    "from the chances 1.192093e−07": lambda: prints("L5.3", 1),
    r"The exact loss is $1.4 \cdot 10^{-24}$": lambda: np.log1p(np.exp(LOGITS[0] - LOGITS[1])),
    "so little is 0 in 64 bits too": lambda: (np.log(1 + np.exp(LOGITS[0] - LOGITS[1])), DOUBLE.bits),
    r"at most. Just below 1 the numbers of 32 bits lie $2^{-24}$ apart": lambda: (..., SINGLE.bits, SINGLE.epsneg),
    "the nearest to it is $1 - 2^{-23}$": lambda: (..., 1 - float(np.float32(1 - 1e-7))),
    "54.9085 is right, and the clip makes 16.1181 of it, with a gradient of 0": lambda: (
        LOGITS[1] - LOGITS[0],
        -np.log(1e-7),
        ...,
    ),
    "both print 82.4905": lambda: prints("L5.4"),
    r"spread by $\sqrt{784} = 28$": lambda: (LAYER, np.sqrt(LAYER)),
    "a mean loss of about 40": lambda: random_losses().mean(),
    "as far as 32 bits can tell": lambda: SINGLE.bits,
    "36.5 times as long as that of MSE": of_the_lecture,
    "The factor is 6.7 at the median, and 36.5 or more in 4 % of the draws": lambda: (
        np.median(factors()),
        of_the_lecture(),
        100 * np.mean(factors() >= of_the_lecture()),
    ),
    "that is 0.675, a quarter of the sum 2.7": lambda: (np.mean([0, 1.2, 1.5, 0]), np.sum([0, 1.2, 1.5, 0])),
    "makes up 99.3 % of the sum of squares": lambda: 100 * 27**2 / (2**2 + 1**2 + 27**2),
    "the mean, is 11": lambda: np.mean([1, 2, 30]),
    "a mean would have been 2.5": lambda: np.mean([1, 4]),
    "no slope below a score of −16.1": lambda: special.logit(1e-7),
}
GIVEN = {
    "with $w = 0.5$ and $b = 0.4$": "test_L1_5 fits the line",
    "at the rate 0.1": "set in the cell",
    "the draw of the .97 lottery": "a lottery by its name",
    "the chances .7, .2 and .1 and a pessimist believes .2, .3 and .5": "the weather of lesson 3",
    "the same chance of 0.8": "set in the cell",
    r"added $10^{-7}$ inside": "a constant of Keras",
    "the notes send [44, 10, 22, 5]": "the lecture's scores",
    r"cost $-\log 0.8$, since a no at 0.2 is as well predicted as a yes at 0.8": "1 − 0.2",
    "and at 0.1 a clip does nothing": "the case",
    "was given 0.6": "the case",
    "| 1 | 3 | .3, .3, **.4** | .1, .2, **.7** |": "test_L4_1 has the table",
    "| 2 | 2 | .3, **.4**, .3 | .1, **.7**, .2 |": "test_L4_1 has the table",
    "| 3 | 1 | .1, .2, **.7** | .3, **.4**, .3 |": "test_L4_1 has the table",
    "the scores −6, 0.5 and 2": "the case",
    "until $q$ passes 0.9": "set in the cell",
    "from 30.9 to 30.5 % and from 22.7 to 21.9 %": "the abstract of the paper named there",
    "lies 100 below the other": "the case",
    "Keras clips chances to $1 - 10^{-7}$": "a constant of Keras",
    "In version 2.21 that is between 86.6 and 86.8": "seen with TF_ENABLE_ONEDNN_OPTS=1",
    "between 87.3 and 88 without": "seen with TF_ENABLE_ONEDNN_OPTS=0; test_L5_4 has 86 and 88",
    "The slides feed 784 random": "the lecture's layer",
    "a sum of 784 products": "the lecture's layer",
    r"at $\theta = 0.4$ we call": "set in the cell",
    "three logits by 0.5, 1, 2 and 5": "set in the cell",
    "between 0.5 and 1 the last two": "test_L6_3 has their distances",
    "Is 36.5 typical": "said above it",
    "the readings 1, 2 and 30 all as 3": "set in the cell",
    "start a guess at 2.93 and let it walk towards 0 in steps of 0.4": "set in the cell",
    "last reading of 3, 30 or 300": "set in the cell",
    r"at −100 or above, and in the slope it divides by at least $10^{-12}$": "constants of PyTorch",
    "at a score of −50": "set in the cell",
    "and at −150 both are wrong": "set in the cell",
}
