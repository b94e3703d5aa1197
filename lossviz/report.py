"""What a cell shows as a short report: words with a bar of colour to their left."""

GOOD, BAD, OPEN = "#009e73", "#d55e00", "#0072b2"


def with_bar(html: str, colour: str) -> str:
    """Return `html` as a block with a bar to its left.

    Examples
    --------
    >>> with_bar("Right.", GOOD)
    '<div style="border-left: 4px solid #009e73; padding: 2px 12px">Right.</div>'
    """
    return f'<div style="border-left: 4px solid {colour}; padding: 2px 12px">{html}</div>'
