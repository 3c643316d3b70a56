"""Which feedback goes where, as an operator writes it."""

from typing import Annotated

from pydantic import Field

from bot.config.durations import AnswerTime
from bot.config.known import Email, MemberEmail, OneOrMore, TeamKey
from bot.config.section import Section
from bot.config.teams import Destinations
from bot.config.texts import ScoreRange, Text, ValueRange
from bot.domain.feedback import Kind, Segment

Texts = Annotated[frozenset[Text], OneOrMore]


class ConditionEntry(Section):
    """What a rule asks of a feedback: one value, or a list of which any will do. All that is set must hold."""

    source: Texts | None = None
    kind: Annotated[frozenset[Kind], OneOrMore] | None = None
    score: ScoreRange | None = None
    segment: Annotated[frozenset[Segment], OneOrMore] | None = None
    journey: Texts | None = None
    touchpoint: Texts | None = None
    channel: Texts | None = None
    location: Texts | None = None
    tag: Texts | None = None
    language: Texts | None = None
    value: ValueRange | None = None
    employee: Annotated[frozenset[Email], OneOrMore] | None = None


class RuleEntry(Section):
    """A condition and where it leads."""

    when: ConditionEntry = Field(examples=["{touchpoint: delivery}"])
    team: TeamKey = Field(examples=["support"])
    employee: MemberEmail | None = None
    destinations: Destinations | None = None
    deadline: AnswerTime | None = None


class RoutingSection(Section):
    """The rules, of which the first that holds wins, and the team for everything else."""

    default: TeamKey = Field(examples=["support"])
    rules: tuple[RuleEntry, ...] = Field(default=(), examples=["[{when: {touchpoint: delivery}, team: logistics}]"])
