"""A morning's worth of feedback: what came in between 08:30 and 10:00, minute by minute."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from sandbox.demo.customer import Json
from sandbox.demo.people import Language
from sandbox.demo.stories import story

OPENS = time(8, 30)
BEGINS = time(10, 0)
"""When people look at the page for the first time."""

_OTHER: dict[Language, Language] = {"nl": "en", "en": "nl"}


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """One piece of feedback at its minute."""

    at: datetime
    piece: Json


@dataclass(frozen=True, kw_only=True)
class _Line:
    at: time
    story: str
    said_before: timedelta = timedelta(minutes=4)
    other_language: bool = False
    piece: Json = field(default_factory=dict)
    id: str | None = None


_LINES = (
    # Months ago, by the customer who complains below: it counts in the numbers and shows in their history only.
    _Line(
        at=time(8, 36),
        story="nine",
        said_before=timedelta(days=64),
        piece={"customer": {"id": "C-2207", "name": "Petra Hendriks"}, "touchpoint": "order"},
    ),
    _Line(
        at=time(8, 36),
        story="eight",
        said_before=timedelta(days=21),
        piece={"customer": {"id": "C-2207", "name": "Petra Hendriks"}, "touchpoint": "delivery"},
    ),
    _Line(at=time(8, 41), story="nine"),
    _Line(at=time(8, 44), story="eight"),
    _Line(at=time(8, 49), story="nine", piece={"score": 10, "customer": {"id": "C-5003", "name": "D. Visser"}}),
    _Line(at=time(8, 55), story="chat", other_language=True),
    _Line(at=time(9, 3), story="sofa"),
    _Line(at=time(9, 8), story="boris", other_language=True),
    _Line(at=time(9, 14), story="return"),
    _Line(at=time(9, 21), story="shop"),
    _Line(at=time(9, 26), story="nine", piece={"customer": {"id": "C-5004", "name": "O. Demir"}}),
    _Line(at=time(9, 31), story="long"),
    _Line(at=time(9, 38), story="anna"),
    _Line(at=time(9, 44), story="stars"),
    _Line(at=time(9, 49), story="refund", id="MORNING-REFUND", piece={"contact": None, "contact_requested": None}),
    # The same piece again, now with a wish: the card that stands follows.
    _Line(at=time(9, 54), story="refund", id="MORNING-REFUND", said_before=timedelta(minutes=9)),
)


def morning(opens: datetime, language: Language) -> Iterator[Arrival]:
    """What arrives from `opens` (aware, 08:30 in the shop) on, in order; mostly in this language."""
    day = opens.replace(hour=0, minute=0, second=0, microsecond=0)
    for number, line in enumerate(_LINES, start=1):
        at = day.replace(hour=line.at.hour, minute=line.at.minute)
        spoken = _OTHER[language] if line.other_language else language
        told = story(line.story).piece(spoken) | line.piece
        stamped = {"id": line.id or f"MORNING-{number:02d}", "occurred_at": (at - line.said_before).isoformat()}
        yield Arrival(at=at, piece=stamped | {name: value for name, value in told.items() if value is not None})
