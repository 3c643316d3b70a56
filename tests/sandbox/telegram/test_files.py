"""Photos and documents."""

import pytest
from telegram import Bot
from telegram.error import BadRequest

from sandbox.telegram import TelegramEmulator
from tests.sandbox.telegram.people import ANNA, SUPPORT

PNG = b"\x89PNG\r\n\x1a\n and the rest"


async def test_a_document_is_sent_and_fetched_again(telegram: TelegramEmulator, bot: Bot) -> None:
    sent = await bot.send_document(SUPPORT, b"a;b", filename="cases.csv", caption="<b>Cases</b>", parse_mode="HTML")
    assert sent.document is not None
    message = telegram.message(SUPPORT, sent.message_id)
    assert message.document is not None
    assert (message.document.name, message.document.content, message.text) == ("cases.csv", b"a;b", "Cases")
    file = await bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"a;b"
    await telegram.start_bot(ANNA)
    again = await bot.send_document(ANNA, sent.document.file_id)
    assert again.document == sent.document


async def test_a_photo_is_a_picture_with_a_short_caption(telegram: TelegramEmulator, bot: Bot) -> None:
    sent = await bot.send_photo(SUPPORT, PNG, caption="x" * 1024)
    assert telegram.message(SUPPORT, sent.message_id).photo is not None
    await bot.edit_message_caption(SUPPORT, sent.message_id, caption="trend")
    assert telegram.message(SUPPORT, sent.message_id).text == "trend"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", SUPPORT, sent.message_id)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_photo(SUPPORT, PNG, caption="x" * 1025)
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(SUPPORT, b"words")
    with pytest.raises(BadRequest, match="Wrong remote file identifier"):
        await bot.send_photo(SUPPORT, "nonsense")
