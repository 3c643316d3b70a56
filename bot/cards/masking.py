"""Keeping a name out of sight: a team's card never names the employee whom the feedback is about."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from bot.cards.lines import PARTICLES
from bot.cards.scene import Scene
from bot.domain.case_file import CaseFile
from bot.domain.feedback import Feedback
from bot.domain.people import Member

MASK = "●●●"
_WORD = re.compile(r"[\w.+-]+@\w[\w.-]*\w|\w+(?:[-'’]\w+)*")


@dataclass(frozen=True)
class Mask:
    """Replaces every one of these names, whatever its case and accents, also as a possessive ("Evelines").

    `members`: whose deeds are told without their name.
    """

    names: tuple[str, ...] = ()
    members: frozenset[int] = frozenset()

    def hide(self, text: str) -> str:
        """The text with the names made unreadable; a word that merely contains a name stays."""
        if not self.names:
            return text
        composed = unicodedata.normalize("NFC", text)
        folded = _folded(composed)
        # Making an expression costs far more than looking for the words; most texts name nobody.
        possible = {name for name in map(_folded, self.names) if all(word in folded for word in name.split())}
        if not possible:
            return composed
        longest_first = sorted(possible, key=len, reverse=True)
        either = "|".join(r"\s+".join(re.escape(word) for word in name.split()) for name in longest_first)
        pieces: list[str] = []
        end = 0
        for found in re.finditer(rf"(?<!\w)(?:{either})(?=s?(?!\w))", folded):
            pieces += (composed[end : found.start()], MASK)
            end = found.end()
        return "".join((*pieces, composed[end:]))

    def name(self, member_id: int | None, scene: Scene) -> str:
        """How colleagues call this person, unless the name is hidden."""
        return scene.wording.say("A colleague") if member_id in self.members else scene.name(member_id)


SEE_ALL = Mask()


def mask_of(feedback: Feedback, named: int | None, scene: Scene) -> Mask:
    """Hides the employee whom the feedback is about, by our name for them and by the source's."""
    names: set[str] = set()
    for member_id in (named, feedback.employee_id):
        member = scene.member(member_id)
        if member is not None:
            names |= {member.name, *_telling_parts(member.name), member.email}
    if feedback.said.employee:
        names |= {feedback.said.employee, *_telling_parts(feedback.said.employee.partition("@")[0])}
    about = frozenset(member_id for member_id in (named, feedback.employee_id) if member_id is not None)
    return Mask(tuple(sorted(name.strip() for name in names if len(name.strip()) > 1)), about)


def mask_for(reader: Member, file: CaseFile, scene: Scene) -> Mask:
    """What one person must not read in private: nothing for whom it is about, who works or worked on it, and who leads
    the team; for any other colleague what the team's card hides too.
    """
    case = file.case
    worked = case.resolution.by if case.resolution else case.holder
    team = scene.team(case.team)
    leads = team is not None and reader.email in team.leads
    if reader.id in (case.named, file.feedback.employee_id, worked) or leads:
        return SEE_ALL
    return mask_of(file.feedback, case.named, scene)


def hiding_everyone(scene: Scene) -> Callable[[str], str]:
    """Hides the name of anybody who works or worked here, whomever the text is about; particles ("van") and words
    that merely contain a name stay.
    """
    names = frozenset[str]().union(*(_folded_names(one.name, one.email) for one in scene.organisation.members.values()))

    @lru_cache(maxsize=16_384)
    def hide_word(word: str) -> str:
        folded = _folded(word)
        stem = folded.removesuffix("s").rstrip("'’")
        if folded in names:
            return MASK
        return MASK + word[len(stem) :] if stem != folded and stem in names else word

    def hide_within(found: re.Match[str]) -> str:
        whole = hide_word(found[0])
        return re.sub(r"\w+", lambda part: hide_word(part[0]), found[0]) if whole == found[0] else whole

    def hide(text: str) -> str:
        hidden = _WORD.sub(hide_within, unicodedata.normalize("NFC", text))
        return re.sub(rf"{MASK}(?:\s+{MASK})+", MASK, hidden)

    return hide


@lru_cache(maxsize=65_536)
def _folded_names(name: str, email: str) -> frozenset[str]:
    """What one person may be called, as it is compared."""
    return frozenset(_folded(one) for one in (name.strip(), email, *_telling_parts(name)))


def _telling_parts(name: str) -> set[str]:
    """First name and surname, without "van", "de" and the like, which would black out half a sentence."""
    words = [word.strip(".,") for word in name.split()]
    return {word for word in words if len(word) > 1 and word.casefold() not in PARTICLES}


def _folded(text: str) -> str:
    """Lower case without accents, exactly as long as the composed text."""
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text)
    return "".join(unicodedata.normalize("NFD", char)[0].lower()[0] for char in composed)
