"""The description of the HTTP interface, made from the models that read it (OpenAPI 3.1)."""

from typing import Any

from pydantic.json_schema import models_json_schema

from bot.services.intake import Status
from handlers.body import Piece
from handlers.invitation_body import Invitations
from handlers.invited import LARGEST
from handlers.webhooks import LARGEST_BATCH, LARGEST_PIECE, MOST_PIECES

_RECEIPT = {
    "type": "object",
    "required": ["feedback", "case", "status"],
    "properties": {
        "feedback": {"type": ["integer", "null"], "description": "Our number for the piece; none if it was erased"},
        "case": {"type": ["integer", "null"], "description": "The case on it, if it asks for work"},
        "status": {
            "enum": [status.value for status in Status],
            "description": "erased: this id was erased on a customer's request, so nothing of it was kept",
        },
    },
}
_NOTED = {
    "type": "object",
    "required": ["status"],
    "properties": {"status": {"enum": [status.value for status in Status if status is not Status.ERASED]}},
}
_WRONG = {
    "type": "object",
    "required": ["field", "problem", "hint"],
    "properties": {
        "field": {"type": "string", "description": "A dotted path; empty means the whole body"},
        "problem": {"type": "string", "description": "What is wrong, in plain English"},
        "hint": {"type": "string", "description": "What to send instead"},
    },
}
_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Wrong"}},
    },
}
_INVALID = {
    "type": "object",
    "required": ["status", "errors"],
    "properties": {
        "status": {"const": "invalid"},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/Wrong"}},
    },
}


def description(version: str) -> dict[str, Any]:
    """The whole document, as a JSON value."""
    _, models = models_json_schema(
        [(Piece, "validation"), (Invitations, "validation")], ref_template="#/components/schemas/{model}"
    )
    schemas = {
        **models["$defs"],
        "Receipt": _RECEIPT,
        "Noted": _NOTED,
        "Wrong": _WRONG,
        "Problem": _PROBLEM,
        "Invalid": _INVALID,
    }
    batch = {"type": "array", "maxItems": MOST_PIECES, "items": _ref("Piece")}
    answers = {"type": "array", "items": {"anyOf": [_ref("Receipt"), _ref("Invalid")]}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Klankbord",
            "version": version,
            "description": "Send in what customers said. The same id with the same content is a duplicate; with other "
            "content it is an update. What is missing in an update never blanks what is known.",
        },
        "paths": {
            "/feedback/{source}": {"post": _taking_in("One piece of feedback", _ref("Piece"), _ref("Receipt"))},
            "/feedback/{source}/batch": {
                "post": _taking_in(
                    f"Up to {MOST_PIECES} pieces, answered one by one", batch, answers, limit=LARGEST_BATCH
                )
            },
            "/feedback/{source}/invited": {
                "post": _taking_in(
                    "How many customers were asked on a day, so that it can be said how many answered. The same id "
                    "again replaces it",
                    _ref("Invitations"),
                    _ref("Noted"),
                    limit=LARGEST,
                    wrong="Not valid: every wrong field is named, and nothing is kept",
                )
            },
            "/healthz": {"get": _telling("Whether the process is alive", "text/plain")},
            "/readyz": {
                "get": _telling(
                    "Whether the database and the platforms can be reached", "application/json", not_now=True
                )
            },
            "/metrics": {"get": _telling("Figures for Prometheus", "text/plain")},
            "/openapi.json": {"get": _telling("This description", "application/json")},
        },
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "bearer": {"type": "http", "scheme": "bearer", "description": "The source's secret"},
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "webhook-signature",
                    "description": "Standard Webhooks: with webhook-id and webhook-timestamp; v1,<Base64 of the "
                    "HMAC-SHA256 over id.timestamp.body>; five minutes' tolerance",
                },
            },
        },
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _taking_in(
    summary: str,
    body: dict[str, Any],
    answer: dict[str, Any],
    *,
    limit: int = LARGEST_PIECE,
    wrong: str = "Not valid: every wrong field is named, and the body is kept aside",
) -> dict[str, Any]:
    refusals = {
        "401": "The secret or the signature is not right",
        "404": "No such source",
        "413": f"Larger than {limit // 1024} KiB; nothing of it was kept",
        "415": "Not JSON in UTF-8",
        "422": wrong,
        "503": "Not now: send the same again after Retry-After",
    }
    return {
        "summary": summary,
        "security": [{"bearer": []}, {"signature": []}],
        "parameters": [
            {"name": "source", "in": "path", "required": True, "schema": {"type": "string"}},
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": body}}},
        "responses": {
            "202": {"description": "Taken in, after the commit", "content": {"application/json": {"schema": answer}}},
            **{
                status: {"description": why, "content": {"application/problem+json": {"schema": _ref("Problem")}}}
                for status, why in refusals.items()
            },
        },
    }


def _telling(summary: str, kind: str, *, not_now: bool = False) -> dict[str, Any]:
    answers: dict[str, Any] = {"200": {"description": "As asked", "content": {kind: {}}}}
    if not_now:
        answers["503"] = {"description": "Not ready, with reasons", "content": {kind: {}}}
    return {"summary": summary, "responses": answers}
