"""Pages without a kernel: an exported notebook shows each panel's still picture, with its words.

Left alone, nbconvert embeds the widgets that a notebook has saved, with scripts that a page
fetches from the web: offline it shows nothing. The still lies beside each panel in the same
output; dropping the widget brings it forth. Its alternative text lies in the output's metadata,
which nbconvert's own template for HTML passes over; so the picture is put into an ``<img>`` here.

``etc/jupyter/jupyter_nbconvert_config.json``, installed with the package, has nbconvert do so
for every HTML page made in the environment, `lossviz.server` for JupyterLab's own export.
"""

from html import escape
from typing import Any

from nbconvert.preprocessors import Preprocessor

_VIEW = "application/vnd.jupyter.widget-view+json"


class Stills(Preprocessor):
    """An nbconvert preprocessor that shows a widget's still in its place, and gives pictures their words.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook, new_output
    >>> both = {_VIEW: {"model_id": "1"}, "image/png": "iVBO"}
    >>> output = new_output("display_data", both, metadata={"image/png": {"alt": "a curve"}})
    >>> notebook, _ = Stills().preprocess(new_notebook(cells=[new_code_cell(outputs=[output])]), {})
    >>> notebook.cells[0].outputs[0].data
    {'text/html': '<img alt="a curve" src="data:image/png;base64,iVBO">'}
    """

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with stills for panels, and `resources` as they are."""
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        for output in outputs:
            picture = output.get("data", {}).get("image/png")
            if picture is None:
                continue
            output.data.pop(_VIEW, None)
            words = output.get("metadata", {}).get("image/png", {})
            if "alt" in words:
                width = f' width="{words["width"]}"' if "width" in words else ""
                image = f'<img alt="{escape(words["alt"])}"{width} src="data:image/png;base64,{picture.strip()}">'
                output.data = {"text/html": image}
        if not any(_VIEW in output.get("data", {}) for output in outputs):
            notebook.metadata.pop("widgets", None)
        return notebook, resources
