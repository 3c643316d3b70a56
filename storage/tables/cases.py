"""Our work on feedback, what happened to it, and by when."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import Id, Json, Moment, Money
from storage.tables.metadata import metadata

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
    Column("first_claimed_at", Moment),
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
    sqlite_autoincrement=True,
)
Index("ix_cases_open", cases.c.team, cases.c.state, cases.c.deadline)
Index("ix_cases_holder", cases.c.holder)
Index("ix_cases_snoozed", cases.c.snoozed_until)
Index(
    "ix_cases_named",
    cases.c.named,
    sqlite_where=cases.c.state == "open",
    postgresql_where=cases.c.state == "open",
)
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
    sqlite_autoincrement=True,
)

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
    sqlite_autoincrement=True,
)

bundle_cases = Table(
    "bundle_cases",
    metadata,
    Column("bundle_id", Id, ForeignKey("bundles.id"), primary_key=True),
    Column("case_id", Id, ForeignKey("cases.id"), primary_key=True),
)
