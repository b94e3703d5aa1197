"""The numbers quoted in 05_numerical_stability.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from lossviz.exercises import EXERCISES
from lossviz.lecture import ITEMS
from lossviz.losses import naive

HALF, SINGLE = np.finfo(np.float16), np.finfo(np.float32)
LOGITS = [-26.27812, 28.63038]  # The lecture's.
TOP = np.float32(1 - 1e-7)  # Where the clip ends.


def overflow(info):
    """The gap from which e^gap is inf."""
    return np.log(float(info.max))


def zero(info):
    """The gap from which e^-gap is 0: half of the least number is rounded to 0."""
    return -np.log(float(info.smallest_subnormal) / 2)


def first_to_break(dtype):
    """The first whole level at which the largest of the panel's logits, level + 2, overflows."""
    with np.errstate(over="ignore"):
        return next(level for level in range(200) if np.isinf(np.exp(np.dtype(dtype).type(level + 2))))


def bits_left(gap):
    return int(np.exp(np.float32(-gap)).view(np.int32)).bit_length()


def silenced():
    """The loss and the gradient beyond Keras' clip."""
    return lv.clipped_cross_entropy([0, 1], np.float32([20, 0])), lv.clipped_cross_entropy_grad([0, 1], [20.0, 0])[1]


def gaps():
    """How far the largest of ten random logits is above that of a class fixed beforehand."""
    random = np.random.default_rng(1)
    z = np.array([random.normal(size=784) @ random.normal(size=(784, 10)) for _ in range(2000)])
    return z.max(axis=1) - z[:, 3]


def asked_gap():
    """The largest gap in a case of the exercise."""
    return max(np.ptp(z, axis=1).max() for _, z in EXERCISES["stable_cross_entropy"].cases)


CLAIMS = {
    "32 bits, of which 24 hold the digits": lambda: (SINGLE.bits, SINGLE.nmant + 1),
    "The right answer is 100": lambda: lv.softmax_cross_entropy([0, 1], [100.0, 0.0]),
    r"\log (e^{100} + 1) \approx 100": lambda: (..., np.log(np.exp(100.0) + 1)),
    "with 5 of its 24 bits left": lambda: (bits_left(100), SINGLE.nmant + 1),
    "overflows when a logit passes 88.72": lambda: overflow(SINGLE),
    "At level 87 the largest exp is `inf`": lambda: first_to_break("float32"),
    "float16 breaks at level 10": lambda: first_to_break("float16"),
    "training in 16 bits": lambda: HALF.bits,
    r"$[10^{-7},\, 1 - 10^{-7}]$": lambda: (naive.KERAS_CLIP, ..., naive.KERAS_CLIP),
    "the log is held at −100 or above": lambda: naive.TORCH_CLAMP,
    "goes flat at 16.1181, and its gradient is 0": silenced,
    "up to a gap of 88, where": lambda: np.floor(overflow(SINGLE)),
    "fades from about 27 on: the $10^{-12}$": lambda: (np.floor(-np.log(1e-12)), 1e-12),
    "has gradient `nan` from 88.72, **before** the loss itself is `inf` at 103.97": lambda: (
        overflow(SINGLE),
        zero(SINGLE),
    ),
    "by a gap of 18": lambda: np.ceil(zero(HALF)),
    "Two logits, −26.27812 and 28.63038: a gap of 54.9085": lambda: (*LOGITS, LOGITS[1] - LOGITS[0]),
    r"is $1.4 \cdot 10^{-24}$": lambda: np.exp(LOGITS[0] - LOGITS[1]),
    r"In float32 $1 + 10^{-24}$ is 1": lambda: (..., 1e-24, np.float32(1) + np.float32(1e-24)),
    "so 54.9085 is right": lambda: lv.softmax_cross_entropy([1, 0], LOGITS),
    r"just below 1 are $2^{-24} \approx 6 \cdot 10^{-8}$ apart": lambda: (
        ...,
        1 - np.nextafter(np.float32(1), np.float32(0)),
        2.0**-24,
    ),
    r"$1 - 10^{-7}$ lies nearest to $1 - 2 \cdot 2^{-24} = 1 - 2^{-23}$": lambda: (
        ...,
        1e-7,
        ...,
        (1 - float(TOP)) / 2**-24,
        2**-24,
        ...,
        1 - float(TOP),
    ),
    r"Minus its log is $2^{-23} = 1.192093 \cdot 10^{-7}$": lambda: (1 - float(TOP), -np.log(float(TOP))),
    "the loss is 16.1181 instead of 54.9085, and the gradient is 0": lambda: (
        lv.clipped_cross_entropy([1, 0], np.float32(LOGITS)),
        lv.softmax_cross_entropy([1, 0], LOGITS),
        lv.clipped_cross_entropy_grad([1, 0], np.float32(LOGITS))[0],
    ),
    "side by side: 82.4905 both": lambda: lv.naive_cross_entropy([0, 1], np.float32([ITEMS["L5.4"].prints[0], 0])),
    "from 88.72 on it is `nan`": lambda: overflow(SINGLE),
    "A gap of 88 sounds": lambda: np.floor(overflow(SINGLE)),
    "784 inputs, as many as the pixels of a digit": lambda: 28 * 28,
    r"mean square 784: the logits **spread** by $\sqrt{784} = 28$": lambda: (..., ..., np.sqrt(784)),
    "is often 40 above the true one, and at times 80": lambda: (
        round(np.median(gaps()), -1),
        round(np.quantile(gaps(), 0.9), -1),
    ),
    "With a quarter of the inputs, 196": lambda: 784 / 4,
    "half the spread: 14": lambda: lv.random_layer().set(n=196).numbers.spread,
    r"The loss is near 2.8, a little above $\log 10 = 2.3$": lambda: (
        lv.random_layer().set(scaled=True).numbers.loss,
        ...,
        np.log(10),
    ),
    "between a gap of 87.34 and 103.97 the softmax": lambda: (-np.log(float(SINGLE.tiny)), zero(SINGLE)),
    "tries gaps of 1000": asked_gap,
    "above 88.72, and $e^{-g}$ is 0 from a gap of 103.97. float16 does so at 11.09 and 17.33": lambda: (
        overflow(SINGLE),
        np.exp(np.float32(-zero(SINGLE) * 1.0001)),
        zero(SINGLE),
        overflow(HALF),
        zero(HALF),
    ),
    "Keras' from 16.1181 on": lambda: -np.log(naive.KERAS_CLIP),
}
GIVEN = {
    "It lies 100 below the first: a gap of 100": "the case",
    "is held at $10^{-12}$ or above": "a constant in PyTorch's source",
    "The gap is the 100 of the start": "the case",
    "At gap 95": "the case in the cell below",
    "a sum of 784 products": "the lecture's layer, L5.5",
    "the lecture's 784": "the lecture's layer, L5.5",
    "At 784 inputs": "the lecture's layer, L5.5",
}
