"""Exercises of lesson 1."""

import numpy as np

from .check import Exercise


def line_grad(x, y, w, b):
    r = y - (x * w + b)
    return -2 * np.mean(r * x), -2 * np.mean(r)


def descend(x, y, w, b, rate, steps):
    for _ in range(steps):
        r = y - (x * w + b)
        slope_w, slope_b = -2 * np.mean(r * x), -2 * np.mean(r)
        w, b = w - rate * slope_w, b - rate * slope_b
    return w, b


def excess(y, c):
    return (c - np.mean(y)) ** 2


def _residual(x, y, w, b):
    return y - (x * w + b)


def _descend(slopes, after=1, sign=-1, most=10**6):
    """Return a descent with one thing wrong."""

    def wrong(x, y, w, b, rate, steps):
        for _ in range(min(after * steps, most)):
            slope_w, slope_b = slopes(x, y, w, b)
            w, b = w + sign * rate * slope_w, b + sign * rate * slope_b
        return w, b

    return wrong


def _one_after_the_other(x, y, w, b, rate, steps):
    for _ in range(steps):
        w = w + rate * 2 * np.mean(_residual(x, y, w, b) * x)
        b = b + rate * 2 * np.mean(_residual(x, y, w, b))
    return w, b


X, Y = np.array([0.0, 1.0, 2.0, 5.0]), np.array([0.5, 1.0, 2.5, 6.0])
DAYS = np.array([16.0, 17.0, 18.0, 20.0, 24.0])

EXERCISES = {
    "line_grad": Exercise(
        "Write line_grad(x, y, w, b): the slopes of the MSE of out = x w + b, with respect to w and to b.",
        line_grad,
        {
            "Both have the wrong sign, so the walk climbs. Where does out stand in y − out?": lambda x, y, w, b: (
                2 * np.mean(_residual(x, y, w, b) * x),
                2 * np.mean(_residual(x, y, w, b)),
            ),
            "The x is forgotten in the first slope. How far does out move when w moves by 1?": lambda x, y, w, b: (
                -2 * np.mean(_residual(x, y, w, b)),
                -2 * np.mean(_residual(x, y, w, b)),
            ),
            "Those are the slopes of the sum. The MSE divides by the number of days.": lambda x, y, w, b: (
                -2 * np.sum(_residual(x, y, w, b) * x),
                -2 * np.sum(_residual(x, y, w, b)),
            ),
            "A factor of 2 is lost in both. The square brings it down.": lambda x, y, w, b: (
                -np.mean(_residual(x, y, w, b) * x),
                -np.mean(_residual(x, y, w, b)),
            ),
            "You took the means of r and of x apart. Multiply day by day, then take the mean.": lambda x, y, w, b: (
                -2 * np.mean(_residual(x, y, w, b)) * np.mean(x),
                -2 * np.mean(_residual(x, y, w, b)),
            ),
            "The two are swapped. Return the slope in w first, then the slope in b.": lambda x, y, w, b: line_grad(
                x, y, w, b
            )[::-1],
            "b is missing from out, or from the residual. out = x w + b.": lambda x, y, w, b: line_grad(x, y, w, 0.0),
            "The second slope has an x too many. One unit of b moves each out by 1.": lambda x, y, w, b: (
                line_grad(x, y, w, b)[0],
                line_grad(x, y, w, b)[0],
            ),
            "The first is the slope of the sum, the second that of the mean. Divide both.": lambda x, y, w, b: (
                len(x) * line_grad(x, y, w, b)[0],
                line_grad(x, y, w, b)[1],
            ),
            "The second is the slope of the sum, the first that of the mean. Divide both.": lambda x, y, w, b: (
                line_grad(x, y, w, b)[0],
                len(x) * line_grad(x, y, w, b)[1],
            ),
            "Only the slope in b has the wrong sign.": lambda x, y, w, b: (
                line_grad(x, y, w, b)[0],
                -line_grad(x, y, w, b)[1],
            ),
            "Only the slope in w has the wrong sign.": lambda x, y, w, b: (
                -line_grad(x, y, w, b)[0],
                line_grad(x, y, w, b)[1],
            ),
            "Those are the slopes of the absolute values. The MSE takes squares.": lambda x, y, w, b: (
                -np.mean(np.sign(_residual(x, y, w, b)) * x),
                -np.mean(np.sign(_residual(x, y, w, b))),
            ),
            "That is w and b after a step at η = 0.1. Return the slopes themselves.": lambda x, y, w, b: descend(
                x, y, w, b, 0.1, 1
            ),
            "The first is the slope of the loss, and the second is the loss.": lambda x, y, w, b: (
                line_grad(x, y, w, b)[0],
                np.mean(_residual(x, y, w, b) ** 2),
            ),
            "One x is squared: r x is wanted, not r x².": lambda x, y, w, b: (
                -2 * np.mean(_residual(x, y, w, b) * x**2),
                -2 * np.mean(_residual(x, y, w, b)),
            ),
            "You divided by N twice.": lambda x, y, w, b: tuple(s / len(x) for s in line_grad(x, y, w, b)),
            "Those are the slopes of the root of the MSE. The MSE has no root.": lambda x, y, w, b: tuple(
                s / (2 * np.sqrt(np.mean(_residual(x, y, w, b) ** 2))) for s in line_grad(x, y, w, b)
            ),
            "y is missing: r = y − out.": lambda x, y, w, b: line_grad(x, 0 * y, w, b),
        },
        cases=[
            (np.array([1.0, 3.0]), np.array([1.0, 2.0]), 0.0, 0.0),
            (np.array([1.0, 3.0]), np.array([1.0, 2.0]), 0.5, 0.25),
            (X, Y, 0.3, -0.2),
        ],
        praise="A day pulls on w by its error times its x, and on b by its error.",
        reason="A unit of w moves out by x, a unit of out moves the price by −2r. One multiplies the other, and the "
        "MSE takes the mean over the days.",
    ),
    "descend": Exercise(
        "Write descend(x, y, w, b, rate, steps): w and b of out = x w + b after that many steps of descent.",
        descend,
        {
            "You used the new w for the slope in b. Take both slopes at one place, then move.": _one_after_the_other,
            "You went uphill. Downhill is against the gradient.": _descend(line_grad, sign=1),
            "You took the slopes of the sum. The MSE divides by the number of days.": _descend(
                lambda x, y, w, b: tuple(len(x) * s for s in line_grad(x, y, w, b))
            ),
            "It takes one step however many are asked for. Is there a return inside the loop?": _descend(
                line_grad, most=1
            ),
            "The x is forgotten in the slope of w. By how much does out move when w does?": _descend(
                lambda x, y, w, b: (line_grad(x, y, w, b)[1],) * 2
            ),
            "A factor of 2 is lost in both slopes.": _descend(
                lambda x, y, w, b: [s / 2 for s in line_grad(x, y, w, b)]
            ),
            "It takes one step too many.": lambda x, y, w, b, rate, steps: descend(x, y, w, b, rate, steps + 1),
            "It takes one step too few. range(1, steps) has one less than range(steps).": (
                lambda x, y, w, b, rate, steps: descend(x, y, w, b, rate, steps - 1)
            ),
            "It never moves: the slopes are computed, but w and b stay.": lambda x, y, w, b, rate, steps: (w, b),
            "The slopes are computed once, before the loop. Look again after each step.": (
                lambda x, y, w, b, rate, steps: (
                    w - steps * rate * line_grad(x, y, w, b)[0],
                    b - steps * rate * line_grad(x, y, w, b)[1],
                )
            ),
            "It starts at 0, whatever w and b are given.": lambda x, y, w, b, rate, steps: descend(
                x, y, 0.0, 0.0, rate, steps
            ),
            "It returns the last slopes. Return w and b.": lambda x, y, w, b, rate, steps: line_grad(
                x, y, *descend(x, y, w, b, rate, steps)
            ),
            "The two are swapped. Return w first, then b.": lambda x, y, w, b, rate, steps: descend(
                x, y, w, b, rate, steps
            )[::-1],
            "The rate is left out: a step is rate times slope.": lambda x, y, w, b, rate, steps: descend(
                x, y, w, b, 1.0, steps
            ),
            "It always takes a rate of 0.1. Use the one that is given.": lambda x, y, w, b, rate, steps: descend(
                x, y, w, b, 0.1, steps
            ),
            "b is never moved.": _descend(lambda x, y, w, b: (line_grad(x, y, w, b)[0], 0.0)),
            "w is never moved.": _descend(lambda x, y, w, b: (0.0, line_grad(x, y, w, b)[1])),
            "The slopes are swapped: w is moved by the slope of b.": _descend(
                lambda x, y, w, b: line_grad(x, y, w, b)[::-1]
            ),
            "You took the means of r and of x apart. Multiply day by day, then take the mean.": _descend(
                lambda x, y, w, b: (-2 * np.mean(_residual(x, y, w, b)) * np.mean(x), line_grad(x, y, w, b)[1])
            ),
        },
        cases=[
            (np.array([0.0, 2.0]), np.array([1.0, 3.0]), 0.0, 0.0, 0.05, 1),
            (np.array([0.0, 2.0]), np.array([1.0, 3.0]), 0.0, 0.0, 0.05, 2),
            (X, Y, 0.5, -0.5, 0.02, 3),
        ],
        praise="Both slopes at one place, then the step: that is all of gradient descent.",
        reason="Each turn of the loop looks at the residuals anew, takes both slopes there, and then moves w and b.",
    ),
    "excess": Exercise(
        "Write excess(y, c): how much more the constant forecast c costs, in MSE, than the best constant does.",
        excess,
        {
            "That is the whole price of c. Subtract the floor, which is the price of the best constant.": (
                lambda y, c: np.mean((y - c) ** 2)
            ),
            "That is how far c is from the best constant. Prices are squares.": lambda y, c: np.abs(c - np.mean(y)),
            "That is how far c is from the best constant, with a sign. Prices are squares.": lambda y, c: (
                c - np.mean(y)
            ),
            "That is how far the best constant is from c, with a sign. Prices are squares.": lambda y, c: (
                np.mean(y) - c
            ),
            "You added over the days. The MSE is a price per day.": lambda y, c: len(y) * excess(y, c),
            "You measured from the median. Which constant is best under squares?": lambda y, c: (c - np.median(y)) ** 2,
            "You compared with the median's price. Which constant is best under squares?": lambda y, c: (
                np.mean((y - c) ** 2) - np.mean((y - np.median(y)) ** 2)
            ),
            "It is negative: nothing can be cheaper than the best constant. Subtract the other way round.": (
                lambda y, c: -excess(y, c)
            ),
            "That is the floor, which is there whatever c is.": lambda y, c: np.var(y),
            "The squares of the days themselves are no price. Use residuals.": lambda y, c: np.mean(y**2),
            "You took the floor as the sum of squares, and the price as their mean.": lambda y, c: (
                np.mean((y - c) ** 2) - np.sum((y - np.mean(y)) ** 2)
            ),
            "np.var(y, ddof=1) divides by N − 1; the floor is a mean over N.": lambda y, c: (
                np.mean((y - c) ** 2) - np.var(y, ddof=1)
            ),
            "np.std is the root of the floor. Subtract np.var.": lambda y, c: np.mean((y - c) ** 2) - np.std(y),
            "Those are absolute values. The MSE takes squares.": lambda y, c: (
                np.mean(np.abs(y - c)) - np.mean(np.abs(y - np.median(y)))
            ),
            "Those are absolute values, around the mean. The MSE takes squares.": lambda y, c: (
                np.mean(np.abs(y - c)) - np.mean(np.abs(y - np.mean(y)))
            ),
            "One entry for each day: take the mean over the days.": lambda y, c: (y - c) ** 2 - (y - np.mean(y)) ** 2,
            "You took roots of both prices before subtracting. Subtract the prices.": lambda y, c: (
                np.sqrt(np.mean((y - c) ** 2)) - np.std(y)
            ),
            "That is a ratio of prices. How much more is a difference.": lambda y, c: np.mean((y - c) ** 2) / np.var(y),
            "You squared each day's distance from c and took the median.": lambda y, c: np.median((y - c) ** 2),
        },
        cases=[
            (np.array([1.0, 2.0, 6.0]), 5.0),
            (DAYS, 22.0),
            (DAYS, 19.0),
            (np.array([-1.0, 0.5, 0.0, 9.5]), 1.0),
        ],
        praise="The floor has gone; what is left is the squared distance from the mean.",
        reason="MSE(c) is the floor plus (c − mean)². The price minus the floor, np.mean((y − c)**2) − np.var(y), "
        "is the same number.",
    ),
}
