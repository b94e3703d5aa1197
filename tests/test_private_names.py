"""Private and undocumented names of other packages that lossviz leans on: each as it must be, or what is done without.

A failure here names what a new version has changed. Where a fallback is named, pictures and panels
are there all the same, slower or larger, until lossviz follows.
"""

import ast
import importlib
import inspect
import io
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import ipywidgets as widgets
import jupyterlab
import matplotlib as mpl
import numpy as np
import pytest
from ipykernel.comm import comm as ipykernel_comm
from ipykernel.kernelbase import Kernel
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline
from scipy.spatial import cKDTree

import lossviz
from lossviz import private
from lossviz.picture import Picture
from lossviz.renderer import Renderer
from lossviz.style import STYLE_SHEET

PACKAGE = Path(lossviz.__file__).parent

# Each name, where it is used, and what is done where it is gone.
NAMES = {
    "_path": ("private.py", "Matplotlib's own _convert_path: six decimals"),
    "_convert_path": ("renderer.py", "if Matplotlib calls it no more: six decimals"),
    "_get_style": ("private.py", "Matplotlib's own draw_markers: the style with each marker"),
    "_get_clip_attrs": ("private.py", "Matplotlib's own draw_markers"),
    "_options_full": ("private.py", "the choices as they were given"),
    "_reply_subshell_for": ("private.py", "sliders wait for a cell that runs"),
}


def sources():
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def test_no_other_private_name_is_used():
    """An attribute that begins with an underscore is lossviz's own, or in the list, and then in its place."""
    trees = sources()
    own, used = set(), {}
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                own.add(node.name)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.add(node.id)
            elif isinstance(node, ast.Attribute):
                if isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
                    own.add(node.attr)
                else:
                    used.setdefault(node.attr, set()).add(path.name)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                for name in [*(node.module or "").split("."), *(alias.name for alias in node.names)]:
                    used.setdefault(name, set()).add(path.name)
    own -= NAMES.keys()  # An override of `_convert_path` is no name of lossviz's own.
    foreign = {name: where for name, where in used.items() if re.match(r"_[^_]", name) and name not in own}
    allowed = {name: {where} for name, (where, _) in NAMES.items()}
    assert {name: where for name, where in foreign.items() if not where <= allowed.get(name, set())} == {}


def test_no_other_private_method_is_overridden():
    """A method of lossviz's that begins with an underscore is none of its base class in another package."""
    known = {"_convert_path", "_repr_mimebundle_"}
    for path, tree in sources().items():
        module = ".".join(["lossviz", *path.relative_to(PACKAGE).with_suffix("").parts]).removesuffix(".__init__")
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                given = getattr(importlib.import_module(module), node.name)
                foreign = [base for base in given.__mro__ if not base.__module__.startswith("lossviz")]
                methods = {it.name for it in node.body if isinstance(it, ast.FunctionDef)}
                private_ones = {name for name in methods - known if re.match(r"_[^_]", name)}
                assert not {name for name in private_ones if any(hasattr(base, name) for base in foreign)}, node.name


# Matplotlib


def test_convert_to_string_writes_a_path_with_as_many_decimals_as_are_asked_for():
    outline = Outline([(1.23456, 2), (3, 4), (0, 0)], [Outline.MOVETO, Outline.LINETO, Outline.CLOSEPOLY])
    renderer = SimpleNamespace(width=10, height=10)
    assert private.path_data(renderer, outline).split() == ["M", "1.23", "2", "L", "3", "4", "z"]
    assert private.path_data(renderer, outline, decimals=1).split()[1] == "1.2"


def test_matplotlib_asks_convert_path_for_each_path():
    assert list(inspect.signature(RendererSVG._convert_path).parameters)[1:] == [
        *("path", "transform", "clip", "simplify", "sketch")
    ]
    figure = Figure()
    figure.subplots().plot([0, 1, 2], [0, 1 / 3, 0.1])
    curve = Picture(lambda figure: figure.subplots().plot([0, 3, 4], [0, 1, 0.2]) and None)
    coordinates = re.findall(r"[ML] (\S+)", curve.still())
    assert max(len(number.partition(".")[2]) for number in coordinates) == 2


def test_styles_and_clips_are_what_svg_takes():
    seen = []

    class Seeing(Renderer):
        def draw_markers(self, gc, marker_path, marker_trans, path, trans, rgbFace=None):  # noqa: N803
            seen.append(private.style_and_clip(self, gc, rgbFace))

    figure = Figure()
    figure.subplots().plot([0, 1], [0, 1], "o", color="#123456", alpha=0.5)
    figure.draw(Seeing(100, 100, io.StringIO()))
    style, clip = seen[-1]
    assert "fill: #123456" in style
    assert "opacity: 0.5" in style
    assert re.fullmatch(r"url\(#\w+\)", clip["clip-path"])


def draw(figure):
    left, right = figure.subplots(1, 2)
    left.set_title("A title, 12.5 %")
    left.plot(range(5), [3, 1, 4, 1, 5], "o-", label="dots", animated=True)
    right.text(0.2, 0.6, "moves 3.14", rotation=30, animated=True)
    right.fill_between([0, 1], [0.1, 0.2], hatch="/")
    right.scatter([0.5, 0.7], [0.5, 0.1], s=80)
    left.legend()


def picture():
    made = Picture(draw)
    return [made.still(), made.moving()]


NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")


def points(svg):
    """Every point that an SVG draws, on its page; `use` and transforms are followed."""
    root = ElementTree.fromstring(svg)
    elements = {element.get("id"): element for element in root.iter() if element.get("id")}

    def walk(element, matrix):
        for kind, given in re.findall(r"(\w+)\(([^)]*)\)", element.get("transform", "")):
            n = [float(it) for it in NUMBER.findall(given)]
            if kind == "translate":
                step = [[1, 0, n[0]], [0, 1, n[1] if len(n) > 1 else 0], [0, 0, 1]]
            elif kind == "scale":
                step = np.diag([n[0], n[-1], 1])
            elif kind == "rotate":
                c, s = np.cos(np.deg2rad(n[0])), np.sin(np.deg2rad(n[0]))
                step = [[c, -s, 0], [s, c, 0], [0, 0, 1]]
            else:
                a, b, c, d, e, f = n
                step = [[a, c, e], [b, d, f], [0, 0, 1]]
            matrix = matrix @ step
        tag = element.tag.rpartition("}")[2]
        if tag == "path":
            found = np.array([float(it) for it in NUMBER.findall(element.get("d", ""))]).reshape(-1, 2)
            yield (matrix @ np.c_[found, np.ones(len(found))].T)[:2].T
        elif tag == "use":
            here = [[1, 0, float(element.get("x", 0))], [0, 1, float(element.get("y", 0))], [0, 0, 1]]
            target = elements[element.get("{http://www.w3.org/1999/xlink}href")[1:]]
            yield from walk(target, matrix @ here)
        for child in element:
            if child.tag.rpartition("}")[2] not in ("defs", "clipPath"):
                yield from (
                    it for it in walk(child, matrix) if child.tag.rpartition("}")[2] not in ("defs", "clipPath")
                )

    return np.concatenate(list(walk(root, np.eye(3))))


def hide(monkeypatch, owner, name, error):
    """Have a name raise for `lossviz.private` alone: Matplotlib itself would call it by its new name."""
    real = getattr(owner, name)

    def gone(*given, **options):
        if sys._getframe(1).f_globals["__name__"] == "lossviz.private":
            raise error
        return real(*given, **options)

    monkeypatch.setattr(owner, name, gone)


@pytest.mark.parametrize("error", [AttributeError("gone"), TypeError("takes something else")], ids=["gone", "changed"])
@pytest.mark.parametrize(
    ("owner", "name"),
    [(mpl._path, "convert_to_string"), (RendererSVG, "_get_style"), (RendererSVG, "_get_clip_attrs")],
    ids=lambda it: it if isinstance(it, str) else "",
)
def test_without_a_name_of_matplotlibs_the_picture_is_the_same_at_more_length(owner, name, error, monkeypatch):
    short = picture()
    hide(monkeypatch, owner, name, error)
    long = picture()
    assert sum(map(len, long)) > sum(map(len, short))
    for one, other in zip(short, long, strict=True):
        here, there = points(one), points(other)
        assert len(here) > 50
        # Texts that move are set without kerning: half a point.
        assert cKDTree(here).query(there)[0].max() < 0.6
        assert cKDTree(there).query(here)[0].max() < 0.6


def test_a_matplotlib_that_asks_for_paths_otherwise_gets_its_own(monkeypatch):
    monkeypatch.setattr(RendererSVG, "_convert_path", lambda self, path, **options: f"own {options}")
    assert Renderer(10, 10, io.StringIO())._convert_path(None, tidy=True) == "own {'tidy': True}"


def test_animated_artists_do_not_make_a_figure_stale_and_others_do():
    """Documented; what tells whether the still layer must be drawn anew."""
    figure = Figure()
    moves, stays = figure.subplots().plot([0, 1], [0, 1], [0, 1], [1, 0])
    moves.set_animated(True)
    figure.draw_without_rendering()
    figure.stale = False
    moves.set_ydata([1, 1])
    assert not figure.stale
    stays.set_ydata([1, 1])
    assert figure.stale


def test_matplotlibs_rule_for_a_whole_page_is_taken_out():
    assert all("<style" not in svg for svg in picture())


# ipywidgets and ipykernel


CHOICES = [{"one": 1, "two": 2}, ["a", "b"], [("one", 1), ("two", 2.5)], [1, 2]]


@pytest.mark.parametrize("options", CHOICES, ids=str)
@pytest.mark.parametrize("kind", [widgets.Dropdown, widgets.ToggleButtons, widgets.SelectionSlider])
def test_a_selection_knows_its_labels_and_values(kind, options, monkeypatch):
    control = kind(options=options)
    found = private.options_of(control)
    assert [label for label, _ in found] == list(control._options_labels)
    for _, value in found:
        control.value = value
    without = SimpleNamespace(options=control.options)
    assert private.options_of(without) == found


def test_ipykernel_asks_each_comm_where_its_messages_go():
    """None, as `answer_anywhere` sets it, leaves them to the thread that JupyterLab addressed."""
    assert callable(ipykernel_comm.BaseComm._reply_subshell_for)
    source = inspect.getsource(Kernel.shell_channel_thread_main)
    assert 'route = getattr(comm, "_reply_subshell_for", None)' in source
    assert "if route is not None:" in source


def test_a_comm_of_an_ipykernel_that_does_not_ask_is_left_as_it_is():
    new, old = SimpleNamespace(comm=SimpleNamespace(_reply_subshell_for=len)), SimpleNamespace(comm=SimpleNamespace())
    private.answer_anywhere(new)
    private.answer_anywhere(old)
    private.answer_anywhere(SimpleNamespace(comm=None))
    assert new.comm._reply_subshell_for is None
    assert vars(old.comm) == {}


# The server and JupyterLab: live in `tests/test_server.py` and `tests/browser`, by their names here.


def test_the_server_hands_each_message_of_a_kernel_to_handle_outgoing_message():
    assert list(inspect.signature(ZMQChannelsWebsocketConnection.handle_outgoing_message).parameters) == [
        *("self", "stream", "outgoing_msg")
    ]


def test_the_classes_that_style_and_script_name_are_those_of_jupyterlab():
    """What neither lossviz nor the page itself gives is in JupyterLab's own scripts."""
    script = (PACKAGE / "labextension" / "static" / "panels.js").read_text(encoding="utf-8")
    strings = " ".join(re.findall(r"'([^']*)'", script))
    named = set(re.findall(r"\.((?:jp|widget|jupyter|noUi|mod)-[\w-]+)", STYLE_SHEET + strings))
    named |= {"noUi-handle", "jp-theme-light", "lm-suppress-shortcuts"}
    assert len(named) > 10
    share = Path(sys.prefix) / "share" / "jupyter"
    if not (share / "lab" / "static").exists():
        pytest.skip("JupyterLab's own files are not in this environment")
    scripts = [*share.glob("lab/static/*.js"), *share.glob("labextensions/@jupyter-widgets/*/static/*.js")]
    text = re.sub(r"\bdata-(?=jp-|lm-)", "", "".join(path.read_text(encoding="utf-8") for path in scripts))
    theirs = set(re.findall(r"(?<![\w-])[a-zA-Z]+(?:-\w+)+(?![\w-])", text))
    assert named - theirs == set(), jupyterlab.__version__
