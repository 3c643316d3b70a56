"""From the operator's configuration to the domain's values."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.config.planning import plan_of
from bot.config.platforms import DestinationEntry
from bot.config.public_holidays import is_holiday_in
from bot.config.routing import ConditionEntry, RuleEntry
from bot.config.teams import OTHERWISE, MemberEntry, TeamEntry
from bot.config.times import OpeningHours
from bot.config.tree import Config
from bot.domain.destination import Destination, Platform
from bot.domain.hours import WorkingHours
from bot.domain.organisation import Allowance, CardRules, Condition, Organisation, Rule, Team
from bot.domain.people import Account, Member, TeamDestination, WantedMember


def organisation(config: Config, members: Mapping[int, Member]) -> Organisation:
    """The organisation as configured, with its members as storage knows them (by id)."""
    teams = {entry.key: _team(entry, config) for entry in config.teams}
    own = config.organisation
    reactions = {Platform.SLACK: config.slack, Platform.TELEGRAM: config.telegram}
    return Organisation(
        name=own.name,
        language=own.language,
        currency=own.currency,
        hours=_hours(own.working_hours, own.timezone, own.country),
        teams=teams,
        default_team=config.routing.default,
        rules=tuple(_rule(entry, teams[entry.team]) for entry in config.routing.rules),
        cards=CardRules(
            gather=config.cards.gather,
            quiet_after=config.cards.quiet_after,
            hold_outside_hours=config.cards.hold_outside_hours,
            leads_claim_by_reaction=config.cards.leads_claim_by_reaction,
        ),
        admins=frozenset(config.admins),
        members=members,
        reactions={platform: section.reactions for platform, section in reactions.items() if section is not None},
        minimum=config.numbers.minimum,
        personal_for=config.exports.personal_data,
        plan=plan_of(config),
    )


def members_wanted(config: Config) -> tuple[WantedMember, ...]:
    """Everybody in the configuration, with the organisation's language and time zone where they have none.

    Accounts on a platform that is not configured are left out: nobody can be reached there.
    """
    return tuple(_member(entry, config) for entry in config.members)


def _member(entry: MemberEntry, config: Config) -> WantedMember:
    accounts = []
    if entry.slack_id is not None and config.slack is not None:
        accounts.append(Account(platform=Platform.SLACK, user_id=entry.slack_id))
    if entry.telegram_id is not None and config.telegram is not None:
        accounts.append(Account(platform=Platform.TELEGRAM, user_id=str(entry.telegram_id)))
    return WantedMember(
        email=entry.email,
        name=entry.name,
        language=entry.language or config.organisation.language,
        timezone=entry.timezone or config.organisation.timezone,
        prefers=entry.prefers,
        accounts=tuple(accounts),
        teams=tuple(
            team.key
            for team in config.teams
            if team.key in entry.teams or entry.email in {*team.members, *team.leads, team.deputy}
        ),
    )


def _team(entry: TeamEntry, config: Config) -> Team:
    whole = config.organisation
    hours = _hours(
        entry.working_hours or whole.working_hours, entry.timezone or whole.timezone, entry.country or whole.country
    )
    allowances = {channel: promise.allowance(hours.day_length) for channel, promise in entry.deadlines.items()}
    return Team(
        key=entry.key,
        name=entry.name,
        language=entry.language or whole.language,
        hours=hours,
        leads=frozenset(entry.leads),
        deputy=entry.deputy,
        members=frozenset(entry.members) | {m.email for m in config.members if entry.key in m.teams},
        destinations=_destinations(entry.destinations),
        head_start=entry.head_start.within(hours.day_length),
        default_deadline=allowances.pop(OTHERWISE, Allowance()),
        deadlines=allowances,
        causes=entry.causes,
        presses_from=entry.presses_from,
    )


def _hours(hours: OpeningHours, zone: str, country: str | None) -> WorkingHours:
    return WorkingHours(
        weekdays=hours.weekdays,
        opens=hours.opens,
        closes=hours.closes,
        zone=ZoneInfo(zone),
        is_holiday=is_holiday_in(country),
    )


def _destinations(entries: Sequence[DestinationEntry]) -> tuple[TeamDestination, ...]:
    return tuple(TeamDestination(place=_place(entry), names=entry.names) for entry in entries)


def _place(entry: DestinationEntry) -> Destination:
    if entry.slack is not None:
        return Destination(platform=Platform.SLACK, chat=entry.slack)
    topic = None if entry.topic is None else str(entry.topic)
    return Destination(platform=Platform.TELEGRAM, chat=str(entry.telegram), thread=topic)


def _rule(entry: RuleEntry, team: Team) -> Rule:
    return Rule(
        when=_condition(entry.when),
        team=entry.team,
        employee=entry.employee,
        destinations=None if entry.destinations is None else _destinations(entry.destinations),
        deadline=None if entry.deadline is None else entry.deadline.allowance(team.hours.day_length),
    )


def _condition(entry: ConditionEntry) -> Condition:
    return Condition(**{name: getattr(entry, name) for name in ConditionEntry.model_fields})
