"""Nothing that has served its time stays, and nothing goes before."""

from dataclasses import replace
from datetime import timedelta

from sqlalchemy import func, select

from bot.actions import ClaimCase, ResolveCase
from bot.domain.destination import Destination, Platform, Remote
from bot.domain.people import Account
from bot.services import members
from bot.services.housekeeping import LEFT_ALONE_FOR, REDELIVERED_WITHIN, forget_old
from bot.services.office import Office
from storage import overheard, seen, tables
from storage.inbound import MOST_ATTEMPTS, Inbound
from storage.pending_forms import PendingForm, PendingForms
from tests.world import BORIS, NOW

PHONE = Destination(platform=Platform.TELEGRAM, chat="1002")
MESSAGE = Remote(chat="-100200300", message="8")
KEPT = (tables.seen, tables.overheard, tables.inbound, tables.link_codes, tables.waiting_presses, tables.pending_forms)
SECOND = timedelta(seconds=1)


async def _fill(office: Office) -> None:
    db = office.db
    async with db.begin() as tx:
        await seen.first_time(tx, Platform.SLACK, "press-1", now=NOW)
        await overheard.keep(
            tx, Platform.TELEGRAM, replace(MESSAGE, message="9"), under=MESSAGE, words="Gebeld.", author="Anna", now=NOW
        )
    await members.offer_link(db, BORIS, secret=lambda: "a-code", now=NOW)
    await members.let_wait(db, Account(platform=Platform.TELEGRAM, user_id="1002"), ClaimCase(1), now=NOW)
    form = PendingForm(
        id=0, user_id="1002", chat=PHONE, action=ResolveCase(1), place=PHONE, expires_at=NOW + timedelta(hours=24)
    )
    await PendingForms(db).open(form, now=NOW)
    inbound = Inbound(db, Platform.TELEGRAM)
    await inbound.record([("tg:1", {}), ("tg:2", {})], now=NOW, leased_until=NOW)
    for _ in range(1, MOST_ATTEMPTS):
        await inbound.take(1, now=NOW, leased_until=NOW)


async def _left(office: Office) -> dict[str, int]:
    async with office.db.read() as tx:
        return {table.name: await tx.scalar(select(func.count()).select_from(table)) or 0 for table in KEPT}


async def test_everything_goes_in_its_time(office: Office) -> None:
    await _fill(office)
    everything = {table.name: 1 for table in KEPT} | {"inbound": 2}
    await forget_old(office.db, now=NOW)
    assert await _left(office) == everything

    await forget_old(office.db, now=NOW + members.LINK_LASTS)
    assert await _left(office) == everything | {"link_codes": 0}

    await forget_old(office.db, now=NOW + members.PRESS_WAITS + SECOND)
    assert await _left(office) == everything | {"link_codes": 0, "waiting_presses": 0, "pending_forms": 0}

    await forget_old(office.db, now=NOW + REDELIVERED_WITHIN + SECOND)
    assert await _left(office) == {table.name: 0 for table in KEPT} | {"inbound": 2}

    await forget_old(office.db, now=NOW + LEFT_ALONE_FOR + SECOND)
    assert await _left(office) == {table.name: 0 for table in KEPT} | {"inbound": 1}
