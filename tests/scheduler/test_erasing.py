"""What was erased goes from the chats: from messages that show other things too, and from those that had failed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.domain.digest import DayContent, Digest, DigestKind, HuddleContent, Repeated, Rolling, Standing
from bot.domain.feedback import Customer, Said
from bot.domain.nps import Counts
from bot.domain.period import Period
from bot.domain.posting import NewPosting, Shows
from bot.domain.question import AskScore
from bot.errors import Refused, RetryLater
from bot.services import bundling, cases, erasing, homes, sharing_answers
from bot.services.chats import chat_opened
from bot.services.intake import Receipt, take_in
from storage import cases as case_store
from storage import digests, postings
from tests.cards.texts import all_text
from tests.scheduler.letterbox import Letterbox, Ordered
from tests.scheduler.rounds import Round
from tests.world import ANNA, BORIS, FATIMA, SUPPORT_SLACK, SUPPORT_TELEGRAM, nps

WORDS = "De verhuizers lieten de Steinway vallen, en niemand belde terug."
NOBODY = Rolling(days=180, now=Counts(), before=Counts(), enough=False, changed=None)


def mina(id: str = "M-1", score: int = 2, comment: str | None = WORDS) -> Said:
    """What Wilhelmina Zandstra says."""
    return replace(nps(score, comment, id=id), customer=Customer(id="C-77", name="Wilhelmina Zandstra"))


def seen(box: Letterbox) -> str:
    """All that stands on a platform, homes included."""
    cards = [one.card for one in box.standing()] + list(box.homes.values())
    return "\n".join(all_text(card) for card in cards)


def shows_her(round: Round) -> list[bool]:
    """On Slack, and on Telegram."""
    return [
        "Steinway" in text or "Zandstra" in text or "W. Z." in text for text in map(seen, (round.slack, round.telegram))
    ]


async def heard(round: Round, said: Said) -> Receipt:
    receipt = await take_in(round.office, said, now=round.clock())
    await round.settle_all(steps=4)
    return receipt


async def erase(round: Round, *receipts: Receipt) -> None:
    """Erase these, and let the courier do what is wanted."""
    numbers = [one.feedback for one in receipts if one.feedback is not None]
    await erasing.erase(round.office, numbers, now=round.clock())
    await round.settle_all(steps=6)


async def test_the_card_and_all_that_was_said_about_it_go(round: Round) -> None:
    receipt, other = await heard(round, mina()), await heard(round, nps(3, "Te laat.", id="S-2"))
    assert receipt.case is not None
    await round.claim(receipt.case, ANNA.id)
    await round.settle_all(steps=3)
    by = round.by(ANNA.id)
    await cases.hand_over(round.office, receipt.case, by, to=BORIS.id, reason="Jij kent mevrouw Zandstra.")
    await cases.note(round.office, receipt.case, round.by(FATIMA.id), words="Mevrouw Zandstra belde.")
    await round.settle_all(steps=4)
    await round.resolve(receipt.case, BORIS.id)
    await round.settle_all(steps=6)
    shown = {one.shows for one in await round.postings() if one.remote is not None}
    assert shown == {Shows.TEAM_CASE, Shows.OWN_CASE, Shows.NOTE, Shows.REPORT, Shows.TOLD}
    assert shows_her(round) == [True, True]

    await erase(round, receipt)
    assert shows_her(round) == [False, False]
    cards = [one for one in await round.postings() if one.remote is not None]
    assert {(one.shows, one.subject) for one in cards} == {(Shows.TEAM_CASE, other.case)}
    assert len(cards) == len(round.slack.standing()) + len(round.telegram.standing()) == 2


async def test_a_gathering_counts_on_without_it(round: Round) -> None:
    first, second = await heard(round, mina(score=9, comment=None)), await heard(round, mina("M-2", 10, None))
    assert "2 promotors" in seen(round.slack)
    await erase(round, first)
    assert "1 promotor" in seen(round.slack)
    assert "2 promotors" not in seen(round.telegram)
    await erase(round, second)
    assert round.slack.standing() == round.telegram.standing() == []


async def summaries(round: Round, feedback: int, worth: Sequence[int]) -> None:
    """A digest that lists cases and quotes, and a huddle that quotes too, shown to the team."""
    now = round.clock()
    day = DayContent(since=now, heard=(), rolling=NOBODY, cases=Standing(open=1), worth=tuple(worth), hurts=feedback)
    cause = Repeated(cause="delivery", n=2, lately=1, quote=feedback)
    week = HuddleContent(days=28, causes=(cause,))
    async with round.office.db.begin() as tx:
        for kind, content in ((DigestKind.DAY, day), (DigestKind.HUDDLE, week)):
            one = Digest(id=0, team="support", day=date(2026, 11, 20), made_at=now, content=content)
            (number,) = await digests.add_many(tx, kind, [one])
            for place in (SUPPORT_SLACK, SUPPORT_TELEGRAM):
                new = NewPosting(shows=Shows.DIGEST, subject=number, place=place, team="support")
                await postings.add_many(tx, [new], now=now)


async def test_what_showed_it_among_other_things_is_drawn_again(round: Round) -> None:
    office = round.office
    receipt, other = await heard(round, mina()), await heard(round, nps(3, "De bank is krom geleverd.", id="S-2"))
    assert receipt.feedback is not None
    assert receipt.case is not None
    assert other.case is not None
    async with office.db.begin() as tx:
        for lead, number in ((FATIMA, receipt.case), (BORIS, receipt.case), (BORIS, other.case)):
            case = await case_store.get(tx, number)
            await bundling.mention_to(tx, lead, case, not_before=round.clock(), now=round.clock())
    today = Period(first=date(2026, 11, 20), last=date(2026, 11, 20))
    asked = AskScore(team="support", period=today)
    await sharing_answers.share_answer(office, asked, round.by(ANNA.id), asked_at=SUPPORT_SLACK)
    await homes.opened(office, ANNA, "U0ANNA", now=round.clock())
    await summaries(round, receipt.feedback, [receipt.case, other.case])
    await round.settle_all(steps=6)
    of_others = {Shows.BUNDLE: 2, Shows.QUESTION: 1, Shows.DIGEST: 4}
    standing = [one for one in await round.postings() if one.remote is not None]
    assert {shows: sum(one.shows is shows for one in standing) for shows in of_others} == of_others
    assert any("W. Z." in all_text(home) for home in round.slack.homes.values())
    await round.go(after=timedelta(days=2))  # by now the home follows no longer

    await erase(round, receipt)
    assert shows_her(round) == [False, False]
    standing = [one for one in await round.postings() if one.remote is not None]
    left = {shows: sum(one.shows is shows for one in standing) for shows in of_others}
    assert left == {Shows.BUNDLE: 1, Shows.QUESTION: 1, Shows.DIGEST: 4}
    assert "De bank is krom" in seen(round.slack)


async def test_the_same_customers_other_card_forgets_it_too(round: Round) -> None:
    first = await heard(round, mina(score=1))
    round.clock.move(timedelta(minutes=5))
    second = await heard(round, mina("M-2", 4, "Nu is de kruk ook weg."))
    (before,) = [one.edits for one in round.slack.standing() if "kruk" in all_text(one.card)]
    cards = [all_text(one.card) for one in round.slack.standing() if "kruk" in all_text(one.card)]
    assert "Eerder: " in cards[0]
    await erase(round, first)
    (card,) = round.slack.standing()
    assert (card.edits, "Eerder: " in all_text(card.card)) == (before + 1, False)
    await erase(round, second)
    assert round.slack.standing() == []


async def test_what_was_under_way_or_parked_goes_as_well(round: Round) -> None:
    receipt = await take_in(round.office, mina(), now=round.clock())
    numbers = [receipt.feedback or 0]

    async def erased_meanwhile() -> None:
        await erasing.erase(round.office, numbers, now=round.clock())

    round.slack.order("post", Ordered(before=erased_meanwhile))
    round.telegram.order("post", Ordered(failure=RetryLater("busy")))
    await round.settle_all(steps=6)
    assert round.slack.standing() == round.telegram.standing() == []

    again = await heard(round, mina("M-2"))
    assert again.case is not None
    round.slack.order("edit", Ordered(failure=Refused(f"can't parse {WORDS}")))
    await round.claim(again.case, ANNA.id)
    await round.go()
    assert "parked" in (await round.standings()).values()
    await erase(round, again)
    assert round.slack.standing() == round.telegram.standing() == []
    assert (await round.counts()) == {}


async def test_a_chat_that_is_closed_loses_it_when_it_opens(round: Round) -> None:
    receipt = await heard(round, mina())
    assert receipt.case is not None
    round.telegram.closed.add(SUPPORT_TELEGRAM.chat)
    await round.claim(receipt.case, ANNA.id)
    await round.go()
    await erase(round, receipt)
    assert shows_her(round) == [False, True]
    round.telegram.heal()
    await chat_opened(round.office, SUPPORT_TELEGRAM, now=round.clock())
    await round.settle_all(steps=3)
    assert shows_her(round) == [False, False]
