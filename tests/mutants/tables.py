"""Which tests guard a file, and which mutants make no difference."""

import re

from .operators import Mutant

EACH = 1  # Mutants by rule that are tried of each function and method.

CHOSEN = "a bound that was chosen; tests take it from there"

# By file, function and change, why no test can see it.
EQUIVALENT: dict[tuple[str, str, str], str] = {
    ("lossviz/panel.py", "_follow", "if self.picture is None: return → if False: return"): (
        "what follows fails then, and of a closed panel nothing is shown or logged"
    ),
    (
        "lossviz/exercises/gradients.py",
        "_one_divided",
        "np.array([f(z + nudge) - f(z - nudge) / 2e-05 for nudge in 1e-05 * np.eye(len(z))]) → "
        "[f(z + nudge) - f(z - nudge) / 2e-05 for nudge in 1e-05 * np.eye(len(z))]",
    ): "a list is compared as an array",
    ("lossviz/exercises/robust.py", "_squares", "y > c → y >= c"): "at y = c the distance is 0, whatever its weight",
    ("lossviz/learner.py", "", "1.0 → 2.0"): CHOSEN,
    ("lossviz/lessons/bug_museum.py", "paid", "abs(charge) > 1e-06 → abs(charge) >= 1e-06"): "nobody is charged 1e-06",
    ("lossviz/lessons/robust.py", "absolute_lines", "9 → 10"): "ties differ by less, others by more",
    ("lossviz/lessons/signed_shapes.py", "_glyph", "0 → 1 (2)"): "a hundredth of a letter higher",
    ("lossviz/losses/margin.py", "logistic_grad", "margins > 0 → margins >= 0"): "at 0 both are 1",
    ("lossviz/lessons/tug_of_war.py", "absolute values", "mae(y, c) → mae(c, y)"): "a distance is the same both ways",
    ("lossviz/aside.py", "", "0.2 → 1.2"): CHOSEN,
    ("lossviz/panel.py", "Panel._make", "8 → 9"): CHOSEN,
    (
        "lossviz/predict.py",
        "Prediction.sentences",
        "self.kind.alike(guess, self._expected(idea, n)) → self.kind.alike(self._expected(idea, n), guess)",
    ): "near is near both ways",
    ("lossviz/shapes.py", "guess_mark", "0 → 1 (4)"): "where a label lies before it has a word",
    (
        "lossviz/question_box.py",
        "",
        "if TYPE_CHECKING: … → if not TYPE_CHECKING: …",
    ): "names for mypy, which is not run here",
    ("lossviz/renderer.py", "", "1000 → 1001"): CHOSEN,
    ("lossviz/site/states.py", "", "10 → 11"): CHOSEN,
    ("lossviz/site/states.py", "Control.", "1.0 → 2.0"): "what is not a slider has no step",
}


def reason(mutant: Mutant) -> str:
    """Return why no test can see a mutant; nothing if one should."""
    named = EQUIVALENT.get((mutant.path, mutant.unit, mutant.what), "")
    number = re.fullmatch(r"-?[\d.e-]+ → -?[\d.e-]+( \(\d+\))?", mutant.what)
    if not named and number and mutant.path.startswith("lossviz/exercises/"):
        return "another number in a case, or in a wrong answer that is known, serves as well"
    return named


LESSONS = {
    1: "line mse",
    2: "codes entropy lottery",
    3: "cross_entropy gap",
    4: "way_back why_not_mse wrong_label",
    5: "overflow stability",
    6: "gradients measured",
    7: "margins prices",
    8: "robust tug_of_war under_the_pull",
    9: "bug_museum mistakes",
}
"""The modules of panels by their lesson."""

# By the beginning of a path, the tests that are to notice, the quickest first. The first line that fits counts.
GUARDS = {
    "lossviz/__init__.py": "package",
    "lossviz/calls.py": "frameworks oracles",
    "lossviz/checks.py": "bad_input losses",
    "lossviz/comparison.py": "frameworks bad_input",
    "lossviz/environment.py": "environment_check",
    "lossviz/exercises/": "exercises bad_input",
    "lossviz/export.py": "export",
    "lossviz/frameworks.py": "frameworks bad_input lesson_3",
    "lossviz/lecture.py": "lecture bad_input prose",
    **{
        f"lossviz/lessons/{name}.py": f"content lesson_{n} panels questions"
        for n in LESSONS
        for name in LESSONS[n].split()
    },
    "lossviz/lessons/disagreements.py": "lecture",
    "lossviz/lessons/signed_shapes.py": "content panels questions",
    "lossviz/lessons/": "content panels questions",
    "lossviz/losses/clipped.py": "naive oracles bad_input",
    "lossviz/losses/cross_entropy.py": "cross_entropy oracles bad_input",
    "lossviz/losses/entropy.py": "cross_entropy oracles bad_input",
    "lossviz/losses/naive.py": "naive oracles bad_input",
    "lossviz/losses/regression.py": "losses oracles bad_input",
    "lossviz/losses/": "oracles bad_input losses",
    "lossviz/aside.py": "threads panel",
    "lossviz/controls.py": "panel bad_panels bad_input",
    "lossviz/drawn.py": "picture panel bad_panels",
    "lossviz/lifetime.py": "panel",
    "lossviz/picture.py": "threads picture panel bad_panels predict bad_input",
    "lossviz/learner.py": "learner",
    "lossviz/asking.py": "predict questions threads",
    "lossviz/guess.py": "predict questions",
    "lossviz/predict.py": "predict questions threads",
    "lossviz/question_box.py": "predict",
    "lossviz/private.py": "private_names",
    "lossviz/progress.py": "frameworks",
    "lossviz/renderer.py": "picture private_names",
    "lossviz/report.py": "learner panel exercises environment_check",
    "lossviz/series.py": "environment_check notebooks",
    "lossviz/server.py": "server",
    "lossviz/shapes.py": "content predict questions",
    "lossviz/site/": "site site/test_page site/test_build",
    "lossviz/style.py": "everyone picture",
    "lossviz/text.py": "frameworks lesson_2",
    "lossviz/": "threads panel predict bad_panels",
}


def guards(mutant: Mutant) -> list[str]:
    """Return what is run on a mutant, in order: the file's own examples, then tests."""
    tests = next(tests for path, tests in GUARDS.items() if mutant.path.startswith(path))
    return [mutant.path, *(f"tests/{name}.py" if "/" in name else f"tests/test_{name}.py" for name in tests.split())]
