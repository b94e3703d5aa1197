"""Exercises of lesson 3."""

import numpy as np

from .. import losses
from .check import Exercise

# No zeros, at which a plain p * np.log(q) is nan.
DISTRIBUTIONS = [
    (np.array([0.7, 0.2, 0.1]), np.array([0.2, 0.3, 0.5])),
    (np.array([0.1, 0.6, 0.2, 0.1]), np.array([0.4, 0.3, 0.25, 0.05])),
]
YES_NO = [
    (np.array([1.0, 0.0, 1.0, 1.0]), np.array([0.9, 0.2, 0.6, 0.3])),
    (np.array([0.0, 1.0, 0.0]), np.array([0.4, 0.55, 0.15])),
]

EXERCISES = {
    "cross_entropy": Exercise(
        "Write cross_entropy(p, q): minus the sum of p log q, in nats, as one number.",
        losses.cross_entropy,
        {
            "The minus sign is missing: the log of a probability is negative, a cost is not.": (
                lambda p, q: np.sum(p * np.log(q))
            ),
            "That is in bits. Here the logarithm is the natural one, np.log.": lambda p, q: -np.sum(p * np.log2(q)),
            "That is the logarithm to base 10. Here it is the natural one, np.log.": (
                lambda p, q: -np.sum(p * np.log10(q))
            ),
            "You took the mean of the terms. The weights p average already: sum.": lambda p, q: -np.mean(p * np.log(q)),
            "You took the mean of the terms, and the minus sign is missing.": lambda p, q: np.mean(p * np.log(q)),
            "p and q have changed places: the truth weighs, the model is inside the logarithm.": (
                lambda p, q: -np.sum(q * np.log(p))
            ),
            "That is the entropy of p. The surprise is the model's: q inside the logarithm.": (
                lambda p, q: -np.sum(p * np.log(p))
            ),
            "That is the entropy of q. The weights are the truth's: p in front.": lambda p, q: -np.sum(q * np.log(q)),
            "That is the divergence D(p‖q). The cross entropy has H(p) on top of it.": (
                lambda p, q: np.sum(p * np.log(p / q))
            ),
            "You forgot the weights: each surprise counts as often as p brings it.": lambda p, q: -np.sum(np.log(q)),
            "Those are the terms, one for each outcome. Add them up.": lambda p, q: -p * np.log(q),
            "You added up first and took the logarithm then. Take the logarithm of each q first.": (
                lambda p, q: -np.log(np.sum(p * q))
            ),
        },
        cases=DISTRIBUTIONS,
        praise="q's surprise, weighted by how often p brings each outcome.",
    ),
    "cross_entropy_grad": Exercise(
        "Write cross_entropy_grad(p, q): the derivative of the cross entropy with respect to each entry of q.",
        losses.cross_entropy_grad,
        {
            "The sign is wrong: more probability where p is means less cost.": lambda p, q: p / q,
            "The fraction is upside down: the derivative of log q is 1/q.": lambda p, q: -q / p,
            "The fraction is upside down, and the sign is wrong.": lambda p, q: q / p,
            "You forgot the weights p.": lambda p, q: -1 / q,
            "Those are the terms of the loss. Take the derivative of each with respect to its q.": lambda p, q: (
                -p * np.log(q)
            ),
            "That is the loss, not its derivative.": losses.cross_entropy,
            "You added the entries up. Each q has a derivative of its own.": lambda p, q: -np.sum(p / q),
            "You divided by the number of outcomes. The cross entropy is a sum, not a mean.": (
                lambda p, q: -p / q / np.size(q)
            ),
            "That is the gradient on the logits, with softmax in between. Here it is on q itself.": lambda p, q: q - p,
        },
        cases=DISTRIBUTIONS,
        praise="An outcome that p brings and q thinks rare pulls hardest.",
    ),
    "binary_cross_entropy": Exercise(
        "Write binary_cross_entropy(y, p): minus the mean of y log p + (1 − y) log(1 − p).",
        losses.binary_cross_entropy,
        {
            "The minus sign is missing: the logs of probabilities are negative, a cost is not.": (
                lambda y, p: np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))
            ),
            "You added the items up. Take their mean.": lambda y, p: -np.sum(y * np.log(p) + (1 - y) * np.log(1 - p)),
            "Those are the losses of the items. Take their mean.": lambda y, p: (
                -(y * np.log(p) + (1 - y) * np.log(1 - p))
            ),
            "Only the term of y = 1 is there. An item with y = 0 costs −log(1 − p).": (
                lambda y, p: -np.mean(y * np.log(p))
            ),
            "Only the term of y = 0 is there. An item with y = 1 costs −log p.": (
                lambda y, p: -np.mean((1 - y) * np.log(1 - p))
            ),
            "That is in bits. Here the logarithm is the natural one, np.log.": (
                lambda y, p: -np.mean(y * np.log2(p) + (1 - y) * np.log2(1 - p))
            ),
            "The logarithms have changed places: log p goes with y, log(1 − p) with 1 − y.": (
                lambda y, p: -np.mean(y * np.log(1 - p) + (1 - y) * np.log(p))
            ),
            "You wrote 1 − log p. It is log(1 − p).": lambda y, p: -np.mean(y * np.log(p) + (1 - y) * (1 - np.log(p))),
            "The sign of the second term is wrong: both are inside the minus.": (
                lambda y, p: -np.mean(y * np.log(p) - (1 - y) * np.log(1 - p))
            ),
            "You forgot the labels: each item counts one of the two logarithms, not both.": (
                lambda y, p: -np.mean(np.log(p) + np.log(1 - p))
            ),
        },
        cases=YES_NO,
        praise="The label picks the logarithm, the mean does the rest.",
    ),
}
