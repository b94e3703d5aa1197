"""Numbers as text, with a real minus sign."""


def fixed(value: float, digits: int = 2) -> str:
    """Write a number with `digits` decimals; zero has no sign.

    Examples
    --------
    >>> fixed(-0.816), fixed(-0.0001)
    ('−0.82', '0.00')
    """
    text = f"{value:.{digits}f}"
    return "0" + text[2:] if float(text) == 0 and text.startswith("-") else text.replace("-", "−")


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
