"""What must hold when all is quiet again: histories, cards and copies."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.domain.case import Case, CaseState, Happening, HistoryRow
from bot.domain.destination import Platform
from bot.domain.posting import Posting, Shows
from bot.platforms.slack.render import card_message
from bot.platforms.telegram.render import render
from bot.services import reading
from bot.services.showing import truth
from storage import tables
from storage.postings import posting_of, select_postings
from tests.flows.reading import words
from tests.flows.stage import GROUP, Stage


async def everything(stage: Stage) -> list[Posting]:
    """All postings."""
    async with stage.office.db.read() as tx:
        return [posting_of(row) for row in (await tx.execute(select_postings())).mappings()]


async def every_case_kept_its_promises(stage: Stage, complaints: int) -> None:
    """Every complaint became a case, and its history explains how it stands now."""
    async with stage.office.db.read() as tx:
        numbers = list((await tx.execute(select(tables.cases.c.id))).scalars())
    assert len(numbers) == complaints
    for number in numbers:
        file = await reading.file(stage.office, number)
        _replay(file.case, await reading.history(stage.office, number))


def _replay(case: Case, rows: list[HistoryRow]) -> None:
    state, holder, changes = CaseState.OPEN, None, 0
    assert rows[0].what is Happening.OPENED
    for row in rows[1:]:
        changes += 1
        match row.what:
            case Happening.CLAIMED:
                assert state is CaseState.OPEN
                state, holder = CaseState.CLAIMED, row.by
            case Happening.RELEASED:
                assert (state, holder) == (CaseState.CLAIMED, row.by)
                state, holder = CaseState.OPEN, None
            case Happening.RESOLVED:
                assert state is not CaseState.RESOLVED
                assert holder in (None, row.by)
                state, holder = CaseState.RESOLVED, None
            case Happening.REOPENED:
                assert state is CaseState.RESOLVED
                state = CaseState.OPEN
            case _:
                changes -= 1
    assert (case.state, case.holder, case.revision) == (state, holder, 1 + changes)


async def every_message_stands_once_and_tells_the_truth(stage: Stage, standing: list[Posting]) -> None:
    """On Slack by the mark that each message carries, on Telegram by where the posting says that it stands."""
    team_cards = [one for one in standing if one.shows is Shows.TEAM_CASE]
    assert len({(one.subject, one.place) for one in team_cards}) == len(team_cards)
    for posting in standing:
        card = (await truth(stage.office, posting, now=await _as_of(stage, posting))).card
        assert posting.shown == posting.wanted
        if posting.place.platform is Platform.SLACK:
            there = [m for m in stage.slack.messages(posting.place.chat) if _mark(m.metadata) == posting.id]
            if posting.remote is None:
                assert there == []
                continue
            [message] = there
            assert message.ts == posting.remote.message
            shown = words(message)
            wanted = "" if card is None else words(replace(message, blocks=tuple(_blocks(card_message(card).blocks))))
        elif posting.remote is None:
            continue
        else:
            phone = stage.telegram.message(int(posting.remote.chat), int(posting.remote.message))
            assert not phone.deleted
            shown = phone.text
            wanted = "" if card is None else html.unescape(re.sub("<[^>]+>", "", render(card).text))
        if posting.shows in (Shows.TEAM_CASE, Shows.OWN_CASE):
            assert shown == wanted


async def _as_of(stage: Stage, posting: Posting) -> datetime:
    """Now; but who was alone with a case for an hour still reads until when."""
    if posting.shows is Shows.OWN_CASE:
        alone = (await reading.file(stage.office, posting.subject)).case.head_start_until
        return stage.clock() if alone is None else alone - timedelta(seconds=1)
    return stage.clock()


def strays_are_few(stage: Stage, standing: list[Posting]) -> None:
    """In the group stands what we know of, and no more copies than there were answers that got lost."""
    known = {one.remote.message for one in standing if one.remote is not None and one.remote.chat == str(GROUP)}
    living = {
        str(message.id)
        for message in stage.telegram.messages(GROUP)
        if message.sender.is_bot and not message.deleted and not message.service
    }
    lost = [
        call
        for call in stage.telegram.calls
        if call.method == "sendMessage" and call.error == "drop_after" and call.parameters["chat_id"] == str(GROUP)
    ]
    assert known <= living
    assert len(living - known) <= len(lost)


def _mark(metadata: Any) -> int | None:
    number: int | None = (metadata or {}).get("event_payload", {}).get("posting")
    return number


def _blocks(blocks: Any) -> Iterator[dict[str, Any]]:
    yield from (block if isinstance(block, dict) else block.to_dict() for block in blocks)
