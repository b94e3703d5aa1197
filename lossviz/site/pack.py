r"""Keep many texts that are nearly alike in few bytes: what a page unpacks with `static/unpack.js`.

Neighbouring frames of a panel differ in some numbers. So each text is cut into tokens (an element, a glyph's
outline, a sentence), and each token into a template and its numbers. A template is stored once, the numbers of all
its tokens in columns, as differences from one token to the next; a text is a list of tokens, stored as what
differs from the text before. All differences are small whole numbers, a byte or two each, and gzip does the rest.
"""

import gzip
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

_CUT = re.compile(r'(?=<)|(?=M )|(?=" (?:clip|style|transform))')
_NUMBER = re.compile(r"(?<![#\w.])-?(?:0|[1-9]\d*)(?:\.\d+)?(?![\w.])")
_OUTLINE = ("M ", "<path d=")
# A place for a number, in a template: of an outline, two decimals at most; of anything else, so many decimals.
_SHORTEST, _FIXED = "\1", [chr(2 + decimals) for decimals in range(7)]
_CONTROL = re.compile("[\1-\x08]")


def pack(header: dict[str, Any], texts: Sequence[str]) -> bytes:
    r"""Return a header, which JSON can hold, and texts in few bytes.

    Raises
    ------
    ValueError
        If a text holds a control character that stands for a number here.

    Examples
    --------
    >>> packed = pack({"of": "a dot"}, [f'<path d="M {x} 0.5 \nL 2 3" style="a"/>at −{x:.2f}' for x in range(100)])
    >>> unpack(packed)[1][:2]
    ['<path d="M 0 0.5 \nL 2 3" style="a"/>at −0.00', '<path d="M 1 0.5 \nL 2 3" style="a"/>at −1.00']
    >>> len(packed) < 300
    True
    """
    tokens: dict[str, int] = {}
    lists = []
    for text in texts:
        if _CONTROL.search(text):
            raise ValueError(f"a text holds a control character: {text[:80]!r}")
        lists.append([tokens.setdefault(token, len(tokens)) for token in _CUT.split(text)])
    templates: dict[str, list[tuple[int, list[int]]]] = {}
    for token, number in tokens.items():
        template, numbers = _taken_apart(token)
        templates.setdefault(template, []).append((number, numbers))
    body = bytearray()
    order: dict[int, int] = {}
    for its in templates.values():
        for number, _ in its:
            order[number] = len(order)
        for column in zip(*(numbers for _, numbers in its), strict=True):
            _write(body, (_signed(b - a) for a, b in zip((0, *column), column, strict=False)))
    before: list[int] = []
    for tokens_of in lists:
        now = [order[number] for number in tokens_of]
        _write(body, _difference(before, now))
        before = now
    header = header | {"templates": list(templates), "counts": list(map(len, templates.values())), "texts": len(texts)}
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    return gzip.compress(len(head).to_bytes(4, "little") + head + body, 9, mtime=0)


def unpack(packed: bytes) -> tuple[dict[str, Any], list[str]]:
    """Return the header and the texts again, as `static/unpack.js` does.

    Examples
    --------
    >>> unpack(pack({}, ["a 1", "a 2"]))[1]
    ['a 1', 'a 2']
    """
    data = gzip.decompress(packed)
    end = 4 + int.from_bytes(data[:4], "little")
    header = json.loads(data[4:end])
    numbers = _read(data[end:])
    tokens = []
    for template, count in zip(header["templates"], header["counts"], strict=True):
        places = _CONTROL.findall(template)
        columns = []
        for _ in places:
            value, column = 0, []
            for _ in range(count):
                value += _unsigned(next(numbers))
                column.append(value)
            columns.append(column)
        for i in range(count):
            written = iter([_written(place, column[i]) for place, column in zip(places, columns, strict=True)])
            tokens.append(_CONTROL.sub(lambda _, written=written: next(written), template))  # type: ignore[misc]
    texts, now = [], list[int]()
    for _ in range(header["texts"]):
        count = next(numbers)
        if count % 2:
            now = [next(numbers) for _ in range(count // 2)]
        else:
            now, place = [*now], 0
            for _ in range(count // 2):
                place += next(numbers)
                now[place] += _unsigned(next(numbers))
        texts.append("".join(tokens[number] for number in now))
    return header, texts


def _taken_apart(token: str) -> tuple[str, list[int]]:
    """Return a token's template and its numbers, as whole ones; a number not written as here stays in the template."""
    numbers = []

    def place(match: re.Match[str]) -> str:
        text = match[0]
        decimals = len(text.partition(".")[2])
        if token.startswith(_OUTLINE):
            kind, number = _SHORTEST, round(float(text) * 100)
        elif decimals < len(_FIXED):
            kind, number = _FIXED[decimals], int(text.replace(".", ""))
        else:
            return text
        if len(text) > 15 or _written(kind, number) != text:
            return text
        numbers.append(number)
        return kind

    return _NUMBER.sub(place, token), numbers


def _written(kind: str, number: int) -> str:
    if kind == _SHORTEST:
        whole, part = divmod(abs(number), 100)
        return ("-" if number < 0 else "") + f"{whole}.{part:02d}".rstrip("0").rstrip(".")
    decimals = _FIXED.index(kind)
    return f"{number / 10**decimals:.{decimals}f}"


def _difference(before: list[int], now: list[int]) -> Iterator[int]:
    """Yield twice the number of changed tokens, and each one's distance and change; or, of another length, all."""
    if len(before) != len(now):
        yield 2 * len(now) + 1
        yield from now
        return
    changed = [place for place, (a, b) in enumerate(zip(before, now, strict=True)) if a != b]
    yield 2 * len(changed)
    last = 0
    for place in changed:
        yield place - last
        yield _signed(now[place] - before[place])
        last = place


def _signed(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1


def _unsigned(number: int) -> int:
    return -(number + 1) // 2 if number % 2 else number // 2


def _write(body: bytearray, numbers: Iterable[int]) -> None:
    """Append numbers, seven bits a byte, the lowest first."""
    for number in numbers:
        while number > 127:
            body.append(number & 127 | 128)
            number >>= 7
        body.append(number)


def _read(data: bytes) -> Iterator[int]:
    number = shift = 0
    for byte in data:
        number |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            yield number
            number = shift = 0
