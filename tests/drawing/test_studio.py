"""The process that draws: started when it is needed, replaced when it dies or hangs, gone when nobody needs it."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable

import pytest

from bot.drawing.studio import Studio
from tests.drawing.charts import trend

PATIENT = 60.0
PNG = b"\x89PNG"


@pytest.fixture
async def studio() -> AsyncIterator[Studio]:
    made = Studio(longest=PATIENT)
    yield made
    await made.close()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def gone(pid: int) -> None:
    async with asyncio.timeout(10):
        while alive(pid):  # noqa: ASYNC110 - a process tells nobody that it ended
            await asyncio.sleep(0.01)


async def test_nothing_runs_before_the_first_picture_and_after_closing() -> None:
    studio = Studio(longest=PATIENT)
    assert studio.pid is None
    picture = await studio.draw(trend())
    assert picture is not None
    assert picture.startswith(PNG)
    pid = studio.pid
    assert pid is not None
    await studio.close()
    assert not alive(pid)
    assert await studio.draw(trend("another")) is None


async def test_one_process_draws_everything_and_a_chart_once(studio: Studio) -> None:
    first, again = await asyncio.gather(studio.draw(trend()), studio.draw(trend()))
    pid = studio.pid
    assert first is not None
    assert first is again
    assert await studio.draw(trend("Another")) != first
    assert studio.pid == pid


async def test_a_process_that_died_is_replaced(studio: Studio) -> None:
    await studio.draw(trend())
    pid = studio.pid
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert await studio.draw(trend("after")) is not None
    assert studio.pid != pid


async def test_the_picture_under_way_survives_the_death_of_the_process(studio: Studio) -> None:
    await studio.draw(trend())
    pid = studio.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    waiting = asyncio.create_task(studio.draw(trend("under way")))
    await asyncio.sleep(0.05)
    os.kill(pid, signal.SIGKILL)
    assert await waiting is not None


async def test_one_that_hangs_is_given_up_and_replaced() -> None:
    studio = Studio(longest=0.2, process=(sys.executable, "-c", "import time; time.sleep(60)"))
    hung = asyncio.create_task(studio.draw(trend()))
    await asyncio.sleep(0.1)
    pid = studio.pid
    assert pid is not None
    assert await hung is None
    await gone(pid)
    assert studio.pid is None
    await studio.close()


async def test_waiting_for_others_counts_too() -> None:
    studio = Studio(longest=0.2, process=(sys.executable, "-c", "import time; time.sleep(60)"))
    assert await asyncio.gather(*(studio.draw(trend(str(one))) for one in range(3))) == [None] * 3
    await studio.close()


@pytest.mark.parametrize(
    "process",
    [
        ("/no/such/program",),
        (sys.executable, "-c", "raise SystemExit(1)"),
        (sys.executable, "-c", "import sys; sys.stdin.buffer.read(9); print('what was said here?' * 99)"),
        (sys.executable, "-c", "import sys; sys.stdin.buffer.read(9); sys.stdout.buffer.write(bytes(4))"),
    ],
    ids=["is not there", "ends at once", "talks nonsense", "cannot"],
)
async def test_without_a_process_that_draws_there_is_no_picture(process: tuple[str, ...]) -> None:
    studio = Studio(longest=PATIENT, process=process)
    assert await studio.draw(trend()) is None
    await studio.close()


async def test_a_cancelled_wait_leaves_the_next_answer_right(studio: Studio) -> None:
    await studio.draw(trend())
    impatient = asyncio.create_task(studio.draw(trend("never mind")))
    await asyncio.sleep(0.001)
    impatient.cancel()
    await asyncio.gather(impatient, return_exceptions=True)
    wanted = await studio.draw(trend("this one"))
    other = Studio(longest=PATIENT)
    assert wanted == await other.draw(trend("this one"))
    await other.close()


async def test_it_ends_when_nobody_wants_pictures_for_a_while_and_starts_again() -> None:
    studio = Studio(longest=PATIENT, idle=0.05)
    await studio.draw(trend())
    pid = studio.pid
    assert pid is not None
    await gone(pid)
    assert await studio.draw(trend("later")) is not None
    await studio.close()


async def test_it_does_not_outlive_the_bot() -> None:
    told = "import asyncio, sys\nfrom bot.drawing.studio import Studio\nfrom tests.drawing.charts import trend\n"
    told += "async def main():\n    s = Studio()\n    await s.draw(trend())\n    print(s.pid, flush=True)\n"
    told += "    await asyncio.sleep(60)\nasyncio.run(main())\n"
    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", told, stdout=asyncio.subprocess.PIPE)
    assert bot.stdout is not None
    pid = int(await bot.stdout.readline())
    bot.kill()
    await bot.wait()
    await gone(pid)


async def test_too_much_is_not_even_tried() -> None:
    studio = Studio()
    assert await studio.draw(trend(values=(1,) * 401)) is None
    assert studio.pid is None


async def test_the_loop_goes_on_while_a_picture_is_drawn(studio: Studio) -> None:
    longest = await _longest_stall(lambda: studio.draw(trend()))
    assert longest < 0.5


async def _longest_stall(work: Callable[[], Awaitable[object]]) -> float:
    loop, longest = asyncio.get_running_loop(), 0.0

    async def tick() -> None:
        nonlocal longest
        while True:
            before = loop.time()
            await asyncio.sleep(0.005)
            longest = max(longest, loop.time() - before)

    ticking = asyncio.create_task(tick())
    await work()
    ticking.cancel()
    return longest


def test_the_bot_itself_loads_nothing_that_draws() -> None:
    told = "import sys, bot.__main__, bot.app, bot.cli, bot.cli.running, bot.drawing.studio\n"
    told += "print(sorted({'matplotlib', 'numpy', 'PIL'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
