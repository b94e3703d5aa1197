"""Run the notebooks and bring them into the form in which they are committed.

    python -m tests.refresh              all of them
    python -m tests.refresh NOTEBOOK …   these

A run without a change of the sources leaves no diff: widgets get ids in the order of their
making, the metadata is cut down to what a reader needs, and the controls of a saved panel are
greyed, since nothing answers them until its cell is run.
"""

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
    saved["state"] = _shown(notebook, saved["state"])
    for model in saved["state"].values():
        if "disabled" in model["state"]:
            model["state"]["disabled"] = True
    if saved["state"]:
        metadata["widgets"] = {WIDGETS: saved}
    notebook.metadata = nbformat.from_dict(metadata)
    for cell in notebook.cells:
        cell.metadata = nbformat.from_dict({k: v for k, v in cell.metadata.items() if k in ("tags", "slideshow")})

    made = list(saved["state"])
    numbers = {id: f"{i:032x}" for i, id in enumerate(made, 1)}
    numbers |= {f"lv{id[:8]}": f"lv{i:08x}" for i, id in enumerate(made, 1)}
    text = _ID.sub(lambda match: numbers.get(match[0], match[0]), nbformat.writes(notebook))
    return nbformat.reads(text, as_version=4)


def _shown(notebook: nbformat.NotebookNode, state: dict) -> dict:
    """Return the models that a view in the notebook needs: not those of panels that were closed again."""
    waiting = re.findall(r"'model_id': '(\w+)'", str(notebook.cells))
    needed: set[str] = set()
    while waiting:
        id = waiting.pop()
        if id in state and id not in needed:
            needed.add(id)
            waiting += re.findall(r"IPY_MODEL_(\w+)", str(state[id]))
    return {id: model for id, model in state.items() if id in needed}


def main(arguments: list[str]) -> None:
    for path in map(Path, arguments) if arguments else paths():
        before = path.read_text(encoding="utf-8")
        after = nbformat.writes(executed(path)) + "\n"
        path.write_text(after, encoding="utf-8")
        print(f"{path.name}: {'unchanged' if after == before else 'refreshed'}, {len(after) // 1000} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
