"""JupyterLab on a port of its own, and a page in it, for tests and for the benchmark."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import Browser, ConsoleMessage, Locator, Request, sync_playwright

START_S, RUN_S = 60, 180  # How long a server may take to start, a notebook to run.

# ipywidgets looks for a saved model for two seconds and says this on a slow page; the panel comes all the same.
TOO_SOON = "widget model not found"

# JupyterLab's own, by plugin: no question about news over the page, and every cell in the page.
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}

VIEWPORT = {"width": 1280, "height": 900}

CHROMIUM_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def jupyter_server(
    folder: Path, scratch: Path, *, arguments: Sequence[str] = (), path: Path | None = None, app: str = "jupyterlab"
) -> Iterator[tuple[str, str]]:
    """Serve `folder` in JupyterLab, or in `app`, on a free port of localhost; yield the server's address and its token.

    The server and its kernels find modules in `path` too.
    """
    token = secrets.token_hex(16)
    env = private(scratch) | {"JUPYTER_TOKEN": token} | ({"PYTHONPATH": str(path)} if path else {})
    command = [sys.executable, "-m", app, str(folder), "--no-browser", "--port=0", "--ServerApp.ip=127.0.0.1"]
    command += ["--expose-app-in-browser", "--allow-root", *arguments]
    with started(command, env, folder, lambda: _address(Path(env["JUPYTER_RUNTIME_DIR"]))) as url:
        yield url, token


def private(scratch: Path) -> dict[str, str]:
    """Return an environment without any setting, kernel or workspace of the user's: all of it lives in `scratch`."""
    own = {
        "HOME": scratch / "home",
        "IPYTHONDIR": scratch / "ipython",
        "JUPYTER_CONFIG_DIR": scratch / "config",
        "JUPYTER_DATA_DIR": scratch / "data",
        "JUPYTER_RUNTIME_DIR": scratch / "runtime",
        "JUPYTERLAB_SETTINGS_DIR": scratch / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": scratch / "workspaces",
    }
    for place in own.values():
        place.mkdir(parents=True, exist_ok=True)
    write_settings(own["JUPYTERLAB_SETTINGS_DIR"])
    return os.environ | {name: str(place) for name, place in own.items()} | {"JUPYTER_PREFER_ENV_PATH": "1"}


def write_settings(folder: Path) -> None:
    """Write `SETTINGS` into a folder of a user's settings."""
    for plugin, values in SETTINGS.items():
        extension, _, name = plugin.partition(":")
        file = folder / extension / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))


@contextmanager
def started(command: Sequence[str], env: dict[str, str], cwd: Path, ready: Callable[[], Any]) -> Iterator[Any]:
    """Start a server; yield what `ready` returns once that is true, and stop the server in the end."""
    log = Path(env["HOME"]) / "server.log"
    with log.open("w") as sink:
        server = subprocess.Popen(command, env=env, stdout=sink, stderr=subprocess.STDOUT, cwd=cwd)
    try:
        deadline = time.monotonic() + START_S
        while not (it := ready()):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{command} did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")
            time.sleep(0.1)
        yield it
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


def _address(runtime: Path) -> str | None:
    """Return the address of a server that listens; its file is there a moment before it does.

    The file is named after the server's process, on Windows a child of the one that was started.
    """
    for file in runtime.glob("jpserver-*.json"):
        try:
            info = json.loads(file.read_text(encoding="utf-8"))
            socket.create_connection(("127.0.0.1", info["port"]), timeout=5).close()
            return info["url"]
        except (OSError, ValueError):  # Not yet, or half a file.
            pass
    return None


@contextmanager
def jupyterlab(folder: Path, scratch: Path, path: Path | None = None) -> Iterator[str]:
    """Serve `folder` as `jupyter_server` does; yield the address of ``/lab`` with its token."""
    with jupyter_server(folder, scratch, path=path) as (url, token):
        yield f"{url}lab?token={token}"


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """Start the browser at `executable` without a window."""
    with sync_playwright() as playwright:
        flags = CHROMIUM_FLAGS + ["--no-sandbox"] * (hasattr(os, "getuid") and os.getuid() == 0)
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=flags)
        yield browser
        browser.close()


def write_notebook(path: Path, cells: list[str]) -> None:
    """Write a notebook of code cells that runs in this environment's kernel."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


class Notebook:
    """A notebook open in JupyterLab, and all that its page did wrong so far.

    Attributes
    ----------
    path : str
    page : playwright.sync_api.Page
    runs : int
        How often `run_all` has run it.
    errors : list of str
        Errors on the console, uncaught exceptions, and requests to anywhere but localhost.
    """

    def __init__(self, browser: Browser, lab: str, path: str, *, theme: str = "light", scale: float = 1) -> None:
        self.errors: list[str] = []
        self._lab, self._theme = lab, theme
        self._context = browser.new_context(viewport=VIEWPORT, device_scale_factor=scale)
        self.open(path)

    def open(self, path: str | None = None) -> None:
        """Open a notebook, by default the same, in a new page; the one that is open lives on as it stands."""
        for page in self._context.pages:
            page.close()
        self.page = page = self._context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error.stack or error}"))
        page.on("request", self._asked)
        self.path, self.runs = path or self.path, 0
        address, _, query = self._lab.partition("?")
        page.goto(f"{address}/tree/{self.path}?{query}&reset")
        page.wait_for_function("window.jupyterapp !== undefined")
        page.evaluate("() => jupyterapp.restored")
        self._wait_until_open()

    def turn_to(self, path: str) -> None:
        """Shut the notebook's kernel down and open another in its place, in the same page: as good, and much sooner."""
        self.page.evaluate(
            """async path => {
                const old = jupyterapp.shell.currentWidget;
                await old.sessionContext.ready;  // What waits for the kernel fails if it goes first.
                await old.sessionContext.shutdown();
                old.dispose();
                await jupyterapp.commands.execute('docmanager:open', { path });
            }""",
            path,
        )
        self.path, self.runs = path, 0
        self.errors.clear()
        self._wait_until_open()

    def reopen(self) -> None:
        """Close the notebook and open it again in the same page, on the same kernel."""
        self.page.evaluate(
            """async path => {
                jupyterapp.shell.currentWidget.dispose();
                await jupyterapp.commands.execute('docmanager:open', { path });
            }""",
            self.path,
        )
        self._wait_until_open()

    def _wait_until_open(self) -> None:
        self.page.wait_for_selector(".jp-Notebook .jp-Cell")
        self.page.wait_for_function(
            """path => {
                const { content, context } = jupyterapp.shell.currentWidget ?? {};
                return context?.path === path && context.isReady
                    && content.widgets.length === content.model.cells.length;
            }""",
            arg=self.path,
        )
        self.set_theme(self._theme)

    def set_theme(self, theme: str) -> None:
        """Switch to JupyterLab's "light" or "dark" theme."""
        light = f"body[data-jp-theme-light={'true' if theme == 'light' else 'false'}]"
        if not self.page.locator(light).count():
            self.command("apputils:change-theme", theme=f"JupyterLab {theme.title()}")
            self.page.wait_for_selector(light, state="attached")

    @contextmanager
    def crisp(self) -> Iterator[None]:
        """Show the page at two pixels to one for a while."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("Emulation.setDeviceMetricsOverride", VIEWPORT | {"deviceScaleFactor": 2, "mobile": False})
        yield
        session.detach()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and TOO_SOON not in message.text:
            self.errors.append(f"console: {message.text} ({message.location.get('url')})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:", "about:")):
            self.errors.append(f"request: {request.url}")

    def command(self, name: str, *, wait: bool = True, **arguments: object) -> None:
        """Execute a command of JupyterLab's, and wait until it has ended or only start it."""
        execute = "([name, args]) => jupyterapp.commands.execute(name, args)"
        self.page.evaluate(execute if wait else f"given => {{ ({execute})(given); }}", [name, arguments])

    def run_all(self) -> None:
        """Run all cells and wait until the last has ended."""
        self.wait_for_kernel()
        self.command("notebook:run-all-cells")
        self.wait_for_kernel()
        self.runs += 1

    def wait_for_kernel(self) -> None:
        """Wait until the kernel is idle and no cell waits for it."""
        self.page.wait_for_function(
            """() => {
                const panel = jupyterapp.shell.currentWidget, kernel = panel.sessionContext.session?.kernel;
                const prompts = [...panel.node.querySelectorAll('.jp-InputPrompt')];
                const waiting = prompts.some(prompt => prompt.textContent.includes('*'));
                return kernel?.status === 'idle' && !waiting;
            }""",
            timeout=RUN_S * 1000,
            polling=100,  # Not each frame: the kernel has work to do.
        )

    def evaluate(self, expression: str) -> str:
        """Return what a Python expression is worth in the notebook's kernel, as text."""
        return self.page.evaluate(
            """async expression => {
                const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
                const reply = await kernel.requestExecute(
                    {code: '', user_expressions: {it: expression}, store_history: false}).done;
                const it = reply.content.user_expressions.it;
                return it.status === 'ok' ? it.data['text/plain'] : `${it.ename}: ${it.evalue}`;
            }""",
            expression,
        )

    def outputs(self) -> list[dict]:
        """Return the outputs of all cells as the notebook's model holds them."""
        return self.page.evaluate(
            """() => jupyterapp.shell.currentWidget.content.widgets
                .flatMap(cell => cell.model.type === 'code' ? cell.model.outputs.toJSON() : [])"""
        )

    def panels(self) -> Locator:
        """Return the panels on the page."""
        return self.page.locator(".jp-OutputArea .lossviz")

    def close(self) -> None:
        """Shut the notebook's kernel down and close its page."""
        self.page.evaluate("() => jupyterapp.shell.currentWidget?.sessionContext.shutdown()")
        self._context.close()
