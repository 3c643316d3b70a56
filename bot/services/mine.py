"""What waits for somebody, how their teams do, and what customers said about them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.cards import home as home_cards
from bot.cards import me as me_cards
from bot.cards.model import Card
from bot.cards.scene import Scene
from bot.domain.digest import rolling
from bot.domain.feedback import Kind, Segment, segment_of
from bot.domain.mine import AboutMe, Listed, Mine, TeamScore
from bot.domain.nps import Counts
from bot.domain.organisation import Organisation
from bot.domain.people import Member
from bot.services.office import Office
from bot.wording import Wording
from storage import mine, people
from storage import scores as rollups
from storage.engine import Transaction

_MONTH = 30
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
    today = scene.now.astimezone(scene.wording.zone).date()
    first = today - timedelta(days=_MONTHS * _MONTH - 1)
    months = await mine.answers_about(tx, reader.id, Kind.NPS, first=first, step=_MONTH, steps=_MONTHS)
    return AboutMe(
        compliments=await mine.compliments(tx, reader.id, most=me_cards.MOST_COMPLIMENTS),
        months=tuple(_counts(scores) for scores in months),
    )


def _counts(scores: Mapping[int, int]) -> Counts:
    in_segment = Counter[Segment | None]()
    for score, n in scores.items():
        in_segment[segment_of(Kind.NPS, score)] += n
    return Counts(
        promoters=in_segment[Segment.PROMOTER],
        passives=in_segment[Segment.PASSIVE],
        detractors=in_segment[Segment.DETRACTOR],
    )


async def _scores(tx: Transaction, org: Organisation, teams: Sequence[str], now: datetime) -> tuple[TeamScore, ...]:
    """The teams' NPS answers of the last thirty days, and of each thirty days before."""
    found: list[TeamScore] = []
    for key in teams:
        first = org.teams[key].hours.local(now).date() - timedelta(days=_MONTHS * _MONTH - 1)
        scores = await rollups.trend(tx, [key], Kind.NPS, first=first, step=_MONTH, steps=_MONTHS)
        months = tuple(_counts(each) for each in scores)
        found.append(
            TeamScore(team=key, rolling=rolling(_MONTH, months[-1], months[-2], minimum=org.minimum), months=months)
        )
    return tuple(found)
