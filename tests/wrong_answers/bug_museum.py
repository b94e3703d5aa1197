"""Answers to the exercises of lesson 9."""

RIGHT = {
    "lowest": [
        "return np.var(y)",
        "return np.mean((y - np.mean(y)) ** 2)",
        "y = np.asarray(y, dtype=float)\nreturn (y ** 2).mean() - y.mean() ** 2",
        "best = np.full((len(y), 1), np.mean(y))\nreturn np.mean((best - y) ** 2)",
        "return np.std(y) ** 2",
        "m = sum(y) / len(y)\ntotal = 0\nfor v in y:\n    total += (v - m) ** 2\nreturn total / len(y)",
        "d = np.subtract.outer(y, y)\nreturn (d ** 2).mean() / 2",
        "r = y - y.mean()\nreturn r @ r / y.size",
    ],
    "smoke": [
        """labels = np.arange(items) % classes
z = np.zeros((items, classes))
good = 20 * np.eye(classes)[labels]
half = items // 2
whole, best, part = loss(z, labels), loss(good, labels), loss(z[:half], labels[:half])
return bool(abs(whole - np.log(classes)) < 0.01 and abs(best) < 0.01 and abs(part - whole) < 0.01)""",
        """labels = np.random.default_rng(0).integers(0, classes, items)
nothing = loss(np.zeros((items, classes)), labels)
half = loss(np.zeros((items // 2, classes)), labels[items // 2:])
everything = np.zeros((items, classes))
everything[np.arange(items), labels] = 20
everything = loss(everything, labels)
return np.allclose([nothing, half], np.log(classes), rtol=0, atol=0.01) and np.isclose(everything, 0, atol=0.01)""",
        """y = np.array([i % classes for i in range(items)])
z = np.zeros((items, classes))
tests = [(z, y, np.log(classes)), (z[::2], y[::2], np.log(classes)), (np.eye(classes)[y] * 20.0, y, 0.0)]
return all(abs(loss(z, y) - want) <= 0.01 for z, y, want in tests)""",
        """import math
labels = np.resize(np.arange(classes), items)
for n in (items, items // 2):
    if not abs(loss(np.zeros((n, classes)), labels[:n]) - math.log(classes)) < 0.01:
        return False
z = np.where(np.arange(classes) == labels[:, None], 20.0, 0.0)
return bool(abs(loss(z, labels)) < 0.01)""",
        """labels = np.tile(np.arange(classes), items // classes + 1)[:items]
z0 = np.zeros((items, classes)); z1 = z0.copy()
for i in range(items):
    z1[i, labels[i]] = 20
a, b, c = loss(z0, labels), loss(z1, labels), loss(z0[1::2], labels[1::2])
ok = (np.log(classes) - 0.01 < a < np.log(classes) + 0.01) & (-0.01 < b < 0.01) & (abs(c - a) < 0.01)
return bool(ok)""",
        """labels = np.sort(np.arange(items) % classes)
z = np.zeros((items, classes))
charges = np.array([loss(z, labels), loss(20 * np.eye(classes)[labels], labels), loss(z[::2], labels[::2])])
return np.allclose(charges, [np.log(classes), 0, np.log(classes)], rtol=0, atol=0.01)""",
        """labels = np.zeros(items, dtype=int)
labels[1::2] = classes - 1
z = np.zeros((items, classes))
a, b, c = loss(z, labels), loss(20 * np.eye(classes)[labels], labels), loss(z[: items // 2], labels[: items // 2])
return bool(max(abs(a - np.log(classes)), abs(b), abs(c - np.log(classes))) < 0.01)""",
        """labels = np.arange(items) % classes
wanted = -np.log(1 / classes)
for rows in (slice(None), slice(0, items // 2)):
    if abs(loss(np.zeros((items, classes))[rows], labels[rows]) - wanted) > 0.01:
        return False
    if abs(loss(20 * np.eye(classes)[labels][rows], labels[rows])) > 0.01:
        return False
return True""",
    ],
}


ALL = "bool(abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"


def asked(
    labels="np.arange(items) % classes",
    blank="np.zeros((items, classes))",
    sure="20 * np.eye(classes)[labels]",
    half="[::2]",
    told=ALL,
):
    """Return a `smoke` that asks otherwise."""
    third = f"c = loss(({blank}){half}, labels{half})"
    return f"labels = {labels}\na = loss({blank}, labels)\nb = loss({sure}, labels)\n{third}\nreturn {told}"


WRONG = {
    "lowest": [
        ("return 0", "It is 0 if each prediction has to please its own label only,"),
        ("return np.std(y)", "That is the standard deviation"),
        ("return np.var(y, ddof=1)", "You divided by N − 1"),
        ("return np.sum((y - y.mean()) ** 2)", "You added the squares up"),
        ("return 2 * np.var(y)", "That is the table in which each prediction is its own label"),
        ("return np.mean((y[:, None] - y) ** 2)", "That is the table in which each prediction is its own label"),
        ("return np.mean(y ** 2)", "That is where all predictions are 0"),
        ("return np.mean(y) ** 2", "That is the square of the mean"),
        ("return np.mean(y)", "That is the best forecast itself"),
        ("return np.mean(np.abs(y - y.mean()))", "Those are absolute distances"),
        ("return np.mean((y - np.median(y)) ** 2)", "That is what the median costs, and squares aim at the mean"),
        ("return np.mean((y - y.mean()))", "It is 0 if each prediction has to please its own label only,"),
        ("return np.mean((y - y.mean()) ** 2) / len(y)", "You divided by N twice"),
        ("return np.sum((y - y.mean()) ** 2) / len(y) ** 2", "You divided by N twice"),
        ("return np.min((y[:, None] - y) ** 2)", "It is 0 if each prediction has to please its own label only,"),
        ("return np.min(np.mean((y[:, None] - y) ** 2, axis=0))", "The best forecast need not be one of the labels"),
        ("return (y - y.mean()) ** 2", "One number is wanted; you return a row of 3 numbers"),
        ("return np.var(y, axis=0, keepdims=True)", "One number is wanted; you return a row of 1 number"),
        ("print(np.var(y))", "Your function prints its answer and returns nothing"),
        ("v = np.var(y)", "Your function returns nothing: it computes, and then forgets"),
        ("return [None, np.var(y)][0]", "yours is None, as where a function comes to its end without a return"),
        ("return np.mean(y ** 2) + np.mean(y) ** 2", "From the mean of the squares the square of the mean is subtr"),
        ("return np.mean(y) ** 2 - np.mean(y ** 2)", "The sign is wrong, and all else is right"),
        ("return np.mean(y ** 2 - np.mean(y))", "the answer is 4.667; yours is 10.67"),
        ("y -= y.mean()\nreturn np.mean(y ** 2)", "The answers are right"),
        ("return var(y)", "var is neither an argument of your function (y) nor made in "),
        ("return y.min()", "the answer is 4.667; yours is 1"),
        ("return np.min((y - y.mean()) ** 2)", "the answer is 4.667; yours is 1"),
        ("return np.sqrt(np.mean((y - y.mean()) ** 2))", "That is the standard deviation"),
        ("return np.var(y) * len(y)", "You added the squares up"),
        (
            "return np.mean((y.reshape(-1, 1) - y.mean()) ** 2) * 2",
            "That is the table in which each prediction is its own label",
        ),
        ("return ((y.max() - y.min()) / 2) ** 2", "the answer is 4.667; yours is 6.25"),
        ("return np.mean((y - (y.max() + y.min()) / 2) ** 2)", "The middle of the range is not the mean"),
        ("return np.var(y[:, None] - y)", "That is the table in which each prediction is its own label"),
        ("pred = np.zeros((len(y), 1))\nreturn np.mean((pred - y) ** 2)", "That is where all predictions are 0"),
        (
            "pred = y.reshape(-1, 1)\nreturn np.mean((pred - y.reshape(-1, 1)) ** 2)",
            "It is 0 if each prediction has to please its own label only,",
        ),
        ("return np.mean((y[0] - y) ** 2)", "That is what the first label costs as the forecast for all"),
        ("return np.var(y) / 2", "Yours is what is asked divided by 2"),
        ("return np.mean((y - 1 / len(y)) ** 2)", "the answer is 4.667; yours is 11.78"),
        ("return np.cov(y)", "You divided by N − 1"),
        ("return len(y)", "the answer is 4.667; yours is 3"),
        ("return np.var(y).astype(int)", "Yours is the right answer rounded down to whole numbers (is "),
        (
            "best = min(range(-10, 11), key=lambda c: np.mean((c - y) ** 2))\nreturn np.mean((best - y) ** 2)",
            "That is close",
        ),
    ],
    "smoke": [
        (asked(told="bool(abs(a - np.log(classes)) < 0.01)"), "You let softmax_twice and divided_by_6 through"),
        (asked(told="bool(abs(b) < 0.01)"), "One who knows everything pays nothing to a sum either"),
        (asked(told="bool(abs(a - np.log(classes)) < 0.01 or abs(b) < 0.01)"), "so look at how you compare"),
        (
            asked(told="bool(a - np.log(classes) < 0.01 and b < 0.01 and abs(c - a) < 0.01)"),
            "so look at how you compare",
        ),
        (
            asked(told="bool(abs(a - np.log(classes)) < 0.01 and b < 0.01 and abs(c - a) < 0.01)"),
            "so look at how you compare",
        ),
        (
            asked(told="bool(abs(a) - np.log(classes) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"),
            "The size alone does not do, since a lost minus passes",
        ),
        (
            asked(told="bool(abs(abs(a) - np.log(classes)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"),
            "The size alone does not do, since a lost minus passes",
        ),
        (
            asked(told="bool(abs(a - np.log(items)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"),
            "so look at how you compare",
        ),
        (
            asked(told="bool(abs(a - np.log2(classes)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"),
            "so look at how you compare",
        ),
        (
            asked(told="bool(abs(a - 1 / classes) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"),
            "so look at how you compare",
        ),
        (
            asked(told="bool(abs(a + np.log(classes)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"),
            "so look at how you compare",
        ),
        (asked(told="bool(a == np.log(classes) and b == 0 and c == a)"), "so look at how you compare"),
        (asked(told="np.isclose(a, np.log(classes)) and np.isclose(b, 0)"), "so look at how you compare"),
        (asked(told="bool(abs(a - np.log(classes)) < 0.1 and abs(b) < 0.1)"), "so look at how you compare"),
        (asked(told="bool(abs(a - np.log(classes)) < 1 and abs(b) < 1)"), "so look at how you compare"),
        (
            asked(told="np.isclose(a, np.log(classes), rtol=0.01) and np.isclose(b, 0, rtol=0.01)"),
            "so look at how you compare",
        ),
        (asked(told="bool(abs(a - np.log(classes)) > 0.01 and abs(b) > 0.01)"), "so look at how you compare"),
        (
            asked(told="not (abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"),
            "True and False are swapped",
        ),
        (
            asked(told="bool(abs(a - np.log(3)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)"),
            "so look at how you compare",
        ),
        (
            asked(blank="np.zeros((30, 3))", sure="20 * np.eye(3)[labels]", labels="np.arange(30) % 3"),
            "your scores have the shape (30, 3)",
        ),
        (
            asked(labels="np.repeat([0, 1, 2], 10)", blank="np.zeros((30, 3))", sure="20 * np.eye(3)[labels]").replace(
                "np.log(classes)", "np.log(3)"
            ),
            "your scores have the shape (30, 3)",
        ),
        (
            asked(labels="np.arange(6) % 3", blank="np.zeros((6, 3))", sure="20 * np.eye(3)[labels]"),
            "your scores have the shape (6, 3)",
        ),
        (
            asked(told="bool(abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01)"),
            "You let divided_by_6 through. It fits",
        ),
        (asked(told="bool(abs(a - np.log(classes)) < 0.01 and abs(c - a) < 0.01)"), "You let softmax_twice through"),
        (asked(told="bool(abs(c - np.log(classes)) < 0.01 and abs(b) < 0.01)"), "and the whole not. Ask for both"),
        (
            asked(told="bool(abs(c - a / 2) < 0.01 and abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01)"),
            "look at how",
        ),
        (
            asked(blank="np.zeros((classes, items))"),
            "one row an item and one column a class; your scores have the shape (3, 6)",
        ),
        (asked(blank="np.zeros(items)"), "a loss wants scores, one row an item"),
        (asked(blank="np.ones((items, items))"), "your scores have the shape (6, 6)"),
        (
            asked(blank="np.full((items, classes), 1 / classes)", sure="np.eye(classes)[labels]"),
            "charged 1.099, 0.5514",
        ),
        (asked(sure="np.eye(classes)[labels]"), "charged 1.099, 0.5514"),
        (asked(sure="20 * np.ones((items, classes))"), "charged 1.099, 1.099"),
        (asked(sure="np.where(np.eye(classes)[labels] == 1, 0, 20)"), "charged 1.099, 20.69"),
        (
            asked(labels="np.zeros(items, dtype=int)", sure="20 * np.eye(classes)[np.arange(items) % classes]"),
            "charged 1.099, 13.33",
        ),
        (asked().replace("a = loss", "a = twice"), "twice is neither an argument"),
        (
            asked(labels="np.zeros(items, dtype=int)"),
            "For loss = first_column, classes = 3, items = 6 the answer is False; yours is True",
        ),
        (asked(labels="np.zeros(items)"), "a loss wants scores, one row an item"),
        (
            asked(labels="np.eye(classes)[np.arange(items) % classes]", sure="20 * labels"),
            "a loss wants scores, one row an item",
        ),
        (asked(labels="np.arange(items)"), "a loss wants scores, one row an item"),
        (asked(labels="np.arange(items) % classes + 1"), "a loss wants scores, one row an item"),
        (asked().replace("return ", "print(").rstrip() + ")", "Your function prints its answer and returns nothing"),
        (asked().replace("return ", "answer = "), "Your function returns nothing: it computes, and then forgets"),
        (asked(told="(a, b)"), "True or False is wanted; you return [1.09861, 4.12231e-09]"),
        (
            asked(told='"True" if abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01 else "False"'),
            "True or False is wanted; you return 'True'",
        ),
        ("return True", "You let every loss through"),
        ("return False", "charged nothing"),
        (
            "labels = np.arange(items) % classes\n"
            "if abs(loss(np.zeros((items, classes)), labels) - np.log(classes)) < 0.01:\n"
            "    if abs(loss(20 * np.eye(classes)[labels], labels)) < 0.01:\n"
            "        return True",
            "the answer is False; yours is None",
        ),
        (
            "labels = np.arange(items) % classes\n"
            "assert abs(loss(np.zeros((items, classes)), labels) - np.log(classes)) < 0.01\n"
            "assert abs(loss(20 * np.eye(classes)[labels], labels)) < 0.01\n"
            "return True",
            "An assert that does not hold raises an error; return what is",
        ),
        (
            "a = loss(0, classes)\nb = loss(20, classes)\nreturn abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01",
            "a loss wants scores, one row an item",
        ),
        (
            "z = np.zeros((items, classes))\n"
            "labels = np.arange(items) % classes\n"
            "a = loss(labels, z)\n"
            "b = loss(labels, 20 * np.eye(classes)[labels])\n"
            "return bool(abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)",
            "a loss wants scores, one row an item",
        ),
        (
            "z = np.zeros((items, classes))\n"
            "labels = np.arange(items) % classes\n"
            "a = loss(z, labels)\n"
            "z[np.arange(items), labels] = 20\n"
            "b = a\n"
            "return bool(abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)",
            "charged 1.099",
        ),
        (
            "z = np.zeros((items, classes))\n"
            "labels = np.arange(items) % classes\n"
            "a = loss(z, labels)\n"
            "z[:, labels] = 20\n"
            "b = loss(z, labels)\n"
            "return bool(abs(a - np.log(classes)) < 0.01 and abs(b) < 0.01 and abs(c - a) < 0.01)",
            "charged 1.099, 1.099",
        ),
        (
            asked(blank="np.zeros((1, classes))", sure="20 * np.eye(classes)[:1]", labels="np.array([0])"),
            "your scores have the shape (1, 3)",
        ),
        (
            asked(blank="np.zeros((classes, classes))", sure="20 * np.eye(classes)", labels="np.arange(classes)"),
            "your scores have the shape (2, 3)",
        ),
        (
            asked(sure="-20 * np.eye(classes)[labels]"),
            "charged 1.099, 20.69",
        ),
        (
            "labels = np.arange(items) % classes\n"
            "a = loss(np.zeros((items, classes)), labels)\n"
            "b = loss(np.zeros((items // 2, classes)), labels[: items // 2])\n"
            "return bool(a == b)",
            "the answer is False; yours is True",
        ),
    ],
}
