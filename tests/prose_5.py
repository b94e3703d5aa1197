"""The numbers quoted in 05_numerical_stability.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from lossviz.losses import clipped
from tests.prose import shown

SINGLE = np.finfo(np.float32)
OVERFLOW = np.log(float(SINGLE.max))
"""From here on e^z is inf in float32."""

REST = np.log(1 + np.exp(-1) + np.exp(-2))

STEP = float(np.finfo(np.float16).smallest_subnormal)
"""Of float16 near its lower end."""

GRAIN = float(SINGLE.smallest_subnormal)

SHARES = lv.softmax([2.0, 1.0, 0.0, -1.0])


def plain(z, label):
    return -np.log(np.exp(z) / np.exp(z).sum())[label]


def lowered(z, label):
    return plain(z - z.max(), label)


def along(mine, gaps, *levels):
    with np.errstate(all="ignore"):
        return np.array([[mine(np.float32([level + gap, level]), 1) for gap in gaps] for level in levels])


CLAIMS = {
    "a loss that should be 100": lambda: lv.softmax_cross_entropy([0, 1], [100.0, 0.0]),
    "a friendly 16.118 that": lambda: -np.log(clipped.KERAS_CLIP),
    "e^{100} + e^0) - 0$, which is 100 to more than 40 decimals": lambda: (
        ...,
        np.logaddexp(100, 0),
        40 if np.exp(-100) < 1e-41 else 0,
    ),
    "numbers of 32 bits": lambda: SINGLE.bits,
    "The loss should be 100 and": lambda: lv.softmax_cross_entropy([0, 1], [100.0, 0.0]),
    "above $3.4 \\cdot 10^{38}$, and $e^z$ gets there at $z = 88.72$": lambda: (float(SINGLE.max), OVERFLOW),
    "1 divided by `inf`, which is the exact 0": lambda: (1, 1 / np.inf),
    "0 that lesson 4 ended on, and $-\\log 0$": lambda: (0, 0),
    "only 0 left below about $10^{-45}$": lambda: (np.exp(np.float32(-104)), ...),
    "From 784 inputs (a picture of 28 × 28) that makes 28": lambda: (784, 28, 784 / 28, np.sqrt(784)),
    "pays about $1.5 \\cdot 28 = 42$ on average": lambda: (
        np.mean(np.max(np.random.default_rng(0).normal(size=(100_000, 10)), axis=1)),
        np.sqrt(784),
        lv.random_layer().set(n=784).numbers.mean,
    ),
    "knowing nothing $\\log 10 = 2.30$": lambda: (10, np.log(10)),
    "1002 + \\log(1 + 0.3679 + 0.1353) \\\\\n&= 1002 + 0.4076": lambda: (1002, 1, np.exp(-1), np.exp(-2), 1002, REST),
    "$1002 - 1000 = 2$, and the loss is $0.4076 + 2 = 2.4076$": lambda: (1002, 1000, 2, REST, 2, REST + 2),
    "you get $0.4076 + 2$ once more": lambda: (np.log(np.exp(2) + np.exp(1) + 1) - 2, 2),
    "smaller than $10^{-45}$, and it stood beside a 1": lambda: (..., 1),
    "mark 88.7, where": lambda: OVERFLOW,
    "and 16.1. At": lambda: -np.log(clipped.KERAS_CLIP),
    "holds nothing above 65,504, and has only 0 left below $3 \\cdot 10^{-8}$": lambda: (
        float(np.finfo(np.float16).max),
        0,
        float(np.finfo(np.float16).smallest_subnormal) / 2,
    ),
    "whole grains of $6 \\cdot 10^{-8}$": lambda: STEP,
    "half a grain, $3 \\cdot 10^{-8}$, becomes 0": lambda: (STEP / 2, 0),
    "should be 13.95, 5.13, 1.89 and 0.69 grains, and are stored as 14, 5, 2 and 1": lambda: (
        *(np.exp(np.arange(-14.0, -18, -1)) / STEP),
        *(np.float16(np.exp(np.arange(-14.0, -18, -1))) / STEP),
    ),
    "gets 1 of 22, which is 0.045, and should get 0.032": lambda: (1, 14 + 5 + 2 + 1, 1 / 22, SHARES[3]),
    "off at 100 already, where the chance is subnormal, 27 grains in place of 26.55": lambda: (
        100,
        np.exp(np.float32(-100)) / GRAIN,
        np.exp(-100) / GRAIN,
    ),
    "a grain of float32 is $1.4 \\cdot 10^{-45}$": lambda: GRAIN,
    "which alone adds 0.007 to its share. But the sum grows by 0.7 per cent": lambda: (
        0.7 * (np.exp(0.01) - 1),
        100 * 0.7 * (np.exp(0.01) - 1),
    ),
    "the first 0.0049 and the second 0.0021, and": lambda: (
        0.7 * (1 - 1 / (1 + 0.7 * np.expm1(0.01))),
        0.3 * (1 - 1 / (1 + 0.7 * np.expm1(0.01))),
    ),
    "The chance said 0, and it was $e^{-104}$": lambda: np.exp(np.float32(-104)),
    "Its logarithm is only −104": lambda: -104,
    "$-\\log q$ is a correct 89": lambda: -np.log(np.exp(np.float32(-89))),
    "beyond the edge at 88.72": lambda: OVERFLOW,
    "clipped to at least $10^{-7}$": lambda: clipped.KERAS_CLIP,
    "clamped to at least −100": lambda: clipped.TORCH_CLAMP,
    "$-\\log 10^{-7}$, the most": lambda: 1e-7,
    "From 27.6 on $q$ is smaller than that, and the slope too small by the factor $q/10^{-12}$": lambda: (
        -np.log(1e-12),
        1e-12,
    ),
    "here $e^{-50}/10^{-12} = 1.93 \\cdot 10^{-10}$": lambda: (1e-12, np.exp(-50) / 1e-12),
    "At 89 its loss goes wrong": lambda: np.ceil(OVERFLOW),
    "so $q$ is exactly 0, and the loss jumps up to 100": lambda: (0, -clipped.TORCH_CLAMP),
    "is infinite at a gap of 104. It": lambda: 104,
    "at a gap of 85 and is `inf` at 90, as its edge is 88.72": lambda: (85, 90, OVERFLOW),
    "from 104 on it is `inf`": lambda: 104,
    "Its slope is `nan` from 88.7 on": lambda: OVERFLOW,
    "$0.01^{200} = 10^{-400}$, which even a float64 stores as 0": lambda: (..., ..., 0.01**200),
}
FACTS = {
    "four times the inputs give only twice the spread": lambda: (
        1.9 < lv.random_layer().set(n=784).numbers.spread / lv.random_layer().set(n=196).numbers.spread < 2.1
    ),
    "with 77 of a hundred losses above it": lambda: shown(lv.random_layer, n=784).numbers.past[0] == 77,
    "so 7 of the hundred layers would get `nan`": lambda: shown(lv.random_layer, n=784).numbers.past[1] == 7,
    "and the sum lies between 1 and 4": lambda: all(
        1 < float(shown(lv.subtract_the_max, level=level, shift=True).numbers.exps[4]) < 4 for level in (-20.0, 12.0)
    ),
    "at 784 the mean loss is 2.64, a little above": lambda: shown(lv.random_layer, n=784, scaled=True),
    "At level 9 every exponential is a decent number": lambda: (
        shown(lv.subtract_the_max, level=9.0).numbers.q == ["0"] * 4
    ),
    "which is 0.045, and": lambda: shown(lv.subtract_the_max, level=-16.0).numbers.q[3] == "0.0454",
    "A level lower it gets an exact 0": lambda: shown(lv.subtract_the_max, level=-17.0).numbers.q[3] == "0",
    "the loss is infinite at a gap of 104": lambda: np.isinf(along(lowered, [104], 0)).all(),
    "At a gap of 20 the clip says 16.118 and its slope is 0": lambda: shown(lv.breakdown, gap=20.0),
    "At a gap of 50 its loss is 50, exactly as it should be, while its slope has shrunk to −1.93e−10": lambda: shown(
        lv.breakdown, gap=50.0
    ),
    "From 27.6 on": lambda: (
        shown(lv.breakdown, gap=27.5).numbers.slope[3] == "−1" != shown(lv.breakdown, gap=28.0).numbers.slope[3]
    ),
    "At 89 its loss goes wrong": lambda: (
        shown(lv.breakdown, gap=88.5).numbers.loss[3] != "100" == shown(lv.breakdown, gap=89.0).numbers.loss[3]
    ),
    "`nan` from 88.7 on": lambda: (
        shown(lv.breakdown, gap=88.5).numbers.slope[1] == "−1"
        and shown(lv.breakdown, gap=89.0).numbers.slope[1] == "nan"
    ),
    "Its loss becomes `inf` at 104": lambda: (
        shown(lv.breakdown, gap=103.5).numbers.loss[1] != "inf"
        and shown(lv.breakdown, gap=104.0).numbers.loss[1] == "inf"
    ),
    "first still holds at a gap of 85 and is `inf` at 90, as": lambda: (
        np.allclose(along(plain, [85], 0), 85) and np.isinf(along(plain, [88.73, 90], 0)).all()
    ),
    "Its triangles are `nan` at every gap": lambda: np.isnan(along(plain, range(-250, 251, 5), -600, 600)).all(),
    "The second takes any level, but from 104 on it is `inf`": lambda: (
        np.ptp(along(lowered, range(-250, 100, 5), -600, 0, 600), axis=0).max() == 0
        and np.isinf(along(lowered, [103.5, 104], -600, 0, 600)).tolist() == [[False, True]] * 3
    ),
}
GIVEN = {
    "at the levels −600 and 600": "the ends of its slider",
    "a gap of 88 between": "what one may say",
    "the shares are 0.7 and 0.3, and raise the first score by $d = 0.01$": "the case",
    "with the scores 100 and 0": "the case",
    "Take $z = (1002, 1001, 1000)$": "the case",
    "go down to level −16": "a setting of the slider",
    "take a gap of 89": "the case",
    "divides by at least $10^{-12}$": "a constant in PyTorch's source; test_naive",
    "a chance of 0.01 on each of 200 days": "the case",
    "$a = -1000$ and $b = -1002$": "the case",
}
