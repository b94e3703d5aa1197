"""Right answers pass in any style; a wrong one gets a hint that names the mistake, or the case that fails."""

import importlib
import itertools
import warnings

import numpy as np
import pytest
from scipy import special

from lossviz import check, exercises, learner, solution
from lossviz.exercises import LESSONS
from lossviz.exercises.check import Exercise, same
from lossviz.exercises.judge import judge
from lossviz.exercises.quote import SHORT, value_text
from lossviz.exercises.solution import Solution
from tests.wrong_answers import example, learners

EXERCISES = example.EXERCISES | exercises.EXERCISES
KNOWN = [(name, hint) for name, exercise in EXERCISES.items() for hint in exercise.wrong]
# A lesson told anew gives its reasons.
TOLD = {lesson.__name__.rpartition(".")[2]: lesson.EXERCISES for lesson in (example, *LESSONS)}
TOLD = {lesson: its for lesson, its in TOLD.items() if any(exercise.reason for exercise in its.values())}
ANEW = [name for its in TOLD.values() for name in its]
ANSWERED = [(lesson, name) for lesson, its in TOLD.items() for name in its]


@pytest.fixture(autouse=True)
def no_tries(monkeypatch):
    monkeypatch.setattr(exercises, "_tries", type(exercises._tries)())
    monkeypatch.setattr(exercises, "EXERCISES", EXERCISES)


def answers(lesson):
    return importlib.import_module(f"tests.wrong_answers.{lesson}")


# What they measure.


def test_the_losses_that_smoke_is_given_are_what_their_names_say():
    z, labels = np.array([[2.0, 1.0, 0.0], [0.0, 3.0, 1.0], [1.0, 1.0, 4.0]]), np.array([2, 0, 1])
    q = special.softmax(z, axis=1)
    p, twice, axis = (array[[0, 1, 2], labels] for array in (q, special.softmax(q, axis=1), special.softmax(z, axis=0)))
    wanted = {
        "healthy": -np.log(p).mean(),
        "softmax_twice": -np.log(twice).mean(),
        "wrong_axis": -np.log(axis).mean(),
        "lost_minus": np.log(p).mean(),
        "summed": -np.log(p).sum(),
        "log_forgotten": -p.mean(),
        "without_softmax": np.log(3) - z[[0, 1, 2], labels].mean(),
        "first_column": -np.log(q[:, 0]).mean(),
        "nearly_healthy": -np.log(p + 0.001).mean(),
        "a_little_too_dear": -np.log(p).mean() + 0.05,
        "divided_by_6": -np.log(p).sum() / 6,
    }
    given = {loss.__name__: loss.__wrapped__(z, labels) for loss, *_ in EXERCISES["smoke"].cases}
    assert given == pytest.approx(wanted)


def test_the_functions_that_numeric_measures_are_what_their_names_say():
    z = np.array([0.02, -0.2, 0.4])
    wanted = {
        "product": -0.004,
        "steep": np.e**2 - 0.2,
        "wave": np.sin(220),
        "cross_entropy": special.logsumexp(z) - 0.4,
    }
    assert {f.__name__: f(z) for f, _ in EXERCISES["numeric"].cases} == pytest.approx(wanted)
    for f, _ in EXERCISES["numeric"].cases:
        with pytest.raises(
            TypeError, match="f wants the whole array z, with one entry moved, and was given one number"
        ):
            f(1.0)


# The answers of learners.


@pytest.mark.parametrize(("lesson", "name"), ANSWERED)
def test_right_answers_pass_in_any_style(lesson, name):
    assert len(answers(lesson).RIGHT[name]) >= 3
    for answer in answers(lesson).RIGHT[name]:
        verdict = check(name, learners(name, EXERCISES[name], answer))
        assert verdict.right is True, f"{answer}\n{verdict}"


@pytest.mark.parametrize(("lesson", "name"), ANSWERED)
def test_wrong_answers_get_a_hint_that_names_the_mistake_and_each_hint_is_met(lesson, name, monkeypatch):
    """The answers are written apart from the exercise's `wrong`, so a slip in that is seen here."""
    monkeypatch.setattr(learner, "SECONDS", 0.3)
    wrong = answers(lesson).WRONG[name]
    assert len({answer for answer, _ in wrong}) >= 30
    missed, told = [], ""
    for answer, words in wrong:
        verdict = check(name, learners(name, EXERCISES[name], answer))
        assert verdict.right is False, f"{answer}\n{verdict}"
        missed += [] if words in verdict.message else [f"{answer}\n→ {verdict}\nhas not {words!r}"]
        told += verdict.message
    assert not missed, "\n\n".join(missed)
    assert not [hint for hint in EXERCISES[name].wrong if hint not in told]


@pytest.mark.parametrize("name", ANEW)
def test_the_solution_stands_by_itself_and_has_a_reason(name):
    exercise = EXERCISES[name]
    source = solution(name, now=True).source
    assert source.startswith(f"def {name}(")
    assert check(name, learners(name, exercise, source)).right is True
    assert exercise.reason and exercise.praise
    for measure in exercise.holds.values():
        assert all(np.size(measure(exercise.right(*case), *case)) for case in exercise.cases)
    assert exercise.loop or "loop" not in repr(check(name, exercise.right)), "the solution itself loops"
    smallest = min(exercise.cases, key=lambda case: sum(map(np.size, case)))
    for argument in smallest:
        assert value_text(argument, 4) == value_text(argument), "a case to be tried by hand has no long numbers"
        assert np.size(argument) <= SHORT, "the smallest case is too large to be quoted"


@pytest.mark.parametrize("name", EXERCISES)
def test_right_and_wrong_functions_differ_on_the_cases(name):
    exercise = EXERCISES[name]
    ways = {"right": exercise.right, **exercise.wrong}
    gives = {way: [function(*case) for case in exercise.cases] for way, function in ways.items()}
    alike = [(a, b) for a, b in itertools.combinations(ways, 2) if all(map(same, gives[a], gives[b]))]
    assert not alike


@pytest.mark.parametrize("name", EXERCISES)
def test_the_solution_is_right_in_float32_too(name):
    right = EXERCISES[name].right
    assert repr(check(name, right)).startswith("Right. ")

    def rounded(*arguments):
        answer = right(*arguments)
        if isinstance(answer, tuple):
            return tuple(np.asarray(part, np.float32) for part in answer)
        return np.asarray(answer, np.float32) if np.asarray(answer).dtype == float else answer

    assert check(name, rounded).right is True


@pytest.mark.parametrize(("name", "hint"), KNOWN)
def test_each_known_mistake_gets_its_hint(name, hint):
    verdict = check(name, EXERCISES[name].wrong[hint])
    assert verdict.right is False
    assert verdict.message.startswith(f"{hint} {'For' if EXERCISES[name].cases[0] else 'Yours is'} ")


# Not written yet.


def passes(y, out):
    pass


def raises(y, out):
    raise NotImplementedError


@pytest.mark.parametrize(
    "function",
    [
        lambda y, out: None,
        lambda y, out: ...,
        lambda y, out: (..., 2),
        lambda y, out: 2 * ...,
        passes,
        raises,
    ],
)
def test_what_is_not_written_yet_is_no_mistake_and_no_try(function):
    verdict = check("mse", function)
    assert verdict.right is None
    assert repr(verdict) == f"To do. {EXERCISES['mse'].task}"
    assert repr(solution("mse")) == "Try it yourself first (0 of 3)."


# What the checker tells by itself, on exercises made for it.

ROWS = [(np.array([[1.0, 2.0, 6.0]]),), (np.array([[0.0, 1.0, 0.5], [4.0, 2.0, 1.0]]),)]
PAIRS = [(np.array([1.0, 2.0]), np.array([0.5, 4.0])), (np.array([3.0, 1.0, 2.0]), np.array([2.0, 5.0, 7.0]))]
table = np.arange(3)


def shares(z):
    return z / z.sum(axis=-1, keepdims=True)


def above(y, out):
    return np.maximum(y - out, 0)


def log_mean(z):
    return np.log(np.mean(z))


def slope(y, out):
    return np.mean(y * out), np.mean(out) + 1


def halves(z):
    return z / 2


def root(z):
    return z**0.5


def divides(z):
    # A line before the one that is told.
    return shares(z) / 0 if z.size > 9 else len(z) // 0


def steps(z):
    total = 0
    for row in z:
        total = total + row.sum()
    return total


def writes(z):
    z[0, 0] = 7
    return z / 2


@pytest.mark.parametrize(
    ("right", "cases", "wrong", "words"),
    [
        (shares, ROWS, lambda z: z / z.sum(axis=0), "You went down the columns"),
        (lambda z: z.max(axis=-1), ROWS, lambda z: z.max(axis=0), "A row of 1 number is wanted; you return a row of 3"),
        (
            shares,
            ROWS,
            lambda z: z / z.sum(),
            "It is right for z = [[1, 2, 6]], but not always. For z = [[0, 1, 0.5], [",
        ),
        (
            shares,
            ROWS,
            lambda z: shares(z).T,
            "1 row of 3 numbers is wanted; you return 3 rows of 1 number. The numbers are",
        ),
        (
            shares,
            ROWS,
            lambda z: shares(z).sum(axis=0),
            "you return a row of 3 numbers. You added up over the items, and",
        ),
        (shares, ROWS, lambda z: shares(z)[None], "you return an array of shape (1, 1, 3). The numbers are right"),
        (
            np.mean,
            ROWS,
            lambda z: z,
            "One number is wanted; you return 1 row of 3 numbers. They are right so far: take",
        ),
        (np.mean, ROWS, lambda z: [z.mean()], "returns a list; one number is wanted. For"),
        (np.mean, ROWS, lambda z: {z.mean()}, "returns a set; one number is wanted. For"),
        (np.mean, ROWS, lambda z: 1j * z.mean(), "complex numbers"),
        (np.mean, ROWS, lambda z: z.sum(), "Yours is the right answer times the number of entries."),
        (np.mean, ROWS, lambda z: -z.mean() / len(z), "divided by N, the number of items, and its sign is wrong."),
        (np.mean, ROWS, lambda z: z.mean() * z.shape[1], "Yours is 3 times what is asked. Where"),
        (np.mean, ROWS, lambda z: -z.mean(), "The sign is wrong, and all else is right."),
        (np.mean, ROWS, lambda z: z.mean() / 4, "Yours is what is asked divided by 4. Where"),
        (np.mean, ROWS, lambda z: z.mean() / np.log(10), "divided by log 10: another base"),
        (np.mean, ROWS, lambda z: -z.mean() * np.log(2), "times log 2: another base, and its sign is wrong."),
        (
            np.mean,
            ROWS,
            lambda z: z.mean() * (1.0203 if len(z) < 2 else 1),
            "It is right for a = [[0, 1, 0.5], [4, 2, 1]], but",
        ),
        (lambda y, out: y + out, PAIRS, lambda y, out: (y + out)[::-1], "Yours is the right answer in reverse order."),
        (np.mean, ROWS, lambda z: z.mean() ** 2, "Yours is the square of the right answer."),
        (np.mean, ROWS, lambda z: z.mean() - 1, "Yours is 1 too small each time."),
        (np.mean, ROWS, lambda z: z.mean() * 1.01 + 0.001, "That is close."),
        (np.mean, ROWS, lambda z: np.size(z) * 0 + 5, "gives one answer, whatever"),
        (np.mean, ROWS, lambda z: z.mean() + table.sum(), "uses table from the notebook"),
        (root, [(4.0,), (1.0,), (9.0,)], lambda z: np.argmin(abs(table**2 - z)), "right for z = 4, but not always."),
        (root, [(4.0,), (1.0,), (9.0,)], lambda z: table[1], "Your function uses table from the notebook"),
        (np.mean, ROWS, lambda: 1.0, "called with 1 argument, made(a); yours is made()."),
        (
            log_mean,
            ROWS,
            lambda z: np.log(np.mean(z * 0)),
            "Your function gives -inf: there is a division by 0, or the log",
        ),
        (halves, ROWS, writes, "Your function changes z itself"),
        (halves, ROWS, lambda z: z // 2, "rounded down to whole numbers"),
        (halves, ROWS, divides, "in line 3 of your function, `return shares(z) / 0 if z.size > 9 else len(z) // 0`."),
        (halves, ROWS, lambda z: z @ z, "@ multiplies matrices"),
        (halves, ROWS, lambda z: z / z[:, :2], "1 row of 3 numbers and 1 row of 2 numbers do not go together"),
        (above, PAIRS, lambda y, out: np.max(y - out, 0), "np.maximum(a, b) compares two entry by entry. For y"),
        (above, PAIRS, lambda y, out: np.max(0, y - out), "np.maximum(a, b) compares two entry by entry. For y"),
        (above, PAIRS, lambda y, out: max(y - out, 0), "np.maximum and np.minimum go entry by entry. For y"),
        (above, PAIRS, lambda y, out: np.maximum(out - y, 0), "y and out have changed places"),
        (above, PAIRS, lambda y, out: np.maximum(y - 1, 0), "does not use out"),
        (slope, PAIRS, lambda y, out: np.mean(y * out), "2 answers are wanted, with a comma between; you return 1."),
        (slope, PAIRS, lambda y, out: {"y": 1.0, "out": 2.0}, "with a comma between; you return a dict. For"),
        (halves, ROWS, lambda z: [z / 2 for i in len(z)], "for i in range(n) turns n times. For z"),
        (halves, ROWS, lambda z: z / z.max, "are brackets ( ) missing? For z"),
        (slope, PAIRS, lambda y, out: (1.0, 2.0, 3.0), "2 answers are wanted, with a comma between; you return 3."),
        (slope, PAIRS, lambda y, out: (1.0, np.mean(out) + 1), "the answer is [4.25, 3.25]; yours is [1, 3.25]."),
        (slope, PAIRS, lambda y, out: (-np.mean(y * out), -np.mean(out) - 1), "The sign is wrong, and all else"),
        (
            slope,
            PAIRS,
            lambda y, out: (np.mean(y * out), -np.mean(out) - 1),
            "In answer 2 of 2: The sign is wrong, and",
        ),
        (
            slope,
            PAIRS,
            lambda y, out: (y * out, np.mean(out) + 1),
            "In answer 1 of 2: One number is wanted; you return",
        ),
        (lambda z: "sum", ROWS, lambda z: "mean", "the answer is 'sum'; yours is 'mean'."),
        (lambda z: "sum", ROWS, lambda z: 3.0, "A word is wanted; you return 3."),
        (lambda z: True, ROWS, lambda z: False, "the answer is True; yours is False."),
        (lambda loss: loss(2.0), [(np.exp,), (np.log,)], lambda loss: 0.0, "For loss = exp the answer is 7.389; yours"),
        (lambda: 2.5, [()], lambda: 3.0, "Yours is 3."),
        (
            lambda z: z * 0 if len(z) < 2 else z,
            ROWS,
            lambda z: z * 0 + 1 if len(z) < 2 else 2 * z,
            "yours is [[1, 1, 1]].",
        ),
        (
            slope,
            PAIRS,
            lambda y, out: (y @ out, 2.0) if len(y) < 3 else out[0],
            "yours is [8.5, 2].",
        ),
        (lambda z: np.arange(20.0), ROWS, lambda z: np.arange(20.0) // 19, "the answer's entry [1] is 1; yours is 0."),
        (lambda z: 0.10001, ROWS, lambda z: 0.100045, "the answer is 0.10001; yours is 0.100045."),
    ],
)
def test_mistakes_that_no_exercise_needs_to_know(right, cases, wrong, words):
    verdict = judge("made", Exercise("Write it.", right, {}, cases), wrong)
    assert verdict.right is False
    assert words in verdict.message, verdict
    assert "yours" not in words or verdict.message.endswith(words) or "loss" in words


def test_a_known_mistake_in_a_list_is_first_of_all_a_list():
    exercise = Exercise("Write it.", halves, {"Known.": lambda z: 3 * z}, [(np.array([1.0, 2.0]),)])
    assert judge("made", exercise, lambda z: 3 * z).message.startswith("Known. For z")
    assert judge("made", exercise, lambda z: list(3 * z)).message.startswith("Your function returns a list; a row of 2")


def test_the_first_case_that_fails_is_the_smallest():
    one, two = (np.array([1.0, 2.0, 3.0]),), (np.array([4.0]),)
    verdict = judge("made", Exercise("Write it.", np.sum, {}, [one, two]), lambda a: np.sum(a) + a.size / 10)
    assert "For a = [4] the answer is 4; yours is 4.1." in verdict.message


def test_an_error_is_told_after_an_answer_that_was_wrong_before():
    verdict = judge("made", Exercise("Write it.", halves, {}, ROWS), lambda z: z if len(z) < 2 else 1 // 0)
    assert verdict.message.startswith("For z = [[1, 2, 6]] the answer is [[0.5, 1, 3]]; yours is [[1, 2, 6]]. For z = ")
    assert "your function raised ZeroDivisionError" in verdict.message


@pytest.mark.parametrize(
    ("words", "measure", "told"),
    [
        (
            "Each row must sum to 0; yours sums to {}.",
            lambda g, z: g.sum(axis=-1),
            "0; yours sums to 0.5. For z = [[1, 2",
        ),
        ("Each row must sum to 0", lambda g, z: g.sum(axis=-1), "Each row must sum to 0; yours gives 0.5. For z"),
        ("The last is the largest.", lambda g, z: bool(g[0, -1] == g.max()), "The last is the largest. For z"),
        ("It breaks.", lambda g, z: g.nothing, "Not yet. Your function does not use z. For"),
    ],
)
def test_what_the_lesson_taught_is_tested_and_the_figure_told(words, measure, told):
    exercise = Exercise("Write it.", lambda z: z - z.mean(axis=-1, keepdims=True), {}, ROWS[:1], holds={words: measure})
    verdict = judge("made", exercise, lambda z: np.array([[-2.0, 2.5, 0.0]]))
    assert told in repr(verdict)
    assert judge("made", exercise, exercise.right).right is True


def test_a_loop_is_right_and_kindly_told_where_none_is_wanted():
    for wanted in (True, False):
        verdict = judge("made", Exercise("Write it.", np.sum, {}, ROWS, "Well.", loop=wanted), steps)
        assert verdict.right is True
        assert ("without a loop" in verdict.message) is not wanted
    assert "loop" not in repr(judge("made", Exercise("Write it.", np.sum, {}, ROWS, loop=False), lambda z: z.sum()))


def test_right_answers_that_change_their_argument_are_not_right():
    def spoils(z):
        z /= 2
        return z

    verdict = judge("made", Exercise("Write it.", halves, {}, ROWS), spoils)
    assert repr(verdict).startswith("Not yet. The answers are right. Your function changes z itself")
    assert judge("made", Exercise("Write it.", halves, {}, ROWS), halves).right is True, "the cases are as they were"


def test_a_function_that_takes_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(learner, "SECONDS", 0.05)

    def waits(z):
        while True:
            pass

    verdict = judge("made", Exercise("Write it.", halves, {}, ROWS), waits)
    assert repr(verdict).startswith("Not yet. Your function was stopped: it took longer than 0.05 s.")


def test_a_solution_that_never_ends_on_other_arguments_hangs_no_diagnosis(monkeypatch):
    monkeypatch.setattr(learner, "SECONDS", 0.05)

    def add(a, n):
        while n != 0:
            a, n = a + 1, n - 1
        return a

    verdict = judge("made", Exercise("Write it.", add, {}, [(0.5, 3), (0.25, 2)]), lambda a, n: a * n)
    assert repr(verdict) == "Not yet. For a = 0.5, n = 3 the answer is 3.5; yours is 1.5."


def test_numpy_warns_in_the_hint_and_nowhere_else():
    def naive(z):
        powers = np.exp(1000 * z)
        return powers / powers.sum()

    with warnings.catch_warnings(action="error"):
        verdict = judge("made", Exercise("Write it.", halves, {}, ROWS), naive)
    told = (
        "gives nan: there is a number that grows too large, as exp(1000) does, in line 2 of your function, `powers = np"
    )
    assert told in verdict.message


def test_the_solution_is_shown_after_three_tries_when_solved_or_when_asked_for():
    check("mse", passes)
    for tries in range(3):
        assert repr(solution("mse")) == f"Try it yourself first ({tries} of 3)."
        check("mse", lambda y, out: 0.0)
    assert repr(solution("mse")) == repr(solution("mse", now=True))
    assert repr(solution("mse_grad")) == "Try it yourself first (0 of 3)."
    check("mse_grad", EXERCISES["mse_grad"].right)
    shown = solution("mse_grad")
    assert repr(shown) == f"{EXERCISES['mse_grad'].reason}\n\ndef mse_grad(y, out):\n    return -2 * (y - out) / y.size"
    assert f"{EXERCISES['mse_grad'].reason}<pre><code>def mse_grad(y, out):\n    return -2" in shown._repr_html_()


def test_html_escapes_what_it_shows():
    def tags(a):
        """Return <b>."""
        raise ValueError("<script>")

    exercise = Exercise("Write it.", tags, {}, [(1.0,)])
    assert "&lt;b&gt;" in Solution.of(exercise)._repr_html_()
    assert Solution.of(exercise)._repr_html_().startswith('<div style="border-left: 4px solid #0072b2')
    verdict = judge("made", Exercise("Write it.", np.sum, {}, [(1.0,)]), tags)
    assert "&lt;script&gt;, in line 3 of your function, <code>raise ValueError(&quot;" in verdict._repr_html_()
    assert verdict._repr_html_().startswith('<div style="border-left: 4px solid #d55e00')


@pytest.mark.parametrize(
    "function", [np.log2, sum, int, lambda *a, **k: a[0], type("Own", (), {"__call__": lambda s, z: z})()]
)
def test_functions_that_are_not_written_in_a_cell_are_judged_too(function):
    assert judge("made", Exercise("Write it.", halves, {}, ROWS), function).right is False


class Odd:
    """An answer on which nothing works."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __array__(self, dtype=None, copy=None):
        raise RuntimeError("no array")


ANSWERS = [
    *(
        0,
        1.5,
        True,
        1j,
        np.nan,
        -np.inf,
        10**400,
        "",
        "2",
        b"2",
        Odd(),
        Odd,
        len,
        {},
        {1: 2},
        {0.5},
        range(3),
        object(),
    ),
    *([], [[1], [2, 3]], [None], ["a"], (1, "b"), ([1, 2], 3), [Odd()], (x for x in "ab"), [..., 1], (None, 1.0)),
    *(
        np.array([]),
        np.zeros((0, 3)),
        np.ones((2, 2, 2)),
        np.array(["a"]),
        np.array([1, None]),
        np.array(1.0),
        np.ma.masked,
    ),
    *(
        np.array([1j]),
        np.array("2026-01-01", "M8[D]"),
        np.zeros(2, [("a", float)]),
        np.float16(1),
        np.int64(3),
        np.bool_(0),
    ),
    *(np.full((1, 3), np.nan), np.full(3, np.inf), np.zeros((1, 3)), np.ones((1, 3))),
]


@pytest.mark.parametrize("right", [np.mean, shares, slope, lambda z: "sum", lambda: 2.5], ids=range(5))
@pytest.mark.parametrize("answer", ANSWERS, ids=range(len(ANSWERS)))
def test_whatever_comes_back_is_told_and_nothing_raised(right, answer):
    cases = (
        {slope: PAIRS}.get(right, ROWS if right.__code__.co_argcount else [()]) if hasattr(right, "__code__") else ROWS
    )
    exercise = Exercise(
        "Write it.", right, {"It is known.": lambda *case: 7.0}, cases, holds={"It holds.": lambda g, *c: g}
    )
    with warnings.catch_warnings(action="error"):
        verdict = judge("made", exercise, lambda *case: answer)
    assert verdict.right is not True
    assert verdict.message and len(verdict.message) < 500


def test_a_list_with_the_right_numbers_and_a_sum_beside_a_list():
    row = Exercise("", lambda m: m + 1, {}, [(np.array([1.0, 2.0]),)])
    assert "so wrap them: np.array([…])" in judge("row", row, lambda m: [a + 1 for a in m]).message
    assert "wrap" not in judge("row", row, lambda m: [a + 2 for a in m]).message
    pair = Exercise("", lambda w: (2 * w, np.sum(w)), {}, [(np.array([1.0, 2.0]),)])
    assert judge("pair", pair, lambda w: ([2 * a for a in w], sum(w))).right is False
