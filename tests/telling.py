"""The rules of a lesson's notebook that can be looked up or counted; `tests/test_telling.py` holds the lessons to them.

What must be there: a panel by the fourth cell, two questions to commit a guess to, the learner's function in a panel,
two to four exercises, the minutes that `lossviz/series.py` says. What must not: the lecture's ids and slips, tables of
frameworks before the end or more than two, and words that no teacher says.
"""

import ast
import functools
import re

from lossviz.lecture import ERRATA, ITEMS
from lossviz.lessons import panels
from lossviz.series import LESSONS
from tests.voice import voice

PANELS = {make.__name__: make for make in panels()}

LECTURE = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, sorted(ITEMS | ERRATA, key=len, reverse=True)))})\b(?!\.?\d)"
    r"|\blv\.erratum\(|\blecture=|\bIn the lecture:|\blecture (?:prints|slips|says|takes|writes|claims)",
)
# English that sounds translated, and what it should have been.
PHRASES = {
    r"\bderivatives? by (?!hand\b)": "with respect to",
    r"\bnothing is won\b": "nothing is gained",
    r"\bleav\w+ the \w+ away\b": "leave out",
    r"\bis another step\b": "is a different step",
    r"\bweighed by\b": "weighted by",
    r"\bhang(?:s|ing)? on\b": "depend on",
    r"\bt(?:ak\w+|ook) (?:\S+ )?off\b": "subtract",
    r"\bserves? the same\b": "does the same",
    r"\bneeds? but (?:one|a)\b": "needs only",
    r"\bfor ever\b": "forever, without end",
    r"\bdear(?:er|est)?\b": "costs most",
    r"\bthe (?:least|most) there is\b": "the minimum, the maximum",
    r"\b[Aa]ll (?:2|two) (?:framework|of)\b": "both",
}
MOST_MINUTES, MOST_COLONS, SHORTEST = 45, 12, 13


def calls(notebook):
    """Yield each call of ``lv.…`` in a notebook: the number of its cell, its name, and the call itself."""
    for i, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("lv."):
                    yield i, ast.unparse(node.func).removeprefix("lv."), node


def own_functions(notebook):
    """Return the names that a notebook gives to functions of its own."""
    names = set()
    for cell in notebook.cells:
        for node in ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ():
            if isinstance(node, ast.FunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


@functools.cache
def panel(name):
    """Return a panel by its name, made once."""
    return PANELS[name]()


def phrases(text):
    """Yield what no teacher says."""
    for pattern, better in PHRASES.items():
        for found in re.finditer(pattern, text):
            yield f"{found[0]!r} ({better}) in {text[max(found.start() - 30, 0) : found.end() + 30]!r}"


def problems(stem, notebook):
    """Return what a notebook lacks of what a lesson must have, one line each; best none.

    Parameters
    ----------
    stem : str
        ``"01_mse"``, say. Lessons 1 to 9 are held to all rules, the start and the appendix to those that fit them.
    notebook : nbformat.NotebookNode
    """
    number = int(stem[:2])
    prose = "\n\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    called = list(calls(notebook))
    shown = [(i, name, call) for i, name, call in called if name in PANELS]
    found = [f"says {phrase}" for phrase in phrases(prose)]
    n = voice(prose)
    if n.colons > MOST_COLONS:
        found.append(f"{n.colons:.1f} colons in 1,000 words; {MOST_COLONS} are too many, 8 are enough")
    if n.sentence < SHORTEST:
        found.append(f"{n.sentence:.1f} words a sentence; {SHORTEST} are too few, 17 are good")
    if number == 10:
        return found
    if not shown or shown[0][0] > 3:
        found.append("no panel by the fourth cell")
    for name in {name for _, name, _ in shown}:
        silent = [label for label in presets(name) if not re.search(rf"(?<!\w){re.escape(label)}(?!\w)", prose)]
        found += [f"preset {label!r} of {name} is not spoken of" for label in silent]
    if number == 0:
        return found

    source = "\n\n".join(cell.source for cell in notebook.cells)
    found += [f"{words!r}: the lecture stands in lesson 10" for words in sorted({*LECTURE.findall(source)})]
    if (lists := prose.count("What to see")) > 1:
        found.append(f"{lists} lists of 'What to see'; tell it, in sentences that follow from one another")
    compares = [i for i, name, _ in called if name == "compare"]
    if len(compares) > 2:
        found.append(f"{len(compares)} tables of frameworks; at most two")
    if compares and shown and compares[0] < shown[-1][0]:
        found.append("a table of frameworks before the last panel")
    minutes = {lesson.notebook: lesson.minutes for lesson in LESSONS}.get(f"{stem}.ipynb")
    claimed = [int(figure) for figure in re.findall(r"\babout (\d+) minutes", prose)]
    if minutes is None or claimed != [minutes] or minutes > MOST_MINUTES:
        found.append(f"claims {claimed} minutes; lossviz/series.py says {minutes}, and {MOST_MINUTES} are the most")
    asked = sum(questions(name) for name in {name for _, name, _ in shown})
    if asked < 2:
        found.append(f"{asked} questions to commit a guess to; at least two")
    mine = own_functions(notebook)
    given = [
        value
        for _, _, call in shown
        for value in [*call.args, *(keyword.value for keyword in call.keywords)]
        if isinstance(value, ast.Lambda) or (isinstance(value, ast.Name) and value.id in mine)
    ]
    if number < 9 and not given:
        found.append("no panel takes the learner's own function")
    exercises = {ast.unparse(call.args[0]) for _, name, call in called if name == "check"}
    if not 2 <= len(exercises) <= 4:
        found.append(f"{len(exercises)} exercises; two to four")
    return found


def presets(name):
    """Return the labels of a panel's buttons."""
    return [button.description for button in panel(name)._presets]


def questions(name):
    """Return how many questions a panel asks before it may be dragged to the answer."""
    return len(panel(name).predictions)
