"""Who may send feedback: whoever knows the source's secret, by showing it or by signing with it."""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime

TOLERANCE_SECONDS = 300
_PREFIX = "whsec_"


def shows(headers: Mapping[str, str], secret: str) -> bool:
    """Whether `Authorization: Bearer <secret>` is there and right. Takes the same time for every wrong secret."""
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    shown = token.strip().encode("utf-8", "surrogateescape")
    return bool(secret) and scheme.lower() == "bearer" and hmac.compare_digest(shown, secret.encode())


def could_be_signed(headers: Mapping[str, str], now: datetime) -> bool:
    """Whether the Standard Webhooks headers are there and of these minutes, so that the body is worth reading."""
    sent = headers.get("webhook-timestamp", "")
    if not (headers.get("webhook-id") and headers.get("webhook-signature")):
        return False
    if not (sent.isascii() and sent.isdigit() and len(sent) <= 12):
        return False
    return abs(now.timestamp() - int(sent)) <= TOLERANCE_SECONDS


def is_signed(headers: Mapping[str, str], raw: bytes, secret: str, now: datetime) -> bool:
    """Whether any of the signatures is ours: HMAC-SHA256 over "<id>.<timestamp>." and the raw body, by the Standard
    Webhooks specification. A message that is sent again within the minutes passes again: taking feedback in twice
    changes nothing."""
    if not secret or not could_be_signed(headers, now):
        return False
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode("utf-8", "surrogateescape") + raw
    rights = [base64.b64encode(hmac.digest(key, signed, hashlib.sha256)) for key in _keys(secret)]
    matched = False
    for signature in headers["webhook-signature"].split():
        version, _, value = signature.partition(",")
        for right in rights:
            same = hmac.compare_digest(value.encode("utf-8", "surrogateescape"), right)
            matched |= same and version == "v1"
    return matched


def _keys(secret: str) -> list[bytes]:
    """The keys that a secret may stand for. With the prefix it is Base64, as the specification says; without it, some
    libraries still take it for Base64 and others take its bytes, so either will do."""
    if secret.startswith(_PREFIX):
        return [_decoded(secret.removeprefix(_PREFIX)) or secret.encode()]
    decoded = _decoded(secret)
    # A short decoded key would be a weaker secret than the operator chose.
    return [secret.encode(), decoded] if decoded and len(decoded) >= 24 else [secret.encode()]


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None
