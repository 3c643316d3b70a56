"""What a team reads anywhere never names the employee whom the feedback is about."""

from datetime import timedelta

from bot.actions import ClaimCase, NoteOnCase, ResolveCase, ShowDetails, encode
from bot.services import reading
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_PHONE, BORIS, FATIMA, GROUP, SUPPORT, TOPIC, Stage

ABOUT_ANNA = {"employee": "anna@devrieswonen.nl", "channel": "phone", "touchpoint": "balie van Anna"}
RUDE = "Anna hing op. Mevrouw VISSER zei dat ik later moest bellen; anna@devrieswonen.nl antwoordt niet."
NAMES = ("anna", "visser")


def _on_slack(stage: Stage) -> str:
    """Everything that stands in the team's channel or was told there in private, what phones announce included."""
    seen = [*stage.slack.messages(SUPPORT), *stage.slack.ephemerals(BORIS, SUPPORT)]
    for card in stage.slack.messages(SUPPORT):
        seen += stage.slack.thread(SUPPORT, card.ts)
    return "\n".join(f"{m.text}\n{words(m)}" for m in seen if m.by_bot)


def _on_telegram(stage: Stage) -> str:
    return "\n".join(m.text for m in stage.telegram.messages(GROUP) if m.sender.is_bot)


async def test_not_in_cards_notes_reports_details_or_history(stage: Stage) -> None:
    case = (await stage.hears(score=2, comment=RUDE, tags=["anna"], location="Bij Anna", **ABOUT_ANNA))["case"]
    own = await stage.on_telegram(ANNA_PHONE, lambda m: RUDE in m.text)
    stage.clock.ahead += timedelta(minutes=61)
    card = await stage.on_slack(SUPPORT, lambda m: "hing op" in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: "hing op" in m.text)
    await stage.settled()
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(case)))
    await stage.on_slack(SUPPORT, lambda m: "Boris heeft dit" in words(m))
    await stage.on_telegram(ANNA_PHONE, lambda m: m.id == own.id and "Notitie" in buttons(m))
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, encode(NoteOnCase(case)))
    asked = await stage.on_telegram(ANNA_PHONE, lambda m: m.force_reply)
    await stage.telegram.say(ANNA_PHONE, ANNA_PHONE, "Anna hier: het was druk.", reply_to=asked.id)
    await stage.slack.wait_for(lambda: [m for m in stage.slack.thread(SUPPORT, card.ts) if "het was druk" in words(m)])
    await stage.slack.say(FATIMA, SUPPORT, f"<@{stage.slack.bot_user}> Anna was alleen", thread_ts=card.ts)
    await stage.on_telegram(GROUP, lambda m: "was alleen" in m.text and m.reply_to == phone.id)

    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ResolveCase(case)))
    done = "Excuses namens Anna Visser."
    refused = await stage.fills_in(BORIS, cause="unfriendly", done=done, told="not_possible")
    assert list(refused.errors) == ["because"]
    assert (
        await stage.fills_in(BORIS, cause="unfriendly", done=done, told="not_possible", because="Belt liever Anna.")
    ).closed
    await stage.on_telegram(GROUP, lambda m: "Excuses namens" in m.text)
    await stage.settled()
    assert not [name for name in NAMES if name in _on_telegram(stage).lower()]
    assert not [name for name in NAMES if name in _on_slack(stage).lower()]

    file = await reading.file(stage.office, case)
    assert file.case.named is not None
    assert file.feedback.said.comment == RUDE, "the words themselves are kept as they were said"
    assert file.case.resolution is not None
    assert file.case.resolution.done == done


async def test_not_even_in_the_details_of_what_she_does_herself(stage: Stage) -> None:
    case = (await stage.hears(score=2, comment=RUDE, **ABOUT_ANNA))["case"]
    own = await stage.on_telegram(ANNA_PHONE, lambda m: RUDE in m.text)
    await stage.telegram.press(ANNA_PHONE, ANNA_PHONE, own.id, encode(ClaimCase(case)))
    folded = await stage.on_slack(SUPPORT, lambda m: "Anna" in words(m))
    assert not [word for word in ("hing op", "2 van 10", "Criticaster") if word in words(folded) + folded.text]
    await stage.slack.press(BORIS, SUPPORT, folded.ts, encode(ShowDetails(case)))
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(BORIS, SUPPORT))
    assert "A colleague claimed it" in words(told[-1])
    assert not [name for name in NAMES if name in (words(told[-1]) + told[-1].text).lower()]
    posted = await stage.on_telegram(GROUP, lambda m: "Anna heeft dit" in m.text)
    assert posted.topic == TOPIC
