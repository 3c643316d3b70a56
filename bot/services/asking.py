"""Answering questions in numbers and in customers' words. Everything is read at one moment and nothing is changed."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from bot.domain.digest import most_telling
from bot.domain.feedback import SCALES, Feedback, Kind, Tone
from bot.domain.findings import (
    CasesFound,
    ComparisonFound,
    ScoreFound,
    TableFound,
    distribution,
)
from bot.domain.period import Period
from bot.domain.question import AskComparison, AskScore, AskTable, Dimension, Which
from bot.domain.tallied import Tallied
from bot.domain.trend import LONGEST, STEPS, Trend, begins, trend
from bot.services.office import By, Office
from storage import cases, feedback, invitations, scores, stakes
from storage.engine import Transaction

PAGE = 5
_SAYS_NOTHING = frozenset({"", "other"})


async def score(office: Office, asked: AskScore, *, aloud: bool, now: datetime) -> ScoreFound:
    """How a team did over a period, beside the period before it. `aloud`: for everybody in a chat."""
    team, period = [asked.team], asked.period
    async with office.db.read() as tx:
        current = await scores.tallied(tx, team, period)
        before = await scores.tallied(tx, team, period.before(), timed=False)
        causes = await scores.causes(tx, team, period)
        found = current.get("", Tallied())
        return ScoreFound(
            question=asked,
            now=found,
            before=before.get("", Tallied()),
            trend=await _trend(
                tx, asked.team, _first_kind(found), last=period.last, minimum=office.organisation.minimum
            ),
            causes=_most_frequent(causes),
            good=await _quoted(tx, asked.team, Tone.POSITIVE, period, aloud=aloud, now=now),
            painful=await _quoted(tx, asked.team, Tone.NEGATIVE, period, aloud=aloud, now=now),
            response=await invitations.responses(tx, team, period),
        )


async def table(office: Office, asked: AskTable) -> TableFound:
    """A team's numbers by a dimension; by team: every team's."""
    teams: Collection[str] = list(office.organisation.teams) if asked.by is Dimension.TEAM else [asked.team]
    async with office.db.read() as tx:
        groups = await scores.tallied(tx, teams, asked.period, by=asked.by, timed=False)
    return TableFound(question=asked, groups=groups)


async def comparison(office: Office, asked: AskComparison) -> ComparisonFound:
    """Two teams' numbers."""
    async with office.db.read() as tx:
        both = await scores.tallied(tx, [asked.one, asked.other], asked.period, by=Dimension.TEAM)
    return ComparisonFound(question=asked, one=both.get(asked.one, Tallied()), other=both.get(asked.other, Tallied()))


async def listed(office: Office, which: Which, by: By, *, teams: Collection[str], begins: int) -> CasesFound:
    """A page of unresolved cases of these teams in order of value at risk; `which` MINE: those that the asker holds
    or has alone, of any team. What a colleague still has alone is not among them."""
    async with office.db.read() as tx:
        many = await stakes.many_at_stake(tx, teams, which, now=by.at, member_id=by.member.id)
        begins = min(begins, max(many - 1, 0) // PAGE * PAGE)
        ids = await stakes.at_stake(tx, teams, which, now=by.at, member_id=by.member.id, offset=begins, limit=PAGE)
        files = [await cases.file(tx, case_id) for case_id in ids]
    return CasesFound(which=which, files=tuple(files), begins=begins, many=many)


def _first_kind(found: Tallied) -> Kind | None:
    """NPS where it is asked at all, else the scale that most answered on."""
    asked = [kind for kind in SCALES if distribution(found, kind).n]
    if Kind.NPS in asked or not asked:
        return asked[0] if asked else None
    return max(asked, key=lambda kind: distribution(found, kind).n)


async def _trend(tx: Transaction, team: str, kind: Kind | None, *, last: date, minimum: int) -> Trend | None:
    if kind is None:
        return None
    for step in STEPS:
        first = begins(last, step=step, steps=LONGEST)
        counts = await scores.trend(tx, [team], kind, first=first, step=step, steps=LONGEST)
        if found := trend(kind, counts, step=step, last=last, minimum=minimum):
            return found
    return None


def _most_frequent(causes: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    counts = ((cause, many) for cause, many in causes.items() if cause not in _SAYS_NOTHING)
    return tuple(sorted(counts, key=lambda each: (-each[1], each[0])))


async def _quoted(
    tx: Transaction, team: str, tone: Tone, period: Period, *, aloud: bool, now: datetime
) -> Feedback | None:
    number = most_telling(await stakes.latest_quotable(tx, team, tone, period, aloud=aloud, now=now))
    return None if number is None else await feedback.get(tx, number)
