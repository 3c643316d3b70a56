"""the first tables"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Day, Id, Json, Moment, Money

revision = "0001"
down_revision = None


def upgrade() -> None:
    """There is no way back but a backup."""
    op.create_table(
        "chats",
        sa.Column("id", Id, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("free_at", Moment(), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.Column("closed_because", sa.Text(), nullable=True),
        sa.Column("moved_to", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
        sa.UniqueConstraint("platform", "chat", name=op.f("uq_chats_platform_chat")),
    )
    op.create_table(
        "digests",
        sa.Column("id", Id, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("kind", "team", "day", name=op.f("uq_digests_kind_team_day")),
    )
    op.create_table(
        "durations",
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.Column("what", sa.String(length=8), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("b0", sa.Integer(), nullable=False),
        sa.Column("b1", sa.Integer(), nullable=False),
        sa.Column("b2", sa.Integer(), nullable=False),
        sa.Column("b3", sa.Integer(), nullable=False),
        sa.Column("b4", sa.Integer(), nullable=False),
        sa.Column("b5", sa.Integer(), nullable=False),
        sa.Column("b6", sa.Integer(), nullable=False),
        sa.Column("b7", sa.Integer(), nullable=False),
        sa.Column("b8", sa.Integer(), nullable=False),
        sa.Column("b9", sa.Integer(), nullable=False),
        sa.Column("b10", sa.Integer(), nullable=False),
        sa.Column("b11", sa.Integer(), nullable=False),
        sa.Column("b12", sa.Integer(), nullable=False),
        sa.Column("b13", sa.Integer(), nullable=False),
        sa.Column("b14", sa.Integer(), nullable=False),
        sa.Column("b15", sa.Integer(), nullable=False),
        sa.Column("b16", sa.Integer(), nullable=False),
        sa.Column("b17", sa.Integer(), nullable=False),
        sa.Column("b18", sa.Integer(), nullable=False),
        sa.Column("b19", sa.Integer(), nullable=False),
        sa.Column("b20", sa.Integer(), nullable=False),
        sa.Column("b21", sa.Integer(), nullable=False),
        sa.Column("b22", sa.Integer(), nullable=False),
        sa.Column("b23", sa.Integer(), nullable=False),
        sa.Column("b24", sa.Integer(), nullable=False),
        sa.Column("b25", sa.Integer(), nullable=False),
        sa.Column("b26", sa.Integer(), nullable=False),
        sa.Column("b27", sa.Integer(), nullable=False),
        sa.Column("b28", sa.Integer(), nullable=False),
        sa.Column("b29", sa.Integer(), nullable=False),
        sa.Column("b30", sa.Integer(), nullable=False),
        sa.Column("b31", sa.Integer(), nullable=False),
        sa.Column("b32", sa.Integer(), nullable=False),
        sa.Column("b33", sa.Integer(), nullable=False),
        sa.Column("b34", sa.Integer(), nullable=False),
        sa.Column("b35", sa.Integer(), nullable=False),
        sa.Column("b36", sa.Integer(), nullable=False),
        sa.Column("b37", sa.Integer(), nullable=False),
        sa.Column("b38", sa.Integer(), nullable=False),
        sa.Column("b39", sa.Integer(), nullable=False),
        sa.Column("b40", sa.Integer(), nullable=False),
        sa.Column("b41", sa.Integer(), nullable=False),
        sa.Column("b42", sa.Integer(), nullable=False),
        sa.Column("b43", sa.Integer(), nullable=False),
        sa.Column("b44", sa.Integer(), nullable=False),
        sa.Column("b45", sa.Integer(), nullable=False),
        sa.Column("b46", sa.Integer(), nullable=False),
        sa.Column("b47", sa.Integer(), nullable=False),
        sa.Column("b48", sa.Integer(), nullable=False),
        sa.Column("b49", sa.Integer(), nullable=False),
        sa.Column("b50", sa.Integer(), nullable=False),
        sa.Column("b51", sa.Integer(), nullable=False),
        sa.Column("b52", sa.Integer(), nullable=False),
        sa.Column("b53", sa.Integer(), nullable=False),
        sa.Column("b54", sa.Integer(), nullable=False),
        sa.Column("b55", sa.Integer(), nullable=False),
        sa.Column("b56", sa.Integer(), nullable=False),
        sa.Column("b57", sa.Integer(), nullable=False),
        sa.Column("b58", sa.Integer(), nullable=False),
        sa.Column("b59", sa.Integer(), nullable=False),
        sa.Column("b60", sa.Integer(), nullable=False),
        sa.Column("b61", sa.Integer(), nullable=False),
        sa.Column("b62", sa.Integer(), nullable=False),
        sa.Column("b63", sa.Integer(), nullable=False),
        sa.Column("b64", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "dimension", "day", "value", "what", name=op.f("pk_durations")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "erased",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("source", "key_hash", name=op.f("pk_erased")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "gatherings",
        sa.Column("id", Id, nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gatherings")),
        sa.UniqueConstraint("team", "day", name=op.f("uq_gatherings_team_day")),
    )
    op.create_table(
        "inbound",
        sa.Column("id", Id, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("delivery", sa.String(length=255), nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbound")),
        sa.UniqueConstraint("platform", "delivery", name=op.f("uq_inbound_platform_delivery")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invitations",
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=255), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("source", "external_id", name=op.f("pk_invitations")),
    )
    with op.batch_alter_table("invitations", schema=None) as batch_op:
        batch_op.create_index("ix_invitations_team", ["team", "day"], unique=False)

    op.create_table(
        "members",
        sa.Column("id", Id, nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("prefers", sa.String(length=16), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("away_until", Moment(), nullable=True),
        sa.Column("away_by_status", sa.Boolean(), nullable=True),
        sa.Column("chosen_language", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.UniqueConstraint("email", name=op.f("uq_members_email")),
    )
    op.create_table(
        "overheard",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("under", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat", "message", name=op.f("pk_overheard")),
    )
    with op.batch_alter_table("overheard", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_overheard_at"), ["at"], unique=False)

    op.create_table(
        "pending_forms",
        sa.Column("id", Id, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.String(length=64), nullable=True),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("values", Json, nullable=False),
        sa.Column("field", sa.String(length=64), nullable=True),
        sa.Column("prompt_message", sa.String(length=64), nullable=True),
        sa.Column("place_chat", sa.String(length=64), nullable=False),
        sa.Column("place_thread", sa.String(length=64), nullable=True),
        sa.Column("place_message", sa.String(length=64), nullable=True),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_forms")),
        sa.UniqueConstraint(
            "platform", "chat", "prompt_message", name=op.f("uq_pending_forms_platform_chat_prompt_message")
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "quarantine",
        sa.Column("id", Id, nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("wrong", Json, nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("last_tried_at", Moment(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantine")),
        sa.UniqueConstraint("source", "digest", name=op.f("uq_quarantine_source_digest")),
    )
    op.create_table(
        "rollups",
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("value", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("s0", sa.Integer(), nullable=False),
        sa.Column("s1", sa.Integer(), nullable=False),
        sa.Column("s2", sa.Integer(), nullable=False),
        sa.Column("s3", sa.Integer(), nullable=False),
        sa.Column("s4", sa.Integer(), nullable=False),
        sa.Column("s5", sa.Integer(), nullable=False),
        sa.Column("s6", sa.Integer(), nullable=False),
        sa.Column("s7", sa.Integer(), nullable=False),
        sa.Column("s8", sa.Integer(), nullable=False),
        sa.Column("s9", sa.Integer(), nullable=False),
        sa.Column("s10", sa.Integer(), nullable=False),
        sa.Column("unscored", sa.Integer(), nullable=False),
        sa.Column("cases", sa.Integer(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("team", "dimension", "day", "value", "kind", name=op.f("pk_rollups")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rounds",
        sa.Column("id", Id, nullable=False),
        sa.Column("pulse", sa.String(length=64), nullable=False),
        sa.Column("question", sa.String(length=24), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opens_at", Moment(), nullable=False),
        sa.Column("closes_at", Moment(), nullable=False),
        sa.Column("remind_at", Moment(), nullable=True),
        sa.Column("reminded_at", Moment(), nullable=True),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rounds")),
        sa.UniqueConstraint("pulse", "team", "day", name=op.f("uq_rounds_pulse_team_day")),
    )
    with op.batch_alter_table("rounds", schema=None) as batch_op:
        batch_op.create_index("ix_rounds_open", ["closed_at", "closes_at"], unique=False)

    op.create_table(
        "said_words",
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("stem", sa.String(length=40), nullable=False),
        sa.Column("day", Day(), nullable=False),
        sa.Column("feedback_id", Id, nullable=False),
        sa.PrimaryKeyConstraint("team", "stem", "day", "feedback_id", name=op.f("pk_said_words")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "seen",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("delivery", sa.String(length=255), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "delivery", name=op.f("pk_seen")),
    )
    with op.batch_alter_table("seen", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_seen_at"), ["at"], unique=False)

    op.create_table(
        "slots",
        sa.Column("job", sa.String(length=80), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("slot", sa.String(length=40), nullable=False),
        sa.Column("taken_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("job", "team", "slot", name=op.f("pk_slots")),
    )
    with op.batch_alter_table("slots", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_slots_taken_at"), ["taken_at"], unique=False)

    op.create_table(
        "waiting_presses",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=64), nullable=False),
        sa.Column("pressed_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "user_id", name=op.f("pk_waiting_presses")),
    )
    op.create_table(
        "wholes",
        sa.Column("id", Id, nullable=False),
        sa.Column("pulse", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("content", Json, nullable=False),
        sa.Column("waiting", Json, nullable=False),
        sa.Column("freed", Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wholes")),
        sa.UniqueConstraint("pulse", "day", name=op.f("uq_wholes_pulse_day")),
    )
    op.create_table(
        "accounts",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("linked_at", Moment(), nullable=False),
        sa.Column("configured", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_accounts_member_id")),
        sa.PrimaryKeyConstraint("platform", "user_id", name=op.f("pk_accounts")),
    )
    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_accounts_member_id"), ["member_id"], unique=False)

    op.create_table(
        "answers",
        sa.Column("round_id", Id, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_answers_round_id")),
        sa.PrimaryKeyConstraint("round_id", "token_hash", name=op.f("pk_answers")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "asked",
        sa.Column("member_id", Id, nullable=False),
        sa.Column("pulse", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_asked_member_id")),
        sa.PrimaryKeyConstraint("member_id", "pulse", name=op.f("pk_asked")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "ballots",
        sa.Column("round_id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("token", sa.String(length=40), nullable=True),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_ballots_member_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_ballots_round_id")),
        sa.PrimaryKeyConstraint("round_id", "member_id", name=op.f("pk_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "bundles",
        sa.Column("id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("opens_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_bundles_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bundles")),
        sa.UniqueConstraint("member_id", "opens_at", name=op.f("uq_bundles_member_id_opens_at")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "exports",
        sa.Column("id", Id, nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("first", Day(), nullable=False),
        sa.Column("last", Day(), nullable=False),
        sa.Column("format", sa.String(length=8), nullable=False),
        sa.Column("personal", sa.Boolean(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_exports_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exports")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "feedback",
        sa.Column("id", Id, nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("external_id", sa.String(length=255), nullable=False),
        sa.Column("occurred_at", Moment(), nullable=False),
        sa.Column("received_at", Moment(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("kind_given", sa.Boolean(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.String(length=255), nullable=True),
        sa.Column("customer_name", sa.Text(), nullable=True),
        sa.Column("customer_email", sa.Text(), nullable=True),
        sa.Column("customer_phone", sa.Text(), nullable=True),
        sa.Column("customer_value", Money(), nullable=True),
        sa.Column("language", sa.String(length=35), nullable=True),
        sa.Column("contact_requested", sa.Boolean(), nullable=True),
        sa.Column("contact_how", sa.String(length=16), nullable=True),
        sa.Column("contact_when", sa.Text(), nullable=True),
        sa.Column("journey", sa.Text(), nullable=True),
        sa.Column("touchpoint", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("employee", sa.Text(), nullable=True),
        sa.Column("team_given", sa.Text(), nullable=True),
        sa.Column("tags", Json, nullable=False),
        sa.Column("attributes", Json, nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("employee_id", Id, nullable=True),
        sa.Column("day", Day(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("tone", sa.String(length=8), nullable=False),
        sa.Column("gathering_id", Id, nullable=True),
        sa.ForeignKeyConstraint(["employee_id"], ["members.id"], name=op.f("fk_feedback_employee_id")),
        sa.ForeignKeyConstraint(["gathering_id"], ["gatherings.id"], name=op.f("fk_feedback_gathering_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_feedback_source_external_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index("ix_feedback_customer", ["source", "customer_id", "occurred_at"], unique=False)
        batch_op.create_index("ix_feedback_day", ["team", "day", "id"], unique=False)
        batch_op.create_index(
            "ix_feedback_employee",
            ["employee_id", "day"],
            unique=False,
            sqlite_where=sa.text("employee_id IS NOT NULL"),
            postgresql_where=sa.text("employee_id IS NOT NULL"),
        )
        batch_op.create_index("ix_feedback_gathering", ["gathering_id"], unique=False)
        batch_op.create_index("ix_feedback_team", ["team", "occurred_at", "kind", "score"], unique=False)
        batch_op.create_index(
            "ix_feedback_words",
            ["team", "tone", "day", "id"],
            unique=False,
            sqlite_where=sa.text("comment IS NOT NULL"),
            postgresql_where=sa.text("comment IS NOT NULL"),
        )

    op.create_table(
        "homes",
        sa.Column("member_id", Id, nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_homes_member_id")),
        sa.PrimaryKeyConstraint("member_id", "team", name=op.f("pk_homes")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("homes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_homes_opened_at"), ["opened_at"], unique=False)

    op.create_table(
        "link_codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("member_id", Id, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("expires_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_link_codes_member_id")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_link_codes")),
    )
    op.create_table(
        "outcomes",
        sa.Column("id", Id, nullable=False),
        sa.Column("round_id", Id, nullable=False),
        sa.Column("answered", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("content", Json, nullable=True),
        sa.Column("held", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_outcomes_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.UniqueConstraint("round_id", name=op.f("uq_outcomes_round_id")),
    )
    op.create_table(
        "postings",
        sa.Column("id", Id, nullable=False),
        sa.Column("shows", sa.String(length=16), nullable=False),
        sa.Column("subject", Id, nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("member_id", Id, nullable=True),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.String(length=64), nullable=True),
        sa.Column("parent_id", Id, nullable=True),
        sa.Column("urgency", sa.String(length=16), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("absent", sa.Boolean(), nullable=False),
        sa.Column("remote_chat", sa.String(length=64), nullable=True),
        sa.Column("remote_message", sa.String(length=64), nullable=True),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("maybe_sent", sa.Boolean(), nullable=False),
        sa.Column("not_before", Moment(), nullable=False),
        sa.Column("leased_until", Moment(), nullable=True),
        sa.Column("created_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_postings_member_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["postings.id"], name=op.f("fk_postings_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
    )
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_postings_due",
            ["not_before"],
            unique=False,
            sqlite_where=sa.text("wanted > shown AND standing = 'live'"),
            postgresql_where=sa.text("wanted > shown AND standing = 'live'"),
        )
        batch_op.create_index("ix_postings_parent", ["parent_id"], unique=False)
        batch_op.create_index("ix_postings_remote", ["platform", "remote_chat", "remote_message"], unique=False)
        batch_op.create_index("ix_postings_subject", ["shows", "subject"], unique=False)

    op.create_table(
        "promises",
        sa.Column("id", Id, nullable=False),
        sa.Column("pulse", sa.String(length=64), nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", Id, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_promises_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promises")),
    )
    with op.batch_alter_table("promises", schema=None) as batch_op:
        batch_op.create_index("ix_promises_team", ["pulse", "team", "at"], unique=False)

    op.create_table(
        "questions",
        sa.Column("id", Id, nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("asked_by", Id, nullable=False),
        sa.Column("asked", Json, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("lately", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["asked_by"], ["members.id"], name=op.f("fk_questions_asked_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questions")),
        sa.UniqueConstraint("lately", name=op.f("uq_questions_lately")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "remarks",
        sa.Column("round_id", Id, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_remarks_round_id")),
        sa.PrimaryKeyConstraint("round_id", "token_hash", name=op.f("pk_remarks")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "cases",
        sa.Column("id", Id, nullable=False),
        sa.Column("feedback_id", Id, nullable=False),
        sa.Column("team", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("named", Id, nullable=True),
        sa.Column("holder", Id, nullable=True),
        sa.Column("claimed_at", Moment(), nullable=True),
        sa.Column("first_claimed_at", Moment(), nullable=True),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("deadline", Moment(), nullable=False),
        sa.Column("head_start_until", Moment(), nullable=True),
        sa.Column("snoozed_until", Moment(), nullable=True),
        sa.Column("value_at_risk", Money(), nullable=True),
        sa.Column("cause", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=True),
        sa.Column("told", sa.String(length=16), nullable=True),
        sa.Column("because", sa.Text(), nullable=True),
        sa.Column("resolved_by", Id, nullable=True),
        sa.Column("resolved_at", Moment(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'claimed') = (holder IS NOT NULL)", name=op.f("ck_cases_held_when_claimed")),
        sa.CheckConstraint(
            "(state = 'resolved') = (resolved_at IS NOT NULL)", name=op.f("ck_cases_reported_when_resolved")
        ),
        sa.ForeignKeyConstraint(["feedback_id"], ["feedback.id"], name=op.f("fk_cases_feedback_id")),
        sa.ForeignKeyConstraint(["holder"], ["members.id"], name=op.f("fk_cases_holder")),
        sa.ForeignKeyConstraint(["named"], ["members.id"], name=op.f("fk_cases_named")),
        sa.ForeignKeyConstraint(["resolved_by"], ["members.id"], name=op.f("fk_cases_resolved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("feedback_id", name=op.f("uq_cases_feedback_id")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index("ix_cases_holder", ["holder"], unique=False)
        batch_op.create_index(
            "ix_cases_named",
            ["named"],
            unique=False,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )
        batch_op.create_index("ix_cases_open", ["team", "state", "deadline"], unique=False)
        batch_op.create_index(
            "ix_cases_resolved",
            ["team", "resolved_at", "told"],
            unique=False,
            sqlite_where=sa.text("resolved_at IS NOT NULL"),
            postgresql_where=sa.text("resolved_at IS NOT NULL"),
        )
        batch_op.create_index("ix_cases_snoozed", ["snoozed_until"], unique=False)

    op.create_table(
        "bundle_cases",
        sa.Column("bundle_id", Id, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["bundle_id"], ["bundles.id"], name=op.f("fk_bundle_cases_bundle_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_bundle_cases_case_id")),
        sa.PrimaryKeyConstraint("bundle_id", "case_id", name=op.f("pk_bundle_cases")),
    )
    op.create_table(
        "digest_cases",
        sa.Column("digest_id", Id, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_digest_cases_case_id")),
        sa.ForeignKeyConstraint(["digest_id"], ["digests.id"], name=op.f("fk_digest_cases_digest_id")),
        sa.PrimaryKeyConstraint("digest_id", "case_id", name=op.f("pk_digest_cases")),
    )
    with op.batch_alter_table("digest_cases", schema=None) as batch_op:
        batch_op.create_index("ix_digest_cases_case", ["case_id"], unique=False)

    op.create_table(
        "history",
        sa.Column("id", Id, nullable=False),
        sa.Column("case_id", Id, nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("what", sa.String(length=24), nullable=False),
        sa.Column("by", Id, nullable=True),
        sa.Column("platform", sa.String(length=16), nullable=True),
        sa.Column("details", Json, nullable=False),
        sa.ForeignKeyConstraint(["by"], ["members.id"], name=op.f("fk_history_by")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_history_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("history", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_history_case_id"), ["case_id"], unique=False)

    op.create_table(
        "steps",
        sa.Column("case_id", Id, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=24), nullable=False),
        sa.Column("is_deadline", sa.Boolean(), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("taken_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_steps_case_id")),
        sa.PrimaryKeyConstraint("case_id", "number", name=op.f("pk_steps")),
    )
    with op.batch_alter_table("steps", schema=None) as batch_op:
        batch_op.create_index(
            "ix_steps_due",
            ["due_at"],
            unique=False,
            sqlite_where=sa.text("taken_at IS NULL"),
            postgresql_where=sa.text("taken_at IS NULL"),
        )
