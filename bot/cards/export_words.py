"""Our own codes as a file tells them: in words of its language, so that a pivot table needs no explanation."""

from typing import assert_never

from bot.cards.terms import kind_word
from bot.domain.case import CaseState
from bot.domain.feedback import Kind, Segment
from bot.wording import Wording


def kind_name(kind: Kind, wording: Wording) -> str:
    """The scale, or what sort of thing was said where there is none."""
    match kind:
        case Kind.NPS | Kind.CSAT | Kind.CES:
            return kind.value.upper()
        case Kind.STARS:
            return wording.say("Stars")
        case _:
            return kind_word(kind, wording)


def segment_name(segment: Segment, wording: Wording) -> str:
    """Where an NPS score falls."""
    match segment:
        case Segment.PROMOTER:
            return wording.say("Promoter")
        case Segment.PASSIVE:
            return wording.say("Passive")
        case Segment.DETRACTOR:
            return wording.say("Detractor")
    assert_never(segment)


def state_name(state: CaseState, wording: Wording) -> str:
    """How far the work is."""
    match state:
        case CaseState.OPEN:
            return wording.say("Open")
        case CaseState.CLAIMED:
            return wording.say("Claimed")
        case CaseState.RESOLVED:
            return wording.say("Resolved")
    assert_never(state)
