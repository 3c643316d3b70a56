"""Trouble on the way to the platforms: the whole bot between both of them, one kind of trouble at a time."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from bot.actions import ClaimCase, encode
from bot.services import reading
from sandbox.slack.values import SlackMessage
from sandbox.telegram.values import Message
from tests.flows.reading import buttons, words
from tests.flows.stage import ANNA, ANNA_PHONE, BORIS, FATIMA, GROUP, SHOP, SUPPORT, TOPIC, Stage

T = TypeVar("T")
COMPLAINT = "Drie keer teruggebeld, niemand wist ervan."
WINKEL = -4242


async def in_time(stage: Stage, seen: Callable[[], T | None]) -> T:
    """What is seen in the end, while the clock runs ahead so that nobody waits for retries in real time."""
    for _ in range(300):
        found = seen()
        if found:
            return found
        stage.clock.ahead += timedelta(seconds=0.5)
        stage.office.nudge()
        await asyncio.sleep(0.05)
    raise AssertionError("it never came to pass")


def cards(stage: Stage, chat: int | str, words_in_it: str = COMPLAINT) -> list[Any]:
    """The cards in a channel or group with these words."""
    if isinstance(chat, str):
        return [m for m in stage.slack.messages(chat) if not m.deleted and words_in_it in words(m) and buttons(m)]
    return [m for m in stage.telegram.messages(chat) if not m.deleted and words_in_it in m.text and buttons(m)]


async def test_an_answer_that_got_lost_makes_no_second_card_on_slack(stage: Stage) -> None:
    stage.slack.faults.fail_next("chat.postMessage", "drop_after")
    await stage.hears(score=3, comment=COMPLAINT)
    await in_time(stage, lambda: cards(stage, GROUP))
    await in_time(stage, lambda: [call for call in stage.slack.calls if call.method == "conversations.history"])
    await stage.settled()

    assert len(cards(stage, SUPPORT)) == 1
    posts = [call for call in stage.slack.calls if call.method == "chat.postMessage"]
    assert len(posts) == 1


async def test_an_answer_that_got_lost_makes_a_copy_on_telegram_that_goes_when_it_is_touched(stage: Stage) -> None:
    stage.telegram.faults.fail_next("sendMessage", "drop_after", chat_id=GROUP)
    case = (await stage.hears(score=3, comment=COMPLAINT))["case"]
    await in_time(stage, lambda: len(cards(stage, GROUP)) == 2)
    first, second = cards(stage, GROUP)
    await stage.settled()
    await stage.telegram.press(ANNA_PHONE, GROUP, first.id, "Oppakken")
    await stage.on_telegram(GROUP, lambda m: "Anna heeft dit sinds" in m.text)
    await in_time(stage, lambda: stage.telegram.message(GROUP, first.id).deleted)

    assert [m.id for m in cards(stage, GROUP)] == [second.id]
    assert (await reading.file(stage.office, case)).case.holder is not None


async def test_servers_that_fail_are_tried_again(stage: Stage) -> None:
    stage.slack.faults.fail_next("chat.postMessage", "http", status=503)
    stage.slack.faults.fail_next("chat.postMessage", "error", error="internal_error")
    stage.slack.faults.fail_next("chat.postMessage", "drop")
    stage.telegram.faults.fail_next("sendMessage", "http", status=502)
    stage.telegram.faults.fail_next("sendMessage", "drop")
    await stage.hears(score=3, comment=COMPLAINT)
    await in_time(stage, lambda: cards(stage, SUPPORT) and cards(stage, GROUP))
    await stage.settled()

    assert len(cards(stage, SUPPORT)) == len(cards(stage, GROUP)) == 1


async def test_a_platform_that_asks_to_wait_gets_its_time_while_the_other_goes_on(stage: Stage) -> None:
    stage.slack.faults.fail_next("chat.postMessage", "ratelimited", retry_after=3600)
    await stage.hears(score=3, comment=COMPLAINT)
    await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    asked = stage.clock()
    await stage.hears(score=2, comment="Nog een klacht.")
    await stage.on_telegram(GROUP, lambda m: "Nog een klacht." in m.text)
    assert len([call for call in stage.slack.calls if call.method == "chat.postMessage"]) == 1

    stage.clock.ahead += timedelta(seconds=3601)
    stage.office.nudge()
    await in_time(stage, lambda: cards(stage, SUPPORT) and cards(stage, SUPPORT, "Nog een klacht."))
    assert stage.clock() - asked >= timedelta(hours=1)


async def test_a_card_that_somebody_deleted_comes_back_with_the_next_press(stage: Stage) -> None:
    await stage.hears(score=3, comment=COMPLAINT)
    card = await stage.on_slack(SUPPORT, lambda m: COMPLAINT in words(m))
    phone = await stage.on_telegram(GROUP, lambda m: COMPLAINT in m.text)
    await stage.settled()
    await stage.slack.delete_message(FATIMA, SUPPORT, card.ts)
    await stage.telegram.press(ANNA_PHONE, GROUP, phone.id, "Oppakken")
    back = await stage.on_slack(SUPPORT, lambda m: "Anna heeft dit sinds" in words(m))

    assert back.ts != card.ts


async def test_a_bot_that_is_put_out_of_the_group_tells_the_lead_once_and_catches_up_later(stage: Stage) -> None:
    await stage.telegram.kick_bot(GROUP)
    await stage.hears(score=3, comment=COMPLAINT)
    await stage.hears(score=2, comment="Nog een klacht.")
    told = await in_time(stage, lambda: news(stage))
    await in_time(stage, lambda: cards(stage, SUPPORT, "Nog een klacht."))
    assert len(told) == 1
    assert "Telegram" in words(told[0])

    await stage.telegram.add_bot(GROUP, admin=True)
    await in_time(stage, lambda: cards(stage, GROUP) and cards(stage, GROUP, "Nog een klacht."))
    await in_time(stage, lambda: not news(stage))


async def test_who_blocks_the_bot_on_telegram_is_reached_on_slack_until_the_block_is_gone(stage: Stage) -> None:
    about_anna = {"score": 2, "employee": "anna@devrieswonen.nl"}
    await stage.telegram.block(ANNA_PHONE)
    await stage.hears(**about_anna, comment=COMPLAINT)
    card: SlackMessage = (await in_time(stage, lambda: cards(stage, ANNA)))[0]
    assert cards(stage, SUPPORT) == [], "her head start goes on"
    await stage.slack.press(ANNA, card.channel, card.ts, "Oppakken")
    await in_time(stage, lambda: cards(stage, SUPPORT, "Anna heeft dit"))

    await stage.telegram.unblock(ANNA_PHONE)
    await stage.telegram.start_bot(ANNA_PHONE)
    await in_time(stage, lambda: reachable_on_telegram(stage))
    await stage.hears(**about_anna, comment="Nog een klacht.")
    await in_time(stage, lambda: cards(stage, ANNA_PHONE, "Nog een klacht."))


async def test_a_group_that_becomes_a_supergroup_is_followed_and_remembered(stage: Stage) -> None:
    stage.telegram.add_group(WINKEL, "Winkel", [ANNA_PHONE])
    places = "[{slack: C0SHOP, names: full}"
    stage.write_config(shop=(places, f"{places}, {{telegram: {WINKEL}}}"))
    await stage.reload()
    case = (await stage.hears(score=3, comment=COMPLAINT, channel="in-person"))["case"]
    await stage.on_telegram(WINKEL, lambda m: COMPLAINT in m.text)
    await stage.settled()

    supergroup = await stage.telegram.upgrade_group(WINKEL)
    await in_time(stage, lambda: cards(stage, supergroup))
    card = (await in_time(stage, lambda: cards(stage, SHOP)))[0]
    await stage.slack.press(BORIS, SHOP, card.ts, encode(ClaimCase(case)))
    await in_time(stage, lambda: cards(stage, supergroup, "Boris has this since"))
    assert len(cards(stage, supergroup)) == 1

    await stage.app.stop()
    await stage.open_app()
    await stage.hears(score=3, comment="Another one.", channel="in-person")
    await in_time(stage, lambda: cards(stage, supergroup, "Another one."))


async def test_a_group_that_moved_without_telling_is_found_by_what_telegram_answers(stage: Stage) -> None:
    """The service message may come late; the refusal of the next message names the new group as well."""
    stage.telegram.add_group(WINKEL, "Winkel", [ANNA_PHONE])
    places = "[{slack: C0SHOP, names: full}"
    stage.write_config(shop=(places, f"{places}, {{telegram: {WINKEL}}}"))
    await stage.reload()
    stage.telegram.faults.drop_polls(5)
    supergroup = await stage.telegram.upgrade_group(WINKEL)
    await stage.hears(score=3, comment=COMPLAINT, channel="in-person")

    await in_time(stage, lambda: cards(stage, supergroup))
    assert len(cards(stage, supergroup)) == 1


async def test_a_topic_that_was_deleted_gives_way_to_the_general_one(stage: Stage) -> None:
    await stage.telegram.delete_topic(GROUP, TOPIC)
    await stage.hears(score=3, comment=COMPLAINT)
    card: Message = (await in_time(stage, lambda: cards(stage, GROUP)))[0]

    assert card.topic is None
    assert "Oppakken" in buttons(card)


def news(stage: Stage) -> list[SlackMessage]:
    """What stands with Fatima about chats that are closed to us."""
    return [message for message in direct(stage, FATIMA) if "niet meer bereiken" in words(message)]


def direct(stage: Stage, user: str) -> list[SlackMessage]:
    """What stands in somebody's direct messages with the bot."""
    return [message for message in stage.slack.messages(user) if not message.deleted]


def reachable_on_telegram(stage: Stage) -> bool:
    """Whether Anna's private chat counts as open again."""
    members = stage.office.organisation.members.values()
    return any(a.user_id == str(ANNA_PHONE) and a.reachable for m in members for a in m.accounts)
