"""The numbers quoted in 05_numerical_stability.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from lossviz.losses import clipped
from tests.prose import shown

SINGLE = np.finfo(np.float32)
OVERFLOW = np.log(float(SINGLE.max))
"""From here on e^z is inf in float32."""

SUM = 1 + np.exp(-1) + np.exp(-2)

CLAIMS = {
    "more than 40 on average": lambda: np.floor(lv.random_layer().set(n=784).numbers.mean / 10) * 10,
    "It fades from 27.6 on, where $q$ falls below the $10^{-12}$": lambda: (-np.log(1e-12), 1e-12),
    "until 88.7, where its slope": lambda: OVERFLOW,
    "The loss should be 100 and": lambda: lv.softmax_cross_entropy([0, 1], [100.0, 0.0]),
    "Keras clips $q$ to at least $10^{-7}$": lambda: clipped.KERAS_CLIP,
    "clamps the logarithm at $-100$": lambda: clipped.TORCH_CLAMP,
    "numbers of 32 bits": lambda: SINGLE.bits,
    "a friendly 16.118 that": lambda: -np.log(1e-7),
    "From 784 inputs, which is a picture of 28 by 28 pixels, that makes 28": lambda: (28 * 28, 28, 28, np.sqrt(784)),
    "would pay $\\log 10 = 2.30$": lambda: (10, np.log(10)),
    "e^{100} + e^0) - 0$, which is 100 to": lambda: (..., np.logaddexp(100, 0)),
    "above $3.4 \\cdot 10^{38}$, and $e^z$ gets there at $z = 88.72$": lambda: (float(SINGLE.max), OVERFLOW),
    "1 divided by `inf`, which is 0, and $-\\log 0$": lambda: (1, 1 / np.inf, 0),
    "Below about $10^{-45}$ a float32 has only 0 left": lambda: (..., np.float32(0.6e-45)),
    "1002 + \\log(1 + 0.3679 + 0.1353) \\\\\n&= 1002 + \\log 1.5032 = 1002.4076": lambda: (
        1002,
        1,
        np.exp(-1),
        np.exp(-2),
        1002,
        SUM,
        1002 + np.log(SUM),
    ),
    "$1002.4076 - 1000 = 2.4076$. Now do the same with $z = (2, 1, 0)$, and you get $2.4076 - 0$": lambda: (
        1002 + np.log(SUM),
        1000,
        np.log(SUM) + 2,
        2,
        1,
        0,
        np.log(np.exp(2) + np.exp(1) + 1),
        0,
    ),
    "smaller than $10^{-45}$, and it stood beside a 1": lambda: (..., 1),
    "loss is off at a gap of 100, where $q$ is subnormal, and infinite at 104, where $q$ is 0": lambda: (
        100,
        104,
        np.exp(np.float32(-104)),
    ),
    "But the loss is only 104": lambda: lv.softmax_cross_entropy([0, 1], [104.0, 0.0]),
    "$q = e^{-89}$, about $2 \\cdot 10^{-39}$": lambda: np.exp(-89),
    "$-\\log q$ is a correct 89": lambda: -np.log(np.exp(np.float32(-89))),
    "beyond the edge at 88.72": lambda: OVERFLOW,
    "$-\\log 10^{-7}$, the most": lambda: 1e-7,
    "off by 0.002 at a gap of 10 already, it never charges more than 16.118": lambda: (
        np.logaddexp(0, 10) + np.log(np.exp(-np.logaddexp(0, 10)) + 1e-7),
        10,
        -np.log(1e-7),
    ),
    "pays out a little, $-1.2 \\cdot 10^{-7}$ in float32 and $-10^{-7}$ here": lambda: (
        -np.log(float(np.float32(1) + np.float32(1e-7))),
        round(-np.log(1 + 1e-7), 12),
    ),
    "above the $\\log 10 = 2.30$": lambda: (10, np.log(10)),
    "$0.01^{200} = 10^{-400}$, which even a float64 stores as 0": lambda: (..., ..., 0.01**200),
}
FACTS = {
    "At only 49 inputs 24 of the hundred": lambda: shown(lv.random_layer, n=49),
    "at 784 there are 77, with 7 above the upper one": lambda: shown(lv.random_layer, n=784),
    "the layer of 784 inputs, where 77 of": lambda: shown(lv.random_layer, n=784),
    "at 784 the mean is 2.64": lambda: shown(lv.random_layer, n=784, scaled=True),
    "In float16 at level 9 every exponential is a decent number": lambda: (
        shown(lv.subtract_the_max, dtype="float16", level=9.0).numbers.q == ["0"] * 4
    ),
    "at level −103, the shares are 0.667, 0.267, 0.0667 and 0 where": lambda: shown(lv.subtract_the_max, level=-103.0),
    "they should be 0.644, 0.237, 0.0871 and 0.0321": lambda: shown(lv.subtract_the_max),
    "At −110 all of them are 0, and 0 over 0 is `nan`": lambda: (
        shown(lv.subtract_the_max, level=-110.0).numbers.q == ["nan"] * 4
    ),
    "At a gap of 20 the clip says 16.118 and its slope is 0": lambda: shown(lv.breakdown, gap=20.0),
    "At a gap of 50 its loss is 50, exactly as it should be, while its slope has shrunk to −1.93e−10": lambda: shown(
        lv.breakdown, gap=50.0
    ),
    "It fades from 27.6 on": lambda: (
        shown(lv.breakdown, gap=27.5).numbers.slope[3] == "−1" != shown(lv.breakdown, gap=28.0).numbers.slope[3]
    ),
    "Then at 89 the loss jumps up to 100": lambda: shown(lv.breakdown, gap=89.0),
    "It goes on until 88.7, where its slope is `nan`, and its loss follows at 104": lambda: (
        shown(lv.breakdown, gap=88.5).numbers.slope[1] == "−1"
        and shown(lv.breakdown, gap=89.0).numbers.slope[1] == "nan"
        and shown(lv.breakdown, gap=103.5).numbers.loss[1] != "inf"
        and shown(lv.breakdown, gap=104.0).numbers.loss[1] == "inf"
    ),
}
GIVEN = {
    "a gap of 88 between": "what one may say",
    "with the scores 100 and 0": "the case",
    "Take $z = (1002, 1001, 1000)$": "the case",
    "At a gap of 89 we have": "the case",
    "divides by at least $10^{-12}$ on the way back": "a constant in PyTorch's source; test_naive",
    "so its answer at a gap of 100 is luck": "the case",
    "survives a gap of 100": "test_each_route_as_it_stands",
    "starts with a loss of 40": "the layer's",
    "from −250, where the machine is right, to 250": "the ends of the slider",
    "up to a gap of 175 or so": "test_the_learners_loss_is_seen_to_be_what_it_is",
    "survives the scores (200, 0) and fails for (−500, −600)": "test_the_learners_loss_is_seen_to_be_what_it_is",
    "a chance of 0.01 on each of 200 days": "the case",
    "$a = -1000$ and $b = -1002$": "the case",
}
