"""Which team is meant: by its key or its name, whatever the case and the accents. Pure."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

FILLERS = frozenset(
    {"team", "teams", "of", "for", "in", "at", "about", "my", "our", "the", "nps", "score"}
    | {"van", "voor", "over", "bij", "mijn", "ons", "onze", "de", "het"}
)
"""Said around a team and a period without meaning anything by themselves; alone, they mean the asker's own team."""


class NoTeam:
    """No team is called so."""


NO_TEAM = NoTeam()


@dataclass(frozen=True)
class Teams:
    """The teams that can be named: key -> name."""

    names: Mapping[str, str]

    @cached_property
    def _by_sound(self) -> Mapping[str, str]:
        sounds: dict[str, str] = {}
        for spell in (lambda key: key, lambda key: self.names[key]):
            for key in self.names:
                sounds.setdefault(folded(spell(key)), key)
        return sounds

    def whose(self, said: Sequence[str]) -> str | NoTeam | None:
        """The key of the team that these words name, with whatever fillers; None where they name none: one's own."""
        for pieces in (said, [piece for piece in said if piece not in FILLERS]):
            if not pieces:
                return None
            found = self.named(pieces)
            if found is not None:
                return found
        return NO_TEAM

    def named(self, said: Sequence[str]) -> str | None:
        """The key of the team that these words, all of them, are the key or the name of."""
        match said:
            case [word] | ["team", word] if word.removeprefix("@") in self.names:
                return word.removeprefix("@")
        return self._by_sound.get(folded(" ".join(said).removeprefix("@")))


def folded(text: str) -> str:
    """As it sounds: without case, accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain))
