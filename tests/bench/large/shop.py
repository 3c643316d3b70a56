"""De Vries Wonen in its big years as an organisation: twenty teams of ten, each with a lead, and an admin who may ask
about all of them."""

from datetime import time
from zoneinfo import ZoneInfo

from bot.domain.destination import Destination, Platform
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Organisation, Team
from bot.domain.people import Account, TeamDestination, WantedMember
from bot.services.office import Office
from storage import people
from storage.engine import Database
from tests.bench.large import vocabulary as words
from tests.bench.large.worked import NOW

ADMIN = 1
"""The first member, who also leads the first team."""

_HOURS = WorkingHours(
    weekdays=frozenset(range(5)),
    opens=time(9),
    closes=time(17, 30),
    zone=ZoneInfo(words.ZONE),
    is_holiday=lambda _: False,
)


async def move_in(db: Database) -> None:
    """Have the members known, by the ids that generated feedback and cases name them by."""
    wanted = [_wanted(number) for number in range(1, len(words.TEAMS) * words.PEOPLE_A_TEAM + 1)]
    async with db.begin() as tx:
        await people.sync(tx, wanted, now=NOW)
        known = await people.everyone(tx)
    assert all(known[number].email == wanted[number - 1].email for number in known)


async def open_shop(db: Database) -> Office:
    """An office on a database that was filled. Nobody delivers what it wants shown."""
    teams = {key: _team(nth, key, name) for nth, (key, (name, _, _)) in enumerate(words.TEAMS.items())}
    organisation = Organisation(
        name="De Vries Wonen",
        language="nl",
        currency="EUR",
        hours=_HOURS,
        teams=teams,
        default_team="support",
        admins=frozenset({_email(ADMIN)}),
    )
    office = Office(db=db, organisation=organisation, nudge=lambda: None)
    await office.meet_members()
    return office


def channel(nth: int) -> Destination:
    """Where a team hears from its customers."""
    return Destination(platform=Platform.SLACK, chat=f"C0TEAM{nth:04}")


def _team(nth: int, key: str, name: str) -> Team:
    people_of = [_email(nth * words.PEOPLE_A_TEAM + one) for one in range(1, words.PEOPLE_A_TEAM + 1)]
    return Team(
        key=key,
        name=name,
        language="nl",
        hours=_HOURS,
        leads=frozenset(people_of[:1]),
        members=frozenset(people_of[1:]),
        destinations=(TeamDestination(place=channel(nth)),),
    )


def _wanted(number: int) -> WantedMember:
    nth = number - 1
    name = f"{words.FIRST_NAMES[nth % len(words.FIRST_NAMES)]} {words.SURNAMES[nth % len(words.SURNAMES)]}"
    return WantedMember(
        email=_email(number),
        name=name,
        language="nl" if number % 4 else "en",
        timezone=words.ZONE,
        accounts=(Account(platform=Platform.SLACK, user_id=f"U0PERSON{number:04}"),),
        teams=(tuple(words.TEAMS)[nth // words.PEOPLE_A_TEAM],),
    )


def _email(number: int) -> str:
    return f"person-{number}@devrieswonen.nl"
