"""Asks the process that draws for pictures: started when the first is wanted, ended when none was for a while."""

import asyncio
import logging
import os
import sys
from asyncio import subprocess
from collections import OrderedDict
from contextlib import suppress

from bot.cards.model import Chart
from bot.drawing.wire import LENGTH, framed, length, written

log = logging.getLogger(__name__)

PROCESS = (sys.executable, "-m", "bot.drawing")
LONGEST = 10.0
"""Seconds after which a picture is given up: waiting for others, starting the process and drawing together."""
IDLE = 300.0
_KEPT = 64
_TRIES = 2
_MOST_LINES, _MOST_POINTS = 6, 400
# The process has no business with our tokens, which may stand in the environment.
_NEEDS = ("PATH", "HOME", "LANG", "TMPDIR", "TEMP", "SYSTEMROOT", "PYTHONPATH", "MPLCONFIGDIR", "XDG_CACHE_HOME")
_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Studio:
    """Draws one picture at a time, outside this process. `draw` is safe to call from many tasks."""

    def __init__(
        self, *, process: tuple[str, ...] = PROCESS, longest: float = LONGEST, idle: float = IDLE, kept: int = _KEPT
    ) -> None:
        """`process` is the command that draws, `kept` how many pictures are remembered. `draw` starts what it needs."""
        self._command = process
        self._longest = longest
        self._idle = idle
        self._kept = kept
        self._pictures: OrderedDict[Chart, bytes] = OrderedDict()
        self._turn = asyncio.Lock()
        self._process: subprocess.Process | None = None
        self._rest: asyncio.TimerHandle | None = None
        self._ending: asyncio.Task[None] | None = None
        self._closed = False

    @property
    def pid(self) -> int | None:
        """The process that draws, while there is one."""
        return self._process.pid if self._process is not None else None

    async def draw(self, chart: Chart) -> bytes | None:
        """The chart as a PNG picture; None when it could not be drawn in time, which the log tells."""
        if chart in self._pictures:
            self._pictures.move_to_end(chart)
            return self._pictures[chart]
        if len(chart.series) > _MOST_LINES or any(len(line.values) > _MOST_POINTS for line in chart.series):
            log.warning("a chart is too large to draw")
            return None
        try:
            async with asyncio.timeout(self._longest), self._turn:
                return self._pictures.get(chart) or await self._drawn(chart)
        except TimeoutError:
            log.warning("a chart was not drawn in time")
            return None

    async def close(self) -> None:
        """End the process, after the picture under way, if any. Nothing is drawn from then on."""
        self._closed = True
        async with self._turn:
            await self._end()
        if self._ending is not None:
            await self._ending

    async def _drawn(self, chart: Chart) -> bytes | None:
        for _ in range(_TRIES):
            if self._closed:
                return None
            try:
                picture = await self._exchange(framed(written(chart)))
            except (OSError, EOFError, ValueError) as error:
                log.warning("the process that draws is gone (%s)", type(error).__name__)
                await self._end()
                continue
            except BaseException:
                # Given up half-way: its answer would be taken for that to the next question.
                await self._end()
                raise
            self._rest_later()
            if not picture:
                log.warning("a chart could not be drawn")
                return None
            self._keep(chart, picture)
            return picture
        return None

    async def _exchange(self, asked: bytes) -> bytes:
        process = self._process or await self._start()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(asked)
        await process.stdin.drain()
        size = length(await process.stdout.readexactly(LENGTH))
        return await process.stdout.readexactly(size)

    async def _start(self) -> subprocess.Process:
        # A session of its own: Ctrl-C in a terminal is for the bot, which then ends it.
        self._process = await subprocess.create_subprocess_exec(
            *self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _NEEDS if name in os.environ} | _THREADS,
            start_new_session=True,
        )
        return self._process

    async def _end(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        if process.stdin is not None:
            process.stdin.close()
        await process.wait()

    def _rest_later(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
        self._rest = asyncio.get_running_loop().call_later(self._idle, self._rest_now)

    def _rest_now(self) -> None:
        if not self._turn.locked():
            self._ending = asyncio.create_task(self._leave())

    async def _leave(self) -> None:
        async with self._turn:
            await self._end()

    def _keep(self, chart: Chart, picture: bytes) -> None:
        self._pictures[chart] = picture
        if len(self._pictures) > self._kept:
            self._pictures.popitem(last=False)
