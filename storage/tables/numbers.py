"""What is counted and summed up, and what was asked about it."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from bot.domain.durations import LAST
from storage.columns import Day, Id, Json, Moment
from storage.tables.metadata import metadata

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

# Feedback and its cases counted by local day, as a whole (dimension "") and by each dimension's values.
rollups = Table(
    "rollups",
    metadata,
    Column("team", String(64), primary_key=True),
    Column("dimension", String(16), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("value", String(100), primary_key=True),
    Column("kind", String(16), primary_key=True),
    *(Column(f"s{score}", Integer, nullable=False) for score in range(11)),
    Column("unscored", Integer, nullable=False),
    Column("cases", Integer, nullable=False),
    Column("told", Integer, nullable=False),
    sqlite_with_rowid=False,
)

# How long it took to claim and to resolve the cases of a day, counted in buckets of bot.domain.durations. Buckets are
# columns: a month is then sixty rows to add up, and not as many as there are buckets on each day.
durations = Table(
    "durations",
    metadata,
    Column("team", String(64), primary_key=True),
    Column("dimension", String(16), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("value", String(100), primary_key=True),
    Column("what", String(8), primary_key=True),
    Column("n", Integer, nullable=False),
    *(Column(f"b{bucket}", Integer, nullable=False) for bucket in range(LAST + 1)),
    sqlite_with_rowid=False,
)

# Questions whose answers somebody shared, one for each place. `lately`: what was shared where, while that is so short
# ago that nobody means to share it again; unique, so that of several at once one does.
questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("team", String(64), nullable=False),
    Column("asked_by", Id, ForeignKey("members.id"), nullable=False),
    Column("asked", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("lately", String(64), unique=True),
    sqlite_autoincrement=True,
)

# Who took what out of the house.
exports = Table(
    "exports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("member_id", Id, ForeignKey("members.id"), nullable=False),
    Column("team", String(64), nullable=False),
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("format", String(8), nullable=False),
    Column("personal", Boolean, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    sqlite_autoincrement=True,
)
