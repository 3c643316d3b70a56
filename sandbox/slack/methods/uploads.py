"""files.getUploadURLExternal and files.completeUploadExternal."""

from sandbox.slack.arguments import Arguments
from sandbox.slack.errors import ApiError
from sandbox.slack.methods.method import TIER_4, Method
from sandbox.slack.stage import Stage
from sandbox.slack.values import BOT_USER, Json, SlackMessage


def get_upload_url(stage: Stage, args: Arguments) -> Json:
    """An address to which the file's bytes may be posted."""
    name = args.text("filename", needed="invalid_arguments")
    length = args.number("length", default=0)
    if length <= 0:
        raise ApiError("invalid_arguments")
    alt_text = args.text("alt_txt")
    if len(alt_text) > 1000:
        raise ApiError("alt_txt_too_large")
    file = stage.files.announce(name, length, alt_text)
    return {"upload_url": f"{stage.url()}/files/upload/{file.key}", "file_id": file.id}


def complete_upload(stage: Stage, args: Arguments) -> Json:
    """Make uploaded files final and share them: one message per channel holds them all."""
    given = args.structure("files", wrong="invalid_arguments")
    if not isinstance(given, list) or not given:
        raise ApiError("invalid_arguments")
    named = args.text("channel_id") or args.text("channels")
    channels = [stage.channel(one.strip(), member=True) for one in named.split(",") if one.strip()]
    if any(channel.archived for channel in channels):
        raise ApiError("posting_to_channel_denied")
    files = [stage.files.complete(str(one.get("id", "")), str(one.get("title") or "")) for one in given]
    for channel in channels:
        for file in files:
            file.channels.append(channel.id)
        message = stage.workspace.post(
            SlackMessage(
                channel=channel.id,
                ts=stage.workspace.next_ts(),
                user=BOT_USER,
                text=args.text("initial_comment"),
                thread_ts=args.text("thread_ts") or None,
                files=tuple(file.id for file in files),
            )
        )
        stage.events.message(message)
    return {"files": [stage.files.json(file, stage.url()) for file in files]}


UPLOADS: dict[str, Method] = {
    "files.getUploadURLExternal": Method(run=get_upload_url, per_minute=TIER_4, scopes=("files:write",)),
    "files.completeUploadExternal": Method(run=complete_upload, per_minute=TIER_4, scopes=("files:write",)),
}
