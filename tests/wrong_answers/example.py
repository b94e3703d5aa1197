"""Two exercises without known mistakes, and answers to them: the form, and a test of what `hints` tells by itself."""

import numpy as np

from lossviz.exercises.check import Exercise


def mse(y, out):
    return np.mean((y - out) ** 2)


def mse_grad(y, out):
    return -2 * (y - out) / y.size


CASES = [
    (np.array([1.0, 2.0]), np.array([1.0, 4.0])),
    (np.array([[1.0, 0.0]]), np.array([[0.5, 2.0]])),
    (np.eye(4)[[1, 2, 3, 0, 2]], np.random.default_rng(1).normal(size=(5, 4))),
]

EXERCISES = {
    "mse": Exercise(
        "Write mse(y, out): the mean of the squared differences, over all entries.",
        mse,
        {"You added the squares up. Divide by how many there are.": lambda y, out: np.sum((y - out) ** 2)},
        cases=CASES,
        praise="Any array works: the mean runs over all N·K entries.",
        reason="Each residual is squared, so that its sign is gone, and the mean does not grow with their number.",
        loop=False,
    ),
    "mse_grad": Exercise(
        "Write mse_grad(y, out): the derivative of the MSE with respect to each entry of out.",
        mse_grad,
        {"That is the loss, not its derivative.": mse},
        cases=CASES,
        praise="The residual, times −2, shared among all entries.",
        reason="Each entry of out is in one square alone. The square brings down a 2, the minus in front of out "
        "turns the sign, and the mean divides by the number of all entries.",
        loop=False,
    ),
}

RIGHT = {
    "mse": [
        "return ((y - out) ** 2).mean()",
        "r = np.ravel(out - y)\nreturn r @ r / r.size",
        "r = (y - out).ravel()\nreturn np.einsum('i,i->', r, r) / y.size",
        "return float(np.average(np.square(np.subtract(out, y))))",
        "return np.float32(np.mean((np.float32(y) - np.float32(out)) ** 2))",
        "total = 0.0\nfor a, b in zip(y.flat, out.flat):\n    total += (a - b) ** 2\nreturn total / y.size",
        "return np.linalg.norm(y - out) ** 2 / np.size(y)",
        "return np.asarray(np.mean(np.abs(y - out) ** 2))",
        "return lv.mse(y=y, out=out)",
        "def mse(truth, guess, axis=None):\n    return np.mean((truth - guess) ** 2, axis)",
    ],
    "mse_grad": [
        "return 2 * (out - y) / np.size(out)",
        "return -2 / y.size * (y - out)",
        "return np.float32(2 / y.size) * (np.float32(out) - np.float32(y))",
        "g = 0 * out\nfor at in np.ndindex(out.shape):\n    g[at] = 2 * (out[at] - y[at]) / out.size\nreturn g",
        "r = y.copy()\nr -= out\nreturn -2 * r / np.prod(r.shape)",
        "h = 1e-6\ng = np.empty_like(out)\nfor i in range(out.size):\n    e = np.zeros(out.size)\n    e[i] = h\n"
        "    e = e.reshape(out.shape)\n    g.flat[i] = np.mean((y - out - e) ** 2) - np.mean((y - out + e) ** 2)\n"
        "return g / (2 * h)",
    ],
}

WRONG = {
    "mse": [
        ("return np.sum((y - out) ** 2)", "added the squares up"),
        ("return np.mean(y - out)", "the answer is 2; yours is -1"),
        ("return np.mean(out - y)", "the answer is 2; yours is 1"),
        ("return np.mean(np.abs(y - out))", "the answer is 2; yours is 1"),
        ("return np.sqrt(np.mean((y - out) ** 2))", "is the square root of the right answer"),
        ("return np.linalg.norm(y - out)", "the answer is 2.125; yours is 2.062"),
        ("return np.mean((y - out) ** 2) / 2", "what is asked divided by 2"),
        ("return np.sum((y - out) ** 2) / len(y)", "times K, the length of a row"),
        ("return -np.mean((y - out) ** 2)", "The sign is wrong"),
        ("return np.mean((y - out) ** 2, axis=0)", "right so far: take their mean"),
        ("return np.mean((y - out) ** 2, axis=1)", "does not have the axis"),
        ("return np.mean((y - out) ** 2, axis=-1)", "right so far: take their mean"),
        ("return (y - out) ** 2", "right so far: take their mean"),
        ("return np.mean(y - out) ** 2", "the answer is 2; yours is 1"),
        ("N, K = 5, 4\ndef mse(y, out):\n    return np.sum((y - out) ** 2) / (N * K)", "K and N from the notebook"),
        ("r = np.array([1.0, 2.0])\ndef mse(y, out):\n    return np.mean(r ** 2)", "uses r from the notebook"),
        ("return np.sum((y - out) ** 2) / (N * K)", "N is neither an argument of your function (y, out)"),
        ("print(np.mean((y - out) ** 2))", "prints its answer"),
        ("np.mean((y - out) ** 2)", "return missing"),
        ("loss = np.mean((y - out) ** 2)", "return missing"),
        ("return ((y - out) ** 2).mean", "brackets ( ) missing"),
        ("return sum((y - out) ** 2) / y.size", "Python's sum adds the rows"),
        ("return [(a - b) ** 2 for a, b in zip(y, out)]", "one number is wanted"),
        ("return np.mean((y - out) ^ 2)", "write **"),
        ("return 2(y - out)", "write 2 * (…), not 2(…)"),
        ("return np.mean((y - out) * 2)", "the answer is 2; yours is -2"),
        ("return np.mean(y ** 2 - out ** 2)", "the answer is 2; yours is -6"),
        ("return np.mean(y ** 2) - np.mean(out) ** 2", "the answer is 2; yours is -3.75"),
        ("return np.mean((y + out) ** 2)", "the answer is 2; yours is 20"),
        ("return np.var(y - out)", "the answer is 2; yours is 1"),
        ("return np.mean((y - out) ** 2).round()", "rounded to whole numbers"),
        ("y -= out\nreturn np.mean(y ** 2)", "changes y itself"),
        ("return np.mean((y - y) ** 2)", "does not use out"),
        ("return str(np.mean((y - out) ** 2))", "returns the text '2.0'"),
        ("return np.mean((y - out) ** 2), y.size", "returns a tuple; one number is wanted"),
        ("import math\nreturn math.sqrt((y - out) ** 2)", "take one number"),
        ("return np.mean(max(y, out))", "np.maximum"),
        ("while True:\n    y = y + 1", "never ends"),
        (
            "total = 0\nfor i in range(len(y)):\n    total += (y[i] - out[i]) ** 2\n    return total / len(y)",
            "the answer is 2; yours is 0",
        ),
        ("return (y - out) @ (y - out) / y.size", "@ multiplies matrices"),
        ("def mse(y):\n    return np.mean(y ** 2)", "called with 2 arguments"),
        ("return np.mean((y - out[0]) ** 2)", "the answer is 2; yours is 0.5"),
        ("return mse(y, out)", "calls itself"),
        ("return np.mean((y - out) ** 3)", "the answer is 2; yours is -4"),
        ("return 2.0", "does not use y"),
    ],
    "mse_grad": [
        ("return 2 * (y - out) / y.size", "The sign is wrong"),
        ("return (out - y) / y.size", "what is asked divided by 2"),
        ("return (y - out) / y.size", "divided by 2, and its sign is wrong"),
        ("return -2 * (y - out)", "times the number of entries"),
        ("return 2 * (y - out)", "times the number of entries, and its sign is wrong"),
        ("return -2 * (y - out) / len(y)", "times K, the length of a row"),
        ("return np.mean(-2 * (y - out))", "You added up, and should not"),
        ("return np.mean(-2 * (y - out), axis=0)", "you return one number"),
        ("return np.sum(-2 * (y - out) / y.size, axis=0)", "added up over the items, and should not"),
        ("return np.mean((y - out) ** 2)", "That is the loss"),
        ("return (y - out) ** 2 / y.size", "right for y = [1, 2], out = [1, 4], but not always"),
        ("return -2 * np.sum(y - out) / y.size", "You added up, and should not"),
        ("N, K = 2, 4\ndef mse_grad(y, out):\n    return -2 * (y - out) / (N * K)", "K and N from the notebook"),
        ("r = np.ones(2)\ndef mse_grad(y, out):\n    return -2 * r / r.size", "uses r from the notebook"),
        ("return -2 * (y - out) / N", "N is neither"),
        ("print(-2 * (y - out) / y.size)", "prints its answer"),
        ("g = -2 * (y - out) / y.size", "return missing"),
        ("return [-2 * (a - b) / y.size for a, b in zip(y, out)]", "returns a list"),
        ("return list(-2 * (y - out) / y.size)", "returns a list"),
        ("return -2 * (y - out) // y.size", "rounded down"),
        ("return (-2 * (y - out) / y.size).astype(int)", "is there an int"),
        ("return -2 * (y - out).T / y.size", "rows and columns swapped"),
        ("return (-2 * (y - out) / y.size).ravel()", "The numbers are right"),
        ("return np.abs(2 * (y - out) / y.size)", "without its sign"),
        ("y -= out\nreturn -2 * y / y.size", "changes y itself"),
        ("return -2 * (y - out) / y.size + 1", "1 too large"),
        ("return -2 * (1 - out) / out.size", "does not use y"),
        ("return -4 * (y - out) / y.size", "2 times what is asked"),
        ("return 2 * out / y.size", "the answer is [0, 2]; yours is [1, 4]"),
        ("return -2 * y * (y - out) / y.size", "the answer is [0, 2]; yours is [0, 4]"),
        ("return -2 * (y - out) / (y - y)", "division by 0"),
        ("return np.gradient((y - out) ** 2)", "the answer is [0, 2]; yours is [4, 4]"),
        ("h = 0.01\nreturn (np.mean((y - out - h) ** 2) - np.mean((y - out) ** 2)) / h", "you return one number"),
        ("return -2 * (y - out) / y.size()", "and y.size without brackets"),
        ("return -2 * (y - out) / size", "size is neither"),
        ("return -2 * y - out / y.size", "the answer is [0, 2]; yours is [-2.5, -6]"),
    ],
}
