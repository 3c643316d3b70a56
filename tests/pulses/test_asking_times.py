"""When people are asked: on their own clock, once, not while they are away, and after a machine slept."""

from dataclasses import replace

from sqlalchemy import update

from bot.domain.pulse import Round
from bot.services import pulses
from storage.engine import Database
from storage.tables import members as members_table
from tests.cards.texts import all_text
from tests.pulses.crew import ENGAGEMENT, ENPS, Shop, at, names, open_shop, result

SEVEN = names(7, "anna")


async def test_each_is_asked_on_their_own_clock(db: Database) -> None:
    zones = {"yuki": "Asia/Tokyo", "john": "America/New_York"}
    shop = await open_shop(db, {"support": ["anna", "yuki", "john"]}, ENPS, zones=zones)
    await shop.until("2026-12-01 01:29")
    assert not shop.asked()
    await shop.until("2026-12-01 01:30")
    assert shop.asked() == {"yuki"}
    await shop.until("2026-12-01 09:30")
    assert shop.asked() == {"yuki", "anna"}
    await shop.until("2026-12-01 15:30")
    assert shop.asked() == {"yuki", "anna", "john"}


async def test_who_is_away_is_asked_when_they_are_back(db: Database) -> None:
    shop = await open_shop(db, {"support": ["anna", "boris", "fatima"]}, ENPS)
    await _away(shop, "boris", "2026-12-03 12:00")
    await _away(shop, "fatima", "2026-12-09 12:00")
    await shop.until("2026-12-01 09:30")
    assert shop.asked() == {"anna"}
    await shop.until("2026-12-03 12:00")
    assert shop.asked() == {"anna", "boris"}
    await shop.until("2026-12-08 17:00")
    assert shop.asked() == {"anna", "boris"}


async def test_who_goes_away_or_home_before_the_message_comes_gets_it_later(db: Database) -> None:
    shop = await open_shop(db, {"support": ["anna", "boris"]}, ENPS)
    shop.clock.now = at("2026-12-01 09:30")
    await pulses.open_due(shop.office, shop.clock())
    await _away(shop, "boris", "2026-12-02 11:00")
    shop.clock.now = at("2026-12-01 20:00")
    await shop.courier.deliver_all()
    assert not shop.asked()
    await shop.until("2026-12-02 09:00")
    assert shop.asked() == {"anna"}
    await shop.until("2026-12-02 11:00")
    assert shop.asked() == {"anna", "boris"}


async def test_three_replicas_ask_once_and_close_once(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    twin = await open_shop(db, {"support": SEVEN}, ENPS)
    shop.clock.now = twin.clock.now = at("2026-12-01 09:30")
    assert await pulses.open_due(shop.office, shop.clock()) == 1
    assert await pulses.open_due(twin.office, shop.clock()) == 0
    await shop.courier.deliver_all()
    assert await pulses.close_due(shop.office, at("2026-12-08 17:00")) == 1
    assert await pulses.close_due(twin.office, at("2026-12-08 17:00")) == 0


async def test_a_restart_in_mid_round_changes_nothing(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    for name in SEVEN[:5]:
        await shop.answers(name, 9)
    after = await open_shop(db, {"support": SEVEN}, ENPS)
    after.slack.messages = shop.slack.messages
    for name in SEVEN[:5]:
        await pulses.answer(after.office, shop.token(name), 0, now=at("2026-12-02 10:00"))
    await after.until("2026-12-08 17:00")
    assert "5 detractors" in result(after)


async def test_a_machine_asleep_for_three_days_asks_late_but_within_hours(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS)
    await shop.until("2026-12-01 09:30")
    await shop.until("2026-12-08 17:00")
    await shop.until("2027-01-01 03:00")
    assert len(shop.chat("anna1")) == 1
    await shop.until("2027-01-01 09:30")
    assert len(shop.chat("anna1")) == 2


async def test_the_day_of_installing_surprises_nobody(db: Database) -> None:
    shop = await open_shop(db, {"support": SEVEN}, ENPS, now=at("2026-12-02 10:00"))
    await shop.happens()
    assert not shop.asked()
    await shop.until("2026-12-29 09:30")
    assert shop.asked() == set(SEVEN)


async def test_one_question_a_week_over_all_pulses(db: Database) -> None:
    both = replace(ENGAGEMENT, when=ENPS.when)
    shop = await open_shop(db, {"support": SEVEN}, ENPS, both)
    await shop.until("2026-12-01 09:30")
    assert len(shop.chat("anna1")) == 1
    await shop.until("2026-12-08 09:29")
    assert len([one for one in shop.chat("anna1") if "Four statements" in all_text(one.card)]) == 0
    await shop.until("2026-12-08 09:30")
    assert "Four statements" in all_text(shop.chat("anna1")[-1].card)
    taken = await shop.answers("anna1", 4, 1)
    assert isinstance(taken, Round)
    assert taken.closes_at == at("2026-12-15 17:00")


async def _away(shop: Shop, name: str, until: str) -> None:
    async with shop.office.db.begin() as tx:
        await tx.execute(
            update(members_table).where(members_table.c.email == f"{name}@devrieswonen.nl").values(away_until=at(until))
        )
    await shop.office.meet_members()
