"""A student as the hub sees one: logs in, starts a server, runs cells, drags a slider, by JupyterLab's own protocol."""

import asyncio
import json
import math
import uuid
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import aiohttp
from yarl import URL

from tests.classroom.hub import Hub

PROTOCOL = "v1.kernel.websocket.jupyter.org"
WAIT_S = 300  # For a server, or for a cell.


@dataclass
class Drag:
    """What came of a drag.

    Attributes
    ----------
    seconds : float
        How long the hand moved.
    moves : int
        Those sent: what the hand does while a picture is under way is merged, as the browser does.
    ms : list of float
        From each move of the hand that was sent to its picture.
    """

    seconds: float
    moves: int = 0
    ms: list[float] = field(default_factory=list)

    @property
    def fps(self) -> float:
        """Pictures a second."""
        return len(self.ms) / self.seconds


def packed(channel: str, *parts: Any) -> bytes:
    """Pack a message's header, parent, metadata and content for the wire.

    Examples
    --------
    >>> channel, parts = unpacked(packed("shell", {"msg_type": "status"}, {}, {}, {"code": "1"}))
    >>> channel, json.loads(parts[3])
    ('shell', {'code': '1'})
    """
    pieces = [channel.encode(), *(json.dumps(part).encode() for part in parts)]
    ends = [8 * (len(pieces) + 2)]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    return b"".join(number.to_bytes(8, "little") for number in [len(ends), *ends]) + b"".join(pieces)


def unpacked(message: bytes) -> tuple[str, list[bytes]]:
    """Return the channel and the parts of a message from the wire."""
    count = int.from_bytes(message[:8], "little")
    ends = [int.from_bytes(message[8 * i : 8 * i + 8], "little") for i in range(1, count + 1)]
    pieces = [message[a:b] for a, b in pairwise(ends)]
    return pieces[0].decode(), pieces[1:]


class Student:
    """One student with a kernel and what it shows.

    Attributes
    ----------
    name : str
    comms : dict
        The state of each widget that the kernel opened, by its id, in their order.
    kernel : str
        The kernel's id.
    """

    def __init__(self, hub: Hub, name: str, http: aiohttp.ClientSession) -> None:
        self.hub, self.name, self._http = hub, name, http
        self.url = f"{hub.url}/user/{name}"
        self.comms: dict[str, dict[str, Any]] = {}
        self._restarted = asyncio.Event()
        self._session = uuid.uuid4().hex
        self._replies: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._subshell: str | None = None
        self._on_iopub: Callable[[str, str, dict[str, Any]], None] = ignored

    def _xsrf(self, url: str) -> str:
        return self._http.cookie_jar.filter_cookies(URL(url))["_xsrf"].value

    async def log_in(self) -> None:
        """Log in at the hub's form."""
        login = f"{self.hub.url}/hub/login"
        async with self._http.get(login) as page:
            page.raise_for_status()
        form = {"username": self.name, "password": self.hub.password, "_xsrf": self._xsrf(login)}
        async with self._http.post(login, data=form, allow_redirects=False) as answer:
            assert answer.status == 302, await answer.text()

    async def start_server(self) -> None:
        """Start the student's server, and open its JupyterLab once, which hands out the cookies."""
        api = f"{self.hub.url}/hub/api/users/{self.name}"
        # Asked of the page, not by a token, since a student has none.
        async with self._http.get(f"{self.hub.url}/hub/home") as page:
            page.raise_for_status()
        head = {"X-XSRFToken": self._xsrf(f"{self.hub.url}/hub/")}
        async with self._http.post(f"{api}/server", json={}, headers=head) as answer:
            said = await answer.text()
            assert answer.status in (201, 202) or "already running" in said, said
        async with self._http.get(f"{api}/server/progress", headers=head) as events:
            async for line in events.content:
                event = json.loads(line[5:]) if line.startswith(b"data:") else {}
                assert not event.get("failed"), event
                if event.get("ready"):
                    break
        async with self._http.get(f"{self.url}/lab") as page:
            page.raise_for_status()
            await page.read()

    async def open_kernel(self, path: str = "notebooks/01_mse.ipynb") -> None:
        """Start the kernel of a notebook and connect to it."""
        head = {"X-XSRFToken": self._xsrf(f"{self.url}/")}
        wanted = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        async with self._http.post(f"{self.url}/api/sessions", json=wanted, headers=head) as answer:
            assert answer.status == 201, await answer.text()
            opened = await answer.json()
        self._opened, self.kernel = opened["id"], opened["kernel"]["id"]
        channels = f"{self.url}/api/kernels/{self.kernel}/channels?session_id={self._session}"
        self._ws = await self._http.ws_connect(
            channels, protocols=[PROTOCOL], origin=self.hub.url, max_msg_size=0, headers=head
        )
        assert self._ws.protocol == PROTOCOL
        self._listener = asyncio.create_task(self._listen())
        await self._ask("shell", "kernel_info_request", {})
        await self._open_subshell()

    async def close_kernel(self) -> None:
        """Shut the kernel down."""
        self._listener.cancel()
        await self._ws.close()
        head = {"X-XSRFToken": self._xsrf(f"{self.url}/")}
        async with self._http.delete(f"{self.url}/api/sessions/{self._opened}", headers=head) as answer:
            assert answer.status == 204, await answer.text()
        self.comms.clear()

    async def gets_kernel_back(self) -> None:
        """Wait until the server has started the kernel anew, since it died; what it showed is gone."""
        async with asyncio.timeout(WAIT_S):
            await self._restarted.wait()
        self._restarted.clear()
        self.comms.clear()
        await self._ask("shell", "kernel_info_request", {})
        await self._open_subshell()

    async def _open_subshell(self) -> None:
        """Have widgets heard while a cell runs, as JupyterLab has."""
        reply = await self._ask("control", "create_subshell_request", {})
        self._subshell = reply["subshell_id"]

    async def _send(self, channel: str, kind: str, content: dict[str, Any], subshell: str | None = None) -> str:
        header = {
            "msg_id": uuid.uuid4().hex,
            "msg_type": kind,
            "username": self.name,
            "session": self._session,
            "date": "2000-01-01T00:00:00.000Z",
            "version": "5.3",
        }
        if subshell:
            header["subshell_id"] = subshell
        await self._ws.send_bytes(packed(channel, header, {}, {}, content))
        return header["msg_id"]

    async def _ask(self, channel: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
        msg = await self._send(channel, kind, content)
        self._replies[msg] = asyncio.get_running_loop().create_future()
        return await asyncio.wait_for(self._replies[msg], WAIT_S)

    async def run(self, code: str, **expressions: str) -> dict[str, Any]:
        """Run a cell; return what the expressions are worth, as text."""
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": expressions}
        content |= {"allow_stdin": False, "stop_on_error": True}
        reply = await self._ask("shell", "execute_request", content)
        assert reply["status"] == "ok", "\n".join(reply.get("traceback", [str(reply)]))
        return {name: it["data"]["text/plain"] for name, it in reply["user_expressions"].items()}

    async def _listen(self) -> None:
        async for message in self._ws:
            if message.type is not aiohttp.WSMsgType.BINARY:
                return
            channel, (header, parent, _, content, *_) = unpacked(message.data)
            kind = json.loads(header)["msg_type"]
            asked = json.loads(parent).get("msg_id", "")
            if channel != "iopub":
                if asked in self._replies:
                    self._replies.pop(asked).set_result(json.loads(content))
                continue
            what = json.loads(content)
            if kind == "comm_open":
                self.comms[what["comm_id"]] = what["data"].get("state", {})
            elif kind == "status" and what["execution_state"] == "restarting":
                self._restarted.set()
            self._on_iopub(kind, asked, what)

    async def move(self, comm: str, **state: Any) -> str:
        """Tell the kernel that a control was moved; return the message's id."""
        data = {"method": "update", "state": state, "buffer_paths": []}
        return await self._send("shell", "comm_msg", {"comm_id": comm, "data": data}, self._subshell)

    def slider(self) -> tuple[str, list[float]]:
        """Return the first slider's id and its steps."""
        for comm, state in self.comms.items():
            if state.get("_model_name") in ("FloatSliderModel", "IntSliderModel"):
                low, high, step = (state[name] for name in ("min", "max", "step"))
                return comm, [low + i * step for i in range(math.floor((high - low) / step + 1e-6) + 1)]
        raise LookupError(f"{self.name} sees no slider")

    async def drag(self, seconds: float, rate: float, phase: float = 0.0) -> Drag:
        """Drag the slider to and fro at `rate` moves a second, and count pictures.

        Only one move is under way at a time; of those the hand makes meanwhile the newest follows.
        """
        loop = asyncio.get_running_loop()
        comm, steps = self.slider()
        there_and_back = steps + steps[-2:0:-1]
        done = Drag(seconds)
        sent: dict[str, float] = {}  # When the hand made each move that was sent.
        newest = 0.0, steps[0]
        moved, free = asyncio.Event(), asyncio.Event()
        free.set()

        def heard(kind: str, asked: str, what: dict[str, Any]) -> None:
            if asked not in sent:
                return
            if is_picture(kind, what):
                done.ms.append(1e3 * (loop.time() - sent[asked]))
            elif kind == "status" and what["execution_state"] == "idle":
                free.set()

        async def follow() -> None:
            while True:
                await moved.wait()
                await free.wait()
                moved.clear()
                free.clear()
                at, value = newest
                sent[await self.move(comm, value=value)] = at
                done.moves += 1

        self._on_iopub = heard
        follower = asyncio.create_task(follow())
        start = loop.time() + phase / rate
        for i in range(round(seconds * rate)):
            await asyncio.sleep(start + i / rate - loop.time())
            newest = start + i / rate, there_and_back[(i + 1) % len(there_and_back)]
            moved.set()
        await asyncio.sleep(start + seconds - loop.time())
        follower.cancel()
        self._on_iopub = ignored
        return done


def ignored(kind: str, asked: str, what: dict[str, Any]) -> None:
    """Hear a message without a hand on the slider."""


def is_picture(kind: str, what: dict[str, Any]) -> bool:
    """Tell whether a message brings a new picture: a panel's layer, or a figure that `interact` shows."""
    if kind == "comm_msg":
        data = what["data"]
        return data.get("method") == "update" and "lossviz-reading" in str(data["state"].get("value", ""))
    return kind == "display_data" and "image/png" in what["data"]


@asynccontextmanager
async def student(hub: Hub, name: str) -> AsyncIterator[Student]:
    """Yield a student who has logged in and started a server."""
    jar = aiohttp.CookieJar(unsafe=True)  # Cookies of 127.0.0.1, too.
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        it = Student(hub, name, http)
        await it.log_in()
        await it.start_server()
        yield it
