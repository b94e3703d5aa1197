"""The numbers quoted in 08_robust_losses.ipynb; see tests/prose.py."""

import numpy as np
from scipy import optimize, special

import lossviz as lv
from lossviz.lessons import robust
from tests.prose import shown

FOUR = np.array([16.0, 17.0, 18.0, 20.0])
SLIPPED = np.append(FOUR, 34.0)


def _huber_guess(y, delta):
    """Return the guess at which the mean Huber loss is least, by a search."""
    return optimize.minimize_scalar(
        lambda c: special.huber(delta, y - c).sum(), bounds=(0, 50), options={"xatol": 1e-9}
    ).x


def _line(place=2.5, height=1.5):
    """Return the slope of the line of least absolute residuals, by a linear program."""
    x = np.array([-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, place, 3.5])
    y = np.array([-1.15, -1.05, -0.25, 0.35, 0.45, 1.3, height, 2.35])
    eye = np.eye(8)
    return optimize.linprog(
        np.r_[0, 0, np.ones(16)],
        A_eq=np.c_[x, np.ones(8), eye, -eye],
        b_eq=y,
        bounds=[(None, None)] * 2 + [(0, None)] * 16,
    ).x[0]


def _slipped():
    """Return the places with the star at x = 25."""
    return np.where(robust.X == 2.5, 25.0, robust.X)


def _level():
    """Return the intercept of the line of least absolute residuals when the star is at x = 25."""
    return np.median(robust.Y - _line(place=25.0) * _slipped())


def _others():
    """Return slope and intercept of the line of least absolute residuals without the star, by squares' in its place."""
    there = np.arange(8) != robust.OUTLIER
    return np.polyfit(robust.X[there], robust.Y[there], 1)


def squares(c):
    """Return the mean price of a guess on the first days, by half squares."""
    return np.mean((np.array([*FOUR, 24]) - c) ** 2) / 2


def _own(pull, last=34.0):
    """Return where a learner's pull ends."""
    return lv.own_pull(mine=pull).set(last=last).numbers.places


def _near(r):
    """Pull with 0 beyond δ."""
    return np.where(np.abs(r) <= 2, r, 0)


CLAIMS = {
    "the best single forecast for all of them was 19": lambda: np.mean([*FOUR, 24]),
    "The slip was 10 degrees": lambda: 34 - 24,
    "which is now 21": lambda: SLIPPED.mean(),
    "But 21 is warmer than all": lambda: SLIPPED.mean(),
    "drag the guess to 19, where it would rest without": lambda: np.mean([*FOUR, 24]),
    "At 22, where the guess stands at first, four ropes pull with 17 to the left and one with 2 to the right. That is "
    "3 to the left on average, and so the price rises by 3 a degree there": lambda: (
        22,
        np.maximum(22 - FOUR, 0).sum(),
        24 - 22,
        np.mean(22 - np.array([*FOUR, 24])),
        (squares(22.001) - squares(21.999)) / 0.002,
    ),
    "If the 16 had become a 46, it would have changed sides, and the median would be the next reading, 20": lambda: (
        16,
        46,
        np.median([46, 17, 18, 20, 24]),
    ),
    "With the guess at 18.1 the rope to the 18 is still 1 long": lambda: (
        18.1,
        18,
        -shown(lambda: lv.tug_of_war("squares"), c=18.1, loss="absolute values").numbers.pulls[2],
    ),
    "two to the right pull with 16": lambda: np.maximum(SLIPPED - 19, 0).sum(),
    "The five prices add up to 120, and 112.5 of that come": lambda: (
        ((SLIPPED - 19) ** 2).sum() / 2,
        (34 - 19) ** 2 / 2,
    ),
    "balance at the median, here 18, with as many": lambda: np.median(SLIPPED),
    "15 away from 19, costs 28, where half the square would have cost 112.5": lambda: (
        34 - 19,
        19,
        special.huber(2, 15),
        15**2 / 2,
    ),
    r"(17 - c) + (18 - c) + (20 - c) = 0, \qquad\text{so}\qquad 3c = 55 \quad\text{and}\quad c = 18.33": lambda: (
        *FOUR[1:],
        0,
        3,
        FOUR[1:].sum(),
        _huber_guess(SLIPPED, 2),
    ),
    "At the median, 18, they are −2, −1, 0, 2 and 2,": lambda: (18, *np.clip(SLIPPED - 18, -2, 2)),
    "At 19 they are −2, −2, −1, 1 and 2,": lambda: (19, *np.clip(SLIPPED - 19, -2, 2)),
    "there 16 always pulls with −2 and the last reading with +2": lambda: (
        16,
        *np.clip([16 - 18, 24 - 19], -2, 2),
    ),
    "At 0.5 the best guess is the median, 18, and at 8 it is 19.75. With $c$ at 21 the band reaches 34 just when "
    "$\\delta$ is 13": lambda: (0.5, _huber_guess(SLIPPED, 0.5), 8, _huber_guess(SLIPPED, 8), 21, 34, 34 - 21),
    "At 17 the other four pull with −1, 0, 1 and 2, and at 18 with −2, −1, 0 and 2": lambda: (
        17,
        *np.clip(FOUR - 17, -2, 2),
        18,
        *np.clip(FOUR - 18, -2, 2),
    ),
    "the guess is 17.67 and not 18.33": lambda: (_huber_guess(FOUR, 2), _huber_guess(SLIPPED, 2)),
    "slope by squares falls from 0.500 to 0.075, and even by absolute values it falls from 0.517 to 0.045": lambda: (
        np.polyfit(robust.X, robust.Y, 1)[0],
        np.polyfit(_slipped(), robust.Y, 1)[0],
        _line(),
        _line(place=25.0),
    ),
    "larger than $\\delta / N = 0.4$": lambda: 2 / 5,
    "The first ends at the mean, 19.2": lambda: _own(lambda r: r, last=25.0)[-1],
    "then steps to and fro about it, between 17.9 and 18.1": lambda: tuple(sorted(_own(np.sign, last=25.0)[-2:])),
    "It ends at 25, and if you drag the last reading to 34, it stays at 26.1": lambda: (
        _own(_near, last=25.0)[-1],
        34,
        _own(_near)[-1],
    ),
    "At $x = 25$ the line of the other points is about 13 high": lambda: (25, np.polyval(_others(), 25)),
    "and would be worth no more at 340": lambda: 340 if np.isclose(_huber_guess([*FOUR, 340], 2), 55 / 3) else 0,
    "3.5 + 2.5 + 1.5 + 0.5 + 0.5 + 1.5 + 3.5 = 13.5 together": lambda: (
        *(others := np.abs(np.delete(robust.X, robust.OUTLIER))),
        others.sum(),
    ),
    "an ordinary point is within about 0.3 of the line": lambda: max(
        np.abs(robust.Y - np.polyval(line, robust.X)).max() for line in _fit(height=1.5).values()
    ),
}
GIVEN = {
    "There 20 is more than 2 away and 16 is not": "the five readings",
    "$(16 - c) + (17 - c) + (18 - c) + 2 = 0$": "the five readings",
    "Drag the last reading back to 24 and up to 34 again": "the slip",
    "and $\\delta$ is 0.5 here": "the slider opens there",
    "a line with the slope 0.5, and the eighth": "test_content: the star at home",
    "five days turned out at 16, 17, 18, 20 and 24 °C": "lesson 1's days",
    "the 24 becomes a 34": "the slip",
    "If the 20 had been an 18.5, it would still say 18, although a 20": "the middle of 16, 17, 18, 18.5 and 34",
    "a guess walks from 26.1 °C": "test_lesson_8 walks so",
    "more than 2 away whether it is 24 or 34": "the five readings",
    "no reading is within 2 of it": "the five readings",
    "The last reading is at 25": "the panel opens there",
    "Leave the last reading at 34, drag": "the slip",
    "Leave the last reading at 34 and drag": "the slip",
    "written down as 15 instead of 1.5": "a preset",
    "from $x = 2.5$ to $x = 25$": "a preset",
    "it pulls down with 25": "its place",
    "the star only 1.5": "its height",
    "a forecast of 19 for each": "set in the cell below it",
}


def _fit(**state):
    return shown(lv.outlier_fit, **state).numbers.lines


FACTS = {
    "up to 34 again, and the best guess stays": lambda: all(
        shown(lambda: lv.tug_of_war("squares"), last=last, loss="absolute values").numbers.best == 18
        for last in (24.0, 29.5, 34.0)
    ),
    "The best guess did not move at all": lambda: np.isclose(
        shown(lv.tug_of_war, last=24.0).numbers.best, shown(lv.tug_of_war, last=34.0).numbers.best
    ),
    "more than doubles the slope, from 0.50 to 1.30": lambda: (
        [round(_fit(height=height)["MSE"][0], 2) for height in (1.5, 15.0)] == [0.5, 1.3]
    ),
    "By absolute values it goes from 0.517 to 0.520, and by Huber to 0.556": lambda: (
        round(_fit(height=1.5)["MAE"][0], 3) == 0.517
        and [round(_fit(height=15.0)[name][0], 3) for name in ("MAE", "Huber")] == [0.52, 0.556]
    ),
    "we are back at the mean": lambda: np.isclose(_huber_guess(SLIPPED, 13), SLIPPED.mean()),
    "With $\\delta$ back at 0.5 it stops following sooner": lambda: (
        _fit(height=5.0, delta=3.0)["Huber"][0] > 1.2 * _fit(height=5.0, delta=0.5)["Huber"][0]
    ),
    "Drag the height up and down, and all three lines follow the star": lambda: all(
        abs(np.polyval(line, 25) - height) < 1
        for height in np.arange(-3, 15.1, 0.25)
        for line in _fit(place=25.0, height=height).values()
    ),
    "the line sinks until it meets the star": lambda: np.isclose(_line(place=25.0) * 25 + _level(), 1.5),
}
