"""The numbers quoted in 02_entropy_lottery.ipynb, and what it says of its panels; see tests/prose.py."""

import itertools
from math import log, log2

import numpy as np

import lossviz as lv
from tests.prose import shown

HERS = [0.7, 0.2, 0.1]


def bits(p: list[float]) -> float:
    """Return the sum of p log2 1/p, which is the entropy where p adds up to 1."""
    return sum(x * log2(1 / x) for x in p)


def rounded_up(p: list[float], n: int) -> float:
    """Return the questions a day for n days together, each surprise rounded up."""
    ways = [float(np.prod(way)) for way in itertools.product(p, repeat=n)]
    return sum(way * np.ceil(-log2(way)) for way in ways) / n


def hardly(sun: float) -> list[float]:
    """Return the chances of the last panel."""
    return [sun, (1 - sun) * 2 / 3, (1 - sun) / 3]


def _april():
    """Return width, height and area of cloud's bar in April, from no ticket of it to 100."""
    drawn = [shown(lv.lottery, "April", cloud=tickets).numbers for tickets in range(101)]
    return np.array([(n.p[1], n.surprise[1], n.areas[1]) for n in drawn])


CLAIMS = {
    "a day takes 0.039, less than twice $H$": lambda: (
        (n := shown(lv.days_together, "hardly a cloud", days=50).numbers).mean[-1] * (n.mean[-1] < 2 * n.entropy)
    ),
    "Rain has 0 to $\\tfrac1{16}$, so sun has $\\tfrac1{16}$ to $\\tfrac9{16}$": lambda: (0, 16, 16, 16),
    "more than the 1.3 that we had by hand": lambda: 0.7 * 1 + 0.3 * 2,
    "sun and sun with a chance of 0.49 to rain and rain with 0.01": lambda: (0.7**2, 0.1**2),
    r"Since $\tfrac18 = 2^{-3}$, for example, we have $-\log_2 \tfrac18 = 3$": lambda: (1 / 8, 3),
    r"Each of them costs $1 - \tfrac12 = \tfrac12$, so together they cost 1": lambda: (..., 2 * (1 - 1 / 2)),
    "For the rain she pays 3.322 bits, while the other forecaster, who gave it 50 %, pays 1": lambda: (
        -log2(0.1),
        ...,
        -log2(0.5),
    ),
    "she gets away with 0.515": lambda: -log2(0.7),
    "about 500 are sunny and cost 1 bit each. Another 250 are cloudy and cost 2 bits, and 125 bring rain and 125 snow, "
    "at 3 bits": lambda: (1000 / 2, -log2(1 / 2), 1000 / 4, -log2(1 / 4), 1000 / 8, 1000 / 8, -log2(1 / 8)),
    "$500 + 500 + 375 + 375 = 1750$ bits, or 1.75 bits a day": lambda: (
        *(1000 * p * -log2(p) for p in (1 / 2, 1 / 4, 1 / 8, 1 / 8)),
        1000 * bits([1 / 2, 1 / 4, 1 / 8, 1 / 8]),
        bits([1 / 2, 1 / 4, 1 / 8, 1 / 8]),
    ),
    "cloud adds most, 0.464 bits a day": lambda: -0.2 * log2(0.2),
    "all three make 1.157 bits": lambda: bits(HERS),
    "its area rises to the line at 0.531 bits, at a chance of $1/e$, about 0.37": lambda: (
        max(-x * log2(x) for x in np.linspace(0.001, 1, 1000)),
        1,
        max(np.linspace(0.001, 1, 1000), key=lambda x: -x * log2(x)),
    ),
    "6.64 bits tall": lambda: -log2(0.01),
    "The three of them add 0.199 bits, most of an entropy of only 0.242": lambda: (
        bits([0.01] * 3),
        bits([0.97, 0.01, 0.01, 0.01]),
    ),
    "which makes $1 + 0.3 = 1.3$ questions. But": lambda: (1, 1 - 0.7, 1 + 1 - 0.7),
    "is only 1.157 bits. An answer can be worth a whole bit, so where have the other 0.143": lambda: (
        bits(HERS),
        1.3 - bits(HERS),
    ),
    'is filled to 0.9183, but it is only 0.3 wide, which makes 0.2755. With the 0.8813 of "sun?" that is 1.1568 bits': (
        lambda: (bits([2 / 3, 1 / 3]), 1 - 0.7, 0.3 * bits([2 / 3, 1 / 3]), bits([0.7, 0.3]), bits(HERS))
    ),
    "so the boxes together have the area 1.3": lambda: 1 + 1 - 0.7,
    'which had the chance 0.3, and that surprises you by 1.737 bits. Then you hear "cloud", which by now has the '
    r"chance $\tfrac23$, for another 0.585 bits. Together these are 2.322 bits": lambda: (
        1 - 0.7,
        -log2(0.3),
        -log2(2 / 3),
        -log2(0.2),
    ),
    r"$0.3 \cdot \tfrac23 = 0.2$": lambda: (..., 0.3 * 2 / 3),
    'At "sun?" you get 881 bits and at "cloud?" 275.5': lambda: (1000 * bits([0.7, 0.3]), 300 * bits([2 / 3, 1 / 3])),
    "each sunny day has its 0.515, each cloudy day its 2.322 and each rainy day its 3.322": lambda: (
        -log2(0.7),
        -log2(0.2),
        -log2(0.1),
    ),
    "The missing 0.143 are": lambda: 1.3 - bits(HERS),
    "her 0.515, 2.322 and 3.322 become 1, 3 and 4": lambda: (
        *(-log2(p) for p in HERS),
        *(np.ceil(-log2(p)) for p in HERS),
    ),
    r"$0.7 \cdot 1 + 0.2 \cdot 3 + 0.1 \cdot 4 = 1.7$. That is less than 2.157": lambda: (
        *(0.7, 1, 0.2, 3, 0.1, 4),
        rounded_up(HERS, 1),
        bits(HERS) + 1,
    ),
    "cloud has two thirds and rain one third. Then $H$ is only 0.023 bits": lambda: bits(hardly(0.998)),
    "one sixth of a question a day, or 0.167": lambda: 1 / 6,
    r"pays $\log_2 4 = 2$ bits a day whatever the tickets are": lambda: (4, log2(4)),
    "For six days together there are only 0.136 bits to learn": lambda: 6 * bits(hardly(0.998)),
    "With fifty days there are 1.133 bits to learn": lambda: 50 * bits(hardly(0.998)),
    "its top is at 0.693": lambda: log(2),
    "one nat is 1.443 bits": lambda: 1 / log(2),
    "Her 1.157 bits are 0.802 nats": lambda: (bits(HERS), bits(HERS) * log(2)),
}
FACTS = {
    "ask a forty-fourth of a question": lambda: round(1 / bits(hardly(0.998))) == 44,
    "you halve the chance of A, the tower grows by one bit": lambda: np.allclose(
        [
            shown(lv.surprises_add, a=a / 2, b=b).numbers.sum - shown(lv.surprises_add, a=a, b=b).numbers.sum
            for a, b in [(0.4, 0.5), (1.0, 0.1), (0.62, 1.0)]
        ],
        1,
    ),
    "With **two coins** the tower is 2 bits high": lambda: shown(lv.surprises_add, "two coins").numbers.sum == 2,
    "when **B is certain** it adds nothing": lambda: shown(lv.surprises_add, "B is certain").numbers.second == 0,
    "**her forecast** cloud adds most": lambda: shown(lv.lottery, "her forecast").numbers.areas.argmax() == 1,
    "every day costs 2 bits": lambda: (shown(lv.lottery, "April").numbers.surprise == 2).all(),
    "yes and no each add half a bit, and the answer is worth one bit": lambda: (
        shown(lv.one_question, "a fair coin").numbers.yes == shown(lv.one_question).numbers.no == 0.5
    ),
    "is already worth 0.469 bits, and most of that, 0.332, comes from the rare yes": lambda: shown(
        lv.one_question, a=0.1
    ),
    "the answer to **sun?** is worth 0.881 bits": lambda: shown(lv.one_question, "sun?"),
    "you need 1.9 questions a day instead of 1.3": lambda: (
        np.isclose(shown(lv.questions, first="rain").numbers.asked.sum(), 1.9)
        and np.isclose(shown(lv.questions).numbers.asked.sum(), 1.3)
    ),
    "Every question finds yes and no equally likely, and 1.5 questions are all you need": lambda: (
        shown(lv.questions, "½ ¼ ¼").numbers.asked.sum() == 1.5 == sum(shown(lv.questions, "½ ¼ ¼").numbers.fills)
    ),
    "On about one draw in eighty": lambda: round(1 / (1 - 0.998**6), -1) == 80,
    "ten questions, nine more than after six days of sun": lambda: (
        [np.ceil(-log2(0.998**5 * p)) - 1 for p in hardly(0.998)[:2]] == [0, 9]
    ),
    "The chance of that is about 1/760, so its piece is $\\tfrac1{1024}$": lambda: (
        round(1 / (0.998**5 * hardly(0.998)[1]), -1) == 760
    ),
    "All this adds 0.11 questions a draw on average, and 1.11 questions for six days are 0.185 a day": lambda: (
        round(6 * rounded_up(hardly(0.998), 6), 2) == 1.11
        and round(shown(lv.days_together, "hardly a cloud", days=6).numbers.mean[-1], 3) == 0.185
    ),
    "0.185 is eight times $H$": lambda: (
        round((n := shown(lv.days_together, "hardly a cloud", days=6).numbers).mean[-1] / n.entropy) == 8
    ),
    "cloud* from 0 to 100. On the left its bar grows wider and sinks, while on the right its area rises": lambda: (
        (np.diff((cloud := _april())[:, 0]) > 0).all()
        and (np.diff(cloud[1:, 1]) < 0).all()
        and (np.diff(cloud[:45, 2]) > 0).all()
        and (np.diff(cloud[44:, 2]) < 0).all()
    ),
    "the dots do not always fall": lambda: (
        shown(lv.days_together, days=4).numbers.mean[-1] < shown(lv.days_together, days=5).numbers.mean[-1]
    ),
}
GIVEN = {
    "is about 1/760, so its piece is $\\tfrac1{1024}$": "see the facts",
    "adds 0.11 questions": "see the facts",
    r"one that takes four $\tfrac1{16}$": "half of the half of the half of a half",
    "sun 70 %, cloud 20 %, rain 10 %": "her forecast",
    "given rain 50 %": "the other forecaster",
    '"cat 70 %, dog 20 %, car 10 %"': "a program's forecast",
    "cloud holds 20 of the 30 tickets": "her forecast in tickets",
    "The chances of five outcomes are 0.35, 0.25, 0.2, 0.15 and 0.05": "the exercise",
    "The sun shines with a chance of 0.998": "the panel's button",
    "she believes in 20 %, 30 % and 50 %": "lesson 3",
}
