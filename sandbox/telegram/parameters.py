"""What the bot sent: query string, form, multipart or JSON, all the same to Telegram."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from sandbox.telegram.errors import bad_request

LARGEST_UPLOAD = 50 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file in a multipart request."""

    name: str
    mime_type: str
    content: bytes = field(repr=False)


class Parameters:
    """The fields of one request, by name; everything is text, as on Telegram's side."""

    def __init__(self, texts: Mapping[str, str], uploads: Mapping[str, Upload]) -> None:
        self.texts = texts
        self.uploads = uploads

    def __contains__(self, name: str) -> bool:
        return bool(self.texts.get(name))

    def text(self, name: str) -> str:
        """The field, or an empty text."""
        return self.texts.get(name, "").replace("\x00", "")

    def integer(self, name: str) -> int | None:
        """The field as a whole number; None when missing or no number."""
        try:
            return int(self.texts[name])
        except (KeyError, ValueError):
            return None

    def flag(self, name: str) -> bool:
        return self.texts.get(name, "").strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> object:
        """The field read as JSON; None when missing. Raises ApiError "can't parse <what> JSON object"."""
        if name not in self:
            return None
        try:
            return json.loads(self.texts[name])
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)


async def read_parameters(request: web.Request) -> Parameters:
    """Raises ApiError when the body is not what its content type says."""
    texts: dict[str, str] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("object expected")
        texts |= {key: _as_text(value) for key, value in body.items() if value is not None}
    else:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                uploads[name] = Upload(name=value.filename, mime_type=value.content_type, content=value.file.read())
            else:
                texts[name] = str(value)
    return Parameters(texts, uploads)
