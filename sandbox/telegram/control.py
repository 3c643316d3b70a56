"""The control API: acting as people over HTTP, for the page and for browser tests. Never part of Telegram.

All bodies and answers are JSON. What a person cannot do answers 409 {"error": ...}; a press that the bot leaves
spinning answers 504; a malformed request 400. User and chat ids are Telegram's.

POST acts (the answer in brackets; {} where nothing is named):
    /start {user, payload?} [message_id]             /say {user, chat, text, reply_to?, topic?, mentions?} [message_id]
    /press {user, chat, message, button} [text, show_alert, url]; button is its callback data or its label
    /react {user, chat, message, emoji: [...]}       /edit {user, chat, message, text}     /delete {user, chat, message}
    /block {user}   /unblock {user}   /deactivate {user}
    /join {user, chat}   /leave {user, chat}   /promote {user, chat}   /demote {user, chat}
    /kick-bot {chat}   /add-bot {chat, admin?}   /upgrade {chat} [chat]
    /open-topic {chat, name} [topic]   /close-topic, /reopen-topic, /delete-topic {chat, topic}
    /fail {method, kind, times?, seconds?, status?, code?, description?, chat?}   /duplicate {times?}
    /drop-polls {times?}   /heal
GET looks:
    /people   /state?viewer=<user>   /calls?after=<number>   /file/<file_id>
    /changes: server-sent events {kind, chat_id, message_id}, to know when to look again
"""

import json
from collections.abc import Awaitable, Callable
from contextlib import aclosing
from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

from aiohttp import web

from sandbox.telegram import wire
from sandbox.telegram.comings import ComingsAndGoings
from sandbox.telegram.errors import Impossible, Unanswered
from sandbox.telegram.faults import Kind
from sandbox.telegram.order import Order
from sandbox.telegram.snapshot import snapshot

if TYPE_CHECKING:
    from sandbox.telegram.emulator import TelegramEmulator

Act = Callable[["TelegramEmulator", Order], Awaitable[dict[str, object]]]
_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}


async def _start(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    return {"message_id": await telegram.start_bot(order.number("user"), order.text("payload", ""))}


async def _say(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    message_id = await telegram.say(
        order.number("user"),
        order.number("chat"),
        order.text("text"),
        order.maybe("reply_to"),
        order.maybe("topic"),
        mentions=order.numbers("mentions"),
    )
    return {"message_id": message_id}


async def _press(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    answer = await telegram.press(*order.message(), order.text("button"))
    return {"text": answer.text, "show_alert": answer.show_alert, "url": answer.url}


async def _react(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    await telegram.react(*order.message(), order.words("emoji"))
    return {}


async def _edit(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    await telegram.edit(*order.message(), order.text("text"))
    return {}


async def _delete(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    await telegram.delete(*order.message())
    return {}


async def _upgrade(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    return {"chat": await telegram.upgrade_group(order.number("chat"))}


async def _add_bot(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    await telegram.add_bot(order.number("chat"), admin=order.flag("admin"))
    return {}


async def _open_topic(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    return {"topic": await telegram.open_topic(order.number("chat"), order.text("name"))}


async def _fail(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    kind = _KINDS.get(order.text("kind"))
    if kind is None:
        raise Impossible(f"the kinds of fault are: {', '.join(_KINDS)}")
    telegram.faults.fail_next(
        order.text("method"),
        kind,
        order.number("times", 1),
        seconds=order.number("seconds", 1),
        status=order.number("status", 502),
        code=order.number("code", 400),
        description=order.text("description", "Bad Request: made up by the sandbox"),
        chat_id=order.maybe("chat"),
    )
    return {}


async def _duplicate(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    telegram.faults.duplicate_next_update(order.number("times", 1))
    return {}


async def _drop_polls(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
    telegram.faults.drop_polls(order.number("times", 1))
    return {}


async def _heal(telegram: "TelegramEmulator", _: Order) -> dict[str, object]:
    telegram.faults.clear()
    return {}


def _plain(method: Callable[..., Awaitable[None]], *fields: str) -> Act:
    """An act that only passes numbers on."""

    async def act(telegram: "TelegramEmulator", order: Order) -> dict[str, object]:
        await method(telegram, *(order.number(name) for name in fields))
        return {}

    return act


ACTS: dict[str, Act] = {
    "start": _start,
    "say": _say,
    "press": _press,
    "react": _react,
    "edit": _edit,
    "delete": _delete,
    "block": _plain(ComingsAndGoings.block, "user"),
    "unblock": _plain(ComingsAndGoings.unblock, "user"),
    "deactivate": _plain(ComingsAndGoings.deactivate, "user"),
    "join": _plain(ComingsAndGoings.join, "user", "chat"),
    "leave": _plain(ComingsAndGoings.leave, "user", "chat"),
    "promote": _plain(ComingsAndGoings.promote, "user", "chat"),
    "demote": _plain(ComingsAndGoings.demote, "user", "chat"),
    "kick-bot": _plain(ComingsAndGoings.kick_bot, "chat"),
    "add-bot": _add_bot,
    "upgrade": _upgrade,
    "open-topic": _open_topic,
    "close-topic": _plain(ComingsAndGoings.close_topic, "chat", "topic"),
    "reopen-topic": _plain(ComingsAndGoings.reopen_topic, "chat", "topic"),
    "delete-topic": _plain(ComingsAndGoings.delete_topic, "chat", "topic"),
    "fail": _fail,
    "duplicate": _duplicate,
    "drop-polls": _drop_polls,
    "heal": _heal,
}


def control_application(telegram: "TelegramEmulator") -> web.Application:
    """The control API of one emulator, to be mounted below a prefix such as /control."""

    async def act(request: web.Request) -> web.Response:
        name = request.match_info["act"]
        if name not in ACTS:
            return _answer({"error": f"there is no act {name!r}"}, 404)
        try:
            return _answer(await ACTS[name](telegram, await Order.read(request)))
        except Unanswered as spinning:
            return _answer({"error": str(spinning)}, 504)
        except Impossible as refused:
            return _answer({"error": str(refused)}, 409)
        except ValueError as malformed:
            return _answer({"error": str(malformed)}, 400)

    async def people(_: web.Request) -> web.Response:
        users = telegram.world.users.values()
        return _answer({"people": [wire.user(person) for person in users if not person.is_bot]})

    async def state(request: web.Request) -> web.Response:
        try:
            viewer = telegram.person(int(request.query.get("viewer", "")))
        except (ValueError, Impossible):
            return _answer({"error": "viewer must be the id of a person"}, 400)
        return _answer(snapshot(telegram.world, viewer))

    async def calls(request: web.Request) -> web.Response:
        after = request.query.get("after", "0")
        since = int(after) if after.isdigit() else 0
        return _answer({"calls": [asdict(each) for each in telegram.calls if each.number > since]})

    async def file(request: web.Request) -> web.Response:
        attachment = telegram.world.files.get(request.match_info["file_id"])
        if attachment is None:
            raise web.HTTPNotFound
        # A browser shows pictures by itself; anything else is only ever fetched.
        return web.Response(
            body=attachment.content,
            content_type=attachment.picture_type or "application/octet-stream",
            headers={"X-Content-Type-Options": "nosniff"},
        )

    async def changes(request: web.Request) -> web.StreamResponse:
        stream = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-cache"})
        await stream.prepare(request)
        await stream.write(b": hello\n\n")
        async with aclosing(telegram.subscribe()) as heard:
            async for change in heard:
                await stream.write(f"data: {json.dumps(asdict(change))}\n\n".encode())
        return stream

    application = web.Application()
    application.add_routes(
        [
            web.get("/people", people),
            web.get("/state", state),
            web.get("/calls", calls),
            web.get("/file/{file_id}", file),
            web.get("/changes", changes),
            web.post("/{act}", act),
        ]
    )
    return application


def _answer(body: dict[str, object], status: int = 200) -> web.Response:
    return web.json_response(body, status=status, dumps=lambda value: json.dumps(value, default=str))
