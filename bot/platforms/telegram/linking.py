"""The address that opens our Telegram bot for one person."""

from telegram import Bot

from bot.clock import Clock
from bot.platforms.telegram.errors import telegram_errors


async def deep_link(bot: Bot, code: str, *, clock: Clock) -> str:
    """An address that opens the private chat and hands the bot the code. Raises a DeliveryError when Telegram, which
    is asked for the bot's name the first time, does not answer.
    """
    with telegram_errors(clock):
        await bot.initialize()
    return f"https://t.me/{bot.username}?start={code}"
