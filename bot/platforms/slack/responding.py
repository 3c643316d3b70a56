"""Private answers through the address that came with a press or a command."""

import json
import logging

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient
from slack_sdk.webhook.webhook_response import WebhookResponse

from bot.cards.model import Notice
from bot.errors import Refused, RetryLater
from bot.platforms.slack import plainer
from bot.platforms.slack.client import SDK_LOG

_log = logging.getLogger(__name__)


async def respond(client: AsyncWebClient, url: str, notice: Notice, *, in_place: bool) -> None:
    """Give the answer, `in_place` of the private message that was pressed or below it. One whose chart is refused
    goes once more without the chart. Raises RetryLater and Refused, and what the SDK raises.
    """
    webhook = AsyncWebhookClient(url, session=client.session, retry_handlers=[], logger=SDK_LOG)
    *richer, plainest = plainer.private(notice)
    for shown in (*richer, plainest):
        answer = await webhook.send(
            text=shown.text, blocks=shown.blocks, response_type="ephemeral", replace_original=in_place
        )
        if answer.status_code == 429:
            raise RetryLater("Slack asks to wait")
        if _taken(answer):
            return
        if shown is not plainest:
            _log.warning("Slack refused a chart (%s); the answer goes without", answer.status_code)
    raise Refused(f"the response address did not take the answer ({answer.status_code})")


def _taken(answer: WebhookResponse) -> bool:
    """Slack says no by the status, or, now and then, in words only."""
    if answer.status_code != 200:
        return False
    try:
        said = json.loads(answer.body)
    except ValueError:
        return True
    return not isinstance(said, dict) or said.get("ok") is not False
