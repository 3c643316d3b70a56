"""Files on their way into Slack: announced, uploaded, then completed."""

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.cards.model import Attachment
from bot.errors import Refused
from bot.platforms.slack.text import mrkdwn, one_line, plain

_ALT, _NAME, _COMMENT = 1000, 200, 3900


async def upload(client: AsyncWebClient, file: Attachment, *, chat: str | None = None, words: str = "") -> str:
    """The id of the uploaded file. With a `chat` it appears there, below these words; without, only messages that
    hold it show it. Raises what the SDK raises, and Refused when the bytes were not taken.
    """
    name = plain(one_line(file.name), _NAME) or "file"
    announced = await client.files_getUploadURLExternal(
        filename=name, length=len(file.content), alt_txt=plain(one_line(file.alt), _ALT) or None
    )
    await _put(client, str(announced["upload_url"]), file.content)
    completed = str(announced["file_id"])
    await client.files_completeUploadExternal(
        files=[{"id": completed, "title": name}],
        channel_id=chat,
        initial_comment=mrkdwn(words.strip(), _COMMENT) or None if chat is not None else None,
    )
    return completed


async def _put(client: AsyncWebClient, url: str, content: bytes) -> None:
    session = client.session
    if session is None:
        raise Refused("the file has no way to Slack")
    async with session.post(url, data=content, headers={"Content-Type": "application/octet-stream"}) as answer:
        await answer.read()
        if answer.status != 200:
            raise aiohttp.ClientError(f"the upload was answered by {answer.status}")
