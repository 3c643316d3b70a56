"""Programs that run beside the bench, each in a process of its own."""

import asyncio
import json
import os
import signal
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

_PATIENCE = 60.0
_ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def program(module: str, *arguments: str) -> AsyncIterator[Any]:
    """Run a module that writes one line of JSON when it is ready; that is what you get. It ends with its input."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, cwd=_ROOT, env=_environment(), stdin=PIPE, stdout=PIPE
    )
    assert process.stdout is not None
    assert process.stdin is not None
    try:
        line = await asyncio.wait_for(process.stdout.readline(), _PATIENCE)
        yield json.loads(line)
    finally:
        process.stdin.close()
        await _ended(process)


def ready(**told: object) -> None:
    """Say that we are ready, from inside such a program."""
    print(json.dumps(told), flush=True)  # noqa: T201 - this is how the programs talk


async def input_ends() -> None:
    """Wait, in such a program, until whoever started it lets go."""
    loop = asyncio.get_running_loop()
    ended = asyncio.Event()
    loop.add_reader(sys.stdin.fileno(), ended.set)
    await ended.wait()


class Bot:
    """A running `klankbord run`. `started_in` is the seconds from the start of its process until it was ready."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, started_in: float) -> None:
        self.url = url
        self.started_in = started_in
        self._process = process

    def resident_megabytes(self) -> float:
        """The memory that it holds now."""
        return resident_megabytes(self._process.pid)


@asynccontextmanager
async def bot(config: Path, port: int) -> AsyncIterator[Bot]:
    """The real thing, until the end of the block. Set BENCH_PROFILE to a file to have it run under cProfile."""
    profile = os.environ.get("BENCH_PROFILE")
    how: Sequence[str] = ["-m", "cProfile", "-o", profile] if profile else []
    begun = time.perf_counter()
    command = [*how, "-m", "bot", "run", "--config", str(config), "--log-level", "warning"]
    process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=_ROOT, env=_environment())
    url = f"http://127.0.0.1:{port}"
    try:
        await _answers(f"{url}/readyz", process)
        yield Bot(process, url, time.perf_counter() - begun)
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        await _ended(process)


def _environment() -> dict[str, str]:
    """Ours, but compiled modules are kept as on any machine, so that starting up is not compiling."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def resident_megabytes(pid: int) -> float:
    """The resident memory of a process, from /proc."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"process {pid} says nothing of its memory")


async def _answers(url: str, process: asyncio.subprocess.Process) -> None:
    until = time.monotonic() + _PATIENCE
    async with aiohttp.ClientSession() as session:
        while time.monotonic() < until:
            if process.returncode is not None:
                raise RuntimeError(f"the bot ended with {process.returncode}")
            try:
                async with session.get(url) as response:
                    if response.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.01)
    raise TimeoutError(f"{url} did not become ready within {_PATIENCE} s")


async def _ended(process: asyncio.subprocess.Process) -> None:
    try:
        await asyncio.wait_for(process.wait(), 20)
    except TimeoutError:
        process.kill()
        await process.wait()
