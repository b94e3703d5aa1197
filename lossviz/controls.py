"""Controls of a panel, given as ``ipywidgets.interact`` takes them."""

import inspect
import math
from collections.abc import Callable, Mapping
from typing import Any

import ipywidgets as widgets
from traitlets import TraitError

_SLIDERS = widgets.IntSlider | widgets.FloatSlider | widgets.FloatLogSlider


def make_controls(compute: Callable[..., Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Turn `interact`'s abbreviations into widgets, starting at `compute`'s defaults.

    Parameters
    ----------
    compute : callable
        Its parameters are the names that may be given; its defaults are the start.
    given : dict
        What `interact` would take for each name, or a widget ready made.

    Returns
    -------
    dict
        A widget (or ``fixed``) for each name.

    Raises
    ------
    TypeError
        If the names do not fit `compute`, or something given is not of a known form.

    Examples
    --------
    >>> make_controls(lambda r=0.5: r, {"r": (0.0, 1.0)})["r"].value
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
            if not getattr(control, "options", True):
                raise ValueError("there is nothing to choose from")
            if isinstance(abbreviation, tuple | list | dict) and default not in (inspect.Parameter.empty, None):
                set_control("the default of compute", control, default)
        except Exception as error:
            raise TypeError(
                f"control {name} was given {abbreviation!r} ({error}); it takes (min, max), (min, max, step), "
                "a bool, a list or dict of choices, a number, a text, or a ipywidgets widget with a value"
            ) from None
        if isinstance(control, widgets.DOMWidget):
            _dress(control, name)
        controls[name] = control
    return controls


def _dress(control: Any, name: str) -> None:
    """Give a control its name and room, where whoever made it has not."""
    made_here = not control.description
    control.description = control.description or name
    if not control.style.description_width:
        control.style.description_width = "initial"
    if control.layout.margin is None:
        control.layout.margin = "2px 12px 2px 8px"
    if isinstance(control, _SLIDERS) and control.layout.width is None:
        control.layout.width = "340px"
    if isinstance(control, widgets.FloatSlider) and made_here:
        # Show each step: 0.125 as 0.125, not as 0.13.
        decimals = max(1, len(f"{control.step:.10f}".rstrip("0").partition(".")[2]))
        control.readout_format = f".{decimals}f"


def set_control(name: str, control: Any, value: Any) -> None:
    """Set a control; a value that it would quietly bring into its range is an error instead.

    Parameters
    ----------
    name : str
        What the control is called.
    control : ipywidgets.ValueWidget
    value
        What to set it to.

    Raises
    ------
    ValueError
        If the control does not take the value; it then stays as it was.

    Examples
    --------
    >>> set_control("r", widgets.FloatSlider(0.5, min=0, max=1), 2)
    Traceback (most recent call last):
        ...
    ValueError: r cannot be 2; it goes from 0.0 to 1.0
    """
    before = control.value
    try:
        control.value = value
        # A choice of None is ipywidgets' word for none of them.
        if control.value == value and (value is not None or not hasattr(control, "options")):
            return
        control.value = before
        why = ""
    except (TraitError, TypeError) as error:
        why = f": {error}"
    if hasattr(control, "options"):
        taken = f"it takes {', '.join(repr(choice) for _, choice in control._options_full)}"
    elif isinstance(control, widgets.FloatLogSlider):
        taken = f"it goes from {control.base**control.min:.4g} to {control.base**control.max:.4g}"
    elif hasattr(control, "min"):
        taken = f"it goes from {control.min} to {control.max}"
    else:
        taken = f"it holds {type(before).__name__} values"
    raise ValueError(f"{name} cannot be {value!r}; {taken}{why if ' to ' not in taken else ''}")


def set_controls(controls: Mapping[str, Any], values: Mapping[str, Any]) -> None:
    """Set several controls by name, all or none.

    Raises
    ------
    ValueError
        If there is no control of a name, or as `set_control`; all then stay as they were.

    Examples
    --------
    >>> set_controls({"r": widgets.FloatSlider(0.5, min=0, max=1)}, {"q": 1.0})
    Traceback (most recent call last):
        ...
    ValueError: no control named q; there are r
    """
    unknown = sorted(values.keys() - controls.keys())
    if unknown:
        raise ValueError(f"no control named {', '.join(unknown)}; there are {', '.join(controls)}")
    before = {name: controls[name].value for name in values}
    try:
        for name, value in values.items():
            set_control(name, controls[name], value)
    except ValueError:
        for name, value in before.items():
            controls[name].value = value
        raise


def check_presets(presets: Any, controls: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return presets, none for None; raise a TypeError where they are not of the form that `lossviz.Panel` takes.

    Examples
    --------
    >>> check_presets({"start": {"q": 0.0}}, {"r": widgets.FloatSlider()})
    Traceback (most recent call last):
        ...
    TypeError: preset 'start' sets q; the controls are r
    """
    if presets is None:
        return {}
    if not isinstance(presets, Mapping):
        raise TypeError(f"presets is {presets!r}; it must be a dict of labels and the values that they set")
    for label, values in presets.items():
        if not isinstance(label, str) or not (callable(values) or isinstance(values, Mapping)):
            raise TypeError(f"preset {label!r} is {values!r}; it must be a label and a dict of values, or a function")
        unknown = [] if callable(values) else sorted(map(str, values.keys() - controls.keys()))
        if unknown:
            raise TypeError(f"preset {label!r} sets {', '.join(unknown)}; the controls are {', '.join(controls)}")
    return presets
