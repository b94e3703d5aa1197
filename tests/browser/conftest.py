"""A browser and a JupyterLab for the whole run, and a fresh copy of the notebooks."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import find
from tests.browser.lab import Notebook, chromium, jupyterlab
from tests.refresh import NOTEBOOKS

SCREENSHOTS = Path(__file__).parent.parent / "screenshots"


@pytest.fixture(scope="session")
def browser():
    if find.left_out():
        pytest.skip("left out by choice: LOSSVIZ_BROWSER=none")
    path = find.find()
    if path is None:
        pytest.fail(find.NONE, pytrace=False)
    with chromium(path) as started:
        yield started


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """The notebooks as a fresh clone has them: never opened, never trusted."""
    copy = tmp_path_factory.mktemp("clone") / "notebooks"
    shutil.copytree(NOTEBOOKS, copy, ignore=shutil.ignore_patterns(".*"))
    return copy


@pytest.fixture(scope="session")
def scratch(tmp_path_factory):
    return tmp_path_factory.mktemp("jupyter")


@pytest.fixture(scope="session")
def lab(folder, scratch):
    with jupyterlab(folder, scratch) as address:
        yield address


@pytest.fixture
def trusted(folder, scratch):
    """Copy a notebook, have Jupyter trust the copy as `make lab` does, and return its path."""

    def trust(name):
        copy = folder / f"trusted-{name}"
        # What is trusted is the content: this copy's differs by a key that no one reads.
        notebook = json.loads((folder / name).read_text(encoding="utf-8"))
        notebook["metadata"]["trusted copy"] = True
        copy.write_text(json.dumps(notebook), encoding="utf-8")
        env = os.environ | {"JUPYTER_DATA_DIR": str(scratch / "data")}
        subprocess.run([sys.executable, "-m", "jupyter", "trust", str(copy)], env=env, check=True, capture_output=True)
        return copy.name

    return trust


@pytest.fixture
def open_notebook(browser, lab):
    """Open notebooks by path; each is closed, and its kernel shut down, at the end of the test."""
    opened = []

    def open_one(path, **options):
        opened.append(Notebook(browser, lab, path, **options))
        return opened[-1]

    yield open_one
    for notebook in opened:
        notebook.close()


@pytest.fixture
def screenshots():
    SCREENSHOTS.mkdir(exist_ok=True)
    return SCREENSHOTS
