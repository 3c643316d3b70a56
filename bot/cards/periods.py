"""A stretch of days as people call it."""

from bot.cards.scene import Scene
from bot.domain.period import Period, Unit


def period_name(period: Period, scene: Scene) -> str:
    """30 days, 22 Oct to 20 Nov; October 2026; Q3 2026; the week of 16 Nov; 2026; Friday 20 November."""
    wording, first, last = scene.wording, period.first, period.last
    today = scene.now.astimezone(wording.zone).date()
    begins, ends = wording.short_date(first, today=today), wording.short_date(last, today=today)
    match period.unit:
        case Unit.MONTH:
            return wording.month(first)
        case Unit.QUARTER:
            return wording.say("Q{number} {year}", number=(first.month + 2) // 3, year=first.year)
        case Unit.YEAR:
            return str(first.year)
        case Unit.WEEK:
            return wording.say("Week of {day}", day=begins)
        case Unit.DAYS if period.days == 1:
            return begins if first.year != today.year else wording.day(first)
        case Unit.DAYS:
            return wording.count(
                "{n} day, {first} to {last}", "{n} days, {first} to {last}", period.days, first=begins, last=ends
            )
