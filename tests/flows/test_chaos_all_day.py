"""A day on which everything goes wrong at once: in the end every case stands once, and tells the truth."""

import asyncio
from collections.abc import Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.actions import Action, ClaimCase, ReleaseCase, ReopenCase, ResolveCase, decode
from sandbox.slack import errors as slack_errors
from sandbox.slack.faults import FaultKind
from sandbox.telegram import errors as telegram_errors
from sandbox.telegram.faults import Kind
from storage import postings, tables
from tests.flows.promises import (
    every_case_kept_its_promises,
    every_message_stands_once_and_tells_the_truth,
    everything,
    strays_are_few,
)
from tests.flows.stage import ANNA, ANNA_PHONE, BORIS, FATIMA, GROUP, SHOP, SUPPORT, Stage

FEEDBACKS = 100
SLACK_TROUBLE: tuple[FaultKind, ...] = (
    "ratelimited",
    "http",
    "error",
    "timeout_before",
    "timeout_after",
    "drop",
    "drop_after",
)
TELEGRAM_TROUBLE: tuple[Kind, ...] = ("retry_after", "http", "drop", "drop_after")
PRESSES = (ClaimCase, ReleaseCase, ReopenCase)
FLUKES = (slack_errors.Refused, telegram_errors.Impossible, TimeoutError)
"""A person cannot press what is gone meanwhile, and trouble may eat the answer."""


@dataclass(kw_only=True)
class BadDay:
    """People at work, customers who complain, and trouble, all by the same dice."""

    stage: Stage
    dice: Random
    half_way: asyncio.Event = field(default_factory=asyncio.Event)
    hard_worked: asyncio.Event = field(default_factory=asyncio.Event)
    pressed: int = 0

    async def customers(self) -> None:
        """A hundred complaints, each sent until it is accepted."""
        for n in range(FEEDBACKS):
            said: dict[str, Any] = {
                "id": f"S-{n}",
                "customer": {"id": f"C-{n}", "name": "M. de Vries"},
                "score": self.dice.randint(0, 6),
                "comment": f"Klacht nummer {n}.",
                "channel": self.dice.choice(["phone", "mail", "in-person"]),
            }
            if self.dice.random() < 0.2:
                said["employee"] = self.dice.choice(["anna@devrieswonen.nl", "boris@devrieswonen.nl"])
            while True:
                with suppress(aiohttp.ClientError, AssertionError):
                    await self.stage.hears(**said)
                    break
                await asyncio.sleep(0.1)
            if n == FEEDBACKS // 2:
                self.half_way.set()
            await asyncio.sleep(self.dice.random() * 0.3)

    async def colleague(self, user: str, phone: int | None) -> None:
        """Presses whatever there is, and now and then reports back."""
        while True:
            await asyncio.sleep(self.dice.random() * 0.2)
            with suppress(*FLUKES):
                if phone is not None and self.dice.random() < 0.5:
                    await self._on_telegram(phone)
                else:
                    await self._on_slack(user)

    async def trouble(self) -> None:
        """Every kind of it, all the time."""
        slack, telegram, dice = self.stage.slack.faults, self.stage.telegram.faults, self.dice
        while True:
            await asyncio.sleep(0.15)
            slack.fail_next(
                dice.choice(
                    ["chat.postMessage", "chat.postMessage", "chat.update", "chat.update", "conversations.history"]
                ),
                dice.choice(SLACK_TROUBLE),
                retry_after=dice.randint(1, 9),
                hang_seconds=0.2,
            )
            telegram.fail_next(
                dice.choice(["sendMessage", "editMessageText", "answerCallbackQuery"]),
                dice.choice(TELEGRAM_TROUBLE),
                seconds=dice.randint(1, 9),
            )
            match dice.randint(0, 12):
                case 0:
                    await slack.disconnect_sockets(dice.choice(["warning", "refresh_requested", ""]))
                case 1 | 2:
                    slack.duplicate_next_delivery()
                case 3:
                    slack.lose_next_acknowledgement()
                case 4 | 5:
                    telegram.duplicate_next_update()
                case 6:
                    telegram.drop_polls()

    async def hurry(self) -> None:
        """The clock runs six times as fast, which leaves every lease ten real seconds."""
        while True:
            await asyncio.sleep(0.05)
            self.stage.clock.ahead += timedelta(seconds=0.25)

    async def _on_slack(self, user: str) -> None:
        found = [
            (message, code)
            for channel in (SUPPORT, SHOP, user)
            for message in self.stage.slack.messages(channel)
            for code in _codes(message.blocks)
        ]
        message, code = self.dice.choice(found or [(None, "")])
        action = decode(code) if message is not None else None
        if message is None or not isinstance(action, (*PRESSES, ResolveCase)):
            return
        await self.stage.slack.press(user, message.channel, message.ts, code)
        self._count()
        if isinstance(action, ResolveCase):
            forms = await self.stage.slack.wait_for(
                lambda: [view for view in self.stage.slack.views(user) if view.body.get("submit")], timeout=2
            )
            report = {"cause": "other", "done": "Teruggebeld.", "told": "phoned"}
            await self.stage.slack.submit(user, forms[0].id, {key: {"entered": value} for key, value in report.items()})

    async def _on_telegram(self, phone: int) -> None:
        found = [
            (message, button.callback_data)
            for chat in (GROUP, phone)
            for message in self.stage.telegram.messages(chat)
            if not message.deleted
            for row in message.buttons
            for button in row
            if button.callback_data and isinstance(_action(button.callback_data), PRESSES)
        ]
        if found:
            message, code = self.dice.choice(found)
            await self.stage.telegram.press(phone, message.chat_id, message.id, code, patience=2)
            self._count()

    def _count(self) -> None:
        self.pressed += 1
        if self.pressed > FEEDBACKS / 2:
            self.hard_worked.set()


@asynccontextmanager
async def going_on(*works: Any) -> Any:
    """These go on until the block ends; what kills one of them is told."""
    tasks = [asyncio.create_task(work) for work in works]
    yield
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
async def test_everything_at_once_and_a_restart_in_the_middle(database_url: str, tmp_path: Path, seed: int) -> None:
    async with Stage(database_url, tmp_path) as stage:
        day = BadDay(stage=stage, dice=Random(seed))
        customers = asyncio.create_task(day.customers())
        colleagues = ((ANNA, ANNA_PHONE), (BORIS, None), (FATIMA, None))
        async with going_on(day.hurry(), *(day.colleague(user, phone) for user, phone in colleagues)):
            async with going_on(day.trouble()):
                await asyncio.wait_for(day.half_way.wait(), 120)
            _mend(stage)
            await stage.app.stop()
            await stage.open_app()
            async with going_on(day.trouble()):
                await customers
                # How much trouble leaves of a minute's presses is the machine's speed; the day is as long as it takes.
                await asyncio.wait_for(day.hard_worked.wait(), 120)
                await asyncio.sleep(3)
        _mend(stage)
        await all_is_quiet(stage)

        await every_case_kept_its_promises(stage, FEEDBACKS)
        standing = await everything(stage)
        await every_message_stands_once_and_tells_the_truth(stage, standing)
        strays_are_few(stage, standing)


def _mend(stage: Stage) -> None:
    stage.slack.faults.clear()
    stage.telegram.faults.clear()


async def all_is_quiet(stage: Stage) -> None:
    """Wait until nothing is left to deliver, the clock running; what waits for a head start gets its hour."""
    for _ in range(2400):
        async with stage.office.db.read() as tx:
            left = await postings.counts(tx)
            due = await tx.scalar(
                select(func.count())
                .select_from(tables.postings)
                .where(tables.postings.c.wanted > tables.postings.c.shown)
                .where(tables.postings.c.not_before <= stage.clock() + timedelta(minutes=1))
            )
        if not left:
            return
        stage.clock.ahead += timedelta(seconds=1) if due else timedelta(minutes=20)
        stage.office.nudge()
        await asyncio.sleep(0.05)
    raise AssertionError(f"still to be delivered: {left}")


def _action(code: str) -> Action | None:
    return decode(code)


def _codes(blocks: Any) -> Iterator[str]:
    for block in blocks:
        if block["type"] == "actions":
            yield from (element["action_id"] for element in block["elements"])
