"""Several share the same answer at once, or one person presses again since nothing seems to happen: it comes once."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.domain.destination import Destination, Platform
from bot.domain.organisation import Team
from bot.domain.people import Member
from bot.domain.period import Period
from bot.domain.posting import Shows
from bot.domain.question import AskScore, AskTable, Dimension, Question
from bot.services.office import By, Office
from bot.services.sharing_answers import NotShared, share_answer
from storage import postings
from tests.world import ANNA, BORIS, FATIMA, NOW, SUPPORT_SLACK, SUPPORT_TELEGRAM

NOVEMBER = Period(first=date(2026, 11, 1), last=date(2026, 11, 30))
SCORE = AskScore(team="support", period=NOVEMBER)
IN_PRIVATE = Destination(platform=Platform.TELEGRAM, chat="501")


async def shared(
    office: Office,
    delivery: str,
    by: Member = ANNA,
    at: datetime = NOW,
    question: Question = SCORE,
    **asked: Destination,
) -> Team | NotShared:
    press = By(member=by, platform=Platform.SLACK, delivery=delivery, at=at)
    return await share_answer(office, question, press, asked_at=asked.get("asked_at", SUPPORT_SLACK))


async def standing(office: Office) -> Sequence[Destination]:
    """Where answers were shared, in order."""
    async with office.db.read() as tx:
        every = [await postings.of(tx, (Shows.QUESTION,), number) for number in range(1, 100)]
    return [one.place for ones in every for one in ones]


async def test_it_comes_once_whoever_presses_how_fast(office: Office) -> None:
    told = await asyncio.gather(
        *(shared(office, f"press-{n}", (ANNA, BORIS, FATIMA)[n % 3], NOW + timedelta(seconds=n)) for n in range(30))
    )

    assert sum(isinstance(one, Team) for one in told) == 1
    assert told.count(NotShared.JUST_NOW) == 29
    assert await standing(office) == [SUPPORT_SLACK]


async def test_after_ten_minutes_it_is_a_new_wish(office: Office) -> None:
    for minutes, comes in ((0, True), (9, False), (10, True), (19, False), (20, True)):
        told = await shared(office, f"after-{minutes}", at=NOW + timedelta(minutes=minutes))
        assert isinstance(told, Team) is comes, minutes
    both = await asyncio.gather(*(shared(office, f"late-{n}", at=NOW + timedelta(minutes=40)) for n in range(2)))
    assert both.count(NotShared.JUST_NOW) == 1

    assert await standing(office) == [SUPPORT_SLACK] * 4


async def test_another_question_and_another_place_are_shared_too(office: Office) -> None:
    """From a private chat it goes to all of the team's chats: to those where it does not stand yet."""
    by_touchpoint = AskTable(team="support", period=NOVEMBER, by=Dimension.TOUCHPOINT)
    october = replace(SCORE, period=Period(first=date(2026, 10, 1), last=date(2026, 10, 31)))
    questions: tuple[Question, ...] = (SCORE, by_touchpoint, october)
    for number, question in enumerate(questions):
        assert isinstance(await shared(office, f"q-{number}", question=question), Team)
    assert isinstance(await shared(office, "private", asked_at=IN_PRIVATE), Team)
    assert await shared(office, "private-again", asked_at=IN_PRIVATE) is NotShared.JUST_NOW

    assert await standing(office) == [SUPPORT_SLACK] * 3 + [SUPPORT_TELEGRAM]


async def test_two_who_share_in_all_chats_never_wait_for_each_other(office: Office) -> None:
    told = await asyncio.gather(*(shared(office, f"all-{n}", asked_at=IN_PRIVATE) for n in range(20)))

    assert sum(isinstance(one, Team) for one in told) == 1
    assert sorted(await standing(office), key=str) == sorted([SUPPORT_SLACK, SUPPORT_TELEGRAM], key=str)
