"""Break the package on purpose, one small change at a time, and see which test notices: ``python -m tests.mutants``."""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from . import runner
from .by_hand import by_hand
from .operators import Mutant, chosen, mutants
from .tables import EQUIVALENT, FILES, guards, several


def all_mutants(root: Path = runner.ROOT) -> tuple[int, list[Mutant]]:
    """Return how many mutants the rules make, and those that are tried: some of each function, and those by hand."""
    found, taken = 0, []
    for path in FILES(root):
        made = list(mutants(path, (root / path).read_text(encoding="utf-8")))
        found += len(made)
        taken += chosen(made, several(path))
    return found, taken + by_hand(root)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("words", nargs="*", help="only mutants whose file, function or change has one of these words")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="say what would be tried")
    parser.add_argument("--none", action="store_true", help="run the guards on the source as it is")
    options = parser.parse_args(arguments)
    made, tried = all_mutants()
    tried = [m for m in tried if not options.words or any(w in f"{m.path}:{m.line} {m.unit} {m.what}" for w in options.words)]
    if options.list:
        for m in tried:
            print(f"{m.path}:{m.line} {m.unit}: {m.what}")
        print(f"{len(tried)} mutants")
        return 0
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = "1"
    runner.load_libraries()
    began, cpu, ends = time.monotonic(), 0.0, Counter()
    survivors = []
    print("| where | change | caught by | s |\n|---|---|---|--:|")
    with tempfile.TemporaryDirectory() as folder:
        copies = [runner.copy_tree(Path(folder, f"copy{i}")) for i in range(options.jobs)]
        for mutant, result in runner.run(tried, guards, copies):
            cpu += result.seconds
            reason = EQUIVALENT.get((mutant.path, mutant.unit, mutant.what))
            end = "caught" if result.test else "equivalent" if reason else "survived"
            ends[end] += 1
            if end == "survived":
                survivors.append(mutant)
            said = result.test or (f"equivalent: {reason}" if reason else "**SURVIVED**")
            print(f"| {mutant.path}:{mutant.line} {mutant.unit} | `{mutant.what.replace('|', chr(92)+'|')}` | {said} | {result.seconds:.0f} |", flush=True)
    print(f"\n{made} mutants can be made by rule. Of {len(tried)} tried: {dict(ends)}; {cpu:.0f} s of CPU, {time.monotonic() - began:.0f} s.")
    for mutant in survivors:
        print(f"survived: {mutant.path}:{mutant.line} {mutant.unit}: {mutant.what}")
    return bool(survivors)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
