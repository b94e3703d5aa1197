"""The mutations that can be made by rule: every small change of a source file that should make it wrong."""

import ast
import copy
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

OPERATORS: dict[type, list[type]] = {
    ast.Add: [ast.Sub],
    ast.Sub: [ast.Add],
    ast.Mult: [ast.Div],
    ast.Div: [ast.Mult],
    ast.FloorDiv: [ast.Mult],
    ast.Mod: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.BitAnd: [ast.BitOr],
    ast.BitOr: [ast.BitAnd],
    ast.Lt: [ast.LtE, ast.GtE],
    ast.LtE: [ast.Lt, ast.Gt],
    ast.Gt: [ast.GtE, ast.LtE],
    ast.GtE: [ast.Gt, ast.Lt],
    ast.Eq: [ast.NotEq],
    ast.NotEq: [ast.Eq],
    ast.In: [ast.NotIn],
    ast.NotIn: [ast.In],
    ast.Is: [ast.IsNot],
    ast.IsNot: [ast.Is],
    ast.And: [ast.Or],
    ast.Or: [ast.And],
}
FUNCTIONS = {"min": "max", "sum": "mean", "any": "all", "minimum": "maximum", "argmin": "argmax", "floor": "ceil"}
FUNCTIONS |= {new: old for old, new in FUNCTIONS.items()} | {"exp": "expm1", "log": "log1p", "sqrt": "square"}
# What a call of these returns is what it was given, but for its type.
CONVERSIONS = {"bool", "float", "int", "str", "list", "tuple", "dict", "set", "asarray", "enumerate"}
# Two arguments the other way round make no difference, or no program.
UNORDERED = {"minimum", "maximum", "min", "max", "isinstance", "getattr", "setattr", "hasattr", "rounded", "pair"}
UNORDERED |= {"clip", "logaddexp", "float_dtype"}
MODULES = {"np", "math", "importlib", "json", "re", "html", "torch", "tf", "widgets", "mpmath"}
KEYWORDS = {"axis", "keepdims", "unit", "dtype"}
# What stands under these names is a picture's look and is left alone, as is any keyword of one number or text: no test
# holds it to the digit. Whether axes and markers fit what they show is for the tests of panels.
LOOKS = {
    "size",
    "xlim",
    "ylim",
    "width_ratios",
    "height_ratios",
    "bbox_to_anchor",
    "set_xticks",
    "set_yticks",
    "grid",
    "markersize",
    "markeredgewidth",
}


@dataclass(frozen=True)
class Mutant:
    """One change of one file: bytes `start` to `end`, in the function `unit`, become `text`."""

    path: str
    line: int
    unit: str
    what: str
    start: int
    end: int
    text: str
    why: str = ""

    def applied(self, source: bytes) -> bytes:
        """Return the file's bytes with the change made."""
        return source[: self.start] + self.text.encode() + source[self.end :]


def changes(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what may stand in the place of `node`."""

    def with_(**fields: Any) -> ast.AST:
        new = copy.copy(node)
        for name, value in fields.items():
            setattr(new, name, value)
        return new

    match node:
        case ast.BinOp() | ast.AugAssign() | ast.BoolOp():
            yield from (with_(op=new()) for new in OPERATORS.get(type(node.op), ()))
        case ast.Compare(ops=[first, *others]):
            yield from (with_(ops=[new(), *others]) for new in OPERATORS[type(first)])
        case ast.UnaryOp(op=ast.USub() | ast.Not()):
            yield node.operand
        case ast.Constant(value=bool()):
            yield with_(value=not node.value)
        case ast.Constant(value=int() | float()):
            yield with_(value=node.value + 1)
        case ast.IfExp():
            yield with_(body=node.orelse, orelse=node.body)
        case ast.If(test=test) | ast.While(test=test) if not isinstance(test, ast.Compare | ast.BoolOp | ast.UnaryOp):
            yield with_(test=ast.UnaryOp(ast.Not(), test))
        case ast.With(items=[ast.withitem(optional_vars=None)]):
            yield with_(items=[ast.withitem(ast.parse("__import__('contextlib').nullcontext()", mode="eval").body)])
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.Continue() | ast.Break():
            yield ast.Pass()
        case ast.Call():
            yield from called(node, with_)


def called(node: ast.Call, with_: Any) -> Iterator[ast.AST]:
    """Yield what may stand in the place of a call."""
    name = ast.unparse(node.func).rpartition(".")[2]
    if name[:1].isupper():  # An exception, an artist, a widget.
        return
    if name in FUNCTIONS:
        function = copy.copy(node.func)
        setattr(function, "attr" if isinstance(function, ast.Attribute) else "id", FUNCTIONS[name])
        yield with_(func=function)
    match node.args:
        case [ast.Starred(), *_] | [_, ast.Starred(), *_]:
            pass
        case [only] if not node.keywords and name not in CONVERSIONS and not isinstance(only, ast.GeneratorExp):
            method = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) not in MODULES
            yield node.func.value if method else only
        case [first, second, *more] if (
            name not in UNORDERED and not isinstance(first, ast.Constant) and ast.dump(first) != ast.dump(second)
        ):
            yield with_(args=[second, first, *more])
    for keyword in node.keywords:
        if keyword.arg in KEYWORDS:
            yield with_(keywords=[other for other in node.keywords if other is not keyword])


def of_look(node: ast.AST) -> bool:
    """Whether a keyword or a call sets nothing but how a picture looks."""
    match node:
        case ast.keyword(arg=name, value=value):
            return isinstance(value, ast.Constant) or name in LOOKS
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in LOOKS
    return False


def walk(node: ast.AST, unit: str = "", place: ast.AST | None = None) -> Iterator[tuple[ast.AST, str, ast.AST]]:
    """Yield each node that may change, the outermost function or the method it is in, and what is written anew for it.

    Python 3.11 does not know where in an f-string a node stands: the whole of it is written anew.
    """
    if isinstance(node, ast.ClassDef) or (isinstance(node, ast.FunctionDef) and (not unit or unit.endswith("."))):
        unit += node.name + "." * isinstance(node, ast.ClassDef)
    place = place or (node if isinstance(node, ast.JoinedStr) else None)
    yield node, unit, place or node
    if isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            name = key.value if isinstance(key, ast.Constant) else ""
            if unit and key:
                yield from walk(key, unit, place)
            if name not in LOOKS:  # An entry of a table that holds functions counts as one: an exercise.
                table = not unit and any(isinstance(inner, ast.Lambda) for inner in ast.walk(value))
                yield from walk(value, name if table else unit, place)
        return
    for name, field in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "format_spec"):
            continue
        for child in field if isinstance(field, list) else [field]:
            if isinstance(child, ast.AST) and not of_look(child):
                yield from walk(child, unit, place)


def mutants(path: str, source: str) -> Iterator[Mutant]:
    """Yield every change of a file that the rules know."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    seen: dict[tuple[str, str], int] = {}
    for node, unit, place in walk(ast.parse(source)):
        for new in changes(node):
            try:
                text = written(copy.deepcopy(place, {id(node): new}), place)
            except ValueError:  # An f-string that Python 3.11 cannot write with the quotes it has.
                continue
            what = f"{brief(node)} → {brief(new)}"
            count = seen[unit, what] = seen.get((unit, what), 0) + 1
            start, end = (
                starts[place.lineno - 1] + place.col_offset,
                starts[place.end_lineno - 1] + place.end_col_offset,
            )
            yield Mutant(path, node.lineno, unit, what + f" ({count})" * (count > 1), start, end, text)


def written(new: ast.AST, place: ast.AST) -> str:
    """Return the source of what stands in the place of a node, as deeply indented."""
    if isinstance(place, ast.expr):
        return f"({ast.unparse(new)})"
    return ast.unparse(new).replace("\n", "\n" + " " * place.col_offset)


def brief(node: ast.AST) -> str:
    """Return the first line of a node's source."""
    lines = re.sub(r"__import__\('contextlib'\)\.", "", ast.unparse(node)).split("\n")
    return lines[0] + " …" * (len(lines) > 1)


def chosen(found: list[Mutant], each: int) -> list[Mutant]:
    """Return `each` mutants of each function, chosen by their text: an edit elsewhere changes no choice."""
    by_unit = groupby(sorted(found, key=lambda m: m.unit), key=lambda m: m.unit)
    return [m for _, unit in by_unit for m in sorted(unit, key=by_text)[:each]]


def by_text(mutant: Mutant) -> int:
    return zlib.crc32(f"{mutant.unit} {mutant.what}".encode())
