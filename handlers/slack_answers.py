"""What a person reads after they pressed, typed or reacted in Slack: given in the background, right after."""

import asyncio
import logging
import traceback
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, assert_never

from bot.cards.model import Attachment, Button, Card, Chart, Confirmed, Form, FormErrors, Later, Notice, Reply
from bot.clock import Clock
from bot.domain.destination import Remote
from bot.errors import DeliveryError, RetryLater
from bot.platforms.slack.blocks import Json
from bot.platforms.slack.gateway import SlackGateway
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.render import notice_parts
from bot.platforms.slack.views import form_view, notice_view
from bot.wording import Wording

T = TypeVar("T")

_log = logging.getLogger(__name__)

_DONE_REACTION = "white_check_mark"
_PRODUCT = "Klankbord"
_TRIES, _LONGEST_WAIT = 3, 10.0


@dataclass(kw_only=True)
class Asked:
    """Who waits for an answer, and by which ways it can reach them.

    `opening` is the loading form on its way; `view_id` a form that stands; `trigger_id` may open one; `own` is the
    person's message that a reaction can confirm; `home`: their home is what they look at, and has nothing else to show;
    `in_place`: the private message that was pressed gives its place to the answer.
    """

    user: str
    origin: Origin
    response_url: str | None = None
    in_place: bool = False
    opening: asyncio.Task[str] | None = None
    view_id: str | None = None
    trigger_id: str | None = None
    own: Remote | None = None
    home: bool = False


class Answers:
    """Gives answers in tasks of their own. One that cannot be given is logged and let go: nothing relies on it."""

    def __init__(self, gateway: SlackGateway, *, clock: Clock, wording: Callable[[], Wording]) -> None:
        self._gateway = gateway
        self._clock = clock
        self._wording = wording
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        """Begin something that an answer may need."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def give(self, reply: Reply, asked: Asked) -> None:
        """Begin to answer."""
        if reply is not None or asked.opening is not None:
            self.start(self._safely(reply, asked))

    async def settled(self, seconds: float) -> None:
        """Wait until nothing is under way, for so long at most."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)

    async def _safely(self, reply: Reply, asked: Asked) -> None:
        try:
            await self._answer(reply, asked)
        except DeliveryError as error:
            _log.warning("slack: an answer (%s) was not given: %s", type(reply).__name__, error)
        except Exception as error:
            _log.error("slack: an answer (%s) was not given: %s", type(reply).__name__, where(error))

    async def _answer(self, reply: Reply, asked: Asked) -> None:
        if asked.opening is not None:
            try:
                asked.view_id = await asked.opening
            except DeliveryError as error:
                _log.warning("slack: the form did not open: %s", error)
        match reply:
            case Form():
                await self._ask(reply, asked)
            case Notice():
                await self._tell(reply, asked)
            case Later():
                await self._tell(reply.first, asked)
                await self._tell(await reply.then(), asked)
            case FormErrors():
                await self._tell(Notice(text="\n".join(reply.errors.values()), alert=True), asked)
            case Confirmed() if asked.own is not None:
                own = asked.own
                if not await self._patiently(lambda: self._gateway.react(own, _DONE_REACTION)):
                    await self._tell(self._done(), asked)
            case Confirmed() | None:
                if asked.opening is not None:
                    await self._tell(self._done(), asked)
            case _:
                assert_never(reply)

    async def _ask(self, form: Form, asked: Asked) -> None:
        view = form_view(form, asked.origin)
        if asked.view_id is not None:
            view_id = asked.view_id
            await self._patiently(lambda: self._gateway.update_view(view_id, view))
            return
        if asked.trigger_id is not None:
            try:
                await self._gateway.open_view(asked.trigger_id, view)
                return
            except DeliveryError as error:
                _log.warning("slack: the form did not open: %s", error)
        # Slack opens forms for a press or a command only, and only at once; a button gives us a new press.
        button = Button(label=form.submit_label, action=form.submit, primary=True)
        await self._tell(Notice(text=form.title, buttons=(button,)), asked)

    def telling(self, notice: Notice, origin: Origin) -> Json:
        """The window that tells this."""
        return notice_view(notice, title=_PRODUCT, close=self._wording().say("Close"), origin=origin)

    async def _tell(self, notice: Notice, asked: Asked) -> None:
        if asked.home:
            card = Card(summary=notice.text, blocks=notice_parts(notice))
            await self._patiently(lambda: self._gateway.publish(asked.user, card))
            return
        if notice.file is not None:
            sent = await self._send_file(notice.file, notice, asked)
            if sent is None:
                return
            notice = sent
        if asked.view_id is not None:
            view_id, view = asked.view_id, self.telling(notice, asked.origin)
            await self._patiently(lambda: self._gateway.update_view(view_id, view))
            return
        if not asked.origin.chat and asked.trigger_id is not None and await self._shown_at_home(notice, asked):
            return
        if asked.response_url is not None and asked.origin.thread is None:
            url = asked.response_url
            # What went wrong (or was refused) leaves the page or the Undo there, to be pressed again.
            in_place = asked.in_place and not notice.alert
            try:
                await self._patiently(lambda: self._gateway.respond(url, notice, in_place=in_place))
                return
            except DeliveryError as error:
                _log.warning("slack: the response address did not work: %s", error)
        origin = asked.origin
        await self._patiently(lambda: self._gateway.ephemeral(origin.chat, asked.user, origin.thread, notice))

    async def _shown_at_home(self, notice: Notice, asked: Asked) -> bool:
        """Pressed on a home, which belongs to no conversation: the answer stands in a window before it."""
        try:
            await self._gateway.open_view(asked.trigger_id or "", self.telling(notice, asked.origin))
        except DeliveryError as error:
            _log.warning("slack: the answer did not open: %s", error)
            return False
        return True

    async def _send_file(self, file: Attachment | Chart, notice: Notice, asked: Asked) -> Notice | None:
        """What is left to say once the file went into the private chat, where everybody can be shown one."""
        say = self._wording().say
        try:
            chat = await self._patiently(lambda: self._gateway.send_file(asked.user, file, notice.text))
        except DeliveryError as error:
            _log.warning("slack: a file was not sent: %s", error)
            return Notice(text=say("The file could not be sent. Please try again later."), alert=True)
        if notice.card is not None or notice.buttons:
            return replace(notice, file=None)
        if chat == asked.origin.chat and asked.opening is None:
            return None
        return Notice(text=say("It is in our private chat now."))

    def _done(self) -> Notice:
        return Notice(text=self._wording().say("Done."))

    async def _patiently(self, attempt: Callable[[], Coroutine[Any, Any, T]]) -> T:
        tries = 1
        while True:
            try:
                return await attempt()
            except RetryLater as error:
                if tries == _TRIES:
                    raise
                tries += 1
                await asyncio.sleep(self._seconds_until(error.at))

    def _seconds_until(self, moment: datetime | None) -> float:
        wait = 1.0 if moment is None else (moment - self._clock()).total_seconds()
        return min(max(wait, 0.0), _LONGEST_WAIT)


def where(error: BaseException) -> str:
    """The kind of an error and the place it came from. Never its text: that may hold somebody's words."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return type(error).__name__ + place
