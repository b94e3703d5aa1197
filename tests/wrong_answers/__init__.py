"""Answers to the exercises as learners write them: `mse.py` those to `lossviz/exercises/mse.py`, and so on.

Each module, as `example.py`, has two dictionaries by the name of the exercise:

- `RIGHT`, a list of answers in other styles, which must pass;
- `WRONG`, a list of (answer, words), at least thirty an exercise, of which the hint must contain the words.

An answer is what stands in the place of ``...``, the lines below ``def mse(y, out):``; or, if it has a ``def`` of its
own, the whole cell, for instance with data that the notebook has. Words name the mistake; where no checker
could know it, they are those of the failing case, ``"the answer is 2; yours is 3"``. Each hint of an exercise's `wrong`
must be met by an answer here: so a slip in `wrong` itself is seen.
"""

import linecache
import re
import warnings
import zlib
from textwrap import indent

import numpy as np

import lossviz
from lossviz.exercises.quote import parameters


def learners(name, exercise, answer):
    """Return the function that an answer to an exercise makes, with its lines where a traceback finds them."""
    if not re.search(r"^def ", answer, re.MULTILINE):
        answer = f"def {name}({', '.join(parameters(exercise))}):\n" + indent(answer, "    ")
    file = f"<answer {zlib.crc32(answer.encode())}>"
    linecache.cache[file] = (len(answer), None, answer.splitlines(keepends=True), file)
    cell = {"np": np, "lv": lossviz}
    with warnings.catch_warnings(action="ignore", category=SyntaxWarning):
        exec(compile(answer, file, "exec"), cell)  # noqa: S102 (a cell is run)
    return cell[name]
