"""What customers said, the words in it, and how many were asked."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from storage.columns import Day, Id, Json, Moment, Money
from storage.tables.metadata import metadata

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
    Column("day", Day, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("tone", String(8), nullable=False),
    Column("gathering_id", Id, ForeignKey("gatherings.id")),
    UniqueConstraint("source", "external_id"),
    sqlite_autoincrement=True,
)
Index("ix_feedback_customer", feedback.c.source, feedback.c.customer_id, feedback.c.occurred_at)
Index("ix_feedback_gathering", feedback.c.gathering_id)
Index("ix_feedback_team", feedback.c.team, feedback.c.occurred_at, feedback.c.kind, feedback.c.score)
Index(
    "ix_feedback_words",
    feedback.c.team,
    feedback.c.tone,
    feedback.c.day,
    feedback.c.id,
    sqlite_where=feedback.c.comment.is_not(None),
    postgresql_where=feedback.c.comment.is_not(None),
)
Index(
    "ix_feedback_employee",
    feedback.c.employee_id,
    feedback.c.day,
    sqlite_where=feedback.c.employee_id.is_not(None),
    postgresql_where=feedback.c.employee_id.is_not(None),
)
Index("ix_feedback_day", feedback.c.team, feedback.c.day, feedback.c.id)

# The stems of customers' words, walked backward: the newest feedback with a word in it comes first.
said_words = Table(
    "said_words",
    metadata,
    Column("team", String(64), primary_key=True),
    Column("stem", String(40), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("feedback_id", Id, primary_key=True),
    sqlite_with_rowid=False,
)

# What was erased, so that it does not come back when its source sends it again: a hash of its key, and nothing else.
erased = Table(
    "erased",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("key_hash", String(64), primary_key=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

# How many customers a source asked, as it told us.
invitations = Table(
    "invitations",
    metadata,
    Column("source", String(64), primary_key=True),
    Column("external_id", String(255), primary_key=True),
    Column("team", String(64), nullable=False),
    Column("day", Day, nullable=False),
    Column("invited", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Index("ix_invitations_team", "team", "day"),
)
