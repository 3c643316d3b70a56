"""The ways in which the emulated Slack says no: to the app (ApiError) and to a person (Refused)."""

from typing import Any


class ApiError(Exception):
    """A Web API method answers `{"ok": false, "error": code}`; `extra` is added to that answer."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.extra = extra


def complaints(code: str, messages: list[str]) -> ApiError:
    """An error with Slack's list of what is wrong where, as blocks and views get it."""
    marked = [f"[ERROR] {message}" for message in messages]
    return ApiError(code, errors=messages, response_metadata={"messages": marked})


class Refused(Exception):
    """A person cannot do this here: no such button, not a member, nothing open, an answer missing."""


class NotAcknowledged(Refused):
    """The app did not acknowledge in time, so that the person sees Slack's warning sign."""


class NotConnected(NotAcknowledged):
    """No Socket Mode connection is open and no address for signed requests is set."""
