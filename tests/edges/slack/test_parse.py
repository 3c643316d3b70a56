"""Payloads that Slack sends, and what they mean to us."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.actions import ClaimCase, ResolveCase
from bot.domain.destination import Remote
from bot.interaction import Mentioned, OpenedHome, Pressed, Reacted, Submitted, Typed
from bot.platforms.slack import parse
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.parse import Home
from bot.platforms.slack.words import readable

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
HOME = Home(team="T0HOME", enterprise=None, bot_user="U0BOT")


def press(**changes: Any) -> dict[str, Any]:
    return {
        "type": "block_actions",
        "user": {"id": "U0ANNA", "name": "anna", "team_id": "T0HOME"},
        "container": {"type": "message", "message_ts": "10.5", "channel_id": "C0SUPPORT", "is_ephemeral": False},
        "trigger_id": "1.2.abc",
        "message": {"ts": "10.5", "thread_ts": "10.5"},
        "actions": [{"action_id": "c1:42", "value": "c1:42", "type": "button", "action_ts": "11.0"}],
    } | changes


def event(**fields: Any) -> dict[str, Any]:
    return {"type": "event_callback", "event_id": "Ev1", "event": {"user": "U0ANNA", "channel": "C1"} | fields}


def test_a_press_on_a_card() -> None:
    got = parse.press(press(), home=HOME, now=NOW)
    assert got.what == Pressed(ClaimCase(42))
    assert got.delivery == "slack:1.2.abc"
    assert got.chat.chat == "C0SUPPORT"
    assert got.message == Remote(chat="C0SUPPORT", message="10.5")
    assert got.thread is None
    assert not got.person.external


def test_a_press_in_a_thread() -> None:
    body = press(container={"message_ts": "12.0", "channel_id": "C0SUPPORT", "thread_ts": "10.5"})
    assert parse.press(body, home=HOME, now=NOW).thread == Remote(chat="C0SUPPORT", message="10.5")


def test_a_button_of_long_ago() -> None:
    old = press(actions=[{"action_id": "zz9:1", "value": "zz9:1"}])
    assert parse.press(old, home=HOME, now=NOW).what == Pressed(None)


def test_a_press_inside_a_form_belongs_where_the_form_came_from() -> None:
    view = {"id": "V1", "type": "modal", "private_metadata": Origin(chat="C9", message="1.0", thread="0.5").hidden()}
    got = parse.press(press(container={"type": "view"}, view=view), home=HOME, now=NOW)
    assert got.chat.chat == "C9"
    assert got.thread == Remote(chat="C9", message="0.5")


def test_a_press_on_a_home_belongs_to_no_conversation() -> None:
    view = {"id": "V1", "type": "home", "private_metadata": ""}
    got = parse.press(press(container={"type": "view"}, message=None, view=view), home=HOME, now=NOW)
    assert (got.at_home, got.chat.chat, got.message) == (True, "", None)
    assert not parse.press(press(), home=HOME, now=NOW).at_home


def test_a_form_from_a_home_leads_back_there() -> None:
    view = {"id": "V1", "callback_id": "n1:42", "private_metadata": Origin(chat="").hidden(), "state": {"values": {}}}
    body = {"type": "view_submission", "user": press()["user"], "view": view}
    assert parse.submission(body, home=HOME, now=NOW).at_home
    view["private_metadata"] = Origin(chat="C9").hidden()
    assert not parse.submission(body, home=HOME, now=NOW).at_home


def test_only_the_home_tab_is_a_home() -> None:
    opened = parse.event(event(type="app_home_opened", tab="home"), home=HOME, now=NOW)
    assert opened is not None
    assert (opened.what, opened.at_home) == (OpenedHome(), True)
    assert parse.event(event(type="app_home_opened", tab="messages"), home=HOME, now=NOW) is None


def test_someone_from_another_company_is_external() -> None:
    assert parse.press(press(user={"id": "U9", "team_id": "T0OTHER"}), home=HOME, now=NOW).person.external


def test_a_colleague_from_another_workspace_of_the_organisation_is_not() -> None:
    grid = Home(team="T0HOME", enterprise="E1", bot_user="U0BOT")
    assert not parse.press(press(user={"id": "U9", "team_id": "T0OTHER"}), home=grid, now=NOW).person.external


def submission(values: dict[str, Any], metadata: str = "", callback: str = "v1:42") -> dict[str, Any]:
    view = {
        "id": "V1",
        "hash": "h1",
        "callback_id": callback,
        "private_metadata": metadata,
        "state": {"values": values},
    }
    return {"user": {"id": "U0ANNA", "team_id": "T0HOME"}, "view": view}


def test_a_form_gives_its_values_by_field() -> None:
    values = {
        "cause": {"entered": {"type": "radio_buttons", "selected_option": {"value": "price &amp; quality"}}},
        "done": {"entered": {"type": "plain_text_input", "value": "Called < 5 minutes"}},
        "because": {"entered": {"type": "plain_text_input", "value": None}},
    }
    got = parse.submission(submission(values, Origin(chat="C1").hidden()), home=HOME, now=NOW)
    assert got.what == Submitted(ResolveCase(42), {"cause": "price & quality", "done": "Called < 5 minutes"})
    assert got.chat.chat == "C1"


def test_a_corrected_form_is_a_new_delivery_and_a_repeated_one_is_not() -> None:
    first, again, corrected = (
        parse.submission(submission({"done": {"entered": {"value": words}}}), home=HOME, now=NOW).delivery
        for words in ("x", "x", "called")
    )
    assert first == again != corrected


def test_a_form_of_long_ago() -> None:
    assert parse.submission(submission({}, callback="zz:1"), home=HOME, now=NOW).what == Pressed(None)


@pytest.mark.parametrize("metadata", ["", "[]", "{}", "7", "null"])
def test_metadata_that_is_not_ours(metadata: str) -> None:
    assert Origin.found(metadata) == Origin(chat="")


def test_a_command() -> None:
    body = {"user_id": "U0ANNA", "team_id": "T0HOME", "channel_id": "C1", "trigger_id": "t", "text": "case 42 &amp; x"}
    got = parse.command(body, home=HOME, now=NOW)
    assert got.what == Typed("case 42 & x")
    assert got.delivery == "slack:t"


def test_a_mention_under_a_card_is_a_note_and_elsewhere_a_command() -> None:
    under = event(type="app_mention", text="<@U0BOT> klant belt &amp; mailt", ts="12.0", thread_ts="10.5")
    note = parse.event(under, home=HOME, now=NOW)
    assert note is not None
    assert note.what == Mentioned("klant belt & mailt")
    assert note.message == note.thread == Remote(chat="C1", message="10.5")
    above = parse.event(event(type="app_mention", text="hey <@U0BOT>: help", ts="12.0"), home=HOME, now=NOW)
    assert above is not None
    assert above.what == Typed("hey  help")
    assert above.thread is None


def test_words_in_private_are_a_command_and_chatter_in_channels_is_not_ours() -> None:
    private = parse.event(event(type="message", channel_type="im", text="link", ts="1.0"), home=HOME, now=NOW)
    assert private is not None
    assert private.what == Typed("link")
    for chatter in (
        event(type="message", channel_type="channel", text="lunch?", ts="1.0"),
        event(type="message", channel_type="im", subtype="message_changed", ts="1.0"),
        event(type="message", channel_type="im", bot_id="B1", text="I am a bot", ts="1.0"),
        event(type="message", channel_type="im", user="U0BOT", text="me", ts="1.0"),
        event(type="member_joined_channel"),
    ):
        assert parse.event(chatter, home=HOME, now=NOW) is None


def test_a_reaction_counts_whatever_its_skin_tone() -> None:
    spot = {"type": "message", "channel": "C1", "ts": "10.5"}
    got = parse.event(event(type="reaction_removed", reaction="eyes::skin-tone-3", item=spot), home=HOME, now=NOW)
    assert got is not None
    assert got.what == Reacted("eyes", False)
    assert got.message == Remote(chat="C1", message="10.5")
    file = event(type="reaction_added", reaction="eyes", item={"type": "file"})
    assert parse.event(file, home=HOME, now=NOW) is None


def test_a_guest_of_a_shared_channel_is_external() -> None:
    body = event(type="app_mention", text="<@U0BOT> hi", ts="1.0", user_team="T0OTHER", team="T0OTHER")
    got = parse.event(body, home=HOME, now=NOW)
    assert got is not None
    assert got.person.external


def test_links_and_mentions_are_made_readable() -> None:
    said = "ask <@U0BORIS> in <#C1|support> or <!here>, <mailto:a@b.nl|a@b.nl>, <https://x.nl|site> &lt;3"
    assert readable(said, {"U0BORIS": "Boris"}) == "ask @Boris in #support or @here, a@b.nl, site (https://x.nl) <3"
