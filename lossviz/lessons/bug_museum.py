"""Lesson 9: three machines that put a loss to the test, and a museum of training runs without a name."""

from collections.abc import Callable, Collection
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from ..controls import choice, slider, tick
from ..learner import ask
from ..panel import Panel
from ..picture import BLUE, INK, RED, Update
from ..text import fixed, significant
from .mistakes import KNOWS, LABELS, NAMES, STEPS, Floats, K, Labels, N, nearest, run, some_labels

# The curves as they hang in the museum.
HUNG = [list(NAMES)[i] for i in (2, 5, 1, 8, 3, 6, 4, 0, 7)]


def figure(value: float) -> str:
    """Write a loss with two decimals, or with none from 100 up.

    Examples
    --------
    >>> figure(3.401), figure(-198.1), figure(-1e-12)
    ('3.40', '−198', '0.00')
    """
    return fixed(value, 2 if abs(value) < 100 else 0)


@cache
def looks(name: str, far: bool = False) -> dict[str, tuple[str, str]]:
    """Return what each look at a run shows, by the control that opens it: what is looked at, and what is seen.

    The first loss needs no opening. The accuracy is that of the run from near, or from far.

    Examples
    --------
    >>> looks("wrong axis")["half"]
    ('half the batch at scores of 0', '2.71')
    """
    exhibit, shown, half = NAMES[name], run(name, far), some_labels(N // 2)
    distant = run(name, True).losses
    return {
        "first": ("the first loss at scores of 0", figure(run(name, False).losses[0])),
        "everything": ("who knows everything", figure(exhibit.loss(KNOWS["everything"][LABELS], LABELS)[0])),
        "half": ("half the batch at scores of 0", figure(exhibit.loss(KNOWS["nothing"][half], half)[0])),
        "items": ("the heaps of items labelled 0, 1, 2", ", ".join(map(str, nearest(name)))),
        "check": ("the second step", "leaves the slope" if shown.stray > 1e-6 else "follows the slope"),
        "far": ("from far off", f"{figure(distant[0])}, {'moved' if np.ptp(distant) > 0.01 else 'never moved'}"),
        "accuracy": ("the accuracy at step 60", fixed(shown.accuracies[-1])),
    }


def top(losses: Floats) -> float:
    """Return a round number just above the losses.

    Examples
    --------
    >>> top(np.array([1.1, 0.2])), top(np.array([33.0])), top(np.array([-1.0, -198.0]))
    (1.2, 40.0, 200.0)
    """
    most = float(np.abs(losses).max())
    power = 10.0 ** np.floor(np.log10(most))
    return float(next(round(m * power, 6) for m in (1.2, 1.6, 2, 2.4, 4, 6, 8, 12) if m * power >= most))


def against(name: str, true: str, opened: Collection[str], far: bool) -> str:
    """Say what of all that is open speaks against a name; nothing, if it would look the same.

    Examples
    --------
    >>> against("sum for mean", "wrong axis", (), False)
    'You see “the first loss at scores of 0: 3.40”, and with “sum for mean” it would be “32.96”.'
    """
    mine = looks(name, far)
    for key, (what, value) in looks(true, far).items():
        if key in {"first", *opened} and value != mine[key][1]:
            return f"You see “{what}: {value}”, and with “{name}” it would be “{mine[key][1]}”."
    return ""


def left(true: str, opened: Collection[str], far: bool) -> list[str]:
    """Return the names against which nothing speaks that is open; the right one is always among them.

    Examples
    --------
    >>> left("wrong axis", (), False), left("softmax twice", {"everything"}, False)
    (['wrong axis'], ['softmax twice'])
    """
    return [name for name in NAMES if not against(name, true, opened, far)]


def answer(curve: int, name: str, opened: Collection[str] = (), far: bool = False) -> str:
    """Say to a name whether it is right: only when what is open leaves no other.

    Examples
    --------
    >>> answer(1, "sum for mean")
    'No. You see “the first loss at scores of 0: 3.40”, and with “sum for mean” it would be “32.96”.'
    >>> answer(6, "healthy", {"half"})
    'Perhaps, but nothing that is open speaks against “softmax twice”. Open what tells them apart.'
    >>> answer(8, "healthy", {"far", "check"}, True)
    'Yes. Nothing is wrong.'
    """
    true = HUNG[curve - 1]
    if name == "not yet":
        return "Which mistake is it, if any?"
    if wrong := against(name, true, opened, far):
        return f"No. {wrong}"
    for other in left(true, opened, far):
        if other != name:
            return f"Perhaps, but nothing that is open speaks against “{other}”. Open what tells them apart."
    wrong, right = NAMES[true].wrong, NAMES[true].right
    return f"Yes. Wrong: {wrong}  Right: {right}" if wrong else "Yes. Nothing is wrong."


LOOKS = ("far", "everything", "half", "accuracy", "check", "items")
YS = np.linspace(0.92, 0.12, len(LOOKS))
CLOSED = {"name": "not yet"} | dict.fromkeys(LOOKS, False)
RIGHT = np.array([np.log(K), 0.0, 20.0])  # What the three machines should pay.


def paid(charge: float) -> str:
    """Write a charge in four digits; what is left of a rounding is 0.

    Examples
    --------
    >>> paid(3.4011974), paid(4e-9)
    ('3.401', '0')
    """
    return significant(charge if abs(charge) > 1e-6 else 0.0, 4)


def known_answers(mine: Callable[[Floats, Labels], float] | None = None) -> Panel:
    """Charge three machines for which the right answer is known before any training.

    After dragging: "I know what a loss must say before I train."

    Parameters
    ----------
    mine : callable, optional
        The learner's ``mine(z, labels)``: one number from a table of scores, one row an item, and a label for each.
        It heads the list of losses as "yours".

    Returns
    -------
    Panel
        Controls rule (which loss) and items (in the batch).
    """
    losses = {name: exhibit.loss for name, exhibit in NAMES.items() if exhibit.clears and not exhibit.shuffles}
    rules = ["yours"] * bool(mine) + list(losses)

    def compute(rule: str = "yours" if mine else "lost minus", items: int = 30) -> dict[str, Any]:
        trouble, charges = "", []
        for labels in (some_labels(items), LABELS):
            for scores in (knows[labels] for knows in KNOWS.values()):
                value: Any = None
                if rule != "yours":
                    value, _ = losses[rule](scores, labels)
                elif mine and not trouble:
                    value, trouble = ask(mine, scores, labels, like=0.0)
                charges.append(0.0 if value is None else float(value))
        return {"charges": charges[:3], "whole": charges[3:], "trouble": trouble}

    def draw(figure: Figure) -> Update:
        axes = figure.subplots()
        axes.set_yscale("symlog", linthresh=1.0)
        axes.set(xlim=(-0.5, 2.7), ylim=(-80, 2500), ylabel="too little or too much")
        machines = ["knows nothing", "knows everything", "sure and wrong"]
        axes.set_xticks(
            range(3), [f"{who}\nright is {paid(price)}" for who, price in zip(machines, RIGHT, strict=True)]
        )
        axes.set_yticks([-10, -1, 0, 1, 10, 100, 1000], ["−10", "−1", "0", "+1", "+10", "+100", "+1,000"])
        axes.minorticks_off()
        axes.hlines([0] * 3, np.arange(3) - 0.35, np.arange(3) + 0.05, color=BLUE, linewidth=3, label="what is right")
        (whole,) = axes.plot([], [], "D", color=RED, alpha=0.35, markersize=9, label="with 30 items")
        (dots,) = axes.plot([], [], "D", color=RED, markersize=9, label="this loss")
        texts = [axes.text(0, 0, "", va="center") for _ in KNOWS]
        batch = axes.text(1, 30, "", ha="center")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3)

        def update(n: SimpleNamespace) -> None:
            before, now = (np.clip(charges - RIGHT, -45, 1500) for charges in (n.whole, n.charges))
            whole.set(data=([0, 1, 2], before), visible=not n.trouble)
            dots.set(data=([0, 1, 2], now), visible=not n.trouble)
            own = n.items // K
            shares = f", log {own} = {paid(np.log(own))} too much" * (n.rule == "wrong axis")
            batch.set_text(f"{own} items a class{shares}")
            for i, (text, charge) in enumerate(zip(texts, n.charges, strict=True)):
                text.set(text="" if n.trouble else f"pays {paid(charge)}", position=(i + 0.12, now[i]))

        return update

    def read(n: SimpleNamespace) -> str:
        figures = list(map(paid, n.charges))
        told = (
            f"{n.rule}, {n.items} items: who knows nothing pays {figures[0]}, everything {figures[1]}, "
            f"sure and wrong {figures[2]}"
        )
        if n.trouble or not mine:
            return f"{n.rule}, {n.items} items: {n.trouble}" if n.trouble else told
        right = list(map(paid, RIGHT))
        return f"{told}\n" + ("As it should be" if figures == right else f"A right loss charges {', '.join(right)}")

    panel = Panel(
        compute,
        draw,
        read,
        alt="What a loss charges three machines, one that knows nothing, one that knows everything and one that is "
        "sure and wrong, as diamonds above or below short lines where a right loss is, each with what it pays",
        size=(8.0, 4.0),
        rule=choice(*rules, label="loss"),
        items=slider(6, 60, 3, label="items in the batch"),
    )
    if not mine:
        floor = panel.predict(
            "Softmax runs down the batch of 30, along the wrong axis. What does one pay who knows everything?",
            guess=(0, 4),
            near=0.05,
            then="Ten items are of each class and share a chance of 1 down the batch, so each has 1/10, and "
            "log 10 = 2.3. Choose “wrong axis” and see.",
            rule="wrong axis",
            items=30,
            answer=lambda n: n.charges[1],
        )
        floor.reply(0, "Down the batch the chances of a class sum to 1, and ten items share them.")
        floor.reply(3.4, "That is what one pays who knows nothing, and shares the chance among all 30.")
        floor.reply(1.1, "That is log 3, what one pays who knows nothing under the right loss.")
        floor.reply(0.55, "That is the floor of softmax twice. Here one softmax runs, but down the batch.")
        panel.predict(
            "Half the batch is taken away. Which loss then changes its price for one who knows everything?",
            guess=["sum for mean", "wrong axis", "both"],
            rule="wrong axis",
            items=15,
            then="A sum over half the items is half as large, but half of 0 is 0. Down the batch, five items "
            "share what ten shared, and log 5 = 1.61. Choose each, drag the items to 15 and see.",
            answer="wrong axis",
        )
    return panel


def bug_museum() -> Panel:
    """Nine training runs without a name: healthy, or with one of eight mistakes.

    After dragging: "One number for the sign, one for the classes or the items, one for the floor, and then the items."

    Returns
    -------
    Panel
        Controls curve, name (what you say it is), far (the start), and a tick for each other look.
    """

    def compute(
        curve: int = 1,
        name: str = "not yet",
        far: bool = False,
        everything: bool = False,
        half: bool = False,
        accuracy: bool = False,
        check: bool = False,
        items: bool = False,
    ) -> dict[str, Any]:
        true = HUNG[curve - 1]
        ticked = dict(far=far, everything=everything, half=half, accuracy=accuracy, check=check, items=items)
        opened = [key for key, open_ in ticked.items() if open_]
        return {
            "true": true,
            "opened": opened,
            "found": left(true, opened, far) == [name],
            "losses": run(true, far).losses,
            "good": run("healthy", far).losses,
        }

    def draw(figure: Figure) -> Update:
        parts = figure.subplot_mosaic(
            [["loss", "looks"], ["code", "code"]], width_ratios=[1.5, 1], height_ratios=[5, 1]
        )
        axes, seen, code = parts["loss"], parts["looks"], parts["code"]
        axes.set(xlim=(-1, 71), ylim=(-0.04, 1.06), xlabel="step", title="the loss that the code reports")
        axes.set_xticks([0, 20, 40, 60])
        axes.set_yticks(np.linspace(0, 1, 5), [""] * 5)
        marks = [axes.text(62, y, "", va="bottom") for y in np.linspace(0, 1, 5)]
        (guessing,) = axes.plot([0, STEPS], [0, 0], ":", color=INK, linewidth=1, label="log 3")
        (good,) = axes.plot([], [], "--", color=BLUE, linewidth=2, label="healthy")
        (loss,) = axes.plot([], [], color=RED, linewidth=1.6, marker="o", markersize=3, label="this run")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.08), ncols=3)
        for part in (seen, code):
            part.set(xlim=(0, 1), ylim=(0, 1))
            part.axis("off")
        seen.set_title("what you looked at")
        rows = {key: seen.text(0, y, "", va="center", fontsize=10) for key, y in zip(LOOKS, YS, strict=True)}
        lines = [code.text(0, y, "", va="center", family="monospace", fontsize=10) for y in (0.9, 0.2)]

        def update(n: SimpleNamespace) -> None:
            low, high = (-top(n.losses), 0.0) if n.losses.min() < 0 else (0.0, top(n.losses))
            for mark, value in zip(marks, np.linspace(low, high, 5), strict=True):
                mark.set_text(f"{value:,.0f}" if value >= 1000 else significant(value))
            guessing.set_ydata([(np.log(K) - low) / (high - low)] * 2)
            guessing.set_visible(np.log(K) <= high)
            loss.set_data(range(STEPS + 1), (n.losses - low) / (high - low))
            good.set_data(range(STEPS + 1), (n.good - low) / (high - low))
            good.set_visible(n.found and n.true != "healthy" and n.good[-1] <= high)
            for key, row in rows.items():
                what, value = looks(n.true, n.far)[key]
                row.set_text(f"{what}: {value if key in n.opened or n.found else '?'}")
            shown = n.found and NAMES[n.true].wrong
            for line, words in zip(lines, ("wrong", "right"), strict=True):
                line.set_text(f"{words}  {getattr(NAMES[n.true], words)}" if shown else "")

        return update

    def read(n: SimpleNamespace) -> str:
        opened = len(n.opened)
        return (
            f"Curve {n.curve}, start {'far off' if n.far else 'near'}: {figure(n.losses[0])} at first, "
            f"{figure(n.losses[-1])} after 60 steps. You say “{n.name}” after {opened} look{'s' * (opened != 1)}.\n"
            f"{answer(n.curve, n.name, n.opened, n.far)}"
        )

    panel = Panel(
        compute,
        draw,
        read,
        alt="Left: the loss that a training run reports over 60 steps, on a scale of its own, without a name. "
        "Right: what the open looks show, and all of them once it is named. Below: then the wrong and the right line",
        presets={"next curve": lambda curve, **_: {"curve": curve % len(HUNG) + 1}},
        size=(9.6, 4.8),
        curve=slider(1, len(HUNG), label="curve"),
        name=choice("not yet", *NAMES, label="it is"),
        far=tick("start far off"),
        everything=tick("one who knows everything"),
        half=tick("half the batch"),
        accuracy=tick("accuracy"),
        check=tick("check the gradient at step 2"),
        items=tick("look at three items"),
    )
    controls = panel.controls

    def forget(_: Any) -> None:
        """Another curve has no name yet, and its looks are closed."""
        for name, value in CLOSED.items():
            controls[name].value = value

    controls["curve"].observe(forget, "value")
    return panel
