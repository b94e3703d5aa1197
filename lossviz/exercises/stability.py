"""Exercises of lesson 5."""

import numpy as np

from .check import Exercise


def log_mean_chance(a, b):
    m = max(a, b)
    return m + np.log(np.exp(a - m) + np.exp(b - m)) - np.log(2)


def binary(y, z):
    return max(z, 0) - y * z + np.log1p(np.exp(-abs(z)))


def _quiet(function):
    """Return a mistake that overflows without a warning, since it does so on purpose."""

    def call(*arguments):
        with np.errstate(all="ignore"):
            return function(*arguments)

    return call


def _log_sum(a, b):
    return np.logaddexp(a, b)


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


EXERCISES = {
    "log_mean_chance": Exercise(
        "Write log_mean_chance(a, b): the log of the mean of two chances whose logs are a and b, "
        "however far below 0 these are.",
        log_mean_chance,
        {
            "exp(−1000) is 0 here, and its log is −inf. Which of the two should be subtracted first?": _quiet(
                lambda a, b: np.log((np.exp(a) + np.exp(b)) / 2)
            ),
            "exp(−1000) is 0 here, and its log is −inf. A mean also divides by 2.": _quiet(
                lambda a, b: np.log(np.exp(a) + np.exp(b))
            ),
            "The mean of the logs is not the log of the mean: the larger chance counts for more.": lambda a, b: (
                (a + b) / 2
            ),
            "That is the log of the sum. A mean divides by 2, so subtract log 2.": _log_sum,
            "You divided the log by 2. To halve the sum, subtract log 2 from its log.": lambda a, b: (
                np.logaddexp(a, b) / 2
            ),
            "log 2 was added. A mean divides by 2.": lambda a, b: np.logaddexp(a, b) + np.log(2),
            "That is the larger one alone, or as if both were equal. The other still counts.": lambda a, b: max(a, b),
            "That is half of the larger one. The smaller still counts, e^−2 as much if it is 2 below.": lambda a, b: (
                max(a, b) - np.log(2)
            ),
            "That is the smaller one.": lambda a, b: min(a, b),
            "What you took out must come back: add the larger one after the log.": lambda a, b: (
                np.logaddexp(a, b) - np.log(2) - max(a, b)
            ),
            "What you took out must come back, and a mean divides by 2.": lambda a, b: np.logaddexp(a, b) - max(a, b),
            "The larger one was added, where it had not been subtracted; or it was added twice.": lambda a, b: (
                np.logaddexp(a, b) - np.log(2) + max(a, b)
            ),
            "Right where a is the larger one. Subtract the larger of the two, whichever it is.": _quiet(
                lambda a, b: a + np.log((1 + np.exp(b - a)) / 2)
            ),
            "Right where b is the larger one. Subtract the larger of the two, whichever it is.": _quiet(
                lambda a, b: b + np.log((1 + np.exp(a - b)) / 2)
            ),
            "You subtracted the smaller one, and the exponential of the other overflows.": _quiet(
                lambda a, b: min(a, b) + np.log((np.exp(a - min(a, b)) + np.exp(b - min(a, b))) / 2)
            ),
            "You subtracted the mean of both, and far apart they overflow. Subtract the larger.": _quiet(
                lambda a, b: (a + b) / 2 + np.log((np.exp((a - b) / 2) + np.exp((b - a) / 2)) / 2)
            ),
            "Those are bits. Use the natural logarithm.": lambda a, b: (np.logaddexp(a, b) - np.log(2)) / np.log(2),
            "The sign is wrong: the log of a chance is below 0.": lambda a, b: np.log(2) - np.logaddexp(a, b),
            "That is the log of their product. Add the chances, not their logs.": lambda a, b: a + b,
            "That is the log of half their product. Add the chances, not their logs.": lambda a, b: a + b - np.log(2),
            "Two exponentials are multiplied inside the log, and a mean adds them.": _quiet(
                lambda a, b: max(a, b) + np.log(np.exp(a - max(a, b)) * np.exp(b - max(a, b)) / 2)
            ),
            "Only what is behind the log was halved. Halve the sum inside it.": lambda a, b: (
                max(a, b) + (np.logaddexp(a, b) - max(a, b)) / 2
            ),
            "The larger one was subtracted once more. What you took out must come back.": lambda a, b: (
                np.logaddexp(a, b) - np.log(2) - 2 * max(a, b)
            ),
            "The largest size is not the largest value: subtract max(a, b), or both exponentials are 0.": _quiet(
                lambda a, b: max(-a, -b) + np.log((np.exp(a - max(-a, -b)) + np.exp(b - max(-a, -b))) / 2)
            ),
            "In the exponent the larger one must be subtracted, and you add it.": _quiet(
                lambda a, b: max(a, b) + np.log((np.exp(a + max(a, b)) + np.exp(b + max(a, b))) / 2)
            ),
            "In the exponent the larger one must be subtracted, and you divide by it.": _quiet(
                lambda a, b: max(a, b) + np.log((np.exp(a / max(a, b)) + np.exp(b / max(a, b))) / 2)
            ),
            "The larger one must be added after the log, and you multiply by it.": lambda a, b: (
                max(a, b) * (log_mean_chance(a, b) - max(a, b))
            ),
            "np.log2 has another base. Use the natural logarithm.": lambda a, b: (
                max(a, b) + (log_mean_chance(a, b) - max(a, b)) / np.log(2)
            ),
            "np.log10 has another base. Use the natural logarithm.": lambda a, b: (
                max(a, b) + (log_mean_chance(a, b) - max(a, b)) / np.log(10)
            ),
            "log1p adds a 1, and none is wanted here.": lambda a, b: (
                max(a, b) + np.log1p(np.exp(log_mean_chance(a, b) - max(a, b)))
            ),
            "The log around the exponentials is forgotten.": lambda a, b: (
                max(a, b) + np.exp(np.logaddexp(a, b) - max(a, b)) - np.log(2)
            ),
            "The small number inside the log is all that is left at −1000: −16.1, whatever a and b are.": (
                lambda a, b: np.log((np.exp(a) + np.exp(b)) / 2 + 1e-7)
            ),
            "You clipped the chance at 1e-300, and −690.8 is the log of that.": lambda a, b: np.log(
                max((np.exp(a) + np.exp(b)) / 2, 1e-300)
            ),
            "a and b are logs already, and below 0. Their mean has no log.": _quiet(lambda a, b: np.log((a + b) / 2)),
            "Only one of the exponentials was halved. Is a bracket missing?": lambda a, b: (
                max(a, b) + np.log(np.exp(a - max(a, b)) + np.exp(b - max(a, b)) / 2)
            ),
            "A factor ½ becomes a summand in the log: subtract log 2.": lambda a, b: np.log(0.5) * np.logaddexp(a, b),
            "That is the mean of the logs, weighted. The log of the mean is wanted.": _quiet(
                lambda a, b: (np.exp(a) * a + np.exp(b) * b) / (np.exp(a) + np.exp(b))
            ),
        },
        cases=[
            (-1.0, -3.0),
            (-2.0, -1.0),
            (-1000.0, -1002.0),
            (-1002.0, -1000.0),
            (-5.0, -1000.0),
            (-5.0, -2000.0),
            (-2000.0, -5.0),
            (-20000.0, -20002.0),
        ],
        praise="The larger log comes out, and comes back. Nothing that is left can overflow.",
        reason="The larger chance is taken out of the sum, so that the exponentials left are 1 and something "
        "below 1. A mean divides by 2, which subtracts log 2.",
    ),
    "binary": Exercise(
        "Write binary(y, z): the loss log(e^z + 1) − y z of one item, for a score z of any size, y being 0 or 1.",
        binary,
        {
            "Right for small scores. Try z = 1000: e^z is inf.": _quiet(lambda y, z: np.log(1 + np.exp(z)) - y * z),
            "Right for small scores. At −1000 the chance is rounded to 0, and its log is −inf: make no q.": _quiet(
                lambda y, z: -np.log(_sigmoid(z) if y == 1 else 1 - _sigmoid(z))
            ),
            "Somewhere q is rounded to 0 or to 1, and a log of 0 follows. Make no q on the way.": _quiet(
                lambda y, z: -(y * np.log(_sigmoid(z)) + (1 - y) * np.log(1 - _sigmoid(z)))
            ),
            "The max is forgotten: y = 0, z = 1000 must cost 1000.": lambda y, z: np.log1p(np.exp(-abs(z))) - y * z,
            "The log is forgotten: at z = 0 the answer is 0.693.": lambda y, z: max(z, 0) - y * z,
            "With + y z a right answer is charged: y = 1, z = 10 costs 20.": lambda y, z: (
                max(z, 0) + y * z + np.log1p(np.exp(-abs(z)))
            ),
            "The − y z is forgotten: y = 1, z = 10 is right and must cost almost nothing.": lambda y, z: (
                max(z, 0) + np.log1p(np.exp(-abs(z)))
            ),
            "|z| is not the max of z and 0: y = 0, z = −10 is right, and yours costs 10.": lambda y, z: (
                abs(z) - y * z + np.log1p(np.exp(-abs(z)))
            ),
            "min stands where max should: of z and 0 the larger is subtracted.": lambda y, z: (
                min(z, 0) - y * z + np.log1p(np.exp(-abs(z)))
            ),
            "exp(−z) overflows at z = −1000. Take exp(−|z|).": _quiet(
                lambda y, z: np.log(1 + np.exp(-z)) + (1 - y) * z
            ),
            "Inside the log stands e^|z|, which overflows. The sign matters.": _quiet(
                lambda y, z: max(z, 0) - y * z + np.log1p(np.exp(abs(z)))
            ),
            "Inside the log stands exp(−z); the other score, after the max is subtracted, is −|z|.": _quiet(
                lambda y, z: max(z, 0) - y * z + np.log1p(np.exp(-z))
            ),
            "The 1 inside the log is missing: log of e^−|z| alone is −|z|.": _quiet(
                lambda y, z: max(z, 0) - y * z + np.log(np.exp(-abs(z)))
            ),
            "y and 1 − y have changed places.": lambda y, z: binary(1 - y, z),
            "Only an item with y = 1 costs anything. The others have a loss too.": lambda y, z: y * binary(y, z),
            "You clipped the chance. The loss stops at 16.1, and no longer says how wrong.": _quiet(
                lambda y, z: -np.log(np.clip(_sigmoid(z if y == 1 else -z), 1e-7, 1 - 1e-7))
            ),
            "The loss stops at 100: the score is clipped there, or its log held at −100, as PyTorch does.": _quiet(
                lambda y, z: min(-np.log(_sigmoid(z if y == 1 else -z)), 100)
            ),
            "A small number inside the log hides the inf, and the loss stops where that number is.": _quiet(
                lambda y, z: -np.log(_sigmoid(z if y == 1 else -z) + 1e-7)
            ),
            "That is the slope q − y. The loss is asked.": _quiet(lambda y, z: _sigmoid(z) - y),
            "That is y − q, minus the slope. The loss is asked.": _quiet(lambda y, z: y - _sigmoid(z)),
            "That is the squared error of the chance q. The loss is log(e^z + 1) − y z.": _quiet(
                lambda y, z: (y - _sigmoid(z)) ** 2
            ),
            "|z| is the largest size. At z = −1000 both exponentials are 0 then: subtract max(z, 0).": _quiet(
                lambda y, z: abs(z) + np.log(np.exp(z - abs(z)) + np.exp(-abs(z))) - y * z
            ),
            "You subtracted z / 2, the mean of both scores, and far out one overflows: subtract the larger.": _quiet(
                lambda y, z: z / 2 + np.log(np.exp(z / 2) + np.exp(-z / 2)) - y * z
            ),
            "The 1 is e^0, a score as well: lowered by the max it is e^−m.": lambda y, z: (
                max(z, 0) + np.log(np.exp(z - max(z, 0)) + 1) - y * z
            ),
            "The other score is 0, and lowered by the max it is −m: e^−m, not e^m.": _quiet(
                lambda y, z: max(z, 0) + np.log(np.exp(z - max(z, 0)) + np.exp(max(z, 0))) - y * z
            ),
            "You subtract y, and y times z is wanted.": lambda y, z: binary(0, z) - y,
            "Right for y = 1 alone, where y z is z. For y = 0 nothing is subtracted.": lambda y, z: binary(1, z),
            "The score of the other class is 0, not 1: e^0 is the 1.": lambda y, z: np.logaddexp(1, z) - y * z,
            "y does not belong inside the log.": lambda y, z: np.logaddexp(0, y * z) - y * z,
            "Inside the log stands y, where the score z should.": lambda y, z: np.logaddexp(0, y) - y * z,
            "y and z are mixed up: e^z inside the log, y times z behind it.": lambda y, z: np.logaddexp(0, y) - z * z,
            "y z stands inside the log's bracket, and should stand behind it.": lambda y, z: np.logaddexp(0, z - y * z),
            "y z stands inside the log's bracket, and e^z overflows.": _quiet(
                lambda y, z: np.log(np.exp(z) + 1 - y * z)
            ),
            "np.log2 has another base. Use the natural logarithm.": _quiet(lambda y, z: np.log2(np.exp(z) + 1) - y * z),
            "The log around 1 + e^−|z| is missing.": lambda y, z: max(z, 0) - y * z + np.exp(-abs(z)),
            "exp is missing inside the log.": _quiet(lambda y, z: max(z, 0) - y * z + np.log1p(-abs(z))),
            "z stands where max(z, 0) should. np.max(z, 0), if you wrote that, takes the 0 for an axis.": _quiet(
                lambda y, z: z - y * z + np.log1p(np.exp(-abs(z)))
            ),
            "Where z is large you return z alone, and − y z is missing.": lambda y, z: z if z > 100 else binary(y, z),
            "Where z is large you return 0. That is right for y = 1, but y = 0 costs z.": lambda y, z: (
                0.0 if z > 30 else binary(y, z)
            ),
            "You clipped the score at 700, and the loss stops there.": lambda y, z: binary(y, np.clip(z, -700, 700)),
            "nan_to_num hides the inf behind 1.8e308, and the loss is 1000.": _quiet(
                lambda y, z: np.nan_to_num(np.log(np.exp(z) + 1)) - y * z
            ),
            "Rounded to two digits. All of them are wanted.": lambda y, z: round(binary(y, z), 2),
            "Only the term of y = 1 is there, and q is rounded to 0: y = 0 has a loss, too.": _quiet(
                lambda y, z: -y * np.log(_sigmoid(z))
            ),
            "Where y is 0 you still take e^z, which overflows.": _quiet(
                lambda y, z: y * np.logaddexp(0, -z) + (1 - y) * np.log(1 + np.exp(z))
            ),
            "Where y is 1 you still take e^−z, which overflows.": _quiet(
                lambda y, z: y * np.log(1 + np.exp(-z)) + (1 - y) * np.logaddexp(0, z)
            ),
        },
        cases=[
            (0, 0.0),
            (1, 10.0),
            (0, -10.0),
            (0, 2.0),
            (0, 0.5),
            (1, -2.0),
            (1, -1000.0),
            (0, 1000.0),
            (1, 1000.0),
            (0, -1000.0),
            (0, 3000.0),
            (1, -3000.0),
            (0, 20000.0),
            (1, -20000.0),
        ],
        praise="Nothing overflows, whatever the score.",
        reason="Of the two scores z and 0 the larger one is subtracted, so 0 and −|z| are left, and the larger one "
        "comes back as max(z, 0).",
    ),
}
