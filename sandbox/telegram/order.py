"""What the control API was asked to do."""

from collections.abc import Mapping

from aiohttp import web


class Order:
    """The JSON object of a request, field by field. A missing or wrong field raises ValueError that names it."""

    def __init__(self, fields: Mapping[str, object]) -> None:
        self._fields = fields

    @classmethod
    async def read(cls, request: web.Request) -> "Order":
        """An empty body is an empty order."""
        body = await request.json() if request.can_read_body else {}
        if not isinstance(body, dict):
            raise ValueError("a JSON object is expected")
        return cls(body)

    def text(self, name: str, default: str | None = None) -> str:
        value = self._fields.get(name, default)
        if not isinstance(value, str):
            raise ValueError(f"{name} must be a text")
        return value

    def number(self, name: str, default: int | None = None) -> int:
        value = self._fields.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | str):
            raise ValueError(f"{name} must be a whole number")
        return int(value)

    def maybe(self, name: str) -> int | None:
        """A number that may be missing."""
        return None if self._fields.get(name) is None else self.number(name)

    def flag(self, name: str) -> bool:
        return self._fields.get(name) is True

    def words(self, name: str) -> list[str]:
        value = self._fields.get(name)
        if not isinstance(value, list):
            raise ValueError(f"{name} must be a list of texts")
        return [str(each) for each in value]

    def numbers(self, name: str) -> dict[str, int]:
        """An object of numbers; empty when it is missing."""
        value = self._fields.get(name, {})
        if not isinstance(value, dict):
            raise ValueError(f"{name} must be an object")
        return {str(key): int(each) for key, each in value.items()}

    def message(self) -> tuple[int, int, int]:
        """Who acts, in which chat, on which message."""
        return self.number("user"), self.number("chat"), self.number("message")
