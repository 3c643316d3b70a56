"""The configuration as one frozen tree: what an operator may write, with the defaults for what they leave out."""

from datetime import timedelta
from typing import Annotated

from pydantic import Field

from bot.config.durations import Duration
from bot.config.known import NOT_EMPTY, Email, once
from bot.config.platforms import SlackSection, TelegramSection
from bot.config.rhythm import DEFAULT_ESCALATION, DEFAULT_PULSES, EscalationStep, Pulse, Schedules
from bot.config.routing import RoutingSection
from bot.config.section import Section
from bot.config.teams import MemberEntry, OrganisationSection, TeamEntry
from bot.config.texts import DatabaseUrl, Key, SourceSecret, Text, Url
from bot.domain.organisation import Gather, PersonalFor


class HttpSection(Section):
    """Where we listen. Port 0 takes any free one."""

    host: Text = "127.0.0.1"
    port: int = Field(default=8080, ge=0, le=65535, examples=[8080])


class SourceEntry(Section):
    """A program that sends feedback to POST /feedback/<key>, and the secret that it shows or signs with."""

    key: Annotated[Key, once("source")] = Field(examples=["survey"])
    secret: SourceSecret


class CardsSection(Section):
    """What gets a card, and when."""

    gather: Gather = Gather.WORDLESS
    quiet_after: Duration = timedelta(days=7)
    hold_outside_hours: bool = True
    leads_claim_by_reaction: bool = False


class NumbersSection(Section):
    """When a score may be shown: from this many responses on."""

    minimum: int = Field(default=30, ge=1, examples=[30])


class ExportsSection(Section):
    """What may leave the house as a file."""

    personal_data: PersonalFor = Field(default=PersonalFor.NOBODY, examples=["admins"])


class Config(Section):
    """Everything that an operator decides. Secrets show neither in its repr nor in any complaint about it."""

    organisation: OrganisationSection
    database: DatabaseUrl = Field(default="sqlite:///klankbord.db", repr=False)
    http: HttpSection = HttpSection()
    slack: SlackSection | None = None
    telegram: TelegramSection | None = None
    sources: tuple[SourceEntry, ...] = Field(default=(), examples=['[{key: survey, secret: "${SURVEY_SECRET}"}]'])
    admins: tuple[Email, ...] = Field(default=(), examples=["[it@devrieswonen.nl]"])
    members: tuple[MemberEntry, ...] = Field(default=(), examples=["members.csv"])
    teams: Annotated[tuple[TeamEntry, ...], NOT_EMPTY] = Field(examples=["[{key: support, …}]"])
    routing: RoutingSection
    cards: CardsSection = CardsSection()
    numbers: NumbersSection = NumbersSection()
    exports: ExportsSection = ExportsSection()
    heartbeat_url: Url | None = Field(default=None, repr=False)
    schedules: Schedules = Schedules()
    pulses: tuple[Pulse, ...] = DEFAULT_PULSES
    escalation: tuple[EscalationStep, ...] = DEFAULT_ESCALATION
