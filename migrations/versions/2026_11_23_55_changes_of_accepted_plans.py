"""Changes of accepted plans."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "2026_11_23_55"
down_revision = "2026_11_23_54"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_change",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("institution_id", sa.Uuid(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "REQUESTED",
                "ACCEPTED",
                "REFUSED",
                "WITHDRAWN",
                name="plan_change_status",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            server_default="REQUESTED",
            nullable=False,
        ),
        sa.Column("request_reason", sa.Text(), nullable=False),
        sa.Column("asked", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("content_before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("content_after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
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
            "(status in ('ACCEPTED', 'REFUSED')) = (decided_at is not null)",
            name=op.f("ck_plan_change_decided"),
        ),
        sa.CheckConstraint(
            "status <> 'REFUSED' or reason is not null", name=op.f("ck_plan_change_reason")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institution.id"], name=op.f("fk_plan_change_institution_id")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["evaluation_plan.id"], name=op.f("fk_plan_change_plan_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_change")),
        comment="计划变更 · Change of an accepted evaluation plan (4.2)",
    )
    op.create_index(
        op.f("ix_plan_change_created_at_id"), "plan_change", ["created_at", "id"], unique=False
    )
    op.create_index(
        op.f("ix_plan_change_institution_id"), "plan_change", ["institution_id"], unique=False
    )
    op.create_index(
        op.f("ix_plan_change_plan_id_created_at"),
        "plan_change",
        ["plan_id", "created_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_plan_change_status_created_at_id"),
        "plan_change",
        ["status", "created_at", "id"],
        unique=False,
    )
    op.create_index(
        "uq_plan_change_open",
        "plan_change",
        ["plan_id"],
        unique=True,
        postgresql_where=sa.text("status = 'REQUESTED'"),
    )
