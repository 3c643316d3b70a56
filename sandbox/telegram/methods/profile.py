"""Who the bot is, and the commands it offers."""

import json
import re

from sandbox.telegram import wire
from sandbox.telegram.errors import bad_request
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.world import World

MOST_COMMANDS = 100
LONGEST_DESCRIPTION = 256
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_PROFILE_FIELDS = {"name": 64, "description": 512, "short_description": 120}


async def get_me(world: World, _: Parameters) -> wire.Wire:
    return wire.user(world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def set_my_commands(world: World, given: Parameters) -> bool:
    commands = given.json("commands", "commands")
    if not isinstance(commands, list) or not all(isinstance(each, dict) for each in commands):
        raise bad_request("can't parse commands: Array of BotCommand expected")
    if len(commands) > MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    checked: list[dict[str, str]] = []
    for each in commands:
        command, description = str(each.get("command", "")).removeprefix("/"), str(each.get("description", ""))
        if not _COMMAND.fullmatch(command):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= LONGEST_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        checked.append({"command": command, "description": description})
    world.commands[_shelf(world, given)] = checked
    world.tell("commands")
    return True


async def get_my_commands(world: World, given: Parameters) -> list[dict[str, str]]:
    return world.commands.get(_shelf(world, given), [])


async def delete_my_commands(world: World, given: Parameters) -> bool:
    world.commands.pop(_shelf(world, given), None)
    world.tell("commands")
    return True


def _shelf(world: World, given: Parameters) -> str:
    scope = given.json("scope", "BotCommandScope")
    if scope is None:
        scope = {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    language = given.text("language_code")
    if language and not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    wanted = {name: int(scope.get(name, 0)) for name in _SCOPES[scope["type"]]}
    if "chat_id" in wanted and wanted["chat_id"] not in world.chats:
        raise bad_request("chat not found")
    return shelf(str(scope["type"]), language, **wanted)


def shelf(scope: str, language: str, **ids: int) -> str:
    """The key under which the commands for one scope and language are kept."""
    return json.dumps([scope, language, sorted(ids.items())])


async def set_profile_field(world: World, given: Parameters) -> bool:
    """setMyName, setMyDescription and setMyShortDescription: keeps whichever field is given, per language."""
    language = given.text("language_code")
    for name, longest in _PROFILE_FIELDS.items():
        if name in given.texts:
            if len(given.text(name)) > longest:
                raise bad_request(f"bot {name.replace('_', ' ')} is too long")
            world.profile[f"{name}:{language}"] = given.text(name)
    return True


async def get_my_name(world: World, given: Parameters) -> wire.Wire:
    return {"name": world.profile.get(f"name:{given.text('language_code')}", world.bot.first_name)}


async def get_my_description(world: World, given: Parameters) -> wire.Wire:
    return {"description": world.profile.get(f"description:{given.text('language_code')}", "")}


async def get_my_short_description(world: World, given: Parameters) -> wire.Wire:
    return {"short_description": world.profile.get(f"short_description:{given.text('language_code')}", "")}
