"""The loop once through: a card, a press, a form, an edit, with the real SDK and bolt on Socket Mode."""

from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from sandbox.slack import SlackEmulator
from tests.sandbox.slack.conftest import ANNA, BORIS, SUPPORT, Bot

CARD: list[dict[str, Any]] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*3 van 10*: drie keer teruggebeld"}},
    {
        "type": "actions",
        "block_id": "case",
        "elements": [
            {
                "type": "button",
                "action_id": "claim",
                "text": {"type": "plain_text", "text": "Pak op"},
                "value": "c1:42",
            },
            {"type": "button", "action_id": "report", "text": {"type": "plain_text", "text": "Meld terug"}},
        ],
    },
]

FORM: dict[str, Any] = {
    "type": "modal",
    "callback_id": "resolve",
    "private_metadata": "42",
    "title": {"type": "plain_text", "text": "Terugmelden"},
    "submit": {"type": "plain_text", "text": "Klaar"},
    "blocks": [
        {
            "type": "input",
            "block_id": "done",
            "label": {"type": "plain_text", "text": "Wat is er gedaan?"},
            "element": {"type": "plain_text_input", "action_id": "words", "multiline": True},
        },
        {
            "type": "input",
            "block_id": "told",
            "label": {"type": "plain_text", "text": "Klant verteld"},
            "element": {
                "type": "static_select",
                "action_id": "how",
                "options": [
                    {"text": {"type": "plain_text", "text": "Gebeld"}, "value": "phoned"},
                    {"text": {"type": "plain_text", "text": "Gemaild"}, "value": "mailed"},
                ],
            },
        },
    ],
}

LOADING: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Terugmelden"},
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Even geduld"}}],
}


async def test_anna_claims_and_reports(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> None:
    @bot.app.action("claim")
    async def claim(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.chat_update(
            channel=body["channel"]["id"], ts=body["message"]["ts"], text="Anna heeft het", blocks=CARD[:1]
        )
        await client.chat_postEphemeral(channel=body["channel"]["id"], user=body["user"]["id"], text="Van jou!")
        await ack()

    posted = await client.chat_postMessage(
        channel=SUPPORT,
        text="Nieuw",
        blocks=CARD,
        metadata={"event_type": "posting", "event_payload": {"id": 7}},
    )
    ts = posted["ts"]
    answer = await slack.press(ANNA, SUPPORT, ts, "claim")
    assert answer.payload is None

    (card,) = slack.messages(SUPPORT)
    assert card.text == "Anna heeft het"
    assert card.edited
    assert card.metadata == {"event_type": "posting", "event_payload": {"id": 7}}
    assert [block["type"] for block in card.blocks] == ["section"]
    assert [m.text for m in slack.ephemerals(ANNA, SUPPORT)] == ["Van jou!"]
    assert slack.ephemerals(BORIS, SUPPORT) == []


async def test_a_form_opens_loading_then_updates_and_shows_errors(
    slack: SlackEmulator, client: AsyncWebClient, bot: Bot
) -> None:
    submitted: list[dict[str, Any]] = []

    @bot.app.action("report")
    async def report(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        opened = await client.views_open(trigger_id=body["trigger_id"], view=LOADING)
        await ack()
        await client.views_update(view_id=opened["view"]["id"], hash=opened["view"]["hash"], view=FORM)

    @bot.app.view("resolve")
    async def resolve(ack: Any, view: dict[str, Any]) -> None:
        submitted.append(view)
        words = view["state"]["values"]["done"]["words"]["value"]
        if words == "niets":
            await ack(response_action="errors", errors={"done": "Wat dan wel?"})
        else:
            await ack()

    posted = await client.chat_postMessage(channel=SUPPORT, text="Nieuw", blocks=CARD)
    await slack.press(ANNA, SUPPORT, posted["ts"], "Meld terug")
    form = await slack.wait_for(lambda: [v for v in slack.views(ANNA) if v.callback_id == "resolve"])
    view_id = form[0].id
    assert slack.views(BORIS) == []

    empty = await slack.submit(ANNA, view_id, {"done": {"words": "gebeld"}})
    assert empty.outcome == "errors"
    assert list(empty.errors) == ["told"]
    assert submitted == []

    wrong = await slack.submit(ANNA, view_id, {"done": {"words": "niets"}, "told": {"how": "phoned"}})
    assert wrong.errors == {"done": "Wat dan wel?"}

    right = await slack.submit(ANNA, view_id, {"done": {"words": "Teruggebeld, opgelost"}})
    assert right.closed
    assert slack.views(ANNA) == []
    how = submitted[-1]["state"]["values"]["told"]["how"]
    assert how["selected_option"]["value"] == "phoned"
    assert submitted[-1]["private_metadata"] == "42"


async def test_people_are_found_by_address_and_written_to_in_private(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    found = await client.users_lookupByEmail(email="anna@devrieswonen.nl")
    assert found["user"]["id"] == ANNA
    opened = await client.conversations_open(users=ANNA)
    posted = await client.chat_postMessage(channel=opened["channel"]["id"], text="Voor jou alleen")
    assert posted["channel"] == slack.direct_channel(ANNA).id
    assert [m.text for m in slack.messages(ANNA)] == ["Voor jou alleen"]
    assert slack.messages(opened["channel"]["id"], viewer=BORIS) == []
    shown = await client.users_info(user=BORIS, include_locale=True)
    assert shown["user"]["locale"] == "en-GB"
    channel = await client.conversations_info(channel=SUPPORT)
    assert channel["channel"]["is_member"] is True
    await client.chat_delete(channel=posted["channel"], ts=posted["ts"])
    assert slack.messages(ANNA) == []
