"""Ids as Slack makes them, from a seed, so that a run can be repeated."""

import random

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Ids:
    """Draws ids; two with the same seed draw the same ones."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)

    def draw(self, prefix: str, length: int = 9) -> str:
        """An id such as `V0K3M2P1Q4`: the prefix, then capitals and digits."""
        return prefix + "".join(self._random.choices(_ALPHABET, k=length))

    def short(self) -> str:
        """Five characters, as Slack gives a block that came without a block_id."""
        return "".join(self._random.choices(_ALPHABET + _ALPHABET.lower(), k=5))

    def digits(self, length: int) -> str:
        """So many decimal digits, the first not a zero."""
        return str(self._random.randrange(10 ** (length - 1), 10**length))

    def hexadecimal(self, length: int = 32) -> str:
        """So many hexadecimal digits."""
        return f"{self._random.getrandbits(length * 4):0{length}x}"

    def uuid(self) -> str:
        """A name in the shape of a UUID, as Socket Mode's envelopes carry."""
        digits = self.hexadecimal(32)
        return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
