"""Messages that should stand, and what comes in from the chat platforms and is refused at our door."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from storage.columns import Id, Json, Moment
from storage.tables.metadata import metadata

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
