"""What can be told of a wrong answer without knowing the exercise, each in a short function.

All take an `Attempt` and return a sentence, or nothing where they do not apply. `DIAGNOSES` has those of an answer in
the order in which they are asked; the first that has something to say is heard.
"""

import inspect
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np

from ..text import shape_in_words
from .attempt import Array, Attempt, code_of, data_names, line, names
from .check import Function, array, same
from .quote import case_text, parameters, value_text

# Answers that are no numbers, or of another shape.


def another_kind(attempt: Attempt) -> str:
    """Tell of an answer that is no number or array."""
    given, wanted = attempt.failed[0].given, attempt.failed[0].wanted
    kind = type(given).__name__
    if callable(given):
        return "Your function returns a function. Are the brackets ( ) missing at its end?"
    if isinstance(wanted, str):
        return "" if isinstance(given, str) else f"A word is wanted; you return {value_text(given)}."
    if isinstance(wanted, bool):
        one = np.ndim(given) == 0 and array(given) is not None
        return "" if one else f"True or False is wanted; you return {value_text(given)}."
    if isinstance(given, str):
        return f"Your function returns the text {given!r:.40}; a number is wanted, without quotes."
    if isinstance(wanted, tuple | list):
        several = len(given) if isinstance(given, tuple | list | np.ndarray) and np.iterable(given) else 1
        given = f"a {kind}" if isinstance(given, dict | set) else several
        return (
            ""
            if given == len(wanted)
            else f"{len(wanted)} answers are wanted, with a comma between; you return {given}."
        )
    if isinstance(given, complex) or (isinstance(given, np.ndarray) and given.dtype.kind == "c"):
        return "Your function returns complex numbers. Is there a root or a power of a negative number?"
    if isinstance(given, tuple | list) or array(given) is None:
        told = f"Your function returns a{'n' * (kind[0] in 'aeiou')} {kind}; {_is_wanted(np.shape(wanted))}."
        wrapped = attempt.each(lambda t: same(array(t.given), t.wanted))
        return told + " The numbers are right, so wrap them: np.array([…])." * wrapped
    return ""


def _is_wanted(shape: tuple[int, ...]) -> str:
    words = shape_in_words(shape)
    return f"{words} {'are' if len(shape) == 2 and shape[0] != 1 else 'is'} wanted"


def another_shape(attempt: Attempt) -> str:
    """Tell in words of an answer of another shape, and what makes it the right one, if that is known."""
    pairs = [(array(t.given), array(t.wanted)) for t in attempt.failed if not isinstance(t.wanted, tuple | list)]
    differ = [(g.shape, w.shape) for g, w in pairs if g is not None and w is not None and g.shape != w.shape]
    if not differ:
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
    trial = attempt.failed[0]
    given = array(trial.given)
    if given is None or trial.finite:
        return ""
    told = f"Your function gives {given[~np.isfinite(given)].flat[0]:g}"
    if trial.alarm is None:
        return told + "."
    kind, number = trial.alarm
    return f"{told}: there is {ALARMS[kind]} in {line(attempt.function, number)}."


ALARMS = {
    "divide by zero": "a division by 0, or the log of 0,",
    "overflow": "a number that grows too large, as exp(1000) does,",
    "invalid value": "0/0, inf − inf, 0 · inf or the log of a negative number",
}


# Mistakes that leave traces in the function.


def notebook(attempt: Attempt) -> str:
    """Tell of the notebook's data in the place of arguments; a number that is used is not replaced by any."""
    if not any(map(np.ndim, attempt.exercise.cases[0])) and not unused(attempt):
        return ""
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
    """Tell of Python's own sum, which adds rows to a row, where that is not wanted."""
    given, wanted = (array(answer) for answer in (attempt.failed[0].given, attempt.failed[0].wanted))
    more = given is not None and wanted is not None and given.ndim > wanted.ndim
    rows = more and "sum" in names(attempt.function, "GLOBAL")
    return "Python's sum adds the rows of an array to one row; np.sum adds all entries." if rows else ""


def changed(attempt: Attempt) -> str:
    """Tell of arguments that were written to."""
    name = next((name for trial in attempt.trials for name in trial.changed), "")
    told = f"Your function changes {name} itself, which belongs to whoever calls it."
    return f"{told} {name} -= 1 does so, {name} - 1 does not." if name else ""


def unused(attempt: Attempt) -> str:
    """Tell of an argument that the right function reads and this one does not."""
    right, function = attempt.exercise.right, attempt.function
    needed = [name for name in parameters(attempt.exercise) if name in names(right, "FAST")]
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
    right, arguments = attempt.exercise.right, parameters(attempt.exercise)
    for i, j in combinations(range(len(arguments)), 2):
        if attempt.is_made_by(partial(_with_swapped, right, i, j)):
            return f"{arguments[i]} and {arguments[j]} have changed places."
    if attempt.is_of_wanted(np.transpose):
        return "Rows and columns are swapped."
    if attempt.is_made_by(partial(_down, right)) or attempt.is_made_by(lambda *case: np.transpose(_down(right, *case))):
        return "You went down the columns. A row is an item: use axis=-1."
    return ""


def _with_swapped(function: Function, i: int, j: int, *case: Any) -> Any:
    arguments = list(case)
    arguments[i], arguments[j] = case[j], case[i]
    return function(*arguments)


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
    both = zip(attempt.numbers, attempt.trials, strict=False)
    counted = [(ratio(g, w), t.case) for (g, w), t in both if w.any() or not same(g, w)]
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
    "the number of entries": lambda case: float(np.size(_table(case))),
    "N, the number of items": lambda case: float(len(_table(case))),
    "K, the length of a row": lambda case: float((1, *np.shape(_table(case))[1:])[-1]),
}


def transformed(attempt: Attempt) -> str:
    """Tell of an answer that is a function of the right one."""
    if len(_different(attempt)) < 2:
        return ""
    for words, change in CHANGES.items():
        if attempt.is_of_wanted(change):
            return f"Yours is {words}."
    offsets = {round(float(entry), 6) for given, wanted in attempt.numbers for entry in (given - wanted).flat}
    if len(offsets) == 1 and abs(offset := offsets.pop()) > 0:
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
    "the right answer rounded down to whole numbers (is there a //, or an array of integers?)": np.floor,
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
    """Tell of one answer to all cases that should be several."""
    first = attempt.trials[0]
    alike = attempt.each(lambda t: same(t.given, first.given)) and not attempt.each(
        lambda t: same(t.wanted, first.wanted)
    )
    return "Your function gives one answer, whatever it is called with." if alike else ""


def some_right(attempt: Attempt) -> str:
    """Tell on which cases it is right, if on any."""
    right = [trial for trial in attempt.trials if trial.right]
    return f"It is right for {case_text(attempt.exercise, right[0].case)}, but not always." if right else ""


def diagnosis(attempt: Attempt) -> str:
    """Return what the first of all diagnoses has to say, of answers like the first that failed: finite, or not."""
    alike = [trial for trial in attempt.trials if trial.finite] if attempt.failed[0].finite else attempt.trials
    like_first = replace(attempt, trials=alike)
    return known(attempt) or known(like_first) or _first_of_all(like_first) or _of_a_part(like_first)


def _first_of_all(attempt: Attempt) -> str:
    return next(filter(None, (diagnose(attempt) for diagnose in DIAGNOSES)), "")


def _of_a_part(attempt: Attempt) -> str:
    """Diagnose a part that fails in the case to be quoted, where several answers are wanted."""
    given, wanted = attempt.failed[0].given, attempt.failed[0].wanted
    if not isinstance(wanted, tuple | list) or not attempt.each(lambda t: len(t.given) == len(t.wanted)):
        return ""
    exercise = replace(attempt.exercise, holds={})
    for i in range(len(wanted)):
        trials = [replace(t, wanted=t.wanted[i], given=t.given[i]) for t in attempt.trials]
        part = replace(attempt, exercise=exercise, trials=trials)
        if not same(given[i], wanted[i]) and (told := _first_of_all(part)):
            return f"In answer {i + 1} of {len(wanted)}: {told}"
    return ""


DIAGNOSES: tuple[Callable[[Attempt], str], ...] = (
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
