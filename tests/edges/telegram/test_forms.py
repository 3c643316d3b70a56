"""Anna reports what she did, question after question, whatever comes in between."""

import asyncio
from datetime import timedelta

import pytest

from sandbox.telegram import TelegramEmulator
from storage.engine import Database
from tests.edges.telegram.reporting import CARD, Office, last
from tests.edges.telegram.station import ANNA, BORIS, SUPPORT, Clock, Station, place, shown, until


@pytest.fixture
def service() -> Office:
    return Office()


@pytest.fixture
async def card(station: Station) -> int:
    return int((await station.gateway.post(place(SUPPORT), CARD, posting=1, parent=None)).message)


async def test_from_start_to_end(telegram: TelegramEmulator, service: Office, card: int) -> None:
    await telegram.start_bot(ANNA)
    assert (await telegram.press(ANNA, SUPPORT, card, "Report")).text == "I have asked you in our private chat."

    cause = await last(telegram, ANNA, "Why did it happen?")
    assert telegram.message(ANNA, cause).text.startswith("Report\nM.V., 3 of 10\n")
    await telegram.press(ANNA, ANNA, cause, "price")
    assert telegram.message(ANNA, cause).text == "Why did it happen?\n✓ price"
    assert not telegram.message(ANNA, cause).buttons
    done = await last(telegram, ANNA, "What was done?")
    prompt = telegram.prompt(ANNA, ANNA)
    assert prompt
    assert prompt.id == done
    await telegram.say(ANNA, ANNA, "Betaald <b>terug</b> & gebeld", reply_to=done)
    told = await last(telegram, ANNA, "Was the customer told?")
    assert (await telegram.press(ANNA, ANNA, told, "Phoned")).text == "Closed. Thank you."

    assert service.handed_in == [{"cause": "p", "done": "Betaald <b>terug</b> & gebeld", "told": "phoned"}]
    assert service.heard[-1].chat == place(SUPPORT)
    assert service.heard[-1].message is not None
    assert service.heard[-1].message.message == str(card)
    assert len(shown(telegram, SUPPORT)) == 1


async def test_a_question_that_only_some_answers_need(telegram: TelegramEmulator, service: Office, card: int) -> None:
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Report")
    await telegram.press(ANNA, ANNA, await last(telegram, ANNA, "Why did"), "waiting")
    await last(telegram, ANNA, "What was done?")
    await telegram.say(ANNA, ANNA, "Excuses")
    await telegram.press(ANNA, ANNA, await last(telegram, ANNA, "Was the customer told?"), "Not possible")
    await last(telegram, ANNA, "Why not?")
    await telegram.say(ANNA, ANNA, "Geen nummer")
    await last(telegram, ANNA, "Closed.")

    assert service.handed_in == [{"cause": "w", "done": "Excuses", "told": "no", "because": "Geen nummer"}]


async def test_what_is_wrong_is_asked_again(telegram: TelegramEmulator, service: Office, card: int) -> None:
    service.wrong = {"done": "Say what was done, not who did it."}
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Report")
    await last(telegram, ANNA, "Why did")
    await telegram.say(ANNA, ANNA, "price")
    cause = await last(telegram, ANNA, "Choose one of these with a button.")
    await telegram.press(ANNA, ANNA, cause, "price")
    await last(telegram, ANNA, "What was done?")
    await telegram.say(ANNA, ANNA, "x" * 51)
    await last(telegram, ANNA, "at most 50 characters")
    await telegram.say(ANNA, ANNA, "Boris")
    await telegram.press(ANNA, ANNA, await last(telegram, ANNA, "Was the customer told?"), "Phoned")
    again = await last(telegram, ANNA, "Say what was done, not who did it.")
    await telegram.say(ANNA, ANNA, "Gebeld", reply_to=again)
    await last(telegram, ANNA, "Closed.")

    assert service.handed_in == [{"cause": "p", "done": "Gebeld", "told": "phoned"}]


async def test_stopped_by_button_or_by_word(telegram: TelegramEmulator, service: Office, card: int) -> None:
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Report")
    cause = await last(telegram, ANNA, "Why did")
    assert (await telegram.press(ANNA, ANNA, cause, "Never mind")).text == "Stopped. Nothing was kept."
    assert not telegram.message(ANNA, cause).buttons

    await telegram.press(ANNA, SUPPORT, card, "Note")
    await last(telegram, ANNA, "What should colleagues know?")
    await telegram.say(ANNA, ANNA, "/cancel")
    await last(telegram, ANNA, "Stopped. Nothing was kept.")
    await telegram.say(ANNA, ANNA, "Hallo")
    await until(lambda: any("Hallo" in str(each) for each in service.happened))

    assert service.handed_in == []


async def test_a_restart_in_the_middle_changes_nothing(
    station: Station, telegram: TelegramEmulator, service: Office, card: int, db: Database, clock: Clock
) -> None:
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Report")
    await telegram.press(ANNA, ANNA, await last(telegram, ANNA, "Why did"), "price")
    done = await last(telegram, ANNA, "What was done?")
    await station.stop()
    await telegram.say(ANNA, ANNA, "Gebeld", reply_to=done)

    restarted = Station(telegram=telegram, db=db, service=service, clock=clock)
    await restarted.start()
    await telegram.press(ANNA, ANNA, await last(telegram, ANNA, "Was the customer told?"), "Phoned")
    await restarted.stop()

    assert service.handed_in == [{"cause": "p", "done": "Gebeld", "told": "phoned"}]


async def test_with_the_private_chat_closed_it_is_asked_on_the_spot(
    telegram: TelegramEmulator, service: Office, card: int
) -> None:
    await telegram.press(ANNA, SUPPORT, card, "Report")
    cause = await last(telegram, SUPPORT, "Why did")
    assert telegram.message(SUPPORT, cause).text.startswith("Anna\n")
    assert (await telegram.press(BORIS, SUPPORT, cause, "price")).text == "This question is for somebody else."
    await telegram.press(ANNA, SUPPORT, cause, "price")
    done = await last(telegram, SUPPORT, "What was done?")
    prompt = telegram.prompt(SUPPORT, ANNA)
    assert prompt
    assert prompt.id == done
    assert telegram.prompt(SUPPORT, BORIS) is None
    await telegram.say(BORIS, SUPPORT, "Niet van mij", reply_to=done)
    await telegram.say(ANNA, SUPPORT, "Gebeld", reply_to=done)
    await telegram.press(ANNA, SUPPORT, await last(telegram, SUPPORT, "Was the customer told?"), "Phoned")

    assert service.handed_in == [{"cause": "p", "done": "Gebeld", "told": "phoned"}]


async def test_optional_words_can_be_skipped(telegram: TelegramEmulator, service: Office, card: int) -> None:
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Note")
    await last(telegram, ANNA, "What should colleagues know?")
    await telegram.say(ANNA, ANNA, "Belt liever niet")
    more = await last(telegram, ANNA, "Anything else?")
    await telegram.press(ANNA, ANNA, more, "Skip")

    assert service.handed_in == [{"note": "Belt liever niet", "more": ""}]


async def test_what_is_done_by_words_is_confirmed_by_a_reaction(
    telegram: TelegramEmulator, service: Office, card: int
) -> None:
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Note")
    await last(telegram, ANNA, "What should colleagues know?")
    await telegram.say(ANNA, ANNA, "Belt liever niet")
    more = await last(telegram, ANNA, "Anything else?")
    words = await telegram.say(ANNA, ANNA, "Nee", reply_to=more)
    await until(lambda: telegram.message(ANNA, words).reactions)

    assert service.handed_in == [{"note": "Belt liever niet", "more": "Nee"}]


async def test_a_form_that_makes_no_sense_any_more_ends_with_the_reason(
    telegram: TelegramEmulator, service: Office, card: int
) -> None:
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Report")
    cause = await last(telegram, ANNA, "Why did")
    service.over = True
    assert (await telegram.press(ANNA, ANNA, cause, "price")).text == "Boris has closed it."
    assert not telegram.message(ANNA, cause).buttons
    assert service.handed_in == []


async def test_a_new_form_replaces_the_old_one_whose_question_goes(
    telegram: TelegramEmulator, service: Office, card: int
) -> None:
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Note")
    note = await last(telegram, ANNA, "What should colleagues know?")
    await telegram.press(ANNA, SUPPORT, card, "Report")
    cause = await last(telegram, ANNA, "Why did")
    assert telegram.message(ANNA, note).deleted, "else its offered reply would be taken for a question to us"
    await telegram.press(ANNA, SUPPORT, card, "Note")
    await last(telegram, ANNA, "What should colleagues know?")
    assert telegram.message(ANNA, cause).deleted

    await telegram.say(ANNA, ANNA, "Belt liever niet")
    await telegram.press(ANNA, ANNA, await last(telegram, ANNA, "Anything else?"), "Skip")
    assert service.handed_in == [{"note": "Belt liever niet", "more": ""}]


async def test_after_a_day_a_question_is_over(
    telegram: TelegramEmulator, service: Office, card: int, clock: Clock
) -> None:
    await telegram.start_bot(ANNA)
    await telegram.press(ANNA, SUPPORT, card, "Report")
    cause = await last(telegram, ANNA, "Why did")
    clock.advance(timedelta(hours=25))

    assert (await telegram.press(ANNA, ANNA, cause, "price")).text == "This question is over."
    assert service.handed_in == []


async def test_the_same_words_delivered_twice_answer_one_question(
    idle: Station, telegram: TelegramEmulator, service: Office
) -> None:
    await telegram.start_bot(ANNA)
    note = int((await idle.gateway.post(place(ANNA), CARD, posting=1, parent=None)).message)

    async def handle_twice() -> None:
        for update in await idle.bot.get_updates(offset=-1):
            await idle.handler.handle(update)
            await idle.handler.handle(update)

    press = asyncio.create_task(telegram.press(ANNA, ANNA, note, "Note"))
    await asyncio.sleep(0.01)
    await handle_twice()
    await press
    await telegram.say(ANNA, ANNA, "Belt liever niet")
    await handle_twice()
    more = await last(telegram, ANNA, "Anything else?")
    press = asyncio.create_task(telegram.press(ANNA, ANNA, more, "Skip"))
    await asyncio.sleep(0.01)
    await handle_twice()
    await press

    assert service.handed_in == [{"note": "Belt liever niet", "more": ""}]
