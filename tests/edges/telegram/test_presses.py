"""Anna presses; the right thing is heard, once, and she always gets an answer."""

import asyncio
from datetime import timedelta

from bot.actions import Ask, ClaimCase, ShowContact
from bot.cards.model import Button, Buttons, Card, Later, Notice, Reply, Text
from bot.domain.destination import Remote
from bot.interaction import Interaction, Pressed, Reacted, Started
from bot.platforms.telegram.parse import ChatReopened
from sandbox.telegram import TelegramEmulator
from tests.edges.telegram.station import (
    ANNA,
    BORIS,
    SUPPORT,
    Service,
    Station,
    card_in,
    place,
    shown,
    until,
)

CONTACT = Card(summary="Contact", blocks=(Text(text="M. de Vries, +31612345678"),))
UNDO = Notice(text="It is yours.", buttons=(Button(label="Undo", action=ClaimCase(42)),))


async def test_a_press_is_heard_with_who_where_and_on_what_and_answered(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    service.answers = lambda _: Notice(text="It is yours.")
    card = await card_in(station, SUPPORT)

    answer = await telegram.press(ANNA, SUPPORT, card, "Claim")

    assert (answer.text, answer.show_alert) == ("It is yours.", False)
    heard = service.heard[0]
    assert heard.what == Pressed(ClaimCase(42))
    assert (heard.person.account.user_id, heard.person.name, heard.person.language) == (str(ANNA), "Anna", "nl")
    assert heard.chat == place(SUPPORT)
    assert heard.message == Remote(chat=str(SUPPORT), message=str(card))
    assert heard.delivery.startswith("tg:")


async def test_a_redelivered_press_acts_once(station: Station, telegram: TelegramEmulator, service: Service) -> None:
    card = await card_in(station, SUPPORT)
    telegram.faults.duplicate_next_update()

    await telegram.press(ANNA, SUPPORT, card, "Claim")
    await telegram.press(BORIS, SUPPORT, card, "Claim")

    assert [each.person.name for each in service.heard] == ["Anna", "Boris"]
    assert [each.delivery for each in service.heard] == ["tg:731000001", "tg:731000002"]


async def test_an_old_button_is_answered_too(station: Station, telegram: TelegramEmulator, service: Service) -> None:
    service.answers = lambda _: Notice(text="This button is too old.")
    await telegram.start_bot(ANNA)
    message = await station.bot.send_message(
        ANNA,
        "x",
        reply_markup={"inline_keyboard": [[{"text": "Old", "callback_data": "zz9:1"}]]},  # type: ignore[arg-type]
    )

    assert (await telegram.press(ANNA, ANNA, message.message_id, "Old")).text == "This button is too old."
    assert service.happened[-1] == Pressed(None)


async def test_when_the_service_fails_the_press_gets_a_polite_line_and_is_tried_again(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    failures = iter([True, True, False])

    def answer(_: Interaction) -> Reply:
        if next(failures):
            raise RuntimeError("a customer's own words")
        return Notice(text="too late to be seen")

    service.answers = answer
    card = await card_in(station, SUPPORT)

    said = await telegram.press(ANNA, SUPPORT, card, "Claim")

    assert said.show_alert
    assert "try again" in said.text
    assert [h.what for h in await station.heard(1)] == [Pressed(ClaimCase(42))]


async def test_a_long_answer_comes_in_private(station: Station, telegram: TelegramEmulator, service: Service) -> None:
    service.answers = lambda i: Notice(text="See our chat.", card=CONTACT) if isinstance(i.what, Pressed) else None
    await telegram.start_bot(ANNA)
    card = await card_in(station, SUPPORT)

    assert (await telegram.press(ANNA, SUPPORT, card, "Contact")).text == "See our chat."
    assert shown(telegram, ANNA) == ["M. de Vries, +31612345678"]


async def test_with_the_private_chat_closed_the_answer_opens_it_and_goes_on_there(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    service.answers = lambda _: Notice(text="See our chat.", card=CONTACT)
    card = await card_in(station, SUPPORT)

    answer = await telegram.press(ANNA, SUPPORT, card, "Contact")
    assert answer.url
    assert "+316" not in "".join(shown(telegram, SUPPORT))
    await telegram.start_bot(ANNA, answer.url.split("start=")[1])
    await station.heard(2)

    assert service.happened[-1] == Pressed(ShowContact(42))
    assert service.news == [ChatReopened(chat=str(ANNA))]
    assert await until(lambda: shown(telegram, ANNA)) == ["M. de Vries, +31612345678"]


async def test_a_question_that_fits_no_link_just_opens_the_private_chat(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    service.answers = lambda i: Notice(text="See our chat.", card=CONTACT) if isinstance(i.what, Pressed) else None
    question = Button(label="By channel", action=Ask("@support 2026-11 by channel"))
    asked = Card(summary="Asked", blocks=(Buttons(buttons=(question,)),))
    remote = await station.gateway.post(place(SUPPORT, None), asked, posting=1, parent=None)

    answer = await telegram.press(ANNA, SUPPORT, int(remote.message), "By channel")

    assert service.happened == [Pressed(question.action)]
    assert (answer.url or "").endswith("?start=open")


async def test_somebody_elses_link_opens_nothing(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    service.answers = lambda i: Notice(text="See our chat.", card=CONTACT) if isinstance(i.what, Pressed) else None
    card = await card_in(station, SUPPORT)
    answer = await telegram.press(ANNA, SUPPORT, card, "Contact")
    code = (answer.url or "").split("start=")[1]

    await telegram.start_bot(BORIS, code)

    assert (await station.heard(2))[-1].what == Started(code)


async def test_an_undo_comes_in_private_or_else_on_the_spot(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    service.answers = lambda i: UNDO if isinstance(i.what, Reacted) else None
    card = await card_in(station, SUPPORT)
    await telegram.start_bot(ANNA)

    await telegram.react(ANNA, SUPPORT, card, ["👀"])
    await until(lambda: shown(telegram, ANNA))
    await telegram.react(BORIS, SUPPORT, card, ["👀"])
    await until(lambda: len(shown(telegram, SUPPORT)) == 2)

    assert shown(telegram, ANNA) == ["It is yours."]
    reply = telegram.messages(SUPPORT)[-1]
    assert reply.text == "Boris\nIt is yours."
    assert reply.reply_to == card
    assert [button.text for row in reply.buttons for button in row] == ["Undo"]


async def test_an_answer_that_comes_too_late_is_no_harm(
    telegram: TelegramEmulator, idle: Station, service: Service
) -> None:
    telegram.world.callback_lifetime = timedelta(seconds=-1)
    await idle.start()
    card = await card_in(idle, SUPPORT)

    press = asyncio.create_task(telegram.press(ANNA, SUPPORT, card, "Claim", patience=0.5))
    await idle.heard(1)
    press.cancel()
    await asyncio.sleep(0.1)

    assert service.happened == [Pressed(ClaimCase(42))]


async def test_who_was_promised_an_answer_no_longer_holds_up_anybody(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    """Anna asks for a large file: she is told that it comes, and goes on; so do everybody's cards."""
    await telegram.start_bot(ANNA)
    await until(lambda: service.happened)
    card = await card_in(station, SUPPORT)
    made = asyncio.Event()
    was_free: list[bool] = []

    async def file() -> Notice:
        await made.wait()
        return Notice(text="Here it is.", card=CONTACT)

    def answer(_: Interaction) -> Reply:
        was_free.append(station.precedence.free)
        return Later(first=Notice(text="It comes in a moment."), then=file)

    service.answers = answer
    assert (await telegram.press(ANNA, SUPPORT, card, "Claim")).text == "It comes in a moment."
    assert was_free == [False], "while she had not been told"
    await until(lambda: station.precedence.free)
    service.answers = lambda _: Notice(text="It is yours.")
    assert (await telegram.press(ANNA, SUPPORT, card, "Claim")).text == "It is yours."
    made.set()
    await until(lambda: any("M. de Vries" in text for text in shown(telegram, ANNA)))
