"""How the organisation is set up now: teams, rules and members, as one frozen value. Reloading replaces it whole."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from bot.domain.destination import Destination, Platform
from bot.domain.feedback import Kind, Segment
from bot.domain.hours import WorkingHours
from bot.domain.people import Account, Member, PressesFrom, TeamDestination
from bot.domain.plan import Plan

SAME_WORKING_DAY = "same-working-day"
DEFAULT_CAUSES = (
    "waiting time",
    "broken promise",
    "wrong product",
    "unfriendly",
    "delivery",
    "price",
    "other",
)


class Gather(StrEnum):
    """Which feedback that asks for nothing gathers in one card a day instead of a card each."""

    WORDLESS = "wordless"
    NEVER = "never"


class PersonalFor(StrEnum):
    """Who may take a file in which customers can be recognised. Leads: of their own team, and the admins as well."""

    NOBODY = "nobody"
    ADMINS = "admins"
    LEADS = "leads"


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """How long we give ourselves to answer a customer.

    `working` is time within working hours; None means "the same working day":
    by closing time when received before noon, else one working day.
    """

    working: timedelta | None = None


@dataclass(frozen=True, kw_only=True)
class Team:
    """A group of employees with a place to hear from customers. People are named by e-mail address (lower case).

    `deadlines` holds allowances by channel (casefolded); `default_deadline` is for every other channel.
    """

    key: str
    name: str
    language: str
    hours: WorkingHours
    leads: frozenset[str] = frozenset()
    deputy: str | None = None
    members: frozenset[str] = frozenset()
    destinations: tuple[TeamDestination, ...] = ()
    head_start: timedelta = timedelta(hours=1)
    deadlines: Mapping[str, Allowance] = field(default_factory=dict)
    default_deadline: Allowance = Allowance()
    causes: tuple[str, ...] = DEFAULT_CAUSES
    presses_from: PressesFrom = PressesFrom.ANYONE

    def has(self, email: str) -> bool:
        """Whether this person belongs to the team, as member, lead or deputy."""
        return email in self.members or email in self.leads or email == self.deputy


@dataclass(frozen=True, kw_only=True)
class Condition:
    """What a rule asks of a feedback. Every field that is set must hold; within a field, any of its values will do.

    Text is compared without regard to case: it is kept casefolded here. Score and value are inclusive ranges; a score
    is compared as it stands, whatever its scale.
    """

    source: frozenset[str] | None = None
    kind: frozenset[Kind] | None = None
    score: tuple[int, int] | None = None
    segment: frozenset[Segment] | None = None
    journey: frozenset[str] | None = None
    touchpoint: frozenset[str] | None = None
    channel: frozenset[str] | None = None
    location: frozenset[str] | None = None
    tag: frozenset[str] | None = None
    language: frozenset[str] | None = None
    value: tuple[Decimal | None, Decimal | None] | None = None
    employee: frozenset[str] | None = None

    def __post_init__(self) -> None:
        for name in ("source", "journey", "touchpoint", "channel", "location", "tag", "language", "employee"):
            texts: frozenset[str] | None = getattr(self, name)
            if texts is not None:
                object.__setattr__(self, name, frozenset(text.strip().casefold() for text in texts))


@dataclass(frozen=True, kw_only=True)
class Rule:
    """When a feedback meets `when`, it goes to `team`; what is set besides overrides what the team has.

    `employee` names who should act when the feedback names nobody.
    """

    when: Condition
    team: str
    employee: str | None = None
    destinations: tuple[TeamDestination, ...] | None = None
    deadline: Allowance | None = None


@dataclass(frozen=True, kw_only=True)
class CardRules:
    """What gets a card. `quiet_after`: feedback that happened longer ago counts in the numbers and posts nothing."""

    gather: Gather = Gather.WORDLESS
    quiet_after: timedelta = timedelta(days=7)
    hold_outside_hours: bool = True
    leads_claim_by_reaction: bool = False


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Everything that the operator decided and that decisions depend on."""

    name: str
    language: str
    currency: str
    hours: WorkingHours
    teams: Mapping[str, Team]
    default_team: str
    rules: tuple[Rule, ...] = ()
    cards: CardRules = CardRules()
    admins: frozenset[str] = frozenset()
    members: Mapping[int, Member] = field(default_factory=dict)
    reactions: Mapping[Platform, Mapping[str, str]] = field(default_factory=dict)
    minimum: int = 30
    personal_for: PersonalFor = PersonalFor.NOBODY
    plan: Plan = field(default_factory=Plan)

    @cached_property
    def _by_email(self) -> Mapping[str, Member]:
        return {member.email: member for member in self.members.values() if member.active}

    @cached_property
    def _by_account(self) -> Mapping[tuple[Platform, str], Member]:
        present = (member for member in self.members.values() if member.active)
        return {(account.platform, account.user_id): member for member in present for account in member.accounts}

    def member_by_email(self, email: str | None) -> Member | None:
        """The active member with this address, whatever its case."""
        return None if email is None else self._by_email.get(email.strip().lower())

    def member_by_account(self, account: Account) -> Member | None:
        """The active member who has this account."""
        return self._by_account.get((account.platform, account.user_id))

    def teams_of(self, member: Member) -> tuple[Team, ...]:
        """The teams that a member belongs to, in the order of the configuration."""
        return tuple(team for team in self.teams.values() if team.has(member.email))

    def is_admin(self, member: Member) -> bool:
        """Whether the operator named this member an admin."""
        return member.email in self.admins

    def team_at(self, platform: Platform, chat: str) -> str | None:
        """The key of the first team that has this chat among its destinations, or gets it by a rule."""
        by_team = ((team.key, team.destinations) for team in self.teams.values())
        by_rule = ((rule.team, rule.destinations or ()) for rule in self.rules)
        for key, destinations in (*by_team, *by_rule):
            if any(one.place.platform is platform and one.place.chat == chat for one in destinations):
                return key
        return None

    def team_destination(self, team: Team, place: Destination) -> TeamDestination | None:
        """The settings for a place: the team's own, else those of a rule; None when it is in neither."""
        everywhere = (*team.destinations, *(d for rule in self.rules for d in rule.destinations or ()))
        return next((d for d in everywhere if d.place == place), None)


def moved(organisation: Organisation, moves: Mapping[tuple[Platform, str], str]) -> Organisation:
    """The organisation with its destinations where their chats have gone since they were configured."""
    if not moves:
        return organisation

    def there(destinations: tuple[TeamDestination, ...]) -> tuple[TeamDestination, ...]:
        return tuple(
            replace(one, place=replace(one.place, chat=moves.get((one.place.platform, one.place.chat), one.place.chat)))
            for one in destinations
        )

    return replace(
        organisation,
        teams={key: replace(team, destinations=there(team.destinations)) for key, team in organisation.teams.items()},
        rules=tuple(
            rule if rule.destinations is None else replace(rule, destinations=there(rule.destinations))
            for rule in organisation.rules
        ),
    )
