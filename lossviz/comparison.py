"""A loss by several routes, as a table: values, gradients, and whether they agree."""

from dataclasses import dataclass
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .lecture import Item
from .text import significant

FRAMEWORKS = {"torch": "PyTorch", "tensorflow": "TensorFlow"}


@dataclass(frozen=True)
class Row:
    """One line of a `Comparison`: a call with its value and gradient, or a note why it has none.

    `off` is the largest difference from NumPy, as a part of the largest figure there.
    """

    framework: str
    call: str
    value: float | None = None
    gradient: NDArray[Any] | None = None
    off: float = 0.0
    agrees: bool | None = None
    note: str = ""

    def cells(self) -> tuple[str, str, str, str, str]:
        """Return the line as text: framework, call, value, gradient, verdict."""
        value = "" if self.value is None else significant(self.value, 6)
        gradient = "" if self.gradient is None else _figures(self.gradient)
        verdict = self.note
        if self.agrees is not None:
            size = f" by {self.off:.0e}" if np.isfinite(self.off) else ""
            verdict = "agrees" if self.agrees else f"DIFFERS{size}"
        return self.framework, self.call, value, gradient, verdict


@dataclass(frozen=True)
class Comparison:
    """A loss and its gradient by every route, as a table; what `compare` returns.

    Attributes
    ----------
    rows : list of Row
        NumPy first, by which the others are judged.
    on : str
        The argument that the gradient is taken on.
    lecture : Item or None
        The lecture's item, with the figures it prints.
    """

    rows: list[Row]
    lecture: Item | None = None
    on: str = "out"

    @property
    def agree(self) -> bool:
        """Whether every framework that is installed gives NumPy's value and gradient."""
        return all(row.agrees is not False for row in self.rows)

    @property
    def verdict(self) -> str:
        """The table in a sentence."""
        judged = [row for row in self.rows if row.agrees is not None]
        wrong = [row.call for row in judged if not row.agrees]
        if not judged:
            return "NumPy alone: no framework is installed to compare with."
        if wrong:
            differ = "differs" if len(wrong) == 1 else "differ"
            return f"{len(wrong)} of {len(judged)} {differ} from NumPy: {'; '.join(wrong)}."
        if len(judged) == 1:
            return "The framework call agrees with NumPy, value and gradient."
        every = "Both" if len(judged) == 2 else f"All {len(judged)}"
        return f"{every} framework calls agree with NumPy, value and gradient."

    def _head(self) -> tuple[str, ...]:
        return "", "call", "value", f"gradient on {self.on}", ""

    def _lines(self) -> list[tuple[str, ...]]:
        lines: list[tuple[str, ...]] = [row.cells() for row in self.rows]
        if self.lecture and self.lecture.prints:
            figures = ", ".join(significant(printed, 8) for printed in self.lecture.prints)
            lines.append(("the lecture", "prints", figures, self.lecture.note))
        return lines

    def __repr__(self) -> str:
        lines = [self._head(), *self._lines()]
        widths = [max(len(line[i]) for line in lines if len(line) > i + 1) for i in range(4)]
        text = ["  ".join([*map(str.ljust, line[:-1], widths), line[-1]]).rstrip() for line in lines]
        return "\n".join([*text, self.verdict])

    def _repr_html_(self) -> str:
        def row(line: tuple[str, ...], tag: str) -> str:
            cells = [escape(text) for text in line]
            if len(line) == 5 and tag == "td":
                cells[1] = f"<code>{cells[1]}</code>" if cells[1] else ""
            styles = [
                "white-space: nowrap",
                "overflow-wrap: anywhere; min-width: 11em",
                *["white-space: nowrap"] * (len(line) - 2),
            ]
            if len(line) == 4:
                styles[3] = ""
            made = [f'<{tag} style="text-align: left; {s}">{c}</{tag}>' for s, c in zip(styles, cells, strict=True)]
            if len(line) == 4:
                made[3] = made[3].replace(f"<{tag} ", f"<{tag} colspan=2 ", 1)
            return f"<tr>{''.join(made)}</tr>"

        body = "".join(row(line, "td") for line in self._lines())
        return (
            f"<table><thead>{row(self._head(), 'th')}</thead><tbody>{body}</tbody></table><p>{escape(self.verdict)}</p>"
        )


def _figures(values: NDArray[Any]) -> str:
    """Write four entries at most, and how many there are."""
    shown = values.size if values.size <= 4 else 3
    text = ", ".join(significant(float(v), 4) for v in values.flat[:shown])
    return text if shown == values.size else f"{text}, … ({values.size})"
