"""What waits for somebody, how their teams do, and what customers said about them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.cards import home as home_cards
from bot.cards import me as me_cards
from bot.cards.model import Card
from bot.cards.scene import Scene
from bot.domain.distribution import Distribution
from bot.domain.feedback import SCALES, Kind
from bot.domain.findings import distribution
from bot.domain.mine import MONTH, AboutMe, Listed, Mine, TeamScore
from bot.domain.organisation import Organisation
from bot.domain.people import Member
from bot.domain.period import last_days
from bot.domain.tallied import Tallied
from bot.services.office import Office
from bot.wording import Wording
from storage import mine, people, scores
from storage.engine import Transaction

_MONTHS = 6


async def home_of(tx: Transaction, office: Office, reader: Member, scene: Scene) -> Card:
    """The reader's home as things are now. What they have just set counts at once, whichever replica heard of it."""
    language, away_until = await people.own_settings(tx, reader.id)
    reader = replace(reader, language=language, away_until=away_until)
    scene = replace(scene, wording=Wording(language, scene.wording.zone))
    found = await _mine(
        tx,
        office.organisation,
        reader,
        scene.now,
        cases=home_cards.MOST_CASES,
        unclaimed=home_cards.MOST_UNCLAIMED,
        teams=home_cards.MOST_TEAMS,
    )
    return home_cards.home_card(found, scene, reader=reader)


async def me(office: Office, reader: Member, scene: Scene) -> Card:
    """What waits for the reader and what was said about them, for nobody else."""
    async with office.db.read() as tx:
        found = await _mine(tx, office.organisation, reader, scene.now, cases=me_cards.MOST_CASES, unclaimed=1, teams=1)
        about = await _about(tx, reader, scene)
    return me_cards.me_card(found, about, scene, reader=reader)


async def _mine(
    tx: Transaction, org: Organisation, reader: Member, now: datetime, *, cases: int, unclaimed: int, teams: int
) -> Mine:
    keys = [team.key for team in org.teams_of(reader)]
    return Mine(
        cases=await mine.cases_of(tx, reader.id, now=now, most=cases),
        unclaimed=await mine.unclaimed(tx, keys, now=now, most=unclaimed) if keys else Listed(),
        scores=await _scores(tx, org, keys[:teams], now),
        pulses=await mine.asked(tx, reader.id, now=now),
    )


async def _about(tx: Transaction, reader: Member, scene: Scene) -> AboutMe:
    first = _first_day(scene.now.astimezone(scene.wording.zone).date())
    by_kind = await mine.answers_about(tx, reader.id, first=first, step=MONTH, steps=_MONTHS)
    rows = [_row(kind, by_kind[kind]) for kind in SCALES if kind in by_kind]
    return AboutMe(
        compliments=await mine.compliments(tx, reader.id, most=me_cards.MOST_COMPLIMENTS),
        months=max(rows, key=lambda row: sum(one.n for one in row), default=()),
    )


async def _scores(tx: Transaction, org: Organisation, teams: Sequence[str], now: datetime) -> tuple[TeamScore, ...]:
    """The teams' answers of the last month, of each kind that there was one of, and of the months before."""
    days = {team: org.teams[team].hours.local(now).date() for team in teams}
    found: list[TeamScore] = []
    for team, today in days.items():
        lately = (await scores.tallied(tx, [team], last_days(MONTH, today), timed=False)).get("", Tallied())
        kinds = [kind for kind in SCALES if distribution(lately, kind).n]
        months = [
            _row(kind, await scores.trend(tx, [team], kind, first=_first_day(today), step=MONTH, steps=_MONTHS))
            for kind in kinds
        ]
        found.append(TeamScore(team=team, kinds=tuple(months)))
    return tuple(found)


def _first_day(today: date) -> date:
    return today - timedelta(days=_MONTHS * MONTH - 1)


def _row(kind: Kind, months: Sequence[Mapping[int, int]]) -> tuple[Distribution, ...]:
    return tuple(Distribution(kind=kind, counts=counts) for counts in months)
