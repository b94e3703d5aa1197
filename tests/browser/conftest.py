"""A browser and a JupyterLab for the whole run, and a fresh copy of the notebooks."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import axe, find
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


@pytest.fixture(scope="session")
def trusted(folder, scratch):
    """Have Jupyter trust copies of all notebooks as `make lab` does; return a copy's path by the notebook's."""
    copies = {}
    for path in sorted(folder.glob("*.ipynb")):
        # What is trusted is the content: a copy's differs by a key that no one reads.
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["metadata"]["trusted copy"] = True
        copies[path.name] = f"trusted-{path.name}"
        (folder / copies[path.name]).write_text(json.dumps(notebook), encoding="utf-8")
    env = os.environ | {"JUPYTER_DATA_DIR": str(scratch / "data")}
    command = [sys.executable, "-m", "jupyter", "trust", *copies.values()]
    subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True)
    return copies.get


@pytest.fixture(scope="session")
def open_notebook(browser, lab, request):
    """Open a notebook, and run it once if it is to be; it stays until another is asked for.

    All share one page of JupyterLab's, which takes seconds to load, until a test fails.
    """
    there, failed = [], [0]

    def open_one(path, *, run=False):
        if not there:
            there.append(Notebook(browser, lab, path))
        elif request.session.testsfailed > failed[0]:
            there[0].errors.clear()  # They have been told, and are no fault of what comes next.
            there[0].open(path)
        elif there[0].path != path:
            there[0].turn_to(path)
        failed[0] = request.session.testsfailed
        if run and not there[0].runs:
            there[0].run_all()
        return there[0]

    yield open_one
    for notebook in there:
        notebook.close()


@pytest.fixture(scope="session")
def axe_source(request):
    source = axe.fetch(request.config.cache.mkdir("axe"))
    if source is None:
        pytest.skip(f"axe-core {axe.VERSION} could not be fetched: install npm, and let it reach its registry")
    return source


@pytest.fixture(scope="session")
def screenshots():
    SCREENSHOTS.mkdir(exist_ok=True)
    return SCREENSHOTS
