"""Answers to the exercises of lesson 1."""

RIGHT = {
    "line_grad": [
        "r = y - (x * w + b)\nreturn -2 * np.mean(r * x), -2 * np.mean(r)",
        ("out = w * x + b\nn = len(y)\nreturn 2 / n * np.sum((out - y) * x), 2 / n * np.sum(out - y)"),
        (
            "dw = 0.0\n"
            "db = 0.0\n"
            "for xi, yi in zip(x, y):\n"
            "    r = yi - (xi * w + b)\n"
            "    dw += -2 * r * xi\n"
            "    db += -2 * r\n"
            "return dw / len(x), db / len(x)"
        ),
        "r = y - x * w - b\nreturn np.array([-2 * np.mean(r * x), -2 * np.mean(r)])",
        "r = y - x * w - b\nreturn [-2 * (r @ x) / x.size, -2 * r.mean()]",
        ("X = np.stack([x, np.ones_like(x)], axis=1)\nreturn -2 * X.T @ (y - X @ np.array([w, b])) / len(y)"),
        (
            "f = lambda w, b: np.mean((y - x * w - b) ** 2)\n"
            "h = 1e-5\n"
            "return (f(w + h, b) - f(w - h, b)) / (2 * h), (f(w, b + h) - f(w, b - h)) / (2 * h)"
        ),
        (
            "return (-2 * np.mean(x * y) + 2 * w * np.mean(x ** 2) + 2 * b * np.mean(x), -2 "
            "* np.mean(y) + 2 * w * np.mean(x) + 2 * b)"
        ),
        (
            "r = y - (x * w + b)\n"
            "slope_w, slope_b = -2 * np.mean(r * x), -2 * np.mean(r)\n"
            "return float(slope_w), float(slope_b)"
        ),
        "return -2 * np.average((y - x * w - b) * x), -2 * np.average(y - x * w - b)",
    ],
    "largest_rate": [
        "return 1 / np.mean(x ** 2)",
        "return len(x) / np.sum(x ** 2)",
        "return len(x) / (x @ x)",
        "total = 0.0\nfor xi in x:\n    total += xi * xi\nreturn len(x) / total",
        "bend = 2 * np.mean(np.square(x))\nreturn 2.0 / bend",
        (
            "low, high = 0.0, 1000.0\n"
            "for _ in range(200):\n"
            "    rate = (low + high) / 2\n"
            "    if 1 - rate * 2 * np.mean(x ** 2) > -1:\n"
            "        low = rate\n"
            "    else:\n"
            "        high = rate\n"
            "return low"
        ),
        "return 1 / (np.var(x) + np.mean(x) ** 2)",
        "w = 1.0\nslope = 2 * np.mean(w * x * x)\nreturn 2 * w / slope",
        "return np.mean(x * x) ** -1",
        (
            "h = 1e-3\n"
            "price = lambda w: np.mean((x * w) ** 2)\n"
            "bend = (price(h) - 2 * price(0) + price(-h)) / h ** 2\n"
            "return 2 / bend"
        ),
    ],
}

WRONG = {
    "line_grad": [
        ("r = y - (x * w + b)\nreturn 2 * np.mean(r * x), 2 * np.mean(r)", "Both have the wrong sign"),
        (
            "r = y - (x * w + b)\nreturn 2 * np.mean(r * x), -2 * np.mean(r)",
            "Only the gradient in w has the wrong sign",
        ),
        (
            "r = y - (x * w + b)\nreturn -2 * np.mean(r * x), 2 * np.mean(r)",
            "Only the gradient in b has the wrong sign",
        ),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r), -2 * np.mean(r)", "The x is forgotten in the first"),
        ("r = y - (x * w + b)\nreturn -2 * np.sum(r * x), -2 * np.sum(r)", "That is the gradient of the sum"),
        ("r = y - (x * w + b)\nreturn -2 * np.sum(r * x), -2 * np.mean(r)", "The first belongs to the sum"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x), -2 * np.sum(r)", "The second belongs to the sum"),
        ("r = y - (x * w + b)\nreturn -np.mean(r * x), -np.mean(r)", "A factor of 2 is lost in both"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x), -np.mean(r)", "A factor of 2 is lost in the second"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r), -2 * np.mean(r * x)", "The two are swapped"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x)", "you return 1"),
        ("r = y - (x * w + b)\nslope_w, slope_b = -2 * np.mean(r * x), -2 * np.mean(r)", "return missing"),
        ("r = y - (x * w + b)\nprint(-2 * np.mean(r * x), -2 * np.mean(r))", "prints its answer"),
        ("r = y - (x * w + b)\nreturn -2 * r * x, -2 * r", "take their mean"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r ** 2 * x), -2 * np.mean(r ** 2)", "The residual is still squared"),
        (
            "r = y - (x * w + b)\nreturn -2 * np.mean(r) * np.mean(x), -2 * np.mean(r)",
            "You took the means of r and of x apart",
        ),
        ("r = y - x * w\nreturn -2 * np.mean(r * x), -2 * np.mean(r)", "b is missing from out"),
        ("r = y - b\nreturn -2 * np.mean(r * x), -2 * np.mean(r)", "does not use w"),
        ("r = y - x * w + b\nreturn -2 * np.mean(r * x), -2 * np.mean(r)", "You subtract x w and add b"),
        ("return -2 * np.mean(r * x), -2 * np.mean(r)", "r is neither an argument"),
        ("r = y - (x * 0.0 + 0.0)\nreturn -2 * np.mean(r * x), -2 * np.mean(r)", "does not use w"),
        ("r = y - (x * w + b)\nreturn np.mean(r ** 2)", "That is the MSE"),
        ("r = y - (x * w + b)\nreturn np.mean(r ** 2), np.mean(r ** 2)", "That is the MSE"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * w), -2 * np.mean(r * b)", "You multiply by w and by b"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * y), -2 * np.mean(r)", "You multiply by y"),
        ("return 9 * (w - 0.5), 2 * (b - 0.4)", "That holds for the five days of the lesson only"),
        ("r = y - (x * w + b)\nreturn -2 / 5 * np.sum(r * x), -2 / 5 * np.sum(r)", "You divide by 5"),
        (
            "r = y - (x * w + b)\nreturn -2 * np.mean(abs(r) * x), -2 * np.mean(abs(r))",
            "The residuals have lost their signs",
        ),
        (
            "r = y - (x * w + b)\nreturn -np.mean(np.sign(r) * x), -np.mean(np.sign(r))",
            "That is the gradient of the absolute values",
        ),
        (
            "r = y - (x * w + b)\nreturn w - 0.1 * -2 * np.mean(r * x), b - 0.1 * -2 * np.mean(r)",
            "That is w and b after a step at η = 0.1",
        ),
        ("r = y - (x * w + b)\nreturn 0.1 * -2 * np.mean(r * x), 0.1 * -2 * np.mean(r)", "That is a step at η = 0.1"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x ** 2), -2 * np.mean(r * x)", "Each has an x too many"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r / x), -2 * np.mean(r)", "The residual is divided by x"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r @ x), -2 * np.mean(r)", "The first belongs to the sum"),
        ("r = y - (x * w + b)\nx *= r\nreturn -2 * np.mean(x), -2 * np.mean(r)", "changes x itself"),
        ("y -= x * w + b\nreturn -2 * np.mean(y * x), -2 * np.mean(y)", "changes y itself"),
        (
            ("r = y - (x * w + b)\nreturn -2 / (len(x) - 1) * np.sum(r * x), -2 / (len(x) - 1) * np.sum(r)"),
            "You divide by N − 1",
        ),
        ("r = y - (x * w + b)\nreturn {'w': -2 * np.mean(r * x), 'b': -2 * np.mean(r)}", "a dict"),
        ("r = y - (x * w + b)\nreturn [[-2 * np.mean(r * x)], [-2 * np.mean(r)]]", "returns a list"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x), -2 * np.mean(r), np.mean(r ** 2)", "you return 3"),
        (
            (
                "r = y - (x * w + b)\n"
                "for i in range(len(x)):\n"
                "    gw = -2 * r[i] * x[i]\n"
                "    gb = -2 * r[i]\n"
                "return gw / len(x), gb / len(x)"
            ),
            "Only the last day is counted",
        ),
        (
            (
                "gw = gb = 0\n"
                "for i in range(len(x)):\n"
                "    r = y[i] - (x[i] * w + b)\n"
                "    gw += -2 * r * x[i]\n"
                "    gb += -2 * r\n"
                "    return gw / len(x), gb / len(x)"
            ),
            "Only the first day is counted",
        ),
        (
            (
                "gw = gb = 0\n"
                "for i in range(1, len(x)):\n"
                "    r = y[i] - (x[i] * w + b)\n"
                "    gw += -2 * r * x[i]\n"
                "    gb += -2 * r\n"
                "return gw / len(x), gb / len(x)"
            ),
            "The first day is left out",
        ),
        ("r = y - (x * w + b)\nreturn round(-2 * np.mean(r * x), 2), round(-2 * np.mean(r), 2)", "a rounding"),
        ("r = x * w + b\nreturn -2 * np.mean(r * x), -2 * np.mean(r)", "That is out"),
        ("r = y - (y * w + b)\nreturn -2 * np.mean(r * x), -2 * np.mean(r)", "out has y where x belongs"),
        ("r = x - (y * w + b)\nreturn -2 * np.mean(r * x), -2 * np.mean(r)", "x and y are exchanged"),
        (
            ("r = y - (x * w + b)\nn = np.sqrt(np.mean(r ** 2))\nreturn -np.mean(r * x) / n, -np.mean(r) / n"),
            "That is the gradient of the root of the MSE",
        ),
        ("r = y - (x * w + b)\nreturn -4 * np.mean(r * x), -4 * np.mean(r)", "2 times what is asked"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x), -2", "one answer, whatever"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x), 0.0", "one answer, whatever"),
        ("r = y - (x * b + w)\nreturn -2 * np.mean(r * x), -2 * np.mean(r)", "w and b are swapped in out"),
        ("r = y - (x * w + b)\nreturn (-2 * r * x).mean, (-2 * r).mean", "brackets ( ) missing"),
        ("r = y - (x * w + b)\nreturn str(-2 * np.mean(r * x)), str(-2 * np.mean(r))", "without quotes"),
        ("return w, b", "does not use x"),
        (
            "r = np.maximum(y - (x * w + b), 0)\nreturn -2 * np.mean(r * x), -2 * np.mean(r)",
            "Negative residuals are cut to 0",
        ),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * abs(x)), -2 * np.mean(r)", "The x have lost their signs"),
        (
            "r = y - (x * w + b)\nreturn round(-2 * np.mean(r * x), 1), round(-2 * np.mean(r), 1)",
            "Yours is rounded to one digit",
        ),
        ("r = y - (x * w + b)\nreturn int(-2 * np.mean(r * x)), int(-2 * np.mean(r))", "is there an int"),
        (
            "x = x[:, None]\nr = y - (x * w + b)\nreturn -2 * np.mean(r * x), -2 * np.mean(r)",
            "x is a column and y a row",
        ),
        ("r = y - (x * w + b)\nreturn -2 * np.median(r * x), -2 * np.median(r)", "You took medians"),
        (
            "r = y - (x * w + b)\nreturn -2 * np.mean(r * x) / len(x), -2 * np.mean(r) / len(x)",
            "You divided by N twice",
        ),
        (
            "r = y - (x * w + b)\nreturn np.gradient(r ** 2)[0], np.gradient(r ** 2)[1]",
            "np.gradient takes differences between neighbouring days",
        ),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x), -2 * np.mean(r * x)", "The second has an x too many"),
        ("r = y - (x * w + b)\nreturn -2 * np.mean(r * x**2), -2 * np.mean(r)", "One x is too many"),
        ("out = x * w + b\nreturn 2 * np.mean(out * x), 2 * np.mean(out)", "y is missing"),
    ],
    "largest_rate": [
        ("return 1 / (2 * np.mean(x ** 2))", "At that rate a step lands right on the bottom"),
        ("bend = 2 * np.mean(x ** 2)\nreturn 1 / bend", "At that rate a step lands right on the bottom"),
        ("return 2 / np.mean(x ** 2)", "A factor of 2 is lost"),
        ("return 2 * np.mean(x ** 2)", "That is the bend"),
        ("return np.mean(x ** 2)", "That is the mean of x²"),
        ("return 1 / np.sum(x ** 2)", "That is the rate for the sum"),
        ("bend = 2 * np.sum(x ** 2)\nreturn 2 / bend", "That is the rate for the sum"),
        ("return 1 / (x @ x)", "That is the rate for the sum"),
        ("return 2 / (x @ x)", "That is the rate for the sum"),
        ("return 1 / (2 * np.sum(x ** 2))", "At that rate a step on the sum lands on the bottom"),
        ("return 1 / np.mean(x) ** 2", "You squared the mean of x"),
        ("return 1 / np.mean(x)", "The x are not squared"),
        ("return 1 / np.mean(abs(x))", "Those are the sizes of the x"),
        ("return 1 / np.var(x)", "The spread around the mean of x is too small"),
        ("return 2 / (2 * np.var(x))", "The spread around the mean of x is too small"),
        ("x = x - np.mean(x)\nreturn 1 / np.mean(x ** 2)", "The spread around the mean of x is too small"),
        ("return 1 / np.std(x)", "the answer is 0.2; yours is 1"),
        ("return 2 / 9", "That is 2/9"),
        ("return 0.222", "does not use x"),
        ("return 0.2", "does not use x"),
        ("return 5 / np.sum(x ** 2)", "You wrote 5 for the number of days"),
        ("return 2 / (2 / 5 * np.sum(x ** 2))", "You wrote 5 for the number of days"),
        ("return (len(x) - 1) / np.sum(x ** 2)", "You divide by N − 1"),
        ("return 1 / np.median(x ** 2)", "You took the median of x²"),
        ("return 1 / np.max(x ** 2)", "That is the rate for the day with the largest x alone"),
        ("return 1 / np.max(x) ** 2", "That is the rate for the day with the largest x alone"),
        ("return 1 / np.sqrt(np.mean(x ** 2))", "There is no root in it"),
        ("return 1 / np.linalg.norm(x)", "the answer is 0.2; yours is 0.3162"),
        ("return np.sqrt(1 / (2 * np.mean(x ** 2)))", "That is the inverse of the root of 2 mean(x²)"),
        ("return min(1, 1 / np.mean(x ** 2))", "It stops at 1"),
        ("return np.clip(1 / np.mean(x ** 2), 0, 1)", "It stops at 1"),
        ("return np.mean(1 / x ** 2)", "You took the mean of 1/x²"),
        ("return 1 / x ** 2", "a row of 2 numbers"),
        ("return 2 / (2 * x ** 2)", "a row of 2 numbers"),
        ("return -1 / np.mean(x ** 2)", "sign is wrong"),
        ("return 1 / np.mean(x ^ 2)", "no power in Python"),
        ("return 1 / np.mean(x * 2)", "x * 2 doubles x"),
        ("return 1 - 2 * np.mean(x ** 2)", "yours is -9"),
        ("return round(1 / np.mean(x ** 2), 2)", "yours is 0.22"),
        ("return 1 // np.mean(x ** 2)", "is there a //"),
        ("x *= x\nreturn 1 / np.mean(x)", "changes x itself"),
        ("print(1 / np.mean(x ** 2))", "prints its answer"),
        ("rate = 1 / np.mean(x ** 2)", "return missing"),
        ("return 1 / mean(x ** 2)", "mean is neither an argument"),
        ("return 1 / np.mean(x ** 2), 2 * np.mean(x ** 2)", "returns a tuple"),
        ("return [1 / np.mean(x ** 2)]", "returns a list"),
        ("return 1 / np.mean", "raised TypeError"),
        ("return f'{1 / np.mean(x ** 2)}'", "without quotes"),
        ("x = np.array([-3.0, -1.5, 0.0, 1.5, 3.0])\nreturn 1 / np.mean(x ** 2)", "That is 2/9"),
        ("for xi in x:\n    return 1 / xi ** 2", "Only the first day is counted"),
        ("rate = 0.0\nwhile 1 - rate * 2 * np.mean(x ** 2) > -1:\n    rate += 0.1\nreturn rate", "yours is 2.6"),
        ("return 4 / np.mean(x ** 2)", "4 times what is asked"),
        ("return 9", "does not use x"),
        ("return len(x) / sum(x)", "The x are not squared"),
        ("return np.mean(x ** 2) / 2", "yours is 2.5"),
        ("return 2 / (2 * np.mean(x) ** 2)", "You squared the mean of x"),
    ],
}
