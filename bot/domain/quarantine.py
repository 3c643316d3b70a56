"""What a known source sent and we could not read: kept as it came, with what is wrong, until the cause is mended."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """One thing that is wrong in what was sent. `field` is a dotted path; empty means the whole.

    `problem` completes the sentence "<field> ..."; `hint` says what to send instead.
    """

    field: str
    problem: str
    hint: str

    def __str__(self) -> str:
        return f"{self.field or 'the body'} {self.problem}. {self.hint}"


@dataclass(frozen=True, kw_only=True)
class Quarantined:
    """A body that was refused: the very bytes, with everything that is wrong with them. Times are aware UTC."""

    id: int
    source: str
    body: bytes
    wrong: tuple[Wrong, ...]
    received_at: datetime
    last_tried_at: datetime | None
