"""The numbers quoted in 01_mse.ipynb; see tests/prose.py."""

import numpy as np

import lossviz as lv
from lossviz.lessons.line import X, Y, line_grad

DAYS = np.array([16.0, 17.0, 18.0, 20.0, 24.0])


def price(w: float) -> float:
    """Return what the last day costs at slope w, without an intercept."""
    return float((2.1 - 3 * w) ** 2)


def mse(w: float, b: float) -> float:
    """Return the MSE of a line."""
    return float(np.mean((Y - w * X - b) ** 2))


def valleys(**state: object) -> object:
    """Return the numbers of two_valleys."""
    return lv.two_valleys().set(**state).numbers


def to_go(name: str, at: float) -> tuple[float, float]:
    """Return the gradient in w or in b that fit_line reads there, the other at 0, and what is left of the way."""
    n = lv.fit_line().set(**{"w": 0.0, "b": 0.0, "steps": 0} | {name: at}).numbers
    return n.slopes["wb".index(name)], {"w": 0.5, "b": 0.4}[name] - at


def without_x(start: float) -> float:
    """Return the MSE where a gradient ends that forgets the x."""
    forgets = lv.fit_line(mine=lambda x, y, w, b: (line_grad(x, y, w, b)[1],) * 2)
    return float(forgets.set(w=start, b=0.0, steps=40).numbers.own_mse)


CLAIMS = {
    "With squares the bottom follows by a fifth of the way, to 20, while with absolute values it stays": lambda: (
        lv.five_days().set(hottest=29.0).numbers.best[0]
    ),
    "which is $20 - 17 = 3$ degrees": lambda: (20, 17, 20 - 17),
    "off by one degree cost 4 together, while one day that is off by four degrees costs 16": lambda: (4 * 1**2, 4**2),
    "At 17 °C the slope is $-6$": lambda: (17, -2 * (20 - 17)),
    "At 14 °C it is $-12$": lambda: (14, -2 * (20 - 14)),
    "lies at 19 °C, where the price is 8. Why at 19?": lambda: (DAYS.mean(), DAYS.var(), DAYS.mean()),
    "= (y_i - 19) + (19 - \\text{out})$": lambda: (DAYS.mean(), DAYS.mean()),
    "(\\text{out} - 19)^2": lambda: DAYS.mean(),
    "$$(y_i - 19)^2 + 2\\,(y_i - 19)(19 - \\text{out}) + (19 - \\text{out})^2.$$": lambda: (
        m := DAYS.mean(),
        2,
        m,
        m,
        m,
    ),
    "The first gives $(9 + 4 + 1 + 1 + 25)/5 = 8$": lambda: (*(DAYS - DAYS.mean()) ** 2, 5, DAYS.var()),
    "because the $y_i - 19$ add up to zero": lambda: DAYS.mean(),
    "is at 18 °C, the day in the middle, which is called the **median**": lambda: np.median(DAYS),
    "the last day costs most, $2.1^2 = 4.41$": lambda: (2.1**2, np.max(Y**2)),
    "If you turn $w$ up to 0.5, the MSE falls from 1.388 to 0.263": lambda: (0.5, mse(0, 0), mse(0.5, 0)),
    "still lies 0.4 too low on average, and an intercept of 0.4 brings the MSE to 0.103": lambda: (
        np.mean(Y - 0.5 * X),
        0.4,
        mse(0.5, 0.4),
    ),
    "$x = 3$ and $y = 2.1$": lambda: (X[-1], Y[-1]),
    "so $r = 2.1$ and the price is $4.41$": lambda: (2.1, price(0)),
    "becomes $3 \\cdot 0.01 = 0.03$, the residual shrinks to 2.07, and the price falls to 4.2849": lambda: (
        3,
        0.01,
        3 * 0.01,
        2.1 - 0.03,
        price(0.01),
    ),
    "changed by $-0.1251$, which is about $-12.5$": lambda: (price(0.01) - price(0), (price(0.01) - price(0)) / 0.01),
    "of $-2r = -4.2$": lambda: (-2, -2 * 2.1),
    "$-4.2 \\cdot 3 = -12.6$": lambda: (-4.2, 3, -4.2 * 3),
    "is $-4.5$ in $w$ and $-0.8$ in $b$": lambda: line_grad(X, Y, 0, 0),
    "at $w = 0.5$ and $b = 0.4$, so": lambda: tuple(np.polyfit(X, Y, 1)),
    "is $-4.5$ with 0.5 still to go. Set $w$ to 0.25, and it is $-2.25$ with 0.25 to go": lambda: (
        *to_go("w", 0.0),
        0.25,
        *to_go("w", 0.25),
    ),
    "Raise $w$ by 1, and each": lambda: 1,
    "have a mean of 4.5, and so the gradient in $w$ rises by 9": lambda: (
        np.mean(X**2),
        line_grad(X, Y, 1, 0)[0] - line_grad(X, Y, 0, 0)[0],
    ),
    "-2\\,\\text{mean}(r x) + 9": lambda: (-2, 2 * np.mean(X**2)),
    "Raise $b$ by 1 instead, and each $r$ becomes $r - 1$, so the gradient in $b$ rises by 2": lambda: (
        1,
        1,
        line_grad(X, Y, 0, 1)[1] - line_grad(X, Y, 0, 0)[1],
    ),
    "The gradient in $w$ stays at $-4.50$": lambda: line_grad(X, Y, 0, 1.2)[0],
    "outside the left picture, at $w = 1.8$": lambda: lv.two_valleys().set(loss="sum", days=20).numbers.places[1][0],
    "so one more with $x = 10$ lifts it from 9 to about 41": lambda: (
        10,
        2 * np.mean(X**2),
        2 * np.mean(np.append(X, 10.0) ** 2),
    ),
    "With $\\eta = 0.1$ the factor is then about $1 - 4.1$": lambda: (0.1, 1, 0.2 * np.mean(np.append(X, 10.0) ** 2)),
    "because our $x$ add up to 0": lambda: X.sum(),
    "is $w - 0.5$ in one and $b - 0.4$ in the other": lambda: tuple(np.polyfit(X, Y, 1)),
    "and 9 and 2 are their **bends**": lambda: (2 * np.mean(X**2), 2),
    "= 9 \\left(w - 0.5\\right)": lambda: (0.4 * X @ X, X @ Y / (X @ X)),
    "= 2 \\left(b - 0.4\\right)": lambda: (2, Y.mean()),
    "With $\\eta = 0.1$ a step leaves 10 % of the way in $w$ but 80 % of the way in $b$": lambda: (
        0.1,
        *(100 * valleys(eta=0.1).left),
    ),
    "and two steps leave 1 % and 64 %": lambda: tuple(100 * valleys(eta=0.1).left ** 2),
    "At 0.225 the factor has passed $-1$": lambda: (0.225, np.ceil(valleys(eta=0.225).left[0])),
    "takes the mean at $\\eta = 0.2$. There $1 - 9\\eta$ is $-0.8$": lambda: (0.2, 1, 9, valleys(eta=0.2).left[0]),
    "With 10 days it is 90 in $w$, and as $90 \\cdot 0.02 = 9 \\cdot 0.2$": lambda: (
        10,
        valleys(loss="sum", days=10).felt[0],
        90,
        0.02,
        9,
        0.2,
    ),
    "By step 40 the walk has settled down at $w = b = 0.4$ with an MSE of 0.148": lambda: (40, 0.4, without_x(0.0)),
    "it ends at an MSE of 3.75": lambda: without_x(1.0),
    "For our five days it is $2/9$": lambda: 1 / np.mean(X**2),
    "in 25 differences": lambda: (Y - X[:, None]).size,
}
GIVEN = {
    "which sets $\\eta = 0.02$": "the rate of the button; FACTS would only repeat it",
    "20 days are the same five four times over": "a number of days",
    "With 20 the very": "a number of days",
    "which uses $\\eta = 0.1$, to its end at 40": "its rate, and an end of the slider; test_lesson_1 has the steps",
    "it would be 17 °C. The day came, and it was 20": "a forecast and its day",
    "16, 17, 18, 20 and 24 °C": "five days",
    "the hottest day from 24 up to 29 °C": "an end of the slider",
    "Now nudge $w$ up by 0.01": "a small number",
    "$$w_{\\text{new}} - 0.5 = (w - 0.5) - \\eta \\cdot 9\\,(w - 0.5) = (1 - 9\\eta)\\,(w - 0.5)$$": "as above",
    "rain, 70 %": "a forecast",
}
FACTS = {
    "the walk is exactly the one you saw under **leap**": lambda: np.allclose(
        valleys(eta=0.02, loss="sum", days=10).places, valleys(eta=0.2).places
    ),
    "In $b$ it is twice the distance": lambda: np.allclose(
        [to_go("b", b)[0] for b in (0.0, 0.2)], [-2 * to_go("b", b)[1] for b in (0.0, 0.2)]
    ),
    "the very first jump lands outside the left picture": lambda: (
        lv.two_valleys().set(loss="sum", days=20).picture.artists.lands.get_text() == "lands at w = 1.80, MSE 7.71"
    ),
    "and the walk flies apart": lambda: 0.1 * 2 * np.mean(np.append(X, 10.0) ** 2) > 2,
    "drag $b$ from end to end": lambda: (
        np.ptp([lv.fit_line().set(w=0.0, b=b).numbers.slopes[0] for b in (-0.6, 0.0, 1.2)]) < 1e-12
    ),
    "The first step crosses almost the whole way in $w$, and the other five creep up in $b$": lambda: np.all(
        np.diff(lv.fit_line().set(steps=6).numbers.way, axis=0)[[0, 1], [0, 1]] > [0.4, 0]
    ),
}
