"""A stage on each database, the bot's doors open."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.flows.stage import Stage


@pytest.fixture
async def stage(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The whole bot between both platforms, on SQLite and on PostgreSQL."""
    async with Stage(database_url, tmp_path) as opened:
        yield opened
