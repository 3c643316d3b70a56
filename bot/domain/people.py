"""Who works here, in which team, and how they are reached."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.destination import Destination, Platform


@dataclass(frozen=True, kw_only=True)
class Account:
    """A member's identity on one platform. Not reachable: they closed their private chat to us (or never opened it)."""

    platform: Platform
    user_id: str
    reachable: bool = field(default=True, compare=False)


@dataclass(frozen=True, kw_only=True)
class Member:
    """An employee. The e-mail address (lower case) is their name in configuration; the id is ours and never reused.

    `away_until` is aware UTC; `away_by_status`: their status on a platform said so, and not they themselves. `prefers`
    orders the accounts: personal messages go to the first that works.
    """

    id: int
    email: str
    name: str
    language: str
    timezone: str
    prefers: Platform | None = None
    accounts: tuple[Account, ...] = ()
    active: bool = True
    away_until: datetime | None = None
    away_by_status: bool = False

    @property
    def first_name(self) -> str:
        """How colleagues call them."""
        return self.name.split()[0] if self.name.split() else self.name

    def is_away(self, now: datetime) -> bool:
        """Whether they said they are away at this moment."""
        return self.away_until is not None and now < self.away_until

    def private_chat(self) -> Destination | None:
        """The chat for personal messages: the preferred platform's, else the first account's; None if no one works."""
        reachable = (account for account in self.accounts if account.reachable)
        ordered = sorted(reachable, key=lambda account: account.platform != self.prefers)
        if not ordered:
            return None
        return Destination(platform=ordered[0].platform, chat=ordered[0].user_id)


@dataclass(frozen=True, kw_only=True)
class WantedMember:
    """An employee as the operator's configuration wants them; storage gives them an id, or takes the changes in.

    `email` is lower case and unique; `teams` are the keys of every team they belong to, as member, lead or deputy.
    """

    email: str
    name: str
    language: str
    timezone: str
    prefers: Platform | None = None
    accounts: tuple[Account, ...] = ()
    teams: tuple[str, ...] = ()


class Names(StrEnum):
    """How customers are named at a team's destination."""

    INITIALS = "initials"
    FULL = "full"


class PressesFrom(StrEnum):
    """Whose presses on a team's cards are carried out."""

    ANYONE = "anyone"
    TEAM = "team"


@dataclass(frozen=True, kw_only=True)
class TeamDestination:
    """A team's place for cards, and how customers are named there."""

    place: Destination
    names: Names = Names.INITIALS
