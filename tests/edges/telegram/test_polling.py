"""Nothing that Anna does is lost: not in a crash, not when Telegram is away, not when another bot gets in between."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from telegram import Update

from bot.actions import PulseAnswer, encode
from bot.cards.model import Button, Buttons, Card, Reply, Text
from bot.domain.destination import Destination, Platform
from bot.errors import Unavailable
from bot.interaction import Interaction, Mentioned, Started
from bot.platforms.telegram.client import close, telegram_bot
from bot.platforms.telegram.render import render
from handlers.inbound import LEASE
from handlers.telegram_polling import TelegramPolling, lane
from sandbox.telegram import TelegramEmulator
from storage.engine import Database
from storage.inbound import MOST_ATTEMPTS, Inbound
from tests.edges.telegram.station import ANNA, BORIS, SUPPORT, Clock, Service, Station, until


class Hanging(Service):
    """Never comes to an end, as a process that is about to be killed."""

    def __init__(self) -> None:
        super().__init__()
        self.hung = asyncio.Event()

    async def dispatch(self, interaction: Interaction) -> Reply:  # noqa: ARG002
        self.hung.set()
        await asyncio.Event().wait()
        return None


@pytest.fixture
async def greeted(telegram: TelegramEmulator) -> None:
    await telegram.start_bot(ANNA)
    await telegram.start_bot(BORIS)


@pytest.mark.usefixtures("greeted")
async def test_a_crash_between_recording_and_handling_loses_nothing(
    telegram: TelegramEmulator, db: Database, clock: Clock
) -> None:
    hanging = Hanging()
    crashing = Station(telegram=telegram, db=db, service=hanging, clock=clock)
    await crashing.start()
    await hanging.hung.wait()
    await until(lambda: not telegram.world.updates.waiting())
    for task in (*crashing.tasks, *crashing.worker._working):
        task.cancel()
    await crashing.stop()

    clock.advance(LEASE)
    calm = Service()
    restarted = Station(telegram=telegram, db=db, service=calm, clock=clock)
    await restarted.start()
    await restarted.heard(2)
    await restarted.stop()

    assert calm.happened == [Started(""), Started("")]
    assert await left_over(db, clock) == 0


async def test_what_cannot_be_recorded_is_not_confirmed(
    idle: Station, telegram: TelegramEmulator, clock: Clock
) -> None:
    told: list[str] = []

    async def record(batch: Any) -> None:
        told.extend(delivery for delivery, _ in batch)
        if len(told) == 1:
            raise OSError("the disk is full")

    polling = asyncio.create_task(
        TelegramPolling(idle.bot, record, at_once=idle.handler.handle, clock=clock, poll_for=1, backoff=(0.01,)).run()
    )
    await telegram.start_bot(ANNA)
    await until(lambda: len(told) == 2)
    await until(lambda: not telegram.world.updates.waiting())
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)

    assert told[0] == told[1]


async def test_chatter_is_confirmed_without_being_kept(idle: Station, telegram: TelegramEmulator, clock: Clock) -> None:
    told: list[Mapping[str, Any]] = []

    async def record(batch: Any) -> None:
        told.extend(payload for _, payload in batch)

    polling = asyncio.create_task(
        TelegramPolling(idle.bot, record, at_once=idle.handler.handle, clock=clock, poll_for=1, backoff=(0.01,)).run()
    )
    await telegram.say(ANNA, SUPPORT, "Lunch?")
    await telegram.say(ANNA, SUPPORT, "/nps")
    await until(lambda: not telegram.world.updates.waiting())
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)

    assert [payload["message"]["text"] for payload in told] == ["/nps"]


@pytest.mark.usefixtures("greeted")
async def test_what_fails_is_tried_again_then_left_alone_and_never_quoted(
    telegram: TelegramEmulator, db: Database, service: Service, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    tries: list[Interaction] = []

    def fail(interaction: Interaction) -> Reply:
        if isinstance(interaction.what, Mentioned):
            tries.append(interaction)
            raise ValueError(interaction.what.text)
        return None

    service.answers = fail
    station = Station(telegram=telegram, db=db, service=service, clock=clock)
    await station.start()
    with caplog.at_level(logging.INFO):
        await telegram.say(ANNA, ANNA, "mijn geheim")
        await until(lambda: "left alone" in caplog.text)
        await telegram.say(BORIS, BORIS, "/nps")
        await station.heard(3)
    await station.stop()

    assert len(tries) == MOST_ATTEMPTS
    assert "ValueError" in caplog.text
    assert "geheim" not in caplog.text


@pytest.mark.usefixtures("greeted")
async def test_one_person_is_heard_in_order_while_another_is_kept_waiting(
    telegram: TelegramEmulator, db: Database, service: Service, clock: Clock
) -> None:
    station = Station(telegram=telegram, db=db, service=service, clock=clock)
    await station.start()
    await station.heard(2)
    stuck, heard = asyncio.Event(), list[str]()

    async def handle(update: Update, **_: object) -> None:
        assert update.message
        if update.message.chat.id == ANNA and not heard.count("1 Boris"):
            await stuck.wait()
        heard.append(update.message.text or "")

    station.handler.handle = handle  # type: ignore[method-assign]  # to hold up one chat
    for words in ("1 Anna", "2 Anna", "3 Anna"):
        await telegram.say(ANNA, ANNA, words)
    await telegram.say(BORIS, BORIS, "1 Boris")
    await until(lambda: heard == ["1 Boris"])
    stuck.set()
    await until(lambda: len(heard) == 4)
    await station.stop()

    assert heard == ["1 Boris", "1 Anna", "2 Anna", "3 Anna"]


async def test_telegram_goes_away_and_comes_back(
    station: Station, telegram: TelegramEmulator, service: Service
) -> None:
    telegram.faults.drop_polls(3)
    telegram.faults.fail_next("getUpdates", "http", times=2)
    await telegram.start_bot(ANNA)
    await station.heard(1)
    assert service.happened == [Started("")]


async def test_another_program_with_the_same_token_is_named(
    station: Station, telegram: TelegramEmulator, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        await until(lambda: station.polling.connected)
        intruder = telegram_bot(token=telegram.bot_token, api_url=telegram.api_url)
        await intruder.initialize()
        await intruder.get_updates(timeout=0)
        await until(lambda: "another program receives the updates" in caplog.text)
        await close(intruder)
    await telegram.start_bot(ANNA)
    await station.heard(1)


async def test_a_wrong_token_is_told_without_the_token(
    db: Database, service: Service, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    emulator = TelegramEmulator()
    await emulator.start()
    emulator.bot_token = "1000001:somebody-elses"
    station = Station(telegram=emulator, db=db, service=service, clock=clock)
    polling = asyncio.create_task(station.polling.run())
    with caplog.at_level(logging.WARNING):
        await until(lambda: "BotFather" in caplog.text)
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)
    await station.stop()
    await emulator.stop()

    assert "somebody-elses" not in caplog.text


def test_lanes() -> None:
    press = {"update_id": 1, "callback_query": {"from": {"id": 1001}, "message": {"chat": {"id": -5}}}}
    words = {"update_id": 2, "message": {"from": {"id": 1001}, "chat": {"id": -5}}}
    private = {"update_id": 2, "message": {"from": {"id": 1001}, "chat": {"id": 1001}}}
    assert (lane(press), lane(words), lane(private), lane({"update_id": 1})) == ("1001", "-5", "1001", None)


async def left_over(db: Database, clock: Clock) -> int:
    later = clock() + timedelta(days=1)
    return len(await Inbound(db, Platform.TELEGRAM).take(100, now=later, leased_until=later))


async def test_an_answer_to_a_pulse_is_carried_out_before_it_is_confirmed_and_never_recorded(
    idle: Station, telegram: TelegramEmulator, clock: Clock
) -> None:
    recorded: list[str] = []
    at_once: list[Update] = []

    async def record(batch: Any) -> None:
        recorded.extend(delivery for delivery, _ in batch)

    async def carry_out(update: Update) -> None:
        at_once.append(update)
        if len(at_once) == 1:
            raise Unavailable("the database is away")
        if update.callback_query is not None:
            await idle.bot.answer_callback_query(update.callback_query.id)

    await telegram.start_bot(ANNA)
    answer = PulseAnswer("A" * 38, 9, 0)
    blocks = (Text(text="How likely?"), Buttons(buttons=(Button(label="9", action=answer),)))
    private = Destination(platform=Platform.TELEGRAM, chat=str(ANNA))
    asked = await idle.gateway.send(private, render(Card(summary="How likely?", blocks=blocks)))
    polling = asyncio.create_task(
        TelegramPolling(idle.bot, record, at_once=carry_out, clock=clock, poll_for=1, backoff=(0.01,)).run()
    )
    await telegram.press(ANNA, ANNA, int(asked.message), encode(answer))
    await telegram.say(ANNA, ANNA, "The coffee.", reply_to=int(asked.message))
    await until(lambda: len(at_once) == 3)
    await until(lambda: not telegram.world.updates.waiting())
    polling.cancel()
    await asyncio.gather(polling, return_exceptions=True)

    assert at_once[0].update_id == at_once[1].update_id
    assert not {f"tg:{update.update_id}" for update in at_once} & set(recorded)
