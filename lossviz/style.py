"""The style sheet of a panel's page: colours that follow JupyterLab's theme, layout, and what has the focus."""

from collections.abc import Mapping

from .picture import LIGHT

# Each keeps a contrast of 3 : 1 on both papers, text of 4.5 : 1, and apart from the others for a
# colour-blind eye.
DARK = {
    "ink": "#e6e8eb",
    "soft": "#454a51",
    "paper": "#111111",
    "blue": "#4aa3df",
    "red": "#f2803c",
    "green": "#2bbd8c",
    "pink": "#e0a3c4",
}


def _variables(colours: Mapping[str, str]) -> str:
    return " ".join(f"--lv-{name}: {colour};" for name, colour in colours.items())


STYLE_SHEET = f"""
.lossviz {{ {_variables(LIGHT)} }}
[data-jp-theme-light="false"] .lossviz {{ {_variables(DARK)} }}
.lossviz-picture {{ display: grid; }}
.lossviz-picture > * {{ grid-area: 1 / 1; margin: 0; }}
.lossviz-picture svg {{ display: block; width: 100%; height: auto;
  stroke-linejoin: round; stroke-linecap: butt; }}
.lossviz-reading {{ font-size: 110%; line-height: 1.45; min-height: 2.9em; padding: 4px 0 0 8px;
  color: var(--lv-ink); white-space: pre-line; font-variant-numeric: tabular-nums; }}
.lossviz-error .lossviz-reading {{ border-left: 4px solid var(--lv-red); }}
.lossviz-stale svg {{ opacity: 0.25; }}
.lossviz > * > * {{ box-sizing: border-box; max-width: calc(100% - 20px); }}
.lossviz > .lossviz-picture > * {{ max-width: 100%; }}
.lossviz > .lossviz-asks {{ color: var(--lv-ink); border-left: 4px solid var(--lv-blue); margin: 4px 0 10px 8px;
  padding-left: 10px; }}
.lossviz-question, .lossviz-answer .widget-html-content {{ font-size: 110%; line-height: 1.45; }}
.lossviz-asks .widget-text {{ width: auto; }}
.lossviz-asks .widget-text, .lossviz-asks .widget-radio, .lossviz-asks .widget-radio * {{ height: auto; }}
.lossviz-asks .widget-radio label {{ display: flex; flex-direction: row-reverse; justify-content: flex-end; gap: 8px;
  align-items: baseline; line-height: 1.4; padding: 4px 0; }}
.lossviz-asks .widget-radio input {{ float: none; margin: 0; }}
.lossviz-asks .widget-text {{ flex-wrap: wrap; }}
.lossviz-asks .widget-text input {{ width: 8em; flex: none; height: 32px !important; }}
.lossviz-answered > .lossviz-once {{ opacity: 0.5; }}
.lossviz :focus-visible {{ outline: 2px solid var(--lv-ink) !important; outline-offset: 2px; }}
.lossviz .noUi-target:not([disabled]) .noUi-handle {{ border-color: var(--lv-ink); }}
.lossviz .widget-slider .widget-label {{ margin-right: 14px; }}
.lossviz .widget-readout {{ min-width: 4.5em; }}
.lossviz .widget-toggle-buttons {{ display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }}
.lossviz .widget-toggle-buttons .widget-label {{ flex-shrink: 0; }}
.lossviz .widget-toggle-button {{ width: auto !important; min-width: 5em; padding: 0 10px; }}
.lossviz .jupyter-widgets-disconnected::before {{ display: none; }}
.lossviz.jupyter-widgets-disconnected::before {{ content: "as saved: run the cell to move it"; display: block;
  width: auto; padding: 0 0 4px 8px; color: var(--lv-ink); font: italic 14px sans-serif; }}
.lossviz.jupyter-widgets-disconnected :is(button, select, input, .widget-slider) {{ opacity: 0.5;
  pointer-events: none; }}
.lossviz .widget-toggle-button.mod-active {{ box-shadow: inset 0 -3px var(--lv-ink); }}
"""
