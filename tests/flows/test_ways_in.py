"""The loop where the platforms call us, by signed requests and by webhook, and where two bots share the work."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from bot.actions import ClaimCase, NoteOnCase, ResolveCase, encode
from bot.domain.case import CaseState, Happening
from bot.domain.destination import Platform
from bot.services import reading
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_PHONE, BORIS, BORIS_PHONE, FATIMA, GROUP, SUPPORT, TOPIC, Stage
from tests.flows.test_linking import link_of

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."
REPORT = {"cause": "waiting time", "done": "Excuses aangeboden.", "told": "phoned"}
BLINK = 1.0


@pytest.fixture
async def called(database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    """The whole bot, with both platforms calling it over HTTP."""
    async with Stage(database_url, tmp_path, sockets=False, webhook=True) as opened:
        yield opened


async def test_the_loop_by_signed_requests_and_webhook(called: Stage) -> None:
    case = (await called.hears(score=3, comment=COMPLAINT, channel="phone"))["case"]
    card = await called.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await called.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    assert phone.topic == TOPIC
    await called.settled()
    began = time.monotonic()
    told = await called.telegram.press(ANNA_PHONE, GROUP, phone.id, "Oppakken")
    assert "Je hebt het nu" in told.text
    await called.on_slack(SUPPORT, lambda m: "Anna heeft dit sinds" in words(m))
    await called.on_telegram(GROUP, lambda m: "Anna heeft dit sinds" in m.text)
    assert time.monotonic() - began < BLINK, "seen on both platforms within a second"

    await called.slack.press(BORIS, SUPPORT, card.ts, encode(NoteOnCase(case)))
    assert (await called.fills_in(BORIS, note="Klant is na vijven thuis.")).closed
    await called.on_telegram(GROUP, lambda m: "na vijven thuis" in m.text and m.reply_to == phone.id)
    await called.slack.react(BORIS, SUPPORT, card.ts, "eyes")
    await called.slack.say(BORIS, SUPPORT, f"<@{called.slack.bot_user}> al gebeld", thread_ts=card.ts)
    await called.slack.command(BORIS, SUPPORT, "/nps", f"case {case}")
    details = await called.slack.wait_for(
        lambda: [m for m in called.slack.ephemerals(BORIS) if "al gebeld" in words(m)]
    )
    assert "Anna claimed it" in words(details[-1])

    await called.telegram.press(ANNA_PHONE, GROUP, phone.id, "Afronden")
    prompt = await called.on_telegram(ANNA_PHONE, lambda m: "Wachttijd" in buttons(m))
    await called.telegram.press(ANNA_PHONE, ANNA_PHONE, prompt.id, "Wachttijd")
    asked = await called.on_telegram(ANNA_PHONE, lambda m: m.force_reply)
    await called.telegram.say(ANNA_PHONE, ANNA_PHONE, "Nieuwe afspraak.", reply_to=asked.id)
    how = await called.on_telegram(ANNA_PHONE, lambda m: "Niet mogelijk" in " ".join(buttons(m)))
    await called.telegram.press(
        ANNA_PHONE, ANNA_PHONE, how.id, next(b for b in buttons(how) if b.startswith("Niet mogelijk"))
    )
    why = await called.on_telegram(ANNA_PHONE, lambda m: m.force_reply and m.id > how.id)
    assert (await reading.file(called.office, case)).case.state is CaseState.CLAIMED, "a reason is required"
    await called.telegram.say(ANNA_PHONE, ANNA_PHONE, "Neemt niet op.", reply_to=why.id)
    await called.on_slack(SUPPORT, lambda m: m.ts == card.ts and "Heropenen" in buttons(m))
    resolution = (await reading.file(called.office, case)).case.resolution
    assert resolution is not None
    assert resolution.because == "Neemt niet op."
    report = await called.slack.wait_for(
        lambda: [m for m in called.slack.thread(SUPPORT, card.ts) if "Neemt niet op." in words(m)]
    )
    assert "Nieuwe afspraak." in words(report[0])


async def test_a_forged_call_changes_nothing(called: Stage) -> None:
    case = (await called.hears(score=3, comment=COMPLAINT))["case"]
    await called.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    payload = {"update_id": 1, "callback_query": {"id": "1", "data": encode(ClaimCase(case))}}
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{called.app.http_url}/telegram", json=payload) as response:
            assert response.status == 403
        async with session.post(f"{called.app.http_url}/slack/events", data={"payload": "{}"}) as response:
            assert response.status == 401
    assert (await reading.file(called.office, case)).case.state is CaseState.OPEN


async def test_two_bots_on_one_database(called: Stage) -> None:
    """Telegram reaches the first, Slack the second; whoever knows somebody, both do."""
    second = await called.open_replica()
    called.slack.events_url = f"{second.http_url}/slack/events"
    case = (await called.hears(score=3, comment=COMPLAINT))["case"]
    card = await called.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await called.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await called.settled()
    assert len([m for m in called.slack.messages(SUPPORT) if COMPLAINT in words(m)]) == 1
    began = time.monotonic()
    await called.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(case)))
    await called.on_telegram(GROUP, lambda m: "Boris heeft dit sinds" in m.text)
    await called.on_slack(SUPPORT, lambda m: "Boris heeft dit sinds" in words(m))
    assert time.monotonic() - began < BLINK
    refused = await called.telegram.press(ANNA_PHONE, GROUP, phone.id, "Teruggeven")
    assert "Boris heeft het sinds" in refused.text

    code = await link_of(called, BORIS)  # made by the second, used at the first
    await called.telegram.start_bot(BORIS_PHONE, code)
    await called.on_telegram(BORIS_PHONE, lambda m: "linked" in m.text)
    await second.office.meet_members()
    boris = second.office.organisation.member_by_email("boris@devrieswonen.nl")
    assert boris is not None
    assert {one.platform for one in boris.accounts} == {Platform.SLACK, Platform.TELEGRAM}
    await called.telegram.press(BORIS_PHONE, GROUP, phone.id, encode(ResolveCase(case)))
    await called.on_telegram(BORIS_PHONE, lambda m: "Waiting time" in buttons(m))
    await called.slack.press(BORIS, SUPPORT, card.ts, encode(ResolveCase(case)))
    assert (await called.fills_in(BORIS, **REPORT)).closed
    await called.on_telegram(GROUP, lambda m: m.id == phone.id and "Heropenen" in buttons(m))
    rows = await reading.history(called.office, case)
    assert [row.what for row in rows] == [Happening.OPENED, Happening.CLAIMED, Happening.RESOLVED]

    await called.settled()
    assert len(called.slack.thread(SUPPORT, card.ts)) == 1, "one report, whoever posted it"


async def test_one_press_at_each_of_two_bots_has_one_winner(called: Stage) -> None:
    second = await called.open_replica()
    called.slack.events_url = f"{second.http_url}/slack/events"
    case = (await called.hears(score=3, comment=COMPLAINT))["case"]
    card = await called.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await called.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await asyncio.gather(
        called.slack.press(FATIMA, SUPPORT, card.ts, encode(ClaimCase(case))),
        called.telegram.press(ANNA_PHONE, GROUP, phone.id, encode(ClaimCase(case))),
    )
    rows = await reading.history(called.office, case)
    assert [row.what for row in rows] == [Happening.OPENED, Happening.CLAIMED]
    holder = (await reading.file(called.office, case)).case.holder
    name = called.office.organisation.members[holder or 0].first_name
    await called.on_slack(SUPPORT, lambda m: f"{name} heeft dit sinds" in words(m))
    await called.on_telegram(GROUP, lambda m: f"{name} heeft dit sinds" in m.text)
