"""The site as `make site` has written it, in a real Chromium; and beside it the live panels that it recorded."""

import functools
import http.server
import threading

import nbformat
import pytest

import lossviz
from lossviz.site.cells import shown_panels
from tests.browser import axe, find
from tests.browser.lab import chromium
from tests.refresh import NOTEBOOKS
from tests.site.look import SITE, Page


@pytest.fixture(scope="session")
def browser():
    path = find.find()
    if path is None:
        pytest.fail(find.NONE, pytrace=False)
    if not (SITE / "index.html").exists():
        pytest.fail(f"{SITE} is missing; make site writes it", pytrace=False)
    with chromium(path) as started:
        yield started


@pytest.fixture(scope="session")
def served():
    """Serve the folder as any static host does; yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(SITE))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def open_page(browser, served):
    """Open a page of the site, from a server or as a file, with no other network; it must have been quiet."""
    opened = []

    def open_one(name, how="file", **look):
        address = served if how == "served" else SITE.as_uri()
        context = browser.new_context(offline=how == "file", **look)
        opened.append((context, page := Page(context, address, name)))
        return page

    yield open_one
    for context, page in opened:
        context.close()
        assert page.errors == []
        assert page.asked_elsewhere == []


@pytest.fixture(scope="session")
def live():
    """Return a notebook's panels as they run, by the ids of their cells."""

    @functools.cache
    def panels_of(stem):
        lossviz.predictions("ask")
        notebook = nbformat.read(NOTEBOOKS / f"{stem}.ipynb", as_version=4)
        found = {}
        for cell, panel in shown_panels(notebook):
            found[cell] = panel
            panel.close = lambda: None  # The next is asked for.
        return found

    return panels_of


@pytest.fixture(scope="session")
def axe_source(request):
    source = axe.fetch(request.config.cache.mkdir("axe"))
    if source is None:
        pytest.skip(f"axe-core {axe.VERSION} could not be fetched: install npm, and let it reach its registry")
    return source
