"""What is not yet told anew, in one place; it may only shrink.

    python -m tests.retold    what is left, and the lines of each panel and module

A lesson that keeps the rules of `tests.telling` must not stand here. Panels in the old form need not: they are found.
"""

import ast
import inspect
import textwrap

import numpy as np

from lossviz.lessons import panels

NOT_RETOLD = {
    "08_robust_losses",
}
NOT_RETOLD_PANELS: set[str] = set()  # In the new form, all the same.

# Exercises that nobody has yet written wrong answers to, by the module of `tests.wrong_answers` that is missing.
NOT_ANSWERED = {"mse", "cross_entropy", "why_not_mse", "gradients", "robust", "bug_museum"}


def in_new_form(make) -> bool:
    """Whether a panel is not made by `lossviz.old_form`."""
    form = make.__globals__.get("panel") if "panel" in make.__code__.co_names else None
    return getattr(form, "__module__", "") != "lossviz.old_form"


def told(make) -> bool:
    """Whether a panel is told anew."""
    return in_new_form(make) and make.__name__ not in NOT_RETOLD_PANELS


def lines_of(make) -> int:
    """Return how many lines the function of a panel has."""
    return len(inspect.getsourcelines(make)[0])


def lines_of_questions(make) -> int:
    """Return how many of them ask: those after the panel is made."""
    body = ast.parse(textwrap.dedent(inspect.getsource(make))).body[0].body
    made = next((node.end_lineno for node in body if ast.unparse(node).startswith("panel = Panel(")), None)
    return body[-1].end_lineno - made - 1 if made else 0


def main() -> None:
    print("lessons not told anew:", ", ".join(sorted(NOT_RETOLD)) or "none")
    made = list(panels())
    lines = {make: lines_of(make) for make in made}
    for module in {inspect.getmodule(make): None for make in made}:
        its = [make for make in made if inspect.getmodule(make) is module]
        whole = len(inspect.getsource(module).splitlines())
        print(f"{module.__name__.rpartition('.')[2]:24} {whole:4} lines, {whole / len(its):5.1f} a panel")
        for make in its:
            asks = lines_of_questions(make)
            when = "" if told(make) else "not told anew"
            print(f"    {make.__name__:20} {lines[make]:4}, {asks:2} of them ask   {when}")
    for which, its in (("all", made), ("those told anew", [make for make in made if told(make)])):
        mean, asks = np.mean([lines[make] for make in its]), np.mean([lines_of_questions(make) for make in its])
        print(f"mean of {which}, {len(its)} panels: {mean:.1f} lines, {asks:.1f} of them ask; 56 are wanted")


if __name__ == "__main__":
    main()
