"""Controls of a panel: short words for them, or what ``ipywidgets.interact`` takes."""

import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets

from .settings import set_control

_SLIDERS = widgets.IntSlider | widgets.FloatSlider | widgets.FloatLogSlider
_ROW = 40
"""Characters of all choices together up to which they stand in a row of buttons."""


def slider(
    low: float,
    high: float,
    step: float | None = None,
    *,
    label: str = "",
    unit: str = "",
    digits: int | None = None,
    log: bool = False,
) -> Any:
    """Return a slider from `low` to `high`; of whole numbers if all three numbers are whole.

    Parameters
    ----------
    low, high : float
        Its ends.
    step : float, optional
        How far an arrow key goes: 1 for whole numbers, otherwise a hundredth of the way.
    label : str
        Stands before it; the parameter's name if there is none.
    unit : str
        Stands behind the label: "°C", say.
    digits : int, optional
        Decimals of the number beside it; as many as its steps have, if none are named.
    log : bool
        Whether equal ways on it are equal factors; `step` is then a part of a factor of ten.

    Returns
    -------
    ipywidgets.IntSlider, FloatSlider or FloatLogSlider

    Raises
    ------
    TypeError
        If an end or the step is no number, or another argument is not of its form.
    ValueError
        If the ends or the step are not finite or not in order, or, with `log`, not above zero.

    Examples
    --------
    >>> slider(-3, 3, 0.1, label="residual r", unit="°C").description
    'residual r, °C'
    >>> type(slider(1, 20)).__name__, slider(0.001, 1, log=True).min
    ('IntSlider', -3.0)
    """
    given = f"slider({low!r}, {high!r}, {step!r})"
    _texts(label=label, unit=unit)
    if not (digits is None or (type(digits) is int and 0 <= digits <= 15)):
        raise TypeError(f"digits is {digits!r}; it must be a whole number from 0 to 15")
    if not isinstance(log, bool):
        raise TypeError(f"log is {log!r}; it must be True or False")
    numbers = [low, high] if step is None else [low, high, step]
    if not all(isinstance(number, int | float) and not isinstance(number, bool) for number in numbers):
        raise TypeError(f"{given}: its ends and its step must be numbers")
    if not (all(map(math.isfinite, numbers)) and low < high and (step is None or step > 0)):
        raise ValueError(f"{given}: it goes from a lower to a higher end, in steps above 0, all of them finite")
    if log and low <= 0:
        raise ValueError(f"{given}: with log=True its ends must be above 0")
    look = {"description": f"{label}, {unit}" if unit else label}
    if log:
        low, high = math.log10(low), math.log10(high)
    if step is None:
        step = 1 if isinstance(low, int) and isinstance(high, int) else (high - low) / 100
    if digits is not None or (isinstance(step, float) and not log):
        look["readout_format"] = f".{_decimals(step) if digits is None else digits}f"
    if log:
        return widgets.FloatLogSlider(10**low, min=low, max=high, step=step, **look)
    if all(isinstance(number, int) for number in (low, high, step)):
        return widgets.IntSlider(low, low, high, step, **look)
    return widgets.FloatSlider(low, min=low, max=high, step=step, **look)


def choice(*options: Any, label: str = "") -> Any:
    """Return a choice among `options`: buttons in a row where they are short, otherwise a list that folds out.

    Parameters
    ----------
    *options
        The values; or one dict of texts and the values that they stand for.
    label : str
        Stands before it; the parameter's name if there is none.

    Returns
    -------
    ipywidgets.ToggleButtons or Dropdown

    Raises
    ------
    TypeError
        If `label` is no text.
    ValueError
        If there are less than two.

    Examples
    --------
    >>> choice("sum", "mean").options, choice({"cat": 0, "dog": 1}).value
    (('sum', 'mean'), 0)
    """
    _texts(label=label)
    given: Any = options[0] if len(options) == 1 and isinstance(options[0], Mapping) else options
    if any(isinstance(option, tuple | list) for option in options):
        given = [(str(option), option) for option in options]  # ipywidgets takes a pair for a text and its value.
    if len(given) < 2:
        raise ValueError(f"choice{options!r}: there must be at least two to choose from")
    if sum(len(str(text)) for text in given) > _ROW:
        return widgets.Dropdown(options=given, description=label, layout=widgets.Layout(width="340px"))
    look = {"style": {"button_width": "5em"}, "layout": widgets.Layout(width="auto")}
    return widgets.ToggleButtons(options=given, description=label, **look)


def tick(label: str = "") -> Any:
    """Return a box to tick, for True and False.

    Parameters
    ----------
    label : str
        Stands behind it; the parameter's name if there is none.

    Returns
    -------
    ipywidgets.Checkbox

    Raises
    ------
    TypeError
        If `label` is no text.

    Examples
    --------
    >>> tick("divide by N").value
    False
    """
    _texts(label=label)
    return widgets.Checkbox(False, description=label, indent=False)


def _texts(**given: Any) -> None:
    """Raise a TypeError that names the first of those given that is no text."""
    for name, value in given.items():
        if not isinstance(value, str):
            raise TypeError(f"{name} is {value!r}; it must be a text")


def make_controls(compute: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Turn what was given for each parameter into widgets, each starting at `compute`'s default for it.

    Parameters
    ----------
    compute : callable
        Its parameters are the names that may be given; its defaults are the start. Where it has
        none, a control starts where ``interact`` starts it.
    given : dict
        For each name a widget, or what `interact` would take.

    Returns
    -------
    dict
        A widget (or ``fixed``) for each name.

    Raises
    ------
    TypeError
        If the names do not fit `compute`, something given is not of a known form, or a default is
        not among the values of its control.

    Examples
    --------
    >>> make_controls(lambda r=0.5: r, {"r": slider(0.0, 1.0)})["r"].value
    0.5
    """
    signature: Any = ""
    try:
        signature = inspect.signature(compute)
        signature.bind(**given)
    except (TypeError, ValueError) as error:
        raise TypeError(
            f"compute{signature} does not fit the controls ({', '.join(given) or 'none'}): {error}"
        ) from None
    controls = {}
    for name, abbreviation in given.items():
        parameter = signature.parameters.get(name)
        default = inspect.Parameter.empty if parameter is None else parameter.default
        try:
            control = widgets.interactive.widget_from_abbrev(abbreviation, default)
            if control is None:
                raise TypeError("of no known form")
            if isinstance(control, widgets.Widget) and control.comm is None:
                raise ValueError("it is closed")
            for end in ("min", "max", "value"):
                number = getattr(control, end, 0)
                if isinstance(number, int | float) and not math.isfinite(number):
                    raise ValueError(f"its {end} is {number}, and must be finite")
            if isinstance(control, widgets.fixed) and default not in (inspect.Parameter.empty, control.value):
                raise ValueError(f"the default of compute is another, {default!r}")
            if not getattr(control, "options", True):
                raise ValueError("there is nothing to choose from")
            if isinstance(control, widgets.DOMWidget) and default is not inspect.Parameter.empty:
                set_control("the default of compute", control, default)
        except Exception as error:
            raise TypeError(
                f"control {name} was given {abbreviation!r} ({error}); it takes slider(…), choice(…), tick(…), "
                "(min, max), (min, max, step), a bool, a list or dict of choices, a number, a text, or an ipywidgets "
                "widget with a value"
            ) from None
        if isinstance(control, widgets.DOMWidget):
            _dress(control, name)
        if isinstance(control, widgets.FloatSlider) and control is not abbreviation:
            control.readout_format = f".{_decimals(control.step)}f"
        controls[name] = control
    return controls


def _dress(control: Any, name: str) -> None:
    """Give a control its name and room, where whoever made it has not."""
    control.description = control.description or name
    if not control.style.description_width:
        control.style.description_width = "initial"
    if control.layout.margin is None:
        control.layout.margin = "2px 12px 2px 8px"
    if isinstance(control, _SLIDERS) and control.layout.width is None:
        control.layout.width = "340px"


def _decimals(step: float) -> int:
    """Return how many decimals show each step: 0.125 as 0.125, not as 0.13."""
    return max(1, len(f"{step:.10f}".rstrip("0").partition(".")[2]))
