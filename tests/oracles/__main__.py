"""Print, per loss and dtype, the largest error that the search finds: ``python -m tests.oracles``."""

import argparse

import numpy as np

from .table import DTYPES, GRANTED, KIND, search


def size(found):
    return found[0]


def largest(name, dtype):
    """Return the largest error in ulp, and the largest in those granted, each with the input that has it."""
    plain, granted = (-1.0, None), (-1.0, None)

    def judge(error, error_granted, given):
        nonlocal plain, granted
        plain = max(plain, (error, given), key=size)
        granted = max(granted, (error_granted, given), key=size)

    search(name, dtype, judge)
    return plain, granted


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.oracles", description=__doc__)
    parser.add_argument("names", nargs="*", default=[*KIND], help="losses and gradients; all of them if none is named")
    parser.add_argument("--inputs", action="store_true", help="print the input that has the largest error")
    options = parser.parse_args()
    print("Largest error found, in units in the last place of the dtype, against 50 digits and more.\n")
    print("|", " | ".join(["loss", *(f"{dtype} ≤ {limit:.2g}" for dtype, limit in DTYPES.items()), "where more"]), "|")
    print("|---|" + "--:|" * len(DTYPES) + "---|", flush=True)
    for name in options.names:
        found = [largest(name, dtype) for dtype in DTYPES]
        errors, granted = ([pair[i][0] for pair in found] for i in (0, 1))
        note = ""
        if any(error > limit for error, limit in zip(errors, DTYPES.values(), strict=True)):
            note = f"{GRANTED[name].why}; {max(granted):.2g} ulp of that" if name in GRANTED else "**NOT EXPECTED**"
        print("|", " | ".join([f"`{name}`", *(f"{error:.3g}" for error in errors), note]), "|", flush=True)
        if options.inputs:
            with np.printoptions(precision=17, threshold=20):
                print(*(f"  {dtype}: {worst}" for dtype, worst in zip(DTYPES, found, strict=True)), sep="\n")


if __name__ == "__main__":
    main()
