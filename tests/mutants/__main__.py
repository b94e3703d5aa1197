"""Break the package on purpose, one small change at a time, and say which test notices: ``python -m tests.mutants``.

Ends with a status other than 0 if a change that is not known to make no difference goes unnoticed.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from . import runner
from .by_hand import by_hand
from .operators import Mutant, chosen, mutants
from .tables import EACH, guards
from .tables import reason as why_not


def by_rule(root: Path = runner.ROOT) -> tuple[int, list[Mutant]]:
    """Return how many mutants the rules make, and those that are tried: some of each function."""
    found, taken = 0, []
    for file in sorted((root / "lossviz").rglob("*.py")):
        made = list(mutants(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8")))
        found += len(made)
        taken += chosen(made, EACH)
    return found, taken


def judged(found: Iterable[tuple[Mutant, runner.Result]], red: Callable[[set[str]], list[str]]) -> int:
    """Print a row for each mutant and the totals; return how many faults there are.

    A fault is a survivor that is not named as equivalent, and a test that is `red` without any change.
    """
    ends, survivors, tests, seconds = Counter[str](), [], set[str](), 0.0
    print("| where | change | caught by | s |\n|---|---|---|--:|")
    for mutant, result in found:
        reason = why_not(mutant)
        end = "caught" if result.test else "named as equivalent" if reason else "survived"
        ends[end] += 1
        seconds += result.seconds
        tests.add(result.test)
        said = {"caught": f"`{result.test}`", "survived": "**nothing**"}.get(end, f"makes no difference: {reason}")
        if end == "survived":
            survivors.append(mutant)
        if result.test and reason:
            said += ", though it is named as equivalent"
        what = f"`{mutant.what}`".replace("|", r"\|") + f": {mutant.why}" * bool(mutant.why)
        print(f"| {mutant.path}:{mutant.line} {mutant.unit} | {what} | {said} | {result.seconds:.1f} |", flush=True)
    print(f"\n{ends.total()} mutants: {', '.join(f'{n} {end}' for end, n in ends.items())}; {seconds:.0f} s of CPU.")
    for mutant in survivors:
        print(f"Not caught: {mutant.path}:{mutant.line} {mutant.unit}: {mutant.what}")
    wrong = red(tests - {""})
    for test in wrong:
        print(f"Fails without any change, so what it caught may not be caught: {test}")
    return len(survivors) + len(wrong)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("words", nargs="*", help="try only those with one of these words in file, function or change")
    parser.add_argument("--by-hand", action="store_true", help="try only those of by_hand.py")
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    parser.add_argument("--list", action="store_true", help="name them and stop")
    options = parser.parse_args(arguments)
    made, tried = (0, []) if options.by_hand else by_rule()
    tried += by_hand(runner.ROOT)
    named = {mutant: f"{mutant.path}:{mutant.line} {mutant.unit}: {mutant.what}" for mutant in tried}
    tried = [m for m in tried if not options.words or any(word in named[m] for word in options.words)]
    print(
        f"{made} mutants can be made by rule, {EACH} of each function are tried, and those of by_hand.py: {len(tried)}."
    )
    if options.list:
        print(*(named[mutant] for mutant in tried), sep="\n")
        return 0
    began = time.monotonic()
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    runner.load_libraries()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = tempfile.tempdir = folder  # What a stopped test leaves behind goes with it.
        copies = [runner.copy_tree(Path(folder, f"copy{i}")) for i in range(options.jobs)]
        faults = judged(runner.run(tried, guards, copies), lambda tests: runner.red_anyway(tests, copies[0]))
    print(f"{time.monotonic() - began:.0f} s, {options.jobs} at once.")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
