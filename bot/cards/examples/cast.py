"""De Vries Wonen on a Friday morning: the people and the customers in the examples."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.cards.model import Card, Form, Notice
from bot.cards.scene import Scene
from bot.domain.destination import Destination, Platform
from bot.domain.feedback import ContactHow, ContactWish, Customer, Feedback, Kind, Said
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Organisation, Team
from bot.domain.people import Account, Member, TeamDestination
from bot.wording import Wording

NOW = datetime(2026, 11, 20, 13, 30, tzinfo=UTC)
"""Friday 20 November 2026, 14:30 in Amsterdam."""

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
HOURS = WorkingHours(
    weekdays=frozenset(range(5)), opens=time(9), closes=time(17, 30), zone=AMSTERDAM, is_holiday=lambda _: False
)


class Builds(Protocol):
    """Draws one example in the given surroundings."""

    def __call__(self, scene: Scene, /) -> Card | Form | Notice:
        """The example as this reader sees it."""
        ...


@dataclass(frozen=True)
class Example:
    """One thing that people see. `name` is unique over all examples and fit for a file's name."""

    name: str
    build: Builds


ANNA = Member(
    id=1,
    email="anna@devrieswonen.nl",
    name="Anna Visser",
    language="nl",
    timezone="Europe/Amsterdam",
    accounts=(
        Account(platform=Platform.SLACK, user_id="U0ANNA"),
        Account(platform=Platform.TELEGRAM, user_id="1001"),
    ),
)
BORIS = Member(
    id=2,
    email="boris@devrieswonen.nl",
    name="Boris Jansen",
    language="en",
    timezone="Europe/Amsterdam",
    accounts=(Account(platform=Platform.SLACK, user_id="U0BORIS"),),
)
FATIMA = Member(
    id=3,
    email="fatima@devrieswonen.nl",
    name="Fatima El Amrani",
    language="nl",
    timezone="Europe/Amsterdam",
    accounts=(Account(platform=Platform.TELEGRAM, user_id="1003"),),
    away_until=NOW + timedelta(days=3),
)
SUPPORT = Team(
    key="support",
    name="Klantenservice",
    language="nl",
    hours=HOURS,
    leads=frozenset({FATIMA.email}),
    members=frozenset({ANNA.email, BORIS.email}),
    destinations=(TeamDestination(place=Destination(platform=Platform.SLACK, chat="C0SUPPORT")),),
)
ORGANISATION = Organisation(
    name="De Vries Wonen",
    language="nl",
    currency="EUR",
    hours=HOURS,
    teams={SUPPORT.key: SUPPORT},
    default_team=SUPPORT.key,
    members={member.id: member for member in (ANNA, BORIS, FATIMA)},
)
DE_VRIES = Customer(
    id="K-20417",
    name="M. de Vries",
    email="m.devries@example.nl",
    phone="+31 6 1234 5678",
    value=Decimal(1200),
    language="nl",
)
CALL_AFTER_FIVE = ContactWish(how=ContactHow.PHONE, when="after 17:00")
LATE_SOFA = "The sofa came two days late and nobody called me. Anna said it would be Tuesday."


def scene(language: str) -> Scene:
    """The surroundings of every example, for a reader of this language in Amsterdam."""
    return Scene(organisation=ORGANISATION, wording=Wording(language, AMSTERDAM), now=NOW)


def feedback(
    *,
    kind: Kind = Kind.NPS,
    score: int | None = 3,
    comment: str | None = LATE_SOFA,
    customer: Customer = DE_VRIES,
    contact: ContactWish | None = CALL_AFTER_FIVE,
    contact_requested: bool | None = True,
    touchpoint: str | None = "Delivery",
    channel: str | None = "phone",
    location: str | None = "Utrecht",
    tags: tuple[str, ...] = ("sofa",),
    employee: Member | None = ANNA,
) -> Feedback:
    """What M. de Vries said about a sofa, or anything else about it that an example needs."""
    received = NOW - timedelta(hours=2)
    said = Said(
        source="survey",
        external_id="r-1001",
        occurred_at=received - timedelta(minutes=4),
        kind=kind,
        score=score,
        comment=comment,
        customer=customer,
        contact_requested=contact_requested,
        contact=contact,
        journey="ordering and delivery",
        touchpoint=touchpoint,
        channel=channel,
        employee=employee.email if employee else None,
        location=location,
        tags=tags,
        attributes={"order": "2026-8812"},
    )
    return Feedback(
        id=7,
        said=said,
        kind=kind,
        occurred_at=received - timedelta(minutes=4),
        received_at=received,
        day=received.date(),
        hour=HOURS.local(received).hour,
        team=SUPPORT.key,
        employee_id=employee.id if employee else None,
    )
