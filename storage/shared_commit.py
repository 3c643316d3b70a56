"""Transactions that wait together share one commit.

A commit waits for the disk about as long for one change as for a hundred. So those who queue for SQLite's one writer
work in the same transaction, one after the other, each within a savepoint of its own; then comes one commit, and
everybody leaves after it. Who comes while the disk is waited for is in the next round. Under no load a round is one.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import Unavailable
from storage.direct_sqlite import DirectConnection

_LONGEST_WAIT_SECONDS = 60.0


class SharedWriter:
    """The writer of one database file. `engine` must be of `direct_sqlite` and begin as a writer."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()
        self._round: _Round | None = None
        self._commits: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Work within a transaction; the block is left after its commit. An exception undoes this piece alone.

        Raises Unavailable, for every piece of the round, when the commit failed: then nothing of them was kept.
        """
        async with asyncio.timeout(_LONGEST_WAIT_SECONDS):
            await self._turn.acquire()
        try:
            mine = self._round or await self._open()
            mine.say("SAVEPOINT piece")
            try:
                yield mine.connection
                mine.say("RELEASE piece")
            except BaseException:
                await self._undo(mine)
                raise
        finally:
            self._turn.release()
        await mine.kept()

    async def close(self) -> None:
        """Wait for the last commit."""
        while self._commits:
            await asyncio.wait(self._commits)

    async def _open(self) -> "_Round":
        connection = await self._engine.connect()
        try:
            await connection.begin()
            file = cast(DirectConnection, (await connection.get_raw_connection()).driver_connection)
        except BaseException:
            await connection.close()
            raise
        self._round = _Round(connection, file)
        # It queues for its turn behind those who wait already: they are in this round.
        commit = asyncio.create_task(self._commit(self._round))
        self._commits.add(commit)
        commit.add_done_callback(self._commits.discard)
        return self._round

    async def _commit(self, ready: "_Round") -> None:
        async with self._turn:
            if self._round is not ready:
                return
            self._round = None
            try:
                await ready.connection.commit()
            except Exception as error:
                await ready.fail(error)
            else:
                await ready.connection.close()
                ready.over.set()

    async def _undo(self, mine: "_Round") -> None:
        try:
            mine.say("ROLLBACK TO piece")
            mine.say("RELEASE piece")
        except sqlite3.Error as error:
            # SQLite has ended the transaction by itself, as when the disk is full: nothing of this round stands.
            self._round = None
            await mine.fail(error)


class _Round:
    """One transaction and those who work in it."""

    def __init__(self, connection: AsyncConnection, file: DirectConnection) -> None:
        self.connection = connection
        self._file = file
        self.over = asyncio.Event()
        self._error: Exception | None = None

    def say(self, statement: str) -> None:
        """Straight to SQLite: these come with every piece, and there is nothing to prepare or to wait for."""
        sqlite3.Connection.execute(self._file, statement)

    async def kept(self) -> None:
        """Wait for the commit."""
        await self.over.wait()
        if self._error is not None:
            raise Unavailable("the database cannot be written now") from self._error

    async def fail(self, error: Exception) -> None:
        """Let everybody know that nothing was kept."""
        self._error = error
        self.over.set()
        # Whatever it was in the middle of goes with the connection; the next round has another one.
        await self.connection.invalidate()
        await self.connection.close()
