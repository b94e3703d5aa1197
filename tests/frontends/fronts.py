"""The front ends in which a lesson is tried: how each is started, and how a reader comes to the lesson."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_connection
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Request

from tests.browser.lab import VIEWPORT, jupyter_server, private, started, write_settings
from tests.browser.see import SETTLED
from tests.classroom.hub import free_ports, jupyterhub

LESSON = "02_entropy_lottery.ipynb"  # Sliders, presets, questions; no framework.

Way = tuple[Callable[[Page], object], Path]
"""What takes a page to the lesson, and where its notebook is kept."""


@contextmanager
def lab(folder: Path, scratch: Path) -> Iterator[Way]:
    with jupyter_server(folder, scratch) as (url, token):
        yield lambda page: page.goto(f"{url}lab/tree/{LESSON}?token={token}&reset"), folder


@contextmanager
def notebook(folder: Path, scratch: Path) -> Iterator[Way]:
    with jupyter_server(folder, scratch, app="notebook") as (url, token):
        yield lambda page: page.goto(f"{url}notebooks/{LESSON}?token={token}"), folder


@contextmanager
def hub(_: Path, scratch: Path) -> Iterator[Way]:
    """A student logs in, and waits until a server of their own has started."""
    with jupyterhub(scratch) as running:
        write_settings(scratch / "homes" / "ann" / ".jupyter" / "lab" / "user-settings")

        def enter(page: Page) -> None:
            page.goto(f"{running.url}/hub/login")
            page.get_by_label("Username").fill("ann")
            page.get_by_label("Password").fill(running.password)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/user/ann/lab/**")
            page.goto(f"{running.url}/user/ann/lab/tree/notebooks/{LESSON}?reset")

        yield enter, scratch / "lessons" / "notebooks"


@contextmanager
def voila(folder: Path, scratch: Path) -> Iterator[Way]:
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "voila", str(folder), "--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1"]
    with started(command, private(scratch), folder, lambda: listens(port)):
        yield lambda page: page.goto(f"http://127.0.0.1:{port}/voila/render/{LESSON}"), folder


def listens(port: int) -> bool:
    try:
        create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True


@contextmanager
def nbconvert(folder: Path, scratch: Path) -> Iterator[Way]:
    command = [sys.executable, "-m", "nbconvert", "--to=html", f"--output-dir={scratch}", LESSON]
    subprocess.run(command, env=private(scratch), cwd=folder, check=True, capture_output=True)
    made = (scratch / LESSON).with_suffix(".html")
    yield lambda page: page.goto(made.as_uri()), folder


@dataclass(frozen=True)
class FrontEnd:
    """A front end.

    Attributes
    ----------
    package : str
        The one whose version is told.
    serve : callable
        Is given a folder with the notebook and one for its own use, and yields a `Way`.
    edits : bool
        Whether the reader runs cells, and saves the notebook.
    """

    package: str
    serve: Callable[[Path, Path], AbstractContextManager[Way]]
    edits: bool = True


FRONT_ENDS = {
    "JupyterLab": FrontEnd("jupyterlab", lab),
    "Notebook 7": FrontEnd("notebook", notebook),
    "JupyterLab behind JupyterHub": FrontEnd("jupyterhub", hub),
    "Voila": FrontEnd("voila", voila, edits=False),
    "nbconvert, HTML": FrontEnd("nbconvert", nbconvert, edits=False),
}


class Lesson:
    """The lesson, open in a front end.

    Attributes
    ----------
    front : FrontEnd
    file : pathlib.Path
        Its notebook.
    page : playwright.sync_api.Page
    elsewhere : set of str
        The hosts but this machine that the page has asked.
    """

    def __init__(self, browser: Browser, front: FrontEnd, enter: Callable[[Page], object], file: Path) -> None:
        self.front, self.file = front, file
        self.elsewhere: set[str] = set()
        self.page = browser.new_context(viewport=VIEWPORT).new_page()
        self.page.set_default_timeout(SETTLED)
        self.page.on("request", self._asked)
        if front.edits:
            with self.page.expect_websocket(lambda socket: "/channels" in socket.url):  # To the kernel.
                enter(self.page)
        else:
            enter(self.page)

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
