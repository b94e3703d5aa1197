"""Which files are broken, which tests guard each, and which mutants make no difference."""

from pathlib import Path

from .operators import Mutant

EQUIVALENT: dict[tuple[str, str, str], str] = {}

LESSONS = {
    "1": "mse", "2": "entropy lottery codes", "3": "cross_entropy cross_entropy_logits", "4": "why_not_mse race",
    "5": "stability overflow disagreements", "6": "gradients batch", "7": "margins robust several bug_museum",
}


def FILES(root):
    return sorted(str(p.relative_to(root)) for p in (root / "lossviz").rglob("*.py"))


def several(path):
    return 2


GUARDS = {
    "lossviz/losses/naive.py": "naive oracles",
    "lossviz/losses/clipped.py": "naive oracles",
    "lossviz/losses/regression.py": "losses oracles bad_input",
    "lossviz/losses/cross_entropy.py": "cross_entropy oracles bad_input",
    "lossviz/losses/robust.py": "lesson_7 oracles bad_input",
    "lossviz/losses/margin.py": "lesson_7 oracles bad_input",
    "lossviz/losses/": "losses cross_entropy oracles bad_input",
    "lossviz/exercises/": "exercises bad_input",
    "lossviz/checks.py": "bad_input losses",
    "lossviz/text.py": "frameworks lesson_2",
    "lossviz/calls.py": "frameworks oracles",
    "lossviz/comparison.py": "frameworks bad_input",
    "lossviz/frameworks.py": "frameworks bad_input lesson_3",
    "lossviz/lecture.py": "notebooks",
    "lossviz/environment.py": "environment_check",
    "lossviz/series.py": "environment_check",
    "lossviz/export.py": "notebooks",
    "lossviz/server.py": "server",
    "lossviz/style.py": "everyone picture",
    "lossviz/notes.py": "panel",
    "lossviz/": "panel bad_panels",
}


def guards(mutant: Mutant) -> list[str]:
    """Return what is run on a mutant, in order: the file's own examples, then tests."""
    tests = next(tests for path, tests in GUARDS.items() if mutant.path.startswith(path))
    return [mutant.path, *(f"tests/test_{name}.py" for name in tests.split())]
