"""Recordings kept from one build to the next, each with what it was made of: it serves until one of these changes."""

import hashlib
import json
import pickle
import re
import sys
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from .record import Recording

Kept = dict[str, tuple[Recording, str]]
"""The panels of a notebook and their scripts, by the ids of their cells."""

FOLDER = Path("build/site")
PACKAGE = Path(__file__).parent.parent
AFTER = {"site/__main__.py", "site/build.py", "site/kept.py", "site/page.py", "site/prose.py"}
"""What writes pages from recordings: where it changes, none is made anew."""


def is_late(path: Path) -> bool:
    """Whether a notebook was never recorded, or what its recordings were made of has changed."""
    try:
        made_of = json.loads(_beside(path).read_text(encoding="utf-8"))
        return bool(made_of != {"said": said_in(path), "files": _digests(made_of["files"])})
    except FileNotFoundError:
        return True


def said_in(path: Path) -> dict[str, Any]:
    """Return what recordings take of a notebook, its code and the numbers in its prose, and who draws them."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    prose = " ".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    return {
        "code": [[cell["id"], "".join(cell["source"])] for cell in cells if cell["cell_type"] == "code"],
        "numbers": sorted({float(number) for number in re.findall(r"\d+(?:\.\d+)?", prose)}),
        "versions": [version("matplotlib"), version("numpy")],
    }


def keep(path: Path, said: dict[str, Any], found: Kept) -> None:
    """Keep the recordings that this process has made of a notebook, where it said `said` at the start."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _beside(path).unlink(missing_ok=True)  # It comes last: without it a recording is not whole.
    _place(path).write_bytes(pickle.dumps(found))
    _beside(path).write_text(json.dumps({"said": said, "files": _digests(_loaded())}), encoding="utf-8")


def kept(path: Path) -> Kept:
    """Return the recordings of a notebook."""
    found: Kept = pickle.loads(_place(path).read_bytes())
    return found


def _place(path: Path) -> Path:
    return FOLDER / f"{path.stem}.pickle"


def _beside(path: Path) -> Path:
    return FOLDER / f"{path.stem}.json"


def _digests(files: Iterable[str]) -> dict[str, str]:
    return {file: hashlib.sha256((PACKAGE / file).read_bytes()).hexdigest() for file in files}


def _loaded() -> list[str]:
    """Return the files of lossviz that this process has loaded, but for those that come after the recording."""
    loaded = [Path(file) for module in [*sys.modules.values()] if (file := getattr(module, "__file__", None))]
    ours = {file.relative_to(PACKAGE).as_posix() for file in loaded if file.is_relative_to(PACKAGE)}
    return sorted(ours - AFTER)
