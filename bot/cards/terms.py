"""The product's words in the reader's language: what scores, causes and ways of telling are called."""

from typing import assert_never

from bot.domain.case import Told
from bot.domain.destination import Platform
from bot.domain.feedback import SCALES, Kind, Segment, Tone, segment_of, tone_of
from bot.wording import Wording

EMOJI = {Tone.NEGATIVE: "🔴", Tone.NEUTRAL: "🟡", Tone.POSITIVE: "🟢"}


def said_in_a_word(kind: Kind, score: int | None, wording: Wording) -> str:
    """🔴 Detractor 3 of 10: colour, word, and the score on its own scale where there is one."""
    return f"{EMOJI[tone_of(kind, score)]} {_word(kind, score, wording)}"


def _word(kind: Kind, score: int | None, wording: Wording) -> str:
    scale = SCALES.get(kind)
    if scale is None or score is None:
        return kind_word(kind, wording)
    high = scale.high
    match kind:
        case Kind.CSAT:
            return wording.say("Satisfaction {score} of {high}", score=score, high=high)
        case Kind.CES:
            return wording.say("Ease {score} of {high}", score=score, high=high)
        case Kind.STARS:
            return wording.say("{score} of {high} stars", score=score, high=high)
    match segment_of(kind, score):
        case Segment.PROMOTER:
            return wording.say("Promoter {score} of {high}", score=score, high=high)
        case Segment.PASSIVE:
            return wording.say("Passive {score} of {high}", score=score, high=high)
        case _:
            return wording.say("Detractor {score} of {high}", score=score, high=high)


def kind_word(kind: Kind, wording: Wording) -> str:
    """What sort of thing was said, where no score says it."""
    match kind:
        case Kind.COMPLAINT:
            return wording.say("Complaint")
        case Kind.COMPLIMENT:
            return wording.say("Compliment")
        case Kind.IDEA:
            return wording.say("Idea")
        case _:
            return wording.say("Comment")


def in_short(kind: Kind, score: int | None, wording: Wording) -> str:
    """🔴 3/10, or 🔴 Complaint: for a row of several."""
    scale = SCALES.get(kind)
    emoji = EMOJI[tone_of(kind, score)]
    if scale is None or score is None:
        return f"{emoji} {kind_word(kind, wording)}"
    return f"{emoji} {score}/{scale.high}"


def told_word(told: Told, wording: Wording) -> str:
    """How the customer heard, as an option in the form."""
    match told:
        case Told.PHONED:
            return wording.say("By phone")
        case Told.MAILED:
            return wording.say("By e-mail or letter")
        case Told.IN_PERSON:
            return wording.say("In person")
        case Told.NOT_POSSIBLE:
            return wording.say("Not possible")
    assert_never(told)


def told_outcome(told: Told, wording: Wording) -> str:
    """How the customer heard, told afterwards."""
    match told:
        case Told.PHONED:
            return wording.say("customer phoned")
        case Told.MAILED:
            return wording.say("customer written to")
        case Told.IN_PERSON:
            return wording.say("customer told in person")
        case Told.NOT_POSSIBLE:
            return wording.say("customer not told")
    assert_never(told)


def cause_word(cause: str, wording: Wording) -> str:
    """One of the causes that come with the product in the reader's language; a team's own cause as it was written."""
    match cause:
        case "waiting time":
            return wording.say("Waiting time")
        case "broken promise":
            return wording.say("Broken promise")
        case "wrong product":
            return wording.say("Wrong product")
        case "unfriendly":
            return wording.say("Unfriendly")
        case "delivery":
            return wording.say("Delivery")
        case "price":
            return wording.say("Price")
        case "other":
            return wording.say("Something else")
        case _:
            return cause


def channel_word(channel: str, wording: Wording) -> str:
    """The usual channels in the reader's language; any other as the source calls it."""
    match channel.strip().casefold():
        case "phone" | "telephone":
            return wording.say("by telephone")
        case "email" | "e-mail" | "mail":
            return wording.say("by e-mail")
        case "in-person" | "in person":
            return wording.say("in person")
        case "shop" | "store":
            return wording.say("in the shop")
        case "web" | "website":
            return wording.say("on the website")
        case "social" | "social media":
            return wording.say("on social media")
        case _:
            return channel


def platform_name(platform: Platform) -> str:
    """As the platform calls itself."""
    match platform:
        case Platform.SLACK:
            return "Slack"
        case Platform.TELEGRAM:
            return "Telegram"
    assert_never(platform)
