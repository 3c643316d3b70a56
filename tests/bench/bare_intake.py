"""The least that could take feedback in: an aiohttp handler that commits one row for each request.

It has our SQLite settings and our driver, with FULL synchronisation, and knows nothing else.
"""

import asyncio
import sys

from aiohttp import web
from sqlalchemy import JSON, BigInteger, Column, Integer, MetaData, Table, Text, insert

from storage.engine import Database
from tests.bench.beside import input_ends, ready

metadata = MetaData()
heard = Table(
    "heard",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("external_id", Text, nullable=False, unique=True),
    Column("said", JSON, nullable=False),
)


async def _main(url: str) -> None:
    database = Database(url)
    async with database.begin() as tx:
        await tx.run_sync(metadata.create_all)

    async def take_in(request: web.Request) -> web.Response:
        said = await request.json()
        async with database.begin() as tx:
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
    await database.close()


if __name__ == "__main__":
    asyncio.run(_main(sys.argv[1]))
