"""A case's history, a line for each thing that happened."""

from collections.abc import Sequence
from typing import assert_never

from bot.cards.lines import dotted, one_line
from bot.cards.masking import Mask
from bot.cards.scene import Scene
from bot.cards.terms import cause_word, platform_name, told_outcome
from bot.domain.case import Happening, HistoryRow, Told

MOST_LINES = 40


def history_lines(rows: Sequence[HistoryRow], scene: Scene, *, mask: Mask) -> str:
    """When, who, what, and from which platform, oldest first. Of a very long history the middle is left out."""
    lines = [_line(row, scene, mask=mask) for row in rows]
    if len(lines) > MOST_LINES:
        left_out = len(lines) - MOST_LINES
        half = MOST_LINES // 2
        lines[half : half + left_out] = [scene.wording.count("… and {n} more …", "… and {n} more …", left_out)]
    return "\n".join(lines)


def _line(row: HistoryRow, scene: Scene, *, mask: Mask) -> str:
    from_where = platform_name(row.platform) if row.platform else None
    return dotted(scene.at(row.at), _happened(row, scene, mask=mask), from_where)


def _happened(row: HistoryRow, scene: Scene, *, mask: Mask) -> str:
    say, name, details = scene.wording.say, mask.name(row.by, scene), row.details
    match row.what:
        case Happening.OPENED:
            return say("The case was opened")
        case Happening.CLAIMED:
            return say("{name} claimed it", name=name)
        case Happening.RELEASED if "unanswered" in details:
            who = _person(details.get("unanswered"), scene, mask=mask)
            return say("It was released: {name} did not answer in time", name=who)
        case Happening.RELEASED if "away" in details:
            return say("It was released: {name} is away", name=_person(details.get("away"), scene, mask=mask))
        case Happening.RELEASED if row.by is None:
            return say(
                "It was released: {name} no longer works with us", name=_person(details.get("left"), scene, mask=mask)
            )
        case Happening.RELEASED:
            return say("{name} released it", name=name)
        case Happening.HANDED_OVER:
            to = int(details.get("to", "0"))
            sentence = (
                say("{name} handed it over to a colleague", name=name)
                if to in mask.members
                else say("{name} handed it over to {to}", name=name, to=scene.name(to))
            )
            return _with(sentence, mask, details.get("reason"))
        case Happening.SNOOZED:
            return say("{name} snoozed it", name=name)
        case Happening.WOKEN:
            return say("The snooze was over")
        case Happening.NOTED:
            author = one_line(mask.hide(details.get("author", ""))) or name
            return _with(say("{name} noted", name=author), mask, details.get("note"))
        case Happening.RESOLVED:
            return _with(_resolved(row, name, scene), mask, details.get("done"), details.get("because"))
        case Happening.REOPENED:
            return say("{name} reopened it", name=name)
        case Happening.CONTACT_SEEN:
            return say("{name} looked up the contact details", name=name)
        case Happening.FEEDBACK_UPDATED:
            return say("The customer added to it")
        case Happening.SHARED:
            return say("{name} shared it with the team", name=name)
        case Happening.ASKED:
            who = _person(details.get("to"), scene, mask=mask)
            return say("{name} was asked whether they are still on it", name=who)
        case Happening.STILL_ON_IT:
            return say("{name} is still on it", name=name)
        case Happening.REMINDED if "to" in details:
            return say("{name} was reminded", name=_person(details.get("to"), scene, mask=mask))
        case Happening.REMINDED:
            return say("The leads were reminded")
        case Happening.ESCALATED if details.get("told") == "leads":
            return say("The leads were told about the deadline")
        case Happening.ESCALATED:
            return say("The team was told about the deadline")
    assert_never(row.what)


def _resolved(row: HistoryRow, name: str, scene: Scene) -> str:
    outcome = told_outcome(Told(row.details.get("told", Told.NOT_POSSIBLE)), scene.wording)
    cause = cause_word(row.details.get("cause", ""), scene.wording)
    return scene.wording.say("{name} resolved it ({cause}, {outcome})", name=name, cause=cause, outcome=outcome)


def _with(sentence: str, mask: Mask, *words: str | None) -> str:
    """The sentence with somebody's words behind it."""
    quoted = " — ".join(f"“{one_line(mask.hide(word), limit=300)}”" for word in words if word)
    return f"{sentence}: {quoted}" if quoted else sentence


def _person(member_id: str | None, scene: Scene, *, mask: Mask) -> str:
    return mask.name(int(member_id) if member_id and member_id.isdecimal() else None, scene)
