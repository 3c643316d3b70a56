"""Slack's payloads -> interactions. Pure; a payload that is nothing to us gives None."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.actions import decode
from bot.domain.destination import Destination, Platform, Remote
from bot.domain.people import Account
from bot.interaction import Happened, Interaction, Mentioned, OpenedHome, Person, Pressed, Reacted, Submitted, Typed
from bot.platforms.slack.blocks import IN_PLACE
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.words import readable, unescaped, without_mention

Json = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Home:
    """Who we are: the workspace (and the organisation it belongs to) and the bot's own user."""

    team: str
    enterprise: str | None
    bot_user: str


def press(body: Json, *, home: Home, now: datetime) -> Interaction:
    """A button in a message or in a modal was pressed."""
    pressed = body["actions"][0]
    origin = origin_of(body)
    code = pressed.get("value") or str(pressed.get("action_id", "")).partition("#")[0]
    user = str(body["user"]["id"])
    return Interaction(
        person=_person(body["user"], home),
        delivery=f"slack:{body.get('trigger_id') or user + ':' + str(pressed.get('action_ts', ''))}",
        at=now,
        what=Pressed(decode(str(code))),
        chat=_chat(origin.chat),
        message=_remote(origin.chat, origin.message),
        thread=_remote(origin.chat, origin.thread),
        # A view that hides no conversation is a home, or a window that was opened from one.
        at_home=bool(body.get("view")) and not origin.chat,
    )


def answered_in_place(body: Json) -> bool:
    """Whether what was pressed stands in a private message and gives its place to the answer."""
    row = str(body["actions"][0].get("block_id", ""))
    return row.startswith(IN_PLACE) and bool((body.get("container") or {}).get("is_ephemeral"))


def origin_of(body: Json) -> Origin:
    """Where a button was pressed; for one in a modal, where the modal comes from."""
    container = body.get("container") or {}
    view = body.get("view")
    if view:
        return Origin.found(str(view.get("private_metadata", "")))
    message = body.get("message") or {}
    chat = container.get("channel_id") or (body.get("channel") or {}).get("id") or ""
    ts = container.get("message_ts") or message.get("ts")
    thread = container.get("thread_ts") or message.get("thread_ts")
    # The first message of a thread carries its own ts as the thread's.
    return Origin(chat=str(chat), message=ts, thread=thread if thread != ts else None)


def submission(body: Json, *, home: Home, now: datetime) -> Interaction:
    """A form was sent. One whose action we do not know (any more) is an unknown press."""
    view = body["view"]
    origin = Origin.found(str(view.get("private_metadata", "")))
    action = decode(str(view.get("callback_id", "")))
    values = _values((view.get("state") or {}).get("values") or {})
    what: Happened = Submitted(action, values) if action is not None else Pressed(None)
    # The hash stays the same when a form comes back with errors, so that what was entered tells two attempts apart.
    entered = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]
    return Interaction(
        person=_person(body["user"], home),
        delivery=f"slack:{view['id']}:{view.get('hash', '')}:{entered}",
        at=now,
        what=what,
        chat=_chat(origin.chat),
        message=_remote(origin.chat, origin.message),
        thread=_remote(origin.chat, origin.thread),
        at_home=not origin.chat,
    )


def command(body: Json, *, home: Home, now: datetime) -> Interaction:
    """A slash command was typed."""
    user = {"id": body["user_id"], "name": body.get("user_name"), "team_id": body.get("team_id")}
    return Interaction(
        person=_person(user | {"enterprise_id": body.get("enterprise_id")}, home),
        delivery=f"slack:{body.get('trigger_id')}",
        at=now,
        what=Typed(readable(str(body.get("text") or ""))),
        chat=_chat(str(body["channel_id"])),
    )


def event(body: Json, *, home: Home, now: datetime, names: Mapping[str, str] | None = None) -> Interaction | None:
    """A mention, a word to the bot in private, a reaction, or a home that was opened. `names` gives the names of people
    mentioned by id."""
    happened = body["event"]
    user = happened.get("user")
    if not user or user == home.bot_user or happened.get("bot_id"):
        return None
    team = happened.get("user_team") or happened.get("source_team") or happened.get("team")
    person = _person({"id": user, "team_id": team}, home)
    delivery = f"slack:{body['event_id']}"
    match happened.get("type"):
        case "app_mention":
            return _said(happened, person, delivery, home, now, names)
        case "message" if _is_private_word(happened):
            return _said(happened, person, delivery, home, now, names)
        case "app_home_opened" if happened.get("tab") == "home":
            return Interaction(
                person=person,
                delivery=delivery,
                at=now,
                what=OpenedHome(),
                chat=_chat(str(happened.get("channel", ""))),
                at_home=True,
            )
        case "reaction_added" | "reaction_removed" if (happened.get("item") or {}).get("type") == "message":
            spot = happened["item"]
            return Interaction(
                person=person,
                delivery=delivery,
                at=now,
                what=Reacted(emoji_name(happened["reaction"]), happened["type"] == "reaction_added"),
                chat=_chat(spot["channel"]),
                message=Remote(chat=spot["channel"], message=spot["ts"]),
            )
        case _:
            return None


def remote_of(happened: Json) -> Remote:
    """The message that an event is about."""
    return Remote(chat=str(happened["channel"]), message=str(happened["ts"]))


def emoji_name(name: str) -> str:
    """The reaction's name without its skin tone."""
    return name.partition("::")[0]


def _is_private_word(happened: Json) -> bool:
    return happened.get("channel_type") == "im" and happened.get("subtype") in {None, "file_share"}


def _said(
    happened: Json, person: Person, delivery: str, home: Home, now: datetime, names: Mapping[str, str] | None
) -> Interaction:
    channel, ts, thread = str(happened["channel"]), happened["ts"], happened.get("thread_ts")
    words = readable(without_mention(str(happened.get("text") or ""), home.bot_user), names)
    under = _remote(channel, thread if thread != ts else None)
    return Interaction(
        person=person,
        delivery=delivery,
        at=now,
        what=Mentioned(words) if under is not None else Typed(words),
        chat=_chat(channel),
        message=under,
        thread=under,
    )


def _person(user: Json, home: Home) -> Person:
    name = user.get("name") or user.get("username") or user["id"]
    team, enterprise = user.get("team_id"), user.get("enterprise_id")
    if home.enterprise is None:
        external = bool(team) and team != home.team
    else:
        # A colleague may come from another workspace of the same organisation; asking Slack tells.
        external = bool(enterprise) and enterprise != home.enterprise
    return Person(
        account=Account(platform=Platform.SLACK, user_id=str(user["id"])),
        name=str(name),
        external=external,
    )


def _values(state: Mapping[str, Mapping[str, Json]]) -> dict[str, str]:
    values = {}
    for key, elements in state.items():
        for element in elements.values():
            chosen = element.get("selected_option")
            entered = unescaped(str(chosen["value"])) if chosen else element.get("value")
            if entered:
                values[key] = str(entered)
    return values


def _chat(channel: str) -> Destination:
    return Destination(platform=Platform.SLACK, chat=channel)


def _remote(channel: str, ts: str | None) -> Remote | None:
    return Remote(chat=channel, message=ts) if ts else None
