"""JupyterLab on a port of its own, and a page in it, for tests and for the benchmark."""

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, sync_playwright

START_S, RUN_S = 60, 180  # How long a server may take to start, a notebook to run.

NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}

CHROMIUM_FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@contextmanager
def jupyterlab(folder: Path, scratch: Path, settings: dict[str, dict] | None = None) -> Iterator[str]:
    """Serve `folder` in JupyterLab on localhost; yield the address of ``/lab`` with its token.

    No setting, kernel or workspace of the user's is seen: all of it lives in `scratch`.
    `settings` are JupyterLab's own, by plugin.
    """
    token = secrets.token_hex(16)
    runtime = scratch / "runtime"
    own = {
        "HOME": scratch / "home",
        "IPYTHONDIR": scratch / "ipython",
        "JUPYTER_CONFIG_DIR": scratch / "config",
        "JUPYTER_DATA_DIR": scratch / "data",
        "JUPYTER_RUNTIME_DIR": runtime,
        "JUPYTERLAB_SETTINGS_DIR": scratch / "settings",
        "JUPYTERLAB_WORKSPACES_DIR": scratch / "workspaces",
    }
    for path in own.values():
        path.mkdir(parents=True, exist_ok=True)
    for plugin, values in (NO_NEWS | (settings or {})).items():
        extension, _, name = plugin.partition(":")
        file = own["JUPYTERLAB_SETTINGS_DIR"] / extension / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(values))
    env = os.environ | {name: str(path) for name, path in own.items()}
    env |= {"JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_TOKEN": token}
    command = [sys.executable, "-m", "jupyterlab", str(folder), "--no-browser", "--port=0", "--expose-app-in-browser"]
    command += ["--ServerApp.ip=127.0.0.1", "--allow-root"]
    log = (scratch / "server.log").open("w")
    server = subprocess.Popen(command, env=env, stdout=log, stderr=subprocess.STDOUT, cwd=folder)
    try:
        deadline = time.monotonic() + START_S
        info = runtime / f"jpserver-{server.pid}.json"
        while not info.exists():
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"JupyterLab did not start:\n{(scratch / 'server.log').read_text()[-3000:]}")
            time.sleep(0.1)
        url = json.loads(info.read_text())["url"]
        yield f"{url}lab?token={token}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
        log.close()


@contextmanager
def chromium(executable: str) -> Iterator[Browser]:
    """Start the browser at `executable` without a window."""
    with sync_playwright() as playwright:
        flags = CHROMIUM_FLAGS + ["--no-sandbox"] * (hasattr(os, "getuid") and os.getuid() == 0)
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=flags)
        yield browser
        browser.close()


class Notebook:
    """A notebook open in JupyterLab, and all that its page did wrong so far.

    Attributes
    ----------
    page : playwright.sync_api.Page
    errors : list of str
        Errors on the console, uncaught exceptions, and requests to anywhere but localhost.
    """

    def __init__(self, browser: Browser, lab: str, path: str, *, theme: str = "light", scale: float = 1) -> None:
        self.errors: list[str] = []
        context = browser.new_context(viewport={"width": 1280, "height": 900}, device_scale_factor=scale)
        self.page = page = context.new_page()
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.errors.append(f"uncaught: {error}"))
        page.on("request", self._asked)
        address, _, query = lab.partition("?")
        page.goto(f"{address}/tree/{path}?{query}&reset")
        page.wait_for_function("window.jupyterapp !== undefined")
        page.evaluate("() => jupyterapp.restored")
        page.wait_for_selector(".jp-Notebook .jp-Cell")
        if theme == "dark":
            self.command("apputils:change-theme", theme="JupyterLab Dark")
            page.wait_for_selector("body[data-jp-theme-light=false]", state="attached")

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"console: {message.text} ({message.location.get('url')})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith(("http://127.0.0.1:", "http://localhost:", "data:", "blob:", "about:")):
            self.errors.append(f"request: {request.url}")

    def command(self, name: str, **arguments: object) -> None:
        """Execute a command of JupyterLab's."""
        self.page.evaluate("([name, args]) => jupyterapp.commands.execute(name, args)", [name, arguments])

    def run_all(self) -> None:
        """Run all cells and wait until the last has ended."""
        self.wait_for_kernel()
        self.command("notebook:run-all-cells")
        self.wait_for_kernel()

    def wait_for_kernel(self) -> None:
        """Wait until the kernel is idle and no cell waits for it."""
        self.page.wait_for_function(
            """() => {
                const panel = jupyterapp.shell.currentWidget, kernel = panel.sessionContext.session?.kernel;
                const waiting = [...panel.node.querySelectorAll('.jp-InputPrompt')].some(p => p.textContent.includes('*'));
                return kernel?.status === 'idle' && !waiting;
            }""",
            timeout=RUN_S * 1000,
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
        self.page.context.close()
