"""What the app hears when people act, and what it may answer, with the real bolt on Socket Mode."""

from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from sandbox.slack import NotAcknowledged, Refused, SlackEmulator
from tests.sandbox.slack.clock import HandClock
from tests.sandbox.slack.conftest import ANNA, BORIS, SALES, SUPPORT, Bot
from tests.sandbox.slack.test_loop import CARD, FORM, LOADING


async def posted_card(client: AsyncWebClient, channel: str = SUPPORT) -> str:
    ts: str = (await client.chat_postMessage(channel=channel, text="Nieuw", blocks=CARD))["ts"]
    return ts


async def pressed(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> dict[str, Any]:
    """Anna presses a card's button; what was brought to the app."""

    @bot.app.action("claim")
    async def claim(ack: Any) -> None:
        await ack()

    await slack.press(ANNA, SUPPORT, await posted_card(client), "claim")
    return [one.payload for one in slack.deliveries if one.kind == "interactive"][-1]


async def test_a_press_has_slacks_shape(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> None:
    body = await pressed(slack, client, bot)
    assert body["type"] == "block_actions"
    assert body["user"] == {"id": ANNA, "username": "anna.visser", "name": "anna.visser", "team_id": "T0SANDBOX"}
    assert body["team"] == {"id": "T0SANDBOX", "domain": "sandbox"}
    assert body["channel"] == {"id": SUPPORT, "name": "support"}
    assert body["container"]["is_ephemeral"] is False
    assert body["container"]["message_ts"] == body["message"]["ts"]
    assert body["message"]["bot_id"] == "B0BOT"
    assert body["state"] == {"values": {}}
    (action,) = body["actions"]
    assert (action["type"], action["action_id"], action["block_id"]) == ("button", "claim", "case")
    assert action["value"] == "c1:42"
    assert action["action_ts"]


async def test_a_trigger_lives_three_seconds_and_works_once(
    slack: SlackEmulator, client: AsyncWebClient, bot: Bot, clock: HandClock
) -> None:
    trigger = (await pressed(slack, client, bot))["trigger_id"]

    async def refusal(trigger_id: str) -> Any:
        with pytest.raises(SlackApiError) as caught:
            await client.views_open(trigger_id=trigger_id, view=LOADING)
        return caught.value.response["error"]

    assert await refusal("1.2.nonsense") == "invalid_trigger_id"
    with pytest.raises(SlackApiError) as caught:
        await client.views_open(trigger_id=trigger, view={"type": "modal", "blocks": []})
    assert caught.value.response["error"] == "invalid_arguments"
    clock.move(2.9)
    await client.views_open(trigger_id=trigger, view=LOADING)
    assert await refusal(trigger) == "exchanged_trigger_id"
    late = (await pressed(slack, client, bot))["trigger_id"]
    clock.move(3.1)
    assert await refusal(late) == "expired_trigger_id"


async def test_modals_stack_three_deep_and_refuse_stale_updates(
    slack: SlackEmulator, client: AsyncWebClient, bot: Bot
) -> None:
    closed: list[dict[str, Any]] = []
    noisy = LOADING | {
        "callback_id": "stacked",
        "notify_on_close": True,
        "blocks": [{"type": "actions", "elements": [CARD[1]["elements"][0]]}],
    }
    errors: list[str] = []

    async def push(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        try:
            if "view" in body:
                await client.views_push(trigger_id=body["trigger_id"], view=noisy)
            else:
                await client.views_open(trigger_id=body["trigger_id"], view=noisy)
        except SlackApiError as error:
            errors.append(error.response["error"])
        await ack()

    bot.app.action("claim")(push)

    @bot.app.view_closed("stacked")
    async def on_closed(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        closed.append(body)

    await slack.press(ANNA, SUPPORT, await posted_card(client), "claim")
    for _ in range(3):
        await slack.press_in_view(ANNA, slack.views(ANNA)[-1].id, "claim")
    stack = slack.views(ANNA)
    assert len(stack) == 3
    assert errors == ["push_limit_reached"]
    assert stack[1].previous_view_id == stack[0].id
    assert {view.root_view_id for view in stack} == {stack[0].id}

    top = stack[-1]
    await client.views_update(view_id=top.id, hash=top.hash, view=noisy)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_update(view_id=top.id, hash=top.hash, view=noisy)
    with pytest.raises(SlackApiError, match="not_found"):
        await client.views_update(view_id="V0GONE", view=noisy)
    with pytest.raises(Refused):
        await slack.close_view(ANNA, stack[0].id)

    await slack.close_view(ANNA, top.id)
    assert len(slack.views(ANNA)) == 2
    assert closed[0]["is_cleared"] is False
    await slack.close_view(ANNA, slack.views(ANNA)[-1].id, everything=True)
    assert slack.views(ANNA) == []
    assert [body["is_cleared"] for body in closed[1:]] == [True, True]


async def test_a_form_answers_with_more_forms(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> None:
    answers = iter(
        [
            {"response_action": "update", "view": FORM | {"title": {"type": "plain_text", "text": "Nog iets"}}},
            {"response_action": "push", "view": LOADING},
        ]
    )

    @bot.app.action("report")
    async def report(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=FORM)
        await ack()

    @bot.app.view("resolve")
    async def resolve(ack: Any) -> None:
        await ack(**next(answers, {"response_action": "clear"}))

    await slack.press(ANNA, SUPPORT, await posted_card(client), "report")
    view_id = slack.views(ANNA)[0].id
    filled = {"done": {"words": "gebeld"}, "told": {"how": "Gebeld"}}
    assert (await slack.submit(ANNA, view_id, filled)).outcome == "updated"
    assert slack.views(ANNA)[0].title == "Nog iets"
    assert slack.views(ANNA)[0].state["done"]["words"]["value"] == "gebeld"
    assert (await slack.submit(ANNA, view_id)).outcome == "pushed"
    await slack.close_view(ANNA, slack.views(ANNA)[-1].id)
    assert (await slack.submit(ANNA, view_id)).outcome == "cleared"
    with pytest.raises(Refused):
        await slack.submit(ANNA, view_id)


async def test_a_response_url_serves_five_times_within_half_an_hour(
    slack: SlackEmulator, client: AsyncWebClient, bot: Bot, clock: HandClock
) -> None:
    body = await pressed(slack, client, bot)
    webhook = AsyncWebhookClient(body["response_url"])
    assert (await webhook.send(text="alleen voor jou")).body == "ok"
    assert [m.text for m in slack.ephemerals(ANNA, SUPPORT)] == ["alleen voor jou"]
    await webhook.send(text="voor allen", response_type="in_channel")
    await webhook.send(text="bijgewerkt", replace_original=True)
    assert [m.text for m in slack.messages(SUPPORT)] == ["bijgewerkt", "voor allen"]
    await webhook.send(text="", delete_original=True)
    assert [m.text for m in slack.messages(SUPPORT)] == ["voor allen"]
    await webhook.send(text="vijf")
    used = await webhook.send(text="zes")
    assert (used.status_code, "used_url" in used.body) == (404, True)
    late = AsyncWebhookClient((await pressed(slack, client, bot))["response_url"])
    clock.move(30 * 60 + 1)
    assert "expired_url" in (await late.send(text="te laat")).body


async def test_an_ephemeral_button_hides_the_message_from_the_payload(
    slack: SlackEmulator, client: AsyncWebClient, bot: Bot
) -> None:
    seen: list[dict[str, Any]] = []

    @bot.app.action("claim")
    async def undo(ack: Any, body: dict[str, Any], respond: Any) -> None:
        await ack()
        seen.append(body)
        await respond(text="Teruggedraaid", replace_original=True)

    await client.chat_postEphemeral(channel=SUPPORT, user=BORIS, text="Ongedaan?", blocks=CARD[1:])
    await slack.press_ephemeral(BORIS, SUPPORT, "Pak op")
    await slack.wait_for(lambda: slack.ephemerals(BORIS)[0].text == "Teruggedraaid")
    assert seen[0]["container"]["is_ephemeral"] is True
    assert "message" not in seen[0]
    with pytest.raises(Refused):
        await slack.press_ephemeral(ANNA, SUPPORT, "Pak op")


async def test_choosing_in_a_message(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> None:
    seen: list[dict[str, Any]] = []

    @bot.app.action("cause")
    async def cause(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        seen.append(body)

    select = FORM["blocks"][1]["element"] | {"action_id": "cause"}
    blocks = [{"type": "actions", "block_id": "why", "elements": [select]}]
    ts = (await client.chat_postMessage(channel=SUPPORT, text="Waarom?", blocks=blocks))["ts"]
    await slack.select(ANNA, SUPPORT, ts, "cause", "mailed")
    assert seen[0]["actions"][0]["selected_option"]["value"] == "mailed"
    assert seen[0]["state"]["values"]["why"]["cause"]["selected_option"]["text"]["text"] == "Gemaild"
    with pytest.raises(Refused, match="no option 'fax'"):
        await slack.select(ANNA, SUPPORT, ts, "cause", "fax")


async def test_home_is_published_and_used(slack: SlackEmulator, client: AsyncWebClient, bot: Bot) -> None:
    @bot.app.action("claim")
    async def claim(ack: Any, body: dict[str, Any], client: AsyncWebClient) -> None:
        await client.views_publish(
            user_id=body["user"]["id"], hash=body["view"]["hash"], view={"type": "home", "blocks": CARD[:1]}
        )
        await ack()

    await client.views_publish(user_id=ANNA, view={"type": "home", "blocks": CARD})
    home = slack.home(ANNA)
    assert home is not None
    await slack.press_in_view(ANNA, home.id, "claim")
    changed = slack.home(ANNA)
    assert changed is not None
    assert (changed.id, len(changed.blocks)) == (home.id, 1)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await client.views_publish(user_id=ANNA, hash=home.hash, view={"type": "home", "blocks": CARD})
    assert slack.home(BORIS) is None


@pytest.mark.usefixtures("bot")
async def test_what_a_person_cannot_do(slack: SlackEmulator, client: AsyncWebClient) -> None:
    ts = await posted_card(client)
    with pytest.raises(Refused, match="claim"):
        await slack.press(ANNA, SUPPORT, ts, "no such button")
    with pytest.raises(Refused):
        await slack.press(ANNA, SUPPORT, "1.000000", "claim")
    with pytest.raises(NotAcknowledged):
        await slack.press(ANNA, SUPPORT, ts, "claim")
    with pytest.raises(Refused):
        await slack.say(ANNA, SALES, "ik ben geen lid")
