"""Forms that are being asked field after field: what was answered so far, and which message asks now."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, delete, insert, select, update

from bot.actions import Action, decode, encode
from bot.domain.destination import Destination, Platform, Remote
from storage.engine import Database, Transaction
from storage.tables import pending_forms


@dataclass(frozen=True, kw_only=True)
class PendingForm:
    """A form on its way. It asks in `chat`; it was opened in `place`, by way of the message `pressed`.

    `field` is the key of the field that is asked now, by the message `prompt`. `values` hold what was answered, by
    key; a field that was skipped has an empty one. `last` names the delivery that brought it this far, so that the same
    answer delivered twice is not taken for two. `expires_at` is aware UTC.
    """

    id: int
    user_id: str
    chat: Destination
    action: Action
    values: Mapping[str, str] = field(default_factory=dict)
    field: str | None = None
    prompt: Remote | None = None
    last: str | None = None
    place: Destination
    pressed: Remote | None = None
    expires_at: datetime


class PendingForms:
    """The forms on their way, each step in a transaction of its own."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def open(self, form: PendingForm, *, now: datetime) -> PendingForm:
        """Keep a new form (its id does not count) and return it with its id.

        The same person's earlier form in the same chat, and everything that has expired, goes.
        """
        mine = (
            (pending_forms.c.platform == form.chat.platform)
            & (pending_forms.c.user_id == form.user_id)
            & (pending_forms.c.chat == form.chat.chat)
        )
        async with self._db.begin() as tx:
            await tx.execute(delete(pending_forms).where(mine | (pending_forms.c.expires_at <= now)))
            made = await tx.execute(insert(pending_forms).values(_row(form)).returning(pending_forms.c.id))
            return replace(form, id=made.scalar_one())

    async def get(self, form_id: int, *, now: datetime) -> PendingForm | None:
        """The form; None when it is over or has expired."""
        return await self._one(select(pending_forms).where(pending_forms.c.id == form_id), now)

    async def asked_by(self, prompt: Remote, chat: Destination, *, now: datetime) -> PendingForm | None:
        """The form whose current question is this message."""
        return await self._one(
            select(pending_forms).where(
                pending_forms.c.platform == chat.platform,
                pending_forms.c.chat == prompt.chat,
                pending_forms.c.prompt_message == prompt.message,
            ),
            now,
        )

    async def of_person(self, user_id: str, chat: Destination, *, now: datetime) -> PendingForm | None:
        """The form that this person is asked in this chat."""
        return await self._one(
            select(pending_forms).where(
                pending_forms.c.platform == chat.platform,
                pending_forms.c.chat == chat.chat,
                pending_forms.c.user_id == user_id,
            ),
            now,
        )

    async def keep(self, form: PendingForm) -> None:
        """Keep how far a form has come."""
        async with self._db.begin() as tx:
            await tx.execute(update(pending_forms).where(pending_forms.c.id == form.id).values(_row(form)))

    async def drop(self, form_id: int) -> None:
        """The form is over."""
        async with self._db.begin() as tx:
            await tx.execute(delete(pending_forms).where(pending_forms.c.id == form_id))

    async def _one(self, query: Select[Any], now: datetime) -> PendingForm | None:
        async with self._db.read() as tx:
            row = (await tx.execute(query.where(pending_forms.c.expires_at > now))).mappings().first()
        return None if row is None else _value(row)


async def forget(tx: Transaction, *, until: datetime) -> None:
    """Drop every form that has expired, with whatever was answered in it."""
    await tx.execute(delete(pending_forms).where(pending_forms.c.expires_at <= until))


def _row(form: PendingForm) -> dict[str, Any]:
    return {
        "platform": form.chat.platform.value,
        "user_id": form.user_id,
        "chat": form.chat.chat,
        "thread": form.chat.thread,
        "action": encode(form.action),
        "values": {"answers": dict(form.values), "last": form.last},
        "field": form.field,
        "prompt_message": form.prompt.message if form.prompt else None,
        "place_chat": form.place.chat,
        "place_thread": form.place.thread,
        "place_message": form.pressed.message if form.pressed else None,
        "expires_at": form.expires_at,
    }


def _value(row: RowMapping) -> PendingForm | None:
    """None for a form whose action we no longer know."""
    action = decode(row["action"])
    if action is None:
        return None
    platform = Platform(row["platform"])
    chat = Destination(platform=platform, chat=row["chat"], thread=row["thread"])
    place = Destination(platform=platform, chat=row["place_chat"], thread=row["place_thread"])
    return PendingForm(
        id=row["id"],
        user_id=row["user_id"],
        chat=chat,
        action=action,
        values=row["values"]["answers"],
        last=row["values"]["last"],
        field=row["field"],
        prompt=Remote(chat=chat.chat, message=row["prompt_message"]) if row["prompt_message"] else None,
        place=place,
        pressed=Remote(chat=place.chat, message=row["place_message"]) if row["place_message"] else None,
        expires_at=row["expires_at"],
    )
