"""Numbers as text, with a real minus sign."""

from collections.abc import Sequence

import numpy as np


def fixed(value: float, digits: int = 2) -> str:
    """Write a number with `digits` decimals; zero has no sign.

    Examples
    --------
    >>> fixed(-0.816), fixed(-0.0001)
    ('−0.82', '0.00')
    """
    text = f"{value:.{digits}f}"
    return "0" + text[2:] if float(text) == 0 and text.startswith("-") else text.replace("-", "−")


def scientific(value: float, digits: int = 1) -> str:
    """Write a number as a power of ten, with `digits` decimals before it.

    Examples
    --------
    >>> scientific(0.00025), scientific(-123456.0, 2)
    ('2.5e−04', '−1.23e+05')
    """
    return f"{value:.{digits}e}".replace("-", "−")


def small_or_fixed(value: float, digits: int = 3) -> str:
    """Write a number from 0 up with `digits` decimals; one that these would hide as a power of ten.

    Examples
    --------
    >>> small_or_fixed(1.25), small_or_fixed(0.00025), small_or_fixed(0.0)
    ('1.250', '2.50e−04', '0.000')
    """
    return fixed(value, digits) if value == 0 or value >= 10**-digits else scientific(value, digits - 1)


def significant(value: float, digits: int = 3) -> str:
    """Write a number in `digits` significant digits, and what is no number in a word.

    Examples
    --------
    >>> significant(-0.25), significant(-9.1e-05), significant(99.98309326, 6)
    ('−0.25', '−9.1e−05', '99.9831')
    >>> significant(float("nan")), significant(-float("inf")), significant(-0.0)
    ('nan', '−inf', '0')
    """
    return f"{value + 0.0:.{digits}g}".replace("-", "−")  # + 0.0: no minus zero


def probability(p: float) -> str:
    """Write a probability with three decimals; one that they would call 0 as a power of ten.

    Examples
    --------
    >>> probability(0.25), probability(0.00002)
    ('0.250', '2.0e−5')
    """
    return scientific(p).replace("−0", "−") if 0 < p < 0.0005 else fixed(p, 3)


def shape_in_words(shape: tuple[int, ...]) -> str:
    """Return the shape of an array in words.

    Examples
    --------
    >>> shape_in_words(()), shape_in_words((3,)), shape_in_words((2, 3))
    ('one number', 'a row of 3 numbers', '2 rows of 3 numbers')
    """
    if len(shape) > 2:
        return f"an array of shape {shape}"
    if not shape:
        return "one number"
    numbers = f"{shape[-1]} number{'s' * (shape[-1] != 1)}"
    return f"a row of {numbers}" if len(shape) == 1 else f"{shape[0]} row{'s' * (shape[0] != 1)} of {numbers}"


def adding_up(parts: Sequence[float], digits: int = 2) -> list[str]:
    """Write numbers, then their sum, so that what is printed adds up: some parts are rounded the other way.

    Examples
    --------
    >>> adding_up([0.3602, 0.4644, 0.3322])
    ['0.36', '0.47', '0.33', '1.16']
    """
    exact = np.asarray(parts, float) * 10**digits
    whole = np.floor(exact)
    total = round(exact.sum())
    whole[np.argsort(whole - exact, kind="stable")[: total - int(whole.sum())]] += 1
    return [fixed(count / 10**digits, digits) for count in [*whole, total]]
