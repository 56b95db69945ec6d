"""A proxy between two stores that behaves like a bad line: it loses, repeats and delays, as chance with a seed says."""

import asyncio
import random
import threading
from collections import Counter

FAULTS = ("lose the request", "cut the request", "lose the answer", "cut the answer", "repeat", "delay")


class BadNetwork:
    """Listens on `port` and passes requests on to `target_port` of this machine; `seen` counts what it did.

    Requests have a Content-Length or no body, as a forwarding worker sends them.
    """

    def __init__(self, target_port: int, *, seed: int, share_of_faults: float = 0.5):
        self._target, self._random, self._share = target_port, random.Random(seed), share_of_faults  # noqa: S311
        self.seen = Counter()
        self.passed = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self):
        self._thread.start()
        serve = asyncio.start_server(self._client, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(serve, self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *exception):
        self._loop.call_soon_threadsafe(self._server.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    async def _client(self, reader, writer):
        try:
            while request := await _message(reader):
                if not await self._pass_on(request, writer):
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            self.seen["broken"] += 1
        finally:
            writer.close()

    async def _pass_on(self, request: bytes, writer) -> bool:
        """Do with one request what chance says; return whether the line holds."""
        fault = self._random.choice(FAULTS) if self._random.random() < self._share else "pass"
        self.seen[fault] += 1
        if fault == "lose the request":
            return False
        if fault == "cut the request":
            await self._exchange(request[: len(request) // 2], is_whole=False)
            return False
        if fault == "delay":
            await asyncio.sleep(0.3)
        answer = await self._exchange(request)
        self.passed.set()
        if fault == "repeat":
            answer = await self._exchange(request)
        if fault == "lose the answer":
            return False
        writer.write(answer[: len(answer) // 2] if fault == "cut the answer" else answer)
        await writer.drain()
        return fault != "cut the answer"

    async def _exchange(self, request: bytes, *, is_whole: bool = True) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._target)
        try:
            writer.write(request)
            await writer.drain()
            return await _message(reader) if is_whole else b""
        finally:
            writer.close()


async def _message(reader) -> bytes:
    """Return one HTTP message, head and body; b"" when the other side has closed."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial:
            raise
        return b""
    fields = dict(line.lower().split(b":", 1) for line in head.split(b"\r\n")[1:] if b":" in line)
    if b"chunked" in fields.get(b"transfer-encoding", b""):
        return head + await _chunks(reader)
    return head + await reader.readexactly(int(fields.get(b"content-length", b"0")))


async def _chunks(reader) -> bytes:
    body = b""
    while True:
        line = await reader.readuntil(b"\r\n")
        size = int(line.split(b";")[0], 16)
        body += line + await reader.readexactly(size + 2)
        if size == 0:
            return body
