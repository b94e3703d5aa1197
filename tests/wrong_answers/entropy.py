"""Answers to the exercises of lesson 2."""

RIGHT = {
    "entropy": [
        "return -np.sum(p[p > 0] * np.log2(p[p > 0]))",
        "possible = p[p != 0]\nreturn np.dot(possible, -np.log2(possible))",
        "return np.sum(np.nan_to_num(-p * np.log2(p)))",
        "with np.errstate(all='ignore'):\n    return -np.nansum(p * np.log2(p))",
        "return -np.sum(p * np.log2(np.where(p > 0, p, 1)))",
        "return -np.sum(p * np.log2(p + 1e-15))",
        "total = 0.0\nfor chance in p:\n    if chance > 0:\n        total -= chance * np.log2(chance)\nreturn total",
        "possible = p[p > 0]\nreturn np.sum(possible * np.log2(1 / possible))",
        "possible = p[p > 0]\nreturn -np.sum(possible * np.log(possible)) / np.log(2)",
        "return np.average(-np.log2(p[p > 0]), weights=p[p > 0])",
        "return lv.entropy(p, unit='bits')",
        "q = p[p > 0]\nreturn -np.sum(q * np.log2(q))",
        "total = 0.0\nfor x in p:\n    if x > 0:\n        total -= x * np.log2(x)\nreturn total",
        "s = np.where(p > 0, -np.log2(np.where(p > 0, p, 1)), 0)\nreturn p @ s",
        "import math\nreturn sum(x * math.log2(1 / x) for x in p if x)",
        "with np.errstate(divide='ignore', invalid='ignore'):\n    return -np.nansum(p * np.log2(p))",
        "return lv.entropy(p) / np.log(2)",
        "return float(-np.sum(p * np.log2(p + (p == 0))))",
        "p = np.asarray(p, dtype=float)\n"
        "logs = np.log2(p, out=np.zeros_like(p), where=p > 0)\n"
        "return -(p * logs).sum()",
    ],
    "my_questions": [
        "return (2, 2, 2, 3, 3)",
        "return np.array([2, 2, 2, 3, 3])",
        "return [2.0, 2.0, 2.0, 3.0, 3.0]",
        "return [2] * 3 + [3] * 2",
    ],
    "merged": [
        "both = p[i] + p[j]\na = p[i] / both\nreturn both * (-a * np.log2(a) - (1 - a) * np.log2(1 - a))",
        "both = p[i] + p[j]\nreturn both * np.log2(both) - p[i] * np.log2(p[i]) - p[j] * np.log2(p[j])",
        "both = p[i] + p[j]\nreturn p[i] * np.log2(both / p[i]) + p[j] * np.log2(both / p[j])",
        "return lv.entropy(p, unit='bits') - lv.entropy(np.append(np.delete(p, [i, j]), p[i] + p[j]), unit='bits')",
        "def entropy(p):\n"
        "    return -np.sum(p[p > 0] * np.log2(p[p > 0]))\n"
        "def merged(p, i, j):\n"
        "    after = p.copy()\n"
        "    after[i], after[j] = p[i] + p[j], 0\n"
        "    return entropy(p) - entropy(after)",
        "a, b = p[i], p[j]\n"
        "s = a + b\n"
        "if a == 0 or b == 0:\n"
        "    return 0.0\n"
        "return a * np.log2(s / a) + b * np.log2(s / b)",
        "def h(v):\n"
        "    v = v[v > 0]\n"
        "    return -np.sum(v * np.log2(v))\n"
        "def merged(p, i, j):\n"
        "    q = np.append(np.delete(p, [i, j]), p[i] + p[j])\n"
        "    return h(p) - h(q)",
        "def h(v):\n"
        "    return sum(-x * np.log2(x) for x in v if x > 0)\n"
        "def merged(p, i, j):\n"
        "    q = list(p)\n"
        "    q[i] = p[i] + p[j]\n"
        "    q[j] = 0\n"
        "    return h(p) - h(q)",
        "s = p[i] + p[j]\n"
        "if s == 0:\n"
        "    return 0.0\n"
        "r = np.array([p[i], p[j]]) / s\n"
        "r = r[r > 0]\n"
        "return -s * np.sum(r * np.log2(r))",
        "f = lambda x: 0.0 if x == 0 else -x * np.log2(x)\nreturn f(p[i]) + f(p[j]) - f(p[i] + p[j])",
    ],
}

WRONG = {
    "entropy": [
        ("return -np.sum(p * np.log2(p))", "0 times the log of 0 is nan, and one nan spoils the sum"),
        ("return np.nan_to_num(-np.sum(p * np.log2(p)))", "As soon as one chance is 0, your whole answer is 0"),
        ("return -np.mean(np.nan_to_num(p * np.log2(p)))", "You took the mean over the outcomes"),
        (
            "possible = p[p > 0]\nreturn -np.mean(possible * np.log2(possible))",
            "You took the mean over the outcomes that can come",
        ),
        ("return -np.sum(np.log2(p[p > 0]))", "You added the surprises up as if each outcome came every day"),
        ("return np.mean(-np.log2(p[p > 0]))", "You gave all surprises the same weight"),
        ("return -np.log2(p.max())", "That is the surprise of the likeliest outcome alone"),
        ("return np.log2(len(p))", "That is log₂ K, the largest entropy of K outcomes, which only equal chances have"),
        ("return np.sum(p * (1 - p))", "You charge 1 − p"),
        ("return 1 - np.sum(p ** 2)", "You charge 1 − p"),
        (
            "return -p[0] * np.log2(p[0]) - (1 - p[0]) * np.log2(1 - p[0])",
            "That is the entropy of p[0] against all the rest",
        ),
        ("possible = p[p > 0]\nreturn -np.sum(possible * np.log(possible))", "Yours is the right answer times log 2"),
        ("possible = p[p > 0]\nreturn -np.sum(possible * np.log10(possible))", "That is the logarithm to base 10"),
        (
            "possible = p[p > 0]\nreturn np.sum(possible * np.log2(possible))",
            "The sign is wrong, and all else is right",
        ),
        ("possible = p[p > 0]\nreturn np.sum(possible * np.log(possible))", "Yours is the right answer times log 2"),
        (
            "possible = p[p > 0]\nreturn -possible * np.log2(possible)",
            "One number is wanted; you return a row of 2 numbers",
        ),
        ("return -np.nan_to_num(p * np.log2(p))", "One number is wanted; you return a row of 2 numbers"),
        (
            "return -np.sum(p[p > 0] * np.log2(p))",
            "A row of 2 numbers and a row of 4 numbers do not go together entry by entry",
        ),
        ("possible = p[p > 0]\n-np.sum(possible * np.log2(possible))", "Your function returns nothing"),
        ("possible = p[p > 0]\nh = -np.sum(possible * np.log2(possible))", "Your function returns nothing"),
        (
            "possible = p[p > 0]\nprint(-np.sum(possible * np.log2(possible)))",
            "Your function prints its answer and returns nothing",
        ),
        (
            "if p > 0:\n    return -p * np.log2(p)\nreturn 0",
            "Python's if, and, or, max and min want one truth, and an array has one for each entry",
        ),
        (
            "import math\nreturn -sum(a * math.log2(a) for a in p)",
            "The logarithms of math raise an error at 0, where those of NumPy give −inf",
        ),
        (
            "import math\nreturn -np.sum(p * math.log2(p))",
            "The functions of math, as float and int, take one number; those of NumPy, as np.log, take an array",
        ),
        ("return -np.sum(p * np.log2(np.clip(p, 0.2, 1)))", "the answer is 1.75; yours is 1.58"),
        (
            "q = np.clip(p, 0.01, 1)\nreturn -np.sum(q * np.log2(q))",
            "The chances of 0 were raised to 0.01, and now they add something",
        ),
        ("return -np.sum(p * np.log2(p + 0.001))", "0.001 in the logarithm is too much where chances are small"),
        (
            "surprise = np.array([0.515, 2.322, 3.322])\ndef entropy(p):\n    return np.sum(p * surprise)",
            "Your function uses surprise from the notebook; it must work from its arguments only",
        ),
        ("return np.sum(p * surprise)", "surprise is neither an argument of your function (p) nor made in it"),
        (
            "possible = p[p > 0]\nreturn np.sum(possible * np.log2(1 - possible))",
            "The logarithm of 1 − p belongs to what did not come, and the sign is lost too",
        ),
        (
            "possible = p[p > 0]\nreturn -np.sum(possible) * np.sum(np.log2(possible))",
            "You added the surprises up as if each outcome came every day",
        ),
        (
            "possible = p[p > 0]\nreturn 1 / np.sum(possible * np.log2(possible))",
            "the answer is 0.8113; yours is -1.233",
        ),
        ("possible = p[p > 0]\nreturn -np.log2(np.sum(possible ** 2))", "That is the log of the mean chance"),
        (
            "possible = p[p > 0]\nreturn -np.sum(possible * possible * np.log2(possible))",
            "The chance stands there twice",
        ),
        (
            "possible = p[p > 0]\nreturn 2 ** -np.sum(possible * np.log2(possible))",
            "That is 2 to the power of the entropy",
        ),
        ("return -sum(p * np.log2(p))", "0 times the log of 0 is nan, and one nan spoils the sum"),
        (
            "possible = p[p > 0]\nreturn -np.sum(possible * np.log2(possible)) / np.log2(len(p))",
            "the answer is 1.75; yours is 0.875",
        ),
        (
            "possible = p[p > 0]\nreturn -np.sum(possible * np.log2(possible)) * np.log(2)",
            "Yours is the right answer times log 2",
        ),
        (
            "possible = p[p > 0]\nreturn -np.sum(possible * np.log2(possible)) / len(p)",
            "You took the mean over the outcomes",
        ),
        ("return np.ceil(-np.log2(p[p > 0])) @ p[p > 0]", "You rounded the surprises up, as the recipe does"),
        ("return np.sum(p * -np.log2(p))", "0 times the log of 0 is nan, and one nan spoils the sum"),
        ("q = p[p > 0]\nreturn -np.sum(np.log2(q))", "You added the surprises up as if each outcome came every day"),
        ("q = p[p > 0]\nreturn np.mean(-np.log2(q))", "You gave all surprises the same weight"),
        (
            "h = 0\nfor x in p:\n    if x > 0:\n        h -= x * np.log2(x)\n    return h",
            "That is what the first outcome adds",
        ),
        (
            "h = 0\nfor x in p:\n    if x > 0:\n        h = -x * np.log2(x)\nreturn h",
            "That is what the last outcome adds",
        ),
        ("return np.sum(1 - p)", "You charge 1 − p, and as if each outcome came every day"),
        ("return -np.sum(p * np.log2(p + 1e-3))", "0.001 in the logarithm is too much where chances are small"),
        ("return -np.sum(p * np.log2(p + 1e-2))", "0.01 in the logarithm is too much where chances are small"),
        ("q = np.where(p == 0, 1e-3, p)\nreturn -np.sum(q * np.log2(q))", "That is close"),
        (
            "q = p[p > 0]\nreturn -(q[0] * np.log2(q[0]) + q[1] * np.log2(q[1]))",
            "Only the first two outcomes are added up",
        ),
        (
            "return -(p[0] * np.log2(p[0]) + (1 - p[0]) * np.log2(1 - p[0]))",
            "That is the entropy of p[0] against all the rest",
        ),
        (
            "q = p[p > 0]\nreturn np.log2(len(q))",
            "That is log₂ of the number of outcomes that can come, which is right only if all are alike",
        ),
        ("q = p[p > 0]\nreturn -np.log2(np.sum(q * q))", "That is the log of the mean chance"),
        ("q = p[p > 0]\nreturn np.sum(q) * -np.log2(np.sum(q))", "Your answer is always 0"),
        ("q = p[p > 0]\nreturn np.sum(q * np.ceil(-np.log2(q)))", "You rounded the surprises up, as the recipe does"),
        ("q = p[p > 0]\nreturn round(-np.sum(q * np.log2(q)), 2)", "That is close"),
        (
            "p = np.array([0.7, 0.2, 0.1])\nreturn -np.sum(p * np.log2(p))",
            "Your function gives one answer, whatever it is called with",
        ),
        (
            "return -np.sum(possible * np.log2(possible))",
            "possible is neither an argument of your function (p) nor made in it",
        ),
        (
            "q = [x for x in p if x > 0]\nreturn -sum(q * np.log2(q)) if len(q) == len(p) else 0",
            "As soon as one chance is 0, your whole answer is 0",
        ),
        (
            "if p > 0:\n    return -np.sum(p * np.log2(p))",
            "Python's if, and, or, max and min want one truth, and an array has one for each entry",
        ),
        (
            "import math\nreturn -sum(p * math.log2(p))",
            "The functions of math, as float and int, take one number; those of NumPy, as np.log, take an array",
        ),
        (
            "import math\nreturn -sum(x * math.log2(x) for x in p)",
            "The logarithms of math raise an error at 0, where those of NumPy give −inf",
        ),
        ("q = p[p > 0]\nreturn -np.max(q * np.log2(q))", "That is one of the terms, the smallest"),
        ("q = p[p > 0]\nreturn -np.min(q * np.log2(q))", "That is one of the terms, the largest"),
        ("q = p[p > 0]\nreturn -np.dot(q, np.log(q)) * np.log(2)", "You multiplied the natural logarithm by log 2"),
        ("p[p == 0] = 1\nreturn -np.sum(p * np.log2(p))", "The answers are right"),
        ("q = p[p > 0]\nreturn np.log2(len(p)) + np.sum(q * np.log2(q))", "That is log₂ K − H, what was known before"),
        ("q = p[p > 0.2]\nreturn -np.sum(q * np.log2(q))", "the answer is 1.75; yours is 1"),
        ("q = p[p > 0]\nreturn [-np.sum(q * np.log2(q))]", "Your function returns a list; one number is wanted"),
        ("q = p[p > 0]\nreturn -np.sum(q ** 2 * np.log2(q))", "The chance stands there twice"),
        ("q = p[p > 0]\nreturn -np.sum(q / np.log2(q))", "You divided by the logarithm"),
        (
            "q = p[p > 0]\nreturn str(-np.sum(q * np.log2(q)))",
            "Your function returns the text '0.8112781244591328'; a number is wanted, without quotes",
        ),
        ("return -p * np.log2(p)", "One number is wanted; you return a row of 2 numbers"),
        ("return -np.cumsum(p[p > 0] * np.log2(p[p > 0]))", "np.cumsum adds up step by step and keeps each step"),
        ("return np.sum(p * np.log2(1 / p))", "0 times the log of 0 is nan, and one nan spoils the sum"),
        ("q = np.round(p, 1)\nq = q[q > 0]\nreturn -np.sum(q * np.log2(q))", "the answer is 0.8113; yours is 0.7219"),
        (
            "with np.errstate(all='ignore'):\n    return np.nan_to_num(-np.sum(p * np.log2(p)))",
            "As soon as one chance is 0, your whole answer is 0",
        ),
        (
            "h = -np.sum(p * np.log2(p))\nif h == np.nan:\n    return 0\nreturn h",
            "0 times the log of 0 is nan, and one nan spoils the sum",
        ),
        ("return -np.sum(p * np.log2(np.maximum(p, 1e-2)))", "That is close"),
        (
            "q = p[p > 0]\nreturn -np.sum(q * np.log2(q), axis=1)",
            "An array does not have the axis that you name; the last one is -1, in a row as in a table",
        ),
        ("q = p[p > 0]\nq = q / q.max()\nreturn -np.sum(q * np.log2(q))", "the answer is 0.8113; yours is 0.5283"),
        ("q = np.exp(p) / np.sum(np.exp(p))\nreturn -np.sum(q * np.log2(q))", "the answer is 0.8113; yours is 0.9563"),
        ("return entropy", "Your function returns a function"),
        ("return entropy(p)", "Your function calls itself without end"),
        ("return np.abs(np.sum(p[p > 0] * np.log2(p[p > 0]) - 1))", "the answer is 0.8113; yours is 2.811"),
        (
            "if 0 in p:\n    return 0\nreturn -np.sum(p * np.log2(p))",
            "As soon as one chance is 0, your whole answer is 0",
        ),
        ("if 0 in p:\n    return 1.0\nreturn -np.sum(p * np.log2(p))", "the answer is 0.8546; yours is 1"),
        ("q = p[p > 0]\nreturn -np.sum(q * np.log2(1 - q))", "The logarithm of 1 − p belongs to what did not come"),
        ("return -np.sum(p * np.log2(1 - p))", "The logarithm of 1 − p belongs to what did not come"),
    ],
    "my_questions": [
        ("return [1, 2, 3, 4, 4]", "The mean is 2.25 questions"),
        ("return [2, 2, 3, 3, 5]", "The mean is 2.5 questions"),
        ("return [3, 3, 3, 3, 3]", "The mean is 3 questions"),
        ("return [2, 2, 2, 3, 4]", "The last outcome takes one question more than it needs"),
        ("return [0.35, 0.25, 0.2, 0.15, 0.05]", "Those are the chances"),
        ("return [1/4, 1/4, 1/4, 1/8, 1/8]", "Those are the lengths of pieces"),
        ("return [4, 4, 4, 8, 8]", "You wrote 1 over the length of each piece"),
        (
            "return list(-np.log2([0.35, 0.25, 0.2, 0.15, 0.05]))",
            "Those are the surprises, and questions are asked whole or not at all",
        ),
        ("return [1.515, 2, 2.322, 2.737, 4.322]", "Questions are asked whole or not at all"),
        ("return [35, 25, 20, 15, 5]", "Those are per cent"),
        ("return [2, 2, 2, 2, 2]", "The pieces on the stick must not be longer than 1 together; yours are 1.25"),
        ("return [1, 1, 1, 1, 1]", "The pieces on the stick must not be longer than 1 together; yours are 2.5"),
        ("return [1, 2, 3, 4, 5]", "Your pieces cover only 0.9688 of the stick"),
        ("return [1, 2, 2, 3, 3]", "The pieces on the stick must not be longer than 1 together; yours are 1.25"),
        ("return [1, 2, 3, 3, 3]", "The pieces on the stick must not be longer than 1 together; yours are 1.125"),
        ("return [2, 2, 2, 2, 3]", "The pieces on the stick must not be longer than 1 together; yours are 1.125"),
        ("return [0, 1, 2, 3, 4]", "An outcome is known after one question at the earliest"),
        ("return [0, 0, 0, 0, 0]", "An outcome is known after one question at the earliest"),
        ("return [5, 4, 3, 2, 1]", "An outcome takes more questions than a rarer one"),
        ("return [3, 3, 2, 2, 2]", "Yours is the right answer in reverse order"),
        ("return [2, 2, 3, 2, 3]", "An outcome takes more questions than a rarer one"),
        ("return [3, 2, 2, 2, 3]", "An outcome takes more questions than a rarer one"),
        ("return [2, 3, 2, 3, 2]", "An outcome takes more questions than a rarer one"),
        ("return [2, 2, 3, 3, 3]", "Your pieces cover only 0.875 of the stick"),
        ("return [2, 3, 3, 3, 3]", "Your pieces cover only 0.75 of the stick"),
        ("return [1, 3, 3, 3, 3]", "The mean is 2.3 questions"),
        ("return [1, 3, 3, 3, 4]", "Your pieces cover only 0.9375 of the stick"),
        ("return [2, 2, 2, 4, 4]", "Your pieces cover only 0.875 of the stick"),
        ("return [1, 2, 4, 4, 4]", "Your pieces cover only 0.9375 of the stick"),
        ("return [1, 2, 3, 5, 5]", "Your pieces cover only 0.9375 of the stick"),
        ("return [3, 3, 3, 4, 4]", "Yours is 1 too large each time"),
        ("return [1, 1, 1, 2, 2]", "Yours is 1 too small each time"),
        ("return [4, 4, 4, 4, 4]", "Your pieces cover only 0.3125 of the stick"),
        ("return [2, 2, 3, 3]", "5 answers are wanted, with a comma between; you return 4"),
        ("return [2, 2, 2, 3, 3, 3]", "5 answers are wanted, with a comma between; you return 6"),
        ("return 2.2", "5 answers are wanted, with a comma between; you return 1"),
        ("return ['2', '2', '2', '3', '3']", "Write numbers, without quotes"),
        ("return '22233'", "Your function returns the text '22233'; a number is wanted, without quotes"),
        (
            "return {0.3: 2, 0.25: 2, 0.2: 2, 0.15: 3, 0.1: 3}",
            "5 answers are wanted, with a comma between; you return a dict",
        ),
        ("return {2, 3}", "5 answers are wanted, with a comma between; you return a set"),
        ("return [[2, 2, 2, 3, 3]]", "5 answers are wanted, with a comma between; you return 1"),
        ("return ['00', '01', '10', '110', '111']", "Write numbers, without quotes"),
        ("return [0, 1, 10, 110, 111]", "Those look like the answers themselves, as 0 and 10"),
        ("return [10, 11, 100, 110, 111]", "Those look like the answers themselves, as 0 and 10"),
        ("return [-2, -2, -2, -3, -3]", "The sign is wrong, and all else is right"),
        ("return [2, 2, 2, 3, 3.5]", "Questions are asked whole or not at all"),
        ("return [float('nan'), 2, 2, 3, 3]", "Your function gives nan"),
        ("return [2, 2, 2, 3, float('inf')]", "Your function gives inf"),
        ("return [2.25, 2.25, 2.25, 2.25, 2.25]", "Questions are asked whole or not at all"),
        ("print([2, 2, 2, 3, 3])", "Your function prints its answer and returns nothing"),
        ("[2, 2, 2, 3, 3]", "Your function returns nothing"),
        ("answer = [2, 2, 2, 3, 3]", "Your function returns nothing"),
        ("return my_questions", "Your function returns a function"),
        (
            "return np.floor(-np.log2([0.35, 0.25, 0.2, 0.15, 0.05])).astype(int)",
            "The pieces on the stick must not be longer than 1 together; yours are 1.312",
        ),
        (
            "return np.round(-np.log2([0.35, 0.25, 0.2, 0.15, 0.05])).astype(int)",
            "The last outcome takes one question more than it needs",
        ),
        ("return np.ceil(-np.log2([0.35, 0.25, 0.2, 0.15, 0.05]))", "The mean is 2.5 questions"),
    ],
    "merged": [
        (
            "both = p[i] + p[j]\na = p[i] / both\nreturn -a * np.log2(a) - (1 - a) * np.log2(1 - a)",
            "That is what the answer is worth when it is asked for",
        ),
        ("return p[i] + p[j]", "That is how often it matters"),
        (
            "q = np.append(np.delete(p, [i, j]), p[i] + p[j])\nq = q[q > 0]\nreturn -np.sum(q * np.log2(q))",
            "That is what is left after merging, not what is lost",
        ),
        ("return -p[i] * np.log2(p[i]) - p[j] * np.log2(p[j])", "That is what the two outcomes added before"),
        ("both = p[i] + p[j]\nreturn -both * np.log2(both)", "That is what the merged outcome adds, which is not lost"),
        ("return -np.log2(p[i] + p[j])", "That is the surprise of the merged outcome"),
        ("return -np.sum(p[p > 0] * np.log2(p[p > 0]))", "That is the entropy before merging"),
        (
            "a = p[i] + p[j]\nreturn -a * np.log2(a) - (1 - a) * np.log2(1 - a)",
            "That is the worth of asking whether it is one of the two",
        ),
        (
            "both = p[i] + p[j]\nreturn both * (-p[i] * np.log2(p[i]) - p[j] * np.log2(p[j]))",
            "The shares are those of the whole day",
        ),
        (
            "both = p[i] + p[j]\na = p[i] / both\nreturn both * (-a * np.log(a) - (1 - a) * np.log(1 - a))",
            "Yours is the right answer times log 2",
        ),
        (
            "both = p[i] + p[j]\na = p[i] / both\nreturn both * (a * np.log2(a) + (1 - a) * np.log2(1 - a))",
            "The sign is wrong, and all else is right",
        ),
        (
            "both = p[i] + p[j]\nreturn p[i] * np.log2(p[i]) + p[j] * np.log2(p[j]) - both * np.log2(both)",
            "The sign is wrong, and all else is right",
        ),
        (
            "both = p[i] + p[j]\nshare = np.array([p[i], p[j]]) / both\nreturn -both * share * np.log2(share)",
            "One number is wanted; you return a row of 2 numbers",
        ),
        (
            "both = p[i] + p[j]\nshare = np.array([p[i], p[j]]) / both\nreturn -both * np.mean(share * np.log2(share))",
            "Yours is what is asked divided by 2",
        ),
        (
            "both = p[i] + p[j]\nshare = np.array([p[i], p[j]]) / both\n-both * np.sum(share * np.log2(share))",
            "Your function returns nothing",
        ),
        (
            "both = p[i] + p[j]\nshare = np.array([p[i], p[j]]) / both\nprint(-both * np.sum(share * np.log2(share)))",
            "Your function prints its answer and returns nothing",
        ),
        ("return -np.log2(p[i]) - np.log2(p[j])", "Those are the surprises of two single days"),
        ("return -np.log2(p[i]) - np.log2(p[j]) + np.log2(p[i] + p[j])", "The three surprises are right"),
        ("return 0.275", "Your function does not use p"),
        ("return 0.2755", "Your function does not use p"),
        (
            "both = p[1] + p[2]\nshare = np.array([p[1], p[2]]) / both\nreturn -both * np.sum(share * np.log2(share))",
            "Your function does not use i",
        ),
        (
            "p = np.array([0.7, 0.2, 0.1])\n"
            "def merged(q, i, j):\n"
            "    both = p[i] + p[j]\n"
            "    return both * lv.entropy(np.array([p[i], p[j]]) / both, unit='bits')",
            "the answer is 0.5; yours is 0.2755. Your function uses p from the notebook; it must work from "
            "its arguments only. For p = [0.25, 0.375, 0.25, 0.125, 0], i = 1, j = 3 your function raised "
            "IndexError: index 3 is out of bounds for axis 0 with size 3, in line 2 of your function, `both "
            "= p[i] + p[j]`",
        ),
        ("both = p[i] + p[j]\na = p[i] / both\nreturn both * -a * np.log2(a)", "That is the share of i alone"),
        (
            "both = p[i] + p[j]\na = p[i] / both\nreturn both * -a * np.log2(a) - (1 - a) * np.log2(1 - a)",
            "the answer is 0.5; yours is 0.75",
        ),
        ("both = p[i] + p[j]\nreturn both / 2", "the answer is 0.5; yours is 0.25"),
        ("return np.delete(p, [i, j])", "One number is wanted; you return a row of 1 number"),
        (
            "q = p.copy()\nq[i] = p[i] + p[j]\nq = np.delete(q, j)\nreturn q",
            "One number is wanted; you return a row of 2 numbers",
        ),
        (
            "p[i] = p[i] + p[j]\np[j] = 0\nreturn -np.sum(p[p > 0] * np.log2(p[p > 0]))",
            "That is what is left after merging, not what is lost",
        ),
        ("q = p.copy()\nq[i] = p[i] + p[j]\nq[j] = 0\nreturn -np.sum(q * np.log2(q))", "Your function gives nan"),
        (
            "return entropy(p) - entropy(np.append(np.delete(p, [i, j]), p[i] + p[j]))",
            "entropy is neither an argument of your function (p, i, j) nor made in it",
        ),
        ("return p[i] * np.log2(p[i] / p[j]) + p[j] * np.log2(p[j] / p[i])", "the answer is 0.5; yours is 0"),
        ("return p(i) + p(j)", "An array before a bracket is a call"),
        (
            "both = p[i] + p[j]\nreturn both * (1 - (p[i] / both) ** 2 - (p[j] / both) ** 2)",
            "the answer is 0.5; yours is 0.25",
        ),
        (
            "both = p[i] + p[j]\nreturn both * np.log2(p[i] / both) * np.log2(p[j] / both)",
            "the answer is 0.2755; yours is 0.2781",
        ),
        ("return p[i] * p[j]", "the answer is 0.5; yours is 0.0625"),
        ("return abs(p[i] - p[j])", "the answer is 0.5; yours is 0"),
        (
            "a, b = p[i], p[j]\ns = a + b\nreturn -(a * np.log2(s / a) + b * np.log2(s / b))",
            "The sign is wrong, and all else is right",
        ),
        (
            "a, b = p[i], p[j]\ns = a + b\nreturn a * np.log(s / a) + b * np.log(s / b)",
            "Yours is the right answer times log 2",
        ),
        ("a, b = p[i], p[j]\nreturn -a * np.log2(a) - b * np.log2(b)", "That is what the two outcomes added before"),
        ("s = p[i] + p[j]\nreturn -s * np.log2(s)", "That is what the merged outcome adds, which is not lost"),
        (
            "q = np.delete(p, [i, j])\nq = np.append(q, p[i] + p[j])\nreturn -np.sum(q * np.log2(q))",
            "That is what is left after merging, not what is lost",
        ),
        ("return -np.sum(p * np.log2(p))", "That is the entropy before merging"),
        (
            "r = np.array([p[i], p[j]]) / (p[i] + p[j])\nreturn -np.sum(r * np.log2(r))",
            "That is what the answer is worth when it is asked for",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, [i, j]), p[i] + p[j])\n"
            "    return h(q) - h(p)",
            "The sign is wrong, and all else is right",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, [i, j]), p[i] + p[j])\n"
            "    return h(p) - h(q)",
            "Yours is the right answer times log 2",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.delete(p, [i, j])\n"
            "    return h(p) - h(q)",
            "That is what the two outcomes added before",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.delete(p, j)\n"
            "    return h(p) - h(q)",
            "Outcome j is gone, and its chance with it",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = p.copy()\n"
            "    q[i] = p[i] + p[j]\n"
            "    return h(p) - h(q)",
            "Outcome j still counts by itself",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = p.copy()\n"
            "    q[i] = q[j] = (p[i] + p[j]) / 2\n"
            "    return h(q) - h(p)",
            "You made the two alike",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    b = h(p)\n"
            "    p[i] += p[j]\n"
            "    p[j] = 0\n"
            "    return b - h(p)",
            "The answers are right",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = p\n"
            "    q[i] = q[i] + q[j]\n"
            "    q[j] = 0\n"
            "    return h(p) - h(q)",
            "Your function changes p itself, which belongs to whoever calls it",
        ),
        ("return 0.3 * 0.9182958340544896", "Your function does not use p"),
        (
            "a, b = p[1], p[2]\ns = a + b\nreturn a * np.log2(s / a) + b * np.log2(s / b)",
            "Your function does not use i",
        ),
        (
            "a, b = p[i - 1], p[j - 1]\ns = a + b\nreturn a * np.log2(s / a) + b * np.log2(s / b)",
            "Python counts from 0, so outcome i has the chance p[i] and not p[i - 1]",
        ),
        (
            "a, b = p[i], p[j]\ns = a + b\nreturn a * np.log2(a / s) + b * np.log2(b / s)",
            "The sign is wrong, and all else is right",
        ),
        ("a, b = p[i], p[j]\ns = a + b\nreturn np.log2(s / a) + np.log2(s / b)", "You added the two surprises"),
        (
            "a, b = p[i], p[j]\ns = a + b\nreturn (np.log2(s / a) + np.log2(s / b)) / 2",
            "You took the plain mean of the two surprises",
        ),
        ("a, b = i, j\ns = a + b\nreturn a * np.log2(s / a) + b * np.log2(s / b)", "Your function does not use p"),
        ("a, b = p[i], p[j]\nreturn -a * np.log2(b) - b * np.log2(a)", "i and j are crossed"),
        (
            "a, b = p[i], p[j]\ns = a * b\nreturn -a * np.log2(a) - b * np.log2(b) + s * np.log2(s)",
            "One or the other has the sum of their chances",
        ),
        ("return (p[i] + p[j]) * 0.9182958340544896", "the answer is 0.5; yours is 0.4591"),
        ("return p[i] + p[j] if p[i] != p[j] else 1.0", "the answer is 0.5; yours is 1"),
        (
            "a, b = p[i], p[j]\ns = a + b\nprint(a * np.log2(s / a) + b * np.log2(s / b))",
            "Your function prints its answer and returns nothing",
        ),
        (
            "a, b = p[i], p[j]\ns = a + b\nloss = a * np.log2(s / a) + b * np.log2(s / b)",
            "Your function returns nothing",
        ),
        (
            "a, b = p[i], p[j]\ns = a + b\nreturn np.array([a * np.log2(s / a), b * np.log2(s / b)])",
            "One number is wanted; you return a row of 2 numbers",
        ),
        ("a, b = p[i], p[j]\nreturn -np.log2(a + b)", "That is the surprise of the merged outcome"),
        ("a, b = p[i], p[j]\nreturn -np.log2(a) - np.log2(b) + np.log2(a + b)", "The three surprises are right"),
        ("return 1.0", "Your function does not use p"),
        ("a, b = p[i], p[j]\ns = a + b\nreturn round(a * np.log2(s / a) + b * np.log2(s / b), 2)", "That is close"),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, [i, j]), p[i] + p[j])\n"
            "    return h(p) / h(q)",
            "You divided the one entropy by the other",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.mean(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, [i, j]), p[i] + p[j])\n"
            "    return h(p) - h(q)",
            "Your entropy takes the mean over the outcomes",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, [i, j]), p[i] + p[j])\n"
            "    return h(p) - h(q)",
            "The sign is wrong, and all else is right",
        ),
        (
            "def h(v):\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = p.copy()\n"
            "    q[i] += q[j]\n"
            "    q[j] = 0\n"
            "    return h(p) - h(q)",
            "Your function gives nan",
        ),
        (
            "def h(v):\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, [i, j]), p[i] + p[j])\n"
            "    return h(p) - h(q)",
            "Your function gives nan",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, i), p[i] + p[j])\n"
            "    return h(p) - h(q)",
            "Outcome j still counts by itself",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, [i, j]), (p[i] + p[j]) / 2)\n"
            "    return h(p) - h(q)",
            "The merged outcome has the chances of both together, not their mean",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, [i, j]), max(p[i], p[j]))\n"
            "    return h(p) - h(q)",
            "The merged outcome has the chances of both together, not the larger of them",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.delete(p, [i, j])\n"
            "    q = q / q.sum()\n"
            "    return h(p) - h(q)",
            "You threw the two away and shared their chance out",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    x = list(p)\n"
            "    a = x.pop(i)\n"
            "    b = x.pop(j)\n"
            "    return h(p) - h(np.array(x + [a + b]))",
            "Python counts from 0, so the last of n entries is n − 1; where one was taken out, those behind "
            "it moved up",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    x = np.delete(p, i)\n"
            "    x = np.delete(x, j)\n"
            "    return h(p) - h(np.append(x, p[i] + p[j]))",
            "Python counts from 0, so the last of n entries is n − 1; where one was taken out, those behind "
            "it moved up",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = p.copy()\n"
            "    q[i] = q[i] + q[j]\n"
            "    q = q[:-1]\n"
            "    return h(p) - h(q)",
            "You cut off the last outcome, where j should go",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(p[:i], p[i:].sum())\n"
            "    return h(p) - h(q)",
            "Your function does not use j",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.append(np.delete(p, slice(i, j + 1)), p[i:j + 1].sum())\n"
            "    return h(p) - h(q)",
            "You merged all that lies between i and j too",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.array([p[0], p[i] + p[j]])\n"
            "    return h(p) - h(q)",
            "You kept p[0] alone of the others, and there may be more",
        ),
        (
            "def h(v):\n"
            "    v = v[v > 0]\n"
            "    return -np.sum(v * np.log2(v))\n"
            "def merged(p, i, j):\n"
            "    q = np.array([1 - p[i] - p[j], p[i] + p[j]])\n"
            "    return h(p) - h(q)",
            "You merged the others as well",
        ),
        (
            "a = p[i] / (p[i] + p[j])\nreturn -a * np.log2(a) - (1 - a) * np.log2(1 - a)",
            "That is what the answer is worth when it is asked for",
        ),
        (
            "a = p[i] / (p[i] + p[j])\nreturn -p[i] * a * np.log2(a) - p[j] * (1 - a) * np.log2(1 - a)",
            "Each part is multiplied by its chance twice, once as p and once as a share",
        ),
        (
            "return entropy(p) - entropy(p[i] + p[j])",
            "entropy is neither an argument of your function (p, i, j) nor made in it",
        ),
        (
            "p = np.array([0.7, 0.2, 0.1])\n"
            "a, b = p[i], p[j]\n"
            "s = a + b\n"
            "return a * np.log2(s / a) + b * np.log2(s / b)",
            "the answer is 0.5; yours is 0.2755. Python counts from 0, so the last of n entries is n − 1; "
            "where one was taken out, those behind it moved up. For p = [0.25, 0.375, 0.25, 0.125, 0], i = "
            "1, j = 3 your function raised IndexError: index 3 is out of bounds for axis 0 with size 3, in "
            "line 3 of your function, `a, b = p[i], p[j]`",
        ),
        ("return merged(p, i, j)", "Your function calls itself without end"),
        ("a, b = p[i], p[j]\ns = a + b\nreturn a * np.log2(s) / a + b * np.log2(s) / b", "The brackets"),
        (
            "return abs(p[i] * np.log2(p[i]) - p[j] * np.log2(p[j]))",
            "You subtracted what the one adds from what the other adds",
        ),
        (
            "def entropy(p):\n"
            "    return -np.sum(p[p > 0] * np.log2(p[p > 0]))\n"
            "def merged(p, i, j):\n"
            "    return entropy(p) - entropy(p[i] + p[j])",
            "The second entropy is that of the merged outcome alone",
        ),
    ],
}
