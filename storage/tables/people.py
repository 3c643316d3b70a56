"""Who works here, their accounts, and what we know of them for now."""

from sqlalchemy import Boolean, Column, ForeignKey, String, Table, Text

from storage.columns import Id, Moment
from storage.tables.metadata import metadata

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
    Column("chosen_language", String(8)),
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

# Who looks at their home, by team: it follows what changes for a while.
homes = Table(
    "homes",
    metadata,
    Column("member_id", Id, ForeignKey("members.id"), primary_key=True),
    Column("team", String(64), primary_key=True),
    Column("opened_at", Moment, nullable=False, index=True),
    sqlite_with_rowid=False,
)
