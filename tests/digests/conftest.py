"""De Vries Wonen by the clock, on a database of each kind."""

import pytest

from bot.services.office import Office
from tests.digests.days import by_the_clock


@pytest.fixture
async def office(office: Office) -> Office:
    """The office of the other tests, with its digests."""
    office.organisation = by_the_clock(office.organisation)
    return office
