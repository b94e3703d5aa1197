"""Exercises of lesson 4."""

import numpy as np

from .check import Exercise


def slope_on_score(q, a):
    return -(q**a) * (1 - q)


def hardest(a):
    return a / (1 + a)


EXERCISES = {
    "slope_on_score": Exercise(
        "Write slope_on_score(q, a): the slope of the price (1 − q^a)/a with respect to the score z, where q = σ(z).",
        slope_on_score,
        {
            "That is the slope with respect to q. One link is missing: how far q moves when z does.": lambda q, a: (
                -(q ** (a - 1))
            ),
            "The sign is wrong. A step goes against the slope, so to send z up it must be below 0.": lambda q, a: (
                q**a * (1 - q)
            ),
            "What became of the 1/a in front?": lambda q, a: -a * q**a * (1 - q),
            "The gear has two factors, q and 1 − q.": lambda q, a: -(q ** (a - 1)) * (1 - q),
            "Count the q's: q^(a − 1), times one more q.": lambda q, a: -(q ** (a + 1)) * (1 - q),
            "That is the price itself. Take its slope.": lambda q, a: (1 - q**a) / a,
            "The 1 − q of the gear is missing.": lambda q, a: -(q**a),
            "That is the gear alone. Multiply it by the slope of the price.": lambda q, a: q * (1 - q),
            "That is the price times the gear. Take the slope of the price first.": lambda q, a: (
                (1 - q**a) / a * q * (1 - q)
            ),
            "That multiplies the gear by minus the price. Multiply it by the slope of the price.": lambda q, a: (
                -(1 - q**a) / a * q * (1 - q)
            ),
            "That is the slope of the surprise, to which a = 0 leads. Where has your a gone?": lambda q, a: q - 1,
            "That is the slope for a = 1 whatever a is.": lambda q, a: -q * (1 - q) + 0 * a,
            "You divided by a once too often: the a of the slope cancels it.": lambda q, a: -(q**a) * (1 - q) / a,
            "The gear stands there twice.": lambda q, a: -(q ** (a + 1)) * (1 - q) ** 2,
            "Those are the squares' slope. The price here is (1 − q^a)/a.": lambda q, a: -2 * (1 - q) ** 2 * q + 0 * a,
            "1 − q^a stands where the gear has 1 − q.": lambda q, a: -(q**a) * (1 - q**a),
            "q is a chance already. It needs no second sigmoid.": lambda q, a: slope_on_score(1 / (1 + np.exp(-q)), a),
            "q^a is a power of q, whose slope is a q^(a − 1). You took that of a power with q above.": lambda q, a: (
                -(q**a) * np.log(q) * q * (1 - q)
            ),
            "That is the slope with respect to a, which stays as it is. What moves is z, and with it q.": (
                lambda q, a: -(q**a) * np.log(q) / a - (1 - q**a) / a**2
            ),
            "You took the slope with respect to a, and then the gear. What moves the price is q.": lambda q, a: (
                (-(q**a) * np.log(q) / a - (1 - q**a) / a**2) * q * (1 - q)
            ),
            "You divided by 1 − q, and should multiply.": lambda q, a: -(q**a) / (1 - q),
            "You divided by the gear, and should multiply.": lambda q, a: -(q ** (a - 1)) / (q * (1 - q)),
            "The gear is q (1 − q), with a minus; multiplied out, you want −q^a + q^(a + 1).": lambda q, a: (
                -(q**a) * (1 + q)
            ),
            "q*a is a product. The power is q**a.": lambda q, a: -q * a * (1 - q),
            "You wrote a to the power of q. It is q to the power of a.": lambda q, a: -(a**q) * (1 - q),
            "The gear has 1 − q; you have 1 − a.": lambda q, a: -(q**a) * (1 - a),
            "q and 1 − q have changed places, as if the truth were no.": lambda q, a: -((1 - q) ** a) * q,
            "q and 1 − q have changed places, and the sign is that for the truth no.": lambda q, a: q * (1 - q) ** a,
            "Do not round.": lambda q, a: np.round(slope_on_score(q, a), 2),
            "a need not be a whole number.": lambda q, a: -(q ** int(a)) * (1 - q),
            "That is right for a = 2. Where has your a gone?": lambda q, a: -(q**2) * (1 - q) + 0 * a,
        },
        cases=[(0.25, 0.5), (0.5, 2.0), (0.9, 3.0), (np.array([0.1, 0.5, 0.8]), 0.1)],
        praise="For a near 0 this is q − 1, and for a = 1 it is minus the gear.",
        reason="The slope of (1 − q^a)/a with respect to q is −q^(a − 1), and q moves by q (1 − q) when z moves by 1. "
        "One of the q's makes up for the one that the power lost.",
    ),
    "hardest": Exercise(
        "Write hardest(a): the q at which the price (1 − q^a)/a pulls its score z hardest.",
        hardest,
        {
            "Worst is not hardest: at q = 0 the gear slips altogether. If you searched, mind the sign of the slope; "
            "if you divided, write / and not //.": lambda a: 0 * a,
            "At ½ the gear grips best, but the slope of the price, q^(a − 1), changes with q as well.": lambda a: (
                0.5 + 0 * a
            ),
            "That is q over 1 − q. Turn the odds into a chance.": lambda a: a + 0,
            "Try a = 2: the pull q² (1 − q) is largest at ⅔. Yours falls when a grows.": lambda a: 1 / (1 + a),
            "That is a score. A chance lies between 0 and 1.": lambda a: np.log(a),
            "That is how hard it pulls there. At which q is asked.": lambda a: (a / (1 + a)) ** a / (1 + a),
            "That is 1 − q over q. Turn the odds into a chance.": lambda a: 1 / a,
            "You maximised q^(a − 1) (1 − q); the power is a.": lambda a: (a - 1) / a,
            "You maximised q^a (1 − q)²; the 1 − q stands there once.": lambda a: a / (2 + a),
            "You maximised q^(a + 1) (1 − q); the power is a.": lambda a: (a + 1) / (a + 2),
            "At q = 1 the machine is right, and nothing pulls.": lambda a: 1 + 0 * a,
            "That is where squares pull hardest. This price is another one.": lambda a: 1 / 3 + 0 * a,
            "A sign has slipped in the denominator. For a = 2 yours is 2, and q is a chance.": lambda a: a / (a - 1),
            "Brackets: a / (a + 1) is not a / a + 1.": lambda a: a / a + 1,
            "Brackets: a / (1 + a) is not a / 1 + a.": lambda a: a / 1 + a,
            "That is a place in your grid. The q that stands there is asked.": lambda a: float(
                np.argmax(np.linspace(0, 1, 1001) ** a * (1 - np.linspace(0, 1, 1001)))
            ),
            "q^a (1 − q) has two factors with q, and both change. You have solved for one of them alone.": lambda a: (
                a ** (1 / (1 - a))
            ),
            "The denominator stands there once, and you have squared it.": lambda a: a / (1 + a) ** 2,
            "1 − q has the power 1, so what you divide by is a + 1.": lambda a: a / (2 * a + 1),
            "a is q over 1 − q, which may be above 1. To cut it there does not make it a chance.": lambda a: min(a, 1),
            "That is right for a = 1 alone. Set the slope of q^a (1 − q) to zero.": lambda a: a / 2,
        },
        cases=[(2.0,), (0.5,), (0.1,), (3.0,)],
        praise="½ at a = 1, and towards 0 as a goes there: the nearer to the logarithm, the more the worst is heard.",
        holds={
            "Where the pull q^a (1 − q) is largest, its slope is 0; at your q it is {}. Solve for that q: "
            "a grid or a rounded number only comes near. If you searched and are far off, mind the sign, "
            "and give the q, not its place.": lambda answer, a: a * answer ** (a - 1) - (a + 1) * answer**a
        },
        reason="The pull is q^a (1 − q). Its slope, a q^(a − 1) − (a + 1) q^a, is zero at q = a/(1 + a).",
    ),
}
