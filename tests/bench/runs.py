"""Puts the programs up for each row of the table and goes through the rounds."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.domain.destination import Platform
from tests.bench import cards, clock, intake, presses, process
from tests.bench.beside import Bot, bot, program, resident_megabytes
from tests.bench.desk import Desk, at_desk
from tests.bench.figures import Row
from tests.bench.town import Addresses, write_config
from tests.databases import Databases, PostgresDatabases, SqliteDatabases

_PACE_SECONDS = 8
"""After a post and an edit a Telegram group has room for both again."""


@dataclass(frozen=True, kw_only=True)
class Sizes:
    """How much of everything: people (and teams), pieces of feedback singly, batches, and rounds. For the clock:
    teams, and the feedback of each in a year."""

    people: int
    pieces: int
    batches: int
    rounds: int
    teams: int
    feedback_a_team: int


async def measure(names: Sequence[str], sizes: Sizes, folder: Path) -> list[Row]:
    """The rows of these names."""
    rows: list[Row] = []
    for name in names:
        inside = folder / name
        inside.mkdir()
        rows += await _MEASURES[name](sizes, inside)
    return rows


async def _loop(sizes: Sizes, folder: Path) -> Sequence[Row]:
    """Cards and presses: our bot between both platforms, and in turns a bare one between others of its own."""
    size = sizes.people
    posts, pressed = cards.Rounds(), presses.PressRounds()
    async with AsyncExitStack() as stack:
        addresses, desk = await _stand(stack, size + len(Platform))
        bare_addresses, bare_desk = await _stand(stack, size)
        ours = await stack.enter_async_context(_bot(folder, _sqlite(folder), size + len(Platform), addresses))
        await stack.enter_async_context(program("tests.bench.bare_bot", *presses.for_bare_bot(bare_addresses)))
        for _ in range(sizes.rounds):
            for nth, platform in enumerate(Platform):
                cases = await cards.round_of_cards(desk, ours.url, size, posts)
                messages = [desk.posted[cards.place(platform, number)][0].message for number in range(size)]
                await presses.different_cases(desk, platform, messages, cases, pressed)
                await presses.one_case(desk, platform, ours.url, size + nth, size, pressed)
                async with cards.bare_clients(bare_addresses) as clients:
                    await cards.round_of_bare_posts(bare_desk, clients, platform, size, posts)
                    await presses.bare(bare_desk, platform, size, pressed)
                await asyncio.sleep(_PACE_SECONDS)
    return [*cards.rows(posts), *presses.rows(pressed, size)]


async def _intake_on(database: str, databases: Databases, sizes: Sizes, folder: Path) -> Sequence[Row]:
    """A fresh database and a fresh process for every figure, so that none works against what another left behind."""
    rounds = intake.IntakeRounds()
    for number in range(sizes.rounds):
        inside = folder / str(number)
        inside.mkdir()
        urls = [databases.empty(_made(inside / name)) for name in ("bare", "single", "batched")]
        async with program("tests.bench.bare_intake", urls[0]) as told:
            rounds.bare.append(await intake.singly(told["url"], sizes.pieces))
        async with AsyncExitStack() as stack:
            addresses, _ = await _stand(stack, 3)
            async with _bot(inside / "single", urls[1], 3, addresses) as ours:
                rounds.single.append(await intake.singly(ours.url, sizes.pieces))
            async with _bot(inside / "batched", urls[2], 3, addresses) as ours:
                rounds.batched.append(await intake.in_batches(ours.url, sizes.batches))
        for url in urls:
            databases.drop(url)
    return intake.rows(rounds, database)


async def _intake_sqlite(sizes: Sizes, folder: Path) -> Sequence[Row]:
    return await _intake_on("SQLite", SqliteDatabases(folder), sizes, folder)


async def _intake_postgresql(sizes: Sizes, folder: Path) -> Sequence[Row]:
    databases = PostgresDatabases()
    try:
        return await _intake_on("PostgreSQL", databases, sizes, folder)
    finally:
        databases.close()


async def _clock(sizes: Sizes, folder: Path) -> Sequence[Row]:
    """In this process, without a courier: what the platforms take longer for is not ours to measure."""
    kinds: Mapping[str, Databases] = {"SQLite": SqliteDatabases(folder), "PostgreSQL": PostgresDatabases()}
    rows: list[Row] = []
    for database, databases in kinds.items():
        url = databases.migrated(folder)
        try:
            rows += await clock.measured(
                url, database, teams=sizes.teams, feedback_a_team=sizes.feedback_a_team, days=sizes.rounds
            )
        finally:
            databases.drop(url)
            databases.close()
    return rows


async def _process(sizes: Sizes, folder: Path) -> Sequence[Row]:
    """Memory and start-up of the whole bot, connected to both platforms, with a team and a few members."""
    rounds = process.ProcessRounds()
    async with AsyncExitStack() as stack:
        addresses, _ = await _stand(stack, 3)
        for number in range(sizes.rounds):
            inside = _made(folder / str(number))
            async with _bot(inside, _sqlite(inside), 3, addresses) as ours:
                rounds.started.append(ours.started_in)
                await asyncio.sleep(process.SETTLED_SECONDS)
                rounds.resident.append(ours.resident_megabytes())
            begun = time.perf_counter()
            async with program("tests.bench.bare_imports") as told:
                rounds.bare_started.append(time.perf_counter() - begun)
                rounds.bare_resident.append(resident_megabytes(told["pid"]))
    return process.rows(rounds)


async def _stand(stack: AsyncExitStack, size: int) -> tuple[Addresses, Desk]:
    addresses: Addresses = await stack.enter_async_context(program("tests.bench.stand", str(size)))
    return addresses, await stack.enter_async_context(at_desk(addresses["desk"]))


@asynccontextmanager
async def _bot(folder: Path, database: str, size: int, addresses: Addresses) -> AsyncIterator[Bot]:
    port = _free_port()
    config = write_config(folder, database=database, port=port, size=size, platforms=addresses)
    async with bot(config, port) as running:
        yield running


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'klankbord.db'}"


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


_MEASURES: Mapping[str, Callable[[Sizes, Path], Coroutine[Any, Any, Sequence[Row]]]] = {
    "loop": _loop,
    "intake-sqlite": _intake_sqlite,
    "intake-postgresql": _intake_postgresql,
    "process": _process,
    "clock": _clock,
}
ROWS = tuple(_MEASURES)
"""The names of what can be measured, in the order of the table."""
