"""A panel: controls above a live picture, below it one line that reads the picture.

Knows widgets and pictures, and no loss at all.
"""

import logging
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from html import escape
from threading import Lock, RLock, get_ident
from types import SimpleNamespace
from typing import Any

import ipywidgets as widgets

from .aside import aside
from .asking import Asking
from .checks import functions
from .controls import make_controls
from .drawn import UPDATE
from .lifetime import close_with_cell, open_panels
from .picture import Picture
from .private import answer_anywhere
from .progress import reports_to
from .report import failure
from .settings import check_presets, set_controls
from .style import STYLE_SHEET

Preset = Mapping[str, Any] | Callable[..., Mapping[str, Any]]


@dataclass(frozen=True)
class _Moment:
    """What a panel shows: all of it belongs to the same values of its controls."""

    state: dict[str, Any] = field(default_factory=dict)
    numbers: Any = None
    reading: str = ""
    exception: BaseException | None = None
    error: str = ""


class Panel(Asking, widgets.VBox):
    """Controls, a picture that follows them, and a line of text that reads it.

    The functions know no widgets. At each move of a control the panel calls
    ``numbers = compute(**state)``, then ``update(numbers)``, then ``read(numbers)``.

    Parameters
    ----------
    compute : callable
        Called with the value of each control by name. Returns numbers by name, in a dict or a
        ``SimpleNamespace``: `update` and `read` then find them in one namespace with the values
        of the controls (``n.loss`` beside ``n.r``). Anything else is handed on as it is. The
        defaults of its parameters are where the controls start.
    draw : callable
        Called once with a new ``matplotlib.figure.Figure``. Makes the axes and all artists, and
        returns the function ``update(n)`` that sets those that move (see `lossviz.Picture`).
    read : callable
        Called with the numbers; returns a sentence with the figures in it.
    alt : str
        What the picture shows, in a sentence for those who cannot see it. The reading is
        added to it.
    presets : dict, optional
        A button for each item: its label, and the values it sets, all with one redraw. A
        function in place of the values is called with the present state and returns them.
    size : (float, float)
        Of the picture, in inches of 96 pixels, from 1 to 100.
    **controls
        A control for each parameter of `compute`: a `slider`, a `choice`, a `tick`, what
        ``ipywidgets.interact`` takes, or a widget ready made.

    Attributes
    ----------
    picture : Picture
    controls : dict
        The widget of each control by name.
    state, numbers, reading
        The values of the controls, what became of them, and what `read` made of that: always of
        one moment. While a move is computed they are those before it; if it fails, `numbers` is
        None and `reading` is empty.
    exception : BaseException or None
        Why the last move failed, with its traceback.
    error : str
        The same in a line, with the place in the author's file; empty if it did not fail.
    predictions : list of Prediction
        The questions that it asks, one after the other (see `predict`).

    Raises
    ------
    TypeError
        If a function is none, the controls do not fit the parameters of `compute`, a control,
        preset or `alt` is not of a known form, or `draw` is wrong (see `lossviz.Picture`).
    ValueError
        If `size` or a preset is not of this form.
    Exception
        Whatever the functions raise at the start.

    Notes
    -----
    A panel made when a cell runs is closed when the cell runs again or is deleted. A NaN among the
    numbers is no error: Matplotlib leaves a gap there, and the reading shows it.

    An error at a move shows in the panel, and the next move recovers; the whole traceback goes to
    the log ``lossviz``, which JupyterLab shows under View, Show Log Console.

    Examples
    --------
    >>> def draw(figure):
    ...     (dot,) = figure.subplots().plot([0], [0], "o")
    ...     def update(n):
    ...         dot.set_data([n.r], [n.loss])
    ...     return update
    >>> panel = Panel(
    ...     lambda r=1.0: {"loss": r**2},
    ...     draw,
    ...     lambda n: f"residual {n.r:.0f}, squared {n.loss:.2f}",
    ...     r=(-3.0, 3.0, 0.1),
    ... )
    >>> panel.reading
    'residual 1, squared 1.00'
    >>> panel.set(r=-2).reading
    'residual -2, squared 4.00'
    >>> panel.state
    {'r': -2.0}
    """

    def __init__(
        self,
        compute: Callable[..., Any],
        draw: Callable[..., Any],
        read: Callable[[Any], str],
        *,
        alt: str = "A picture that follows the controls",
        presets: Mapping[str, Preset] | None = None,
        size: tuple[float, float] = (8.0, 3.6),
        **controls: Any,
    ) -> None:
        functions(compute=compute, draw=draw, read=read)
        if not isinstance(alt, str):
            raise TypeError(f"alt is {alt!r}; it must be a text")
        self._compute, self._read, self._alt = compute, read, alt
        self._turn = RLock()  # Held while one move is computed and drawn.
        self._open = RLock()  # Held while the page is told of it, and while the panel closes.
        self._busy = Lock()  # Held by the thread that follows the moves.
        self._last_move: object = None
        self._setting = 0  # The thread that sets several controls at once.
        self._now = _Moment()
        self._layers = "", ""
        self.picture: Any = None
        self.controls: dict[str, Any] = {}
        super().__init__()
        self.add_class("lossviz")
        try:
            self._make(draw, presets, size, controls)
        except BaseException:
            self._let_go({control for control in controls.values() if isinstance(control, widgets.Widget)})
            raise
        close_with_cell(self)

    def _make(self, draw: Any, presets: Any, size: tuple[float, float], given: Mapping[str, Any]) -> None:
        """Make controls, picture and rows, and follow the controls for the first time."""
        self.controls = make_controls(self._compute, given)
        self._presets = {self._button(*item): item[1] for item in check_presets(presets, self.controls).items()}
        shown = [w for w in self.controls.values() if isinstance(w, widgets.DOMWidget)]
        self._still, self._moving = widgets.HTML(), widgets.HTML()
        self._prefix = f"lv{self._moving.model_id[:8]}"
        wrap = widgets.Layout(flex_flow="row wrap", align_items="center")
        rows = [widgets.Box(row, layout=wrap) for row in (list(self._presets), shown) if row]
        stack = widgets.Box([self._still, self._moving]).add_class("lossviz-picture")
        self.children = [*rows, stack]
        self.picture = Picture(draw, size)
        stack.layout.max_width = f"{96 * size[0]:g}px"
        if shown and self.picture.update_function is None:
            raise TypeError(f"draw returned nothing; it must return the function that sets what moves: {UPDATE}")
        self._follow()
        if self.exception:
            raise self.exception
        for control in shown:
            control.observe(self._moved, "value")
        for widget in [*shown, *self._presets]:
            answer_anywhere(widget)

    @property
    def state(self) -> dict[str, Any]:
        """The value of each control by name."""
        return dict(self._now.state)

    @property
    def numbers(self) -> Any:
        """What `compute` returned, with the values of the controls."""
        return self._now.numbers

    @property
    def reading(self) -> str:
        """The picture in a sentence."""
        return self._now.reading

    @property
    def exception(self) -> BaseException | None:
        """Why the last move failed, with its traceback; None if it did not."""
        return self._now.exception

    @property
    def error(self) -> str:
        """Why the last move failed, in a line; empty if it did not."""
        return self._now.error

    @property
    def alt(self) -> str:
        """The picture in words, as it now stands."""
        return f"{self._name()} {self.error or self.reading}"

    def set(self, **values: Any) -> "Panel":
        """Set several controls at once, with one redraw.

        Parameters
        ----------
        **values
            New values of controls by name; the others stay as they are.

        Returns
        -------
        Panel
            This panel.

        Raises
        ------
        ValueError
            If there is no control of a name, or a control does not take a value, and all stay as they were; if the
            panel is closed.
        Exception
            Whatever `compute`, `update`, `read` or Matplotlib raises.
        """
        with self._turn:
            self._must_be_open()
            self._set(values)
            self._follow()
            if self.exception:
                raise self.exception
        return self

    def numbers_at(self, **values: Any) -> Any:
        """Return the numbers at other values of some controls, which stay as they are.

        Parameters
        ----------
        **values
            Values of controls by name; the others are taken as they stand.

        Returns
        -------
        object
            As `numbers`.

        Raises
        ------
        ValueError
            If the panel is closed.
        Exception
            Whatever `compute` raises.
        """
        with self._turn:
            self._must_be_open()
            state = self._values() | values
            with reports_to(self._report):
                return by_name(self._compute(**state), state)

    def close(self) -> None:
        """Remove the panel from the page and let go of its figure and widgets."""
        if self.comm is not None:  # None if it is closed already.
            self._let_go({w for panel in open_panels() if panel is not self for w in panel.controls.values()})

    def _let_go(self, kept: Collection[Any]) -> None:
        """Close the panel with its widgets, but for those that are `kept`."""
        with self._open:
            for control in self.controls.values():
                if isinstance(control, widgets.Widget):
                    with suppress(ValueError):  # It was never observed.
                        control.unobserve(self._moved, "value")
            for box in self.children:
                for child in box.children:
                    if child not in kept:
                        _close_with_parts(child)
                _close_with_parts(box)
            _close_with_parts(super())
            # IPython's Out may hold the panel for as long as the kernel runs.
            self.controls, self._now, self._layers = {}, _Moment(), ("", "")
            self.predictions, self._presets = [], {}
            self.set_trait("children", ())
            for name in ("picture", "_still", "_moving", "_compute", "_read"):
                setattr(self, name, None)

    def _must_be_open(self) -> None:
        if self.picture is None:
            raise ValueError("the panel is closed; run its cell again")

    def _button(self, label: str, values: Preset) -> widgets.Button:
        button = widgets.Button(description=label, layout=widgets.Layout(width="auto"))

        def press(_: widgets.Button) -> None:
            try:
                self._set(values(**self._values()) if callable(values) else values)
            except Exception as error:
                self._show(self._layers, replace(self._now, **_told(f"preset {label!r}", values, error)))
                self._log()
            else:
                self._moved()

        button.on_click(press)
        return button

    def _set(self, values: Mapping[str, Any]) -> None:
        """Set controls without following each of them."""
        self._setting = get_ident()
        try:
            set_controls(self.controls, values)
        finally:
            self._setting = 0

    def _values(self) -> dict[str, Any]:
        return {name: control.get_interact_value() for name, control in self.controls.items()}

    def _moved(self, _: Any = None) -> None:
        """Follow a control that was moved.

        The browser sends one move at a time and the newest when that is done, so a quick panel is
        waited for. A slow one goes on in a thread of its own: the page's other panels wait for this
        one. What is moved meanwhile is followed when it is done.
        """
        if self._setting == get_ident():
            return
        self._last_move = object()
        aside(self._follow_moves)

    def _follow_moves(self) -> None:
        """Follow moves until none is left; another thread that does so goes on to the newest by itself."""
        followed = None
        while followed is not self._last_move and self._busy.acquire(blocking=False):
            try:
                followed = self._last_move
                self._follow()
                self._log()
            finally:
                self._busy.release()

    def _follow(self) -> None:
        """Bring numbers, picture and reading up to the controls, or tell why not: all at once."""
        with self._turn:
            compute, read, picture, layers = self._compute, self._read, self.picture, self._layers
            if picture is None:
                return
            state = self._values()
            step, function = "compute", compute
            try:
                with reports_to(self._report):
                    numbers = by_name(compute(**state), state)
                with self._open:
                    if self.picture is None:
                        return
                    step, function = "update", picture.update_function
                    n = by_name(numbers, self._hold_back())
                    picture.update(n)
                    if picture.unmoved and {} != self._now.state != state:
                        raise TypeError(f"it changed nothing in the figure; set the artists that draw made: {UPDATE}")
                    step, function = "read", read
                    reading = read(n)
                    if not isinstance(reading, str):
                        raise TypeError(f"it returned {reading!r}, and a sentence is wanted")
                    step, function = "drawing", picture.update_function
                    layers = picture.still(self._prefix), picture.moving(self._prefix)
                now = _Moment(state, numbers, reading)
            except (Exception, SystemExit) as error:  # A thread would end at the second without a word.
                now = _Moment(state, **_told(step, function, error))
            self._show(layers, now)

    def _log(self) -> None:
        if self.exception:
            logging.getLogger("lossviz").error("%s", self.error, exc_info=self.exception)

    def _report(self, text: str) -> None:
        """Show a word in place of the reading while `compute` takes its time."""
        with self._open:
            if self.picture is not None:
                self._moving.value = self._layer(self._layers[1], text, "lossviz-stale")

    def _show(self, layers: tuple[str, str], now: _Moment) -> None:
        """Send the page what changed: as a rule, one message."""
        with self._open:
            if self.picture is None:
                return
            self._layers, self._now = layers, now
            self._lock()
            # The picture's name is what it shows and, by its id, the reading, which changes with each move.
            name, reading = f"{self._prefix}n", f"{self._prefix}r"
            label = f'id="{name}" aria-label="{escape(self._name())}" aria-labelledby="{name} {reading}"'
            self._still.value = f'<style>{STYLE_SHEET}</style><div role="img" {label}>{layers[0]}</div>'
            self._moving.value = self._layer(
                layers[1], now.error or now.reading, "lossviz-stale lossviz-error" if now.error else ""
            )

    def _layer(self, moving: str, text: str, state: str) -> str:
        return (
            f'<div class="{state}"><div aria-hidden="true">{moving}</div>'
            f'<div class="lossviz-reading" id="{self._prefix}r">{escape(text)}</div></div>'
        )

    def __repr__(self) -> str:
        return f"Panel({', '.join(self.controls)})"

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        """Show the widget, and beside it a still for pages without a kernel."""
        data = super()._repr_mimebundle_(**kwargs)
        try:
            with self._open:
                width = round(96 * self.picture.figure.get_figwidth())
                words = {"lossviz": True, "image/png": {"alt": self.alt, "width": width}}
                return {**data, "image/png": self.picture.png()}, words
        except Exception:  # The widget shows without its still, too.
            return data


def by_name(numbers: Any, state: Mapping[str, Any]) -> Any:
    """Return numbers that have names in one namespace with the values of the controls; others as they are.

    Examples
    --------
    >>> by_name({"loss": 4.0}, {"r": 2.0})
    namespace(r=2.0, loss=4.0)
    """
    if isinstance(numbers, SimpleNamespace):
        numbers = vars(numbers)
    return SimpleNamespace(**{**state, **numbers}) if isinstance(numbers, Mapping) else numbers


def _told(step: str, function: Any, error: BaseException) -> dict[str, Any]:
    """Return an error and its line: what failed, why, and where in the file of `function`."""
    return {"exception": error, "error": f"{step} failed with {failure(function, error)}"}


def _close_with_parts(widget: Any) -> None:
    """Close a widget with the layout and style that ipywidgets made for it."""
    for part in ("layout", "style"):
        if hasattr(widget, part):
            getattr(widget, part).close()
    widget.close()
