"""Every private answer."""

from dataclasses import replace
from datetime import timedelta

from bot.cards import access_notices as access
from bot.cards import notices
from bot.cards.examples.cast import ANNA, BORIS, NOW, SUPPORT, Builds, Example
from bot.cards.examples.files import file, held_by, resolved_by
from bot.cards.help import help_, no_such_period, unknown_command
from bot.cards.model import Notice
from bot.cards.scene import Scene
from bot.domain.case import Case, No, WhyNot
from bot.domain.period import Trouble

_HELD = held_by(BORIS.id)
_SNOOZED = held_by(BORIS.id, snoozed_until=NOW + timedelta(minutes=30))
_TRANSPORT = replace(SUPPORT, key="logistics", name="Logistiek & <b>vervoer</b>")
_URL = "https://t.me/KlankbordBot?start=3oV5nE1Jq9"
_UNTIL = NOW + timedelta(minutes=15)


def _as_it_stands(why: WhyNot) -> Case:
    match why:
        case WhyNot.RESOLVED:
            return resolved_by(BORIS.id).case
        case WhyNot.NOT_YET_OPEN:
            return file(head_start_until=NOW + timedelta(minutes=45)).case
        case WhyNot.NOT_HELD | WhyNot.NOT_BY_A_GLANCE | WhyNot.OTHER_TEAM | WhyNot.NOT_RESOLVED:
            return file().case
        case _:
            return _HELD.case


def _claimed(scene: Scene, /) -> Notice:
    return notices.claimed(_HELD.case, _HELD.feedback, scene)


_NOT_THERE = {
    Trouble.NOT_A_DAY: "31-2-2026",
    Trouble.NOT_A_WEEK: "week 54",
    Trouble.NOT_A_MONTH: "11/20/2026",
    Trouble.NOT_A_QUARTER: "2025-Q5",
    Trouble.FUTURE: "2027",
    Trouble.TOO_LONG: "11 jaar",
    Trouble.REVERSED: "2026..2025",
}


def _no_such_period(why: Trouble) -> Builds:
    def build(scene: Scene, /) -> Notice:
        return no_such_period(f"support <{_NOT_THERE[why]}>", why, scene)

    return build


def _refused(why: WhyNot) -> Builds:
    def build(scene: Scene, /) -> Notice:
        return notices.refused(No(why=why, case=_as_it_stands(why)), scene)

    return build


EXAMPLES = (
    Example("notice-claimed", _claimed),
    Example("notice-claimed-by-reaction", lambda s: notices.claimed_by_reaction(_HELD, s)),
    Example("notice-released", notices.released),
    Example("notice-report-asked", lambda s: notices.report_asked(_HELD.case, s)),
    Example("notice-resolved", notices.resolved),
    Example("notice-reopened", lambda s: notices.reopened(file().case, s)),
    Example("notice-noted", notices.noted),
    Example("notice-handed-over", lambda s: notices.handed_over(ANNA, s)),
    Example("notice-handed-over-in-the-open", lambda s: notices.handed_over(replace(BORIS, accounts=()), s)),
    Example("notice-snoozed", lambda s: notices.snoozed(_SNOOZED.case, s)),
    Example("notice-no-time-to-snooze", lambda s: notices.no_time_to_snooze(_HELD.case, s)),
    Example("notice-no-colleagues", notices.no_colleagues),
    Example("notice-shared", lambda s: notices.shared("Klantenservice", s)),
    Example("notice-nothing-to-share", notices.nothing_to_share),
    *(Example(f"notice-refused-{why.value.replace('_', '-')}", _refused(why)) for why in WhyNot),
    Example("notice-unknown-slack", lambda s: access.unknown_person_slack("m.jansen@example.nl", s)),
    Example("notice-unknown-slack-hidden", lambda s: access.unknown_person_slack(None, s)),
    Example("notice-unknown-telegram", access.unknown_person_telegram),
    Example("notice-linked", lambda s: access.linked("Anna", s)),
    Example(
        "notice-linked-carried-out",
        lambda s: access.linked("Anna", s, carried_out=_claimed(s).text),
    ),
    Example("notice-link-here", lambda s: access.link_here(_URL, _UNTIL, s)),
    Example("card-link", lambda s: access.link_card(_URL, _UNTIL, s)),
    Example("notice-link-expired", access.link_expired),
    Example("notice-link-not-needed", access.link_not_needed),
    Example("notice-nothing-to-link", access.nothing_to_link),
    Example("notice-link-elsewhere", access.link_elsewhere),
    Example("notice-external-person", access.external_person),
    Example("notice-old-button", access.old_button),
    Example("notice-gone-case", access.gone_case),
    Example("notice-say-what", access.say_what),
    Example("notice-hello", access.hello),
    Example("notice-help", help_),
    Example("notice-unknown-command", lambda s: unknown_command("vandaag & <b>gisteren</b>", None, s)),
    Example("notice-unknown-command-nearest", lambda s: unknown_command("csae 42", "case 42", s)),
    Example(
        "notice-unknown-team",
        lambda s: unknown_command(
            "suport vorige mand", "support vorige maand", s, unknown_team="suport", teams=(SUPPORT, _TRANSPORT)
        ),
    ),
    Example(
        "notice-no-such-table",
        lambda s: unknown_command("per maand", "laatste 12 maanden", s, no_table="maand", over_time=True),
    ),
    *(Example(f"notice-no-such-period-{why.replace('_', '-')}", _no_such_period(why)) for why in Trouble),
)
