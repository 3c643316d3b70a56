"""A form on its way survives anything but a day, or a newer one."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.actions import NoteOnCase, ResolveCase
from bot.domain.destination import Destination, Platform, Remote
from storage.engine import Database
from storage.pending_forms import PendingForm, PendingForms

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PRIVATE = Destination(platform=Platform.TELEGRAM, chat="1001")
GROUP = Destination(platform=Platform.TELEGRAM, chat="-100200300", thread="7")
FORM = PendingForm(
    id=0,
    user_id="1001",
    chat=PRIVATE,
    action=ResolveCase(42),
    place=GROUP,
    pressed=Remote(chat=GROUP.chat, message="5"),
    expires_at=NOW + timedelta(days=1),
)


@pytest.fixture
async def forms(database_url: str) -> AsyncIterator[PendingForms]:
    database = Database(database_url)
    yield PendingForms(database)
    await database.close()


async def test_every_step_is_kept(forms: PendingForms) -> None:
    opened = await forms.open(FORM, now=NOW)
    assert await forms.get(opened.id, now=NOW) == replace(FORM, id=opened.id)

    prompt = Remote(chat=PRIVATE.chat, message="9")
    step = replace(opened, values={"cause": "p", "more": ""}, field="done", prompt=prompt, last="tg:7")
    await forms.keep(step)
    assert await forms.asked_by(prompt, PRIVATE, now=NOW) == step
    assert await forms.of_person("1001", PRIVATE, now=NOW) == step
    assert await forms.of_person("1002", PRIVATE, now=NOW) is None
    assert await forms.asked_by(replace(prompt, message="8"), PRIVATE, now=NOW) is None

    await forms.drop(opened.id)
    assert await forms.get(opened.id, now=NOW) is None


async def test_a_newer_one_in_the_same_chat_takes_its_place(forms: PendingForms) -> None:
    first = await forms.open(FORM, now=NOW)
    elsewhere = await forms.open(replace(FORM, chat=GROUP), now=NOW)
    second = await forms.open(replace(FORM, action=NoteOnCase(42)), now=NOW)

    assert await forms.get(first.id, now=NOW) is None
    assert await forms.get(elsewhere.id, now=NOW) == elsewhere
    assert await forms.of_person("1001", PRIVATE, now=NOW) == second


async def test_after_its_time_it_is_over(forms: PendingForms) -> None:
    opened = await forms.open(FORM, now=NOW)
    assert await forms.get(opened.id, now=FORM.expires_at) is None
