"""A round from its first question to its results: who is asked, what counts, and what the team hears."""

from dataclasses import replace

from sqlalchemy import select, update

from bot.actions import PulseGuess
from bot.cards.model import Buttons, Card
from bot.domain.pulse import Round
from bot.services import pulses
from bot.services.pulse_answering import NotTaken
from storage import pulse_outcomes
from storage.engine import Database
from storage.tables import ballots, outcomes
from storage.tables import members as members_table
from tests.cards.texts import all_text
from tests.pulses.crew import DIGEST, ENGAGEMENT, ENPS, EXPECTATION, at, channel, names, open_shop, result

SEVEN = names(7, "anna")


async def test_everybody_is_asked_once_at_half_past_nine(db: Database) -> None:
    shop = await open_shop(db, {"support": ["anna", "boris"], "logistics": ["anna", "fatima"]}, ENPS, loose=["nico"])
    await shop.until("2026-12-01 09:29")
    assert not shop.asked()
    await shop.until("2026-12-01 09:30")
    assert shop.asked() == {"anna", "boris", "fatima", "nico"}
    assert len(shop.chat("anna")) == 1
    await shop.until("2026-12-01 10:00")
    assert len(shop.chat("anna")) == 1


async def test_an_answer_can_be_changed_until_the_round_closes(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    for name in SEVEN:
        taken = await shop.answers(name, 3)
        assert isinstance(taken, Round)
        assert taken.closes_at == at("2026-12-08 17:00")
    for name in SEVEN[:6]:
        await shop.answers(name, 10)
        await shop.answers(name, 10)
    await shop.until("2026-12-08 16:59")
    assert not shop.slack.standing(channel("support"))
    await shop.until("2026-12-08 17:00")
    assert "eNPS +71" in result(shop)
    assert "6 promoters, 1 detractor" in result(shop)
    assert "7 asked, 7 answered" in result(shop)
    assert await shop.answers("anna1", 0) is NotTaken.CLOSED


async def test_reasons_stand_without_scores_and_in_mixed_order(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    for number, name in enumerate(SEVEN):
        await shop.answers(name, 8)
        await pulses.remark(shop.office, shop.token(name), f"Reason {number}", now=shop.clock())
    await pulses.remark(shop.office, shop.token("anna1"), "x" * 2000, now=shop.clock())
    await shop.until("2026-12-08 17:00")
    shown = [line for line in result(shop).splitlines() if line.startswith("Reason")]
    assert sorted(shown) == [f"Reason {number}" for number in range(1, 7)]
    assert shown != sorted(shown)
    assert "x" * 1000 in result(shop)
    assert "x" * 1001 not in result(shop)


async def test_not_this_time_takes_everything_back(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    for name in SEVEN:
        await shop.answers(name, 9)
    await pulses.remark(shop.office, shop.token("anna1"), "Never mind.", now=shop.clock())
    await pulses.withdraw(shop.office, shop.token("anna1"), now=shop.clock())
    await shop.until("2026-12-08 17:00")
    assert "7 asked, 6 answered" in result(shop)
    assert "Never mind" not in result(shop)


async def test_the_reminder_goes_to_everybody_in_the_same_words(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    await shop.answers("anna1", 9)
    await shop.until("2026-12-04 09:29")
    assert all(len(shop.chat(name)) == 1 for name in SEVEN)
    await shop.until("2026-12-04 09:30")
    await shop.happens()
    reminders = [shop.chat(name)[1:] for name in SEVEN]
    assert all(len(one) == 1 for one in reminders)
    assert len({all_text(one[0].card) for one in reminders}) == 1
    assert all(one[0].parent == shop.chat(name)[0].remote for one, name in zip(reminders, SEVEN, strict=True))


async def test_too_few_count_with_the_next_round(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    for name in SEVEN[:4]:
        await shop.answers(name, 9)
    await pulses.remark(shop.office, shop.token("anna1"), "The coffee.", now=shop.clock())
    await shop.until("2026-12-08 17:00")
    assert "4 answers: too few to show; they count with the next round." in result(shop)
    assert "coffee" not in result(shop)
    await shop.until("2026-12-29 09:30")
    for name in SEVEN[:3]:
        await shop.answers(name, 0)
    await shop.until("2027-01-05 17:00")
    assert "14 asked, 7 answered (2 rounds together)" in result(shop)
    assert "4 promoters, 3 detractors" in result(shop)
    assert "The coffee." in result(shop)


async def test_what_is_held_is_unreadable_and_what_was_said_is_gone(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    await shop.answers("anna1", 9)
    async with db.read() as tx:
        assert set((await tx.execute(select(ballots.c.token))).scalars()) == {None}
    await shop.until("2026-12-08 17:00")
    async with db.read() as tx:
        assert not (await tx.execute(select(ballots))).all()
        (outcome,) = (await tx.execute(select(outcomes))).all()
    assert outcome.content is None
    assert b"tally" not in outcome.held


async def test_another_key_cannot_read_and_says_so_without_words(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    for name in SEVEN:
        await shop.answers(name, 9)
    shop.office.secrecy = replace(shop.office.secrecy, key=b"1" * 32)
    assert await shop.answers("anna1", 9) is NotTaken.UNKNOWN
    await shop.until("2026-12-08 17:00")
    assert "No answers this time." in result(shop)


async def test_a_made_up_token_counts_nothing(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    token = shop.token("anna1")
    for made_up in ("", "x", token[:-1], token[::-1], f"{'B' if token[0] == 'A' else 'A'}{token[1:]}", "é" * 38):
        assert await pulses.answer(shop.office, made_up, 9, now=shop.clock()) is NotTaken.UNKNOWN
    for score, statement in ((11, 0), (-1, 0), (9, 1)):
        assert await pulses.answer(shop.office, token, score, statement, now=shop.clock()) is NotTaken.UNKNOWN


async def test_who_left_is_not_written_to_any_more_and_what_they_said_counts(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    for name in SEVEN[:5]:
        await shop.answers(name, 9)
    async with db.begin() as tx:
        await tx.execute(
            update(members_table).where(members_table.c.email == "anna1@devrieswonen.nl").values(active=False)
        )
    await shop.office.meet_members()
    await shop.until("2026-12-04 09:30")
    await shop.happens()
    assert len(shop.chat("anna1")) == 1
    assert len(shop.chat("anna2")) == 2
    await shop.until("2026-12-08 17:00")
    assert "5 promoters" in result(shop)


async def test_the_engagement_index_is_the_mean_share_of_favourable_answers(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, replace(ENGAGEMENT, when=ENPS.when))
    await shop.until("2026-12-01 09:30")
    for name in SEVEN[:5]:
        for statement in (1, 2, 3, 4):
            await shop.answers(name, 5 if statement < 3 else 2, statement)
    await shop.until("2026-12-08 17:00")
    assert "Engagement index 50 of 100" in result(shop)
    assert "I am proud to work for this organisation: 100%" in result(shop)
    assert "NPS" not in result(shop)


async def test_one_statement_with_too_few_answers_holds_all_back(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, replace(ENGAGEMENT, when=ENPS.when))
    await shop.until("2026-12-01 09:30")
    for name in SEVEN:
        for statement in (1, 2, 3):
            await shop.answers(name, 5, statement)
    await shop.until("2026-12-08 17:00")
    assert "7 answers: too few to show" in result(shop)


async def test_a_team_guesses_what_its_customers_say(db: Database) -> None:
    shop = await open_shop(db, {"support": ["anna", "boris", "fatima"], "shop": ["nico"]}, EXPECTATION, digest=DIGEST)
    await shop.until("2026-12-04 15:00")
    (card,) = shop.slack.standing(channel("support"))
    assert "What NPS do you think" in all_text(card.card)
    for name, score in (("anna", 0), ("boris", 50), ("fatima", 25), ("anna", 75)):
        taken = await pulses.expect(shop.office, _round_in(card.card), shop.member(name), score, now=shop.clock())
        assert isinstance(taken, Round)
        assert taken.closes_at == at("2026-12-07 08:30")
    refused = await pulses.expect(shop.office, _round_in(card.card), shop.member("nico"), 0, now=shop.clock())
    assert refused is NotTaken.NOT_YOURS
    await shop.until("2026-12-07 08:30")
    async with db.read() as tx:
        expected = await pulse_outcomes.latest_expectation(tx, "support")
        assert await pulse_outcomes.latest_expectation(tx, "shop") is None
    assert expected is not None
    assert (expected.score, expected.guesses) == (50, 3)
    assert len(shop.slack.standing(channel("support"))) == 1


async def test_a_promise_opens_the_next_round(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    for name in SEVEN:
        await shop.answers(name, 5)
    await shop.until("2026-12-08 17:00")
    async with db.begin() as tx:
        await pulse_outcomes.promise(
            tx, "enps", "support", words="Two of us at noon.", by=shop.member("anna1").id, at=at("2026-12-10 09:00")
        )
    await shop.until("2026-12-29 09:30")
    assert "You said, we did:\n• Two of us at noon." in all_text(shop.chat("anna2")[-1].card)


def _round_in(card: Card) -> int:
    rows = (block.buttons for block in card.blocks if isinstance(block, Buttons))
    return next(one.action.round for row in rows for one in row if isinstance(one.action, PulseGuess))
