"""What happens by the clock: summaries, questions to employees, and steps as a deadline comes near."""

import re
from datetime import time, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Self

from pydantic import Field, PlainValidator, model_validator

from bot.config.durations import Duration, Every, EveryUnit, Recurrence
from bot.config.known import once
from bot.config.section import Section
from bot.config.texts import Key
from bot.config.times import At, When
from bot.config.wrong import wrong


class Days(StrEnum):
    """On which days something happens."""

    WORKING = "working"
    ALL = "all"


class DigestSchedule(Section):
    """The daily summary. What was missed by more than `catch_up` is not made up for."""

    at: When = At(time=time(8, 45))
    days: Days = Days.WORKING
    catch_up: Duration = timedelta(hours=6)


class HuddleSchedule(Section):
    """The weekly look at what repeats."""

    at: When = At(time=time(9), weekday=0)
    catch_up: Duration = timedelta(hours=6)


class Schedules(Section):
    """When each team hears how it goes, on its own clock."""

    digest: DigestSchedule = DigestSchedule()
    huddle: HuddleSchedule = HuddleSchedule()


class Question(StrEnum):
    """What a pulse asks."""

    ENPS = "enps"
    ENGAGEMENT_INDEX = "engagement-index"
    EXPECTATION = "expectation"


class Asks(StrEnum):
    """Whom a pulse asks: every employee in private, or a team in its destinations."""

    EMPLOYEES = "employees"
    TEAM = "team"


def _sample(given: object) -> Fraction:
    found = re.fullmatch(r"(\d{1,3})\s*/\s*(\d{1,3})", str(given).strip(), re.ASCII)
    if isinstance(given, Fraction):
        return given
    if given == 1:
        return Fraction(1)
    if found is None or not 0 < int(found[1]) <= int(found[2]):
        raise wrong("this is not a share of the people", "Write it like 1/2 or 1/20")
    return Fraction(int(found[1]), int(found[2]))


class Pulse(Section):
    """A recurring question. `minimum_answers` is how many answers are needed before anything is shown."""

    key: Annotated[Key, once("pulse")] = Field(examples=["enps"])
    question: Question
    to: Asks = Asks.EMPLOYEES
    at: When
    every: Recurrence = Every(count=1, unit=EveryUnit.WEEK)
    open_for: Duration = timedelta(days=7)
    remind_after: Duration | None = None
    minimum_answers: int = Field(default=5, ge=3)
    sample: Annotated[Fraction, PlainValidator(_sample)] = Fraction(1)


class Remind(StrEnum):
    """Who is reminded in private."""

    HOLDER_OR_RESPONSIBLE = "holder-or-responsible"


class Tell(StrEnum):
    """Who is told with a new message."""

    TEAM = "team"
    LEADS = "leads"


def _percent(given: object) -> Fraction:
    if isinstance(given, Fraction):
        return given
    found = re.fullmatch(r"(\d{1,3})\s*%", str(given).strip(), re.ASCII)
    if found is None or int(found[1]) == 0:
        raise wrong("this is not a share of the time to the deadline", "Write it like 50% or 100%")
    return Fraction(int(found[1]), 100)


class EscalationStep(Section):
    """Who hears of a case after a share of the working time to its deadline (1 is the deadline itself)."""

    after: Annotated[Fraction, PlainValidator(_percent)] = Field(examples=["50%"])
    remind: Remind | None = None
    tell: Tell | None = None

    @model_validator(mode="after")
    def _says_who(self) -> Self:
        if (self.remind is None) == (self.tell is None):
            hint = "Write remind: holder-or-responsible, tell: team, or tell: leads"
            raise wrong("a step either reminds or tells", hint)
        return self


DEFAULT_PULSES = (
    Pulse(
        key="enps",
        question=Question.ENPS,
        at=At(time=time(9, 30), weekday=1),
        every=Every(count=4, unit=EveryUnit.WEEK),
        remind_after=timedelta(days=3),
    ),
    Pulse(
        key="engagement",
        question=Question.ENGAGEMENT_INDEX,
        at=At(time=time(9, 30), weekday=1, nth=1),
        every=Every(count=3, unit=EveryUnit.MONTH),
    ),
    Pulse(key="expectation", question=Question.EXPECTATION, to=Asks.TEAM, at=At(time=time(15), weekday=4)),
)
DEFAULT_ESCALATION = (
    EscalationStep(after=Fraction(1, 2), remind=Remind.HOLDER_OR_RESPONSIBLE),
    EscalationStep(after=Fraction(4, 5), tell=Tell.TEAM),
    EscalationStep(after=Fraction(1), tell=Tell.LEADS),
)
