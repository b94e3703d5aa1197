"""A guess: reading it as people type it, and telling how far off it was. Knows no panel and no widget."""

import ast
import math
import operator
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from .text import fixed, significant

UNREAD = "I read numbers such as 0.4, 1/3 or log 3."

_OPERATIONS: dict[type, Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
_FUNCTIONS = {"log": math.log, "ln": math.log, "log2": math.log2, "sqrt": math.sqrt, "exp": math.exp}
_NAMES = {"inf": math.inf, "e": math.e, "pi": math.pi}
_SIGNS = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "*", "²": "^2", "∞": " inf ", "π": " pi ", "√": " sqrt "})


def read_number(text: str, unit: str = "") -> float:
    """Read a number as people type it; nothing but arithmetic is worked out.

    Parameters
    ----------
    text : str
        ``0.4``, ``0,4``, ``1/3``, ``−2``, ``2^5``, ``log 3`` or ``ln 3`` (natural), ``5 %``, ``inf``.
    unit : str
        May stand behind it.

    Raises
    ------
    ValueError
        If it is none. ``1,000`` may be a thousand or one, and is none either.

    Examples
    --------
    >>> [read_number(text) for text in ("0,4", "−1/4", "2^5", "5 %", "1e-3", "ln 1")]
    [0.4, -0.25, 32.0, 0.05, 0.001, 0.0]
    >>> read_number("5 %", "%"), read_number("21 °C", "°C")
    (5.0, 21.0)
    >>> read_number("four")
    Traceback (most recent call last):
        ...
    ValueError: I read numbers such as 0.4, 1/3 or log 3.
    """
    plain = text.strip().removesuffix(unit).strip().translate(_SIGNS)
    plain, percent = plain.removesuffix("%"), plain.endswith("%")
    try:
        if len(plain) > 40 or re.search(r"[1-9]\d*,\d{3}(?!\d)", plain):
            raise ValueError
        plain = re.sub(r"\b(log2|log|ln|sqrt|exp)\s*([\d.,]+)", r"\1(\2)", plain.replace("^", "**"))
        value = _value(ast.parse(plain.replace(",", ".").strip(), mode="eval").body)
        if math.isnan(value):
            raise ValueError
    except (ValueError, TypeError, SyntaxError, ArithmeticError, RecursionError, MemoryError):
        raise ValueError(UNREAD) from None
    return value / 100 if percent else value


def _value(node: Any) -> float:
    """Return the value of an expression of numbers; raise a ValueError or TypeError at anything else."""
    match node:
        case ast.Constant(value=int() | float() as number) if not isinstance(number, bool):
            return float(number)
        case ast.Name(id=name) if name in _NAMES:
            return _NAMES[name]
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            return float(_OPERATIONS[type(op)](_value(left), _value(right)))
        case ast.UnaryOp(op=op, operand=operand) if type(op) in _OPERATIONS:
            return _OPERATIONS[type(op)](_value(operand))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in _FUNCTIONS:
            return _FUNCTIONS[name](_value(argument))
    raise ValueError


class Number:
    """A guess that is typed: its range, its unit, and how figures and distances are printed."""

    def __init__(
        self,
        ends: tuple[float, float],
        unit: str | tuple[str, str],
        near: float | None,
        digits: int | None,
        factor: bool,
        off: tuple[str, str],
    ) -> None:
        low, high = self.low, self.high = ends
        if not (_finite(low) and _finite(high) and low < high and not (factor and low <= 0)):
            above = ", both above 0 where the scale is a factor" if factor else ""
            raise ValueError(f"guess is {ends!r}; a number is asked for with the lower and the higher end{above}")
        self.one, self.many = (unit, unit) if isinstance(unit, str) else unit
        self.near = near if near is not None else 1.1 if factor else (high - low) / 50
        if not _finite(self.near) or self.near <= factor:
            least = "a factor above 1" if factor else "a distance above 0"
            raise ValueError(f"near is {near!r}; it must be {least}: a guess so far off is near enough")
        self.factor, self.off = factor, off
        self.digits = max(0, -math.floor(math.log10(self.near))) if digits is None else digits
        self.hint = f"between {self.plain(low)} and {self.plain(high)}"

    def read(self, given: Any) -> float:
        """Return the number that was typed, or raise a ValueError."""
        return read_number(str(given), self.many)

    def plain(self, value: float) -> str:
        """Return a figure as it is printed, without its unit."""
        if self.factor or not math.isfinite(value):
            return significant(value)
        text = fixed(value, self.digits)
        return text.rstrip("0").rstrip(".") if "." in text else text

    def said(self, guess: float) -> str:
        """Return a guess as it is printed: up to two decimals more than the answer, if it was given with them."""
        finer = significant(guess, 6) if self.factor else fixed(guess, self.digits + 2).rstrip("0").rstrip(".")
        return finer if float(finer.replace("−", "-")) == guess else self.plain(guess)

    def told(self, value: float) -> str:
        """Return a figure with its unit."""
        figure = self.plain(value)
        return f"{figure} {self.one if figure in ('1', '−1') else self.many}".rstrip()

    def alike(self, a: float, b: float) -> bool:
        """Whether two numbers are as near as is near enough."""
        if self.factor and a > 0 and b > 0:
            return max(a, b) <= self.near * min(a, b)
        return math.isclose(a, b, rel_tol=1e-9, abs_tol=0 if self.factor else self.near * (1 + 1e-9))

    def verdict(self, guess: float, answer: float) -> str:
        """Return the guess, the answer, and the distance between them, computed from the figures as printed."""
        said, is_ = self.said(guess), self.plain(answer)
        if said == is_:
            return f"You said {said}, and it is {self.told(answer)}."
        if self.alike(guess, answer):
            return f"You said {said}, it is {self.told(answer)}: as near as one can guess."
        a, b = (Decimal(figure.replace("−", "-")) for figure in (said, is_))
        way = self.off[a > b]
        if not a.is_finite():
            by = ""
        elif self.factor:
            large, small = max(a, b), min(a, b)
            by = f"{significant(float(large / small), 2)} times " if small > 0 else ""
        else:
            distance = f"{abs(a - b):f}"
            one, many = ("point", "points") if self.many == "%" else (self.one, self.many)
            by = f"{distance} {one if distance == '1' else many}".rstrip() + " "
        return f"You said {said}; it is {self.told(answer)}: {by}{way}."

    def check(self, answer: Any) -> None:
        """Raise an error where `answer` is no number that may be asked for."""
        try:
            value = float(answer)
        except (TypeError, ValueError):
            raise TypeError(f"the answer is {answer!r}, where a number is asked for") from None
        if not math.isfinite(value):
            raise ValueError(f"the answer is {value}, which nobody types; ask a choice")

    def check_opening(self, answer: float) -> None:
        """Raise a ValueError where the range gives `answer` away."""
        if not self.low <= answer <= self.high:
            raise ValueError(f"the answer {answer:.6g} lies outside guess={self.low, self.high}; widen the range")
        place, width = answer - self.low, self.high - self.low
        if self.factor:
            place, width = math.log(answer / self.low), math.log(self.high / self.low)
        if 0.45 <= place / width <= 0.55:
            raise ValueError(
                f"the answer {answer:.6g} lies in the middle of guess={self.low, self.high}, "
                "which people guess anyway; shift an end of the range"
            )


class Choice:
    """A guess that is one of two to four sentences."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        if not 2 <= len(options) <= 4 or not all(isinstance(text, str) and text for text in options):
            raise ValueError(f"guess is {list(options)!r}; a choice is asked for with two to four different texts")
        self.options = dict(options)

    def read(self, given: Any) -> Any:
        """Return what a choice stands for; raise a ValueError where it is none."""
        if given not in self.options:
            raise ValueError(f"Choose one: {', '.join(self.options)}.")
        return self.options[given]

    def told(self, value: Any) -> str:
        """Return the text of a choice."""
        return next(f"“{text}”" for text, its in self.options.items() if its == value)

    def alike(self, a: Any, b: Any) -> bool:
        """Whether two choices are the same."""
        return bool(a == b)

    def verdict(self, guess: Any, answer: Any) -> str:
        """Return the guess, and the answer where it is another."""
        if self.alike(guess, answer):
            return f"You said {self.told(guess)}, and so it is."
        return f"You said {self.told(guess)}; the answer is {self.told(answer)}."

    def check(self, answer: Any) -> None:
        """Raise a ValueError where `answer` cannot be chosen."""
        if answer not in self.options.values():
            raise ValueError(f"the answer {answer!r} is not in the list: {', '.join(map(repr, self.options.values()))}")

    def check_opening(self, answer: Any) -> None:
        """No order of choices gives one away."""


def _finite(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def kind_of(
    guess: Any, unit: Any, near: float | None, digits: int | None, factor: bool, off: tuple[str, str]
) -> Number | Choice:
    """Return what kind of guess an author's abbreviation stands for.

    Raises
    ------
    TypeError
        If it stands for none.
    ValueError
        If its ends, its choices or `near` are not of their form.

    Examples
    --------
    >>> kind_of((0, 4), "°C", None, None, False, ("too low", "too high")).hint
    'between 0 and 4'
    """
    if isinstance(guess, tuple) and len(guess) == 2 and not any(isinstance(end, str) for end in guess):
        return Number((guess[0], guess[1]), unit, near, digits, factor, off)
    if isinstance(guess, Mapping):
        return Choice(guess)
    if isinstance(guess, list) and all(isinstance(text, str) for text in guess):
        return Choice(dict(zip(guess, guess, strict=True)))
    raise TypeError(
        f"guess is {guess!r}; it takes (low, high) for a number, a list of texts for a choice, "
        "or a dict of texts and values"
    )
