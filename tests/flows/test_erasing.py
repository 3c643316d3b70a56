"""A customer asks to be forgotten: the cards vanish from both platforms, and the survey cannot bring them back."""

from datetime import timedelta

from bot.actions import ClaimCase, NoteOnCase, encode
from bot.domain.erasure import Sought
from bot.services import erasing
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA_PHONE, BORIS, GROUP, PATIENCE, SUPPORT, Stage

COMPLAINT = "De verhuizers lieten de Steinway vallen."
MINA = {"id": "C-77", "name": "Wilhelmina Zandstra", "email": "mina@example.nl"}


async def test_the_cards_vanish_and_stay_away(stage: Stage) -> None:
    answer = await stage.hears(id="S-1", score=2, comment=COMPLAINT, customer=MINA)
    other = await stage.hears(score=3, comment="De bank is krom.")
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(answer["case"])))
    await stage.on_slack(SUPPORT, lambda m: "Boris heeft dit sinds" in words(m))
    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(NoteOnCase(answer["case"])))
    assert (await stage.fills_in(BORIS, note="Mevrouw Zandstra belt om vier uur.")).closed
    await stage.on_telegram(GROUP, lambda m: "Zandstra belt" in m.text)
    await stage.settled()

    done = await erasing.erase_customer(stage.office, Sought(email="MINA@example.nl"), now=stage.clock())
    assert (done.feedback, done.cases) == (1, 1)
    await stage.settled()
    left = [m for m in stage.slack.messages(SUPPORT) if "Steinway" in words(m) or "Zandstra" in words(m)]
    assert left == []
    assert stage.telegram.message(GROUP, phone.id).deleted
    assert not any("Zandstra" in m.text for m in stage.telegram.messages(GROUP) if not m.deleted)
    again = await stage.hears(id="S-1", score=2, comment=COMPLAINT, customer=MINA)
    assert again == {"feedback": None, "case": None, "status": "erased"}
    assert (await stage.hears(score=3, comment="De bank is krom."))["case"] > other["case"]


async def test_a_press_that_comes_in_between_is_answered(stage: Stage) -> None:
    answer = await stage.hears(score=2, comment=COMPLAINT)
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    stage.slack.faults.fail_next("chat.delete", "ratelimited", retry_after=60)
    stage.telegram.faults.fail_next("deleteMessage", "retry_after", seconds=60)
    await erasing.erase(stage.office, [answer["feedback"]], now=stage.clock())

    await stage.slack.press(BORIS, SUPPORT, card.ts, encode(ClaimCase(answer["case"])))
    told = await stage.slack.wait_for(lambda: stage.slack.ephemerals(BORIS, SUPPORT))
    assert "I can't find that. It may have been removed." in words(told[-1])
    heard = await stage.telegram.press(ANNA_PHONE, GROUP, phone.id, "Oppakken")
    assert heard.text == "Dat kan ik niet vinden. Misschien is het verwijderd."


async def test_a_copy_that_nobody_knew_of_goes_when_it_is_touched(stage: Stage) -> None:
    stage.telegram.faults.fail_next("sendMessage", "drop_after", chat_id=GROUP)
    answer = await stage.hears(score=2, comment=COMPLAINT)
    await stage.telegram.wait_for(lambda: len(copies(stage)) == 2, timeout=PATIENCE)
    await stage.settled()
    await erasing.erase(stage.office, [answer["feedback"]], now=stage.clock())
    await stage.telegram.wait_for(lambda: len(copies(stage)) == 1, timeout=PATIENCE)
    await stage.telegram.press(ANNA_PHONE, GROUP, copies(stage)[0], "Oppakken")
    await stage.telegram.wait_for(lambda: not copies(stage), timeout=PATIENCE)


def copies(stage: Stage) -> list[int]:
    """The messages on Telegram that say it."""
    return [m.id for m in stage.telegram.messages(GROUP) if COMPLAINT in m.text and not m.deleted]


async def test_what_telegram_no_longer_deletes_is_emptied(stage: Stage) -> None:
    answer = await stage.hears(score=2, comment=COMPLAINT)
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    stage.clock.ahead += timedelta(hours=49)
    await erasing.erase(stage.office, [answer["feedback"]], now=stage.clock())
    emptied = await stage.on_telegram(GROUP, lambda m: m.id == phone.id and m.text == "…")
    assert buttons(emptied) == []
    await stage.slack.wait_for(lambda: all(m.ts != card.ts for m in stage.slack.messages(SUPPORT)))
