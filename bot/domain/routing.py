"""Where a feedback goes. Pure, and always an answer: there is a default team."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from bot.domain.deadlines import allowance_for, deadline, head_start_until
from bot.domain.feedback import Kind, Said, segment_of
from bot.domain.organisation import Allowance, Condition, Organisation, Rule, Team
from bot.domain.people import Member, TeamDestination
from bot.domain.standing_in import first_with


@dataclass(frozen=True, kw_only=True)
class Route:
    """Where one feedback goes and by when it must be answered.

    `rule` counts from 0 in the organisation's rules; None when no rule had a say. `first`, `due` and
    `head_start_until` hold for a case (aware UTC). `first` hears of it in private before the team does: the employee,
    or the deputy while they are away. `head_start_until` is None when the team hears of it at once: there is nobody
    to hear it first, or the team gives no head start.
    """

    team: Team
    employee: Member | None
    first: Member | None
    destinations: tuple[TeamDestination, ...]
    allowance: Allowance
    due: datetime
    head_start_until: datetime | None
    rule: int | None


def route(said: Said, *, kind: Kind, employee: Member | None, organisation: Organisation, now: datetime) -> Route:
    """Decide for a feedback received `now`. `employee` is whoever goes by the name in `said.employee`, if anybody does.

    Who decides the team, the first that does: the sender by naming a team that we have (its key or its name); the
    first rule that holds; the employee who belongs to exactly one team; the default team. Where the sender named the
    team, the first rule that holds and leads to that same team still sets its destinations and deadline.
    A rule's employee acts only when the feedback names nobody; somebody who left is nobody.
    """
    present = employee if employee is not None and employee.active else None
    asked = _team_called(said.team, organisation.teams.values())
    index, rule = _first_rule(said, kind, present, organisation, asked)
    team = asked or _team_of(rule, present, organisation)
    if present is None and said.employee is None and rule is not None:
        present = organisation.member_by_email(rule.employee)
    allowance = allowance_for(team, rule, said.channel)
    due = deadline(now, allowance, team.hours)
    first = first_with(present, team, organisation, now)
    return Route(
        team=team,
        employee=present,
        first=first,
        destinations=team.destinations if rule is None or rule.destinations is None else rule.destinations,
        allowance=allowance,
        due=due,
        head_start_until=head_start_until(now, team.head_start, due, team.hours) if first is not None else None,
        rule=index,
    )


def matches(condition: Condition, said: Said, kind: Kind, employee: Member | None) -> bool:
    """Whether every part of the condition that is set holds. What the feedback does not say never matches."""
    c, customer = condition, said.customer
    return (
        (c.kind is None or kind in c.kind)
        and (c.segment is None or segment_of(kind, said.score) in c.segment)
        and _one_of(c.source, said.source)
        and _one_of(c.journey, said.journey)
        and _one_of(c.touchpoint, said.touchpoint)
        and _one_of(c.channel, said.channel)
        and _one_of(c.location, said.location)
        and _one_of(c.language, customer.language)
        and _one_of(c.employee, said.employee, employee.email if employee else None)
        and _one_of(c.tag, *said.tags)
        and (c.score is None or (said.score is not None and c.score[0] <= said.score <= c.score[1]))
        and (c.value is None or (customer.value is not None and _within(c.value, customer.value)))
    )


def _one_of(wanted: frozenset[str] | None, *said: str | None) -> bool:
    return wanted is None or any(text is not None and text.strip().casefold() in wanted for text in said)


def _within(bounds: tuple[Decimal | None, Decimal | None], value: Decimal) -> bool:
    low, high = bounds
    return (low is None or value >= low) and (high is None or value <= high)


def _team_called(name: str | None, teams: Iterable[Team]) -> Team | None:
    if name is None:
        return None
    wanted = name.strip().casefold()
    by_name: Team | None = None
    for team in teams:
        if team.key.casefold() == wanted:
            return team
        if by_name is None and team.name.casefold() == wanted:
            by_name = team
    return by_name


def _first_rule(
    said: Said, kind: Kind, employee: Member | None, organisation: Organisation, asked: Team | None
) -> tuple[int | None, Rule | None]:
    for index, rule in enumerate(organisation.rules):
        if (asked is None or rule.team == asked.key) and matches(rule.when, said, kind, employee):
            return index, rule
    return None, None


def _team_of(rule: Rule | None, employee: Member | None, organisation: Organisation) -> Team:
    if rule is not None:
        return organisation.teams[rule.team]
    own = organisation.teams_of(employee) if employee is not None else ()
    return own[0] if len(own) == 1 else organisation.teams[organisation.default_team]
