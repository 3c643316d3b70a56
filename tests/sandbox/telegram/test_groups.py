"""Groups: privacy, reactions, topics, coming and going, and the move to a supergroup."""

import pytest
from telegram import Bot, Update
from telegram.constants import ChatMemberStatus
from telegram.error import BadRequest, ChatMigrated, Forbidden

from sandbox.telegram import Impossible, TelegramEmulator
from tests.sandbox.telegram.people import ANNA, BORIS, FATIMA, SUPPORT

QUIET = -77
FORUM = -1001234567890
SERVICE_TOPIC = 7


async def heard(bot: Bot) -> list[str]:
    """The words of all messages that wait, which are then confirmed."""
    updates = await bot.get_updates(allowed_updates=Update.ALL_TYPES)
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    return [update.message.text or "" for update in updates if update.message]


async def test_in_privacy_mode_the_bot_hears_only_what_is_meant_for_it(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.add_group(QUIET, "Team", [ANNA, BORIS], bot_is_admin=False)
    card = await bot.send_message(QUIET, "card")
    said = await telegram.say(BORIS, QUIET, "lunch?")
    await telegram.say(ANNA, QUIET, "yes", reply_to=said)
    await telegram.say(ANNA, QUIET, "/nps@other_bot")
    await telegram.say(ANNA, QUIET, "/nps case 42")
    await telegram.say(ANNA, QUIET, "hey @Klankbord_bot note this")
    await telegram.say(ANNA, QUIET, "I phoned", reply_to=card.message_id)
    assert await heard(bot) == ["/nps case 42", "hey @Klankbord_bot note this", "I phoned"]

    await telegram.promote(telegram.bot.id, QUIET)
    await telegram.say(BORIS, QUIET, "lunch!")
    assert await heard(bot) == ["lunch!"]


async def test_people_without_a_username_are_mentioned_by_name(telegram: TelegramEmulator, bot: Bot) -> None:
    await telegram.say(ANNA, SUPPORT, "for 👍 Fatima", mentions={"Fatima": FATIMA})
    (update,) = await bot.get_updates()
    assert update.message is not None
    (entity,) = update.message.entities
    assert (entity.type, entity.offset, entity.length) == ("text_mention", 7, 6)
    assert entity.user is not None
    assert entity.user.id == FATIMA


async def test_reactions_reach_an_administrator_that_asked_for_them(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.add_group(QUIET, "Team", [ANNA], bot_is_admin=False)
    card = (await bot.send_message(SUPPORT, "card")).message_id
    await telegram.react(ANNA, SUPPORT, card, ["👀"])
    assert await bot.get_updates(allowed_updates=["message", "message_reaction"]) == ()
    quiet = (await bot.send_message(QUIET, "card")).message_id
    await telegram.react(ANNA, QUIET, quiet, ["👀"])
    await telegram.react(ANNA, SUPPORT, card, ["✍️"])
    (update,) = await bot.get_updates()
    reaction = update.message_reaction
    assert reaction is not None
    assert [each.to_dict()["emoji"] for each in reaction.old_reaction] == ["👀"]
    assert [each.to_dict()["emoji"] for each in reaction.new_reaction] == ["✍"]
    assert dict(telegram.message(SUPPORT, card).reactions) == {ANNA: ("✍",)}
    with pytest.raises(Impossible, match="no reaction 📝"):
        await telegram.react(ANNA, SUPPORT, card, ["📝"])


async def test_the_bot_sets_one_reaction_from_the_list(telegram: TelegramEmulator, bot: Bot) -> None:
    said = await telegram.say(ANNA, SUPPORT, "phoned")
    await bot.set_message_reaction(SUPPORT, said, "👌")
    assert telegram.message(SUPPORT, said).reactions[telegram.bot.id] == ("👌",)
    with pytest.raises(BadRequest, match="Reaction_invalid"):
        await bot.set_message_reaction(SUPPORT, said, "📝")
    with pytest.raises(BadRequest, match="Reactions_too_many"):
        await bot.set_message_reaction(SUPPORT, said, ["👌", "👀"])
    await bot.set_message_reaction(SUPPORT, said)
    assert telegram.message(SUPPORT, said).reactions == {}


async def test_a_blocked_bot_may_not_write_until_it_is_started_again(telegram: TelegramEmulator, bot: Bot) -> None:
    await telegram.start_bot(ANNA)
    await heard(bot)
    await telegram.block(ANNA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ANNA, "hello")
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.chat.id == ANNA
    assert update.my_chat_member.new_chat_member.status == ChatMemberStatus.BANNED
    await telegram.start_bot(ANNA)
    await bot.send_message(ANNA, "welcome back")
    await telegram.deactivate(ANNA)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ANNA, "goodbye")


async def test_a_kicked_bot_may_not_write_until_it_is_added_again(telegram: TelegramEmulator, bot: Bot) -> None:
    await telegram.kick_bot(SUPPORT)
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(SUPPORT, "hello")
    (kicked,) = await bot.get_updates()
    assert kicked.my_chat_member is not None
    assert kicked.my_chat_member.from_user.id == FATIMA
    await telegram.add_bot(SUPPORT, admin=True)
    _, added, greeting, promoted = await bot.get_updates()
    assert added.my_chat_member is not None
    assert greeting.message is not None
    assert [each.id for each in greeting.message.new_chat_members] == [telegram.bot.id]
    assert promoted.my_chat_member is not None
    assert promoted.my_chat_member.new_chat_member.status == ChatMemberStatus.ADMINISTRATOR
    await bot.send_message(SUPPORT, "hello")
    await bot.leave_chat(SUPPORT)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(SUPPORT, "hello")


async def test_members_come_and_go(telegram: TelegramEmulator, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["message", "chat_member"])
    telegram.add_user(1004, "Daan")
    await telegram.join(1004, SUPPORT)
    await telegram.leave(BORIS, SUPPORT)
    came, greeting, went, farewell = await bot.get_updates()
    assert came.chat_member is not None
    assert came.chat_member.new_chat_member.user.first_name == "Daan"
    assert greeting.message is not None
    assert greeting.message.new_chat_members[0].first_name == "Daan"
    assert went.chat_member is not None
    assert went.chat_member.new_chat_member.status == ChatMemberStatus.LEFT
    assert farewell.message is not None
    assert farewell.message.left_chat_member is not None
    assert farewell.message.left_chat_member.id == BORIS
    assert await bot.get_chat_member_count(SUPPORT) == 4
    assert (await bot.get_chat_member(SUPPORT, FATIMA)).status == ChatMemberStatus.OWNER
    assert {each.user.id for each in await bot.get_chat_administrators(SUPPORT)} == {FATIMA, telegram.bot.id}
    chat = await bot.get_chat(SUPPORT)
    assert (chat.type, chat.title) == ("group", "Klantenservice")
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(SUPPORT, 424242)


async def test_a_group_moves_to_a_supergroup(telegram: TelegramEmulator, bot: Bot) -> None:
    card = await bot.send_message(SUPPORT, "card")
    new_id = await telegram.upgrade_group(SUPPORT)
    for attempt in (bot.send_message(SUPPORT, "x"), bot.edit_message_text("x", SUPPORT, card.message_id)):
        with pytest.raises(ChatMigrated) as moved:
            await attempt
        assert moved.value.new_chat_id == new_id
    old, new = await bot.get_updates()
    assert old.message is not None
    assert (old.message.chat.id, old.message.migrate_to_chat_id) == (SUPPORT, new_id)
    assert new.message is not None
    assert (new.message.chat.id, new.message.migrate_from_chat_id) == (new_id, SUPPORT)
    assert (await bot.send_message(new_id, "card")).chat.type == "supergroup"
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", new_id, card.message_id + 90)


async def test_topics(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.add_group(FORUM, "De Vries", [FATIMA, ANNA], topics={7: "Klantenservice"}, bot_manages_topics=False)
    card = await bot.send_message(FORUM, "card", message_thread_id=SERVICE_TOPIC)
    assert (card.message_thread_id, card.is_topic_message) == (SERVICE_TOPIC, True)
    await telegram.say(ANNA, FORUM, "hello", topic=SERVICE_TOPIC)
    await telegram.say(ANNA, FORUM, "phoned", reply_to=card.message_id)
    chatter, report = (update.message for update in await bot.get_updates())
    assert chatter is not None
    assert chatter.reply_to_message is not None
    assert chatter.reply_to_message.forum_topic_created is not None
    assert report is not None
    assert report.message_thread_id == SERVICE_TOPIC
    assert report.reply_to_message is not None
    assert report.reply_to_message.message_id == card.message_id
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(FORUM, "card", message_thread_id=8)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(SUPPORT, "card", message_thread_id=SERVICE_TOPIC)

    await telegram.close_topic(FORUM, SERVICE_TOPIC)
    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(FORUM, "card", message_thread_id=SERVICE_TOPIC)
    with pytest.raises(Impossible, match="is closed"):
        await telegram.say(ANNA, FORUM, "hello", topic=SERVICE_TOPIC)
    await telegram.delete_topic(FORUM, SERVICE_TOPIC)
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(FORUM, "card", message_thread_id=SERVICE_TOPIC)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", FORUM, card.message_id)


async def test_a_bot_with_the_right_opens_and_closes_topics(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.add_group(FORUM, "De Vries", [FATIMA, ANNA], forum=True)
    topic = await bot.create_forum_topic(FORUM, "Logistiek")
    await bot.close_forum_topic(FORUM, topic.message_thread_id)
    with pytest.raises(BadRequest, match="Topic_not_modified"):
        await bot.close_forum_topic(FORUM, topic.message_thread_id)
    await bot.send_message(FORUM, "still mine", message_thread_id=topic.message_thread_id)
    await bot.reopen_forum_topic(FORUM, topic.message_thread_id)
    await telegram.say(ANNA, FORUM, "hello", topic=topic.message_thread_id)
    with pytest.raises(BadRequest, match="The chat is not a forum"):
        await bot.create_forum_topic(SUPPORT, "Logistiek")


async def test_supergroups_number_their_own_messages(telegram: TelegramEmulator, bot: Bot) -> None:
    telegram.add_group(FORUM, "De Vries", [FATIMA])
    await telegram.start_bot(ANNA)
    here = await bot.send_message(FORUM, "one")
    assert here.message_id == telegram.messages(ANNA)[0].id == 1
    assert (await bot.send_message(SUPPORT, "three")).message_id == 2
    reply = await bot.send_message(FORUM, "two", reply_to_message_id=here.message_id)
    assert (reply.message_thread_id, reply.is_topic_message) == (here.message_id, None)
