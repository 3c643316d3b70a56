"""A posting: a message that we want to stand somewhere. It says what it shows by id, never the rendered text."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.destination import Destination, Remote


class Shows(StrEnum):
    """What a posting shows; `subject` is the id of what is named here."""

    TEAM_CASE = "team_case"  # a case: the team's card, folded while the head start's claimer works on it
    OWN_CASE = "own_case"  # a case: the card in the named employee's or the holder's own chat
    REPORT = "report"  # a history row: what was done, in the card's thread
    NOTE = "note"  # a history row: a colleague's note, in the card's thread
    TOLD = "told"  # a history row: what somebody must hear about a case, in their own chat
    FEEDBACK = "feedback"  # a feedback without a case: words for the team
    OWN_FEEDBACK = "own_feedback"  # a feedback without a case: good words for the person they are about
    GATHER = "gather"  # a gathering: the day's wordless scores of a team
    CHAT_GONE = "chat_gone"  # a chat: tells a lead or an admin that we can no longer write there
    LEFT = "left"  # a history row: a case is open again without its holder's doing, told to the team
    STILL_ON_IT = "still_on_it"  # a history row: asks the holder whether they still are, in their own chat
    REMINDER = "reminder"  # a history row: a deadline comes near or has passed, told to one person in private
    ESCALATION = "escalation"  # a history row: the same, told to everybody under the card
    BUNDLE = "bundle"  # a bundle: cases whose deadlines come near, told to a lead in private
    DIGEST = "digest"  # a digest: a team's day in numbers, or the week's causes that repeat
    PULSE = "pulse"  # a round: its question, in a member's own chat; the only message that carries their token
    PULSE_REMINDER = "pulse_reminder"  # a round: the same words to everybody asked, under their question
    PULSE_RESULT = "pulse_result"  # a round: what it came to, for the team
    QUESTION = "question"  # a question: the answer that somebody shared
    EXPECTATION = "expectation"  # a round: what the team thinks its customers say, asked in the team's chats
    HOME = "home"  # a member: their home, with what waits for them; it is published and is no message


class Urgency(StrEnum):
    """Who goes first: people's presses before broadcasts, and pulses, which come by the thousand, after all else."""

    PRESS = "0press"
    BROADCAST = "1broadcast"
    QUIET = "2quiet"


class Standing(StrEnum):
    """How a posting fares. Parked and gone ones are visible to the operator and can be retried by hand."""

    LIVE = "live"
    PARKED = "parked"
    GONE = "gone"


@dataclass(frozen=True, kw_only=True)
class NewPosting:
    """A message that should stand from now on. `member` is set for personal messages: theirs is the language."""

    shows: Shows
    subject: int
    place: Destination
    team: str
    member: int | None = None
    parent: int | None = None
    not_before: datetime | None = None
    urgency: Urgency = Urgency.BROADCAST


@dataclass(frozen=True, kw_only=True)
class Posting:
    """A message that should stand, and how far it has got. `wanted` > `shown` means there is work for the courier.

    `absent` asks for its removal. `parent` is the message whose thread it stands in, once known. `maybe_sent`: it may
    stand already without our knowing where. `leased_until` is set while a courier has it in hand.
    """

    id: int
    shows: Shows
    subject: int
    place: Destination
    team: str
    member: int | None
    wanted: int
    shown: int
    absent: bool
    remote: Remote | None
    parent: Remote | None
    attempts: int
    maybe_sent: bool
    leased_until: datetime | None
    created_at: datetime
