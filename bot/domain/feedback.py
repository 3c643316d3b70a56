"""What a customer said, its score on its own scale, and whether it asks for work."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    """What sort of thing was said. Each scored kind keeps its own scale; none is ever turned into another."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    STARS = "stars"
    COMPLAINT = "complaint"
    COMPLIMENT = "compliment"
    IDEA = "idea"
    COMMENT = "comment"


class Segment(StrEnum):
    """Where an NPS score falls: promoter 9-10, passive 7-8, detractor 0-6. No other kind has a segment."""

    PROMOTER = "promoter"
    PASSIVE = "passive"
    DETRACTOR = "detractor"


class Tone(StrEnum):
    """How the contact felt, comparable over kinds; used for colour and for value at risk, never for a score."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"


@dataclass(frozen=True, kw_only=True)
class Scale:
    """Inclusive bounds; a score up to `poor` asks for work, a score from `good` up is good news."""

    low: int
    high: int
    poor: int
    good: int


SCALES: Mapping[Kind, Scale] = {
    Kind.NPS: Scale(low=0, high=10, poor=6, good=9),
    Kind.CSAT: Scale(low=1, high=5, poor=2, good=4),
    Kind.CES: Scale(low=1, high=7, poor=3, good=6),
    Kind.STARS: Scale(low=1, high=5, poor=2, good=4),
}


class ContactHow(StrEnum):
    """How the customer wants to be reached."""

    PHONE = "phone"
    VIDEO = "video"
    MAIL = "mail"
    VISIT = "visit"


@dataclass(frozen=True, kw_only=True)
class ContactWish:
    """How and when the customer wants to be reached; `when` is free text, in the customer's words."""

    how: ContactHow | None = None
    when: str | None = None


@dataclass(frozen=True, kw_only=True)
class Customer:
    """What we were told about the customer; `value` is a year's worth in the organisation's currency."""

    id: str | None = None
    name: str | None = None
    email: str | None = None
    phone: str | None = None
    value: Decimal | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True)
class Said:
    """One piece of feedback as a source sent it, valid in itself. Times are aware.

    `kind` is None when the source did not name one: a score then means nps, words alone mean comment.
    """

    source: str
    external_id: str
    occurred_at: datetime | None = None
    kind: Kind | None = None
    score: int | None = None
    comment: str | None = None
    customer: Customer = Customer()
    contact_requested: bool | None = None
    contact: ContactWish | None = None
    journey: str | None = None
    touchpoint: str | None = None
    channel: str | None = None
    employee: str | None = None
    team: str | None = None
    location: str | None = None
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, object] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str]:
        """(source, external id): what makes a feedback unique."""
        return (self.source, self.external_id)


@dataclass(frozen=True, kw_only=True)
class Feedback:
    """A piece of feedback as we keep it. `employee_id` was decided at receipt and stays (frozen attribution).

    `said` holds the merged content of everything the source sent under this id; times are aware UTC. `day` and `hour`
    are when it happened on the team's clock, decided when that moment became known.
    """

    id: int
    said: Said
    kind: Kind
    occurred_at: datetime
    received_at: datetime
    day: date
    hour: int
    team: str
    employee_id: int | None

    @property
    def segment(self) -> Segment | None:
        """The NPS segment, or None for every other kind."""
        return segment_of(self.kind, self.said.score)

    @property
    def tone(self) -> Tone:
        """How the contact felt."""
        return tone_of(self.kind, self.said.score)


def kind_of(said: Said) -> Kind:
    """The kind that the source named, else nps for a score and comment for words alone."""
    if said.kind is not None:
        return said.kind
    return Kind.COMMENT if said.score is None else Kind.NPS


def segment_of(kind: Kind, score: int | None) -> Segment | None:
    """The NPS segment of a score; None when it is not an NPS score."""
    if kind is not Kind.NPS or score is None:
        return None
    scale = SCALES[kind]
    if score <= scale.poor:
        return Segment.DETRACTOR
    return Segment.PROMOTER if score >= scale.good else Segment.PASSIVE


def tone_of(kind: Kind, score: int | None) -> Tone:
    """Negative, neutral or positive, by the kind's own scale, or by the kind itself where there is no score."""
    scale = SCALES.get(kind)
    if scale is not None and score is not None:
        if score <= scale.poor:
            return Tone.NEGATIVE
        return Tone.POSITIVE if score >= scale.good else Tone.NEUTRAL
    if kind is Kind.COMPLAINT:
        return Tone.NEGATIVE
    return Tone.POSITIVE if kind is Kind.COMPLIMENT else Tone.NEUTRAL


def asks_for_work(kind: Kind, said: Said) -> bool:
    """Whether this feedback needs a case: a poor score, a complaint, or a request for contact."""
    if said.contact_requested or kind is Kind.COMPLAINT:
        return True
    scale = SCALES.get(kind)
    return scale is not None and said.score is not None and said.score <= scale.poor


def is_wordless(said: Said) -> bool:
    """True when there is nothing to read."""
    return not (said.comment and said.comment.strip())
