"""How a lesson sounds, counted: a symptom, not a goal.

python -m tests.voice              a table of all lessons
python -m tests.voice NOTEBOOK …   of these, and their longest and shortest sentences
"""

import re
import sys
from pathlib import Path
from typing import NamedTuple

import nbformat

from tests.refresh import paths

_GONE = re.compile(
    r"```.*?```|<small>.*?</small>|</?\w+[^>]*>|!\[.*?\]\(.*?\)|^(?:\||#)[^\n]*$", re.DOTALL | re.MULTILINE
)
_DISPLAYED = re.compile(r"\s*\$\$.*?\$\$(\s*(?:[A-Z*#|-]|\Z))?", re.DOTALL)  # What follows may begin a sentence.
_ONE_WORD = re.compile(r"`[^`]*`|\$[^$]*\$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ITEM = re.compile(r"\n\s*\n|\n\s*(?=[-*] |\d+\. )")
_END = re.compile(r"(?<=[.!?…])[*_”\"')]*\s+(?=\W*[A-Z0-9])")
_WORD = re.compile(r"[^\W_]+(?:[’'.,-]?[^\W_]+)*")
_PERSON = re.compile(r"\b(?:we|our|ours|us|you|your|yours|let[’']s|yourself|ourselves)\b", re.IGNORECASE)


class Voice(NamedTuple):
    """What is counted: words, words a sentence, and of colons, semicolons and persons how many in 1,000 words."""

    words: int
    sentence: float
    colons: float
    semicolons: float
    persons: float


def sentences(text: str) -> list[str]:
    """Return the sentences of a markdown text, without headings, tables and code; a formula is a word.

    >>> sentences("# Title\\nWe ask: is $x = 2$? Say `no`.\\n\\n- one item\\n- another, e.g. this")
    ['We ask: is X?', 'Say X.', 'one item', 'another, e.g. this']
    """
    text = _DISPLAYED.sub(lambda found: f" X.{found[1]}" if found[1] else " X", text)
    text = _LINK.sub(r"\1", _ONE_WORD.sub("X", _GONE.sub("\n\n", text + "\n")))
    text = re.sub(r"\*\*|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", text)
    items = [re.sub(r"^(?:[-*]|\d+\.) ", "", " ".join(item.split())) for item in _ITEM.split(text)]
    return [sentence for item in items for sentence in _END.split(item) if _WORD.search(sentence)]


def voice(text: str) -> Voice:
    """Return the counts of a markdown text."""
    found = sentences(text)
    words = sum(len(_WORD.findall(sentence)) for sentence in found)
    whole = "\n".join(found)
    rates = (1000 * n / max(words, 1) for n in (whole.count(":"), whole.count(";"), len(_PERSON.findall(whole))))
    return Voice(words, words / max(len(found), 1), *rates)


def prose(path: Path) -> str:
    """Return the markdown of a notebook."""
    cells = nbformat.read(path, as_version=4).cells
    return "\n\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def main(arguments: list[str]) -> None:
    print(f"{'lesson':32}  words  a sentence  in 1,000 words: colons  semicolons  we, you")
    for path in map(Path, arguments) if arguments else paths():
        n = voice(prose(path))
        print(f"{path.stem:32} {n.words:6} {n.sentence:11.1f} {n.colons:23.1f} {n.semicolons:11.1f} {n.persons:8.1f}")
        if arguments:
            found = sorted(sentences(prose(path)), key=len)
            print(*found[:5], *found[-5:], sep="\n  ")
    print(f"{'good textbooks':32} {'':6} {17:11} {5:23} {1:11} {30:8}")


if __name__ == "__main__":
    main(sys.argv[1:])
