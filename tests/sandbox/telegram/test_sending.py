"""What may be sent, and how Telegram refuses the rest."""

import pytest
from telegram import Bot, ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken
from telegram.request import HTTPXRequest

from sandbox.telegram import TelegramEmulator
from tests.sandbox.telegram.people import ANNA, BORIS, SUPPORT


def keyboard(rows: int, columns: int = 1, data: str = "c1:1") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton("Press", callback_data=data)] * columns] * rows)


async def test_a_wrong_token_is_unauthorised(telegram: TelegramEmulator) -> None:
    bot = Bot("1000001:wrong", base_url=f"{telegram.api_url}/bot", request=HTTPXRequest())
    with pytest.raises(InvalidToken, match="rejected by the server"):
        await bot.initialize()
    await bot.request.shutdown()


async def test_an_unknown_method_is_not_found(bot: Bot) -> None:
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("sendThoughts")


async def test_the_bot_knows_itself(bot: Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.can_read_all_group_messages) == (1000001, "klankbord_bot", False)


async def test_an_unknown_chat_and_a_person_who_never_started_the_bot(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(-999, "hello")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(ANNA, "hello")


async def test_text_is_between_1_and_4096_characters_after_parsing(telegram: TelegramEmulator, bot: Bot) -> None:
    longest = await bot.send_message(SUPPORT, "<b>" + "&amp;" * 4096 + "</b>", parse_mode="HTML")
    assert longest.text == "&" * 4096
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(SUPPORT, "😀" * 2049)
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(SUPPORT, "<b> </b>", parse_mode="HTML")
    with pytest.raises(BadRequest, match='entities: can\'t find end tag corresponding to start tag "b"'):
        await bot.send_message(SUPPORT, "<b>half", parse_mode="HTML")
    assert len(telegram.messages(SUPPORT)) == 1


async def test_entities_after_the_hundredth_are_ignored(bot: Bot) -> None:
    sent = await bot.send_message(SUPPORT, "<b>a</b> " * 101, parse_mode="HTML")
    assert len(sent.entities) == 100


async def test_keyboards_have_limits(bot: Bot) -> None:
    await bot.send_message(SUPPORT, "100 buttons", reply_markup=keyboard(25, 4, "x" * 64))
    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(SUPPORT, "too much data", reply_markup=keyboard(1, data="é" * 33))
    with pytest.raises(BadRequest, match="Reply_markup_too_long"):
        await bot.send_message(SUPPORT, "101 buttons", reply_markup=keyboard(101))
    with pytest.raises(BadRequest, match="Reply_markup_too_long"):
        await bot.send_message(SUPPORT, "nine in a row", reply_markup=keyboard(1, 9))
    with pytest.raises(BadRequest, match="wrong http url"):
        await bot.send_message(
            SUPPORT,
            "link",
            reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Go", url="http://localhost/")]]),
        )
    with pytest.raises(BadRequest, match="text buttons are unallowed"):
        await bot.send_message(SUPPORT, "nothing", reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Idle")]]))


async def test_replies_stand_under_what_they_answer(telegram: TelegramEmulator, bot: Bot) -> None:
    card = await bot.send_message(SUPPORT, "card")
    report = await bot.send_message(SUPPORT, "report", reply_parameters=ReplyParameters(card.message_id))
    assert report.reply_to_message is not None
    assert report.reply_to_message.message_id == card.message_id
    assert telegram.message(SUPPORT, report.message_id).reply_to == card.message_id

    await bot.delete_message(SUPPORT, card.message_id)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(SUPPORT, "again", reply_to_message_id=card.message_id)
    loose = await bot.send_message(
        SUPPORT,
        "again",
        reply_parameters=ReplyParameters(card.message_id, allow_sending_without_reply=True),
    )
    assert loose.reply_to_message is None


async def test_effects_belong_to_private_chats(telegram: TelegramEmulator, bot: Bot) -> None:
    await telegram.start_bot(ANNA)
    await bot.send_message(ANNA, "🎉", message_effect_id="5046509860389126442")
    with pytest.raises(BadRequest, match="Effect_id_invalid"):
        await bot.send_message(SUPPORT, "🎉", message_effect_id="5046509860389126442")


async def test_quiet_messages_without_preview(telegram: TelegramEmulator, bot: Bot) -> None:
    await bot.send_message(
        SUPPORT, "x.nl", disable_notification=True, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    message = telegram.messages(SUPPORT)[-1]
    assert (message.silent, message.link_preview) == (True, False)


async def test_a_forced_reply_is_shown_to_those_it_is_meant_for(telegram: TelegramEmulator, bot: Bot) -> None:
    question = await telegram.say(ANNA, SUPPORT, "/resolve")
    prompt = await bot.send_message(
        SUPPORT,
        "What was done?",
        reply_markup=ForceReply(selective=True),
        reply_parameters=ReplyParameters(question),
    )
    shown = telegram.prompt(SUPPORT, ANNA)
    assert shown is not None
    assert (shown.id, shown.selective) == (prompt.message_id, True)
    assert telegram.prompt(SUPPORT, BORIS) is None

    await telegram.say(ANNA, SUPPORT, "Called back", reply_to=shown.id)
    assert telegram.prompt(SUPPORT, ANNA) is None


async def test_a_selective_prompt_reaches_those_it_mentions(telegram: TelegramEmulator, bot: Bot) -> None:
    await bot.send_message(
        SUPPORT,
        '<a href="tg://user?id=1002">Boris</a> en @anna_visser?',
        parse_mode="HTML",
        reply_markup=ForceReply(selective=True),
    )
    assert telegram.prompt(SUPPORT, BORIS)
    assert telegram.prompt(SUPPORT, ANNA)
