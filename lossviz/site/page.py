"""A notebook as a page: prose, code and outputs, and each panel with its controls."""

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from ..series import LESSONS
from .cells import is_panel
from .prose import coloured, html_of
from .record import Question, Recording
from .states import Control

NOTE = "#notebooks"
"""Where the index says how to run the notebooks."""

SCRIPTS = ("unpack.js", "guess.js", "panel.js")


def panel_html(name: str, recording: Recording) -> str:
    """Return a panel as it opens: with its picture drawn, and its controls locked until its states are there."""
    moving, reading = recording.opens
    words = f'id="{name}-n" aria-label="{escape(recording.alt)}." aria-labelledby="{name}-n {name}-r"'
    presets = "".join(f'<button type="button">{escape(label)}</button>' for label, _, _ in recording.presets)
    controls = [_control(name, i, c, recording.opening[i]) for i, c in enumerate(recording.controls)]
    questions = [_question(name, i, question) for i, question in enumerate(recording.questions)]
    rows = [f'<div class="presets">{presets}</div>' if presets else "", *controls]
    return f"""<section class="panel" data-panel="{name}" aria-label="Panel">
{"".join(questions)}
<fieldset class="controls" disabled><legend class="unseen">Controls</legend>{"".join(rows)}</fieldset>
<p class="moved" role="status"></p>
<div class="picture" style="max-width: {recording.width}px">
<div role="img" {words}>{recording.still}</div>
<div class="moves" aria-hidden="true">{moving}</div>
</div>
<p class="reading" id="{name}-r">{escape(reading)}</p>
<p class="unseen" role="status"></p>
<p class="turn">The picture is larger when you turn the phone.</p>
<p class="kept">{what_is_kept(recording)}</p>
</section>
"""


def what_is_kept(recording: Recording) -> str:
    """Say which states a page keeps."""
    count = len(recording.states)
    if count == recording.total:
        return ""
    stops = [len({state[i] for state in recording.states}) for i in range(len(recording.controls))]
    coarse = [
        f"“{_plain(control.label)}” has {stop} of its {len(control.values)} steps here"
        for control, stop in zip(recording.controls, stops, strict=True)
        if stop < len(control.values)
    ]
    words = [
        f"This page keeps {count:,} of the panel’s {recording.total:,} pictures: the way of each control from where "
        f"the panel opens{_also(recording)}, and, as far as there is room, a coarser grid in between.",
        "; ".join(coarse) + "." if coarse else "",
        "Where a track is grey, another control moves along to the nearest picture that is kept, and a line says so.",
        f'<a href="index.html{NOTE}">The notebook has them all.</a>',
    ]
    return " ".join(filter(None, words))


def _also(recording: Recording) -> str:
    return ", from its buttons" * bool(recording.presets) + ", from what it asks about" * bool(recording.questions)


def _plain(label: str) -> str:
    return escape(label.partition(",")[0])


def _control(panel: str, number: int, control: Control, place: int) -> str:
    name = f"{panel}-c{number}"
    label = escape(control.label)
    if control.kind == "slider":
        text = escape(control.texts[place])
        last = len(control.values) - 1
        return (
            f'<div class="control slider"><label for="{name}">{label}</label><output for="{name}">{text}</output>'
            f'<input type="range" id="{name}" min="0" max="{last}" value="{place}" aria-valuetext="{text}"></div>'
        )
    if control.kind == "tick":
        ticked = " checked" * place
        return f'<label class="control tick"><input type="checkbox"{ticked}> {label}</label>'
    if control.kind == "list":
        options = "".join(
            f"<option{' selected' * (i == place)}>{escape(text)}</option>" for i, text in enumerate(control.texts)
        )
        field = f'<label for="{name}">{label}</label> <select id="{name}">{options}</select>'
        return f'<div class="control list">{field}</div>'
    return f'<fieldset class="control buttons"><legend>{label}</legend>{_radios(name, control.texts, place)}</fieldset>'


def _radios(name: str, texts: Sequence[str], checked: int = -1) -> str:
    return "".join(
        f'<label><input type="radio" name="{name}" value="{i}"{" checked" * (i == checked)}> {escape(text)}</label>'
        for i, text in enumerate(texts)
    )


def _question(panel: str, number: int, question: Question) -> str:
    """Return a question with its answer box; where scripts are off, with its answer folded beneath."""
    name = f"{panel}-q{number}"
    if question.options:
        radios = _radios(name, question.options)
        field = f'<div class="once guess" role="radiogroup" aria-labelledby="{name}">{radios}</div>'
    else:
        label = ", ".join(filter(None, ["your guess", question.number["many"]]))
        field = (
            f'<label class="once guess">{escape(label)} ({escape(question.number["hint"])}) '
            '<input type="text" autocomplete="off" spellcheck="false"></label>'
        )
    told = escape(question.answers[0]["told"])
    return f"""<form class="asks" role="group" aria-labelledby="{name}"{" hidden" * (number > 0)}>
<p class="question" id="{name}"><b>What do you expect?</b><br>{escape(question.question)}</p>
<details class="without"><summary>Show the answer</summary>{told}</details>
<fieldset class="ask" disabled><legend class="unseen">Your guess</legend>{field}
<span class="do"><button class="once commit">Commit</button> <button type="button" class="once skip">Show me</button>
<button type="button" class="again" hidden>Ask me again</button>
<button type="button" class="next" hidden>Next question</button></span></fieldset>
<p class="answer" role="status">{escape(question.locks)}</p>
</form>
"""


def page_of(stem: str, notebook: Any, panels: Mapping[str, str]) -> str:
    """Return the page of a notebook, with its panels in HTML by the ids of their cells."""
    pages = [name for name, _, _ in contents()]
    place = pages.index(stem) if stem in pages else -1
    steps = [f'<a href="{pages[place - 1]}.html" rel="prev">← before</a>' if place > 0 else ""]
    steps += [f'<a href="{pages[place + 1]}.html" rel="next">next →</a>' if 0 <= place < len(pages) - 1 else ""]
    around = f'<a href="index.html">All lessons</a> {" ".join(filter(None, steps))}'
    body = "".join(_cell(cell, panels) for cell in notebook.cells)
    title = next((match[1] for cell in notebook.cells if (match := re.match(r"# (.*)", cell.source))), stem)
    return framed(
        re.sub(r"[`*$]", "", title),
        f"""<header><nav aria-label="Lessons">{around}</nav></header>
<main id="main">
<p class="here"><span class="live">On this page the pictures move as they are: nothing needs to be run.</span>
<span class="without">Scripts are off here, so each picture stands as it opens.</span></p>
{body}</main>
<footer><nav aria-label="Lessons, again">{around}</nav>
<p>The cells of this page ran when it was made.
To change and run them, <a href="index.html{NOTE}">run the notebook</a>.</p></footer>
""",
    )


def framed(title: str, body: str) -> str:
    """Return a whole page. Nothing in it comes from anywhere but its own folder."""
    scripts = "".join(f'<script src="{script}" defer></script>\n' for script in SCRIPTS)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="site.css">
{scripts}</head>
<body>
<a class="to-text" href="#main">To the text</a>
{body}</body>
</html>
"""


def contents() -> list[tuple[str, str, Any]]:
    """Return file stem, number and lesson of each page, in order; the first has no lesson."""
    lessons = [(lesson.notebook.removesuffix(".ipynb"), str(i), lesson) for i, lesson in enumerate(LESSONS, 1)]
    return [("00_start_here", "0", None), *lessons]


def _cell(cell: Any, panels: Mapping[str, str]) -> str:
    if cell.cell_type == "markdown":
        return f'<div class="prose">\n{html_of(cell.source)}</div>\n'
    parts = [f'<pre class="code"><code>{coloured(cell.source)}</code></pre>\n']
    if re.search(r"(?:^|return|=)\s*\.\.\.\s*$", cell.source, re.MULTILINE):
        parts.append(
            f'<p class="yours">Yours to write. It takes Python: <a href="index.html{NOTE}">run the notebook</a>.</p>\n'
        )
    for output in cell.get("outputs", []):
        parts.append(panels[cell.id] if is_panel(output) else _output(output))
    return "".join(parts)


def _output(output: Any) -> str:
    """Return what a cell has shown, as it was saved."""
    if output.output_type == "stream":
        return f'<pre class="out">{escape(output.text)}</pre>\n'
    data = output.get("data", {})
    if "text/html" in data:
        return f'<div class="out wide">{data["text/html"]}</div>\n'
    if "text/markdown" in data:
        return f'<div class="prose">\n{html_of(data["text/markdown"])}</div>\n'
    if "image/png" in data:
        words = output.metadata.get("image/png", {})
        source = f"data:image/png;base64,{data['image/png'].strip()}"
        return f'<p><img alt="{escape(words.get("alt", ""))}" width="{words.get("width", 480)}" src="{source}"></p>\n'
    return f'<pre class="out">{escape(data.get("text/plain", ""))}</pre>\n'


def index_of(pictures: Mapping[str, str]) -> str:
    """Return the index: the lessons with their questions and pictures, and how to run the notebooks."""
    items = []
    for stem, number, lesson in contents():
        title = lesson.title if lesson else "Start here"
        question = lesson.question if lesson else "A valley in the fog: how far can you feel your way?"
        about = f"{escape(question)} ({lesson.minutes if lesson else 20} minutes)"
        about = re.sub(r"`(.*?)`", r"<code>\1</code>", about)
        items.append(
            f'<li><a href="{stem}.html">{number} · {escape(title)}</a><p>{about}</p>{pictures.get(stem, "")}</li>\n'
        )
    return framed(
        "Loss functions, taught with sliders",
        f"""<main id="main">
<h1>Loss functions, taught with sliders</h1>
<p>Lessons with pictures that follow your hand. Here they need nothing but these pages: guess, drag, read on.</p>
<ol class="lessons">
{"".join(items)}</ol>
<h2 id="notebooks">To run the notebooks</h2>
<p>What you write yourself needs Python: cells to change, exercises that answer you, and your own function in a picture.
In a copy of the repository these pages were made from, with Python 3.11 or newer, git and make:</p>
<pre class="code"><code>make lab</code></pre>
<p>It sets up all that is needed and opens JupyterLab on the first notebook.
There choose <b>Run → Run All Cells</b>.</p>
</main>
""",
    )


def lesson_picture(recording: Recording) -> str:
    """Return the picture that stands for a lesson in the index."""
    return (
        f'<div class="picture" style="max-width: 480px" role="img" aria-label="{escape(recording.alt)}">'
        f"<div>{recording.still}</div><div>{recording.opens[0]}</div></div>"
    )
