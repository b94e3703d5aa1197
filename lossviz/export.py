"""Pages without a kernel: an exported notebook shows each panel's still picture.

Left alone, nbconvert embeds the widgets that a notebook has saved, with scripts that a page
fetches from the web: offline it shows nothing. The still lies beside each panel in the same
output, with its alternative text; dropping the widget brings it forth.

``etc/jupyter/jupyter_nbconvert_config.json``, installed with the package, has nbconvert do so
for every HTML page made in the environment, `lossviz.server` for JupyterLab's own export.
"""

from typing import Any

from nbconvert.preprocessors import Preprocessor

_VIEW = "application/vnd.jupyter.widget-view+json"


class Stills(Preprocessor):
    """An nbconvert preprocessor that drops a widget where a still picture lies beside it.

    Examples
    --------
    >>> from nbformat.v4 import new_code_cell, new_notebook, new_output
    >>> both = new_output("display_data", {_VIEW: {"model_id": "1"}, "image/png": "…"})
    >>> notebook, _ = Stills().preprocess(new_notebook(cells=[new_code_cell(outputs=[both])]), {})
    >>> list(notebook.cells[0].outputs[0].data)
    ['image/png']
    """

    def preprocess(self, notebook: Any, resources: Any) -> tuple[Any, Any]:
        """Return the notebook with stills for panels, and `resources` as they are."""
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        for output in outputs:
            if "image/png" in output.get("data", {}):
                output.data.pop(_VIEW, None)
        if not any(_VIEW in output.get("data", {}) for output in outputs):
            notebook.metadata.pop("widgets", None)
        return notebook, resources
