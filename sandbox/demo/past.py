"""Three months of answers from before the demo's day, so that there is something to ask about with /nps.

They are older than what gets a card, so they count in the numbers and post nothing. The same ones each time.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from sandbox.demo.customer import Json
from sandbox.demo.people import Language

_WEEKS = range(2, 15)
_A_DAY = {"support": 7, "logistics": 5, "shop": 4}
_BATCH = 500

# For each team: touchpoint, channel, how many of ten are happy, and of the rest how many are not.
_PLACES: dict[str, tuple[tuple[str, str, int, int], ...]] = {
    "support": (("call-centre", "phone", 5, 3), ("chat", "chat", 6, 2), ("complaint", "e-mail", 3, 5)),
    "logistics": (("delivery", "phone", 4, 4), ("assembly", "in-person", 7, 1)),
    "shop": (("showroom", "shop", 7, 1), ("returns", "shop", 4, 3)),
}
_LOCATIONS = ("Utrecht", "Amersfoort", "Zwolle")
_GOOD: dict[Language, tuple[str, ...]] = {
    "nl": (
        "Vriendelijk en snel geholpen, geen wachttijd.",
        "De bezorger dacht echt mee met de bank.",
        "Eindelijk iemand die terugbelt zoals beloofd.",
        "Heldere factuur en een eerlijk advies.",
    ),
    "en": (
        "Friendly and quick, no waiting time at all.",
        "The driver really thought along about the sofa.",
        "Finally somebody who calls back as promised.",
        "A clear invoice and honest advice.",
    ),
}
# What went wrong, and the cause that fits it.
_BAD: dict[Language, tuple[tuple[str, str], ...]] = {
    "nl": (
        ("De wachttijd aan de telefoon was een half uur.", "waiting time"),
        ("Drie keer beloofd terug te bellen, drie keer niet gedaan.", "broken promise"),
        ("De bank kwam twee dagen te laat, zonder bericht.", "delivery"),
        ("Wachttijden van weken voor een simpele kast.", "waiting time"),
        ("De factuur klopte weer niet.", "price"),
    ),
    "en": (
        ("The waiting time on the phone was half an hour.", "waiting time"),
        ("Promised three times to call back, and three times nobody did.", "broken promise"),
        ("The sofa came two days late, without a word.", "delivery"),
        ("Waiting times of weeks for a simple cupboard.", "waiting time"),
        ("The invoice was wrong again.", "price"),
    ),
}


def cause_of(comment: str) -> str | None:
    """Why somebody of the past was unhappy; None for words that are not from there."""
    return next((cause for bad in _BAD.values() for words, cause in bad if words == comment), None)


def past(opens: datetime, language: Language) -> Iterator[Sequence[Json]]:
    """Batches of pieces, from the weeks before the day that begins at `opens` (aware)."""
    chance = random.Random(2026)
    pieces = [piece for weeks in _WEEKS for piece in _week(opens - timedelta(weeks=weeks), weeks, language, chance)]
    for start in range(0, len(pieces), _BATCH):
        yield pieces[start : start + _BATCH]


def _week(begins: datetime, weeks: int, language: Language, chance: random.Random) -> Iterator[Json]:
    for day in range(6):
        for team, many in _A_DAY.items():
            for number in range(many):
                at = begins + timedelta(days=day, minutes=chance.randrange(600))
                yield _piece(f"PAST-{weeks}-{day}-{team}-{number}", at, team, weeks, language, chance)


def _piece(number: str, at: datetime, team: str, weeks: int, language: Language, chance: random.Random) -> Json:
    touchpoint, channel, happy, unhappy = chance.choice(_PLACES[team])
    # It has gone better lately, so that a trend has something to show.
    luck = chance.randrange(10) - (weeks < 6)
    good, bad = luck < happy, luck >= 10 - unhappy
    score = chance.choice((9, 10)) if good else chance.choice((2, 3, 5, 6)) if bad else chance.choice((7, 8))
    piece: Json = {
        "id": number,
        "occurred_at": at.isoformat(timespec="seconds"),
        "score": score,
        "team": team,
        "journey": "ordering and delivery",
        "touchpoint": touchpoint,
        "channel": channel,
        "location": chance.choice(_LOCATIONS),
        "customer": {"id": f"P-{chance.randrange(400)}", "value": chance.choice((150, 400, 900, 2500))},
    }
    if (good or bad) and chance.random() < 0.4:
        piece["comment"] = chance.choice(_GOOD[language]) if good else chance.choice(_BAD[language])[0]
    return piece
