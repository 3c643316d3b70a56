"""A courier on its round, on a fresh database of each kind."""

from collections.abc import Iterator

import pytest

from bot.services.office import Office
from tests.scheduler.rounds import Round, on_round
from tests.world import StoppedClock


@pytest.fixture
def round(office: Office) -> Iterator[Round]:
    """Friday 10:00 in Amsterdam; nothing has happened yet. Whatever happens, no posting is ever in two hands."""
    made = on_round(office, StoppedClock())
    yield made
    assert (made.slack.collisions, made.telegram.collisions) == ([], [])
