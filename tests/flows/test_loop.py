"""The loop: a customer says something; somebody claims it, does something about it, and reports back."""

import asyncio

from bot.actions import ClaimCase, ReopenCase, ResolveCase, ShowContact, ShowDetails, encode
from bot.domain.case import CaseState, Happening
from bot.services import reading
from tests.flows.reading import buttons, words
from tests.flows.stage import (
    ANNA,
    ANNA_PHONE,
    BORIS,
    FATIMA,
    GROUP,
    PARTNER,
    SHOP,
    STRANGER,
    SUPPORT,
    Stage,
)

REPORT = {"cause": "waiting time", "done": "Excuses aangeboden en bloemen gestuurd.", "told": "phoned"}
COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."


async def test_a_claim_on_slack_is_seen_on_telegram_and_the_report_stands_under_both(stage: Stage) -> None:
    answer = await stage.hears(score=3, comment=COMPLAINT, channel="phone", touchpoint="call-centre")
    assert answer["status"] == "accepted"
    case = answer["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    assert buttons(card) == buttons(phone) == ["Oppakken", "Afronden", "Contact", "Details"]
    assert "M. de V." in words(card)
    assert "M. de Vries" not in words(card)

    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SUPPORT, lambda m: "Boris heeft dit sinds" in words(m))
    await stage.on_telegram(GROUP, lambda m: "Boris heeft dit sinds" in m.text)
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(BORIS, SUPPORT))
    assert "You have it now" in words(told[-1])

    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ResolveCase(case)))
    refused = await stage.fills_in(BORIS, **{**REPORT, "done": "  "})
    assert "done" in refused.errors
    done = await stage.fills_in(BORIS, **REPORT)
    assert done.closed
    thread = await stage.slack.wait_for(lambda: stage.slack.thread(SUPPORT, card.ts))
    assert "Excuses aangeboden en bloemen gestuurd." in words(thread[0])
    reply = await stage.on_telegram(GROUP, lambda m: "bloemen gestuurd" in m.text)
    assert reply.reply_to == phone.id
    folded = await stage.on_slack(SUPPORT, lambda m: m.ts == card.ts and "Heropenen" in buttons(m))
    assert COMPLAINT not in words(folded)
    rows = await reading.history(stage.office, case)
    assert [row.what for row in rows] == [Happening.OPENED, Happening.CLAIMED, Happening.RESOLVED]


async def test_the_same_loop_begun_on_telegram(stage: Stage) -> None:
    case = (await stage.hears(score=2, comment=COMPLAINT, channel="phone"))["case"]
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    told = await stage.telegram.press(ANNA_PHONE, GROUP, phone.id, "Oppakken")
    assert "Je hebt het nu" in (told.text or "")
    await stage.on_slack(SUPPORT, lambda m: "Anna heeft dit sinds" in words(m))

    await stage.telegram.press(ANNA_PHONE, GROUP, phone.id, "Afronden")
    prompt = await stage.on_telegram(ANNA_PHONE, lambda m: bool(buttons(m)))
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, prompt.id, "Wachttijd")
    asked = await stage.on_telegram(ANNA_PHONE, lambda m: m.force_reply)
    await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, "Nieuwe afspraak gemaakt.", reply_to=asked.id)
    how = await stage.on_telegram(ANNA_PHONE, lambda m: "Telefonisch" in buttons(m))
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, how.id, "Telefonisch")
    card = await stage.on_slack(SUPPORT, lambda m: "Heropenen" in buttons(m))
    report = await stage.slack.wait_for(lambda: stage.slack.thread(SUPPORT, card.ts))
    assert "Nieuwe afspraak gemaakt." in words(report[0])
    file = await reading.file(stage.office, case)
    assert file.case.state is CaseState.RESOLVED
    assert file.case.resolution is not None
    assert file.case.resolution.cause == "waiting time"


async def test_everyone_presses_at_once_and_one_has_it(stage: Stage) -> None:
    case = (await stage.hears(score=1, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    claim = encode(ClaimCase(case))
    await asyncio.gather(
        stage.slack.press(BORIS, SUPPORT, card.ts, claim),
        stage.slack.press(FATIMA, SUPPORT, card.ts, claim),
        stage.telegram.press(ANNA_PHONE, GROUP, phone.id, claim),
    )
    rows = await reading.history(stage.office, case)
    assert [row.what for row in rows].count(Happening.CLAIMED) == 1
    await stage.on_slack(SUPPORT, lambda m: "heeft dit sinds" in words(m))


async def test_a_press_that_is_delivered_twice_acts_once(stage: Stage) -> None:
    case = (await stage.hears(score=1, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    stage.slack.faults.duplicate_next_delivery()
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(case)))
    phone = await stage.on_telegram(GROUP, lambda m: "Boris heeft dit" in m.text)
    stage.telegram.faults.duplicate_next_update(1)
    await stage.telegram.press(ANNA_PHONE, GROUP, phone.id, encode(ShowContact(case)))
    rows = await reading.history(stage.office, case)
    assert [row.what for row in rows] == [Happening.OPENED, Happening.CLAIMED, Happening.CONTACT_SEEN]


async def test_contact_is_a_private_answer_and_each_look_is_kept(stage: Stage) -> None:
    case = (
        await stage.hears(
            score=1, comment=COMPLAINT, customer={"id": "C-9", "name": "Mieke de Vries", "phone": "+31612345678"}
        )
    )["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.press(FATIMA, SUPPORT, card.ts, encode(ShowContact(case)))
    seen = await stage.slack.wait_for(lambda: stage.slack.ephemerals(FATIMA, SUPPORT))
    assert "+31612345678" in words(seen[-1])
    assert "Mieke de Vries" in words(seen[-1])
    await stage.slack.press(FATIMA, SUPPORT, card.ts, encode(ShowDetails(case)))
    details = await stage.slack.wait_for(lambda: stage.slack.ephemerals(FATIMA, SUPPORT)[1:])
    assert "Fatima" in words(details[-1])


async def test_strangers_and_partners_change_nothing(stage: Stage) -> None:
    case = (await stage.hears(score=1, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    for outsider in (STRANGER, PARTNER):
        await stage.slack.press(outsider, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.slack.wait_for(
        lambda: all(len(stage.slack.ephemerals(outsider, SUPPORT)) == 1 for outsider in (STRANGER, PARTNER))
    )
    assert (await reading.file(stage.office, case)).case.state is CaseState.OPEN


async def test_another_team_is_told_whose_card_it_is(stage: Stage) -> None:
    case = (await stage.hears(score=1, comment="Rude shop assistant", channel="in-person"))["case"]
    card = await stage.on_slack(SHOP, lambda m: "Rude shop assistant" in words(m))
    assert "M. de Vries" in words(card), "this team reads full names"
    await stage.slack.press(ANNA, SHOP, card.ts, encode(ClaimCase(case)))
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(ANNA, SHOP))
    assert "Winkel Utrecht" in words(told[-1])
    assert (await reading.file(stage.office, case)).case.state is CaseState.OPEN


async def test_an_update_moves_the_same_card(stage: Stage) -> None:
    first = await stage.hears(id="S-1", score=4)
    card = await stage.on_slack(SUPPORT, lambda m: "4 van 10" in words(m))
    again = await stage.hears(id="S-1", comment="En ik wacht nog steeds.")
    assert again == {**first, "status": "updated"}
    updated = await stage.on_slack(SUPPORT, lambda m: "En ik wacht nog steeds." in words(m))
    assert updated.ts == card.ts
    assert (await stage.hears(id="S-1", score=4))["status"] == "duplicate"


async def test_resolved_can_be_opened_again(stage: Stage) -> None:
    case = (await stage.hears(score=1, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.press(FATIMA, SUPPORT, card.ts, encode(ResolveCase(case)))
    await stage.fills_in(FATIMA, **REPORT)
    await stage.on_slack(SUPPORT, lambda m: "Heropenen" in buttons(m))
    await stage.slack.press(FATIMA, SUPPORT, card.ts, encode(ReopenCase(case)))
    await stage.on_slack(SUPPORT, lambda m: m.ts == card.ts and "Oppakken" in buttons(m))


async def test_wordless_scores_gather_in_one_card_a_day(stage: Stage) -> None:
    for score in (9, 10, 9, 8, 7):
        assert (await stage.hears(score=score))["case"] is None
    card = await stage.on_slack(SUPPORT, lambda m: "3 promotors" in words(m) and "2 passieven" in words(m))
    assert [m.ts for m in stage.slack.messages(SUPPORT)] == [card.ts]
