"""Public holidays by country, from the holidays library."""

from functools import cache

from holidays import country_holidays

from bot.domain.hours import IsHoliday


def is_known_country(country: str) -> bool:
    """Whether there is a calendar for this country (NL) or region of a country (DE-BY)."""
    try:
        is_holiday_in(country)
    except NotImplementedError:
        return False
    return True


@cache
def is_holiday_in(country: str | None) -> IsHoliday:
    """Tells a country's public holidays; without a country there are none. Raises NotImplementedError if unknown.

    The same country gives the same function, so two organisations that are set up alike are equal.
    """
    if country is None:
        return lambda _: False
    name, _, region = country.partition("-")
    calendar = country_holidays(name, subdiv=region or None)
    return lambda day: day in calendar
