"""Receiving file bytes, and showing files again."""

from aiohttp import web

from sandbox.slack.errors import ApiError
from sandbox.slack.stage import Stage

_SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""What a browser may show by itself; anything else is only ever fetched."""


class Uploads:
    """Serves `/files/upload/<key>` and `/files/<id>/<name>`."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def receive(self, request: web.Request) -> web.Response:
        """Take a file's bytes: as the raw body, or as the first file of a form."""
        if request.content_type == "multipart/form-data":
            fields = (await request.post()).values()
            content = next((one.file.read() for one in fields if isinstance(one, web.FileField)), b"")
        else:
            content = await request.read()
        try:
            file = self._stage.files.receive(request.match_info["key"], content)
        except ApiError as error:
            return web.Response(status=400, text=error.code)
        return web.Response(text=f"OK - {file.length}")

    async def show(self, request: web.Request) -> web.Response:
        """A file's bytes."""
        file = self._stage.files.by_id.get(request.match_info["file_id"])
        if file is None or file.content is None:
            raise web.HTTPNotFound
        return web.Response(
            body=file.content,
            content_type=file.mimetype if file.mimetype in _SHOWN else "application/octet-stream",
            headers={"X-Content-Type-Options": "nosniff"},
        )
