"""What Telegram still lacks before the bot can do its work, in words for an operator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import httpx
from telegram import Bot, Chat, ChatMember
from telegram.error import InvalidToken, TelegramError

from bot.errors import Complaint

MANY_PENDING = 100
_PROBE_SECONDS = 10


@dataclass(frozen=True, kw_only=True)
class Place:
    """A team's destination on Telegram, as it stands in the configuration."""

    team: str
    chat: str
    topic: str | None = None


async def check(bot: Bot, *, places: Sequence[Place], webhook_url: str | None) -> list[Complaint]:
    """Everything that is wrong on Telegram's side. Asks only; nothing is changed and nothing is sent to a chat."""
    try:
        await bot.initialize()
    except InvalidToken:
        return [
            Complaint(
                where="telegram.bot_token",
                what="Telegram refuses this token",
                hint="Ask @BotFather for the token (/token) and put it in the environment variable named here.",
            )
        ]
    except TelegramError as error:
        return [
            Complaint(
                where="telegram.api_url",
                what=f"Telegram cannot be reached ({error.message})",
                hint="Check that this machine may make HTTPS connections to api.telegram.org, through a proxy perhaps.",
            )
        ]
    complaints = [complaint for place in places for complaint in await _check_place(bot, place)]
    return [*complaints, *await _check_webhook(bot, webhook_url)]


async def _check_place(bot: Bot, place: Place) -> list[Complaint]:
    where = f"team {place.team}, telegram {place.chat}"
    try:
        chat = await bot.get_chat(place.chat)
        me = await bot.get_chat_member(place.chat, bot.id)
    except TelegramError as error:
        return [
            Complaint(
                where=where,
                what=f"the bot cannot see this chat ({error.message})",
                hint=f"Add @{bot.username} to the group; a supergroup's id begins with -100.",
            )
        ]
    return list(_wrong_with(bot, place, where, is_forum=bool(chat.is_forum), private=chat.type == Chat.PRIVATE, me=me))


def _wrong_with(
    bot: Bot, place: Place, where: str, *, is_forum: bool, private: bool, me: ChatMember
) -> Iterable[Complaint]:
    if private:
        return
    if me.status in {ChatMember.LEFT, ChatMember.BANNED}:
        yield Complaint(
            where=where,
            what="the bot is not in this group",
            hint=f"Add @{bot.username} to it (Group info > Add members).",
        )
        return
    if place.topic is not None and not is_forum:
        yield Complaint(
            where=where,
            what=f"topic {place.topic} is configured, but the group has no topics",
            hint="Leave `topic` out, or switch topics on in the group's settings.",
        )
    if me.status not in {ChatMember.ADMINISTRATOR, ChatMember.OWNER}:
        privacy = "" if bot.can_read_all_group_messages else " Until then it hears commands, mentions and replies only."
        yield Complaint(
            where=where,
            what="the bot is not an administrator, so reactions (claiming by 👀) do not reach it",
            hint=f"Group info > Administrators > Add > @{bot.username}; the standard rights do.{privacy}",
            serious=False,
        )


async def _check_webhook(bot: Bot, webhook_url: str | None) -> list[Complaint]:
    try:
        standing = await bot.get_webhook_info()
    except TelegramError as error:
        what = f"Telegram does not say how updates go ({error.message})"
        return [Complaint(where="telegram", what=what, hint="Try again in a moment.")]
    complaints = []
    if webhook_url is not None and (problem := await _unreachable(webhook_url)):
        complaints.append(
            Complaint(
                where="telegram.webhook_url",
                what=f"{webhook_url} cannot be reached from here ({problem})",
                hint="Start the bot first (`klankbord run`), and let the proxy pass this path to it; "
                "Telegram needs HTTPS on port 443, 80, 88 or 8443.",
                serious=False,
            )
        )
    if standing.url and standing.last_error_message:
        complaints.append(
            Complaint(
                where="telegram.webhook_url",
                what=f"Telegram could not deliver lately: {standing.last_error_message}",
                hint="Look whether the address answers from outside and its certificate is valid.",
                serious=False,
            )
        )
    if standing.pending_update_count > MANY_PENDING:
        complaints.append(
            Complaint(
                where="telegram",
                what=f"{standing.pending_update_count} updates wait at Telegram",
                hint="They come as soon as the bot runs; Telegram keeps them for 24 hours.",
                serious=False,
            )
        )
    if standing.url and webhook_url is None:
        complaints.append(
            Complaint(
                where="telegram",
                what="Telegram sends updates to a webhook that is not in this configuration",
                hint="`klankbord run` removes it; if another program uses it, give that program its own bot.",
                serious=False,
            )
        )
    return complaints


async def _unreachable(url: str) -> str | None:
    """Why the address does not lead to our bot, which refuses (403) what does not carry its secret; None: it does."""
    try:
        async with httpx.AsyncClient(timeout=_PROBE_SECONDS) as client:
            answer = await client.post(url, json={})
    except httpx.HTTPError as error:
        return type(error).__name__
    except (httpx.InvalidURL, ValueError):
        return "no valid address"
    return None if answer.status_code == httpx.codes.FORBIDDEN else f"it answers {answer.status_code}"
