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
    """Return the places of the seven."""
    return np.delete(robust.X, robust.OUTLIER)


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
    "At 22, where the guess stands at first, four ropes pull with 17 to the left and one with 2 to the right. That is "
    "3 to the left on average, and so the price rises by 3 a degree there": lambda: (
        22,
        np.maximum(22 - FOUR, 0).sum(),
        24 - 22,
        np.mean(22 - np.array([*FOUR, 24])),
        (squares(22.001) - squares(21.999)) / 0.002,
    ),
    "With the guess at 18.1 the rope to the 18 is still 1 long": lambda: (
        18.1,
        18,
        -shown(lambda: lv.tug_of_war("squares"), c=18.1, loss="absolute values").numbers.pulls[2],
    ),
    "made one rope longer by 10, so at 19 the ropes pull with 16 to the right and still with 6 to the left": lambda: (
        34 - 24,
        19,
        np.maximum(SLIPPED - 19, 0).sum(),
        np.maximum(19 - SLIPPED, 0).sum(),
    ),
    "That is at 21, warmer than all four": lambda: SLIPPED.mean() if SLIPPED.mean() > FOUR.max() else 0,
    "Of the five prices at 19, which add up to 120, that of the slip is 112.5": lambda: (
        19,
        ((SLIPPED - 19) ** 2).sum() / 2,
        (34 - 19) ** 2 / 2,
    ),
    "Put an 18.5 in place of the 20, and it still says 18. But a 20": lambda: (
        18.5,
        20,
        np.median([16, 17, 18, 18.5, 34]),
        20,
    ),
    "balance at the median, here 18, with as many": lambda: np.median(SLIPPED),
    "Seen from 19, as above, the slip is 15 away. With $\\delta = 2$ it costs 28, where half the square would have "
    "cost 112.5": lambda: (
        19,
        34 - 19,
        2,
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
    "At the median, 18, they are −2, −1, 0, 2 and 2, together +1,": lambda: (
        18,
        *(pulls := np.clip(SLIPPED - 18, -2, 2)),
        pulls.sum(),
    ),
    "At 19 they are −2, −2, −1, 1 and 2, together −2,": lambda: (
        19,
        *(pulls := np.clip(SLIPPED - 19, -2, 2)),
        pulls.sum(),
    ),
    "there 16 always pulls with −2 and the last reading with +2": lambda: (
        16,
        *np.clip([16 - 18, 24 - 19], -2, 2),
    ),
    "put $c$ on 21 and drag $\\delta$. At 0.5 the best guess is the median, 18. At 13 it is 21, the mean, since the "
    "band then just reaches the 34": (
        lambda: (SLIPPED.mean(), 0.5, _huber_guess(SLIPPED, 0.5), 34 - 21, _huber_guess(SLIPPED, 13), 34)
    ),
    "other four readings balance at 17.67, and with it all five at 18.33": lambda: (
        _huber_guess(FOUR, 2),
        _huber_guess(SLIPPED, 2),
    ),
    "Even by absolute values the slope falls from 0.517 to 0.045": lambda: (_line(), _line(place=25.0)),
    "When the place is 12.25 it stands at 0.350, and at 13 at 0.085, "
    "farther off even than by squares with 0.168": lambda: (
        12.25,
        _line(place=12.25),
        13,
        _line(place=13.0),
        np.polyfit(np.where(robust.X == 2.5, 13.0, robust.X), robust.Y, 1)[0],
    ),
    "It gives way at 12.5 already. The pulls must cancel as well, so the point at −0.5 has to pull up": lambda: (
        np.abs(_others()).sum() - 2 * 0.5,
        next(x for x in sorted(_others(), key=abs) if x < 0),
    ),
    "larger than $\\delta / N = 0.4$": lambda: 2 / 5,
    "then steps to and fro about it, between 17.9 and 18.1": lambda: tuple(sorted(_own(np.sign, last=25.0)[-2:])),
    "It ends at 25, and if you drag the last reading to 34, it stays at 26.1": lambda: (
        _own(_near, last=25.0)[-1],
        34,
        _own(_near)[-1],
    ),
    "and would be worth no more at 340": lambda: 340 if np.isclose(_huber_guess([*FOUR, 340], 2), 55 / 3) else 0,
    "and all together with $3.5 + 2.5 + 1.5 + 0.5 + 0.5 + 1.5 + 3.5 = 13.5$. So a star farther out than 13.5 wins": (
        lambda: (*np.abs(_others()), *(np.abs(_others()).sum(),) * 2)
    ),
    "an ordinary point is within about 0.3 of the line": lambda: max(
        np.abs(robust.Y - np.polyval(line, robust.X)).max() for line in _fit(height=1.5).values()
    ),
}
GIVEN = {
    "Drag the last reading back to 24 and up to 34 again": "the slip",
    "and $\\delta$ is 0.5 here": "the slider opens there",
    "a line with the slope 0.5, and the eighth": "test_content: the star at home",
    "five days turned out at 16, 17, 18, 20 and 24 °C": "lesson 1's days",
    "the 24 becomes a 34": "the slip",
    "a guess walks from 26.1 °C": "test_lesson_8 walks so",
    "more than 2 away whether it is 24 or 34": "the five readings",
    "no reading is within 2 of it": "the five readings",
    "just above the last reading, here 25": "the panel opens there",
    "Leave the last reading at 34, put": "the slip",
    "written down as 15 instead of 1.5": "a preset",
    "from $x = 2.5$ to $x = 25$": "a preset",
    "so the star at 25, below the line of the others, turns it down with 25": "its place",
    "loses its decimal point, and a 1.5 becomes a 15": "the button's height",
    "as with the 20 above": "computed above",
    "At 19 the ropes balance. How hard": "test_content: the best guess",
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
    "It can push the median to the next reading at most, however far": lambda: all(
        17 <= np.median([*np.delete([16, 17, 18, 20, 24], i), wild]) <= 20 for i in range(5) for wild in (-999, 999)
    ),
    "below the line of the others, turns it down": lambda: (
        np.polyval(np.polyfit(_others(), np.delete(robust.Y, robust.OUTLIER), 1), 25) > 10
    ),
    "It gives way at 12.5 already": lambda: all(
        np.isclose(np.polyval(_fit(height=1.5, place=place)["MAE"], place), 1.5) == (place > 12.5)
        for place in (10.0, 12.25, 13.0, 13.75, 25.0)
    ),
    "the line sinks until it lies on the star": lambda: np.isclose(_line(place=25.0) * 25 + _level(), 1.5),
}
