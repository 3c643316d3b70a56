"""A courier on its round, on a fresh database of each kind."""

import pytest

from bot.services.office import Office
from tests.scheduler.rounds import Round, on_round
from tests.world import StoppedClock


@pytest.fixture
def round(office: Office) -> Round:
    """Friday 10:00 in Amsterdam; nothing has happened yet."""
    return on_round(office, StoppedClock())
