"""Block Kit's limits, each shown by one payload that Slack refuses."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.models import blocks as kit
from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack import SlackEmulator
from sandbox.slack.blockkit import check_message_blocks, check_view
from tests.sandbox.slack.conftest import SUPPORT


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> dict[str, Any]:
    return {"type": "mrkdwn", "text": text}


def section(text: str = "woorden", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": mrkdwn(text)} | more


def button(text: str = "Pak op", **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": "claim", "text": plain(text)} | more


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def option(text: str = "prijs", value: str = "price") -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def select(**more: Any) -> dict[str, Any]:
    return {"type": "static_select", "action_id": "cause", "options": [option()]} | more


def question(**element: Any) -> dict[str, Any]:
    return {
        "type": "input",
        "label": plain("Wat is er gedaan?"),
        "element": {"type": "plain_text_input", "action_id": "words"} | element,
    }


ACCEPTED = [
    section("x" * 3000),
    {"type": "section", "fields": [mrkdwn("x" * 2000)] * 10},
    section(accessory=button(style="danger", confirm={k: plain(k) for k in ("title", "text", "confirm", "deny")})),
    {"type": "header", "text": plain("x" * 150)},
    {"type": "divider"},
    {"type": "context", "elements": [mrkdwn("klein"), plain("ook")]},
    actions(*(button(action_id=f"a{n}", value="v" * 2000) for n in range(25))),
    actions(select(option_groups=[{"label": plain("groep"), "options": [option()]}], options=None)),
    question(initial_value="", max_length=3000),
    {"type": "image", "image_url": "https://example.nl/a.png", "alt_text": "grafiek"},
    {"type": "markdown", "text": "**vet**"},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "NPS"}, {"type": "raw_text", "text": "12"}]]},
    {
        "type": "data_visualization",
        "title": "NPS",
        "chart": {
            "type": "line",
            "series": [{"name": "NPS", "data": [{"label": "ma", "value": -12}]}],
            "axis_config": {"categories": ["ma"]},
        },
    },
]

REFUSED = [
    (section("x" * 3001), "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    (section(""), "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ({"type": "section"}, "missing required field: text [json-pointer:/blocks/0]"),
    (
        {"type": "section", "fields": [mrkdwn("x")] * 11},
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (section(colour="red"), "invalid additional property: colour [json-pointer:/blocks/0]"),
    (section(accessory=question()["element"]), "unsupported type: plain_text_input"),
    ({"type": "header", "text": mrkdwn("x")}, "must be one of [plain_text] [json-pointer:/blocks/0/text/type]"),
    ({"type": "header", "text": plain("x" * 151)}, "must be less than 151 characters"),
    ({"type": "fanfare"}, "unsupported type: fanfare [json-pointer:/blocks/0/type]"),
    ({"text": plain("x")}, "missing required field: type [json-pointer:/blocks/0]"),
    ({"type": "alert", "text": plain("x")}, "unsupported type: alert"),
    (section(block_id="b" * 256), "must be less than 256 characters [json-pointer:/blocks/0/block_id]"),
    ({"type": "context", "elements": []}, "no fewer than 1 items allowed"),
    ({"type": "context", "elements": [mrkdwn("x")] * 11}, "no more than 10 items allowed"),
    (actions(*(button(action_id=f"a{n}") for n in range(26))), "no more than 25 items allowed"),
    (actions(button(), button()), '`action_id` "claim" already exists [json-pointer:/blocks/0/elements/1/action_id]'),
    (actions(button("x" * 76)), "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
    (actions({"type": "button", "action_id": "claim"}), "missing required field: text"),
    (actions(button() | {"text": mrkdwn("x")}), "must be one of [plain_text]"),
    (actions(button(style="blue")), "must be one of [primary, danger]"),
    (actions(button(value="v" * 2001)), "must be less than 2001 characters"),
    (actions(button(action_id="a" * 256)), "must be less than 256 characters"),
    (actions(button(confirm={"title": plain("x")})), "missing required field: deny"),
    (actions(question()["element"]), "unsupported type: plain_text_input"),
    (actions(select(options=[])), "no fewer than 1 items allowed"),
    (actions(select(options=[option(value=str(n)) for n in range(101)])), "no more than 100 items allowed"),
    (actions(select(options=[option("x" * 76)])), "must be less than 76 characters"),
    (actions(select(options=[option(value="v" * 151)])), "must be less than 151 characters"),
    (actions(select(placeholder=plain("x" * 151))), "must be less than 151 characters"),
    (actions(select(initial_option=option("anders", "other"))), "must be one of the provided options"),
    (actions({"type": "overflow", "action_id": "o", "options": [option()] * 6}), "no more than 5 items allowed"),
    (actions({"type": "checkboxes", "action_id": "o", "options": [option()] * 11}), "no more than 10 items allowed"),
    (actions({"type": "datepicker", "action_id": "d", "initial_date": "20-11-2026"}), "YYYY-MM-DD"),
    (question(max_length=3001), "must be an integer between 1 and 3000"),
    (question() | {"label": plain("x" * 2001)}, "must be less than 2001 characters"),
    ({"type": "input", "label": plain("x")}, "missing required field: element"),
    ({"type": "image", "image_url": "https://example.nl/a.png"}, "missing required field: alt_text"),
    ({"type": "markdown", "text": "x" * 12_001}, "must be less than 12001 characters"),
    ({"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * 21]}, "must be an array of 1 to 20 cells"),
    ("divider", "must provide an object [json-pointer:/blocks/0]"),
]


@pytest.mark.parametrize("block", ACCEPTED, ids=lambda block: str(block["type"]))
def test_slack_accepts(block: dict[str, Any]) -> None:
    shown = {key: value for key, value in block.items() if value is not None}
    for element in shown.get("elements", []):
        if isinstance(element, dict) and element.get("options", 1) is None:
            del element["options"]
    assert check_message_blocks([shown]) == []


@pytest.mark.parametrize(("block", "words"), REFUSED, ids=[words[:60] for _, words in REFUSED])
def test_slack_refuses(block: Any, words: str) -> None:
    assert any(words in complaint for complaint in check_message_blocks([block]))


def test_a_message_has_fifty_blocks_with_names_of_their_own() -> None:
    assert check_message_blocks([{"type": "divider"}] * 50) == []
    assert check_message_blocks([{"type": "divider"}] * 51) == ["no more than 50 items allowed [json-pointer:/blocks]"]
    twice = check_message_blocks([section(block_id="case"), section(block_id="case")])
    assert twice == ['`block_id` "case" already exists [json-pointer:/blocks/1/block_id]']
    long = check_message_blocks([{"type": "markdown", "text": "x" * 7000}] * 2)
    assert "12000 characters in total" in long[0]


def test_views() -> None:
    modal = {"type": "modal", "title": plain("Terugmelden"), "submit": plain("Klaar"), "blocks": [question()]}
    assert check_view(modal, ("modal",)) == []
    assert check_view(modal | {"blocks": [{"type": "divider"}] * 100}, ("modal",)) == []
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"title": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/title/text]"),
        ({"title": mrkdwn("x")}, "must be one of [plain_text]"),
        ({"title": None}, "missing required field: title"),
        ({"submit": None}, "missing required field: submit"),
        ({"close": plain("x" * 25)}, "must be less than 25 characters"),
        ({"callback_id": "x" * 256}, "must be less than 256 characters"),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters"),
        ({"blocks": [{"type": "divider"}] * 101}, "no more than 100 items allowed [json-pointer:/view/blocks]"),
        ({"blocks": [{"type": "markdown", "text": "x"}]}, "unsupported type: markdown"),
        ({"type": "home"}, "must be one of [modal]"),
    ]
    for change, words in wrong:
        assert any(words in complaint for complaint in check_view(modal | change, ("modal",))), words
    home = {"type": "home", "blocks": [section()]}
    assert check_view(home, ("home",)) == []
    assert check_view(home | {"title": plain("x")}, ("home",)) == [
        "invalid additional property: title [json-pointer:/view]"
    ]


async def test_the_typed_blocks_of_the_sdk_pass(slack: SlackEmulator, client: AsyncWebClient) -> None:
    blocks = [
        kit.HeaderBlock(text="Nieuwe klacht"),
        kit.SectionBlock(text=kit.MarkdownTextObject(text="*3 van 10* & meer"), block_id="words"),
        kit.ContextBlock(elements=[kit.MarkdownTextObject(text="winkel Utrecht")]),
        kit.ActionsBlock(
            elements=[
                kit.ButtonElement(text="Pak op", action_id="claim", value="c1:42", style="primary"),
                kit.OverflowMenuElement(
                    action_id="more",
                    options=[kit.Option(value="note", text="Notitie"), kit.Option(value="x", text="Y")],
                ),
            ]
        ),
    ]
    await client.chat_postMessage(channel=SUPPORT, text="Nieuwe klacht", blocks=blocks)
    assert slack.messages(SUPPORT)[0].blocks[1]["text"]["text"] == "*3 van 10* & meer"


async def test_a_refusal_says_what_and_where(client: AsyncWebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=SUPPORT, text="x", blocks=[section("x" * 3001)])
    answer = caught.value.response
    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == ["must be less than 3001 characters [json-pointer:/blocks/0/text/text]"]
    assert answer["response_metadata"]["messages"] == [f"[ERROR] {answer['errors'][0]}"]
