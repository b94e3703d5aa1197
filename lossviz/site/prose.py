"""The words of a notebook as HTML: Markdown, code in colours, and formulas as MathML."""

import re
from functools import cache
from typing import Any

_LINK = re.compile(r'(<a href=")(\d\d_\w+)\.ipynb(")')


def html_of(markdown: str) -> str:
    """Return Markdown as HTML; a link to a notebook leads to its page."""
    return _LINK.sub(r"\1\2.html\3", str(_markdown()(markdown)))


def coloured(code: str) -> str:
    """Return Python code as HTML, with a class to each kind of word."""
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import PythonLexer

    return str(highlight(code, PythonLexer(), HtmlFormatter(nowrap=True))).rstrip("\n")


def formula(tex: str, *, display: bool) -> str:
    """Return a formula in TeX as MathML, which browsers set by themselves.

    Raises
    ------
    ValueError
        If it cannot be turned.
    """
    from math_core import LatexError, LatexToMathML

    try:
        return str(LatexToMathML(annotation=False).convert_with_local_state(tex, displaystyle=display))
    except LatexError as error:
        raise ValueError(f"the formula {tex!r} is no MathML: {error}") from None


@cache
def _markdown() -> Any:
    import mistune

    class Renderer(mistune.HTMLRenderer):
        def block_math(self, text: str) -> str:
            return f'<span class="formula">{formula(text, display=True)}</span>'  # It may stand inside a paragraph.

        def inline_math(self, text: str) -> str:
            return formula(text, display=False)

        def block_code(self, code: str, info: str | None = None) -> str:
            return f"<pre><code>{coloured(code)}</code></pre>\n"

    return mistune.create_markdown(renderer=Renderer(escape=False), plugins=["math", "table", "strikethrough"])
