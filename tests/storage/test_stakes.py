"""Whose cases are listed as theirs, and which words one person may read that a chat is not told."""

from datetime import timedelta

from bot.domain.case import Told
from bot.domain.destination import Platform
from bot.domain.feedback import Tone
from bot.domain.period import last_days
from bot.domain.question import Which
from bot.services import cases
from bot.services.intake import take_in
from bot.services.office import By, Office
from storage import stakes
from tests.world import ANNA, BORIS, NOW, nps

ABOUT_ANNA = nps(2, "Ze was onbeschoft.", id="S-1", employee=ANNA.email)
ANNA_AT_WORK = By(member=ANNA, platform=Platform.SLACK, delivery=None, at=NOW)


async def quoted(office: Office, *, aloud: bool) -> list[int]:
    """Feedback that may be quoted as painful."""
    async with office.db.read() as tx:
        found = await stakes.latest_quotable(
            tx, "support", Tone.NEGATIVE, last_days(30, NOW.date()), aloud=aloud, now=NOW
        )
    return [one.feedback for one in found]


async def test_what_somebody_has_alone_is_among_their_own(office: Office) -> None:
    receipt = await take_in(office, ABOUT_ANNA, now=NOW)

    async def own(member: int, after: timedelta = timedelta()) -> list[int]:
        async with office.db.read() as tx:
            return await stakes.at_stake(tx, ["support"], Which.MINE, now=NOW + after, member_id=member, limit=5)

    assert await own(ANNA.id) == [receipt.case]
    assert await own(BORIS.id) == []
    assert await own(ANNA.id, timedelta(days=4)) == [], "then it is everybody's, and nobody's own"
    assert receipt.case is not None
    await cases.claim(office, receipt.case, ANNA_AT_WORK)
    assert await own(ANNA.id, timedelta(days=4)) == [receipt.case]


async def test_what_the_card_folds_away_is_read_in_private_and_not_told_aloud(office: Office) -> None:
    receipt = await take_in(office, ABOUT_ANNA, now=NOW)
    assert receipt.case is not None
    assert await quoted(office, aloud=False) == [], "she still has it alone"
    await cases.claim(office, receipt.case, ANNA_AT_WORK)
    assert await quoted(office, aloud=False) == [receipt.feedback]
    assert await quoted(office, aloud=True) == []
    await cases.resolve(
        office, receipt.case, ANNA_AT_WORK, cause="other", done="Gebeld.", told=Told.PHONED, because=None
    )
    assert await quoted(office, aloud=False) == [receipt.feedback]
    assert await quoted(office, aloud=True) == []
