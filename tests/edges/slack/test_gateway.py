"""Cards stand, change and go; and when Slack fails, the gateway says what happens next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.actions import ClaimCase
from bot.cards.model import Button, Buttons, Card, Notice, Text
from bot.clock import system_clock
from bot.domain.destination import Destination, Platform, Remote
from bot.domain.people import Account
from bot.errors import Gone, Lost, Refused, RetryLater, Uncertain
from bot.interaction import Person
from bot.platforms.slack.client import web_client
from bot.platforms.slack.gateway import SlackGateway
from sandbox.slack import SlackEmulator
from tests.edges.slack.cards import COMPLAINT, TAKEN
from tests.edges.slack.conftest import SUPPORT

ANNA = Destination(platform=Platform.SLACK, chat="U0ANNA")


def long_ago() -> datetime:
    return datetime.now(UTC) - timedelta(minutes=5)


async def post(gateway: SlackGateway, place: Destination = SUPPORT, posting: int = 7) -> Remote:
    return await gateway.post(place, COMPLAINT, posting=posting, parent=None)


async def test_a_card_is_posted_edited_and_removed(slack: SlackEmulator, gateway: SlackGateway) -> None:
    remote = await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert remote == Remote(chat="C0SUPPORT", message=message.ts)
    assert message.text == "😠 3 of 10 from M. d. V."
    assert message.metadata == {"event_type": "klankbord_posting", "event_payload": {"posting": 7}}
    await gateway.edit(remote, TAKEN, posting=7)
    [message] = slack.messages("C0SUPPORT")
    assert message.text == "Anna has taken this up"
    assert message.metadata is not None
    await gateway.remove(remote)
    await gateway.remove(remote)
    assert slack.messages("C0SUPPORT") == []


async def test_what_nobody_may_delete_is_emptied(slack: SlackEmulator, gateway: SlackGateway) -> None:
    remote = await post(gateway)
    for why in ("cant_delete_message", "compliance_exports_prevent_deletion"):
        slack.faults.fail_next("chat.delete", "error", error=why)
        await gateway.remove(remote)
        [message] = slack.messages("C0SUPPORT")
        assert (message.text, list(message.blocks)) == ("…", [])
    slack.faults.fail_next("chat.delete", "error", error="cant_delete_message")
    slack.faults.fail_next("chat.update", "error", error="message_not_found")
    await gateway.remove(remote)
    slack.faults.fail_next("chat.delete", "error", error="cant_delete_message")
    slack.faults.fail_next("chat.update", "error", error="edit_window_closed")
    with pytest.raises(Refused, match="by hand"):
        await gateway.remove(remote)


async def test_a_report_stands_in_the_thread_of_its_card(slack: SlackEmulator, gateway: SlackGateway) -> None:
    card = await post(gateway)
    await gateway.post(SUPPORT, TAKEN, posting=8, parent=card)
    assert [reply.text for reply in slack.thread("C0SUPPORT", card.message)] == ["Anna has taken this up"]


async def test_a_report_whose_card_is_gone_stands_by_itself(slack: SlackEmulator, gateway: SlackGateway) -> None:
    gone = Remote(chat="C0SUPPORT", message="1.000001")
    slack.faults.fail_next("chat.postMessage", "error", error="invalid_blocks")
    await gateway.post(SUPPORT, TAKEN, posting=8, parent=gone)
    [message] = slack.messages("C0SUPPORT")
    assert (message.text, message.thread_ts) == ("Anna has it since 14:02", None)


async def test_a_private_card_reaches_anna_and_can_be_edited(slack: SlackEmulator, gateway: SlackGateway) -> None:
    remote = await post(gateway, ANNA)
    assert remote.chat.startswith("D")
    await gateway.edit(remote, TAKEN, posting=7)
    assert [message.text for message in slack.messages("U0ANNA")] == ["Anna has taken this up"]


@pytest.mark.parametrize("place", [SUPPORT, ANNA])
async def test_a_post_that_timed_out_after_slack_took_it_is_found(
    slack: SlackEmulator, gateway: SlackGateway, place: Destination
) -> None:
    began = long_ago()
    slack.faults.fail_next("chat.postMessage", "timeout_after", hang_seconds=3.0)
    with pytest.raises(Uncertain):
        await post(gateway, place)
    found = await gateway.find(place, posting=7, since=began, parent=None)
    assert found is not None
    assert [message.ts for message in slack.messages(place.chat)] == [found.message]
    assert await gateway.find(place, posting=8, since=began, parent=None) is None


async def test_a_reply_that_may_stand_is_found_in_its_thread(slack: SlackEmulator, gateway: SlackGateway) -> None:
    card = await post(gateway)
    slack.faults.fail_next("chat.postMessage", "drop_after")
    with pytest.raises(Uncertain):
        await gateway.post(SUPPORT, TAKEN, posting=8, parent=card)
    found = await gateway.find(SUPPORT, posting=8, since=long_ago(), parent=card)
    assert found == Remote(chat="C0SUPPORT", message=slack.thread("C0SUPPORT", card.message)[0].ts)


async def test_a_post_that_never_arrived_is_not_found(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.faults.fail_next("chat.postMessage", "drop")
    with pytest.raises(Uncertain):
        await post(gateway)
    assert await gateway.find(SUPPORT, posting=7, since=long_ago(), parent=None) is None


async def test_without_the_history_scope_slack_cannot_tell(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.scopes.difference_update({"channels:history", "im:write"})
    remote = await post(gateway)
    assert await gateway.find(SUPPORT, posting=7, since=long_ago(), parent=None) is None
    assert await gateway.find(ANNA, posting=7, since=long_ago(), parent=None) is None
    assert await gateway.message(remote) is None


async def test_slack_asks_to_wait(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.faults.fail_next("chat.postMessage", "ratelimited", retry_after=30)
    with pytest.raises(RetryLater) as caught:
        await post(gateway)
    assert caught.value.at is not None
    assert 25 < (caught.value.at - datetime.now(UTC)).total_seconds() <= 30


async def test_slack_cannot_be_reached(session: aiohttp.ClientSession) -> None:
    nowhere = web_client("xoxb-1", session=session, api_url="http://127.0.0.1:9/api/")
    with pytest.raises(RetryLater, match="cannot be reached"):
        await post(SlackGateway(nowhere, clock=system_clock))


@pytest.mark.parametrize(("fault", "status"), [("http", 503), ("drop_after", 0), ("timeout_after", 0)])
async def test_an_edit_that_went_wrong_is_simply_done_again(
    slack: SlackEmulator, gateway: SlackGateway, fault: str, status: int
) -> None:
    remote = await post(gateway)
    slack.faults.fail_next("chat.update", fault, status=status, hang_seconds=3.0)  # type: ignore[arg-type]  # one of them
    with pytest.raises(RetryLater):
        await gateway.edit(remote, TAKEN, posting=7)
    slack.faults.fail_next("chat.delete", "http")
    with pytest.raises(RetryLater):
        await gateway.remove(remote)


async def test_a_server_error_on_a_post_leaves_doubt(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.faults.fail_next("chat.postMessage", "http", status=502)
    with pytest.raises(Uncertain):
        await post(gateway)
    slack.faults.fail_next("chat.postMessage", "error", error="internal_error")
    with pytest.raises(Uncertain):
        await post(gateway)


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive", "missing_scope"])
async def test_a_bad_token_loses_no_card(slack: SlackEmulator, gateway: SlackGateway, code: str) -> None:
    slack.faults.fail_next("chat.postMessage", "error", error=code)
    with pytest.raises(RetryLater, match="klankbord check"):
        await post(gateway)


async def test_a_chat_that_is_closed_to_us_is_gone(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.add_channel("C0OLD", "old", archived=True)
    slack.add_channel("C0OTHER", "other", bot_is_member=False)
    slack.change_user("U0BORIS", deleted=True)
    for chat, reason in (("C0OLD", "archived"), ("C0OTHER", "/invite"), ("C0NONE", "no such"), ("U0BORIS", "person")):
        with pytest.raises(Gone, match=reason):
            await post(gateway, replace(SUPPORT, chat=chat))


async def test_a_message_that_is_gone_is_lost(slack: SlackEmulator, gateway: SlackGateway) -> None:
    remote = await post(gateway)
    await slack.delete_message("U0ANNA", "C0SUPPORT", remote.message)
    with pytest.raises(Lost):
        await gateway.edit(remote, TAKEN, posting=7)


async def test_what_slack_will_never_take_is_refused(slack: SlackEmulator, gateway: SlackGateway) -> None:
    slack.faults.fail_next("chat.postMessage", "error", error="no_text")
    with pytest.raises(Refused):
        await post(gateway)


async def test_refused_blocks_are_sent_as_text_and_their_words_not_logged(
    slack: SlackEmulator, gateway: SlackGateway, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    slack.faults.fail_next("chat.postMessage", "error", error="invalid_blocks")
    remote = await post(gateway)
    [message] = slack.messages("C0SUPPORT")
    assert not message.blocks
    assert "niemand wist ervan" in message.text
    slack.faults.fail_next("chat.update", "error", error="msg_too_long")
    await gateway.edit(remote, COMPLAINT, posting=7)
    assert "posting 7" in caplog.text
    assert "niemand" not in caplog.text
    assert slack.bot_token not in caplog.text


async def test_people_are_introduced(slack: SlackEmulator, gateway: SlackGateway) -> None:
    boris = await gateway.introduce(_person("U0BORIS"))
    assert (boris.name, boris.email, boris.language, boris.external) == (
        "Boris Jansen",
        "boris@devrieswonen.nl",
        "en",
        False,
    )
    guest = await gateway.introduce(_person("U0GUEST"))
    assert guest.external
    assert guest.email is None
    slack.scopes.remove("users:read")
    assert await gateway.introduce(_person("U0ANNA")) == _person("U0ANNA")


async def test_a_notice_that_cannot_stand_in_the_channel_comes_in_private(
    slack: SlackEmulator, gateway: SlackGateway
) -> None:
    await gateway.ephemeral("C0SUPPORT", "U0ANNA", None, Notice(text="Boris has it <since> 14:02"))
    [private] = slack.ephemerals("U0ANNA", "C0SUPPORT")
    assert private.text == "Boris has it &lt;since&gt; 14:02"
    for chat in ("C0NONE", ""):
        await gateway.ephemeral(chat, "U0ANNA", None, Notice(text="hello"))
    assert [message.text for message in slack.messages("U0ANNA")] == ["hello", "hello"]


async def test_messages_have_an_address_and_can_be_reacted_to(slack: SlackEmulator, gateway: SlackGateway) -> None:
    remote = await post(gateway)
    assert (await gateway.permalink(remote)).startswith("https://sandbox.slack.com/archives/C0SUPPORT/p")
    await gateway.react(remote, "eyes")
    await gateway.react(remote, "eyes")
    assert slack.messages("C0SUPPORT")[0].reactions == {"eyes": (slack.bot_user,)}


async def test_the_words_of_a_message_are_read_with_their_thread(slack: SlackEmulator, gateway: SlackGateway) -> None:
    remote = await post(gateway)
    ts = await slack.say("U0BORIS", "C0SUPPORT", "ask <@U0ANNA> & call", thread_ts=remote.message)
    written = await gateway.message(Remote(chat="C0SUPPORT", message=ts))
    assert written is not None
    assert written.words == "ask @Anna Visser & call"
    assert written.by == "U0BORIS"
    assert written.thread == remote
    above = await gateway.message(remote)
    assert above is not None
    assert above.thread is None


async def test_nothing_is_unfurled_and_every_call_goes_out_once(slack: SlackEmulator, gateway: SlackGateway) -> None:
    button = Button(label="Claim", action=ClaimCase(1))
    await gateway.post(
        SUPPORT,
        Card(summary="x", blocks=(Text(text="https://x.nl"), Buttons(buttons=(button,)))),
        posting=1,
        parent=None,
    )
    slack.faults.fail_next("chat.postMessage", "drop_after")
    with pytest.raises(Uncertain):
        await post(gateway)
    calls = [call for call in slack.calls if call.method == "chat.postMessage"]
    assert len(calls) == 2
    assert calls[0].args["unfurl_links"] is False


def _person(user: str) -> Person:
    return Person(account=Account(platform=Platform.SLACK, user_id=user), name=user)
