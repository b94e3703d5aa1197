"""What can be told of a wrong answer without knowing the exercise, each in a short function.

All take an `Attempt` and return a sentence, or nothing where they do not apply. `DIAGNOSES` has them in the
order in which they are asked; the first that has something to say is heard.
"""

import dis
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import permutations
from linecache import getline
from traceback import walk_tb
from types import CodeType, ModuleType
from typing import Any

import numpy as np

from ..report import failure
from ..text import shape_in_words
from .check import Exercise, Function, array, same

Array = np.ndarray[Any, Any]

SHORT = 8
"""How many numbers at most are quoted of an array."""

QUIET = {"LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "RESUME", "NOP", "POP_TOP"}


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
        """Tell whether a test holds of every trial; one that raises an error does not."""
        try:
            with np.errstate(all="ignore"):
                return all(map(test, self.trials))
        except Exception:
            return False

    def is_of_wanted(self, change: Function) -> bool:
        """Tell whether each answer is `change` of what was wanted."""
        return self.each(lambda t: same(t.given, change(t.wanted)))

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
    return f"line {number - code.co_firstlineno + 1} of your function" + f": {text}" * bool(text) if code else ""


def data_names(function: Function) -> list[str]:
    """Return the names of the notebook's data that a function reads."""
    values = getattr(inspect.unwrap(function), "__globals__", {})
    found = ((name, values[name]) for name in names(function, "GLOBAL") if name in values)
    return sorted(name for name, value in found if not callable(value) and not isinstance(value, ModuleType))


# Cases and answers as text.


def value_text(value: Any, digits: int = 6) -> str:
    """Return a number, an array or whatever else as a learner would type it.

    Examples
    --------
    >>> value_text(np.array([[1.0, 0.25], [-2.0, 1 / 3]])), value_text(np.mean), value_text(np.ones((5, 4)))
    ('[[1, 0.25], [-2, 0.333333]]', 'mean', '5 rows of 4 numbers')
    """
    if isinstance(value, tuple | list) and array(value) is None:
        return "[" + ", ".join(value_text(part, digits) for part in value) + "]"
    numbers = array(value)
    if numbers is None:
        return str(getattr(value, "__name__", "")) or f"{value!r:.60}"
    if numbers.size > SHORT:
        return shape_in_words(numbers.shape)
    return _listed(np.asarray(value).tolist(), digits)


def _listed(value: Any, digits: int) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_listed(part, digits) for part in value) + "]"
    return str(value) if isinstance(value, bool | int) else f"{value + 0.0:.{digits}g}"


def case_text(exercise: Exercise, case: tuple[Any, ...]) -> str:
    """Return a case as a learner would write it: ``y = [1, 2], out = [1, 4]``."""
    parameters = inspect.signature(exercise.right).parameters
    return ", ".join(f"{name} = {value_text(value)}" for name, value in zip(parameters, case, strict=False))


def failing_case(attempt: Attempt) -> str:
    """Quote the first case that failed, with what was wanted and what was given.

    A function without arguments has one answer alone, which is not told.
    """
    trial = attempt.failed[0]
    wanted, given = trial.wanted, trial.given
    if not trial.case:
        return f"Yours is {value_text(given)}."
    where = ""
    if attempt.numbers and np.size(wanted) > SHORT:
        at = tuple(int(i) for i in np.argwhere(~np.isclose(given, wanted, rtol=1e-4, atol=1e-7))[0])
        wanted, given = np.asarray(wanted)[at], np.asarray(given)[at]
        where = f"'s entry {list(at)}"
    digits = next((d for d in (4, 6, 9, 12) if value_text(wanted, d) != value_text(given, d)), 17)
    told = f"the answer{where} is {value_text(wanted, digits)}; yours is {value_text(given, digits)}."
    return f"For {case_text(attempt.exercise, trial.case)} {told}"


# What happened instead of an answer.


def wrong_arguments(name: str, exercise: Exercise, function: Function) -> str:
    """Tell of a function that cannot be called with the arguments of the exercise."""
    try:
        wanted, given = inspect.signature(exercise.right), inspect.signature(function)
        given.bind(*exercise.cases[0])
    except ValueError:  # Some functions written in C do not tell.
        return ""
    except TypeError:
        how_many = f"{len(exercise.cases[0])} argument{'s' * (len(exercise.cases[0]) != 1)}"
        return f"It is called with {how_many}, {name}{wanted}; yours is {name}{given}."
    return ""


def nothing_given(function: Function) -> str:
    """Tell why a function returned None; say nothing of one in which nothing is written yet."""
    if "print" in names(function, "GLOBAL"):
        return "Your function prints its answer and returns nothing. Write return in the place of print."
    if {i.opname for i in instructions(function)} <= QUIET or code_of(function) is None:
        return ""
    return "Your function returns nothing: it computes, and then forgets. Is a return missing at its end?"


def raised(attempt: Attempt, error: Exception, case: tuple[Any, ...]) -> str:
    """Tell what a function raised, in which of its lines and on what; first, where known, what is behind it."""
    function = attempt.function
    lines = [number for frame, number in walk_tb(error.__traceback__) if frame.f_code is code_of(function)]
    where = f", in {line(function, lines[-1])}" if lines else ""
    on = f"For {case_text(attempt.exercise, case)} your" if case else "Your"
    return f"{behind(attempt, error)} {on} function raised {failure(None, error)}{where}".strip()


def behind(attempt: Attempt, error: Exception) -> str:
    """Return the mistake that an error often means."""
    text = f"{type(error).__name__}: {error}"
    told = notebook(attempt) or numpy_max(attempt)
    if told:
        return told
    if isinstance(error, NameError):
        wanted = ", ".join(inspect.signature(attempt.exercise.right).parameters)
        return f"{error.name or 'A name'} is neither an argument of your function ({wanted}) nor made in it."
    if shapes := re.search(r"broadcast together with shapes \((.*?)\) \((.*?)\)", text):
        both = [shape_in_words(tuple(int(n) for n in s.split(",") if n.strip())) for s in shapes.groups()]
        return f"{both[0].capitalize()} and {both[1]} do not go together entry by entry."
    return next((told for pattern, told in ERRORS.items() if re.search(pattern, text)), "")


ERRORS = {
    r"truth value of an array|truth value of an empty": (
        "Python's if, and, or, max and min want one truth, and an array has one for each entry: "
        "np.where, np.maximum and np.minimum go entry by entry."
    ),
    r"only 0-dimensional arrays|only length-1 arrays|only size-1 arrays": (
        "The functions of math, as float and int, take one number; those of NumPy, as np.log, take an array."
    ),
    r"'int' object is not callable|'float' object is not callable": (
        "A number before a bracket is a call in Python: write 2 * (…), not 2(…), and y.size without brackets."
    ),
    r"'numpy\.\w+' object is not callable": "An array before a bracket is a call: is a * missing, or are they [ ]?",
    r"bitwise_xor|operand type\(s\) for \^": "^ is no power in Python: write **.",
    r"AxisError": "An array does not have the axis that you name; the last one is -1, in a row as in a table.",
    r"RecursionError": "Your function calls itself without end.",
    r"matmul": "@ multiplies matrices: the columns of the left must be as many as the rows of the right.",
}


# Answers that are no numbers, or of another shape.


def another_kind(attempt: Attempt) -> str:
    """Tell of an answer that is no number or array."""
    given, wanted = attempt.failed[0].given, attempt.failed[0].wanted
    kind = type(given).__name__
    several = len(given) if isinstance(given, tuple | list) or np.ndim(given) else 1
    if callable(given):
        return "Your function returns a function. Are the brackets ( ) missing at its end?"
    if isinstance(wanted, str):
        return "" if isinstance(given, str) else f"A word is wanted; you return {value_text(given)}."
    if isinstance(given, str):
        return f"Your function returns the text {given!r:.40}; a number is wanted, without quotes."
    if isinstance(wanted, tuple | list):
        return "" if several == len(wanted) else f"{len(wanted)} answers are wanted; you return {several}."
    if np.asarray(given, dtype=object if array(given) is None and several > 1 else None).dtype.kind == "c":
        return "Your function returns complex numbers. Is there a root or a power of a negative number?"
    if isinstance(given, tuple | list) or array(given) is None:
        return f"Your function returns a {kind}; {_is_wanted(np.shape(wanted))}."
    return ""


def _is_wanted(shape: tuple[int, ...]) -> str:
    words = shape_in_words(shape)
    return f"{words} {'are' if len(shape) == 2 and shape[0] != 1 else 'is'} wanted"


def another_shape(attempt: Attempt) -> str:
    """Tell in words of an answer of another shape, and what makes it the right one, if that is known."""
    both = [(np.shape(t.given), np.shape(t.wanted)) for t in attempt.failed]
    differ = [(given, wanted) for given, wanted in both if given != wanted]
    if not differ or isinstance(attempt.failed[0].wanted, str | tuple | list):
        return ""
    given, wanted = differ[0]
    return f"{_is_wanted(wanted).capitalize()}; you return {shape_in_words(given)}.{_mend(attempt)}"


def _mend(attempt: Attempt) -> str:
    if attempt.becomes_wanted(np.transpose):
        return " The numbers are right, with rows and columns swapped."
    if attempt.each(lambda t: same(np.ravel(t.given), np.ravel(t.wanted))):
        return " The numbers are right: is there a bracket, an index or a keepdims too many or too few?"
    for axis, over in ((None, ""), (0, " over the items"), (-1, " along each row")):
        for function, done, undone in REDUCTIONS:
            change = partial(function, axis=axis)
            if attempt.is_of_wanted(change):
                return f" You {done}{over}, and should not."
            if attempt.becomes_wanted(change):
                return f" They are right so far: {undone}{over}."
    return ""


REDUCTIONS: list[tuple[Function, str, str]] = [
    (np.mean, "took the mean", "take their mean"),
    (np.sum, "added up", "add them up"),
    (np.max, "took the largest", "take the largest"),
]


def not_finite(attempt: Attempt) -> str:
    """Tell of NaN and infinities, with what NumPy warned of on the way."""
    for trial in attempt.failed:
        given, wanted = array(trial.given), array(trial.wanted)
        if given is None or wanted is None or np.isfinite(given).all() or not np.isfinite(wanted).all():
            continue
        told = f"Your function gives {given[~np.isfinite(given)].flat[0]:g}"
        if trial.alarm is None:
            return told + "."
        kind, number = trial.alarm
        return f"{told}: there is {ALARMS[kind]} in {line(attempt.function, number)}"
    return ""


ALARMS = {
    "divide by zero": "a division by 0, or the log of 0,",
    "overflow": "a number that grows too large, as exp(1000) does,",
    "invalid value": "0/0, inf − inf, 0 · inf or the log of a negative number",
}


# Mistakes that leave traces in the function.


def notebook(attempt: Attempt) -> str:
    """Tell of the notebook's data in the place of arguments."""
    *more, last = data_names(attempt.function) or [""]
    listed = f"{', '.join(more)} and {last}" if more else last
    told = f"Your function uses {listed} from the notebook; it must work from its arguments only."
    return told if listed else ""


def numpy_max(attempt: Attempt) -> str:
    """Tell of np.max where np.maximum is wanted, and of min."""
    used, wanted = (names(function, "ATTR") for function in (attempt.function, attempt.exercise.right))
    for one, each in (("max", "maximum"), ("min", "minimum")):
        if one in used - wanted and each in wanted - used:
            return f"np.{one}(a, b) looks along axis b of one array; np.{each}(a, b) compares two entry by entry."
    return ""


def python_sum(attempt: Attempt) -> str:
    """Tell of Python's own sum, which adds rows, where there are any."""
    rows = any(np.ndim(argument) > 1 for argument in attempt.failed[0].case)
    told = "Python's sum adds the rows of an array to one row; np.sum adds all entries."
    return told if rows and "sum" in names(attempt.function, "GLOBAL") else ""


def changed(attempt: Attempt) -> str:
    """Tell of arguments that were written to."""
    name = next((name for trial in attempt.trials for name in trial.changed), "")
    told = f"Your function changes {name} itself, which belongs to whoever calls it: {name} -= 1 does, {name} - 1 not."
    return told if name else ""


def unused(attempt: Attempt) -> str:
    """Tell of an argument that the right function reads and this one does not."""
    right, function = attempt.exercise.right, attempt.function
    needed = [name for name in inspect.signature(right).parameters if name in names(right, "FAST")]
    own = inspect.signature(function).parameters if code_of(function) else []
    missed = [name for name in needed if name in own and name not in names(function, "FAST")]
    return f"Your function does not use {missed[0]}." if missed else ""


# Mistakes that leave traces in the answers.


def known(attempt: Attempt) -> str:
    """Return the hint of a mistake that the exercise knows."""
    for hint, wrong in attempt.exercise.wrong.items():
        if attempt.is_made_by(wrong):
            return hint
    return ""


def swapped(attempt: Attempt) -> str:
    """Tell of arguments in the wrong order, and of rows taken for columns."""
    right = attempt.exercise.right
    parameters = list(inspect.signature(right).parameters)
    for order in permutations(range(len(attempt.trials[0].case))):
        if attempt.is_made_by(partial(_in_order, right, order)):
            moved = [name for i, name in enumerate(parameters[: len(order)]) if order[i] != i]
            return f"{' and '.join(moved)} have changed places."
    if attempt.is_of_wanted(np.transpose):
        return "Rows and columns are swapped."
    if attempt.is_made_by(partial(_down, right)) or attempt.is_made_by(lambda *case: np.transpose(_down(right, *case))):
        return "You went down the columns. A row is an item: use axis=-1."
    return ""


def _in_order(function: Function, order: tuple[int, ...], *case: Any) -> Any:
    return function(*(case[i] for i in order))


def _down(function: Function, *case: Any) -> Any:
    return function(*map(np.transpose, case))


def ratio(given: Array, wanted: Array) -> float:
    """Return the one factor between two arrays, NaN if there is none.

    Examples
    --------
    >>> ratio(np.array([2.0, 0.0, 6.0]), np.array([1.0, 0.0, 3.0])), ratio(np.ones(2), np.array([1.0, 2.0]))
    (2.0, nan)
    """
    counts = wanted != 0
    factor = (given[counts] / wanted[counts]).flat[0] if counts.any() else np.nan
    return float(factor) if same(given, factor * wanted) else np.nan


def factor(attempt: Attempt) -> str:
    """Tell of a sign, a constant factor, the base of a logarithm, a number of items or entries."""
    if attempt.is_of_wanted(np.negative):
        return "The sign is wrong, and all else is right."
    counted = [(ratio(g, w), t.case) for (g, w), t in zip(attempt.numbers, attempt.trials, strict=False) if w.any()]
    ratios = np.array([r for r, _ in counted])
    if not ratios.all() or not np.isfinite(ratios).all() or len(_different(attempt)) < 2:
        return ""
    sign = ", and its sign is wrong" if (ratios < 0).all() else ""
    for words, size in FACTORS.items():
        sizes = np.array([size(case) for _, case in counted])
        if sizes.min() < sizes.max() or sizes[0] % 1:
            for power, told in ((1, "times"), (-1, "divided by")):
                if np.allclose(np.abs(ratios), sizes**power, rtol=1e-4):
                    return f"Yours is the right answer {told} {words}{sign}."
    if not np.allclose(ratios, ratios[0], rtol=1e-4):
        return ""
    size = abs(ratios[0])
    times = f"{size:.4g} times what is asked" if size > 1 else f"what is asked divided by {1 / size:.4g}"
    return f"Yours is {times}{sign}. Where does that factor come from?"


def _different(attempt: Attempt) -> set[float]:
    """Return the numbers other than 0 that were wanted: one alone has a factor with every other."""
    return {float(entry) for _, wanted in attempt.numbers for entry in wanted.flat if entry}


def _table(case: tuple[Any, ...]) -> Array:
    return next((argument for argument in case if np.ndim(argument)), np.ones(1))


FACTORS: dict[str, Callable[[tuple[Any, ...]], float]] = {
    "log 2: another base": lambda case: float(np.log(2)),
    "log 10: another base": lambda case: float(np.log(10)),
    "N, the number of items": lambda case: float(len(_table(case))),
    "the number of all entries": lambda case: float(np.size(_table(case))),
    "K, the length of a row": lambda case: float(np.shape(_table(case))[-1]),
}


def transformed(attempt: Attempt) -> str:
    """Tell of an answer that is a function of the right one."""
    if len(_different(attempt)) < 2:
        return ""
    for words, change in CHANGES.items():
        if attempt.is_of_wanted(change):
            return f"Yours is {words}."
    offsets = {round(float(entry), 6) for given, wanted in attempt.numbers for entry in (given - wanted).flat}
    if len(offsets) == 1:
        offset = offsets.pop()
        return f"Yours is {abs(offset):g} too {'large' if offset > 0 else 'small'} each time."
    return ""


CHANGES: dict[str, Function] = {
    "the square root of the right answer": np.sqrt,
    "the square of the right answer": np.square,
    "the right answer without its sign": np.abs,
    "one over the right answer": np.reciprocal,
    "one minus the right answer": lambda wanted: 1 - wanted,
    "the logarithm of the right answer": np.log,
    "exp of the right answer": np.exp,
    "the right answer rounded down to whole numbers (is there a //?)": np.floor,
    "the right answer without its decimals (is there an int, or an array of integers?)": np.trunc,
    "the right answer rounded to whole numbers": np.round,
    "the right answer in reverse order": lambda wanted: wanted[::-1],
}


def breaks(attempt: Attempt) -> str:
    """Tell what the lesson taught of an answer and does not hold of this one, with the figure."""
    for words, measure in attempt.exercise.holds.items():
        for trial in attempt.failed:
            try:
                found, wanted = (np.ravel(measure(answer, *trial.case)) for answer in (trial.given, trial.wanted))
                off = ~np.isclose(found, wanted, rtol=1e-4, atol=1e-7)
            except Exception:
                continue
            if off.any():
                plain = f"{words.rstrip('.')}; yours gives {{}}." if found.dtype != bool else f"{words.rstrip('.')}."
                return (words if "{}" in words else plain).format(value_text(found[off][0], 4))
    return ""


def nearly(attempt: Attempt) -> str:
    """Tell of an answer that is right to a few digits."""
    if attempt.numbers and all(np.allclose(g, w, rtol=0.02, atol=1e-6) for g, w in attempt.numbers):
        return "That is close. What makes the difference: a small number added, a clip, a rounding, a step too wide?"
    return ""


def constant(attempt: Attempt) -> str:
    """Tell of the same answer to all cases."""
    answers = {value_text(trial.given, 9) for trial in attempt.trials}
    return (
        "Your function gives one answer, whatever it is called with." if len(answers) == 1 < len(attempt.trials) else ""
    )


def some_right(attempt: Attempt) -> str:
    """Tell on which cases it is right, if on any."""
    right = [trial for trial in attempt.trials if trial.right]
    return f"It is right for {case_text(attempt.exercise, right[0].case)}, but not always." if right else ""


DIAGNOSES: tuple[Callable[[Attempt], str], ...] = (
    known,
    changed,
    notebook,
    another_kind,
    python_sum,
    numpy_max,
    another_shape,
    not_finite,
    factor,
    swapped,
    transformed,
    breaks,
    unused,
    nearly,
    constant,
    some_right,
)
