"""Every answer to whoever asks for a file."""

from datetime import date

from bot.cards import export_notices as notices
from bot.cards.examples.cast import Example
from bot.domain.organisation import PersonalFor
from bot.domain.period import Period

_TEAM = "Klantenservice"
_NOVEMBER = Period(first=date(2026, 11, 1), last=date(2026, 11, 20))

EXAMPLES = (
    Example(
        "notice-export",
        lambda s: notices.made("klankbord.csv", b"...", 1234, _TEAM, _NOVEMBER, s, personal=False),
    ),
    Example(
        "notice-export-personal",
        lambda s: notices.made("klankbord.xlsx", b"...", 1, _TEAM, _NOVEMBER, s, personal=True),
    ),
    Example("notice-export-making", lambda s: notices.making(100_000, s)),
    Example("notice-export-empty", lambda s: notices.empty(_TEAM, _NOVEMBER, s)),
    Example("notice-export-only-leads", lambda s: notices.only_leads(_TEAM, s)),
    Example("notice-export-personal-nobody", lambda s: notices.not_personal(PersonalFor.NOBODY, s)),
    Example("notice-export-personal-admins", lambda s: notices.not_personal(PersonalFor.ADMINS, s)),
    Example("notice-export-personal-leads", lambda s: notices.not_personal(PersonalFor.LEADS, s)),
    Example("notice-export-too-many-rows", lambda s: notices.too_many_rows(2_000_000, s)),
    Example("notice-export-too-large", notices.too_large),
    Example("notice-export-failed", notices.failed),
)
