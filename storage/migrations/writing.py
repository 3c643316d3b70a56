"""How a step is written: our own column types by their names, and the steps numbered.

`make migration m="what changes"` compares the tables with what the steps so far lead to and writes the next one;
`make migration` alone writes the last one anew, as long as it is not released.
"""

import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Literal

from alembic import command
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection

from storage.columns import Day, Id, Json, Moment, Money
from storage.engine import Database
from storage.migrating import STEPS, settings, steps, upgrade


def written_as(kind: str, thing: object, context: AutogenContext) -> str | Literal[False]:
    """The source text for a column type of ours; False leaves everything else to Alembic."""
    if kind != "type":
        return False
    if isinstance(thing, Day | Moment | Money):
        name = f"{type(thing).__name__}()"
    elif thing is Id or thing is Json:
        name = "Id" if thing is Id else "Json"
    else:
        return False
    context.imports.add(f"from storage.columns import {name.removesuffix('()')}")
    return name


async def write_step(message: str) -> None:
    """Write the next step into `versions/`, from an empty database that has taken all the others."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{Path(folder) / 'compared.db'}")
        try:
            await upgrade(db)
            async with db.begin() as transaction:
                await transaction.run_sync(_write, message)
        finally:
            await db.close()


def _write(connection: Connection, message: str) -> None:
    config = settings()
    config.attributes["connection"] = connection
    rev = f"{len(list(steps().walk_revisions())) + 1:04}"
    command.revision(config, message, autogenerate=True, rev_id=rev)
    (path,) = (STEPS / "versions").glob(f"{rev}_*.py")
    written = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in written if not line.lstrip().startswith("# ###")))


def take_back() -> str:
    """Remove the last step, which must not be released yet; returns its message."""
    last = steps().get_revision("head")
    Path(last.path).unlink()
    return last.doc


if __name__ == "__main__":
    asyncio.run(write_step(" ".join(sys.argv[1:]).strip() or take_back()))
