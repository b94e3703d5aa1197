"""Lesson 2: entropy as a number of yes/no questions, about one day and about several together."""

from types import SimpleNamespace

import numpy as np
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure

from ..controls import choice, slider
from ..losses import entropy, surprise
from ..panel import Panel
from ..picture import BLUE, INK, RED, Update
from ..shapes import boxes, outlined_bars
from ..text import adding_up


def questions() -> Panel:
    """Two questions about tomorrow as boxes, as wide as they are often asked, filled as high as an answer is worth.

    After dragging: "The fill is the weather's, the boxes are mine."

    Returns
    -------
    Panel
        Controls first (what is asked about first), sun, cloud and rain (their tickets).
    """

    def compute(first: str = "sun", sun: int = 70, cloud: int = 20, rain: int = 10) -> SimpleNamespace:
        tickets = {"sun": sun, "cloud": cloud, "rain": rain}
        others = {name: tickets[name] for name in tickets if name != first}
        second = max(others, key=lambda name: others[name])
        yes = np.array([tickets[first], others[second]])
        of = np.array([sun + cloud + rain, sum(others.values())])
        worth = entropy(np.stack([yes, of - yes], axis=-1) / of[:, None], unit="bits")
        return SimpleNamespace(second=second, asked=of / of[0], worth=worth, fills=of / of[0] * worth)

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[5, 3])
        left.set(xlim=(-0.02, 1.02), ylim=(0, 2.6), yticks=[], xlabel="share of the days on which it is asked")
        left.set_title("each question a box, one high")
        right.set(xlim=(0, 1), ylim=(0, 2.1), xticks=[], title="fills below, empty above")
        filled, poured = (outlined_bars(axes, [BLUE, BLUE]) for axes in (left, right))
        empty = left.add_collection(PolyCollection([], facecolor="none", edgecolor=INK, hatch="//"))
        wasted = right.add_collection(PolyCollection([], facecolor="none", edgecolor=INK, hatch="//"))
        names = [left.text(0, y, "", va="bottom", in_layout=False) for y in (2.33, 1.03)]

        def update(n: SimpleNamespace) -> None:
            start, floor = 1 - n.asked, np.array([1.3, 0])
            filled.set_verts(boxes(start, n.asked, floor, n.worth))
            empty.set_verts(boxes(start, n.asked, floor + n.worth, 1 - n.worth))
            areas = np.concatenate([n.fills, n.asked - n.fills])
            stack = boxes(0.15, 0.7, np.cumsum(areas) - areas, areas)
            poured.set_verts(stack[:2])
            wasted.set_verts(stack[2:])
            for name, x, question in zip(names, start, (n.first, n.second), strict=True):
                name.set(x=x, text=f"{question}?")

        return update

    def read(n: SimpleNamespace) -> str:
        *fills, filled = adding_up(n.fills, 4)
        return (
            f"Tickets {n.sun}, {n.cloud}, {n.rain}, first {n.first}: 1 + {n.asked[1]:.3f} = {1 + n.asked[1]:.3f} "
            f"questions a day.\nThe answers are worth {fills[0]} + {fills[1]} = {filled} bits a day."
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: a box for each of two questions, as wide as the share of days on which it is asked, filled as high "
        "as its answer is worth. Right: the areas of both fills stacked, and above them what is empty in both boxes",
        presets={"½ ¼ ¼": {"sun": 50, "cloud": 25, "rain": 25}, "all alike": {"sun": 50, "cloud": 50, "rain": 50}},
        size=(9.0, 4.4),
        first=choice("sun", "cloud", "rain", label="ask first about"),
        **{name: slider(1, 100, label=f"{name}, tickets") for name in ("sun", "cloud", "rain")},
    )
    question = "Now ask about rain first instead of sun. What happens to all that is filled?"
    answer = panel.predict(question, guess=["it grows", "it shrinks", "it stays"], answer="it stays", first="rain")
    answer.reply("it grows", "One fill grows, but the other shrinks.")
    answer.reply("it shrinks", "One fill shrinks, but the other grows.")
    return panel


def days_together() -> Panel:
    """Up to six days asked about at once: surprises rounded up to whole questions, which the days share.

    After dragging: "No questions beat the entropy, and waiting gets me as near to it as I like."

    Returns
    -------
    Panel
        Controls sun (its chance; cloud takes two thirds of the rest, rain one) and days (how many together).
    """
    most = np.arange(1, 7)

    def compute(sun: float = 0.7, days: int = 2) -> SimpleNamespace:
        p = np.array([sun, (1 - sun) * 2 / 3, (1 - sun) / 3])
        ways, mean = np.ones(1), []
        for n in range(1, days + 1):
            ways = np.sort(np.multiply.outer(ways, p).ravel())[::-1]
            bits = surprise(ways, unit="bits")
            asked = np.ceil(bits - 1e-9)  # Half a chance is one question, however it was rounded.
            mean.append(ways @ asked / n)
        return SimpleNamespace(ways=ways, bits=bits / days, asked=asked / days, mean=mean, entropy=entropy(p, "bits"))

    def draw(figure: Figure) -> Update:
        left, right = figure.subplots(1, 2, width_ratios=[5, 4])
        left.set(xlim=(0, 1), ylim=(0, 4.2), xlabel="chance", title="surprise a day, rounded up to questions")
        right.set(xlim=(0.6, 6.4), ylim=(0, 2.9), xticks=most, xlabel="days together, n", title="questions a day")
        bars = left.stairs([0], [0, 1], fill=True, color=BLUE + "90")
        caps = left.stairs([0], [0, 1], baseline=[0], color=RED, linewidth=0, hatch="///")
        (bound,) = right.plot(most, most, ":", color=INK, label="H + 1/n")
        (dots,) = right.plot([], [], "o", color=RED, label="the recipe")
        (floor,) = right.plot([0.6, 6.4], [0, 0], "--", color=INK, label="H")
        right.legend(loc="upper right")

        def update(n: SimpleNamespace) -> None:
            edges = np.append(0, np.cumsum(n.ways))
            bars.set_data(n.bits, edges)
            caps.set_data(n.asked, edges, n.bits)
            bound.set_ydata(n.entropy + 1 / most)
            floor.set_ydata([n.entropy, n.entropy])
            dots.set_data(most[: n.days], n.mean)

        return update

    def read(n: SimpleNamespace) -> str:
        bounds = f"Entropy H = {n.entropy:.3f}, H + 1/n = {n.entropy + 1 / n.days:.3f}"
        return f"Sun {n.sun:.3f}, days together {n.days}: {n.mean[-1]:.3f} questions a day. {bounds}."

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: a step for each way that the days can go, as wide as its chance, as high as its surprise a day, "
        "with a cap up to whole questions. Right: questions a day against the days together, between H and H + 1/n",
        presets={"her weather": {"sun": 0.7}, "hardly a cloud": {"sun": 0.998}},
        size=(9.0, 4.2),
        sun=slider(0.4, 0.998, 0.002, label="chance of sun"),
        days=slider(1, 6, label="days together"),
    )
    question = "With a chance of sun of 0.998, how many questions a day does the recipe take if you wait for six days?"
    answer = panel.predict(question, guess=(0, 2), near=0.005, sun=0.998, days=6)(lambda n: n.mean[-1])
    answer.reply(1, "That would be a question every day, but one question can ask about six days.")
    answer.reply(1 / 6, "That would do if it were always sunny. Now and then you have to ask on.")
    answer.reply(0.023, "That is the entropy, but six days take at least one question.")
    return panel
