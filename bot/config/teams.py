"""The organisation, its people and its teams, as an operator writes them."""

from datetime import time, timedelta
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from bot.config.durations import AnswerTime, Promise, WorkingSpan, WorkingTime
from bot.config.known import NOT_EMPTY, Email, MemberEmail, TeamKey, once
from bot.config.platforms import DestinationEntry
from bot.config.section import Section
from bot.config.texts import Country, Currency, Key, Language, SlackUser, Text, Zone
from bot.config.times import Hours, OpeningHours
from bot.config.wrong import wrong
from bot.domain.destination import Platform
from bot.domain.organisation import DEFAULT_CAUSES
from bot.domain.people import PressesFrom

OFFICE_HOURS = OpeningHours(weekdays=frozenset(range(5)), opens=time(9), closes=time(17, 30))
OTHERWISE = "default"
FOUR_HOURS = Promise(span=WorkingSpan(time=timedelta(hours=4)))
DEADLINES = {"phone": FOUR_HOURS, "chat": FOUR_HOURS, "in-person": FOUR_HOURS, OTHERWISE: Promise(span=None)}


def _by_channel(given: object) -> object:
    return {str(name).strip().casefold(): each for name, each in given.items()} if isinstance(given, dict) else given


def _each_once(places: tuple[DestinationEntry, ...]) -> tuple[DestinationEntry, ...]:
    if not places:
        hint = "Add one such as {slack: C0SUPPORT} or {telegram: -100200300}"
        raise wrong("there is no destination, so nobody would hear from a customer", hint)
    chats = [(place.slack, place.telegram, place.topic) for place in places]
    if len(set(chats)) < len(chats):
        raise wrong("the same chat stands here twice", "Keep one of the two")
    return places


Destinations = Annotated[
    tuple[DestinationEntry, ...], Field(examples=["[{slack: C0SUPPORT}]"]), AfterValidator(_each_once)
]


class OrganisationSection(Section):
    """Whose customers these are, and what holds for every team that does not say otherwise."""

    name: Text = Field(examples=["De Vries Wonen"])
    language: Language = "en"
    timezone: Zone = Field(examples=["Europe/Amsterdam"])
    country: Country | None = None
    working_hours: Hours = OFFICE_HOURS
    currency: Currency = "EUR"


class MemberEntry(Section):
    """An employee."""

    name: Text = Field(examples=["Anna Visser"])
    email: Annotated[Email, once("e-mail address")] = Field(examples=["anna@devrieswonen.nl"])
    language: Language | None = None
    timezone: Zone | None = None
    slack_id: Annotated[SlackUser, once("Slack id")] | None = None
    telegram_id: Annotated[int, Field(ge=1, examples=[1001]), once("Telegram id")] | None = None
    prefers: Platform | None = None
    teams: tuple[TeamKey, ...] = Field(default=(), examples=["[support]"])


class TeamEntry(Section):
    """A group of employees with a place to hear from customers."""

    key: Annotated[Key, once("team")] = Field(examples=["support"])
    name: Text = Field(examples=["Klantenservice"])
    leads: tuple[MemberEmail, ...] = Field(default=(), examples=["[fatima@devrieswonen.nl]"])
    deputy: MemberEmail | None = None
    members: tuple[MemberEmail, ...] = Field(default=(), examples=["[anna@devrieswonen.nl]"])
    destinations: Destinations
    language: Language | None = None
    timezone: Zone | None = None
    country: Country | None = None
    working_hours: Hours | None = None
    head_start: WorkingTime = WorkingSpan(time=timedelta(hours=1))
    deadlines: Annotated[dict[str, AnswerTime], BeforeValidator(_by_channel)] = Field(
        default=DEADLINES, examples=["{phone: 4h, default: same-working-day}"]
    )
    causes: Annotated[tuple[Text, ...], NOT_EMPTY] = Field(
        default=DEFAULT_CAUSES, examples=["[waiting time, delivery]"]
    )
    presses_from: PressesFrom = PressesFrom.ANYONE
