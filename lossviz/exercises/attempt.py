"""What a learner's function is made of, and what it gave."""

import dis
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from linecache import getline
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from .. import learner
from .check import Exercise, Function, array, same

Array = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Trial:
    """One call: the case, what was wanted, what was given, and what happened on the way.

    `changed` names the arguments that were written to. `alarm` is NumPy's first warning and its line, if any.
    """

    case: tuple[Any, ...]
    wanted: Any
    given: Any
    changed: tuple[str, ...] = ()
    alarm: tuple[str, int] | None = None

    @property
    def right(self) -> bool:
        """Whether it gave what was wanted."""
        return same(self.given, self.wanted)

    @property
    def finite(self) -> bool:
        """Whether it gave no NaN or infinity that is not wanted."""
        given, wanted = array(self.given), array(self.wanted)
        return given is None or bool(np.isfinite(given).all()) or (wanted is not None and not np.isfinite(wanted).all())


@dataclass(frozen=True)
class Attempt:
    """A learner's function with what it gave on the cases so far, small cases first."""

    exercise: Exercise
    function: Function
    trials: list[Trial]

    @property
    def failed(self) -> list[Trial]:
        """The trials that failed."""
        return [trial for trial in self.trials if not trial.right]

    @property
    def numbers(self) -> list[tuple[Array, Array]]:
        """What was given and wanted as arrays; nothing unless they are numbers of one shape each time."""
        pairs = [(array(trial.given), array(trial.wanted)) for trial in self.trials]
        found = [(g, w) for g, w in pairs if g is not None and w is not None and g.shape == w.shape]
        return found if len(found) == len(pairs) else []

    def each(self, test: Callable[[Trial], bool]) -> bool:
        """Tell whether a test holds of every trial; one that raises an error or takes for ever does not."""
        try:
            return bool(learner.in_time(lambda: all(map(test, self.trials)), learner.SECONDS))
        except Exception:
            return False

    def is_of_wanted(self, change: Function) -> bool:
        """Tell whether each answer is `change` of what was wanted."""
        return self.each(lambda t: same(array(t.given), change(array(t.wanted))))

    def becomes_wanted(self, change: Function) -> bool:
        """Tell whether `change` makes each answer right."""
        return self.each(lambda t: same(change(array(t.given)), t.wanted))

    def is_made_by(self, function: Function) -> bool:
        """Tell whether a function gives each answer."""
        return self.each(lambda t: same(t.given, function(*t.case)))


# What a function is made of.


def code_of(function: Function) -> CodeType | None:
    """Return the code of a function written in Python, of others None."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    return code if isinstance(code, CodeType) else None


def instructions(function: Function) -> Iterator[dis.Instruction]:
    """Yield what a function does, and what functions and comprehensions in it do."""
    codes = [code for code in [code_of(function)] if code]
    for code in codes:
        codes += [inner for inner in code.co_consts if isinstance(inner, CodeType)]
        yield from dis.get_instructions(code)


def names(function: Function, kind: str) -> set[str]:
    """Return the names that a function reads: those of kind GLOBAL, ATTR or FAST (its own).

    Examples
    --------
    >>> sorted(names(lambda y: np.sum(y) / N, "GLOBAL")), names(lambda y: np.sum(y), "ATTR")
    (['N', 'np'], {'sum'})
    """
    kinds = {"ATTR": ("LOAD_ATTR", "LOAD_METHOD"), "FAST": ("LOAD_FAST", "LOAD_DEREF", "LOAD_CLOSURE")}
    read = [i.argval for i in instructions(function) if any(k in i.opname for k in kinds.get(kind, (f"LOAD_{kind}",)))]
    return {name for each in read for name in (each if isinstance(each, tuple) else (each,))}


def loops(function: Function) -> bool:
    """Tell whether a function loops.

    Examples
    --------
    >>> loops(lambda y: [2 * a for a in y]), loops(lambda y: 2 * y)
    (True, False)
    """
    return any(i.opname == "FOR_ITER" or "BACKWARD" in i.opname for i in instructions(function))


def line(function: Function, number: int) -> str:
    """Return where in a learner's function a line of their cell is, and what it says."""
    code = code_of(function)
    text = getline(code.co_filename, number).strip() if code else ""
    return f"line {number - code.co_firstlineno + 1} of your function" + f", `{text}`" * bool(text) if code else ""


def data_names(function: Function) -> list[str]:
    """Return the names of the notebook's data that a function reads."""
    values = getattr(inspect.unwrap(function), "__globals__", {})
    found = ((name, values[name]) for name in names(function, "GLOBAL") if name in values)
    return sorted(name for name, value in found if not callable(value) and not isinstance(value, ModuleType))
