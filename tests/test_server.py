"""The server extension: TCP_NODELAY on a live connection, and out of the way elsewhere."""

import asyncio
import json
import logging
import sys
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest
from jupyter_client.session import Session
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.websocket import websocket_connect
from traitlets.config import Config
from traitlets.config.loader import KVArgParseConfigLoader

from lossviz import server as extension
from tests.browser.lab import jupyter_server

NAME = "kernel_websocket_connection_class"


def server(settings):
    return SimpleNamespace(web_app=SimpleNamespace(settings=settings), log=logging.getLogger("test"), config=Config())


PROBE = """
import socket
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

sockets = []
opened = KernelWebsocketHandler.open

async def open(self, kernel_id):
    await opened(self, kernel_id)
    sockets.append(self.ws_connection.stream.socket)

KernelWebsocketHandler.open = open

class Found(JupyterHandler):
    def get(self):
        self.finish({"found": [it.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) for it in sockets]})

def _jupyter_server_extension_points():
    return [{"module": "probe"}]

def _load_jupyter_server_extension(server):
    server.web_app.add_handlers(".*", [("/probe", Found)])
"""


@pytest.mark.slow
def test_a_live_connection_does_not_wait_once_lossviz_is_used(tmp_path):
    """Start a server as a user would, open a kernel's websocket, and ask the server for its socket's option."""
    (tmp_path / "probe.py").write_text(PROBE)
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

        async def waits_after(*cells):
            address = f"ws{url.removeprefix('http')}api/kernels/{kernel}/channels?token={token}"
            websocket = await websocket_connect(address)
            session = Session(key=b"")
            found = []
            for cell in cells:
                content = {"code": cell, "silent": False, "store_history": False, "allow_stdin": False}
                message = session.msg("execute_request", content) | {"channel": "shell"}
                await websocket.write_message(json.dumps(message, default=str))
                idle, mine = False, message["header"]["msg_id"]
                while not idle:
                    answer = json.loads(await websocket.read_message())
                    idle = answer["parent_header"].get("msg_id") == mine and answer["content"] == {
                        "execution_state": "idle"
                    }
                found.append(ask("probe")["found"][-1] == 0)
            websocket.close()
            return found

        with ThreadPoolExecutor() as thread:  # This one may have an event loop already: Playwright's.
            run = thread.submit(asyncio.run, waits_after("print(1)", "import lossviz", "print(1)"))
            assert run.result(timeout=60) == [True, False, False]


@pytest.mark.parametrize("named", [[], ["--HTMLExporter.preprocessors=one"], ["one", "two"]])
def test_exports_have_stills_beside_the_preprocessors_of_others(named):
    it = server({})
    if len(named) == 1:  # As the command line's loader keeps it.
        it.config = KVArgParseConfigLoader(named).load_config()
    elif named:
        it.config.HTMLExporter.preprocessors = list(named)
    extension._load_jupyter_server_extension(it)
    preprocessors = it.config.HTMLExporter.preprocessors
    if not isinstance(preprocessors, list):
        preprocessors = preprocessors.get_value([])
    assert preprocessors == [*(name.partition("=")[2] or name for name in named), "lossviz.export.Stills"]


def test_the_servers_own_class_is_replaced_by_one_of_its_kind():
    settings = {NAME: ZMQChannelsWebsocketConnection}
    extension._load_jupyter_server_extension(server(settings))
    assert issubclass(settings[NAME], ZMQChannelsWebsocketConnection)
    assert settings[NAME] is not ZMQChannelsWebsocketConnection


@pytest.mark.parametrize("first", [[b"import lossviz"], None], ids=["names it", "cannot be read"])
def test_messages_go_at_once_from_the_first_on_that_may_name_lossviz(first, monkeypatch):
    done, messages = [], [[b"print(1)"], first, [b"print(1)"], first]
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "handle_outgoing_message", lambda *given: done.append(given[2]))
    settings = {NAME: ZMQChannelsWebsocketConnection}
    extension._load_jupyter_server_extension(server(settings))
    monkeypatch.setattr(settings[NAME], "websocket_handler", SimpleNamespace(set_nodelay=done.append))
    connection = settings[NAME].__new__(settings[NAME])
    for message in messages:
        connection.handle_outgoing_message(None, message)
    assert done == [messages[0], True, *messages[1:]]


class Other(ZMQChannelsWebsocketConnection):
    """A connection class that someone configured."""


@pytest.mark.parametrize("settings", [{NAME: Other}, {NAME: object}, {}])
def test_another_class_is_left_as_it_is(settings):
    before = dict(settings)
    extension._load_jupyter_server_extension(server(settings))
    assert settings == before


def test_a_server_too_old_is_left_as_it_is(monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    monkeypatch.setitem(sys.modules, "jupyter_server.services.kernels.connection.channels", None)
    settings = {NAME: ZMQChannelsWebsocketConnection}
    extension._load_jupyter_server_extension(server(settings))
    assert settings == {NAME: ZMQChannelsWebsocketConnection}
    assert "too old" in caplog.text
