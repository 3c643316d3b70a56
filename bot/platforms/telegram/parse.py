"""What a Telegram update means: an Interaction, a step in a form, or news about a chat."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from telegram import (
    CallbackQuery,
    Chat,
    ChatMember,
    ChatMemberUpdated,
    MaybeInaccessibleMessage,
    Message,
    MessageEntity,
    MessageReactionUpdated,
    ReactionTypeEmoji,
    Update,
    User,
)

from bot.actions import PulseAction, decode
from bot.domain.destination import Destination, Platform, Remote
from bot.domain.people import Account
from bot.interaction import (
    Happened,
    Interaction,
    Mentioned,
    Overheard,
    Person,
    Pressed,
    Reacted,
    Remarked,
    Started,
    Typed,
)

ALLOWED_UPDATES = ("message", "callback_query", "message_reaction", "my_chat_member")
_COMMAND = re.compile(r"/(?P<name>\w+)(?:@(?P<bot>\w+))?(?:\s+(?P<words>.*))?", re.DOTALL)
_FORM_BUTTON = re.compile(r"f1:(?P<form>\d+):(?P<field>\d+):(?P<option>[0-9a-f]{8}|-)")
_FORM_CANCEL = re.compile(r"x1:(?P<form>\d+)")
_MENU = "nps_"
_VARIATION = "\ufe0f"


@dataclass(frozen=True, kw_only=True)
class FormPressed:
    """A button under a form's prompt. `option` is the mark of the chosen one; None: the field was skipped."""

    at: Interaction
    form: int
    field: int
    option: str | None


@dataclass(frozen=True, kw_only=True)
class FormCancelled:
    """Somebody wants to stop a form: the one whose button they pressed, or (None) the one in this chat."""

    at: Interaction
    form: int | None


@dataclass(frozen=True, kw_only=True)
class Wrote:
    """Words that may answer a form's prompt, by replying to `answered` or (None) just by being written.

    When there is no such prompt they are an ordinary interaction.
    """

    otherwise: Interaction
    answered: Remote | None
    text: str


@dataclass(frozen=True, kw_only=True)
class ChatClosed:
    """The bot was blocked by a person or removed from a group."""

    chat: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChatReopened:
    """A person unblocked the bot, or it was added to a group."""

    chat: str


@dataclass(frozen=True, kw_only=True)
class ChatMovedTo:
    """A group became a supergroup and goes on under a new id."""

    chat: str
    new: str


ChatNews = ChatClosed | ChatReopened | ChatMovedTo
Parsed = Interaction | FormPressed | FormCancelled | Wrote | ChatNews


def parse(update: Update, *, me: User, received_at: datetime) -> tuple[Parsed, ...]:
    """Everything that an update means to us, in order; often nothing. `me` is the bot itself.

    The delivery names derive from the update's id alone, so a redelivered update has the same ones.
    """
    delivery = f"tg:{update.update_id}"
    if update.callback_query is not None:
        return (_pressed(update.callback_query, delivery, received_at),)
    if update.message is not None:
        return tuple(_written(update.message, delivery, me))
    if update.message_reaction is not None:
        return tuple(_reacted(update.message_reaction, delivery))
    if update.my_chat_member is not None:
        return tuple(_standing(update.my_chat_member))
    return ()


def private_chat(person: Person) -> Destination:
    """A person's private chat with the bot: its id is their own."""
    return Destination(platform=Platform.TELEGRAM, chat=person.account.user_id)


def _person(user: User) -> Person:
    return Person(
        account=Account(platform=Platform.TELEGRAM, user_id=str(user.id)),
        name=user.full_name,
        language=user.language_code,
    )


def _place(message: MaybeInaccessibleMessage) -> Destination:
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Destination(platform=Platform.TELEGRAM, chat=str(message.chat.id), thread=str(topic) if topic else None)


def _remote(message: MaybeInaccessibleMessage) -> Remote:
    return Remote(chat=str(message.chat.id), message=str(message.message_id))


def _pressed(query: CallbackQuery, delivery: str, at: datetime) -> Parsed:
    person, code, message = _person(query.from_user), query.data or "", query.message
    interaction = Interaction(
        person=person,
        delivery=delivery,
        at=at,
        what=Pressed(decode(code)),
        chat=private_chat(person) if message is None else _place(message),
        message=None if message is None else _remote(message),
    )
    if found := _FORM_BUTTON.fullmatch(code):
        option = None if found["option"] == "-" else found["option"]
        return FormPressed(at=interaction, form=int(found["form"]), field=int(found["field"]), option=option)
    if found := _FORM_CANCEL.fullmatch(code):
        return FormCancelled(at=interaction, form=int(found["form"]))
    return interaction


def _written(message: Message, delivery: str, me: User) -> Iterator[Parsed]:
    if message.migrate_to_chat_id is not None:
        yield ChatMovedTo(chat=str(message.chat.id), new=str(message.migrate_to_chat_id))
        return
    text = message.text or message.caption or ""
    if message.from_user is None or message.from_user.is_bot or not text:
        return
    person, private = _person(message.from_user), message.chat.type == Chat.PRIVATE
    answered = message.reply_to_message
    # In a topic the topic's own first message stands here when nothing is replied to.
    if answered is not None and answered.forum_topic_created is not None:
        answered = None

    def interaction(what: Happened, thread: Remote | None = None) -> Interaction:
        return Interaction(
            person=person,
            delivery=delivery,
            at=message.date,
            what=what,
            chat=_place(message),
            message=_remote(message),
            thread=thread,
        )

    if command := _COMMAND.fullmatch(text):
        if command["bot"] is None or command["bot"].lower() == (me.username or "").lower():
            name, words = command["name"].lower(), (command["words"] or "").strip()
            if name == "cancel":
                yield FormCancelled(at=interaction(Typed(name)), form=None)
            elif what := _commanded(name, words, private=private):
                yield interaction(what)
        return
    thread = _thread(message, answered, me)
    named, rest = _cut_mention(message, text, me)
    mine = answered is not None and answered.from_user is not None and answered.from_user.id == me.id
    if private or named:
        spoken = interaction(Mentioned(rest), thread)
    elif thread is not None:
        spoken = interaction(Overheard(text), thread)
    else:
        return
    if mine and private and answered is not None and (pulse := _pulse_buttons(answered)):
        token = next((str(token) for one in pulse if (token := getattr(one, "token", None)) is not None), None)
        yield interaction(Remarked(token, text))
    elif mine and answered is not None:
        yield Wrote(otherwise=spoken, answered=_remote(answered), text=text)
    elif private and answered is None:
        yield Wrote(otherwise=spoken, answered=None, text=text)
    else:
        yield spoken


def _pulse_buttons(message: Message) -> list[PulseAction]:
    """What a message of ours asks about a pulse: its own buttons are the only ones who know whose token it is."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup is not None else ()
    actions = (decode(str(button.callback_data)) for row in rows for button in row if button.callback_data)
    return [action for action in actions if isinstance(action, PulseAction)]


def _commanded(name: str, words: str, *, private: bool) -> Happened | None:
    """In private every command is for us, so there `/case 42` does what `/nps case 42` does. `/nps_me`, as the menu
    offers it, is `/nps me` everywhere."""
    if name == "nps":
        return Typed(words)
    if name.startswith(_MENU):
        return Typed(f"{name.removeprefix(_MENU).replace('_', ' ')} {words}".strip())
    if not private:
        return None
    return Started(words) if name == "start" else Typed(f"{name} {words}".strip())


def _thread(message: Message, answered: Message | None, me: User) -> Remote | None:
    """The message that this one hangs under: ours when it replies to ours, else the first of its chain of replies,
    which only supergroups without topics tell."""
    if answered is None:
        return None
    if answered.from_user is not None and answered.from_user.id == me.id:
        return _remote(answered)
    if message.message_thread_id is not None and not message.is_topic_message:
        return Remote(chat=str(message.chat.id), message=str(message.message_thread_id))
    return None


def _cut_mention(message: Message, text: str, me: User) -> tuple[bool, str]:
    """Whether the bot is named, and the words without its name."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    found = message.parse_entities(kinds) if message.text else message.parse_caption_entities(kinds)
    own = f"@{me.username}".lower()
    for entity, words in found.items():
        if words.lower() == own or (entity.user is not None and entity.user.id == me.id):
            return True, " ".join(text.replace(words, "", 1).split(" ")).strip(" ,:\n")
    return False, text


def _reacted(news: MessageReactionUpdated, delivery: str) -> Iterator[Interaction]:
    if news.user is None or news.user.is_bot:
        return
    old, new = (
        [_emoji(r) for r in all_ if isinstance(r, ReactionTypeEmoji)] for all_ in (news.old_reaction, news.new_reaction)
    )
    changes = [Reacted(emoji, added=False) for emoji in old if emoji not in new]
    changes += [Reacted(emoji, added=True) for emoji in new if emoji not in old]
    for number, change in enumerate(changes):
        yield Interaction(
            person=_person(news.user),
            delivery=f"{delivery}.{number}" if number else delivery,
            at=news.date,
            what=change,
            chat=Destination(platform=Platform.TELEGRAM, chat=str(news.chat.id)),
            message=Remote(chat=str(news.chat.id), message=str(news.message_id)),
        )


def _emoji(reaction: ReactionTypeEmoji) -> str:
    return reaction.emoji.replace(_VARIATION, "")


def _standing(news: ChatMemberUpdated) -> Iterator[ChatNews]:
    before, now = _present(news.old_chat_member), _present(news.new_chat_member)
    if now and not before:
        yield ChatReopened(chat=str(news.chat.id))
    elif before and not now:
        private = news.chat.type == Chat.PRIVATE
        reason = "the person has blocked the bot" if private else "the bot was removed from the chat"
        yield ChatClosed(chat=str(news.chat.id), reason=reason)


def _present(member: ChatMember) -> bool:
    return member.status not in {ChatMember.LEFT, ChatMember.BANNED}
