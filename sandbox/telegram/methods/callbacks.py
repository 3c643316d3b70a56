"""answerCallbackQuery."""

from sandbox.telegram.errors import bad_request
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.utf16 import width
from sandbox.telegram.values import CallbackAnswer
from sandbox.telegram.world import World

LONGEST_ANSWER = 200


async def answer_callback_query(world: World, given: Parameters) -> bool:
    text = given.text("text")
    if width(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    if "url" in given and not given.text("url").startswith(f"https://t.me/{world.bot.username}?start="):
        raise bad_request("URL_INVALID")
    press = world.press_for(given.text("callback_query_id"))
    press.answer.set_result(
        CallbackAnswer(text=text, show_alert=given.flag("show_alert"), url=given.text("url") or None)
    )
    world.tell("answer")
    return True
