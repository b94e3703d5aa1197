"""A JupyterHub on this machine, for students who all have the same password."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[2]
PROXY = ROOT / ".venv/node/node_modules/configurable-http-proxy/bin/configurable-http-proxy"
START_S = 60

# What stands above the configuration that a lecturer uses: no accounts, no sandbox, only this machine.
LOCAL = """
load_subconfig({config!r})
c.JupyterHub.bind_url = "http://127.0.0.1:{port}"
c.JupyterHub.hub_bind_url = "http://127.0.0.1:{hub}"
c.JupyterHub.authenticator_class = "shared-password"
c.SharedPasswordAuthenticator.user_password = {password!r}
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = {homes!r}
c.Spawner.notebook_dir = {folder!r}
c.Spawner.args = ["--allow-root", "--ServerApp.ip=127.0.0.1"]
c.Spawner.environment |= {{"PYTHONPATH": {root!r}}}
c.ConfigurableHTTPProxy.command = {proxy!r}
c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:{api}"
c.JupyterHub.db_url = "sqlite://"
c.JupyterHub.cookie_secret_file = {cookie!r}
"""


@dataclass
class Hub:
    """A hub that runs.

    Attributes
    ----------
    url : str
        Ends in no slash.
    password : str
        Of every student, whatever the name.
    process : psutil.Process
    """

    url: str
    password: str
    process: psutil.Process


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@contextmanager
def jupyterhub(scratch: Path) -> Iterator[Hub]:
    """Run a hub with binder/jupyterhub_config.py and `LOCAL`; students find the repository's notebooks, as copies."""
    folder = scratch / "lessons"
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    (scratch / "homes").mkdir()
    port, hub, api = free_ports(3)
    password = secrets.token_hex(8)
    config = scratch / "jupyterhub_config.py"
    config.write_text(
        LOCAL.format(
            config=str(ROOT / "binder/jupyterhub_config.py"),
            port=port,
            hub=hub,
            api=api,
            password=password,
            homes=f"{scratch}/homes/{{username}}",
            folder=str(folder),
            root=str(ROOT),
            proxy=["node", str(PROXY)],
            cookie=str(scratch / "cookie_secret"),
        )
    )
    bin = Path(sys.executable).parent
    env = {name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")}
    env |= {"PATH": f"{bin}{os.pathsep}{env.get('PATH', '')}"}
    log = scratch / "hub.log"
    with log.open("w") as sink:
        process = psutil.Popen(
            [sys.executable, "-m", "jupyterhub", f"--config={config}"],
            env=env,
            stdout=sink,
            stderr=subprocess.STDOUT,
            cwd=scratch,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_S
        while not answers(f"{url}/hub/health"):
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"JupyterHub did not start:\n{log.read_text(encoding='utf-8')[-3000:]}")
            time.sleep(0.2)
        yield Hub(url, password, process)
    finally:
        family = [*process.children(recursive=True), process]
        process.terminate()
        _, alive = psutil.wait_procs(family, timeout=30)
        for each in alive:
            each.kill()


def answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=5).status == 200
    except OSError:
        return False
