"""Seats, attendance, incidents, and internal and external supervision."""

import sqlalchemy as sa
from alembic import op

revision = "2026_11_23_51"
down_revision = "2026_11_23_50"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "incident",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column("candidate_id", sa.Uuid(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "CANDIDATE_MISCONDUCT",
                "STAFF_MISCONDUCT",
                "PAPERS_OR_SECRECY",
                "EQUIPMENT",
                "SAFETY",
                "INTERRUPTION",
                "OTHER",
                name="incident_kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_incident_candidate_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_incident_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["evaluation_plan.id"],
            name=op.f("fk_incident_plan_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_incident_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["plan_session.id"],
            name=op.f("fk_incident_session_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        comment="突发情况 · Incident during an evaluation (4.2)",
    )
    op.create_index(op.f("ix_incident_candidate_id"), "incident", ["candidate_id"], unique=False)
    op.create_index(
        op.f("ix_incident_institution_id"), "incident", ["institution_id"], unique=False
    )
    op.create_index(
        op.f("ix_incident_plan_id_happened_at"),
        "incident",
        ["plan_id", "happened_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_incident_recorded_by_id"), "incident", ["recorded_by_id"], unique=False
    )
    op.create_index(op.f("ix_incident_session_id"), "incident", ["session_id"], unique=False)
    op.create_table(
        "seat",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("candidate_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.SmallInteger(), nullable=False),
        sa.Column("is_present", sa.Boolean(), nullable=True),
        sa.Column("absence_reason", sa.Text(), nullable=True),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "is_present is false or absence_reason is null", name=op.f("ck_seat_absence_reason")
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_seat_number")),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["candidate.id"],
            name=op.f("fk_seat_candidate_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["plan_session.id"], name=op.f("fk_seat_session_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
        sa.UniqueConstraint(
            "candidate_id", "session_id", name=op.f("uq_seat_candidate_id_session_id")
        ),
        sa.UniqueConstraint("session_id", "number", name=op.f("uq_seat_session_id_number")),
        comment="座位与到场 · Seat of a candidate in a session, and attendance (4.1, 4.2)",
    )
    op.create_table(
        "supervision",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=True),
        sa.Column(
            "side",
            sa.Enum(
                "INTERNAL",
                "EXTERNAL",
                name="supervision_side",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("staff_member_id", sa.Uuid(), nullable=True),
        sa.Column("district_code", sa.Text(), nullable=True),
        sa.Column("supervised_on", sa.Date(), nullable=False),
        sa.Column(
            "conclusion",
            sa.Enum(
                "IN_ORDER",
                "DEFECTS",
                "SERIOUS_DEFECTS",
                name="supervision_conclusion",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.CheckConstraint(
            "(side = 'INTERNAL') = (staff_member_id is not null)"
            " and (side = 'EXTERNAL' or district_code is null)",
            name=op.f("ck_supervision_side"),
        ),
        sa.CheckConstraint(
            "side = 'EXTERNAL' or session_id is not null", name=op.f("ck_supervision_session")
        ),
        sa.ForeignKeyConstraint(
            ["district_code"], ["district.code"], name=op.f("fk_supervision_district_code")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_supervision_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["evaluation_plan.id"],
            name=op.f("fk_supervision_plan_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["account.id"], name=op.f("fk_supervision_recorded_by_id")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["plan_session.id"],
            name=op.f("fk_supervision_session_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["staff_member_id"], ["staff_member.id"], name=op.f("fk_supervision_staff_member_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
        comment="质量督导 · Internal or external supervision of a batch (4.2)",
    )
    op.create_index(
        op.f("ix_supervision_district_code"), "supervision", ["district_code"], unique=False
    )
    op.create_index(
        op.f("ix_supervision_institution_id"), "supervision", ["institution_id"], unique=False
    )
    op.create_index(
        op.f("ix_supervision_plan_id_supervised_on"),
        "supervision",
        ["plan_id", "supervised_on"],
        unique=False,
    )
    op.create_index(
        op.f("ix_supervision_recorded_by_id"), "supervision", ["recorded_by_id"], unique=False
    )
    op.create_index(op.f("ix_supervision_session_id"), "supervision", ["session_id"], unique=False)
    op.create_index(
        op.f("ix_supervision_staff_member_id"), "supervision", ["staff_member_id"], unique=False
    )
    op.create_table(
        "supervision_defect",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("supervision_id", sa.Uuid(), nullable=False),
        sa.Column(
            "aspect",
            sa.Enum(
                "ORGANISATION",
                "STAFF",
                "IDENTITY",
                "INVIGILATION",
                "ASSESSMENT",
                "PAPERS_AND_SECRECY",
                "FACILITIES",
                "SAFETY",
                name="supervision_aspect",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column(
            "created_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column(
            "updated_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("register_now()"),
            nullable=False,
        ),
        sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False),
        sa.ForeignKeyConstraint(
            ["supervision_id"],
            ["supervision.id"],
            name=op.f("fk_supervision_defect_supervision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision_defect")),
        comment="督导问题 · Defect that a supervision found (4.2)",
    )
    op.create_index(
        op.f("ix_supervision_defect_supervision_id_id"),
        "supervision_defect",
        ["supervision_id", "id"],
        unique=False,
    )
    op.add_column("rectification", sa.Column("supervision_id", sa.Uuid(), nullable=True))
    op.add_column("rectification", sa.Column("return_reason", sa.Text(), nullable=True))
    op.create_index(
        op.f("ix_rectification_supervision_id"), "rectification", ["supervision_id"], unique=False
    )
    op.create_foreign_key(
        op.f("fk_rectification_supervision_id"),
        "rectification",
        "supervision",
        ["supervision_id"],
        ["id"],
    )
