"""The front ends in which a lesson is tried: how each is started, and under which address it shows a notebook."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection, create_server
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Request

from tests.browser.lab import VIEWPORT, jupyter_server, private, started
from tests.browser.see import SETTLED

NAME = "02_entropy_lottery"  # Presets, questions, sliders alone; no framework.


@contextmanager
def lab(folder: Path, scratch: Path) -> Iterator[str]:
    with jupyter_server(folder, scratch) as (url, token):
        yield f"{url}lab/tree/{NAME}.ipynb?token={token}&reset"


@contextmanager
def notebook(folder: Path, scratch: Path) -> Iterator[str]:
    with jupyter_server(folder, scratch, app="notebook") as (url, token):
        yield f"{url}notebooks/{NAME}.ipynb?token={token}"


@contextmanager
def voila(folder: Path, scratch: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "voila", str(folder), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with started(command, private(scratch), folder, lambda: listens(port)):
        yield f"http://127.0.0.1:{port}/voila/render/{NAME}.ipynb"


@contextmanager
def nbconvert(folder: Path, scratch: Path) -> Iterator[str]:
    command = [sys.executable, "-m", "nbconvert", "--to=html", f"--output-dir={scratch}", f"{NAME}.ipynb"]
    subprocess.run(command, env=private(scratch), cwd=folder, check=True, capture_output=True)
    yield (scratch / f"{NAME}.html").as_uri()


def free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def listens(port: int) -> bool:
    try:
        create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


@dataclass(frozen=True)
class FrontEnd:
    """A front end.

    Attributes
    ----------
    package : str
        The one whose version is told.
    serve : callable
        Is given the folder of the notebooks and one for its own use, and yields the address of the lesson.
    edits : bool
        Whether the reader runs cells, and saves the notebook.
    """

    package: str
    serve: Callable[[Path, Path], AbstractContextManager[str]]
    edits: bool = True


FRONT_ENDS = {
    "JupyterLab": FrontEnd("jupyterlab", lab),
    "Notebook 7": FrontEnd("notebook", notebook),
    "Voila": FrontEnd("voila", voila, edits=False),
    "nbconvert, HTML": FrontEnd("nbconvert", nbconvert, edits=False),
}


class Lesson:
    """The lesson, open in a front end.

    Attributes
    ----------
    front : FrontEnd
    file : pathlib.Path
        The notebook.
    page : playwright.sync_api.Page
    elsewhere : set of str
        The hosts but this machine that the page has asked; none of them answered.
    """

    def __init__(self, browser: Browser, front: FrontEnd, address: str, file: Path) -> None:
        self.front, self.file = front, file
        self.elsewhere: set[str] = set()
        self.page = browser.new_context(viewport=VIEWPORT).new_page()
        self.page.set_default_timeout(SETTLED)
        self.page.on("request", self._asked)
        if front.edits:
            with self.page.expect_websocket(lambda socket: "/channels" in socket.url):  # To the kernel.
                self.page.goto(address)
        else:
            self.page.goto(address)

    def _asked(self, request: Request) -> None:
        host = urlsplit(request.url).hostname
        if host not in (None, "", "127.0.0.1"):
            self.elsewhere.add(str(host))

    def panels(self) -> Locator:
        return self.page.locator(".lossviz")

    def run(self) -> None:
        """Run all cells, where the reader does so, and wait until every panel is alive."""
        page = self.page
        if self.front.edits:
            page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for()
            page.get_by_role("menuitem", name="Run", exact=True).click()
            page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        page.wait_for_function(
            """() => {
                const prompts = [...document.querySelectorAll('.jp-InputPrompt')];
                const panels = [...document.querySelectorAll('.lossviz')];
                return panels.length && !prompts.some(prompt => prompt.textContent.includes('*'))
                    && panels.every(panel => panel.matches(':not(.jupyter-widgets-disconnected)'));
            }"""
        )

    def save(self) -> None:
        """Save the notebook by its keys, and wait until it is on disk."""
        before = self.file.stat().st_mtime_ns
        self.page.keyboard.press("ControlOrMeta+s")
        for _ in range(300):
            if self.file.stat().st_mtime_ns != before:
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("nothing was saved")
