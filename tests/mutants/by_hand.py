"""The mutations that no rule finds, most of them of the mechanism: locks, closing, escaping, what a slip is told."""

import re
from pathlib import Path

from .operators import Mutant

NULL = "__import__('contextlib').nullcontext()"
NEVER = "if False:"

# Of a file: what stands there exactly once, what takes its place, and what is broken then.
CHANGES: dict[str, list[tuple[str, str, str]]] = {
    "lossviz/panel.py": [
        (
            "with self._turn:\n            self._must_be_open()\n            self._set(values)",
            f"with {NULL}:\n            self._set(values)",
            "two threads set at once",
        ),
        ("with self._turn:\n            compute,", f"with {NULL}:\n            compute,", "two threads follow at once"),
        (
            "with self._open:\n            for control",
            f"with {NULL}:\n            for control",
            "closed while it is drawn",
        ),
        (
            "with self._open:\n                    if self.picture is None",
            f"with {NULL}:\n                    if self.picture is None",
            "drawn while it is closed",
        ),
        (
            "with self._open:\n            if self.picture is not None",
            f"with {NULL}:\n            if self.picture is not None",
            "reported while it is closed",
        ),
        (
            "with self._open:\n            if self.picture is None",
            f"with {NULL}:\n            if self.picture is None",
            "shown while it is closed",
        ),
        (
            "with self._open:\n                width",
            f"with {NULL}:\n                width",
            "a still of what is being drawn",
        ),
        (
            "if self.picture is None:\n                        return\n",
            f"{NEVER}\n                        return\n",
            "closed during a compute",
        ),
        (
            "if self.picture is None:\n                return\n            self._layers",
            f"{NEVER}\n                return\n            self._layers",
            "shown after it was closed",
        ),
        (
            "with reports_to(self._report):\n                    numbers",
            f"with {NULL}:\n                    numbers",
            "what compute reports goes to the cell",
        ),
        (
            "with reports_to(self._report):\n                return",
            f"with {NULL}:\n                return",
            "what an answer reports goes to the cell",
        ),
        ("n = by_name(numbers, self._hold_back())", "n = numbers", "update is not told of a guess"),
        (
            "                    reading = read(n)\n",
            "                    reading = read(numbers)\n",
            "read is not told of it",
        ),
        ("            self._lock()\n", "", "nothing is locked"),
        ('control.unobserve(self._moved, "value")', "pass", "a closed panel keeps observing"),
        (
            "with self._turn:\n            self._must_be_open()\n            state",
            f"with {NULL}:\n            state",
            "numbers of two",
        ),
        (
            "self._let_go({control for",
            "print({control for",
            "widgets of a panel that cannot be made stay",
        ),
        ("(Exception, SystemExit)", "Exception", "a compute that exits is silent"),
        ("if child not in kept:", "if True:", "another panel's control is closed"),
        ("                _close_with_parts(box)\n", "", "boxes are left behind"),
        ("            getattr(widget, part).close()\n", "            pass\n", "layouts are left behind"),
        ('id="{self._prefix}r">{escape(text)}<', 'id="{self._prefix}r">{text}<', "a reading becomes HTML"),
        ('aria-label="{escape(self._name())}"', 'aria-label="{self._name()}"', "alt becomes HTML"),
        ("if self._setting == get_ident():", NEVER, "a preset of three controls draws three times"),
        ("            close_with_cell(self)\n".strip(), "pass", "a cell that runs again leaves its panels"),
        ("                self._follow()\n                self._log()", "                self._follow()", "no log"),
        (
            "            if self.exception:\n                raise self.exception\n        return",
            "        return",
            "set is silent",
        ),
        (
            "        self._follow()\n        if self.exception:\n            raise self.exception\n",
            "        self._follow()\n",
            "an error at the start is silent",
        ),
        (
            "            else:\n                self._moved()",
            "            else:\n                pass",
            "a preset draws nothing",
        ),
        ('"lossviz-stale lossviz-error" if now.error else ""', '""', "an error looks like a reading"),
        ("while followed is not self._last_move and", "while followed is None and", "the last move is lost"),
        ("now = _Moment(state, **_told(", "now = replace(self._now, **_told(", "an error beside an old reading"),
        ("if not isinstance(reading, str):", NEVER, "a reading that is no text"),
        (
            "if picture.unmoved and {} != self._now.state != state:",
            NEVER,
            "an update that changes nothing is silent",
        ),
        (
            'raise TypeError(f"draw returned nothing; it must return the function that sets what moves: {UPDATE}")',
            "pass",
            "a draw that returns nothing is silent",
        ),
        (
            'self.controls, self._now, self._layers = {}, _Moment(), ("", "")',
            "pass",
            "a closed panel holds its numbers",
        ),
    ],
    "lossviz/aside.py": [
        ("done.wait(PATIENCE)", "done.wait()", "one slow panel freezes the page"),
        ("done.wait(PATIENCE)", "pass", "the browser sends moves faster than they are drawn"),
        ("partial(copy_context().run, work)", "work", "replies go nowhere"),
        ("            free.append(tasks)\n", "            pass\n", "a thread for each move"),
        ("            del work", "            pass", "a closed panel stays"),
        ("            done.set()", "            pass", "each move takes as long as a panel is waited for"),
    ],
    "lossviz/guess.py": [
        ("raise ValueError(UNREAD) from None", "return 0.0", "what cannot be read is a zero"),
        ("if len(plain) > 40 or ", "if ", "a long text is worked out"),
        ("if not isinstance(number, bool):", "if True:", "True is a number"),
    ],
    "lossviz/asking.py": [
        (
            "                self.controls[name].disabled = name in locked\n",
            "                pass\n",
            "nothing is locked",
        ),
        (
            "                button.disabled = self._moves(values, locked)\n",
            "                pass\n",
            "a preset goes to the answer",
        ),
        ("self.picture.held = asks.hold if", "self.picture.held = () if", "nothing is hidden"),
        ("        self._set(at)\n", "", "asking moves the panel to the answer"),
    ],
    "lossviz/predict.py": [
        (
            "            if self.open:\n                try:",
            "            if True:\n                try:",
            "a guess is made twice",
        ),
        ("            self._panel._ask(self)\n", "            self._panel.set()\n", "asked again at the answer"),
    ],
    "lossviz/question_box.py": [
        ("escape(prediction.question)", "prediction.question", "a question becomes HTML"),
        ("escape(self.prediction.line or", "(self.prediction.line or", "a line becomes HTML"),
        ("aside(act)", "act()", "a slow answer keeps the page waiting"),
        ("        self._told.wait(SOON)\n", "", "half of what was typed is committed"),
        ('"continuous_update": False', '"continuous_update": True', "the browser keeps the last keys back"),
    ],
    "lossviz/picture.py": [
        ("            artist.set_visible(visible)\n", "            pass\n", "what was hidden stays so"),
        ("                artist.set_visible(False)\n", "                pass\n", "nothing is hidden"),
        ("with LOCK, mpl.rc_context(_RC):", "with mpl.rc_context(_RC):", "two threads draw at once"),
        ("with LOCK, mpl.rc_context(_RC):", "with LOCK:", "Matplotlib's own style"),
        (
            "with LOCK:\n            if self.figure.axes",
            f"with {NULL}:\n            if self.figure.axes",
            "two threads draw at once",
        ),
        (
            "with LOCK:\n            self.figure.savefig",
            f"with {NULL}:\n            self.figure.savefig",
            "two threads draw at once",
        ),
        (
            "with LOCK:\n            if self.figure.stale",
            f"with {NULL}:\n            if self.figure.stale",
            "two threads draw at once",
        ),
        ("any(artist.stale for artist in artists)", "False", "what moves after all stands"),
        ("not (stays and artists in self._kept)", "True", "what stays is drawn at each move"),
        ("if self.figure.stale:\n                self._kept = {}", "pass", "dots stay where an axis was"),
        ("                self._kept = {}\n                self._still", "                self._still", "the same"),
        (
            "axes.tick_params(color=INK, labelcolor=INK, grid_color=SOFT, labelsize=11.0)",
            "pass",
            "ticks that come later have another style",
        ),
        ('without_pyplot("draw")', NULL, "pyplot in draw leaves the picture blank"),
        ('without_pyplot("update")', NULL, "pyplot in update draws elsewhere"),
        ("                    artist.remove()\n", "                    pass\n", "an artist more with each move"),
        ("                artist.set_animated(True)\n", "                pass\n", "nothing moves by itself"),
        (", key=lambda artist: artist.get_zorder())", ", key=id)", "what lies below is drawn above"),
        ('            self.figure.set_layout_engine("none")\n', "", "axes jump"),
        ("if self.figure.stale or not self._still:", "if not self._still:", "a title that changes stays"),
        ("if self.figure.stale or not self._still:", "if True:", "all is drawn at each move"),
        ("if self.figure.get_children() == [self.figure.patch]:", NEVER, "an empty figure is silent"),
        ('_COMMENT.sub("", svg[svg.index("<svg") :])', 'svg[svg.index("<svg") :]', "comments in the page"),
        ('.replace(_PAGE_WIDE_STYLE, "")', "", "a rule for the whole page"),
        ("return found[1] + numbers", "return found[0] or numbers", "ids at random"),
        ("setdefault((part, found[2])", "setdefault((0, found[2])", "one part has another's markers"),
        ("return _THEME_COLOUR.sub(lambda m: _THEME[m[0]], svg)", "return svg", "black on black in the dark theme"),
        ("for axes in (outer, *outer.child_axes)]", "for axes in (outer,)]", "axes within axes are not looked at"),
    ],
    "lossviz/drawn.py": [
        ("or current.stale:", "or False:", "pyplot beside an open figure is silent"),
        ("yield from _reached(function.func)", "pass", "artists behind a partial are not seen"),
        ('sys.modules["matplotlib.pyplot"].close(number)', "pass", "a figure of pyplot's is left open"),
        ("is not figure for its in figures)", "is None for its in figures)", "artists of another figure"),
    ],
    "lossviz/report.py": [("lines[-1] if lines", "lines[0] if lines", "the wrong line of the author's file")],
    "lossviz/lifetime.py": [
        ("            old.close()\n", "            pass\n", "panels of an earlier run stay"),
        ('shell.events.register("pre_run_cell", _close_deleted)', "pass", "panels of deleted cells stay"),
        ("            panel.close()\n", "            pass\n", "panels of deleted cells stay"),
        ("_cells.pop(cell, ", "_cells.get(cell, ", "panels of deleted cells are held"),
        ("if earlier == run:", "if True:", "panels of an earlier run stay"),
        ('parent.get("metadata", {}).get("cellId") or ', "", "two cells of one text close each other's panels"),
    ],
    "lossviz/progress.py": [("        _listener.reset(token)\n", "        pass\n", "every later word goes to a panel")],
    "lossviz/settings.py": [
        (
            "            controls[name].value = value\n        raise",
            "            pass\n        raise",
            "half of a preset is set",
        ),
        ("        set_controls(controls, before)\n", "", "the last preset is the start"),
        ("        control.value = before\n", "", "a bad value is brought into the range"),
    ],
    "lossviz/controls.py": [
        ("if isinstance(control, widgets.Widget) and control.comm is None:", NEVER, "a closed widget is taken"),
        (
            "if isinstance(control, widgets.DOMWidget) and default is not inspect.Parameter.empty:",
            NEVER,
            "compute's default is not the start",
        ),
    ],
    "lossviz/renderer.py": [
        ("            pen.set_clip_rectangle(clip)\n", "            pass\n", "a cloud reaches beyond its axes"),
        ("if len(path.vertices) <= MANY:", "if True:", "14 MB a move"),
        ("if name is None:", "if True:", "the style of a marker is written for each artist"),
    ],
    "lossviz/frameworks.py": [
        ("    with _LOADING:\n", f"    with {NULL}:\n", "stderr is gone for good where two load at once"),
        ("            os.dup2(saved, 2)\n", "", "stderr is gone for good"),
        ("            os.close(saved)\n", "", "a descriptor is left open at each load"),
        ("        with _silence():\n", f"        with {NULL}:\n", "warnings of a framework"),
    ],
    "lossviz/export.py": [
        ('escape(str(panel.metadata["image/png"][key]))', 'str(panel.metadata["image/png"][key])', "alt becomes HTML"),
        ("if panels and not any(", "if not any(", "another notebook loses its widgets"),
        ('marks.get("lossviz") is True', 'marks.get("lossviz")', "another package's mark stops the export"),
        (
            '            notebook.metadata.pop("widgets", None)  # Its',
            "            pass  # Its",
            "a page that carries dead widgets",
        ),
    ],
    "lossviz/server.py": [
        ("            self.websocket_handler.set_nodelay(True)\n", "", "40 ms a move"),
        ("    settings[_CLASS] = NoDelayConnection\n", "", "40 ms a move"),
        ("if settings.get(_CLASS) is not ZMQChannelsWebsocketConnection:", NEVER, "a gateway's class is replaced"),
        (
            "    exporter.preprocessors.append(_STILLS)\n",
            "",
            "exports without stills",
        ),
    ],
    "lossviz/comparison.py": [
        ("escape(text)", "text", "a call becomes HTML"),
        ("escape(self.verdict)", "self.verdict", "a call becomes HTML"),
    ],
    "lossviz/exercises/check.py": [
        ("escape(repr(self)))", "repr(self))", "a learner's text becomes HTML"),
    ],
    "lossviz/exercises/judge.py": [
        ("exercise.right(*deepcopy(case)), deepcopy(case)", "exercise.right(*case), case", "the cases are spoiled"),
        ('divide="call", over="call", invalid="call", ', "", "NumPy's warning is not told"),
    ],
    "lossviz/exercises/solution.py": [("escape(self.source)", "self.source", "code becomes HTML")],
    "lossviz/environment.py": [("escape(repr(self))", "repr(self)", "a version becomes HTML")],
    "lossviz/lecture.py": [
        ("escape(self.says)", "self.says", "an erratum becomes HTML"),
        ("escape(self.holds)", "self.holds", "an erratum becomes HTML"),
    ],
    "lossviz/series.py": [("[{lesson.title}]", "[]", "a link without a word")],
}


def by_hand(root: Path) -> list[Mutant]:
    """Return the mutants of the table; each must fit its file in one place."""
    return [made(root, path, *change) for path, changes in CHANGES.items() for change in changes]


def made(root: Path, path: str, old: str, new: str, why: str) -> Mutant:
    """Return one of them, or raise a ValueError where it does not fit."""
    source = (root / path).read_bytes()
    found = source.count(old.encode())
    if found != 1:
        raise ValueError(f"tests/mutants/by_hand.py: in {path} there must be one {old!r}, and there are {found}")
    start = source.index(old.encode())
    before = source[:start].decode()
    functions = re.findall(r"^ *def (\w+)", before, re.MULTILINE)
    lines = before.count("\n") + 1
    what = " ".join(old.split()) + " → " + (" ".join(new.split()).replace(NULL, "nullcontext()") or "nothing")
    return Mutant(path, lines, functions[-1] if functions else "", what, start, start + len(old.encode()), new, why)
