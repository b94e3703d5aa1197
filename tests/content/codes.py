"""Lesson 2, yes/no questions. How few they can be by package-merge; what is drawn from the answers alone.

L. L. Larmore and D. S. Hirschberg, *A Fast Algorithm for Optimal Length-Limited Huffman Codes* (1990).
"""

import functools
import itertools
from types import SimpleNamespace

import numpy as np
from scipy import stats

from tests.content import boxes, content, hidden, label, near, place, reads, word, xy


def chances(tickets, block):
    """Return the tickets of each block of draws, by its name: of outcomes 1 and 4, "14"."""
    blocks = itertools.product(enumerate(tickets, 1), repeat=block)
    return {"".join(str(i) for i, _ in b): int(np.prod([w for _, w in b])) for b in blocks if all(w for _, w in b)}


@functools.cache
def fewest(tickets, block):
    """Return the least mean number of questions about one draw."""
    weights = np.array([*chances(tickets, block).values()])
    packages = np.sort(weights)
    for _ in range(75):  # More questions than any outcome needs: Fibonacci's 75th number is above all tickets.
        pairs = packages[: len(packages) // 2 * 2].reshape(-1, 2).sum(axis=1)
        packages = np.sort(np.concatenate([weights, pairs]))
    return packages[: 2 * len(weights) - 2].sum() / weights.sum() / block


@functools.cache
def laid_out(words, tickets, block):
    """Return the boxes and texts that belong to some answers, a tuple of (outcome, answers)."""
    weights = chances(tickets, block)
    assert set(dict(words)) == set(weights), "an outcome is missing"
    reach = {}  # how many tickets lie beyond the first answers
    for outcome, answers in words:
        for k in range(len(answers) + 1):
            reach[answers[:k]] = reach.get(answers[:k], 0) + weights[outcome]
    known = {answers: outcome for outcome, answers in words}
    assert len(known) == len(words)
    total = sum(weights.values())

    def left(answers):
        return sum(reach[answers[:k] + "1"] for k, answer in enumerate(answers) if answer == "0") / total

    found = SimpleNamespace(yes=[], no=[], asks=[], leaves=[], mean=0)
    for answers, tickets_here in reach.items():
        top, share = len(answers) / block, tickets_here / total
        if answers in known:
            assert answers + "1" not in reach and answers + "0" not in reach, "known, and yet asked"
            if share >= 0.03 * block:
                found.leaves.append((-share, left(answers), top, known[answers]))
            continue
        yes, no = reach[answers + "1"], reach[answers + "0"]
        assert yes >= no, "yes is the likelier way"
        found.mean += share / block
        if share > 0.001:
            found.yes.append((left(answers), yes / total, top, 1 / block))
            found.no.append((left(answers + "0"), no / total, top, 1 / block))
            if block == 1 and yes / total > 0.15:
                asked = sorted(outcome for outcome, way in words if way.startswith(answers + "1"))
                found.asks.append((left(answers) + yes / total / 2, top + 0.5, " or ".join(asked) + "?"))
    found.leaves = [
        (at - share / 2, min(top + 0.04, 3.1), name, -share) for share, at, top, name in sorted(found.leaves)
    ]
    found.leaves = found.leaves[:6]
    return found


def rows(boxes):
    """Return boxes as (left, width, top, height), from left to right in each row."""
    return np.array(sorted(np.round(boxes, 9).tolist(), key=lambda box: (box[2], box[0])))


@content(
    {"w1": 100, "w2": 100, "w3": 100, "w4": 700, "block": 1},
    {"w1": 125, "w2": 130, "w3": 250, "w4": 500, "block": 2},
    {"w1": 0, "w2": 0, "w3": 120, "w4": 900, "block": 3},
    {"w1": 1, "w2": 7, "w3": 30, "w4": 400, "block": 4},
    {"w1": 0, "w2": 0, "w3": 0, "w4": 9, "block": 1},
)
def questions(art, still, n, text, w1, w2, w3, w4, block):
    tickets = (w1, w2, w3, w4)
    entropy = stats.entropy(tickets, base=2)
    means = [fewest(tickets, k) for k in range(1, 5)]
    near(n.tickets, tickets)
    near(n.questions, means)
    near(n.entropy, entropy)
    right = laid_out(tuple(n.words.items()), tickets, block)
    near(right.mean, means[block - 1])

    for name in ("yes", "no"):
        drawn, wanted = getattr(art, name), getattr(right, name)
        if wanted:
            near(rows(getattr(n, name)), rows(wanted))
            left, bottom, width, height = boxes(drawn)
            near(rows(np.transpose([left, width, bottom, height])), rows(wanted))
        else:
            hidden(drawn)
    assert art.yes.get_facecolor()[3] > art.no.get_facecolor()[3], "yes is darker"
    for name, above, below in (("leaves", 0.02, 0.26), ("asks", 0.14, 0.14)):
        texts, told, wanted = getattr(art, name), getattr(n, name), getattr(right, name)
        for (x, y, says, *width), given, drawn in zip(
            sorted(wanted), sorted(told), sorted_by_place(texts), strict=True
        ):
            assert given[2] == says == word(drawn)
            near([*given[:2], *given[3:]], [x, y, *width])
            # None lies on the dashed line.
            near(place(drawn), [x, entropy + above + 0.03 if y - above < entropy < y + below else y])
        hidden(*texts[len(wanted) :])

    near(xy(art.level), [[0, entropy], [1, entropy]])
    near(xy(art.entropy), [[0.6, entropy], [4.4, entropy]])
    near(xy(art.bound), [[k, entropy + 1 / k] for k in range(1, 5)])
    near(xy(art.means), np.transpose([range(1, 5), means]))
    near(xy(art.here), [[block, means[block - 1]]])
    assert [label(a) for a in (art.entropy, art.bound, art.means)] == ["entropy H", "H + 1/n", "best questions"]

    first = sorted(n.words.items(), key=lambda item: (len(item[1]), item[0]))[:4]
    told = [int(part) for outcome, answers in first for part in (outcome, answers) if part]
    more = [len(n.words)] if len(n.words) > 4 else []
    listed = ", ".join(f"{outcome} by {answers or 'none'}" for outcome, answers in first)
    reads(text, *tickets, block, means[block - 1], entropy, f"1 yes and 0 no: {listed}", 1, 0, *told, *more)


def sorted_by_place(texts):
    """Return the texts that are shown, from left to right."""
    return sorted((text for text in texts if text.get_visible()), key=lambda text: text.get_position()[0])
