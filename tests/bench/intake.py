"""Feedback accepted per second, singly and in batches, beside a bare handler that commits one row for each request."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from tests.bench import load
from tests.bench.figures import Row, median
from tests.bench.town import SECRET, SOURCE

CONNECTIONS = 50
A_BATCH = 500
BATCHES_AT_ONCE = 4
ALLOWED_BATCHED = 5_000
_NUMBERS = count()
_CHANNELS = ("phone", "e-mail", "chat", "shop")


@dataclass(kw_only=True)
class IntakeRounds:
    """Pieces per second, one figure for each round."""

    single: list[float] = field(default_factory=list)
    batched: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)


def piece() -> dict[str, object]:
    """What customers say on an ordinary day: of six, one is unhappy and says why, two have kind words, three only
    give a score."""
    number = next(_NUMBERS)
    said: dict[str, object] = {
        "id": f"L-{number}",
        "score": (3, 9, 10, 8, 9, 7)[number % 6],
        "customer": {"id": f"C-{number % 5000}", "name": "M. de Vries", "email": "m.devries@example.nl", "value": 1200},
        "journey": "complaint",
        "touchpoint": "call-centre",
        "channel": _CHANNELS[number % 4],
        "location": "Utrecht",
        "tags": ["wachttijd"],
    }
    if number % 6 < 3:
        said["comment"] = "Drie keer teruggebeld, en toen was het in één keer opgelost. Wat een verschil."
    return said


async def singly(url: str, pieces: int) -> float:
    """Pieces per second, one in each request."""
    address = f"{url}/feedback/{SOURCE}"
    requests = [load.request(address, json.dumps(piece()).encode(), secret=SECRET) for _ in range(pieces)]
    came = await load.send(address, requests, connections=CONNECTIONS)
    return pieces / came.seconds


async def in_batches(url: str, batches: int) -> float:
    """Pieces per second, many in each request."""
    address = f"{url}/feedback/{SOURCE}/batch"
    requests = [
        load.request(address, json.dumps([piece() for _ in range(A_BATCH)]).encode(), secret=SECRET)
        for _ in range(batches)
    ]
    came = await load.send(address, requests, connections=BATCHES_AT_ONCE)
    return batches * A_BATCH / came.seconds


def rows(rounds: IntakeRounds, database: str) -> Sequence[Row]:
    """What the rounds came to."""
    bare = f"bare handler on {database}"
    return [
        Row(
            what=f"intake on {database}, singly, {CONNECTIONS} connections",
            unit="/s",
            value=rounds.single,
            baseline=rounds.bare,
            beside=bare,
            target="as fast as bare",
            met=median(rounds.single) >= median(rounds.bare),
        ),
        Row(
            what=f"intake on {database}, batches of {A_BATCH}",
            unit="/s",
            value=rounds.batched,
            baseline=rounds.bare,
            beside=bare,
            target=f"{ALLOWED_BATCHED:,} /s",
            met=median(rounds.batched) >= ALLOWED_BATCHED,
        ),
    ]
