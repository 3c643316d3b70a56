"""De Vries Wonen with a digest, on a clock that a story moves."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.config.public_holidays import is_holiday_in
from bot.domain.organisation import Team
from bot.domain.plan import Plan, Summary
from bot.domain.schedule import Recurrence, WorkingDays
from bot.services import digests
from bot.services.office import Office
from storage.engine import Database
from tests.digests.days import made
from tests.world import HOURS, SUPPORT, open_office

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
IN_THE_NETHERLANDS = replace(HOURS, is_holiday=is_holiday_in("NL"))
"""Monday to Friday in Amsterdam, with the country's real public holidays."""
MORNING = Recurrence(at=time(8, 45))
EVERY_NIGHT = Recurrence(at=time(2, 30), working_days=WorkingDays.IGNORE)


def moment(text: str, zone: ZoneInfo = AMSTERDAM, *, fold: int = 0) -> datetime:
    """ "2026-11-20 08:45" on a team's own clock, as UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def ticks(first: datetime, last: datetime, every: timedelta) -> Iterator[datetime]:
    """The moments at which the clock ticks, both ends included."""
    while first <= last:
        yield first
        first += every


def with_digest(
    office: Office, when: Recurrence = MORNING, *teams: Team, catch_up: timedelta = timedelta(hours=6)
) -> None:
    """From now on these teams (support, where none is named) have a digest, and nothing else happens by the clock."""
    office.organisation = replace(
        office.organisation,
        teams={team.key: team for team in teams or (replace(SUPPORT, hours=IN_THE_NETHERLANDS),)},
        plan=Plan(digest=Summary(when=when, catch_up=catch_up)),
    )


def lives_in(zone: str, team: Team = SUPPORT) -> Team:
    """The team in another time zone."""
    return replace(team, hours=replace(team.hours, zone=ZoneInfo(zone)))


async def went_by(office: Office, first: datetime, last: datetime, *, every: timedelta = timedelta(minutes=15)) -> None:
    """Time goes by, and the clock ticks."""
    for now in ticks(first, last, every):
        await digests.make_due(office, now)


async def days_made(office: Office, team: str = "support") -> list[str]:
    """The local dates of the digests that were made, in the order in which they were."""
    return [one.day.isoformat() for one in await made(office, team)]


async def moments_made(office: Office, zone: ZoneInfo = AMSTERDAM) -> list[str]:
    """When they were, on a clock on the wall."""
    return [f"{one.made_at.astimezone(zone):%m-%d %H:%M}" for one in await made(office)]


@asynccontextmanager
async def replica(database_url: str, of: Office) -> AsyncIterator[Office]:
    """Another process at work for the same organisation, on the same database."""
    database = Database(database_url)
    try:
        opened = await open_office(database)
        opened.organisation = replace(of.organisation, members=opened.organisation.members)
        yield opened
    finally:
        await database.close()
