"""What keeps a pulse's answers from the people who gave them: tokens, keyed hashes and seals.

The key comes from the configuration and never stands in the database. So a copy of the database tells neither what was
answered nor which answer belongs to which token, not even together with the tokens that lie hidden in the chats.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

_ROUND, _CHANCE, _PROOF = 5, 16, 7
_NONCE, _CHECK = 16, 8


def key_from(secrets: Iterable[str]) -> bytes:
    """A key from what only the configuration holds. Other secrets make another key."""
    return hmac.digest(b"klankbord pulse", "\0".join(sorted(secrets)).encode(), hashlib.sha256)


@dataclass(frozen=True, kw_only=True)
class Secrecy:
    """All that needs the key. `fresh` gives so many bytes that nobody can foresee."""

    key: bytes = field(repr=False)
    fresh: Callable[[int], bytes] = field(repr=False)

    def new_token(self, round_id: int) -> str:
        """A token for one person in one round: 128 bits of chance, and a proof that it is ours, in 38 characters."""
        body = round_id.to_bytes(_ROUND, "big") + self.fresh(_CHANCE)
        return base64.urlsafe_b64encode(body + self._proof(body)).rstrip(b"=").decode()

    def round_of(self, token: str) -> int | None:
        """The round that a token was made for; None for a token that we never made, or made under another key."""
        try:
            whole = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        body, proof = whole[:-_PROOF], whole[-_PROOF:]
        if len(body) != _ROUND + _CHANCE or not hmac.compare_digest(proof, self._proof(body)):
            return None
        return int.from_bytes(body[:_ROUND], "big")

    def hash_of(self, token: str, part: str) -> str:
        """The name under which a part of what a token's owner says is kept. Nothing shows that two belong together."""
        return self._digest("answer", token, part).hex()

    def hash_of_member(self, round_id: int, member_id: int) -> str:
        """The name under which a known person's guess is kept: one for each member and round."""
        return self._digest("member", str(round_id), str(member_id)).hex()

    def order(self, *parts: str) -> bytes:
        """Sorts things in an order that only the key explains."""
        return self._digest("order", *parts)

    def seal(self, plain: bytes, *, place: str) -> bytes:
        """The bytes so that only the key opens them, and only at the same place. Sealed twice, they look different."""
        nonce = self.fresh(_NONCE)
        hidden = self._hide(plain, nonce)
        return nonce + hidden + self._check(nonce + hidden, place)

    def open(self, sealed: bytes, *, place: str) -> bytes | None:
        """What was sealed; None when it was sealed under another key or elsewhere."""
        body, check = sealed[:-_CHECK], sealed[-_CHECK:]
        if len(body) < _NONCE or not hmac.compare_digest(check, self._check(body, place)):
            return None
        return self._hide(body[_NONCE:], body[:_NONCE])

    def _proof(self, body: bytes) -> bytes:
        return self._digest("token", body.hex())[:_PROOF]

    def _check(self, body: bytes, place: str) -> bytes:
        return self._digest("seal", place, body.hex())[:_CHECK]

    def _hide(self, words: bytes, nonce: bytes) -> bytes:
        stream = hashlib.shake_256(self._digest("stream", nonce.hex())).digest(len(words))
        return bytes(a ^ b for a, b in zip(words, stream, strict=True))

    def _digest(self, *parts: str) -> bytes:
        return hmac.digest(self.key, "\0".join(parts).encode(), hashlib.sha256)
