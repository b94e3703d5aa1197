"""The numbers quoted in 04_why_not_mse.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from lossviz.lessons.race import ARRIVED, STEEP, STEPS, arrival, train


def network(t):
    """The probabilities of the panel's network: A at 0, B at 1."""
    return lv.two_networks().set(t=t).numbers.p


def row(item):
    return ..., ..., *network(0.0)[item], *network(1.0)[item]


def slope(loss, z):
    """The gradient of one neuron's loss on its logit; its target is 1."""
    return getattr(lv, f"sigmoid_{loss}_grad")([1.0], [z])[0]


def arrives(loss, start, boost=1):
    return arrival(train(loss, start, start, 0.5 * boost)[0])


def rate_to_draw_level(start):
    """The least whole multiple of the rate with which MSE arrives no later than cross entropy."""
    return next(boost for boost in range(1, 41) if (arrives("mse", start, boost) or STEPS) <= arrives("ce", start))


def steepest():
    """Where MSE's gradient, 2 p (1 − p)², is largest, and how large: its derivative is 2 − 8 p + 6 p²."""
    p = min(np.roots([6, -8, 2]))
    return p, 2 * p * (1 - p) ** 2, 2 * p * (1 - p) ** 2


def leap():
    """The logit after MSE's leap at 40 times the rate."""
    p = train("mse", -2.5, -2.5, 40 * 0.5)[0][4]
    return np.log(p / (1 - p))


def last_persuaded():
    """The last place at which four wrong labels still move MSE's boundary beyond 1."""
    panel = lv.wrong_label()
    return max(x for x in np.arange(1.5, 3, 0.05) if panel.set(x=x, copies=4).numbers.mse > 1)


CLAIMS = {
    "| 1 | 3 | .3, .3, **.4** right | .1, .2, **.7** right |": lambda: row(0),
    "| 2 | 2 | .3, **.4**, .3 right | .1, **.7**, .2 right |": lambda: row(1),
    "| 3 | 1 | .1, .2, **.7** wrong | .3, **.4**, .3 wrong |": lambda: row(2),
    r"is largest at $p = 1/3$ and never beyond $8/27 \approx 0.296$": steepest,
    r"Each step of −1 in $z$ divides MSE's gradient by $e \approx 2.7$": lambda: (
        ...,
        slope("mse", -9.0) / slope("mse", -10.0),
    ),
    "At −10 cross entropy pulls 11,000 times as hard": lambda: (
        ...,
        round(slope("cross_entropy", -10.0) / slope("mse", -10.0), -3),
    ),
    "MSE's is 203 times as small": lambda: slope("cross_entropy", -6.0) / slope("mse", -6.0),
    "To arrive is to pass $p = 0.9$": lambda: ARRIVED,
    "From $w = b = -2.5$ cross entropy does so at step 16, MSE at step 119": lambda: (
        ...,
        arrives("ce", -2.5),
        arrives("mse", -2.5),
    ),
    "From −2.5 MSE arrives at step 119, from −4 not at all in 300 steps. Cross entropy needs 16 and 19": lambda: (
        ...,
        arrives("mse", -2.5),
        ...,
        STEPS if arrives("mse", -4.0) is None else 0,
        arrives("ce", -2.5),
        arrives("ce", -4.0),
    ),
    "about 4 times the rate from 0, and 8 times from −2.5. From −4 even 40 times is not enough": lambda: (
        rate_to_draw_level(0.0),
        ...,
        rate_to_draw_level(-2.5),
        ...,
        ...,
        40 if arrives("mse", -4.0, 40) > arrives("ce", -4.0) else 0,
    ),
    "$z = 8$, and hardly any pull back": leap,
    r"$p = \sigma(1.5\,(x - c))$": lambda: STEEP,
    "Push them past 2.1 and it drops them all": last_persuaded,
}
GIVEN = {
    "logits −6, 0.5 and 2": "the case",
    "At 40 times the rate from $w = b = -2.5$": "a setting of the sliders",
    "from 30.9 to 30.5 % and from 22.7 to 21.9 %": "the abstract of the paper named there",
}
