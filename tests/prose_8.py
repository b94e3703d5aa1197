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


def _walk(slope, steps=30, out=2.93):
    """Return where a forecast is after each step; the truth is 0."""
    outs = [out]
    for _ in range(steps):
        outs.append(outs[-1] - slope(outs[-1]))
    return np.array(outs)


def _own(pull, last=34.0):
    """Return where a learner's pull ends."""
    return lv.own_pull(mine=pull).set(last=last).numbers.places


CLAIMS = {
    "the best single forecast for all of them was 19": lambda: np.mean([*FOUR, 24]),
    "The slip was 10 degrees": lambda: 34 - 24,
    "which is now 21": lambda: SLIPPED.mean(),
    "until you notice that 21 is warmer": lambda: SLIPPED.mean(),
    "back where it was, at 19,": lambda: np.mean([*FOUR, 24]),
    "two to the right pull with 16": lambda: np.maximum(SLIPPED - 19, 0).sum(),
    "Of the 120 that the five prices add up to, 112.5 come": lambda: (
        ((SLIPPED - 19) ** 2).sum() / 2,
        (34 - 19) ** 2 / 2,
    ),
    "this is the **median**, here 18": lambda: np.median(SLIPPED),
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
    "From 18.33 the reading 16 is 2.33 away": lambda: (55 / 3, 16, 55 / 3 - 16),
    "and 17, 18 and 20 are 1.33, 0.33 and 1.67 away": lambda: (17, 18, 20, *np.abs(FOUR[1:] - 55 / 3)),
    "is 5.67 away if it is 24 and 15.67 if it is 34": lambda: (24 - 55 / 3, 24, 34 - 55 / 3, 34),
    "$71 - 4c + 8 = 0$ and the guess is 19.75": lambda: (FOUR.sum(), 4, 8, 0, _huber_guess(SLIPPED, 8)),
    "From $\\delta = 13$ on everything is inside, and we are back at the mean, 21": lambda: (
        34 - 21,
        _huber_guess(SLIPPED, 13),
    ),
    "the guess is the median, 18": lambda: _huber_guess(SLIPPED, 0.5),
    "the guess is 17.67 and not 18.33": lambda: (_huber_guess(FOUR, 2), _huber_guess(SLIPPED, 2)),
    "each step leaves 90 % of the way": lambda: 100 * (1 - 0.1),
    "swings between 0.13 and −0.27": lambda: tuple(_walk(lambda out: 0.4 * np.sign(out))[[-2, -1]]),
    "within 0.000003 after the same 30 steps": lambda: (
        np.ceil(1e6 * _walk(lambda out: 0.4 * np.clip(out, -1, 1))[-1]) / 1e6,
        30,
    ),
    "The slope falls from 0.517 to 0.045": lambda: (_line(), _line(place=25.0)),
    "larger than $\\delta / N = 0.4$": lambda: 2 / 5,
    "with a slope of −6": lambda: -2 * (34 - 19) / 5,
    "then steps to and fro about it, between 17.92 and 18.": lambda: tuple(sorted(_own(np.sign)[-2:])),
    "an ordinary point is within about 0.3 of the line": lambda: max(
        np.abs(robust.Y - np.polyval(line, robust.X)).max() for line in _fit(height=1.5).values()
    ),
}
GIVEN = {
    "For 20 steps, on": "a fact below",
    "strike the last reading out and solve again for the other four. Now the 20 is": "the five readings",
    "$(16 - c) + (17 - c) + (18 - c) + 2 = 0$": "the five readings",
    "the best guess stays at 18": "a fact below",
    "and $\\delta$ is 0.5 here": "the slider opens there",
    "a line with the slope 0.5, and one": "test_content: the star at home",
    "five days turned out at 16, 17, 18, 20 and 24 °C": "lesson 1's days",
    "the 24 becomes a 34": "the slip",
    "Move the last reading from 24 to 34 once more": "the slip",
    "if the 20 had been an 18.5, it would still say 18": "the middle of 16, 17, 18, 18.5 and 34",
    "Suppose that it lies between 18 and 19. Then 16": "the five readings",
    "At $\\delta = 0.5$ all readings": "a place on the slider",
    "from 26 °C, in 60 steps at a rate of 0.4": "test_lesson_8 walks so",
    "With the last reading at 34 it stays at 26": "test_a_learners_pull_walks_…",
    "with the last reading at 25 it goes to 25": "test_a_learners_pull_walks_…",
    "raise $\\eta$ to 0.4. The absolute value marches in steps of 0.4": "a place on the slider",
    "written down as 15 instead of 1.5": "a preset",
    "from $x = 2.5$ to $x = 25$": "a slip that is supposed",
    "so a point at 25": "a slip that is supposed",
    "readings are 1, 2, 4, 30 and 50": "an exercise",
    "a forecast of 19 for each": "set in the cell below it",
}


def _fit(**state):
    return shown(lv.outlier_fit, **state).numbers.lines


FACTS = {
    "the best guess stays at 18": lambda: all(
        shown(lambda: lv.tug_of_war("squares"), last=last, loss="absolute values").numbers.best == 18
        for last in (24.0, 29.5, 34.0)
    ),
    "At $\\delta = 8$ it is the only one outside the band, so $71 - 4c + 8 = 0$ and the guess is 19.75": lambda: (
        np.count_nonzero(np.abs(SLIPPED - shown(lv.tug_of_war, last=34.0, delta=8.0).numbers.best) > 8) == 1
    ),
    "The guess did not move at all": lambda: np.isclose(
        shown(lv.tug_of_war, last=24.0).numbers.best, shown(lv.tug_of_war, last=34.0).numbers.best
    ),
    "The first ends at the mean": lambda: np.isclose(_own(lambda r: r)[-1], 21),
    "The third walks out of the picture": lambda: _own(lambda r: np.abs(np.clip(r, -2, 2)))[-1] > 60,
    "At $\\eta = 0.1$ the absolute value is nearer.": lambda: shown(lv.step_past, eta=0.1),
    "is 0.07 off, while Huber still has 0.32 to go": lambda: shown(lv.step_past, eta=0.1),
    "It has just stepped past the truth": lambda: (
        np.sign(shown(lv.step_past, eta=0.1).numbers.paths["MAE"][-2:]).tolist() == [1, -1]
    ),
    "For 20 steps, on the straight part of its price": lambda: (
        np.flatnonzero(shown(lv.step_past, eta=0.1).numbers.paths["Huber"] > 1)[-1] + 1 == 20
    ),
    "the slope goes from 0.50 to 1.30": lambda: (
        [round(_fit(height=height)["MSE"][0], 2) for height in (1.5, 15.0)] == [0.5, 1.3]
    ),
    "By absolute values it goes from 0.517 to 0.520, and by Huber to 0.556": lambda: (
        round(_fit(height=1.5)["MAE"][0], 3) == 0.517
        and [round(_fit(height=15.0)[name][0], 3) for name in ("MAE", "Huber")] == [0.52, 0.556]
    ),
    "the star is at −1.5, and squares give a slope of 0.32, again the farthest of the three from 0.5": lambda: (
        max(lines := _fit(height=-1.5), key=lambda name: abs(lines[name][0] - 0.5)) == "MSE"
        and round(lines["MSE"][0], 2) == 0.32
    ),
}
