"""Telegram: how we call it, and how it reaches us."""

import logging
from functools import partial
from zoneinfo import ZoneInfo

from telegram import Bot

from bot.app.wiring import Begin, Wiring
from bot.cards.menu import command_menu
from bot.config.platforms import TelegramSection
from bot.domain.destination import Platform
from bot.domain.organisation import Organisation
from bot.errors import DeliveryError
from bot.interaction import Person
from bot.platforms.telegram.client import close, telegram_bot
from bot.platforms.telegram.gateway import TelegramGateway
from bot.wording import DEFAULT_LANGUAGE, LANGUAGES, Wording
from handlers.chat_news import on_chat
from handlers.dispatch import Dispatch
from handlers.inbound import InboundWorker
from handlers.telegram import TelegramHandler
from handlers.telegram_polling import TelegramPolling, handle_received, lane
from handlers.telegram_webhook import TelegramWebhook
from storage.inbound import Inbound
from storage.pending_forms import PendingForms

log = logging.getLogger(__name__)


def open_bot(wiring: Wiring, section: TelegramSection) -> Bot:
    """The bot that everything of Telegram shares."""
    bot = telegram_bot(token=section.bot_token.get_secret_value(), api_url=section.api_url)
    wiring.open.push_async_callback(close, bot)
    return bot


def wire_telegram(wiring: Wiring, section: TelegramSection, bot: Bot, dispatch: Dispatch) -> Begin:
    """Put Telegram's parts together. Begin polls, or announces the webhook; a Telegram that is away is waited for."""
    office = wiring.office
    gateway = TelegramGateway(bot, clock=wiring.clock, draw=wiring.studio.draw)
    wiring.gateways[Platform.TELEGRAM] = gateway
    handler = TelegramHandler(
        bot,
        gateway=gateway,
        dispatch=dispatch,
        pending=PendingForms(office.db),
        on_chat=on_chat(office, wiring.clock),
        wording=lambda person: _wording_for(office.organisation, person),
        clock=wiring.clock,
        people_first=wiring.precedence.people_first,
    )
    wiring.open.push_async_callback(handler.settled)
    hook = None
    if section.webhook_url is not None:
        secret = section.webhook_secret.get_secret_value() if section.webhook_secret else None
        hook = TelegramWebhook(bot, handler, url=section.webhook_url, secret=secret)
        hook.add_routes(wiring.routes)

    async def begin() -> None:
        wiring.in_background(_offer_commands(gateway), "telegram commands", for_good=False)
        if hook is not None:
            wiring.probes["telegram"] = partial(_is_connected, hook)
            wiring.in_background(hook.announce(), "telegram webhook", for_good=False)
            return
        worker = InboundWorker(
            Inbound(office.db, Platform.TELEGRAM), handle_received(bot, handler), lane=lane, clock=wiring.clock
        )
        polling = TelegramPolling(bot, worker.record, at_once=handler.handle, clock=wiring.clock)
        wiring.probes["telegram"] = partial(_is_connected, polling)
        wiring.in_background(worker.run(), "telegram updates")
        wiring.in_background(polling.run(), "telegram polling")

    return begin


async def _is_connected(way_in: TelegramPolling | TelegramWebhook) -> str | None:
    return None if way_in.connected else "Telegram has not answered yet"


async def _offer_commands(gateway: TelegramGateway) -> None:
    """The menu in everybody's language. Not having it harms nothing, so it is tried once a start."""
    menus = {language: command_menu(Wording(language, ZoneInfo("UTC"))) for language in LANGUAGES}
    try:
        await gateway.set_commands({"": menus[DEFAULT_LANGUAGE], **menus})
    except DeliveryError as error:
        log.warning("the command menu was not taken by Telegram: %s", error)


def _wording_for(org: Organisation, person: Person) -> Wording:
    member = org.member_by_account(person.account)
    if member is not None:
        return Wording(member.language, ZoneInfo(member.timezone))
    language = person.language.split("-")[0] if person.language else org.language
    return Wording(language, org.hours.zone)
