"""What the notebooks must say where a framework is not installed.

They are committed with the answers of all frameworks, and compared strictly. Where one is
missing, the *committed* outputs of a cell are rewritten to what must then stand there, and
the comparison stays as strict as it was: each row of NumPy and of the other framework, the
verdict of the table, and a row that says what is not installed. Where none is missing, nothing
is rewritten.
"""

import ast
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from html import unescape
from importlib.util import find_spec
from typing import Any

from IPython.core.inputtransformer2 import TransformerManager

from lossviz.comparison import FRAMEWORKS, Comparison, Row
from lossviz.environment import OPTIONAL, Report
from lossviz.lessons.disagreements import TRAPS, Disagreements

VARIABLES = {"torch": "torch", "tensorflow": "tf"}  # what a framework is called in a cell


def missing() -> tuple[str, ...]:
    """Return the frameworks that are not installed here."""
    return tuple(name for name in FRAMEWORKS if find_spec(name) is None)


def expected(source: str, committed: list[Any], run: list[Any], names: Sequence[str]) -> list[Any]:
    """Return the outputs that a cell must have without the frameworks `names`.

    Parameters
    ----------
    source : str
        The cell.
    committed, run : list of output
        What the cell shows with all frameworks, and what it showed now.
    names : sequence of str
        The frameworks that are missing. Without any, `committed` is returned as it is.
    """
    if not names:
        return committed
    printed = "".join(output.text for output in run if output.get("name") == "stdout")
    outputs = deepcopy(committed)
    for output in outputs:
        if output.get("name") == "stdout":
            output.text = without_lines(source, output.text, printed, names)
        elif "text/html" in output.get("data", {}):
            data = output.data
            data["text/html"], data["text/plain"] = without_rows(data["text/html"], data["text/plain"], names)
    outputs = [output for output in outputs if output.get("text") != ""]
    if not any(output.get("name") == "stdout" for output in committed) and without_lines(source, "", printed, names):
        outputs = [deepcopy(output) for output in run if output.get("name") == "stdout"] + outputs
    return outputs


def without_rows(html: str, text: str, names: Sequence[str]) -> tuple[str, str]:
    """Return both forms of a table or report of lossviz as they must be without the frameworks `names`.

    A table is read from its HTML, and taken for one only if it then shows itself in exactly
    these two forms. Whatever is not, is returned as it is.
    """
    for kind in (_Table, _Traps, _Report):
        shown = kind.read(html)
        if shown and (shown._repr_html_(), repr(shown)) == (html, text):
            left = shown.without(names)
            return left._repr_html_(), repr(left)
    return html, text


@dataclass(frozen=True)
class _Table(Comparison):
    """A `Comparison` read back from its HTML: the text of its cells."""

    cells: Sequence[Sequence[str]] = ()
    sentence: str = ""

    @classmethod
    def read(cls, html: str) -> "_Table | None":
        tags = re.compile(r"</?code>")
        rows = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row) for row in re.findall(r"<tr>(.*?)</tr>", html)]
        cells = [[unescape(tags.sub("", cell)) for cell in row] for row in rows]
        sentence = unescape(html.partition("<p>")[2].removesuffix("</p>"))
        return cls([], cells=cells, sentence=sentence) if {len(row) for row in cells[:2]} == {5} else None

    def without(self, names: Sequence[str]) -> "_Table":
        gone = {FRAMEWORKS[name]: f"{FRAMEWORKS[name]} is not installed" for name in names}
        left: list[Sequence[str]] = []
        for line in self.cells:
            told = [line[0], "", "", "", gone[line[0]]] if line[0] in gone else line
            left += [told] if told not in left else []
        judged = [line for line in left if line[-1] == "agrees" or line[-1].startswith("DIFFERS")]
        rows = [Row(framework, call, agrees=end == "agrees") for framework, call, _, _, end in judged]
        return _Table([], cells=left, sentence=Comparison(rows).verdict)

    @property
    def verdict(self) -> str:
        return self.sentence

    def _head(self) -> tuple[str, ...]:
        return tuple(self.cells[0])

    def _lines(self) -> list[tuple[str, ...]]:
        return [tuple(line) for line in self.cells[1:]]

    __repr__ = Comparison.__repr__


class _Traps(Disagreements):
    """A `Disagreements` read back from its HTML."""

    @classmethod
    def read(cls, html: str) -> "_Traps | None":
        answers = [unescape(answer) for answer in re.findall(r"→ <b>(.*?)</b>", html)]
        return cls(list(zip(answers[::2], answers[1::2], strict=True))) if len(answers) == 2 * len(TRAPS) else None

    def without(self, names: Sequence[str]) -> "_Traps":
        notes = [f"{FRAMEWORKS[name]} is not installed" if name in names else "" for name in FRAMEWORKS]
        return _Traps([(notes[0] or torch, notes[1] or keras) for torch, keras in self.results])


class _Report(Report):
    """The `Report` that all is there."""

    @classmethod
    def read(cls, html: str) -> "_Report":
        return cls(())

    def without(self, names: Sequence[str]) -> "_Report":
        return _Report(tuple(OPTIONAL[name] for name in names))


def without_lines(source: str, committed: str, run: str, names: Sequence[str]) -> str:
    """Return what a cell must print without the frameworks `names`.

    No line on loading them; no figure of theirs in a dictionary by framework. A cell that asks
    for one by `framework` is told that it is not installed. A cell with code under ``if torch:``
    prints fewer lines, and no line that is not committed: which lines are that code's only the
    run can tell, so what it printed is taken where all of it is committed, in this order.
    """
    for name in names:
        committed = re.sub(rf"^Loading {FRAMEWORKS[name]}, .*… done\.\n", "", committed, flags=re.M)
        committed = re.sub(rf", '{FRAMEWORKS[name]}': '[^']*'", "", committed)
    notes = [f"{FRAMEWORKS[name]} is not installed.\n" for name in names if f'framework("{name}")' in source]
    lines = run.splitlines(keepends=True)
    for note in notes:
        if note not in lines:
            return committed + note
        lines.remove(note)
    left = iter(committed.splitlines(keepends=True))
    if asks(source, names) and all(line in left for line in lines):
        return run
    return run if notes and "".join(lines) == committed else committed


def asks(source: str, names: Sequence[str]) -> bool:
    """Return whether a cell has code that runs only where one of the frameworks `names` is there.

    Examples
    --------
    >>> asks("if torch:\\n    print(1)", ["torch"]), asks("print(2 if tf else 1)", ["tensorflow"])
    (True, True)
    >>> asks("if torch:\\n    print(1)", ["tensorflow"]), asks("print(torch)", ["torch"])
    (False, False)
    """
    tree = ast.parse(TransformerManager().transform_cell(source))
    tests = [node.test for node in ast.walk(tree) if isinstance(node, ast.If | ast.IfExp)]
    found = {node.id for test in tests for node in ast.walk(test) if isinstance(node, ast.Name)}
    return any(VARIABLES[name] in found for name in names)
