"""Pages without a kernel: an exported notebook shows each panel's still picture, with its words.

Left alone, nbconvert embeds the widgets that a notebook has saved, with scripts that a page
fetches from the web: offline it shows nothing. The still lies beside each panel in the same
output, which ``"lossviz": true`` in its metadata marks; dropping the widget brings it forth. Its
alternative text lies in the metadata too, which nbconvert's own template for HTML passes over; so
the picture is put into an ``<img>`` here. Whatever is not marked is left as it is.

``etc/jupyter/jupyter_nbconvert_config.py``, installed with the package, has nbconvert do so
for every HTML page made in the environment, `lossviz.server` for JupyterLab's own export.
"""

from html import escape
from typing import Any

from nbconvert.preprocessors import Preprocessor

_VIEW = "application/vnd.jupyter.widget-view+json"


class Stills(Preprocessor):
    """An nbconvert preprocessor that shows a panel's still, with its words, in the place of its widget.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook, new_output
    >>> data = {_VIEW: {"model_id": "1"}, "image/png": "iVBO"}
    >>> words = {"lossviz": True, "image/png": {"alt": "a curve", "width": 768}}
    >>> cell = new_code_cell(outputs=[new_output("display_data", data, metadata=words)])
    >>> notebook, _ = Stills().preprocess(new_notebook(cells=[cell]), {})
    >>> notebook.cells[0].outputs[0].data
    {'text/html': '<img alt="a curve" width="768" src="data:image/png;base64,iVBO">'}
    """

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with stills for panels, and `resources` as they are."""
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        panels = [output for output in outputs if _is_whole(output)]
        for panel in panels:
            alt, width = (escape(str(panel.metadata["image/png"][key])) for key in ("alt", "width"))
            source = f"data:image/png;base64,{panel.data['image/png'].strip()}"
            panel.data = {"text/html": f'<img alt="{alt}" width="{width}" src="{source}">'}
        if panels and not any(_VIEW in output.get("data", {}) for output in outputs):
            notebook.metadata.pop("widgets", None)  # Its scripts are fetched from the web, though it shows nothing.
        return notebook, resources


def _is_whole(output: Any) -> bool:
    """Whether an output is a panel's, with its still and its words; somebody may have stripped it."""
    marks = output.get("metadata", {})
    return (
        marks.get("lossviz") is True
        and "image/png" in output.get("data", {})
        and {"alt", "width"} <= marks.get("image/png", {}).keys()
    )
