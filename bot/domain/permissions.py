"""Who may ask what about which team: members about their own; leads beside that compare theirs with others, see the
teams side by side and export theirs; admins everything. Pure."""

from enum import StrEnum
from typing import assert_never

from bot.domain.case import Case
from bot.domain.organisation import Organisation, PersonalFor, Team
from bot.domain.people import Member
from bot.domain.question import AskComparison, AskScore, AskTable, Dimension, Question


class Refused(StrEnum):
    """Why somebody gets no answer."""

    OTHER_TEAM = "other_team"
    LEADS_ONLY = "leads_only"


def why_not(asked: Question, member: Member, organisation: Organisation) -> Refused | None:
    """Why this member may not ask this; None where they may."""
    match asked:
        case AskTable(by=Dimension.TEAM):
            leads = any(leads_it(member, team, organisation) for team in organisation.teams)
            return None if leads else Refused.LEADS_ONLY
        case AskScore(team=team) | AskTable(team=team):
            return why_not_see(team, member, organisation)
        case AskComparison(one=one, other=other):
            if leads_it(member, one, organisation) or leads_it(member, other, organisation):
                return None
            belongs = not why_not_see(one, member, organisation) or not why_not_see(other, member, organisation)
            return Refused.LEADS_ONLY if belongs else Refused.OTHER_TEAM
        case _:
            assert_never(asked)


def why_not_see(team: str, member: Member, organisation: Organisation) -> Refused | None:
    """Of a team's score, cases, customers' words and eNPS."""
    there = organisation.teams.get(team)
    belongs = there is not None and there.has(member.email)
    return None if belongs or organisation.is_admin(member) else Refused.OTHER_TEAM


def why_not_look_up(case: Case, about: int | None, member: Member, organisation: Organisation) -> Refused | None:
    """Of a case by its number: whoever it was brought to, works or worked on it or is the one that it is about
    (`about`, as the feedback says) may, whatever their team. A card that somebody sees is for them to press: see
    `presses_from`."""
    worked = case.resolution.by if case.resolution else None
    if member.id in (case.named, case.holder, worked, about):
        return None
    return why_not_see(case.team, member, organisation)


def why_not_export(team: str, member: Member, organisation: Organisation) -> Refused | None:
    """Of a file with a team's answers."""
    if leads_it(member, team, organisation):
        return None
    return why_not_see(team, member, organisation) or Refused.LEADS_ONLY


def may_take_personal(team: str, member: Member, organisation: Organisation) -> bool:
    """Whether this member may take a file of the team's answers in which customers can be recognised."""
    match organisation.personal_for:
        case PersonalFor.NOBODY:
            return False
        case PersonalFor.ADMINS:
            return organisation.is_admin(member)
        case PersonalFor.LEADS:
            return leads_it(member, team, organisation)


def leads_it(member: Member, team: str, organisation: Organisation) -> bool:
    """Whether this member answers for the team. A deputy stands in for cases only."""
    there = organisation.teams.get(team)
    return organisation.is_admin(member) or (there is not None and member.email in there.leads)


def teams_to_ask_about(member: Member, organisation: Organisation) -> tuple[Team, ...]:
    """Those whose score this member may see, in the order of the configuration."""
    return tuple(team for key, team in organisation.teams.items() if not why_not_see(key, member, organisation))


def own_team(member: Member, organisation: Organisation, *, here: str | None = None) -> Team | None:
    """Which team somebody means who names none: that of the chat in which they ask (`here`) where they may ask about
    it, else the first that they lead, else the first that they belong to; an admin without a team means the default."""
    theirs = organisation.teams_of(member)
    chat = organisation.teams.get(here) if here is not None else None
    if chat is not None and not why_not_see(chat.key, member, organisation):
        return chat
    if theirs:
        return next((team for team in theirs if member.email in team.leads), theirs[0])
    return organisation.teams[organisation.default_team] if organisation.is_admin(member) else None
