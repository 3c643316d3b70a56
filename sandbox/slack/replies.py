"""What the app sends to a response URL."""

from aiohttp import web

from sandbox.slack.arguments import Arguments, read_arguments
from sandbox.slack.content import read_content
from sandbox.slack.errors import ApiError
from sandbox.slack.stage import Stage
from sandbox.slack.triggers import ReplyUrl
from sandbox.slack.values import BOT_USER, Json, SlackMessage
from sandbox.slack.wire import ApiCall


class Replies:
    """Serves `/response/<id>`: a new message (private unless `in_channel`), or the original replaced or removed."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def serve(self, request: web.Request) -> web.Response:
        """Answer one use of a response URL: `ok` in plain text, or 404 or 400 with an error."""
        given: Json = {}
        answer: Json = {"ok": True}
        status = 200
        try:
            given = await read_arguments(request)
            fault = self._stage.faults.take("response_url")
            if fault is not None:
                raise ApiError(fault.error)
            self._apply(self._stage.reply_urls.use(request.match_info["key"]), Arguments(given))
        except ApiError as error:
            status = 404 if error.code in {"invalid_url", "expired_url", "used_url"} else 400
            answer = {"ok": False, "error": error.code} | error.extra
        self._stage.wire.called(
            ApiCall(
                number=self._stage.wire.next_number(),
                method="response_url",
                args=given,
                status=status,
                answer=answer,
                at=self._stage.workspace.clock(),
                seconds=0.0,
            )
        )
        return web.Response(text="ok") if status == 200 else web.json_response(answer, status=status)

    def _apply(self, reply: ReplyUrl, args: Arguments) -> None:
        original = self._original(reply)
        if args.flag("delete_original"):
            if original is None:
                raise ApiError("message_not_found")
            self._stage.workspace.remove(original)
            return
        content = read_content(self._stage, args)
        space = self._stage.workspace
        if args.flag("replace_original") and original is not None:
            changed = space.change(
                original,
                text=content.text,
                blocks=content.blocks,
                attachments=content.attachments,
                edited=original.edited if original.ephemeral_for else space.next_ts(),
            )
            if original.ephemeral_for is None:
                self._stage.events.message_changed(original, changed)
            return
        private = args.text("response_type") != "in_channel"
        message = space.post(
            SlackMessage(
                channel=reply.channel,
                ts=space.next_ts(),
                user=BOT_USER,
                text=content.text,
                blocks=content.blocks,
                attachments=content.attachments,
                thread_ts=args.text("thread_ts") or None,
                metadata=content.metadata or None,
                ephemeral_for=reply.user if private else None,
            )
        )
        if not private:
            self._stage.events.message(message)

    def _original(self, reply: ReplyUrl) -> SlackMessage | None:
        if reply.message_ts is None:
            return None
        channel = self._stage.workspace.channels[reply.channel]
        standing = (channel.ephemerals if reply.ephemeral else channel.messages).get(reply.message_ts)
        return None if standing is None or standing.deleted else standing
