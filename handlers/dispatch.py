"""What a person did -> one service call -> what they get back. The same for every platform."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.actions import Action, Asking, ClaimCase, ResolveCase
from bot.cards import access_notices
from bot.cards.model import Notice, Reply
from bot.cards.scene import Scene
from bot.clock import Clock
from bot.domain.destination import Platform
from bot.domain.people import Member
from bot.errors import Conflict, DeliveryError, NotFound, Unavailable
from bot.interaction import (
    Happened,
    Interaction,
    Mentioned,
    OpenedHome,
    Overheard,
    Person,
    Pressed,
    Reacted,
    Remarked,
    Started,
    Submitted,
    Typed,
)
from bot.metrics import Metrics
from bot.platforms.gateway import Gateway
from bot.services import cards_touched, chats, homes, members
from bot.services.office import By, Office
from bot.services.showing import scene_for
from bot.wording import Wording
from handlers import commanding, pressing, pulsing, reacting
from handlers.asking import Draw

log = logging.getLogger(__name__)

_PRESS_OF: Mapping[str, Callable[[int], Action]] = {"claim": ClaimCase, "resolve": ResolveCase}


class Dispatch:
    """Call it with an interaction; what it returns is for the person alone.

    When it returns, every effect is committed. When it raises, nothing was done, and the same delivery may come again.
    """

    def __init__(
        self,
        office: Office,
        gateways: Mapping[Platform, Gateway],
        *,
        clock: Clock,
        secret: Callable[[], str],
        telegram_link: Callable[[str], Awaitable[str]] | None,
        metrics: Metrics,
        draw: Draw,
    ) -> None:
        """`draw` makes pictures of charts, `secret` makes one-time codes; `telegram_link` makes the address that hands
        a code to our Telegram bot, None where there is no such bot."""
        self._office = office
        self._gateways = gateways
        self._clock = clock
        self._metrics = metrics
        self._draw = draw
        self._linking = commanding.Linking(secret=secret, telegram_link=telegram_link)

    async def __call__(self, interaction: Interaction) -> Reply:
        """Carry out what a person did."""
        if pulsing.leaves_no_trace(interaction.what):
            return await pulsing.carry_out(self._office, interaction, now=self._clock())
        person = interaction.person
        self._metrics.presses.labels(platform=person.account.platform, action=_kind(interaction)).inc()
        if person.external:
            return await self._outside(interaction)
        if isinstance(interaction.what, Started):
            return await self._started(interaction, interaction.what.code)
        member = self._office.organisation.member_by_account(person.account)
        if member is None:
            person = await self._introduce(person)
            if person.external:
                return await self._outside(replace(interaction, person=person))
            member = await members.link_by_email(self._office, person.account, person.email, now=self._clock())
            if member is None:
                return await self._unknown(replace(interaction, person=person))
            await self._carry_out(interaction, member)
        return await self._by_member(interaction, member)

    async def _by_member(self, interaction: Interaction, member: Member) -> Reply:
        office, platform = self._office, interaction.person.account.platform
        now = self._clock()
        by = By(member=member, platform=platform, delivery=interaction.delivery, at=now)
        scene = scene_for(office, member=member, team=office.organisation.default_team, now=now)
        try:
            reply = await self._act(interaction, by, scene)
        except NotFound:
            reply = access_notices.gone_case(scene)
            await self._tidy_stray(interaction)
        if interaction.at_home and not isinstance(interaction.what, OpenedHome):
            await self._show_home(interaction, by)
        return reply

    async def _act(self, interaction: Interaction, by: By, scene: Scene) -> Reply:
        office = self._office
        match interaction.what:
            case Pressed(action=None):
                return access_notices.old_button(scene)
            case Pressed(action=action) if isinstance(action, Asking):
                return await commanding.press(
                    office, action, by, scene, self._linking, asked_at=interaction.chat, draw=self._draw
                )
            case Pressed(action=action) if action is not None:
                reply = await pressing.press(office, action, by, scene)
                await self._tidy_stray(interaction)
                return reply
            case Submitted(action=action, values=values):
                return await pressing.submit(office, action, values, by, scene)
            case Typed(words=words):
                return await self._command(interaction, words, by, scene)
            case Reacted() as reaction:
                return await reacting.react(office, interaction, reaction, by, scene)
            case Mentioned(text=text):
                return await self._mentioned(interaction, text, by, scene)
            case Overheard(text=text):
                await self._overhear(interaction, text)
                return None
            case OpenedHome():
                await homes.opened(office, by.member, interaction.person.account.user_id, now=by.at)
                return None
            case Started() | Pressed() | Remarked():
                raise AssertionError("handled before")
            case _:
                assert_never(interaction.what)

    async def _show_home(self, interaction: Interaction, by: By) -> None:
        """What was done on a home shows there. Where it cannot, it was done all the same."""
        try:
            await homes.opened(self._office, by.member, interaction.person.account.user_id, now=by.at)
        except (Conflict, Unavailable) as error:
            log.warning("a home was not wanted: %s", error)

    async def _mentioned(self, interaction: Interaction, text: str, by: By, scene: Scene) -> Reply:
        """In a card's thread a mention is a note; anywhere else it is a command."""
        case = await cards_touched.case_behind(self._office, by.platform, interaction.thread)
        if case is None:
            return await self._command(interaction, text, by, scene)
        return await reacting.note(self._office, case, by, scene, words=text, heard_at=interaction.thread)

    async def _command(self, interaction: Interaction, words: str, by: By, scene: Scene) -> Reply:
        return await commanding.command(self._office, words, by, scene, self._linking, asked_at=interaction.chat)

    async def _overhear(self, interaction: Interaction, text: str) -> None:
        if interaction.message is not None and interaction.thread is not None:
            await cards_touched.overhear(
                self._office,
                interaction.person.account.platform,
                interaction.message,
                under=interaction.thread,
                words=text,
                author=interaction.person.name,
                now=self._clock(),
            )

    async def _started(self, interaction: Interaction, code: str) -> Reply:
        """The private chat opens; a code links the account, and what was pressed before is carried out."""
        account = interaction.person.account
        await chats.chat_opened(self._office, interaction.chat, now=self._clock())
        if not code:
            member = self._office.organisation.member_by_account(account)
            if member is None:
                return access_notices.unknown_person_telegram(self._stranger(interaction.person))
            return access_notices.hello(self._scene(member))
        linked = await members.link_by_code(self._office, account, code, now=self._clock())
        member = linked or self._office.organisation.member_by_account(account)
        if member is None:
            return access_notices.link_expired(self._stranger(interaction.person))
        scene = self._scene(member)
        name = scene.name(member.id)
        match await self._carry_out(interaction, member):
            case Notice() as done:
                greeting = access_notices.linked(name, scene, carried_out=done.text)
                return replace(greeting, card=done.card, buttons=done.buttons)
            case None:
                return access_notices.linked(name, scene) if linked else access_notices.link_expired(scene)
            case reply:
                return reply

    async def _carry_out(self, interaction: Interaction, member: Member) -> Reply:
        """What a person pressed before we knew who they are. A link that is delivered again finds it still waiting,
        unless it was carried out."""
        db, account = self._office.db, interaction.person.account
        action = await members.waiting_press(db, account, now=self._clock())
        if action is None:
            return None
        pressed = replace(
            interaction, what=Pressed(action), message=None, thread=None, delivery=f"{interaction.delivery}.waited"
        )
        reply = await self._by_member(pressed, member)
        await members.let_go(db, account)
        return reply

    async def _outside(self, interaction: Interaction) -> Reply:
        """Someone from another company is refused politely; their chatter is none of our business."""
        if await self._meant(interaction) is None:
            return None
        return access_notices.external_person(self._stranger(interaction.person))

    async def _unknown(self, interaction: Interaction) -> Reply:
        """Chatter of people we do not know is none of our business; a press is kept until we do."""
        person, what = interaction.person, await self._meant(interaction)
        if what is None:
            return None
        if isinstance(what, Pressed) and what.action is not None:
            await members.let_wait(self._office.db, person.account, what.action, now=self._clock())
        scene = self._stranger(person)
        if person.account.platform is Platform.SLACK:
            return access_notices.unknown_person_slack(person.email, scene)
        return access_notices.unknown_person_telegram(scene)

    async def _meant(self, interaction: Interaction) -> Happened | None:
        """What a person who is no member wants of us: a reaction on a case's card is the press that it stands for,
        any other is chatter."""
        what, platform = interaction.what, interaction.person.account.platform
        if not isinstance(what, Reacted):
            return None if isinstance(what, Overheard) else what
        press = _PRESS_OF.get(self._office.organisation.reactions.get(platform, {}).get(what.emoji, ""))
        if press is None or not what.added:
            return None
        case = await cards_touched.case_behind(self._office, platform, interaction.message)
        return Pressed(press(case)) if case is not None else None

    async def _introduce(self, person: Person) -> Person:
        gateway = self._gateways.get(person.account.platform)
        if gateway is None or person.email is not None:
            return person
        try:
            return await gateway.introduce(person)
        except DeliveryError as error:
            log.warning("%s did not tell who somebody is: %s", person.account.platform, error)
            return person

    async def _tidy_stray(self, interaction: Interaction) -> None:
        """A card that stands twice, as its first copy's arrival was never confirmed: remove the copy that was pressed
        when it is not the one we keep."""
        pressed, message = interaction.what, interaction.message
        case = getattr(pressed.action, "case", None) if isinstance(pressed, Pressed) else None
        platform = interaction.person.account.platform
        if case is None or message is None or not await cards_touched.is_stray(self._office, platform, message, case):
            return
        try:
            await self._gateways[platform].remove(message)
        except DeliveryError as error:
            log.warning("a second copy of a card could not be removed: %s", error)

    def _scene(self, member: Member) -> Scene:
        org = self._office.organisation
        return scene_for(self._office, member=member, team=org.default_team, now=self._clock())

    def _stranger(self, person: Person) -> Scene:
        org = self._office.organisation
        language = person.language.split("-")[0] if person.language else org.language
        zone: ZoneInfo = org.hours.zone
        return Scene(organisation=org, wording=Wording(language, zone), now=self._clock())


def _kind(interaction: Interaction) -> str:
    """What was done, as a word for the operator's figures: never who or what about."""
    what = interaction.what
    return type(what.action if isinstance(what, Pressed | Submitted) and what.action else what).__name__
