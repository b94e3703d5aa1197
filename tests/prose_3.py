"""The numbers quoted in 03_cross_entropy.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from tests.prose import shown

P = np.array([0.7, 0.2, 0.1])
PESSIMIST, BOASTER = np.array([0.2, 0.3, 0.5]), np.array([0.98, 0.01, 0.01])


def paid(*q: float) -> float:
    """Return what is paid a day for a belief."""
    return float(-np.sum(P * np.log(q)))


def booked(*q: float) -> float:
    """Return what the pessimist's own chances charge a day."""
    return float(-np.sum(PESSIMIST * np.log(q)))


def gap(**state: object) -> float:
    """Return the loss of a state of the panel."""
    return float(lv.gap().set(**state).numbers.loss)


def softmax(z: np.ndarray) -> np.ndarray:
    """Return chances."""
    return np.exp(z) / np.exp(z).sum()


Z = np.array([4.4, 1.0, 2.2, 0.5])
WRONG = np.array([-2.0, 5.0, -2.0, -2.0])
SURE = dict(zip(("cat", "dog", "car", "pedestrian"), WRONG, strict=True))


def bottoms(**state: object) -> np.ndarray:
    """Return the shares of sun in the twenty records."""
    return lv.many_days().set(**state).numbers.shares


CLAIMS = {
    "here 0.802 nats": lambda: paid(*P),
    "pays 1.437. What": lambda: paid(*PESSIMIST),
    "her own doing, 0.635 nats": lambda: paid(*PESSIMIST) - paid(*P),
    "saying 20, 30 and 50 will cost her 1.030 a day": lambda: (20, 30, 50, booked(*PESSIMIST)),
    "Hedging with thirds would cost 1.099, and saying 70, 20 and 10 would cost 1.705": lambda: (
        booked(1 / 3, 1 / 3, 1 / 3),
        70,
        20,
        10,
        booked(*P),
    ),
    "charges her 1.437": lambda: paid(*PESSIMIST),
    "the entropy of its shares, here 0.500": lambda: lv.many_days().numbers.least,
    "$q = 0.8$ it is $0.8^8 \\cdot 0.2^2 = 0.00671$, and for $q = 0.7$ only 0.00519": lambda: (
        0.8,
        0.8**8,
        0.2**2,
        0.8**8 * 0.2**2,
        0.7,
        0.7**8 * 0.3**2,
    ),
    "here 0.500 and 0.526": lambda: (-np.log(0.8**8 * 0.2**2) / 10, -np.log(0.7**8 * 0.3**2) / 10),
    "out of ten, she pays 1.396": lambda: paid(*BOASTER),
    "the other days costs her 4.605": lambda: -np.log(0.01),
    "pays 1.099 every day": lambda: np.log(3),
    "60, 20 and 20 % pays just 0.039 too much": lambda: (60, 20, 20, paid(0.6, 0.2, 0.2) - paid(*P)),
    "the ratios are 3.5 for sun, 0.667 for cloud and 0.2 for rain": lambda: tuple(P / PESSIMIST),
    "gains about $0.01 \\cdot 3.5$ and loses about $0.01 \\cdot 0.2$, which should save her about 0.033 nats": lambda: (
        0.01,
        3.5,
        0.01,
        0.2,
        0.01 * (3.5 - 0.2),
    ),
    "4.4 for cat, 1.0 for dog, 2.2 for car and 0.5 for pedestrian": lambda: tuple(Z),
    "about 81.5, 2.7, 9.0 and 1.6, which makes 94.8 together, and the logarithm of that is 4.552": lambda: (
        *np.exp(Z),
        np.exp(Z).sum(),
        np.log(np.exp(Z).sum()),
    ),
    "With ten days they lie anywhere from 0.4 to 1, and with a thousand they crowd around 0.7": lambda: (
        bottoms(days=10).min(),
        bottoms(days=10).max(),
        np.median(np.round(bottoms(days=1000), 1)),
    ),
    "from 3.552 to 2.600": lambda: (gap(), gap(dog=2.0)),
    "from 0.029 to 0.074, so over the whole step the lift is in between, 0.048": lambda: (
        softmax(Z)[1],
        softmax(Z + np.eye(4)[1])[1],
        1 - (gap() - gap(dog=2.0)),
    ),
    "from 0.095 to 0.222, with a lift of 0.15": lambda: (
        softmax(Z)[2],
        softmax(Z + np.eye(4)[2])[2],
        gap(car=3.2) - gap(),
    ),
    "\\log(e + 3) = 1.744$, so even then the loss is 0.744, and at worst it is 1.744": lambda: (
        3,
        np.log(np.e + 3),
        np.log(np.e + 3) - 1,
        np.log(np.e + 3),
    ),
    "is $\\log 4 = 1.386$": lambda: (4, np.log(4)),
    "gives 1.677 where 3.552 is due": lambda: (-np.log(softmax(softmax(Z))[1]), gap()),
    "should cost 7.003, and it charges 1.742": lambda: (gap(**SURE, label="cat"), -np.log(softmax(softmax(WRONG))[0])),
}
GIVEN = {
    "If she moves 0.01 from rain to sun": "a small trade",
    "sun with 20 %, cloud with 30 % and rain with 50 %, where the world deals 70, 20 and 10": "a belief and the world",
    "Although she says sun with 98 %": "the boaster",
    "dealt with a chance of 0.7": "by whoever deals",
    "she pays $-0.7 \\log q - 0.3 \\log (1 - q)$": "the chances dealt",
    "the mean is $-0.8 \\log q - 0.2 \\log (1 - q)$": "the shares of record 1",
    "with the shares 0.8 and 0.2": "the shares of record 1",
}
FACTS = {
    "between 0 and 1, on a floor of zero": lambda: (
        {shown(lv.many_days, days=1, record=one).numbers.bottom for one in range(1, 21)} == {0, 1}
        and shown(lv.many_days, days=1).numbers.least == 0
    ),
    "Eight of the ten days": lambda: shown(lv.many_days, record=1).numbers.suns == 8,
    "press **sure and right**, and the gap all but closes": lambda: (
        shown(lv.gap, "sure and right").numbers.loss < 0.005
    ),
    "The **pessimist** pays": lambda: shown(lv.belief, "pessimist").numbers.paid > 1.4,
}
