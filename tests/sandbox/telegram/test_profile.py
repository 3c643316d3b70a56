"""The bot's commands, in scopes and languages."""

import pytest
from telegram import (
    Bot,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
)
from telegram.error import BadRequest

from sandbox.telegram import TelegramEmulator
from sandbox.telegram.snapshot import commands_shown
from tests.sandbox.telegram.people import ANNA, BORIS, FATIMA, SUPPORT


async def test_commands_in_two_languages(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.add_user(BORIS, "Boris", language_code="en")
    await bot.set_my_commands([("nps", "Team score")])
    await bot.set_my_commands([("nps", "Teamscore")], language_code="nl")
    await bot.set_my_commands([("help", "Hulp")], scope=BotCommandScopeAllPrivateChats(), language_code="nl")
    assert telegram.commands() == [("nps", "Team score")]
    assert telegram.commands("default", "nl") == [("nps", "Teamscore")]
    assert [each.description for each in await bot.get_my_commands(language_code="nl")] == ["Teamscore"]
    support = telegram.world.chats[SUPPORT]
    assert commands_shown(telegram.world, support, telegram.person(ANNA)) == [("nps", "Teamscore")]
    assert commands_shown(telegram.world, support, telegram.person(BORIS)) == [("nps", "Team score")]
    await telegram.start_bot(ANNA)
    assert commands_shown(telegram.world, telegram.world.chats[ANNA], telegram.person(ANNA)) == [("help", "Hulp")]
    await bot.delete_my_commands(language_code="nl")
    assert telegram.commands("default", "nl") == []


async def test_the_narrowest_scope_wins(telegram: TelegramEmulator, bot: Bot) -> None:
    support = telegram.world.chats[SUPPORT]
    await bot.set_my_commands([("all", "For all")], scope=BotCommandScopeAllGroupChats())
    await bot.set_my_commands([("team", "For the team")], scope=BotCommandScopeChat(SUPPORT))
    await bot.set_my_commands([("lead", "For leads")], scope=BotCommandScopeChatAdministrators(SUPPORT))
    assert commands_shown(telegram.world, support, telegram.person(FATIMA)) == [("lead", "For leads")]
    assert commands_shown(telegram.world, support, telegram.person(ANNA)) == [("team", "For the team")]


async def test_commands_are_lower_case_and_described(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([("NPS", "Team score")])
    with pytest.raises(BadRequest, match="Bot_command_description_invalid"):
        await bot.set_my_commands([("nps", "")])
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([("nps", "x")], scope=BotCommandScopeChat(-999))


async def test_name_and_descriptions(bot: Bot) -> None:
    await bot.set_my_name("Sounding board")
    await bot.set_my_short_description("Brengt klanten in de kamer", language_code="nl")
    assert (await bot.get_my_name()).name == "Sounding board"
    assert (await bot.get_my_short_description(language_code="nl")).short_description == "Brengt klanten in de kamer"
