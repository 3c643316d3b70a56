"""A call's arguments, however they came: query, form or JSON body."""

import json
from typing import Any

from aiohttp import web

from sandbox.slack.errors import ApiError
from sandbox.slack.values import Json


class Arguments:
    """What a Web API call was given; every getter refuses what it cannot read, as Slack does."""

    def __init__(self, given: Json) -> None:
        self.given = given

    def has(self, name: str) -> bool:
        """Whether it was given at all (an explicit null counts as not given)."""
        return self.given.get(name) is not None

    def text(self, name: str, *, needed: str | None = None) -> str:
        """A string, else `""`; when `needed` is set and the string is empty, that error."""
        value = self.given.get(name)
        text = "" if value is None else value if isinstance(value, str) else json.dumps(value)
        if needed is not None and not text:
            raise ApiError(needed)
        return text

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A boolean in any of the spellings that Slack takes."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        return value is True or str(value).lower() in {"1", "true"}

    def number(self, name: str, *, default: int) -> int:
        """A whole number."""
        value = self.given.get(name)
        if value is None or value == "":
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise ApiError(
                "invalid_arguments",
                response_metadata={"messages": [f"[ERROR] must be an integer [json-pointer:/{name}]"]},
            ) from None

    def structure(self, name: str, *, wrong: str) -> Any:
        """A list or an object, as such or as a JSON string; `wrong` is the error for broken JSON."""
        value = self.given.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(wrong) from None


async def read_arguments(request: web.Request) -> Json:
    """Everything the request carries, the body winning over the query.

    Raises ApiError(`invalid_json`) for a JSON body that is not an object, and
    ApiError(`invalid_form_data`) for another kind of body."""
    given: Json = dict(request.query)
    if request.method == "GET" or not request.can_read_body:
        return given
    kind = request.content_type
    if kind == "application/json":
        try:
            body = json.loads(await request.text())
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        given.update(body)
    elif kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        given.update({name: value for name, value in (await request.post()).items() if isinstance(value, str)})
    return given
