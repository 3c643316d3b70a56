"""What employees are asked and what came of it, so that nothing joins an answer to a person."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from storage.columns import Id, Json, Moment
from storage.tables.metadata import metadata

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
