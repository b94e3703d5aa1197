"""Lesson 2, second part: entropy as a count of yes/no questions."""

import heapq
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ..losses import entropy
from ..old_form import panel
from ..panel import Panel
from ..picture import BLUE, GREEN, INK, RED
from .lottery import LOTTERIES, ticket_controls, ticket_presets


class Node(NamedTuple):
    """A question and its two ways on, or, with no ways, the outcome that is then known."""

    weight: int
    order: int
    outcome: int = -1
    ways: tuple["Node", ...] = ()


def questions_tree(weights: Sequence[int]) -> Node:
    """Return the yes/no questions that need the fewest answers on average (Huffman's tree).

    The two rarest outcomes are parted by the last question; seen as one outcome, they are
    joined in the same way, until a single one is left. Yes is the likelier way; of two alike, an
    outcome before a further question.

    Parameters
    ----------
    weights : sequence of int
        Tickets of each outcome; those without a ticket need no question. At least one has one.

    Returns
    -------
    Node

    References
    ----------
    D. A. Huffman, *A Method for the Construction of Minimum-Redundancy Codes* (1952).

    Examples
    --------
    >>> code_words(questions_tree([1, 1, 1, 7]))
    {3: '1', 1: '011', 0: '010', 2: '00'}
    """
    heap = [Node(int(w), i, i) for i, w in enumerate(weights) if w > 0]
    heapq.heapify(heap)
    order = len(weights)
    while len(heap) > 1:
        rarest = heapq.heappop(heap), heapq.heappop(heap)
        no, yes = sorted(rarest, key=lambda node: (node.weight, not node.ways))
        heapq.heappush(heap, Node(no.weight + yes.weight, order, -1, (yes, no)))
        order += 1
    return heap[0]


def walk(node: Node) -> Iterator[tuple[Node, str, int]]:
    """Yield every node with the answers that lead to it (1 is yes) and the weight that lies to its left.

    Examples
    --------
    >>> [(answers, left) for _, answers, left in walk(questions_tree([1, 3]))]
    [('', 0), ('1', 0), ('0', 3)]
    """
    todo = [(node, "", 0)]
    while todo:
        node, answers, left = todo.pop()
        yield node, answers, left
        if node.ways:
            yes, no = node.ways
            todo += [(no, answers + "0", left + yes.weight), (yes, answers + "1", left)]


def code_words(tree: Node) -> dict[int, str]:
    """Return the answers that lead to each outcome.

    Examples
    --------
    >>> code_words(questions_tree([1, 1]))
    {1: '1', 0: '0'}
    """
    return {node.outcome: answers for node, answers, _ in walk(tree) if not node.ways}


def mean_questions(tree: Node) -> float:
    """Return the mean number of questions: each is asked in the share of draws that reach it.

    Examples
    --------
    >>> mean_questions(questions_tree([1, 1, 2]))
    1.5
    """
    return sum(node.weight for node, _, _ in walk(tree) if node.ways) / tree.weight


def _path(boxes: list[tuple[float, float, float, float]]) -> Path:
    """Return rectangles (left, width, top, height) as one path: one artist, however many."""
    left, width, top, height = np.array(boxes).T
    x = np.stack([left, left + width, left + width, left], axis=-1)
    y = np.stack([top, top, top + height, top + height], axis=-1)
    return Path.make_compound_path_from_polys(np.stack([x, y], axis=-1))


def questions() -> Panel:
    """Ask the best yes/no questions about one draw or a block of draws, beside the entropy they cannot beat.

    Returns
    -------
    Panel
        Controls w1 to w4 (tickets) and block (how many draws are asked about together).
    """
    blocks = np.arange(1, 5)
    deepest = 3.4

    def name(outcome: int, block: int) -> str:
        return "".join(str(i + 1) for i in np.unravel_index(outcome, (4,) * block))

    def layout(tree: Node, block: int) -> SimpleNamespace:
        """Place each question that more than a thousandth is asked: a row down, as wide as its share."""
        height, words = 1 / block, {}
        yes, no, leaves, asks = [], [], [], []
        for node, answers, before in walk(tree):
            left, width, top = before / tree.weight, node.weight / tree.weight, len(answers) * height
            if not node.ways:
                words[name(node.outcome, block)] = answers
                leaves.append((left + width / 2, min(top + 0.04, deepest - 0.3), name(node.outcome, block), width))
            elif width > 0.001:
                share = node.ways[0].weight / tree.weight
                yes.append((left, share, top, height))
                no.append((left + share, width - share, top, height))
                if block == 1 and share > 0.15:
                    asked = sorted(leaf.outcome + 1 for leaf, _, _ in walk(node.ways[0]) if not leaf.ways)
                    asks.append((left + share / 2, top + height / 2, " or ".join(map(str, asked)) + "?"))
        leaves = sorted((leaf for leaf in leaves if leaf[3] >= 0.03 * block), key=lambda leaf: (-leaf[3], leaf[0]))
        return SimpleNamespace(yes=yes, no=no, leaves=leaves[:6], asks=asks, words=words)

    def compute(w1: int = 100, w2: int = 100, w3: int = 100, w4: int = 700, block: int = 1) -> SimpleNamespace:
        tickets = np.array([w1, w2, w3, w4])
        weights, trees = np.ones(1, np.int64), []
        for _ in blocks:
            weights = np.multiply.outer(weights, tickets).ravel()
            trees.append(questions_tree(weights.tolist()))
        return SimpleNamespace(
            tickets=tickets,
            block=block,
            questions=np.array([mean_questions(tree) for tree in trees]) / blocks,
            entropy=float(entropy(tickets / tickets.sum(), unit="bits")),
            **vars(layout(trees[block - 1], block)),
        )

    def draw(figure: Figure) -> SimpleNamespace:
        left, right = figure.subplots(1, 2, width_ratios=[3, 2])
        left.set(
            xlim=(-0.01, 1.01), ylim=(deepest, 0), xlabel="share of the draws", ylabel="questions per draw, downwards"
        )
        left.set_title("each row a question: yes dark, no pale")
        right.set(xlim=(0.6, 4.4), ylim=(-0.12, 3.1), xticks=blocks, xlabel="draws asked about together")
        right.set_title("mean questions per draw")
        art = SimpleNamespace(
            yes=left.add_patch(PathPatch(Path(np.zeros((1, 2))), facecolor=BLUE + "70", edgecolor=BLUE, linewidth=0.8)),
            no=left.add_patch(PathPatch(Path(np.zeros((1, 2))), facecolor=BLUE + "18", edgecolor=BLUE, linewidth=0.8)),
            level=left.plot([0, 1], [0, 0], "--", color=INK, linewidth=1.8)[0],
            leaves=[left.text(0, 0, "", ha="center", va="top", in_layout=False) for _ in range(6)],
            asks=[left.text(0, 0, "", ha="center", va="center", in_layout=False) for _ in range(3)],
            entropy=right.plot([0.6, 4.4], [0, 0], "--", color=INK, linewidth=1.8, label="entropy H")[0],
            bound=right.plot(blocks, blocks, ":", color=RED, linewidth=1.5, label="H + 1/n")[0],
            means=right.plot(blocks, blocks, "-s", color=BLUE, markersize=6, label="best questions")[0],
            here=right.plot([], [], "o", color=GREEN, fillstyle="none", markersize=15, markeredgewidth=2)[0],
        )
        right.legend(loc="upper right", fontsize=10)
        return art

    def update(art: SimpleNamespace, n: SimpleNamespace) -> None:
        for patch, boxes in ((art.yes, n.yes), (art.no, n.no)):
            patch.set_visible(bool(boxes))
            if boxes:
                patch.set_path(_path(boxes))
        # Each text with how far it reaches above its place and below it: none may lie on the dashed line.
        for texts, wanted, above, below in ((art.leaves, n.leaves, 0.02, 0.26), (art.asks, n.asks, 0.14, 0.14)):
            for i, text in enumerate(texts):
                text.set_visible(i < len(wanted))
                if i < len(wanted):
                    x, y, label, *_ = wanted[i]
                    struck = y - above < n.entropy < y + below
                    text.set_position((x, n.entropy + above + 0.03 if struck else y))
                    text.set_text(label)
        art.level.set_ydata([n.entropy, n.entropy])
        art.entropy.set_ydata([n.entropy, n.entropy])
        art.bound.set_ydata(n.entropy + 1 / blocks)
        art.means.set_ydata(n.questions)
        art.here.set_data([n.block], [n.questions[n.block - 1]])

    def read(n: SimpleNamespace) -> str:
        mean = n.questions[n.block - 1]
        likely = sorted(n.words.items(), key=lambda item: (len(item[1]), item[0]))
        table = ", ".join(f"{outcome} by {answers or 'none'}" for outcome, answers in likely[:4])
        more = f" … of {len(likely)}" if len(likely) > 4 else ""
        return (
            f"tickets {', '.join(map(str, n.tickets))}, block of {n.block}: {mean:.4f} questions per draw, "
            f"entropy {n.entropy:.4f} bits\nAnswers, 1 yes and 0 no: {table}{more}"
        )

    return panel(
        compute,
        draw,
        update,
        read,
        alt="Left: a row for each question, as wide as the share of draws in which it is asked, split into yes and no; "
        "their area is the mean number of questions, and a dashed line marks the entropy. Right: the mean number of "
        "questions per draw for blocks of one to four draws, closing in on the entropy",
        presets=ticket_presets(LOTTERIES | {"two outcomes": (0, 0, 100, 900), "halves": (125, 125, 250, 500)}),
        size=(9.4, 4.4),
        **ticket_controls(),
        block=widgets.IntSlider(1, 1, 4, description="draws together"),
    )
