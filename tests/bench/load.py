"""A load generator that costs little itself: raw HTTP/1.1 over kept connections, one request in flight on each."""

import asyncio
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit


class Refused(Exception):
    """The server did not answer with the status that was expected."""


@dataclass(frozen=True, kw_only=True)
class Load:
    """What came of it: how long everything took, and each request, in seconds."""

    seconds: float
    each: Sequence[float]


def request(url: str, body: bytes, *, secret: str) -> bytes:
    """A POST as it goes over the wire."""
    parts = urlsplit(url)
    head = (
        f"POST {parts.path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAuthorization: Bearer {secret}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def send(url: str, requests: Sequence[bytes], *, connections: int, status: int = 202) -> Load:
    """Send all requests, over so many connections. Raises Refused when one is answered otherwise."""
    parts = urlsplit(url)
    assert parts.hostname is not None
    waiting = iter(requests)
    each: list[float] = []
    loop = asyncio.get_running_loop()
    lines = []
    for _ in range(min(connections, len(requests))):
        _, line = await loop.create_connection(
            lambda: _Connection(waiting, each, f"HTTP/1.1 {status} ".encode()), parts.hostname, parts.port or 80
        )
        lines.append(line)
    begun = time.perf_counter()
    for line in lines:
        line.next()
    await asyncio.gather(*(line.done for line in lines))
    return Load(seconds=time.perf_counter() - begun, each=each)


class _Connection(asyncio.Protocol):
    def __init__(self, waiting: Iterator[bytes], each: list[float], wanted: bytes) -> None:
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting = waiting
        self._each = each
        self._wanted = wanted
        self._answer = b""
        self._begun = 0.0
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def next(self) -> None:
        """Send the next request, or end."""
        following = next(self._waiting, None)
        if following is None:
            self._transport.close()
            if not self.done.done():
                self.done.set_result(None)
            return
        self._answer = b""
        self._begun = time.perf_counter()
        self._transport.write(following)

    def data_received(self, chunk: bytes) -> None:
        self._answer += chunk
        head, ends, body = self._answer.partition(b"\r\n\r\n")
        if not ends or len(body) < _length(head):
            return
        self._each.append(time.perf_counter() - self._begun)
        if not self._answer.startswith(self._wanted):
            self._fail(Refused(self._answer[:600].decode(errors="replace")))
            return
        self.next()

    def connection_lost(self, error: Exception | None) -> None:
        self._fail(error or Refused("the server closed the connection"))

    def _fail(self, error: Exception) -> None:
        if not self.done.done():
            self.done.set_exception(error)
        self._transport.close()


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0
