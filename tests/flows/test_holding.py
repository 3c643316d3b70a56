"""Handing over, putting aside, noting, reacting: what a holder and colleagues do meanwhile."""

from datetime import UTC, timedelta

from bot.actions import ClaimCase, HandOverCase, NoteOnCase, ReleaseCase, ResolveCase, SnoozeCase, encode
from bot.domain.case import CaseState, Happening
from bot.services import cases, reading
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA, ANNA_PHONE, BORIS, FATIMA, GROUP, SUPPORT, TOPIC, Stage

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."


async def _claimed(stage: Stage) -> tuple[int, str]:
    """A case that Boris has taken on Slack: its number and its card."""
    case = (await stage.hears(score=3, comment=COMPLAINT, channel="phone"))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SUPPORT, lambda m: "Boris heeft dit" in words(m))
    return case, card.ts


async def test_anna_is_told_what_boris_hands_over_and_why(stage: Stage) -> None:
    case, ts = await _claimed(stage)
    await stage.slack.press(BORIS, SUPPORT, ts, encode(HandOverCase(case)))
    anna = next(m.id for m in stage.office.organisation.members.values() if m.name == "Anna Visser")
    done = await stage.fills_in(BORIS, to=str(anna), reason="Zij kent de klant.")
    assert done.closed
    own = await stage.on_telegram(ANNA_PHONE, lambda m: "Zij kent de klant." in m.text)
    assert COMPLAINT in own.text
    assert "Afronden" in buttons(own)
    await stage.on_slack(SUPPORT, lambda m: "Anna heeft dit" in words(m))


async def test_put_aside_it_returns_by_itself(stage: Stage) -> None:
    case, ts = await _claimed(stage)
    await stage.slack.press(BORIS, SUPPORT, ts, encode(SnoozeCase(case)))
    file = await reading.file(stage.office, case)
    until = stage.clock().replace(second=0, microsecond=0) + timedelta(hours=1)
    value = until.astimezone(UTC).isoformat()
    assert (await stage.fills_in(BORIS, until=value)).closed
    assert (await reading.file(stage.office, case)).case.snoozed_until == until < file.case.deadline
    stage.clock.ahead += timedelta(minutes=61)
    assert await cases.wake(stage.office, now=stage.clock()) == 1
    back = await stage.slack.wait_for(lambda: stage.slack.messages(BORIS))
    assert "Here it is again" in words(back[-1])


async def test_only_the_holder_puts_aside_or_passes_on(stage: Stage) -> None:
    case, ts = await _claimed(stage)
    for action in (SnoozeCase(case), HandOverCase(case), ReleaseCase(case)):
        await stage.slack.press(FATIMA, SUPPORT, ts, encode(action))
    assert (await reading.file(stage.office, case)).case.state is CaseState.CLAIMED
    assert [row.what for row in await reading.history(stage.office, case)] == [Happening.OPENED, Happening.CLAIMED]


async def test_a_note_by_button_stands_under_both_cards(stage: Stage) -> None:
    case, ts = await _claimed(stage)
    await stage.slack.press(FATIMA, SUPPORT, ts, encode(NoteOnCase(case)))
    await stage.fills_in(FATIMA, note="Klant belt zelf om vier uur.")
    thread = await stage.slack.wait_for(lambda: stage.slack.thread(SUPPORT, ts))
    assert "Klant belt zelf om vier uur." in words(thread[0])
    await stage.on_telegram(GROUP, lambda m: "Klant belt zelf om vier uur." in m.text)


async def test_a_mention_under_the_card_is_a_note_and_chatter_is_not(stage: Stage) -> None:
    case, ts = await _claimed(stage)
    await stage.slack.say(FATIMA, SUPPORT, "Vervelend zeg.", thread_ts=ts)
    said = await stage.slack.say(FATIMA, SUPPORT, f"<@{stage.slack.bot_user}> klant is nu thuis", thread_ts=ts)
    await stage.slack.wait_for(
        lambda: next((m for m in stage.slack.thread(SUPPORT, ts) if m.ts == said and m.reactions), None)
    )
    notes = [row for row in await reading.history(stage.office, case) if row.what is Happening.NOTED]
    assert [row.details["note"] for row in notes] == ["klant is nu thuis"]
    await stage.on_telegram(GROUP, lambda m: "klant is nu thuis" in m.text)


async def test_a_memo_reaction_makes_a_colleagues_words_a_note(stage: Stage) -> None:
    case, ts = await _claimed(stage)
    said = await stage.slack.say(FATIMA, SUPPORT, "Ze wil een nieuwe kast.", thread_ts=ts)
    await stage.settled()
    await stage.slack.react(BORIS, SUPPORT, said, "memo")
    await stage.on_telegram(GROUP, lambda m: "Ze wil een nieuwe kast." in m.text)
    notes = [row for row in await reading.history(stage.office, case) if row.what is Happening.NOTED]
    assert [row.details["note"] for row in notes] == ["Ze wil een nieuwe kast."]


async def test_a_pen_on_telegram_does_the_same(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    said = await stage.telegram.say(ANNA_PHONE, GROUP, "Ik ken deze klant.", reply_to=card.id, topic=TOPIC)
    await stage.settled()
    await stage.telegram.react(ANNA_PHONE, GROUP, said, ["✍"])
    ts = (await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))).ts
    await stage.slack.wait_for(lambda: [m for m in stage.slack.thread(SUPPORT, ts) if "Ik ken deze klant." in words(m)])
    notes = [row for row in await reading.history(stage.office, case) if row.what is Happening.NOTED]
    assert len(notes) == 1


async def test_eyes_claim_with_an_undo_and_taking_them_off_releases(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.settled()
    await stage.slack.react(ANNA, SUPPORT, card.ts, "eyes")
    await stage.on_slack(SUPPORT, lambda m: "Anna heeft dit" in words(m))
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(ANNA, SUPPORT))
    assert buttons(told[-1]) == ["Ongedaan maken"]
    await stage.slack.press_ephemeral(ANNA, SUPPORT, encode(ReleaseCase(case)))
    await stage.on_slack(SUPPORT, lambda m: "Oppakken" in buttons(m))
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    await stage.telegram.react(ANNA_PHONE, GROUP, phone.id, ["👀"])
    await stage.on_slack(SUPPORT, lambda m: "Anna heeft dit" in words(m))
    await stage.settled()
    await stage.telegram.react(ANNA_PHONE, GROUP, phone.id, [])
    await stage.on_slack(SUPPORT, lambda m: "Oppakken" in buttons(m))


async def test_a_lead_does_not_become_holder_by_a_glance(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.settled()
    await stage.slack.react(FATIMA, SUPPORT, card.ts, "eyes")
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(FATIMA, SUPPORT))
    assert buttons(told[-1]) == ["Oppakken"]
    assert (await reading.file(stage.office, case)).case.state is CaseState.OPEN


async def test_a_check_mark_asks_for_the_report(stage: Stage) -> None:
    case, ts = await _claimed(stage)
    await stage.settled()
    await stage.slack.react(BORIS, SUPPORT, ts, "white_check_mark")
    told = await stage.slack.wait_for(lambda: [m for m in stage.slack.ephemerals(BORIS, SUPPORT) if buttons(m)])
    assert buttons(told[-1]) == ["Resolve"]
    assert (await reading.file(stage.office, case)).case.state is CaseState.CLAIMED
    await stage.slack.press_ephemeral(BORIS, SUPPORT, encode(ResolveCase(case)))
    assert (await stage.fills_in(BORIS, cause="delivery", done="Nieuwe kast.", told="mailed")).closed
    await stage.on_slack(SUPPORT, lambda m: m.ts == ts and "Heropenen" in buttons(m))


async def test_a_hand_on_telegram_asks_for_the_report_too(stage: Stage) -> None:
    await stage.hears(score=3, comment=COMPLAINT)
    card = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    await stage.telegram.react(ANNA_PHONE, GROUP, card.id, ["👌"])
    asked = await stage.on_telegram(ANNA_PHONE, lambda m: buttons(m) == ["Afronden"])
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, asked.id, "Afronden")
    await stage.on_telegram(ANNA_PHONE, lambda m: "Wachttijd" in buttons(m))
