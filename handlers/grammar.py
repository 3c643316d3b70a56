"""How a command is built, in English and in Dutch: pieces -> what was asked. Pure.

The first word tells what is asked; a team, a period and "by …" stand in any order behind it, or alone.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TypeVar

from bot.actions import is_id
from bot.domain.period import Period, last_days
from bot.domain.question import Dimension, FileFormat, Which
from handlers.asked import (
    AskCases,
    AskComparison,
    Asked,
    AskEnps,
    AskExport,
    AskMe,
    AskScore,
    AskTable,
    Away,
    Back,
    Help,
    LinkMe,
    Privacy,
    ShowCase,
    Understood,
)
from handlers.calendar_words import RANGE
from handlers.periods import Trouble, period_of
from handlers.said_words import said
from handlers.strangers import stranger
from handlers.team_words import NO_TEAM, NoTeam, Teams
from handlers.vocabulary import (
    BETWEEN_TEAMS,
    BY,
    CASES_FILLERS,
    DIMENSIONS,
    EXPORT_FILLERS,
    FORMS,
    PAGE,
    PERSONAL,
    VERBS,
    VERSUS,
    WHICH,
    WITHOUT,
)

_Whose = TypeVar("_Whose")

_DEFAULT_DAYS = 30
_MANY_PIECES = 24
_LAST_PAGE = 9999
_RANGES = re.compile(r"\s*(?:\.{2,}|…|–|—)\s*")
_PUNCTUATION = ",;:!?\"'“”‘’()"
_OWN = frozenset({"my", "our", "mijn", "ons", "onze"})
_LONGEST_FIRST = sorted(DIMENSIONS.items(), key=lambda entry: -len(entry[0]))


@dataclass(frozen=True)
class Unclear:
    """Not understood; `stranger` stands where a team could, and no team is called so."""

    stranger: str | None = None


@dataclass(frozen=True)
class Grammar:
    """What can be said about these teams. `today` is the day for whoever is meant where no team is named; `elsewhere`
    the day for those teams where it is another."""

    today: date
    teams: Teams
    elsewhere: Mapping[str, date] = field(default_factory=dict)

    def understand(self, typed: str) -> Understood | Trouble | Unclear:
        """What was asked. Never fails."""
        first, *rest = typed.lower().split() or [""]
        match VERBS.get(first), rest:
            case "help", _:
                return Help()
            case "privacy", _:
                return Privacy()
            case "link", []:
                return LinkMe()
            case "case", [number] if is_id(number.lstrip("#")):
                return ShowCase(int(number.lstrip("#")))
            case (("case" | "link"), _):
                return Unclear()
            case "away", _:
                return Away(" ".join(rest))
            case "back", []:
                return Back()
            case "back", _:
                return Away(" ".join((first, *rest)))
            case "said", _:
                return said(typed.split(maxsplit=1)[1] if rest else "", self.teams) or Unclear()
            case "me", []:
                return AskMe()
        return self._asked(pieces(typed))

    def _asked(self, said: Sequence[str]) -> Asked | Trouble | Unclear:
        """In numbers, in cases or in a file."""
        if len(said) > _MANY_PIECES:
            return Unclear()
        verb = VERBS.get(said[0]) if said else None
        match verb:
            case "compare":
                return self._comparison(said[1:])
            case "cases":
                return self._cases(said[1:])
            case "enps":
                team = self.teams.whose(said[1:])
                return self._stranger(said[1:]) if isinstance(team, NoTeam) else AskEnps(team=team)
            case "export":
                return self._export(said[1:])
        asked = self._question(said)
        if not isinstance(asked, Unclear):
            return asked
        if VERSUS & set(said):
            return self._comparison(said)
        place = _place(said, lambda piece: VERBS.get(piece) == "cases")  # open cases, mijn zaken
        cases = asked if place is None else self._cases([*said[:place], *said[place + 1 :]])
        return asked if isinstance(cases, Unclear) else cases

    def _question(self, said: Sequence[str]) -> AskScore | AskTable | Trouble | Unclear:
        worst: Trouble | Unclear | None = None
        for by, others in _splits_by(said):
            found = self._over(others, self.teams.whose)
            if not isinstance(found, tuple):
                # By something that there is no such thing as: then no team is missing.
                worst = worst or (Unclear() if BY & set(others) and isinstance(found, Unclear) else found)
                continue
            period, team = found
            if by is None:
                return AskScore(team=team, period=period)
            return AskTable(team=team, period=period, by=by)
        return worst or Unclear()

    def _comparison(self, said: Sequence[str]) -> AskComparison | Trouble | Unclear:
        found = self._over(said, self._two_teams)
        if not isinstance(found, tuple):
            return found
        period, (one, other) = found
        return AskComparison(one=one, other=other, period=period)

    def _two_teams(self, said: Sequence[str]) -> tuple[str | None, str] | NoTeam:
        for place in (*range(1, len(said)), 0):
            one = self.teams.whose(_without_joiners(said[:place]))
            other = self.teams.whose(_without_joiners(said[place:]))
            if isinstance(one, NoTeam) or isinstance(other, NoTeam) or one == other:
                continue
            # "support with my team" is my own beside support.
            return (one, other) if other is not None else (None, one or "")
        return NO_TEAM

    def _cases(self, said: Sequence[str]) -> AskCases | Unclear:
        page = 1
        place = _place(said, PAGE.__contains__)
        if place is not None:
            number = said[place + 1] if place + 1 < len(said) else ""
            if not (is_id(number) and 0 < int(number) <= _LAST_PAGE):
                return Unclear()
            page, said = int(number), [*said[:place], *said[place + 2 :]]
        which = {WHICH[piece] for piece in said if piece in WHICH}
        if which == {Which.MINE, Which.OPEN}:  # what is mine is open
            which = {Which.MINE}
        if len(which) > 1:
            return Unclear()
        others = [piece for piece in said if piece not in WHICH]
        for pieces in (others, [piece for piece in others if piece not in CASES_FILLERS]):
            team = self.teams.whose(pieces)
            if not isinstance(team, NoTeam):
                return AskCases(which=next(iter(which), None), team=team, page=page)
        return self._stranger(others)

    def _export(self, said: Sequence[str]) -> AskExport | Trouble | Unclear:
        forms = {FORMS[piece] for piece in said if piece in FORMS}
        personal = bool(PERSONAL & set(said)) and not WITHOUT & set(said)
        telling = FORMS.keys() | PERSONAL | WITHOUT | EXPORT_FILLERS
        found = self._over([piece for piece in said if piece not in telling], self.teams.whose)
        if len(forms) > 1 or not isinstance(found, tuple):
            return Unclear() if isinstance(found, tuple) else found
        period, team = found
        return AskExport(team=team, period=period, form=next(iter(forms), FileFormat.CSV), personal=personal)

    def _over(
        self, said: Sequence[str], whose: Callable[[Sequence[str]], _Whose | NoTeam]
    ) -> tuple[Period, _Whose] | Trouble | Unclear:
        """The period somewhere in these words, and whose it is by the rest. A team that is called so goes first."""
        trouble: Trouble | None = None
        strange: Sequence[str] | None = None
        for days, others in self._splits(said):
            found = whose(others)
            if isinstance(found, NoTeam):
                strange = others if strange is None or len(strange) == len(said) else strange
                continue
            today = self._today(found)
            period = period_of(days, today) if days else last_days(_DEFAULT_DAYS, today)
            if isinstance(period, Period):
                return period, found
            trouble = trouble or period
        return trouble or self._stranger(strange or ())

    def _splits(self, said: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
        """Without days, then with any there might be, the longest first; each with the other words."""
        yield (), said
        for length in range(len(said), 0, -1):
            for begin in range(len(said) - length + 1):
                days = said[begin : begin + length]
                if period_of(days, self.today) is not None:
                    yield days, [*said[:begin], *said[begin + length :]]

    def _today(self, whose: object) -> date:
        """On the clock of the team that was named; of two, the first."""
        team = whose[0] if isinstance(whose, tuple) else whose
        return self.elsewhere.get(team, self.today) if isinstance(team, str) else self.today

    def _stranger(self, said: Sequence[str]) -> Unclear:
        return Unclear(stranger(said, self.teams.names))


def pieces(typed: str) -> list[str]:
    """The words, in lower case and without punctuation; `..` stands on its own, "my team" is just "team"."""
    spread = _RANGES.sub(f" {RANGE} ", typed.lower())
    stripped = (piece if piece == RANGE else piece.strip(_PUNCTUATION).rstrip(".") for piece in spread.split())
    kept: list[str] = []
    for piece in stripped:
        if piece == "team" and kept and kept[-1] in _OWN:
            kept.pop()
        if piece:
            kept.append(piece)
    return kept


def no_table(said: Sequence[str]) -> str | None:
    """By what somebody wants a table that there is none of: the word behind "by"."""
    first = {words[0] for words in DIMENSIONS}
    behind = (other for piece, other in pairwise(said) if piece in BY)
    return next((word for word in behind if word not in first and any(c.isalpha() for c in word)), None)


def _splits_by(said: Sequence[str]) -> Iterator[tuple[Dimension | None, Sequence[str]]]:
    """With each "by …" there might be, then without."""
    for place, piece in enumerate(said):
        if piece in BY:
            for words, by in _LONGEST_FIRST:
                if tuple(said[place + 1 : place + 1 + len(words)]) == words:
                    yield by, [*said[:place], *said[place + 1 + len(words) :]]
    yield None, said


def _without_joiners(said: Sequence[str]) -> Sequence[str]:
    begin, end = 0, len(said)
    while begin < end and said[begin] in BETWEEN_TEAMS:
        begin += 1
    while begin < end and said[end - 1] in BETWEEN_TEAMS:
        end -= 1
    return said[begin:end]


def _place(said: Sequence[str], wanted: Callable[[str], bool]) -> int | None:
    return next((place for place, piece in enumerate(said) if wanted(piece)), None)
