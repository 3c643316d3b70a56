"""How a question is spelled so that /nps understands it: the same in every language, and on every later day.

    @support 2026-11..2026-11-20 by channel

Buttons carry these words. A team stands behind an @, by its key; days stand as dates, never as "last month". Pure.
"""

from datetime import date

from bot.domain.period import Period, Unit, whole
from bot.domain.question import Dimension, FileFormat, Which


def period_words(period: Period) -> str:
    """2026, 2026-Q3, 2026-11 or 2026-W47 where it is a whole one, or its beginning (2026-11..2026-11-20); else days.

    A day is 2026-11-20; more days are counted back from the last, itself included: 90d..2026-11-20.
    """
    if period.unit is not Unit.DAYS:
        all_of_it = whole(period.unit, period.first)
        if period.first == all_of_it.first and period.last <= all_of_it.last:
            name = _name(period.unit, period.first)
            return name if period.last == all_of_it.last else f"{name}..{period.last.isoformat()}"
    last = period.last.isoformat()
    return last if period.days == 1 else f"{period.days}d..{last}"


def score_words(team: str | None, period: Period) -> str:
    """How a team does; None is the asker's own."""
    return _spaced(_team(team), period_words(period))


def table_words(team: str | None, period: Period, by: Dimension) -> str:
    """The same, split."""
    return _spaced(score_words(team, period), "by", by)


def comparison_words(one: str | None, other: str, period: Period) -> str:
    """Two teams side by side; None is the asker's own."""
    return _spaced("compare", _team(one), _team(other), period_words(period))


def cases_words(which: Which | None, team: str | None, page: int = 1) -> str:
    """Cases in order of value at risk, counting pages from 1."""
    return _spaced("cases", which or "", _team(team), f"page {page}" if page > 1 else "")


def said_words(words: str, team: str | None, after: tuple[date, int] | None = None) -> str:
    """Customers' words; `after` is the day and the number of the last one on the page before."""
    quoted = f'"{words}"' if "team" in words.casefold().split() else words
    return _spaced("said", _team(team), "" if after is None else after_words(after), quoted)


def after_words(after: tuple[date, int]) -> str:
    """A day and a number in the fewest letters: .fuxw.5yc1s."""
    day, feedback = after
    return f".{_base36(day.toordinal())}.{_base36(feedback)}"


def enps_words(team: str | None) -> str:
    """What a team's own people say."""
    return _spaced("enps", _team(team))


def export_words(team: str | None, period: Period, form: FileFormat, *, personal: bool) -> str:
    """A file of answers."""
    return _spaced("export", _team(team), period_words(period), form, "personal" if personal else "")


ME = "me"
HELP = "help"


def _team(key: str | None) -> str:
    return "" if key is None else f"@{key}"


def _spaced(*words: str) -> str:
    return " ".join(word for word in words if word)


def _name(unit: Unit, first: date) -> str:
    match unit:
        case Unit.YEAR:
            return f"{first:%Y}"
        case Unit.QUARTER:
            return f"{first:%Y}-Q{(first.month + 2) // 3}"
        case Unit.MONTH:
            return f"{first:%Y-%m}"
        case _:
            return f"{first:%G-W%V}"


def _base36(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    written = ""
    while True:
        number, rest = divmod(number, 36)
        written = digits[rest] + written
        if not number:
            return written
