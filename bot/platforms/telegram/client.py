"""The one way in which we make a `telegram.Bot`."""

import logging
import os

from telegram import Bot

from bot.platforms.telegram.request import AiohttpRequest

CONNECTIONS = 64
_LONGEST_CONNECT = 5.0


def telegram_bot(*, token: str, api_url: str, timeout: float = 10.0) -> Bot:
    """A bot that speaks to `api_url` and never retries by itself. `timeout` is in seconds, for connecting and reading.

    It can send at once; `initialize` it before it hears updates, so that it knows its own name.
    """
    # These write addresses, which hold the token, and texts, which hold customers' words, into the log.
    for talkative in ("httpx", "httpcore", "telegram"):
        logging.getLogger(talkative).setLevel(logging.WARNING)
    # Else the library warns of a coming change whenever Telegram asks us to slow down; our code takes both forms.
    os.environ.setdefault("PTB_TIMEDELTA", "true")
    connect = min(timeout, _LONGEST_CONNECT)
    return Bot(
        token=token,
        base_url=f"{api_url.rstrip('/')}/bot",
        base_file_url=f"{api_url.rstrip('/')}/file/bot",
        request=AiohttpRequest(connections=CONNECTIONS, timeout=timeout, connect_timeout=connect),
        get_updates_request=AiohttpRequest(connections=1, timeout=timeout, connect_timeout=connect),
    )


async def close(bot: Bot) -> None:
    """Give back all connections. The library's own shutdown does nothing for a bot that only ever sent."""
    await bot.shutdown()
    await bot.request.shutdown()
