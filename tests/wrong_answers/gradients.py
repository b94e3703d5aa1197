"""Answers to the exercises of lesson 6."""

# What many answers begin with.
COPIES = "z = np.array(z, float)\nout = np.zeros(len(z))\nfor i in range(len(z)):\n    a, b = z.copy(), z.copy()\n"
STEPPED = "h = 1e-5\nout = np.zeros(len(z))\nfor i in range(len(z)):\n    d = np.zeros(len(z))\n    d[i] = h\n"

RIGHT = {
    "numeric": [
        (
            "z = np.array(z, float)\nh = 1e-5\ng = np.zeros_like(z)\nfor i in range(len(z)):\n    z[i] += h\n"
            "    up = f(z)\n    z[i] -= 2 * h\n    g[i] = (up - f(z)) / (2 * h)\n    z[i] += h\nreturn g"
        ),
        (COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 2e-5\nreturn out"),
        ("h = 1e-5\ne = np.eye(len(z))\nreturn np.array([(f(z + h * d) - f(z - h * d)) / (2 * h) for d in e])"),
        (
            "h = 1e-5\ng = np.zeros(z.shape)\nz = z.astype(float)\nfor i in range(z.size):\n"
            "    old = z[i]\n    z[i] = old + h\n    up = f(z)\n    z[i] = old - h\n"
            "    down = f(z)\n    z[i] = old\n    g[i] = (up - down) / (2 * h)\nreturn g"
        ),
        (
            "slopes = []\nfor i in range(len(z)):\n    step = np.zeros(len(z))\n"
            "    step[i] = 1e-5\n    slopes.append((f(z + step) - f(z - step)) / 2e-5)\n"
            "return np.array(slopes)"
        ),
        (
            "h, k = 1e-6, np.arange(len(z))\n"
            "return np.array([(f(z + h * (k == i)) - f(z - h * (k == i))) / (2 * h) for i in k])"
        ),
        (
            "def numeric(f, z):\n    h = 1e-4\n    z = np.asarray(z, dtype=float)\n"
            "    def one(i):\n        d = np.zeros_like(z)\n        d[i] = h\n"
            "        return (8 * (f(z + d) - f(z - d)) - (f(z + 2 * d) - f(z - 2 * d))) / (12 * h)\n"
            "    return np.array([one(i) for i in range(z.size)])"
        ),
        ("return np.array([(f(z + d) - f(z - d)) / 2e-5 for d in 1e-5 * np.identity(z.shape[0])])"),
    ],
    "sharpen_slope": [
        ("q = lv.softmax(u)\nreturn np.sum(q * u) - u[label]"),
        ("q = lv.softmax(u)\ny = np.eye(len(u))[label]\nreturn (q - y) @ u"),
        ("q = np.exp(u - np.max(u))\nq /= q.sum()\nq[label] -= 1\nreturn np.dot(q, u)"),
        ("u = np.array(u, float)\nm = u.max()\ne = np.exp(u - m)\nreturn (e * u).sum() / e.sum() - u[label]"),
        (
            "def sharpen_slope(u, label):\n    def loss(s):\n        z = s * u\n"
            "        m = np.max(z)\n        return m + np.log(np.sum(np.exp(z - m))) - z[label]\n"
            "    h = 1e-5\n    return (loss(1 + h) - loss(1 - h)) / (2 * h)"
        ),
        ("q = lv.softmax(u)\nreturn float(np.average(u, weights=q) - u[label])"),
        (
            "q = lv.softmax(u)\ntotal = 0\nfor k in range(len(u)):\n"
            "    y = 1 if k == label else 0\n    total += (q[k] - y) * u[k]\nreturn total"
        ),
        ("q = lv.softmax(u)\nreturn np.sum(q * (u - u[label]))"),
        (
            "def sharpen_slope(u, label):\n    h = 1e-5\n    def loss(s):\n"
            "        return -np.log(lv.softmax(s * u)[label])\n"
            "    return (loss(1 + h) - loss(1 - h)) / (2 * h)"
        ),
    ],
}

WRONG = {
    "numeric": [
        (
            "def numeric(f, z):\n    z = np.array(z, float)\n    h, out = 1e-5, np.zeros(len(z))\n"
            "    for j in range(len(z)):\n        z[j] += h\n        up = f(z)\n        z[j] -= 2 * h\n"
            "        out[j] = (up - f(z)) / (2 * h)\n    return out",
            "You left the entry at z − h, so the next slopes are measured elsewhere. Put it back.",
        ),
        (
            "def numeric(f, z):\n    z = np.array(z, float)\n    h, out = 1e-5, z\n"
            "    for j in range(len(z)):\n        e = np.zeros(len(z))\n        e[j] = h\n"
            "        out[j] = (f(z + e) - f(z - e)) / (2 * h)\n    return out",
            "You write the slopes into z itself, so the next ones are measured elsewhere. Make a new array.",
        ),
        (
            "def numeric(f, z):\n    z = np.array(z, float)\n    h = 1e-3\n"
            "    return np.array([(f(z + e) - f(z - e)) / (2 * h) for e in h * np.eye(len(z))])",
            "At 0.001 the bend is still seen where the function is steep. Take 1e−5.",
        ),
        (
            COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 1e-5\nreturn out",
            "You divided by h",
        ),
        (COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(b) - f(a)) / 2e-5\nreturn out", "sign is wrong"),
        ("h = 1e-5\nreturn np.array([(f(z + h) - f(z - h)) / (2 * h) for _ in z])", "moved all entries together"),
        ("h = 1e-5\nreturn (f(z + h) - f(z - h)) / (2 * h)", "the sum of the slopes"),
        ("h = 1e-5\nreturn (f(z + h) - f(z - h)) / 2 * h", "you return one number"),
        (COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 2 * 1e-5\nreturn out", "/ 2 * h"),
        (
            COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = f(a) - f(b) / 2e-5\nreturn out",
            "Only f(z − h) is divided",
        ),
        (COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = f(a) - f(b)\nreturn out", "Those are differences"),
        (COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 2e-5", "return missing"),
        (
            COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 2e-5\nprint(out)",
            "prints its answer",
        ),
        (
            COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 2e-5\n    return out",
            "inside the loop",
        ),
        (COPIES + "    a[i] += 1e-5\n    b[i] -= 1e-5\n    return (f(a) - f(b)) / 2e-5", "inside the loop"),
        (
            "out = np.zeros(len(z))\nfor i in range(len(z)):\n    z[i] = z[i] + 1e-5\n"
            "    up = f(z)\n    z[i] = z[i] - 1e-5\n    down = f(z)\n"
            "    out[i] = (up - down) / 2e-5\nreturn out",
            "not on to z − h",
        ),
        (
            "out = np.zeros(len(z))\nfor i in range(len(z)):\n    z[i] += 1e-5\n    up = f(z)\n"
            "    z[i] -= 2e-5\n    down = f(z)\n    out[i] = (up - down) / 2e-5\nreturn out",
            "changes z itself",
        ),
        (
            "out = np.zeros(len(z))\nfor i in range(len(z)):\n    a = z\n    b = z\n"
            "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 2e-5\nreturn out",
            "second name",
        ),
        (
            "out = np.zeros(len(z))\nfor i in range(len(z)):\n    a = z.copy()\n    b = a\n"
            "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 2e-5\nreturn out",
            "second name",
        ),
        (
            "out = np.zeros(len(z))\na = z.copy()\nb = z.copy()\nfor i in range(len(z)):\n"
            "    a[i] += 1e-5\n    b[i] -= 1e-5\n    out[i] = (f(a) - f(b)) / 2e-5\nreturn out",
            "pile up",
        ),
        (COPIES + "    a[i] += 1e-14\n    b[i] -= 1e-14\n    out[i] = (f(a) - f(b)) / 2e-14\nreturn out", "rounding"),
        (COPIES + "    a[i] += 1e-12\n    b[i] -= 1e-12\n    out[i] = (f(a) - f(b)) / 2e-12\nreturn out", "few digits"),
        (
            COPIES + "    a[i] += 1e-16\n    b[i] -= 1e-16\n    out[i] = (f(a) - f(b)) / 2e-16\nreturn out",
            "1e−16 is lost",
        ),
        (COPIES + "    a[i] += 0.1\n    b[i] -= 0.1\n    out[i] = (f(a) - f(b)) / 0.2\nreturn out", "So large a step"),
        (COPIES + "    a[i] += 1\n    b[i] -= 1\n    out[i] = (f(a) - f(b)) / 2\nreturn out", "A step of 1"),
        (COPIES + "    a[i] += 0.01\n    b[i] -= 0.01\n    out[i] = (f(a) - f(b)) / 0.02\nreturn out", "At 0.01"),
        (COPIES + "    a[i] += 1e-5\n    out[i] = (f(a) - f(z)) / 2e-5\nreturn out", "only h apart"),
        (COPIES + "    a[i] += 1e-6\n    out[i] = (f(a) - f(z)) / 2e-6\nreturn out", "only h apart"),
        (COPIES + "    b[i] -= 1e-5\n    out[i] = (f(z) - f(b)) / 2e-5\nreturn out", "only h apart"),
        (
            "z = np.array(z, float)\nout = np.zeros(len(z))\nfor i in range(len(z)):\n"
            "    z[i] += 1e-4\n    up = f(z)\n    z[i] -= 1e-4\n"
            "    out[i] = (up - f(z)) / 2e-4\nreturn out",
            "only h apart",
        ),
        (COPIES + "    a[i] += 1e-5\n    out[i] = (f(a) - f(z)) / 1e-5\nreturn out", "from one side"),
        (COPIES + "    b[i] -= 1e-5\n    out[i] = (f(b) - f(z)) / 1e-5\nreturn out", "from one side"),
        (
            "z = np.array(z, dtype=int)\nout = np.zeros(len(z))\nfor i in range(len(z)):\n"
            "    a, b = z.copy(), z.copy()\n    a[i] = a[i] + 1e-5\n    b[i] = b[i] - 1e-5\n"
            "    out[i] = (f(a) - f(b)) / 2e-5\nreturn out",
            "Write float",
        ),
        (
            "out = np.zeros_like(z)\nfor i in range(len(z)):\n    a, b = z.copy(), z.copy()\n"
            "    a[i] = a[i] + 1e-5\n    b[i] = b[i] - 1e-5\n    out[i] = (f(a) - f(b)) / 2e-5\n"
            "return out",
            "whole numbers",
        ),
        (
            "z = z.astype(np.float32)\nout = np.zeros(len(z))\nfor i in range(len(z)):\n"
            "    a, b = z.copy(), z.copy()\n    a[i] += 1e-5\n    b[i] -= 1e-5\n"
            "    out[i] = (f(a) - f(b)) / 2e-5\nreturn out",
            "float32",
        ),
        ("q = lv.softmax(z)\nreturn q - np.array([0, 0, 1])", "do not go together"),
        (
            "h = 1e-5\nreturn np.array([(f(z[i] + h) - f(z[i] - h)) / (2 * h) for i in range(len(z))])",
            "f wants the whole array",
        ),
        (
            "h = 1e-5\nout = np.zeros(3)\nfor i in range(3):\n    d = np.zeros(3)\n    d[i] = h\n"
            "    out[i] = (f(z + d) - f(z - d)) / (2 * h)\nreturn out",
            "do not go together",
        ),
        (
            "h = 1e-5\nout = np.zeros(len(z))\nfor i in range(1, len(z)):\n"
            "    d = np.zeros(len(z))\n    d[i] = h\n    out[i] = (f(z + d) - f(z - d)) / (2 * h)\n"
            "return out",
            "first entry was never moved",
        ),
        (
            "h = 1e-5\nout = np.zeros(len(z))\nfor i in range(len(z) - 1):\n"
            "    d = np.zeros(len(z))\n    d[i] = h\n    out[i] = (f(z + d) - f(z - d)) / (2 * h)\n"
            "return out",
            "last entry was never moved",
        ),
        (STEPPED + "    out[i] = (loss(z + d) - loss(z - d)) / (2 * h)\nreturn out", "loss is neither"),
        (
            "h = 1e-5\nout = 0\nfor i in range(len(z)):\n    d = np.zeros(len(z))\n    d[i] = h\n"
            "    out += (f(z + d) - f(z - d)) / (2 * h)\nreturn out",
            "the sum of the slopes",
        ),
        ("h = 1e-5\nd = h * np.eye(len(z))\nreturn (f(z + d) - f(z - d)) / (2 * h)", "f wants the whole array"),
        ("return np.gradient(f(z), z)", "np.gradient(f(z), z)"),
        (
            "h = 1e-5\n"
            "g = np.array([(f(z + h * d) - f(z - h * d)) / (2 * h) for d in np.eye(len(z))])\n"
            "return np.abs(g)",
            "without its sign",
        ),
        (
            "h = 1e-5\n"
            "g = np.array([(f(z + h * d) - f(z - h * d)) / (2 * h) for d in np.eye(len(z))])\n"
            "return g / len(z)",
            "number of entries",
        ),
        (
            "h = 1e-5\n"
            "g = np.array([(f(z + h * d) - f(z - h * d)) / (2 * h) for d in np.eye(len(z))])\n"
            "return g.reshape(-1, 1)",
            "numbers are right",
        ),
        (
            "h = 1e-5\ng = np.array([(f(z + h * d) - f(z - h * d)) / (2 * h) for d in np.eye(len(z))])\nreturn -g",
            "sign is wrong",
        ),
        (
            "h = 1e-5\n"
            "g = np.array([(f(z * (1 + h * d)) - f(z * (1 - h * d))) / (2 * h) for d in np.eye(len(z))])\n"
            "return g",
            "not h times z",
        ),
        (
            "h = 1e-5\n"
            "g = np.array([(f(z + h * d) - f(z - h * d)) / (2 * h) for d in np.eye(len(z))])\n"
            "return np.round(g, 3)",
            "Do not round",
        ),
        ("h = 1e-5\nreturn [(f(z + h * d) - f(z - h * d)) / (2 * h) for d in np.eye(len(z))]", "returns a list"),
        (
            "out = np.zeros(len(z))\na = z.astype(float)\nb = z.astype(float)\n"
            "for i in range(len(z)):\n    a[i] += 1e-5\n    b[i] -= 1e-5\n"
            "    out[i] = (f(a) - f(b)) / 2e-5\nreturn out",
            "pile up",
        ),
        ("h = 1e-5\nreturn np.array([(f(z) - f(z - h * d)) / h for d in np.eye(len(z))])", "Take z + h"),
        (
            "h = 1e-5\ng = np.zeros_like(z)\nfor i in range(len(z)):\n    s = np.zeros(len(z))\n    s[i] = h\n"
            "    g[i] = (f(z + s) - f(z - s)) / (2 * h)\nreturn g",
            "so is np.zeros_like(z)",
        ),
        (
            "h = 1e-5\ng = []\nfor i in range(len(z)):\n    s = np.zeros_like(z)\n    s[i] = h\n"
            "    g.append((f(z + s) - f(z - s)) / (2 * h))\nreturn np.array(g)",
            "so is np.zeros_like(z)",
        ),
    ],
    "sharpen_slope": [
        ("q = lv.softmax(u)\nreturn u[label] - np.sum(q * u)", "sign is wrong"),
        ("q = lv.softmax(u)\ny = np.eye(len(u))[label]\nreturn q - y", "slopes on the scores"),
        ("q = lv.softmax(u)\ny = np.eye(len(u))[label]\nreturn (q - y) * u", "Add up the ways"),
        ("q = lv.softmax(u)\ny = np.eye(len(u))[label]\nreturn np.mean((q - y) * u)", "do not take their mean"),
        ("q = lv.softmax(u)\nreturn np.sum(q * u)", "What became of the true class"),
        ("q = lv.softmax(u)\nreturn -u[label]", "mean of the scores by q is missing"),
        ("q = lv.softmax(u)\nreturn q[label] - 1", "slope in the true score"),
        ("q = lv.softmax(u)\nreturn (q[label] - 1) * u[label]", "Only the true score moves"),
        ("q = lv.softmax(u)\nreturn np.sum(q - np.eye(len(u))[label])", "add up to 0"),
        ("q = lv.softmax(u)\nreturn np.sum((q - label) * u)", "It is an index"),
        ("q = lv.softmax(u)\ny = np.eye(len(u))[label - 1]\nreturn np.sum((q - y) * u)", "counted from 0"),
        ("q = np.exp(u) / np.sum(np.exp(u))\nreturn np.sum(q * u) - u[label]", "grows too large"),
        ("return np.sum(np.exp(u) * u) / np.sum(np.exp(u)) - u[label]", "grows too large"),
        ("q = lv.softmax(u)\nreturn np.mean(u) - u[label]", "each class counts alike"),
        ("q = lv.softmax(u)\nreturn np.max(u) - u[label]", "You took the largest score"),
        ("q = lv.softmax(u)\nreturn -np.log(q[label])", "That is the loss"),
        ("q = lv.softmax(u)\nnp.sum(q * u) - u[label]", "return missing"),
        ("q = lv.softmax(u)\nprint(np.sum(q * u) - u[label])", "prints its answer"),
        ("q = lv.softmax(u)\nreturn np.sum(q * z) - z[label]", "z is neither"),
        ("return np.sum(q * u) - u[label]", "q is neither"),
        ("q = lv.softmax(u)\nreturn (np.sum(q * u) - u[label]) / np.log(2)", "log 2"),
        ("q = lv.softmax(u)\nu[label] -= 1\nreturn np.sum(q * u)", "Subtract its score"),
        ("q = lv.softmax(u)\nq[label] -= 1\nreturn np.sum(q)", "add up to 0"),
        ("q = lv.softmax(u)\nreturn np.sum(q * u) - q[label]", "Subtract its score"),
        ("q = lv.softmax(u)\nreturn np.sum(q * u) - u[label] * q[label]", "in full"),
        (
            "q = lv.softmax(u)\ny = np.eye(len(u))[label]\nJ = np.diag(q) - np.outer(q, q)\nreturn (J @ (q - y)) @ u",
            "table J",
        ),
        ("q = lv.softmax(u)\ny = np.eye(len(u))[label]\nreturn 2 / len(u) * np.sum((q - y) * u)", "belongs to squares"),
        ("q = lv.softmax(u)\ny = np.eye(len(u))[label]\nreturn np.sum((q - y) ** 2)", "squared the slopes"),
        ("q = lv.softmax(u)\nreturn abs(np.sum(q * u) - u[label])", "without its sign"),
        ("q = lv.softmax(u)\ny = np.eye(3)[label]\nreturn np.sum((q - y) * u)", "do not go together"),
        ("q = u / np.sum(u)\nreturn np.sum(q * u) - u[label]", "no exp"),
        (
            "q = lv.softmax(u)\ny = np.zeros(len(u))\ny[np.argmax(u)] = 1\nreturn np.sum((q - y) * u)",
            "You subtracted the largest score",
        ),
        ("q = lv.softmax(u)\nreturn np.array([np.sum(q * u) - u[label]])", "numbers are right"),
        (
            "def sharpen_slope(u, label):\n    h = 1e-5\n    def loss(s):\n"
            "        return -np.log(lv.softmax(s * u)[label])\n"
            "    return (loss(1 + h) - loss(1 - h)) / h",
            "You divided by h",
        ),
        (
            "def sharpen_slope(u, label):\n    h = 1e-5\n    def loss(s):\n"
            "        return np.log(lv.softmax(s * u)[label])\n"
            "    return (loss(1 + h) - loss(1 - h)) / (2 * h)",
            "sign is wrong",
        ),
        (
            "def sharpen_slope(u, label):\n    h = 1e-5\n    def loss(s):\n"
            "        return -np.log(lv.softmax(u + s)[label])\n"
            "    return (loss(1 + h) - loss(1 - h)) / (2 * h)",
            "add up to 0",
        ),
        (
            "def sharpen_slope(u, label):\n    h = 1e-5\n    def loss(s):\n"
            "        return -np.log(lv.softmax(s * u)[label])\n"
            "    return (loss(h) - loss(-h)) / (2 * h)",
            "each class counts alike",
        ),
        (
            "q = lv.softmax(u)\nother = [k for k in range(len(u)) if k != label]\nreturn np.sum(q[other] * u[other])",
            "in full",
        ),
        ("q = lv.softmax(u)\nreturn q[label] * (u[label] - np.sum(q * u))", "slope of the chance"),
        ("q = lv.softmax(u)\nreturn np.sum(q * u) - np.max(u)", "You subtracted the largest score"),
        ("return np.sum(lv.softmax(u) * u) - label", "subtracted label itself"),
        ("return 0.0 * u[label]", "add up to 0"),
    ],
}
