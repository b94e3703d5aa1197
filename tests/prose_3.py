"""The numbers quoted in 03_cross_entropy.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv

P, PESSIMIST = np.array([0.7, 0.2, 0.1]), np.array([0.2, 0.3, 0.5])  # The weather and its forecaster.
LECTURE = [44.0, 10.0, 22.0, 5.0]  # The lecture's scores of cat, dog, car, pedestrian.
CAT, DOG = np.eye(4)[:2]
BITS = np.finfo(np.float32).bits


def softmax_twice(q):
    """What PyTorch's cross entropy makes of probabilities, of which the second belongs to the true class."""
    return np.log(np.sum(np.exp(q))) - q[1]


def in_float32(z):
    """The loss of the first class in 32 bits, its largest score taken off."""
    z = np.float32(z)
    return z.max() + np.log(np.exp(z - z.max()).sum()) - z[0]


def least_loss(y):
    """The least binary cross entropy that any p reaches."""
    p = np.linspace(0.001, 0.999, 999)
    return np.min(-y * np.log(p) - (1 - y) * np.log(1 - p))


def slider():
    control = lv.forecast().controls["q_sun"]
    return control.min, control.max


CLAIMS = {
    "One nat is 1.44 bits": lambda: 1 / np.log(2),
    "The pessimist pays 1.437 nats a day. A forecaster who says $q = p$ pays 0.802": lambda: (
        -np.sum(P * np.log(PESSIMIST)),
        -np.sum(P * np.log(P)),
    ),
    "a weight from 1 to 100": slider,
    "as sure of sun (100 to 1 to 1), and that forecaster still pays 4.6 nats": lambda: (
        ...,
        ...,
        ...,
        lv.cross_entropy(np.array([1, 1, 98]) / 100, np.array([100, 1, 1]) / 102),
    ),
    "From 0.9 to 0.8 costs 0.12 nats more, from 0.2 to 0.1 costs 0.69": lambda: (
        ...,
        ...,
        np.log(0.9 / 0.8),
        ...,
        ...,
        np.log(0.2 / 0.1),
    ),
    r"sums to 1.1. The lecture prints $2.3979 = -\log(0.1 / 1.1)$ and not $-\log 0.1 = 2.3026$": lambda: (
        sum([0.1, 0.1, 0.8, 0.1]),
        np.log(sum([0.1, 0.1, 0.8, 0.1])) - np.log(0.1),
        ...,
        ...,
        ...,
        -np.log(0.1),
    ),
    "returns 0.973 where 0.357 is right": lambda: (softmax_twice([0.1, 0.7, 0.1, 0.1]), -np.log(0.7)),
    r"at $y = 0.5$ it is $\log 2 = 0.6931$": lambda: (..., ..., least_loss(0.5)),
    "a cat at 0.8 and a dog at 0.2 are equally well predicted. So their mean is 0.2231": lambda: (
        ...,
        ...,
        lv.binary_cross_entropy([1, 0], [0.8, 0.2]),
    ),
    "the 32 bits that the frameworks compute in": lambda: BITS,
    "the loss is as good as 0. If it was the dog, it is 34 nats": lambda: (
        lv.softmax_cross_entropy(CAT, LECTURE),
        lv.softmax_cross_entropy(DOG, LECTURE),
    ),
    "show 0 where 2.8e−10 is right: their 32 bits": lambda: (
        in_float32(LECTURE),
        lv.softmax_cross_entropy(CAT, LECTURE),
        BITS,
    ),
}
GIVEN = {
    "Set $y$ to 0.5": "a setting of the slider",
    r"cost the same, $-\log 0.8$": "the formula",
    "of 1 against 0.1, by function": "the case, L3.8",
    r"should be $-\log 0.1$": "the formula",
}
