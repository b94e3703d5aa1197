"""The solution of an exercise as a cell shows it."""

import inspect
from dataclasses import dataclass
from html import escape
from textwrap import dedent

from ..report import OPEN, with_bar
from .check import Exercise


@dataclass(frozen=True)
class Solution:
    """Why the solution is so, and its source; without a source, why it is not shown yet."""

    words: str
    source: str = ""

    @classmethod
    def of(cls, exercise: Exercise) -> "Solution":
        """Return the solution of an exercise.

        Examples
        --------
        >>> from lossviz.exercises import EXERCISES
        >>> print(Solution.of(EXERCISES["largest_rate"]).source)
        def largest_rate(x):
            bend = 2 * np.mean(x**2)
            return 2 / bend
        """
        return cls(exercise.reason, dedent(inspect.getsource(exercise.right)).strip())

    def __repr__(self) -> str:
        return f"{self.words}\n\n{self.source}".strip()

    def _repr_html_(self) -> str:
        code = f"<pre><code>{escape(self.source)}</code></pre>" if self.source else ""
        return with_bar(escape(self.words) + code, OPEN)
