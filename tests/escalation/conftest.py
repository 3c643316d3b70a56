"""An office whose clock matters."""

import pytest

from bot.services.office import Office
from storage.engine import Database
from tests.escalation.desk import clocked_office


@pytest.fixture
async def office(db: Database) -> Office:
    """De Vries Wonen with the default chain and Boris as the deputy."""
    return await clocked_office(db)
