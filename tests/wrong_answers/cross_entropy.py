"""Answers to the exercises of lesson 3."""

RIGHT = {
    "nll": [
        "return -np.mean(np.log(q[np.arange(len(labels)), labels]))",
        "return np.mean([-np.log(row[k]) for row, k in zip(q, labels)])",
        "total = 0\nfor i in range(len(labels)):\n"
        "    total = total - np.log(q[i][labels[i]])\nreturn total / len(labels)",
        "import math\nreturn sum(-math.log(q[i][k]) for i, k in enumerate(labels)) / len(labels)",
        "picked = np.take_along_axis(np.asarray(q), np.asarray(labels)[:, None], axis=1)\n"
        "return float(-np.log(picked).mean())",
        "s = np.log(q[range(len(q)), labels])\nreturn -s.sum() / s.size",
        "return -np.log(np.prod([r[k] for r, k in zip(q, labels)])) / len(labels)",
        "return np.mean(-np.log(q)[np.arange(q.shape[0]), labels])",
        "return -np.mean(np.log(np.choose(labels, np.asarray(q).T)))",
        "return -np.log([q[i][k] for i, k in enumerate(labels)]).mean()",
        "Y = np.eye(q.shape[1])[labels]\nreturn -np.sum(np.log(q[Y == 1])) / len(q)",
    ],
    "best_fixed": [
        "return np.bincount(labels, minlength=K) / len(labels)",
        "return np.array([np.mean(np.array(labels) == k) for k in range(K)])",
        "counts = np.zeros(K)\nfor l in labels:\n    counts[l] += 1\nreturn counts / counts.sum()",
        "return np.eye(K)[labels].mean(axis=0)",
        "return [list(labels).count(k) / len(labels) for k in range(K)]",
        "c = np.zeros(K)\nnp.add.at(c, labels, 1)\nreturn c / len(labels)",
        "from collections import Counter\n"
        "c = Counter(int(l) for l in labels)\nreturn np.array([c[k] for k in range(K)]) / len(labels)",
        "return (np.asarray(labels)[:, None] == np.arange(K)).mean(axis=0)",
        "h, _ = np.histogram(labels, bins=np.arange(K + 1) - 0.5)\nreturn h / h.sum()",
        "return tuple(sum(l == k for l in labels) / len(labels) for k in range(K))",
        "q = np.zeros(K)\nclasses, counts = np.unique(labels, return_counts=True)\n"
        "q[classes] = counts / len(labels)\nreturn q",
    ],
}

WRONG = {
    "nll": [
        ("return np.mean(np.log(q[np.arange(len(labels)), labels]))", "The minus is missing"),
        ("return -np.sum(np.log(q[np.arange(len(labels)), labels]))", "You added over the items"),
        (
            "return -np.mean(np.log2(q[np.arange(len(labels)), labels]))",
            "You took logarithms to base 2. Nats want np.log",
        ),
        (
            "return -np.mean(np.log10(q[np.arange(len(labels)), labels]))",
            "You took logarithms to base 10. Nats want np.log",
        ),
        ("return -np.mean(np.log(q[:, labels]))", "q[:"),
        ("return -np.mean(np.log(q[labels]))", "q[labels] takes whole rows"),
        ("return -np.mean(np.log(q))", "That is the mean of −log over all classes"),
        ("return -np.mean(np.sum(np.log(q), axis=1))", "You counted what did not come as well"),
        ("return -np.mean(np.log(q.max(axis=1)))", "You took the likeliest class"),
        ("return -np.mean(np.log(q[np.arange(len(labels)), np.argmax(q, axis=1)]))", "You took the likeliest class"),
        ("return -np.mean(q[np.arange(len(labels)), labels])", "The logarithm is missing"),
        ("return np.mean(q[np.arange(len(labels)), labels])", "That is the mean of the chances themselves"),
        ("return 1 - np.mean(q[np.arange(len(labels)), labels])", "That is 1 − q"),
        ("return -np.log(np.mean(q[np.arange(len(labels)), labels]))", "First the price of each item"),
        ("return -np.log(q[np.arange(len(labels)), labels])", "One price for each item"),
        ("return -np.log(np.prod(q[np.arange(len(labels)), labels]))", "You added over the items"),
        ("return np.prod(q[np.arange(len(labels)), labels])", "That is the likelihood of the record"),
        ("return -np.mean(np.log(q[np.arange(len(labels)), np.array(labels) - 1]))", "Your labels are one too low"),
        (
            "e = np.exp(q)\ns = e / e.sum(axis=1, keepdims=True)\n"
            "return -np.mean(np.log(s[np.arange(len(labels)), labels]))",
            "You applied a softmax",
        ),
        ("return np.mean([np.log(np.sum(np.exp(r))) - r[k] for r, k in zip(q, labels)])", "You applied a softmax"),
        (
            "Y = np.eye(q.shape[1])[labels]\nreturn -np.mean(Y * np.log(q))",
            "The zeros of the one-hot rows were counted into the mean",
        ),
        (
            "Y = np.eye(q.shape[1])[labels]\nreturn -np.sum(Y * np.log(q)) / q.shape[1]",
            "You took the mean over the classes",
        ),
        (
            "Y = np.eye(q.shape[1])[labels]\nreturn -np.sum(Y * np.log(q), axis=0).mean()",
            "You took the mean over the classes",
        ),
        (
            "Y = np.eye(q.shape[1])[labels]\nreturn -np.mean(np.sum(Y * np.log(q) + (1 - Y) * np.log(1 - q), axis=1))",
            "You counted 1 − q of the other classes as well",
        ),
        ("return -np.mean(labels * np.log(q[np.arange(len(labels)), labels]))", "The label is an index"),
        ("return -np.mean(np.array(labels)[:, None] * np.log(q))", "The label is no weight"),
        (
            "return -np.mean(q[np.arange(len(labels)), labels] * np.log(q[np.arange(len(labels)), labels]))",
            "You weighted each price by its chance",
        ),
        ("return -np.mean(np.sum(q * np.log(q), axis=1))", "That is the entropy of the rows"),
        (
            "print(-np.mean(np.log(q[np.arange(len(labels)), labels])))",
            "Your function prints its answer and returns nothing",
        ),
        ("loss = -np.mean(np.log(q[np.arange(len(labels)), labels]))", "Your function returns nothing"),
        ("return -np.log(q[0, labels[0]])", "You use only the first row"),
        (
            "total = 0\nfor i in range(len(labels)):\n"
            "    total -= np.log(q[i, labels[i]])\n    return total / len(labels)",
            "You stop after the first row",
        ),
        (
            "total = 0\nfor i in range(1, len(labels)):\n"
            "    total -= np.log(q[i, labels[i]])\nreturn total / len(labels)",
            "The first row is left out",
        ),
        (
            "total = 0\nfor i in range(len(labels) - 1):\n"
            "    total -= np.log(q[i, labels[i]])\nreturn total / len(labels)",
            "The last row is left out",
        ),
        (
            "for i in range(len(labels)):\n    total = -np.log(q[i, labels[i]])\nreturn total / len(labels)",
            "Only the last row counts",
        ),
        (
            "return -np.mean(np.log(q[np.arange(4), labels]))",
            "A row of 4 numbers and a row of 2 numbers do not go together entry by",
        ),
        (
            "return -np.mean(np.log(q[np.arange(len(labels)), [0, 1, 2, 1]]))",
            "A row of 2 numbers and a row of 4 numbers do not go together entry by",
        ),
        (
            "Y = np.eye(3)[labels]\nreturn -np.sum(Y * np.log(q)) / len(q)",
            "2 rows of 3 numbers and 2 rows of 2 numbers do not go together entry",
        ),
        ("return 0.619", "Your function does not use q"),
        ("return round(-np.mean(np.log(q[np.arange(len(labels)), labels])), 3)", "That is close"),
        ("return -np.mean(np.log(q[np.arange(len(labels)), labels] + 0.001))", "the answer is 0.8574; yours is 0.8549"),
        ("return -np.mean(np.log(1 - q[np.arange(len(labels)), labels]))", "That is −log(1 − q)"),
        ("return np.mean((1 - q[np.arange(len(labels)), labels]) ** 2)", "Those are squares"),
        ("return np.mean(1 / q[np.arange(len(labels)), labels])", "That is 1/q"),
        ("return np.log(-np.mean(q[np.arange(len(labels)), labels]))", "Your function gives nan"),
        ("return np.mean(np.log(-q[np.arange(len(labels)), labels]))", "Your function gives nan"),
        ("return -np.mean(np.exp(q[np.arange(len(labels)), labels]))", "You took exp where log is wanted"),
        ("return -np.log(q[labels, np.arange(len(labels))]).mean()", "raised IndexError"),
        ("return -np.median(np.log(q[np.arange(len(labels)), labels]))", "You took the median"),
        (
            "return -np.sum(np.log(q[np.arange(len(labels)), labels])) / (len(labels) - 1)",
            "You divided by N − 1. The mean divides by N",
        ),
        ("return -np.mean(p * np.log(q))", "p is neither an argument of your function (q, labels) nor made in it"),
        (
            "p = np.array([0.7, 0.2, 0.1])\nreturn -np.mean(np.sum(p * np.log(q), axis=1))",
            "A row of 3 numbers and 2 rows of 2 numbers do not go together entry",
        ),
        (
            "return -np.mean(math.log(q[np.arange(len(labels)), labels]))",
            "math is neither an argument of your function (q, labels) nor made in",
        ),
        (
            "import math\nreturn -np.mean(math.log(q[np.arange(len(labels)), labels]))",
            "The functions of math, as float and int, take one number; those of",
        ),
        ("return -np.mean(np.log(q[:, 0]))", "You took class 0 each time"),
        (
            "return [-np.mean(np.log(q[np.arange(len(labels)), labels]))]",
            "Your function returns a list; one number is wanted",
        ),
        ("q[:] = np.log(q)\nreturn -np.mean(q[np.arange(len(labels)), labels])", "The answers are right"),
        (
            "q /= q.sum(axis=0)\nreturn -np.mean(np.log(q[np.arange(len(labels)), labels]))",
            "Your function changes q itself, which belongs to whoever calls it",
        ),
        ("return -np.mean(np.log(q(labels)))", "An array before a bracket is a call"),
        ("return np.exp(-np.mean(np.log(q[np.arange(len(labels)), labels])))", "Yours is exp of the right answer"),
        (
            "return -np.mean(np.log(q[np.arange(len(q[0])), labels]))",
            "A row of 3 numbers and a row of 4 numbers do not go together entry by",
        ),
        ("return abs(np.sum(np.log(q[np.arange(len(labels)), labels])))", "You added over the items"),
        ("return -np.mean(np.log(q[np.arange(len(labels)), labels])) / len(labels)", "You divided by N twice"),
        (
            "return -np.mean(np.log(np.clip(q[np.arange(len(labels)), labels], 0.1, 1)))",
            "the answer is 6.542; yours is 1.936",
        ),
        (
            "q = np.asarray(q, float)\nY = np.eye(q.shape[1])[labels]\nreturn -np.sum(Y * np.log(q)) / len(q)",
            "What did not come is not paid for",
        ),
        (
            "return -np.sum(np.log(q[np.arange(len(labels)), labels])) / q.shape[1]",
            "You divided by the number of classes",
        ),
        (
            "return -np.mean(np.log(np.clip(q[np.arange(len(labels)), labels], 0.01, 1)))",
            "the answer is 6.542; yours is 3.471",
        ),
        ("return -np.mean(np.log(q[np.arange(len(labels)), labels] + 1e-5))", "the answer is 6.542; yours is 5.742"),
        ("return -np.mean(np.log(q[range(len(q)), labels[::-1]]))", "Your function gives inf"),
    ],
    "best_fixed": [
        ("return np.ones(K) / K", "Even chances know nothing"),
        ("return np.array([0.7, 0.2, 0.1])", "Those are the chances of the lesson's world"),
        ("return p", "p is neither an argument of your function (labels, K) nor made in it"),
        ("return np.bincount(labels, minlength=K)", "Those are counts"),
        ("return np.bincount(labels) / len(labels)", "A class that did not come exists as well"),
        ("return np.bincount(labels, minlength=K) / K", "You divided by K"),
        ("return np.eye(K)[np.argmax(np.bincount(labels, minlength=K))]", "All on the class that came most"),
        ("return np.argmax(np.bincount(labels))", "That is the class that came most"),
        ("return np.bincount(labels, minlength=K).max() / len(labels)", "That is the largest share alone"),
        ("return np.mean(labels)", "That is the mean of the class numbers"),
        ("return np.unique(labels, return_counts=True)[1] / len(labels)", "A class that did not come exists as well"),
        (
            "return (np.bincount(labels, minlength=K) + 1) / (len(labels) + K)",
            "One added to each count is wiser for tomorrow",
        ),
        ("c = np.bincount(labels, minlength=K)\ne = np.exp(c)\nreturn e / e.sum()", "Counts are no scores"),
        (
            "c = np.bincount(labels, minlength=K) / len(labels)\ne = np.exp(c)\nreturn e / e.sum()",
            "A softmax of the shares makes them more even",
        ),
        ("c = np.bincount(labels, minlength=K) / len(labels)\nreturn -np.log(c)", "Those are the prices"),
        (
            "c = np.bincount(labels, minlength=K) / len(labels)\nreturn -np.sum(c[c > 0] * np.log(c[c > 0]))",
            "That is the price",
        ),
        ("return np.eye(K)[labels].mean(axis=1)", "You took the mean the other way"),
        ("return np.eye(K)[labels].mean()", "3 answers are wanted, with a comma between; you return 1"),
        ("return np.eye(K)[labels].sum(axis=0)", "Those are counts"),
        ("return np.eye(K)[labels]", "Chances add up to 1; yours add up to 3"),
        (
            "print(np.bincount(labels, minlength=K) / len(labels))",
            "Your function prints its answer and returns nothing",
        ),
        ("q = np.bincount(labels, minlength=K) / len(labels)", "Your function returns nothing"),
        (
            "counts = np.zeros(K)\nfor l in labels:\n    counts[l - 1] += 1\nreturn counts / len(labels)",
            "Your classes are shifted by one",
        ),
        ("return np.array([np.mean(np.array(labels) == k) for k in range(1, K + 1)])", "You count classes 1 to K"),
        ("return np.array([np.mean(np.array(labels) == k) for k in range(K - 1)])", "The last class is missing"),
        ("return np.array([np.mean(np.array(labels) == k) for k in range(K + 1)])", "One class too many"),
        ("return np.sort(np.bincount(labels, minlength=K) / len(labels))[::-1]", "You sorted the shares"),
        ("return (np.bincount(labels, minlength=K) / len(labels))[::-1]", "Yours is the right answer in reverse order"),
        (
            "counts = np.zeros(K, dtype=int)\nfor l in labels:\n    counts[l] += 1\nreturn counts // len(labels)",
            "Yours is the right answer rounded down to whole numbers (is there a",
        ),
        (
            "counts = np.zeros(K, dtype=int)\nfor l in labels:\n    counts[l] += 1 / len(labels)\nreturn counts",
            "Yours is the right answer rounded down to whole numbers (is there a",
        ),
        (
            "counts = np.zeros(K)\nfor l in labels:\n    counts[l] = 1\nreturn counts / len(labels)",
            "Each class was counted once",
        ),
        (
            "counts = np.zeros(K)\nfor l in labels:\n    counts[l] = 1\nreturn counts / counts.sum()",
            "Even chances for what was seen",
        ),
        ("counts = np.zeros(K)\ncounts[labels] += 1\nreturn counts / len(labels)", "Each class was counted once"),
        (
            "counts = np.zeros(K)\nfor l in labels:\n    counts[l] += 1\n    return counts / len(labels)",
            "You stop after the first label",
        ),
        (
            "counts = np.zeros(3)\nfor l in labels:\n    counts[l] += 1\nreturn counts / len(labels)",
            "4 answers are wanted, with a comma between; you return 3",
        ),
        (
            "counts = np.zeros(K)\nfor i in range(len(labels)):\n    counts[i] += 1\nreturn counts / len(labels)",
            "raised IndexError",
        ),
        ("return labels / np.sum(labels)", "Those are the labels in a ratio"),
        (
            "return np.array([list(labels).count(k) for k in range(K)]) / sum(labels)",
            "Chances add up to 1; yours add up to 1.5",
        ),
        (
            "return np.array([list(labels).count(k) / (len(labels) - 1) for k in range(K)])",
            "You divided by N − 1. Divide by how many days there are",
        ),
        ("return np.array([labels == k for k in range(K)])", "Chances add up to 1; yours add up to 3"),
        ("return [np.mean(labels == k for k in range(K))]", "raised TypeError"),
        ("c = np.bincount(labels, minlength=K)\nreturn c / c.max()", "You divided by the largest count"),
        (
            "c = np.bincount(labels, minlength=K)\nreturn c / np.linalg.norm(c)",
            "Chances add up to 1; yours add up to 1.342",
        ),
        (
            "c = np.maximum(np.bincount(labels, minlength=K) / len(labels), 1e-2)\nreturn c / c.sum()",
            "so it needs 0; yours gets 0.009901",
        ),
        (
            "return np.round(np.bincount(labels, minlength=K) / len(labels), 1)",
            "Chances add up to 1; yours add up to 1.1",
        ),
        ("return 100 * np.bincount(labels, minlength=K) / len(labels)", "Yours is 100 times what is asked"),
        ("c = np.bincount(labels, minlength=K) / len(labels)\nreturn 1 - c", "That is one minus each share"),
        (
            "c = np.bincount(labels, minlength=K) / len(labels)\nreturn np.append(c[0], 1 - c[0])",
            "3 answers are wanted, with a comma between; you return 2",
        ),
        (
            "return np.array([np.mean(labels), 1 - np.mean(labels)])",
            "3 answers are wanted, with a comma between; you return 2",
        ),
        (
            "c = np.bincount(labels, minlength=K) / len(labels)\nreturn {k: c[k] for k in range(K)}",
            "3 answers are wanted, with a comma between; you return a dict",
        ),
        (
            "c = np.bincount(labels, minlength=K) / len(labels)\nreturn c[:, None]",
            "In answer 1 of 3: One number is wanted; you return a row of 1 number",
        ),
        ("c = 1 / (np.bincount(labels, minlength=K) + 1e-9)\nreturn c / c.sum()", "so it needs 0; yours gets 1"),
        (
            "c = np.sqrt(np.bincount(labels, minlength=K))\nreturn c / c.sum()",
            "Roots in a ratio favour what came rarely",
        ),
        ("c = np.bincount(labels, minlength=K) ** 2\nreturn c / c.sum()", "Squares in a ratio favour what came often"),
        (
            "h, _ = np.histogram(labels, bins=K)\nreturn h / len(labels)",
            "np.histogram stretches its bins over the labels that were seen",
        ),
        ("h, _ = np.histogram(labels, bins=K, density=True)\nreturn h", "Chances add up to 1; yours add up to 3"),
        ("return np.bincount(labels, minlength=K) / 10", "Chances add up to 1; yours add up to 0.3"),
        ("return np.bincount(labels, K) / np.bincount(labels, K)", "raised ValueError"),
        (
            "return np.array([list(labels).count(k) / len(labels) for k in set(labels)])",
            "A class that did not come exists as well",
        ),
        ("labels.sort()\nreturn np.bincount(labels, minlength=K) / len(labels)", "The answers are right"),
        ("return np.bincount(labels, minlength=K) / len(set(labels))", "Chances add up to 1; yours add up to 1.5"),
        ("c = np.array([labels.count(k) for k in range(K)])\nreturn c / len(labels)", "raised AttributeError"),
        ("return np.mean(np.log(np.eye(K)[labels]), axis=0)", "Your function gives -inf"),
        ("return np.full(K, np.mean(np.array(labels) == 1))", "Chances add up to 1; yours add up to 2"),
        (
            "return np.bincount(labels, minlength=K).cumsum() / len(labels)",
            "Chances add up to 1; yours add up to 2.333",
        ),
        (
            "return np.random.default_rng(0).dirichlet(np.bincount(labels, minlength=K) + 1)",
            "so it needs 0; yours gets 0.0882",
        ),
        (
            "c = np.bincount(labels, minlength=K) / len(labels)\nreturn (1 - c) / (K - 1)",
            "You gave what came rarely the larger chances",
        ),
        ("return np.bincount(labels + 1, minlength=K) / len(labels)", "so it needs 0; yours gets 0.6667"),
    ],
}
