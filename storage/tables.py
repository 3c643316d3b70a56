"""All tables. Times are aware UTC; enumerations are kept as their words; people are kept by member id.

Rows that come and go are numbered with `sqlite_autoincrement`: else SQLite gives the number of the last row again once
that row has gone, and a button with that number would mean something else.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import Id, Json, Moment, Money

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

members = Table(
    "members",
    metadata,
    Column("id", Id, primary_key=True),
    Column("email", String(320), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("timezone", String(64), nullable=False),
    Column("prefers", String(16)),
    Column("active", Boolean, nullable=False),
    Column("away_until", Moment),
    Column("away_by_status", Boolean),
)

accounts = Table(
    "accounts",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("user_id", String(64), primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False, index=True),
    Column("linked_at", Moment, nullable=False),
    Column("configured", Boolean, nullable=False),
)

link_codes = Table(
    "link_codes",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("platform", String(16), nullable=False),
    Column("expires_at", Moment, nullable=False),
)

waiting_presses = Table(
    "waiting_presses",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("user_id", String(64), primary_key=True),
    Column("action", String(64), nullable=False),
    Column("pressed_at", Moment, nullable=False),
)

gatherings = Table(
    "gatherings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("team", String(64), nullable=False),
    Column("day", Date, nullable=False),
    UniqueConstraint("team", "day"),
)

feedback = Table(
    "feedback",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", String(64), nullable=False),
    Column("external_id", String(255), nullable=False),
    Column("occurred_at", Moment, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("kind_given", Boolean, nullable=False),
    Column("score", Integer),
    Column("comment", Text),
    Column("customer_id", String(255)),
    Column("customer_name", Text),
    Column("customer_email", Text),
    Column("customer_phone", Text),
    Column("customer_value", Money),
    Column("language", String(35)),
    Column("contact_requested", Boolean),
    Column("contact_how", String(16)),
    Column("contact_when", Text),
    Column("journey", Text),
    Column("touchpoint", Text),
    Column("channel", Text),
    Column("location", Text),
    Column("employee", Text),
    Column("team_given", Text),
    Column("tags", Json, nullable=False),
    Column("attributes", Json, nullable=False),
    Column("team", String(64), nullable=False),
    Column("employee_id", Id, ForeignKey("members.id")),
    Column("gathering_id", Id, ForeignKey("gatherings.id")),
    UniqueConstraint("source", "external_id"),
)
Index("ix_feedback_customer", feedback.c.source, feedback.c.customer_id, feedback.c.occurred_at)
Index("ix_feedback_gathering", feedback.c.gathering_id)
Index("ix_feedback_team", feedback.c.team, feedback.c.occurred_at, feedback.c.kind, feedback.c.score)

cases = Table(
    "cases",
    metadata,
    Column("id", Id, primary_key=True),
    Column("feedback_id", Id, ForeignKey("feedback.id"), nullable=False, unique=True),
    Column("team", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("named", Id, ForeignKey("members.id")),
    Column("holder", Id, ForeignKey("members.id")),
    Column("claimed_at", Moment),
    Column("opened_at", Moment, nullable=False),
    Column("deadline", Moment, nullable=False),
    Column("head_start_until", Moment),
    Column("snoozed_until", Moment),
    Column("value_at_risk", Money),
    Column("cause", Text),
    Column("done", Text),
    Column("told", String(16)),
    Column("because", Text),
    Column("resolved_by", Id, ForeignKey("members.id")),
    Column("resolved_at", Moment),
    Column("revision", Integer, nullable=False),
    CheckConstraint("(state = 'claimed') = (holder IS NOT NULL)", name="held_when_claimed"),
    CheckConstraint("(state = 'resolved') = (resolved_at IS NOT NULL)", name="reported_when_resolved"),
)
Index("ix_cases_open", cases.c.team, cases.c.state, cases.c.deadline)
Index("ix_cases_holder", cases.c.holder)
Index("ix_cases_snoozed", cases.c.snoozed_until)
Index(
    "ix_cases_resolved",
    cases.c.team,
    cases.c.resolved_at,
    cases.c.told,
    sqlite_where=cases.c.resolved_at.is_not(None),
    postgresql_where=cases.c.resolved_at.is_not(None),
)

history = Table(
    "history",
    metadata,
    Column("id", Id, primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("what", String(24), nullable=False),
    Column("by", Id, ForeignKey("members.id")),
    Column("platform", String(16)),
    Column("details", Json, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("free_at", Moment),
    Column("closed_at", Moment),
    Column("closed_because", Text),
    Column("moved_to", String(64)),
    UniqueConstraint("platform", "chat"),
)

postings = Table(
    "postings",
    metadata,
    Column("id", Id, primary_key=True),
    Column("shows", String(16), nullable=False),
    Column("subject", Id, nullable=False),
    Column("team", String(64), nullable=False),
    Column("member_id", Id, ForeignKey("members.id")),
    Column("platform", String(16), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("thread", String(64)),
    Column("parent_id", Id, ForeignKey("postings.id")),
    Column("urgency", String(16), nullable=False),
    Column("wanted", Integer, nullable=False),
    Column("shown", Integer, nullable=False),
    Column("absent", Boolean, nullable=False),
    Column("remote_chat", String(64)),
    Column("remote_message", String(64)),
    Column("standing", String(16), nullable=False),
    Column("reason", Text),
    Column("attempts", Integer, nullable=False),
    Column("maybe_sent", Boolean, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("created_at", Moment, nullable=False),
)
Index("ix_postings_subject", postings.c.shows, postings.c.subject)
Index("ix_postings_remote", postings.c.platform, postings.c.remote_chat, postings.c.remote_message)
Index("ix_postings_parent", postings.c.parent_id)
Index(
    "ix_postings_due",
    postings.c.not_before,
    sqlite_where=(postings.c.wanted > postings.c.shown) & (postings.c.standing == "live"),
    postgresql_where=(postings.c.wanted > postings.c.shown) & (postings.c.standing == "live"),
)

seen = Table(
    "seen",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("delivery", String(255), primary_key=True),
    Column("at", Moment, nullable=False, index=True),
)

inbound = Table(
    "inbound",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("delivery", String(255), nullable=False),
    Column("payload", Json, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("leased_until", Moment),
    UniqueConstraint("platform", "delivery"),
    sqlite_autoincrement=True,
)

pending_forms = Table(
    "pending_forms",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(16), nullable=False),
    Column("user_id", String(64), nullable=False),
    Column("chat", String(64), nullable=False),
    Column("thread", String(64)),
    Column("action", String(64), nullable=False),
    Column("values", Json, nullable=False),
    Column("field", String(64)),
    Column("prompt_message", String(64)),
    Column("place_chat", String(64), nullable=False),
    Column("place_thread", String(64)),
    Column("place_message", String(64)),
    Column("expires_at", Moment, nullable=False),
    UniqueConstraint("platform", "chat", "prompt_message"),
    sqlite_autoincrement=True,
)

overheard = Table(
    "overheard",
    metadata,
    Column("platform", String(16), primary_key=True),
    Column("chat", String(64), primary_key=True),
    Column("message", String(64), primary_key=True),
    Column("under", String(64), nullable=False),
    Column("words", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Moment, nullable=False, index=True),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Id, primary_key=True),
    Column("source", String(64), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("wrong", Json, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("last_tried_at", Moment),
    Column("digest", String(64), nullable=False),
    UniqueConstraint("source", "digest"),
)

slots = Table(
    "slots",
    metadata,
    Column("job", String(80), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("slot", String(40), primary_key=True),
    Column("taken_at", Moment, nullable=False, index=True),
)

digests = Table(
    "digests",
    metadata,
    Column("id", Id, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("team", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("content", Json, nullable=False),
    UniqueConstraint("kind", "team", "day"),
)

digest_cases = Table(
    "digest_cases",
    metadata,
    Column("digest_id", Id, ForeignKey("digests.id"), primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
)
Index("ix_digest_cases_case", digest_cases.c.case_id)

steps = Table(
    "steps",
    metadata,
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("is_deadline", Boolean, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("taken_at", Moment),
)
Index(
    "ix_steps_due",
    steps.c.due_at,
    sqlite_where=steps.c.taken_at.is_(None),
    postgresql_where=steps.c.taken_at.is_(None),
)

# What one lead hears together. `opens_at`: from when it may be shown; the next may not be until an hour later.
bundles = Table(
    "bundles",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("opens_at", Moment, nullable=False),
    UniqueConstraint("member_id", "opens_at"),
)

bundle_cases = Table(
    "bundle_cases",
    metadata,
    Column("bundle_id", Id, ForeignKey("bundles.id"), primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
)

rounds = Table(
    "rounds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("pulse", String(64), nullable=False),
    Column("question", String(24), nullable=False),
    Column("team", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("opens_at", Moment, nullable=False),
    Column("closes_at", Moment, nullable=False),
    Column("remind_at", Moment),
    Column("reminded_at", Moment),
    Column("minimum", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("closed_at", Moment),
    UniqueConstraint("pulse", "team", "day"),
)
Index("ix_rounds_open", rounds.c.closed_at, rounds.c.closes_at)

# When each pulse wrote to somebody last: nobody gets two questions in a week, and everybody has their turn.
asked = Table(
    "asked",
    metadata,
    Column("member_id", Id, ForeignKey("members.id"), primary_key=True),
    Column("pulse", String(64), primary_key=True),
    Column("day", Date, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# Who was asked. The token stands here only while the message that carries it is being brought about.
ballots = Table(
    "ballots",
    metadata,
    Column("round_id", Id, ForeignKey("rounds.id"), primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), primary_key=True),
    Column("token", String(40)),
    sqlite_with_rowid=False,
)

# What was said, sealed with a key that the database does not hold: nothing in it tells what, who, or in which order.
# `token_hash` is a keyed hash of the token and the statement, so nothing shows that two answers are one person's.
answers = Table(
    "answers",
    metadata,
    Column("round_id", Id, ForeignKey("rounds.id"), primary_key=True),
    Column("token_hash", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

remarks = Table(
    "remarks",
    metadata,
    Column("round_id", Id, ForeignKey("rounds.id"), primary_key=True),
    Column("token_hash", String(64), primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# What a closed round came to. Counts and remarks stand here only once they are shown; until then they are sealed.
outcomes = Table(
    "outcomes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("round_id", Id, ForeignKey("rounds.id"), nullable=False, unique=True),
    Column("answered", Integer, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("content", Json),
    Column("held", LargeBinary),
)

# A total of the whole organisation, and which teams' unshown answers it gave the sum of.
wholes = Table(
    "wholes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("pulse", String(64), nullable=False),
    Column("day", Date, nullable=False),
    Column("content", Json, nullable=False),
    Column("waiting", Json, nullable=False),
    Column("freed", Json, nullable=False),
    UniqueConstraint("pulse", "day"),
)

promises = Table(
    "promises",
    metadata,
    Column("id", Id, primary_key=True),
    Column("pulse", String(64), nullable=False),
    Column("team", String(64), nullable=False),
    Column("words", Text, nullable=False),
    Column("by", Id, ForeignKey("members.id"), nullable=False),
    Column("at", Moment, nullable=False),
)
Index("ix_promises_team", promises.c.pulse, promises.c.team, promises.c.at)
