"""Set controls by name, all or none, and never to a value that they would quietly change."""

from collections.abc import Mapping
from typing import Any

import ipywidgets as widgets
from traitlets import TraitError

from .private import options_of


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
    >>> control = widgets.FloatSlider(0.5, min=0, max=1)
    >>> set_control("r", control, 2)
    Traceback (most recent call last):
        ...
    ValueError: r cannot be 2; it goes from 0.0 to 1.0
    >>> control.value
    0.5
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
        taken = f"it takes {', '.join(repr(choice) for _, choice in options_of(control))}"
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
    """Return presets, none for None.

    Raises
    ------
    TypeError
        If they are not of the form that `lossviz.Panel` takes.
    ValueError
        If a control does not take a value.

    Examples
    --------
    >>> check_presets({"start": {"r": 200}}, {"r": widgets.IntSlider(0, 0, 100)})
    Traceback (most recent call last):
        ...
    ValueError: preset 'start': r cannot be 200; it goes from 0 to 100
    """
    if presets is None:
        return {}
    if not isinstance(presets, Mapping):
        raise TypeError(f"presets is {presets!r}; it must be a dict of labels and the values that they set")
    before = {name: control.value for name, control in controls.items()}
    for label, values in presets.items():
        if not isinstance(label, str) or not (callable(values) or isinstance(values, Mapping)):
            raise TypeError(f"preset {label!r} is {values!r}; it must be a label and a dict of values, or a function")
        if callable(values):
            continue
        try:
            set_controls(controls, values)
        except ValueError as error:
            raise ValueError(f"preset {label!r}: {error}") from None
        set_controls(controls, before)
    return presets
