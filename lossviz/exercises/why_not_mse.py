"""Exercises of lesson 4."""

import numpy as np

from .check import Exercise


def push(q, a):
    return -(q**a) * (1 - q)


def hardest(a):
    return a / (1 + a)


EXERCISES = {
    "push": Exercise(
        "Write push(q, a): the slope of the price (1 − q^a)/a with respect to the score z, where q = σ(z).",
        push,
        {
            "That is the slope with respect to q. One link is missing: how far q moves when z does.": lambda q, a: (
                -(q ** (a - 1))
            ),
            "The sign is wrong. Which way should z go, if the answer is yes?": lambda q, a: q**a * (1 - q),
            "What became of the 1/a in front?": lambda q, a: -a * q**a * (1 - q),
            "The arm has two factors, q and 1 − q.": lambda q, a: -(q ** (a - 1)) * (1 - q),
            "Count the q's: q^(a − 1), times one more q.": lambda q, a: -(q ** (a + 1)) * (1 - q),
            "That is the price itself. Take its slope.": lambda q, a: (1 - q**a) / a,
            "The 1 − q of the arm is missing.": lambda q, a: -(q**a),
            "That is the arm alone. Multiply it by the slope of the price.": lambda q, a: q * (1 - q),
            "That is the price times the arm. Take the slope of the price first.": lambda q, a: (
                (1 - q**a) / a * q * (1 - q)
            ),
            "That is the pull of surprise, for which a is 0. Where has your a gone?": lambda q, a: q - 1,
            "That is the slope for a = 1 whatever a is.": lambda q, a: -q * (1 - q) + 0 * a,
            "You divided by a once too often: the a of the slope strikes it out.": lambda q, a: -(q**a) * (1 - q) / a,
            "The arm is squared: q (1 − q) stands there once.": lambda q, a: -(q ** (a + 1)) * (1 - q) ** 2,
            "Those are the squares' slope. The price here is (1 − q^a)/a.": lambda q, a: -2 * (1 - q) ** 2 * q + 0 * a,
            "1 − q^a stands where the arm has 1 − q.": lambda q, a: -(q**a) * (1 - q**a),
        },
        cases=[(0.5, 2.0), (0.25, 0.5), (0.9, 3.0), (np.array([0.1, 0.5, 0.8]), 0.1)],
        praise="For a near 0 this is q − 1, and for a = 1 the arm itself.",
        reason="The slope of (1 − q^a)/a with respect to q is −q^(a − 1), and q moves by q (1 − q) when z moves by 1. "
        "One of the q's makes up for the one that the power lost.",
    ),
    "hardest": Exercise(
        "Write hardest(a): the q at which the price (1 − q^a)/a pulls its score z hardest.",
        hardest,
        {
            "Worst is not hardest: at q = 0 the arm is gone. Plot the pull.": lambda a: 0 * a,
            "At ½ the arm is longest, but the price pulls more where q is small.": lambda a: 0.5 + 0 * a,
            "Set the slope of the pull to 0, not the pull to a.": lambda a: a + 0,
            "Try a = 2: the pull q² (1 − q) is largest at ⅔. Yours falls when a grows.": lambda a: 1 / (1 + a),
            "That is a score. A chance lies between 0 and 1.": lambda a: np.log(a),
            "That is how hard it pulls there. At which q is asked.": lambda a: (a / (1 + a)) ** a / (1 + a),
            "That is q over 1 − q. Turn the odds into a chance.": lambda a: 1 / a,
            "You maximised q^(a − 1) (1 − q); the power is a.": lambda a: (a - 1) / a,
            "You maximised q^a (1 − q)²; the 1 − q stands there once.": lambda a: a / (2 + a),
            "You maximised q^(a + 1) (1 − q); the power is a.": lambda a: (a + 1) / (a + 2),
            "At q = 1 the machine is right, and nothing pulls.": lambda a: 1 + 0 * a,
            "That is where squares pull hardest. This price is another one.": lambda a: 1 / 3 + 0 * a,
            "The minus sign has turned: a q^(a − 1) = (a + 1) q^a gives a/(a + 1).": lambda a: a / (1 - a + 1e-12),
            "You forgot to divide by 1 + a in full: brackets.": lambda a: a / 1 + a,
        },
        cases=[(2.0,), (1.0,), (0.5,), (0.1,)],
        praise="½ at a = 1, and towards 0 as a goes there: the nearer to the logarithm, the more the worst is heard.",
        reason="The pull is q^a (1 − q). Its slope, a q^(a − 1) − (a + 1) q^a, is zero at q = a/(1 + a).",
    ),
}
