"""Collects what is wrong with a payload, in Slack's words and with its JSON pointers."""

from typing import Any

from sandbox.slack.values import Json

TEXT_FIELDS = {
    "plain_text": frozenset({"type", "text", "emoji"}),
    "mrkdwn": frozenset({"type", "text", "verbatim"}),
}
ANY_TEXT_FIELDS = frozenset({"type", "text", "emoji", "verbatim"})


class Inspector:
    """Every complaint found so far, in `messages`; and block_ids already met."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.block_ids: set[str] = set()
        self.focus_taken = False

    def complain(self, path: str, text: str) -> None:
        """Note one thing that is wrong at this place."""
        self.messages.append(f"{text} [json-pointer:{path}]")

    def only(self, owner: Json, path: str, allowed: frozenset[str]) -> None:
        """Complain about fields that Slack does not know here."""
        for key in owner:
            if key not in allowed:
                self.complain(path, f"invalid additional property: {key}")

    def required(self, owner: Json, key: str, path: str) -> bool:
        """Whether the field is there; complained about when not."""
        if owner.get(key) is None:
            self.complain(path, f"missing required field: {key}")
            return False
        return True

    def string(
        self, owner: Json, key: str, path: str, *, most: int, least: int = 1, required: bool = False
    ) -> str | None:
        """A plain string of at most so many characters."""
        value = owner.get(key)
        if value is None:
            if required:
                self.complain(path, f"missing required field: {key}")
            return None
        if not isinstance(value, str):
            self.complain(f"{path}/{key}", "must be a string")
            return None
        self.length(value, f"{path}/{key}", most=most, least=least)
        return value

    def length(self, value: str, path: str, *, most: int, least: int = 1) -> None:
        """A limit on characters."""
        if len(value) > most:
            self.complain(path, f"must be less than {most + 1} characters")
        elif len(value) < least:
            self.complain(path, f"must be more than {least - 1} characters")

    def text(self, owner: Json, key: str, path: str, *, most: int, plain: bool = True, required: bool = True) -> None:
        """A text object; `plain` where Slack takes plain_text only."""
        if owner.get(key) is None:
            if required:
                self.complain(path, f"missing required field: {key}")
            return
        self.text_object(owner[key], f"{path}/{key}", most=most, plain=plain)

    def text_object(self, value: Any, path: str, *, most: int, plain: bool) -> None:
        """The same for a value already taken out."""
        if not isinstance(value, dict):
            self.complain(path, "must provide an object")
            return
        allowed = ["plain_text"] if plain else ["plain_text", "mrkdwn"]
        if value.get("type") not in allowed:
            self.complain(f"{path}/type", f"must be one of [{', '.join(allowed)}]")
        self.only(value, path, TEXT_FIELDS.get(str(value.get("type")), ANY_TEXT_FIELDS))
        if not isinstance(value.get("text"), str):
            self.complain(path, "missing required field: text")
            return
        self.length(value["text"], f"{path}/text", most=most)

    def objects(
        self, owner: Json, key: str, path: str, *, most: int, least: int = 1, required: bool = True
    ) -> list[tuple[str, Json]]:
        """A list of objects within these counts, each with its pointer."""
        value = owner.get(key)
        if value is None:
            if required:
                self.complain(path, f"missing required field: {key}")
            return []
        place = f"{path}/{key}"
        if not isinstance(value, list):
            self.complain(place, "must be an array")
            return []
        if len(value) > most:
            self.complain(place, f"no more than {most} items allowed")
        elif len(value) < least:
            self.complain(place, f"no fewer than {least} items allowed")
        found = []
        for position, one in enumerate(value):
            if isinstance(one, dict):
                found.append((f"{place}/{position}", one))
            else:
                self.complain(f"{place}/{position}", "must provide an object")
        return found

    def one_of(self, owner: Json, key: str, path: str, allowed: tuple[str, ...]) -> None:
        """An optional field with a fixed set of values."""
        value = owner.get(key)
        if value is not None and value not in allowed:
            self.complain(f"{path}/{key}", f"must be one of [{', '.join(allowed)}]")
