"""Sentences in the reader's language, and dates and numbers as they are written there. A leaf: gettext and Babel.

English is written in the code; `locales/<language>/LC_MESSAGES/klankbord.po` holds every other language.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_currency, format_decimal

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = ("nl", "en")
DEFAULT_LANGUAGE = "en"


@cache
def _translations(language: str) -> NullTranslations:
    path = LOCALES / language / "LC_MESSAGES" / "klankbord.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def own_name(language: str) -> str:
    """A language as its own speakers write it, to begin a label with: Nederlands, English."""
    name = Locale(language).get_language_name(language) or language
    return name[:1].upper() + name[1:]


# An answer holds dozens of numbers, and most of them small: writing one out anew takes ten times as long.
@lru_cache(maxsize=4096)
def _written(number: int | float | Decimal, locale: str) -> str:
    return format_decimal(number, locale=locale)


# Likewise: a trend alone names thirteen days, and mostly the same ones.
@lru_cache(maxsize=1024)
def _short(day: date, pattern: str, locale: str) -> str:
    return format_date(day, pattern, locale=locale).replace(".", "")


@dataclass(frozen=True)
class Wording:
    """One reader's language and time zone. Unknown languages fall back to English."""

    language: str
    zone: ZoneInfo

    def say(self, sentence: str, /, **values: object) -> str:
        """The sentence in this language, with {names} filled in. Pass a literal, so that it can be extracted."""
        return _translations(self.language).gettext(sentence).format(**values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The sentence that fits the number `n`, which fills {n}."""
        translated = _translations(self.language).ngettext(one, many, n)
        return translated.format(n=self.number(n), **values)

    @property
    def locale(self) -> str:
        """The Babel locale of this language."""
        return self.language if self.language in LANGUAGES else DEFAULT_LANGUAGE

    def time(self, moment: datetime) -> str:
        """14:02 on the reader's clock."""
        return format_time(moment, "HH:mm", tzinfo=self.zone, locale=self.locale)

    def day(self, day: date) -> str:
        """Saturday 21 November."""
        pattern = "EEEE d MMMM"
        return format_date(day, pattern, locale=self.locale)

    def short_day(self, moment: datetime, *, now: datetime) -> str:
        """3 Oct, or 3 Oct 2025 when it was not this year: the date on the reader's calendar."""
        local = moment.astimezone(self.zone)
        pattern = "d MMM" if local.year == now.astimezone(self.zone).year else "d MMM y"
        return _short(local.date(), pattern, self.locale)

    def short_date(self, day: date, *, today: date) -> str:
        """3 Oct, or 3 Oct 2025 when it is not this year."""
        pattern = "d MMM" if day.year == today.year else "d MMM y"
        return _short(day, pattern, self.locale)

    def month(self, day: date) -> str:
        """October 2026: the month that a day is in."""
        return format_date(day, "LLLL y", locale=self.locale)

    def weekday(self, number: int) -> str:
        """Monday for 0, and so on."""
        return format_date(date(2024, 1, 1 + number), "EEEE", locale=self.locale)

    def span(self, duration: timedelta) -> str:
        """35 min, 5 hr, 2 days: about how long."""
        return format_timedelta(duration, threshold=1.5, format="short", locale=self.locale)

    def moment(self, moment: datetime, *, now: datetime) -> str:
        """The time alone for today, else with the shortest day that is clear: "Tue 14:02", "3 Dec 14:02"."""
        local, today = moment.astimezone(self.zone), now.astimezone(self.zone).date()
        distance = (local.date() - today).days
        if distance == 0:
            return self.time(moment)
        pattern = "EEE HH:mm" if abs(distance) < 7 else "d MMM HH:mm"
        if local.year != today.year:
            pattern = "d MMM y HH:mm"
        return format_datetime(moment, pattern, tzinfo=self.zone, locale=self.locale).replace(".", "")

    def weekday_time(self, moment: datetime, *, now: datetime) -> str:
        """The weekday in full and the time, "Tuesday 17:00"; with the date where that is a week away or more."""
        local, today = moment.astimezone(self.zone), now.astimezone(self.zone).date()
        pattern = "EEEE HH:mm" if abs((local.date() - today).days) < 7 else "EEEE d MMMM HH:mm"
        return format_datetime(moment, pattern, tzinfo=self.zone, locale=self.locale)

    def number(self, number: int | float | Decimal) -> str:
        """1.234,5 in Dutch, 1,234.5 in English."""
        return _written(number + 0, self.locale)  # a zero is a zero, also where it was rounded from below

    def money(self, amount: Decimal, currency: str) -> str:
        """€ 1.200 in Dutch, €1,200 in English; no cents."""
        return (
            format_currency(
                amount.quantize(Decimal(1)), currency, locale=self.locale, currency_digits=False, format=None
            )
            .removesuffix(",00")
            .removesuffix(".00")
        )
