"""The least that could take feedback in: an aiohttp handler that commits one row for each request.

It has our SQLite settings, synchronous=FULL among them, and the driver that SQLAlchemy's documentation proposes.
"""

import asyncio
import sys
from typing import Any

from aiohttp import web
from sqlalchemy import JSON, BigInteger, Column, Integer, MetaData, Table, Text, event, insert, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from tests.bench.beside import input_ends, ready

metadata = MetaData()
heard = Table(
    "heard",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("external_id", Text, nullable=False, unique=True),
    Column("said", JSON, nullable=False),
)


def _engine(url: str) -> AsyncEngine:
    if url.startswith("postgresql"):
        return create_async_engine(make_url(url).set(drivername="postgresql+asyncpg"), pool_size=10, max_overflow=5)
    engine = create_async_engine(make_url(url).set(drivername="sqlite+aiosqlite"), pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


async def _main(url: str) -> None:
    engine = _engine(url)
    async with engine.begin() as tx:
        await tx.run_sync(metadata.create_all)

    async def take_in(request: web.Request) -> web.Response:
        said = await request.json()
        async with engine.begin() as tx:
            made = await tx.execute(insert(heard).values(external_id=said["id"], said=said).returning(heard.c.id))
            number = made.scalar_one()
        return web.json_response({"feedback": number}, status=202)

    app = web.Application()
    app.router.add_post("/feedback/survey", take_in)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    ready(url=f"http://{host}:{port}")
    await input_ends()
    await runner.cleanup()
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
