"""Forms on Telegram: one question after another, in the person's private chat or, when that is closed, on the spot.

Only the answers so far are kept. At every step the form itself is built anew by pressing its button again, so a form
that makes no sense any more ends with the reason. So a restart in the middle changes nothing.
"""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.cards.model import Choice, Confirmed, Field, Form, FormErrors, Notice, Reply, Words
from bot.clock import Clock
from bot.domain.destination import Destination, Remote
from bot.errors import DeliveryError, Gone
from bot.interaction import Happened, Interaction, Pressed, Submitted
from bot.platforms.telegram.answers import Answers, Press, WordingFor
from bot.platforms.telegram.gateway import TelegramGateway
from bot.platforms.telegram.html_text import is_blank
from bot.platforms.telegram.parse import FormCancelled, FormPressed, Wrote, private_chat
from bot.platforms.telegram.prompts import SKIPPED, answered, chosen, is_needed, is_optional, next_field, prompt
from storage.pending_forms import PendingForm

Dispatch = Callable[[Interaction], Awaitable[Reply]]
LIFETIME = timedelta(hours=24)
_log = logging.getLogger(__name__)


class PendingForms(Protocol):
    """Where forms on their way are kept (`storage.pending_forms.PendingForms`)."""

    async def open(self, form: PendingForm, *, now: datetime) -> PendingForm:
        """Keep a new form, in place of the person's earlier one in the same chat; returns it with its id."""

    async def get(self, form_id: int, *, now: datetime) -> PendingForm | None:
        """The form; None when it is over."""

    async def asked_by(self, prompt: Remote, chat: Destination, *, now: datetime) -> PendingForm | None:
        """The form whose current question is this message."""

    async def of_person(self, user_id: str, chat: Destination, *, now: datetime) -> PendingForm | None:
        """The form that this person is asked in this chat."""

    async def keep(self, form: PendingForm) -> None:
        """Keep how far a form has come."""

    async def drop(self, form_id: int) -> None:
        """The form is over."""


class Forms:
    """Asks forms and hands in what was answered."""

    def __init__(
        self,
        *,
        pending: PendingForms,
        gateway: TelegramGateway,
        answers: Answers,
        dispatch: Dispatch,
        wording: WordingFor,
        clock: Clock,
    ) -> None:
        self._pending = pending
        self._gateway = gateway
        self._answers = answers
        self._dispatch = dispatch
        self._wording = wording
        self._clock = clock

    async def start(self, form: Form, opened: Interaction, press: Press) -> None:
        """Ask the first question, in private when that chat is open."""
        private = private_chat(opened.person)
        try:
            await self._open(form, opened, private)
        except Gone:
            if opened.chat == private:
                raise
            await self._open(form, opened, opened.chat)
            return await press.answer()
        say = self._wording(opened.person).say
        await press.answer("" if opened.chat == private else say("I have asked you in our private chat."))

    async def pressed(self, step: FormPressed, press: Press) -> None:
        """An option was chosen, or a field skipped."""
        found = await self._found(step.at, step.form, press)
        if found is None:
            return
        if found.last == step.at.delivery:
            return await press.answer()
        form = await self._rebuilt(found, step.at, press)
        if form is None:
            return
        field = form.fields[step.field] if step.field < len(form.fields) else None
        if field is None or field.key != found.field:
            return await self._over(step.at, press)
        if step.option is None and is_optional(field):
            value, shown = SKIPPED, "–"
        else:
            option = chosen(field, step.option or "") if isinstance(field, Choice) else None
            if option is None:
                await press.answer()
                return await self._ask(form, found, step.at)
            value, shown = option.value, option.label
        await self._show(found, field, shown)
        await self._go_on(form, _with(found, field, value, step.at), step.at, press)

    async def wrote(self, wrote: Wrote, press: Press) -> bool:
        """Words that may answer a question. False: they answer none."""
        now, at = self._clock(), wrote.otherwise
        if wrote.answered is not None:
            found = await self._pending.asked_by(wrote.answered, at.chat, now=now)
        else:
            found = await self._pending.of_person(at.person.account.user_id, at.chat, now=now)
        if found is None or found.user_id != at.person.account.user_id:
            return False
        if found.last == at.delivery:
            return True
        form = await self._rebuilt(found, at, press)
        if form is None:
            return True
        field = next((each for each in form.fields if each.key == found.field), None)
        complaint = self._complaint(field, wrote.text, at)
        if field is None or complaint:
            await self._ask(form, found, at, complaints=(complaint,) if complaint else ())
            return True
        if is_optional(field):
            await self._show(found, field, wrote.text)
        await self._go_on(form, _with(found, field, wrote.text, at), at, press)
        return True

    async def cancelled(self, step: FormCancelled, press: Press) -> None:
        """The person wants no more of it."""
        say = self._wording(step.at.person).say
        if step.form is None:
            user = step.at.person.account.user_id
            found = await self._pending.of_person(user, step.at.chat, now=self._clock())
            if found is None:
                return
        else:
            found = await self._found(step.at, step.form, press)
            if found is None:
                return
        await self._pending.drop(found.id)
        await self._take_buttons(found.prompt)
        await self._answers.tell(Notice(text=say("Stopped. Nothing was kept.")), step.at, press)

    async def _open(self, form: Form, opened: Interaction, chat: Destination) -> None:
        now = self._clock()
        fresh = PendingForm(
            id=0,
            user_id=opened.person.account.user_id,
            chat=chat,
            action=form.submit,
            place=opened.chat,
            pressed=opened.message,
            expires_at=now + LIFETIME,
        )
        earlier = await self._pending.of_person(fresh.user_id, chat, now=now)
        pending = await self._pending.open(fresh, now=now)
        if earlier is not None:
            await self._take_back(earlier.prompt)
        try:
            await self._ask(form, pending, opened, first=True)
        except DeliveryError:
            await self._pending.drop(pending.id)
            raise

    async def _ask(
        self,
        form: Form,
        pending: PendingForm,
        at: Interaction,
        *,
        first: bool = False,
        complaints: tuple[str, ...] = (),
    ) -> None:
        field = next_field(form, pending.values)
        if field is None:
            raise ValueError("a complete form has nothing to ask")
        rendered, markup = prompt(
            form,
            field,
            number=pending.id,
            asked=at.person,
            outside=pending.chat != private_chat(at.person),
            first=first,
            complaints=complaints,
            wording=self._wording(at.person),
        )
        asked = await self._gateway.send(pending.chat, rendered, markup=markup)
        await self._pending.keep(replace(pending, field=field.key, prompt=asked))

    async def _go_on(self, form: Form, pending: PendingForm, at: Interaction, press: Press) -> None:
        if next_field(form, pending.values) is not None:
            await press.answer()
            return await self._ask(form, pending, at)
        needed = {each.key for each in form.fields if is_needed(each, pending.values)}
        values = {key: value for key, value in pending.values.items() if key in needed}
        reply = await self._dispatch(_from_place(at, pending, Submitted(pending.action, values)))
        if isinstance(reply, FormErrors):
            kept = {key: value for key, value in pending.values.items() if key not in reply.errors}
            if next_field(form, kept) is not None:
                await press.answer()
                complaints = tuple(reply.errors.values())
                return await self._ask(form, replace(pending, values=kept), at, complaints=complaints)
        await self._pending.drop(pending.id)
        await self._finish(reply, at, press)

    async def _finish(self, reply: Reply, at: Interaction, press: Press) -> None:
        match reply:
            case Notice():
                await self._answers.tell(reply, at, press)
            case Form():
                await self.start(reply, at, press)
            case Confirmed():
                await self._answers.confirm(at, press)
            case FormErrors(errors=errors):
                await self._answers.tell(Notice(text="\n".join(errors.values())), at, press)
            case None:
                await press.answer()

    async def _rebuilt(self, pending: PendingForm, at: Interaction, press: Press) -> Form | None:
        """The form as it is now. None: it makes no sense any more, which was told."""
        again = _from_place(at, pending, Pressed(pending.action))
        reply = await self._dispatch(replace(again, delivery=f"{at.delivery}.form"))
        if isinstance(reply, Form):
            return reply
        await self._pending.drop(pending.id)
        await self._take_buttons(pending.prompt)
        await self._finish(reply, at, press)
        return None

    async def _found(self, at: Interaction, form_id: int, press: Press) -> PendingForm | None:
        found = await self._pending.get(form_id, now=self._clock())
        if found is None:
            await self._over(at, press)
            return None
        if found.user_id != at.person.account.user_id:
            say = self._wording(at.person).say
            await press.answer(say("This question is for somebody else."))
            return None
        return found

    async def _over(self, at: Interaction, press: Press) -> None:
        await press.answer(self._wording(at.person).say("This question is over."))
        await self._take_buttons(at.message)

    def _complaint(self, field: Field | None, text: str, at: Interaction) -> str:
        say = self._wording(at.person).say
        if isinstance(field, Choice):
            return say("Choose one of these with a button.")
        if isinstance(field, Words) and len(text) > field.limit:
            return say("That is too long: at most {n} characters fit.", n=field.limit)
        return say("A few words are needed here.") if is_blank(text) else ""

    async def _show(self, pending: PendingForm, field: Field, shown: str) -> None:
        if pending.prompt is not None:
            try:
                await self._gateway.change(pending.prompt, answered(field, shown))
            except DeliveryError as error:
                _log.warning("an answered question could not be changed: %s", error)

    async def _take_back(self, question: Remote | None) -> None:
        """Whose form was replaced cannot answer the old question any more, nor by the reply that Telegram offers."""
        if question is not None:
            try:
                await self._gateway.remove(question)
            except DeliveryError as error:
                _log.info("a replaced question stays: %s", error)

    async def _take_buttons(self, message: Remote | None) -> None:
        if message is not None:
            try:
                await self._gateway.take_buttons(message)
            except DeliveryError as error:
                _log.info("the buttons of a question stay: %s", error)


def _with(pending: PendingForm, field: Field, value: str, at: Interaction) -> PendingForm:
    return replace(pending, values={**pending.values, field.key: value}, last=at.delivery)


def _from_place(at: Interaction, pending: PendingForm, what: Happened) -> Interaction:
    """Done by whoever answers now, in the place where the form was opened."""
    return replace(at, what=what, chat=pending.place, message=pending.pressed, thread=None, words=None)
