"""Exercises of lesson 2."""

from typing import Any

import numpy as np

from .. import losses
from .check import Exercise

# The last one has an outcome of probability 0.
LOTTERIES = [
    (np.array([0.1, 0.1, 0.1, 0.7]),),
    (np.array([0.5, 0.3, 0.2]),),
    (np.array([0.0, 0.25, 0.75]),),
]


def _plain_terms(p: Any) -> Any:
    """Return ``p log2 p`` as NumPy has it, which is nan for p = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return p * np.log2(p)


def _terms(p: Any) -> Any:
    return np.nan_to_num(_plain_terms(p))


EXERCISES = {
    "surprise": Exercise(
        "Write surprise(p): the surprise −log p of each outcome, in bits.",
        lambda p: losses.surprise(p, unit="bits"),
        {
            "The sign is wrong: the logarithm of a probability is negative, a surprise is not.": np.log2,
            "That is in nats. For bits take the logarithm to base 2.": lambda p: -np.log(p),
            "That is in nats, and its sign is wrong.": np.log,
            "That is the logarithm to base 10. Bits need base 2.": lambda p: -np.log10(p),
            "That is 1 − p. It falls as p grows, but the surprises of independent events would not add up.": (
                lambda p: 1 - p
            ),
            "That is 1 / p, one draw in so many. Take its logarithm.": lambda p: 1 / p,
            "You multiplied by p already. That comes with the entropy; here each surprise stands alone.": (
                lambda p: -p * np.log2(p)
            ),
            "You added the surprises up. One number for each outcome is asked.": lambda p: -np.sum(np.log2(p)),
            "You divided by log 2 twice, or took log₂ and divided by log 2 as well. Once is enough.": (
                lambda p: -np.log2(p) / np.log(2)
            ),
            "You multiplied by log 2; from nats to bits you divide.": lambda p: -np.log(p) * np.log(2),
        },
        cases=LOTTERIES[:2],
        praise="A chance halved is one bit more.",
    ),
    "entropy": Exercise(
        "Write entropy(p): the mean surprise of a distribution, in bits. An outcome with p = 0 adds nothing.",
        lambda p: losses.entropy(p, unit="bits"),
        {
            "Right where no p is 0. But 0 · log 0 is nan in NumPy, and should count as 0: it never comes.": (
                lambda p: -np.sum(_plain_terms(p))
            ),
            "The sign is wrong, and 0 · log 0 is nan in NumPy where it should count as 0.": (
                lambda p: np.sum(_plain_terms(p))
            ),
            "That is in nats, and 0 · log 0 is nan in NumPy where it should count as 0.": (
                lambda p: -np.sum(_plain_terms(p)) * np.log(2)
            ),
            "The sign is wrong: an entropy is never negative.": lambda p: np.sum(_terms(p)),
            "That is in nats. For bits take the logarithm to base 2.": lambda p: -np.sum(_terms(p)) * np.log(2),
            "That is in nats, and its sign is wrong.": lambda p: np.sum(_terms(p)) * np.log(2),
            "Base 10. Bits need the logarithm to base 2.": lambda p: -np.sum(_terms(p)) * np.log10(2),
            "You took the mean over the outcomes. The weights p are in already: add the terms up.": (
                lambda p: -np.mean(_terms(p))
            ),
            "Those are the terms −p log₂ p. Add them up.": lambda p: -_terms(p),
            "That is the sum of the surprises. A rare outcome must count for little: weigh each by its p.": (
                lambda p: -np.sum(np.log2(p[p > 0]))
            ),
            "That is the plain mean of the surprises. Weigh each by its p instead.": (
                lambda p: -np.mean(np.log2(p[p > 0]))
            ),
            "That is the surprise of the likeliest outcome. Average over all of them.": lambda p: -np.log2(p.max()),
            "That is log₂ K, the most that K outcomes can have: it is reached when all are alike.": (
                lambda p: np.log2(p.size)
            ),
            "You clipped p too far from 0 and changed the distribution. Leave the zeros out of the sum.": (
                lambda p: -np.sum(np.clip(p, 1e-2, 1) * np.log2(np.clip(p, 1e-2, 1)))
            ),
        },
        cases=LOTTERIES,
        praise="The mean surprise, in bits, with 0 log 0 = 0.",
    ),
    "mean_questions": Exercise(
        "Write mean_questions(p, asked): the mean number of questions, where outcome i needs asked[i] of them.",
        lambda p, asked: np.sum(p * asked),
        {
            "That is the plain mean over the outcomes. One that comes often must count more.": (
                lambda p, asked: np.mean(asked)
            ),
            "You weighed by p and then averaged. The weights add up to 1: the sum is the mean.": (
                lambda p, asked: np.mean(p * asked)
            ),
            "That adds up the questions of all outcomes, whether they come or not. Weigh each by its p.": (
                lambda p, asked: np.sum(asked)
            ),
            "Those are the parts, one for each outcome. Add them up.": lambda p, asked: p * asked,
            "That is the largest number, for the outcome that takes longest. Take the mean over draws.": (
                lambda p, asked: np.max(asked)
            ),
            "You counted the likeliest outcome alone. The others come too, sometimes.": (
                lambda p, asked: asked[np.argmax(p)]
            ),
            "That is the entropy: what the best questions come close to. Count the questions given.": (
                lambda p, asked: losses.entropy(p, unit="bits")
            ),
        },
        cases=[
            (np.array([0.1, 0.1, 0.1, 0.7]), np.array([3.0, 3.0, 2.0, 1.0])),
            (np.array([0.4, 0.3, 0.2, 0.1]), np.array([2.0, 2.0, 2.0, 2.0])),
            (np.array([0.1, 0.6, 0.3]), np.array([2.0, 1.0, 2.0])),
        ],
        praise="Never below the entropy, whatever the questions.",
    ),
}
