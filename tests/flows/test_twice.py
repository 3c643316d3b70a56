"""Whatever is delivered twice acts once, on both platforms."""

import asyncio

from bot.actions import ClaimCase, NoteOnCase, ResolveCase, encode
from bot.domain.case import Happening
from bot.services import reading
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_PHONE, BORIS, GROUP, SUPPORT, TOPIC, Stage

COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."
REPORT = {"cause": "waiting time", "done": "Excuses aangeboden.", "told": "phoned"}


async def _happenings(stage: Stage, case: int) -> list[Happening]:
    await stage.settled()
    await asyncio.sleep(0.3)
    return [row.what for row in await reading.history(stage.office, case)]


async def test_forms_notes_and_reactions_on_slack(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    await stage.settled()
    twice = stage.slack.faults.duplicate_next_delivery
    twice()
    await stage.slack.react(BORIS, SUPPORT, card.ts, "eyes")
    await stage.on_slack(SUPPORT, lambda m: "Boris heeft dit" in words(m))
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(NoteOnCase(case)))
    await stage.slack.wait_for(lambda: [v for v in stage.slack.views(BORIS) if v.body.get("submit")])
    twice()
    assert (await stage.fills_in(BORIS, note="Belt om vier uur.")).closed
    twice()
    await stage.slack.say(BORIS, SUPPORT, f"<@{stage.slack.bot_user}> is nu thuis", thread_ts=card.ts)
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ResolveCase(case)))
    await stage.slack.wait_for(lambda: [v for v in stage.slack.views(BORIS) if v.body.get("submit")])
    twice()
    assert (await stage.fills_in(BORIS, **REPORT)).closed
    assert await _happenings(stage, case) == [
        Happening.OPENED,
        Happening.CLAIMED,
        Happening.NOTED,
        Happening.NOTED,
        Happening.RESOLVED,
    ]
    reports = [m for m in stage.slack.thread(SUPPORT, card.ts) if REPORT["done"] in words(m)]
    assert len(reports) == 1


async def test_presses_words_and_reactions_on_telegram(stage: Stage) -> None:
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    card = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    twice = stage.telegram.faults.duplicate_next_update
    twice(1)
    await stage.telegram.press(ANNA_PHONE, GROUP, card.id, encode(ClaimCase(case)))
    await stage.on_telegram(GROUP, lambda m: "Notitie" in buttons(m))
    said = await stage.telegram.say(ANNA_PHONE, GROUP, "Ik ken deze klant.", reply_to=card.id, topic=TOPIC)
    await asyncio.sleep(0.2)
    twice(1)
    await stage.telegram.react(ANNA_PHONE, GROUP, said, ["✍"])
    twice(1)
    await stage.telegram.press(ANNA_PHONE, GROUP, card.id, "Afronden")
    prompt = await stage.on_telegram(ANNA_PHONE, lambda m: "Wachttijd" in buttons(m))
    twice(1)
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, prompt.id, "Wachttijd")
    asked = await stage.on_telegram(ANNA_PHONE, lambda m: m.force_reply)

    await stage.app.stop()  # in the middle of the form
    await stage.open_app()
    twice(1)
    await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, REPORT["done"], reply_to=asked.id)
    how = await stage.on_telegram(ANNA_PHONE, lambda m: "Telefonisch" in buttons(m))
    twice(1)
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, how.id, "Telefonisch")
    await stage.on_telegram(GROUP, lambda m: "Heropenen" in buttons(m))
    assert await _happenings(stage, case) == [
        Happening.OPENED,
        Happening.CLAIMED,
        Happening.NOTED,
        Happening.RESOLVED,
    ]
