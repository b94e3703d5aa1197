"""What can be told of a function that gives no answer: it raises, returns nothing, or takes other arguments."""

import dis
import inspect
import re
from itertools import pairwise
from traceback import walk_tb
from typing import Any

from ..learner import meant
from ..report import failure
from ..text import shape_in_words
from .attempt import Attempt, Trial, code_of, instructions, line, names
from .check import Exercise, Function
from .hints import notebook, numpy_max, unused
from .quote import case_text, parameters, value_text

QUIET = {"LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "RESUME", "NOP", "POP_TOP"}
"""What a function does in which nothing is written yet."""


def wrong_arguments(name: str, exercise: Exercise, function: Function) -> str:
    """Tell of a function that cannot be called with the arguments of the exercise."""
    try:
        given = inspect.signature(function)
        given.bind(*exercise.cases[0])
    except ValueError:  # Some functions written in C do not tell.
        return ""
    except TypeError:
        calls = [f"{name}({', '.join(names)})" for names in (parameters(exercise), given.parameters)]
        count = len(exercise.cases[0])
        return f"It is called with {count} argument{'s' * (count != 1)}, {calls[0]}; yours is {calls[1]}."
    return ""


def nothing_given(attempt: Attempt, trial: Trial) -> str:
    """Tell why a function returned None; say nothing of one in which nothing is written yet."""
    function = attempt.function
    if "print" in names(function, "GLOBAL"):
        return "Your function prints its answer and returns nothing. Write return in the place of print."
    code = code_of(function)
    if {i.opname for i in instructions(function)} <= QUIET or code is None:
        return ""
    for before, last in pairwise(dis.get_instructions(code)):
        given = before if last.opname == "RETURN_VALUE" and before.opname == "LOAD_CONST" else last
        if last.opname.startswith("RETURN") and (given.opname == "RETURN_VALUE" or given.argval is not None):
            told = notebook(attempt) or unused(attempt)
            wanted = f"For {case_text(attempt.exercise, trial.case)} the answer is {value_text(trial.wanted, 4)}"
            return f"{told} {wanted}; yours is None, as where a function comes to its end without a return.".strip()
    return "Your function returns nothing: it computes, and then forgets. Is a return missing at its end?"


def raised(attempt: Attempt, error: Exception, case: tuple[Any, ...]) -> str:
    """Tell what a function raised, in which of its lines and on what; first, where known, what is behind it."""
    function = attempt.function
    lines = [number for frame, number in walk_tb(error.__traceback__) if frame.f_code is code_of(function)]
    where = f", in {line(function, lines[-1])}" if lines else ""
    on = f"For {case_text(attempt.exercise, case)} your" if case else "Your"
    return f"{behind(attempt, error)} {on} function raised {failure(None, error)}{where}.".strip()


def behind(attempt: Attempt, error: Exception) -> str:
    """Return the mistake that an error often means."""
    text = f"{type(error).__name__}: {error}"
    told = notebook(attempt) or numpy_max(attempt)
    if told:
        return told
    if isinstance(error, NameError):
        wanted = ", ".join(parameters(attempt.exercise))
        return f"{error.name or 'A name'} is neither an argument of your function ({wanted}) nor made in it."
    if shapes := re.search(r"broadcast together with shapes \((.*?)\) \((.*?)\)", text):
        both = [shape_in_words(tuple(int(n) for n in s.split(",") if n.strip())) for s in shapes.groups()]
        return f"{both[0].capitalize()} and {both[1]} do not go together entry by entry."
    return meant(error)
