"""The least that could answer presses: acknowledge, keep nothing, change the message, through the same SDKs."""

import asyncio
import logging
import re
import sys
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient
from telegram import Bot, CallbackQuery, Update

from bot.platforms.slack.client import web_client, web_session
from bot.platforms.telegram.client import telegram_bot
from handlers.slack_socket import SlackSocket
from tests.bench.beside import input_ends, ready


async def _main(slack_url: str, slack_token: str, app_token: str, telegram_url: str, telegram_token: str) -> None:
    session = web_session()
    app = _slack(web_client(slack_token, session=session, api_url=slack_url))
    socket = SlackSocket(app, client=web_client(app_token, session=session, api_url=slack_url))
    await socket.start()
    bot = telegram_bot(token=telegram_token, api_url=telegram_url)
    await bot.initialize()
    polling = asyncio.create_task(_poll(bot))
    ready()
    await input_ends()
    polling.cancel()
    await socket.stop()
    await bot.shutdown()
    await session.close()


def _slack(client: AsyncWebClient) -> AsyncApp:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=None, bot_token=client.token)

    quiet = logging.getLogger("bare")
    quiet.setLevel(logging.ERROR)
    app = AsyncApp(client=client, authorize=authorize, signing_secret="", process_before_response=True, logger=quiet)
    edits: set[asyncio.Task[Any]] = set()

    @app.action(re.compile(""))
    async def press(ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        chat, message = body["channel"]["id"], body["message"]
        edit = asyncio.create_task(
            client.chat_update(channel=chat, ts=message["ts"], blocks=message["blocks"], text="x")
        )
        edits.add(edit)
        edit.add_done_callback(edits.discard)

    return app


async def _poll(bot: Bot) -> None:
    following: int | None = None
    answering: set[asyncio.Task[None]] = set()
    while True:
        for update in await bot.get_updates(offset=following, timeout=10, allowed_updates=Update.ALL_TYPES):
            following = update.update_id + 1
            if update.callback_query is not None:
                answer = asyncio.create_task(_answer(bot, update.callback_query))
                answering.add(answer)
                answer.add_done_callback(answering.discard)


async def _answer(bot: Bot, query: CallbackQuery) -> None:
    await bot.answer_callback_query(query.id)
    message = query.message
    assert message is not None
    await bot.edit_message_text(
        f"pressed by {query.from_user.id}", chat_id=message.chat.id, message_id=message.message_id
    )


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
