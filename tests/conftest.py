"""Setting for all tests: this environment's own kernel, and nothing of the user's; pages that several tests read."""

import functools
import io
import logging
import os
import tempfile

import pytest
from hypothesis import settings
from nbconvert.nbconvertapp import NbConvertApp

import lossviz
from lossviz.picture import Picture

os.environ["JUPYTER_PREFER_ENV_PATH"] = "1"
os.environ["JUPYTER_PLATFORM_DIRS"] = "1"
os.environ.pop("JUPYTER_PATH", None)
IPYTHON = tempfile.TemporaryDirectory(prefix="lossviz-ipython-", ignore_cleanup_errors=True)  # Goes when this ends.
os.environ["IPYTHONDIR"] = IPYTHON.name
os.environ["PYTHONUTF8"] = "1"  # What tests start writes UTF-8, where the system does not too.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

# The same examples in every run: a red test stays red until it is mended, a green one green.
settings.register_profile("lossviz", max_examples=40, derandomize=True, deadline=None)
settings.register_profile("check", settings.get_profile("lossviz"), max_examples=20)  # `make check`
settings.load_profile("lossviz")


@pytest.fixture(scope="session")
def exported(tmp_path_factory):
    """Export a notebook as ``jupyter nbconvert --to html`` does, once; return the page's path and what was logged."""
    folder = tmp_path_factory.mktemp("exported")

    @functools.cache
    def export(path):
        log = io.StringIO()
        app = NbConvertApp()
        app.log.addHandler(handler := logging.StreamHandler(log))
        app.initialize([str(path), "--to=html", f"--output-dir={folder}"])
        app.start()
        app.log.removeHandler(handler)
        return folder / f"{path.stem}.html", log.getvalue()

    return export


@pytest.fixture(scope="module", autouse=True)
def nothing_held_back():
    """Show what panels hold back until a guess; `test_predict` and `test_questions` ask."""
    lossviz.predictions("open")
    yield
    lossviz.predictions("ask")


@pytest.fixture
def asking():
    """Have panels hold back what they ask about."""
    lossviz.predictions("ask")
    yield
    lossviz.predictions("open")


@pytest.fixture
def no_svg(monkeypatch):
    """Spare panels their SVG, half of what a move costs: for tests of their numbers, readings and artists."""
    monkeypatch.setattr(Picture, "still", lambda self, prefix="": "")
    monkeypatch.setattr(Picture, "moving", lambda self, prefix="": "")
