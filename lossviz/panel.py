"""A panel: controls above a live picture, below it one line that reads the picture.

Knows widgets and pictures, and no loss at all.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from .cells import made, made_here
from .checks import functions
from .controls import check_presets, make_controls, set_controls
from .notes import notes_to
from .picture import LOCK, Picture
from .style import STYLE_SHEET

Preset = Mapping[str, Any] | Callable[..., Mapping[str, Any]]


class Panel(widgets.VBox):
    """Controls, a picture that follows them, and a line of text that reads it.

    The four functions know no widgets. At each move of a control the panel calls
    ``numbers = compute(**state)``, then ``update(artists, numbers)``, then ``read(numbers)``.

    Parameters
    ----------
    compute : callable
        Called with the value of each control by name; returns numbers of any form. The
        defaults of its parameters are where the controls start.
    draw : callable
        Called once with a new ``matplotlib.figure.Figure``. Makes the axes and all artists;
        returns the artists that will move (see `lossviz.picture.Picture`).
    update : callable
        Called with what `draw` returned and what `compute` returned; sets the artists' data.
    read : callable
        Called with what `compute` returned; returns a sentence with the figures in it.
    alt : str
        What the picture shows, in a sentence for those who cannot see it. The reading is
        added to it.
    presets : dict, optional
        A button for each item: its label, and the values it sets, all with one redraw. A
        function in place of the values is called with the present state and returns them.
    size : (float, float)
        Of the picture, in inches of 96 pixels, from 1 to 100.
    **controls
        A control for each parameter of `compute`, as in ``ipywidgets.interact``: a
        ``(min, max)`` or ``(min, max, step)`` tuple, a bool, a list or dict of choices, a
        number, a text, or a widget ready made.

    Attributes
    ----------
    picture : Picture
    controls : dict
        The widget of each control by name.
    numbers
        What `compute` last returned.
    reading : str
        What `read` last returned.
    error : str
        Why the last move failed, in a line; empty if it did not.

    Raises
    ------
    TypeError
        If one of the four is no function, the controls do not fit the parameters of `compute`,
        or a control, preset or `alt` is not of a known form.
    ValueError
        If `size` is not of this form.

    Notes
    -----
    A panel made when a cell runs closes the panels that the cell made before. A NaN among the
    numbers is no error: Matplotlib leaves a gap there, and the reading shows it.

    Examples
    --------
    >>> panel = Panel(
    ...     lambda r=1.0: r**2,
    ...     lambda figure: figure.subplots().plot([0], [0], "o")[0],
    ...     lambda dot, loss: dot.set_ydata([loss]),
    ...     lambda loss: f"squared error {loss:.2f}",
    ...     r=(-3.0, 3.0, 0.1),
    ... )
    >>> panel.reading
    'squared error 1.00'
    >>> panel.set(r=-2).reading
    'squared error 4.00'
    >>> panel.state
    {'r': -2.0}
    """

    def __init__(
        self,
        compute: Callable[..., Any],
        draw: Callable[..., Any],
        update: Callable[[Any, Any], Any],
        read: Callable[[Any], str],
        /,
        *,
        alt: str = "A picture that follows the controls",
        presets: Mapping[str, Preset] | None = None,
        size: tuple[float, float] = (8.0, 3.6),
        **controls: Any,
    ) -> None:
        functions(compute=compute, draw=draw, update=update, read=read)
        if not isinstance(alt, str):
            raise TypeError(f"alt is {alt!r}; it must be a text")
        self._compute, self._update, self._read, self._alt = compute, update, read, alt
        self._setting = False
        self.numbers: Any = None
        self.reading = self.error = ""
        self.controls = make_controls(compute, controls)
        buttons = [self._button(*item) for item in check_presets(presets, self.controls).items()]

        self.picture = Picture(draw, size)
        self._still, self._moving = widgets.HTML(), widgets.HTML()
        self._prefix = f"lv{self._moving.model_id[:8]}"
        self._run()

        shown = [w for w in self.controls.values() if isinstance(w, widgets.DOMWidget)]
        wrap = widgets.Layout(flex_flow="row wrap", align_items="center")
        rows = [widgets.Box(row, layout=wrap) for row in (buttons, shown) if row]
        stack = widgets.Box(
            [self._still, self._moving], layout=widgets.Layout(max_width=f"{96 * size[0]:g}px")
        ).add_class("lossviz-picture")
        super().__init__([*rows, stack])
        self.add_class("lossviz")

        self._push()
        for control in shown:
            control.observe(self._moved, "value")
        for widget in [*shown, *buttons]:
            # ipykernel sends a widget's message to the thread that last spoke of the widget: the
            # main one, which a running cell keeps busy. Let it go where JupyterLab addressed it.
            if widget.comm is not None:
                widget.comm._reply_subshell_for = None
        made_here(self)

    @property
    def state(self) -> dict[str, Any]:
        """The value of each control by name."""
        return {name: control.get_interact_value() for name, control in self.controls.items()}

    @property
    def alt(self) -> str:
        """The picture in words, as it now stands."""
        return f"{self._alt}. {self.error or self.reading}"

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
            If there is no control of a name, or a control does not take a value. All stay as they were.
        """
        with LOCK:
            self._setting = True
            try:
                set_controls(self.controls, values)
            finally:
                self._setting = False
            self._moved()
        return self

    def close(self) -> None:
        """Remove the panel from the page and let go of its figure and widgets."""
        if self.comm is None:
            return
        shared = {w for panel in made() if panel is not self for w in panel.controls.values()}
        for control in self.controls.values():
            if isinstance(control, widgets.Widget):
                control.unobserve(self._moved, "value")
        for box in self.children:
            for child in box.children:
                if child in shared:
                    continue
                _close_with_parts(child)
            _close_with_parts(box)
        _close_with_parts(super())
        # IPython's Out may hold the panel for as long as the kernel runs.
        self.controls = {}
        self.set_trait("children", ())
        for name in ("picture", "numbers", "_still", "_moving", "_compute", "_update", "_read"):
            setattr(self, name, None)

    def _button(self, label: str, values: Preset) -> widgets.Button:
        button = widgets.Button(description=label, layout=widgets.Layout(width="auto"))

        def press(_: widgets.Button) -> None:
            try:
                self.set(**(values(**self.state) if callable(values) else values))
            except Exception as error:
                self.error = _in_a_line(f"preset {label!r}", error)
                self._push()

        button.on_click(press)
        return button

    def _moved(self, _: Any = None) -> None:
        with LOCK:
            if not self._setting and self.picture is not None:
                self._run()
                self._push()

    def _run(self) -> None:
        """Bring numbers, artists and reading up to the state; keep any error in a line."""
        step = "compute"
        try:
            with notes_to(self._note):
                self.numbers = self._compute(**self.state)
            step = "update"
            self._update(self.picture.artists, self.numbers)
            step = "read"
            reading = self._read(self.numbers)
            if not isinstance(reading, str):
                raise TypeError(f"it returned {reading!r}, and a sentence is wanted")
            self.reading, self.error = reading, ""
        except Exception as error:
            self.error = _in_a_line(step, error)

    def _note(self, text: str) -> None:
        """Show a note in place of the reading while `compute` takes its time."""
        self._moving.value = self._layer(self.picture.moving(self._prefix), text, "lossviz-stale")

    def _push(self) -> None:
        """Send the page what changed: as a rule, one message."""
        with LOCK:
            still = moving = ""
            try:
                still = self.picture.still(self._prefix)
                moving = self.picture.moving(self._prefix)
            except Exception as error:
                self.error = self.error or _in_a_line("drawing", error)
        # The picture's name is what it shows and, by its id, the reading, which changes with each move.
        name, reading = f"{self._prefix}n", f"{self._prefix}r"
        label = f'id="{name}" aria-label="{escape(self._alt)}." aria-labelledby="{name} {reading}"'
        self._still.value = f'<style>{STYLE_SHEET}</style><div role="img" {label}>{still}</div>'
        self._moving.value = self._layer(
            moving, self.error or self.reading, "lossviz-stale lossviz-error" if self.error else ""
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
            width = round(96 * self.picture.figure.get_figwidth())
            words = {"lossviz": True, "image/png": {"alt": self.alt, "width": width}}
            return {**data, "image/png": self.picture.png()}, words
        except Exception:  # A still is never worth an error in its place.
            return data


def _in_a_line(step: str, error: Exception) -> str:
    return f"{step} failed with {type(error).__name__}: {' '.join(str(error).split())[:300]}"


def _close_with_parts(widget: Any) -> None:
    """Close a widget with the layout and style that ipywidgets made for it."""
    for part in ("layout", "style"):
        if hasattr(widget, part):
            getattr(widget, part).close()
    widget.close()
