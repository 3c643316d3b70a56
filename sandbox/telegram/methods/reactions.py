"""setMessageReaction: a bot sets one reaction, out of Telegram's fixed list."""

from dataclasses import replace

from sandbox.telegram.errors import bad_request
from sandbox.telegram.methods.places import message_of, writable_chat
from sandbox.telegram.parameters import Parameters
from sandbox.telegram.world import World

_EMOJI = """
👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈
😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
"""
OFFERED = tuple(_EMOJI.split())
"""In the order in which apps offer them."""
ALLOWED = frozenset(OFFERED)
_VARIATION = "\ufe0f"


def plain(emoji: str) -> str:
    """An emoji as Telegram writes it in reactions: without the variation selector."""
    return emoji.replace(_VARIATION, "")


async def set_message_reaction(world: World, given: Parameters) -> bool:
    wanted = given.json("reaction", "reaction types") or []
    if not isinstance(wanted, list) or not all(isinstance(each, dict) for each in wanted):
        raise bad_request("can't parse reaction types JSON object")
    chat = writable_chat(world, given)
    message = message_of(chat, given, "message to react not found")
    if len(wanted) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    emoji = tuple(plain(str(each.get("emoji", ""))) for each in wanted)
    if not ALLOWED.issuperset(emoji):
        raise bad_request("REACTION_INVALID")
    others = {who: what for who, what in message.reactions.items() if who != world.bot.id}
    world.put(replace(message, reactions=others | ({world.bot.id: emoji} if emoji else {})), "reactions")
    return True
