"""How many customers a source asked on a day, so that it can be said how many of them answered."""

from dataclasses import dataclass
from datetime import date

from bot.domain.feedback import Kind, Said

MOST = 10_000_000
"""More than anybody asks in a day."""


@dataclass(frozen=True, kw_only=True)
class Invited:
    """So many customers were asked on a day, as the source told us under its own number.

    `about` says what they were asked about, as feedback would: by it the team is found as it will be for the answers.
    """

    about: Said
    kind: Kind
    day: date
    invited: int


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """The same as it is kept: for which team. `day` is the team's own."""

    source: str
    external_id: str
    team: str
    day: date
    invited: int
