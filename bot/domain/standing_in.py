"""Who can act now, and who acts when somebody cannot."""

from datetime import datetime

from bot.domain.case import Case
from bot.domain.organisation import Organisation, Team
from bot.domain.people import Member


def is_present(member: Member | None, now: datetime) -> bool:
    """Whether this person works here, is not away, and can be reached in private."""
    return member is not None and member.active and not member.is_away(now) and member.private_chat() is not None


def deputy_of(team: Team, org: Organisation, *, besides: int | None, now: datetime) -> Member | None:
    """The team's deputy, when present and another than this person."""
    deputy = org.member_by_email(team.deputy)
    return deputy if deputy is not None and deputy.id != besides and is_present(deputy, now) else None


def first_with(employee: Member | None, team: Team, org: Organisation, now: datetime) -> Member | None:
    """Who hears first, and alone, of a case that names this employee: they themselves; the deputy when they are away.
    None: the team hears it at once, since nobody is named or can be reached in private."""
    if employee is None:
        return None
    if employee.is_away(now):
        return deputy_of(team, org, besides=employee.id, now=now)
    return employee if is_present(employee, now) else None


def responsible_for(case: Case, team: Team, org: Organisation, now: datetime) -> Member | None:
    """Who should see to it that somebody takes an open case: the named employee, else the deputy, when present.
    None: that is up to the leads."""
    named = org.members.get(case.named) if case.named is not None else None
    return named if is_present(named, now) else deputy_of(team, org, besides=case.named, now=now)


def called_in_the_open(team: Team, org: Organisation, *, about: int | None, now: datetime) -> tuple[Member, ...]:
    """Who is called where the whole team reads: the deputy, else the leads; never whom the feedback is about."""
    deputy = deputy_of(team, org, besides=about, now=now)
    return (deputy,) if deputy is not None else tuple(lead for lead in leads_of(team, org, now) if lead.id != about)


def leads_of(team: Team, org: Organisation, now: datetime) -> tuple[Member, ...]:
    """The team's leads who are not away; all of them when all are."""
    known = [lead for email in sorted(team.leads) if (lead := org.member_by_email(email)) is not None]
    return tuple([lead for lead in known if not lead.is_away(now)] or known)


def whom_it_is_about(case: Case, employee: int | None) -> int | None:
    """The employee whom the feedback is about; the one named in the case may be their deputy."""
    return employee if employee is not None else case.named
