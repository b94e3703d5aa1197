"""Which states of a panel a page keeps: all of them, or a coarser grid and each control's whole way.

A state is a tuple of places, one for each control, each counting the steps of that control from its lower end.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import ipywidgets as widgets

from ..private import options_of

MOST = 3000
"""States of a panel that are kept, if it has more than twice as many."""

FEW = 500
"""The same of one that waits for a function that the reader has yet to write."""

_STRIDES = (1, 2, 5, 10, 20, 50, 100)

State = tuple[int, ...]


@dataclass(frozen=True)
class Control:
    """A control as a page needs it.

    Attributes
    ----------
    name, label : str
    kind : {"slider", "list", "buttons", "tick"}
    values : list
        All that it can be set to, in order.
    texts : list of str
        The same as it is shown.
    step : float
        Of a slider, what lies between two values; of a log slider, between their exponents.
    """

    name: str
    label: str
    kind: str
    values: list[Any]
    texts: list[str]
    step: float = 1.0

    def place(self, value: Any) -> int:
        """Return the place of a value.

        Raises
        ------
        ValueError
            If the control has no such step.
        """
        for place, its in enumerate(self.values):
            if its == value or (self.kind == "slider" and math.isclose(its, value, rel_tol=1e-9, abs_tol=1e-9)):
                return place
        raise ValueError(f"{self.name} has no step at {value!r}")

    def stops(self, stride: int) -> set[int]:
        """Return the places that are whole multiples of so many steps; all those of a choice."""
        if self.kind != "slider":
            return set(range(len(self.values)))
        start = round(self._ruler(0) / self.step)
        return {place for place in range(len(self.values)) if (start + place) % stride == 0}

    def _ruler(self, place: int) -> float:
        value = float(self.values[place])
        return math.log10(value) if self._log else value

    @property
    def _log(self) -> bool:
        return len(self.values) > 2 and not math.isclose(self.values[1] - self.values[0], self.step, rel_tol=1e-6)


def control_of(name: str, widget: Any) -> Control:
    """Return what a page needs of a panel's control.

    Raises
    ------
    TypeError
        If it is of a kind that cannot be recorded: a text field, say.

    Examples
    --------
    >>> from lossviz import slider
    >>> control_of("r", slider(-1.0, 1.0, 0.5)).texts
    ['−1.0', '−0.5', '0.0', '0.5', '1.0']
    """
    label = widget.description or name
    if isinstance(widget, widgets.Checkbox):
        return Control(name, label, "tick", [False, True], ["no", "yes"])
    if hasattr(widget, "options"):
        kind = "buttons" if isinstance(widget, widgets.ToggleButtons) else "list"
        options = options_of(widget)
        return Control(name, label, kind, [value for _, value in options], [text for text, _ in options])
    if isinstance(widget, widgets.IntSlider | widgets.FloatSlider | widgets.FloatLogSlider):
        count = math.floor((widget.max - widget.min) / widget.step + 1e-9) + 1
        steps = [round(widget.min + place * widget.step, 10) for place in range(count)]
        if isinstance(widget, widgets.FloatLogSlider):
            steps = [10**step for step in steps]
        texts = [format(step, widget.readout_format).replace("-", "−") for step in steps]
        return Control(name, label, "slider", steps, list(texts), widget.step)
    raise TypeError(f"control {name} is a {type(widget).__name__}, which a page cannot record")


def states_of(
    controls: Sequence[Control], bases: Sequence[State], named: Iterable[float] = (), most: int = MOST
) -> list[State]:
    """Return the states to record, in order.

    Parameters
    ----------
    controls : sequence of Control
    bases : sequence of tuple
        Where the panel opens, what its presets set, what it asks about.
    named : iterable of float
        Numbers that the prose names: a coarser grid has steps there, where there is room.
    most : int
        If the panel has more than twice as many states, each control goes all its way from each base, and a grid of
        whole multiples, as fine as there is room, holds what lies between.

    Examples
    --------
    >>> from lossviz import slider, tick
    >>> few = [control_of("r", slider(0, 2)), control_of("fade", tick())]
    >>> states_of(few, [(1, 0)])
    [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
    >>> many = [control_of(name, slider(0, 20)) for name in "ab"]
    >>> states = states_of(many, [(3, 0)], most=100)
    >>> len(states), {a for a, b in states if b == 0} == set(range(21)), sorted({a for a, b in states if b == 10})
    (61, True, [0, 3, 5, 10, 15, 20])
    """
    counts = [len(control.values) for control in controls]
    if math.prod(counts) <= 2 * most:
        return list(product(*map(range, counts)))
    kept = _sweeps(controls, bases, most)
    grid = _grid(controls, bases, set(named), most - len(kept)) or _grid(controls, bases, set(), most - len(kept))
    return sorted(kept | set(product(*grid)) if grid else kept)


def _sweeps(controls: Sequence[Control], bases: Sequence[State], most: int) -> set[State]:
    """Return the states in which one control is anywhere, and the others as in a base or otherwise chosen."""
    loose = [i for i, control in enumerate(controls) if control.kind != "slider"]
    chosen = {
        tuple(dict(zip(loose, places, strict=True)).get(i, place) for i, place in enumerate(base))
        for base in bases
        for places in product(*(range(len(controls[i].values)) for i in loose))
    }
    sliders = [i for i, control in enumerate(controls) if control.kind == "slider"]
    for starts in (chosen, set(bases)):
        for stride in _STRIDES[:3]:
            found = {*chosen} if starts is chosen else {*bases}
            for start in starts:
                for i in sliders if starts is chosen else range(len(controls)):
                    for place in controls[i].stops(stride) | {0, len(controls[i].values) - 1}:
                        found.add((*start[:i], place, *start[i + 1 :]))
            if len(found) <= most:
                return found | set(bases)
    return set(bases)


def _grid(controls: Sequence[Control], bases: Sequence[State], named: set[float], room: int) -> list[list[int]] | None:
    """Return the places of each control in the finest grid for which there is room; None if there is none."""
    strides = [0] * len(controls)

    def stops(i: int) -> set[int]:
        control = controls[i]
        if control.kind != "slider":
            return set(range(len(control.values)))
        must = {0, len(control.values) - 1, *(base[i] for base in bases)}
        said = {place for place, text in enumerate(control.texts) if float(text.replace("−", "-")) in named}
        return control.stops(_STRIDES[strides[i]]) | must | said

    while math.prod(sizes := [len(stops(i)) for i in range(len(controls))]) > room:
        finest = [i for i, stride in enumerate(strides) if stride + 1 < len(_STRIDES) and controls[i].kind == "slider"]
        if not finest:
            return None
        strides[max(finest, key=lambda i: sizes[i])] += 1
    return [sorted(stops(i)) for i in range(len(controls))]
