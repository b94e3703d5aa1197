r"""Numbers quoted in prose, recomputed.

Each notebook has a module of data, ``tests/prose_0.py`` for ``00_start_here.ipynb`` and so on, with two tables::

    CLAIMS = {
        "A rare outcome surprises by 6.64 bits": lambda: np.log2(1 / 0.01),
        "a distance of 2 costs 4": lambda: (..., 2**2),
        r"near $10^{-8}$ with one side": lambda: 10.0 ** round(np.log10(best_step())),
    }
    GIVEN = {
        "At η = 0.1": "a setting of the slider",
    }

A key is a piece of a markdown cell, letter for letter (``r"…"`` where it holds LaTeX). A claim
returns its numbers in order, or one alone, and each must equal the printed one to within half a
unit of the last printed digit; ``...`` stands for a number that is given and not computed. A
given has a reason instead. Every number in the prose that could be a result must stand inside a
key: a number with a point, in per cent, with a unit, times a power, as ``3/4``, and each above 10.

What the prose says of a panel stands in a third table, where there is something to say::

    FACTS = {
        "After 12 steps at η = 0.02 the MSE is 0.173": lambda: shown(lv.two_valleys, "crawl"),
        "the slope alone brings down the MSE most": lambda: mse_at(w=0.55) < mse_at(b=0.4),
        "one step leads to (0.45, 0.08)": lambda: shown(lv.fit_line, "flat line", steps=1),
    }

A fact returns whether it is so; or the panel that shows it, and each number of the piece must then be in its state or
its reading. Numbers that are found there need no claim. `shown` goes where a learner can go: it presses buttons, and
moves sliders by their steps.

Free are small whole numbers without a unit, years, numbers in `code`, in exponents, subscripts,
``\frac`` and the small print, of lists, lessons, headings and minutes, and ids such as L1.2 or X11.
Thousands may have commas. A percentage counts as printed: 22 % is 22. What is rounded more
coarsely than its digits show (11,000, "over 9"), the claim rounds itself.
"""

import re
from collections.abc import Callable, Iterator
from math import isclose
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from lossviz import Panel
from tests.cells import undrawn
from tests.content import figures

_NOT_PROSE = re.compile(
    r"`[^`]*`"
    r"|<small>.*?</small>"
    r"|\b[LX]\d+(?:\.\d+)?\b"
    r"|^#+ \d+ ·|^\d+\. "
    r"|\\[td]?frac(?:\d\d|\{\d+\}\{\d+\})"
    r"|\b[Ll]essons? \d+(?: to \d+)?|\b\d+ minutes",
    re.MULTILINE,
)
_NUMBER = re.compile(
    r"(?<![\w.^])(?<![\^_]\{)(?<!\^\{-)"
    r"(?P<sign>(?<![\w)\]}])[-−])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d*\.\d+|\d+)"
    r"(?:e(?P<e>[-−]?\d+)| ?(?:\\cdot|\\times|·|×) ?10(?P<times>\^\{?-?\d+\}?|[⁻⁰¹²³⁴-⁹]+)"
    r"|(?P<power>\^\{?-?\d+\}?|[⁻⁰¹²³⁴-⁹]+)|/(?P<over>\d+))?"
    r"(?P<unit> ?(?:\\?%|×(?! ?\d)|(?:bit|nat|time)s?\b))?"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−", "0123456789--", "^{}")

Numbers = float | tuple[float, ...]


class Number(NamedTuple):
    """A number as printed: where it stands, its value, half a unit of its last digit, whether it must be covered."""

    start: int
    end: int
    value: float
    half: float
    counts: bool


def numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of a markdown text in order.

    >>> [(n.value, n.half, n.counts) for n in numbers(r"Of 3, −0.50 or $2 \\cdot 10^{-3}$; 11,000 in `12`, L1.2.")]
    [(3.0, 0.5, False), (-0.5, 0.005, True), (0.002, 0.0005, True), (11000.0, 0.5, True)]
    """
    text = _NOT_PROSE.sub(lambda match: " " * len(match[0]), text)
    for match in _NUMBER.finditer(text):
        digits, over = match["digits"].replace(",", ""), match["over"]
        value, half = float(digits), 0.5 * 10.0 ** -len(digits.partition(".")[2])
        tens = (match["e"] or match["times"] or "0").translate(_SUPERSCRIPTS)
        value, half = value * 10.0 ** int(tens), half * 10.0 ** int(tens)
        if match["power"]:
            value, half = value ** int(match["power"].translate(_SUPERSCRIPTS)), 0.0
        if over:
            value, half = value / int(over), 0.0
        year = re.fullmatch(r"(19|20)\d\d", match[0])
        whole_and_small = digits.isdigit() and value <= 10 and match[0].strip("-−") == digits
        yield Number(*match.span(), -value if match["sign"] else value, half, counts=not (year or whole_and_small))


_shown: list[Panel] = []  # By the fact that is looked at.


def shown(make: Callable[[], Panel], *presses: str, **state: object) -> Panel:
    """Return a panel after some of its buttons were pressed, then controls set, as a learner would.

    Parameters
    ----------
    make : callable
        ``lv.fit_line``, or ``lambda: lv.fit_line(mine=…)``.
    *presses : str
        Labels of buttons.
    **state
        Values of controls, which must be among the steps of their sliders.

    Raises
    ------
    ValueError
        If a button is not there, or a slider cannot stand so.

    >>> from lossviz import first_panel
    >>> shown(first_panel, dial=3.0).numbers.price
    4.5
    >>> shown(first_panel, dial=3.01)
    Traceback (most recent call last):
        ...
    ValueError: dial = 3.01: its slider can stand at 3.0
    """
    with undrawn():
        panel = make()
        buttons = {button.description: values for button, values in panel._presets.items()}
        for label in presses:
            if label not in buttons:
                raise ValueError(f"no button {label!r}; there are {', '.join(buttons) or 'none'}")
            panel.set(**(buttons[label](**panel.state) if callable(buttons[label]) else buttons[label]))
        panel.set(**{name: _step(name, panel.controls.get(name), value) for name, value in state.items()})
    _shown.append(panel)
    return panel


def _step(name: str, slider: object, value: object) -> object:
    """Return the step of a slider that is shown as `value` is; of any other control the value."""
    if not isinstance(slider, widgets.IntSlider | widgets.FloatSlider | widgets.FloatLogSlider):
        return value
    log = isinstance(slider, widgets.FloatLogSlider)
    at = np.log10(value) / np.log10(slider.base) if log else value
    at = slider.min + slider.step * round((at - slider.min) / slider.step)
    near = slider.base**at if log else type(slider.value)(at)
    look = slider.readout_format
    if format(near, look) != format(value, look) or (not log and not isclose(near, value, rel_tol=1e-9, abs_tol=1e-9)):
        raise ValueError(f"{name} = {value}: its slider can stand at {near:{look}}")
    return near


def _looked_at(snippet: str, inside: list[Number], fact: Callable[[], bool | Panel]) -> tuple[list[str], list[Number]]:
    """Return what is wrong with a fact, and which of the numbers inside it a panel shows."""
    _shown.clear()
    answer = fact()
    reading = " | ".join(panel.reading for panel in _shown)
    values = [float(v) for panel in _shown for v in panel.state.values() if isinstance(v, int | float)]
    values += [value for value, _ in figures(reading)]
    there = [n for n in inside if any(abs(n.value - value) <= n.half * (1 + 1e-9) for value in values)]
    for panel in _shown:
        panel.close()
    if isinstance(answer, Panel):
        lost = [f"{n.value:g}" for n in inside if n not in there]
        return [f"{', '.join(lost)} of {snippet!r} is not in {reading!r}"] if lost else [], there
    return [] if answer else [f"not so: {snippet!r}; {reading}"], there


def problems(
    cells: list[str],
    claims: dict[str, Callable[[], Numbers]],
    given: dict[str, str],
    facts: dict[str, Callable[[], bool | Panel]] | None = None,
) -> list[str]:
    """Return what is wrong between the prose of a notebook and its tables, one line each; best none."""
    found = []
    facts = facts or {}
    covered = [set() for _ in cells]
    for snippet in [*claims, *given, *facts]:
        places = [(i, m.start()) for i, cell in enumerate(cells) for m in re.finditer(re.escape(snippet), cell)]
        if not places:
            found.append(f"not in the prose: {snippet!r}")
        for i, start in places:
            inside = [n for n in numbers(cells[i]) if start <= n.start and n.end <= start + len(snippet)]
            if snippet in facts:
                wrong, inside = _looked_at(snippet, inside, facts[snippet])
                found += wrong
            elif not inside:
                found.append(f"no number in: {snippet!r}")
            covered[i] |= set(inside)
            if snippet in claims and inside:
                found += _wrong(snippet, inside, claims[snippet]())
    for cell, inside in zip(cells, covered, strict=True):
        for n in numbers(cell):
            if n.counts and n not in inside:
                found.append(f"not recomputed: {cell[n.start : n.end]!r} in {cell[max(n.start - 40, 0) : n.end + 9]!r}")
    return found


def _wrong(snippet: str, printed: list[Number], computed: Numbers) -> list[str]:
    computed = computed if isinstance(computed, tuple) else (computed,)
    if len(printed) != len(computed):
        return [f"{len(printed)} numbers printed, {len(computed)} computed: {snippet!r}"]
    return [
        f"{value!r} is printed as {n.value:g}: {snippet!r}"
        for n, value in zip(printed, computed, strict=True)
        if value is not ... and not isclose(n.value, float(value), rel_tol=1e-9, abs_tol=n.half * (1 + 1e-9))
    ]
