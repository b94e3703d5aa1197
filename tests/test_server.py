"""The server extension: TCP_NODELAY on a live connection, and out of the way elsewhere."""

import asyncio
import json
import logging
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.websocket import websocket_connect
from traitlets.config import Config

from lossviz import server as extension
from tests.browser.lab import jupyter_server

NAME = "kernel_websocket_connection_class"


def server(settings):
    return SimpleNamespace(web_app=SimpleNamespace(settings=settings), log=logging.getLogger("test"), config=Config())


@pytest.mark.slow
def test_a_live_connection_does_not_wait(tmp_path):
    """Start a server as a user would, open a kernel's websocket, and ask the server for its socket's option."""
    (tmp_path / "probe.py").write_text(
        "import socket\n"
        "from jupyter_server.base.handlers import JupyterHandler\n"
        "from jupyter_server.services.kernels.websocket import KernelWebsocketHandler\n"
        "found = []\n"
        "opened = KernelWebsocketHandler.open\n"
        "async def open(self, kernel_id):\n"
        "    await opened(self, kernel_id)\n"
        "    sock = self.ws_connection.stream.socket\n"
        "    found.append(sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))\n"
        "KernelWebsocketHandler.open = open\n"
        "class Found(JupyterHandler):\n"
        "    def get(self):\n"
        "        self.finish({'found': found})\n"
        "def _jupyter_server_extension_points():\n"
        "    return [{'module': 'probe'}]\n"
        "def _load_jupyter_server_extension(server):\n"
        "    server.web_app.add_handlers('.*', [('/probe', Found)])\n"
    )
    folder = tmp_path / "notebooks"
    folder.mkdir()
    extra = ["--ServerApp.jpserver_extensions={'probe': True}"]
    with jupyter_server(folder, tmp_path / "scratch", arguments=extra, path=tmp_path) as (url, token):

        def ask(path, data=None):
            headers = {"Authorization": f"token {token}", "Content-Type": "application/json"}
            request = urllib.request.Request(f"{url}{path}", data=data, headers=headers)
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read())

        kernel = ask("api/kernels", b"{}")["id"]

        async def connect():
            address = f"ws{url.removeprefix('http')}api/kernels/{kernel}/channels?token={token}"
            websocket = await websocket_connect(address)
            while not ask("probe")["found"]:
                await asyncio.sleep(0.1)
            websocket.close()

        with ThreadPoolExecutor() as thread:  # This one may have an event loop already: Playwright's.
            thread.submit(asyncio.run, connect()).result(timeout=60)
        assert all(option != 0 for option in ask("probe")["found"])


def test_the_servers_own_class_is_replaced_by_one_of_its_kind():
    settings = {NAME: ZMQChannelsWebsocketConnection}
    extension._load_jupyter_server_extension(server(settings))
    assert issubclass(settings[NAME], ZMQChannelsWebsocketConnection)
    assert settings[NAME] is not ZMQChannelsWebsocketConnection


class Other(ZMQChannelsWebsocketConnection):
    """A connection class that someone configured."""


@pytest.mark.parametrize("settings", [{NAME: Other}, {NAME: object}, {}])
def test_another_class_is_left_as_it_is(settings):
    before = dict(settings)
    extension._load_jupyter_server_extension(server(settings))
    assert settings == before


def test_a_server_too_old_is_left_as_it_is(monkeypatch):
    monkeypatch.setitem(sys.modules, "jupyter_server.services.kernels.connection.channels", None)
    settings = {NAME: ZMQChannelsWebsocketConnection}
    extension._load_jupyter_server_extension(server(settings))
    assert settings == {NAME: ZMQChannelsWebsocketConnection}
