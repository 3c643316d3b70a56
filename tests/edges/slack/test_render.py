"""Whatever customers write, Slack accepts it, and nobody is mentioned who should not be."""

import json
from collections.abc import Iterator
from typing import Any

from hypothesis import example, given

from bot.actions import ClaimCase
from bot.cards.model import Button, Buttons, Card, Divider, Form, Heading, Mention, Notice, Quote, Small, Table, Text
from bot.platforms.slack.origin import Origin
from bot.platforms.slack.render import card_message, notice_message, without_blocks
from bot.platforms.slack.text import units
from bot.platforms.slack.views import form_view, notice_view
from sandbox.slack.blockkit import check_message_blocks, check_view
from tests.edges.slack.cards import CLAIM, COMPLAINT, REPORT, any_card, any_form, anything

ORIGIN = Origin(chat="C0SUPPORT", message="1.2", thread=None)


def strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from strings(one)
        case list():
            for one in value:
                yield from strings(one)


def mentions_nobody(blocks: Any) -> bool:
    return not any("<!" in text or "<@" in text or "<#" in text for text in strings(blocks))


@given(any_card)
@example(Card(summary="", blocks=()))
@example(Card(summary="x", blocks=(*(Divider(), Text(text="line")) * 60, Buttons(buttons=(CLAIM,)))))
def test_any_card_is_accepted(card: Card) -> None:
    message = card_message(card)
    assert check_message_blocks(message.blocks) == []
    assert mentions_nobody(message.blocks)
    assert message.text
    assert "<" not in message.text
    assert sum(units(text) for text in strings(message.blocks)) < 40_000
    json.dumps(message.blocks).encode()


@given(any_card)
def test_a_card_that_was_refused_can_be_sent_as_mere_text(card: Card) -> None:
    message = without_blocks(card)
    assert message.blocks == []
    assert 0 < len(message.text) <= 4000
    assert "<" not in message.text


@given(any_form)
def test_any_form_is_accepted(form: Form) -> None:
    view = form_view(form, ORIGIN)
    assert check_view(view, ("modal",)) == []
    assert mentions_nobody(view)
    assert Origin.found(view["private_metadata"]) == ORIGIN


@given(anything)
def test_any_notice_is_accepted(text: str) -> None:
    notice = Notice(text=text, buttons=(CLAIM,))
    assert check_message_blocks(notice_message(notice).blocks) == []
    assert check_view(notice_view(notice, title=text, close=text, origin=ORIGIN), ("modal",)) == []


def test_what_happened_what_to_do_and_by_when_come_first() -> None:
    first, *_ = card_message(COMPLAINT).blocks
    assert first["type"] == "rich_text"
    heading, deadline = first["elements"][0]["elements"]
    assert heading == {"type": "text", "text": "😠 Detractor: 3 of 10", "style": {"bold": True}}
    assert deadline == {"type": "text", "text": "\nCall back by 17:30"}
    assert first["elements"][1]["type"] == "rich_text_quote"
    assert [block["type"] for block in card_message(COMPLAINT).blocks] == ["rich_text", "context", "actions"]


def test_a_button_carries_its_action_and_asks_before_it_acts() -> None:
    sure = Button(label="Release", action=ClaimCase(42), danger=True, confirm="Are you sure?")
    [row] = card_message(Card(summary="x", blocks=(Buttons(buttons=(CLAIM, sure)),))).blocks
    claim, again = row["elements"]
    assert (claim["action_id"], claim["value"], claim["style"]) == ("c1:42", "c1:42", "primary")
    assert (again["action_id"], again["value"], again["style"]) == ("c1:42#2", "c1:42", "danger")
    assert again["confirm"]["text"]["text"] == "Are you sure?"


def test_anna_is_mentioned_and_her_customer_mentions_nobody() -> None:
    mention = Mention(name="Anna", accounts={"slack": "U0ANNA"}, text="M. <!channel> waits")
    stranger = Mention(name="Boris", accounts={"telegram": "1002"}, text="look")
    called, other = card_message(Card(summary="x", blocks=(mention, stranger))).blocks
    assert called["text"] == {"type": "mrkdwn", "text": "<@U0ANNA> M. &lt;!channel&gt; waits", "verbatim": True}
    assert other["elements"][0]["elements"] == [{"type": "text", "text": "Boris look"}]


def test_a_long_quote_is_clipped_between_whole_characters() -> None:
    family = "👩‍👩‍👧‍👦"
    [block] = card_message(Card(summary="x", blocks=(Quote(text=family * 100, limit=30),))).blocks
    assert block["elements"][0]["elements"][0]["text"] == family * 2 + "…"


def test_ten_thousand_characters_can_be_shown_whole() -> None:
    words = "wachten " * 1250
    blocks = card_message(Card(summary="x", blocks=(Quote(text=words, limit=10_000),))).blocks
    assert check_message_blocks(blocks) == []
    assert "".join(strings([b["elements"] for b in blocks])).count("wachten") == 1250


def test_buttons_stay_when_a_card_has_too_many_blocks() -> None:
    parts = (*[part for _ in range(40) for part in (Divider(), Small(text="line"))], Buttons(buttons=(CLAIM,)))
    blocks = card_message(Card(summary="x", blocks=parts)).blocks
    assert len(blocks) == 50
    assert blocks[-1]["type"] == "actions"
    assert blocks[-2]["elements"][0]["text"] == "…"


def test_every_table_has_its_headings_though_slack_takes_one() -> None:
    """NPS and CSAT by touchpoint: a bare "100% · 40" under the NPS would be read as one."""
    nps = Table(headings=("Touchpoint", "NPS", "Answers"), rows=(("Delivery", "+50", "60"),))
    csat = Table(headings=("Touchpoint", "Satisfied", "Answers"), rows=(("Delivery", "100%", "40"), ("Shop", "", "3")))

    made = card_message(Card(summary="x", blocks=(nps, csat))).blocks

    assert [block["type"] for block in made] == ["table", "rich_text"]
    [lines] = made[1]["elements"]
    assert "".join(part["text"] for part in lines["elements"]).split("\n") == [
        "Touchpoint · Satisfied · Answers",
        "Delivery: 100% · 40",
        "Shop: 3",
    ]
    assert lines["elements"][0]["style"] == {"bold": True}
    assert check_message_blocks(made) == []


def test_fields_of_a_form_are_found_by_their_key() -> None:
    view = form_view(REPORT, ORIGIN)
    quote, cause, done, because = view["blocks"]
    assert quote["type"] == "rich_text"
    assert [block["block_id"] for block in (cause, done, because)] == ["cause", "done", "because"]
    assert cause["element"]["type"] == "radio_buttons"
    assert [block["optional"] for block in (cause, done, because)] == [False, False, True]
    assert [block["element"].get("multiline") for block in (done, because)] == [True, False]
    assert view["callback_id"] == "v1:42"


def test_a_heading_of_nothing_leaves_no_empty_block() -> None:
    assert card_message(Card(summary="x", blocks=(Heading(text=""), Text(text="\n")))).blocks == []
