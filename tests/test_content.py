"""Every panel against a second computation of what it shows, in `tests/content`; and each check seen to fail."""

import ast
import contextlib
import functools
import importlib
import itertools
import pkgutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from matplotlib import path
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.lines import Line2D
from matplotlib.patches import FancyArrowPatch, PathPatch, Rectangle
from matplotlib.text import Text
from matplotlib.ticker import FixedFormatter

import tests.content
from lossviz.comparison import FRAMEWORKS
from lossviz.lessons import panels
from tests.content import CONTENT, FIGURE
from tests.missing import missing

pytestmark = pytest.mark.usefixtures("no_svg")

PANELS = {make.__name__: make for make in panels()}
MODULES = [module.name for module in pkgutil.iter_modules(tests.content.__path__)]
for _name in MODULES:
    importlib.import_module(f"tests.content.{_name}")

KINDS = Line2D | Collection | Rectangle | PathPatch | FancyArrowPatch | Text  # that `breaks` can break


@functools.cache
def made(name):
    """Return a panel, where its controls start, and what its check is called with beside numbers and reading."""
    panel = PANELS[name]()
    panel.picture.settle()  # Only now are the axes in their places.
    moving = {id(artist) for _, artist in named(panel.picture.artists)}

    def stays(artist):
        return id(artist) not in moving and not (isinstance(artist, Line2D) and not len(artist.get_xdata()))

    still = [[*filter(stays, [*a.lines, *a.collections, *a.patches])] for a in panel.picture.figure.axes]
    return panel, panel.state, still


def named(thing, name="art"):
    """Yield each artist in a nest of them with the name that it goes by in a check."""
    if isinstance(thing, Artist):
        assert isinstance(thing, KINDS | Axes), f"{name} is {thing}: `breaks` must learn to break such an artist"
        if isinstance(thing, KINDS):
            yield name, thing
    elif isinstance(thing, SimpleNamespace | dict):
        for key, part in (thing if isinstance(thing, dict) else vars(thing)).items():
            yield from named(part, f"{name}[{key!r}]" if isinstance(thing, dict) else f"{name}.{key}")
    elif isinstance(thing, list | tuple):
        for i, part in enumerate(thing):
            yield from named(part, f"{name}[{i}]")


def states(name):
    """Yield a panel in each of the states of its check; and what then shows that the check fails, as a function."""
    panel, start, still = made(name)
    for state in CONTENT[name].states:
        panel.set(**start | state)
        assert not panel.error

        def check(n=panel.numbers, text=panel.reading):
            CONTENT[name].check(panel.picture.artists, still, n, text, **panel.state)

        yield panel, still, check
        panel.picture.figure.stale = False  # Whatever was broken is whole again: nothing to draw anew.


def breaks(artist):
    """Yield the ways in which what is seen of an artist can be wrong: a name, and what makes it so."""
    yield "visible", lambda: artist.set_visible(not artist.get_visible())
    if not artist.get_visible():
        return
    patch = isinstance(artist, Rectangle | PathPatch | FancyArrowPatch)
    transform = artist.get_data_transform() if patch else artist.get_transform()
    size = 0.03 * np.array(artist.axes.bbox.size)
    # A line across the whole axes has no place along them.
    in_data = np.array(transform.contains_branch_seperately(artist.axes.transData))
    ways = {way: size * at for way, at in [("along", (1, 0)), ("up", (0, 1))] if (in_data * at).any()}

    def moved(points, by):
        return transform.inverted().transform(transform.transform(np.asarray(points, float)) + by)

    def corner(points, at):
        return np.concatenate([points[:at], moved(points[at : at + 1], size * in_data), points[at + 1 :]])

    if isinstance(artist, Line2D):
        points = artist.get_xydata()
        if not len(points):
            return
        for way, by in ways.items():
            yield way, lambda by=by: artist.set_data(moved(points, by).T)
        if len(points) > 2:
            whole = np.flatnonzero(np.isfinite(points).all(axis=1))
            yield "point", lambda: artist.set_data(corner(points, whole[len(whole) // 3]).T)
            yield "cut", lambda: artist.set_data(points[: -(len(points) // 3)].T)
        legend = artist.axes.get_legend()
        if legend and artist.get_label() in [text.get_text() for text in legend.get_texts()]:
            yield "label", lambda: artist.set_label("another")
    elif isinstance(artist, Collection | PathPatch):
        patch = isinstance(artist, PathPatch)
        paths = [artist.get_path()] if patch else artist.get_paths()
        paths = [p for p in paths if len(p.vertices)]

        def put(new):
            vars(artist).update({"_path": new[0]} if patch else {"_paths": new})

        def bent(old, bend):
            return path.Path(bend(old.vertices), old.codes)

        if not paths:
            return
        for way, by in ways.items():
            yield way, lambda by=by: put([bent(p, lambda points: moved(points, by)) for p in paths])
        middle = len(paths) // 2
        first, last = paths[:middle], paths[middle + 1 :]
        yield "corner", lambda: put([*first, bent(paths[middle], lambda points: corner(points, 1)), *last])
        if len(paths) > 1:
            yield "lost", lambda: put(paths[:-1])
        if not patch and len(np.unique(artist.get_facecolor(), axis=0)) > 1:
            yield "colours", lambda: artist.set_facecolor(np.roll(artist.get_facecolor(), 1, axis=0))
    elif isinstance(artist, Rectangle):
        low = np.array(artist.get_xy())
        high = low + np.array([artist.get_width(), artist.get_height()])
        for way, by in ways.items():
            (x, y), (right, top) = moved([low, high], by)
            yield way, lambda x=x, y=y, to=(right, top): artist.set(xy=(x, y), width=to[0] - x, height=to[1] - y)
            right, top = moved([high], by)[0]
            yield f"size {way}", lambda to=(right, top): artist.set(width=to[0] - low[0], height=to[1] - low[1])
    elif isinstance(artist, FancyArrowPatch):
        for end, (way, by) in itertools.product((0, 1), ways.items()):
            both = list(artist._posA_posB)
            both[end] = tuple(moved([both[end]], by)[0])
            yield f"end {end} {way}", lambda both=both: vars(artist).update(_posA_posB=both)
    elif artist.get_text():
        for way, by in ways.items():
            yield way, lambda by=by: artist.set_position(moved([artist.get_position()], by)[0])
        yield "says", lambda: artist.set_text(another_figure(artist.get_text()) or artist.get_text()[:-1])


@contextlib.contextmanager
def broken(thing, breaking):
    """Break an artist, or the ticks of an axis, for a while."""
    before = dict(vars(thing))
    thing.stale_callback = None  # Else the figure takes itself to be changed, and is drawn anew.
    try:
        breaking()
        yield
    finally:
        vars(thing).clear()
        vars(thing).update(before)


def another_figure(text, which=0):
    """Change the last digit of a figure in a text; return None if it has no such figure."""
    for i, found in enumerate(FIGURE.finditer(text)):
        if i == which:
            digits, e, power = found[0].partition("e")
            other = digits[:-1] + str((int(digits[-1]) + 1) % 10) if digits[-1].isdigit() else "0"
            return text[: found.start()] + other + e + power + text[found.end() :]
    return None


def others(thing, name="n"):
    """Yield copies of numbers, each with one figure 1 % off, or a truth reversed; of many alike, three."""
    if isinstance(thing, SimpleNamespace | dict):
        items = vars(thing) if isinstance(thing, SimpleNamespace) else thing
        for key, part in items.items():
            for where, other in others(part, f"{name}.{key}"):
                whole = items | {key: other}
                yield where, whole if items is thing else SimpleNamespace(**whole)
    elif isinstance(thing, bool | np.bool_):
        yield name, not thing
    elif isinstance(thing, int | float | np.number):
        off = thing + 1 if isinstance(thing, int | np.integer) else thing * 1.01 if abs(thing) > 1e-12 else 0.01
        yield name, type(thing)(off if np.isfinite(thing) else 0)
    elif isinstance(thing, list | tuple) or (isinstance(thing, np.ndarray) and thing.dtype.kind in "iufb"):
        for i in sorted({0, len(thing) // 2, len(thing) - 1}) if len(thing) else ():
            for where, other in others(thing[i], f"{name}[{i}]"):
                if isinstance(thing, np.ndarray):
                    copy = thing.copy()
                    copy[i] = other
                else:
                    parts = [*thing[:i], other, *thing[i + 1 :]]
                    copy = type(thing)(*parts) if hasattr(thing, "_fields") else type(thing)(parts)
                yield where, copy


def slips(panel, still, check, readings):
    """Yield all that could be wrong in a panel as it stands: a name, and the check of a panel so broken.

    Its reading may also have this state's figures in the words of another state's, of which `readings` are all.
    """

    def on(thing, breaking):
        with broken(thing, breaking):
            check()

    kept = [(f"still[{i}][{j}]", a) for i, artists in enumerate(still) for j, a in enumerate(artists)]
    for name, artist in [*named(panel.picture.artists), *kept]:
        for kind, breaking in breaks(artist):
            yield f"{name} {kind}", functools.partial(on, artist, breaking)
    for i, axes in enumerate(panel.picture.figure.axes):
        for axis in (axes.xaxis, axes.yaxis):
            words = [tick.get_text() for tick in axis.get_ticklabels()]
            if any(word[:1].isalpha() for word in words) and words != words[::-1]:
                turned = functools.partial(setattr, axis.major, "formatter", FixedFormatter(words[::-1]))
                yield f"axes[{i}].{axis.axis_name}axis ticks", functools.partial(on, axis.major, turned)
    for name, other in others(panel.numbers):
        control = name.removeprefix("n.")
        if control not in panel.state:  # Else it is only echoed.
            yield name, functools.partial(check, n=other)
    which = 0
    while other := another_figure(panel.reading, which):
        yield f"reading {which}", functools.partial(check, text=other)
        which += 1
    figures = FIGURE.findall(panel.reading)
    for other in readings:
        words = FIGURE.split(other)
        if len(words) == which + 1 and words != FIGURE.split(panel.reading):
            mixed = "".join(itertools.chain(*itertools.zip_longest(words, figures, fillvalue="")))
            yield f"reading as in {words}", functools.partial(check, text=mixed)


@pytest.mark.slow
@pytest.mark.parametrize("name", PANELS)
def test_each_panel_has_a_check_at_three_states_or_more(name):
    module = PANELS[name].__module__.rpartition(".")[2]
    assert name in CONTENT, (
        f"{name} has no check of its content: write a function of this name in tests/content/{module}.py that computes "
        "what the panel shows by other means, and put @content(state, state, state) before it"
    )
    entry = CONTENT[name]
    assert entry.check.__module__ == f"tests.content.{module}"
    assert len(entry.states) >= 3
    start = made(name)[1]
    for control, value in start.items():
        taken = {state.get(control, value) for state in entry.states}
        assert len(taken) > 1, f"{control} is {value!r} in every state of the check of {name}"


@pytest.mark.parametrize("name", CONTENT)
def test_a_panel_shows_what_another_computation_says(name):
    assert name in PANELS, "there is no such panel"
    for _, _, check in states(name):
        check()


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTENT)
def test_the_check_sees(name):
    ignores = CONTENT[name].ignores
    absent = tuple(FRAMEWORKS[framework] for framework in missing())  # Their marks are shown nowhere.
    shown = {artist for artist, _ in named(made(name)[0].picture.artists) if not artist.endswith(absent)}
    used, missed, hidden = set(), set(), shown
    readings = [panel.reading for panel, _, _ in states(name)]
    for panel, still, check in states(name):
        hidden -= {name for name, artist in named(panel.picture.artists) if len([*breaks(artist)]) > 1}
        for slip, broken_check in slips(panel, still, check, readings):
            try:
                broken_check()
            except Exception:
                continue
            known = {key for key in ignores if slip == key or slip.startswith((f"{key} ", f"{key}.", f"{key}["))}
            used |= known
            missed |= set() if known else {f"{slip} at {panel.state}"}
        check()  # All is whole again.
    assert not missed, "the check does not see:\n" + "\n".join(sorted(missed))
    assert not hidden, f"no state of the check shows {hidden}"
    assert used == set(ignores), f"the check sees these after all: {set(ignores) - used}"


@pytest.mark.parametrize("module", MODULES)
def test_the_checks_use_none_of_the_package(module):
    """But how it loads a framework."""
    tree = ast.parse((Path(tests.content.__path__[0]) / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        taken = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, "an import by its whole name, please"
            taken = [node.module]
        for name in taken:
            assert name.partition(".")[0] != "lossviz" or name == "lossviz.frameworks", f"{module} imports {name}"
