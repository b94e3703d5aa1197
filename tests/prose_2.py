"""The numbers quoted in 02_entropy_lottery.ipynb; see tests/prose.py."""

import heapq
from functools import reduce

import numpy as np
from scipy.optimize import minimize_scalar

RARE = [0.1, 0.1, 0.1, 0.7]
SURE = [0.001, 0.001, 0.001, 0.997]


def bits(p: list[float]) -> float:
    """Return the entropy of p."""
    return float(-np.sum(np.array(p) * np.log2(p)))


def slope(p: float) -> float:
    """Return the derivative of -p log2 p."""
    return -np.log2(p) - 1 / np.log(2)


def questions(p: list[float], n: int) -> float:
    """Return the questions per draw, n draws together: Huffman's code adds up what it joins."""
    heap = reduce(np.multiply.outer, [np.array(p)] * n).ravel().tolist()
    heapq.heapify(heap)
    total = 0.0
    while len(heap) > 1:
        joined = heapq.heappop(heap) + heapq.heappop(heap)
        total += joined
        heapq.heappush(heap, joined)
    return total / n


def widest() -> float:
    """Return the p at which -p log2 p is largest."""
    return float(minimize_scalar(lambda p: p * np.log2(p), bounds=(0.01, 0.99), method="bounded").x)


CLAIMS = {
    r"$1 / \log 2 = 1.4427$ bits": lambda: (..., ..., 1 / np.log(2)),
    r"$\log_2 \tfrac18 = -3$, since $\tfrac18 = 2^{-3}$": lambda: (np.log2(1 / 8), 1 / 8),
    "in eight surprises by 3 bits": lambda: -np.log2(1 / 8),
    r"$0.25 \cdot (-2) = -0.5$, and four of them make an entropy of 2": lambda: (
        ...,
        np.log2(0.25),
        0.25 * np.log2(0.25),
        bits([0.25] * 4),
    ),
    "1.879 for a rare outcome, and $-0.928$ for the common one": lambda: (slope(0.1), slope(0.7)),
    "with .01, a rare outcome surprises by 6.64 bits": lambda: (..., -np.log2(0.01)),
    r"of its 6.64 bits the one at .01 adds $0.01 \cdot 6.64 = 0.066$": lambda: (
        -np.log2(0.01),
        ...,
        0.01,
        -np.log2(0.01),
        -0.01 * np.log2(0.01),
    ),
    "can have is 0.531 bits, at $p = 1/e = 0.368$": lambda: (-widest() * np.log2(widest()), ..., widest()),
    "the top: 2 bits. **certain** is the bottom: 0": lambda: (np.log2(4), -np.log2(1)),
    "heights 0.693 times as high": lambda: np.log(2),
    "add up to 2 bits": lambda: np.log2(4),
    "most bring 0.51 bits and some 3.32": lambda: (-np.log2(0.7), -np.log2(0.1)),
    "closes in on 1.357": lambda: bits(RARE),
    "9.97 bits, comes once in 333 draws": lambda: (-np.log2(0.001), 1 / 0.003),
    "every draw surprises by 2 bits": lambda: -np.log2(0.25),
    r"/ \log 2 \approx 1.4427": lambda: (..., 1 / np.log(2)),
    "The arch is 1 bit high": lambda: bits([0.5, 0.5]),
    "The first 1% of doubt brings 0.08 bits": lambda: (..., bits([0.01, 0.99])),
    r"$\log_2 3 = 1.585$": lambda: (..., bits([1 / 3] * 3)),
    "The .997 lottery has 0.034 bits": lambda: (0.997, bits(SURE)),
    "halves that, to 0.5085 per draw": lambda: questions(SURE, 2),
    "For .7 it is 1.5, then 1.365, 1.375 and 1.364": lambda: (0.7, *(questions(RARE, n) for n in (1, 2, 3, 4))),
    "A nat is 1.4427 bits": lambda: 1 / np.log(2),
}
GIVEN = {
    "heads has chance $1/2$": "a fair coin",
    r"heads twice has $1/2 \cdot 1/2$": "a fair coin, twice",
    "A has chance 0.5 and B has 0.25": "where the sliders start",
    "In the .97 lottery": "a lottery by its name",
    "At .7": "a lottery by its name",
    "At .997": "a lottery by its name",
    "**draws** up to 300": "the end of the slider",
}
