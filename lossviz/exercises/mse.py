"""Exercises of lesson 1."""

import numpy as np

from .check import Exercise


def line_grad(x, y, w, b):
    r = y - (x * w + b)
    return -2 * np.mean(r * x), -2 * np.mean(r)


def largest_rate(x):
    bend = 2 * np.mean(x**2)
    return 2 / bend


def _pulls(parts, average=np.mean):
    """Return a gradient with other pulls: `parts` makes those on w and on b from r, x and y."""
    return lambda x, y, w, b: tuple(-2 * average(part) for part in parts(y - (x * w + b), x, y))


def _price(x, y, w, b):
    return np.mean((y - (x * w + b)) ** 2)


def _times(in_w, in_b):
    """Return the gradient with each part multiplied, by a number or by one from x."""

    def wrong(x, y, w, b):
        factors = [factor(x) if callable(factor) else factor for factor in (in_w, in_b)]
        return tuple(part * factor for part, factor in zip(line_grad(x, y, w, b), factors, strict=True))

    return wrong


def _paired(x, y, w, b):
    column = x[:, np.newaxis]
    r = y - (column * w + b)
    return -2 * np.mean(r * column), -2 * np.mean(r)


EXERCISES = {
    "line_grad": Exercise(
        "Write line_grad(x, y, w, b): the gradient of the MSE of out = x w + b, with respect to w and to b.",
        line_grad,
        {
            "Both have the wrong sign, so the walk climbs. Where does out stand in y − out?": _times(-1, -1),
            "Only the gradient in b has the wrong sign.": _times(1, -1),
            "Only the gradient in w has the wrong sign.": _times(-1, 1),
            "The x is forgotten in the first. How far does out move when w moves by 1?": _pulls(lambda r, x, y: (r, r)),
            "The second has an x too many. A unit of b moves each out by 1.": _pulls(lambda r, x, y: (r * x, r * x)),
            "One x is too many: r x is wanted, not r x².": _pulls(lambda r, x, y: (r * x**2, r)),
            "Each has an x too many: r x and r are wanted.": _pulls(lambda r, x, y: (r * x**2, r * x)),
            "The residual is divided by x. A unit of w moves out by x, so multiply.": _pulls(
                lambda r, x, y: (r / x, r)
            ),
            "That is the gradient of the sum. The MSE divides by the number of days.": _times(len, len),
            "The first belongs to the sum, the second to the mean. Divide both.": _times(len, 1),
            "The second belongs to the sum, the first to the mean. Divide both.": _times(1, len),
            "You divided by N twice.": _times(lambda x: 1 / len(x), lambda x: 1 / len(x)),
            "You divide by 5, whatever the number of days.": _times(lambda x: len(x) / 5, lambda x: len(x) / 5),
            "You divide by N − 1; the MSE is a mean over N days.": _times(*[lambda x: len(x) / (len(x) - 1)] * 2),
            "A factor of 2 is lost in both. The square brings it down.": _times(0.5, 0.5),
            "A factor of 2 is lost in the second. The square brings it down.": _times(1, 0.5),
            "That is a step at η = 0.1. Return the gradient itself.": _times(0.1, 0.1),
            "That is w and b after a step at η = 0.1. Return the gradient itself.": lambda x, y, w, b: tuple(
                np.array([w, b]) - 0.1 * np.array(line_grad(x, y, w, b))
            ),
            "The two are swapped. Return the one in w first, then the one in b.": _pulls(lambda r, x, y: (r, r * x)),
            "You took the means of r and of x apart. Multiply day by day, then take the mean.": _pulls(
                lambda r, x, y: (np.mean(r) * np.mean(x), r)
            ),
            "You took medians. The MSE is a mean over the days.": _pulls(lambda r, x, y: (r * x, r), np.median),
            "b is missing from out. out = x w + b.": lambda x, y, w, b: line_grad(x, y, w, 0.0),
            "You subtract x w and add b. Put out in brackets: y − (x w + b).": lambda x, y, w, b: line_grad(
                x, y, w, -b
            ),
            "w and b are swapped in out. out = x w + b.": lambda x, y, w, b: line_grad(x, y, b, w),
            "y is missing: r = y − out.": lambda x, y, w, b: line_grad(x, 0 * y, w, b),
            "That is out, with its sign changed, in the place of r = y − out.": _pulls(
                lambda r, x, y: ((y - r) * x, y - r)
            ),
            "out has y where x belongs. out = x w + b.": lambda x, y, w, b: tuple(
                -2 * np.mean(part) for part in ((y - (y * w + b)) * x, y - (y * w + b))
            ),
            "x and y are exchanged. r = y − (x w + b).": lambda x, y, w, b: tuple(
                -2 * np.mean(part) for part in ((x - (y * w + b)) * x, x - (y * w + b))
            ),
            "You multiply by y. A unit of w moves out by x.": _pulls(lambda r, x, y: (r * y, r)),
            "You multiply by w and by b. A unit of w moves out by x, a unit of b by 1.": lambda x, y, w, b: (
                line_grad(x, y, w, b)[1] * w,
                line_grad(x, y, w, b)[1] * b,
            ),
            "The residual is still squared. Differentiate the square: r² becomes 2r, times −x or −1.": _pulls(
                lambda r, x, y: (r**2 * x, r**2)
            ),
            "That is the MSE, twice. Its gradient is wanted.": lambda x, y, w, b: (_price(x, y, w, b),) * 2,
            "That is the MSE, one number. Its gradient is wanted, in w and in b.": _price,
            "That is the gradient of the absolute values. The MSE takes squares.": lambda x, y, w, b: tuple(
                -np.mean(part) for part in (np.sign(y - x * w - b) * x, np.sign(y - x * w - b))
            ),
            "The residuals have lost their signs. A day that was colder pulls the other way.": _pulls(
                lambda r, x, y: (abs(r) * x, abs(r))
            ),
            "Negative residuals are cut to 0. A day that was colder pulls as well, the other way.": _pulls(
                lambda r, x, y: (np.maximum(r, 0) * x, np.maximum(r, 0))
            ),
            "The x have lost their signs. Multiply by x itself.": _pulls(lambda r, x, y: (r * abs(x), r)),
            "That is the gradient of the root of the MSE. The MSE has no root.": lambda x, y, w, b: tuple(
                part / (2 * np.sqrt(_price(x, y, w, b))) for part in line_grad(x, y, w, b)
            ),
            "Only the last day is counted, divided by N. Add the days up.": _pulls(
                lambda r, x, y: (r[-1] * x[-1] / len(x), r[-1] / len(x))
            ),
            "Only the first day is counted, divided by N. Is there a return inside the loop?": _pulls(
                lambda r, x, y: (r[0] * x[0] / len(x), r[0] / len(x))
            ),
            "The first day is left out. range(len(x)) begins at 0.": _pulls(
                lambda r, x, y: (np.sum(r[1:] * x[1:]) / len(x), np.sum(r[1:]) / len(x))
            ),
            "x is a column and y a row, so each forecast is paired with every day.": _paired,
            "Yours is rounded to one digit. Return all of them.": lambda x, y, w, b: tuple(
                np.round(line_grad(x, y, w, b), 1)
            ),
            "np.gradient takes differences between neighbouring days; here w and b are nudged.": lambda x, y, w, b: (
                tuple(np.gradient((y - (x * w + b)) ** 2)[:2])
            ),
            "That holds for the five days of the lesson only.": lambda x, y, w, b: (9 * (w - 0.5), 2 * (b - 0.4)),
        },
        cases=[
            (np.array([1.0, -3.0]), np.array([2.0, -1.0]), 0.5, 0.25),
            (np.array([1.0, 3.0]), np.array([1.0, -2.0]), 0.0, 0.0),
            (np.array([-2.0, 1.0, 2.0, 5.0]), np.array([0.5, 1.0, -2.5, 6.0]), 0.331, -0.1234),
        ],
        praise="A day pulls on w by its residual times its x, and on b by its residual.",
        reason="A unit of w moves out by x, a unit of out moves the price by −2r. One multiplies the other, and the "
        "MSE takes the mean over the days.",
    ),
    "largest_rate": Exercise(
        "Write largest_rate(x): the rate at which a step on the MSE of out = x w lands as far on the other side.",
        largest_rate,
        {
            "At that rate a step lands right on the bottom. It is to land just as far on the other side.": (
                lambda x: largest_rate(x) / 2
            ),
            "A factor of 2 is lost. The gradient is −2 mean(r x), so the bend is twice the mean of x².": (
                lambda x: 2 * largest_rate(x)
            ),
            "That is the bend. At the largest rate, rate times bend is 2.": lambda x: 2 * np.mean(x**2),
            "That is the mean of x². The steeper the valley, the smaller the rate has to be.": (
                lambda x: np.mean(x**2)
            ),
            "That is the rate for the sum. The MSE divides by the number of days.": lambda x: 1 / np.sum(x**2),
            "You squared the mean of x. Square each x first, then take the mean.": lambda x: 1 / np.mean(x) ** 2,
            "The x are not squared. A day pulls by r x, and its r changes by x too.": lambda x: 1 / np.mean(x),
            "Those are the sizes of the x. A day pulls by r x, and its r changes by x too.": lambda x: (
                1 / np.mean(np.abs(x))
            ),
            "The spread around the mean of x is too small: without an intercept nothing is subtracted from x.": (
                lambda x: 1 / np.var(x)
            ),
            "That is 2/9, which holds for the five days of the lesson only.": lambda x: 2 / 9,
            "You wrote 5 for the number of days.": lambda x: 5 / np.sum(x**2),
            "You divide by N − 1; the MSE is a mean over N days.": lambda x: (len(x) - 1) / np.sum(x**2),
            "You took the median of x². The MSE is a mean over the days.": lambda x: 1 / np.median(x**2),
            "That is the rate for the day with the largest x alone. All days make the valley.": lambda x: (
                1 / np.max(x**2)
            ),
            "There is no root in it: the bend is the mean of x², twice.": lambda x: 1 / np.sqrt(np.mean(x**2)),
            "That is the inverse of the root of 2 mean(x²), and the bend has no root.": lambda x: (
                1 / np.sqrt(2 * np.mean(x**2))
            ),
            "That is the rate for the sum, and a factor of 2 is lost: the bend of the mean is 2 mean(x²).": lambda x: (
                2 / np.sum(x**2)
            ),
            "At that rate a step on the sum lands on the bottom. Take the mean, and the other side.": (
                lambda x: 1 / (2 * np.sum(x**2))
            ),
            "Only the first day is counted. Is there a return inside the loop?": lambda x: 1 / x[0] ** 2,
            "x * 2 doubles x; its square is x**2.": lambda x: 1 / np.mean(x * 2),
            "It stops at 1. Where the valley is shallow, the rate may be larger.": lambda x: min(1.0, largest_rate(x)),
            "You took the mean of 1/x². Take the mean of x² first, and then its inverse.": lambda x: np.mean(1 / x**2),
        },
        cases=[
            (np.array([1.0, 3.0]),),
            (np.array([2.0, -1.0, 1.0]),),
            (np.array([0.5, -0.5, 0.25, 1.0]),),
            (np.array([-3.0, -1.5, 0.5, 1.5, 3.0]),),
            (np.array([10.0, 20.0, -15.0, 30.0, 5.0, 12.0]),),
        ],
        praise="The steeper the valley, the smaller the rate that it bears.",
        reason="The gradient is −2 mean(r x) = bend · (w − best), with a bend of 2 mean(x²). A step multiplies the "
        "distance by 1 − rate · bend, and this is −1 where the rate is 2 / bend.",
    ),
}
