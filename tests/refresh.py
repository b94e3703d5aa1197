"""Run the notebooks and bring them into the form in which they are committed.

    python -m tests.refresh              all of them
    python -m tests.refresh NOTEBOOK …   these

A run without a change of the sources leaves no diff, and a new cell is the whole of its own: a
widget is named after its cell, what JupyterLab fills in by itself is not kept, and the controls
of a saved panel are greyed, since nothing answers them until its cell is run.
"""

import hashlib
import json
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
WIDGETS = "application/vnd.jupyter.widget-state+json"

# A widget's id, and the start of it that lossviz puts before the ids inside a picture.
_ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|\blv[0-9a-f]{8}(?=[sm]\d|[nr]\b)")


def paths() -> list[Path]:
    """Return every notebook of the series, in order."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def executed(path: Path) -> nbformat.NotebookNode:
    """Return the notebook at `path`, run in a new kernel of this environment and normalised."""
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.pop("widgets", None)
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        timeout=120,
        coalesce_streams=True,
    )
    client.execute()
    return normalised(notebook)


def normalised(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Return an executed notebook without what changes from run to run."""
    metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    saved = notebook.metadata.get("widgets", {}).get(WIDGETS, {"state": {}})
    state = {id: model | {"state": _told(model["state"])} for id, model in saved["state"].items()}
    plain = {id for id, model in state.items() if not model["state"]}
    for model in state.values():
        if "disabled" in model["state"]:
            model["state"]["disabled"] = True
        for key in ("layout", "style"):
            if model["state"].get(key, "").removeprefix("IPY_MODEL_") in plain:
                del model["state"][key]
    names = _names(notebook, state)
    saved["state"] = {name: state[id] for id, name in names.items()}
    if saved["state"]:
        metadata["widgets"] = {WIDGETS: saved}
    notebook.metadata = nbformat.from_dict(metadata)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k in ("tags", "slideshow")})

    names |= {f"lv{id[:8]}": f"lv{name[:8]}" for id, name in names.items()}
    text = _ID.sub(lambda match: names.get(match[0], match[0]), nbformat.writes(notebook))
    return nbformat.reads(text, as_version=4)


def _told(state: dict) -> dict:
    """Return a widget's state without what its class in the browser has by itself."""
    return {k: v for k, v in state.items() if not k.startswith(("_model_", "_view_")) and v not in (None, "", [])}


def _names(notebook: nbformat.NotebookNode, state: dict) -> dict[str, str]:
    """Return an id for each model that a view in the notebook needs: not for those of panels that were closed again.

    It is made of the cell's id and the place in the panel; a layout's or a style's is made of what it
    says, so that those which say the same are one.
    """
    names: dict[str, str] = {}
    for cell in notebook.cells:
        digest, place = _digest(cell.id), 0
        waiting = re.findall(r"'model_id': '(\w+)'", str(cell.get("outputs")))
        while waiting:
            id = waiting.pop(0)
            if id not in state or id in names:
                continue
            model = json.dumps(state[id], sort_keys=True)
            if state[id]["model_name"].endswith(("LayoutModel", "StyleModel")):
                names[id] = _digest(model)
            else:
                names[id] = f"{digest[:6]}{place:02x}{digest[8:]}"
                place += 1
            waiting[:0] = re.findall(r"IPY_MODEL_(\w+)", model)
    return names


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def main(arguments: list[str]) -> None:
    for path in map(Path, arguments) if arguments else paths():
        before = path.read_text(encoding="utf-8")
        after = nbformat.writes(executed(path)) + "\n"
        path.write_text(after, encoding="utf-8")
        print(f"{path.name}: {'unchanged' if after == before else 'refreshed'}, {len(after) // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
