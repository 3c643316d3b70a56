"""All tables. Times are aware UTC, days local to the team; enumerations are kept as their words, people by member id.

Rows that come and go are numbered with `sqlite_autoincrement`: else SQLite gives the number of the last row again once
that row has gone, and a button with that number would mean something else.
"""

from storage.tables.cases import bundle_cases, bundles, cases, history, steps
from storage.tables.chats import chats, inbound, overheard, pending_forms, postings, quarantine, seen
from storage.tables.feedback import erased, feedback, gatherings, invitations, said_words
from storage.tables.metadata import metadata
from storage.tables.numbers import digest_cases, digests, durations, exports, questions, rollups, slots
from storage.tables.people import accounts, homes, link_codes, members, waiting_presses
from storage.tables.pulses import answers, asked, ballots, outcomes, promises, remarks, rounds, wholes

__all__ = [
    "accounts",
    "answers",
    "asked",
    "ballots",
    "bundle_cases",
    "bundles",
    "cases",
    "chats",
    "digest_cases",
    "digests",
    "durations",
    "erased",
    "exports",
    "feedback",
    "gatherings",
    "history",
    "homes",
    "inbound",
    "invitations",
    "link_codes",
    "members",
    "metadata",
    "outcomes",
    "overheard",
    "pending_forms",
    "postings",
    "promises",
    "quarantine",
    "questions",
    "remarks",
    "rollups",
    "rounds",
    "said_words",
    "seen",
    "slots",
    "steps",
    "waiting_presses",
    "wholes",
]
