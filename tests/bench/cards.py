"""Feedback accepted -> card posted, beside a bare post of such a card through the same SDK to the same emulator."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ParseMode

from bot.domain.destination import Platform
from bot.platforms.slack.client import web_client, web_session
from bot.platforms.telegram.client import close, telegram_bot
from tests.bench import town
from tests.bench.desk import Desk, Place
from tests.bench.figures import Row, median, percentile
from tests.bench.town import Addresses

ALLOWED_ABOVE_BARE_MS = 50
_BETWEEN_SECONDS = 0.03
_NUMBERS = count()
_COMMENT = "Drie keer teruggebeld, niemand wist ervan. Ik wil graag dat iemand mij vandaag nog belt."

BARE_BUTTON = "bare"
_BLOCKS: list[dict[str, Any]] = [
    *[{"type": "section", "text": {"type": "plain_text", "text": _COMMENT}}] * 5,
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": BARE_BUTTON, "text": {"type": "plain_text", "text": "Claim"}},
        ],
    },
]


@dataclass(kw_only=True)
class Rounds:
    """Latencies in milliseconds: for each platform, one list for each round."""

    cards: dict[Platform, list[list[float]]] = field(default_factory=lambda: {one: [] for one in Platform})
    bare: dict[Platform, list[list[float]]] = field(default_factory=lambda: {one: [] for one in Platform})


def grumble(team: str) -> dict[str, object]:
    """A detractor's feedback for a team."""
    number = next(_NUMBERS)
    return {
        "id": f"B-{number}",
        "score": 3,
        "comment": _COMMENT,
        "customer": {"id": f"C-{number % 500}", "name": "M. de Vries", "phone": "+31612345678", "value": 1200},
        "channel": "phone",
        "touchpoint": "call-centre",
        "team": team,
    }


def place(platform: Platform, number: int) -> Place:
    """Where a team's card stands on a platform."""
    return platform, town.channel(number) if platform is Platform.SLACK else str(town.group(number))


async def round_of_cards(desk: Desk, bot_url: str, size: int, rounds: Rounds) -> list[int]:
    """One feedback for each team, a few dozen a second; returns the cases. Their cards stay in `desk.posted`."""
    await desk.clear()
    accepted: list[float] = []
    cases: list[int] = []
    for number in range(size):
        begun = time.monotonic()
        moment, case = await desk.say(bot_url, grumble(town.team(number)))
        assert case is not None
        accepted.append(moment)
        cases.append(case)
        await asyncio.sleep(max(0.0, _BETWEEN_SECONDS - (time.monotonic() - begun)))
    for platform in Platform:
        places = [place(platform, number) for number in range(size)]
        await desk.until(desk.posted, places)
        stood = [desk.posted[there][0].at for there in places]
        rounds.cards[platform].append([(at - ok) * 1000 for at, ok in zip(stood, accepted, strict=True)])
    return cases


@dataclass(frozen=True, kw_only=True)
class BareClients:
    """Both SDKs, by themselves."""

    slack: AsyncWebClient
    telegram: Bot

    async def post(self, platform: Platform, number: int) -> None:
        """Post something like a card, with a button, in a team's chat."""
        if platform is Platform.SLACK:
            await self.slack.chat_postMessage(channel=town.channel(number), text=_COMMENT, blocks=_BLOCKS)
            return
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Claim", callback_data=BARE_BUTTON)]])
        words = f"<b>3 of 10</b>\n{_COMMENT}"
        await self.telegram.send_message(town.group(number), words, parse_mode=ParseMode.HTML, reply_markup=keyboard)


@asynccontextmanager
async def bare_clients(addresses: Addresses) -> AsyncIterator[BareClients]:
    """The SDKs, made as the bot makes them."""
    session = web_session()
    slack = web_client(addresses["slack_token"], session=session, api_url=addresses["slack_url"])
    telegram = telegram_bot(token=addresses["telegram_token"], api_url=addresses["telegram_url"])
    try:
        yield BareClients(slack=slack, telegram=telegram)
    finally:
        await session.close()
        await close(telegram)


async def round_of_bare_posts(desk: Desk, clients: BareClients, platform: Platform, size: int, rounds: Rounds) -> None:
    """A post in each team's chat, at the same pace as the cards. They stay in `desk.posted`."""
    await desk.clear()
    begun: list[float] = []
    for number in range(size):
        begun.append(time.time())
        await clients.post(platform, number)
        await asyncio.sleep(max(0.0, _BETWEEN_SECONDS - (time.time() - begun[-1])))
    places = [place(platform, number) for number in range(size)]
    await desk.until(desk.posted, places)
    stood = [desk.posted[there][0].at for there in places]
    rounds.bare[platform].append([(at - start) * 1000 for at, start in zip(stood, begun, strict=True)])


def rows(rounds: Rounds) -> Sequence[Row]:
    """What the rounds came to."""
    made = []
    for platform, call in ((Platform.SLACK, "chat.postMessage"), (Platform.TELEGRAM, "sendMessage")):
        for part in (50, 99):
            value = [percentile(one, part) for one in rounds.cards[platform]]
            baseline = [percentile(one, part) for one in rounds.bare[platform]]
            promised = part == 50
            made.append(
                Row(
                    what=f"accepted -> card on {platform.value.title()}, p{part}",
                    unit="ms",
                    value=value,
                    baseline=baseline,
                    beside=f"bare {call}",
                    target=f"within {ALLOWED_ABOVE_BARE_MS} ms + bare" if promised else "",
                    met=median(value) <= ALLOWED_ABOVE_BARE_MS + median(baseline) if promised else None,
                )
            )
    return made
