"""People from elsewhere, people we do not know, and buttons that nobody knows any more."""

import asyncio
import json

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.actions import ClaimCase, encode
from bot.domain.case import CaseState
from bot.services import reading
from tests.flows.reading import buttons, words
from tests.flows.stage import (
    ANNA,
    ANNA_PHONE,
    BORIS_PHONE,
    FATIMA,
    GROUP,
    NOBODY_PHONE,
    PARTNER,
    STRANGER,
    SUPPORT,
    TOPIC,
    Stage,
)
from tests.flows.test_linking import link_of

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."
OLD = "zz9:1"


async def _answers(stage: Stage, user: str, many: int) -> list[str]:
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(user, SUPPORT)[many - 1 :])
    assert len(stage.slack.ephemerals(user, SUPPORT)) == many
    return [words(one) for one in told]


async def test_a_partner_is_refused_politely_whatever_they_do_with_a_case(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.settled()
    await stage.slack.press(PARTNER, SUPPORT, card.ts, encode(ClaimCase(case)))
    assert "Alleen onze eigen mensen" in (await _answers(stage, PARTNER, 1))[-1]
    await stage.slack.react(PARTNER, SUPPORT, card.ts, "eyes")
    await _answers(stage, PARTNER, 2)
    await stage.slack.command(PARTNER, SUPPORT, "/nps", f"case {case}")
    assert COMPLAINT not in (await _answers(stage, PARTNER, 3))[-1]
    await stage.slack.say(PARTNER, SUPPORT, f"<@{stage.slack.bot_user}> ik weet meer", thread_ts=card.ts)
    await stage.slack.press(PARTNER, SUPPORT, card.ts, "Afronden")
    forms = await stage.slack.wait_for(lambda: stage.slack.views(PARTNER))
    assert not forms[-1].body.get("submit"), "no form, but the refusal in its place"
    file = await reading.file(stage.office, case)
    assert file.case.state is CaseState.OPEN
    assert len(await reading.history(stage.office, case)) == 1


async def test_chatter_of_people_from_elsewhere_gets_no_answer(stage: Stage) -> None:
    said = await stage.slack.say(ANNA, SUPPORT, "Wie haalt koffie?")
    for outsider in (PARTNER, STRANGER):
        await stage.slack.react(outsider, SUPPORT, said, "eyes")
        await stage.slack.say(outsider, SUPPORT, "Ik!", thread_ts=said)
    chat = await stage.telegram.say(ANNA_PHONE, GROUP, "Wie haalt koffie?", topic=TOPIC)
    await stage.telegram.react(NOBODY_PHONE, GROUP, chat, ["👀"])
    await asyncio.sleep(0.2)
    assert not stage.slack.ephemerals(PARTNER) + stage.slack.ephemerals(STRANGER)
    assert not [m for m in stage.telegram.messages(GROUP) if m.sender.is_bot]


async def test_eyes_of_somebody_not_yet_linked_are_answered_and_count_once_they_are(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    await stage.telegram.react(BORIS_PHONE, GROUP, card.id, ["👀"])
    told = await stage.on_telegram(GROUP, lambda m: "/nps link" in m.text)
    assert "Boris" in told.text, "called by name, since the private chat is closed"
    assert (await reading.file(stage.office, case)).case.state is CaseState.OPEN
    await stage.telegram.start_bot(BORIS_PHONE, await link_of(stage))
    await stage.on_telegram(GROUP, lambda m: m.id == card.id and "Boris heeft dit" in m.text)


async def test_a_button_of_long_ago_says_so_on_both_platforms(stage: Stage) -> None:
    client = AsyncWebClient(token=stage.slack.bot_token, base_url=stage.slack.api_url)
    button = {"type": "button", "action_id": OLD, "value": OLD, "text": {"type": "plain_text", "text": "Oud"}}
    posted = await client.chat_postMessage(
        channel=SUPPORT, text="Oud", blocks=[{"type": "actions", "elements": [button]}]
    )
    await stage.slack.press(FATIMA, SUPPORT, posted["ts"], OLD)
    assert "Deze knop is van vroeger" in (await _answers(stage, FATIMA, 1))[-1]

    keys = {"inline_keyboard": [[{"text": "Oud", "callback_data": OLD}, {"text": "Weg", "callback_data": "c1:999"}]]}
    old = {"chat_id": ANNA_PHONE, "text": "Oud", "reply_markup": json.dumps(keys)}
    async with aiohttp.ClientSession() as session:
        url = f"{stage.telegram.api_url}/bot{stage.telegram.bot_token}/sendMessage"
        async with session.post(url, data=old) as response:
            sent = (await response.json())["result"]["message_id"]
    told = await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, sent, OLD)
    assert "van vroeger" in told.text
    gone = await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, sent, "c1:999")
    assert "niet vinden" in gone.text, "a case that never was"


async def test_colleagues_pass_each_other_no_forms(stage: Stage) -> None:
    """A form asked in the group, since the private chat is closed, is for whoever pressed."""
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    await stage.telegram.block(ANNA_PHONE)
    await stage.telegram.press(ANNA_PHONE, GROUP, card.id, "Afronden")
    asked = await stage.on_telegram(GROUP, lambda m: "Wachttijd" in buttons(m))
    assert "Anna" in asked.text
    assert asked.topic == TOPIC
    told = await stage.telegram.press(NOBODY_PHONE, GROUP, asked.id, "Wachttijd")
    assert told.text
    await stage.telegram.press(ANNA_PHONE, GROUP, asked.id, "Wachttijd")
    words_asked = await stage.on_telegram(GROUP, lambda m: m.force_reply)
    assert words_asked.selective
    await stage.telegram.say(ANNA_PHONE, GROUP, "Gebeld.", reply_to=words_asked.id, topic=TOPIC)
    how = await stage.on_telegram(GROUP, lambda m: "Telefonisch" in buttons(m))
    await stage.telegram.press(ANNA_PHONE, GROUP, how.id, "Telefonisch")
    await stage.on_slack(SUPPORT, lambda m: "Heropenen" in buttons(m))
    assert (await reading.file(stage.office, case)).case.state is CaseState.RESOLVED
