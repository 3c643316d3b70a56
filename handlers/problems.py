"""Answers for what went wrong, as problem+json (RFC 9457)."""

import json
from collections.abc import Mapping, Sequence

from aiohttp import web

from bot.domain.quarantine import Wrong
from bot.errors import Busy, Conflict, Unavailable

RETRY_AFTER_SECONDS = 5


def problem(
    status: int,
    title: str,
    detail: str,
    *,
    wrong: Sequence[Wrong] = (),
    headers: Mapping[str, str] | None = None,
) -> web.Response:
    """An answer that says what is wrong and what to do."""
    body: dict[str, object] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if wrong:
        body["errors"] = errors(wrong)
    return web.Response(
        status=status, body=json.dumps(body).encode(), content_type="application/problem+json", headers=headers
    )


def errors(wrong: Sequence[Wrong]) -> list[dict[str, str]]:
    """The complaints as senders see them."""
    return [{"field": one.field, "problem": one.problem, "hint": one.hint} for one in wrong]


def not_authorised() -> web.Response:
    """401: who sends this is not known to us."""
    return problem(
        401,
        "Not authorised",
        "Send Authorization: Bearer <the source's secret>, or sign the raw body by Standard Webhooks within the last "
        "five minutes",
        headers={"WWW-Authenticate": 'Bearer realm="feedback"'},
    )


def unknown_source() -> web.Response:
    """404: nobody configured this source."""
    return problem(404, "Unknown source", "No source with this key is configured")


def too_large(limit: int) -> web.Response:
    """413: nothing of it was read or kept."""
    return problem(
        413, "Too large", f"A body may have {limit // 1024} KiB at most. Nothing of it was kept; send less at a time"
    )


def not_json(content_type: str) -> web.Response:
    """415: another media type or charset than we read."""
    return problem(
        415, "Unsupported media type", f"Send application/json in UTF-8, not {content_type[:100] or 'nothing said'}"
    )


def invalid(wrong: Sequence[Wrong], *, kept: int) -> web.Response:
    """422: every wrong field; the body is kept aside under the number `kept`."""
    return problem(
        422,
        "Not valid",
        f"Nothing was taken in. The body is kept aside (quarantine {kept}): mend it at the source and send it again",
        wrong=wrong,
    )


def not_taken(wrong: Sequence[Wrong]) -> web.Response:
    """422: every wrong field, of a body that holds nobody's words and is not kept."""
    return problem(422, "Not valid", "Nothing was taken in: mend it at the source and send it again", wrong=wrong)


def try_later(detail: str) -> web.Response:
    """503: not now; nothing is lost when the same is sent again."""
    return problem(
        503, "Not now", f"{detail}; send the same again later", headers={"Retry-After": str(RETRY_AFTER_SECONDS)}
    )


def why_not_now(error: Busy | Unavailable | Conflict) -> str:
    """Why the same will do later."""
    match error:
        case Busy():
            return "More feedback waits than can be taken in, or the service is stopping"
        case Conflict():
            return "The same feedback is being written by another process"
        case Unavailable():
            return "The database cannot be written now"
