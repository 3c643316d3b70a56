"""conversations.open, info, list, members, join; users.conversations."""

from sandbox.slack.arguments import Arguments
from sandbox.slack.errors import ApiError
from sandbox.slack.methods.method import TIER_2, TIER_3, TIER_4, Method
from sandbox.slack.methods.pages import page
from sandbox.slack.shapes import channel_json
from sandbox.slack.stage import FAMILIES, Stage
from sandbox.slack.values import BOT_USER, Json, SlackChannel

_READ = tuple(f"{family}:read" for family in FAMILIES.values())
_KINDS = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def open_direct(stage: Stage, args: Arguments) -> Json:
    """Open (or find) the direct conversation with one or up to eight people."""
    space = stage.workspace
    if args.has("channel"):
        channel = stage.channel(args.text("channel"))
        return {"no_op": True, "already_open": True, "channel": {"id": channel.id}}
    users = [user.strip() for user in args.text("users", needed="users_list_not_supplied").split(",")]
    stage.need_scope("im:write" if len(users) == 1 else "mpim:write")
    for user in users:
        person = space.people.get(user)
        if person is None:
            raise ApiError("user_not_found")
        if person.deleted:
            raise ApiError("user_disabled")
        if person.is_bot:
            raise ApiError("cannot_dm_bot")
    if len(users) > 8:
        raise ApiError("too_many_users")
    known = set(space.channels)
    channel = space.direct(users)
    shown = channel_json(space, channel) if args.flag("return_im") else {"id": channel.id}
    if channel.id in known:
        return {"no_op": True, "already_open": True, "channel": shown}
    return {"channel": shown}


def describe(stage: Stage, args: Arguments) -> Json:
    """One conversation."""
    channel = stage.channel(args.text("channel", needed="channel_not_found"))
    stage.need_family_scope(channel, "read")
    shown = channel_json(stage.workspace, channel)
    if args.flag("include_locale"):
        shown["locale"] = "nl-NL"
    if args.flag("include_num_members") and channel.kind != "im":
        shown["num_members"] = len(channel.members)
    return {"channel": shown}


def members(stage: Stage, args: Arguments) -> Json:
    """Who takes part, in pages."""
    channel = stage.channel(args.text("channel", needed="channel_not_found"))
    stage.need_family_scope(channel, "read")
    piece, cursor = page(args, channel.members, usual=100, most=1000)
    return {"members": piece, "response_metadata": {"next_cursor": cursor}}


def list_all(stage: Stage, args: Arguments) -> Json:
    """Every conversation that the bot may see, in pages."""
    return _listed(stage, args, [c for c in stage.workspace.channels.values() if not c.private or c.bot_is_member])


def list_own(stage: Stage, args: Arguments) -> Json:
    """Every conversation that the bot is a member of, in pages."""
    return _listed(stage, args, [c for c in stage.workspace.channels.values() if c.bot_is_member])


def join(stage: Stage, args: Arguments) -> Json:
    """The bot walks into a public channel."""
    channel = stage.channel(args.text("channel", needed="channel_not_found"))
    if channel.kind != "channel":
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    if channel.bot_is_member:
        return {"warning": "already_in_channel", "channel": channel_json(stage.workspace, channel)}
    channel.members.append(BOT_USER)
    stage.workspace.changes.tell("member", channel=channel.id, user=BOT_USER)
    stage.events.membership("member_joined_channel", BOT_USER, channel)
    return {"channel": channel_json(stage.workspace, channel)}


def _listed(stage: Stage, args: Arguments, channels: list[SlackChannel]) -> Json:
    types = [kind.strip() for kind in (args.text("types") or "public_channel").split(",")]
    if any(kind not in _KINDS for kind in types):
        raise ApiError("invalid_types")
    kinds = {_KINDS[kind] for kind in types}
    for kind in kinds:
        stage.need_scope(f"{FAMILIES[kind]}:read")
    without_archived = args.flag("exclude_archived")
    found = [c for c in channels if c.kind in kinds and not (without_archived and c.archived)]
    piece, cursor = page(args, found, usual=100, most=1000)
    return {
        "channels": [channel_json(stage.workspace, channel) for channel in piece],
        "response_metadata": {"next_cursor": cursor},
    }


CONVERSATIONS: dict[str, Method] = {
    "conversations.open": Method(run=open_direct, per_minute=TIER_3),
    "conversations.info": Method(run=describe, per_minute=TIER_3, scopes=_READ),
    "conversations.members": Method(run=members, per_minute=TIER_4, scopes=_READ),
    "conversations.list": Method(run=list_all, per_minute=TIER_2, scopes=_READ),
    "conversations.join": Method(run=join, per_minute=TIER_3, scopes=("channels:join",)),
    "users.conversations": Method(run=list_own, per_minute=TIER_3, scopes=_READ),
}
