"""Call a learner's function on the cases of an exercise, and tell what comes of it."""

from copy import deepcopy
from inspect import currentframe
from traceback import walk_stack
from typing import Any

import numpy as np

from .. import learner
from . import hints, trouble
from .attempt import Attempt, Trial, code_of, instructions, loops
from .check import Exercise, Function, Verdict
from .quote import failing_case, parameters


def judge(name: str, exercise: Exercise, function: Function) -> Verdict:
    """Tell how a learner's function differs from what an exercise asks for.

    Parameters
    ----------
    name : str
        What the learner calls it.
    exercise : Exercise
    function : callable

    Returns
    -------
    Verdict

    Raises
    ------
    TypeError
        If `function` is not a function.

    Examples
    --------
    >>> double = Exercise("Write double(x).", lambda x: 2 * x, {"That is the square.": lambda x: x**2}, [(3.0,)])
    >>> judge("double", double, lambda x: x * x)
    Not yet. That is the square. For x = 3 the answer is 6; yours is 9.
    """
    if not callable(function):
        raise TypeError(
            f"{name} was given {type(function).__name__} {function!r}; give the function itself, "
            f'check("{name}", {name}), without calling it'
        )
    if words := trouble.wrong_arguments(name, exercise, function):
        return Verdict(False, words)
    attempt = Attempt(exercise, function, [])
    for case in sorted(exercise.cases, key=_size):
        try:
            trial = tried(exercise, function, case)
        except TimeoutError as error:
            slow = any(step.opname == "IMPORT_NAME" for step in instructions(function))
            behind = "An import is slow at first: run the cell again." if slow else "Is there a loop that never ends?"
            return Verdict(False, f"Your function was stopped: {error}. {behind}")
        except Exception as error:
            if isinstance(error, NotImplementedError) or "'ellipsis'" in str(error):
                return Verdict(None, exercise.task)
            before = failing_case(attempt) if attempt.failed else ""
            return Verdict(False, f"{before} {trouble.raised(attempt, error, case)}".strip())
        if trial.given is None and (words := trouble.nothing_given(attempt, trial)):
            return Verdict(False, words)
        if trial.given is None or _unwritten(trial.given):
            return Verdict(None, exercise.task)
        attempt.trials.append(trial)
    if attempt.failed:
        return Verdict(False, f"{hints.diagnosis(attempt)} {failing_case(attempt)}".strip())
    if words := hints.changed(attempt):
        return Verdict(False, f"The answers are right. {words}")
    if not exercise.loop and loops(function):
        return Verdict(True, f"{exercise.praise} It can be done without a loop: NumPy works on whole arrays.".strip())
    return Verdict(True, exercise.praise)


def tried(exercise: Exercise, function: Function, case: tuple[Any, ...]) -> Trial:
    """Call both functions on copies of a case, the learner's for a limited time."""
    alarms: list[tuple[str, int]] = []
    code = code_of(function)

    def heard(kind: str, flag: int) -> None:
        """Note NumPy's warning and the line of the learner's function that led to it."""
        alarms.extend((kind, line) for frame, line in walk_stack(currentframe()) if frame.f_code is code)

    def call() -> Any:
        with np.errstate(divide="call", over="call", invalid="call", call=heard):
            return function(*own)

    wanted, own = exercise.right(*deepcopy(case)), deepcopy(case)
    given = learner.in_time(call, learner.SECONDS)
    changed = tuple(
        name
        for name, before, after in zip(parameters(exercise), case, own, strict=True)
        if isinstance(before, list | np.ndarray) and not np.array_equal(before, after)
    )
    return Trial(case, wanted, given, changed, alarms[0] if alarms else None)


def _size(case: tuple[Any, ...]) -> int:
    return sum(np.size(argument) for argument in case)


def _unwritten(answer: Any) -> bool:
    return answer is ... or (isinstance(answer, tuple | list) and any(part is ... for part in answer))
